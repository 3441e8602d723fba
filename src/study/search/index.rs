//! Finds words by an index of everything in the pack, and in notes by looking through them: they are few and change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::study::document::{Block, Document};
use crate::study::pack::{Entry, Pack};
use crate::study::question::QuestionId;

use super::query::{Clause, Condition, Query};
use super::words::{Note, is_near, words};
use super::{Found, Snippet};

/// Where the words of titles, other phrasings and answers begin: a place says which of them a word stands in.
const ALIAS: u16 = 100;
const ANSWER: u16 = 1_000;

/// How much a word counts in a title, in another phrasing, in an answer and in a note.
const WEIGHTS: [f32; 4] = [12.0, 8.0, 1.0, 3.0];

/// How much a word counts that goes on after what was typed, and one that is a letter away.
const LONGER: f32 = 0.6;
const NEAR: f32 = 0.3;

/// Shorter words have too many neighbours.
const SHORTEST_NEAR: usize = 4;

/// How many words a snippet has, and how many of them before the first hit.
const SNIPPET: usize = 26;
const BEFORE: usize = 6;

/// A word at a place of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    question: u16,
    place: u16,
}

/// Every word of a pack, with all its places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Sorted by word.
    terms: Vec<(String, Vec<Hit>)>,
    questions: usize,
}

impl Index {
    /// Reads every question of a pack. Takes some 20 ms for 500 answers: not on the thread that draws.
    pub fn build(pack: &Pack) -> Self {
        let mut terms: HashMap<String, Vec<Hit>> = HashMap::new();
        for (number, entry) in pack.questions().iter().enumerate() {
            let Ok(question) = u16::try_from(number) else { break };
            let mut add = |text: &str, first: u16, end: u16| {
                for (place, (_, word)) in (first..end).zip(words(text)) {
                    terms.entry(word).or_default().push(Hit { question, place });
                }
            };
            add(&entry.question.title, 0, ALIAS);
            add(&entry.question.also_asked_as.join(" "), ALIAS, ANSWER);
            if let Some(answer) = &entry.answer {
                add(&text_of(answer), ANSWER, u16::MAX);
            }
        }
        let mut terms: Vec<(String, Vec<Hit>)> = terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self { terms, questions: pack.questions().len() }
    }

    pub(super) fn search<'a>(
        &self,
        notes: impl Iterator<Item = (QuestionId, &'a Note)>,
        query: &Query,
        fits: impl Fn(&Condition, QuestionId) -> bool,
        entries: &[Entry],
        most: usize,
    ) -> Vec<Found> {
        if query.is_empty() {
            return Vec::new();
        }
        let places: HashMap<QuestionId, usize> = entries.iter().enumerate().map(|(place, entry)| (entry.question.id, place)).collect();
        let notes: BTreeMap<usize, &Note> = notes.filter_map(|(id, note)| Some((*places.get(&id)?, note))).collect();
        let mut scores = vec![Some(0.0_f32); self.questions.min(entries.len())];
        let mut lit: BTreeSet<String> = BTreeSet::new();
        for clause in &query.must {
            let found = self.clause(clause, &notes, &mut lit);
            for (place, score) in scores.iter_mut().enumerate() {
                *score = score.and_then(|sum| found.get(&place).map(|score| sum + score));
            }
        }
        for clause in &query.never {
            for place in self.clause(clause, &notes, &mut BTreeSet::new()).keys() {
                if let Some(score) = scores.get_mut(*place) {
                    *score = None;
                }
            }
        }
        let mut found: Vec<(f32, usize, &Entry)> = scores
            .into_iter()
            .zip(entries)
            .enumerate()
            .filter_map(|(place, (score, entry))| Some((score?, place, entry)))
            .filter(|(_, _, entry)| query.holds(|condition| fits(condition, entry.question.id)))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found
            .into_iter()
            .map(|(score, place, entry)| {
                let own = notes.get(&place).map(|note| snippet(&note.text, &lit)).filter(|snippet| !snippet.hits.is_empty());
                let snippet = match own {
                    Some(own) => Snippet { is_note: true, ..own },
                    None => entry.answer.as_deref().map(|answer| snippet_of(answer, &lit)).unwrap_or_default(),
                };
                Found { question: entry.question.id, score, snippet }
            })
            .collect()
    }

