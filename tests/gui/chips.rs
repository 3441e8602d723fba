//! Flags, and the chips that decide which questions are listed.

use egui::Key;
use egui::accesskit::Role;

use super::driver::Driver;

fn rows(driver: &Driver) -> Vec<String> {
    driver.names(Role::ListItem).into_iter().filter(|name| name.starts_with(|letter: char| letter.is_ascii_digit())).collect()
}

#[test]
fn a_flag_shows_in_the_contents_and_outlasts_a_restart() {
    let mut driver = Driver::new();
    driver.key(Key::F).wait_saved();
    assert!(rows(&driver)[0].ends_with(", unread, flagged"), "{:?}", rows(&driver));
    driver.quit().reopen().press("Remove flag");
    assert!(rows(&driver)[0].ends_with(", unread"), "{:?}", rows(&driver));
}

#[test]
fn chips_list_what_fits_and_say_how_many() {
    let mut driver = Driver::new();
    driver.key(Key::F).press("List: Flagged").expect("1 question");
    assert_eq!(rows(&driver).len(), 1);
    driver.press("List: Unread").expect("4 questions");
    driver.key(Key::M);
    // A question that stops fitting stays until the list is made again.
    assert_eq!(rows(&driver).len(), 4);
    driver.press("List: All").press("List: Unread").expect("3 questions");
    driver.key(Key::Escape);
    assert_eq!(rows(&driver).len(), 5);
}

#[test]
fn a_note_marks_its_question() {
    let mut driver = Driver::new();
    driver.press("List: Notes").expect("No question fits").press("List: All");
    driver.type_note("mine").wait_saved();
    assert!(rows(&driver)[0].ends_with(", has a note"), "{:?}", rows(&driver));
    driver.press("List: Notes").expect("1 question");
}

#[test]
fn chips_and_words_work_together_and_are_kept() {
    let mut driver = Driver::new();
    driver.press("Level").press("Staff").expect("No question fits").press("Staff").press("Senior").expect("4 questions");
    driver.press("List: Unread").quit().reopen().expect("4 questions");
    driver.press("Senior").press("Every level").press("List: All").expect_no("4 questions");
    driver.press("Topic").press("discovery").expect("5 questions");
}
