//! Stories of the running interview: what is drawn, the way through it, grades, the report, and when it is written.

use std::collections::BTreeSet;

use greenroom::state::action::{Action, Disk};
use greenroom::state::effect::Effect;
use greenroom::state::{Dialog, Focus, Screen};
use greenroom::study::interview::report::Summary;
use greenroom::study::interview::{Grade, Plan, Stage};

use super::driver::Story;

/// What seeds 1 and 2 draw from the small pack, in this and every later version.
const GOLDEN_1: [u32; 6] = [40, 2, 42, 41, 1, 43];
const GOLDEN_2: [u32; 6] = [43, 41, 1, 40, 42, 2];

const REPORT: &str = "# Mock interview, 2026-11-20 10:30

2 of 5 questions answered, 1 within 1:00 each, 2 of 6 key points said.

| # | question | time | target | points | grade |
|---|---|---|---|---|---|
| 40 | What is the Saga pattern? | 1:00 | 1:00 | 1 of 3 | Good |
| 2 | What are the types of discovery patterns? | 1:02 | 1:00 | 1 of 3 | Again |
| 42 | What is eventual \\| strong consistency? | 0:03 | 1:00 | – | skipped |
| 41 | How do you handle SAGA compensation? | 0:07 | 1:00 | – | skipped |
| 1 | What is service discovery? | 0:00 | 1:00 | – | not asked |

## 2. What are the types of discovery patterns?

Compensate | undo
";

fn drawn(sections: &[u32], questions: u32, seed: u64) -> Vec<u32> {
    let mut story = Story::new();
    story.interview_of(Plan { sections: sections.iter().copied().collect(), questions, secs_each: 60, seed });
    let responses = story.state.interviews.running().map(|running| running.responses.as_slice()).unwrap_or_default();
    responses.iter().map(|response| response.question.0).collect()
}

fn write<'a>(story: &'a mut Story, text: &str) -> &'a mut Story {
    story.act(Action::WriteResponse(text.to_owned()))
}

/// Reveals, ticks the first point, grades and goes on.
fn answer(story: &mut Story, grade: Grade) -> &mut Story {
    story.act(Action::Reveal).act(Action::TickPoint(0, true)).act(Action::Grade(grade)).millis(300).act(Action::NextQuestion)
}

#[test]
fn a_seed_draws_the_same_for_ever() {
    assert_eq!(drawn(&[1, 2], 6, 1), GOLDEN_1);
    assert_eq!(drawn(&[1, 2], 6, 2), GOLDEN_2);
    assert_eq!(drawn(&[1, 2], 3, 1), GOLDEN_1[..3]);
}

#[test]
fn a_draw_has_answered_questions_of_its_sections_each_once_and_no_more_than_there_are() {
    for seed in 0..200 {
        let all = drawn(&[1, 2], 99, seed);
        assert_eq!((all.len(), all.iter().copied().collect::<BTreeSet<_>>()), (6, [1, 2, 40, 41, 42, 43].into()));
        assert!(drawn(&[2], 3, seed).iter().all(|id| *id >= 40));
    }
    assert_eq!(drawn(&[1], 99, 5).len(), 2);
    assert!(drawn(&[9], 5, 1).is_empty());
    assert!(drawn(&[], 5, 1).is_empty());
    assert!(drawn(&[1], 0, 1).is_empty());
}

#[test]
fn each_question_is_drawn_first_about_as_often() {
    let firsts: Vec<u32> = (0..600).map(|seed| drawn(&[1, 2], 1, seed)[0]).collect();
    for id in [1, 2, 40, 41, 42, 43] {
        let count = firsts.iter().filter(|first| **first == id).count();
        assert!((70..=130).contains(&count), "question {id} came first {count} times of 600");
    }
}

#[test]
fn all_answered_sections_are_chosen_at_first_and_the_plan_is_kept() {
    let mut story = Story::new();
    assert_eq!(story.state.interviews.plan().sections, [1, 2].into());
    let plan = Plan { sections: [2].into(), questions: 3, secs_each: 90, seed: 7 };
    story.act(Action::SetPlan(plan.clone())).restart();
    assert_eq!(story.state.interviews.plan(), &plan);
}

#[test]
fn one_interview_at_a_time() {
    let mut story = Story::new();
    let first = story.interview(2).running().clone();
    assert_eq!((story.state.screen, story.state.focus), (Screen::Interview, Some(Focus::Response)));
    story.secs(1).forget().act(Action::StartInterview).expect_saves(0);
    assert_eq!(story.running().started_at, first.started_at);
}

