//! The open page: thinking first, finding, the outline, copying, the size of its text, and nothing else on the screen.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};

use egui_kittest::kittest::NodeT as _;

use super::driver::{Driver, Seen as _};

const CTRL_SHIFT: Modifiers = Modifiers { alt: false, ctrl: true, shift: true, mac_cmd: false, command: true };

fn parts(driver: &Driver) -> Vec<String> {
    let known = ["Short answer", "In depth", "Key points", "Follow-ups", "Common mistakes", "Related", "Sources"];
    driver.names(Role::Heading).into_iter().filter(|heading| known.contains(&heading.as_str())).collect()
}

#[test]
fn thinking_first_hides_the_answer_and_reveals_it_part_by_part() {
    let mut driver = Driver::new();
    driver.key(Key::T).expect_heading("Think first");
    assert!(parts(&driver).is_empty());
    driver.key(Key::Space).expect_heading("Short answer").expect("1 of 7 parts revealed");
    assert_eq!(parts(&driver), ["Short answer"]);
    driver.press("Reveal the next part").expect_heading("In depth").key(Key::Space);
    assert_eq!(parts(&driver), ["Short answer", "In depth", "Key points"]);
    driver.press("Reveal everything").expect_no("Reveal the next part");
    assert_eq!(parts(&driver).len(), 7);
    // The next question hides its answer again; without thinking first, nothing is hidden.
    driver.key(Key::N).expect_heading("Think first").key(Key::T).expect_heading("Short answer");
    driver.key(Key::P).expect_heading("Sources");
}

#[test]
fn thinking_first_outlasts_a_restart_and_a_hidden_answer_is_not_read() {
    let mut driver = Driver::new();
    driver.key(Key::T).pass_secs(60).key(Key::N).key(Key::P);
    assert!(driver.state().marks.read.is_empty());
    driver.quit().reopen().expect_heading("Think first");
}

#[test]
fn space_goes_down_a_page_once_everything_is_revealed() {
    let mut driver = Driver::new();
    driver.key(Key::Space);
    assert!(driver.state().reading.offset() > 300.0);
}

#[test]
fn finding_counts_its_hits_goes_around_and_scrolls_to_them() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::F).type_keys("REGISTRY").expect("1 of 3");
    assert_eq!(driver.state().reading.offset(), 0.0);
    // The second stands in the table, below thirty paragraphs.
    driver.key(Key::Enter).expect("2 of 3");
    assert!(driver.state().reading.offset() > 500.0);
    driver.key(Key::F3).key(Key::F3).expect("1 of 3").chord(Modifiers::SHIFT, Key::F3).expect("3 of 3");
    driver.key(Key::Escape).expect_no("3 of 3");
    assert!(driver.state().reading.find().is_none());
}

#[test]
fn finding_says_so_when_there_is_nothing_and_goes_on_in_the_next_question() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::F).type_keys("churnn").expect("Not in this page");
    driver.key(Key::Backspace).expect("1 of 1");
    driver.press("Next question").expect_open(2).expect("1 of 1");
    driver.press("Close");
    assert!(driver.state().reading.find().is_none());
}

#[test]
fn code_is_found_too() {
    let mut driver = Driver::new();
    driver.chord(Modifiers::COMMAND, Key::F).type_keys("name: matching").expect("1 of 1");
    assert!(driver.state().reading.offset() > 500.0);
}

#[test]
fn the_outline_leads_to_every_heading() {
    let mut driver = Driver::new();
    driver.press("Outline");
    for words in ["In depth", "    How it works", "Follow-ups", "    Why not DNS alone?"] {
        assert!(driver.has(Role::Button, words), "{:#?}", driver.names(Role::Button));
    }
    driver.press("Follow-ups");
    let heading = driver.rect_of(Role::Heading, "Follow-ups");
    assert!(driver.page().contains(heading.center()), "{heading:?} in {:?}", driver.page());
}

