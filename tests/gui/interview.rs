//! A mock interview from the set-up to the report, by keyboard and by pointer, with the clock in the test's hand.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use greenroom::study::interview::{Grade, Stage};

use super::driver::{Driver, Seen as _};
use super::pack::DISCOVERY;

const START: (Modifiers, Key) = (Modifiers::COMMAND, Key::Enter);

/// The set-up page, with one section of two answered questions and a minute for each.
pub fn set_up() -> Driver {
    let mut driver = Driver::new();
    driver.press("Mock interview").press("None");
    assert!(!driver.node(Role::Button, "Start").is_enabled(), "an interview about nothing can be started");
    driver.expect("Choose at least one section with answers");
    driver.click(Role::CheckBox, &format!("{DISCOVERY}, 2 questions")).set_number("Questions", 2.0).press("1 min");
    driver.expect("2 of 2 questions, about 2 min of answering");
    driver
}

/// An interview of two questions that has just begun.
pub fn begun() -> Driver {
    let mut driver = set_up();
    driver.press("Start").expect("Question 1 of 2");
    driver
}

/// The number and title of the question that is asked.
pub fn asked(driver: &Driver) -> String {
    let response = driver.state().interviews.running().and_then(|running| running.current()).expect("a question is asked");
    format!("{}. {}", response.question.0, response.title)
}

#[test]
fn the_button_starts_and_hides_the_contents() {
    let mut driver = begun();
    let title = asked(&driver);
    driver.expect_heading(&title).expect("1:00 left").expect("of 1:00");
    assert!(driver.names(Role::ListItem).is_empty());
    assert!(driver.node(Role::MultilineTextInput, "Your answer").is_focused());
}

#[test]
fn a_key_starts_as_well() {
    set_up().chord(START.0, START.1).expect("Question 1 of 2");
}

#[test]
fn sections_without_answers_are_not_offered() {
    let mut driver = Driver::built_in();
    driver.press("Mock interview");
    let answered = greenroom::state::answered_sections(&driver.state().pack).len();
    assert_eq!(driver.names(Role::CheckBox).len(), answered);
    driver.press("None");
    assert!(driver.all(Role::CheckBox).iter().all(|node| !node.is_on()));
    driver.press("All");
    assert!(driver.all(Role::CheckBox).iter().all(|node| node.is_on()));
}

#[test]
fn the_time_left_counts_and_nothing_is_locked_when_it_is_over() {
    let mut driver = begun();
    driver.pass_secs(1).expect("0:59 left").pass_secs(39).expect("0:20 left");
    driver.pass_secs(20).expect("0:00 left").pass_secs(10).expect("0:10 over time").expect("Question 1 of 2");
    driver.type_keys("Late, but said.");
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Your answer"), "Late, but said.");
}

#[test]
fn a_pause_hides_the_question_and_stops_the_clock() {
    let mut driver = begun();
    let title = asked(&driver);
    driver.pass_secs(10).press("Pause").expect_heading("Paused").expect_no(&title).expect("0:50 left, paused");
    driver.pass_secs(25).expect("0:50 left, paused").expect("Paused so far: 0:25");
    assert!(!driver.has(Role::MultilineTextInput, "Your answer"));
    // By key as well: it is the same command.
    driver.chord(Modifiers::COMMAND | Modifiers::SHIFT, Key::P).expect_heading(&title).expect("0:50 left").pass_secs(5).expect("0:45 left");
}

#[test]
fn digits_and_letters_are_text_while_an_answer_is_typed() {
    let mut driver = begun();
    driver.type_keys("1 2 3 4 n ?");
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Your answer"), "1 2 3 4 n ?");
    let running = driver.state().interviews.running().unwrap();
    assert_eq!((running.at, running.responses[0].stage, running.responses[0].grade), (0, Stage::Answering, None));
    // Outside the field there is nothing to grade yet either.
    driver.key(Key::Escape).key(Key::Num3).expect("Question 1 of 2");
    assert_eq!(driver.state().interviews.running().unwrap().responses[0].grade, None);
}

