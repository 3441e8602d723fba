//! Decides which questions match what is typed into the contents' filter: every word must occur in number or title.

use super::pack::Entry;

/// What was typed, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    words: Vec<String>,
}

impl Filter {
    /// Reads what was typed; upper and lower case do not matter.
    pub fn new(typed: &str) -> Self {
        Self { words: typed.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// True if nothing was typed, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True if every word occurs in the question's number or title. A lone number matches only questions whose number starts with
    /// it, as it is spoken (7) or as files are named (007).
    pub fn matches(&self, entry: &Entry) -> bool {
        if let [word] = self.words.as_slice()
            && word.bytes().all(|byte| byte.is_ascii_digit())
        {
            return entry.haystack.starts_with(word.as_str()) || entry.question.id.to_string().starts_with(word.as_str());
        }
        self.words.iter().all(|word| entry.haystack.contains(word.as_str()))
    }
}
