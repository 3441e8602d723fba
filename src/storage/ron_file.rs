//! Defines how RON files are read and written. What cannot be read is set aside, what a newer program wrote is left alone.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use jiff::civil::DateTime;
use ron::error::SpannedError;
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::atomic::{self, FileError};

/// Why a file was not read.
#[derive(Debug)]
pub enum Trouble {
    /// A newer program wrote it. It was left as it is and must not be written.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format this program reads.
        known: u32,
    },
    /// What it holds makes no sense. It was set aside; a new one may be written in its place.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where its content is now.
        kept: PathBuf,
        /// What is wrong with it, with line and column.
        why: String,
    },
    /// The system does not let us read it, or not set it aside. It is still there and must not be written.
    File(FileError),
}

impl Trouble {
    /// True if a new file may be written in the place of the one that was not read.
    pub fn is_set_aside(&self) -> bool {
        matches!(self, Self::Unreadable { .. })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { path, found, known } => {
                let path = path.display();
                write!(f, "{path} has format {found}, this program reads up to format {known}; the file is left as it is")
            }
            Self::Unreadable { path, kept, why } => {
                write!(f, "Cannot read {}: {why}; it is kept as {}", path.display(), kept.display())
            }
            Self::File(error) => error.fmt(f),
        }
    }
}

impl error::Error for Trouble {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        if let Self::File(error) = self { Some(error) } else { None }
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Reads a value; `None` if there is no file. `format` is the newest format that `R` understands, `now` dates what is set aside.
///
/// # Errors
/// Says which of the three troubles it is; see [`Trouble`] for what may be written then.
pub fn read<R: DeserializeOwned>(path: &Path, format: u32, now: DateTime) -> Result<Option<R>, Trouble> {
    let Some(bytes) = atomic::read(path)? else { return Ok(None) };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(set_aside(path, not_utf8(&error), now)),
    };
    if let Some(found) = format_of(&text).filter(|found| *found > format) {
        return Err(Trouble::Newer { path: path.to_owned(), found, known: format });
    }
    ron::from_str(&text).map(Some).map_err(|SpannedError { code, span }| {
        let why = format!("line {}, column {}: {code}", span.start.line, span.start.col);
        set_aside(path, why, now)
    })
}

/// Looks at a value whose file [`read`] will judge later: `None` if there is none or it makes no sense. Moves nothing.
pub fn glance<R: DeserializeOwned>(path: &Path) -> Option<R> {
    let text = String::from_utf8(atomic::read(path).ok()??).ok()?;
    ron::from_str(&text).ok()
}

/// Turns a value into the bytes of its file: a comment, then RON that people can read, compare and merge.
///
/// # Errors
/// The value holds something RON cannot say.
pub fn encode<R: Serialize>(value: &R, comment: &str) -> Result<Vec<u8>, ron::Error> {
    // Lists stay on one line, so that 500 numbers are no 500 lines; texts keep their lines, so that they can be read.
    let pretty = PrettyConfig::new().new_line("\n").compact_arrays(true).escape_strings(false);
    let mut text: String = comment.lines().map(|line| format!("// {line}\n")).collect();
    text.push_str(&ron::ser::to_string_pretty(value, pretty)?);
    text.push('\n');
    Ok(text.into_bytes())
}

/// Moves a file that makes no sense out of the way, beside itself, and says so.
pub(super) fn set_aside(path: &Path, why: String, now: DateTime) -> Trouble {
    let moved = atomic::follow_links(path).and_then(|target| {
        let date = now.strftime("%Y-%m-%dT%H-%M-%S").to_string();
        atomic::move_aside(&target, |number| {
            let mut name = target.clone().into_os_string();
            name.push(format!(".unreadable-{date}"));
            if number > 1 {
                name.push(format!("-{number}"));
            }
            name.into()
        })
    });
    match moved {
        Ok(kept) => Trouble::Unreadable { path: path.to_owned(), kept, why },
        Err(FileError { op, path, source }) => {
            let both = io::Error::new(source.kind(), format!("{source}; it was to be set aside, because it cannot be read: {why}"));
            Trouble::File(FileError { op, path, source: both })
        }
    }
}

/// Where a text stops being UTF-8, in a few words.
pub(super) fn not_utf8(error: &std::string::FromUtf8Error) -> String {
    let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = good.iter().rev().take_while(|byte| **byte != b'\n').filter(|byte| !is_continuation(**byte)).count() + 1;
    format!("line {line}, column {column}: not UTF-8 from here on")
}

/// True for the bytes of a character after its first.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// What is read of a file whose format is not known yet.
#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
}

/// The format a file says it has, even if nothing else in it can be understood: a newer RON may well not parse.
fn format_of(text: &str) -> Option<u32> {
    ron::from_str::<AnyFormat>(text).map(|head| head.format).ok().or_else(|| {
        let lines = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
        let found = lines.filter_map(|line| line.trim_start_matches('(').trim_start().strip_prefix("format")).next()?;
        let digits = found.trim_start().strip_prefix(':')?.trim_start();
        digits.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
    })
}
