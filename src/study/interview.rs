//! Defines the mock interview: a plan, the questions it draws, the responses, and a clock that counts thinking and nothing else.
//!
//! Time is always an argument. [`Interview::tick`] is called at least once a second while a window shows the interview; what
//! passes between two ticks goes to whatever the candidate was doing. A gap longer than [`SLEEP_GAP`] is a sleeping laptop or a
//! program that was not running: it counts as being away, never as thinking. A clock that was set back counts as nothing.

pub mod draw;
pub mod report;

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::pack::Pack;
use super::question::QuestionId;

/// The longest time between two ticks that still counts as thinking.
pub const SLEEP_GAP: Duration = Duration::from_secs(30);

/// The version of the file format of an interview.
pub const FORMAT: u32 = 1;

/// What an interview is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The sections to draw from, as their place in the pack from 1.
    pub sections: BTreeSet<u32>,
    /// How many questions, at least 1.
    pub questions: u32,
    /// The time to answer each, in seconds.
    pub secs_each: u32,
    /// What decides the draw: the same seed, sections and pack give the same questions in the same order.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { sections: BTreeSet::new(), questions: 5, secs_each: 120, seed: 1 }
    }
}

/// How well a response went, in the order of Anki and FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// 1: it was not there.
    Again,
    /// 2: it came, with gaps.
    Hard,
    /// 3: it came.
    Good,
    /// 4: it came at once and whole.
    Easy,
}

impl Grade {
    /// All grades, from 1 to 4.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1 to 4.
    pub fn number(self) -> u8 {
        match self {
            Self::Again => 1,
            Self::Hard => 2,
            Self::Good => 3,
            Self::Easy => 4,
        }
    }

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        }
    }
}

/// How far one question has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Not asked yet.
    #[default]
    Waiting,
    /// The clock runs; the answer is hidden.
    Answering,
    /// The answer is shown; the candidate ticks and grades.
    Judging,
    /// Answered and left behind.
    Done,
    /// Left without an answer.
    Skipped,
}

/// What happened with one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Which question.
    pub question: QuestionId,
    /// Its title when it was asked, so that the file can be read without the pack.
    pub title: String,
    /// How far it has come.
    #[serde(default)]
    pub stage: Stage,
    /// What the candidate wrote.
    #[serde(default)]
    pub text: String,
    /// Time spent answering, in milliseconds.
    #[serde(default)]
    pub thinking_millis: u64,
    /// Time spent paused, in milliseconds.
    #[serde(default)]
    pub paused_millis: u64,
    /// Time spent judging, in milliseconds.
    #[serde(default)]
    pub judging_millis: u64,
    /// How many key points the answer has; 0 until it was revealed.
    #[serde(default)]
    pub points: u32,
    /// The key points that were said, from 0.
    #[serde(default)]
    pub ticked: BTreeSet<u32>,
    /// The candidate's own grade.
    #[serde(default)]
    pub grade: Option<Grade>,
}

/// A mock interview, running or over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// The version of the file format.
    pub format: u32,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was over; `None` while it runs or after it was interrupted.
    pub ended_at: Option<Timestamp>,
    /// What it was made from.
    pub plan: Plan,
    /// The running question, as its place in `responses`.
    pub at: usize,
    /// True while the candidate has stopped the clock.
    pub paused: bool,
    /// The last moment the clock was looked at.
    pub seen_at: Timestamp,
    /// Time asleep or not running, in milliseconds: counted for nobody.
    pub away_millis: u64,
    /// What happened with each question, in the order drawn.
    pub responses: Vec<Response>,
}

impl Interview {
    /// Draws the questions of a plan and asks the first; `None` if the plan's sections hold no answered question.
    pub fn start(plan: Plan, pack: &Pack, now: Timestamp) -> Option<Self> {
        let mut responses: Vec<Response> =
            draw::draw(pack, &plan).into_iter().map(|entry| Response::waiting(entry.id, &entry.title)).collect();
        responses.first_mut()?.stage = Stage::Answering;
        Some(Self { format: FORMAT, started_at: now, ended_at: None, plan, at: 0, paused: false, seen_at: now, away_millis: 0, responses })
    }

    /// The response to the running question; `None` once the interview is over.
    pub fn current(&self) -> Option<&Response> {
        if self.is_over() { None } else { self.responses.get(self.at) }
    }

    fn current_mut(&mut self) -> Option<&mut Response> {
        if self.is_over() { None } else { self.responses.get_mut(self.at) }
    }

    /// True once the report can be read.
    pub fn is_over(&self) -> bool {
        self.ended_at.is_some()
    }

    /// True while time to answer is running down.
    pub fn is_counting(&self) -> bool {
        !self.paused && self.current().is_some_and(|response| response.stage == Stage::Answering)
    }

