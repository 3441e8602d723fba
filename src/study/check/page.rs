//! Defines what a rule is given: one answer with its question, its place in the pack and its words.

use std::ops::Range;

use super::Finding;
use super::sheet::{Sheet, Word};
use crate::study::answer::{Answer, Block, Part};
use crate::study::pack::{Entry, Pack};
use crate::study::question::{Question, QuestionId};

/// One written answer, read once for all rules.
pub struct Page<'a> {
    /// The pack it stands in.
    pub pack: &'a Pack,
    /// What its section says about it.
    pub question: &'a Question,
    /// The file, by its path inside the pack.
    pub path: String,
    /// The folder of its section.
    pub folder: &'a str,
    /// The file as it was read.
    pub source: &'a str,
    /// Its parts.
    pub answer: Answer,
    /// Its words, links, tables and code.
    pub sheet: Sheet,
}

impl<'a> Page<'a> {
    /// Reads the answer of a question; `None` while nobody has written it.
    pub fn new(pack: &'a Pack, entry: &'a Entry) -> Option<Self> {
        let source: &'a str = entry.answer.as_deref()?;
        let folder = pack.sections().get(entry.section)?.folder.as_str();
        Some(Self {
            pack,
            question: &entry.question,
            path: format!("{folder}/{}", entry.question.id.answer_file()),
            folder,
            source,
            answer: Answer::parse(source),
            sheet: Sheet::read(source),
        })
    }

    /// A finding in this file, at the line of a byte.
    pub fn at(&self, byte: usize, what: impl Into<String>) -> Finding {
        self.on(self.sheet.line(byte), what)
    }

    /// A finding in this file, at a line.
    pub fn on(&self, line: u32, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, what: what.into() }
    }

    /// The words in a range, without code blocks and headings.
    pub fn words(&self, range: &Range<usize>) -> impl Iterator<Item = &Word> {
        self.sheet.words_in(range).iter().filter(|word| !word.place.heading)
    }

    /// How many words a range has, without code blocks and headings.
    pub fn count(&self, range: &Range<usize>) -> usize {
        self.words(range).count()
    }

    /// The text of a range without blanks around it.
    pub fn slice(&self, range: &Range<usize>) -> &'a str {
        self.source.get(range.clone()).unwrap_or_default().trim()
    }

    /// The part that a byte stands in.
    pub fn part_at(&self, byte: usize) -> Option<Part> {
        let after = self.answer.blocks.partition_point(|block| block.start <= byte);
        self.answer.blocks.get(after.checked_sub(1)?).filter(|block| block.body.contains(&byte))?.part
    }

    /// The `###` blocks of a part, none deeper.
    pub fn sections(&self, part: &'a Block) -> impl Iterator<Item = &'a Block> + use<'a> {
        let source = self.source;
        part.inner.iter().filter(move |inner| {
            let heading = source.get(inner.start..).unwrap_or_default();
            heading.starts_with("###") && !heading.starts_with("####")
        })
    }

    /// The link from this answer to another one; `None` if the pack has no such question.
    pub fn link_to(&self, id: QuestionId) -> Option<String> {
        let folder = self.pack.sections().get(self.pack.get(id)?.section)?.folder.as_str();
        let file = id.answer_file();
        Some(if folder == self.folder { file } else { format!("../{folder}/{file}") })
    }
}

/// The beginning of a text, short enough for a message.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 48;
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(cut);
        words.push('…');
    }
    words
}
