//! Defines the contents' rows: which sections and questions are listed, where the cursor stands, what is scrolled into view.

use std::collections::BTreeSet;

use crate::study::filter::Filter;
use crate::study::pack::{Pack, SectionIndex};
use crate::study::question::QuestionId;

/// Rows kept between the followed row and the edge of the list, so that its neighbours can be seen.
const MARGIN_ROWS: f32 = 2.0;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The heading of a section.
    Section(SectionIndex),
    /// A question.
    Question(QuestionId),
}

/// The contents as they are listed now.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    typed: String,
    /// The questions that fit the chips; `None` if all do.
    fitting: Option<BTreeSet<QuestionId>>,
    folded: BTreeSet<SectionIndex>,
    rows: Vec<Target>,
    cursor: Option<Target>,
    first: f32,
    visible: f32,
    /// The row to scroll into view, and how many of its neighbours with it.
    follow: Option<(Target, f32)>,
    found: usize,
}

impl Contents {
    /// Lists a pack with some sections folded.
    pub fn new(pack: &Pack, folded: BTreeSet<SectionIndex>, first: f32) -> Self {
        let mut contents = Self { folded, first, ..Self::default() };
        contents.list(pack);
        contents
    }

    /// What is typed into the filter.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// True if not every question is listed, because something is typed or a chip is chosen.
    pub fn is_filtered(&self) -> bool {
        !self.typed.trim().is_empty() || self.fitting.is_some()
    }

    /// All rows, in order; only the visible ones need be drawn.
    pub fn rows(&self) -> &[Target] {
        &self.rows
    }

    /// How many questions match the filter.
    pub fn found(&self) -> usize {
        self.found
    }

    /// The row the keyboard stands on.
    pub fn cursor(&self) -> Option<Target> {
        self.cursor
    }

    /// The first visible row, with its fraction.
    pub fn first(&self) -> f32 {
        self.first
    }

    /// How many rows are visible, with the fraction; 0 until they were drawn.
    pub fn visible(&self) -> f32 {
        self.visible
    }

    /// True if the section's questions are hidden.
    pub fn is_folded(&self, section: SectionIndex) -> bool {
        !self.is_filtered() && self.folded.contains(&section)
    }

    /// The folded sections.
    pub fn folded(&self) -> &BTreeSet<SectionIndex> {
        &self.folded
    }

    /// Lists only what fits: what is typed, and the questions that the chips let through (`None`: all).
    pub(super) fn filter(&mut self, typed: String, fitting: Option<BTreeSet<QuestionId>>, pack: &Pack, open: Option<QuestionId>) {
        (self.typed, self.fitting) = (typed, fitting);
        self.list(pack);
        let is_filtered = self.is_filtered();
        self.cursor = if is_filtered { self.rows.iter().copied().find(|row| matches!(row, Target::Question(_))) } else { None };
        self.first = 0.0;
        if !is_filtered && let Some(entry) = open.and_then(|open| pack.get(open)) {
            // What was folded before the filter stays folded: then its heading stands for the open question.
            let row = Target::Question(entry.question.id);
            self.follow_row(if self.row_of(row).is_some() { row } else { Target::Section(entry.section) });
        }
    }

    pub(super) fn fold(&mut self, section: SectionIndex, pack: &Pack) {
        if !self.folded.remove(&section) {
            self.folded.insert(section);
        }
        self.cursor = Some(Target::Section(section));
        self.list(pack);
    }

    pub(super) fn fold_all(&mut self, folded: bool, pack: &Pack) {
        self.folded = if folded { (0..pack.sections().len()).collect() } else { BTreeSet::new() };
        self.list(pack);
        self.first = 0.0;
    }

