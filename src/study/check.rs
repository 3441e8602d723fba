//! Names everything in a pack that breaks the answer standard, with file and line.
//!
//! Each file below holds one group of rules; all of them read an answer through one `page::Page`, so that every
//! Markdown file is parsed once. [`super::answer`] reads leniently, this module is strict.

mod code;
mod diagram;
mod language;
mod length;
mod link;
mod list;
mod metadata;
mod page;
mod place;
mod repeat;
mod shape;
mod sheet;
mod table;

use std::fmt;

pub use code::LANGUAGES;
pub use place::entry_lines;

use super::pack::{Pack, PackFiles};
use page::Page;

/// Something wrong with a pack: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, by its path inside the pack.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong, in a sentence that says what is expected.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// The rules that look at one answer at a time.
const RULES: [fn(&Page, &mut Vec<Finding>); 8] =
    [shape::check, length::check, list::check, link::check, language::check, code::check, diagram::check, table::check];

/// Checks a whole pack against the standard; nothing is returned where nothing is wrong. Findings come sorted by file and line.
pub fn check(pack: &Pack, files: &PackFiles) -> Vec<Finding> {
    let mut found = Vec::new();
    metadata::check(pack, files, &mut found);
    let mut repeats = repeat::Repeats::default();
    for entry in pack.questions() {
        if let Some(page) = Page::new(pack, entry) {
            for rule in RULES {
                rule(&page, &mut found);
            }
            repeats.add(&page, &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}
