//! Folders, RON files and interviews: where they lie, what becomes of those that cannot be read.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use greenroom::storage::folders::Folders;
use greenroom::storage::interviews;
use greenroom::storage::ron_file::{self, Trouble};
use greenroom::study::interview::{Interview, Plan};
use greenroom::study::question::QuestionId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tempfile::tempdir;

use super::{NOW, assert_names};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Sample {
    format: u32,
    #[serde(default)]
    text: String,
    #[serde(default)]
    read: BTreeSet<QuestionId>,
    #[serde(default)]
    zoom: Option<f32>,
}

fn read(path: &Path) -> Result<Option<Sample>, Trouble> {
    ron_file::read(path, 1, NOW)
}

#[test]
fn the_command_line_comes_before_the_variable_and_the_variable_before_the_system() {
    let asked = Folders::find(Some("/asked".into()), Some("/variable".into())).unwrap();
    assert_eq!(asked.data, Path::new("/asked"));
    assert_eq!(asked.settings(), Path::new("/asked/config/settings.ron"));
    assert_eq!(asked.window(), Path::new("/asked/state/window.ron"));
    assert_eq!(asked.lock(), Path::new("/asked/lock"));
    assert_eq!(asked.notes("p"), Path::new("/asked/p/notes"));
    assert_eq!(asked.interviews("p"), Path::new("/asked/p/interviews"));
    assert_eq!(asked.marks("p"), Path::new("/asked/p/marks.ron"));
    assert_eq!(Folders::find(None, Some("/variable".into())).unwrap().data, Path::new("/variable"));
    assert!(Folders::find(Some("here".into()), None).unwrap().data.is_absolute());
    assert!(Folders::find(Some(PathBuf::new()), None).unwrap_err().contains("data folder"));
    // An empty variable is one that is not set.
    let own = Folders::find(None, None);
    assert_eq!(Folders::find(None, Some(OsString::new())), own);
    if let Ok(own) = own {
        assert!(own.data.to_string_lossy().contains("greenroom"), "{own:?}");
    }
}

#[test]
fn a_value_comes_back_as_it_was_whatever_its_texts_hold() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.ron");
    let pieces = ["\"", "\\", "#", "\n", "\r\n", "\t", "\0", "\u{feff}", "\u{7f}", "r#\"", "\"#", "//", "/*", "é", "𝄞", " ", "a", "(", "{"];
    let mut texts: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
    texts.extend(pieces.iter().flat_map(|first| pieces.iter().map(move |second| format!("{first}{second}\"{first}"))));
    texts.push(String::new());
    for text in texts {
        let value = Sample { format: 1, text, read: (1..=3).map(QuestionId).collect(), zoom: Some(1.1) };
        fs::write(&path, ron_file::encode(&value, "A comment").unwrap()).unwrap();
        assert_eq!(read(&path).unwrap(), Some(value));
    }
}

#[test]
fn a_file_is_made_for_people() {
    let read = (1..=500).map(QuestionId).collect();
    let bytes =
        ron_file::encode(&Sample { format: 1, text: "two\nlines".to_owned(), read, zoom: None }, "Read marks\nof Greenroom").unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("// Read marks\n// of Greenroom\n(\n    format: 1,\n    text: \"two\nlines\",\n    read: [1, 2, 3, "),
        "{text}"
    );
    assert!(text.ends_with(")\n"), "{text}");
    assert_eq!(text.lines().count(), 9, "{text}");
}

#[test]
fn no_file_is_no_value() {
    let dir = tempdir().unwrap();
    assert_eq!(read(&dir.path().join("missing/a.ron")).unwrap(), None);
    assert_names(dir.path(), &[]);
}

#[test]
fn what_cannot_be_read_is_set_aside_with_line_and_column_and_never_over_another_file() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("settings.ron");
    let mut expected = Vec::new();
    let broken: [&[u8]; 5] = [b"(format: 1,\n  zoom: oops)", b"", b"(format: 1, text: \"torn", b"(\n\xc3\xa9\xff)", b"(format: \"one\")"];
    let places = ["line 2, column ", "line 1, column 1: ", "line 1, column ", "line 2, column 2: not UTF-8", "line 1, column "];
    for (number, (bytes, place)) in broken.iter().zip(places).enumerate() {
        fs::write(&path, bytes).unwrap();
        let trouble = read(&path).unwrap_err();
        let ending = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        let kept = dir.path().join(format!("settings.ron.unreadable-2026-11-20T12-03-00{ending}"));
        let said = trouble.to_string();
        assert!(trouble.is_set_aside() && matches!(trouble, Trouble::Unreadable { .. }), "{said}");
        assert!(said.starts_with(&format!("Cannot read {}: {place}", path.display())), "{said}");
        assert!(said.ends_with(&format!("it is kept as {}", kept.display())), "{said}");
        assert!(!path.exists());
        expected.push((kept, *bytes));
    }
    for (kept, bytes) in expected {
        assert_eq!(fs::read(kept).unwrap(), bytes);
    }
}

