//! Stories of the contents: filtering, folding, the cursor, and following the open question.

use std::sync::Arc;

use greenroom::state::action::Action;
use greenroom::state::contents::Target;
use greenroom::study::question::QuestionId;

use super::driver::{Story, big_pack};

/// The numbers of the listed questions.
fn listed(story: &Story) -> Vec<u32> {
    let number = |row: &Target| if let Target::Question(question) = row { Some(question.0) } else { None };
    story.state.contents.rows().iter().filter_map(number).collect()
}

fn sections(story: &Story) -> Vec<usize> {
    let section = |row: &Target| if let Target::Section(section) = row { Some(*section) } else { None };
    story.state.contents.rows().iter().filter_map(section).collect()
}

fn filtered(typed: &str) -> Story {
    let mut story = Story::new();
    story.act(Action::Filter(typed.to_owned()));
    story
}

fn cursor(question: u32) -> Option<Target> {
    Some(Target::Question(QuestionId(question)))
}

/// Ten sections of 25 questions, 20 rows visible, scrolled to a row.
fn long(first: f32) -> Story {
    let mut story = Story::begin(|start| start.pack = Arc::new(big_pack(10)));
    story.act(Action::ContentsScrolled { first: 0.0, visible: 20.0 }).act(Action::ContentsScrolled { first, visible: 20.0 });
    story
}

/// Opens a question and returns the first visible row.
fn first_after_opening(story: &mut Story, question: u32) -> f32 {
    story.open(question).state.contents.first()
}

#[test]
fn everything_is_listed_at_first() {
    let story = Story::new();
    assert_eq!(listed(&story), [1, 2, 3, 40, 41, 42, 43]);
    assert_eq!((sections(&story), story.state.contents.found()), (vec![0, 1], 7));
}

#[test]
fn every_word_must_occur_in_any_order_and_case() {
    assert_eq!(listed(&filtered("saga")), [40, 41, 43]);
    assert_eq!(listed(&filtered("COMPENSATION saga")), [41]);
    assert_eq!(listed(&filtered(" pattern  the ")), [2, 40]);
    assert_eq!(listed(&filtered("saga 43")), [43]);
    assert_eq!(sections(&filtered("saga")), [1], "a section without a match is not listed");
    let nothing = filtered("saga registry");
    assert!(nothing.state.contents.rows().is_empty());
    assert_eq!((nothing.state.contents.found(), nothing.state.contents.cursor()), (0, None));
}

#[test]
fn a_lone_number_matches_the_start_of_numbers() {
    assert_eq!(listed(&filtered("4")), [40, 41, 42, 43]);
    assert_eq!(listed(&filtered("42")), [42]);
    assert_eq!(listed(&filtered("042")), [42], "as files are named");
    assert_eq!(listed(&filtered("10")), [0; 0], "a number inside a title is no number");
    assert_eq!(listed(&filtered("10 saga")), [43]);
}

#[test]
fn folds_are_kept_while_filtered_and_come_back() {
    let mut story = Story::new();
    story.act(Action::Activate(Target::Section(0))).act(Action::Filter("discovery".to_owned()));
    assert_eq!(listed(&story), [1, 2]);
    assert!(!story.state.contents.is_folded(0));
    story.act(Action::Activate(Target::Section(0)));
    assert_eq!(listed(&story), [1, 2], "a filtered section cannot be folded");
    story.act(Action::Filter(String::new()));
    assert_eq!(listed(&story), [40, 41, 42, 43], "although question 1 is open");
    assert!(story.state.contents.is_folded(0));
    assert_eq!(story.state.contents.cursor(), Some(Target::Section(0)));
}

#[test]
fn folds_survive_a_restart() {
    let mut story = Story::new();
    story.act(Action::Activate(Target::Section(1))).secs(2).restart();
    assert_eq!(listed(&story), [1, 2, 3]);
    story.act(Action::Activate(Target::Section(1))).secs(2).restart();
    assert_eq!(listed(&story).len(), 7);
}

#[test]
fn all_sections_fold_and_unfold() {
    let mut story = Story::new();
    assert_eq!(listed(story.act(Action::FoldAll(true))), [0; 0]);
    assert_eq!(listed(story.act(Action::FoldAll(false))).len(), 7);
}

#[test]
fn a_filter_puts_the_cursor_on_its_first_question() {
    let mut story = filtered("saga");
    assert_eq!(story.state.contents.cursor(), cursor(40));
    story.act(Action::MoveCursor(1)).act(Action::ActivateCursor).expect_open(41);
    assert_eq!(story.state.contents.typed(), "saga", "the filter stays while its finds are read");
    story.act(Action::Filter(String::new()));
    assert_eq!(story.state.contents.cursor(), cursor(41));
}

