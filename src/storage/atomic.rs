//! Defines how one file is read, replaced, kept and moved: whenever the machine stops, a file is as it was or as it should be.

use std::error::Error;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{fmt, iter};

use tempfile::TempPath;

/// The largest file that is read, in bytes: what a person writes is far smaller, and a mistake must not fill the memory.
pub const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// More links than this, one leading to the next, lead nowhere: the kernel's own limit.
const LINKS: usize = 40;

/// How many names are tried before a copy or a move gives up.
const NAMES: u32 = 1000;

/// How the name of a temporary file begins: hidden, so that no note and no interview is mistaken for one.
const TEMP_PREFIX: &str = ".greenroom-";

/// How the name of a temporary file ends.
const TEMP_SUFFIX: &str = ".tmp";

/// What was being done to a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A folder was being created.
    Create,
    /// A folder was being listed.
    List,
    /// A file was being read.
    Read,
    /// A file was being written.
    Write,
    /// What was written was being made safe against a power cut.
    Sync,
    /// A file was being given another name, or the place of another file.
    Rename,
    /// A file was being locked.
    Lock,
}

/// What went wrong with a file, where, and why the system says so.
#[derive(Debug)]
pub struct FileError {
    /// What was being done.
    pub op: Op,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's reason.
    pub source: io::Error,
}

impl FileError {
    /// Joins an operation, its path and the system's reason.
    pub fn new(op: Op, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self { op, path: path.into(), source }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, source) = (self.path.display(), &self.source);
        match self.op {
            Op::Create => write!(f, "Cannot create the folder {path}: {source}"),
            Op::List => write!(f, "Cannot list the folder {path}: {source}"),
            Op::Read => write!(f, "Cannot read {path}: {source}"),
            Op::Write => write!(f, "Cannot write {path}: {source}"),
            Op::Sync => write!(f, "Cannot be sure that {path} is on the disk: {source}"),
            Op::Rename => write!(f, "Cannot rename or replace {path}: {source}"),
            Op::Lock => write!(f, "Cannot lock {path}: {source}"),
        }
    }
}

impl Error for FileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads a file whole; `None` if there is none.
///
/// # Errors
/// What is no plain file, or larger than [`FILE_LIMIT`], is refused like a file that the system does not let us read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    let failed = |source| FileError::new(Op::Read, path, source);
    let too_large = || failed(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 16 MiB"));
    // Asked before it is opened: opening a pipe would wait for ever.
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if !about.is_file() {
        return Err(failed(no_plain_file()));
    }
    if about.len() > FILE_LIMIT {
        return Err(too_large());
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // It may have grown since it was asked.
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > FILE_LIMIT { Err(too_large()) } else { Ok(Some(bytes)) }
}

/// Gives a file new content: all of it, or none and an error. Missing folders are created.
///
/// A link stays a link: what it leads to is replaced. An existing file keeps its permissions; a new one is its owner's alone.
///
/// # Errors
/// Nothing is left behind and the old content is untouched, except after [`Op::Sync`] on the folder: then the new content is
/// in place, but a power cut may still bring the old one back.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let target = follow_links(path)?;
    let failed = |op| move |source| (op, source);
    let folder = folder_of(&target);
    create_folder(folder)?;
    let replaced = existing(&target)
        .map_err(failed(Op::Write))
        .and_then(|before| temporary(folder, bytes, before))
        .and_then(|temp| temp.persist(&target).map_err(|error| (Op::Rename, error.error)));
    replaced.map_err(|(op, source)| FileError::new(op, &target, source))?;
    sync_folder(folder)
}

