//! The filter over the contents: what it finds, what it says, and that it works without the pointer.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::driver::Driver;

const CONSUL: &str = "47. How does Consul handle service discovery?";

fn typed(text: &str) -> Driver {
    let mut driver = Driver::built_in();
    driver.click(Role::TextInput, "Filter").type_keys(text);
    driver
}

#[test]
fn words_leave_only_the_rows_that_have_them() {
    let mut driver = typed("service mesh");
    let of_title = |title: &str| ["service", "mesh"].iter().all(|word| title.to_lowercase().contains(word));
    let expected = driver.state().pack.questions().iter().filter(|entry| of_title(&entry.question.title)).count();
    assert!(expected > 1);
    driver.expect(&format!("{expected} questions"));
    let rows = driver.names(Role::ListItem);
    assert!(!rows.is_empty() && rows.len() <= expected, "{rows:#?}");
    assert!(rows.iter().all(|row| of_title(row)), "{rows:#?}");
}

#[test]
fn case_does_not_count_and_one_is_one() {
    let mut driver = typed("cONSUL hand");
    driver.expect("1 question");
    assert_eq!(driver.names(Role::ListItem).len(), 1);
    driver.key(Key::Enter).expect_open(47);
}

#[test]
fn arrow_and_enter_open_from_the_filter() {
    let mut driver = typed("service mesh");
    let second = driver.names(Role::ListItem)[1].clone();
    // Between the first and the second stands the heading of the next section, which the arrow passes over.
    driver.key(Key::ArrowDown);
    assert_eq!(driver.text_of(Role::TextInput, "Filter"), "service mesh");
    driver.key(Key::Enter);
    let open = driver.state().reading.open().unwrap();
    assert!(second.starts_with(&format!("{}. ", open.0)), "{open:?} is open, not {second:?}");
}

#[test]
fn a_click_opens_what_was_found() {
    typed("consul").open_row(CONSUL).expect_open(47).expect_heading("How does Consul handle service discovery?");
}

#[test]
fn clear_brings_every_row_back() {
    let mut driver = typed("consul");
    let found = driver.names(Role::ListItem).len();
    driver.press("Clear");
    assert_eq!(driver.text_of(Role::TextInput, "Filter"), "");
    assert!(driver.names(Role::ListItem).len() > found);
    assert!(
        driver.row_named("1. What is microservices architecture and how does it differ from monolithic architecture?").ends_with("unread")
    );
    driver.expect_no("Clear").expect_no(" questions");
}

#[test]
fn words_that_are_nowhere_get_a_sentence() {
    let mut driver = typed("zebra");
    driver.expect("No question has these words in its number or title");
    assert!(driver.names(Role::ListItem).is_empty());
    driver.key(Key::Enter).expect_open(1);
}

#[test]
fn a_chord_leads_into_the_filter() {
    let mut driver = Driver::built_in();
    driver.chord(Modifiers::COMMAND, Key::L).type_keys("consul");
    assert_eq!(driver.text_of(Role::TextInput, "Filter"), "consul");
}

#[test]
fn escape_leaves_the_field_and_then_clears_it() {
    let mut driver = typed("consul");
    driver.key(Key::Escape);
    assert_eq!(driver.text_of(Role::TextInput, "Filter"), "consul");
    driver.key(Key::Escape);
    assert_eq!(driver.text_of(Role::TextInput, "Filter"), "");
}
