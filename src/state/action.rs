//! Defines what can happen: everything the user wants and everything the disk reports arrives as one of these.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::study::interview::{Grade, Plan};
use crate::study::question::QuestionId;
use crate::study::search::Index;

use super::chips::Chips;
use super::contents::Target;
use super::reading::Scroll;
use super::settings::{ThemeChoice, WindowSize};
use super::{Dialog, Focus, Screen};

/// One thing that happened, with its data. [`super::State::update`] is the only place that acts on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Time has passed; whatever is due is done.
    Tick,

    /// Opens a question for reading.
    Open(QuestionId),
    /// Opens the question so many places further on.
    OpenNeighbour(isize),
    /// Goes back to the question read before.
    Back,
    /// Undoes a step back.
    Forward,
    /// Scrolls the answer by key.
    Scroll(Scroll),
    /// The answer was drawn, or scrolled by wheel: where it stands, how much is visible, how long it is, in points.
    Scrolled {
        /// The top of the visible part.
        offset: f32,
        /// The height of the visible part.
        visible: f32,
        /// The height of the whole.
        whole: f32,
    },
    /// Scrolls the answer to a place, in points.
    ScrollTo(f32),
    /// Hides answers until they are asked for, or not.
    ThinkFirst(bool),
    /// Reveals the next part of the open answer.
    RevealPart,
    /// Reveals the whole open answer.
    RevealAll,
    /// Starts to look for something in the open page.
    Find,
    /// Replaces what is looked for in the open page.
    FindText(String),
    /// Shows the hit so many places further on.
    FindStep(isize),
    /// The page was drawn: it holds so many hits.
    Found(usize),
    /// The page was scrolled to the hit that is to be shown.
    FindShown,
    /// Ends looking in the open page.
    CloseFind,
    /// Copies the open answer.
    CopyAnswer {
        /// As its file has it, or as plain text.
        as_markdown: bool,
    },
    /// Sets or removes the read mark of a question.
    MarkRead(QuestionId, bool),
    /// Flags a question to come back to, or takes the flag away.
    Flag(QuestionId, bool),
    /// Follows a link inside an answer: a question of the pack, or an address for the browser.
    FollowLink(String),

    /// Replaces what is typed into the contents' filter.
    Filter(String),
    /// Chooses which questions are listed.
    SetChips(Chips),
    /// Moves the contents' cursor by so many rows.
    MoveCursor(isize),
    /// Opens or folds what the cursor stands on.
    ActivateCursor,
    /// Opens or folds a row of the contents.
    Activate(Target),
    /// Folds every section, or none.
    FoldAll(bool),
    /// The contents were drawn, or scrolled by wheel: the first visible row and how many are visible.
    ContentsScrolled {
        /// The first visible row, with its fraction.
        first: f32,
        /// How many rows are visible.
        visible: f32,
    },

    /// Replaces the text of a note.
    EditNote(QuestionId, String),
    /// Writes every note that has changed, now.
    SaveNotes,
    /// Shows a note as it will look, or as it is typed.
    PreviewNote(bool),

    /// Replaces the plan on the set-up page.
    SetPlan(Plan),
    /// Starts an interview from the plan on the set-up page.
    StartInterview,
    /// Replaces what the candidate writes.
    WriteResponse(String),
    /// Stops the clock, or lets it run.
    PauseInterview(bool),
    /// Shows the answer.
    Reveal,
    /// Marks a key point as said, or not.
    TickPoint(u32, bool),
    /// Grades the response.
    Grade(Grade),
    /// Leaves the judged question for the next.
    NextQuestion,
    /// Leaves the question without an answer.
    SkipQuestion,
    /// Ends the interview and shows its report.
    EndInterview,
    /// Takes up the interview that was interrupted.
    ResumeInterview,
    /// Leaves the interrupted interview for later.
    ResumeLater,
    /// Opens the report of a past interview, by its place in the history.
    ShowReport(usize),
    /// Saves the open report as Markdown where the user says.
    ExportReport,
    /// Copies the open report as Markdown.
    CopyReport,

    /// Shows a screen.
    Show(Screen),
    /// Shows a dialog, or none.
    ShowDialog(Option<Dialog>),
    /// Shows a diagram as large as the window, by its source.
    ShowPicture(String),
    /// Replaces what is typed to go to a question or to find a command.
    PickerText(String),
    /// The index to search in is built, and the notes were read.
    Indexed(Arc<Index>, Vec<(QuestionId, String)>),
    /// Opens a question that was found, and marks in it what was looked for.
    OpenFound(QuestionId),
    /// Marks no longer what was looked for.
    Unlight,
    /// Chooses a row of what fits, from 0.
    PickerChoose(usize),
    /// Gives the keyboard to a part of the window.
    Focus(Focus),
    /// The part has the keyboard.
    FocusTaken,
    /// Chooses light or dark.
    SetTheme(ThemeChoice),
    /// Lets single letters act as shortcuts, or not.
    SetSingleKeys(bool),
    /// Shows or hides the contents.
    ShowContents(bool),
    /// Shows or hides the note.
    ShowNote(bool),
    /// Shows nothing but the answer, or everything.
    FocusMode(bool),
    /// Scales the text of answers; 1 is the usual size.
    ReadingSize(f32),
    /// A panel was resized, in points.
    ResizeContents(f32),
    /// The note's panel was resized, in points.
    ResizeNote(f32),
    /// Scales the whole window; 1 is the system's own scale.
    Zoom(f32),
    /// The window was resized or maximised.
    ResizeWindow(WindowSize),
    /// Takes a notice away.
    DismissNotice(usize),
    /// Saves everything and leaves.
    Quit,
    /// The window is being closed from outside.
    CloseRequested,
    /// The window has gained or lost the keyboard.
    WindowFocused(bool),

    /// The disk has answered.
    Disk(Disk),
}

/// What the disk has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disk {
    /// A note was read; `None` if there is none.
    NoteRead(QuestionId, Option<String>),
    /// A note's file was changed by another program.
    NoteChanged(QuestionId, Option<String>),
    /// This revision of a note is on the disk.
    NoteSaved {
        /// Whose note.
        question: QuestionId,
        /// Which revision.
        revision: u64,
        /// The file with the other version, if another program had changed the note as well.
        conflict: Option<String>,
    },
    /// This revision of a note could not be written.
    NoteFailed {
        /// Whose note.
        question: QuestionId,
        /// Which revision.
        revision: u64,
        /// Why, in a sentence with the path.
        why: String,
    },
    /// Which questions have a note.
    NotesPresent(BTreeSet<QuestionId>),
    /// This revision of the running interview is on the disk.
    InterviewSaved(u64),
    /// The running interview could not be written.
    InterviewFailed(String),
    /// Something else could not be read or written: a sentence with the path.
    Problem(String),
    /// Something went well that the user asked for.
    Done(String),
}
