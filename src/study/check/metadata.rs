//! Checks what `section.ron` says about each question: level, minutes, topics, date.

use std::collections::{HashMap, HashSet};

use super::Finding;
use super::page::short;
use super::place::entry_lines;
use crate::study::pack::{Entry, Pack, PackFiles, Section};
use crate::study::question::Level;

/// How many topics a written question has.
const TOPICS: std::ops::RangeInclusive<usize> = 2..=5;

/// Checks every question, pending ones too: only the number of their topics is free.
pub fn check(pack: &Pack, files: &PackFiles, found: &mut Vec<Finding>) {
    let known: HashSet<&str> = pack.head.topics.iter().map(String::as_str).collect();
    for (index, section) in pack.sections().iter().enumerate() {
        let path = format!("{}/section.ron", section.folder);
        let lines: HashMap<u32, u32> = files.get(&path).map(|text| entry_lines(text).into_iter().collect()).unwrap_or_default();
        for entry in pack.section_questions(index) {
            let line = lines.get(&entry.question.id.0).copied().unwrap_or(1);
            let wrong = problems(entry, &known);
            found.extend(wrong.into_iter().map(|what| Finding { path: path.clone(), line, what }));
        }
    }
    families(pack, files, found);
    strays(pack, files, found);
}

/// A family has a subject and at least two questions, all of this pack, each once.
fn families(pack: &Pack, files: &PackFiles, found: &mut Vec<Finding>) {
    let text = files.get("pack.ron").map_or("", |text| text);
    for family in &pack.head.families {
        let line = (1_u32..)
            .zip(text.lines())
            .find(|(_, line)| line.contains(&format!("title: \"{}\"", family.title)))
            .map_or(1, |(line, _)| line);
        let mut wrong = Vec::new();
        if family.title.trim().is_empty() {
            wrong.push("a family has no subject".to_owned());
        }
        if family.members.len() < 2 {
            wrong.push(format!("the family \"{}\" has fewer than two questions", short(&family.title)));
        }
        let mut seen = HashSet::new();
        for (member, _) in &family.members {
            if pack.get(*member).is_none() {
                wrong.push(format!("the family \"{}\" names question {}, which is not in the pack", short(&family.title), member.0));
            } else if !seen.insert(member) {
                wrong.push(format!("the family \"{}\" names question {} twice", short(&family.title), member.0));
            }
        }
        found.extend(wrong.into_iter().map(|what| Finding { path: "pack.ron".to_owned(), line, what }));
    }
}

fn problems(entry: &Entry, known: &HashSet<&str>) -> Vec<String> {
    let question = &entry.question;
    let id = question.id.0;
    let mut wrong = Vec::new();
    if question.title.trim().is_empty() {
        wrong.push(format!("question {id} has no title"));
    }
    let (least, most) = minutes_of(question.level);
    if !(question.minutes > 0.0 && question.minutes.is_finite()) {
        wrong.push(format!("question {id} takes {} minutes; it takes more than 0", question.minutes));
    } else if question.minutes < least || question.minutes > most {
        let level = question.level.label();
        wrong.push(format!("question {id} takes {} minutes; the level {level} takes {least} to {most}", question.minutes));
    }
    let count = question.topics.len();
    if entry.answer.is_some() && !TOPICS.contains(&count) {
        wrong.push(format!("question {id} has {count} topics; a written one has {} to {}", TOPICS.start(), TOPICS.end()));
    }
    let mut seen = HashSet::new();
    for topic in &question.topics {
        if !known.contains(topic.as_str()) {
            wrong.push(format!("question {id} names the topic \"{}\", which pack.ron does not list", short(topic)));
        }
        if !seen.insert(topic) {
            wrong.push(format!("question {id} names the topic \"{}\" twice", short(topic)));
        }
    }
    if let Some(month) = &question.as_of
        && !is_month(month)
    {
        wrong.push(format!("question {id} is as of \"{}\"; a month is written YYYY-MM", short(month)));
    }
    wrong
}

/// The speaking time of a level, in minutes.
fn minutes_of(level: Level) -> (f32, f32) {
    match level {
        Level::Junior => (1.0, 1.5),
        Level::Mid => (1.5, 2.5),
        Level::Senior => (2.0, 3.5),
        Level::Staff => (3.0, 5.0),
    }
}

fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else { return false };
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// Files that lie in the pack and that nothing leads to: a forgotten section, a misnamed answer.
fn strays(pack: &Pack, files: &PackFiles, found: &mut Vec<Finding>) {
    let mut wanted: HashSet<String> = HashSet::from(["pack.ron".to_owned()]);
    let of = |section: &Section| format!("{}/section.ron", section.folder);
    wanted.extend(pack.sections().iter().map(of));
    wanted.extend(pack.questions().iter().filter_map(|entry| pack.answer_path(entry.question.id)));
    // A page that explains the pack to a visitor may lie at its top.
    for path in files.keys().filter(|path| path.contains('/') && !wanted.contains(*path)) {
        found.push(Finding { path: path.clone(), line: 1, what: "no question of the pack has this file".to_owned() });
    }
}
