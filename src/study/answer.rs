//! Reads an answer: splits its Markdown into the parts of the standard (short answer, in depth, key points, …).
//!
//! Reading is lenient, so that a pack of somebody else's is shown whole; [`super::check`] is strict.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::question::QuestionId;

/// The Markdown that answers and notes may use.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// The seven parts of an answer, in the order of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 30 seconds aloud.
    Short,
    /// The explanation, in sections of its own.
    Depth,
    /// What a listener ticks.
    KeyPoints,
    /// What an interviewer asks next.
    FollowUps,
    /// What candidates say, and why it is wrong.
    Mistakes,
    /// Other questions worth opening.
    Related,
    /// What backs the facts.
    Sources,
}

impl Part {
    /// All parts, in order.
    pub const ALL: [Self; 7] = [Self::Short, Self::Depth, Self::KeyPoints, Self::FollowUps, Self::Mistakes, Self::Related, Self::Sources];

    /// The heading of this part.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Short => "Short answer",
            Self::Depth => "In depth",
            Self::KeyPoints => "Key points",
            Self::FollowUps => "Follow-ups",
            Self::Mistakes => "Common mistakes",
            Self::Related => "Related",
            Self::Sources => "Sources",
        }
    }

    fn of_heading(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.heading().eq_ignore_ascii_case(text.trim()))
    }
}

/// A stretch of the file under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The heading's plain text.
    pub heading: String,
    /// The part it is, if the standard knows it.
    pub part: Option<Part>,
    /// The line of the heading, from 1.
    pub line: u32,
    /// The byte the heading starts at.
    pub start: usize,
    /// The bytes of the text below the heading.
    pub body: Range<usize>,
    /// The `###` headings inside, each with the text below it.
    pub inner: Vec<Block>,
    /// The items of the lists that stand directly in this block, `inner` excluded: bytes of the text after the bullet.
    pub items: Vec<Range<usize>>,
}

impl Block {
    /// How many steps this part is revealed in.
    pub fn steps(&self) -> usize {
        if self.part == Some(Part::FollowUps) { self.inner.len().max(1) } else { 1 }
    }
}

/// One claim a listener can tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPoint {
    /// True if leaving it out sinks the answer.
    pub must: bool,
    /// The claim in Markdown, without its mark.
    pub text: String,
}

/// A question the interviewer may ask next, and what to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// The question, plain.
    pub question: String,
    /// The answer in Markdown.
    pub answer: String,
}

/// A link to another question, and why to follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The question it leads to.
    pub to: QuestionId,
    /// The link as written.
    pub link: String,
    /// Why it is worth opening, in Markdown.
    pub why: String,
    /// The line it stands in, from 1.
    pub line: u32,
}

/// An answer, split into its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The file as it was read.
    pub source: String,
    /// The first-level heading, if there is one, with its line.
    pub title: Option<(String, u32)>,
    /// What stands between the title and the first part, usually nothing.
    pub preamble: Range<usize>,
    /// The second-level blocks, in the order of the file.
    pub blocks: Vec<Block>,
    /// The claims to tick.
    pub key_points: Vec<KeyPoint>,
    /// The questions that follow.
    pub follow_ups: Vec<FollowUp>,
    /// The questions it leads to.
    pub related: Vec<Related>,
}

impl Answer {
    /// Splits the Markdown of an answer into its parts. Never fails: what it does not know stays where it stands.
    pub fn parse(source: &str) -> Self {
        let outline = outline(source);
        let title = outline.iter().find(|h| h.level == 1).map(|h| (h.text.clone(), h.line));
        let mut blocks = Vec::new();
        for (place, heading) in outline.iter().enumerate() {
            if heading.level != 2 {
                continue;
            }
            let rest = outline.get(place + 1..).unwrap_or_default();
            let inside: Vec<&Heading> = rest.iter().take_while(|h| h.level > 2).collect();
            let end = rest.iter().find(|h| h.level <= 2).map_or(source.len(), |h| h.start);
            let inner = inside
                .iter()
                .enumerate()
                .map(|(i, h)| block(source, h, inside.get(i + 1).map_or(end, |next| next.start), Vec::new()))
                .collect();
            blocks.push(block(source, heading, end, inner));
        }
        let preamble_start = outline.iter().find(|h| h.level == 1).map_or(0, |h| h.end);
        let preamble_end = outline.iter().find(|h| h.level == 2).map_or(source.len(), |h| h.start);
        let preamble = preamble_start.min(preamble_end)..preamble_end;
        let mut answer = Self {
            source: source.to_owned(),
            title,
            preamble,
            blocks,
            key_points: Vec::new(),
            follow_ups: Vec::new(),
            related: Vec::new(),
        };
        answer.key_points = answer.items(Part::KeyPoints).map(|(_, item)| key_point(item)).collect();
        answer.follow_ups = answer.part(Part::FollowUps).map(|block| answer.follow_ups_of(block)).unwrap_or_default();
        answer.related = answer.items(Part::Related).filter_map(|(line, item)| related(item, line)).collect();
        answer
    }