/// Writes a file that was not there before, atomically. The first free name is taken: `name(1)`, `name(2)` and so on; a file
/// that already holds these very bytes will do. Returns its path.
///
/// # Errors
/// As [`replace`]; no existing file is ever touched.
pub fn keep(bytes: &[u8], name: impl Fn(u32) -> PathBuf) -> Result<PathBuf, FileError> {
    for path in (1..=NAMES).map(&name) {
        if fs::symlink_metadata(&path).is_ok() {
            if read(&path).ok().flatten().as_deref() == Some(bytes) {
                return Ok(path);
            }
            continue;
        }
        let folder = folder_of(&path);
        create_folder(folder)?;
        let temp = temporary(folder, bytes, None).map_err(|(op, source)| FileError::new(op, &path, source))?;
        match rename_to_new(&temp, &path) {
            Ok(()) => return sync_folder(folder).map(|()| path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(FileError::new(Op::Rename, path, error)),
        }
    }
    Err(FileError::new(Op::Write, name(1), no_free_name()))
}

/// Gives a file another name, the first free one of `name(1)`, `name(2)` and so on. Returns its path.
///
/// # Errors
/// The file keeps its name; no existing file is ever touched.
pub fn move_aside(path: &Path, name: impl Fn(u32) -> PathBuf) -> Result<PathBuf, FileError> {
    for to in (1..=NAMES).map(&name) {
        match rename_to_new(path, &to) {
            Ok(()) => {
                // It is out of the way, whatever comes: a power cut that undoes this brings it back whole.
                let _ = sync_folder(folder_of(&to));
                return Ok(to);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(FileError::new(Op::Rename, path, error)),
        }
    }
    Err(FileError::new(Op::Rename, path, no_free_name()))
}

/// Removes the temporary files that a killed program left in a folder, and says how many. Only for the owner of the folder's
/// lock: another program's temporary files may be in use.
pub fn sweep(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_temporary = |name: &str| name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX);
    let left = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_temporary));
    left.filter(|entry| fs::remove_file(entry.path()).is_ok()).count()
}

/// The file that is meant: the end of all links, whether or not anything is there.
///
/// # Errors
/// Links that lead in a circle.
pub fn follow_links(path: &Path) -> Result<PathBuf, FileError> {
    let mut ends = iter::successors(Some(path.to_owned()), |link| Some(folder_of(link).join(fs::read_link(link).ok()?)));
    let all = ends.by_ref().take(LINKS).last();
    match (all, ends.next()) {
        (Some(target), None) => Ok(target),
        _ => Err(FileError::new(Op::Read, path, io::Error::other("its links lead in a circle"))),
    }
}

/// Creates a folder with those above it, for the owner alone, each safe on the disk.
///
/// # Errors
/// Names the first folder that could not be created.
pub fn create_folder(folder: &Path) -> Result<(), FileError> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.is_dir()).collect();
    for one in missing.into_iter().rev() {
        match private_folder().create(one) {
            Ok(()) => sync_folder(folder_of(one))?,
            Err(_) if one.is_dir() => {}
            Err(error) => return Err(FileError::new(Op::Create, one, error)),
        }
    }
    Ok(())
}

/// The folder of a file; the current one for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn private_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

/// How a file is opened for reading and writing; one that is created is its owner's alone.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// The permissions of the file that is to be replaced, if there is one that may be.
fn existing(target: &Path) -> io::Result<Option<fs::Permissions>> {
    let about = match fs::metadata(target) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if !about.is_file() {
        // A device such as `/dev/null` must never be replaced by a file.
        return Err(no_plain_file());
    }
    if about.permissions().readonly() {
        // A rename would get past this, but whoever has protected the file meant it.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    Ok(Some(about.permissions()))
}

/// Writes a file beside its target, safe on the disk. It is removed unless it is renamed.
fn temporary(folder: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> Result<TempPath, (Op, io::Error)> {
    // Opened by us because tempfile's own errors name the temporary file, which nobody has asked for.
    let made =
        tempfile::Builder::new().prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).make_in(folder, |path| private_file().create_new(true).open(path));
    let mut temp = made.map_err(|error| (Op::Write, error))?;
    temp.as_file_mut().write_all(bytes).map_err(|error| (Op::Write, error))?;
    if let Some(permissions) = permissions {
        // File systems without permissions refuse this. The file is then its owner's alone, which gives nothing away.
        let _ = temp.as_file().set_permissions(permissions);
    }
    temp.as_file().sync_all().map_err(|error| (Op::Sync, error))?;
    Ok(temp.into_temp_path())
}

/// Renames a file, but never over another one.
fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut path = TempPath::try_from_path(from)?;
    // It is no temporary file: if it cannot be renamed it must stay.
    path.disable_cleanup(true);
    match path.persist_noclobber(to) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
        // Some file systems know neither a rename that refuses nor hard links. What is left is to look first.
        Err(_) if fs::symlink_metadata(to).is_err() => fs::rename(from, to),
        Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

/// Makes the names in a folder safe against a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), FileError> {
    match File::open(folder).and_then(|opened| opened.sync_all()) {
        // Some network file systems cannot do this for folders, and need not.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced.map_err(|error| FileError::new(Op::Sync, folder, error)),
    }
}

/// Windows keeps its folders itself, and opens none for this.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), FileError> {
    Ok(())
}

fn no_plain_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file")
}

fn no_free_name() -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, "there are too many files of that name")
}
