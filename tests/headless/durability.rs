//! A program that is killed while it saves: the note is whole, and never older than what was said to be saved.
// `test` tells clippy that helpers may unwrap as well.
#![cfg(test)]
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs, io, thread};

use greenroom::storage::writer::{Guard, Write, Writer, Written};
use greenroom::storage::{atomic, notes};
use greenroom::study::question::QuestionId;
use jiff::civil::{DateTime, date};

/// Tells the child in which folder to save.
const VARIABLE: &str = "GREENROOM_TEST_SAVE";

/// Repeats a run: the seed that was printed.
const SEED: &str = "GREENROOM_TEST_SEED";

const KILLS: usize = 200;
const LATEST_KILL: Duration = Duration::from_millis(15);
const SIGKILL: i32 = 9;

/// A child that nobody kills ends by itself after so many saves.
const SAVES: u64 = 5000;

const QUESTION: QuestionId = QuestionId(42);
const NOW: DateTime = date(2026, 11, 20).at(9, 30, 0, 0);

#[test]
fn a_killed_program_leaves_a_whole_note_no_older_than_the_last_confirmed_one() {
    let begun = Instant::now();
    let seed = env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| u64::from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos()));
    println!("{SEED}={seed}");
    let mut random = seed;
    let dir = tempfile::tempdir().unwrap();
    let mut figures = Figures::default();
    for _ in 0..KILLS {
        let delay = LATEST_KILL.mul_f64((next(&mut random) % 10_000) as f64 / 10_000.0);
        let (confirmed, is_killed) = run_and_kill(dir.path(), delay);
        let found = number_on_disk(dir.path()).unwrap_or_else(|why| panic!("{why}; seed {seed}, confirmed {confirmed}"));
        assert!(found >= confirmed, "the note is save {found}, but save {confirmed} was confirmed; seed {seed}");
        let abandoned = atomic::sweep(dir.path());
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["042.md"], "seed {seed}");
        figures.killed += usize::from(is_killed);
        figures.in_the_middle += usize::from(abandoned > 0);
        figures.ahead += usize::from(found > confirmed);
        figures.saves = found;
    }
    println!("{KILLS} children, {figures:?}, {:?}", begun.elapsed());
    assert!(figures.killed >= KILLS / 2, "too few kills hit: {figures:?}");
}

#[derive(Debug, Default)]
struct Figures {
    /// Children that the kill has ended.
    killed: usize,
    /// Kills between the creation of the temporary file and its renaming.
    in_the_middle: usize,
    /// Kills between the renaming and its confirmation.
    ahead: usize,
    /// Saves of all children together.
    saves: u64,
}

/// Lets a child save until it is killed. Returns the last save that it has confirmed, and whether the kill was what ended it.
fn run_and_kill(folder: &Path, delay: Duration) -> (u64, bool) {
    let (_, module) = module_path!().split_once("::").unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::child_that_saves_until_it_is_killed"), "--nocapture"])
        .env(VARIABLE, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while confirmed(&said).is_none() {
        assert_ne!(output.read_line(&mut said).unwrap(), 0, "the child has saved nothing: {said}");
    }
    thread::sleep(delay);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    output.read_to_string(&mut said).unwrap();
    (confirmed(&said).unwrap(), status.signal() == Some(SIGKILL))
}

/// The last save that was confirmed with a whole line.
fn confirmed(said: &str) -> Option<u64> {
    said.split_inclusive('\n').filter_map(|line| line.strip_prefix("saved ")?.strip_suffix('\n')?.parse().ok()).next_back()
}

/// Only does something when the test above starts it.
#[test]
fn child_that_saves_until_it_is_killed() {
    let Some(folder) = env::var_os(VARIABLE).map(PathBuf::from) else { return };
    let (tell, reports) = channel();
    let writer = Writer::start(move |written: Written<u64>| {
        written.result.unwrap();
        // Past the capture of the test's output, in one piece.
        let mut output = io::stdout().lock();
        output.write_all(format!("\nsaved {}\n", written.tag).as_bytes()).unwrap();
        output.flush().unwrap();
        tell.send(()).unwrap();
    })
    .unwrap();
    let mut base: Option<Arc<str>> = notes::read(&folder, QUESTION, NOW).unwrap().map(Arc::from);
    let first = base.as_deref().map_or(0, |text| number(text).unwrap()) + 1;
    for number in first..first + SAVES {
        let text = text(number);
        let guard = Some(Guard { base: base.take(), conflict: notes::conflict_path(&folder, QUESTION, NOW) });
        writer.submit(Write { path: notes::path(&folder, QUESTION), bytes: text.clone().into_bytes(), guard, tag: number });
        reports.recv().unwrap();
        base = Some(text.into());
    }
}

/// A text that says which save it is, how long it is, and what its bytes add up to: 5 KB and 200 KB in turn.
fn text(number: u64) -> String {
    let length = if number.is_multiple_of(2) { 200_000 } else { 5_000 };
    let mut random = number;
    let mut body = String::with_capacity(length);
    while body.len() < length {
        body.push_str(&format!("{:016x}é\n", next(&mut random)));
    }
    format!("{number} {} {:016x}\n{body}", body.len(), checksum(&body))
}

/// Which save a text is, or what is wrong with it.
fn number(text: &str) -> Result<u64, String> {
    let start = || text.chars().take(60).collect::<String>();
    let (head, body) = text.split_once('\n').ok_or_else(|| format!("no first line in {} bytes: {}", text.len(), start()))?;
    let mut fields = head.split(' ');
    let found = (fields.next(), fields.next(), fields.next());
    let (length, sum) = (body.len().to_string(), format!("{:016x}", checksum(body)));
    match found {
        (Some(number), Some(said), Some(added)) if said == length && added == sum => number.parse().map_err(|_| start()),
        _ => Err(format!("torn: {head}, but {length} bytes that add up to {sum}")),
    }
}

fn number_on_disk(folder: &Path) -> Result<u64, String> {
    let text = notes::read(folder, QUESTION, NOW).map_err(|trouble| trouble.to_string())?;
    number(&text.ok_or("the note is gone")?)
}

/// FNV-1a.
fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