    /// The time left for the running question, in milliseconds; negative once it is over time, 0 when nothing runs.
    pub fn left_millis(&self) -> i64 {
        let Some(response) = self.current() else { return 0 };
        let spent = i64::try_from(response.thinking_millis).unwrap_or(i64::MAX);
        self.target_millis().saturating_sub(spent)
    }

    /// The time to answer one question, in milliseconds.
    pub fn target_millis(&self) -> i64 {
        i64::from(self.plan.secs_each) * 1000
    }

    /// Counts the time since the last tick for what the candidate was doing.
    pub fn tick(&mut self, now: Timestamp) {
        if self.is_over() {
            return;
        }
        let passed = u64::try_from(now.as_millisecond().saturating_sub(self.seen_at.as_millisecond())).unwrap_or(0);
        self.seen_at = now;
        if u128::from(passed) > SLEEP_GAP.as_millis() {
            self.away_millis = self.away_millis.saturating_add(passed);
            return;
        }
        let paused = self.paused;
        let Some(response) = self.current_mut() else { return };
        let counter = match response.stage {
            _ if paused => &mut response.paused_millis,
            Stage::Judging => &mut response.judging_millis,
            _ => &mut response.thinking_millis,
        };
        *counter = counter.saturating_add(passed);
    }

    /// Takes up an interview that was interrupted: the time since it was last seen is nobody's.
    pub fn resume(&mut self, now: Timestamp) {
        let gone = u64::try_from(now.as_millisecond().saturating_sub(self.seen_at.as_millisecond())).unwrap_or(0);
        self.away_millis = self.away_millis.saturating_add(gone);
        self.seen_at = now;
        self.paused = false;
    }

    /// Stops or restarts the clock.
    pub fn set_paused(&mut self, paused: bool, now: Timestamp) {
        self.tick(now);
        self.paused = paused;
    }

    /// Replaces what the candidate has written, while the question is open. Returns true if that is another text.
    pub fn write(&mut self, text: String) -> bool {
        match self.current_mut() {
            Some(response) if response.stage == Stage::Answering && response.text != text => {
                response.text = text;
                true
            }
            _ => false,
        }
    }

    /// Shows the answer: the clock of this question stops, judging begins.
    pub fn reveal(&mut self, answer: Option<&Answer>, now: Timestamp) {
        self.set_paused(false, now);
        let points = answer.map_or(0, |answer| u32::try_from(answer.key_points.len()).unwrap_or(u32::MAX));
        if let Some(response) = self.current_mut()
            && response.stage == Stage::Answering
        {
            response.stage = Stage::Judging;
            response.points = points;
        }
    }

    /// Marks a key point as said, or takes the mark away.
    pub fn tick_point(&mut self, point: u32, said: bool) {
        let Some(response) = self.current_mut() else { return };
        if response.stage != Stage::Judging || point >= response.points {
            return;
        }
        if said {
            response.ticked.insert(point);
        } else {
            response.ticked.remove(&point);
        }
    }

    /// Grades the running response.
    pub fn grade(&mut self, grade: Grade) {
        if let Some(response) = self.current_mut()
            && response.stage == Stage::Judging
        {
            response.grade = Some(grade);
        }
    }

    /// Leaves a judged question for the next one; after the last, the interview is over. Without a grade, nothing happens.
    pub fn next(&mut self, now: Timestamp) {
        self.tick(now);
        if self.current().is_some_and(|response| response.stage == Stage::Judging && response.grade.is_some()) {
            self.leave(Stage::Done, now);
        }
    }

    /// Leaves a question without an answer.
    pub fn skip(&mut self, now: Timestamp) {
        self.tick(now);
        if self.current().is_some_and(|response| response.stage == Stage::Answering) {
            self.leave(Stage::Skipped, now);
        }
    }

    fn leave(&mut self, stage: Stage, now: Timestamp) {
        if let Some(response) = self.current_mut() {
            response.stage = stage;
        }
        self.paused = false;
        match self.responses.get_mut(self.at + 1) {
            Some(next) => {
                next.stage = Stage::Answering;
                self.at += 1;
            }
            None => self.ended_at = Some(now),
        }
    }

    /// Ends the interview early. A question that was being judged counts with what was ticked and graded so far.
    pub fn end(&mut self, now: Timestamp) {
        self.tick(now);
        if let Some(response) = self.current_mut() {
            response.stage = if response.stage == Stage::Judging { Stage::Done } else { Stage::Skipped };
        }
        self.paused = false;
        self.ended_at = self.ended_at.or(Some(now));
    }
}

impl Response {
    fn waiting(question: QuestionId, title: &str) -> Self {
        Self {
            question,
            title: title.to_owned(),
            stage: Stage::Waiting,
            text: String::new(),
            thinking_millis: 0,
            paused_millis: 0,
            judging_millis: 0,
            points: 0,
            ticked: BTreeSet::new(),
            grade: None,
        }
    }
}
