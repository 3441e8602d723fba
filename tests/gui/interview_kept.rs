//! An interview and the end of the program: closing asks, a kill loses nothing, and the next start offers to go on.

use egui::Key;
use egui::accesskit::Role;

use super::driver::{Driver, Seen as _};
use super::interview::{asked, begun};

const POINT: &str = "names the churn (must)";

#[test]
fn closing_the_window_asks_first() {
    let mut driver = begun();
    assert!(!driver.close_window(), "the window closes without a question");
    driver.expect_heading("Leave during an interview?").press("Keep going").expect("Question 1 of 2");
    assert!(!driver.close_window());
    driver.press("Save and quit").exit();
    let files = driver.interview_files();
    assert!(files.len() == 1 && files[0].ended_at.is_none());
}

#[test]
fn the_key_for_quitting_asks_as_well() {
    let mut driver = begun();
    driver.chord(egui::Modifiers::COMMAND, Key::Q).expect_heading("Leave during an interview?").key(Key::Escape);
    driver.expect("Question 1 of 2");
    driver.chord(egui::Modifiers::COMMAND, Key::Q).quit().reopen().expect_heading("An interview was interrupted");
}

#[test]
fn without_an_interview_the_window_closes_at_once() {
    assert!(Driver::new().close_window());
}

/// Kills the program in the middle of an answer, starts it again after so long, and goes on.
fn gone_for(millis: i64) {
    let mut driver = begun();
    let title = asked(&driver);
    driver.type_keys("Half a").pass_secs(12).wait_saved();
    let spent = driver.interview_files()[0].responses[0].thinking_millis;
    assert!((5000..=12_400).contains(&spent), "{spent}");
    driver.kill().sleep_millis(millis).reopen().expect_heading("An interview was interrupted").expect_part("stopped at question 1 of 2");
    driver.press("Continue the interview").expect_heading(&title);
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Your answer"), "Half a");
    // What was written last counts; the time in between does not.
    driver.pass_secs(1);
    let running = driver.state().interviews.running().unwrap();
    assert_eq!(running.responses[0].thinking_millis, spent + 1000);
    let away = i64::try_from(running.away_millis).unwrap();
    assert!((millis..millis + 13_000).contains(&away), "away for {away}");
    driver.type_keys(" sentence");
    assert_eq!(driver.text_of(Role::MultilineTextInput, "Your answer"), "Half a sentence");
}

#[test]
fn a_kill_while_answering_keeps_the_question_the_text_and_the_time() {
    gone_for(3_600_000);
}

#[test]
fn a_quick_start_after_a_kill_counts_no_time_either() {
    gone_for(20_000);
}

#[test]
fn a_kill_while_judging_keeps_ticks_and_grade() {
    let mut driver = begun();
    driver.pass_secs(7).press("Reveal the answer").click(Role::CheckBox, POINT).key(Key::Num3).wait_saved().kill().reopen();
    driver.press("Continue the interview").expect("0:53 left, stopped");
    assert!(driver.node(Role::CheckBox, POINT).is_on() && driver.node(Role::Button, "3 Good").is_on());
    driver.press("Next").expect("Question 2 of 2").expect("1:00 left");
}

#[test]
fn a_step_is_on_the_disk_without_any_wait() {
    let mut driver = begun();
    driver.press("Skip").wait_until("the step is on the disk", |driver| driver.interview_files().first().is_some_and(|kept| kept.at == 1));
}

#[test]
fn an_interview_left_for_later_is_continued_from_the_history() {
    let mut driver = begun();
    let title = asked(&driver);
    driver.wait_saved().kill().reopen().press("Later").expect_heading("What is service discovery?");
    driver.press("History").expect("Interrupted. Open it to continue").click(Role::Link, "Friday 20 November 2026, 12:03");
    driver.expect_heading("An interview was interrupted").press("Continue the interview").expect_heading(&title);
}

#[test]
fn a_sleeping_machine_does_not_think() {
    let mut driver = begun();
    driver.pass_secs(3).sleep_millis(600_000).settle().expect("0:57 left");
}

#[test]
fn other_screens_can_be_looked_at_meanwhile() {
    let mut driver = begun();
    let title = asked(&driver);
    driver.press("History").expect_heading("Mock interviews so far").press("Mock interview").expect_heading(&title);
}