#[test]
fn arrows_move_over_sections_and_questions_and_stop_at_the_ends() {
    let mut story = Story::new();
    story.act(Action::MoveCursor(-1));
    assert_eq!(story.state.contents.cursor(), Some(Target::Section(0)));
    story.act(Action::MoveCursor(-5));
    assert_eq!(story.state.contents.cursor(), Some(Target::Section(0)));
    story.act(Action::MoveCursor(4));
    assert_eq!(story.state.contents.cursor(), Some(Target::Section(1)));
    story.act(Action::MoveCursor(isize::MAX));
    assert_eq!(story.state.contents.cursor(), cursor(43));
    story.expect_open(1);
}

#[test]
fn enter_opens_a_question_and_folds_a_section() {
    let mut story = Story::new();
    story.act(Action::MoveCursor(-1)).act(Action::ActivateCursor);
    assert_eq!(listed(&story), [40, 41, 42, 43]);
    story.act(Action::MoveCursor(2)).act(Action::ActivateCursor).expect_open(40);
    story.act(Action::Activate(Target::Section(0)));
    assert_eq!(listed(&story).len(), 7);
}

#[test]
fn arrows_scroll_the_list_along() {
    let mut story = long(0.0);
    story.act(Action::MoveCursor(18));
    assert_eq!(story.state.contents.first(), 0.0);
    story.act(Action::MoveCursor(1));
    assert_eq!(story.state.contents.first(), 1.0);
    story.act(Action::MoveCursor(-20));
    assert_eq!(story.state.contents.first(), 0.0);
}

#[test]
fn nothing_moves_when_the_opened_row_is_visible() {
    // Question n of the first section stands in row n.
    assert_eq!(first_after_opening(&mut long(50.0), 60), 50.0);
    assert_eq!(first_after_opening(&mut long(0.0), 17), 0.0);
}

#[test]
fn a_row_picked_in_the_list_is_not_moved_under_the_pointer() {
    for (first, row) in [(0.0, 19), (10.0, 10)] {
        let mut story = long(first);
        story.act(Action::Activate(Target::Question(QuestionId(row)))).expect_open(row);
        assert_eq!(story.state.contents.first(), first);
    }
}

#[test]
fn a_near_row_moves_the_list_no_more_than_it_must() {
    // Row 18 and two more fit when row 1 is the first of 20.
    assert_eq!(first_after_opening(&mut long(0.0), 18), 1.0);
    assert_eq!(first_after_opening(&mut long(10.0), 11), 9.0);
}

#[test]
fn a_far_row_lands_in_the_middle() {
    // Question 130 stands in row 135: five sections are before it.
    assert_eq!(first_after_opening(&mut long(0.0), 130), 135.0 - 9.5);
    assert_eq!(first_after_opening(&mut long(200.0), 30), 31.0 - 9.5);
    assert_eq!(first_after_opening(&mut long(0.0), 250), 240.0);
}

#[test]
fn opening_a_question_unfolds_its_section() {
    let mut story = long(0.0);
    story.act(Action::FoldAll(true)).open(130);
    assert_eq!(listed(&story), (126..=150).collect::<Vec<_>>());
    assert_eq!((story.state.contents.cursor(), story.state.contents.first()), (cursor(130), 0.0));
    assert_eq!(story.secs(2).state.layout.folded.len(), 9);
}

#[test]
fn the_row_is_followed_once_it_is_known_how_many_fit() {
    let mut story = Story::begin(|start| {
        start.pack = Arc::new(big_pack(10));
        start.question = Some(QuestionId(130));
    });
    assert_eq!(story.state.contents.first(), 0.0);
    story.act(Action::ContentsScrolled { first: 0.0, visible: 20.0 });
    assert_eq!(story.state.contents.first(), 135.0 - 9.5);
    story.act(Action::ContentsScrolled { first: 3.0, visible: 20.0 });
    assert_eq!(story.state.contents.first(), 3.0, "the wheel is not fought");
}

#[test]
fn the_opened_row_is_visible_in_a_list_of_any_height() {
    for visible in [1.0, 1.5, 2.0, 3.0, 4.0, 5.5, 20.0, 400.0] {
        for first in [0.0, 40.0, 41.3, 200.0] {
            for question in [1_u32, 25, 38, 41, 44, 47, 250] {
                let mut story = long(0.0);
                story.act(Action::ContentsScrolled { first, visible }).open(question);
                let row = (question + (question - 1) / 25) as f32;
                let top = story.state.contents.first();
                assert!(top <= row && row + 1.0 <= top + visible, "{question}: {top} + {visible}");
            }
        }
    }
}
