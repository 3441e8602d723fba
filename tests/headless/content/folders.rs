//! Bad packs on disk: each is refused with a sentence, none with a panic.

use std::fs;
use std::path::Path;

use greenroom::storage::pack::{FILE_LIMIT, read_folder};
use tempfile::TempDir;

use super::sample::{DEFINITION, FIRST, HEAD, good};

/// The good pack in a folder of its own, inside another one.
fn written() -> (TempDir, std::path::PathBuf) {
    let outer = TempDir::new().unwrap();
    let dir = outer.path().join("pack");
    for (path, text) in good() {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_bytes()).unwrap();
    }
    (outer, dir)
}

/// Breaks the folder; expects one finding, in this file, at this line, saying so.
fn one(spoil: impl FnOnce(&Path), path: &str, line: u32, what: &str) {
    let (_outer, dir) = written();
    spoil(&dir);
    let (_, found) = read_folder(&dir);
    let [finding] = found.as_slice() else { panic!("one finding is expected, \"{what}\": {found:#?}") };
    assert_eq!((finding.path.as_str(), finding.line), (path, line), "{finding}");
    assert!(finding.what.contains(what), "\"{}\" does not say \"{what}\"", finding.what);
}

fn edit(dir: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(dir.join(path)).unwrap();
    assert!(text.contains(from));
    fs::write(dir.join(path), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_good_folder_is_read_whole_and_nothing_else() {
    let (_outer, dir) = written();
    fs::write(dir.join("private.md"), "not named").unwrap();
    fs::write(dir.join("01-first/077.md"), "not named").unwrap();
    fs::create_dir(dir.join("99-other")).unwrap();
    fs::write(dir.join("99-other/section.ron"), "not named").unwrap();
    let (files, found) = read_folder(&dir);
    assert_eq!(found, []);
    assert_eq!(files, good());
}

#[test]
fn what_is_missing_is_named() {
    one(|dir| fs::remove_dir_all(dir).unwrap(), HEAD, 1, "is missing");
    one(|dir| fs::remove_file(dir.join(HEAD)).unwrap(), HEAD, 1, "pack.ron is missing");
    one(|dir| fs::remove_file(dir.join(FIRST)).unwrap(), FIRST, 1, "01-first/section.ron is missing");
    one(|dir| fs::remove_dir_all(dir.join("01-first")).unwrap(), FIRST, 1, "01-first/section.ron is missing");
    let (_outer, dir) = written();
    let (_, found) = read_folder(&dir.join(HEAD));
    assert!(found[0].what.ends_with("is no folder"), "{found:?}");
}

#[test]
fn names_stay_inside() {
    for name in ["../x", "/etc", "..", ".", "a/b", "a\\\\b", "", "C:"] {
        one(|dir| edit(dir, HEAD, "\"02-second\",\n", &format!("\"02-second\",\n\"{name}\",\n")), HEAD, 11, "is no plain folder name");
    }
}

#[cfg(unix)]
#[test]
fn links_stay_inside() {
    use std::os::unix::fs::symlink;
    let leads_out = "leads out of the pack's folder";
    let outside = |dir: &Path| dir.parent().unwrap().join("outside");
    one(
        |dir| {
            fs::write(outside(dir), "secret").unwrap();
            fs::remove_file(dir.join(DEFINITION)).unwrap();
            symlink(outside(dir), dir.join(DEFINITION)).unwrap();
        },
        DEFINITION,
        1,
        leads_out,
    );
    one(
        |dir| {
            fs::rename(dir.join("01-first"), outside(dir)).unwrap();
            symlink("../outside", dir.join("01-first")).unwrap();
        },
        FIRST,
        1,
        leads_out,
    );
    one(
        |dir| {
            fs::remove_file(dir.join(HEAD)).unwrap();
            symlink("/etc/passwd", dir.join(HEAD)).unwrap();
        },
        HEAD,
        1,
        leads_out,
    );
    let lead_nowhere = |target: &'static str| {
        move |dir: &Path| {
            fs::remove_file(dir.join(DEFINITION)).unwrap();
            symlink(target, dir.join(DEFINITION)).unwrap();
        }
    };
    one(lead_nowhere("001.md"), DEFINITION, 1, "cannot be read");
    one(lead_nowhere("nothing"), DEFINITION, 1, "cannot be read");
    one(lead_nowhere("/dev/zero"), DEFINITION, 1, leads_out);
}

#[test]
fn what_is_no_file_is_not_opened() {
    let replace = |dir: &Path| {
        fs::remove_file(dir.join(DEFINITION)).unwrap();
        fs::create_dir(dir.join(DEFINITION)).unwrap();
    };
    one(replace, DEFINITION, 1, "is no file");
}

#[cfg(unix)]
#[test]
fn a_socket_is_not_waited_for() {
    let replace = |dir: &Path| {
        fs::remove_file(dir.join(DEFINITION)).unwrap();
        std::os::unix::net::UnixListener::bind(dir.join(DEFINITION)).unwrap();
    };
    one(replace, DEFINITION, 1, "is no file");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_outer, dir) = written();
    fs::set_permissions(dir.join(DEFINITION), fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator reads everything; then there is nothing to see here.
    if fs::read(dir.join(DEFINITION)).is_err() {
        let (_, found) = read_folder(&dir);
        assert!(found[0].what.contains("cannot be read"), "{found:?}");
    }
}

#[test]
fn bad_utf_8_is_named_with_its_line() {
    one(|dir| fs::write(dir.join(DEFINITION), b"one\ntwo\nthr\xffee\n").unwrap(), DEFINITION, 3, "is not UTF-8");
    one(|dir| fs::write(dir.join(HEAD), b"\xff").unwrap(), HEAD, 1, "is not UTF-8");
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    // 50 MB that take no room on the disk; that they are not read shows in the message, which knows the size.
    let huge = |dir: &Path| fs::File::create(dir.join(DEFINITION)).unwrap().set_len(50_000_000).unwrap();
    one(huge, DEFINITION, 1, "has 50000000 bytes; 1048576 is the most");
    let (_outer, dir) = written();
    fs::write(dir.join(DEFINITION), vec![b'x'; usize::try_from(FILE_LIMIT).unwrap()]).unwrap();
    assert_eq!(read_folder(&dir).1, []);
}

#[test]
fn what_is_wrong_inside_a_file_is_left_to_parse() {
    let (_outer, dir) = written();
    edit(&dir, FIRST, "kind: HowTo", "kind: Howto");
    let (files, found) = read_folder(&dir);
    assert_eq!(found, []);
    assert!(greenroom::storage::pack::parse(&files).is_err());
}
