//! Defines [`Driver`], the one driver: the real program on a screen that nobody sees, with a clock that moves only when it is told
//! to and a data folder of its own. Events arrive one a frame, as from a window.

mod hand;
mod look;

pub use look::Seen;

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, Vec2, ViewportCommand, ViewportId, vec2};
use egui_kittest::Harness;
use greenroom::app::clock::Clock;
use greenroom::app::{App, boot};
use greenroom::state::State;
use greenroom::storage::folders::Folders;
use greenroom::study::interview::Interview;
use greenroom::study::pack::Pack;
use greenroom::study::question::QuestionId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;

use super::pack;

/// When the clock is started: three minutes past twelve in Berlin.
const BEGIN: &str = "2026-11-20T11:03:00Z";

/// The longest wait for the writer thread or the watch.
const PATIENCE: Duration = Duration::from_secs(10);

/// So many frames are enough for every change to come to rest.
const FRAMES: usize = 12;

/// A running clock may ask for the next frame at once, because the time stands still between two frames; so many are enough then.
const FRAMES_OF_A_CLOCK: usize = 4;

/// The longest step of the clock: less than what passes for sleep.
const STEP_MILLIS: i64 = 1000;

/// A clock that stands still until it is moved.
#[derive(Clone, Debug)]
struct HandClock(Rc<Cell<Timestamp>>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        self.0.get()
    }
}

/// The program, its screen, its clock and its disk.
pub struct Driver {
    window: Option<Harness<'static, App>>,
    clock: HandClock,
    disk: TempDir,
    pack: Pack,
    size: Vec2,
    commands: Vec<OutputCommand>,
    orders: Vec<ViewportCommand>,
}

impl Driver {
    /// A first start with the small pack, in a window of the usual size.
    pub fn new() -> Self {
        Self::with(pack::small(), vec2(1280.0, 800.0))
    }

    /// A first start with the built-in pack.
    pub fn built_in() -> Self {
        Self::with(pack::built_in(), vec2(1280.0, 800.0))
    }

    pub fn with(pack: Pack, size: Vec2) -> Self {
        let mut driver = Self::not_running(pack, size);
        driver.reopen();
        driver
    }

    /// A computer on which the program has not been started yet; see [`Self::reopen`].
    pub fn not_running(pack: Pack, size: Vec2) -> Self {
        let clock = HandClock(Rc::new(Cell::new(BEGIN.parse().unwrap())));
        let disk = TempDir::new().unwrap();
        Self { window: None, clock, disk, pack, size, commands: Vec::new(), orders: Vec::new() }
    }

    // Starting and ending.

    pub fn reopen(&mut self) -> &mut Self {
        assert!(self.window.is_none(), "the program runs already");
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let boot = boot::load(self.pack.clone(), self.folders(), None, zone, self.clock.now());
        let clock = self.clock.clone();
        // A tenth of a second a frame: three events are a click, and no two clicks are a double click by accident.
        let window = Harness::builder().with_size(self.size).with_theme(egui::Theme::Light).with_step_dt(0.1);
        self.window = Some(window.build_eframe(move |cc| App::new(&cc.egui_ctx, boot, Box::new(clock)).unwrap()));
        self.settle()
    }

    /// The program ends without being asked: nothing is saved that was not on its way to the disk. What the writer thread has
    /// already been given is still written, as it mostly is in a crash; `tests/headless/durability.rs` kills for real.
    pub fn kill(&mut self) -> &mut Self {
        self.window = None;
        self
    }

    /// Ctrl+Q, and the window closes.
    pub fn quit(&mut self) -> &mut Self {
        self.orders.clear();
        self.chord(Modifiers::COMMAND, Key::Q);
        assert!(self.orders.contains(&ViewportCommand::Close), "the window does not close; it shows {:#?}", self.words());
        self.exit()
    }

    /// What eframe does when the window has closed.
    pub fn exit(&mut self) -> &mut Self {
        self.window_mut().state_mut().on_exit(None);
        self.kill()
    }

    /// What the window was asked for.
    pub fn orders(&self) -> &[ViewportCommand] {
        &self.orders
    }

    /// The window's own button for closing is pressed. Returns true if the program lets it close.
    pub fn close_window(&mut self) -> bool {
        self.orders.clear();
        let viewport = self.window_mut().input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(egui::ViewportEvent::Close);
        self.frame();
        let is_kept = self.orders.contains(&ViewportCommand::CancelClose);
        self.settle();
        !is_kept
    }

    pub fn resize(&mut self, size: Vec2) -> &mut Self {
        self.window_mut().set_size(size);
        self.settle()
    }

    // Time.

    /// Time passes, a frame at least every second, as with a clock on the screen.
    pub fn pass_millis(&mut self, millis: i64) -> &mut Self {
        let mut left = millis;
        while left > 0 {
            let step = left.min(STEP_MILLIS);
            left -= step;
            self.sleep_millis(step);
        }
        self.settle()
    }

