//! Reads Markdown into a tree of blocks: what a page shows, in order, without any idea of fonts.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::answer::MARKDOWN;

pub use pulldown_cmark::Alignment;

/// How deep lists and quotes may nest; what lies deeper is shown at this depth. Nobody writes that; a hostile file may.
const DEEPEST: usize = 24;

/// A piece of Markdown, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its blocks, from the top.
    pub blocks: Vec<Block>,
}

/// A stretch of a document that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, its level from 1 to 6.
    Heading(u8, Text),
    /// A paragraph.
    Paragraph(Text),
    /// Code: its language (empty if none is named) and its lines, without the last line break.
    Code {
        /// The first word after the fence.
        language: String,
        /// What stands between the fences.
        source: String,
    },
    /// A list.
    List {
        /// The number of the first item; `None` for bullets.
        start: Option<u64>,
        /// True if its items stand apart, as paragraphs do.
        is_loose: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Option<Alert>, Vec<Block>),
    /// A table.
    Table {
        /// How each column is aligned.
        alignments: Vec<Alignment>,
        /// The rows; the first is the header.
        rows: Vec<Vec<Text>>,
    },
    /// What a footnote says, under the name it is called by.
    Footnote(String, Vec<Block>),
    /// A line across.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Whether its box is ticked, if it has one.
    pub ticked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A quotation with a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// A help.
    Tip,
    /// Not to be missed.
    Important,
    /// Look out.
    Warning,
    /// This can do harm.
    Caution,
}

impl Alert {
    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
        }
    }
}

/// Text that runs on, in spans of one look each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The spans, in order.
    pub spans: Vec<Span>,
}

impl Text {
    /// The words without their looks.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// A stretch of text with one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// The address it leads to.
    pub link: Option<String>,
}

/// How a span looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Code.
    pub code: bool,
    /// Struck through.
    pub struck: bool,
    /// The number of a footnote.
    pub raised: bool,
}

impl Document {
    /// Reads Markdown. Never fails: HTML and what it does not know is kept as text.
    pub fn parse(source: &str) -> Self {
        let mut reader = Reader { open: vec![Open::new(Kind::Page)], ..Reader::default() };
        for event in Parser::new_ext(source, MARKDOWN) {
            reader.read(event);
        }
        while reader.open.len() > 1 {
            reader.close();
        }
        reader.flush();
        Self { blocks: reader.open.pop().map(|open| open.blocks).unwrap_or_default() }
    }

    /// The same as plain text: to paste where nobody reads Markdown.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        write_text(&self.blocks, "", &mut text);
        text
    }
}

fn write_text(blocks: &[Block], indent: &str, out: &mut String) {
    let line = |out: &mut String, words: &str| {
        for part in words.lines() {
            out.push_str(indent);
            out.push_str(part);
            out.push('\n');
        }
    };
    for (place, block) in blocks.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) => line(out, &text.plain()),
            Block::Code { source, .. } => line(out, source),
            Block::Rule => line(out, "---"),
            Block::Table { rows, .. } => {
                for row in rows {
                    line(out, &row.iter().map(Text::plain).collect::<Vec<_>>().join("\t"));
                }
            }
            Block::Quote(_, blocks) => write_text(blocks, &format!("{indent}> "), out),
            Block::Footnote(name, blocks) => {
                line(out, &format!("[{name}]"));
                write_text(blocks, &format!("{indent}  "), out);
            }
            Block::List { start, items, .. } => {
                for (number, item) in (0_u64..).zip(items) {
                    let mark = match (item.ticked, start) {
                        (Some(true), _) => "[x] ".to_owned(),
                        (Some(false), _) => "[ ] ".to_owned(),
                        (None, Some(start)) => format!("{}. ", start.saturating_add(number)),
                        (None, None) => "- ".to_owned(),
                    };
                    let mut inside = String::new();
                    write_text(&item.blocks, &format!("{indent}{}", " ".repeat(mark.len())), &mut inside);
                    out.push_str(indent);
                    out.push_str(&mark);
                    out.push_str(inside.trim_start());
                }
            }
        }
    }
}

/// What is being read into.
#[derive(Debug)]
enum Kind {
    Page,
    Paragraph,
    Heading(u8),
    Code(String),
    List {
        start: Option<u64>,
        is_loose: bool,
        items: Vec<Item>,
    },
    Item(Option<bool>),
    Quote(Option<Alert>),
    Table {
        alignments: Vec<Alignment>,
        rows: Vec<Vec<Text>>,
    },
    Footnote(String),
    /// Deeper than is shown: what it holds goes to the block around it.
    Flat,
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new() }
    }
}

