//! Splits text into words as they are looked for: small letters, without marks.

use std::ops::Range;

/// The words of a text with their bytes, in order.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, letter)| !is_part(*letter)).is_some() {}
        let (start, _) = *rest.peek()?;
        let mut end = start;
        let mut word = String::new();
        while let Some((at, letter)) = rest.next_if(|(_, letter)| is_part(*letter)) {
            end = at + letter.len_utf8();
            word.extend(letter.to_lowercase());
        }
        Some((start..end, word))
    })
}

/// A note as it is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its text.
    pub text: String,
    /// Its words.
    pub words: Vec<String>,
}

impl Note {
    /// Reads a note.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), words: words(text).map(|(_, word)| word).collect() }
    }
}

/// True if one letter more, less, other or two swapped turn one word into the other.
pub fn is_near(a: &str, b: &str) -> bool {
    a.chars().count().abs_diff(b.chars().count()) <= 1 && strsim::osa_distance(a, b) <= 1
}
