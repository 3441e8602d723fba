//! Performs effects: files through the writer thread, dialogs on threads of their own, and brings back what they say.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use jiff::Timestamp;
use serde::Serialize;

use crate::state::State;
use crate::state::action::{Action, Disk};
use crate::state::effect::Effect;
use crate::storage::folders::Folders;
use crate::storage::lock::Lock;
use crate::storage::watch::Watch;
use crate::storage::writer::{Guard, Write, Writer, Written};
use crate::storage::{atomic, interviews, notes, ron_file};
use crate::study::pack::Pack;
use crate::study::question::QuestionId;
use crate::study::search::Index;

use super::boot::Boot;

/// What a write was for.
#[derive(Clone, Debug)]
enum Ticket {
    Note { question: QuestionId, revision: u64 },
    Interview(u64),
    Other,
}

/// What threads have to say.
#[derive(Debug)]
enum Mail {
    Disk(Disk),
    NoteTouched(QuestionId),
    Watching(Watch),
    Indexed(Arc<Index>, Vec<(QuestionId, String)>),
}

/// Everything outside the state that the program holds on to.
#[derive(Debug)]
pub struct Shell {
    ctx: egui::Context,
    folders: Folders,
    pack: String,
    keep_off: HashSet<PathBuf>,
    writer: Option<Writer<Ticket>>,
    mail: Receiver<Mail>,
    post: Sender<Mail>,
    watch: Option<Watch>,
    lock: Option<Lock>,
}

