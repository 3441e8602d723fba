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

/// True if one letter more, less, other or two swapped turn one word into the other. Asked of every word there is: most are told
/// apart by their length.
pub fn is_near(a: &str, b: &str) -> bool {
    let widest = if a.is_ascii() && b.is_ascii() { 1 } else { 4 };
    if a.len().abs_diff(b.len()) > widest {
        return false;
    }
    let same: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let same: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (a.get(..a.len() - same).unwrap_or_default(), b.get(..b.len() - same).unwrap_or_default());
    let letters = |word: &str| {
        let mut letters = word.chars();
        (letters.next(), letters.next(), letters.next())
    };
    match (letters(a), letters(b)) {
        ((_, None, _), (_, None, _)) => true,
        ((Some(a1), Some(a2), None), (Some(b1), Some(b2), None)) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_one_step_away() {
        for (a, b) in
            [("saga", "saga"), ("saga", "sagas"), ("saga", "sga"), ("saga", "sage"), ("saga", "saag"), ("müller", "muller"), ("", "a")]
        {
            assert!(is_near(a, b) && is_near(b, a), "{a} {b}");
        }
        for (a, b) in [("saga", "sa"), ("saga", "s"), ("saga", "gasa"), ("abcd", "badc"), ("", "ab")] {
            assert!(!is_near(a, b) && !is_near(b, a), "{a} {b}");
        }
    }

    #[test]
    fn words_keep_their_places() {
        let found: Vec<(Range<usize>, String)> = words("Äpfel, max_fails: 5xx!").collect();
        assert_eq!(found, [(0..6, "äpfel".to_owned()), (8..17, "max_fails".to_owned()), (19..22, "5xx".to_owned())]);
    }
}
