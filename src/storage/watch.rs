//! Defines the watch on the folder of notes, which tells when a note was changed by another program, or by us.

use std::path::Path;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::study::question::QuestionId;

use super::{atomic, notes};

/// A watch that lasts until it is dropped. Nothing wakes up while nothing happens.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches a folder, which is created if it is missing. `changed` is called on a thread of the watch, perhaps more than once
    /// for one change: with the question whose note was written, created, renamed or removed.
    ///
    /// # Errors
    /// A sentence, if the folder cannot be created or watched.
    pub fn start(folder: &Path, changed: impl Fn(QuestionId) + Send + 'static) -> Result<Self, String> {
        atomic::create_folder(folder).map_err(|error| error.to_string())?;
        let failed = |error: notify::Error| format!("Cannot watch the folder {} for changes: {error}", folder.display());
        let watched = folder.to_owned();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Ok(event) = event {
                hear(&event, &watched, &changed);
            }
        })
        .map_err(failed)?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(failed)?;
        Ok(Self { _watcher: watcher })
    }
}

fn hear(event: &Event, folder: &Path, changed: &impl Fn(QuestionId)) {
    if event.need_rescan() {
        // The system has lost count: every note may be another one.
        notes::list(folder).unwrap_or_default().into_iter().for_each(changed);
    } else if is_change(event.kind) {
        let names = event.paths.iter().filter_map(|path| path.file_name()?.to_str());
        names.filter_map(notes::question_of).for_each(changed);
    }
}

/// True if a file may now hold something else. That it was opened or read does not count: whoever hears of a change reads the
/// file, and would hear of that again, for ever.
fn is_change(kind: EventKind) -> bool {
    // Linux tells when the writer is done. To read before would be to read half a note.
    const TELLS_THE_END: bool = cfg!(any(target_os = "linux", target_os = "android"));
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Modify(ModifyKind::Data(_)) => !TELLS_THE_END,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}
