//! Brings packs into memory: the one in the binary, and those in folders. What comes from a folder is not trusted.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ron::error::SpannedError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::study::check::{Finding, entry_lines};
use crate::study::pack::{Pack, PackFiles, PackHead, SectionHead};
use crate::study::question::{Question, QuestionId};

/// The newest file format this program reads.
pub const FORMAT: u32 = 1;
/// A file of a pack is text that people read; a larger one is a mistake or an attack, in bytes.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// A pack with more sections than this is a mistake or an attack.
const SECTIONS: usize = 1000;

const HEAD: &str = "pack.ron";

/// What `build.rs` found: path inside the pack, and text.
static BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pack.rs"));

/// The files of the built-in pack. Nothing is copied but the paths.
pub fn built_in() -> PackFiles {
    BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text))).collect()
}

/// True if the built-in pack has a question of this number. Looks at the text alone: to read it all would hold up the window.
pub fn built_in_has(question: QuestionId) -> bool {
    let entry = format!("id: {},", question.0);
    built_in().iter().any(|(path, text)| path.ends_with("section.ron") && text.contains(&entry))
}

/// Reads the files of a pack from a folder: `pack.ron`, and what it and the sections name. Other files are not looked at.
///
/// What could not be read is in the findings; where there are any, [`parse`] would only say again that it is missing.
/// An answer that is not there is no finding here, because only [`parse`] knows whether it is expected.
pub fn read_folder(dir: &Path) -> (PackFiles, Vec<Finding>) {
    let mut reader = match Reader::open(dir) {
        Ok(reader) => reader,
        Err(finding) => return (PackFiles::new(), vec![finding]),
    };
    if reader.read(HEAD, true) {
        // What is wrong inside a file is for `parse` to say.
        let sections = reader.value::<PackHead>(HEAD).map(|head| head.sections).unwrap_or_default();
        let sections = sections.get(..SECTIONS).unwrap_or(&sections);
        let mut seen = HashSet::new();
        for folder in sections.iter().filter(|folder| is_plain_name(folder)) {
            if seen.insert(folder) {
                reader.section(folder);
            }
        }
        for folder in sections.iter().filter(|folder| !is_plain_name(folder)) {
            let finding = no_plain_name(folder, reader.files.get(HEAD).map_or("", |text| text));
            reader.found.push(finding);
        }
    }
    reader.found.sort();
    (reader.files, reader.found)
}

/// Turns the files of a pack into a pack.
///
/// # Errors
/// Returns everything that keeps the files from being a pack, sorted by file and line.
pub fn parse(files: &PackFiles) -> Result<Pack, Vec<Finding>> {
    let mut found = Vec::new();
    let Some(head) = value::<PackHead>(files, HEAD, &mut found) else { return Err(found) };
    let text = files.get(HEAD).map_or("", |text| text);
    if !is_plain_name(&head.name) {
        let what = format!("the name \"{}\" is no plain folder name", start(&head.name));
        found.push(finding(HEAD, line_of(text, &head.name), what));
    }
    if head.sections.len() > SECTIONS {
        found.push(finding(HEAD, 1, format!("there are {} sections; {SECTIONS} is the most", head.sections.len())));
        return Err(found);
    }
    let mut folders = HashSet::new();
    let mut places: HashMap<QuestionId, String> = HashMap::new();
    let mut sections = Vec::new();
    for folder in &head.sections {
        if !is_plain_name(folder) {
            found.push(no_plain_name(folder, text));
        } else if !folders.insert(folder) {
            found.push(finding(HEAD, last_line_of(text, folder), format!("the section \"{}\" is there twice", start(folder))));
        } else if let Some(section) = value::<SectionHead>(files, &format!("{folder}/section.ron"), &mut found) {
            let questions = questions(files, folder, section.questions, &mut places, &mut found);
            sections.push((folder.clone(), section.title, section.summary, questions));
        }
    }
    let mut pack = Pack::new(head);
    if found.is_empty() {
        for (folder, title, summary, questions) in sections {
            let path = format!("{folder}/section.ron");
            if let Err(id) = pack.add_section(folder, title, summary, questions) {
                found.push(finding(&path, 1, format!("question {} is there twice", id.0)));
            }
        }
    }
    found.sort();
    if found.is_empty() { Ok(pack) } else { Err(found) }
}

