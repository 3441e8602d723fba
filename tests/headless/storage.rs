//! What the storage layer promises: files are whole, private and never lost, whoever else writes them.
// Tells clippy that helpers may unwrap as well.
#![cfg(test)]

mod atomic;
mod files;
mod fixtures;
mod lock;
mod notes;
mod watch;
mod writer;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::{DateTime, date};

/// The local time in every test.
const NOW: DateTime = date(2026, 11, 20).at(12, 3, 0, 0);

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// True if every listed name is there, and nothing else.
#[track_caller]
fn assert_names(folder: &Path, expected: &[&str]) {
    assert_eq!(names(folder), expected.iter().map(|name| (*name).to_owned()).collect());
}

/// Sets the permission bits of a file or folder.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The permission bits of a file or folder.
#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Takes permissions away; false, with a printed reason, where that stops nobody.
#[cfg(unix)]
fn forbid(path: &Path, mode: u32) -> bool {
    set_mode(path, mode);
    let is_forbidden = if path.is_dir() { fs::write(path.join("probe"), "").is_err() } else { fs::read(path).is_err() };
    if !is_forbidden {
        println!("skipped: permissions bind nobody here (root?)");
    }
    is_forbidden
}
