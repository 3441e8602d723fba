//! Defines the search through everything: the index once it is built, the notes as they stand, and what was found.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::study::pack::{Entry, Pack};
use crate::study::question::QuestionId;
use crate::study::search::{Condition, Found, Index, Note, Query};

use super::marks::Marks;

/// How many questions are listed.
const MOST: usize = 20;

/// The search through everything.
#[derive(Clone, Debug, Default)]
pub struct Searching {
    index: Option<Arc<Index>>,
    notes: BTreeMap<QuestionId, Note>,
    query: Query,
    found: Vec<Found>,
}

impl Searching {
    /// True once the index is built.
    pub fn is_ready(&self) -> bool {
        self.index.is_some()
    }

    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What was found, best first.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The index is built; notes that were opened since then are known better here.
    pub(super) fn ready(&mut self, index: Arc<Index>, notes: Vec<(QuestionId, String)>) {
        self.index = Some(index);
        for (question, text) in notes {
            self.notes.entry(question).or_insert_with(|| Note::new(&text));
        }
    }

    /// A note says something else now.
    pub(super) fn note(&mut self, question: QuestionId, text: &str) {
        self.notes.insert(question, Note::new(text));
    }

    /// Looks for what was typed.
    pub(super) fn look_for(&mut self, typed: &str, pack: &Pack, marks: &Marks) {
        self.query = Query::parse(typed);
        self.found.clear();
        if let Some(index) = &self.index {
            let notes = self.notes.iter().filter(|(_, note)| !note.words.is_empty());
            let has_note = |id: &QuestionId| self.notes.get(id).is_some_and(|note| !note.words.is_empty());
            let fits = |condition: &Condition, id: QuestionId| {
                pack.get(id).is_some_and(|entry| fits(condition, entry, pack, marks, has_note(&id)))
            };
            self.found = index.search(notes.map(|(id, note)| (*id, note)), &self.query, fits, pack.questions(), MOST);
        }
    }
}

fn fits(condition: &Condition, entry: &Entry, pack: &Pack, marks: &Marks, has_note: bool) -> bool {
    let question = &entry.question;
    match condition {
        Condition::Section(words) => {
            let title = pack.sections().get(entry.section).map_or("", |section| section.title.as_str());
            words.parse() == Ok(entry.section + 1) || title.to_lowercase().contains(words.as_str())
        }
        Condition::Topic(words) => question.topics.iter().any(|topic| topic.starts_with(words.as_str())),
        Condition::Level(words) => question.level.label().to_lowercase().starts_with(words.as_str()),
        Condition::Is(words) => match words.as_str() {
            "read" => marks.read.contains(&question.id),
            "unread" => entry.answer.is_some() && !marks.read.contains(&question.id),
            "flagged" => marks.flagged.contains(&question.id),
            _ => false,
        },
        Condition::Has(words) => "notes".starts_with(words.as_str()) && has_note,
    }
}
