//! Defines the thread that writes files: in order, the newest for each path, and never over what somebody else has written.

use std::collections::{HashMap, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::{fs, io, mem};

use super::atomic::{self, FileError, Op};

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Write<T> {
    /// Which file.
    pub path: PathBuf,
    /// All that it shall hold.
    pub bytes: Vec<u8>,
    /// How other programs' changes are kept; `None` if the file is ours alone.
    pub guard: Option<Guard>,
    /// What the report is recognised by.
    pub tag: T,
}

/// What keeps another program's version of a file.
#[derive(Clone, Debug)]
pub struct Guard {
    /// What the file held when it was last seen; `None` if there was none.
    pub base: Option<Arc<str>>,
    /// Where another version is copied to before it is replaced. If that name is taken, a number is added.
    pub conflict: PathBuf,
}

/// What has become of a write.
#[derive(Debug)]
pub struct Written<T> {
    /// The tag of the write.
    pub tag: T,
    /// Where another program's version was kept, if there was one; or why the file could not be written.
    pub result: Result<Option<PathBuf>, FileError>,
}

/// The thread that writes. It ends when this is dropped, after all has been written and reported.
#[derive(Debug)]
pub struct Writer<T: Send + 'static> {
    shared: Arc<Shared<T>>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static> Writer<T> {
    /// Starts the thread, which calls `report` once for each write it has tried. A write that was replaced by a newer one for
    /// the same path before it began is not tried.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(report: impl Fn(Written<T>) + Send + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared { queue: Mutex::new(Queue::default()), changed: Condvar::new() });
        let theirs = shared.clone();
        let thread = thread::Builder::new().name("writer".to_owned()).spawn(move || theirs.work(&report))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Takes a write and returns at once. Nothing is tried twice: whoever hears of a failure submits again.
    pub fn submit(&self, write: Write<T>) {
        self.shared.lock().put(write);
        self.shared.changed.notify_one();
    }

    /// Waits until all is written and reported.
    pub fn finish(self) {
        drop(self);
    }
}

impl<T: Send + 'static> Drop for Writer<T> {
    fn drop(&mut self) {
        self.shared.lock().is_closing = true;
        self.shared.changed.notify_one();
        // Dropped by its own report, it must not wait for itself; the thread still writes what is left.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id()) {
            // The thread catches every panic, so there is nothing to hear.
            let _ = thread.join();
        }
    }
}

/// A write with what it has taken over from those it replaced.
#[derive(Debug)]
struct Job<T> {
    write: Write<T>,
    /// What the file may hold without anybody having interfered.
    bases: Vec<Arc<str>>,
}

#[derive(Debug)]
struct Queue<T> {
    order: VecDeque<PathBuf>,
    jobs: HashMap<PathBuf, Job<T>>,
    is_closing: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { order: VecDeque::new(), jobs: HashMap::new(), is_closing: false }
    }
}

impl<T> Queue<T> {
    /// A newer write takes the place of the older one in the queue, and is as careful as it.
    fn put(&mut self, mut write: Write<T>) {
        let mut bases = Vec::new();
        match self.jobs.remove(&write.path) {
            Some(older) => {
                bases = older.bases;
                write.guard = write.guard.or(older.write.guard);
            }
            None => self.order.push_back(write.path.clone()),
        }
        bases.extend(write.guard.as_ref().and_then(|guard| guard.base.clone()));
        self.jobs.insert(write.path.clone(), Job { write, bases });
    }

    fn take(&mut self) -> Option<Job<T>> {
        let path = self.order.pop_front()?;
        self.jobs.remove(&path)
    }
}

#[derive(Debug)]
struct Shared<T> {
    queue: Mutex<Queue<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    /// The queue is whole at every moment, so a panic elsewhere says nothing about it.
    fn lock(&self) -> MutexGuard<'_, Queue<T>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job; `None` once nothing is left and nothing more will come.
    fn next(&self) -> Option<Job<T>> {
        let mut queue = self.lock();
        loop {
            if let Some(job) = queue.take() {
                return Some(job);
            }
            if queue.is_closing {
                return None;
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work(&self, report: &impl Fn(Written<T>)) {
        let mut memory = HashMap::new();
        while let Some(Job { write: Write { path, bytes, guard, tag }, bases }) = self.next() {
            let seen: &mut Seen = memory.entry(path.clone()).or_default();
            // Whatever goes wrong with one file, the next one is still written.
            let written = panic::catch_unwind(AssertUnwindSafe(|| seen.write(&path, bytes, guard.as_ref(), &bases)));
            let result = written.unwrap_or_else(|_| Err(FileError::new(Op::Write, path, io::Error::other("the program made a mistake"))));
            // The panic hook has said what there is to say about a report that fails.
            let _ = panic::catch_unwind(AssertUnwindSafe(|| report(Written { tag, result })));
        }
    }
}

/// What is known about a file that was written before.
#[derive(Debug, Default)]
struct Seen {
    /// What we last wrote.
    written: Option<Vec<u8>>,
    /// The other version that was kept, and where, until a write has succeeded and it is reported.
    kept: Option<(Vec<u8>, PathBuf)>,
}

impl Seen {
    fn write(&mut self, path: &Path, bytes: Vec<u8>, guard: Option<&Guard>, bases: &[Arc<str>]) -> Result<Option<PathBuf>, FileError> {
        if let Some(guard) = guard {
            self.keep_other(path, &bytes, guard, bases)?;
        }
        let replaced = atomic::replace(path, &bytes);
        // A folder that could not be made safe after the rename: the file is ours all the same.
        if replaced.is_ok() || atomic::read(path).ok().flatten().as_ref() == Some(&bytes) {
            self.written = Some(bytes);
        }
        replaced.map(|()| mem::take(&mut self.kept).map(|(_, kept)| kept))
    }

    /// Keeps what another program has written. A write that fails and is tried again keeps it only once.
    fn keep_other(&mut self, path: &Path, bytes: &[u8], guard: &Guard, bases: &[Arc<str>]) -> Result<(), FileError> {
        let name = |number| numbered(&guard.conflict, number);
        let found = match atomic::read(path) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            // It cannot be copied, but it can be moved as it is.
            Err(_) if fs::metadata(path).is_ok_and(|about| about.is_file()) => {
                let kept = atomic::move_aside(&atomic::follow_links(path)?, name)?;
                self.kept = Some((Vec::new(), kept));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        // A file that was only just created by somebody holds nothing worth keeping.
        let is_blank = found.is_empty() && guard.base.is_none();
        let is_ours = self.written.as_ref() == Some(&found) || found == bytes || bases.iter().any(|base| base.as_bytes() == found);
        let is_kept = self.kept.as_ref().is_some_and(|(kept, _)| *kept == found);
        if !is_blank && !is_ours && !is_kept {
            let kept = atomic::keep(&found, name)?;
            self.kept = Some((found, kept));
        }
        Ok(())
    }
}

/// `a.md`, `a 2.md`, `a 3.md` and so on.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(" {number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
