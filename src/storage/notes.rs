//! Defines the files of notes: one Markdown file each, exactly as typed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

use jiff::civil::DateTime;

use crate::study::question::QuestionId;

use super::atomic::{self, FileError, Op};
use super::ron_file::{self, Trouble};

/// A file no longer than this is opened to see whether it holds more than blanks, in bytes.
const SHORT: u64 = 64;

/// How long a file that stops in the middle of a character is given to be finished by whoever writes it.
const UNFINISHED: Duration = Duration::from_millis(50);

/// The file of a question's note.
pub fn path(folder: &Path, question: QuestionId) -> PathBuf {
    folder.join(question.answer_file())
}

/// Where another program's version of a note goes: `042 (conflict 2026-11-20 09-30).md`.
pub fn conflict_path(folder: &Path, question: QuestionId, now: DateTime) -> PathBuf {
    folder.join(format!("{question} (conflict {}).md", now.strftime("%Y-%m-%d %H-%M")))
}

/// The question whose note has this file name; `None` for every other file, such as `42.md` or `042 (conflict …).md`.
pub fn question_of(name: &str) -> Option<QuestionId> {
    QuestionId::of_link(name).filter(|question| question.0 > 0 && question.answer_file() == name)
}

/// The questions that have a note with something in it.
///
/// # Errors
/// The folder is there and cannot be listed.
pub fn list(folder: &Path) -> Result<BTreeSet<QuestionId>, FileError> {
    let failed = |source| FileError::new(Op::List, folder, source);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut found = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        if let Some(question) = entry.file_name().to_str().and_then(question_of)
            && has_content(&entry.path())
        {
            found.insert(question);
        }
    }
    Ok(found)
}

/// Reads a note exactly as it is; `None` if there is none.
///
/// # Errors
/// What is not UTF-8 is set aside; what is too large, or what the system does not let us read, stays and must not be written.
pub fn read(folder: &Path, question: QuestionId, now: DateTime) -> Result<Option<String>, Trouble> {
    let path = path(folder, question);
    let Some(mut bytes) = atomic::read(&path)? else { return Ok(None) };
    // Other editors write in place. One that is caught in the middle of a character must not lose its file.
    while is_unfinished(&bytes) {
        thread::sleep(UNFINISHED);
        match atomic::read(&path)? {
            Some(later) if later == bytes => break,
            Some(later) => bytes = later,
            None => return Ok(None),
        }
    }
    String::from_utf8(bytes).map(Some).map_err(|error| ron_file::set_aside(&path, ron_file::not_utf8(&error), now))
}

/// True if only the last character's end is missing.
fn is_unfinished(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// True for a file that is not blank. One that cannot be looked into counts: opening it will say why.
fn has_content(path: &Path) -> bool {
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => false,
        Ok(about) if about.len() > SHORT => true,
        Ok(_) => fs::read(path).map_or(true, |bytes| !String::from_utf8_lossy(&bytes).trim().is_empty()),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// All notes that can be read, to search them. What cannot be read is left alone until it is opened.
pub fn read_all(folder: &Path) -> Vec<(QuestionId, String)> {
    let present = list(folder).unwrap_or_default();
    present.into_iter().filter_map(|question| Some((question, std::fs::read_to_string(path(folder, question)).ok()?))).collect()
}
