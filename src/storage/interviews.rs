//! Defines the files of interviews: one RON file each, named after the moment it began.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::civil::DateTime;

use crate::study::interview::{FORMAT, Interview};

use super::atomic::{FileError, Op};
use super::ron_file::{self, Trouble};

/// How the name of every file ends.
const ENDING: &str = ".ron";

/// The file of an interview.
pub fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{ENDING}"))
}

/// Reads all interviews with their names, oldest first, and says what could not be read. A missing folder holds none.
pub fn load(folder: &Path, now: DateTime) -> (Vec<(String, Interview)>, Vec<Trouble>) {
    let mut interviews = Vec::new();
    let mut troubles = Vec::new();
    let names = names(folder).unwrap_or_else(|error| {
        troubles.push(error.into());
        Vec::new()
    });
    for name in names {
        match ron_file::read::<Interview>(&path(folder, &name), FORMAT, now) {
            Ok(Some(interview)) => interviews.push((name, interview)),
            Ok(None) => {}
            Err(trouble) => troubles.push(trouble),
        }
    }
    // The names are local times, which repeat themselves when a summer ends; the moments inside do not. Equal ones stay by name.
    interviews.sort_by_key(|(_, interview)| interview.started_at);
    (interviews, troubles)
}

/// The names of all interviews, without the ending, in order.
fn names(folder: &Path) -> Result<Vec<String>, FileError> {
    let failed = |source| FileError::new(Op::List, folder, source);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        // Hidden files are not ours: systems and synchronisers leave them everywhere.
        let stem = name.to_str().and_then(|name| name.strip_suffix(ENDING)).filter(|stem| !stem.is_empty() && !stem.starts_with('.'));
        names.extend(stem.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
