//! Reads Rust source just well enough to name the paths in it: no comments, no literals, groups of `use` spread out.

/// A path such as `std::fs::File`, as it is written, with the modules it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The line of its last name, from 1.
    pub line: usize,
    /// Its names; `super` and `self` at the start are resolved.
    pub names: Vec<String>,
    /// True if `mut` stands before it.
    pub is_mut: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    Colons,
    Open,
    Close,
    Comma,
    Star,
    Other(char),
}

/// The text with comments and the insides of literals blanked; every line keeps its number.
pub fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where the comment or literal that starts here ends; here, if none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let is = |from: usize, wanted: &str| wanted.chars().enumerate().all(|(i, c)| chars.get(from + i) == Some(&c));
    let find = |from: usize, wanted: &str| (from..chars.len()).find(|i| is(*i, wanted));
    let is_name = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    match chars[at] {
        '/' if is(at, "//") => find(at, "\n").unwrap_or(chars.len()),
        '/' if is(at, "/*") => find(at + 2, "*/").map_or(chars.len(), |end| end + 2),
        'r' if !is_name(at.checked_sub(1).and_then(|before| chars.get(before)).filter(|c| **c != 'b')) => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if chars.get(at + 1 + hashes) != Some(&'"') {
                return at;
            }
            let close = format!("\"{}", "#".repeat(hashes));
            find(at + hashes + 2, &close).map_or(chars.len(), |end| end + close.len())
        }
        '"' => quoted_end(chars, at, '"'),
        '\'' if chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'') => quoted_end(chars, at, '\''),
        _ => at,
    }
}

fn quoted_end(chars: &[char], at: usize, quote: char) -> usize {
    let mut end = at + 1;
    while end < chars.len() && chars[end] != quote {
        end += if chars[end] == '\\' { 2 } else { 1 };
    }
    (end + 1).min(chars.len())
}

/// All paths of a file whose module is, for instance, `["study", "answer"]`. The text is what [`code`] has left.
pub fn paths(code: &str, module: &[&str]) -> Vec<Path> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut module: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
    // For each open brace, whether a module began with it.
    let mut braces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map(|before| &tokens[before].1);
        match &tokens[at].1 {
            Token::Name(name) if before != Some(&Token::Other('.')) => {
                if let (Some(Token::Name(word)), Some((_, Token::Open))) = (before, tokens.get(at + 1))
                    && word == "mod"
                {
                    module.push(name.clone());
                    braces.push(true);
                    at += 2;
                    continue;
                }
                let is_mut = before == Some(&Token::Name("mut".to_owned()));
                let first = found.len();
                at = path(&tokens, at, &[], &mut found);
                for path in &mut found[first..] {
                    path.is_mut = is_mut;
                    path.names = resolved(&path.names, &module);
                }
                continue;
            }
            Token::Open => braces.push(false),
            Token::Close if braces.pop() == Some(true) => {
                module.pop();
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads one path, or a group of them; returns where it ends.
fn path(tokens: &[(usize, Token)], mut at: usize, start: &[String], found: &mut Vec<Path>) -> usize {
    let mut names = start.to_vec();
    let mut line = 0;
    loop {
        match tokens.get(at) {
            Some((here, Token::Name(name))) => {
                names.push(name.clone());
                line = *here;
            }
            Some((here, Token::Star)) if !names.is_empty() => {
                names.push("*".to_owned());
                line = *here;
            }
            Some((_, Token::Open)) if !names.is_empty() => {
                at += 1;
                while !matches!(tokens.get(at), None | Some((_, Token::Close))) {
                    let next = path(tokens, at, &names, found);
                    at = if next == at { at + 1 } else { next };
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if !matches!(tokens.get(at), Some((_, Token::Colons))) {
            break;
        }
        at += 1;
    }
    if line > 0 {
        found.push(Path { line, names, is_mut: false });
    }
    at
}

/// Replaces `super` and `self` at the start by where they lead, from the crate on.
fn resolved(names: &[String], module: &[String]) -> Vec<String> {
    let is_relative = |name: &&String| matches!(name.as_str(), "super" | "self");
    let relative = names.iter().take_while(is_relative).count();
    if relative == 0 || names.len() == relative && names[0] == "self" {
        return names.to_vec();
    }
    let climbs = names[..relative].iter().filter(|name| *name == "super").count();
    let stay = module.len().saturating_sub(climbs);
    let from = ["crate".to_owned()].into_iter().chain(module[..stay].iter().cloned());
    from.chain(names[relative..].iter().cloned()).collect()
}

fn tokens(code: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let (token, length) = match first {
                _ if length > 0 => (Some(Token::Name(rest[..length].to_owned())), length),
                _ if rest.starts_with("::") => (Some(Token::Colons), 2),
                '{' => (Some(Token::Open), 1),
                '}' => (Some(Token::Close), 1),
                ',' => (Some(Token::Comma), 1),
                '*' => (Some(Token::Star), 1),
                _ if first.is_whitespace() => (None, first.len_utf8()),
                _ => (Some(Token::Other(first)), first.len_utf8()),
            };
            tokens.extend(token.map(|token| (number, token)));
            rest = &rest[length..];
        }
    }
    tokens
}

#[test]
fn comments_and_literals_are_blanked() {
    let text = "a // b\n/* c\n */ d \"e \\\" f\" 'g' '\\'' r#\"h\" i\"# j<'k> br\"l\" for_r m";
    let words: Vec<(usize, String)> = (1..)
        .zip(code(text).lines())
        .flat_map(|(n, line)| line.split_whitespace().map(|w| (n, w.to_owned())).collect::<Vec<_>>())
        .collect();
    let words: Vec<(usize, &str)> = words.iter().map(|(line, word)| (*line, word.as_str())).collect();
    assert_eq!(words, [(1, "a"), (3, "d"), (3, "j<'k>"), (3, "b"), (3, "for_r"), (3, "m")]);
}

#[test]
fn groups_are_spread_out_and_relative_paths_resolved() {
    let text =
        "use std::{fs::{self, File},\n io as x};\nmod tests { use super::*; use super::super::ui; }\nuse super::a;\nlet b = &mut c.d;";
    let found: Vec<String> =
        paths(text, &["study", "pack"]).into_iter().map(|path| format!("{} {}", path.line, path.names.join("::"))).collect();
    for wanted in ["1 std::fs::self", "1 std::fs::File", "2 std::io", "3 crate::study::pack::*", "3 crate::study::ui", "4 crate::study::a"]
    {
        assert!(found.iter().any(|path| path == wanted), "{wanted} is not in {found:?}");
    }
    assert!(!found.iter().any(|path| path.ends_with(" d")), "a field is no path");
}