    /// How well each question fits a clause; `lit` gets the words that count as hits.
    fn clause(&self, clause: &Clause, notes: &BTreeMap<usize, &Note>, lit: &mut BTreeSet<String>) -> HashMap<usize, f32> {
        let mut found: HashMap<usize, f32> = HashMap::new();
        let [word] = clause.words.as_slice() else {
            self.phrase(clause, notes, &mut found);
            lit.extend(clause.words.iter().cloned());
            return found;
        };
        let mut terms: Vec<(f32, &(String, Vec<Hit>))> = Vec::new();
        let start = self.terms.partition_point(|(term, _)| term.as_str() < word.as_str());
        for term in self.terms.iter().skip(start).take_while(|(term, _)| term.starts_with(word.as_str())) {
            let is_exact = term.0 == *word;
            if is_exact || clause.is_open || word.chars().count() >= SHORTEST_NEAR {
                terms.push((if is_exact { 1.0 } else { LONGER }, term));
            }
        }
        if terms.is_empty() && word.chars().count() >= SHORTEST_NEAR {
            terms.extend(self.terms.iter().filter(|(term, _)| is_near(term, word)).map(|term| (NEAR, term)));
        }
        for (weight, (term, hits)) in terms {
            lit.insert(term.clone());
            let mut counts: HashMap<u16, [f32; 3]> = HashMap::new();
            for hit in hits {
                let field = usize::from(hit.place >= ALIAS) + usize::from(hit.place >= ANSWER);
                if let Some(count) = counts.entry(hit.question).or_default().get_mut(field) {
                    *count += 1.0;
                }
            }
            let rare = (1.0 + self.questions as f32 / counts.len().max(1) as f32).ln();
            for (question, counts) in counts {
                let sum: f32 = counts.iter().zip(WEIGHTS).map(|(count, weight)| weight * count / (count + 1.5)).sum();
                *found.entry(usize::from(question)).or_default() += weight * rare * sum;
            }
        }
        for (place, note) in notes {
            let fitting: Vec<&String> = note.words.iter().filter(|own| own.starts_with(word.as_str())).collect();
            lit.extend(fitting.iter().map(|own| (*own).clone()));
            let count = fitting.len() as f32;
            if count > 0.0 {
                *found.entry(*place).or_default() += WEIGHTS[3] * 2.0 * count / (count + 1.5);
            }
        }
        found
    }

    fn phrase(&self, clause: &Clause, notes: &BTreeMap<usize, &Note>, found: &mut HashMap<usize, f32>) {
        let [first, rest @ ..] = clause.words.as_slice() else { return };
        let hits = |word: &String, is_open: bool| -> BTreeSet<(u16, u16)> {
            let start = self.terms.partition_point(|(term, _)| term < word);
            let fitting = self.terms.iter().skip(start).take_while(|(term, _)| term == word || is_open && term.starts_with(word.as_str()));
            fitting.flat_map(|(_, hits)| hits).map(|hit| (hit.question, hit.place)).collect()
        };
        let mut at: BTreeSet<(u16, u16)> = hits(first, false);
        for (step, word) in (1_u16..).zip(rest) {
            let next = hits(word, clause.is_open && usize::from(step) == rest.len());
            at.retain(|(question, place)| place.checked_add(step).is_some_and(|place| next.contains(&(*question, place))));
        }
        for (question, place) in at {
            let field = usize::from(place >= ALIAS) + usize::from(place >= ANSWER);
            *found.entry(usize::from(question)).or_default() += WEIGHTS.get(field).copied().unwrap_or_default() * 2.0;
        }
        for (place, note) in notes {
            let stands = |window: &[String]| {
                let last = window.len().saturating_sub(1);
                let pairs = window.iter().zip(&clause.words).enumerate();
                pairs.into_iter().all(|(at, (own, word))| own == word || clause.is_open && at == last && own.starts_with(word.as_str()))
            };
            if note.words.windows(clause.words.len()).any(stands) {
                *found.entry(*place).or_default() += WEIGHTS[3] * 2.0;
            }
        }
    }
}

/// The words of an answer as they are searched and shown.
fn text_of(answer: &str) -> String {
    Document::parse(answer).to_text()
}

/// A stretch of what is said in an answer; of its sources and diagrams only if what was looked for is nowhere else.
fn snippet_of(answer: &str, lit: &BTreeSet<String>) -> Snippet {
    let mut said = Document::parse(answer.split_once("\n## Sources").map_or(answer, |(said, _)| said));
    said.blocks.retain(|block| !matches!(block, Block::Code { language, .. } if language == "mermaid"));
    let snippet_of_said = snippet(&said.to_text(), lit);
    if snippet_of_said.hits.is_empty() { snippet(&text_of(answer), lit) } else { snippet_of_said }
}

/// The stretch of a text that holds the most different hits.
fn snippet(text: &str, lit: &BTreeSet<String>) -> Snippet {
    let all: Vec<(Range<usize>, String)> = words(text).collect();
    let hits: Vec<usize> = all.iter().enumerate().filter(|(_, (_, word))| lit.contains(word)).map(|(at, _)| at).collect();
    let different = |from: usize| {
        let window = hits.iter().skip_while(|at| **at < from).take_while(|at| **at < from + SNIPPET);
        window.filter_map(|at| all.get(*at)).map(|(_, word)| word).collect::<BTreeSet<_>>().len()
    };
    // The first of those with the most: `max_by_key` would take the last.
    let best = hits.iter().map(|at| at.saturating_sub(BEFORE)).rev().max_by_key(|from| different(*from));
    let Some(from) = best else { return Snippet::default() };
    let Some((start, _)) = all.get(from) else { return Snippet::default() };
    let last = (from + SNIPPET).min(all.len()) - 1;
    let end = all.get(last).map_or(text.len(), |(range, _)| range.end);
    let mut snippet = Snippet::default();
    if from > 0 {
        snippet.text.push_str("… ");
    }
    let shift = |at: usize, base: usize| at - start.start + base;
    let base = snippet.text.len();
    // One byte for one byte, so that places stay: line breaks become spaces.
    let body = text.get(start.start..end).unwrap_or_default().replace(['\n', '\t'], " ");
    snippet.text.push_str(&body);
    if last + 1 < all.len() {
        snippet.text.push_str(" …");
    }
    for at in hits.iter().filter(|at| (from..=last).contains(*at)) {
        if let Some((range, _)) = all.get(*at) {
            snippet.hits.push(shift(range.start, base)..shift(range.end, base));
        }
    }
    snippet
}
