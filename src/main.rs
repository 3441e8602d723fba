//! The program: hands the command line to [`greenroom::app::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    greenroom::app::cli::run(std::env::args_os())
}