    /// The block of a part, if the answer has it.
    pub fn part(&self, part: Part) -> Option<&Block> {
        self.blocks.iter().find(|block| block.part == Some(part))
    }

    /// How many steps it is revealed in: a part each, of the follow-ups each question.
    pub fn steps(&self) -> usize {
        self.blocks.iter().map(Block::steps).sum()
    }

    /// The text of a range of this answer.
    pub fn text(&self, range: &Range<usize>) -> &str {
        self.source.get(range.clone()).unwrap_or_default().trim_matches('\n')
    }

    /// The Markdown of a part, without its heading; empty if the answer does not have it.
    pub fn part_text(&self, part: Part) -> &str {
        self.part(part).map_or("", |block| self.text(&block.body))
    }

    /// The list items of a part, each with its line from 1.
    pub fn items(&self, part: Part) -> impl Iterator<Item = (u32, &str)> {
        let items = self.part(part).map(|block| block.items.as_slice()).unwrap_or_default();
        let lines = Lines::of(&self.source);
        items.iter().map(move |range| (lines.line(range.start), self.source.get(range.clone()).unwrap_or_default().trim()))
    }

    fn follow_ups_of(&self, block: &Block) -> Vec<FollowUp> {
        let of = |inner: &Block| FollowUp { question: inner.heading.clone(), answer: self.text(&inner.body).to_owned() };
        block.inner.iter().map(of).collect()
    }
}

/// Where the lines of a text end: asked for many bytes, this does not count from the top each time.
struct Lines {
    breaks: Vec<usize>,
}

impl Lines {
    fn of(source: &str) -> Self {
        Self { breaks: source.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line of a byte, from 1.
    fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.breaks.partition_point(|at| *at < byte)).unwrap_or(u32::MAX - 1) + 1
    }
}

/// The line of a byte, from 1. Counts from the top.
pub fn line_at(source: &str, byte: usize) -> u32 {
    Lines::of(source).line(byte)
}

