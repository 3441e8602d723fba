//! Defines a question: its number, title and what is known about it without opening its answer.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of a question, unique inside its pack, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionId(pub u32);

impl QuestionId {
    /// The name of the answer's file inside its section folder, such as `042.md`.
    pub fn answer_file(self) -> String {
        format!("{self}.md")
    }

    /// Reads the number back from a file name or a relative link such as `../08-design-patterns/148.md`.
    pub fn of_link(link: &str) -> Option<Self> {
        let name = link.rsplit('/').next()?;
        let digits = name.split('#').next()?.strip_suffix(".md")?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(Self)
    }
}

/// At least three digits, as in file names: `007`.
impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// How much experience a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Uses the right terms.
    Junior,
    /// Can build it.
    Mid,
    /// Chooses, limits and operates it.
    Senior,
    /// Chooses for many teams, over years.
    Staff,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 4] = [Self::Junior, Self::Mid, Self::Senior, Self::Staff];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Junior => "Junior",
            Self::Mid => "Mid",
            Self::Senior => "Senior",
            Self::Staff => "Staff",
        }
    }
}

/// What sort of question it is; decides the template and the length of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// "What is …?"
    Definition,
    /// "What is the difference between … and …?"
    Difference,
    /// "How do you …?"
    HowTo,
    /// "How would you design …?"
    Scenario,
    /// "… is broken. What do you do?"
    Troubleshooting,
    /// "When would you choose …?"
    Decision,
    /// "Where is … going?"
    Trend,
    /// "How do you organise …?"
    Organisational,
}

impl Kind {
    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Definition => "Definition",
            Self::Difference => "Difference",
            Self::HowTo => "How-to",
            Self::Scenario => "Scenario",
            Self::Troubleshooting => "Troubleshooting",
            Self::Decision => "Decision",
            Self::Trend => "Trend",
            Self::Organisational => "Organisational",
        }
    }
}

/// One question as its section lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its number.
    pub id: QuestionId,
    /// Its exact wording.
    pub title: String,
    /// What sort of question it is.
    pub kind: Kind,
    /// How much experience it asks for.
    pub level: Level,
    /// Speaking time of the answer without follow-ups, in minutes.
    pub minutes: f32,
    /// What it is about, from the pack's closed list.
    pub topics: Vec<String>,
    /// Other phrasings of the same question.
    #[serde(default)]
    pub also_asked_as: Vec<String>,
    /// The month in which facts that can go stale were last checked, such as `2026-11`.
    #[serde(default)]
    pub as_of: Option<String>,
    /// True while nobody has written its answer: then no answer file is expected.
    #[serde(default)]
    pub pending: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_its_question() {
        assert_eq!(QuestionId::of_link("153.md"), Some(QuestionId(153)));
        assert_eq!(QuestionId::of_link("../08-design-patterns/148.md#key-points"), Some(QuestionId(148)));
        assert_eq!(QuestionId::of_link("https://example.com/readme.md"), None);
        assert_eq!(QuestionId::of_link("99999999999999.md"), None);
        assert_eq!(QuestionId::of_link(".md"), None);
    }

    #[test]
    fn file_names_have_three_digits_and_grow() {
        assert_eq!(QuestionId(7).answer_file(), "007.md");
        assert_eq!(QuestionId(10_000).answer_file(), "10000.md");
    }
}
