//! Colours code by its grammar. A grammar is made ready when its language is first shown, a few milliseconds once.

use std::ops::Range;
use std::sync::OnceLock;

use tree_sitter_highlight::{Highlight, HighlightConfiguration, HighlightEvent, Highlighter};
use tree_sitter_language::LanguageFn;

/// What a stretch of code is, as far as its colour tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Everything without a colour of its own.
    Plain,
    /// Said to people.
    Comment,
    /// Text in quotes.
    Text,
    /// Numbers, constants, true and false.
    Value,
    /// Words of the language.
    Keyword,
    /// What something is called: functions, types.
    Name,
    /// Keys, fields, attributes.
    Key,
    /// Brackets, commas, operators.
    Mark,
}

/// The names that queries give to what they find, and their ink. The longest that fits wins.
const NAMES: [(&str, Ink); 25] = [
    ("attribute", Ink::Key),
    ("boolean", Ink::Value),
    ("comment", Ink::Comment),
    ("conditional", Ink::Keyword),
    ("constant", Ink::Value),
    ("constructor", Ink::Name),
    ("escape", Ink::Text),
    ("field", Ink::Key),
    ("float", Ink::Value),
    ("function", Ink::Name),
    ("function.call", Ink::Plain),
    ("function.method", Ink::Name),
    ("keyword", Ink::Keyword),
    ("label", Ink::Key),
    ("method", Ink::Name),
    ("module", Ink::Plain),
    ("number", Ink::Value),
    ("operator", Ink::Mark),
    ("property", Ink::Key),
    ("punctuation", Ink::Mark),
    ("repeat", Ink::Keyword),
    ("storageclass", Ink::Keyword),
    ("string", Ink::Text),
    ("tag", Ink::Key),
    ("type", Ink::Name),
];

const GRAPHQL: &str = r#"
(comment) @comment
(string_value) @string
[(int_value) (float_value) (boolean_value) (null_value)] @number
["query" "mutation" "subscription" "fragment" "on" "type" "input" "enum" "interface" "union" "scalar" "schema" "extend" "implements" "directive"] @keyword
(named_type (name) @type)
(directive) @attribute
"#;

const HCL: &str = r#"
(comment) @comment
(block . (identifier) @keyword)
(attribute (identifier) @property)
(object_elem key: (expression (variable_expr (identifier) @property)))
(function_call (identifier) @function)
[(template_literal) (quoted_template_start) (quoted_template_end)] @string
(string_lit) @string
[(numeric_lit) (bool_lit) (null_lit)] @constant
"#;

const JSON: &str = r#"
(string) @string
(pair key: (string) @property)
[(number) (true) (false) (null)] @constant
(comment) @comment
"#;

const PROTO: &str = r#"
(comment) @comment
(string) @string
[(int_lit) (float_lit) (true) (false)] @number
["syntax" "package" "import" "option" "message" "enum" "service" "rpc" "returns" "repeated" "optional" "oneof" "reserved" "stream" "map" "to"] @keyword
(type) @type
(message_name) @type
(enum_name) @type
(service_name) @type
(rpc_name) @function
(field (identifier) @property)
(map_field (identifier) @property)
(oneof_field (identifier) @property)
"#;

/// The grammar of a language with the query that finds what has a colour.
fn grammar(language: &str) -> Option<(LanguageFn, String)> {
    let (grammar, query) = match language {
        "bash" => (tree_sitter_bash::LANGUAGE, tree_sitter_bash::HIGHLIGHT_QUERY),
        "csharp" => (tree_sitter_c_sharp::LANGUAGE, tree_sitter_c_sharp::HIGHLIGHTS_QUERY),
        // Its query leaves comments out.
        "dockerfile" => {
            let query = [tree_sitter_containerfile::HIGHLIGHTS_QUERY, "(comment) @comment"].join("\n");
            return Some((tree_sitter_containerfile::LANGUAGE, query));
        }
        "go" => (tree_sitter_go::LANGUAGE, tree_sitter_go::HIGHLIGHTS_QUERY),
        "graphql" => (tree_sitter_graphql::LANGUAGE, GRAPHQL),
        "hcl" => (tree_sitter_hcl::LANGUAGE, HCL),
        "java" => (tree_sitter_java::LANGUAGE, tree_sitter_java::HIGHLIGHTS_QUERY),
        "javascript" => (tree_sitter_javascript::LANGUAGE, tree_sitter_javascript::HIGHLIGHT_QUERY),
        "json" => (tree_sitter_json::LANGUAGE, JSON),
        "lua" => (tree_sitter_lua::LANGUAGE, tree_sitter_lua::HIGHLIGHTS_QUERY),
        "protobuf" => (tree_sitter_proto::LANGUAGE, PROTO),
        "python" => (tree_sitter_python::LANGUAGE, tree_sitter_python::HIGHLIGHTS_QUERY),
        "rust" => (tree_sitter_rust::LANGUAGE, tree_sitter_rust::HIGHLIGHTS_QUERY),
        "toml" => (tree_sitter_toml_ng::LANGUAGE, tree_sitter_toml_ng::HIGHLIGHTS_QUERY),
        // TypeScript's query only adds to that of JavaScript.
        "typescript" => {
            let query = [tree_sitter_typescript::HIGHLIGHTS_QUERY, tree_sitter_javascript::HIGHLIGHT_QUERY].join("\n");
            return Some((tree_sitter_typescript::LANGUAGE_TYPESCRIPT, query));
        }
        "xml" => (tree_sitter_xml::LANGUAGE_XML, tree_sitter_xml::XML_HIGHLIGHT_QUERY),
        "yaml" => (tree_sitter_yaml::LANGUAGE, tree_sitter_yaml::HIGHLIGHTS_QUERY),
        _ => return None,
    };
    // The last name for a place wins, and some queries end by calling every identifier a variable, or name a place for spelling.
    let lines = query.lines().filter(|line| line.trim() != "(identifier) @variable");
    let query = lines.map(|line| line.replace(" @spell", "")).collect::<Vec<_>>().join("\n");
    Some((grammar, query))
}

