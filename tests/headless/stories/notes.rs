//! Stories of notes: when they are written, what "saved" means, and what happens when another program writes as well.

use greenroom::state::action::{Action, Disk};
use greenroom::state::effect::Effect;
use greenroom::state::notes::NoteStatus;
use greenroom::study::question::QuestionId;

use super::driver::Story;

fn status(story: &Story, question: u32) -> &NoteStatus {
    story.state.notes.get(QuestionId(question)).expect("the note is open").status()
}

fn text(story: &Story, question: u32) -> &str {
    story.state.notes.get(QuestionId(question)).expect("the note is open").text()
}

/// Another program writes a note, and the program is told.
fn write_outside<'a>(story: &'a mut Story, question: u32, text: &str) -> &'a mut Story {
    story.notes.insert(QuestionId(question), text.to_owned());
    story.act(Action::Disk(Disk::NoteChanged(QuestionId(question), Some(text.to_owned()))))
}

#[test]
fn a_note_is_written_400_ms_after_the_last_key() {
    let mut story = Story::new();
    story.note(1, "a").millis(399).expect_notes(&[]).millis(1).expect_notes(&[(1, "a")]);
    story.note(1, "ab").millis(300).note(1, "abc").millis(399).expect_notes(&[]).millis(1).expect_notes(&[(1, "abc")]);
    assert_eq!(story.secs(60).written_notes(), []);
}

#[test]
fn a_note_is_written_2_s_after_the_first_key_while_typing_goes_on() {
    let mut story = Story::new();
    for key in 1..=10 {
        story.note(1, &"x".repeat(key)).millis(if key < 10 { 200 } else { 199 });
    }
    story.expect_notes(&[]).millis(1).expect_notes(&[(1, "xxxxxxxxxx")]);
}

#[test]
fn the_same_text_again_is_no_change() {
    let mut story = Story::new();
    story.note(1, "").secs(9).expect_notes(&[]);
    assert_eq!(status(&story, 1), &NoteStatus::Unchanged);
}

#[test]
fn leaving_losing_focus_and_quitting_write_at_once() {
    let leave = [
        Action::Open(QuestionId(2)),
        Action::OpenNeighbour(1),
        Action::WindowFocused(false),
        Action::SaveNotes,
        Action::Quit,
        Action::CloseRequested,
        Action::StartInterview,
    ];
    for action in leave {
        Story::new().note(1, "a").act(action).expect_notes(&[(1, "a")]);
    }
    let mut story = Story::new();
    story.open(2).note(2, "b").act(Action::Back).expect_notes(&[(2, "b")]);
    story.note(1, "a").act(Action::Forward).expect_notes(&[(1, "a")]);
}

#[test]
fn saved_is_said_only_for_the_confirmed_text() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400);
    assert_eq!(status(&story, 1), &NoteStatus::Unsaved);
    assert!(story.state.is_unsaved());
    story.confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    assert!(!story.state.is_unsaved());
    story.note(1, "ab");
    assert_eq!(status(&story, 1), &NoteStatus::Unsaved);
}

#[test]
fn typing_during_a_flight_leaves_the_note_unsaved_until_the_next_write() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400).note(1, "ab").forget().secs(1).expect_notes(&[]);
    story.confirm();
    let [Effect::SaveNote { text, base, .. }] = story.waiting.as_slice() else { panic!("{:?}", story.waiting) };
    assert_eq!((&**text, base.as_deref()), ("ab", Some("a")), "what was confirmed is what the next write expects to find");
    assert_eq!(status(&story, 1), &NoteStatus::Unsaved);
    story.confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    assert!(story.state.notices.is_empty(), "our own write is no conflict: {:?}", story.state.notices);
}

#[test]
fn an_answer_to_another_revision_confirms_nothing() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400);
    for revision in [0, 2] {
        story.act(Action::Disk(Disk::NoteSaved { question: QuestionId(1), revision, conflict: None }));
        assert_eq!(status(&story, 1), &NoteStatus::Unsaved);
    }
}

