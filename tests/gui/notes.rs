//! Notes: typed, saved, found again; and what happens when somebody else writes the same file.

use std::fs;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use greenroom::storage::lock::Lock;

use super::driver::Driver;
use super::pack;

const CHANGED: &str = "This note was changed by another program and has been read again";

fn note(driver: &Driver) -> String {
    driver.text_of(Role::MultilineTextInput, "Note")
}

#[test]
fn saved_is_said_only_when_the_file_has_the_text() {
    let mut driver = Driver::new();
    driver.expect_no("aved").type_note("Ask who watches the registry.").expect("Not saved yet");
    assert_eq!(driver.note_file(1), None);
    // Nothing is due before 400 ms have passed, however long the threads take.
    driver.pass_millis(399).draw_for(100).expect("Not saved yet");
    assert_eq!(driver.note_file(1), None);
    driver.pass_millis(1).wait_until("it says so", |driver| driver.says("Saved 12:03"));
    assert_eq!(driver.note_file(1).as_deref(), Some("Ask who watches the registry."));
    driver.type_keys("!").expect("Not saved yet").expect_no("Saved 12:03");
}

#[test]
fn the_file_is_exactly_what_was_typed() {
    let mut driver = Driver::new();
    driver.type_note("# Größe\n\n- `a  b`  \n\tein Tab\n\n").wait_saved();
    assert_eq!(driver.note_file(1), Some(note(&driver)));
    let file = driver.note_file(1).unwrap();
    assert!(file.starts_with("# Größe\n\n- `a  b`  \n") && file.ends_with("\n\n"), "{file:?}");
}

#[test]
fn each_question_has_its_own_note() {
    let mut driver = Driver::new();
    driver.type_note("About one.").open_row("2. What does a registry hold?");
    assert_eq!(note(&driver), "");
    driver.type_note("About two.").open_row("1. What is service discovery?");
    assert_eq!(note(&driver), "About one.");
    driver.wait_saved();
    assert_eq!([1, 2].map(|question| driver.note_file(question)), [Some("About one.".to_owned()), Some("About two.".to_owned())]);
}

#[test]
fn leaving_a_question_saves_at_once() {
    let mut driver = Driver::new();
    driver.type_note("Leaving.").open_row("2. What does a registry hold?");
    driver.wait_until("the note is on the disk", |driver| driver.note_file(1).as_deref() == Some("Leaving."));
}

#[test]
fn losing_the_keyboard_saves_at_once() {
    let mut driver = Driver::new();
    driver.type_note("Elsewhere.").send(Event::WindowFocused(false));
    driver.wait_until("the note is on the disk", |driver| driver.note_file(1).as_deref() == Some("Elsewhere."));
}

#[test]
fn quit_keeps_what_was_typed_a_moment_ago() {
    let mut driver = Driver::new();
    driver.type_note("The last word.").quit();
    assert_eq!(driver.note_file(1).as_deref(), Some("The last word."));
    driver.reopen().type_note(" And one more.").exit();
    assert_eq!(driver.note_file(1).as_deref(), Some("The last word. And one more."));
    driver.reopen();
    assert_eq!(note(&driver), "The last word. And one more.");
}

#[test]
fn a_kill_loses_only_what_was_not_due() {
    let mut driver = Driver::new();
    driver.type_note("Safe.").wait_saved().type_keys(" Lost.").kill().reopen();
    assert_eq!(note(&driver), "Safe.");
}

#[test]
fn another_programs_text_is_taken_in() {
    let mut driver = Driver::new();
    driver.type_note("Mine.").wait_saved().write_note_file(1, "Theirs.").send(Event::WindowFocused(true));
    driver.wait_until("the note is read again", |driver| note(driver) == "Theirs.").expect(CHANGED);
    driver.press("Dismiss").expect_no(CHANGED);
    driver.type_keys("").quit();
    assert_eq!(driver.note_file(1).as_deref(), Some("Theirs."));
}