/// The languages that have colours. Each is made ready once.
const COLOURED: [&str; 17] = [
    "bash",
    "csharp",
    "dockerfile",
    "go",
    "graphql",
    "hcl",
    "java",
    "javascript",
    "json",
    "lua",
    "protobuf",
    "python",
    "rust",
    "toml",
    "typescript",
    "xml",
    "yaml",
];

fn configuration(language: &str) -> Option<&'static HighlightConfiguration> {
    static READY: [OnceLock<Option<HighlightConfiguration>>; COLOURED.len()] = [const { OnceLock::new() }; COLOURED.len()];
    let place = COLOURED.iter().position(|known| *known == language)?;
    let made = READY.get(place)?.get_or_init(|| {
        let (grammar, query) = grammar(language)?;
        let mut made = HighlightConfiguration::new(grammar.into(), language, &query, "", "").ok()?;
        made.configure(&NAMES.map(|(name, _)| name));
        Some(made)
    });
    made.as_ref()
}

/// Splits code into stretches of one ink each. Together they are all of it; a language without colours is one plain stretch.
pub fn inks(language: &str, source: &str) -> Vec<(Range<usize>, Ink)> {
    let plain = || vec![(0..source.len(), Ink::Plain)];
    if language == "sql" {
        return sql(source).unwrap_or_else(plain);
    }
    let Some(configuration) = configuration(language) else { return plain() };
    let mut highlighter = Highlighter::new();
    let Ok(events) = highlighter.highlight(configuration, source.as_bytes(), None, None, |_| None) else { return plain() };
    let mut found: Vec<(Range<usize>, Ink)> = Vec::new();
    let mut open: Vec<Highlight> = Vec::new();
    for event in events {
        match event {
            Ok(HighlightEvent::HighlightStart(highlight)) => open.push(highlight),
            Ok(HighlightEvent::HighlightEnd) => {
                open.pop();
            }
            Ok(HighlightEvent::Source { start, end }) => {
                let ink = open.last().and_then(|highlight| NAMES.get(highlight.0)).map_or(Ink::Plain, |(_, ink)| *ink);
                match found.last_mut() {
                    Some((range, last)) if *last == ink && range.end == start => range.end = end,
                    _ => found.push((start..end, ink)),
                }
            }
            Err(_) => return plain(),
        }
    }
    let is_whole = found.last().is_some_and(|(range, _)| range.end == source.len())
        && found.iter().all(|(range, _)| source.get(range.clone()).is_some());
    if is_whole { found } else { plain() }
}

