//! Every written answer and every screen is drawn in both themes and at two sizes: no box for a missing sign (that panics), no
//! control without a name.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::driver::{Driver, Seen as _};
use super::pack;

const LARGE: Vec2 = vec2(1280.0, 800.0);
const SMALL: Vec2 = vec2(800.0, 600.0);

/// Higher than any answer, in points.
const HIGH: f32 = 20_000.0;

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
    // Text that can only be selected is a field to the tree, and an item of a list in an answer says what it holds: they need no name.
    let is_text = |node: &Node<'_>| {
        let holds_text = node.role() == Role::ListItem && node.children().next().is_some();
        holds_text || node.accesskit_node().data().is_read_only()
    };
    for node in driver.nodes().filter(|node| roles.contains(&node.role()) && !is_text(node)) {
        let name = node.name().unwrap_or_default();
        assert!(!name.trim().is_empty(), "{place}: {node:?} has no name");
    }
}

/// Turns the pages by one key, and looks at every question with an answer. Returns their numbers.
fn leaf(driver: &mut Driver, key: Key) -> BTreeSet<u32> {
    let mut drawn = BTreeSet::new();
    loop {
        let open = driver.state().reading.open().expect("a question is open").0;
        if driver.state().reading.answer().is_some() {
            driver.expect_heading("Short answer").expect_heading("Sources");
            check_names(driver, &format!("question {open}"));
            drawn.insert(open);
        }
        driver.key(key);
        if driver.state().reading.open().is_some_and(|next| next.0 == open) {
            return drawn;
        }
    }
}

/// Draws every written answer of the built-in pack: in the light as it opens, in the dark on a screen so high that all of it shows.
fn every_answer(size: Vec2) {
    let mut driver = Driver::with(pack::built_in(), size);
    let questions = driver.state().pack.questions();
    let written: BTreeSet<u32> = questions.iter().filter(|entry| entry.answer.is_some()).map(|entry| entry.question.id.0).collect();
    assert!(written.len() > 20);
    assert_eq!(leaf(&mut driver, Key::N), written);
    // Without the contents, of which so high a screen would show every row.
    driver.chord(Modifiers::COMMAND, Key::Comma).click(Role::RadioButton, "Dark").key(Key::Escape).key(Key::F9);
    driver.resize(vec2(size.x, HIGH)).expect_open(500);
    assert_eq!(leaf(&mut driver, Key::P), written);
}

#[test]
fn every_answer_in_a_large_window() {
    every_answer(LARGE);
}

#[test]
fn every_answer_in_a_small_window() {
    every_answer(SMALL);
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
