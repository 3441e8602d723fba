//! A good pack, broken in one way each: exactly the expected finding appears.

use std::borrow::Cow;

use super::sample::*;

/// Breaks the good pack in one place; expects one finding, in this file, at the line of this text, starting so.
fn one(path: &str, from: &str, to: &str, at: &str, what: &str) {
    expect(&broken(path, from, to), path, at, what);
}

fn expect(files: &greenroom::study::pack::PackFiles, path: &str, at: &str, what: &str) {
    let found = findings(files);
    let [finding] = found.as_slice() else { panic!("one finding is expected, \"{what}\": {found:#?}") };
    assert_eq!((finding.path.as_str(), finding.line), (path, line(files, path, at)), "{finding}");
    assert!(finding.what.starts_with(what), "\"{}\" does not start with \"{what}\"", finding.what);
}

#[test]
fn the_good_pack_is_good() {
    assert_eq!(findings(&good()), []);
}

#[test]
fn packs_that_do_not_parse() {
    one(HEAD, "format: 1,", "format: 2, new: (),", "format: 2", "format 2 is newer than this program");
    one(HEAD, "format: 1,", "format: 0,", "format: 0", "there is no format 0");
    one(FIRST, "format: 1,", "format: 7,", "format: 7", "format 7 is newer");
    one(FIRST, "kind: HowTo,", "kind: Howto,", "Howto", "this is not as it should be");
    one(FIRST, "level: Senior,", "level: Senior, colour: 3,", "colour", "this is not as it should be");
    one(HEAD, "name: \"sample\"", "name: \"../sample\"", "../sample", "the name \"../sample\" is no plain folder name");
    one(HEAD, "\"02-second\",\n", "\"02-second\",\n        \"../up\",\n", "../up", "the section \"../up\" is no plain folder name");
    one(HEAD, "\"02-second\",\n", "\"02-second\",\n        \"/etc\",\n", "/etc", "the section \"/etc\" is no plain folder name");
    one(HEAD, "\"02-second\",\n", "\"02-second\",\n  \"01-first\"\n", "  \"01-first\"\n", "the section \"01-first\" is there twice");
    one(FIRST, "pending: true,", "", "id: 3", "question 3 is not pending, and 01-first/003.md is missing");
    one(FIRST, "as_of: Some(\"2026-11\"),", "pending: true,", "id: 1", "question 1 is pending, and 01-first/001.md is there");
    one(FIRST, "id: 3,", "id: 2,", "id: 2,\n            title: \"Not yet\"", "question 2 is there twice");
    one(FIRST, "id: 3,", "id: 0,", "id: 0,", "question 0 has no number");
}

#[test]
fn all_that_does_not_parse_is_named_at_once() {
    let mut files = broken(FIRST, "kind: HowTo,", "kind: Howto,");
    files.remove("02-second/section.ron");
    let found: Vec<String> = findings(&files).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("02-second/section.ron:1: 02-second/section.ron is missing"), "{found:?}");
}

#[test]
fn metadata() {
    one(FIRST, "minutes: 2.0", "minutes: 0", "id: 1", "question 1 takes 0 minutes; it takes more than 0");
    one(FIRST, "minutes: 2.0", "minutes: -1", "id: 1", "question 1 takes -1 minutes");
    one(FIRST, "minutes: 2.0", "minutes: 3.0", "id: 1", "question 1 takes 3 minutes; the level Mid takes 1.5 to 2.5");
    one(FIRST, "minutes: 1.5", "minutes: 9", "id: 3", "question 3 takes 9 minutes; the level Junior takes 1 to 1.5");
    one(FIRST, "[\"saga\", \"sql\"]", "[\"saga\"]", "id: 1", "question 1 has 1 topics");
    one(FIRST, "\"sql\"", "\"sql\", \"kafka\", \"cost\", \"http\", \"edge\"", "id: 1", "question 1 has 6 topics");
    one(FIRST, "\"sql\"", "\"sqll\"", "id: 1", "question 1 names the topic \"sqll\", which pack.ron does not list");
    one(FIRST, "topics: []", "topics: [\"sagas\"]", "id: 3", "question 3 names the topic \"sagas\"");
    one(FIRST, "\"sql\"", "\"sql\", \"sql\"", "id: 1", "question 1 names the topic \"sql\" twice");
    one(FIRST, "2026-11", "2026-13", "id: 1", "question 1 is as of \"2026-13\"");
    one(FIRST, "2026-11", "Nov 2026", "id: 1", "question 1 is as of \"Nov 2026\"");
    one(FIRST, "\"Not yet\"", "\" \"", "id: 3", "question 3 has no title");
    let mut files = good();
    files.insert("01-first/099.md".to_owned(), Cow::Borrowed("x"));
    expect(&files, "01-first/099.md", "x", "no question of the pack has this file");
}

