//! Finds things by a few letters of their names: "api ver" finds "How do you handle API versioning?".

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

use super::pack::Pack;
use super::question::QuestionId;

/// An alias counts a little less than a title that fits as well.
const ALIAS: u32 = 8;

/// The questions that fit what was typed, best first, at most `most`: a number finds its question, letters find titles and other
/// phrasings, nothing finds `recent`.
pub fn questions(pack: &Pack, typed: &str, recent: &[QuestionId], most: usize) -> Vec<QuestionId> {
    let typed = typed.trim();
    if typed.is_empty() {
        return recent.iter().copied().filter(|id| pack.get(*id).is_some()).take(most).collect();
    }
    if typed.bytes().all(|byte| byte.is_ascii_digit()) {
        let starts = |id: QuestionId| id.0.to_string().starts_with(typed.trim_start_matches('0'));
        return pack.questions().iter().map(|entry| entry.question.id).filter(|id| starts(*id)).take(most).collect();
    }
    let all = pack.questions().iter().map(|entry| {
        let question = &entry.question;
        let names = std::iter::once((0, question.title.as_str()));
        (question.id, names.chain(question.also_asked_as.iter().map(|alias| (ALIAS, alias.as_str()))))
    });
    best(typed, all, most)
}

/// The places of the names that fit what was typed, best first; all of them if nothing was typed.
pub fn names<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let all = names.into_iter().enumerate().map(|(place, name)| (place, std::iter::once((0, name))));
    if typed.trim().is_empty() {
        return all.map(|(place, _)| place).collect();
    }
    best(typed, all, usize::MAX)
}

fn best<'a, T: Copy, N: Iterator<Item = (u32, &'a str)>>(typed: &str, all: impl Iterator<Item = (T, N)>, most: usize) -> Vec<T> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut found: Vec<(u32, T)> = all
        .filter_map(|(item, names)| {
            let score =
                |(less, name): (u32, &str)| Some(pattern.score(Utf32String::from(name).slice(..), &mut matcher)?.saturating_sub(less));
            Some((names.filter_map(score).max()?, item))
        })
        .collect();
    // A stable sort: what fits equally well stays in the order of the pack.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, item)| item).take(most).collect()
}
