//! Defines [`Story`], the one driver: it moves the time, plays the disk, and keeps what the state has asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use greenroom::state::action::{Action, Disk};
use greenroom::state::effect::Effect;
use greenroom::state::interviews::Kept;
use greenroom::state::marks::Marks;
use greenroom::state::settings::{Layout, Settings};
use greenroom::state::{Start, State};
use greenroom::study::interview::{Interview, Plan, Response};
use greenroom::study::pack::{Pack, PackHead};
use greenroom::study::question::{Kind, Level, Question, QuestionId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// When a story begins, if it does not say: half past ten in Berlin.
const BEGIN: &str = "2026-11-20T09:30:00Z";

const ANSWER: &str = "## Short answer\nA registry and a health check.\n\n## In depth\n### In one line\nA control loop.\n\n\
    ## Key points\n- **must** names the churn\n- **must** says the list lags\n- gives a number\n\n## Follow-ups\n### Why?\nBecause.\n";

/// Seven questions in two sections; number 3 has no answer yet.
pub fn pack() -> Pack {
    let first = [(1, "What is service discovery?"), (2, "What are the types of discovery patterns?"), (3, "How does a client discover?")];
    let second = [
        (40, "What is the Saga pattern?"),
        (41, "How do you handle SAGA compensation?"),
        (42, "What is eventual | strong consistency?"),
        (43, "Which 10 mistakes does a saga invite?"),
    ];
    pack_of(&[&first, &second])
}

/// A pack with many sections of 25 questions each, numbered from 1.
pub fn big_pack(sections: u32) -> Pack {
    let numbers = |section: u32| (section * 25 + 1..=section * 25 + 25).map(|id| (id, "What is it?")).collect::<Vec<_>>();
    let sections: Vec<_> = (0..sections).map(numbers).collect();
    pack_of(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn pack_of(sections: &[&[(u32, &str)]]) -> Pack {
    let head = PackHead {
        format: 1,
        name: "small".to_owned(),
        title: "Small".to_owned(),
        version: "1".to_owned(),
        licence: "MIT".to_owned(),
        topics: Vec::new(),
        sections: Vec::new(),
        families: Vec::new(),
    };
    let mut pack = Pack::new(head);
    for (place, questions) in sections.iter().enumerate() {
        let questions = questions.iter().map(|(id, title)| (question(*id, title), (*id != 3).then_some(Cow::Borrowed(ANSWER)))).collect();
        pack.add_section(format!("{place}"), format!("Section {place}"), String::new(), questions).unwrap();
    }
    pack
}

fn question(id: u32, title: &str) -> Question {
    Question {
        id: QuestionId(id),
        title: title.to_owned(),
        kind: Kind::Definition,
        level: Level::Mid,
        minutes: 2.0,
        topics: Vec::new(),
        also_asked_as: Vec::new(),
        as_of: None,
        pending: id == 3,
    }
}

/// A running program: its state, its clock and its disk.
pub struct Story {
    pub state: State,
    pub now: Timestamp,
    /// The notes on the disk; what is there when a story begins was always there.
    pub notes: BTreeMap<QuestionId, String>,
    /// The interviews on the disk, by name.
    pub interviews: BTreeMap<String, Interview>,
    /// Every effect since [`Self::forget`].
    pub log: Vec<Effect>,
    /// Writes of notes and interviews that the disk has not answered, oldest first.
    pub waiting: Vec<Effect>,
    /// What the writer itself has last written to each note: finding that again is no conflict.
    written: BTreeMap<QuestionId, Arc<str>>,
    marks: Marks,
    settings: Settings,
    layout: Layout,
    is_slow: bool,
}

impl Story {
    /// A first start, with the small pack.
    pub fn new() -> Self {
        Self::begin(|_| {})
    }

    /// A start at a certain moment.
    pub fn at(time: &str) -> Self {
        let mut story = Self::new();
        story.now = time.parse().unwrap();
        story.restart();
        story
    }

    /// A start with something set first.
    pub fn begin(change: impl FnOnce(&mut Start)) -> Self {
        let mut start = Start {
            pack: Arc::new(pack()),
            zone: TimeZone::get("Europe/Berlin").unwrap(),
            settings: Settings::default(),
            layout: Layout::default(),
            marks: Marks::default(),
            notes: [].into(),
            interviews: Vec::new(),
            question: None,
            is_read_only: false,
            problems: Vec::new(),
        };
        change(&mut start);
        let (marks, settings, layout) = (start.marks.clone(), start.settings.clone(), start.layout.clone());
        let interviews = start.interviews.iter().map(|kept| (kept.name.clone(), kept.interview.clone())).collect();
        let now = BEGIN.parse().unwrap();
        let (state, effects) = State::start(start, now);
        let (notes, log, waiting) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut story =
            Self { state, now, notes, interviews, log, waiting, written: BTreeMap::new(), marks, settings, layout, is_slow: false };
        story.perform(effects);
        story
    }

    /// The program is killed and started again: what the disk does not have is gone.
    pub fn restart(&mut self) -> &mut Self {
        let start = Start {
            pack: self.state.pack.clone(),
            zone: self.state.zone.clone(),
            settings: self.settings.clone(),
            layout: self.layout.clone(),
            marks: self.marks.clone(),
            notes: self.notes.keys().copied().collect(),
            interviews: self.interviews.iter().map(|(name, i)| Kept { name: name.clone(), interview: i.clone() }).collect(),
            question: None,
            is_read_only: false,
            problems: Vec::new(),
        };
        self.waiting.clear();
        self.written.clear();
        self.forget();
        let (state, effects) = State::start(start, self.now);
        self.state = state;
        self.perform(effects);
        self
    }

    /// Does one thing.
    pub fn act(&mut self, action: Action) -> &mut Self {
        let effects = self.state.update(action, self.now);
        self.perform(effects);
        self
    }

    pub fn open(&mut self, question: u32) -> &mut Self {
        self.act(Action::Open(QuestionId(question)))
    }

    /// Replaces the note of a question.
    pub fn note(&mut self, question: u32, text: &str) -> &mut Self {
        self.act(Action::EditNote(QuestionId(question), text.to_owned()))
    }

    /// Time passes, and the program is woken whenever it has asked for it.
    pub fn millis(&mut self, millis: u64) -> &mut Self {
        let end = self.now + Duration::from_millis(millis);
        while let Some(wake) = self.state.next_wake(self.now).map(|wake| self.now + wake.max(Duration::from_millis(1)))
            && wake < end
        {
            self.now = wake;
            self.act(Action::Tick);
        }
        self.sleep_until(end)
    }

    pub fn secs(&mut self, secs: u64) -> &mut Self {
        self.millis(secs * 1000)
    }

    /// Time passes while the machine sleeps.
    pub fn sleep(&mut self, millis: u64) -> &mut Self {
        self.sleep_until(self.now + Duration::from_millis(millis))
    }

    /// The clock jumps, in either direction.
    pub fn sleep_until(&mut self, time: Timestamp) -> &mut Self {
        self.now = time;
        self.act(Action::Tick)
    }

    /// From now on the disk answers only when it is told to.
    pub fn slow_disk(&mut self) -> &mut Self {
        self.is_slow = true;
        self
    }

    /// The disk has done the oldest write.
    pub fn confirm(&mut self) -> &mut Self {
        let answer = match self.waiting.remove(0) {
            Effect::SaveNote { question, revision, text, base } => {
                let before = self.notes.insert(question, text.to_string());
                let known = [base, self.written.insert(question, text.clone()), Some(text)];
                let is_foreign = before.is_some_and(|before| !known.iter().flatten().any(|known| **known == before));
                Disk::NoteSaved { question, revision, conflict: is_foreign.then(|| "conflict.md".to_owned()) }
            }
            Effect::SaveInterview { name, revision, interview } => {
                self.interviews.insert(name, *interview);
                Disk::InterviewSaved(revision)
            }
            other => panic!("{other:?} is no write"),
        };
        self.act(Action::Disk(answer))
    }

    /// The disk could not do the oldest write.
    pub fn fail(&mut self, why: &str) -> &mut Self {
        let why = why.to_owned();
        let answer = match self.waiting.remove(0) {
            Effect::SaveNote { question, revision, .. } => Disk::NoteFailed { question, revision, why },
            Effect::SaveInterview { .. } => Disk::InterviewFailed(why),
            other => panic!("{other:?} is no write"),
        };
        self.act(Action::Disk(answer))
    }

    pub fn confirm_all(&mut self) -> &mut Self {
        while !self.waiting.is_empty() {
            self.confirm();
        }
        self
    }

    /// Starts an interview of so many questions over both sections, 60 s each.
    pub fn interview(&mut self, questions: u32) -> &mut Self {
        self.interview_of(Plan { sections: [1, 2].into(), questions, secs_each: 60, seed: 1 })
    }

    pub fn interview_of(&mut self, plan: Plan) -> &mut Self {
        self.act(Action::SetPlan(plan)).act(Action::StartInterview)
    }

    pub fn running(&self) -> &Interview {
        self.state.interviews.running().expect("an interview runs")
    }

    /// What happened with the running question so far.
    pub fn response(&self) -> &Response {
        self.running().current().expect("a question is asked")
    }

    pub fn forget(&mut self) -> &mut Self {
        self.log.clear();
        self
    }

    /// The writes of notes since [`Self::forget`].
    pub fn written_notes(&self) -> Vec<(u32, Arc<str>)> {
        let note =
            |effect: &Effect| if let Effect::SaveNote { question, text, .. } = effect { Some((question.0, text.clone())) } else { None };
        self.log.iter().filter_map(note).collect()
    }

    /// The writes of interviews since [`Self::forget`].
    pub fn written_interviews(&self) -> Vec<Interview> {
        let interview =
            |effect: &Effect| if let Effect::SaveInterview { interview, .. } = effect { Some((**interview).clone()) } else { None };
        self.log.iter().filter_map(interview).collect()
    }

    /// These writes of notes and no others since [`Self::forget`], which it does too.
    #[track_caller]
    pub fn expect_notes(&mut self, expected: &[(u32, &str)]) -> &mut Self {
        let expected: Vec<(u32, Arc<str>)> = expected.iter().map(|(question, text)| (*question, Arc::from(*text))).collect();
        assert_eq!(self.written_notes(), expected);
        self.forget()
    }

    /// So many writes of an interview since [`Self::forget`], which it does too.
    #[track_caller]
    pub fn expect_saves(&mut self, expected: usize) -> &mut Self {
        assert_eq!(self.written_interviews().len(), expected);
        self.forget()
    }

    #[track_caller]
    pub fn expect_open(&mut self, question: u32) -> &mut Self {
        assert_eq!(self.state.reading.open(), Some(QuestionId(question)));
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.log.push(effect.clone());
            match effect {
                Effect::ReadNote(question) => {
                    let text = self.notes.get(&question).cloned();
                    self.act(Action::Disk(Disk::NoteRead(question, text)));
                }
                Effect::SaveNote { .. } | Effect::SaveInterview { .. } => self.waiting.push(effect),
                Effect::SaveMarks(marks) => self.marks = marks,
                Effect::SaveSettings(settings) => self.settings = settings,
                Effect::SaveLayout(layout) => self.layout = layout,
                _ => {}
            }
        }
        if !self.is_slow {
            self.confirm_all();
        }
    }
}
