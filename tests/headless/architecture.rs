//! Keeps the house in order: which layer may mention what, where colours live, and how files begin and end.
//!
//! The rules are section 3 of the blueprint. Every file of `src/` is read; what breaks a rule is named with file and line.
//! Comments and literals do not count.

mod source;

use std::fs;
use std::path::Path;

/// The longest file, in lines.
const LONGEST: usize = 600;

/// The one file that may hold raw colours.
const COLOURS: &str = "ui/theme.rs";

const WINDOW: [&str; 3] = ["egui*", "eframe*", "rfd"];
const CLOCKS: [&str; 4] = ["SystemTime", "Instant", "Timestamp::now", "Zoned::now"];
const WIDGETS: [&str; 14] = [
    "egui::Button",
    "egui::Label",
    "egui::TextEdit",
    "egui::Checkbox",
    "egui::RadioButton",
    "egui::Slider",
    "egui::DragValue",
    "egui::ComboBox",
    "egui::Hyperlink",
    "egui::Image",
    "egui::RichText",
    "egui::ScrollArea",
    "egui::Grid",
    "egui::Separator",
];
const WIDGET_CALLS: [&str; 12] = [
    "ui.add(",
    "ui.add_enabled(",
    "ui.add_sized(",
    "ui.button(",
    "ui.checkbox(",
    "ui.heading(",
    "ui.hyperlink",
    "ui.label(",
    "ui.link(",
    "ui.radio",
    "ui.selectable_",
    "ui.text_edit_",
];

/// What a layer must not mention: paths, of which the last name may end in `*`.
fn forbidden(layer: &str) -> Vec<&'static str> {
    let pure =
        [&WINDOW[..], &CLOCKS, &["TimeZone::system", "TimeZone::try_system", "std::fs", "std::env", "std::thread", "crate::*"]].concat();
    match layer {
        "study" => [&pure[..], &["crate::state", "crate::storage", "crate::ui", "crate::app"]].concat(),
        "state" => [&pure[..], &["crate::storage", "crate::ui", "crate::app"]].concat(),
        "storage" => [&WINDOW[..], &["crate::*", "crate::state", "crate::ui", "crate::app"]].concat(),
        "ui" => [&CLOCKS[..], &["eframe*", "rfd", "std::fs", "std::thread", "crate::*", "crate::storage", "crate::app"]].concat(),
        "app" => WIDGETS.to_vec(),
        _ => Vec::new(),
    }
}

/// What is wrong with a file of `src/`, each with file and line.
fn offences(path: &str, text: &str) -> Vec<String> {
    let code = source::code(text);
    let module: Vec<&str> = path.trim_end_matches(".rs").split('/').filter(|name| !matches!(*name, "lib" | "main")).collect();
    let layer = module.first().copied().unwrap_or_default();
    let mut found = Vec::new();
    for mention in source::paths(&code, &module) {
        let names = mention.names.join("::");
        for pattern in forbidden(layer) {
            if mentions(&mention.names, pattern) {
                found.push((mention.line, format!("{layer} must not mention {pattern}: {names}")));
            }
        }
        if layer == "ui" && mention.is_mut && mention.names.last().is_some_and(|name| name == "State") {
            found.push((mention.line, "ui must not change the state: &mut State".to_owned()));
        }
        if path != COLOURS && is_raw_colour(&mention.names) {
            found.push((mention.line, format!("raw colours belong to {COLOURS}: {names}")));
        }
    }
    for (number, line) in (1..).zip(code.lines()) {
        if layer == "app"
            && let Some(call) = WIDGET_CALLS.iter().find(|call| line.contains(*call))
        {
            found.push((number, format!("app must not draw widgets: {call}")));
        }
    }
    if !text.starts_with("//!") {
        found.push((1, "a file begins with //! and says what it defines".to_owned()));
    }
    if text.lines().count() > LONGEST {
        found.push((LONGEST + 1, format!("a file has no more than {LONGEST} lines")));
    }
    if path.ends_with("mod.rs") {
        found.push((1, "a module is named foo.rs beside foo/, not mod.rs".to_owned()));
    }
    found.sort();
    found.dedup();
    found.into_iter().map(|(line, what)| format!("src/{path}:{line}: {what}")).collect()
}

/// True if the names of a pattern stand in a row in a path.
fn mentions(names: &[String], pattern: &str) -> bool {
    let wanted: Vec<&str> = pattern.split("::").collect();
    let fits = |name: &String, wanted: &str| match wanted.strip_suffix('*') {
        Some(start) if !start.is_empty() => name.starts_with(start),
        _ => name == wanted,
    };
    names.windows(wanted.len()).any(|row| row.iter().zip(&wanted).all(|(name, wanted)| fits(name, wanted)))
}

fn is_raw_colour(names: &[String]) -> bool {
    let is_constant = |name: &str| name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    // Nothing to see is no colour; a placeholder asks egui for its own.
    let is_harmless = |name: &str| matches!(name, "TRANSPARENT" | "PLACEHOLDER");
    let of_type = names.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "Color32" | "Rgba" | "Hsva")
            && (pair[1].starts_with("from_") || is_constant(&pair[1]) && !is_harmless(&pair[1]))
    });
    let is_hex = |name: &String| name.strip_prefix("0x").is_some_and(|digits| matches!(digits.trim_matches('_').len(), 6 | 8));
    of_type || names.iter().any(|name| name == "hex_color" || is_hex(name))
}

/// The offences of all files below a folder, whose path inside `src/` is given.
fn offences_below(folder: &Path, inside: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let name = entry.file_name().unwrap().to_str().unwrap();
        let path = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
        if entry.is_dir() {
            found.extend(offences_below(&entry, &path));
        } else if name.ends_with(".rs") {
            found.extend(offences(&path, &fs::read_to_string(&entry).unwrap()));
        }
    }
    found
}

