//! Checks the skeleton of an answer: its title line and its seven parts, in order, none empty.

use super::Finding;
use super::page::{Page, short};
use crate::study::answer::Part;

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    let title = format!("# {}. {}", page.question.id.0, page.question.title);
    if page.source.lines().next().map(str::trim_end) != Some(title.as_str()) {
        found.push(page.on(1, format!("the first line is \"{title}\"")));
    }
    found.extend(page.sheet.titles.iter().skip(1).map(|at| page.at(*at, "only the first line is a first-level heading")));
    if page.source.get(page.answer.preamble.clone()).is_some_and(|text| !text.trim().is_empty()) && !page.answer.blocks.is_empty() {
        found.push(page.at(first_text(page), "nothing stands between the title and \"## Short answer\""));
    }
    parts(page, found);
}

fn first_text(page: &Page) -> usize {
    let preamble = page.source.get(page.answer.preamble.clone()).unwrap_or_default();
    page.answer.preamble.start + (preamble.len() - preamble.trim_start().len())
}

fn parts(page: &Page, found: &mut Vec<Finding>) {
    let mut seen: Vec<Part> = Vec::new();
    let order = |part: Part| Part::ALL.iter().position(|one| *one == part);
    for block in &page.answer.blocks {
        let Some(part) = block.part.filter(|part| part.heading() == block.heading) else {
            found.push(page.on(block.line, format!("\"## {}\" is no part of an answer", short(&block.heading))));
            // A part that only differs in upper and lower case is there, if misspelt.
            seen.extend(block.part.filter(|part| !seen.contains(part)));
            continue;
        };
        let name = part.heading();
        if seen.contains(&part) {
            found.push(page.on(block.line, format!("the part \"{name}\" is there twice")));
        } else if let Some(before) = seen.iter().find(|before| order(**before) > order(part)) {
            found.push(page.on(block.line, format!("the part \"{name}\" stands before \"{}\"", before.heading())));
        }
        if !seen.contains(&part) {
            seen.push(part);
        }
        if page.slice(&block.body).is_empty() {
            found.push(page.on(block.line, format!("the part \"{name}\" is empty")));
        }
    }
    for part in Part::ALL.into_iter().filter(|part| !seen.contains(part)) {
        found.push(page.on(1, format!("the part \"## {}\" is missing", part.heading())));
    }
}
