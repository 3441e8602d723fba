//! What is going on now, and the only function that changes it. Pure: time is an argument, the outside world a list of effects.

pub mod action;
pub mod chips;
pub mod contents;
pub mod effect;
pub mod find;
pub mod interviews;
pub mod marks;
pub mod notes;
pub mod picker;
pub mod reading;
pub mod searching;
pub mod settings;
mod start;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::study::document::Document;
use crate::study::pack::Pack;
use crate::study::question::QuestionId;

use action::{Action, Disk};
use chips::Only;
use contents::{Contents, Target};
use effect::Effect;
use interviews::Interviews;
use marks::Marks;
use notes::Notes;
use picker::Picker;
use reading::Reading;
use searching::Searching;
use settings::{Layout, Settings, WindowSize};

pub use start::Start;

/// How long after a change the window's layout is written.
const LAYOUT_AFTER: Duration = Duration::from_secs(1);

/// The smallest and largest scale of the window.
pub const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// The smallest and largest scale of the text of answers.
pub const READING_SIZE: std::ops::RangeInclusive<f32> = 0.8..=1.8;

/// What the centre of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// A question and its answer.
    #[default]
    Read,
    /// The set-up of an interview, or the interview that runs.
    Interview,
    /// The report of an interview.
    Report,
    /// All interviews.
    History,
}

/// What stands in front of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A diagram, as large as the window.
    Picture,
    /// Search everything.
    Search,
    /// Go to a question by number or a few letters.
    GoTo,
    /// Do something by a few letters of its name.
    Palette,
    /// All keys.
    Help,
    /// What may be changed.
    Settings,
    /// An interview was interrupted.
    Resume,
    /// Really end the interview?
    EndInterview,
    /// Really close the window while an interview runs?
    QuitInterview,
}

/// A part of the window that can be given the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The contents' filter.
    Filter,
    /// The contents' rows.
    Contents,
    /// What is looked for in the page.
    Find,
    /// The note.
    Note,
    /// The field for the response.
    Response,
    /// Nothing: letters are shortcuts.
    Nothing,
}

/// Everything that is going on.
#[derive(Clone, Debug)]
pub struct State {
    /// The questions.
    pub pack: Arc<Pack>,
    /// The time zone of the user.
    pub zone: TimeZone,
    /// What the centre of the window shows.
    pub screen: Screen,
    /// What stands in front of it.
    pub dialog: Option<Dialog>,
    /// The list of questions.
    pub contents: Contents,
    /// The open question.
    pub reading: Reading,
    /// What is typed to go to a question or to find a command.
    pub picker: Picker,
    /// The source of the diagram that is shown large.
    pub picture: String,
    /// The search through everything.
    pub searching: Searching,
    /// The notes.
    pub notes: Notes,
    /// The interviews.
    pub interviews: Interviews,
    /// What the learner has marked.
    pub marks: Marks,
    /// What the user has chosen.
    pub settings: Settings,
    /// How the window stands.
    pub layout: Layout,
    /// The part of the window that should get the keyboard.
    pub focus: Option<Focus>,
    /// What the user should know, a sentence each.
    pub notices: Vec<String>,
    /// True if nothing may be written, because another window owns the folder.
    pub is_read_only: bool,
    layout_changed_at: Option<Timestamp>,
    layout_due_at: Option<Timestamp>,
    ticked_at: Option<Timestamp>,
}

impl State {
    /// Does what was wanted. The only function that changes the state; what must happen outside is returned.
    pub fn update(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let effects = self.dispatch(action, now);
        if self.is_read_only { effects.into_iter().filter(|effect| !writes(effect)).collect() } else { effects }
    }

    /// How long until something is due: a write, or the next look at a running clock. `None` means that nothing is.
    pub fn next_wake(&self, now: Timestamp) -> Option<Duration> {
        let dues = [self.notes.next_due(), self.interviews.next_due(), self.interviews.next_look(now), self.layout_due_at];
        let due = dues.into_iter().flatten().min()?;
        Some(due.duration_since(now).try_into().unwrap_or(Duration::ZERO))
    }

