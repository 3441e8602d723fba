//! Reads the Markdown of an answer once, into what the rules count: words, links, tables, lists and code.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::study::answer::MARKDOWN;

/// What a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Between backticks.
    pub code: bool,
    /// In a heading.
    pub heading: bool,
    /// In an item of a list.
    pub item: bool,
    /// In an item of a numbered list, at any depth.
    pub step: bool,
    /// In the text of a link that leads out of the pack: a title that others chose.
    pub outside: bool,
}

/// One word of running text.
#[derive(Clone, Debug)]
pub struct Word {
    /// The byte of the source it starts at.
    pub at: usize,
    /// Its bytes in the plain text.
    text: Range<usize>,
    /// What it stands in.
    pub place: Place,
}

/// A block of code.
#[derive(Clone, Debug)]
pub struct Code {
    /// The byte of the source it starts at.
    pub at: usize,
    /// The language it names; empty if none.
    pub language: String,
    /// The code.
    pub text: String,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// The byte of the source it starts at.
    pub at: usize,
    /// Where it leads.
    pub to: String,
    /// What is shown.
    pub label: String,
}

/// A table, with the text of its cells.
#[derive(Clone, Debug)]
pub struct Table {
    /// The byte of the source it starts at.
    pub at: usize,
    /// The rows below its head.
    pub rows: Vec<Vec<String>>,
}

/// A list that stands in no other list.
#[derive(Clone, Debug)]
pub struct List {
    /// The byte of the source it starts at.
    pub at: usize,
    /// True if its items are numbered.
    pub numbered: bool,
    /// How many items it has.
    pub items: usize,
}

/// What the rules count in one answer.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    line_ends: Vec<usize>,
    plain: String,
    words: Vec<Word>,
    /// Its blocks of code.
    pub codes: Vec<Code>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its outermost lists.
    pub lists: Vec<List>,
    /// Where its first-level headings start.
    pub titles: Vec<usize>,
}

impl Sheet {
    /// Reads Markdown; never fails.
    pub fn read(source: &str) -> Self {
        let mut reader = Reader::default();
        reader.sheet.line_ends = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place).collect();
        for (event, range) in Parser::new_ext(source, MARKDOWN).into_offset_iter() {
            reader.event(event, range.start);
        }
        reader.end_word();
        reader.sheet
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> u32 {
        let before = self.line_ends.partition_point(|end| *end < byte);
        u32::try_from(before).unwrap_or(u32::MAX - 1) + 1
    }

    /// All words, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words that start in a range of the source.
    pub fn words_in(&self, range: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|word| word.at < range.start);
        let to = self.words.partition_point(|word| word.at < range.end);
        self.words.get(from..to).unwrap_or_default()
    }

    /// What a word says, with its punctuation.
    pub fn text(&self, word: &Word) -> &str {
        self.plain.get(word.text.clone()).unwrap_or_default()
    }

    /// True if a word ends its sentence.
    pub fn ends_sentence(&self, word: &Word) -> bool {
        const SHORTENED: [&str; 5] = ["e.g.", "i.e.", "vs.", "cf.", "no."];
        let text = self.text(word).trim_end_matches([')', '"', '\'', '”', '’', ']']);
        text.ends_with(['.', '!', '?', '…']) && !SHORTENED.iter().any(|short| text.trim_start_matches('(').eq_ignore_ascii_case(short))
    }
}

#[derive(Default)]
struct Reader {
    sheet: Sheet,
    place: Place,
    lists: Vec<bool>,
    open_links: Vec<usize>,
    word: Option<(usize, usize)>,
    word_place: Place,
    in_code: bool,
    in_cell: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                if let Some(code) = self.sheet.codes.last_mut() {
                    code.text.push_str(&text);
                }
            }
            Event::Text(text) => self.text(&text, at),
            Event::Code(text) => {
                self.place.code = true;
                self.text(&text, at + 1);
                self.place.code = false;
            }
            Event::SoftBreak | Event::HardBreak => {
                self.end_word();
                self.label(" ");
            }
            Event::Rule => self.end_word(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) {
            self.end_word();
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.place.heading = true;
                if level == HeadingLevel::H1 {
                    self.sheet.titles.push(at);
                }
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.sheet.codes.push(Code { at, language, text: String::new() });
                self.in_code = true;
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.sheet.lists.push(List { at, numbered: first.is_some(), items: 0 });
                }
                self.lists.push(first.is_some());
                self.placed_in_lists();
            }
            Tag::Item => {
                if self.lists.len() == 1
                    && let Some(list) = self.sheet.lists.last_mut()
                {
                    list.items += 1;
                }
            }
            Tag::Link { dest_url, .. } => {
                self.place.outside = dest_url.contains("://");
                self.open_links.push(self.sheet.links.len());
                self.sheet.links.push(Link { at, to: dest_url.into_string(), label: String::new() });
            }
            Tag::Table(_) => self.sheet.tables.push(Table { at, rows: Vec::new() }),
            Tag::TableRow => {
                if let Some(table) = self.sheet.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                self.in_cell = true;
                if let Some(row) = self.sheet.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) {
            self.end_word();
        }
        match tag {
            TagEnd::Heading(_) => self.place.heading = false,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => {
                self.lists.pop();
                self.placed_in_lists();
            }
            TagEnd::Link => {
                self.open_links.pop();
                self.place.outside = false;
            }
            TagEnd::TableCell => self.in_cell = false,
            _ => {}
        }
    }

    fn placed_in_lists(&mut self) {
        self.place.item = !self.lists.is_empty();
        self.place.step = self.lists.contains(&true);
    }

    fn text(&mut self, text: &str, at: usize) {
        self.label(text);
        for (offset, character) in text.char_indices() {
            if character.is_whitespace() {
                self.end_word();
                continue;
            }
            if self.word.is_none() {
                self.word = Some((at + offset, self.sheet.plain.len()));
                self.word_place = self.place;
            }
            self.sheet.plain.push(character);
        }
    }

    /// Adds shown text to the link and the cell it stands in.
    fn label(&mut self, text: &str) {
        if let Some(link) = self.open_links.last().and_then(|place| self.sheet.links.get_mut(*place)) {
            link.label.push_str(text);
        }
        if self.in_cell
            && let Some(cell) = self.sheet.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut())
        {
            cell.push_str(text);
        }
    }

    /// Closes the word that is open. What has neither letter nor digit, such as a dash, is none.
    fn end_word(&mut self) {
        let Some((at, from)) = self.word.take() else { return };
        let text = from..self.sheet.plain.len();
        if self.sheet.plain.get(text.clone()).is_some_and(|word| word.contains(char::is_alphanumeric)) {
            self.sheet.words.push(Word { at, text, place: self.word_place });
        }
    }
}
