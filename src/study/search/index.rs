//! Finds words by an index of everything in the pack, and in notes by looking through them: they are few and change.

use std::collections::{BTreeMap, HashMap};
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
const WEIGHTS: [f32; 3] = [12.0, 8.0, 1.0];
const NOTE: f32 = 6.0;

/// How much a word counts that goes on after what was typed, and one that is a letter away.
const LONGER: f32 = 0.6;
const NEAR: f32 = 0.3;

/// Shorter words have too many neighbours, and a single letter begins too many words.
const SHORTEST_NEAR: usize = 4;
const SHORTEST_OPEN: usize = 2;

/// How many words a snippet has, and how many of them before the first hit.
const SNIPPET: usize = 26;
const BEFORE: usize = 6;

/// How many of the words that fit are looked for in a snippet.
const LIT: usize = 64;

/// A word at a place of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    question: u16,
    place: u16,
}

impl Hit {
    /// 0 in the title, 1 in another phrasing, 2 in the answer.
    fn field(self) -> usize {
        usize::from(self.place >= ALIAS) + usize::from(self.place >= ANSWER)
    }
}

/// The text of an answer, and where its words begin.
#[derive(Clone, Debug, Default, PartialEq)]
struct Text {
    text: String,
    starts: Vec<u32>,
    /// How many words are said; sources and diagrams follow.
    said: usize,
}

/// A word with all its places, in order.
type Term = (String, Vec<Hit>);

/// Every word of a pack, with all its places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Sorted by word.
    terms: Vec<Term>,
    texts: Vec<Text>,
}

/// What fits a clause.
struct Fitting<'a> {
    /// How well each question fits; 0 if not at all.
    scores: Vec<f32>,
    /// The words that fit.
    terms: Vec<&'a Term>,
}

impl Index {
    /// Reads every question of a pack. Takes some 20 ms for 500 answers: not on the thread that draws.
    pub fn build(pack: &Pack) -> Self {
        let mut terms: HashMap<String, Vec<Hit>> = HashMap::new();
        let mut texts = Vec::new();
        for (number, entry) in pack.questions().iter().enumerate() {
            let Ok(question) = u16::try_from(number) else { break };
            let mut text = entry.answer.as_deref().map(text_of).unwrap_or_default();
            let mut starts = Vec::new();
            let mut add = |text: &str, first: u16, end: u16, starts: &mut Vec<u32>| {
                for (place, (range, word)) in (first..end).zip(words(text)) {
                    starts.push(u32::try_from(range.start).unwrap_or(u32::MAX));
                    terms.entry(word).or_default().push(Hit { question, place });
                }
            };
            add(&entry.question.title, 0, ALIAS, &mut Vec::new());
            add(&entry.question.also_asked_as.join(" "), ALIAS, ANSWER, &mut Vec::new());
            add(&text.text, ANSWER, u16::MAX, &mut starts);
            text.starts = starts;
            texts.push(text);
        }
        let mut terms: Vec<Term> = terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (_, hits) in &mut terms {
            hits.sort_unstable();
        }
        Self { terms, texts }
    }