/// Joins the questions of a section with their answers.
fn questions(
    files: &PackFiles,
    folder: &str,
    questions: Vec<Question>,
    places: &mut HashMap<QuestionId, String>,
    found: &mut Vec<Finding>,
) -> Vec<(Question, Option<Cow<'static, str>>)> {
    let path = format!("{folder}/section.ron");
    let lines = entry_lines(files.get(&path).map_or("", |text| text));
    let mut joined = Vec::with_capacity(questions.len());
    for (place, question) in questions.into_iter().enumerate() {
        let id = question.id;
        // The n-th entry is the n-th question; its number is compared because a comment may fool the search.
        let nth = lines.get(place).filter(|(number, _)| *number == id.0);
        let line = nth.or_else(|| lines.iter().find(|(number, _)| *number == id.0)).map_or(1, |(_, line)| *line);
        if id.0 == 0 {
            found.push(finding(&path, line, "question 0 has no number; they start at 1".to_owned()));
        }
        if let Some(other) = places.insert(id, path.clone()) {
            found.push(finding(&path, line, format!("question {} is there twice; it is also in {other}", id.0)));
            continue;
        }
        let name = format!("{folder}/{}", id.answer_file());
        let answer = files.get(&name).cloned();
        match (question.pending, &answer) {
            (false, None) => found.push(finding(&path, line, format!("question {} is not pending, and {name} is missing", id.0))),
            (true, Some(_)) => found.push(finding(&path, line, format!("question {} is pending, and {name} is there", id.0))),
            _ => {}
        }
        joined.push((question, answer));
    }
    joined
}

/// A file that says its format.
trait Formatted: DeserializeOwned {
    fn format(&self) -> u32;
}

impl Formatted for PackHead {
    fn format(&self) -> u32 {
        self.format
    }
}

impl Formatted for SectionHead {
    fn format(&self) -> u32 {
        self.format
    }
}

/// What is read of a file of another format.
#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
}

/// Reads a RON file of the pack and says what is wrong with it.
fn value<T: Formatted>(files: &PackFiles, path: &str, found: &mut Vec<Finding>) -> Option<T> {
    let Some(text) = files.get(path) else {
        found.push(missing(path));
        return None;
    };
    let read = ron::from_str::<T>(text);
    let format = match &read {
        Ok(value) => Some(value.format()),
        // A newer format may well not parse: its number explains more than the error.
        Err(_) => ron::from_str::<AnyFormat>(text).ok().map(|head| head.format),
    };
    if let Some(format) = format.filter(|format| *format != FORMAT) {
        let what = if format > FORMAT {
            format!("format {format} is newer than this program, which reads format {FORMAT}")
        } else {
            format!("there is no format {format}; write format {FORMAT}")
        };
        found.push(finding(path, line_of(text, "format"), what));
        return None;
    }
    match read {
        Ok(value) => Some(value),
        Err(SpannedError { code, span }) => {
            let line = u32::try_from(span.start.line).unwrap_or(u32::MAX).max(1);
            found.push(finding(path, line, format!("this is not as it should be: {code}")));
            None
        }
    }
}

fn finding(path: &str, line: u32, what: String) -> Finding {
    Finding { path: path.to_owned(), line, what }
}

fn missing(path: &str) -> Finding {
    finding(path, 1, format!("{path} is missing"))
}

fn no_plain_name(folder: &str, text: &str) -> Finding {
    let what = format!("the section \"{}\" is no plain folder name, such as 03-service-discovery", start(folder));
    // RON escapes as Rust does.
    finding(HEAD, line_of(text, &format!("{folder:?}")), what)
}

/// True for one folder name that means the same on every system and leads nowhere else.
fn is_plain_name(name: &str) -> bool {
    const LONGEST: usize = 100;
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ' ');
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(plain) && !name.starts_with(['.', ' ']) && !name.ends_with(['.', ' '])
}

/// The beginning of a name from a file, fit for a message.
fn start(name: &str) -> String {
    const LONGEST: usize = 60;
    let shown = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().nth(LONGEST).is_some() { format!("{shown}…") } else { shown }
}

