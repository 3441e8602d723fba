//! Defines the running interview and the history: every step is written at once, typing within 2 s, a silent clock every 5 s.

mod update;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::study::answer::Answer;
use crate::study::interview::{Interview, Plan, SLEEP_GAP, Stage};
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
    /// The name of the interview whose report is open: places change when an interview comes or goes.
    report: Option<String>,
    typing: Option<(Timestamp, Timestamp)>,
    written_at: Option<Timestamp>,
    revision: u64,
    /// The last revision of each interview that the disk has not confirmed; one that is over may be among them.
    unconfirmed: BTreeMap<String, u64>,
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
        self.past.iter().enumerate().find(|(_, kept)| Some(&kept.name) == self.report.as_ref())
    }

    /// Why an interview is not on the disk, if it is not.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// True while the running question waits for its answer.
    pub fn is_answering(&self) -> bool {
        self.running().and_then(Interview::current).is_some_and(|response| response.stage == Stage::Answering)
    }

    /// True if something of an interview is not confirmed by the disk.
    pub fn is_unsaved(&self) -> bool {
        self.typing.is_some() || !self.unconfirmed.is_empty()
    }

    pub(super) fn start(&mut self, pack: &Pack, zone: &TimeZone, now: Timestamp) -> Vec<Effect> {
        let Some(interview) = Interview::start(self.plan.clone(), pack, now) else { return Vec::new() };
        self.resume_later();
        let name = self.free_name(zone, now);
        self.running = Some(Kept { name, interview });
        self.report = None;
        self.save(now)
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

    /// Puts an interview where it belongs in the history.
    fn shelve(&mut self, kept: Kept) {
        let place = self.past.partition_point(|other| other.interview.started_at <= kept.interview.started_at);
        self.past.insert(place, kept);
    }

    pub(super) fn resume(&mut self, pack: &Pack, now: Timestamp) -> Vec<Effect> {
        let Some(mut kept) = self.interrupted.take() else { return Vec::new() };
        kept.interview.resume(now);
        self.running = Some(kept);
        self.look_up_answer(pack);
        self.save(now)
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
        let effects = self.save(now);
        if is_over && let Some(kept) = self.running.take() {
            self.report = Some(kept.name.clone());
            self.shelve(kept);
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
        if kept.interview.write(text) {
            let first = self.typing.map_or(now, |(first, _)| first);
            self.typing = Some((first, now));
        }
    }

    /// Moves the clock on, and writes what is due.
    pub(super) fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        if let Some(kept) = &mut self.running {
            kept.interview.tick(now);
        }
        if self.retry_at.is_some_and(|at| at <= now) {
            self.save_all(now)
        } else if self.next_due().is_some_and(|due| due <= now) {
            self.save(now)
        } else {
            Vec::new()
        }
    }

    /// When the next write is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let typed = self.typing.map(|(first, last)| (last + QUIET).min(first + LATEST));
        let beat = self.written_at.filter(|_| self.running().is_some_and(Interview::is_counting)).map(|at| at + HEARTBEAT);
        [typed, beat, self.retry_at].into_iter().flatten().min()
    }

    /// When the clock must be looked at next: the time shown changes, or silence would soon pass for sleep.
    pub(super) fn next_look(&self, now: Timestamp) -> Option<Timestamp> {
        let running = self.running()?;
        if !running.is_counting() {
            return Some(running.seen_at + SLEEP_GAP / 2);
        }
        // One millisecond past the whole second, so that the shown figure has surely changed.
        let shown = running.left_millis().rem_euclid(1000);
        Some(now + Duration::from_millis(u64::try_from(shown).unwrap_or(0) + 1))
    }

    /// Writes the running interview with all that was typed.
    fn save(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(kept) = &self.running else { return Vec::new() };
        self.typing = None;
        self.written_at = Some(now);
        self.revision += 1;
        self.unconfirmed.insert(kept.name.clone(), self.revision);
        vec![write(kept, self.revision)]
    }

    /// Writes the running interview up to this moment, and those that are over and not yet confirmed.
    pub(super) fn save_all(&mut self, now: Timestamp) -> Vec<Effect> {
        if let Some(kept) = &mut self.running {
            kept.interview.tick(now);
        }
        self.retry_at = None;
        let mut effects = Vec::new();
        for kept in &self.past {
            if let Some(unconfirmed) = self.unconfirmed.get_mut(&kept.name) {
                self.revision += 1;
                *unconfirmed = self.revision;
                effects.push(write(kept, self.revision));
            }
        }
        effects.extend(self.save(now));
        effects
    }

    /// A revision is on the disk. An older one than the last of its interview confirms nothing.
    pub(super) fn saved(&mut self, revision: u64) {
        self.unconfirmed.retain(|_, last| *last != revision);
        if self.unconfirmed.is_empty() {
            self.failure = None;
            self.retry_at = None;
        }
    }

    pub(super) fn failed(&mut self, why: String, now: Timestamp) {
        self.failure = Some(why);
        self.retry_at = Some(now + RETRY);
    }

    pub(super) fn open_report(&mut self, place: usize) {
        self.report = self.past.get(place).map(|kept| kept.name.clone());
    }

    /// Leaves the interrupted interview among the past ones, where it can be resumed from.
    pub(super) fn resume_later(&mut self) {
        if let Some(kept) = self.interrupted.take() {
            self.shelve(kept);
        }
    }

    /// Takes an unfinished interview out of the history, to be resumed. Returns false if it cannot be.
    pub(super) fn take_up(&mut self, place: usize) -> bool {
        let is_open = self.past.get(place).is_some_and(|kept| !kept.interview.is_over());
        if !is_open || self.running.is_some() {
            return false;
        }
        let kept = self.past.remove(place);
        self.resume_later();
        self.interrupted = Some(kept);
        true
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

fn write(kept: &Kept, revision: u64) -> Effect {
    Effect::SaveInterview { name: kept.name.clone(), revision, interview: Box::new(kept.interview.clone()) }
}

fn answer_of(pack: &Pack, question: crate::study::question::QuestionId) -> Option<Arc<Answer>> {
    pack.get(question)?.answer.as_deref().map(|text| Arc::new(Answer::parse(text)))
}
