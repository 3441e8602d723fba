//! Defines the notes that are open: their text, what of it is on the disk, and when it must be written.
//!
//! A note is written 400 ms after the last key and never later than 2 s after the first. "Saved" is said only for the very text
//! that the disk has confirmed. What another program writes is taken in; if both sides have changed, the writer keeps both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::study::question::QuestionId;

use super::effect::Effect;

/// How long after the last key a note is written.
pub const QUIET: Duration = Duration::from_millis(400);

/// How long after the first unsaved key a note is written at the latest.
pub const LATEST: Duration = Duration::from_secs(2);

/// How long after a failure writing is tried again.
pub const RETRY: Duration = Duration::from_secs(5);

/// Where a note stands with the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteStatus {
    /// The file holds this text; nothing was changed since it was read.
    Unchanged,
    /// Typed, not yet confirmed.
    Unsaved,
    /// Confirmed by the disk at this time.
    Saved(Timestamp),
    /// Could not be written: why, in a sentence. It is tried again.
    Failed(String),
}

/// The first and last unsaved key.
#[derive(Clone, Copy, Debug)]
struct Typing {
    first: Timestamp,
    last: Timestamp,
}

impl Typing {
    fn due_at(self) -> Timestamp {
        (self.last + QUIET).min(self.first + LATEST)
    }
}

/// One open note.
#[derive(Clone, Debug)]
pub struct Note {
    /// The text as it stands in the window.
    text: String,
    /// What the file held when it was last seen; `None` if there is no file.
    base: Option<Arc<str>>,
    typing: Option<Typing>,
    flight: Option<(u64, Arc<str>)>,
    revision: u64,
    status: NoteStatus,
    retry_at: Option<Timestamp>,
}

impl Note {
    fn new(text: Option<String>) -> Self {
        let base = text.as_deref().map(Arc::from);
        let text = text.unwrap_or_default();
        Self { text, base, typing: None, flight: None, revision: 0, status: NoteStatus::Unchanged, retry_at: None }
    }

    /// The text as it stands in the window.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands with the disk.
    pub fn status(&self) -> &NoteStatus {
        &self.status
    }

    fn is_clean(&self) -> bool {
        self.typing.is_none() && self.flight.is_none() && self.retry_at.is_none()
    }

    fn due_at(&self) -> Option<Timestamp> {
        // While typing goes on, one write at a time for each note is enough.
        if self.flight.is_some() {
            return None;
        }
        match (self.typing.map(Typing::due_at), self.retry_at) {
            (Some(due), Some(retry)) => Some(due.max(retry)),
            (due, retry) => due.or(retry),
        }
    }

    fn save(&mut self, question: QuestionId) -> Effect {
        self.revision += 1;
        self.typing = None;
        self.retry_at = None;
        let text: Arc<str> = Arc::from(self.text.as_str());
        self.flight = Some((self.revision, text.clone()));
        Effect::SaveNote { question, revision: self.revision, text, base: self.base.clone() }
    }
}

/// All notes that were opened since the start, and which questions have one.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    open: BTreeMap<QuestionId, Note>,
    present: BTreeSet<QuestionId>,
    /// True if notes are shown as they will look.
    pub preview: bool,
}

impl Notes {
    /// Starts with what is known about the notes on disk.
    pub fn new(present: BTreeSet<QuestionId>) -> Self {
        Self { present, ..Self::default() }
    }

    /// The note of a question, once it was read from the disk.
    pub fn get(&self, question: QuestionId) -> Option<&Note> {
        self.open.get(&question)
    }

    /// True if the question has a note with text in it.
    pub fn is_present(&self, question: QuestionId) -> bool {
        match self.open.get(&question) {
            Some(note) => !note.text.trim().is_empty(),
            None => self.present.contains(&question),
        }
    }

    /// True if some text is not on the disk yet.
    pub fn is_unsaved(&self) -> bool {
        self.open.values().any(|note| !note.is_clean())
    }

    pub(super) fn want(&self, question: QuestionId) -> Option<Effect> {
        (!self.open.contains_key(&question)).then_some(Effect::ReadNote(question))
    }

    pub(super) fn look(&self) -> Effect {
        Effect::LookAtNotes(self.open.keys().copied().collect())
    }

    pub(super) fn set_present(&mut self, present: BTreeSet<QuestionId>) {
        self.present = present;
    }

    pub(super) fn read(&mut self, question: QuestionId, text: Option<String>) {
        self.open.entry(question).or_insert_with(|| Note::new(text));
    }

    pub(super) fn edit(&mut self, question: QuestionId, text: String, now: Timestamp) {
        let Some(note) = self.open.get_mut(&question) else { return };
        if note.text == text {
            return;
        }
        note.text = text;
        let typing = note.typing.unwrap_or(Typing { first: now, last: now });
        note.typing = Some(Typing { last: now, ..typing });
        // Typing on does not hide why the last write failed; only the next write can.
        if note.retry_at.is_none() {
            note.status = NoteStatus::Unsaved;
        }
    }

    /// What must be written now: what is due, or with `all` whatever is not on its way yet. That may overtake a write whose answer
    /// then counts no more: the window may be closing, and the answer come too late to write the rest.
    pub(super) fn due(&mut self, now: Timestamp, all: bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (question, note) in &mut self.open {
            let is_left = all && (note.typing.is_some() || note.retry_at.is_some());
            if is_left || note.due_at().is_some_and(|due| due <= now) {
                effects.push(note.save(*question));
            }
        }
        effects
    }

    /// When the next write is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.open.values().filter_map(Note::due_at).min()
    }

    /// A revision is on the disk. It is "saved" only if nothing was typed since.
    pub(super) fn saved(&mut self, question: QuestionId, revision: u64, now: Timestamp) {
        let Some(note) = self.open.get_mut(&question) else { return };
        let Some((_, text)) = note.flight.take_if(|(flying, _)| *flying == revision) else { return };
        note.base = Some(text);
        if note.typing.is_none() {
            note.status = NoteStatus::Saved(now);
        }
    }

    pub(super) fn failed(&mut self, question: QuestionId, revision: u64, why: String, now: Timestamp) {
        let Some(note) = self.open.get_mut(&question) else { return };
        if note.flight.take_if(|(flying, _)| *flying == revision).is_some() {
            note.status = NoteStatus::Failed(why);
            note.retry_at = Some(now + RETRY);
        }
    }

    /// Another program has changed the file. Taken in if nothing was typed here; else the writer will find out and keep both.
    /// Returns true if the window now shows another text.
    pub(super) fn changed_outside(&mut self, question: QuestionId, text: Option<String>) -> bool {
        let has_text = text.as_deref().is_some_and(|text| !text.trim().is_empty());
        if has_text {
            self.present.insert(question)
        } else {
            self.present.remove(&question)
        };
        let Some(note) = self.open.get_mut(&question) else { return false };
        let on_disk = text.as_deref();
        if on_disk == note.base.as_deref() {
            return false;
        }
        if on_disk == Some(note.text.as_str()) {
            note.base = text.map(Arc::from);
            return false;
        }
        if !note.is_clean() {
            return false;
        }
        *note = Note { revision: note.revision, ..Note::new(text) };
        true
    }
}
