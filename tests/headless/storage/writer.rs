//! The writer: order, newest wins, other people's versions, failures and panics.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use greenroom::storage::writer::{Guard, Write, Writer, Written};
use tempfile::{TempDir, tempdir};

use super::assert_names;

/// Longer than any disk takes.
const SOON: Duration = Duration::from_secs(20);

/// A writer on a folder of its own, with all that it reports.
struct Desk {
    dir: TempDir,
    writer: Writer<u32>,
    reports: Receiver<Written<u32>>,
}

impl Desk {
    fn new() -> Self {
        let (tell, reports) = channel();
        let writer = Writer::start(move |written| drop(tell.send(written))).unwrap();
        Self { dir: tempdir().unwrap(), writer, reports }
    }

    fn note(&self) -> PathBuf {
        self.dir.path().join("042.md")
    }

    fn guarded(&self, bytes: &str, base: Option<&str>) -> Write<u32> {
        let conflict = self.dir.path().join("042 (conflict).md");
        Write { path: self.note(), bytes: bytes.into(), guard: Some(Guard { base: base.map(Arc::from), conflict }), tag: 0 }
    }

    /// Saves, and returns the name of the file with the other version.
    fn save(&self, bytes: &str, base: Option<&str>) -> Option<String> {
        self.writer.submit(self.guarded(bytes, base));
        let kept = self.reports.recv_timeout(SOON).unwrap().result.unwrap();
        assert_eq!(fs::read_to_string(self.note()).unwrap(), bytes);
        kept.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
    }

    fn holds(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap()
    }
}

fn plain(path: &Path, text: &str, tag: u32) -> Write<u32> {
    Write { path: path.to_owned(), bytes: text.into(), guard: None, tag }
}

/// A writer whose first report waits until it is told to go on, so that what is submitted meanwhile queues up.
fn slow_writer(tell: Sender<u32>) -> (Writer<u32>, Sender<()>) {
    let (go, wait) = channel();
    let writer = Writer::start(move |written: Written<u32>| {
        written.result.unwrap();
        tell.send(written.tag).unwrap();
        if written.tag == 0 {
            wait.recv_timeout(SOON).unwrap();
        }
    });
    (writer.unwrap(), go)
}

#[test]
fn the_newest_for_a_path_replaces_one_that_has_not_begun_and_keeps_its_place() {
    let dir = tempdir().unwrap();
    let [a, b, c] = ["a", "b", "c"].map(|name| dir.path().join(name));
    let (tell, tags) = channel();
    let (writer, go) = slow_writer(tell);
    writer.submit(plain(&a, "a0", 0));
    assert_eq!(tags.recv_timeout(SOON).unwrap(), 0);
    for (path, text, tag) in [(&b, "b1", 1), (&c, "c2", 2), (&a, "a3", 3), (&b, "b4", 4), (&b, "b5", 5)] {
        writer.submit(plain(path, text, tag));
    }
    go.send(()).unwrap();
    writer.finish();
    assert_eq!(tags.iter().collect::<Vec<_>>(), [5, 2, 3]);
    assert_eq!([&a, &b, &c].map(|path| fs::read_to_string(path).unwrap()), ["a3", "b5", "c2"]);
}

#[test]
fn a_write_that_was_replaced_hands_on_what_it_knew() {
    let dir = tempdir().unwrap();
    let note = dir.path().join("042.md");
    fs::write(&note, "old").unwrap();
    let (tell, tags) = channel();
    let (writer, go) = slow_writer(tell);
    writer.submit(plain(&dir.path().join("first"), "", 0));
    tags.recv_timeout(SOON).unwrap();
    let guard = |base: &str| Some(Guard { base: Some(base.into()), conflict: dir.path().join("other.md") });
    writer.submit(Write { path: note.clone(), bytes: b"one".into(), guard: guard("old"), tag: 1 });
    writer.submit(Write { path: note.clone(), bytes: b"two".into(), guard: guard("one"), tag: 2 });
    go.send(()).unwrap();
    drop(writer);
    assert_eq!(fs::read_to_string(&note).unwrap(), "two");
    assert_names(dir.path(), &["042.md", "first"]);
}

#[test]
fn finishing_and_dropping_wait_for_everything() {
    for is_dropped in [false, true] {
        let desk = Desk::new();
        for number in 0..50 {
            desk.writer.submit(plain(&desk.dir.path().join(format!("{number}")), "text", number));
        }
        if is_dropped {
            drop(desk.writer)
        } else {
            desk.writer.finish()
        }
        assert_eq!(desk.reports.try_iter().map(|written| written.tag).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
        assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 50);
    }
}

