//! Going to a question, and to a command, by a few letters.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::driver::Driver;

fn options(driver: &Driver) -> Vec<String> {
    driver.names(Role::ListBoxOption)
}

#[test]
fn a_number_and_a_few_letters_find_a_question() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::O).type_keys("41");
    assert_eq!(options(&driver), ["41. What is eventual consistency?"]);
    driver.key(Key::Enter).expect_open(41);
    assert!(driver.state().dialog.is_none());
    driver.chord(Modifiers::COMMAND, Key::K).type_keys("sag pat").key(Key::Enter).expect_open(40);
}

#[test]
fn with_nothing_typed_the_questions_read_last_are_offered() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::O).expect("The questions you open are listed here").key(Key::Escape);
    driver.key(Key::N).key(Key::N).chord(Modifiers::COMMAND, Key::O);
    assert_eq!(options(&driver), ["2. What does a registry hold?", "1. What is service discovery?"]);
    driver.key(Key::ArrowDown).key(Key::Enter).expect_open(1);
}

#[test]
fn arrows_stop_at_both_ends_and_a_click_chooses() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::O).type_keys("what");
    let count = options(&driver).len();
    assert!(count >= 3);
    for _ in 0..count + 2 {
        driver.key(Key::ArrowDown);
    }
    assert_eq!(driver.state().picker.at(count), count - 1);
    let last = options(&driver)[count - 1].clone();
    driver.click(Role::ListBoxOption, &last);
    let open = driver.state().reading.open().unwrap().0.to_string();
    assert!(last.starts_with(&format!("{open}. ")), "{last} opened {open}");
}

#[test]
fn what_fits_nothing_says_so_and_escape_closes() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::O).type_keys("zzzz").expect("No question fits").key(Key::Enter);
    assert!(driver.state().dialog.is_some());
    driver.key(Key::Escape);
    assert!(driver.state().dialog.is_none());
    driver.expect_open(1);
}

#[test]
fn every_command_is_in_the_palette_and_does_what_it_says() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::P);
    assert_eq!(options(&driver).len(), greenroom::ui::command::Command::all().count());
    driver.type_keys("next ques").key(Key::Enter).expect_open(2);
    driver.chord(Modifiers::COMMAND, Key::P).type_keys("settings").key(Key::Enter).expect_heading("Settings");
}
