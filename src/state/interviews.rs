//! Defines the running interview and the history: every change is written at once, typing within 2 s, a silent clock every 5 s.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::study::answer::Answer;
use crate::study::interview::{Interview, Plan, Stage};
use crate::study::pack::Pack;

use super::effect::Effect;
use super::notes::{LATEST, QUIET, RETRY};

/// How often a running clock is written when nothing else changes.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// A second grade within this time is a slip of the finger.
const GRADE_GUARD: Duration = Duration::from_millis(250);

/// An interview and the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file's name without its ending: when it began, in local time.
    pub name: String,
    /// The interview.
    pub interview: Interview,
}

/// The interview that runs, the one that was interrupted, and all that are over.
#[derive(Clone, Debug, Default)]
pub struct Interviews {
    /// The plan on the set-up page.
    pub(super) plan: Plan,
    running: Option<Kept>,
    interrupted: Option<Kept>,
    past: Vec<Kept>,
    answer: Option<Arc<Answer>>,
    report: Option<usize>,
    typing: Option<(Timestamp, Timestamp)>,
    written_at: Option<Timestamp>,
    revision: u64,
    confirmed: u64,
    retry_at: Option<Timestamp>,
    failure: Option<String>,
    graded_at: Option<Timestamp>,
}

impl Interviews {
    /// Starts with the interviews on disk, oldest first. The newest that was not ended is offered to be resumed.
    pub fn new(plan: Plan, kept: Vec<Kept>) -> Self {
        let mut past = kept;
        let newest_open = past.iter().rposition(|kept| !kept.interview.is_over());
        let interrupted = newest_open.map(|place| past.remove(place));
        Self { plan, interrupted, past, ..Self::default() }
    }

    /// The plan on the set-up page.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The running interview.
    pub fn running(&self) -> Option<&Interview> {
        self.running.as_ref().map(|kept| &kept.interview)
    }

    /// The answer of the question that is being judged.
    pub fn answer(&self) -> Option<&Arc<Answer>> {
        self.answer.as_ref()
    }

    /// The interview that was interrupted and may be resumed.
    pub fn interrupted(&self) -> Option<&Kept> {
        self.interrupted.as_ref()
    }

    /// Past interviews, oldest first.
    pub fn past(&self) -> &[Kept] {
        &self.past
    }

    /// The interview whose report is open, with its place in the history.
    pub fn report(&self) -> Option<(usize, &Kept)> {
        self.report.and_then(|place| self.past.get(place).map(|kept| (place, kept)))
    }

    /// Why the running interview is not on the disk, if it is not.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// True if something of the interview is not confirmed by the disk.
    pub fn is_unsaved(&self) -> bool {
        self.typing.is_some() || self.revision != self.confirmed
    }

    pub(super) fn start(&mut self, pack: &Pack, zone: &TimeZone, now: Timestamp) -> Vec<Effect> {
        let Some(interview) = Interview::start(self.plan.clone(), pack, now) else { return Vec::new() };
        self.shelve_interrupted();
        let name = self.free_name(zone, now);
        self.running = Some(Kept { name, interview });
        self.answer = None;
        self.report = None;
        self.save(now).into_iter().collect()
    }

    /// The local time as a file name; a second interview within the same second gets a number.
    fn free_name(&self, zone: &TimeZone, now: Timestamp) -> String {
        let name = now.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H-%M-%S").to_string();
        let is_taken = |name: &str| self.past.iter().any(|kept| kept.name == name);
        let mut free = name.clone();
        let mut number = 2;
        while is_taken(&free) {
            free = format!("{name}-{number}");
            number += 1;
        }
        free
    }

    fn shelve_interrupted(&mut self) {
        if let Some(kept) = self.interrupted.take() {
            let place = self.past.partition_point(|other| other.interview.started_at <= kept.interview.started_at);
            self.past.insert(place, kept);
        }
    }

    pub(super) fn resume(&mut self, pack: &Pack, now: Timestamp) -> Vec<Effect> {
        let Some(mut kept) = self.interrupted.take() else { return Vec::new() };
        kept.interview.resume(now);
        self.running = Some(kept);
        self.look_up_answer(pack);
        self.save(now).into_iter().collect()
    }

