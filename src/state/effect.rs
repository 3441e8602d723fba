//! Defines what the program wants done outside itself. Values only: `app` performs them.

use std::sync::Arc;

use crate::study::interview::Interview;
use crate::study::question::QuestionId;

use super::marks::Marks;
use super::settings::{Layout, Settings};

/// One thing to be done by the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Reads the note of a question.
    ReadNote(QuestionId),
    /// Looks whether the notes that are open were changed by another program.
    LookAtNotes(Vec<QuestionId>),
    /// Builds the index to search in, away from the thread that draws.
    BuildIndex,
    /// Writes a note.
    SaveNote {
        /// Whose note.
        question: QuestionId,
        /// Which revision this is.
        revision: u64,
        /// The text.
        text: Arc<str>,
        /// What the file held when it was last seen; another content means that somebody else wrote it.
        base: Option<Arc<str>>,
    },
    /// Writes an interview.
    SaveInterview {
        /// The name of its file, without the ending.
        name: String,
        /// Which revision this is.
        revision: u64,
        /// The interview.
        interview: Box<Interview>,
    },
    /// Writes the read marks.
    SaveMarks(Marks),
    /// Writes the settings.
    SaveSettings(Settings),
    /// Writes how the window looks.
    SaveLayout(Layout),
    /// Asks where to save a text, and saves it there.
    SaveTextAs {
        /// The proposed file name.
        name: String,
        /// The text.
        text: String,
    },
    /// Puts a text on the clipboard.
    Copy(String),
    /// Opens an address in the browser.
    OpenUrl(String),
    /// Scales the window.
    Zoom(f32),
    /// Waits for the disk and closes the window.
    Quit,
    /// Keeps the window open although it was asked to close.
    KeepOpen,
}
