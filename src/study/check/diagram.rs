//! Checks diagrams: how much they show, and the few forms that are drawn wrong.
//!
//! This counts nodes and knows the rules for authors; it is no parser of Mermaid.

use std::collections::BTreeSet;

use super::Finding;
use super::page::{Page, short};
use super::sheet::Code;
use crate::study::question::Kind;

/// More boxes than this are not taken in at a glance.
const NODES: usize = 12;

/// Checks one answer.
pub fn check(page: &Page, found: &mut Vec<Finding>) {
    let mut diagrams = page.sheet.codes.iter().filter(|code| code.language == "mermaid").peekable();
    if page.question.kind == Kind::Scenario && diagrams.peek().is_none() {
        let line = page.answer.part(crate::study::answer::Part::Depth).map_or(1, |block| block.line);
        found.push(page.on(line, "a scenario has a diagram; there is no mermaid block"));
    }
    for code in diagrams {
        if code.text.trim().is_empty() {
            found.push(page.at(code.at, "the diagram is empty"));
            continue;
        }
        let drawn = read(code);
        let count = drawn.nodes.len();
        if count > NODES {
            found.push(page.at(code.at, format!("the diagram has {count} nodes; {NODES} is the most")));
        }
        let first = page.sheet.line(code.at) + 1;
        found.extend(drawn.wrong.into_iter().map(|(line, what)| page.on(first.saturating_add(line), what)));
    }
}

/// What is seen of a diagram: the names of its nodes, and what is wrong with its lines, counted from 0.
#[derive(Default)]
struct Drawn {
    nodes: BTreeSet<String>,
    wrong: Vec<(u32, String)>,
}

fn read(code: &Code) -> Drawn {
    let mut drawn = Drawn::default();
    let bare = |line: &'_ str| line.split("%%").next().unwrap_or_default().trim().to_owned();
    let lines: Vec<(u32, String)> = (0..).zip(code.text.lines().map(bare)).filter(|(_, line)| !line.is_empty()).collect();
    let Some(((number, head), rest)) = lines.split_first() else {
        return drawn;
    };
    match head.split_whitespace().next().unwrap_or_default() {
        "flowchart" | "graph" => flowchart(rest, &mut drawn),
        "sequenceDiagram" => sequence(rest, &mut drawn),
        "stateDiagram" | "stateDiagram-v2" => states(rest, &mut drawn),
        other => {
            let what = format!("the diagram \"{}\" is not drawn; use flowchart, sequenceDiagram or stateDiagram-v2", short(other));
            drawn.wrong.push((*number, what));
        }
    }
    drawn
}

fn flowchart(lines: &[(u32, String)], drawn: &mut Drawn) {
    const NO_NODES: [&str; 8] = ["direction", "classDef", "class", "style", "linkStyle", "click", "accTitle", "accDescr"];
    let mut open = 0_u32;
    for (number, line) in lines {
        for statement in line.split(';').map(str::trim) {
            let first = statement.split([' ', ':']).next().unwrap_or_default();
            match first {
                "subgraph" => {
                    open += 1;
                    if open == 2 {
                        drawn.wrong.push((*number, "a subgraph stands inside another; they stand side by side".to_owned()));
                    }
                }
                "end" => open = open.saturating_sub(1),
                _ if NO_NODES.contains(&first) => {}
                _ => flow_line(*number, statement, drawn),
            }
        }
    }
}

/// Takes names out of `A[Label] -->|text| B & C`: what stands in brackets, bars and quotes is a label.
fn flow_line(number: u32, statement: &str, drawn: &mut Drawn) {
    let names = without_labels(statement);
    let mut rest = names.as_str();
    while let Some(start) = arrow_start(rest) {
        let (before, arrow) = rest.split_at(start);
        add_names(before, &mut drawn.nodes);
        let end = arrow.find(|character: char| !"-=.<>~".contains(character)).unwrap_or(arrow.len());
        let (arrow, after) = arrow.split_at(end);
        if matches!(arrow, "--" | "==" | "-.") && !after.starts_with(['x', 'o']) {
            drawn.wrong.push((number, "a label on an arrow is written -->|text|".to_owned()));
            return;
        }
        // A cross or a circle at the arrow's end is no name.
        rest = after.strip_prefix(['x', 'o']).filter(|after| after.starts_with(' ')).unwrap_or(after);
    }
    add_names(rest, &mut drawn.nodes);
}

/// Where the next arrow starts: two of its characters in a row, for a lone dash may stand in a name.
fn arrow_start(text: &str) -> Option<usize> {
    let is_arrow = |byte: u8| b"-=.<>~".contains(&byte);
    text.as_bytes().windows(2).position(|pair| pair.iter().all(|byte| is_arrow(*byte)))
}

