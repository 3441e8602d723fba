//! Defines the chips above the contents: which questions are listed, whatever is typed.

use serde::{Deserialize, Serialize};

use crate::study::pack::Entry;
use crate::study::question::{Level, QuestionId};

use super::marks::Marks;
use super::notes::Notes;

/// Which questions are listed by what the learner has done with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those not read.
    Unread,
    /// Those flagged.
    Flagged,
    /// Those with a note.
    Noted,
}

impl Only {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::All, Self::Unread, Self::Flagged, Self::Noted];

    /// The words on its chip.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unread => "Unread",
            Self::Flagged => "Flagged",
            Self::Noted => "Notes",
        }
    }
}

/// The chosen chips; a question is listed if it fits all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chips {
    /// By what the learner has done.
    pub only: Only,
    /// By level.
    pub level: Option<Level>,
    /// By topic.
    pub topic: Option<String>,
}

impl Chips {
    /// True if they let every question through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// True if a question fits.
    pub(super) fn fit(&self, entry: &Entry, marks: &Marks, notes: &Notes) -> bool {
        let id: QuestionId = entry.question.id;
        let done = match self.only {
            Only::All => true,
            Only::Unread => entry.answer.is_some() && !marks.read.contains(&id),
            Only::Flagged => marks.flagged.contains(&id),
            Only::Noted => notes.is_present(id),
        };
        let level = self.level.is_none_or(|level| entry.answer.is_some() && entry.question.level == level);
        let topic = self.topic.as_ref().is_none_or(|topic| entry.question.topics.contains(topic));
        done && level && topic
    }
}