#[test]
fn the_skeleton() {
    one(DEFINITION, "# 1. What", "# 1. Wat", "# 1.", "the first line is \"# 1. What is the saga pattern?\"");
    one(DEFINITION, "# 1. What", "\n# 1. What", "", "the first line is");
    one(DEFINITION, "example.org/page)\n", "example.org/page)\n\n# Again\n", "# Again", "only the first line is a first-level heading");
}

#[test]
fn parts_of_the_skeleton() {
    one(DEFINITION, "\n## Short", "\nText.\n\n## Short", "Text.", "nothing stands between the title");
    one(DEFINITION, "## Sources", "## Extra\nText.\n\n## Sources", "## Extra", "\"## Extra\" is no part of an answer");
    one(DEFINITION, "## Key points", "## Key Points", "## Key Points", "\"## Key Points\" is no part of an answer");
    let files = good();
    let text = &files[DEFINITION];
    let part = |from: &str, to: &str| &text[text.find(from).unwrap()..text.find(to).unwrap()];
    let related = part("## Related", "## Sources");
    one(DEFINITION, related, "", "", "the part \"## Related\" is missing");
    one(DEFINITION, related, "## Related\n\n", "## Related", "the part \"Related\" is empty");
    one(
        DEFINITION,
        related,
        &format!(
            "{related}## Related
again

"
        ),
        "## Related
again",
        "the part \"Related\" is there twice",
    );
    let moved = text.replacen(related, "", 1).replacen("## Common", &format!("{related}## Common"), 1);
    one(DEFINITION, text, &moved, "## Common", "the part \"Common mistakes\" stands before \"Related\"");
}

#[test]
fn the_short_answer() {
    let good = prose("shortq1n", 70);
    let head = "## Short answer";
    one(DEFINITION, &good, &prose("s", 59), head, "the short answer has 59 words; it takes 60 to 85");
    one(DEFINITION, &good, &prose("s", 86), head, "the short answer has 86 words");
    one(DEFINITION, &good, &prose("s", 70).replace(". ", " "), head, "the sentences of the short answer average over 70 words");
    one(DEFINITION, &good, &format!("{good}\n\n- one"), "- one", "the short answer is plain prose, without a list");
    one(DEFINITION, &good, &format!("{good}\n\n```sql\nSELECT 1\n```"), "```sql", "the short answer is plain prose, without code");
    one(DEFINITION, &good, &format!("{good}\n\n| a |\n|---|\n| b |"), "| a |", "the short answer is plain prose, without a table");
    one(DEFINITION, &good, &format!("{good}\n\n### More\nText."), "### More", "the short answer is plain prose, without headings");
    one(
        DEFINITION,
        &good,
        &format!("What is the saga pattern? {good}"),
        "What is the saga pattern? ",
        "the short answer opens with the question",
    );
}

#[test]
fn the_depth() {
    let head = "## In depth";
    one(DEFINITION, &prose("works", 170), &prose("works", 130), head, "the depth has 170 words; the kind definition takes 180 to 340");
    one(DEFINITION, &prose("works", 170), &prose("works", 301), head, "the depth has 341 words");
    one(HOW_TO, &prose("goal", 40), &prose("goal", 171), head, "the depth has 451 words; the kind how-to takes 280 to 450");
    one(SCENARIO, &prose("ask", 250), &prose("ask", 200), head, "the depth has 460 words; the kind scenario takes 500 to 750");
    one(DIFFERENCE, &prose("axis", 90), &prose("axis", 200), head, "the depth has 309 words; the kind difference takes 180 to 300");
    one(DECISION, &prose("default", 110), &prose("default", 300), head, "the depth has 430 words; the kind decision takes 220 to 350");
    one(DEFINITION, "### One line\n", "Words.\n\n### One line\n", head, "the depth opens with a ### heading");
    one(DEFINITION, "\n\n### How it works\n", " ", head, "the depth has 1 ### headings; it has at least 2");
    let soup = prose("works", 170).replacen("works50", "works50\n- works50b", 1);
    one(DEFINITION, &prose("works", 170), &soup, head, "66 % of the depth stands in bullets; 40 % is the most");
}

