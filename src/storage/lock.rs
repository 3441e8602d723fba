//! Defines the lock that lets only one window write into a data folder.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::atomic::{self, FileError, Op};

/// The right to write. The system takes it back when it is dropped or the process ends, however it ends: the file that stays
/// behind means nothing.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock; `None` if somebody else holds it. The file and its folder are created.
    ///
    /// # Errors
    /// The file cannot be opened, or its file system knows no locks.
    pub fn take(path: &Path) -> Result<Option<Self>, FileError> {
        if let Some(folder) = path.parent() {
            atomic::create_folder(folder)?;
        }
        let failed = |source| FileError::new(Op::Lock, path, source);
        let file = atomic::private_file().create(true).truncate(false).open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
