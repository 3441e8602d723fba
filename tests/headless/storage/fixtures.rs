//! Files of released formats can still be read: `tests/fixtures/data-v1` is never changed, only joined by newer ones.

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::state::marks::{self, Marks};
use greenroom::state::settings::{self, Layout, Settings, ThemeChoice};
use greenroom::storage::folders::Folders;
use greenroom::storage::{interviews, notes, ron_file};
use greenroom::study::interview::{Grade, Stage};
use greenroom::study::question::QuestionId;

use super::NOW;

const PACK: &str = "microservices-500";

/// A copy, because what cannot be read would be renamed.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn everything_of_format_1_is_read() {
    let dir = tempfile::tempdir().unwrap();
    copy(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/data-v1"), dir.path());
    let folders = Folders::find(Some(dir.path().to_owned()), None).unwrap();

    let settings: Settings = ron_file::read(&folders.settings(), settings::FORMAT, NOW).unwrap().unwrap();
    assert_eq!((settings.theme, settings.single_keys, settings.zoom), (ThemeChoice::Dark, false, 1.25));
    assert_eq!(settings.plan.sections, [3, 8].into());
    assert_eq!((settings.plan.questions, settings.plan.secs_each, settings.plan.seed), (7, 90, 20_261_120));

    let layout: Layout = ron_file::read(&folders.window(), settings::FORMAT, NOW).unwrap().unwrap();
    assert_eq!((layout.open, layout.answer_offset), (Some(QuestionId(42)), 312.5));
    assert!(layout.window.is_some_and(|window| window.maximized && window.width == 1280.0));

    let marks: Marks = ron_file::read(&folders.marks(PACK), marks::FORMAT, NOW).unwrap().unwrap();
    assert_eq!(marks.read, [1, 2, 42, 500].map(QuestionId).into());

    let (found, troubles) = interviews::load(&folders.interviews(PACK), NOW);
    assert!(troubles.is_empty(), "{troubles:?}");
    let [(name, interview)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(name, "2026-11-20T09-30-00");
    assert_eq!(interview.started_at.to_string(), "2026-11-20T08:30:00Z");
    assert!(interview.is_over());
    let [first, second] = interview.responses.as_slice() else { panic!("{interview:?}") };
    assert_eq!((first.question, first.stage, first.grade), (QuestionId(42), Stage::Done, Some(Grade::Good)));
    assert_eq!(first.text, "The client asks the \"registry\".\nThen it calls C:\\service.\n");
    assert_eq!((first.thinking_millis, first.points, first.ticked.len()), (65_250, 5, 3));
    assert_eq!((second.stage, second.grade), (Stage::Skipped, None));

    assert_eq!(notes::list(&folders.notes(PACK)).unwrap(), [QuestionId(42)].into());
    let note = notes::read(&folders.notes(PACK), QuestionId(42), NOW).unwrap().unwrap();
    assert_eq!(note, "# My words\n\nAsk the registry, then call. Café ✓\n");
}