#[test]
fn a_newer_format_is_left_untouched_even_if_nothing_else_in_it_can_be_understood() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.ron");
    let newer = [
        "(format: 2)",
        "// A comment\n(\n    format: 2,\n    text: 7,\n    fresh: Some(Thing(1, {\"a\": 'b'})),\n)\n",
        "// format: 1\n(\n    format : 2 ,\n    new: <syntax> of the future\n)",
    ];
    for text in newer {
        fs::write(&path, text).unwrap();
        let trouble = read(&path).unwrap_err();
        assert!(matches!(trouble, Trouble::Newer { found: 2, known: 1, .. }), "{trouble}");
        assert!(!trouble.is_set_aside() && trouble.to_string().contains(&path.display().to_string()), "{trouble}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_names(dir.path(), &["a.ron"]);
    }
}

#[test]
fn what_the_system_does_not_let_us_read_stays() {
    let dir = tempdir().unwrap();
    let trouble = read(dir.path()).unwrap_err();
    assert!(matches!(trouble, Trouble::File(_)), "{trouble}");
    assert!(!trouble.is_set_aside() && dir.path().exists());
}

#[cfg(unix)]
#[test]
fn a_link_to_what_cannot_be_read_stays_a_link() {
    let dir = tempdir().unwrap();
    let (link, target) = (dir.path().join("a.ron"), dir.path().join("deep/b.ron"));
    fs::create_dir(dir.path().join("deep")).unwrap();
    fs::write(&target, "broken").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    assert!(read(&link).unwrap_err().is_set_aside());
    assert!(link.is_symlink() && !target.exists());
    assert_names(&dir.path().join("deep"), &["b.ron.unreadable-2026-11-20T12-03-00"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_set_aside_stays_and_says_both_reasons() {
    let dir = tempdir().unwrap();
    let folder = dir.path().join("config");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.ron"), "broken").unwrap();
    if super::forbid(&folder, 0o500) {
        let trouble = read(&folder.join("a.ron")).unwrap_err();
        assert!(!trouble.is_set_aside() && folder.join("a.ron").exists());
        let said = trouble.to_string();
        assert!(said.contains("Permission denied") && said.contains("line 1, column"), "{said}");
    }
    super::set_mode(&folder, 0o700);
}

#[test]
fn interviews_come_oldest_first_with_what_could_not_be_read() {
    let dir = tempdir().unwrap();
    assert!(interviews::load(&dir.path().join("missing"), NOW).0.is_empty());
    let at = |second| Timestamp::from_second(second).unwrap();
    let interview = |started_at| Interview {
        format: 1,
        started_at,
        ended_at: None,
        plan: Plan::default(),
        at: 0,
        paused: false,
        seen_at: started_at,
        away_millis: 0,
        responses: Vec::new(),
    };
    // When summer ends, the later interview may have the earlier name.
    for (name, second) in [("2026-10-25T02-10-00", 9000), ("2026-10-25T02-40-00", 8000), ("2026-01-01T00-00-00", 1)] {
        let bytes = ron_file::encode(&interview(at(second)), "An interview").unwrap();
        fs::write(interviews::path(dir.path(), name), bytes).unwrap();
    }
    fs::write(dir.path().join("2026-11-01T00-00-00.ron"), "torn").unwrap();
    fs::write(dir.path().join("2026-11-02T00-00-00.ron"), "(format: 99)").unwrap();
    for name in [".hidden.ron", "readme.md", "2026-11-01T00-00-00.ron.unreadable-2026-11-02T00-00-00"] {
        fs::write(dir.path().join(name), "not an interview").unwrap();
    }
    let (found, troubles) = interviews::load(dir.path(), NOW);
    let order: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(order, ["2026-01-01T00-00-00", "2026-10-25T02-40-00", "2026-10-25T02-10-00"]);
    assert_eq!(found[0].1, interview(at(1)));
    assert!(matches!(troubles.as_slice(), [Trouble::Unreadable { .. }, Trouble::Newer { found: 99, .. }]), "{troubles:?}");
    // What was set aside does not come again; what is newer does.
    assert_eq!(interviews::load(dir.path(), NOW).1.len(), 1);
}