    /// True if something the user has written is not confirmed by the disk.
    pub fn is_unsaved(&self) -> bool {
        self.notes.is_unsaved() || self.interviews.is_unsaved()
    }

    fn dispatch(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
            Action::Tick => return self.tick(now),
            Action::Open(question) => return self.open(question, now),
            Action::OpenNeighbour(by) => {
                if let Some(next) = self.reading.open().and_then(|open| self.pack.neighbour(open, by)) {
                    return self.open(next, now);
                }
            }
            Action::Back if self.reading.can_go_back() => return self.turn(now, Reading::go_back),
            Action::Forward if self.reading.can_go_forward() => return self.turn(now, Reading::go_forward),
            Action::Scroll(scroll) => {
                self.reading.scroll(scroll);
                let offset = self.reading.offset();
                self.note_layout(now, |layout| layout.answer_offset = offset);
            }
            Action::Scrolled { offset, visible, whole } => {
                self.reading.scrolled(offset, visible, whole);
                self.note_layout(now, |layout| layout.answer_offset = offset);
            }
            Action::ScrollTo(offset) => self.reading.scroll_to(offset),
            Action::ThinkFirst(on) => {
                self.reading.hide(on);
                return self.set(|settings| settings.think_first = on);
            }
            Action::RevealPart => self.reading.reveal(),
            Action::RevealAll => self.reading.hide(false),
            Action::Find => {
                self.reading.find_mut();
                self.give_focus(Focus::Find);
            }
            Action::FindText(typed) => self.reading.find_mut().look_for(typed),
            Action::FindStep(by) => self.reading.find_mut().step(by),
            Action::Found(hits) => self.reading.find_mut().counted(hits),
            Action::FindShown => self.reading.find_mut().is_moving = false,
            Action::CloseFind => self.reading.close_find(),
            Action::CopyAnswer { as_markdown } => return self.copy_answer(as_markdown),
            Action::MarkRead(question, is_read) => return self.mark_read(question, is_read),
            Action::FollowLink(link) => return self.follow_link(link, now),

            Action::Filter(typed) => self.filter(typed),
            Action::SetChips(chips) => {
                self.set_layout(now, |layout| layout.chips = chips);
                self.filter(self.contents.typed().to_owned());
            }
            Action::Flag(question, on) => return self.flag(question, on),
            Action::MoveCursor(by) => self.contents.move_cursor(by, self.reading.open()),
            Action::ActivateCursor => {
                if let Some(target) = self.contents.cursor() {
                    return self.activate(target, now);
                }
            }
            Action::Activate(target) => return self.activate(target, now),
            Action::FoldAll(folded) => {
                self.contents.fold_all(folded, &self.pack);
                self.keep_folds(now);
            }
            Action::ContentsScrolled { first, visible } => {
                self.contents.scrolled(first, visible);
                let first = self.contents.first();
                self.note_layout(now, |layout| layout.contents_first = first);
            }

            Action::EditNote(question, text) => {
                if !self.is_read_only {
                    self.searching.note(question, &text);
                    self.notes.edit(question, text, now);
                }
            }
            Action::SaveNotes => return self.notes.due(now, true),
            Action::PreviewNote(preview) => self.notes.preview = preview,

            Action::Show(screen) => self.show(screen),
            Action::ShowDialog(dialog) => {
                // Closing the offer without an answer must not lose sight of the interview.
                if self.dialog == Some(Dialog::Resume) && dialog != Some(Dialog::Resume) {
                    self.interviews.resume_later();
                }
                self.dialog = dialog;
                self.picker = Picker::default();
                if dialog == Some(Dialog::Search) {
                    self.searching.look_for("", &self.pack, &self.marks);
                    return if self.searching.is_ready() { Vec::new() } else { vec![Effect::BuildIndex] };
                }
                if dialog.is_none() && self.screen == Screen::Interview && self.interviews.is_answering() {
                    self.give_focus(Focus::Response);
                }
            }
            Action::ShowPicture(source) => (self.picture, self.dialog) = (source, Some(Dialog::Picture)),
            Action::PickerText(typed) => {
                if self.dialog == Some(Dialog::Search) {
                    self.searching.look_for(&typed, &self.pack, &self.marks);
                }
                self.picker.look_for(typed);
            }
            Action::Indexed(index, notes) => {
                self.searching.ready(index, notes);
                self.searching.look_for(self.picker.typed(), &self.pack, &self.marks);
            }
            Action::OpenFound(question) => {
                self.dialog = None;
                let effects = self.open(question, now);
                self.reading.light(self.searching.query().words());
                return effects;
            }
            Action::Unlight => self.reading.light(Vec::new()),
            Action::PickerChoose(row) => self.picker.choose(row),
            Action::Focus(focus) => self.give_focus(focus),
            Action::FocusTaken => self.focus = None,
            Action::SetTheme(theme) => return self.set(|settings| settings.theme = theme),
            Action::SetSingleKeys(on) => return self.set(|settings| settings.single_keys = on),
            Action::Zoom(zoom) => {
                let zoom = clamped_zoom(zoom);
                let mut effects = self.set(|settings| settings.zoom = zoom);
                effects.push(Effect::Zoom(zoom));
                return effects;
            }
            Action::ShowContents(shown) => self.set_layout(now, |layout| layout.contents_shown = shown),
            Action::ShowNote(shown) => self.set_layout(now, |layout| layout.note_shown = shown),
            Action::FocusMode(on) => self.set_layout(now, |layout| layout.focus_mode = on),
            Action::ReadingSize(size) => {
                let size = clamped_reading_size(size);
                return self.set(|settings| settings.reading_size = size);
            }
            Action::ResizeContents(width) => {
                self.note_layout(now, |layout| layout.contents_width = width);
            }
            Action::ResizeNote(width) => {
                self.note_layout(now, |layout| layout.note_width = width);
            }
            Action::ResizeWindow(size) => self.resize_window(size, now),
            Action::DismissNotice(place) => {
                if place < self.notices.len() {
                    self.notices.remove(place);
                }
            }
            Action::Quit => return self.quit(now),
            Action::CloseRequested => return self.close_requested(now),
            Action::WindowFocused(focused) => {
                return if focused { vec![self.notes.look()] } else { self.save_all(now) };
            }
            Action::Disk(disk) => return self.hear(disk, now),
            other => return self.interview(other, now),
        }
        Vec::new()
    }

    fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        let last_tick = self.ticked_at.replace(now);
        if last_tick.is_some_and(|last| now < last) {
            // The clock was set back: what is due would be due only once it has caught up.
            return self.save_all(now);
        }
        let mut effects = self.notes.due(now, false);
        effects.extend(self.interviews.tick(now));
        if self.layout_changed_at.is_some_and(|at| at + LAYOUT_AFTER <= now) {
            effects.extend(self.save_layout());
        }
        effects
    }

    fn open(&mut self, question: QuestionId, now: Timestamp) -> Vec<Effect> {
        if self.pack.get(question).is_none() {
            return Vec::new();
        }
        self.turn(now, |reading, pack, now| reading.visit(question, pack, now))
    }

    /// Turns to another question, unless an interview is being held.
    fn turn(&mut self, now: Timestamp, turn: impl FnOnce(&mut Reading, &Pack, Timestamp) -> Option<QuestionId>) -> Vec<Effect> {
        if self.interviews.running().is_some() && self.screen == Screen::Interview {
            return Vec::new();
        }
        self.screen = Screen::Read;
        let before = self.reading.open();
        let read = turn(&mut self.reading, &self.pack, now);
        if self.reading.open() != before {
            self.reading.hide(self.settings.think_first);
        }
        self.arrive(read, now)
    }

    /// Everything that follows from another question being open.
    fn arrive(&mut self, read: Option<QuestionId>, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.notes.due(now, true);
        if let Some(read) = read {
            effects.extend(self.mark_read(read, true));
        }
        if let Some(open) = self.reading.open() {
            effects.extend(self.notes.want(open));
            self.contents.follow(open, &self.pack);
            self.keep_folds(now);
            let offset = self.reading.offset();
            let first = self.contents.first();
            let offsets = self.reading.offsets().clone();
            self.set_layout(now, |layout| {
                (layout.open, layout.answer_offset, layout.contents_first) = (Some(open), offset, first);
                layout.offsets = offsets;
            });
        }
        effects
    }

    /// Lists what fits what is typed and the chips, as things stand now: a question that stops fitting stays in the list until then.
    fn filter(&mut self, typed: String) {
        let chips = &self.layout.chips;
        let fitting = (!chips.is_open()).then(|| {
            let fits = self.pack.questions().iter().filter(|entry| chips.fit(entry, &self.marks, &self.notes));
            fits.map(|entry| entry.question.id).collect()
        });
        self.contents.filter(typed, fitting, &self.pack, self.reading.open());
    }

    fn flag(&mut self, question: QuestionId, on: bool) -> Vec<Effect> {
        let changed = if on { self.marks.flagged.insert(question) } else { self.marks.flagged.remove(&question) };
        if changed { vec![Effect::SaveMarks(self.marks.clone())] } else { Vec::new() }
    }

    fn copy_answer(&self, as_markdown: bool) -> Vec<Effect> {
        let Some(answer) = self.reading.answer() else { return Vec::new() };
        let text = if as_markdown { answer.source.clone() } else { Document::parse(&answer.source).to_text() };
        vec![Effect::Copy(text)]
    }

    fn mark_read(&mut self, question: QuestionId, is_read: bool) -> Vec<Effect> {
        let changed = if is_read { self.marks.read.insert(question) } else { self.marks.read.remove(&question) };
        if changed { vec![Effect::SaveMarks(self.marks.clone())] } else { Vec::new() }
    }

    fn follow_link(&mut self, link: String, now: Timestamp) -> Vec<Effect> {
        let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
        if is_address {
            return vec![Effect::OpenUrl(link)];
        }
        // Any other scheme, such as `file:`, is no path inside the pack, whatever it ends with.
        match QuestionId::of_link(&link).filter(|_| !link.contains(':')) {
            Some(question) if self.pack.get(question).is_some() => self.open(question, now),
            _ => {
                self.tell(format!("The link {link} leads nowhere in this pack"));
                Vec::new()
            }
        }
    }

    fn activate(&mut self, target: Target, now: Timestamp) -> Vec<Effect> {
        self.contents.set_cursor(target);
        match target {
            Target::Question(question) => return self.open(question, now),
            Target::Section(section) if !self.contents.is_filtered() => {
                self.contents.fold(section, &self.pack);
                self.keep_folds(now);
            }
            Target::Section(_) => {}
        }
        Vec::new()
    }

    fn keep_folds(&mut self, now: Timestamp) {
        let folded = self.contents.folded().iter().filter_map(|section| u32::try_from(section + 1).ok()).collect();
        self.set_layout(now, |layout| layout.folded = folded);
    }

    fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.focus = None;
    }

    fn give_focus(&mut self, focus: Focus) {
        match focus {
            Focus::Filter | Focus::Contents => self.layout.contents_shown = true,
            Focus::Note => self.layout.note_shown = true,
            Focus::Find | Focus::Response | Focus::Nothing => {}
        }
        self.focus = Some(focus);
    }

    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        let before = self.settings.clone();
        change(&mut self.settings);
        if self.settings == before { Vec::new() } else { vec![Effect::SaveSettings(self.settings.clone())] }
    }

    /// Changes the layout, and writes it soon.
    fn set_layout(&mut self, now: Timestamp, change: impl FnOnce(&mut Layout)) {
        if self.note_layout(now, change) {
            self.layout_due_at = Some(now + LAYOUT_AFTER);
        }
    }

    /// Changes the layout in a way that is worth keeping, but not worth waking the program for: it is written with whatever comes
    /// next, at the latest when the window loses the keyboard or closes. Returns true if something changed.
    fn note_layout(&mut self, now: Timestamp, change: impl FnOnce(&mut Layout)) -> bool {
        let before = self.layout.clone();
        change(&mut self.layout);
        let is_changed = self.layout != before;
        if is_changed {
            self.layout_changed_at = Some(now);
        }
        is_changed
    }

    fn resize_window(&mut self, size: WindowSize, now: Timestamp) {
        self.note_layout(now, |layout| {
            layout.window = match layout.window {
                // A maximised window keeps the size it returns to.
                Some(old) if size.maximized => Some(WindowSize { maximized: true, ..old }),
                _ => Some(size),
            };
        });
    }

    fn save_layout(&mut self) -> Option<Effect> {
        self.layout_due_at = None;
        self.layout_changed_at.take().map(|_| Effect::SaveLayout(self.layout.clone()))
    }

    fn save_all(&mut self, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.notes.due(now, true);
        effects.extend(self.interviews.save_all(now));
        effects.extend(self.save_layout());
        effects
    }

    fn quit(&mut self, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(read) = self.reading.leave(now) {
            effects.extend(self.mark_read(read, true));
        }
        effects.extend(self.save_all(now));
        effects.push(Effect::Quit);
        effects
    }

    fn close_requested(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.interviews.running().is_some() && self.dialog != Some(Dialog::QuitInterview) {
            self.dialog = Some(Dialog::QuitInterview);
            return vec![Effect::KeepOpen];
        }
        self.quit(now)
    }

    fn hear(&mut self, disk: Disk, now: Timestamp) -> Vec<Effect> {
        match disk {
            Disk::NoteRead(question, text) => self.notes.read(question, text),
            Disk::NoteChanged(question, text) => {
                self.searching.note(question, text.as_deref().unwrap_or_default());
                if self.notes.changed_outside(question, text) && self.reading.open() == Some(question) {
                    self.tell("This note was changed by another program and has been read again".to_owned());
                }
            }
            Disk::NoteSaved { question, revision, conflict } => {
                self.notes.saved(question, revision, now);
                if let Some(file) = conflict {
                    self.tell(format!("Another program had changed this note as well. Its version is kept in {file}"));
                }
                return self.notes.due(now, false);
            }
            Disk::NoteFailed { question, revision, why } => self.notes.failed(question, revision, why, now),
            Disk::NotesPresent(present) => {
                self.notes.set_present(present);
                if self.layout.chips.only == Only::Noted {
                    self.filter(self.contents.typed().to_owned());
                }
            }
            Disk::InterviewSaved(revision) => self.interviews.saved(revision),
            Disk::InterviewFailed(why) => self.interviews.failed(why, now),
            Disk::Problem(what) | Disk::Done(what) => self.tell(what),
        }
        Vec::new()
    }

    fn tell(&mut self, what: String) {
        if !self.notices.contains(&what) {
            self.notices.push(what);
        }
    }
}

/// The sections that hold at least one answered question, as their place from 1.
pub fn answered_sections(pack: &Pack) -> BTreeSet<u32> {
    let answered = pack.questions().iter().filter(|entry| entry.answer.is_some());
    answered.filter_map(|entry| u32::try_from(entry.section + 1).ok()).collect()
}

/// A scale at which the window can be used, whatever a settings file says.
fn clamped_zoom(zoom: f32) -> f32 {
    if zoom.is_finite() { zoom.clamp(*ZOOM.start(), *ZOOM.end()) } else { 1.0 }
}

/// A size at which answers can be read, whatever a settings file says.
fn clamped_reading_size(size: f32) -> f32 {
    if size.is_finite() { size.clamp(*READING_SIZE.start(), *READING_SIZE.end()) } else { 1.0 }
}

fn writes(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::SaveNote { .. } | Effect::SaveInterview { .. } | Effect::SaveMarks(_) | Effect::SaveSettings(_) | Effect::SaveLayout(_)
    )
}