#[test]
fn the_house_is_in_order() {
    let found = offences_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "");
    assert!(found.is_empty(), "{} offences:\n{}", found.len(), found.join("\n"));
}

/// Asserts that a line breaks a rule in its file, and is named with its number.
#[track_caller]
fn breaks(path: &str, line: &str) {
    let found = offences(path, &format!("//! Sample.\n{line}\n"));
    assert!(found.iter().any(|offence| offence.starts_with(&format!("src/{path}:2: "))), "{path} may not say {line}: {found:?}");
}

#[track_caller]
fn keeps(path: &str, line: &str) {
    assert_eq!(offences(path, &format!("//! Sample.\n{line}\n")), [""; 0], "{path} may say {line}");
}

#[test]
fn pure_layers_mention_no_window_no_disk_and_no_clock() {
    let lines = [
        "use egui::Ui;",
        "use egui_commonmark::CommonMarkViewer;",
        "fn f(ui: &mut ::egui::Ui) {}",
        "use eframe::App;",
        "use rfd::FileDialog;",
        "use std::fs;",
        "use std::{io, fs::File};",
        "use std::fs as disk;",
        "let home = std::env::var(\"HOME\");",
        "use std::time::SystemTime;",
        "use std::time::{Duration, Instant};",
        "let now = Timestamp::now();",
        "let now = jiff::Zoned::now();",
        "let zone = TimeZone::system();",
        "std::thread::sleep(x);",
        "use crate::storage::notes;",
        "use crate::ui;",
        "use crate::{study, app::cli};",
        "use crate::*;",
    ];
    for line in lines {
        breaks("study/pack.rs", line);
        breaks("study.rs", line);
        breaks("state/notes.rs", line);
        breaks("state.rs", line);
    }
    breaks("study/pack.rs", "use crate::state::State;");
    keeps("state/notes.rs", "use crate::study::pack::Pack;");
    keeps("study/pack.rs", "use std::time::Duration;");
}

#[test]
fn paths_that_climb_out_of_a_layer_are_caught() {
    breaks("study.rs", "use super::ui;");
    breaks("study/pack.rs", "use super::super::state::State;");
    breaks("study/check/page.rs", "let x = super::super::super::storage::read();");
    breaks("study/pack.rs", "mod tests { use super::super::super::ui::theme; }");
    breaks("state/notes.rs", "use super::super::*;");
    keeps("study/check/page.rs", "use super::super::pack::Pack;");
    keeps("study/pack.rs", "mod tests { use super::*; use super::super::ui; }");
    keeps("study/pack.rs", "use self::ui::x;");
}

#[test]
fn the_outer_layers_have_their_own_rules() {
    for line in ["use egui::Ui;", "use rfd::X;", "use eframe::X;", "use crate::state::State;", "use crate::ui;", "use crate::app;"] {
        breaks("storage/notes.rs", line);
    }
    keeps("storage/notes.rs", "use std::fs; use std::thread; use crate::study::pack::Pack;");
    let ui = ["use eframe::App;", "use rfd::X;", "use std::fs::File;", "std::thread::spawn(f);", "use std::time::Instant;"];
    let more = ["let now = SystemTime::now();", "Timestamp::now()", "Zoned::now()", "use crate::storage;", "use crate::app::clock;"];
    let state = ["fn f(state: &mut State) {}", "fn f<'a>(state: &'a mut State) {}", "fn f(state: &mut crate::state::State) {}"];
    for line in ui.into_iter().chain(more).chain(state) {
        breaks("ui/sidebar.rs", line);
    }
    keeps("ui/sidebar.rs", "use egui::Ui; use crate::state::State; fn f(state: &State, pane: &mut PaneState) {}");
    for line in ["ui.button(x);", "ui.label(x);", "ui.add(x);", "let b = egui::Button::new(x);", "use eframe::egui::{Context, TextEdit};"] {
        breaks("app/window.rs", line);
    }
    keeps("app/window.rs", "use eframe::egui; use crate::{state, storage, ui}; use std::time::Instant; ui.ctx();");
}

#[test]
fn colours_live_in_the_theme() {
    let lines = [
        "let c = egui::Color32::from_rgb(1, 2, 3);",
        "let c = Color32::WHITE;",
        "let c = Color32::from_gray(9);",
        "let c = hex_color!(x);",
        "let c = of(0xff00ff);",
    ];
    for line in lines {
        breaks("ui/sidebar.rs", line);
        breaks("app/window.rs", line);
        keeps(COLOURS, line);
    }
    keeps("ui/sidebar.rs", "use egui::Color32; let c: Color32 = Color32::TRANSPARENT;");
}

#[test]
fn files_say_what_they_define_and_stay_short() {
    assert_eq!(offences("study/pack.rs", "use a::b;\n").len(), 1);
    assert_eq!(offences("study/pack.rs", "").len(), 1);
    assert_eq!(offences("study/mod.rs", "//! Sample.\n").len(), 1);
    let long = format!("//! Sample.\n{}", "\n".repeat(LONGEST));
    assert_eq!(offences("study/pack.rs", &long), ["src/study/pack.rs:601: a file has no more than 600 lines"]);
    assert_eq!(offences("study/pack.rs", &long[..long.len() - 1]), [""; 0]);
}

#[test]
fn comments_and_literals_do_not_count() {
    keeps("study/pack.rs", "// egui");
    keeps("study/pack.rs", "let a = \"std::fs\"; /* eframe::App */ let b = r#\"rfd\"#; let c = 'x'; let d = x.egui;");
    breaks("study/pack.rs", "let a = \"//\"; use std::fs;");
    breaks("study/pack.rs", "let a = '\"'; use std::fs; let b = '\"';");
}
