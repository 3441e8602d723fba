//! Checks the parts that are lists: key points, follow-ups and common mistakes.

use std::ops::RangeInclusive;

use super::Finding;
use super::page::{Page, short};
use crate::study::answer::{Block, Part};

/// How many key points, and how many of them may sink the answer.
const POINTS: RangeInclusive<usize> = 4..=7;
const MUSTS: RangeInclusive<usize> = 2..=4;
/// A listener ticks a claim; a longer one is two claims.
const POINT_WORDS: usize = 22;
const FOLLOW_UPS: RangeInclusive<usize> = 2..=5;
const FOLLOW_UP_WORDS: RangeInclusive<usize> = 25..=60;
const MISTAKES: RangeInclusive<usize> = 2..=4;
const MISTAKE_WORDS: RangeInclusive<usize> = 15..=40;
const MUST: &str = "**must**";

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    let filled = |part| page.answer.part(part).filter(|block| !page.slice(&block.body).is_empty());
    if let Some(block) = filled(Part::KeyPoints) {
        key_points(page, block, found);
    }
    if let Some(block) = filled(Part::FollowUps) {
        follow_ups(page, block, found);
    }
    if let Some(block) = filled(Part::Mistakes) {
        mistakes(page, block, found);
    }
}

/// Reports a number that is out of its range.
pub fn amount(page: &Page, line: u32, count: usize, range: &RangeInclusive<usize>, what: &str, found: &mut Vec<Finding>) {
    if !range.contains(&count) {
        found.push(page.on(line, format!("there are {count} {what}; {} to {} are wanted", range.start(), range.end())));
    }
}

fn key_points(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    amount(page, block.line, block.items.len(), &POINTS, "key points", found);
    let musts = block.items.iter().filter(|item| page.slice(item).starts_with(MUST)).count();
    amount(page, block.line, musts, &MUSTS, "key points marked must", found);
    for item in &block.items {
        let mark = usize::from(page.slice(item).starts_with(MUST));
        let count = page.count(item).saturating_sub(mark);
        if count == 0 {
            found.push(page.at(item.start, "a key point is empty"));
        } else if count > POINT_WORDS {
            found.push(page.at(item.start, format!("a key point has {count} words; {POINT_WORDS} is the most")));
        }
    }
}

fn follow_ups(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    let sections: Vec<&Block> = page.answer.part(Part::FollowUps).map(|part| page.sections(part).collect()).unwrap_or_default();
    amount(page, block.line, sections.len(), &FOLLOW_UPS, "follow-ups", found);
    for inner in sections {
        if !inner.heading.trim_end().ends_with('?') {
            found.push(page.on(inner.line, format!("the follow-up \"{}\" is no question; it ends in ?", short(&inner.heading))));
        }
        let count = page.count(&inner.body);
        if !FOLLOW_UP_WORDS.contains(&count) {
            let (least, most) = (FOLLOW_UP_WORDS.start(), FOLLOW_UP_WORDS.end());
            let what = format!("the answer to \"{}\" has {count} words; it takes {least} to {most}", short(&inner.heading));
            found.push(page.on(inner.line, what));
        }
    }
}

fn mistakes(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    amount(page, block.line, block.items.len(), &MISTAKES, "common mistakes", found);
    for item in &block.items {
        let Some(why) = why(page, item) else {
            found.push(page.at(item.start, "a mistake has the form **\"What candidates say.\"** and then why it is wrong"));
            continue;
        };
        let count = page.count(&(why..item.end));
        if !MISTAKE_WORDS.contains(&count) {
            let (least, most) = (MISTAKE_WORDS.start(), MISTAKE_WORDS.end());
            found.push(page.at(item.start, format!("why the mistake is wrong takes {least} to {most} words; here it has {count}")));
        }
    }
}

/// The byte at which the reason starts, after `**"…"**`.
fn why(page: &Page, item: &std::ops::Range<usize>) -> Option<usize> {
    let text = page.source.get(item.clone())?;
    let blanks = text.len() - text.trim_start().len();
    let said = text.trim_start().strip_prefix("**")?.strip_prefix(['"', '“'])?;
    let end = said.find("\"**").into_iter().chain(said.find("”**")).min()?;
    let close = if said.get(end..)?.starts_with('"') { 3 } else { "”**".len() };
    let opening = text.trim_start().len() - said.len();
    (end > 0).then_some(item.start + blanks + opening + end + close)
}