    pub(super) fn move_cursor(&mut self, by: isize, open: Option<QuestionId>) {
        let from = self.cursor.or(open.map(Target::Question)).and_then(|target| self.row_of(target));
        let last = self.rows.len().saturating_sub(1);
        let mut to = match from {
            Some(row) => row.saturating_add_signed(by).min(last),
            None if by < 0 => last,
            None => 0,
        };
        // While filtered, headings only say where a question stands: there is nothing to do on them.
        let is_heading = |row: usize| matches!(self.rows.get(row), Some(Target::Section(_)));
        if self.is_filtered() && is_heading(to) {
            to = if by < 0 && to > 0 { to - 1 } else { to + 1 };
        }
        self.cursor = self.rows.get(to).copied();
        self.bring_into_view(to, 0.0);
    }

    /// Stands as it was left: no section is unfolded and nothing is scrolled for the open question's sake.
    pub(super) fn stay(&mut self, pack: &Pack, folded: BTreeSet<SectionIndex>, first: f32) {
        self.folded = folded;
        self.follow = None;
        self.first = first;
        self.list(pack);
    }

    /// Stands where it was left, whatever was to be brought into view.
    pub(super) fn stay_at(&mut self, first: f32) {
        (self.follow, self.first) = (None, first);
    }

    pub(super) fn set_cursor(&mut self, target: Target) {
        self.cursor = Some(target);
    }

    /// Unfolds the section of a question and scrolls its row into view, as soon as it is known how many rows are visible.
    pub(super) fn follow(&mut self, question: QuestionId, pack: &Pack) {
        if let Some(entry) = pack.get(question)
            && self.folded.remove(&entry.section)
        {
            self.list(pack);
        }
        self.follow_row(Target::Question(question));
    }

    fn follow_row(&mut self, row: Target) {
        // A row that was picked in the list is not moved away under the pointer.
        let margin = if self.cursor == Some(row) { 0.0 } else { MARGIN_ROWS };
        self.cursor = Some(row);
        self.follow = Some((row, margin));
        self.settle();
    }

    pub(super) fn scrolled(&mut self, first: f32, visible: f32) {
        self.first = first;
        self.visible = visible;
        self.settle();
    }

    fn settle(&mut self) {
        if self.visible <= 0.0 {
            return;
        }
        if let Some((target, margin)) = self.follow.take()
            && let Some(row) = self.row_of(target)
        {
            self.bring_into_view(row, margin);
        }
    }

    fn bring_into_view(&mut self, row: usize, margin: f32) {
        let row = row as f32;
        let longest = (self.rows.len() as f32 - self.visible).max(0.0);
        let top = row - margin;
        let bottom = row + 1.0 + margin - self.visible;
        if self.visible > 0.0 && (self.first > top || self.first < bottom) {
            // A row that is far away lands in the middle, where its neighbours show; a near one moves the list no more than it must.
            let is_near = self.first - top < self.visible / 2.0 && bottom - self.first < self.visible / 2.0;
            let wanted = if !is_near {
                row - (self.visible - 1.0) / 2.0
            } else if self.first > top {
                top
            } else {
                bottom
            };
            self.first = wanted.clamp(0.0, longest);
        }
    }

    fn row_of(&self, target: Target) -> Option<usize> {
        self.rows.iter().position(|row| *row == target)
    }

    fn list(&mut self, pack: &Pack) {
        let filter = Filter::new(&self.typed);
        self.rows.clear();
        self.found = 0;
        for section in 0..pack.sections().len() {
            let heading = self.rows.len();
            self.rows.push(Target::Section(section));
            let is_open = self.is_filtered() || !self.folded.contains(&section);
            for entry in pack.section_questions(section) {
                let fits = self.fitting.as_ref().is_none_or(|fitting| fitting.contains(&entry.question.id));
                if fits && filter.matches(entry) {
                    self.found += 1;
                    if is_open {
                        self.rows.push(Target::Question(entry.question.id));
                    }
                }
            }
            if self.is_filtered() && self.rows.len() == heading + 1 {
                self.rows.truncate(heading);
            }
        }
    }
}