#[test]
fn from_the_first_question_to_the_report() {
    let mut driver = begun();
    let first = asked(&driver);
    driver.type_keys("A phone book.").pass_secs(30).chord(START.0, START.1);
    // The clock stands, the text is shown, and the answer with it.
    driver.expect("0:30 left, stopped").expect_heading("What you wrote").expect("A phone book.").expect_heading("Short answer");
    let must = "names the churn (must)";
    driver.click(Role::CheckBox, must);
    assert!(driver.node(Role::CheckBox, must).is_on());
    assert!(!driver.node(Role::Button, "Next").is_enabled(), "the way on is open without a grade");
    driver.key(Key::Num2);
    assert!(driver.node(Role::Button, "2 Hard").is_on());
    driver.press("Next").expect("Question 2 of 2").expect("1:00 left");
    let second = asked(&driver);
    assert_ne!(first, second);
    driver.pass_secs(70).press("Reveal the answer").expect("0:10 over time, stopped").press("4 Easy").press("Finish");

    driver.expect_heading("Report").expect("Friday 20 November 2026, 12:03");
    driver.expect_part("2 of 2 answered, 1 of them within 1:00; 1 of ");
    driver.expect("0:30 of 1:00").expect("1:10 of 1:00, over time").expect("Hard").expect("Easy").expect("A phone book.");
    assert!(driver.has(Role::Link, &first) && driver.has(Role::Link, &second));

    driver.press("All interviews").expect_heading("Mock interviews so far");
    driver.click(Role::Link, "Friday 20 November 2026, 12:03").expect_heading("Report");
    driver.click(Role::Link, &first);
    assert!(driver.has(Role::Heading, first.split_once(". ").unwrap().1));

    driver.wait_saved();
    let files = driver.interview_files();
    let [kept] = files.as_slice() else { panic!("{files:#?}") };
    assert!(kept.ended_at.is_some());
    let grades: Vec<Option<Grade>> = kept.responses.iter().map(|response| response.grade).collect();
    assert_eq!(grades, [Some(Grade::Hard), Some(Grade::Easy)]);
    assert_eq!([kept.responses[0].thinking_millis, kept.responses[1].thinking_millis], [30_000, 70_000]);
    assert_eq!((kept.responses[0].text.as_str(), kept.responses[0].ticked.len()), ("A phone book.", 1));
}

#[test]
fn keys_alone_are_enough() {
    let mut driver = set_up();
    driver.chord(START.0, START.1).key(Key::Escape).key(Key::Space).expect_heading("How did it go?");
    driver.key(Key::Num3).key(Key::Enter).expect("Question 2 of 2");
    driver.type_keys("Typed at once.");
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Your answer"), "Typed at once.");
    // The second grade is given later than a slip of the finger.
    driver.chord(START.0, START.1).pass_millis(300).key(Key::Num1).chord(START.0, START.1).expect_heading("Report");
    driver.expect("Good").expect("Again").key(Key::Escape).expect_heading("Mock interviews so far").key(Key::Escape);
    driver.expect_open(1).expect_heading("What is service discovery?");
}

#[test]
fn a_second_grade_at_once_is_a_slip_and_a_later_one_a_change_of_mind() {
    let mut driver = begun();
    driver.press("Reveal the answer").key(Key::Num2).pass_millis(100).key(Key::Num4);
    assert!(driver.node(Role::Button, "2 Hard").is_on());
    driver.pass_millis(300).key(Key::Num4);
    assert!(driver.node(Role::Button, "4 Easy").is_on());
}

#[test]
fn a_skipped_question_is_said_in_the_report() {
    let mut driver = begun();
    driver.pass_secs(5).press("Skip").expect("Question 2 of 2").chord(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    driver.expect_heading("Report").expect_part("0 of 2 answered; 2 skipped").expect("skipped");
}

#[test]
fn the_end_is_asked_for() {
    let mut driver = begun();
    driver.press("End…").expect_heading("End the interview?").press("Keep going").expect("Question 1 of 2");
    driver.chord(Modifiers::COMMAND | Modifiers::SHIFT, Key::E).press("End it").expect_heading("Report").expect("not asked");
}

#[test]
fn the_report_can_be_copied() {
    let mut driver = begun();
    driver.press("Skip").press("Skip").press("Copy as Markdown");
    let copied = driver.commands().iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("# Mock interview, 2026-11-20 12:03\n"));
}
