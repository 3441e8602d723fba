//! Every written answer and every screen is drawn in both themes and at two sizes: no box for a missing sign (that panics), no
//! control without a name.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2, vec2};

use super::driver::{Driver, Seen as _};
use super::pack;

const LARGE: Vec2 = vec2(1280.0, 800.0);
const SMALL: Vec2 = vec2(800.0, 600.0);

/// Whatever can be used has a name that says something.
fn check_names(driver: &Driver, place: &str) {
    let roles = [
        Role::Button,
        Role::Link,
        Role::TextInput,
        Role::MultilineTextInput,
        Role::CheckBox,
        Role::RadioButton,
        Role::SpinButton,
        Role::ListItem,
        Role::DisclosureTriangle,
        Role::Heading,
    ];
    for node in driver.nodes().filter(|node| roles.contains(&node.role())) {
        // Selectable text is a text input that cannot be written; its text is its name.
        let name = node.name().unwrap_or_default();
        assert!(!name.trim().is_empty(), "{place}: {node:?} has no name");
    }
}

/// Draws every written answer of the built-in pack.
fn every_answer(size: Vec2, is_dark: bool) {
    let mut driver = Driver::with(pack::built_in(), size);
    if is_dark {
        driver.chord(Modifiers::COMMAND, Key::Comma).click(Role::RadioButton, "Dark").key(Key::Escape);
    }
    let written = driver.state().pack.questions().iter().filter(|entry| entry.answer.is_some()).map(|entry| entry.question.id.0);
    let written: BTreeSet<u32> = written.collect();
    let mut drawn = BTreeSet::new();
    // A filter by number and Enter, as somebody in a hurry goes there.
    for number in &written {
        let title = title(&driver, *number);
        driver.key(Key::Slash).chord(Modifiers::COMMAND, Key::A).type_at_once(&title).key(Key::Enter).expect_open(*number);
        driver.expect_heading("Short answer").expect_heading("Sources");
        check_names(&driver, &format!("question {number}"));
        drawn.extend(driver.state().reading.open().map(|open| open.0));
    }
    assert!(drawn.len() > 20 && drawn == written);
}

fn title(driver: &Driver, number: u32) -> String {
    let entry = driver.state().pack.questions().iter().find(|entry| entry.question.id.0 == number).unwrap();
    format!("{number} {}", entry.question.title)
}

#[test]
fn every_answer_large_and_light() {
    every_answer(LARGE, false);
}

#[test]
fn every_answer_small_and_dark() {
    every_answer(SMALL, true);
}

#[test]
fn every_screen_in_both_sizes_and_themes() {
    for size in [LARGE, SMALL] {
        for theme in ["Light", "Dark"] {
            every_screen(size, theme);
        }
    }
}

fn every_screen(size: Vec2, theme: &str) {
    let mut driver = Driver::with(pack::small(), size);
    let check = |driver: &mut Driver, heading: &str| {
        driver.expect_heading(heading);
        check_names(driver, &format!("{heading} at {size} in {theme}"));
    };
    driver.chord(Modifiers::COMMAND, Key::Comma).click(Role::RadioButton, theme);
    check(&mut driver, "Settings");
    driver.key(Key::Escape).key(Key::F1);
    check(&mut driver, "All keys");
    driver.key(Key::Escape);
    check(&mut driver, "What is service discovery?");
    driver.type_note("- **a** [link](040.md)").press("Preview");
    check(&mut driver, "Note");
    driver.press("Edit").open_row("3. Who watches the registry?");
    check(&mut driver, "No answer yet");
    driver.press("History");
    check(&mut driver, "Mock interviews so far");
    driver.press("Set up an interview");
    check(&mut driver, "Mock interview");
    driver.press("Start");
    let title = super::interview::asked(&driver);
    check(&mut driver, &title);
    driver.press("Pause");
    check(&mut driver, "Paused");
    driver.press("End…");
    check(&mut driver, "End the interview?");
    driver.press("Keep going").chord(Modifiers::COMMAND, Key::Q);
    check(&mut driver, "Leave during an interview?");
    driver.key(Key::Escape).wait_saved().kill().reopen();
    check(&mut driver, "An interview was interrupted");
    driver.press("Continue the interview").type_keys("Said.").press("Reveal the answer");
    check(&mut driver, "How did it go?");
    driver.press("3 Good").press("End…").press("End it");
    check(&mut driver, "Report");
}
