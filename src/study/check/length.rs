//! Checks what is said and how long it takes: the short answer, the depth by kind, and the share of bullets in it.

use std::ops::RangeInclusive;

use super::Finding;
use super::page::Page;
use crate::study::answer::{Block, Part};
use crate::study::question::Kind;

/// 30 seconds aloud.
const SHORT_WORDS: RangeInclusive<usize> = 60..=85;
/// The longest average sentence of a short answer that can be said without losing the listener.
const SENTENCE_WORDS: usize = 22;
/// More of the depth than this in bullets is bullet soup, in percent.
const BULLETS_PERCENT: usize = 40;
/// The fewest `###` headings a depth is made of.
const DEPTH_HEADINGS: usize = 2;

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    if let Some(block) = page.answer.part(Part::Short) {
        short_answer(page, block, found);
    }
    if let Some(block) = page.answer.part(Part::Depth) {
        depth(page, block, found);
    }
}

fn short_answer(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    if page.slice(&block.body).is_empty() {
        return;
    }
    let count = page.count(&block.body);
    if !SHORT_WORDS.contains(&count) {
        let (least, most) = (SHORT_WORDS.start(), SHORT_WORDS.end());
        found.push(page.on(block.line, format!("the short answer has {count} words; it takes {least} to {most}")));
    }
    let mut sentences = page.words(&block.body).filter(|word| page.sheet.ends_sentence(word)).count();
    if page.words(&block.body).last().is_some_and(|word| !page.sheet.ends_sentence(word)) {
        sentences += 1;
    }
    if count > SENTENCE_WORDS * sentences {
        let average = count.checked_div(sentences).unwrap_or(count);
        let what = format!("the sentences of the short answer average over {average} words; {SENTENCE_WORDS} is the most");
        found.push(page.on(block.line, what));
    }
    let inside = |at: usize| block.body.contains(&at);
    if let Some(list) = page.sheet.lists.iter().find(|list| inside(list.at)) {
        found.push(page.at(list.at, "the short answer is plain prose, without a list"));
    }
    if let Some(code) = page.sheet.codes.iter().find(|code| inside(code.at)) {
        found.push(page.at(code.at, "the short answer is plain prose, without code"));
    }
    if let Some(table) = page.sheet.tables.iter().find(|table| inside(table.at)) {
        found.push(page.at(table.at, "the short answer is plain prose, without a table"));
    }
    if let Some(inner) = block.inner.first() {
        found.push(page.on(inner.line, "the short answer is plain prose, without headings"));
    }
    restated(page, block, found);
}

/// A first sentence that says the question again answers nothing.
fn restated(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    let mut first = Vec::new();
    for word in page.words(&block.body) {
        first.push(letters(page.sheet.text(word)));
        if page.sheet.ends_sentence(word) {
            break;
        }
    }
    let title: Vec<String> = page.question.title.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    if title.len() > 3 && first.windows(title.len()).any(|window| window == title) {
        found.push(page.on(block.line + 1, "the short answer opens with the question; it opens with the answer"));
    }
}

fn letters(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn depth(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    if page.slice(&block.body).is_empty() {
        return;
    }
    let kind = page.question.kind;
    let words = words_of(kind);
    let count = page.count(&block.body);
    if !words.contains(&count) {
        let (least, most) = (words.start(), words.end());
        let what = format!("the depth has {count} words; the kind {} takes {least} to {most}", kind.label().to_lowercase());
        found.push(page.on(block.line, what));
    }
    let headings = page.sections(block).count();
    let opening = block.inner.first().map_or(block.body.end, |inner| inner.start);
    if headings == 0 || !page.slice(&(block.body.start..opening)).is_empty() {
        found.push(page.on(block.line, "the depth opens with a ### heading"));
    }
    if headings < DEPTH_HEADINGS {
        found.push(page.on(block.line, format!("the depth has {headings} ### headings; it has at least {DEPTH_HEADINGS}")));
    }
    // The steps of a how-to are its template, not soup.
    let bullets = page.words(&block.body).filter(|word| word.place.item && !(kind == Kind::HowTo && word.place.step)).count();
    if bullets * 100 > count * BULLETS_PERCENT {
        let percent = bullets * 100 / count.max(1);
        found.push(page.on(block.line, format!("{percent} % of the depth stands in bullets; {BULLETS_PERCENT} % is the most")));
    }
}

/// How many words the depth of each kind takes; code, diagrams and headings do not count, tables do.
fn words_of(kind: Kind) -> RangeInclusive<usize> {
    match kind {
        Kind::Definition => 180..=340,
        Kind::Difference => 180..=300,
        Kind::HowTo => 280..=450,
        Kind::Scenario => 500..=750,
        Kind::Troubleshooting => 300..=450,
        Kind::Decision | Kind::Organisational => 220..=350,
        Kind::Trend => 200..=300,
    }
}
