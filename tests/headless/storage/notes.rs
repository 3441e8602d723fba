//! The files of notes.

use std::fs;
use std::io::Write as _;
use std::thread;
use std::time::Duration;

use greenroom::storage::atomic::FILE_LIMIT;
use greenroom::storage::notes;
use greenroom::storage::ron_file::Trouble;
use greenroom::study::question::QuestionId;
use tempfile::tempdir;

use super::{NOW, assert_names};

const FIRST: QuestionId = QuestionId(42);

#[test]
fn names_have_three_digits_and_the_conflict_its_date() {
    let dir = tempdir().unwrap();
    assert_eq!(notes::path(dir.path(), FIRST), dir.path().join("042.md"));
    assert_eq!(notes::conflict_path(dir.path(), FIRST, NOW), dir.path().join("042 (conflict 2026-11-20 12-03).md"));
    assert_eq!(notes::question_of("1042.md"), Some(QuestionId(1042)));
    for name in [
        "42.md",
        "0042.md",
        "000.md",
        "042.MD",
        "042.md~",
        ".042.md",
        "042 (conflict 2026-11-20 12-03).md",
        "042.md.unreadable-x",
        "x/042.md",
    ] {
        assert_eq!(notes::question_of(name), None, "{name}");
    }
}

#[test]
fn only_notes_with_content_are_listed() {
    let dir = tempdir().unwrap();
    assert!(notes::list(&dir.path().join("missing")).unwrap().is_empty());
    for (name, text) in [("001.md", "x"), ("002.md", ""), ("003.md", " \n\t"), ("042 (conflict 2026-11-20 12-03).md", "x"), ("5.md", "x")] {
        fs::write(dir.path().join(name), text).unwrap();
    }
    fs::write(dir.path().join("500.md"), " ".repeat(100)).unwrap();
    fs::write(dir.path().join("007.md"), b"\xff").unwrap();
    fs::create_dir(dir.path().join("008.md")).unwrap();
    let found: Vec<u32> = notes::list(dir.path()).unwrap().into_iter().map(|question| question.0).collect();
    // Whether a long file is blank is not worth reading it for.
    assert_eq!(found, [1, 7, 500]);
    assert!(notes::list(&dir.path().join("001.md")).is_err());
}

#[test]
fn a_note_comes_back_byte_for_byte() {
    let dir = tempdir().unwrap();
    assert_eq!(notes::read(dir.path(), FIRST, NOW).unwrap(), None);
    for text in ["", "a\r\nb\rc\n\n", "\u{feff}bom", "nul \0", "no newline", " é 𝄞 "] {
        fs::write(dir.path().join("042.md"), text).unwrap();
        assert_eq!(notes::read(dir.path(), FIRST, NOW).unwrap().as_deref(), Some(text));
    }
}

#[test]
fn a_note_that_is_not_utf_8_is_set_aside() {
    let dir = tempdir().unwrap();
    let kept = ["042.md.unreadable-2026-11-20T12-03-00", "042.md.unreadable-2026-11-20T12-03-00-2"];
    let contents: [&[u8]; 2] = [b"caf\xe9 latin", b"one\nstops in the middle of \xc3"];
    for (bytes, kept) in contents.iter().zip(kept) {
        fs::write(dir.path().join("042.md"), bytes).unwrap();
        let trouble = notes::read(dir.path(), FIRST, NOW).unwrap_err();
        assert!(matches!(trouble, Trouble::Unreadable { .. }), "{trouble}");
        assert!(trouble.to_string().contains(kept), "{trouble}");
        assert_eq!(fs::read(dir.path().join(kept)).unwrap(), *bytes);
    }
    assert_names(dir.path(), &kept);
}

#[test]
fn a_note_that_is_still_being_written_is_waited_for() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("042.md");
    fs::write(&path, b"caf\xc3").unwrap();
    let late = thread::spawn(move || {
        thread::sleep(Duration::from_millis(15));
        fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"\xa9").unwrap();
    });
    assert_eq!(notes::read(dir.path(), FIRST, NOW).unwrap().as_deref(), Some("café"));
    late.join().unwrap();
    assert_names(dir.path(), &["042.md"]);
}

#[test]
fn a_note_that_is_too_large_is_refused_and_stays() {
    let dir = tempdir().unwrap();
    fs::File::create(dir.path().join("042.md")).unwrap().set_len(FILE_LIMIT + 1).unwrap();
    let trouble = notes::read(dir.path(), FIRST, NOW).unwrap_err();
    assert!(matches!(trouble, Trouble::File(_)) && trouble.to_string().ends_with("larger than 16 MiB"), "{trouble}");
    assert_names(dir.path(), &["042.md"]);
}