#[test]
fn reveal_shows_the_answer_and_only_then_points_are_ticked() {
    let mut story = Story::new();
    write(story.interview(2).act(Action::TickPoint(0, true)), "mine");
    assert!(story.response().ticked.is_empty());
    assert!(story.state.interviews.answer().is_none());
    write(story.act(Action::Reveal), "too late");
    assert_eq!((story.response().stage, story.response().points, &*story.response().text), (Stage::Judging, 3, "mine"));
    assert_eq!(story.state.interviews.answer().map(|answer| answer.key_points.len()), Some(3));
    assert_eq!(story.state.focus, Some(Focus::Nothing));
    story.act(Action::TickPoint(1, true)).act(Action::TickPoint(2, true)).act(Action::TickPoint(2, false)).act(Action::TickPoint(3, true));
    assert_eq!(story.response().ticked, [1].into());
}

#[test]
fn the_next_question_comes_only_after_a_grade() {
    let mut story = Story::new();
    story.interview(2).act(Action::NextQuestion).act(Action::Grade(Grade::Good)).secs(1);
    assert_eq!((story.running().at, story.response().grade), (0, None));
    story.act(Action::Reveal).act(Action::NextQuestion).act(Action::SkipQuestion);
    assert_eq!((story.running().at, story.response().stage), (0, Stage::Judging));
    story.act(Action::Grade(Grade::Good)).act(Action::NextQuestion);
    assert_eq!((story.running().at, story.response().stage, story.response().grade), (1, Stage::Answering, None));
    assert_eq!(story.state.focus, Some(Focus::Response));
    assert!(story.state.interviews.answer().is_none());
    assert_eq!(story.running().responses[0].stage, Stage::Done);
}

#[test]
fn a_second_grade_within_250_ms_is_a_slip() {
    let graded_after = |millis: u64| {
        let mut story = Story::new();
        story.interview(1).act(Action::Reveal).act(Action::Grade(Grade::Good)).sleep(millis).act(Action::Grade(Grade::Easy));
        story.response().grade
    };
    assert_eq!(graded_after(0), Some(Grade::Good));
    assert_eq!(graded_after(249), Some(Grade::Good));
    assert_eq!(graded_after(250), Some(Grade::Easy));
}

#[test]
fn a_refused_grade_does_not_prolong_the_guard() {
    let mut story = Story::new();
    story.interview(1).act(Action::Reveal).act(Action::Grade(Grade::Good));
    story.sleep(200).act(Action::Grade(Grade::Hard)).sleep(50).act(Action::Grade(Grade::Easy));
    assert_eq!(story.response().grade, Some(Grade::Easy));
}

#[test]
fn ending_early_asks_nothing_more_and_shows_the_report() {
    let mut story = Story::new();
    answer(story.interview(4).secs(10), Grade::Hard).secs(5);
    story.act(Action::ShowDialog(Some(Dialog::EndInterview))).act(Action::EndInterview);
    assert_eq!((story.state.screen, story.state.dialog), (Screen::Report, None));
    let (_, kept) = story.state.interviews.report().unwrap();
    let stages: Vec<Stage> = kept.interview.responses.iter().map(|response| response.stage).collect();
    assert_eq!(stages, [Stage::Done, Stage::Skipped, Stage::Waiting, Stage::Waiting]);
    assert_eq!(kept.interview.ended_at, Some(story.now));
    assert!(story.interviews[&kept.name].is_over());
    assert!(!story.state.is_unsaved());
}

#[test]
fn a_judged_question_counts_when_the_interview_is_ended() {
    let mut story = Story::new();
    story.interview(1).act(Action::Reveal).act(Action::Grade(Grade::Easy)).act(Action::EndInterview);
    assert_eq!(story.state.interviews.past()[0].interview.responses[0].stage, Stage::Done);
}

#[test]
fn the_report_adds_up() {
    let mut story = Story::new();
    answer(story.interview_of(Plan { sections: [1, 2].into(), questions: 5, secs_each: 60, seed: 1 }).secs(60), Grade::Good).secs(61);
    write(&mut story, "Compensate | undo").secs(1);
    answer(&mut story, Grade::Again).secs(3).act(Action::SkipQuestion).secs(7).act(Action::EndInterview);
    let (_, kept) = story.state.interviews.report().unwrap();
    let wanted =
        Summary { answered: 2, skipped: 2, left: 1, thinking_millis: 132_000, within_time: 1, ticked: 2, points: 6, grades: [1, 0, 1, 0] };
    assert_eq!(kept.interview.summary(), wanted);
    let name = kept.name.clone();
    assert_eq!(name, "2026-11-20T10-30-00");
    story.forget().act(Action::CopyReport).act(Action::ExportReport);
    let [Effect::Copy(text), Effect::SaveTextAs { name: file, text: same }] = story.log.as_slice() else { panic!("{:?}", story.log) };
    assert_eq!((text, file), (same, &format!("interview {name}.md")));
    assert_eq!(text, REPORT);
}

