//! Stories of the history: names, order, and reports of interviews that are over or not.

use greenroom::state::Screen;
use greenroom::state::action::Action;
use greenroom::state::interviews::Kept;

use super::driver::Story;

fn names(story: &Story) -> Vec<&str> {
    story.state.interviews.past().iter().map(|kept| kept.name.as_str()).collect()
}

/// Three interviews, a minute apart, of which the second was never ended.
fn three() -> Story {
    let mut story = Story::new();
    story.interview(1).act(Action::EndInterview).secs(60);
    story.interview(1).restart().act(Action::ResumeLater).secs(60);
    story.interview(1).act(Action::EndInterview);
    story
}

#[test]
fn two_interviews_in_one_second_have_two_names() {
    let mut story = Story::new();
    for _ in 0..3 {
        story.interview(1).act(Action::EndInterview);
    }
    assert_eq!(names(&story), ["2026-11-20T10-30-00", "2026-11-20T10-30-00-2", "2026-11-20T10-30-00-3"]);
    assert_eq!(story.interviews.len(), 3);
    story.restart().interview(1).act(Action::EndInterview);
    assert_eq!(story.interviews.len(), 4);
}

#[test]
fn a_name_is_free_beside_an_interview_that_was_not_ended() {
    let mut story = Story::new();
    story.interview(1).restart().interview(1);
    assert_eq!(story.interviews.len(), 2);
}

#[test]
fn the_history_is_in_the_order_held_however_late_an_interview_ends() {
    let mut story = three();
    let before = names(&story).join(" ");
    story.act(Action::ShowReport(1)).act(Action::ResumeInterview).secs(5).act(Action::EndInterview);
    assert_eq!(names(&story).join(" "), before);
    assert_eq!(story.state.interviews.report().map(|(place, kept)| (place, kept.interview.is_over())), Some((1, true)));
}

#[test]
fn the_newest_open_interview_is_offered_and_the_others_stay_in_the_history() {
    let mut story = Story::new();
    story.interview(1).secs(60).restart().interview(1).secs(1).restart();
    assert_eq!(story.state.interviews.interrupted().unwrap().name, "2026-11-20T10-31-00");
    assert_eq!(names(&story), ["2026-11-20T10-30-00"]);
    // Another one is taken up instead: the offered one goes to its place.
    story.act(Action::ShowReport(0));
    assert_eq!(story.state.interviews.interrupted().unwrap().name, "2026-11-20T10-30-00");
    assert_eq!(names(&story), ["2026-11-20T10-31-00"]);
}

#[test]
fn a_report_opens_by_its_place_and_nothing_opens_where_there_is_none() {
    let mut story = three();
    story.act(Action::Show(Screen::History)).act(Action::ShowReport(7));
    assert_eq!(story.state.screen, Screen::History);
    story.act(Action::ShowReport(0));
    assert_eq!(story.state.screen, Screen::Report);
    assert_eq!(story.state.interviews.report().map(|(place, _)| place), Some(0));
}

#[test]
fn an_open_report_stays_the_same_when_an_earlier_interview_returns() {
    let mut story = three();
    story.act(Action::ShowReport(1)).act(Action::ShowReport(1));
    let shown = |story: &Story| story.state.interviews.report().map(|(_, kept)| kept.name.clone());
    assert_eq!(shown(&story).as_deref(), Some("2026-11-20T10-32-00"));
    story.act(Action::ResumeLater);
    assert_eq!(names(&story).len(), 3);
    assert_eq!(shown(&story).as_deref(), Some("2026-11-20T10-32-00"));
}

#[test]
fn an_open_interview_cannot_take_the_place_of_the_running_one() {
    let mut story = three();
    story.secs(60).interview(2).act(Action::Show(Screen::History)).act(Action::ShowReport(1));
    assert_eq!((story.state.dialog, story.state.screen), (None, Screen::Report));
    story.act(Action::ResumeInterview);
    assert_eq!(story.running().responses.len(), 2);
    assert_eq!(names(&story).len(), 3);
}

#[test]
fn figures_of_a_tampered_file_do_not_overflow() {
    let mut story = Story::new();
    let mut interview = story.interview(2).running().clone();
    for response in &mut interview.responses {
        response.thinking_millis = u64::MAX;
    }
    (interview.at, interview.away_millis) = (usize::MAX, u64::MAX);
    let mut story = Story::begin(|start| start.interviews = vec![Kept { name: "odd".to_owned(), interview }]);
    story.act(Action::ResumeInterview).secs(40).act(Action::Reveal).act(Action::NextQuestion).act(Action::EndInterview);
    assert_eq!(story.state.interviews.past()[0].interview.summary().thinking_millis, u64::MAX);
    story.act(Action::CopyReport);
}