    /// Looks for a query in the pack and in the notes. `fits` answers the conditions that only the state knows. Best first, at most
    /// `most`.
    pub fn search<'a>(
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
        let notes: Vec<(QuestionId, &Note)> = notes.collect();
        let place_of = |id: QuestionId| entries.iter().position(|entry| entry.question.id == id);
        let notes: BTreeMap<usize, &Note> = notes.into_iter().filter_map(|(id, note)| Some((place_of(id)?, note))).collect();
        let must: Vec<Fitting<'_>> = query.must.iter().map(|clause| self.fitting(clause, &notes)).collect();
        let never: Vec<Fitting<'_>> = query.never.iter().map(|clause| self.fitting(clause, &notes)).collect();
        let score = |fitting: &Fitting<'_>, place: usize| fitting.scores.get(place).copied().filter(|score| *score > 0.0);
        let mut found: Vec<(f32, usize, &Entry)> = entries
            .iter()
            .enumerate()
            .filter(|(place, _)| never.iter().all(|clause| score(clause, *place).is_none()))
            .filter_map(|(place, entry)| Some((must.iter().try_fold(0.0, |sum, clause| Some(sum + score(clause, place)?))?, place, entry)))
            .filter(|(_, _, entry)| query.holds(|condition| fits(condition, entry.question.id)))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        let lit: Vec<&Term> = must.iter().flat_map(|clause| clause.terms.iter().copied()).collect();
        let snippet = |place: usize| {
            let own = notes.get(&place).map(|note| note_snippet(note, query)).filter(|snippet| !snippet.hits.is_empty());
            own.or_else(|| self.snippet(place, &lit)).unwrap_or_default()
        };
        found.into_iter().map(|(score, place, entry)| Found { question: entry.question.id, score, snippet: snippet(place) }).collect()
    }

    /// The words that are what was typed, or begin with it.
    fn beginning(&self, word: &str) -> &[Term] {
        let start = self.terms.partition_point(|(term, _)| term.as_str() < word);
        let rest = self.terms.get(start..).unwrap_or_default();
        let count = rest.partition_point(|(term, _)| term.starts_with(word));
        rest.get(..count).unwrap_or_default()
    }

    fn fitting(&self, clause: &Clause, notes: &BTreeMap<usize, &Note>) -> Fitting<'_> {
        let [word] = clause.words.as_slice() else { return self.phrase(clause, notes) };
        let length = word.chars().count();
        let may_go_on = clause.is_open && length >= SHORTEST_OPEN || length >= SHORTEST_NEAR;
        let mut terms: Vec<(f32, &Term)> = Vec::new();
        for term in self.beginning(word) {
            let is_exact = term.0 == *word;
            if is_exact || may_go_on {
                terms.push((if is_exact { 1.0 } else { LONGER }, term));
            }
        }
        if terms.is_empty() && length >= SHORTEST_NEAR {
            terms.extend(self.terms.iter().filter(|(term, _)| is_near(term, word)).map(|term| (NEAR, term)));
        }
        let mut counts = vec![[0.0_f32; 3]; self.texts.len()];
        for (weight, (_, hits)) in &terms {
            for hit in hits {
                if let Some(count) = counts.get_mut(usize::from(hit.question)).and_then(|counts| counts.get_mut(hit.field())) {
                    *count += weight;
                }
            }
        }
        let with = counts.iter().filter(|counts| counts.iter().any(|count| *count > 0.0)).count();
        let rare = (1.0 + self.texts.len() as f32 / with.max(1) as f32).ln();
        let sum = |counts: &[f32; 3]| counts.iter().zip(WEIGHTS).map(|(count, weight)| weight * count / (count + 1.5)).sum::<f32>();
        let mut scores: Vec<f32> = counts.iter().map(|counts| rare * sum(counts)).collect();
        for (place, note) in notes {
            let count = note.words.iter().filter(|own| own.starts_with(word.as_str())).count() as f32;
            if let Some(score) = scores.get_mut(*place).filter(|_| count > 0.0) {
                *score += NOTE * count / (count + 1.5);
            }
        }
        terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.1.len().cmp(&a.1.1.len())));
        Fitting { scores, terms: terms.into_iter().take(LIT).map(|(_, term)| term).collect() }
    }

    fn phrase(&self, clause: &Clause, notes: &BTreeMap<usize, &Note>) -> Fitting<'_> {
        let mut scores = vec![0.0; self.texts.len()];
        let mut terms: Vec<&Term> = Vec::new();
        let mut at: Vec<Hit> = Vec::new();
        for (step, word) in (0_u16..).zip(&clause.words) {
            let is_last = usize::from(step) + 1 == clause.words.len();
            let fitting = self.beginning(word).iter().filter(|(term, _)| term == word || clause.is_open && is_last);
            let mut next: Vec<Hit> = Vec::new();
            for term in fitting {
                next.extend(&term.1);
                if terms.len() < LIT {
                    terms.push(term);
                }
            }
            next.sort_unstable();
            if step == 0 {
                at = next;
            } else {
                at.retain(|hit| hit.place.checked_add(step).is_some_and(|place| next.binary_search(&Hit { place, ..*hit }).is_ok()));
            }
        }
        for hit in at {
            if let Some(score) = scores.get_mut(usize::from(hit.question)) {
                *score += 2.0 * WEIGHTS.get(hit.field()).copied().unwrap_or_default();
            }
        }
        for (place, note) in notes {
            if let Some(score) = scores.get_mut(*place).filter(|_| stands_in(note, clause)) {
                *score += NOTE;
            }
        }
        Fitting { scores, terms }
    }

    /// The stretch of an answer that holds the most different words, in what is said if they stand there.
    fn snippet(&self, place: usize, lit: &[&Term]) -> Option<Snippet> {
        let text = self.texts.get(place)?;
        let question = u16::try_from(place).ok()?;
        let first = Hit { question, place: ANSWER };
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for (which, (_, all)) in lit.iter().enumerate() {
            let start = all.partition_point(|hit| *hit < first);
            let own = all.get(start..).unwrap_or_default().iter().take_while(|hit| hit.question == question);
            hits.extend(own.map(|hit| (usize::from(hit.place - ANSWER), which)));
        }
        hits.sort_unstable();
        hits.dedup_by_key(|(at, _)| *at);
        if hits.iter().any(|(at, _)| *at < text.said) {
            hits.retain(|(at, _)| *at < text.said);
        }
        let different = |from: usize| {
            let window = hits.iter().skip_while(|(at, _)| *at < from).take_while(|(at, _)| *at < from + SNIPPET);
            let mut which: Vec<usize> = window.map(|(_, which)| *which).collect();
            which.sort_unstable();
            which.dedup();
            which.len()
        };
        // The first of those with the most: `max_by_key` would take the last.
        let from = hits.iter().take(LIT).map(|(at, _)| at.saturating_sub(BEFORE)).rev().max_by_key(|from| different(*from))?;
        let until = (from + SNIPPET).min(text.starts.len());
        let places = hits.iter().map(|(at, _)| *at).filter(|at| (from..until).contains(at));
        Some(cut(&text.text, &text.starts, from..until, places, false))
    }
}

