//! Reading: what a question shows, and every way from one to another.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::driver::{Driver, Seen as _};
use super::pack::DISCOVERY;

#[test]
fn a_question_shows_its_title_and_what_is_known_about_it() {
    let mut driver = Driver::new();
    driver.expect_heading("What is service discovery?").expect(&format!("Question 1 · {DISCOVERY}"));
    for words in ["Senior", "2.5 min aloud", "Definition", "discovery", "Also asked as", "How do services find each other?"] {
        driver.expect(words);
    }
}

#[test]
fn all_seven_parts_stand_under_their_headings_in_order() {
    let driver = Driver::new();
    let parts = ["Short answer", "In depth", "Key points", "Follow-ups", "Common mistakes", "Related", "Sources"];
    let headings = driver.names(Role::Heading);
    let found: Vec<&str> = headings.iter().map(String::as_str).filter(|heading| parts.contains(heading)).collect();
    assert_eq!(found, parts);
    for inner in ["In one line", "How it works", "Why not DNS alone?"] {
        assert!(headings.iter().any(|heading| heading == inner), "{headings:#?}");
    }
}

#[test]
fn a_related_link_opens_its_question_and_the_way_leads_back() {
    let mut driver = Driver::new();
    driver.expect_part("what happens after the call");
    driver.click(Role::Link, "40. What is the Saga pattern?").expect_open(40);
    driver.press("Back").expect_open(1).press("Forward").expect_open(40);
    driver.chord(Modifiers::ALT, Key::ArrowLeft).expect_open(1).chord(Modifiers::ALT, Key::ArrowRight).expect_open(40);
}

#[test]
fn back_and_forward_are_grey_where_they_lead_nowhere() {
    let mut driver = Driver::new();
    let enabled = |driver: &Driver| ["Back", "Forward"].map(|name| driver.node(Role::Button, name).is_enabled());
    assert_eq!(enabled(&driver), [false, false]);
    driver.key(Key::N);
    assert_eq!(enabled(&driver), [true, false]);
    driver.press("Back");
    assert_eq!(enabled(&driver), [false, true]);
}

#[test]
fn n_and_p_turn_over_and_stop_at_both_ends() {
    let mut driver = Driver::new();
    driver.key(Key::P).expect_open(1).key(Key::N).expect_open(2).key(Key::N).expect_open(3).key(Key::P).expect_open(2);
    driver.open_row("41. What is eventual consistency?").key(Key::N).expect_open(41);
}

#[test]
fn the_buttons_below_the_answer_turn_over() {
    Driver::new().press("Next question").expect_open(2).press("Next question").expect_open(3).press("Previous").expect_open(2);
}

#[test]
fn letters_are_text_while_a_note_is_typed() {
    let mut driver = Driver::new();
    driver.type_note("npm /?1").expect_open(1);
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Note"), "npm /?1");
    assert_eq!(driver.state().dialog, None);
    driver.key(Key::Escape).key(Key::N).expect_open(2);
}

#[test]
fn letters_do_nothing_once_they_are_switched_off() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::Comma);
    driver.click(Role::CheckBox, "Single letters are shortcuts outside text fields").key(Key::Escape);
    driver.key(Key::N).expect_open(1).key(Key::Questionmark).expect_no("All keys");
    // Keys that are no letters go on working, and the choice is kept.
    driver.key(Key::F1).expect_heading("All keys").key(Key::Escape);
    driver.quit().reopen().key(Key::N).expect_open(1);
}

#[test]
fn page_keys_scroll_the_answer() {
    let mut driver = Driver::new();
    let offset = |driver: &Driver| driver.state().reading.offset();
    driver.key(Key::PageDown);
    let page = offset(&driver);
    assert!(page > 300.0, "a page is {page}");
    driver.key(Key::Space);
    assert!((offset(&driver) - 2.0 * page).abs() < 1.0);
    driver.key(Key::PageUp).key(Key::PageUp);
    assert!(offset(&driver).abs() < 0.1);
    driver.key(Key::ArrowDown);
    let line = offset(&driver);
    assert!(line > 20.0 && line < page, "a line is {line}");
    driver.key(Key::ArrowUp).key(Key::End);
    let end = offset(&driver);
    assert!(end > 2.0 * page, "the end is at {end}");
    let last = driver.rect_of(Role::Button, "Next question");
    assert!(driver.page().contains_rect(last), "the end of the answer is at {last:?}");
    driver.key(Key::Home);
    assert!(offset(&driver).abs() < 0.1);
}

#[test]
fn the_wheel_scrolls_the_answer() {
    let mut driver = Driver::new();
    driver.wheel(egui::pos2(640.0, 400.0), 200.0);
    assert!(driver.state().reading.offset() > 100.0, "{}", driver.state().reading.offset());
}

#[test]
fn another_question_starts_at_its_top_and_the_way_back_leads_to_the_same_place() {
    let mut driver = Driver::new();
    driver.key(Key::PageDown);
    let offset = driver.state().reading.offset();
    driver.key(Key::N);
    assert!(driver.state().reading.offset().abs() < 0.1);
    driver.press("Back");
    assert!((driver.state().reading.offset() - offset).abs() < 1.0);
}

#[test]
fn a_question_is_marked_as_read_by_button_and_key() {
    let mut driver = Driver::new();
    driver.press("Mark as read");
    assert!(driver.row_named("1. What is service discovery?").ends_with(", read"));
    driver.expect_part("1 of 3 read").quit().reopen().expect("Mark as unread").key(Key::M);
    assert!(driver.row_named("1. What is service discovery?").ends_with(", unread"));
}

#[test]
fn an_answer_that_was_read_to_its_end_is_marked_when_it_is_left() {
    let mut driver = Driver::new();
    driver.pass_secs(9).key(Key::N);
    assert!(driver.row_named("1. What is service discovery?").ends_with(", unread"), "its end was not seen");
    driver.press("Back").key(Key::End).pass_secs(9).key(Key::N);
    assert!(driver.row_named("1. What is service discovery?").ends_with(", read"));
}

#[test]
fn a_question_without_an_answer_says_so_and_takes_a_note() {
    let mut driver = Driver::new();
    driver.open_row("3. Who watches the registry?").expect_heading("No answer yet");
    assert!(driver.row_named("3. Who watches the registry?").ends_with(", no answer yet"));
    driver.type_note("Its own quorum does.").wait_saved();
    assert_eq!(driver.note_file(3).as_deref(), Some("Its own quorum does."));
}

#[test]
fn the_family_of_a_question_shows_how_its_members_differ_and_leads_to_them() {
    let mut driver = Driver::with(super::pack::built_in(), egui::vec2(1280.0, 800.0));
    driver.chord(Modifiers::COMMAND, Key::O).type_keys("36").key(Key::Enter).expect_open(36);
    driver.expect_heading("Saga, asked in 8 ways").expect("isolation anomalies and countermeasures");
    driver.click(Role::Link, "216. How do you test distributed transactions?").expect_open(216);
}
