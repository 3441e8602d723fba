//! Parses every block of code of the built-in pack in the language it names.

// Marked, so that clippy lets their helpers stop at the first surprise, as `clippy.toml` means it.
#[cfg(test)]
mod manifest;
#[cfg(test)]
mod parser;
#[cfg(test)]
mod sample;

use greenroom::storage::pack;
use greenroom::study::answer::{MARKDOWN, line_at};
use greenroom::study::check::LANGUAGES;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// A fenced block: its language, the line of its first line of code, and the code.
struct Block {
    language: String,
    line: u32,
    code: String,
}

fn blocks(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(source, MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split_whitespace().next().unwrap_or_default().to_owned();
                blocks.push(Block { language, line: line_at(source, range.start) + 1, code: String::new() });
                open = true;
            }
            Event::Text(text) if open => {
                if let Some(block) = blocks.last_mut() {
                    block.code.push_str(&text);
                }
            }
            _ => open = false,
        }
    }
    blocks
}

#[test]
fn every_block_of_the_built_in_pack_parses() {
    let mut wrong = Vec::new();
    for (path, text) in pack::built_in().iter().filter(|(path, _)| path.ends_with(".md")) {
        for block in blocks(text) {
            if let Err(error) = parser::parse(&block.language, &block.code) {
                let line = block.line + error.line.saturating_sub(1);
                wrong.push(format!("{path}:{line}:{}: this is not {}: {}", error.column, block.language, error.what));
            }
        }
    }
    assert!(wrong.is_empty(), "{} blocks do not parse:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_known_language_has_a_parser_that_accepts_and_refuses() {
    let mut wrong = Vec::new();
    for language in LANGUAGES.into_iter().filter(|language| *language != "text") {
        let (good, broken, line) = sample::of(language).unwrap_or_else(|| panic!("{language} has no sample"));
        if let Err(error) = parser::parse(language, good) {
            wrong.push(format!("good {language} is refused: {error:?}"));
        }
        match parser::parse(language, broken) {
            Ok(()) => wrong.push(format!("broken {language} is accepted")),
            Err(error) if error.line != line => wrong.push(format!("broken {language} is refused, but at line {line}: {error:?}")),
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_language_without_a_parser_is_refused() {
    assert!(parser::parse("cobol", "").is_err());
    assert!(parser::parse("text", "any { thing").is_ok());
}

#[test]
fn blocks_are_found_with_their_lines() {
    let found = blocks("text\n\n- item\n\n  ```yaml\n  a: 1\n  b: 2\n  ```\n\n```sql\nSELECT 1;\n```\n");
    let found: Vec<_> = found.iter().map(|block| (block.language.as_str(), block.line, block.code.as_str())).collect();
    assert_eq!(found, [("yaml", 6, "a: 1\nb: 2\n"), ("sql", 11, "SELECT 1;\n")]);
}