#[test]
fn the_kinds_of_the_other_depths() {
    for (kind, words, what) in [
        ("Troubleshooting", 290, "the depth has 290 words; the kind troubleshooting takes 300 to 450"),
        ("Organisational", 210, "the depth has 210 words; the kind organisational takes 220 to 350"),
        ("Trend", 301, "the depth has 301 words; the kind trend takes 200 to 300"),
    ] {
        let mut files = broken(FIRST, "kind: Definition", &format!("kind: {kind}"));
        let text = files[DEFINITION].replacen(&prose("works", 170), &prose("works", words - 40), 1);
        files.insert(DEFINITION.to_owned(), Cow::Owned(text));
        expect(&files, DEFINITION, "## In depth", what);
    }
}

#[test]
fn key_points() {
    let point = |name: &str| prose(&format!("point{name}q1n"), 9);
    let head = "## Key points";
    one(DEFINITION, &format!("- {}\n", point("d")), "", head, "there are 3 key points; 4 to 7 are wanted");
    one(DEFINITION, "- **must** pointb", "- pointb", head, "there are 1 key points marked must; 2 to 4 are wanted");
    one(DEFINITION, &point("c"), &prose("p", 23), "- p1 ", "a key point has 23 words; 22 is the most");
    let many = "- **must** one\n- **must** two\n- **must** three\n";
    one(DEFINITION, "- **must** pointa", &format!("{many}- **must** pointa"), head, "there are 5 key points marked must");
}

#[test]
fn follow_ups() {
    let next = prose("nexta", 30).replace("nexta", "nextaq1n");
    one(DEFINITION, "### First next?", "### First next", "### First next", "the follow-up \"First next\" is no question");
    one(DEFINITION, &next, &prose("n", 24), "### First next?", "the answer to \"First next?\" has 24 words; it takes 25 to 60");
    one(DEFINITION, &next, &prose("n", 61), "### First next?", "the answer to \"First next?\" has 61 words");
    one(DEFINITION, &format!("### First next?\n{next}\n\n"), "", "## Follow-ups", "there are 1 follow-ups; 2 to 5 are wanted");
}

#[test]
fn mistakes() {
    let why = prose("whyaq1n", 20);
    let form = "a mistake has the form";
    one(DEFINITION, "**\"They say one.\"**", "**They say one.**", "- **They say one", form);
    one(DEFINITION, "**\"They say one.\"**", "\"They say one.\"", "- \"They say one", form);
    one(DEFINITION, &why, &prose("w", 14), "- **\"They say one", "why the mistake is wrong takes 15 to 40 words; here it has 14");
    one(DEFINITION, &why, &prose("w", 41), "- **\"They say one", "why the mistake is wrong takes 15 to 40 words; here it has 41");
    one(DEFINITION, &format!("- **\"They say one.\"** {why}\n"), "", "## Common", "there are 1 common mistakes; 2 to 4 are wanted");
}

#[test]
fn related_questions() {
    let first = "- [2](002.md): the way there";
    one(DEFINITION, &format!("{first}\n"), "", "## Related", "there are 1 related questions; 2 to 5 are wanted");
    one(DEFINITION, first, "- question 2", "- question 2", "a related question has the form");
    one(DEFINITION, first, "- [9](009.md): why", "009.md", "the link \"009.md\" leads to no question of the pack");
    one(DEFINITION, first, "- [2](2.md): why", "(2.md)", "the link \"2.md\" is dead; question 2 lies at 002.md");
    one(DEFINITION, first, "- [5](005.md): why", "005.md", "the link \"005.md\" is dead; question 5 lies at ../02-second/005.md");
    one(DEFINITION, first, "- [2](../01-first/002.md): why", "../01-first/002.md", "the link \"../01-first/002.md\" is dead; question 2");
    one(DEFINITION, first, "- [1](001.md): why", "001.md", "the answer names itself as related");
    one(DEFINITION, first, "- [4](../02-second/004.md): why", "- [4](../02-second/004.md): the", "question 4 is related twice");
    one(DEFINITION, first, "- [2](002.md)", "[2](", "nothing says why question 2 is worth opening");
    one(DEFINITION, first, "- [3](002.md): why", "[3](", "the link shows 3 and leads to 2");
    one(DEFINITION, first, "- [x](https://example.org): why", "[x](", "a related question lies in the pack, not elsewhere");
}

