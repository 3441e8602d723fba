//! Stories of reading: the way back, scrolling, the read mark, links.

use greenroom::state::action::Action;
use greenroom::state::effect::Effect;
use greenroom::state::reading::Scroll;
use greenroom::state::{Dialog, Screen};
use greenroom::study::question::QuestionId;

use super::driver::Story;

/// The answer is drawn: 500 points of it are visible.
fn drawn(story: &mut Story, offset: f32, whole: f32) -> &mut Story {
    story.act(Action::Scrolled { offset, visible: 500.0, whole })
}

fn is_read(story: &Story, question: u32) -> bool {
    story.state.marks.read.contains(&QuestionId(question))
}

fn followed(link: &str) -> Story {
    let mut story = Story::new();
    story.forget().act(Action::FollowLink(link.to_owned()));
    story
}

#[test]
fn the_first_question_is_open_at_the_first_start() {
    Story::new().expect_open(1);
    assert!(Story::new().state.reading.answer().is_some());
}

#[test]
fn the_wanted_question_is_opened_then_the_last_then_the_first() {
    let opened = |wanted: Option<u32>, last: Option<u32>| {
        let story = Story::begin(|start| {
            start.question = wanted.map(QuestionId);
            start.layout.open = last.map(QuestionId);
            start.layout.answer_offset = 70.0;
        });
        (story.state.reading.open().unwrap().0, story.state.reading.offset())
    };
    assert_eq!(opened(Some(42), Some(40)), (42, 0.0));
    assert_eq!(opened(None, Some(40)), (40, 70.0));
    assert_eq!(opened(Some(99), Some(40)), (40, 70.0));
    assert_eq!(opened(None, Some(99)), (1, 0.0));
    assert_eq!(opened(Some(40), Some(40)), (40, 70.0));
}

#[test]
fn back_and_forward_retrace_the_way() {
    let mut story = Story::new();
    story.open(42).open(2).act(Action::Back).expect_open(42).act(Action::Back).expect_open(1);
    story.act(Action::Back).expect_open(1);
    story.act(Action::Forward).expect_open(42).act(Action::Forward).expect_open(2).act(Action::Forward).expect_open(2);
    story.act(Action::Back).expect_open(42);
}

#[test]
fn another_way_clears_forward() {
    let mut story = Story::new();
    story.open(42).act(Action::Back).open(2);
    assert!(!story.state.reading.can_go_forward());
    story.act(Action::Back).expect_open(1);
}

#[test]
fn the_open_question_and_an_unknown_one_leave_no_step() {
    let mut story = Story::new();
    story.open(1).act(Action::Show(Screen::History)).open(99).expect_open(1);
    assert!(!story.state.reading.can_go_back());
    assert_eq!(story.state.screen, Screen::History);
    story.open(1);
    assert_eq!(story.state.screen, Screen::Read);
}

#[test]
fn going_back_shows_what_it_goes_back_to() {
    let mut story = Story::new();
    story.open(2).act(Action::Show(Screen::History)).act(Action::Back).expect_open(1);
    assert_eq!(story.state.screen, Screen::Read);
    story.act(Action::Show(Screen::History)).act(Action::Back);
    assert_eq!(story.state.screen, Screen::History);
}

#[test]
fn neighbours_follow_the_list_and_end_with_it() {
    let mut story = Story::new();
    story.act(Action::OpenNeighbour(-1)).expect_open(1);
    story.open(3).act(Action::OpenNeighbour(1)).expect_open(40).act(Action::OpenNeighbour(-1)).expect_open(3);
    story.open(43).act(Action::OpenNeighbour(1)).expect_open(43).act(Action::OpenNeighbour(isize::MIN)).expect_open(43);
}

#[test]
fn a_pending_question_opens_without_an_answer() {
    assert!(Story::new().open(3).expect_open(3).state.reading.answer().is_none());
}

#[test]
fn keys_scroll_and_stop_at_the_ends() {
    let mut story = Story::new();
    drawn(&mut story, 0.0, 2000.0);
    let mut scrolled = |scroll| story.act(Action::Scroll(scroll)).state.reading.offset();
    assert_eq!(scrolled(Scroll::Lines(-1.0)), 0.0);
    assert_eq!(scrolled(Scroll::Pages(1.0)), 440.0);
    assert_eq!(scrolled(Scroll::Lines(1.0)), 506.0);
    assert_eq!(scrolled(Scroll::Pages(9.0)), 1500.0);
    assert_eq!(scrolled(Scroll::Start), 0.0);
    assert_eq!(scrolled(Scroll::End), 1500.0);
    let mut short = Story::new();
    drawn(&mut short, 0.0, 300.0).act(Action::Scroll(Scroll::End));
    assert_eq!(short.state.reading.offset(), 0.0);
}

#[test]
fn each_question_keeps_its_place() {
    let mut story = Story::new();
    drawn(&mut story, 700.0, 2000.0).open(2);
    assert_eq!(story.state.reading.offset(), 0.0);
    drawn(&mut story, 300.0, 2000.0).act(Action::Back);
    assert_eq!(story.state.reading.offset(), 700.0);
    story.act(Action::Forward);
    assert_eq!(story.state.reading.offset(), 300.0);
    story.secs(2).restart().expect_open(2);
    assert_eq!(story.state.reading.offset(), 300.0);
}

