//! Reads what was typed: words, "phrases", -not, and conditions such as `level:senior`, `is:unread`, `has:note`.

use super::words::words;

/// One thing that must be found, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The words, one after the other; more than one is a phrase.
    pub words: Vec<String>,
    /// True if the last word may go on: it is still being typed.
    pub is_open: bool,
}

/// A condition that is not about words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// In sections whose number or title fits.
    Section(String),
    /// With a topic.
    Topic(String),
    /// Of a level.
    Level(String),
    /// Read, unread, flagged.
    Is(String),
    /// With a note.
    Has(String),
}

/// What was typed, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) must: Vec<Clause>,
    pub(super) never: Vec<Clause>,
    conditions: Vec<(bool, Condition)>,
}

impl Query {
    /// Reads what was typed. Never fails: what it does not know is a word.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return query;
            }
            let is_never = rest.starts_with('-') && rest.len() > 1;
            let body = if is_never { rest.strip_prefix('-').unwrap_or(rest) } else { rest };
            let (piece, after, is_phrase) = match body.strip_prefix('"') {
                Some(inside) => match inside.split_once('"') {
                    Some((phrase, after)) => (phrase, after, true),
                    None => (inside, "", true),
                },
                None => {
                    let end = body.find(char::is_whitespace).unwrap_or(body.len());
                    let (piece, after) = body.split_at_checked(end).unwrap_or((body, ""));
                    (piece, after, false)
                }
            };
            // A phrase is closed by its quote, a word by the space behind it.
            let is_open = after.is_empty() && !(is_phrase && body.len() > 1 && body.ends_with('"')) && !is_never;
            rest = after;
            match condition(piece).filter(|_| !is_phrase) {
                Some(condition) => query.conditions.push((!is_never, condition)),
                None => {
                    let words: Vec<String> = words(piece).map(|(_, word)| word).collect();
                    if !words.is_empty() {
                        let clause = Clause { words, is_open };
                        if is_never { query.never.push(clause) } else { query.must.push(clause) }
                    }
                }
            }
        }
    }

    /// True if nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.never.is_empty() && self.conditions.is_empty()
    }

    /// The words that are looked for, to mark them where they stand.
    pub fn words(&self) -> Vec<String> {
        self.must.iter().map(|clause| clause.words.join(" ")).collect()
    }

    /// True if every condition holds, asked one by one.
    pub fn holds(&self, fits: impl Fn(&Condition) -> bool) -> bool {
        self.conditions.iter().all(|(wanted, condition)| fits(condition) == *wanted)
    }

    /// What is looked for, in a line of words.
    pub fn explain(&self) -> String {
        let quoted = |clause: &Clause| {
            let words = clause.words.join(" ");
            if clause.is_open { format!("“{words}…”") } else { format!("“{words}”") }
        };
        let mut said = Vec::new();
        if !self.must.is_empty() {
            said.push(format!("with {}", self.must.iter().map(quoted).collect::<Vec<_>>().join(" and ")));
        }
        if !self.never.is_empty() {
            said.push(format!("without {}", self.never.iter().map(quoted).collect::<Vec<_>>().join(" or ")));
        }
        for (wanted, condition) in &self.conditions {
            let words = match condition {
                Condition::Section(words) => format!("in section “{words}”"),
                Condition::Topic(words) => format!("on the topic “{words}”"),
                Condition::Level(words) => format!("of level “{words}”"),
                Condition::Is(words) => words.clone(),
                Condition::Has(words) => format!("with a {words}"),
            };
            said.push(if *wanted { words } else { format!("not {words}") });
        }
        if said.is_empty() { String::new() } else { format!("Questions {}", said.join(", ")) }
    }
}

fn condition(piece: &str) -> Option<Condition> {
    let (key, value) = piece.split_once(':')?;
    let value = value.trim_matches('"').to_lowercase();
    if value.is_empty() {
        return None;
    }
    match key.to_lowercase().as_str() {
        "section" => Some(Condition::Section(value)),
        "topic" => Some(Condition::Topic(value)),
        "level" => Some(Condition::Level(value)),
        "is" => Some(Condition::Is(value)),
        "has" => Some(Condition::Has(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(words: &[&str], is_open: bool) -> Clause {
        Clause { words: words.iter().map(|word| (*word).to_owned()).collect(), is_open }
    }

    #[test]
    fn words_phrases_and_exclusions_are_read() {
        let query = Query::parse("Saga \"two phase commit\" -kafka comp");
        assert_eq!(query.must, [clause(&["saga"], false), clause(&["two", "phase", "commit"], false), clause(&["comp"], true)]);
        assert_eq!(query.never, [clause(&["kafka"], false)]);
        assert_eq!(query.explain(), "Questions with “saga” and “two phase commit” and “comp…”, without “kafka”");
    }

    #[test]
    fn conditions_are_read_and_can_be_turned_around() {
        let query = Query::parse("level:senior -is:read has:note section:3 ");
        assert_eq!(query.explain(), "Questions of level “senior”, not read, with a note, in section “3”");
        assert!(query.must.is_empty() && !query.is_empty());
        assert!(query.holds(|condition| *condition != Condition::Is("read".to_owned())));
        assert!(!query.holds(|_| true));
    }

    #[test]
    fn half_typed_and_odd_input_is_read_too() {
        for typed in ["", "  ", "-", "\"", "\"a", ":", "level:", "a-b", "--x", "\"\"", "💥 ü"] {
            let _ = Query::parse(typed).explain();
        }
        assert_eq!(Query::parse("\"out bo").must, [clause(&["out", "bo"], true)]);
        assert_eq!(Query::parse("level:").must, [clause(&["level"], true)]);
        assert_eq!(Query::parse("read-your-writes").must, [clause(&["read", "your", "writes"], true)]);
    }
}