#[test]
fn other_links_and_sources() {
    one(DEFINITION, "line1 ", "[line1](7.md) ", "[line1]", "the link \"7.md\" leads to no question of the pack");
    one(DEFINITION, "line1 ", "[line1](../01-first/002.md) ", "[line1]", "the link \"../01-first/002.md\" is dead");
    one(DEFINITION, "line1 ", "[line1](ftp://example.org/x) ", "[line1]", "the link \"ftp://example.org/x\" is no address");
    one(DEFINITION, "https://example.org/page", "https://nowhere", "https://nowhere", "the link \"https://nowhere\" is no address");
    one(DEFINITION, "[title](https://example.org/page)", "a book", "a book", "a source has a link");
    one(DEFINITION, "- what it backs", "what it backs", "## Sources", "there are no sources in a list");
    assert_eq!(findings(&broken(DEFINITION, "[title](https://example.org/page)", "[2](002.md)")), []);
}

#[test]
fn filler() {
    for phrase in [
        "robust",
        "Seamlessly",
        "best practices",
        "It’s important to note",
        "in today's world",
        "LEVERAGE",
        "start simple",
        "In my last project",
    ] {
        let what = format!("\"{}\" is filler", phrase.to_lowercase().replace('’', "'"));
        one(DEFINITION, "works5 ", &format!("works5\n{phrase}, "), phrase, &what);
    }
    one(DEFINITION, "works5 ", "works5\nOverall, ", "Overall", "\"overall\" is filler");
    for free in ["robustness", "`robust`", "overall", "the best. Practices", "[best practices](https://example.org/robust)"] {
        assert_eq!(findings(&broken(DEFINITION, "works5 ", &format!("works5 {free} "))), [], "{free}");
    }
}

#[test]
fn families() {
    let with = |members: &str| {
        let to = format!(
            "topics: [\"saga\", \"sql\", \"kafka\", \"cost\", \"http\", \"edge\"],\n    families: [(title: \"Sagas\", members: [{members}])]"
        );
        broken("pack.ron", "topics: [\"saga\", \"sql\", \"kafka\", \"cost\", \"http\", \"edge\"]", &to)
    };
    assert_eq!(findings(&with("(1, \"\"), (2, \"how\")")), []);
    for (members, what) in [
        ("(1, \"\")", "the family \"Sagas\" has fewer than two questions"),
        ("(1, \"\"), (99, \"\")", "the family \"Sagas\" names question 99, which is not in the pack"),
        ("(1, \"\"), (1, \"\")", "the family \"Sagas\" names question 1 twice"),
    ] {
        let found = findings(&with(members));
        assert!(found.len() == 1 && found[0].to_string().starts_with("pack.ron:8: ") && found[0].what == what, "{found:?}");
    }
}

#[test]
fn a_prescribed_title_may_say_what_an_answer_may_not() {
    let mut files = broken(DEFINITION, "What is the saga pattern?", "What are best practices?");
    let section = files.get_mut("01-first/section.ron").unwrap();
    *section = section.replacen("What is the saga pattern?", "What are best practices?", 1).into();
    assert_eq!(findings(&files), []);
}

#[test]
fn code() {
    one(DEFINITION, "```yaml", "```", "```\nimage", "a block of code names no language");
    one(DEFINITION, "```yaml", "```cobol", "```cobol", "the language \"cobol\" is not known here");
    one(DEFINITION, "```yaml\nimage: app:1.2.3\n```", "text\n\n    indented", "    indented", "a block of code names no language");
    one(DEFINITION, "app:1.2.3", "app:latest", "app:latest", "an image has the tag :latest");
    one(DEFINITION, "image: app:1.2.3\n", &"a: 1\n".repeat(41), "```yaml", "a block of code has 41 lines; 40 is the most");
    assert_eq!(findings(&broken(DEFINITION, "app:1.2.3", "app:latest-1")), []);
}

