//! Stories of interruptions: the program is killed or closed while an interview runs, and taken up again.

use greenroom::state::action::Action;
use greenroom::state::effect::Effect;
use greenroom::state::{Dialog, Focus, Screen};
use greenroom::study::interview::{Grade, Stage};

use super::driver::Story;

/// An interview at its second question, revealed, one point ticked, 20 s after the reveal; then the program is killed for an hour.
fn killed() -> Story {
    let mut story = Story::new();
    story.interview(3).secs(10).act(Action::SkipQuestion).secs(7).act(Action::WriteResponse("mine".to_owned())).secs(1);
    story.act(Action::Reveal).act(Action::TickPoint(2, true)).secs(20);
    story.now += std::time::Duration::from_secs(3600);
    story.restart();
    story
}

#[test]
fn an_interrupted_interview_is_offered_and_taken_up_where_it_was() {
    let mut story = killed();
    assert_eq!(story.state.dialog, Some(Dialog::Resume));
    assert!(story.state.interviews.running().is_none());
    story.forget().act(Action::ResumeInterview).expect_saves(1);
    assert_eq!((story.state.dialog, story.state.screen, story.state.focus), (None, Screen::Interview, Some(Focus::Nothing)));
    let response = story.response();
    assert_eq!((story.running().at, response.stage, &*response.text), (1, Stage::Judging, "mine"));
    assert_eq!((response.ticked.clone(), response.thinking_millis), ([2].into(), 8000));
    assert!(story.state.interviews.answer().is_some());
    let passed = story.now.duration_since(story.running().started_at).as_millis();
    assert_eq!(i128::from(18_000 + story.running().away_millis), passed, "what nobody counted was away");
    story.act(Action::Grade(Grade::Good)).act(Action::NextQuestion).secs(2);
    assert_eq!((story.running().at, story.response().thinking_millis), (2, 2000));
}

#[test]
fn a_kill_while_counting_costs_at_most_5_s_of_thinking() {
    let mut story = Story::new();
    story.interview(1).millis(13_900).restart().act(Action::ResumeInterview);
    assert_eq!((story.response().thinking_millis, story.running().away_millis), (10_000, 3900));
    assert_eq!(story.state.focus, Some(Focus::Response));
}

#[test]
fn a_kill_during_a_pause_resumes_with_a_running_clock() {
    let mut story = Story::new();
    story.interview(1).secs(3).act(Action::PauseInterview(true)).secs(50).restart().act(Action::ResumeInterview).secs(2);
    assert_eq!((story.response().thinking_millis, story.response().paused_millis), (5000, 0));
    assert_eq!(story.running().away_millis, 50_000);
}

#[test]
fn at_most_2_s_of_typing_are_lost() {
    let mut story = Story::new();
    story.interview(1);
    for key in 1..=30 {
        story.act(Action::WriteResponse("x".repeat(key))).millis(100);
    }
    story.restart().act(Action::ResumeInterview);
    assert!(story.response().text.len() >= 20, "{}", story.response().text.len());
}

#[test]
fn resuming_later_leaves_it_in_the_history_where_it_can_be_taken_up() {
    for leave in [Action::ResumeLater, Action::ShowDialog(None), Action::ShowDialog(Some(Dialog::Help))] {
        let mut story = killed();
        story.act(leave);
        assert!(story.state.interviews.interrupted().is_none());
        assert_eq!(story.state.interviews.past().len(), 1);
        story.act(Action::ShowReport(0));
        assert_eq!(story.state.dialog, Some(Dialog::Resume));
        story.act(Action::ResumeInterview);
        assert_eq!(story.response().text, "mine");
        assert!(story.state.interviews.past().is_empty());
    }
}

#[test]
fn a_new_interview_leaves_the_interrupted_one_in_the_history() {
    let mut story = killed();
    story.interview(1);
    assert_eq!(story.state.dialog, None);
    assert_eq!(story.state.interviews.past().len(), 1);
    story.act(Action::ResumeInterview);
    assert_eq!(story.running().responses.len(), 1, "the running one goes on");
}

#[test]
fn quitting_saves_the_interview_to_the_moment() {
    let mut story = Story::new();
    story.interview(1).secs(11).sleep(2500);
    story.act(Action::WriteResponse("last words".to_owned())).forget().act(Action::Quit);
    assert_eq!(story.log.last(), Some(&Effect::Quit));
    assert_eq!(story.written_interviews().len(), 1);
    story.restart().act(Action::ResumeInterview);
    assert_eq!((&*story.response().text, story.response().thinking_millis), ("last words", 13_500));
}

#[test]
fn closing_during_an_interview_asks_first() {
    let mut story = Story::new();
    story.interview(1).forget().act(Action::CloseRequested);
    assert_eq!((story.log.as_slice(), story.state.dialog), ([Effect::KeepOpen].as_slice(), Some(Dialog::QuitInterview)));
    story.act(Action::ShowDialog(None)).forget().act(Action::CloseRequested);
    assert_eq!(story.log, [Effect::KeepOpen]);
    story.forget().act(Action::CloseRequested);
    assert_eq!(story.log.last(), Some(&Effect::Quit));
    let mut idle = Story::new();
    idle.act(Action::CloseRequested);
    assert_eq!(idle.log.last(), Some(&Effect::Quit));
}

#[test]
fn a_read_only_window_neither_offers_nor_takes_up_an_interview() {
    let other = killed();
    let kept = other.state.interviews.interrupted().unwrap().clone();
    let mut story = Story::begin(|start| {
        start.is_read_only = true;
        start.interviews = vec![kept];
    });
    assert_eq!(story.state.dialog, None);
    story.act(Action::ResumeInterview);
    assert!(story.state.interviews.running().is_none());
    assert_eq!(story.state.screen, Screen::Read);
    story.act(Action::ShowReport(0));
    assert_eq!((story.state.screen, story.state.dialog), (Screen::Report, None));
}