/// SQL by the kinds of its grammar's leaves: its query would take five times the memory of the grammar itself.
fn sql(source: &str) -> Option<Vec<(Range<usize>, Ink)>> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_sequel::LANGUAGE.into()).ok()?;
    let tree = parser.parse(source, None)?;
    let mut found: Vec<(Range<usize>, Ink)> = Vec::new();
    let mut add = |range: Range<usize>, ink: Ink| match found.last_mut() {
        Some((last, same)) if *same == ink && last.end == range.start => last.end = range.end,
        _ if range.is_empty() => {}
        _ => found.push((range, ink)),
    };
    let mut at = 0;
    let mut cursor = tree.walk();
    loop {
        if cursor.goto_first_child() {
            continue;
        }
        let leaf = cursor.node();
        let range = leaf.byte_range();
        if range.start >= at {
            add(at..range.start, Ink::Plain);
            let text = source.get(range.clone())?;
            let ink = match leaf.kind() {
                "comment" | "marginalia" => Ink::Comment,
                "literal" if text.starts_with(|letter: char| letter.is_ascii_digit()) => Ink::Value,
                "literal" => Ink::Text,
                "keyword_true" | "keyword_false" | "keyword_null" => Ink::Value,
                kind if kind.starts_with("keyword") => Ink::Keyword,
                kind if kind.starts_with(|letter: char| letter.is_ascii_punctuation()) => Ink::Mark,
                _ => Ink::Plain,
            };
            at = range.end;
            add(range, ink);
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                add(at..source.len(), Ink::Plain);
                return Some(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, source: &str, expected: &[(&str, Ink)]) {
        let found = inks(language, source);
        let words: Vec<(&str, Ink)> = found.iter().map(|(range, ink)| (&source[range.clone()], *ink)).collect();
        for (word, ink) in expected {
            assert!(
                words.iter().any(|(text, found)| text.contains(word) && found == ink),
                "{language}: {word} is not {ink:?} in {words:?}"
            );
        }
        assert_eq!(found.iter().map(|(range, _)| &source[range.clone()]).collect::<String>(), source);
    }

    #[test]
    fn every_language_has_its_colours() {
        check("bash", "for f in *; do echo \"$f\"; done # all\n", &[("for", Ink::Keyword), ("# all", Ink::Comment)]);
        check("csharp", "class A { int B() { return 1; } // c\n}\n", &[("class", Ink::Keyword), ("1", Ink::Value), ("// c", Ink::Comment)]);
        check("dockerfile", "# base\nFROM debian:12\nRUN true\n", &[("FROM", Ink::Keyword), ("# base", Ink::Comment)]);
        check("go", "func f() string { return \"a\" } // c\n", &[("func", Ink::Keyword), ("\"a\"", Ink::Text), ("f", Ink::Name)]);
        check("graphql", "query Q { trip(id: 1) { id } }\n", &[("1", Ink::Value)]);
        check("hcl", "# c\nresource \"a\" \"b\" {\n  size = 3\n}\n", &[("resource", Ink::Keyword), ("size", Ink::Key), ("3", Ink::Value)]);
        check("java", "class A { int b() { return 1; } // c\n}\n", &[("class", Ink::Keyword), ("1", Ink::Value), ("// c", Ink::Comment)]);
        check("javascript", "const a = f('b', 1); // c\n", &[("const", Ink::Keyword), ("'b'", Ink::Text), ("1", Ink::Value)]);
        check("json", "{\"a\": [1, true, \"b\"]}", &[("\"a\"", Ink::Key), ("1", Ink::Value), ("\"b\"", Ink::Text)]);
        check("lua", "local a = 'b' -- c\n", &[("local", Ink::Keyword), ("'b'", Ink::Text), ("-- c", Ink::Comment)]);
        check(
            "protobuf",
            "syntax = \"proto3\";\nmessage A {\n  string b = 1; // c\n}\n",
            &[("message", Ink::Keyword), ("b", Ink::Key), ("1", Ink::Value)],
        );
        check("python", "def f(a):\n    return \"b\"  # c\n", &[("def", Ink::Keyword), ("\"b\"", Ink::Text), ("# c", Ink::Comment)]);
        check("rust", "fn f() -> u8 { 1 } // c\n", &[("fn", Ink::Keyword), ("f", Ink::Name), ("1", Ink::Value), ("// c", Ink::Comment)]);
        check("sql", "SELECT a FROM b WHERE c = 'd'; -- e\n", &[("SELECT", Ink::Keyword), ("'d'", Ink::Text), ("-- e", Ink::Comment)]);
        check("toml", "# c\na = \"b\"\nd = 1\n", &[("a", Ink::Key), ("\"b\"", Ink::Text), ("1", Ink::Value)]);
        check("typescript", "const a: string = 'b'; // c\n", &[("const", Ink::Keyword), ("'b'", Ink::Text), ("// c", Ink::Comment)]);
        check("xml", "<a b=\"c\"><!-- d --></a>", &[("a", Ink::Key), ("<!-- d -->", Ink::Comment)]);
        check("yaml", "a: b # c\nd: 1\n", &[("a", Ink::Key), ("1", Ink::Value), ("# c", Ink::Comment)]);
    }

    #[test]
    fn broken_code_and_unknown_languages_keep_every_letter() {
        for (language, source) in
            [("java", "class {{{ \"ü"), ("yaml", "\t: :\n- ["), ("nginx", "limit_req zone=a;"), ("", "any"), ("go", "")]
        {
            let found = inks(language, source);
            assert_eq!(found.iter().map(|(range, _)| &source[range.clone()]).collect::<String>(), source);
        }
    }
}
