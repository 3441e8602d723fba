//! Full text over everything: titles, other phrasings, answers and the learner's notes. Every word can be found, the last one while it
//! is still being typed, and a word that is nowhere finds its neighbours one letter away.

mod index;
mod query;
mod words;

use std::ops::Range;

use super::question::QuestionId;

pub use index::Index;
pub use query::{Condition, Query};
pub use words::Note;

/// What was found in one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The question.
    pub question: QuestionId,
    /// How well it fits; larger is better, and only the order means something.
    pub score: f32,
    /// A stretch of the text around what was found; empty if only the title fits.
    pub snippet: Snippet,
}

/// A stretch of text with what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text, in one line.
    pub text: String,
    /// The bytes of each hit.
    pub hits: Vec<Range<usize>>,
    /// True if it stands in the learner's own note.
    pub is_note: bool,
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::study::pack::{Pack, PackHead};
    use crate::study::question::{Kind, Level, Question};

    fn pack() -> Pack {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let question = |id, title: &str, alias: &str| Question {
            id: QuestionId(id),
            title: title.to_owned(),
            kind: Kind::Definition,
            level: Level::Mid,
            minutes: 2.0,
            topics: strings(&["saga"]),
            also_asked_as: strings(&[alias]),
            as_of: None,
            pending: false,
        };
        let head = PackHead {
            format: 1,
            name: "p".to_owned(),
            title: "P".to_owned(),
            version: "1".to_owned(),
            licence: "MIT".to_owned(),
            topics: strings(&["saga"]),
            sections: Vec::new(),
            families: Vec::new(),
        };
        let mut pack = Pack::new(head);
        let answer = |text: &'static str| Some(Cow::Borrowed(text));
        let questions = vec![
            (question(1, "What is a saga?", "long transactions"), answer("## Short answer\nSteps with `compensation`, and the outbox.\n")),
            (question(2, "What is an outbox?", "x"), answer("## Short answer\nA table. The relay reads it, **to be** sure.\n")),
            (question(3, "Who reads Kafka?", "x"), answer("## Short answer\nA saga may; the reader of the table is the outbox relay.\n")),
        ];
        pack.add_section("01".to_owned(), "Data".to_owned(), String::new(), questions).unwrap();
        pack
    }

    fn found(typed: &str, notes: &[(u32, &str)]) -> Vec<u32> {
        let pack = pack();
        let notes: Vec<(QuestionId, Note)> = notes.iter().map(|(id, text)| (QuestionId(*id), Note::new(text))).collect();
        let notes = notes.iter().map(|(id, note)| (*id, note));
        let fits = |condition: &Condition, id: QuestionId| *condition == Condition::Is("read".to_owned()) && id.0 == 1;
        Index::build(&pack).search(notes, &Query::parse(typed), fits, pack.questions(), 9).iter().map(|found| found.question.0).collect()
    }

    #[test]
    fn titles_come_first_and_every_word_must_be_there() {
        assert_eq!(found("saga ", &[]), [1, 3]);
        assert_eq!(found("outbox", &[]), [2, 1, 3]);
        assert_eq!(found("outbox saga", &[]), [1, 3]);
        assert_eq!(found("saga nothing", &[]), [0; 0]);
        assert_eq!(found("transactions", &[]), [1], "other phrasings count");
    }

    #[test]
    fn short_words_beginnings_and_a_wrong_letter_are_found() {
        assert_eq!(found("to ", &[]), [2], "no word is too common");
        assert_eq!(found("comp", &[]), [1]);
        assert_eq!(found("compensaton ", &[]), [1]);
        assert_eq!(found("oubtox ", &[]), [2, 1, 3]);
    }

    #[test]
    fn phrases_exclusions_and_conditions_narrow() {
        assert_eq!(found("\"outbox relay\"", &[]), [3]);
        assert_eq!(found("\"relay outbox\"", &[]), [0; 0]);
        assert_eq!(found("saga -kafka ", &[]), [1]);
        assert_eq!(found("saga is:read", &[]), [1]);
        assert_eq!(found("saga -is:read", &[]), [3]);
        assert_eq!(found("is:read", &[]), [1]);
        assert_eq!(found("", &[]), [0; 0]);
    }

    #[test]
    fn notes_are_found_and_their_words_shown() {
        assert_eq!(found("zebra", &[(3, "like a Zebra crossing")]), [3]);
        assert_eq!(found("\"zebra crossing\"", &[(3, "like a Zebra crossing")]), [3]);
        let pack = pack();
        let note = Note::new("first line\nlike a Zebra");
        let notes = [(QuestionId(3), &note)].into_iter();
        let found = Index::build(&pack).search(notes, &Query::parse("zebra"), |_, _| true, pack.questions(), 9);
        let snippet = &found[0].snippet;
        assert!(snippet.is_note);
        assert_eq!(snippet.hits.iter().map(|hit| &snippet.text[hit.clone()]).collect::<Vec<_>>(), ["Zebra"]);
    }

    #[test]
    fn a_snippet_holds_the_hits() {
        let pack = pack();
        let found = Index::build(&pack).search(std::iter::empty(), &Query::parse("relay table"), |_, _| true, pack.questions(), 9);
        for found in found {
            let hits: Vec<&str> = found.snippet.hits.iter().map(|hit| &found.snippet.text[hit.clone()]).collect();
            assert!(hits.contains(&"relay") && hits.contains(&"table"), "{:?}", found.snippet);
        }
    }
}