#[test]
fn what_is_typed_during_a_flight_is_written_at_once_when_the_window_closes() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400).note(1, "ab").forget().act(Action::Quit).expect_notes(&[(1, "ab")]);
    story.confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Unsaved, "the older write confirms nothing");
    assert!(story.state.is_unsaved());
    story.confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    assert!(story.state.notices.is_empty(), "our own older write is no conflict: {:?}", story.state.notices);
    // Quitting twice writes once, and a window that stays open after all goes on as before.
    story.act(Action::Quit).expect_notes(&[]).note(1, "abc").millis(399).expect_notes(&[]).millis(1).expect_notes(&[(1, "abc")]);
}

#[test]
fn an_overtaken_write_that_fails_does_not_matter() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400).note(1, "ab").act(Action::SaveNotes).fail("The disk is full").confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
}

#[test]
fn a_failure_says_why_keeps_the_text_and_is_tried_again_after_5_s() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400).fail("The disk is full").forget();
    assert_eq!(status(&story, 1), &NoteStatus::Failed("The disk is full".to_owned()));
    assert_eq!(text(&story, 1), "a");
    assert!(story.state.is_unsaved());
    story.millis(4999).expect_notes(&[]).millis(1).expect_notes(&[(1, "a")]).fail("The disk is full").forget();
    story.secs(5).expect_notes(&[(1, "a")]).confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    assert_eq!(story.secs(60).written_notes(), []);
}

#[test]
fn typing_on_neither_hides_a_failure_nor_hammers_the_disk() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400).fail("The disk is full").forget();
    story.millis(1000).note(1, "ab").millis(3999).expect_notes(&[]);
    assert_eq!(status(&story, 1), &NoteStatus::Failed("The disk is full".to_owned()));
    story.millis(1).expect_notes(&[(1, "ab")]).confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
}

#[test]
fn a_failed_write_is_tried_at_once_when_it_is_asked_for() {
    for action in [Action::SaveNotes, Action::Quit, Action::Open(QuestionId(2)), Action::WindowFocused(false)] {
        let mut story = Story::new();
        story.slow_disk().note(1, "a").millis(400).fail("The disk is full").forget().act(action).expect_notes(&[(1, "a")]);
    }
}

#[test]
fn a_clean_note_takes_in_what_another_program_writes() {
    let mut story = Story::new();
    story.note(1, "mine").secs(1).forget();
    write_outside(&mut story, 1, "theirs");
    assert_eq!((text(&story, 1), status(&story, 1)), ("theirs", &NoteStatus::Unchanged));
    assert_eq!(story.state.notices.len(), 1);
    story.secs(5).expect_notes(&[]).note(1, "theirs and mine").secs(1).expect_notes(&[(1, "theirs and mine")]);
    assert_eq!(story.state.notices.len(), 1, "no conflict: {:?}", story.state.notices);
    story.act(Action::Disk(Disk::NoteChanged(QuestionId(1), None)));
    assert_eq!(text(&story, 1), "", "a deleted file is an empty note");
}

#[test]
fn our_own_write_and_the_same_text_are_no_news() {
    let mut story = Story::new();
    story.slow_disk().note(1, "a").millis(400);
    write_outside(&mut story, 1, "a");
    assert_eq!(status(&story, 1), &NoteStatus::Unsaved, "only the writer's word counts");
    story.confirm();
    write_outside(&mut story, 1, "a");
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    story.note(1, "ab");
    write_outside(&mut story, 1, "ab");
    story.note(1, "abc").millis(400).confirm();
    assert!(story.state.notices.is_empty(), "{:?}", story.state.notices);
    story.open(2).act(Action::Disk(Disk::NoteChanged(QuestionId(2), None)));
    assert!(story.state.notices.is_empty(), "{:?}", story.state.notices);
}

#[test]
fn a_dirty_note_leaves_it_to_the_writer_to_keep_both() {
    let mut story = Story::new();
    story.note(1, "mine").forget();
    write_outside(&mut story, 1, "theirs");
    assert_eq!(text(&story, 1), "mine");
    let [Effect::SaveNote { base, .. }] = &story.millis(400).log[..] else { panic!() };
    assert_eq!(base.as_deref(), None, "what was never seen is not claimed");
    assert_eq!(story.state.notices.len(), 1, "the conflict is told");
    assert!(story.state.notices[0].contains("conflict.md"));
}