/// The first line that holds a text, from 1; the first line of all if none does.
fn line_of(text: &str, wanted: &str) -> u32 {
    (1..).zip(text.lines()).find(|(_, line)| line.contains(wanted)).map_or(1, |(number, _)| number)
}

/// The last line that holds a name in quotes.
fn last_line_of(text: &str, wanted: &str) -> u32 {
    let quoted = format!("\"{wanted}\"");
    (1..).zip(text.lines()).filter(|(_, line)| line.contains(&quoted)).last().map_or(1, |(number, _)| number)
}

/// Collects files that lie inside one folder, wherever their names try to lead.
struct Reader {
    /// The folder, with all links resolved.
    root: PathBuf,
    files: PackFiles,
    found: Vec<Finding>,
}

impl Reader {
    fn open(dir: &Path) -> Result<Self, Finding> {
        let refuse = |what: String| finding(HEAD, 1, format!("the folder {} {what}", dir.display()));
        let root = fs::canonicalize(dir).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => refuse("is missing".to_owned()),
            _ => refuse(format!("cannot be opened: {error}")),
        })?;
        if !root.is_dir() {
            return Err(refuse("is no folder".to_owned()));
        }
        Ok(Self { root, files: PackFiles::new(), found: Vec::new() })
    }

    /// Reads the list of a section and its answers.
    fn section(&mut self, folder: &str) {
        let path = format!("{folder}/section.ron");
        if !self.read(&path, true) {
            return;
        }
        // A pending question is looked for as well: that it has an answer is a mistake worth naming.
        let questions = self.value::<SectionHead>(&path).map(|section| section.questions).unwrap_or_default();
        for question in questions {
            self.read(&format!("{folder}/{}", question.id.answer_file()), false);
        }
    }

    fn value<T: Formatted>(&self, path: &str) -> Option<T> {
        value(&self.files, path, &mut Vec::new())
    }

    /// Reads one file, and says whether it is there now.
    fn read(&mut self, path: &str, expected: bool) -> bool {
        if self.files.contains_key(path) {
            return true;
        }
        match self.text(path) {
            Ok(text) => {
                self.files.insert(path.to_owned(), Cow::Owned(text));
                return true;
            }
            Err(Refused::Missing) if expected => self.found.push(missing(path)),
            Err(Refused::Missing) => {}
            Err(Refused::Because(line, what)) => self.found.push(finding(path, line, format!("{path} {what}"))),
        }
        false
    }

    fn text(&self, path: &str) -> Result<String, Refused> {
        let named = self.root.join(path);
        let real = match fs::canonicalize(&named) {
            Ok(real) => real,
            // A link to nothing is there, and leads nowhere.
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(&named).is_err() => return Err(Refused::Missing),
            Err(error) => return Err(unreadable(&error)),
        };
        if !real.starts_with(&self.root) {
            return Err(Refused::Because(1, "leads out of the pack's folder".to_owned()));
        }
        // Asked before it is opened: opening a pipe would wait for ever.
        let about = fs::metadata(&real).map_err(|error| unreadable(&error))?;
        if !about.is_file() {
            return Err(Refused::Because(1, "is no file".to_owned()));
        }
        if about.len() > FILE_LIMIT {
            return Err(too_large(about.len()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
        let file = File::open(&real).map_err(|error| unreadable(&error))?;
        // It may have grown since it was asked.
        file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        let length = bytes.len() as u64;
        if length > FILE_LIMIT {
            return Err(too_large(length));
        }
        String::from_utf8(bytes).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count();
            Refused::Because(u32::try_from(line).unwrap_or(u32::MAX - 1) + 1, "is not UTF-8 from this line on".to_owned())
        })
    }
}

/// Why a file was not read.
enum Refused {
    Missing,
    Because(u32, String),
}

fn unreadable(error: &io::Error) -> Refused {
    Refused::Because(1, format!("cannot be read: {error}"))
}

fn too_large(length: u64) -> Refused {
    Refused::Because(1, format!("has {length} bytes; {FILE_LIMIT} is the most"))
}
