//! Defines one parser a language: the language's own where there is a light one, a tree-sitter grammar otherwise.

use egui_mermaid::layout::{self, Diagram, Step};
use tree_sitter_language::LanguageFn;

/// Where a block does not parse, from 1 inside the block, and why.
#[derive(Debug)]
pub struct Error {
    pub line: u32,
    pub column: u32,
    pub what: String,
}

type Parsed = Result<(), Error>;

fn error(line: usize, column: usize, what: impl ToString) -> Error {
    let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Error { line: number(line), column: number(column), what: what.to_string() }
}

/// Parses code in the language its fence names.
pub fn parse(language: &str, code: &str) -> Parsed {
    match language {
        "text" => Ok(()),
        "bash" => grammar(tree_sitter_bash::LANGUAGE, code),
        "csharp" => grammar(tree_sitter_c_sharp::LANGUAGE, code),
        "dockerfile" => grammar(tree_sitter_containerfile::LANGUAGE, code),
        "go" => grammar(tree_sitter_go::LANGUAGE, code),
        "graphql" => grammar(tree_sitter_graphql::LANGUAGE, code),
        "hcl" => hcl(code),
        "http" => http(code),
        "java" => grammar(tree_sitter_java::LANGUAGE, code),
        "javascript" => grammar(tree_sitter_javascript::LANGUAGE, code),
        "json" => json(code),
        "lua" => grammar(tree_sitter_lua::LANGUAGE, code),
        "mermaid" => mermaid(code),
        "nginx" => nginx(code),
        "promql" => promql(code),
        "properties" => properties(code),
        "protobuf" => grammar(tree_sitter_proto::LANGUAGE, code),
        "python" => grammar(tree_sitter_python::LANGUAGE, code),
        "rust" => grammar(tree_sitter_rust::LANGUAGE, code),
        "sql" => sql(code),
        "toml" => toml(code),
        "typescript" => grammar(tree_sitter_typescript::LANGUAGE_TYPESCRIPT, code),
        "xml" => xml(code),
        "yaml" => yaml(code),
        other => Err(error(1, 1, format!("nothing here parses \"{other}\""))),
    }
}

/// A tree-sitter grammar mends what it cannot read; the first mended place is the error.
fn grammar(language: LanguageFn, code: &str) -> Parsed {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language.into()).expect("a grammar of the same generation");
    let tree = parser.parse(code, None).expect("no time limit is set");
    let mut node = tree.root_node();
    if !node.has_error() {
        return Ok(());
    }
    // Down to the first child that holds the error, or is it.
    while !node.is_error() && !node.is_missing() {
        let next = (0..node.child_count()).filter_map(|place| node.child(place)).find(|child| child.has_error());
        let Some(next) = next else { break };
        node = next;
    }
    let place = node.start_position();
    let what = match node.is_missing() {
        true => format!("{} is missing", node.kind()),
        false => format!("near \"{}\"", code[node.byte_range()].lines().next().unwrap_or_default()),
    };
    Err(error(place.row + 1, place.column + 1, what))
}

fn place_of(code: &str, byte: usize) -> (usize, usize) {
    let before = &code.as_bytes()[..byte.min(code.len())];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    (1 + before.iter().filter(|byte| **byte == b'\n').count(), 1 + before.len() - line_start)
}

fn hcl(code: &str) -> Parsed {
    match hcl_edit::parser::parse_body(code) {
        Ok(_) => Ok(()),
        Err(wrong) => Err(error(wrong.location().line(), wrong.location().column(), wrong.message())),
    }
}

/// A request or a response: its head must be one, its body may be anything.
fn http(code: &str) -> Parsed {
    const HEADERS: usize = 64;
    // The parser knows the grammar of HTTP/1.1; other versions have the same when written down.
    let code = code.replacen("HTTP/2\n", "HTTP/1.1\n", 1).replacen("HTTP/3\n", "HTTP/1.1\n", 1);
    let code = code.replacen("HTTP/2 ", "HTTP/1.1 ", 1).replacen("HTTP/3 ", "HTTP/1.1 ", 1) + "\n\n";
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let read = match code.starts_with("HTTP/") {
        true => httparse::Response::new(&mut headers).parse(code.as_bytes()),
        false => httparse::Request::new(&mut headers).parse(code.as_bytes()),
    };
    match read {
        Ok(httparse::Status::Complete(_)) => Ok(()),
        Ok(httparse::Status::Partial) => Err(error(1, 1, "the head is not complete")),
        Err(wrong) => {
            // The parser does not say where: the first line without a colon is the likely place.
            let line = code.lines().skip(1).take_while(|line| !line.is_empty()).position(|line| !line.contains(':'));
            Err(error(line.map_or(1, |line| line + 2), 1, wrong))
        }
    }
}

/// One value, or one a line.
fn json(code: &str) -> Parsed {
    for value in serde_json::Deserializer::from_str(code).into_iter::<serde_json::Value>() {
        value.map_err(|wrong| error(wrong.line(), wrong.column(), wrong))?;
    }
    Ok(())
}

