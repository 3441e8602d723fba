//! Defines a pack: sections and questions in order, with the text of every answer that is written.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::question::{Question, QuestionId};

/// The files of a pack by their path inside it, with `/` on every system.
pub type PackFiles = BTreeMap<String, Cow<'static, str>>;

/// What `pack.ron` holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackHead {
    /// The version of the file format, 1.
    pub format: u32,
    /// The pack's name; also the name of its folder among the user's data.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The version of its content.
    pub version: String,
    /// The licence of its content, as an SPDX expression.
    pub licence: String,
    /// The closed list of topics that its questions may name.
    pub topics: Vec<String>,
    /// The section folders, in order.
    pub sections: Vec<String>,
    /// Questions that ask for the same subject from different sides.
    #[serde(default)]
    pub families: Vec<Family>,
}

/// Questions about one subject, and how they differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// The subject.
    pub title: String,
    /// Its questions, the one to read first in front, each with its angle; empty if its title says enough.
    pub members: Vec<(QuestionId, String)>,
}

/// What `section.ron` holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionHead {
    /// The version of the file format, 1.
    pub format: u32,
    /// What people call the section.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// The place of a section in its pack, from 0.
pub type SectionIndex = usize;

/// A section of a loaded pack.
#[derive(Clone, Debug)]
pub struct Section {
    /// The folder its files lie in, inside the pack.
    pub folder: String,
    /// What people call it.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Where its questions stand in [`Pack::questions`].
    pub range: std::ops::Range<usize>,
}

/// A question of a loaded pack, with its place and its answer.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its section says about it.
    pub question: Question,
    /// The section it stands in.
    pub section: SectionIndex,
    /// The Markdown of its answer; `None` while it is pending. Parsed only when opened.
    pub answer: Option<Cow<'static, str>>,
    /// Number and title in lower case, for the filter.
    pub(super) haystack: String,
}

/// A whole pack in memory.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What `pack.ron` says.
    pub head: PackHead,
    sections: Vec<Section>,
    questions: Vec<Entry>,
    places: HashMap<QuestionId, usize>,
}

impl Pack {
    /// Starts a pack without sections.
    pub fn new(head: PackHead) -> Self {
        Self { head, sections: Vec::new(), questions: Vec::new(), places: HashMap::new() }
    }

    /// Adds a section with its questions and their answers.
    ///
    /// # Errors
    /// Returns the number of the first question that the pack already has; the section is then not added.
    pub fn add_section(
        &mut self,
        folder: String,
        title: String,
        summary: String,
        questions: Vec<(Question, Option<Cow<'static, str>>)>,
    ) -> Result<(), QuestionId> {
        let mut seen = HashSet::new();
        if let Some((twice, _)) = questions.iter().find(|(q, _)| self.places.contains_key(&q.id) || !seen.insert(q.id)) {
            return Err(twice.id);
        }
        let start = self.questions.len();
        let section = self.sections.len();
        for (question, answer) in questions {
            self.places.insert(question.id, self.questions.len());
            let haystack = format!("{} {}", question.id.0, question.title).to_lowercase();
            self.questions.push(Entry { question, section, answer, haystack });
        }
        self.sections.push(Section { folder, title, summary, range: start..self.questions.len() });
        Ok(())
    }

    /// All sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All questions, in order.
    pub fn questions(&self) -> &[Entry] {
        &self.questions
    }

    /// The questions of one section, in order; none for a section that does not exist.
    pub fn section_questions(&self, section: SectionIndex) -> &[Entry] {
        self.sections.get(section).and_then(|s| self.questions.get(s.range.clone())).unwrap_or_default()
    }

    /// The place of a question in [`Pack::questions`].
    pub fn place(&self, id: QuestionId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The question with this number.
    pub fn get(&self, id: QuestionId) -> Option<&Entry> {
        self.place(id).and_then(|place| self.questions.get(place))
    }

    /// The families a question belongs to.
    pub fn families(&self, id: QuestionId) -> impl Iterator<Item = &Family> {
        self.head.families.iter().filter(move |family| family.members.iter().any(|(member, _)| *member == id))
    }

    /// The question so many places after this one, or before it where `by` is negative.
    pub fn neighbour(&self, id: QuestionId, by: isize) -> Option<QuestionId> {
        let place = self.place(id)?.checked_add_signed(by)?;
        self.questions.get(place).map(|entry| entry.question.id)
    }

    /// The path of a question's answer inside the pack, such as `03-service-discovery/041.md`.
    pub fn answer_path(&self, id: QuestionId) -> Option<String> {
        let section = self.sections.get(self.get(id)?.section)?;
        Some(format!("{}/{}", section.folder, id.answer_file()))
    }
}