#[test]
fn notes_of_two_questions_do_not_mix() {
    let mut story = Story::new();
    story.slow_disk().note(1, "one").open(2).note(2, "two").millis(400);
    assert_eq!((text(&story, 1), text(&story, 2)), ("one", "two"));
    story.confirm();
    assert_eq!(status(&story, 1), &NoteStatus::Saved(story.now));
    assert_eq!(status(&story, 2), &NoteStatus::Unsaved);
    story.fail("no");
    assert_eq!(status(&story, 2), &NoteStatus::Failed("no".to_owned()));
    write_outside(&mut story, 1, "changed");
    assert_eq!((text(&story, 1), text(&story, 2)), ("changed", "two"));
    assert_eq!(story.state.notices.len(), 0, "a note that is not shown changes silently");
    story.secs(5).confirm_all();
    assert_eq!(story.notes.into_iter().map(|(id, text)| (id.0, text)).collect::<Vec<_>>(), [(1, "changed".into()), (2, "two".into())]);
}

#[test]
fn a_note_cannot_be_typed_before_it_was_read_and_is_read_once() {
    let mut story = Story::new();
    story.note(40, "lost?").secs(1).expect_notes(&[]);
    assert!(story.state.notes.get(QuestionId(40)).is_none());
    story.notes.insert(QuestionId(40), "there".to_owned());
    story.open(40).open(1).forget().open(40);
    assert_eq!(text(&story, 40), "there");
    assert!(!story.log.iter().any(|effect| matches!(effect, Effect::ReadNote(_))));
    story.note(40, "typed").act(Action::Disk(Disk::NoteRead(QuestionId(40), Some("late".to_owned()))));
    assert_eq!(text(&story, 40), "typed");
}

#[test]
fn a_note_is_present_when_it_has_words() {
    let mut story = Story::begin(|start| start.notes = [QuestionId(40)].into());
    let present = |story: &Story| [1, 2, 40].map(|id| story.state.notes.is_present(QuestionId(id)));
    assert_eq!(present(&story), [false, false, true]);
    assert_eq!(present(story.note(1, "a")), [true, false, true]);
    assert_eq!(present(story.note(1, " \n")), [false, false, true]);
    assert_eq!(present(story.act(Action::Disk(Disk::NotesPresent([QuestionId(2)].into())))), [false, true, false]);
    assert_eq!(present(write_outside(&mut story, 40, "x")), [false, true, true]);
}

#[test]
fn gaining_the_focus_looks_for_changes_of_the_open_notes() {
    let mut story = Story::new();
    story.open(42).forget().act(Action::WindowFocused(true));
    assert_eq!(story.log, [Effect::LookAtNotes(vec![QuestionId(1), QuestionId(42)])]);
}

#[test]
fn a_clock_set_back_does_not_hold_up_a_write() {
    let mut story = Story::new();
    story.note(1, "a").millis(100).sleep_until("2026-11-20T08:30:00Z".parse().unwrap()).expect_notes(&[(1, "a")]);
}

#[test]
fn a_read_only_start_writes_nothing() {
    let mut story = Story::begin(|start| start.is_read_only = true);
    story.note(1, "a").act(Action::MarkRead(QuestionId(1), true)).act(Action::Zoom(2.0)).act(Action::FoldAll(true)).interview(2);
    story.open(42).secs(5).act(Action::WindowFocused(false)).act(Action::Quit);
    assert_eq!(text(&story, 1), "");
    assert!(story.state.interviews.running().is_none());
    assert!(!story.state.is_unsaved());
    let harmless = |effect: &Effect| matches!(effect, Effect::Zoom(_) | Effect::ReadNote(_) | Effect::Quit);
    assert!(story.log.iter().all(harmless), "{:?}", story.log);
    assert!(story.log.contains(&Effect::Quit));
}