/// True if a note has the words of a phrase, one after the other.
fn stands_in(note: &Note, clause: &Clause) -> bool {
    let last = clause.words.len().saturating_sub(1);
    note.words.windows(clause.words.len()).any(|window| {
        let mut pairs = window.iter().zip(&clause.words).enumerate();
        pairs.all(|(at, (own, word))| own == word || clause.is_open && at == last && own.starts_with(word.as_str()))
    })
}

/// The stretch of a note around the first word that is looked for.
fn note_snippet(note: &Note, query: &Query) -> Snippet {
    let wanted: Vec<&String> = query.must.iter().flat_map(|clause| &clause.words).collect();
    let fits = |word: &String| wanted.iter().any(|wanted| word.starts_with(wanted.as_str()));
    let hits: Vec<usize> = note.words.iter().enumerate().filter(|(_, word)| fits(word)).map(|(at, _)| at).collect();
    let Some(from) = hits.first().map(|at| at.saturating_sub(BEFORE)) else { return Snippet::default() };
    let starts: Vec<u32> = words(&note.text).map(|(range, _)| u32::try_from(range.start).unwrap_or(u32::MAX)).collect();
    let until = (from + SNIPPET).min(starts.len());
    cut(&note.text, &starts, from..until, hits.into_iter().filter(|at| (from..until).contains(at)), true)
}

/// Cuts some words out of a text, with the places of hits among them.
fn cut(text: &str, starts: &[u32], range: Range<usize>, hits: impl Iterator<Item = usize>, is_note: bool) -> Snippet {
    let start_of = |at: usize| starts.get(at).map_or(text.len(), |start| *start as usize);
    let end_of = |at: usize| {
        let start = start_of(at);
        let rest = text.get(start..).unwrap_or_default();
        start + rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len())
    };
    let begin = start_of(range.start);
    let end = end_of(range.end.saturating_sub(1));
    let mut snippet = Snippet { is_note, ..Snippet::default() };
    if range.start > 0 {
        snippet.text.push_str("… ");
    }
    let shift = snippet.text.len();
    // One byte for one byte, so that places stay: line breaks become spaces.
    snippet.text.push_str(&text.get(begin..end).unwrap_or_default().replace(['\n', '\t'], " "));
    if range.end < starts.len() {
        snippet.text.push_str(" …");
    }
    snippet.hits = hits.map(|at| start_of(at) - begin + shift..end_of(at) - begin + shift).collect();
    snippet
}

/// The words of an answer as they are searched and shown: what is said first, then its sources and diagrams.
fn text_of(answer: &str) -> Text {
    let (said, sources) = answer.split_once("\n## Sources").unwrap_or((answer, ""));
    let (diagrams, said): (Vec<Block>, Vec<Block>) =
        Document::parse(said).blocks.into_iter().partition(|block| matches!(block, Block::Code { language, .. } if language == "mermaid"));
    let mut text = Document { blocks: said }.to_text();
    let said = words(&text).count();
    text.push('\n');
    text.push_str(&Document { blocks: diagrams }.to_text());
    text.push('\n');
    text.push_str(&Document::parse(sources).to_text());
    Text { text, starts: Vec::new(), said }
}
