//! Loads everything the program starts with: the pack, and what the user has written, chosen and marked.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use crate::state::Start;
use crate::state::interviews::Kept;
use crate::state::marks::Marks;
use crate::state::settings::{Layout, Settings};
use crate::state::{marks, settings};
use crate::storage::folders::Folders;
use crate::storage::lock::Lock;
use crate::storage::{atomic, interviews, notes, pack, ron_file};
use crate::study::check::Finding;
use crate::study::pack::Pack;
use crate::study::question::QuestionId;

/// Everything the program starts with.
#[derive(Debug)]
pub struct Boot {
    /// What the state starts from.
    pub start: Start,
    /// Where files lie.
    pub folders: Folders,
    /// Files that must not be written: a newer program wrote them, or they could be neither read nor set aside.
    pub keep_off: HashSet<PathBuf>,
    /// Held while the program runs, so that a second window knows.
    pub lock: Option<Lock>,
}

/// What is wrong with a pack, each with its file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPack {
    /// The folder; `None` for the built-in pack.
    pub folder: Option<PathBuf>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl std::fmt::Display for BadPack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, finding) in self.findings.iter().enumerate() {
            let newline = if place == 0 { "" } else { "\n" };
            match &self.folder {
                Some(folder) => write!(f, "{newline}{}", folder.join(&finding.path).display())?,
                None => write!(f, "{newline}{}", finding.path)?,
            }
            write!(f, ":{}: {}", finding.line, finding.what)?;
        }
        Ok(())
    }
}

/// Loads the pack in a folder, or the built-in one.
///
/// # Errors
/// Everything in the pack that cannot be read, with file and line.
pub fn load_pack(folder: Option<&Path>) -> Result<Pack, BadPack> {
    let bad = |findings| BadPack { folder: folder.map(Path::to_owned), findings };
    let files = match folder {
        Some(folder) => {
            let (files, findings) = pack::read_folder(folder);
            if !findings.is_empty() {
                return Err(bad(findings));
            }
            files
        }
        None => pack::built_in(),
    };
    pack::parse(&files).map_err(bad)
}

/// Loads what the user has written, chosen and marked. What cannot be read is set aside and told, never lost.
pub fn load(pack: Pack, folders: Folders, question: Option<QuestionId>, zone: TimeZone, now: Timestamp) -> Boot {
    let mut loader = Loader { now: now.to_zoned(zone.clone()).datetime(), problems: Vec::new(), keep_off: HashSet::new() };
    let lock = match Lock::take(&folders.lock()) {
        Ok(lock) => lock,
        Err(error) => {
            loader.problems.push(error.to_string());
            None
        }
    };
    let is_read_only = lock.is_none();
    let name = pack.head.name.clone();
    if !is_read_only {
        // A program that was killed while it saved may have left half a file beside the whole one.
        for folder in
            [folders.notes(&name), folders.interviews(&name), folders.data.join(&name), folders.config.clone(), folders.state.clone()]
        {
            atomic::sweep(&folder);
        }
    }
    let settings: Settings = loader.read(&folders.settings(), settings::FORMAT);
    let layout: Layout = loader.read(&folders.window(), settings::FORMAT);
    let marks: Marks = loader.read(&folders.marks(&name), marks::FORMAT);
    let present = notes::list(&folders.notes(&name)).unwrap_or_else(|error| {
        loader.problems.push(error.to_string());
        Default::default()
    });
    let (kept, troubles) = interviews::load(&folders.interviews(&name), loader.now);
    loader.problems.extend(troubles.iter().map(ToString::to_string));
    let kept = kept.into_iter().map(|(name, interview)| Kept { name, interview }).collect();
    let start = Start {
        pack: Arc::new(pack),
        zone,
        settings,
        layout,
        marks,
        notes: present,
        interviews: kept,
        question,
        is_read_only,
        problems: loader.problems,
    };
    Boot { start, folders, keep_off: loader.keep_off, lock }
}

struct Loader {
    now: jiff::civil::DateTime,
    problems: Vec<String>,
    keep_off: HashSet<PathBuf>,
}

impl Loader {
    fn read<T: DeserializeOwned + Default>(&mut self, path: &Path, format: u32) -> T {
        match ron_file::read(path, format, self.now) {
            Ok(value) => value.unwrap_or_default(),
            Err(trouble) => {
                if !trouble.is_set_aside() {
                    self.keep_off.insert(path.to_owned());
                }
                self.problems.push(trouble.to_string());
                T::default()
            }
        }
    }
}