    pub fn pass_secs(&mut self, secs: i64) -> &mut Self {
        self.pass_millis(secs * 1000)
    }

    /// Time passes without a frame, as while the machine sleeps.
    pub fn sleep_millis(&mut self, millis: i64) -> &mut Self {
        self.clock.0.set(self.clock.now() + Duration::from_millis(u64::try_from(millis).unwrap()));
        if self.window.is_some() {
            self.frame();
        }
        self
    }

    /// Time passes until what was typed is due, and then until the disk has confirmed it.
    pub fn wait_saved(&mut self) -> &mut Self {
        self.pass_millis(400);
        self.wait_until("everything is saved", |driver| !driver.state().is_unsaved())
    }

    /// Runs frames until something is true. The clock stands; only threads move.
    pub fn wait_until(&mut self, what: &str, is_true: impl Fn(&Self) -> bool) -> &mut Self {
        let begun = Instant::now();
        while !is_true(self) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}; the window shows {:#?}", self.words());
            thread::sleep(Duration::from_millis(2));
            self.frame();
        }
        self.settle()
    }

    /// Runs frames for so long by the machine's clock, for what must not happen, or may.
    pub fn draw_for(&mut self, millis: u64) -> &mut Self {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(millis) {
            thread::sleep(Duration::from_millis(2));
            self.frame();
        }
        self.settle()
    }

    // The work of a reader.

    /// Opens a question by its row in the contents, such as `40. What is the Saga pattern?`.
    #[track_caller]
    pub fn open_row(&mut self, title: &str) -> &mut Self {
        let name = self.row_named(title);
        self.click(Role::ListItem, &name)
    }

    /// Types at the end of the note of the open question.
    pub fn type_note(&mut self, text: &str) -> &mut Self {
        self.click(Role::MultilineTextInput, "Note").chord(Modifiers::COMMAND, Key::End).type_keys(text)
    }

    // The disk.

    pub fn folders(&self) -> Folders {
        Folders::find(Some(self.disk.path().to_owned()), None).unwrap()
    }

    pub fn note_path(&self, question: u32) -> PathBuf {
        self.folders().notes(&self.pack.head.name).join(QuestionId(question).answer_file())
    }

    /// The note's file as it lies on the disk.
    pub fn note_file(&self, question: u32) -> Option<String> {
        fs::read_to_string(self.note_path(question)).ok()
    }

    /// Another program writes a note.
    pub fn write_note_file(&mut self, question: u32, text: &str) -> &mut Self {
        let path = self.note_path(question);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// The interviews as they lie on the disk, oldest first.
    pub fn interview_files(&self) -> Vec<Interview> {
        let now = self.clock.now().to_zoned(TimeZone::UTC).datetime();
        let (kept, troubles) = greenroom::storage::interviews::load(&self.folders().interviews(&self.pack.head.name), now);
        assert!(troubles.is_empty(), "{troubles:?}");
        kept.into_iter().map(|(_, interview)| interview).collect()
    }

    /// Every file in the data folder.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.disk.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(self.disk.path()).unwrap().to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    // Inside.

    pub fn state(&self) -> &State {
        self.window().state().state()
    }

    pub fn ctx(&self) -> &egui::Context {
        &self.window().ctx
    }

    /// The addresses that the browser was asked to open, and what was copied.
    pub fn commands(&self) -> &[OutputCommand] {
        &self.commands
    }

    pub fn send(&mut self, event: Event) -> &mut Self {
        self.send_all(vec![event])
    }

    /// Events of one frame.
    fn send_all(&mut self, events: Vec<Event>) -> &mut Self {
        self.window_mut().input_mut().events.extend(events);
        self.frame();
        self
    }

    /// Draws one frame.
    fn frame(&mut self) {
        self.window_mut().step();
        let output = self.window().output();
        let commands = output.platform_output.commands.clone();
        let orders = output.viewport_output[&ViewportId::ROOT].commands.clone();
        self.commands.extend(commands);
        self.orders.extend(orders);
    }

    /// Draws until nothing changes any more. Only a running clock may ask for more than that.
    #[track_caller]
    pub fn settle(&mut self) -> &mut Self {
        for drawn in 1..=FRAMES {
            self.frame();
            let is_at_rest = self.repaint_delay() > Duration::ZERO;
            if is_at_rest || drawn >= FRAMES_OF_A_CLOCK && self.state().interviews.running().is_some() {
                self.window().check_accessibility();
                return self;
            }
        }
        panic!("the window never comes to rest; it is repainted for {:?}", self.ctx().repaint_causes());
    }

    fn window(&self) -> &Harness<'static, App> {
        self.window.as_ref().expect("the program runs")
    }

    fn window_mut(&mut self) -> &mut Harness<'static, App> {
        self.window.as_mut().expect("the program runs")
    }
}
