//! Finds what two answers say in the same words: a shared run of eight words is a clone.
//!
//! Every window of eight words is hashed once and looked up among those of the answers before it, so the cost grows
//! with the number of words and not with the number of pairs.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Finding;
use super::page::{Page, short};
use super::sheet::Word;
use crate::study::answer::Part;

/// How many words in a row two answers may not share.
const RUN: usize = 8;
/// Stands between stretches that no run crosses, such as the text before and after a heading.
const BREAK: u64 = 0;

/// A word of an answer that counts: the hash of its letters and digits, and its line.
#[derive(Clone, Copy)]
struct Token {
    hash: u64,
    line: u32,
}

/// The answers seen so far.
#[derive(Default)]
pub struct Repeats {
    pages: Vec<(String, Vec<Token>)>,
    /// Where each window first occurs: answer and place.
    windows: HashMap<u64, (u32, u32), BuildHasherDefault<AsIs>>,
}

impl Repeats {
    /// Compares an answer with all before it, reports what it shares, and remembers it.
    pub fn add(&mut self, page: &Page, found: &mut Vec<Finding>) {
        let (tokens, words) = tokens(page);
        let hashes: Vec<Option<u64>> = tokens.windows(RUN).map(window_hash).collect();
        let mut place = 0;
        while let Some(hash) = hashes.get(place) {
            let length = hash.map_or(0, |hash| self.report(page, &tokens, &words, place, hash, found));
            place += length.max(1);
        }
        let number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        for (place, hash) in (0_u32..).zip(hashes) {
            if let Some(hash) = hash {
                self.windows.entry(hash).or_insert((number, place));
            }
        }
        self.pages.push((page.path.clone(), tokens));
    }

    /// Reports the stretch that starts here, if an answer before has it, and says how long it is.
    fn report(&self, page: &Page, tokens: &[Token], words: &[&Word], place: usize, hash: u64, found: &mut Vec<Finding>) -> usize {
        let Some((number, at)) = self.windows.get(&hash) else { return 0 };
        let Some((path, theirs)) = self.pages.get(*number as usize) else { return 0 };
        let theirs = theirs.get(*at as usize..).unwrap_or_default();
        let ours = tokens.get(place..).unwrap_or_default();
        let length = ours.iter().zip(theirs).take_while(|(our, their)| our.hash == their.hash && our.hash != BREAK).count();
        if length < RUN {
            return 0;
        }
        if let (Some(our), Some(their)) = (ours.first(), theirs.first()) {
            let shared = words.get(place..place + length).unwrap_or_default();
            let run = shared.iter().map(|word| page.sheet.text(word)).collect::<Vec<_>>().join(" ");
            let what = format!("{length} words in a row also stand in {path}:{}: \"{}\"", their.line, short(&run));
            found.push(page.on(our.line, what));
        }
        length
    }
}

/// The words that count, and beside them the words as written.
fn tokens<'a>(page: &'a Page<'_>) -> (Vec<Token>, Vec<&'a Word>) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut words = Vec::new();
    let mut breaks = page.sheet.codes.iter().map(|code| code.at).peekable();
    let apart = |word: &Word| word.place.heading || matches!(page.part_at(word.at), Some(Part::Related | Part::Sources));
    for word in page.sheet.words() {
        let mut broken = apart(word);
        while breaks.next_if(|at| *at < word.at).is_some() {
            broken = true;
        }
        let line = page.sheet.line(word.at);
        if broken && tokens.last().is_some_and(|last| last.hash != BREAK) {
            tokens.push(Token { hash: BREAK, line });
            words.push(word);
        }
        if !apart(word) {
            tokens.push(Token { hash: word_hash(page.sheet.text(word)), line });
            words.push(word);
        }
    }
    (tokens, words)
}

/// FNV-1a over letters and digits in lower case; never [`BREAK`].
fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for character in word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase) {
        hash = (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01b3);
    }
    hash.max(1)
}

/// The hash of a window; `None` if a break stands in it.
fn window_hash(window: &[Token]) -> Option<u64> {
    let mut hash = 0_u64;
    for token in window {
        if token.hash == BREAK {
            return None;
        }
        hash = (hash.rotate_left(7) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    Some(hash ^ (hash >> 32))
}

/// Takes a key that is a hash already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
