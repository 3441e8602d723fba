//! The lock on the data folder.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs, io, thread};

use greenroom::storage::atomic::Op;
use greenroom::storage::lock::Lock;
use tempfile::tempdir;

/// Tells the child which lock to take.
const VARIABLE: &str = "GREENROOM_TEST_LOCK";

#[test]
fn only_one_holds_it_and_a_file_left_behind_means_nothing() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("new/lock");
    let first = Lock::take(&path).unwrap().unwrap();
    assert!(Lock::take(&path).unwrap().is_none());
    drop(first);
    assert!(path.exists());
    assert!(Lock::take(&path).unwrap().is_some());
}

#[test]
fn a_lock_that_cannot_be_opened_is_reported() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("lock")).unwrap();
    let error = Lock::take(&dir.path().join("lock")).unwrap_err();
    assert_eq!(error.op, Op::Lock);
}

#[test]
fn another_process_holds_it_until_it_is_killed() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("lock");
    let (_, module) = module_path!().split_once("::").unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::child_that_holds_the_lock"), "--nocapture"])
        .env(VARIABLE, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "held"));
    assert!(Lock::take(&path).unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(Lock::take(&path).unwrap().is_some());
}

/// Only does something when [`another_process_holds_it_until_it_is_killed`] starts it.
#[test]
fn child_that_holds_the_lock() {
    let Some(path) = env::var_os(VARIABLE).map(PathBuf::from) else { return };
    let _lock = Lock::take(&path).unwrap().unwrap();
    io::stdout().write_all(b"\nheld\n").unwrap();
    io::stdout().flush().unwrap();
    // Never for ever: should the parent die, so does this.
    thread::sleep(std::time::Duration::from_secs(20));
}
