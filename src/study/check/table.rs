//! Checks tables and steps: cells that hold facts, and the rows and steps that the kind's template wants.

use std::ops::RangeInclusive;

use super::Finding;
use super::page::Page;
use super::sheet::Table;
use crate::study::answer::{Block, Part};
use crate::study::question::Kind;

/// Words that say nothing alone in a cell.
const ADJECTIVES: [&str; 52] = [
    "high",
    "higher",
    "highest",
    "low",
    "lower",
    "lowest",
    "medium",
    "moderate",
    "average",
    "yes",
    "no",
    "none",
    "partial",
    "partly",
    "many",
    "few",
    "fewer",
    "more",
    "less",
    "much",
    "little",
    "some",
    "easy",
    "easier",
    "hard",
    "harder",
    "difficult",
    "simple",
    "simpler",
    "complex",
    "fast",
    "faster",
    "slow",
    "slower",
    "good",
    "better",
    "bad",
    "worse",
    "strong",
    "weak",
    "big",
    "large",
    "small",
    "cheap",
    "expensive",
    "limited",
    "full",
    "true",
    "false",
    "great",
    "poor",
    "varies",
];
/// Words that may stand beside them and still say nothing.
const BESIDE: [&str; 10] = ["very", "to", "or", "and", "quite", "rather", "fairly", "usually", "mostly", "often"];

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    for table in page.sheet.tables.iter().filter(|table| says_nothing(table)) {
        found.push(page.at(table.at, "most cells of the table are adjectives; they hold facts, numbers, mechanisms"));
    }
    if let Some(block) = page.answer.part(Part::Depth).filter(|block| !page.slice(&block.body).is_empty()) {
        template(page, block, found);
    }
}

/// True if most cells beside the row labels are adjectives.
fn says_nothing(table: &Table) -> bool {
    let labelled = table.rows.iter().any(|row| row.len() > 1);
    let cells: Vec<&String> = table.rows.iter().flat_map(|row| row.iter().skip(usize::from(labelled))).collect();
    let empty = cells.iter().filter(|cell| is_adjective(cell)).count();
    empty * 2 > cells.len()
}

fn is_adjective(cell: &str) -> bool {
    let words = cell.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut says = cell.trim().chars().any(|character| "✓✗✔✘✅❌".contains(character));
    for word in words {
        if !known(&ADJECTIVES, word) && !known(&BESIDE, word) {
            return false;
        }
        says |= known(&ADJECTIVES, word);
    }
    says
}

fn template(page: &Page, block: &Block, found: &mut Vec<Finding>) {
    const STEPS: RangeInclusive<usize> = 4..=7;
    let rows = match page.question.kind {
        Kind::Difference => 3..=6,
        Kind::Decision => 3..=5,
        Kind::HowTo => {
            let lists = page.sheet.lists.iter().filter(|list| block.body.contains(&list.at) && list.numbered);
            let most = lists.max_by_key(|list| list.items);
            if !most.is_some_and(|list| STEPS.contains(&list.items)) {
                let (line, count) = most.map_or((block.line, 0), |list| (page.sheet.line(list.at), list.items));
                found
                    .push(page.on(line, format!("the how-to has {count} numbered steps; {} to {} are wanted", STEPS.start(), STEPS.end())));
            }
            return;
        }
        _ => return,
    };
    let mut tables = page.sheet.tables.iter().filter(|table| block.body.contains(&table.at));
    if !tables.clone().any(|table| rows.contains(&table.rows.len())) {
        let (line, count) = tables.next().map_or((block.line, 0), |table| (page.sheet.line(table.at), table.rows.len()));
        let kind = page.question.kind.label().to_lowercase();
        found.push(page.on(line, format!("the table of a {kind} has {count} rows; {} to {} are wanted", rows.start(), rows.end())));
    }
}
