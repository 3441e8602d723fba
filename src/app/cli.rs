//! The command line: what it accepts, and the commands that need no display.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::storage::folders::Folders;
use crate::storage::pack;
use crate::study::check;
use crate::study::question::QuestionId;

use super::{boot, window};

/// The variable that names the data folder, if `--data-dir` does not.
const DATA_DIR: &str = "GREENROOM_DATA_DIR";

/// Read it, remember it by the day, say it under the clock: 500 microservices interview questions, offline.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, about, max_term_width = 100)]
struct Args {
    /// Keeps notes, interviews and settings in this folder instead of the system's usual places
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
    /// Reads the questions from this folder instead of the built-in pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Opens this question
    #[arg(long, value_name = "N")]
    question: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Names file and line of everything in a pack that breaks the answer standard; silent if nothing does
    Check {
        /// The folder of the pack; the built-in pack if none is given
        dir: Option<PathBuf>,
    },
}

/// Runs the program as the command line says. Returns 0 if it went well, 1 if not, 2 if it was called wrongly.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way too, and are no failure.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match args.command {
        Some(Command::Check { dir }) => run_check(dir),
        None => run_window(args),
    }
}

fn run_check(dir: Option<PathBuf>) -> ExitCode {
    let (files, mut findings) = match &dir {
        Some(dir) => pack::read_folder(dir),
        None => (pack::built_in(), Vec::new()),
    };
    if findings.is_empty() {
        findings = match pack::parse(&files) {
            Ok(pack) => check::check(&pack, &files),
            Err(findings) => findings,
        };
    }
    if findings.is_empty() {
        return ExitCode::SUCCESS;
    }
    let bad = boot::BadPack { folder: dir, findings };
    // A reader such as `head` may have had enough; the answer is still no.
    let _ = writeln!(io::stdout().lock(), "{bad}");
    ExitCode::FAILURE
}

fn run_window(args: Args) -> ExitCode {
    let folders = match Folders::find(args.data_dir, std::env::var_os(DATA_DIR)) {
        Ok(folders) => folders,
        Err(why) => return fail(&why, 1),
    };
    // The built-in pack is loaded while the window opens; another one may be wrong, and that is said here.
    let other = match &args.pack {
        Some(folder) => match boot::load_pack(Some(folder)) {
            Ok(other) => Some(other),
            Err(bad) => return fail(&format!("this pack cannot be used:\n{bad}"), 1),
        },
        None => None,
    };
    let question = args.question.map(QuestionId);
    if let Some(question) = question {
        let is_there = match &other {
            Some(other) => other.get(question).is_some(),
            None => pack::built_in_has(question),
        };
        if !is_there {
            return fail(&format!("there is no question {} in this pack", question.0), 2);
        }
    }
    match window::open(other, folders, question) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why, 1),
    }
}

fn fail(why: &str, code: u8) -> ExitCode {
    let _ = writeln!(io::stderr().lock(), "greenroom: {why}");
    ExitCode::from(code)
}
