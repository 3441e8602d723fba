//! Defines the open question: its parsed answer, where it is scrolled to, the way back, and when it counts as read.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::study::answer::Answer;
use crate::study::pack::Pack;
use crate::study::question::QuestionId;

use super::find::Find;

/// An answer left after less than this was leafed past, not read.
const READ_AFTER: SignedDuration = SignedDuration::from_secs(8);

/// How near to its end an answer must be scrolled to count as seen whole, in points.
const END_SLACK: f32 = 80.0;

/// How far a page key scrolls, as a share of what is visible: the last lines stay as an anchor for the eye.
const PAGE: f32 = 0.88;

/// How far an arrow key scrolls, in points: about three lines.
const LINE: f32 = 66.0;

/// How many steps back are kept.
const STEPS: usize = 200;

/// Scrolling by key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scroll {
    /// So many pages down, or up where negative.
    Pages(f32),
    /// So many lines down, or up where negative.
    Lines(f32),
    /// To the top.
    Start,
    /// To the bottom.
    End,
}

/// The open question.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    open: Option<QuestionId>,
    answer: Option<Arc<Answer>>,
    back: Vec<QuestionId>,
    forward: Vec<QuestionId>,
    offset: f32,
    visible: f32,
    whole: f32,
    offsets: BTreeMap<QuestionId, f32>,
    /// How many steps of the answer are revealed; `None` if nothing is hidden.
    revealed: Option<usize>,
    find: Option<Find>,
    /// What was searched for: marked where it stands.
    lit: Vec<String>,
    opened_at: Option<Timestamp>,
    seen_to_end: bool,
}

impl Reading {
    /// The open question.
    pub fn open(&self) -> Option<QuestionId> {
        self.open
    }

    /// Its answer; `None` while it is pending.
    pub fn answer(&self) -> Option<&Arc<Answer>> {
        self.answer.as_ref()
    }

    /// Where the answer is scrolled to, in points.
    pub fn offset(&self) -> f32 {
        self.offset
    }

    /// True if the answer was drawn at another place or of another length than is known here.
    pub fn is_drawn_otherwise(&self, offset: f32, visible: f32, whole: f32) -> bool {
        let differs = |a: f32, b: f32| (a - b).abs() > 0.5;
        differs(offset, self.offset) || differs(visible, self.visible) || differs(whole, self.whole)
    }

    /// How many steps of the answer are revealed; `None` if nothing is hidden.
    pub fn revealed(&self) -> Option<usize> {
        self.revealed
    }

    /// True if a part of the answer is still hidden.
    pub fn is_hiding(&self) -> bool {
        self.revealed.is_some()
    }

    /// What is looked for in the page.
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// What was searched for, to be marked where it stands.
    pub fn lit(&self) -> &[String] {
        &self.lit
    }

    /// Marks words in the page, until another question is opened.
    pub(super) fn light(&mut self, words: Vec<String>) {
        self.lit = words;
    }

    /// Where each answer was left, those left at the top excepted.
    pub fn offsets(&self) -> &BTreeMap<QuestionId, f32> {
        &self.offsets
    }

    /// Hides the answer, or shows all of it.
    pub(super) fn hide(&mut self, hidden: bool) {
        self.revealed = (hidden && self.answer.is_some()).then_some(0);
        if self.is_hiding() {
            self.offset = 0.0;
        }
    }

    /// Reveals the next step of the answer.
    pub(super) fn reveal(&mut self) {
        let steps = self.answer.as_ref().map_or(0, |answer| answer.steps());
        self.revealed = self.revealed.map(|revealed| revealed + 1).filter(|revealed| *revealed < steps);
    }

    /// Starts looking for something in the page, or goes on with it.
    pub(super) fn find_mut(&mut self) -> &mut Find {
        self.find.get_or_insert_default()
    }

    pub(super) fn close_find(&mut self) {
        self.find = None;
    }

    /// The questions that were open before, the latest first, each once.
    pub fn recent(&self) -> Vec<QuestionId> {
        let mut recent: Vec<QuestionId> = Vec::new();
        for question in self.back.iter().rev().chain(&self.forward) {
            if !recent.contains(question) && self.open != Some(*question) {
                recent.push(*question);
            }
        }
        recent
    }

    /// True if there is a step back.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// True if there is a step forward.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Opens a question and leaves a step back. Returns the question that was left, if it now counts as read.
    pub(super) fn visit(&mut self, question: QuestionId, pack: &Pack, now: Timestamp) -> Option<QuestionId> {
        if self.open == Some(question) || pack.get(question).is_none() {
            return None;
        }
        self.forward.clear();
        if let Some(left) = self.open {
            self.back.push(left);
            if self.back.len() > STEPS {
                self.back.remove(0);
            }
        }
        self.turn_to(question, pack, now)
    }

    pub(super) fn go_back(&mut self, pack: &Pack, now: Timestamp) -> Option<QuestionId> {
        let to = self.back.pop()?;
        self.forward.extend(self.open);
        self.turn_to(to, pack, now)
    }

    pub(super) fn go_forward(&mut self, pack: &Pack, now: Timestamp) -> Option<QuestionId> {
        let to = self.forward.pop()?;
        self.back.extend(self.open);
        self.turn_to(to, pack, now)
    }

    fn turn_to(&mut self, question: QuestionId, pack: &Pack, now: Timestamp) -> Option<QuestionId> {
        let read = self.leave(now);
        if let Some(left) = self.open {
            self.remember_offset(left, self.offset);
        }
        self.open = Some(question);
        self.answer = pack.get(question).and_then(|entry| entry.answer.as_deref()).map(|text| Arc::new(Answer::parse(text)));
        self.offset = self.offsets.get(&question).copied().unwrap_or(0.0);
        self.revealed = None;
        self.lit.clear();
        if let Some(find) = &mut self.find {
            let typed = std::mem::take(&mut find.typed);
            find.look_for(typed);
        }
        self.whole = 0.0;
        self.opened_at = Some(now);
        self.seen_to_end = false;
        read
    }

    /// The open question, if leaving it now makes it read: its end was seen, and it was open long enough.
    pub(super) fn leave(&self, now: Timestamp) -> Option<QuestionId> {
        let opened = self.opened_at?;
        let is_read = self.seen_to_end && self.answer.is_some() && now.duration_since(opened) >= READ_AFTER;
        if is_read { self.open } else { None }
    }

    pub(super) fn scrolled(&mut self, offset: f32, visible: f32, whole: f32) {
        (self.offset, self.visible, self.whole) = (offset, visible, whole);
        self.look();
    }

    pub(super) fn scroll(&mut self, scroll: Scroll) {
        let wanted = match scroll {
            Scroll::Pages(pages) => self.offset + pages * self.visible * PAGE,
            Scroll::Lines(lines) => self.offset + lines * LINE,
            Scroll::Start => 0.0,
            Scroll::End => f32::MAX,
        };
        self.scroll_to(wanted);
    }

    /// Scrolls to a place, in points, as far as the answer reaches.
    pub(super) fn scroll_to(&mut self, wanted: f32) {
        self.offset = wanted.clamp(0.0, (self.whole - self.visible).max(0.0));
        self.look();
    }

    /// Where a question will be scrolled to when it is opened.
    pub(super) fn remember_offset(&mut self, question: QuestionId, offset: f32) {
        if offset > 0.5 {
            self.offsets.insert(question, offset);
        } else {
            self.offsets.remove(&question);
        }
    }

    fn look(&mut self) {
        self.seen_to_end |= !self.is_hiding() && self.whole > 0.0 && self.offset + self.visible >= self.whole - END_SLACK;
    }
}