#[test]
fn the_folder_is_watched() {
    let mut driver = Driver::new();
    driver.type_note("Mine.").wait_saved();
    // The watch begins on a thread of its own, so one change may be too early for it.
    let mut number = 0;
    for _ in 0..50 {
        number += 1;
        driver.write_note_file(1, &format!("Theirs {number}."));
        driver.draw_for(40);
        if note(&driver) == format!("Theirs {number}.") {
            driver.expect(CHANGED);
            return;
        }
    }
    panic!("{number} changes were not noticed");
}

#[test]
fn two_versions_are_both_kept() {
    let mut driver = Driver::new();
    driver.type_note("Common.").wait_saved().type_keys(" Mine.").write_note_file(1, "Common. Theirs.");
    driver.wait_saved().expect_part("Another program had changed this note as well. Its version is kept in");
    assert_eq!((note(&driver), driver.note_file(1)), ("Common. Mine.".to_owned(), Some("Common. Mine.".to_owned())));
    let kept = driver.note_path(1).with_file_name("001 (conflict 2026-11-20 12-03).md");
    assert_eq!(fs::read_to_string(kept).unwrap(), "Common. Theirs.");
}

#[test]
fn a_second_window_says_that_it_only_reads_and_writes_nothing() {
    let mut driver = Driver::not_running(pack::small(), egui::vec2(1280.0, 800.0));
    driver.write_note_file(1, "The first window's.");
    let lock = Lock::take(&driver.folders().lock()).unwrap();
    assert!(lock.is_some());
    driver.reopen().expect_part("this window only reads, and saves nothing");
    assert_eq!(note(&driver), "The first window's.");
    driver.click(Role::MultilineTextInput, "Note").type_keys("Not mine.").press("Mark as read").pass_secs(5).quit();
    assert_eq!(driver.note_file(1).as_deref(), Some("The first window's."));
    assert_eq!(driver.files(), ["lock", "small/notes/001.md"]);
    drop(lock);
    driver.reopen().expect_no("only reads");
}

#[test]
fn the_preview_shows_the_note_as_it_will_look() {
    let mut driver = Driver::new();
    driver.press("Preview").expect("This note is empty").press("Edit");
    driver.type_note("- **bold** words\n").press("Preview").expect("bold").expect_no("**bold**");
    assert!(!driver.has(Role::MultilineTextInput, "Note"));
    driver.press("Edit");
    assert!(note(&driver).starts_with("- **bold** words"));
}

#[test]
fn a_key_leads_into_the_note_and_undo_works_there() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::E).type_keys("By key.");
    assert_eq!(note(&driver), "By key.");
    driver.key(Key::F8).expect_no("By key.");
    assert!(!driver.has(Role::MultilineTextInput, "Note"));
    driver.press("Note");
    assert_eq!(note(&driver), "By key.");
}

#[test]
fn a_disk_that_refuses_is_said_and_tried_again() {
    let mut driver = Driver::new();
    // A folder where the file should be: no user may write it, not even root.
    let path = driver.note_path(1);
    fs::create_dir_all(path.join("in the way")).unwrap();
    driver.type_note("Kept in the window.").pass_millis(400);
    driver.wait_until("the failure is told", |driver| driver.says("Not saved"));
    driver.expect_part("Your text stays here; saving is tried again");
    assert_eq!(note(&driver), "Kept in the window.");
    fs::remove_dir_all(&path).unwrap();
    driver.pass_secs(6).wait_until("it is saved", |driver| driver.words().iter().any(|words| words.starts_with("Saved ")));
    assert_eq!(driver.note_file(1).as_deref(), Some("Kept in the window."));
}

#[test]
fn a_field_has_the_menu_that_a_hand_on_the_mouse_expects() {
    let mut driver = Driver::new();
    driver.type_note("to be cut");
    let middle = driver.rect_of(Role::MultilineTextInput, "Note").center();
    driver.click_secondary(middle);
    for name in ["Cut", "Copy", "Paste", "Select all"] {
        assert!(driver.has(Role::Button, name), "{name} is not in {:?}", driver.names(Role::Button));
    }
    // All of it is selected, and the field has the keyboard: what is typed replaces it.
    driver.press("Select all").type_keys("new");
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Note"), "new");
    driver.click_secondary(middle).press("Paste");
    assert!(driver.orders().contains(&egui::ViewportCommand::RequestPaste));
}
