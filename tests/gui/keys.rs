//! Keys, themes and size: what is not bound to one screen.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use greenroom::ui::command::Command;

use super::driver::{Driver, Seen};

#[test]
fn help_lists_every_key() {
    for key in [Key::Questionmark, Key::F1] {
        let mut driver = Driver::new();
        driver.key(key).expect_heading("All keys");
        for command in Command::all().filter(|command| !command.shortcuts().is_empty()) {
            driver.expect(command.text().trim_end_matches('…'));
            let keys: Vec<String> = command.keys(driver.ctx()).collect();
            driver.expect(&keys.join("  or  "));
        }
        driver.key(Key::Escape).expect_no("All keys");
    }
}

#[test]
fn a_dialog_closes_by_button_and_keeps_other_keys_to_itself() {
    let mut driver = Driver::new();
    driver.key(Key::F1).key(Key::N).expect_open(1).press("Close").expect_no("All keys").key(Key::N).expect_open(2);
}

#[test]
fn signs_are_shown_as_signs() {
    let mut driver = Driver::new();
    driver.key(Key::F1).expect("Ctrl+Shift+F  or  /").expect("F1  or  ?").expect("Ctrl+=  or  Ctrl++");
}

/// A line of the menu: the words and the first key.
fn entry(driver: &Driver, command: Command) -> String {
    match command.keys(driver.ctx()).next() {
        Some(key) => format!("{} {key}", command.text()),
        None => command.text().to_owned(),
    }
}

#[test]
fn every_command_stands_in_the_menu() {
    let mut driver = Driver::new();
    let mut found = Vec::new();
    for group in ["Read", "Mock interview", "View", "Greenroom"] {
        driver.press("Menu");
        // The menu's own button stands before those of the bar that have the same words.
        let place = driver.all(Role::Button).into_iter().find(|node| node.name().as_deref() == Some(group)).unwrap().rect().center();
        driver.click_at(place);
        found.extend(driver.names(Role::Button));
        driver.key(Key::Escape).key(Key::Escape);
        assert!(!driver.has(Role::Button, "View"), "Escape does not close the menu");
    }
    for command in Command::all() {
        assert!(found.iter().any(|name| *name == entry(&driver, command)), "{command:?} is missing in {found:#?}");
    }
}

#[test]
fn f9_hides_the_contents_and_brings_them_back() {
    let mut driver = Driver::new();
    assert_eq!(driver.names(Role::ListItem).len(), 5);
    driver.key(Key::F9);
    assert!(driver.names(Role::ListItem).is_empty() && !driver.has(Role::TextInput, "Filter"));
    driver.quit().reopen();
    assert!(driver.names(Role::ListItem).is_empty());
    driver.press("Contents");
    assert_eq!(driver.names(Role::ListItem).len(), 5);
}

#[test]
fn the_theme_is_switched_in_the_settings() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::Comma).expect_heading("Settings").click(Role::RadioButton, "Dark");
    assert_eq!(driver.ctx().theme(), Theme::Dark);
    driver.click(Role::RadioButton, "Light");
    assert_eq!(driver.ctx().theme(), Theme::Light);
    driver.click(Role::RadioButton, "Dark").press("Close").quit();
    driver.reopen().chord(Modifiers::COMMAND, Key::Comma);
    assert!(Seen::is_on(&driver.node(Role::RadioButton, "Dark")), "the choice is forgotten");
}

#[test]
fn keys_change_the_size_and_it_is_kept() {
    let mut driver = Driver::new();
    let zoom = |driver: &Driver| (driver.ctx().zoom_factor() * 100.0).round();
    driver.chord(Modifiers::COMMAND, Key::Plus).chord(Modifiers::COMMAND, Key::Equals);
    assert!((zoom(&driver) - 120.0).abs() < 0.5, "{}", zoom(&driver));
    driver.chord(Modifiers::COMMAND, Key::Minus);
    assert!((zoom(&driver) - 110.0).abs() < 0.5, "{}", zoom(&driver));
    driver.quit().reopen();
    assert!((zoom(&driver) - 110.0).abs() < 0.5, "{}", zoom(&driver));
    driver.chord(Modifiers::COMMAND, Key::Num0);
    assert!((zoom(&driver) - 100.0).abs() < 0.5, "{}", zoom(&driver));
}

#[test]
fn screens_have_keys() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::Num2).expect_heading("Mock interview");
    driver.chord(Modifiers::COMMAND, Key::Num3).expect_heading("Mock interviews so far");
    driver.chord(Modifiers::COMMAND, Key::Num1).expect_heading("What is service discovery?");
}

#[test]
fn tab_reaches_the_filter_the_contents_and_the_note() {
    let mut driver = Driver::new();
    let mut reached: Vec<(Role, String)> = Vec::new();
    for _ in 0..80 {
        driver.key(Key::Tab);
        let focused = driver.nodes().find(|node| node.is_focused()).and_then(|node| Some((node.role(), node.name()?)));
        reached.extend(focused);
    }
    for (role, name) in [
        (Role::Button, "Menu"),
        (Role::TextInput, "Filter"),
        (Role::List, "Contents"),
        (Role::Button, "Mark as read"),
        (Role::Link, "40. What is the Saga pattern?"),
        (Role::MultilineTextInput, "Note"),
    ] {
        assert!(reached.contains(&(role, name.to_owned())), "Tab does not reach {role:?} {name:?}, only {reached:#?}");
    }
}