#[test]
fn what_nobody_else_has_changed_is_no_conflict() {
    let desk = Desk::new();
    assert_eq!(desk.save("one", None), None);
    // The file still holds what this writer wrote last, whatever the base says.
    assert_eq!(desk.save("two", Some("unknown")), None);
    fs::write(desk.note(), "base").unwrap();
    assert_eq!(desk.save("three", Some("base")), None);
    fs::write(desk.note(), "the same idea").unwrap();
    assert_eq!(desk.save("the same idea", Some("base")), None);
    fs::remove_file(desk.note()).unwrap();
    assert_eq!(desk.save("four", Some("gone")), None);
    assert_names(desk.dir.path(), &["042.md"]);

    let other = Desk::new();
    fs::write(other.note(), "").unwrap();
    assert_eq!(other.save("text", None), None);
}

#[test]
fn what_somebody_else_has_written_is_kept_each_time_under_a_free_name() {
    let desk = Desk::new();
    fs::write(desk.note(), "not seen").unwrap();
    assert_eq!(desk.save("mine", None).as_deref(), Some("042 (conflict).md"));
    fs::write(desk.note(), "theirs").unwrap();
    assert_eq!(desk.save("mine, longer", Some("mine")).as_deref(), Some("042 (conflict) 2.md"));
    assert_eq!(desk.save("mine, longest", Some("mine, longer")), None);
    fs::write(desk.note(), b"caf\xe9").unwrap();
    assert_eq!(desk.save("text", Some("mine, longest")).as_deref(), Some("042 (conflict) 3.md"));
    assert_eq!(desk.holds("042 (conflict).md"), "not seen");
    assert_eq!(desk.holds("042 (conflict) 2.md"), "theirs");
    assert_eq!(fs::read(desk.dir.path().join("042 (conflict) 3.md")).unwrap(), b"caf\xe9");
    assert_names(desk.dir.path(), &["042 (conflict) 2.md", "042 (conflict) 3.md", "042 (conflict).md", "042.md"]);
}

#[test]
fn another_version_that_is_too_large_to_be_copied_is_moved() {
    let desk = Desk::new();
    let size = greenroom::storage::atomic::FILE_LIMIT + 1;
    fs::File::create(desk.note()).unwrap().set_len(size).unwrap();
    assert_eq!(desk.save("mine", None).as_deref(), Some("042 (conflict).md"));
    assert_eq!(fs::metadata(desk.dir.path().join("042 (conflict).md")).unwrap().len(), size);
}

#[cfg(unix)]
#[test]
fn another_version_that_may_not_be_read_is_moved() {
    let desk = Desk::new();
    fs::write(desk.note(), "secret").unwrap();
    if super::forbid(&desk.note(), 0o000) {
        assert_eq!(desk.save("mine", None).as_deref(), Some("042 (conflict).md"));
        super::set_mode(&desk.dir.path().join("042 (conflict).md"), 0o600);
        assert_eq!(desk.holds("042 (conflict).md"), "secret");
    }
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_and_is_tried_again_keeps_the_other_version_once() {
    let desk = Desk::new();
    fs::write(desk.note(), "theirs").unwrap();
    super::set_mode(&desk.note(), 0o444);
    for minute in 0..3 {
        let mut write = desk.guarded("mine", Some("base"));
        write.guard.as_mut().unwrap().conflict = desk.dir.path().join(format!("conflict {minute}.md"));
        desk.writer.submit(write);
        let why = desk.reports.recv_timeout(SOON).unwrap().result.unwrap_err().to_string();
        assert!(why.contains("write-protected"), "{why}");
    }
    assert_names(desk.dir.path(), &["042.md", "conflict 0.md"]);
    super::set_mode(&desk.note(), 0o644);
    assert_eq!(desk.save("mine", Some("base")).as_deref(), Some("conflict 0.md"));
    assert_names(desk.dir.path(), &["042.md", "conflict 0.md"]);
}

#[test]
fn a_failure_is_reported_once_and_the_rest_is_written() {
    let desk = Desk::new();
    let folder = desk.dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    desk.writer.submit(plain(&folder, "text", 1));
    desk.writer.submit(plain(&desk.note(), "text", 2));
    desk.writer.finish();
    let reports: Vec<Written<u32>> = desk.reports.iter().collect();
    let [failed, written] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!((failed.tag, &failed.result.as_ref().unwrap_err().path), (1, &folder));
    assert!(written.tag == 2 && written.result.is_ok());
}

#[test]
fn a_report_that_panics_loses_no_job() {
    let dir = tempdir().unwrap();
    let (tell, tags) = channel();
    let writer = Writer::start(move |written: Written<u32>| {
        tell.send(written.tag).unwrap();
        assert_ne!(written.tag, 1, "this panic is part of the test");
    })
    .unwrap();
    for tag in 0..4 {
        writer.submit(plain(&dir.path().join(tag.to_string()), "text", tag));
    }
    writer.finish();
    assert_eq!(tags.iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_names(dir.path(), &["0", "1", "2", "3"]);
}