#[derive(Debug, Default)]
struct Reader {
    open: Vec<Open>,
    /// The text that is being read.
    text: Text,
    /// How often each look was begun and not ended.
    strong: usize,
    emphasis: usize,
    struck: usize,
    links: Vec<String>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, Look::default()),
            Event::Code(code) => self.push(&code, Look { code: true, ..Look::default() }),
            Event::Html(html) | Event::InlineHtml(html) => self.push(&html, Look::default()),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.push(&math, Look { code: true, ..Look::default() }),
            Event::FootnoteReference(name) => self.push(&name, Look { raised: true, ..Look::default() }),
            Event::SoftBreak => self.push(" ", Look::default()),
            Event::HardBreak => self.push("\n", Look::default()),
            Event::Rule => {
                self.flush();
                self.add(Block::Rule);
            }
            Event::TaskListMarker(ticked) => {
                if let Some(Open { kind: Kind::Item(mark), .. }) =
                    self.open.iter_mut().rev().find(|open| matches!(open.kind, Kind::Item(_)))
                {
                    *mark = Some(ticked);
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let kind = match tag {
            Tag::Strong => return self.strong += 1,
            Tag::Emphasis => return self.emphasis += 1,
            Tag::Strikethrough => return self.struck += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => return self.links.push(dest_url.into_string()),
            Tag::TableHead | Tag::TableRow => {
                if let Some(Open { kind: Kind::Table { rows, .. }, .. }) = self.open.last_mut() {
                    rows.push(Vec::new());
                }
                return;
            }
            Tag::TableCell => return self.text = Text::default(),
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Kind::Code(info.split([' ', ',', '{']).next().unwrap_or_default().trim().to_ascii_lowercase())
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::List(start) => Kind::List { start, is_loose: false, items: Vec::new() },
            Tag::Item => Kind::Item(None),
            Tag::BlockQuote(kind) => Kind::Quote(kind.map(alert)),
            Tag::Table(alignments) => Kind::Table { alignments, rows: Vec::new() },
            Tag::FootnoteDefinition(name) => Kind::Footnote(name.into_string()),
            _ => Kind::Paragraph,
        };
        self.flush();
        if matches!(kind, Kind::Paragraph)
            && let Some([Open { kind: Kind::List { is_loose, .. }, .. }, Open { kind: Kind::Item(_), .. }]) = self.open.last_chunk_mut()
        {
            *is_loose = true;
        }
        let is_container = matches!(kind, Kind::List { .. } | Kind::Item(_) | Kind::Quote(_) | Kind::Footnote(_));
        let is_flat = is_container && self.open.len() > DEEPEST;
        self.open.push(Open::new(if is_flat { Kind::Flat } else { kind }));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(Open { kind: Kind::Table { rows, .. }, .. }) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(cell);
                }
            }
            _ => self.close(),
        }
    }

    /// Ends the innermost block and puts it into the one around it. The page itself stays open.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let kind = self.open.last().map(|open| &open.kind);
        if !matches!(kind, Some(Kind::Paragraph | Kind::Heading(_) | Kind::Code(_))) {
            self.flush();
        }
        let Some(Open { kind, blocks }) = self.open.pop() else { return };
        match kind {
            Kind::Page | Kind::Flat => self.extend(blocks),
            Kind::Paragraph => self.flush(),
            Kind::Heading(level) => {
                let text = std::mem::take(&mut self.text);
                self.add(Block::Heading(level, text));
            }
            Kind::Code(language) => {
                let mut source = std::mem::take(&mut self.text).plain();
                source.truncate(source.trim_end_matches('\n').len());
                self.add(Block::Code { language, source });
            }
            Kind::List { start, is_loose, items } => self.add(Block::List { start, is_loose, items }),
            Kind::Item(ticked) => match self.open.last_mut() {
                Some(Open { kind: Kind::List { items, .. }, .. }) => items.push(Item { ticked, blocks }),
                _ => self.extend(blocks),
            },
            Kind::Quote(alert) => self.add(Block::Quote(alert, blocks)),
            Kind::Table { alignments, rows } => self.add(Block::Table { alignments, rows }),
            Kind::Footnote(name) => self.add(Block::Footnote(name, blocks)),
        }
    }

    fn push(&mut self, text: &str, look: Look) {
        let look = Look { strong: self.strong > 0, emphasis: self.emphasis > 0, struck: self.struck > 0, ..look };
        let link = self.links.last();
        match self.text.spans.last_mut() {
            Some(last) if last.look == look && last.link.as_ref() == link => last.text.push_str(text),
            _ => self.text.spans.push(Span { text: text.to_owned(), look, link: link.cloned() }),
        }
    }

    /// Ends a paragraph, if one is being read: the text of a tight item has no tag of its own.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        if let Some(last) = text.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if text.spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.add(Block::Paragraph(text));
        }
    }

    fn add(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn extend(&mut self, blocks: Vec<Block>) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.extend(blocks);
        }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Text { spans: vec![Span { text: text.to_owned(), ..Span::default() }] })
    }

    fn one(source: &str) -> Block {
        let mut blocks = Document::parse(source).blocks;
        assert_eq!(blocks.len(), 1, "{blocks:?}");
        blocks.remove(0)
    }

    #[test]
    fn looks_nest_and_end() {
        let Block::Paragraph(text) = one("a **b *c* `d`** ~~e~~ [f **g**](7.md)\n") else { panic!() };
        let looks: Vec<(&str, bool, bool, bool, bool, bool)> = text
            .spans
            .iter()
            .map(|s| (s.text.as_str(), s.look.strong, s.look.emphasis, s.look.code, s.look.struck, s.link.as_deref() == Some("7.md")))
            .collect();
        let expected = [
            ("a ", false, false, false, false, false),
            ("b ", true, false, false, false, false),
            ("c", true, true, false, false, false),
            (" ", true, false, false, false, false),
            ("d", true, false, true, false, false),
            (" ", false, false, false, false, false),
            ("e", false, false, false, true, false),
            (" ", false, false, false, false, false),
            ("f ", false, false, false, false, true),
            ("g", true, false, false, false, true),
        ];
        assert_eq!(looks, expected);
    }

    #[test]
    fn an_item_holds_code_tables_paragraphs_and_lists() {
        let source =
            "1. first\n\n   second\n\n   ```go\n   x := 1\n   ```\n\n   | a | b |\n   |---|--:|\n   | c | d |\n\n   - inner\n2. next\n";
        let Block::List { start: Some(1), is_loose: true, items } = one(source) else { panic!() };
        assert_eq!(items.len(), 2);
        let [first, second, code, table, list] = items[0].blocks.as_slice() else { panic!("{:?}", items[0]) };
        assert_eq!((first, second), (&paragraph("first"), &paragraph("second")));
        assert_eq!(code, &Block::Code { language: "go".to_owned(), source: "x := 1".to_owned() });
        let Block::Table { alignments, rows } = table else { panic!("{table:?}") };
        assert_eq!((alignments.as_slice(), rows.len()), ([Alignment::None, Alignment::Right].as_slice(), 2));
        assert_eq!(rows[1][1].plain(), "d");
        assert!(matches!(list, Block::List { start: None, is_loose: false, .. }));
    }

    #[test]
    fn the_text_of_a_tight_item_ends_where_its_list_begins() {
        let Block::List { is_loose: false, items, .. } = one("- a\n  - b\n- [x] c\n- [ ] d\n") else { panic!() };
        assert_eq!(items[0].blocks[0], paragraph("a"));
        assert!(matches!(&items[0].blocks[1], Block::List { items, .. } if items[0].blocks == [paragraph("b")]));
        assert_eq!((items[1].ticked, &items[1].blocks[0]), (Some(true), &paragraph("c")));
        assert_eq!(items[2].ticked, Some(false));
    }

    #[test]
    fn a_quote_holds_a_list_and_a_table() {
        let Block::Quote(None, blocks) = one("> a\n>\n> - b\n>\n> | c |\n> |---|\n> | d |\n") else { panic!() };
        assert!(matches!(blocks.as_slice(), [Block::Paragraph(_), Block::List { .. }, Block::Table { .. }]), "{blocks:?}");
        assert!(matches!(one("> [!WARNING]\n> hot\n"), Block::Quote(Some(Alert::Warning), blocks) if blocks == [paragraph("hot")]));
    }

    #[test]
    fn footnotes_and_html_are_kept() {
        let blocks = Document::parse("a[^n] <b>c</b>\n\n<div>d</div>\n\n[^n]: why\n").blocks;
        let Block::Paragraph(text) = &blocks[0] else { panic!("{blocks:?}") };
        assert!(text.spans[1].look.raised && text.spans[1].text == "n");
        assert_eq!(text.spans[2].text, " <b>c</b>");
        assert_eq!(blocks[1], paragraph("<div>d</div>"));
        assert_eq!(blocks[2], Block::Footnote("n".to_owned(), vec![paragraph("why")]));
    }

    #[test]
    fn as_text_it_keeps_its_order_its_numbers_and_its_indents() {
        let source = "# T\n\nA **b** `c`\n\n1. d\n   - e\n2. f\n\n```go\nx := 1\n```\n\n| g | h |\n|---|---|\n| i | j |\n\n> k\n";
        assert_eq!(Document::parse(source).to_text(), "T\n\nA b c\n\n1. d\n\n   - e\n2. f\n\nx := 1\n\ng\th\ni\tj\n\n> k\n");
        assert_eq!(Document::parse("").to_text(), "");
    }

    #[test]
    fn a_hostile_file_is_read_to_its_end() {
        for source in [
            ">".repeat(10_000) + " end",
            "- ".repeat(10_000) + "end",
            "**[`".repeat(10_000),
            "|a".repeat(10_000) + "\n" + &"|-".repeat(10_000),
        ] {
            let document = Document::parse(&source);
            assert!(depth(&document.blocks) <= DEEPEST + 2);
        }
        assert_eq!(Document::parse("").blocks, []);
        assert!(matches!(one("```go\nx"), Block::Code { source, .. } if source == "x"));
    }

    fn depth(blocks: &[Block]) -> usize {
        let inside = |block: &Block| match block {
            Block::List { items, .. } => 1 + items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
            Block::Quote(_, blocks) | Block::Footnote(_, blocks) => depth(blocks),
            _ => 0,
        };
        1 + blocks.iter().map(inside).max().unwrap_or(0)
    }
}
