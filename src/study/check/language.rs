//! Checks the words: filler that says nothing, and experience that nobody has.

use super::Finding;
use super::page::Page;
use super::sheet::Word;

/// The words and phrases that send an answer back, in lower case. What ends in a comma matches only with it.
const FILLER: [&str; 38] = [
    "monitor closely",
    "closely monitor",
    "document configuration",
    "document configurations",
    "document the configuration",
    "team training",
    "train the team",
    "start simple",
    "choose based on requirements",
    "choose based on your requirements",
    "choose based on the requirements",
    "best practice",
    "best practices",
    "plays a crucial role",
    "play a crucial role",
    "plays a vital role",
    "play a vital role",
    "crucial role",
    "it is important to note",
    "it's important to note",
    "important to note",
    "it is worth noting",
    "it's worth noting",
    "robust",
    "robustly",
    "seamless",
    "seamlessly",
    "leverage",
    "leverages",
    "leveraged",
    "leveraging",
    "in today's world",
    "overall,",
    "in conclusion,",
    "in my last project",
    "in my previous project",
    "in my experience",
    "at my last company",
];

/// Checks one answer. Neither its title, which is prescribed, nor titles of pages elsewhere are ours to better.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    let phrases: Vec<Vec<&str>> = FILLER.iter().map(|phrase| phrase.split(' ').collect()).collect();
    let words = page.sheet.words();
    let mut skip = 0;
    for (place, word) in words.iter().enumerate() {
        let first = page.sheet.text(word).trim_start_matches(|character: char| !character.is_alphanumeric());
        let Some(letter) = first.chars().next().map(|letter| letter.to_ascii_lowercase()) else { continue };
        let is_title = page.answer.title.as_ref().is_some_and(|(_, line)| page.sheet.line(word.at) == *line);
        if place < skip || is_title {
            continue;
        }
        let rest = words.get(place..).unwrap_or_default();
        let candidates = phrases.iter().filter(|phrase| phrase.first().is_some_and(|first| first.starts_with(letter)));
        let longest = candidates.filter(|phrase| matches(page, rest, phrase)).max_by_key(|phrase| phrase.len());
        if let Some(phrase) = longest {
            skip = place + phrase.len();
            found.push(page.at(word.at, format!("\"{}\" is filler; say what happens instead", phrase.join(" ").trim_end_matches(','))));
        }
    }
}

fn matches(page: &Page, words: &[Word], phrase: &[&str]) -> bool {
    let Some(words) = words.get(..phrase.len()) else { return false };
    let (last, before) = match words.split_last() {
        Some(split) => split,
        None => return false,
    };
    let free = |word: &Word| !word.place.code && !word.place.outside;
    words.iter().all(free)
        && words.iter().zip(phrase).all(|(word, wanted)| same(page.sheet.text(word), wanted))
        && words.iter().all(|word| word.place == last.place)
        && before.iter().all(|word| !page.sheet.ends_sentence(word))
}

fn same(word: &str, wanted: &str) -> bool {
    let outer = |character: char| !character.is_alphanumeric();
    match wanted.strip_suffix(',') {
        Some(wanted) => word.ends_with(',') && word.trim_matches(outer).eq_ignore_ascii_case(wanted),
        None if wanted.contains('\'') => word.trim_matches(outer).replace('’', "'").eq_ignore_ascii_case(wanted),
        None => word.trim_matches(outer).eq_ignore_ascii_case(wanted),
    }
}