#[test]
fn diagrams() {
    let edge = "A[One] -->|asks| B[Two]";
    let edges: String = (1..=12).map(|n| format!("    N{n} --> N{}\n", n + 1)).collect();
    one(DEFINITION, &format!("    {edge}\n"), &edges, "```mermaid", "the diagram has 13 nodes; 12 is the most");
    one(DEFINITION, edge, "A -- asks --> B", "A -- asks", "a label on an arrow is written -->|text|");
    let nested = "subgraph a\n    subgraph b\n    A --> B\n    end\n    end";
    one(DEFINITION, edge, nested, "    subgraph b", "a subgraph stands inside another");
    one(DEFINITION, "flowchart LR", "mindmap", "mindmap", "the diagram \"mindmap\" is not drawn");
    one(DEFINITION, &format!("flowchart LR\n    {edge}\n"), "", "```mermaid", "the diagram is empty");
    let states = |line: &str| format!("stateDiagram-v2\n    A --> B\n    {line}\n");
    one(DEFINITION, &format!("flowchart LR\n    {edge}\n"), &states("note right of A: x"), "note", "a state diagram has no notes");
    one(
        DEFINITION,
        &format!("flowchart LR\n    {edge}\n"),
        &states("state C {\n    }"),
        "state C",
        "a state diagram has no composite states",
    );
    one(SCENARIO, "```mermaid", "```text", "## In depth", "a scenario has a diagram");
    let messages: String = (1..=13).map(|n| format!("    P{n}->>P1: go\n")).collect();
    one(SCENARIO, "    A->>B: ask\n", &messages, "```mermaid", "the diagram has 13 nodes");
}

#[test]
fn tables_and_steps() {
    let row = "| price | 3 USD | 9 USD |\n";
    one(DIFFERENCE, row, "", "| axis |", "the table of a difference has 2 rows; 3 to 6 are wanted");
    one(DECISION, "| team | 4 people | 60 people |\n", "", "| ask |", "the table of a decision has 2 rows; 3 to 5 are wanted");
    let files = good();
    let body = &files[DIFFERENCE][files[DIFFERENCE].find("| speed").unwrap()..files[DIFFERENCE].find("\n\n### Choose").unwrap()];
    let words = "| speed | Very high | Low |\n| price | Medium to high | **Few** |\n| limit | 4 MiB | ✓ |";
    one(DIFFERENCE, body, words, "| axis |", "most cells of the table are adjectives");
    let step = prose("stepd", 60);
    one(HOW_TO, &format!("4. {step}\n"), &format!("   {step}\n"), "1. stepa", "the how-to has 3 numbered steps; 4 to 7 are wanted");
}

#[test]
fn shared_runs() {
    let run = "Nine words stand here, and they stand there too";
    let mut files = broken(DEFINITION, "works11 ", &format!("works11 {run} "));
    let text = files[DIFFERENCE].replacen("axis11 ", &format!("axis11\n{} ", run.to_uppercase().replace(',', "")), 1);
    files.insert(DIFFERENCE.to_owned(), Cow::Owned(text));
    let at = line(&files, DEFINITION, run);
    let what = format!("9 words in a row also stand in 01-first/001.md:{at}: \"NINE WORDS");
    expect(&files, DIFFERENCE, "NINE", &what);

    let short = files[DIFFERENCE].replacen("NINE WORDS ", "", 1);
    files.insert(DIFFERENCE.to_owned(), Cow::Owned(short));
    assert_eq!(findings(&files), []);
}

#[test]
fn code_and_headings_may_repeat() {
    let mut files = good();
    for path in [DEFINITION, DIFFERENCE] {
        let same =
            "### One two three four five six seven eight\n```text\none two three four five six seven eight nine\n```\n\n## Key points";
        files.insert(path.to_owned(), Cow::Owned(files[path].replacen("## Key points", same, 1)));
    }
    assert_eq!(findings(&files), []);
}

#[test]
fn hostile_answers_are_harmless() {
    let deep = [
        ">".repeat(20_000),
        "[".repeat(20_000),
        "- ".repeat(5_000),
        "*a ".repeat(20_000),
        "|".repeat(20_000),
        "\0\u{feff}\r\n\r".repeat(100),
    ];
    for text in deep.into_iter().chain([String::new(), "\n".to_owned(), "#".to_owned(), "```".to_owned(), "```mermaid".to_owned()]) {
        let mut files = good();
        files.insert(DEFINITION.to_owned(), Cow::Owned(text));
        assert!(!findings(&files).is_empty());
    }
    for path in [HEAD, FIRST] {
        for text in [String::new(), "(".repeat(100_000), "[".repeat(100_000), "\0".to_owned()] {
            let mut files = good();
            files.insert(path.to_owned(), Cow::Owned(text));
            assert!(!findings(&files).is_empty());
        }
    }
}

#[test]
fn a_pack_of_countless_sections_is_refused() {
    let names = "\"../x\",".repeat(100_000);
    one(HEAD, "\"01-first\",", &names, "", "there are 100001 sections; 1000 is the most");
}
