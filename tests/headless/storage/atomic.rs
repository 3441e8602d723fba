//! Replacing a file: all or nothing, and nothing left behind.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use greenroom::storage::atomic::{self, Op};
use tempfile::tempdir;

use super::{assert_names, names};

#[test]
fn new_and_old_files_get_the_new_content() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a/b/c.ron");
    atomic::replace(&path, b"one").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one");
    atomic::replace(&path, b"").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"");
    assert_names(path.parent().unwrap(), &["c.ron"]);
}

#[test]
fn what_is_no_file_is_never_replaced() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("042.md");
    fs::create_dir(&path).unwrap();
    let error = atomic::replace(&path, b"text").unwrap_err();
    assert_eq!((error.op, &error.path), (Op::Write, &path));
    assert!(error.source().is_some());
    assert_eq!(error.to_string(), format!("Cannot write {}: it is no plain file", path.display()));
    assert_names(dir.path(), &["042.md"]);
}

#[test]
fn a_folder_that_cannot_be_created_is_named() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "text").unwrap();
    let error = atomic::replace(&file.join("below/042.md"), b"text").unwrap_err();
    assert_eq!((error.op, &error.path), (Op::Create, &file));
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[test]
fn a_kept_file_takes_a_free_name_and_the_same_content_only_once() {
    let dir = tempdir().unwrap();
    let name = |number: u32| dir.path().join(format!("{number}"));
    assert_eq!(atomic::keep(b"a", name).unwrap(), name(1));
    assert_eq!(atomic::keep(b"b", name).unwrap(), name(2));
    assert_eq!(atomic::keep(b"a", name).unwrap(), name(1));
    fs::write(dir.path().join("other"), "c").unwrap();
    assert_eq!(atomic::move_aside(&dir.path().join("other"), name).unwrap(), name(3));
    assert!(atomic::move_aside(&dir.path().join("missing"), name).is_err());
    assert_names(dir.path(), &["1", "2", "3"]);
    assert_eq!(fs::read(name(1)).unwrap(), b"a");
}

#[test]
fn sweeping_removes_abandoned_temporary_files_and_nothing_else() {
    let dir = tempdir().unwrap();
    for name in [".greenroom-x1y2z3.tmp", "042.md", ".hidden", "note.tmp"] {
        fs::write(dir.path().join(name), "text").unwrap();
    }
    assert_eq!(atomic::sweep(dir.path()), 1);
    assert_names(dir.path(), &["042.md", ".hidden", "note.tmp"]);
    assert_eq!(atomic::sweep(&dir.path().join("missing")), 0);
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("large");
    fs::File::create(&path).unwrap().set_len(atomic::FILE_LIMIT + 1).unwrap();
    let error = atomic::read(&path).unwrap_err();
    assert_eq!(error.to_string(), format!("Cannot read {}: it is larger than 16 MiB", path.display()));
    fs::File::create(&path).unwrap().set_len(atomic::FILE_LIMIT).unwrap();
    assert!(atomic::read(&path).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn what_is_new_is_the_owners_alone_and_what_is_old_keeps_its_permissions() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a/b/c");
    atomic::replace(&path, b"one").unwrap();
    assert_eq!([super::mode(&path), super::mode(&dir.path().join("a/b")), super::mode(&dir.path().join("a"))], [0o600, 0o700, 0o700]);
    super::set_mode(&path, 0o664);
    atomic::replace(&path, b"two").unwrap();
    assert_eq!(super::mode(&path), 0o664);
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_stays_as_it_is() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("042.md");
    fs::write(&path, "mine").unwrap();
    super::set_mode(&path, 0o444);
    let error = atomic::replace(&path, b"other").unwrap_err();
    assert_eq!(error.to_string(), format!("Cannot write {}: it is write-protected", path.display()));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert_names(dir.path(), &["042.md"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_its_target_is_replaced() {
    use std::os::unix::fs::symlink;
    let dir = tempdir().unwrap();
    let (data, dotfiles) = (dir.path().join("data"), dir.path().join("dotfiles"));
    fs::create_dir(&data).unwrap();
    fs::create_dir(&dotfiles).unwrap();
    // A relative link to a link to a file that is not there yet.
    symlink("../dotfiles/link", data.join("settings.ron")).unwrap();
    symlink("deep/settings.ron", dotfiles.join("link")).unwrap();
    for text in ["one", "two"] {
        atomic::replace(&data.join("settings.ron"), text.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(dotfiles.join("deep/settings.ron")).unwrap(), text);
    }
    assert!(data.join("settings.ron").is_symlink() && dotfiles.join("link").is_symlink());
    assert_names(&data, &["settings.ron"]);
    assert_names(&dotfiles.join("deep"), &["settings.ron"]);

    symlink("b", dir.path().join("a")).unwrap();
    symlink("a", dir.path().join("b")).unwrap();
    let error = atomic::replace(&dir.path().join("a"), b"text").unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_reported_and_left_alone() {
    let dir = tempdir().unwrap();
    let folder = dir.path().join("notes");
    atomic::replace(&folder.join("042.md"), b"old").unwrap();
    if super::forbid(&folder, 0o500) {
        let error = atomic::replace(&folder.join("042.md"), b"new").unwrap_err();
        let expected = format!("Cannot write {}: Permission denied (os error 13)", folder.join("042.md").display());
        assert_eq!(error.to_string(), expected);
        assert_eq!(fs::read(folder.join("042.md")).unwrap(), b"old");
        assert_names(&folder, &["042.md"]);
        assert_eq!(atomic::replace(&folder.join("deep/042.md"), b"new").unwrap_err().op, Op::Create);
    }
    // Only so can it be removed.
    super::set_mode(&folder, 0o700);
}

/// A small file system in memory, taken away again when the test ends.
struct SmallDisk<'a>(&'a Path);

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_is_reported_and_the_old_content_stays() {
    let dir = tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(dir.path()).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: no tmpfs can be mounted here");
        return;
    }
    let disk = SmallDisk(dir.path());
    let path = disk.0.join("042.md");
    let old = vec![b'o'; 100 * 1024];
    atomic::replace(&path, &old).unwrap();
    let error = atomic::replace(&path, &vec![b'n'; 200 * 1024]).unwrap_err();
    assert_eq!(error.to_string(), format!("Cannot write {}: No space left on device (os error 28)", path.display()));
    assert_eq!(fs::read(&path).unwrap(), old);
    assert_eq!(names(disk.0).len(), 1);
    atomic::replace(&path, b"short").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"short");
}
