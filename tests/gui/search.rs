//! Searching everything: titles, answers and notes, and what was found in the opened page.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::driver::Driver;

fn searching(typed: &str) -> Driver {
    let mut driver = Driver::new();
    search(&mut driver, typed);
    driver
}

fn search(driver: &mut Driver, typed: &str) {
    driver.key(Key::Slash).wait_until("the index is built", |driver| driver.state().searching.is_ready()).type_keys(typed);
}

fn options(driver: &Driver) -> Vec<String> {
    driver.names(Role::ListBoxOption)
}

#[test]
fn a_word_of_an_answer_finds_its_question_and_is_marked_there() {
    let mut driver = searching("matching");
    driver.expect("Questions with “matching…”: 1");
    assert_eq!(options(&driver), ["1. What is service discovery?"]);
    driver.key(Key::N).key(Key::Backspace).key(Key::Enter).expect_open(1);
    assert_eq!(driver.state().reading.lit(), ["matching"]);
    driver.key(Key::Escape);
    assert!(driver.state().reading.lit().is_empty() && driver.state().dialog.is_none());
}

#[test]
fn a_note_is_found_as_it_stands_now() {
    let mut driver = Driver::new();
    driver.key(Key::N).type_note("zebra crossing").key(Key::Escape);
    search(&mut driver, "\"zebra crossing\"");
    assert_eq!(options(&driver), ["2. What does a registry hold?"]);
    driver.key(Key::Escape);
    // Written by another program, and found after the next start.
    driver.wait_saved().quit().write_note_file(41, "a giraffe").reopen();
    search(&mut driver, "giraffe");
    assert_eq!(options(&driver), ["41. What is eventual consistency?"]);
}

#[test]
fn conditions_narrow_what_is_found() {
    let mut driver = Driver::new();
    driver.key(Key::F);
    search(&mut driver, "registry is:flagged");
    assert_eq!(options(&driver), ["1. What is service discovery?"]);
    driver.expect("Questions with “registry”, flagged: 1");
}

#[test]
fn what_is_nowhere_and_nothing_at_all_get_a_sentence() {
    let mut driver = searching("xylophone");
    driver.expect("Questions with “xylophone…”: none").key(Key::Escape);
    driver.chord(Modifiers { alt: false, ctrl: true, shift: true, mac_cmd: false, command: true }, Key::F);
    assert!(options(&driver).is_empty());
    assert!(driver.words().iter().any(|words| words.contains("level:senior")), "{:?}", driver.words());
}
