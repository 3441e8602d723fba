//! Takes up where the last run ended.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::study::pack::Pack;
use crate::study::question::QuestionId;

use super::contents::Contents;
use super::effect::Effect;
use super::interviews::{Interviews, Kept};
use super::marks::Marks;
use super::notes::Notes;
use super::picker::Picker;
use super::reading::Reading;
use super::searching::Searching;
use super::settings::{Layout, Settings};
use super::{Dialog, Screen, State, answered_sections, clamped_reading_size, clamped_zoom};

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The questions.
    pub pack: Arc<Pack>,
    /// The time zone of the user.
    pub zone: TimeZone,
    /// What the user has chosen.
    pub settings: Settings,
    /// How the window was left.
    pub layout: Layout,
    /// What the learner has marked.
    pub marks: Marks,
    /// Which questions have a note.
    pub notes: BTreeSet<QuestionId>,
    /// All interviews, oldest first.
    pub interviews: Vec<Kept>,
    /// A question to open instead of the last one.
    pub question: Option<QuestionId>,
    /// True if another window owns the folder: nothing is written.
    pub is_read_only: bool,
    /// What went wrong while loading, a sentence each.
    pub problems: Vec<String>,
}

impl State {
    /// Takes up where the last run ended. Returns what must be done at once.
    pub fn start(start: Start, now: Timestamp) -> (Self, Vec<Effect>) {
        let Start { pack, zone, settings, layout, marks, notes, interviews, question, is_read_only, problems } = start;
        let folded: BTreeSet<usize> = layout.folded.iter().filter_map(|number| (*number as usize).checked_sub(1)).collect();
        let contents_first = layout.contents_first;
        let contents = Contents::new(&pack, folded.clone(), contents_first);
        let mut interviews = Interviews::new(settings.plan.clone(), interviews);
        if is_read_only {
            interviews.resume_later();
        }
        if interviews.plan.sections.is_empty() {
            interviews.plan.sections = answered_sections(&pack);
        }
        let dialog = interviews.interrupted().is_some().then_some(Dialog::Resume);
        let first = pack.questions().first().map(|entry| entry.question.id);
        let last = layout.open.filter(|id| pack.get(*id).is_some());
        let mut state = Self {
            pack,
            zone,
            screen: Screen::Read,
            dialog,
            contents,
            reading: Reading::default(),
            picker: Picker::default(),
            picture: String::new(),
            searching: Searching::default(),
            notes: Notes::new(notes),
            interviews,
            marks,
            settings,
            layout,
            focus: None,
            notices: problems,
            is_read_only,
            layout_changed_at: None,
            layout_due_at: None,
            ticked_at: None,
        };
        state.settings.zoom = clamped_zoom(state.settings.zoom);
        state.settings.reading_size = clamped_reading_size(state.settings.reading_size);
        let mut effects = vec![Effect::Zoom(state.settings.zoom)];
        for (question, offset) in state.layout.offsets.clone() {
            state.reading.remember_offset(question, offset);
        }
        if let Some(left) = last {
            state.reading.remember_offset(left, state.layout.answer_offset);
        }
        if let Some(open) = question.filter(|id| state.pack.get(*id).is_some()).or(last).or(first) {
            effects.extend(state.open(open, now));
        }
        if question.is_none() && last.is_some() {
            // The same question as last time: the list stays as it was left, too.
            state.contents.stay(&state.pack, folded, contents_first);
            state.keep_folds(now);
        }
        if !state.layout.chips.is_open() {
            state.filter(String::new());
            state.contents.stay_at(contents_first);
        }
        // Nobody has changed anything yet: a start must not end in a write a second later.
        state.layout_due_at = None;
        (state, effects)
    }
}
