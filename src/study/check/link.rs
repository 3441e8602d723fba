//! Checks where an answer leads: related questions, links inside the text, sources.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::Finding;
use super::list::amount;
use super::page::{Page, short};
use super::sheet::Link;
use crate::study::answer::{Block, Part};
use crate::study::question::QuestionId;

const RELATED: RangeInclusive<usize> = 2..=5;

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    let filled = |part| page.answer.part(part).filter(|block| !page.slice(&block.body).is_empty());
    if let Some(block) = filled(Part::Related) {
        related(page, block, found);
    }
    if let Some(block) = filled(Part::Sources) {
        sources(page, block, found);
    }
    for link in page.sheet.links.iter().filter(|link| page.part_at(link.at) != Some(Part::Related)) {
        found.extend(dead(page, link).map(|what| page.at(link.at, what)));
    }
}

/// The links inside a range.
fn links<'a>(page: &'a Page, range: &std::ops::Range<usize>) -> &'a [Link] {
    let links = &page.sheet.links;
    let from = links.partition_point(|link| link.at < range.start);
    let to = links.partition_point(|link| link.at < range.end);
    links.get(from..to).unwrap_or_default()
}

/// True for an address on the web with a host.
fn is_web(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !link.contains(char::is_whitespace)
}

/// Why a link leads nowhere, or nothing if it is sound.
fn dead(page: &Page, link: &Link) -> Option<String> {
    let to = link.to.as_str();
    if is_web(to) || (to.starts_with('#') && to.len() > 1) {
        return None;
    }
    if to.contains("://") {
        return Some(format!("the link \"{}\" is no address on the web", short(to)));
    }
    let right = QuestionId::of_link(to).and_then(|id| Some((id, page.link_to(id)?)));
    match right {
        None => Some(format!("the link \"{}\" leads to no question of the pack", short(to))),
        Some((_, right)) if to.split('#').next() == Some(right.as_str()) => None,
        Some((id, right)) => Some(format!("the link \"{}\" is dead; question {} lies at {right}", short(to), id.0)),
    }
}

fn related(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    amount(page, block.line, block.items.len(), &RELATED, "related questions", found);
    let mut seen = HashSet::new();
    for item in &block.items {
        let Some(link) = links(page, item).first() else {
            found.push(page.at(item.start, "a related question has the form [153](153.md): why it is worth opening"));
            continue;
        };
        if let Some(what) = dead(page, link) {
            found.push(page.at(link.at, what));
            continue;
        }
        let Some(id) = QuestionId::of_link(&link.to) else {
            found.push(page.at(link.at, "a related question lies in the pack, not elsewhere"));
            continue;
        };
        if id == page.question.id {
            found.push(page.at(link.at, "the answer names itself as related"));
        }
        if !seen.insert(id) {
            found.push(page.at(link.at, format!("question {} is related twice", id.0)));
        }
        if link.label.trim().parse().is_ok_and(|shown: u32| shown != id.0) {
            found.push(page.at(link.at, format!("the link shows {} and leads to {}", link.label.trim(), id.0)));
        }
        // The first word of an item is the label of its link.
        if page.count(item) <= link.label.split_whitespace().count() {
            found.push(page.at(link.at, format!("nothing says why question {} is worth opening", id.0)));
        }
    }
}

fn sources(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    if block.items.is_empty() {
        found.push(page.on(block.line, "there are no sources in a list; at least one is wanted"));
    }
    for item in &block.items {
        if links(page, item).is_empty() {
            found.push(page.at(item.start, "a source has a link, [title](https://…) or a question of the pack"));
        }
    }
}