#[test]
fn the_answer_is_copied_as_text_or_as_markdown() {
    let mut driver = Driver::new();
    let copied = |driver: &Driver| {
        let text = driver.commands().iter().rev().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        text.unwrap_or_default()
    };
    driver.chord(CTRL_SHIFT, Key::M);
    assert!(copied(&driver).contains("- **must** names the churn"));
    driver.chord(CTRL_SHIFT, Key::C);
    assert!(copied(&driver).contains("- must names the churn") && copied(&driver).contains("client\tthe registry"));
}

#[test]
fn the_text_of_answers_has_a_size_of_its_own() {
    let mut driver = Driver::new();
    let words = "A registry says who is there.";
    let size = |driver: &Driver| driver.rect_of(Role::Label, words).height();
    let (text, button) = (size(&driver), driver.rect_of(Role::Button, "Menu"));
    driver.chord(CTRL_SHIFT, Key::Equals).chord(CTRL_SHIFT, Key::Equals);
    assert!(size(&driver) > text * 1.15);
    assert_eq!((driver.rect_of(Role::Button, "Menu"), driver.state().settings.zoom), (button, 1.0));
    driver.quit().reopen();
    assert!(size(&driver) > text * 1.15);
    driver.chord(CTRL_SHIFT, Key::Num0);
    assert_eq!(size(&driver), text);
}

#[test]
fn focus_shows_nothing_but_the_answer() {
    let mut driver = Driver::new();
    driver.key(Key::F11).expect_heading("Short answer");
    assert!(!driver.has(Role::Button, "Menu") && !driver.has(Role::MultilineTextInput, "Note"));
    driver.key(Key::Escape);
    assert!(driver.has(Role::Button, "Menu") && driver.has(Role::MultilineTextInput, "Note"));
}

#[test]
fn each_answer_is_resumed_where_it_was_left() {
    let mut driver = Driver::new();
    driver.key(Key::PageDown).key(Key::PageDown);
    let left = driver.state().reading.offset();
    assert!(left > 500.0);
    driver.key(Key::N).quit().reopen().expect_open(2).key(Key::P).expect_open(1);
    assert!((driver.state().reading.offset() - left).abs() < 1.0);
}

#[test]
fn headings_lists_tables_and_quotations_have_their_roles() {
    let driver = Driver::new();
    let levels: Vec<Option<usize>> = driver
        .all(Role::Heading)
        .iter()
        .filter(|node| node.name().as_deref() == Some("How it works"))
        .map(|node| node.accesskit_node().data().level())
        .collect();
    assert_eq!(levels, [Some(3)]);
    for role in [Role::List, Role::ListItem, Role::Table, Role::Row, Role::ColumnHeader, Role::Cell, Role::Blockquote, Role::Link] {
        assert!(!driver.all(role).is_empty(), "no {role:?}");
    }
}

#[test]
fn a_diagram_is_enlarged_by_a_click_and_put_away_by_escape() {
    let mut driver = Driver::with(super::pack::built_in(), egui::vec2(1280.0, 2400.0));
    driver.chord(Modifiers::COMMAND, Key::O).type_keys("64").key(Key::Enter).expect_open(64);
    let name = driver.names(Role::Image).into_iter().find(|name| name.starts_with("Diagram: ")).expect("a diagram");
    assert!(name.contains("Holding to Opening: funds held"), "{name}");
    let small = driver.rect_of(Role::Image, &name);
    driver.click(Role::Image, &name).expect_heading("Diagram");
    let large = driver.all(Role::Image).iter().map(|node| node.rect().height()).fold(0.0, f32::max);
    assert!(large > small.height(), "{large} is not larger than {small:?}");
    driver.key(Key::Plus).key(Key::Escape);
    assert!(driver.state().dialog.is_none());
}

#[test]
fn text_is_selected_across_paragraphs_and_copied() {
    let mut driver = Driver::new();
    let (from, to) =
        (driver.rect_of(Role::Label, "A registry says who is there."), driver.rect_of(Role::Label, "A phone book that writes itself."));
    driver.drag(from.left_center() + egui::vec2(2.0, 0.0), to.left_center() + egui::vec2(60.0, 0.0));
    driver.send(egui::Event::Copy);
    let copied = driver.commands().iter().rev().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("something was copied");
    assert!(copied.contains("registry says who is there") && copied.contains("A phone"), "{copied:?}");
}
