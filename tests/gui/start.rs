//! The first start: what is open, what is listed, and that an idle window sleeps.

use egui::accesskit::Role;
use egui::{Key, vec2};

use super::driver::{Driver, Seen};
use super::pack;

#[test]
fn the_first_question_is_open_and_chosen_in_the_contents() {
    let mut driver = Driver::built_in();
    let title = driver.state().pack.questions()[0].question.title.clone();
    driver.expect_open(1).expect_heading(&title);
    let chosen: Vec<String> = driver.all(Role::ListItem).iter().filter(|row| row.is_on()).filter_map(Seen::name).collect();
    assert_eq!(chosen, [format!("1. {title}, unread")]);
}

#[test]
fn every_section_is_a_heading_of_the_contents() {
    let mut driver = Driver::built_in();
    // Folded, all sections fit into the window at once.
    driver.press("Menu").press("View").press("Fold all sections");
    let titles: Vec<String> = driver.state().pack.sections().iter().map(|section| section.title.clone()).collect();
    assert_eq!(titles.len(), 23);
    let headings = driver.names(Role::DisclosureTriangle);
    assert_eq!(headings.len(), 23, "{headings:#?}");
    for (heading, (place, title)) in headings.iter().zip(titles.iter().enumerate()) {
        assert!(heading.starts_with(&format!("{}. {title}, 0 of ", place + 1)) && heading.ends_with(", folded"), "{heading:?}");
    }
    assert!(driver.names(Role::ListItem).is_empty());
}

#[test]
fn only_the_visible_rows_are_laid_out() {
    let driver = Driver::built_in();
    assert_eq!(driver.state().pack.questions().len(), 500);
    let rows = driver.all(Role::ListItem).len();
    assert!((15..40).contains(&rows), "{rows} rows are laid out");
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let mut driver = Driver::built_in();
    // The place of the window and of the open question is written once, a second after the start.
    driver.pass_secs(3);
    let delay = driver.repaint_delay();
    assert!(delay > std::time::Duration::from_secs(3600), "an idle window is drawn again after {delay:?}");
}

#[test]
fn the_small_window_has_the_same_things() {
    let mut driver = Driver::with(pack::small(), vec2(800.0, 600.0));
    driver.expect_heading("What is service discovery?").type_note("Below.").key(Key::Escape);
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Note"), "Below.");
    driver.open_row("40. What is the Saga pattern?").expect_open(40);
    driver.press("Mock interview").expect_heading("Mock interview").press("History").expect_heading("Mock interviews so far");
}