fn add_names(text: &str, nodes: &mut BTreeSet<String>) {
    for name in text.split(|character: char| character.is_whitespace() || character == '&') {
        let name = name.split(":::").next().unwrap_or_default().trim_end_matches('@');
        if name.contains(char::is_alphanumeric) {
            nodes.insert(name.to_owned());
        }
    }
}

fn without_labels(statement: &str) -> String {
    let mut names = String::new();
    let (mut depth, mut bar, mut quote) = (0_usize, false, false);
    for character in statement.chars() {
        match character {
            '"' => quote = !quote,
            _ if quote => {}
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => {
                depth = depth.saturating_sub(1);
                names.push(' ');
            }
            '|' if depth == 0 => bar = !bar,
            _ if depth == 0 && !bar => names.push(character),
            _ => {}
        }
    }
    names
}

fn sequence(lines: &[(u32, String)], drawn: &mut Drawn) {
    const ARROWS: [&str; 10] = ["<<-->>", "<<->>", "-->>", "->>", "--x", "-x", "--)", "-)", "-->", "->"];
    for (_, line) in lines {
        let declared = line.strip_prefix("create ").unwrap_or(line);
        if let Some(rest) = declared.strip_prefix("participant ").or_else(|| declared.strip_prefix("actor ")) {
            let name = rest.split(" as ").next().unwrap_or(rest).trim();
            drawn.nodes.insert(name.to_owned());
            continue;
        }
        // The text of a message may hold an arrow of its own.
        let Some((ends, _)) = line.split_once(':') else { continue };
        let arrow = ARROWS
            .iter()
            .filter_map(|arrow| Some((ends.find(arrow)?, arrow.len())))
            .min_by_key(|(start, length)| (*start, usize::MAX - length));
        if let Some((start, length)) = arrow
            && let (Some(from), Some(to)) = (ends.get(..start), ends.get(start + length..))
        {
            let names = [from, to].map(|name| name.trim().trim_start_matches(['+', '-']).trim().to_owned());
            drawn.nodes.extend(names.into_iter().filter(|name| !name.is_empty()));
        }
    }
}

fn states(lines: &[(u32, String)], drawn: &mut Drawn) {
    for (number, line) in lines {
        let first = line.split_whitespace().next().unwrap_or_default();
        if first == "note" {
            drawn.wrong.push((*number, "a state diagram has no notes".to_owned()));
        } else if line.ends_with('{') {
            drawn.wrong.push((*number, "a state diagram has no composite states".to_owned()));
        } else if let Some((from, to)) = line.split_once("-->") {
            let to = to.split(':').next().unwrap_or(to);
            drawn.nodes.extend([from, to].map(|name| name.trim().to_owned()).into_iter().filter(|name| name != "[*]"));
        } else if first == "state" {
            let name = line.rsplit(" as ").next().unwrap_or(line).trim_start_matches("state ").split("<<").next().unwrap_or_default();
            drawn.nodes.insert(name.trim().to_owned());
        } else if let Some((name, _)) = line.split_once(':') {
            drawn.nodes.insert(name.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let drawn = read(&Code { at: 0, language: "mermaid".to_owned(), text: text.to_owned() });
        assert_eq!(drawn.wrong, []);
        drawn.nodes.into_iter().collect()
    }

    #[test]
    fn nodes_of_a_flowchart() {
        let text = "flowchart LR\n  A[One -- two] -->|yes (no)| B(\"x [y]\") & C:::warm %% D\n  subgraph g [Group]\n    B ==> my-node{{Six}}; C -.-> E[(Store)]\n  end\n  \
            F --x A\n  style A fill:#fff\n  A<-->G\n";
        assert_eq!(names(text), ["A", "B", "C", "E", "F", "G", "my-node"]);
    }

    #[test]
    fn nodes_of_a_sequence() {
        let text = "sequenceDiagram\n  autonumber\n  participant A as Client app\n  A->>+B: ask -> now\n  B-->>-A: done\n  alt ok\n  B-)C: event\n  end\n  Note over A,B: wait\n";
        assert_eq!(names(text), ["A", "B", "C"]);
    }

    #[test]
    fn nodes_of_a_state_diagram() {
        let text = "stateDiagram-v2\n  [*] --> Closed\n  Closed --> Open: 5 failures\n  Open --> HalfOpen : wait\n  HalfOpen --> [*]\n  Open : refuses\n";
        assert_eq!(names(text), ["Closed", "HalfOpen", "Open"]);
    }
}