impl Shell {
    /// Starts the writer thread and begins to watch the notes.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(ctx: egui::Context, boot: &mut Boot) -> std::io::Result<Self> {
        let (post, mail) = channel();
        let writer = Writer::start({
            let (post, ctx) = (post.clone(), ctx.clone());
            move |written| {
                if let Some(disk) = heard_from_writer(written) {
                    // Nobody listens any more only while the program ends.
                    let _ = post.send(Mail::Disk(disk));
                    ctx.request_repaint();
                }
            }
        })?;
        let pack = boot.start.pack.head.name.clone();
        let shell = Self {
            ctx,
            folders: boot.folders.clone(),
            pack,
            keep_off: boot.keep_off.clone(),
            writer: Some(writer),
            mail,
            post,
            watch: None,
            lock: boot.lock.take(),
        };
        shell.watch_notes();
        Ok(shell)
    }

    /// The window.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    /// Begins to watch the notes on a thread, because creating folders and watches need not hold up the first frame.
    fn watch_notes(&self) {
        let (post, ctx, folder) = (self.post.clone(), self.ctx.clone(), self.folders.notes(&self.pack));
        thread::spawn(move || {
            let touched = {
                let (post, ctx) = (post.clone(), ctx);
                move |question| {
                    let _ = post.send(Mail::NoteTouched(question));
                    ctx.request_repaint();
                }
            };
            // Without a watch, notes are still looked at whenever the window gains the keyboard.
            if let Ok(watch) = Watch::start(&folder, touched) {
                let _ = post.send(Mail::Watching(watch));
            }
        });
    }

    /// What threads have said since the last time.
    pub fn heard(&mut self, state: &State, now: Timestamp) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Ok(mail) = self.mail.try_recv() {
            match mail {
                Mail::Disk(disk) => actions.push(Action::Disk(disk)),
                Mail::NoteTouched(question) => actions.extend(self.look_at(question, state, now)),
                Mail::Watching(watch) => self.watch = Some(watch),
                Mail::Indexed(index, notes) => actions.push(Action::Indexed(index, notes)),
            }
        }
        actions
    }

    /// Performs one effect; returns what follows from it at once.
    pub fn perform(&mut self, effect: Effect, state: &State, now: Timestamp) -> Vec<Action> {
        match effect {
            Effect::ReadNote(question) => return self.read_note(question, state, now),
            Effect::LookAtNotes(questions) => {
                let mut actions: Vec<Action> =
                    notes::list(&self.notes()).ok().map(|present| Action::Disk(Disk::NotesPresent(present))).into_iter().collect();
                actions.extend(questions.into_iter().flat_map(|question| self.look_at(question, state, now)));
                return actions;
            }
            Effect::BuildIndex => self.build_index(Arc::clone(&state.pack)),
            Effect::SaveNote { question, revision, text, base } => {
                let conflict = notes::conflict_path(&self.notes(), question, local(state, now));
                let path = notes::path(&self.notes(), question);
                self.submit(path, text.as_bytes().to_vec(), Some(Guard { base, conflict }), Ticket::Note { question, revision });
            }
            Effect::SaveInterview { name, revision, interview } => {
                let path = interviews::path(&self.folders.interviews(&self.pack), &name);
                return self.write_ron(path, &interview, "A mock interview. Times are in milliseconds.", Ticket::Interview(revision));
            }
            Effect::SaveMarks(marks) => {
                return self.write_ron(self.folders.marks(&self.pack), &marks, "Questions marked as read.", Ticket::Other);
            }
            Effect::SaveSettings(settings) => {
                return self.write_ron(self.folders.settings(), &settings, "Settings of Greenroom.", Ticket::Other);
            }
            Effect::SaveLayout(layout) => {
                return self.write_ron(self.folders.window(), &layout, "How Greenroom's window was left.", Ticket::Other);
            }
            Effect::SaveTextAs { name, text } => self.save_text_as(name, text),
            // These need the window and are performed by `App`.
            Effect::Copy(_) | Effect::OpenUrl(_) | Effect::Zoom(_) | Effect::Quit | Effect::KeepOpen => {}
        }
        Vec::new()
    }

    /// Reads every answer and every note on a thread of its own.
    fn build_index(&self, pack: Arc<Pack>) {
        let (post, ctx, folder) = (self.post.clone(), self.ctx.clone(), self.notes());
        thread::spawn(move || {
            let _ = post.send(Mail::Indexed(Arc::new(Index::build(&pack)), notes::read_all(&folder)));
            ctx.request_repaint();
        });
    }

    /// Waits until everything is on the disk.
    pub fn finish(&mut self) {
        self.watch = None;
        if let Some(writer) = self.writer.take() {
            writer.finish();
        }
        self.lock = None;
    }

    fn notes(&self) -> PathBuf {
        self.folders.notes(&self.pack)
    }

    fn read_note(&self, question: QuestionId, state: &State, now: Timestamp) -> Vec<Action> {
        match notes::read(&self.notes(), question, local(state, now)) {
            Ok(text) => vec![Action::Disk(Disk::NoteRead(question, text))],
            Err(trouble) => vec![Action::Disk(Disk::NoteRead(question, None)), Action::Disk(Disk::Problem(trouble.to_string()))],
        }
    }

    fn look_at(&self, question: QuestionId, state: &State, now: Timestamp) -> Option<Action> {
        // A file that cannot be read just now is left for the moment it is opened or written.
        let text = notes::read(&self.notes(), question, local(state, now)).ok()?;
        Some(Action::Disk(Disk::NoteChanged(question, text)))
    }

    fn write_ron<T: Serialize>(&self, path: PathBuf, value: &T, comment: &str, ticket: Ticket) -> Vec<Action> {
        if self.keep_off.contains(&path) {
            return Vec::new();
        }
        match ron_file::encode(value, comment) {
            Ok(bytes) => {
                self.submit(path, bytes, None, ticket);
                Vec::new()
            }
            Err(error) => vec![Action::Disk(Disk::Problem(format!("{} could not be written: {error}", path.display())))],
        }
    }

    fn submit(&self, path: PathBuf, bytes: Vec<u8>, guard: Option<Guard>, tag: Ticket) {
        if let Some(writer) = &self.writer {
            writer.submit(Write { path, bytes, guard, tag });
        }
    }

    /// Asks where to save, on a thread, because the system's dialog may take as long as it likes.
    fn save_text_as(&self, name: String, text: String) {
        let (post, ctx) = (self.post.clone(), self.ctx.clone());
        thread::spawn(move || {
            let said = match rfd::FileDialog::new().set_file_name(name).save_file() {
                Some(path) => match atomic::replace(&path, text.as_bytes()) {
                    Ok(()) => Disk::Done(format!("Saved as {}", path.display())),
                    Err(error) => Disk::Problem(error.to_string()),
                },
                None => Disk::Problem(
                    "Nothing was saved: the file dialog was closed, or this system has none. Copying as Markdown always works".to_owned(),
                ),
            };
            let _ = post.send(Mail::Disk(said));
            ctx.request_repaint();
        });
    }
}

fn heard_from_writer(written: Written<Ticket>) -> Option<Disk> {
    match (written.tag, written.result) {
        (Ticket::Note { question, revision }, Ok(conflict)) => {
            let conflict = conflict.map(|path| path.display().to_string());
            Some(Disk::NoteSaved { question, revision, conflict })
        }
        (Ticket::Note { question, revision }, Err(error)) => Some(Disk::NoteFailed { question, revision, why: error.to_string() }),
        (Ticket::Interview(revision), Ok(_)) => Some(Disk::InterviewSaved(revision)),
        (Ticket::Interview(_), Err(error)) => Some(Disk::InterviewFailed(error.to_string())),
        (Ticket::Other, Ok(_)) => None,
        (Ticket::Other, Err(error)) => Some(Disk::Problem(error.to_string())),
    }
}

fn local(state: &State, now: Timestamp) -> jiff::civil::DateTime {
    now.to_zoned(state.zone.clone()).datetime()
}
