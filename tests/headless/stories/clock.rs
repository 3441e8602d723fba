//! Stories of the interview's clock: what counts as thinking, and what midnight, sleep, daylight saving and a wrong clock do.

use greenroom::state::action::Action;
use greenroom::state::effect::Effect;

use super::driver::Story;

/// Milliseconds of the first question: thinking, paused, judging; and of the interview: away.
fn counted(story: &Story) -> [u64; 4] {
    let response = &story.running().responses[0];
    [response.thinking_millis, response.paused_millis, response.judging_millis, story.running().away_millis]
}

#[test]
fn time_counts_by_tick_while_the_question_is_open() {
    let mut story = Story::new();
    story.interview(1).secs(12);
    assert_eq!((counted(&story), story.running().left_millis()), ([12_000, 0, 0, 0], 48_000));
}

#[test]
fn the_window_is_woken_whenever_the_shown_second_changes() {
    let mut story = Story::new();
    story.interview(1).sleep(300);
    let mut shown = Vec::new();
    for _ in 0..4 {
        let wake = story.state.next_wake(story.now).unwrap();
        story.sleep(u64::try_from(wake.as_millis()).unwrap());
        shown.push(story.running().left_millis().div_euclid(1000));
    }
    assert_eq!(shown, [58, 57, 56, 55]);
}

#[test]
fn thirty_seconds_count_and_more_is_away() {
    let mut story = Story::new();
    story.interview(1).sleep(30_000);
    assert_eq!(counted(&story), [30_000, 0, 0, 0]);
    story.sleep(30_001);
    assert_eq!(counted(&story), [30_000, 0, 0, 30_001]);
    story.sleep(8 * 3600 * 1000).secs(1);
    assert_eq!(counted(&story), [31_000, 0, 0, 28_830_001]);
}

#[test]
fn a_clock_set_back_counts_nothing_and_runs_on() {
    let mut story = Story::new();
    story.interview(1).secs(10).sleep_until("2026-11-20T08:30:00Z".parse().unwrap());
    assert_eq!(counted(&story), [10_000, 0, 0, 0]);
    story.secs(5);
    assert_eq!(counted(&story), [15_000, 0, 0, 0]);
}

#[test]
fn a_pause_is_counted_apart_however_long_it_is() {
    let mut story = Story::new();
    story.interview(1).secs(10).act(Action::PauseInterview(true)).secs(600);
    assert_eq!((counted(&story), story.running().is_counting()), ([10_000, 600_000, 0, 0], false));
    assert!(story.state.next_wake(story.now).unwrap().as_secs() >= 10, "nothing shown changes");
    story.act(Action::PauseInterview(false)).secs(5);
    assert_eq!(counted(&story), [15_000, 600_000, 0, 0]);
}

#[test]
fn reveal_stops_the_clock_and_judging_is_counted_apart() {
    let mut story = Story::new();
    story.interview(1).secs(10).act(Action::Reveal).secs(90);
    assert_eq!((counted(&story), story.running().left_millis()), ([10_000, 0, 90_000, 0], 50_000));
}

#[test]
fn reveal_ends_a_pause() {
    let mut story = Story::new();
    story.interview(1).act(Action::PauseInterview(true)).secs(3).act(Action::Reveal).secs(4);
    assert_eq!(counted(&story), [0, 3000, 4000, 0]);
    assert!(!story.running().paused);
}

#[test]
fn skipping_ends_a_pause() {
    let mut story = Story::new();
    story.interview(2).act(Action::PauseInterview(true)).act(Action::SkipQuestion);
    assert!(story.running().is_counting());
}

#[test]
fn overtime_is_negative_and_locks_nothing() {
    let mut story = Story::new();
    story.interview(2).secs(61);
    assert_eq!(story.running().left_millis(), -1000);
    story.secs(600).act(Action::WriteResponse("late".to_owned()));
    assert_eq!((&*story.response().text, story.running().at), ("late", 0));
    story.act(Action::SkipQuestion);
    assert_eq!((story.running().at, story.running().left_millis()), (1, 60_000));
}

#[test]
fn the_time_of_each_question_is_its_own() {
    let mut story = Story::new();
    story.interview(2).secs(7).act(Action::SkipQuestion).secs(9);
    let thinking: Vec<u64> = story.running().responses.iter().map(|response| response.thinking_millis).collect();
    assert_eq!(thinking, [7000, 9000]);
}

/// Starts an interview at a time in Berlin, ends it after 20 s, and returns the clock, the name of its file, and the title of its report.
fn held_at(time: &str) -> (u64, String, String) {
    let mut story = Story::at(time);
    story.interview(1).secs(20);
    let thinking = counted(&story)[0];
    story.act(Action::EndInterview).forget().act(Action::CopyReport);
    let [Effect::Copy(report)] = story.log.as_slice() else { panic!("{:?}", story.log) };
    let title = report.lines().next().unwrap_or_default().to_owned();
    (thinking, story.state.interviews.past()[0].name.clone(), title)
}

#[test]
fn midnight_and_daylight_saving_do_not_touch_the_clock() {
    let cases = [
        ("2026-11-20T22:59:50Z", "2026-11-20T23-59-50", "# Mock interview, 2026-11-20 23:59"),
        ("2026-12-31T22:59:50Z", "2026-12-31T23-59-50", "# Mock interview, 2026-12-31 23:59"),
        // Back from 03:00 to 02:00, then on from 02:00 to 03:00.
        ("2026-10-25T00:59:50Z", "2026-10-25T02-59-50", "# Mock interview, 2026-10-25 02:59"),
        ("2026-10-25T01:00:00Z", "2026-10-25T02-00-00", "# Mock interview, 2026-10-25 02:00"),
        ("2027-03-28T00:59:50Z", "2027-03-28T01-59-50", "# Mock interview, 2027-03-28 01:59"),
        ("2027-03-28T01:00:00Z", "2027-03-28T03-00-00", "# Mock interview, 2027-03-28 03:00"),
    ];
    for (time, name, title) in cases {
        assert_eq!(held_at(time), (20_000, name.to_owned(), title.to_owned()), "{time}");
    }
}

#[test]
fn the_hour_that_comes_twice_makes_two_names_in_the_order_held() {
    let mut story = Story::at("2026-10-25T00:30:00Z");
    story.interview(1).act(Action::EndInterview);
    story.sleep_until("2026-10-25T01:30:00Z".parse().unwrap()).interview(1).act(Action::EndInterview);
    let names: Vec<&str> = story.state.interviews.past().iter().map(|kept| kept.name.as_str()).collect();
    assert_eq!(names, ["2026-10-25T02-30-00", "2026-10-25T02-30-00-2"]);
}