/// The library that draws our diagrams forgives much, so what it understood is compared with what stands there.
fn mermaid(code: &str) -> Parsed {
    const LETTER_WIDTH: f32 = 8.0;
    const LINE_HEIGHT: f32 = 16.0;
    let measure = |text: &str| (text.len() as f32 * LETTER_WIDTH, text.lines().count() as f32 * LINE_HEIGHT);
    let line_of = |wanted: &str| code.lines().position(|line| line.contains(wanted)).map_or(1, |line| line + 1);
    if let Some(line) = code.lines().position(is_open) {
        return Err(error(line + 1, 1, "a bracket, a bar or a quote is not closed"));
    }
    match layout::parse(code, &measure) {
        Diagram::Unsupported(kind) => Err(error(1, 1, format!("the diagram \"{kind}\" is not drawn"))),
        Diagram::Flow(flow) => {
            const LEFT_OVER: [&str; 7] = ["--", "==", "-.", "->", "|", "[", "{"];
            // The dots that a state diagram starts and ends with have names of the library's own.
            let texts = flow.nodes.iter().flat_map(|node| [&node.id, &node.label]).filter(|text| !text.starts_with("[*]"));
            match texts.into_iter().find(|text| LEFT_OVER.iter().any(|sign| text.contains(sign))) {
                Some(text) => {
                    Err(error(line_of(text.lines().next().unwrap_or_default()), 1, format!("read as the name of a node: \"{text}\"")))
                }
                None if flow.nodes.is_empty() => Err(error(1, 1, "the diagram has no nodes")),
                None => Ok(()),
            }
        }
        Diagram::Sequence(sequence) => {
            let arrows =
                |line: &&str| ["->", "-x", "-)"].iter().any(|arrow| line.split(':').next().is_some_and(|ends| ends.contains(arrow)));
            let written = code.lines().filter(arrows).count();
            let drawn = sequence.steps.iter().filter(|step| matches!(step, Step::Message { .. } | Step::Loop { .. })).count();
            let unsaid = code.lines().position(|line| arrows(&line) && !line.contains(':'));
            match unsaid {
                Some(line) => Err(error(line + 1, 1, "a message has no text")),
                None if drawn == 0 || drawn != written => Err(error(1, 1, format!("{drawn} of {written} messages are drawn"))),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// True if a line of a diagram opens a label that it does not close; the text of a message is free.
fn is_open(line: &str) -> bool {
    let line = line.split("%%").next().unwrap_or_default();
    let free = line.split_once(':').map_or(line, |(ends, _)| if ends.contains(['[', '(', '{', '|', '"']) { line } else { ends });
    let count = |sign: char| free.matches(sign).count();
    let odd = |sign: char| count(sign) % 2 == 1;
    let composite = free.trim_end().ends_with('{') || free.trim() == "}";
    count('[') != count(']') || count('(') != count(')') || (count('{') != count('}') && !composite) || odd('|') || odd('"')
}

/// nginx has one grammar: words, then `;` or a block. What a directive may say is decided by its module.
fn nginx(code: &str) -> Parsed {
    let mut words = 0_usize;
    let mut blocks = Vec::new();
    for (place, line) in code.lines().enumerate() {
        let mut quote = None;
        let mut in_word = false;
        // A directive that starts on the line after an unfinished one has eaten a semicolon.
        let unfinished = words > 0;
        for character in line.chars() {
            match (quote, character) {
                (Some(open), _) if open == character => quote = None,
                (Some(_), _) => {}
                (None, '#') if !in_word => break,
                (None, '"' | '\'') => {
                    quote = Some(character);
                    words += 1;
                }
                (None, ';' | '{') if words == 0 => return Err(error(place + 1, 1, format!("nothing stands before {character}"))),
                (None, '{') if unfinished => return Err(error(place + 1, 1, "the directive before has no ;")),
                (None, '{') => blocks.push(place),
                (None, '}') if words > 0 => return Err(error(place + 1, 1, "the directive before has no ;")),
                (None, '}') if blocks.pop().is_none() => return Err(error(place + 1, 1, "no block is open")),
                _ => {}
            }
            if quote.is_none() && matches!(character, ';' | '{' | '}') {
                words = 0;
            }
            let is_word = quote.is_none() && !character.is_whitespace() && !matches!(character, ';' | '{' | '}' | '"' | '\'');
            words += usize::from(is_word && !in_word);
            in_word = is_word;
        }
        if quote.is_some() {
            return Err(error(place + 1, 1, "a quote is not closed"));
        }
    }
    match blocks.last() {
        Some(open) => Err(error(open + 1, 1, "the block is not closed")),
        None if words > 0 => Err(error(code.lines().count(), 1, "the last directive has no ;")),
        None => Ok(()),
    }
}

/// Java reads nearly anything as properties; answers write a key, a sign and a value.
fn properties(code: &str) -> Parsed {
    for (place, line) in code.lines().map(str::trim).enumerate() {
        let is_pair =
            line.split_once(['=', ':']).is_some_and(|(key, _)| !key.trim().is_empty() && !key.trim().contains(char::is_whitespace));
        if !line.is_empty() && !line.starts_with(['#', '!']) && !is_pair {
            return Err(error(place + 1, 1, "a line is key=value"));
        }
    }
    Ok(())
}

/// One expression a paragraph.
fn promql(code: &str) -> Parsed {
    let mut line = 1;
    for paragraph in code.split("\n\n") {
        let expression: String = paragraph.lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n");
        if !expression.trim().is_empty() {
            promql_parser::parser::parse(&expression).map_err(|wrong| error(line, 1, wrong))?;
        }
        line += paragraph.matches('\n').count() + 2;
    }
    Ok(())
}

/// The dialects answers use, the likeliest first; its error is the one shown.
/// Statements of PostgreSQL that sqlparser does not know; PostgreSQL itself runs the blocks that have them, in `tests/code`.
const ONLY_POSTGRESQL: [&str; 6] =
    ["ALTER DEFAULT PRIVILEGES", "ALTER SYSTEM SET", "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED", "CREATE DATABASE"];

/// The same without those statements; every line stays where it is.
fn without_unknown(code: &str) -> String {
    let mut code = code.to_owned();
    for unknown in ONLY_POSTGRESQL {
        while let Some(start) = code.find(unknown) {
            let end = code[start..].find(';').map_or(code.len(), |end| start + end + 1);
            let blank: String = code[start..end].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
            code.replace_range(start..end, &blank);
        }
    }
    code
}

fn sql(code: &str) -> Parsed {
    let code = &without_unknown(code);
    use sqlparser::dialect::{Dialect, GenericDialect, MsSqlDialect, MySqlDialect, PostgreSqlDialect};
    let dialects: [&dyn Dialect; 4] = [&PostgreSqlDialect {}, &MySqlDialect {}, &MsSqlDialect {}, &GenericDialect {}];
    let mut first = None;
    for dialect in dialects {
        match sqlparser::parser::Parser::parse_sql(dialect, code) {
            Ok(_) => return Ok(()),
            Err(wrong) => first = first.or(Some(wrong.to_string())),
        }
    }
    let what = first.unwrap_or_default();
    let number =
        |name: &str| what.rsplit_once(name).and_then(|(_, rest)| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok());
    Err(error(number("Line: ").unwrap_or(1), number("Column: ").unwrap_or(1), what.clone()))
}

fn toml(code: &str) -> Parsed {
    match code.parse::<toml::Table>() {
        Ok(_) => Ok(()),
        Err(wrong) => {
            let (line, column) = place_of(code, wrong.span().map_or(0, |span| span.start));
            Err(error(line, column, wrong.message()))
        }
    }
}

fn xml(code: &str) -> Parsed {
    let mut reader = quick_xml::Reader::from_str(code);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(_)) => depth += 1,
            Ok(quick_xml::events::Event::End(_)) => depth -= 1,
            Ok(quick_xml::events::Event::Eof) if depth == 0 => return Ok(()),
            Ok(quick_xml::events::Event::Eof) => {
                let (line, column) = place_of(code, code.len());
                return Err(error(line, column, format!("{depth} elements are not closed")));
            }
            Ok(_) => {}
            Err(wrong) => {
                let (line, column) = place_of(code, usize::try_from(reader.error_position()).unwrap());
                return Err(error(line, column, wrong));
            }
        }
    }
}

/// Any number of documents. A key that is there twice is lost silently by many readers, so it is an error here.
fn yaml(code: &str) -> Parsed {
    use saphyr_parser::Event;
    // What is open: the keys of a mapping with "a key comes next", or nothing for a sequence.
    let mut open: Vec<Option<(Vec<String>, bool)>> = Vec::new();
    for event in saphyr_parser::Parser::new_from_str(code) {
        let (event, span) = event.map_err(|wrong| error(wrong.marker().line(), wrong.marker().col() + 1, wrong.info()))?;
        let is_node = matches!(event, Event::Scalar(..) | Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..));
        if is_node && let Some(Some((keys, key_next))) = open.last_mut() {
            if *key_next && let Event::Scalar(key, ..) = &event {
                if keys.iter().any(|known| known == key) && key != "<<" {
                    return Err(error(span.start.line(), span.start.col() + 1, format!("the key \"{key}\" is there twice")));
                }
                keys.push(key.to_string());
            }
            *key_next = !*key_next;
        }
        match event {
            Event::MappingStart(..) => open.push(Some((Vec::new(), true))),
            Event::SequenceStart(..) => open.push(None),
            Event::MappingEnd | Event::SequenceEnd => drop(open.pop()),
            _ => {}
        }
    }
    Ok(())
}
