//! Splits Markdown into what different widgets draw: prose, code, diagrams, tables. Only those at the top level are split off.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::study::answer::MARKDOWN;

/// A stretch of a document for one widget.
#[derive(Debug, PartialEq)]
pub enum Piece<'a> {
    /// Everything else.
    Prose(&'a str),
    /// A fenced `mermaid` block.
    Diagram {
        /// The block with its fences.
        whole: &'a str,
        /// What stands between them.
        source: &'a str,
    },
    /// Any other fenced block.
    Code(&'a str),
    /// A table.
    Table(Table),
}

/// A table, read.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The rows; the first is the header.
    pub rows: Vec<Vec<Cell>>,
}

/// The text of a cell, in spans of one look each.
pub type Cell = Vec<Span>;

/// A stretch of text with one look.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// True for bold text.
    pub is_strong: bool,
    /// True for code.
    pub is_code: bool,
}

/// Splits a document. The pieces are in order; together they are all of it.
pub fn split(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut depth = 0_usize;
    let mut done = 0;
    let mut events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let special = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if depth == 0 => {
                let whole = text.get(range.clone()).unwrap_or_default();
                let source = inside_fence(whole);
                Some(if language.trim() == "mermaid" { Piece::Diagram { whole, source } } else { Piece::Code(source) })
            }
            Event::Start(Tag::Table(alignments)) if depth == 0 => {
                Some(Piece::Table(Table { alignments: alignments.clone(), rows: Vec::new() }))
            }
            Event::Start(_) => {
                depth += 1;
                None
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                None
            }
            _ => None,
        };
        let Some(mut special) = special else { continue };
        let before = text.get(done..range.start).unwrap_or_default();
        if !before.trim().is_empty() {
            pieces.push(Piece::Prose(before));
        }
        done = range.end;
        match &mut special {
            Piece::Table(table) => read_table(table, &mut events),
            _ => {
                events.by_ref().find(|(event, _)| matches!(event, Event::End(TagEnd::CodeBlock)));
            }
        }
        pieces.push(special);
    }
    let rest = text.get(done..).unwrap_or_default();
    if !rest.trim().is_empty() {
        pieces.push(Piece::Prose(rest));
    }
    pieces
}

/// What stands between the first line and the closing fence, if there is one.
fn inside_fence(whole: &str) -> &str {
    let (first, body) = whole.split_once('\n').unwrap_or((whole, ""));
    let mark = if first.trim_start().starts_with('~') { '~' } else { '`' };
    let last = body.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    match body.split_at_checked(last) {
        Some((inside, closing)) if closing.trim().len() >= 3 && closing.trim().chars().all(|c| c == mark) => inside,
        _ => body,
    }
}

fn read_table<'a>(table: &mut Table, events: &mut impl Iterator<Item = (Event<'a>, std::ops::Range<usize>)>) {
    let mut strong = 0_usize;
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Table) => return,
            Event::Start(Tag::TableHead | Tag::TableRow) => table.rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                if let Some(row) = table.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => push(table, &text, strong > 0, false),
            Event::Code(text) => push(table, &text, strong > 0, true),
            Event::SoftBreak | Event::HardBreak => push(table, " ", strong > 0, false),
            _ => {}
        }
    }
}

fn push(table: &mut Table, text: &str, is_strong: bool, is_code: bool) {
    if let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) {
        cell.push(Span { text: text.to_owned(), is_strong, is_code });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagrams_and_tables_are_split_off() {
        let text = "Before\n\n```mermaid\nflowchart LR\n  A --> B\n```\n\nBetween\n\n| a | b |\n|---|--:|\n| **x** y | `z` |\n\nAfter\n";
        let pieces = split(text);
        assert_eq!(pieces.len(), 5);
        assert_eq!(pieces[0], Piece::Prose("Before\n\n"));
        let Piece::Diagram { source, .. } = &pieces[1] else { panic!("{pieces:?}") };
        assert_eq!(*source, "flowchart LR\n  A --> B\n");
        let Piece::Table(table) = &pieces[3] else { panic!("{pieces:?}") };
        assert_eq!(table.alignments, [Alignment::None, Alignment::Right]);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[1][0][0], Span { text: "x".to_owned(), is_strong: true, is_code: false });
        assert!(table.rows[1][1][0].is_code);
        assert_eq!(pieces[4], Piece::Prose("\nAfter\n"));
    }

    #[test]
    fn what_stands_inside_a_list_or_quote_stays_there() {
        let text = "- item\n\n  ```mermaid\n  flowchart LR\n  ```\n\n> | a |\n> |---|\n> | b |\n";
        assert_eq!(split(text), [Piece::Prose(text)]);
    }

    #[test]
    fn code_is_taken_without_its_fences() {
        assert_eq!(split("```go\nx := `a`\n```\n"), [Piece::Code("x := `a`\n")]);
        assert_eq!(split("~~~\n``` inside\n~~~\n"), [Piece::Code("``` inside\n")]);
    }

    #[test]
    fn a_diagram_that_never_ends_is_still_one() {
        assert!(matches!(split("```mermaid\nflowchart LR").as_slice(), [Piece::Diagram { source: "flowchart LR", .. }]));
    }
}