    /// Changes the running interview at a step that must be on the disk at once.
    pub(super) fn step(&mut self, pack: &Pack, now: Timestamp, change: impl FnOnce(&mut Interview, Option<&Answer>)) -> Vec<Effect> {
        let Some(kept) = &mut self.running else { return Vec::new() };
        let before = kept.interview.clone();
        let answer = kept.interview.current().and_then(|response| answer_of(pack, response.question));
        change(&mut kept.interview, answer.as_deref());
        if kept.interview == before {
            return Vec::new();
        }
        let is_over = kept.interview.is_over();
        self.look_up_answer(pack);
        let effects = self.save(now).into_iter().collect();
        if is_over && let Some(kept) = self.running.take() {
            self.report = Some(self.past.len());
            self.past.push(kept);
        }
        effects
    }

    /// True unless a grade was given a moment ago.
    pub(super) fn may_grade(&mut self, now: Timestamp) -> bool {
        let is_slip = self.graded_at.is_some_and(|last| now.duration_since(last).unsigned_abs() < GRADE_GUARD);
        if !is_slip {
            self.graded_at = Some(now);
        }
        !is_slip
    }

    pub(super) fn write(&mut self, text: String, now: Timestamp) {
        let Some(kept) = &mut self.running else { return };
        kept.interview.tick(now);
        kept.interview.write(text);
        let first = self.typing.map_or(now, |(first, _)| first);
        self.typing = Some((first, now));
    }

    /// Moves the clock on, and writes what is due.
    pub(super) fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        if let Some(kept) = &mut self.running {
            kept.interview.tick(now);
        }
        if self.next_due().is_some_and(|due| due <= now) { self.save(now).into_iter().collect() } else { Vec::new() }
    }

    /// When the next write is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let running = self.running()?;
        let typed = self.typing.map(|(first, last)| (last + QUIET).min(first + LATEST));
        let beat = if running.is_counting() { self.written_at.map(|at| at + HEARTBEAT) } else { None };
        [typed, beat, self.retry_at].into_iter().flatten().min()
    }

    /// When the time shown changes next.
    pub(super) fn next_second(&self, now: Timestamp) -> Option<Timestamp> {
        let running = self.running().filter(|running| running.is_counting())?;
        // One millisecond past the whole second, so that the shown figure has surely changed.
        let shown = running.left_millis().rem_euclid(1000);
        Some(now + Duration::from_millis(u64::try_from(shown).unwrap_or(0) + 1))
    }

    /// Writes the interview with all that was typed.
    pub(super) fn save(&mut self, now: Timestamp) -> Option<Effect> {
        let kept = self.running.as_ref()?;
        self.typing = None;
        self.retry_at = None;
        self.written_at = Some(now);
        self.revision += 1;
        Some(Effect::SaveInterview { name: kept.name.clone(), revision: self.revision, interview: Box::new(kept.interview.clone()) })
    }

    pub(super) fn saved(&mut self, revision: u64) {
        self.confirmed = self.confirmed.max(revision);
        if self.confirmed == self.revision {
            self.failure = None;
        }
    }

    pub(super) fn failed(&mut self, why: String, now: Timestamp) {
        self.failure = Some(why);
        self.retry_at = Some(now + RETRY);
    }

    pub(super) fn open_report(&mut self, place: usize) {
        if place < self.past.len() {
            self.report = Some(place);
        }
    }

    /// Leaves the interrupted interview among the past ones, where it can be resumed from.
    pub(super) fn resume_later(&mut self) {
        self.shelve_interrupted();
    }

    /// Takes an unfinished interview out of the history, to be resumed.
    pub(super) fn take_up(&mut self, place: usize) {
        if self.past.get(place).is_some_and(|kept| !kept.interview.is_over()) {
            self.shelve_interrupted();
            self.interrupted = Some(self.past.remove(place));
            self.report = None;
        }
    }

    fn look_up_answer(&mut self, pack: &Pack) {
        let judged = self.running().and_then(Interview::current).filter(|response| response.stage == Stage::Judging);
        let question = judged.map(|response| response.question);
        if question.is_none() {
            self.answer = None;
        } else if self.answer.is_none() {
            self.answer = question.and_then(|question| answer_of(pack, question));
        }
    }
}

fn answer_of(pack: &Pack, question: crate::study::question::QuestionId) -> Option<Arc<Answer>> {
    pack.get(question)?.answer.as_deref().map(|text| Arc::new(Answer::parse(text)))
}
