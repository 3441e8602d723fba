//! Checks blocks of code: their language, their length, the tags of their images.

use super::Finding;
use super::page::{Page, short};

/// The languages a block may name. Each is parsed by the test of the code blocks; what nothing here parses is `text`.
pub const LANGUAGES: [&str; 24] = [
    "bash",
    "csharp",
    "dockerfile",
    "go",
    "graphql",
    "hcl",
    "http",
    "java",
    "javascript",
    "json",
    "lua",
    "mermaid",
    "nginx",
    "promql",
    "properties",
    "protobuf",
    "python",
    "rust",
    "sql",
    "text",
    "toml",
    "typescript",
    "xml",
    "yaml",
];

/// More lines than this are not read in an interview.
const CODE_LINES: usize = 40;

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    for code in &page.sheet.codes {
        let language = code.language.as_str();
        if language.is_empty() {
            found.push(page.at(code.at, "a block of code names no language; write ```text if it has none"));
        } else if !LANGUAGES.contains(&language) {
            let known = LANGUAGES.join(", ");
            found.push(page.at(code.at, format!("the language \"{}\" is not known here; known are {known}", short(language))));
        }
        let lines = code.text.lines().count();
        if lines > CODE_LINES {
            found.push(page.at(code.at, format!("a block of code has {lines} lines; {CODE_LINES} is the most")));
        }
        // The first line of the block is its fence.
        for (number, line) in (page.sheet.line(code.at) + 1..).zip(code.text.lines()) {
            if has_latest(line) {
                found.push(page.on(number, "an image has the tag :latest; name the version"));
            }
        }
    }
}

/// True if `:latest` stands after a name and at the end of a word.
fn has_latest(line: &str) -> bool {
    line.match_indices(":latest").any(|(place, tag)| {
        let before = line.get(..place).and_then(|text| text.chars().next_back());
        let after = line.get(place + tag.len()..).and_then(|text| text.chars().next());
        before.is_some_and(|character| character.is_alphanumeric() || "_-./}".contains(character))
            && after.is_none_or(|character| !character.is_alphanumeric() && character != '-' && character != '_')
    })
}
