//! The watch on the notes.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use std::{fs, thread};

use greenroom::storage::watch::Watch;
use greenroom::storage::{atomic, notes};
use greenroom::study::question::QuestionId;
use tempfile::tempdir;

/// Longer than any system takes to tell.
const SOON: Duration = Duration::from_secs(10);

/// Long enough for what must not come.
const A_WHILE: Duration = Duration::from_millis(200);

/// Waits for one question, and lets the echoes of it pass.
fn heard(events: &Receiver<QuestionId>) -> u32 {
    let first = events.recv_timeout(SOON).unwrap();
    while let Ok(echo) = events.recv_timeout(A_WHILE) {
        assert_eq!(echo, first);
    }
    first.0
}

#[test]
fn changes_by_others_and_by_us_are_heard_and_nothing_else() {
    let dir = tempdir().unwrap();
    let folder = dir.path().join("a/notes");
    let (tell, events) = channel();
    let watch = Watch::start(&folder, move |question| tell.send(question).unwrap()).unwrap();
    fs::write(folder.join("001.md"), "made in place").unwrap();
    assert_eq!(heard(&events), 1);
    fs::write(folder.join("001.md"), "changed in place").unwrap();
    assert_eq!(heard(&events), 1);
    atomic::replace(&folder.join("002.md"), b"replaced").unwrap();
    assert_eq!(heard(&events), 2);
    fs::rename(folder.join("002.md"), folder.join("elsewhere.txt")).unwrap();
    assert_eq!(heard(&events), 2);
    fs::rename(folder.join("elsewhere.txt"), folder.join("003.md")).unwrap();
    assert_eq!(heard(&events), 3);
    fs::remove_file(folder.join("003.md")).unwrap();
    assert_eq!(heard(&events), 3);

    fs::write(folder.join("4.md"), "no note").unwrap();
    fs::write(folder.join("005 (conflict 2026-11-20 12-03).md"), "no note").unwrap();
    // Whoever hears of a change reads the file: that must not be a change again.
    fs::read(folder.join("001.md")).unwrap();
    notes::list(&folder).unwrap();
    thread::sleep(A_WHILE);
    assert!(events.try_recv().is_err());

    drop(watch);
    thread::sleep(A_WHILE);
    let _ = fs::write(folder.join("001.md"), "unheard");
    thread::sleep(A_WHILE);
    assert!(events.try_recv().is_err());
}

#[test]
fn a_folder_that_cannot_be_watched_is_named() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let said = Watch::start(&dir.path().join("file"), |_| {}).unwrap_err();
    assert!(said.starts_with("Cannot create the folder"), "{said}");
}