#[test]
fn every_step_is_written_at_once() {
    let mut story = Story::new();
    story.forget().interview(3).expect_saves(1);
    let steps = [
        Action::PauseInterview(true),
        Action::PauseInterview(false),
        Action::Reveal,
        Action::TickPoint(0, true),
        Action::TickPoint(0, false),
        Action::Grade(Grade::Good),
        Action::NextQuestion,
        Action::SkipQuestion,
        Action::EndInterview,
    ];
    for step in steps {
        story.sleep(300).forget().act(step.clone());
        assert_eq!(story.written_interviews().len(), 1, "{step:?}");
        let on_disk = story.interviews.values().next();
        let in_window = story.state.interviews.running().or(story.state.interviews.past().first().map(|kept| &kept.interview));
        assert_eq!(on_disk, in_window, "{step:?}");
    }
    let mut judged = Story::new();
    judged.interview(1).act(Action::Reveal).forget().act(Action::TickPoint(9, true)).act(Action::TickPoint(0, false)).expect_saves(0);
    story.forget().secs(60).act(Action::Grade(Grade::Hard)).act(Action::Reveal).expect_saves(0);
}

#[test]
fn typing_is_written_400_ms_after_the_last_key_and_2_s_after_the_first() {
    let mut story = Story::new();
    write(story.interview(1).forget(), "a").millis(399).expect_saves(0).millis(1);
    assert_eq!(story.written_interviews()[0].responses[0].text, "a");
    story.forget();
    for key in 1..=10 {
        write(&mut story, &"x".repeat(key)).millis(if key < 10 { 200 } else { 199 });
    }
    story.expect_saves(0).millis(1).expect_saves(1);
    write(&mut story, "lost focus").act(Action::WindowFocused(false)).expect_saves(1);
}

#[test]
fn a_counting_clock_is_written_every_5_s_and_a_paused_or_judging_one_is_not() {
    let mut story = Story::new();
    story.interview(1).forget().millis(4999).expect_saves(0).millis(1).expect_saves(1).secs(20).expect_saves(4);
    assert_eq!(story.interviews.values().next().unwrap().responses[0].thinking_millis, 25_000);
    story.act(Action::PauseInterview(true)).forget().secs(60).expect_saves(0);
    story.act(Action::PauseInterview(false)).forget().secs(5).expect_saves(1);
    story.act(Action::Reveal).forget().secs(60).expect_saves(0);
}

#[test]
fn a_failed_write_of_an_interview_is_told_and_tried_again() {
    let mut story = Story::new();
    story.slow_disk().interview(1).act(Action::PauseInterview(true)).confirm().fail("The disk is full").forget();
    assert_eq!(story.state.interviews.failure(), Some("The disk is full"));
    assert!(story.state.is_unsaved());
    story.millis(4999).expect_saves(0).millis(1).expect_saves(1).confirm();
    assert_eq!(story.state.interviews.failure(), None);
    assert!(!story.state.is_unsaved());
}

#[test]
fn the_last_write_of_an_interview_is_tried_again_after_it_is_over_and_another_has_begun() {
    let mut story = Story::new();
    story.slow_disk().interview(1).act(Action::EndInterview).confirm().fail("The disk is full").forget();
    assert!(story.state.is_unsaved());
    story.secs(1).act(Action::StartInterview).act(Action::PauseInterview(true)).fail("The disk is full").confirm_all();
    assert!(story.state.is_unsaved() || story.interviews.values().all(|interview| interview.is_over() || interview.paused));
    story.secs(6).confirm_all();
    assert!(!story.state.is_unsaved());
    let over: Vec<bool> = story.interviews.values().map(|interview| interview.is_over()).collect();
    assert_eq!(over, [true, false]);
}

#[test]
fn an_answer_to_an_older_write_of_an_interview_confirms_nothing() {
    let mut story = Story::new();
    story.slow_disk().interview(1).act(Action::Reveal);
    story.confirm();
    assert!(story.state.is_unsaved());
    story.confirm();
    assert!(!story.state.is_unsaved());
    story.act(Action::Disk(Disk::InterviewSaved(1)));
    assert!(!story.state.is_unsaved());
}
