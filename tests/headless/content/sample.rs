//! A small pack in memory that breaks no rule, and the means to break it.

use std::borrow::Cow;

use greenroom::storage::pack::parse;
use greenroom::study::check::{Finding, check};
use greenroom::study::pack::PackFiles;

/// The head of the pack.
pub const HEAD: &str = "pack.ron";
/// The list of the first section.
pub const FIRST: &str = "01-first/section.ron";
/// A definition.
pub const DEFINITION: &str = "01-first/001.md";
/// A how-to.
pub const HOW_TO: &str = "01-first/002.md";
/// A difference.
pub const DIFFERENCE: &str = "02-second/004.md";
/// A scenario.
pub const SCENARIO: &str = "02-second/005.md";
/// A decision.
pub const DECISION: &str = "02-second/006.md";

const PACK_RON: &str = r#"(
    format: 1,
    name: "sample",
    title: "Sample",
    version: "1",
    licence: "MIT",
    topics: ["saga", "sql", "kafka", "cost", "http", "edge"],
    sections: [
        "01-first",
        "02-second",
    ],
)
"#;

const FIRST_RON: &str = r#"(
    format: 1,
    title: "First",
    summary: "One.",
    questions: [
        (
            id: 1,
            title: "What is the saga pattern?",
            kind: Definition,
            level: Mid,
            minutes: 2.0,
            topics: ["saga", "sql"],
            as_of: Some("2026-11"),
        ),
        (
            id: 2,
            title: "How do you roll it out?",
            kind: HowTo,
            level: Senior,
            minutes: 3.0,
            topics: ["kafka", "cost"],
        ),
        (
            id: 3,
            title: "Not yet",
            kind: Trend,
            level: Junior,
            minutes: 1.5,
            topics: [],
            pending: true,
        ),
    ],
)
"#;

const SECOND_RON: &str = r#"(format: 1, title: "Second", summary: "Two.", questions: [
    (id: 4, title: "A or B?", kind: Difference, level: Junior, minutes: 1, topics: ["sql", "cost"]),
    (id: 5, title: "Design it", kind: Scenario, level: Staff, minutes: 5, topics: ["http", "edge"]),
    (id: 6, title: "When?", kind: Decision, level: Mid, minutes: 2, topics: ["http", "edge"]),
])
"#;

/// So many words in sentences of ten, none of which occurs under another name.
pub fn prose(name: &str, words: usize) -> String {
    let mut text = String::new();
    for word in 1..=words {
        text.push_str(&format!("{name}{word}"));
        text.push_str(match word {
            _ if word == words => ".",
            _ if word % 10 == 0 => ". ",
            _ => " ",
        });
    }
    text
}

fn answer(id: u32, title: &str, depth: &str, related: &str) -> String {
    let n = |part: &str| format!("{part}q{id}n");
    let key = |name: &str, words: usize| prose(&n(name), words);
    format!(
        "# {id}. {title}\n\n## Short answer\n{}\n\n## In depth\n{depth}\n\n## Key points\n- **must** {}\n- **must** {}\n- {}\n- {}\n\n\
         ## Follow-ups\n### First next?\n{}\n\n### Second next?\n{}\n\n## Common mistakes\n- **\"They say one.\"** {}\n- **\"They say two.\"** {}\n\n\
         ## Related\n{related}\n\n## Sources\n- what it backs: [title](https://example.org/page)\n",
        key("short", 70),
        key("pointa", 9),
        key("pointb", 9),
        key("pointc", 9),
        key("pointd", 9),
        key("nexta", 30),
        key("nextb", 30),
        key("whya", 20),
        key("whyb", 20),
    )
}

/// The pack as it should be.
pub fn good() -> PackFiles {
    let definition = format!(
        "### One line\n{}\n\n### How it works\n{}\n\n- {}\n\n```yaml\nimage: app:1.2.3\n```\n\n```mermaid\nflowchart LR\n    A[One] -->|asks| B[Two]\n```",
        prose("line", 20),
        prose("works", 170),
        prose("bullet", 20)
    );
    let how_to = format!(
        "### Goal\n{}\n\n### Steps\n1. {}\n2. {}\n3. {}\n4. {}\n\n### When not to\n{}",
        prose("goal", 40),
        prose("stepa", 60),
        prose("stepb", 60),
        prose("stepc", 60),
        prose("stepd", 60),
        prose("not", 40)
    );
    let table = "| axis | A | B |\n|---|---|---|\n| speed | 5 ms | 90 ms |\n| price | 3 USD | 9 USD |\n| limit | 4 MiB | no limit known |";
    let difference = format!("### The axis\n{}\n\n### Side by side\n{table}\n\n### Choose\n{}", prose("axis", 90), prose("choose", 90));
    let scenario = format!(
        "### Ask first\n{}\n\n### Flow\n{}\n\n```mermaid\nsequenceDiagram\n    A->>B: ask\n```",
        prose("ask", 250),
        prose("flow", 260)
    );
    let criteria =
        "| ask | A | B |\n|---|---|---|\n| rate | 50 a second | 900 a second |\n| team | 4 people | 60 people |\n| data | 1 GB | 7 TB |";
    let decision =
        format!("### Default\n{}\n\n### Criteria\n{criteria}\n\n### Opposite\n{}", prose("default", 110), prose("opposite", 110));
    let first = "- [2](002.md): the way there\n- [4](../02-second/004.md): the other one";
    let second = "- [1](../01-first/001.md): the term itself\n- [3](../01-first/003.md): still to come";
    let texts = [
        (HEAD, PACK_RON.to_owned()),
        (FIRST, FIRST_RON.to_owned()),
        ("02-second/section.ron", SECOND_RON.to_owned()),
        (DEFINITION, answer(1, "What is the saga pattern?", &definition, first)),
        (HOW_TO, answer(2, "How do you roll it out?", &how_to, "- [1](001.md): the term\n- [4](../02-second/004.md): what else")),
        (DIFFERENCE, answer(4, "A or B?", &difference, second)),
        (SCENARIO, answer(5, "Design it", &scenario, second)),
        (DECISION, answer(6, "When?", &decision, second)),
    ];
    texts.into_iter().map(|(path, text)| (path.to_owned(), Cow::Owned(text))).collect()
}

/// Everything that is wrong with a pack.
pub fn findings(files: &PackFiles) -> Vec<Finding> {
    match parse(files) {
        Ok(pack) => check(&pack, files),
        Err(found) => found,
    }
}

/// The good pack with one text replaced, once, in one file.
pub fn broken(path: &str, from: &str, to: &str) -> PackFiles {
    let mut files = good();
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(from), "{path} does not hold {from:?}");
    *text = Cow::Owned(text.replacen(from, to, 1));
    files
}

/// The line of the first occurrence of a text in a file, from 1.
pub fn line(files: &PackFiles, path: &str, wanted: &str) -> u32 {
    let text = &files[path];
    let place = text.find(wanted).unwrap_or_else(|| panic!("{path} does not hold {wanted:?}"));
    1 + u32::try_from(text[..place].matches('\n').count()).unwrap()
}
