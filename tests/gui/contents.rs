//! The contents by keyboard and pointer, and what of them is still there after the next start.

use egui::accesskit::Role;
use egui::{Key, pos2};

use super::driver::{Driver, Seen as _};
use super::pack::DISCOVERY;

const FIRST: &str = "1. What is service discovery?";

fn section(driver: &Driver, title: &str) -> String {
    let names = driver.names(Role::DisclosureTriangle);
    names.iter().find(|name| name.contains(title)).unwrap_or_else(|| panic!("{names:#?}")).clone()
}

#[test]
fn a_click_gives_the_rows_the_keyboard_and_enter_opens() {
    let mut driver = Driver::new();
    driver.open_row(FIRST).key(Key::ArrowDown);
    // The cursor moves, the answer stays.
    driver.expect_open(1).key(Key::Enter).expect_open(2);
    driver.key(Key::ArrowDown).key(Key::ArrowDown).key(Key::ArrowDown).key(Key::Enter).expect_open(40);
    driver.key(Key::ArrowUp).key(Key::ArrowUp).key(Key::Space).expect_open(3);
}

#[test]
fn home_and_end_move_to_both_ends() {
    let mut driver = Driver::new();
    driver.open_row(FIRST).key(Key::End).key(Key::Enter).expect_open(41);
    driver.key(Key::Home).key(Key::ArrowDown).key(Key::Enter).expect_open(1);
}

#[test]
fn enter_on_a_section_folds_it_and_unfolds_it() {
    let mut driver = Driver::new();
    let title = section(&driver, DISCOVERY);
    assert_eq!(title, format!("1. {DISCOVERY}, 0 of 3 read, unfolded"));
    driver.open_row("40. What is the Saga pattern?").key(Key::Home).key(Key::Enter);
    assert_eq!(section(&driver, DISCOVERY), format!("1. {DISCOVERY}, 0 of 3 read, folded"));
    assert_eq!(driver.names(Role::ListItem).len(), 2);
    driver.key(Key::Enter);
    assert_eq!((section(&driver, DISCOVERY), driver.names(Role::ListItem).len()), (title, 5));
}

#[test]
fn a_click_folds_a_section() {
    let mut driver = Driver::new();
    let title = section(&driver, "Keeping data");
    driver.click(Role::DisclosureTriangle, &title);
    assert!(section(&driver, "Keeping data").ends_with(", folded"));
    assert_eq!(driver.names(Role::ListItem).len(), 3);
}

#[test]
fn the_arrows_of_the_rows_do_not_scroll_the_answer() {
    let mut driver = Driver::new();
    driver.open_row(FIRST).key(Key::ArrowDown).key(Key::PageDown);
    assert!(driver.state().reading.offset().abs() < 0.1);
}

#[test]
fn folds_width_scroll_and_the_open_question_outlive_the_window() {
    let mut driver = Driver::built_in();
    let title = driver.names(Role::DisclosureTriangle)[0].clone();
    driver.click(Role::DisclosureTriangle, &title).wheel(pos2(100.0, 400.0), 1500.0);
    let row = driver.all(Role::ListItem)[5].name().unwrap();
    let edge = driver.state().layout.contents_width;
    driver.click(Role::ListItem, &row).drag(pos2(edge, 500.0), pos2(edge + 80.0, 500.0)).wheel(pos2(100.0, 400.0), 70.0);
    let left = |driver: &Driver| {
        let state = driver.state();
        let folded: Vec<usize> = state.contents.folded().iter().copied().collect();
        (state.reading.open(), folded, state.contents.first().round(), state.layout.contents_width.round())
    };
    let before = left(&driver);
    assert_eq!(before.1, [0]);
    assert!(before.2 > 50.0 && (before.3 - edge - 80.0).abs() < 2.0, "{before:?}");
    driver.quit().reopen();
    assert_eq!(left(&driver), before);
    let edge = driver.rect_of(Role::List, "Contents").right();
    assert!((edge - before.3).abs() < 12.0, "the contents end at {edge}");
}

#[test]
fn the_answer_is_where_it_was_left() {
    let mut driver = Driver::new();
    driver.key(Key::PageDown);
    let offset = driver.state().reading.offset();
    assert!(offset > 100.0);
    driver.quit().reopen().expect_open(1);
    assert!((driver.state().reading.offset() - offset).abs() < 1.0, "{} is not {offset}", driver.state().reading.offset());
}