/// The words of a piece of Markdown without its marks: what a screen reader or a checklist shows.
pub fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, MARKDOWN) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::InlineHtml(t) | Event::Html(t) => text.push_str(&t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

struct Heading {
    level: u8,
    text: String,
    line: u32,
    start: usize,
    end: usize,
}

/// The headings that stand at the top level of the document, none inside quotes or lists.
fn outline(source: &str) -> Vec<Heading> {
    let lines = Lines::of(source);
    let mut headings: Vec<Heading> = Vec::new();
    let mut depth = 0_usize;
    let mut open = false;
    for (event, range) in Parser::new_ext(source, MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag
                    && depth == 0
                {
                    open = true;
                    let (start, end) = (range.start, range.end);
                    headings.push(Heading { level: level_number(level), text: String::new(), line: lines.line(start), start, end });
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if matches!(tag, TagEnd::Heading(_)) {
                    open = false;
                }
            }
            Event::Text(text) | Event::Code(text) if open => {
                if let Some(heading) = headings.last_mut() {
                    heading.text.push_str(&text);
                }
            }
            _ => {}
        }
    }
    headings
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn block(source: &str, heading: &Heading, end: usize, inner: Vec<Block>) -> Block {
    let own_end = inner.first().map_or(end, |first: &Block| first.start);
    Block {
        heading: heading.text.clone(),
        part: if heading.level == 2 { Part::of_heading(&heading.text) } else { None },
        line: heading.line,
        start: heading.start,
        body: heading.end.min(end)..end,
        items: items(source, heading.end.min(own_end)..own_end),
        inner,
    }
}

/// The items of the outermost lists in a stretch of Markdown: bytes after the bullet.
fn items(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = source.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (event, at) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Item) && depth == 1 {
                    let item = text.get(at.clone()).unwrap_or_default();
                    let bullet = item.find(char::is_whitespace).unwrap_or(item.len());
                    found.push(range.start + at.start + bullet..range.start + at.end);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

fn key_point(item: &str) -> KeyPoint {
    match item.strip_prefix("**must**") {
        Some(rest) => KeyPoint { must: true, text: rest.trim_start_matches(':').trim().to_owned() },
        None => KeyPoint { must: false, text: item.to_owned() },
    }
}

fn related(item: &str, line: u32) -> Option<Related> {
    let mut link = None;
    let mut end = 0;
    for (event, range) in Parser::new_ext(item, MARKDOWN).into_offset_iter() {
        if let Event::Start(Tag::Link { dest_url, .. }) = event {
            link = Some(dest_url.into_string());
            end = range.end;
            break;
        }
    }
    let link = link?;
    let why = item.get(end..).unwrap_or_default().trim_start_matches([':', ' ', '–', '—']).trim().to_owned();
    Some(Related { to: QuestionId::of_link(&link)?, link, why, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# 7. What is it?\n\n## Short answer\nIt is *this*.\n\n## In depth\n### One\nText.\n\n```bash\n## no heading\n```\n\n### Two\n- a\n- b\n\n\
        ## Key points\n- **must** says `x`\n- says y\n  over two lines\n\n## Follow-ups\n### Why?\nBecause.\n\n### And then?\nThen.\n\n\
        ## Related\n- [153](../08-x/153.md): the deeper one\n- [9](9.md)\n\n## Odd part\nkept\n";

    #[test]
    fn parts_are_found_in_order() {
        let answer = Answer::parse(SAMPLE);
        let headings: Vec<&str> = answer.blocks.iter().map(|b| b.heading.as_str()).collect();
        assert_eq!(headings, ["Short answer", "In depth", "Key points", "Follow-ups", "Related", "Odd part"]);
        assert_eq!(answer.title, Some(("7. What is it?".to_owned(), 1)));
        assert_eq!(answer.part_text(Part::Short), "It is *this*.");
        let depth = answer.part(Part::Depth).unwrap();
        assert_eq!(depth.inner.iter().map(|b| (b.heading.as_str(), b.line)).collect::<Vec<_>>(), [("One", 7), ("Two", 14)]);
        assert_eq!(answer.text(&depth.inner[0].body), "Text.\n\n```bash\n## no heading\n```");
    }

    #[test]
    fn key_points_follow_ups_and_links_are_read() {
        let answer = Answer::parse(SAMPLE);
        assert_eq!(answer.key_points[0], KeyPoint { must: true, text: "says `x`".to_owned() });
        assert_eq!(plain(&answer.key_points[1].text), "says y over two lines");
        assert_eq!(answer.follow_ups[1], FollowUp { question: "And then?".to_owned(), answer: "Then.".to_owned() });
        assert_eq!(answer.related[0].to, QuestionId(153));
        assert_eq!(answer.related[0].why, "the deeper one");
        assert_eq!(answer.related[1].why, "");
        assert_eq!(answer.related[1].line, 32);
    }

    #[test]
    fn a_file_without_any_heading_is_kept_whole() {
        let answer = Answer::parse("only text\n");
        assert_eq!(answer.text(&answer.preamble), "only text");
        assert!(answer.blocks.is_empty());
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "a\nb\n\nc";
        let lines: Vec<u32> = (0..=text.len()).map(|byte| line_at(text, byte)).collect();
        assert_eq!(lines, [1, 1, 2, 2, 3, 4, 4]);
        assert_eq!(line_at("", 0), 1);
        assert_eq!(line_at("a\n", 99), 2);
    }

    #[test]
    fn a_hostile_file_ends_as_well() {
        const LENGTH: usize = 1024 * 1024;
        for piece in ["## a\n", "# a\n", "## a\n### b\n", "- a\n"] {
            let count = LENGTH / piece.len();
            let answer = Answer::parse(&format!("## Key points\n{}", piece.repeat(count)));
            let last = answer.blocks.iter().flat_map(|block| std::iter::once(block).chain(&block.inner)).map(|block| block.line).max();
            let headings = if piece == "- a\n" { 0 } else { count * piece.lines().count() };
            let expected = if piece == "# a\n" { 1 } else { headings + 1 };
            assert_eq!(last, u32::try_from(expected).ok(), "{piece:?}");
            assert_eq!(answer.items(Part::KeyPoints).count(), if headings == 0 { count } else { 0 });
        }
    }

    #[test]
    fn deep_nesting_and_nothing_at_all_are_read() {
        let deep = format!("## In depth\n{} end\n", ">".repeat(10_000));
        assert_eq!(Answer::parse(&deep).blocks.len(), 1);
        assert_eq!(Answer::parse(&format!("## Key points\n{}x", "- ".repeat(10_000))).key_points.len(), 1);
        let empty = Answer::parse("");
        assert_eq!((empty.title, empty.preamble, empty.blocks.len()), (None, 0..0, 0));
    }
}