#[test]
fn a_question_is_read_when_its_end_was_seen_and_eight_seconds_passed() {
    let read_after = |millis: u64, offset: f32| {
        let mut story = Story::new();
        drawn(&mut story, offset, 2000.0).millis(millis).open(2);
        is_read(&story, 1)
    };
    assert!(read_after(8000, 1500.0));
    assert!(read_after(8000, 1420.0));
    assert!(!read_after(7999, 1500.0), "leafed past");
    assert!(!read_after(60_000, 1419.0), "its end was not seen");
}

#[test]
fn the_end_counts_as_seen_after_scrolling_up_again_and_by_key() {
    let mut story = Story::new();
    drawn(&mut story, 0.0, 2000.0).act(Action::Scroll(Scroll::End)).act(Action::Scroll(Scroll::Start)).secs(8).open(2);
    assert!(is_read(&story, 1));
    assert!(story.log.iter().any(|effect| matches!(effect, Effect::SaveMarks(marks) if marks.read.contains(&QuestionId(1)))));
}

#[test]
fn the_seen_end_of_one_question_does_not_count_for_the_next() {
    let mut story = Story::new();
    drawn(&mut story, 1500.0, 2000.0).secs(8).open(2).secs(8).act(Action::Back);
    assert!(!is_read(&story, 2));
}

#[test]
fn a_clock_set_back_is_no_reading_and_a_pending_answer_is_never_read() {
    let mut story = Story::new();
    drawn(&mut story, 1500.0, 2000.0).sleep_until("2026-11-20T08:30:00Z".parse().unwrap()).open(3);
    assert!(!is_read(&story, 1));
    drawn(&mut story, 0.0, 100.0).secs(9).open(1);
    assert!(!is_read(&story, 3));
}

#[test]
fn quitting_counts_as_leaving() {
    let mut story = Story::new();
    drawn(&mut story, 1500.0, 2000.0).secs(8).act(Action::Quit).restart();
    assert!(is_read(&story, 1));
}

#[test]
fn a_mark_is_set_and_taken_away_by_hand_and_written_once() {
    let mut story = Story::new();
    story.forget().act(Action::MarkRead(QuestionId(40), true)).act(Action::MarkRead(QuestionId(40), true));
    assert!(is_read(&story, 40));
    assert_eq!(story.log.len(), 1);
    story.restart().act(Action::MarkRead(QuestionId(40), false));
    assert!(!is_read(&story, 40));
    assert!(!is_read(story.restart(), 40));
}

#[test]
fn links_lead_to_questions_and_addresses() {
    followed("../01-b/042.md#key-points").expect_open(42);
    followed("2.md").expect_open(2);
    for address in ["https://example.com/042.md", "http://example.com", "mailto:a@example.com"] {
        assert_eq!(followed(address).expect_open(1).log, [Effect::OpenUrl(address.to_owned())]);
    }
}

#[test]
fn other_links_open_nothing_and_say_so() {
    let others = ["", "nonsense", "099.md", "javascript:alert(1)", "javascript:/042.md", "file:///etc/passwd", "file:///tmp/042.md", "#a"];
    for link in others {
        let mut story = followed(link);
        story.expect_open(1);
        assert!(story.log.is_empty(), "{link}: {:?}", story.log);
        assert_eq!(story.state.notices, [format!("The link {link} leads nowhere in this pack")]);
    }
}

#[test]
fn a_notice_is_said_once_and_can_be_dismissed() {
    let mut story = followed("nonsense");
    story.act(Action::FollowLink("nonsense".to_owned()));
    assert_eq!(story.state.notices.len(), 1);
    story.act(Action::DismissNotice(7)).act(Action::DismissNotice(0));
    assert!(story.state.notices.is_empty());
}

#[test]
fn no_question_opens_behind_a_running_interview() {
    let mut story = Story::new();
    story.open(2).interview(2).open(42).act(Action::Back).act(Action::OpenNeighbour(1)).expect_open(2);
    assert_eq!(story.state.screen, Screen::Interview);
}

#[test]
fn an_idle_window_is_not_woken() {
    let mut story = Story::new();
    drawn(&mut story, 10.0, 2000.0).secs(5).forget();
    drawn(&mut story, 10.0, 2000.0);
    assert_eq!(story.state.next_wake(story.now), None);
    drawn(&mut story, 20.0, 2000.0).millis(999);
    assert!(story.log.is_empty());
    story.millis(1);
    assert!(matches!(story.log.as_slice(), [Effect::SaveLayout(layout)] if layout.answer_offset == 20.0), "{:?}", story.log);
    assert_eq!(story.state.next_wake(story.now), None);
}

#[test]
fn the_scale_stays_usable() {
    let scaled = |zoom: f32| Story::new().act(Action::Zoom(zoom)).state.settings.zoom;
    assert_eq!((scaled(1.25), scaled(0.0), scaled(99.0), scaled(f32::NAN)), (1.25, 0.5, 3.0, 1.0));
    let story = Story::begin(|start| start.settings.zoom = 0.01);
    assert!(story.log.contains(&Effect::Zoom(0.5)));
    assert_eq!(Story::new().act(Action::ShowDialog(Some(Dialog::Help))).state.dialog, Some(Dialog::Help));
}
