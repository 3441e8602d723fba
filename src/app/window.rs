//! Opens the window and runs the program in it. The pack and the user's files are loaded on a thread meanwhile.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::state::settings::{Layout, WindowSize};
use crate::storage::folders::Folders;
use crate::storage::ron_file;
use crate::study::pack::Pack;
use crate::study::question::QuestionId;

use super::App;
use super::boot;
use super::clock::SystemClock;

/// The size of the very first window, in points.
const FIRST: [f32; 2] = [1280.0, 800.0];

/// The smallest size at which everything can be used, in points.
const SMALLEST: [f32; 2] = [480.0, 360.0];

/// What to do where the window cannot be opened.
const ADVICE: &str = "Greenroom needs a desktop: on Linux an X11 or Wayland display with libGL, libEGL and libxkbcommon-x11; \
    `greenroom check` works without one";

/// Opens the window and stays until it is closed.
///
/// # Errors
/// A sentence that says why there is no window, and what to do.
pub fn open(pack: Option<Pack>, folders: Folders, question: Option<QuestionId>) -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(format!("there is no display to open a window on. {ADVICE}"));
    }
    let viewport = viewport(&folders);
    let loading = thread::spawn(move || {
        let pack = match pack {
            Some(pack) => pack,
            None => boot::load_pack(None).map_err(|bad| bad.to_string())?,
        };
        let zone = TimeZone::system();
        Ok::<_, String>(boot::load(pack, folders, question, zone, Timestamp::now()))
    });
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let silence = Silence::begin();
    let is_open = silence.is_over.clone();
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "greenroom",
            options,
            Box::new(move |cc| {
                is_open.end();
                let boot = loading.join().map_err(|_| "loading was interrupted")??;
                Ok(Box::new(App::new(&cc.egui_ctx, boot, Box::new(SystemClock))?))
            }),
        )
    }));
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(format!("the window could not be opened: {error}. {ADVICE}")),
        Err(panicked) => match silence.said() {
            Some(what) => Err(format!("the window could not be opened: {what}. {ADVICE}")),
            None => panic::resume_unwind(panicked),
        },
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn viewport(folders: &Folders) -> egui::ViewportBuilder {
    let layout: Layout = ron_file::glance(&folders.window()).unwrap_or_default();
    let window = layout.window.unwrap_or(WindowSize { width: FIRST[0], height: FIRST[1], maximized: false });
    egui::ViewportBuilder::default()
        .with_title("Greenroom")
        .with_app_id("greenroom")
        .with_inner_size([window.width, window.height])
        .with_min_inner_size(SMALLEST)
        .with_maximized(window.maximized)
}

/// Keeps a panic of the windowing library, such as a missing system library, from being printed as one: it becomes a sentence.
struct Silence {
    is_over: Over,
    said: Arc<Mutex<Option<String>>>,
}

#[derive(Clone)]
struct Over(Arc<Mutex<bool>>);

impl Over {
    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    fn is_over(&self) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Silence {
    fn begin() -> Self {
        let is_over = Over(Arc::new(Mutex::new(false)));
        let said = Arc::new(Mutex::new(None));
        let usual = panic::take_hook();
        panic::set_hook(Box::new({
            let (is_over, said) = (is_over.clone(), said.clone());
            move |info| {
                if is_over.is_over() {
                    return usual(info);
                }
                let what = info.payload_as_str().unwrap_or("the windowing library failed").replace('\n', " ");
                *said.lock().unwrap_or_else(PoisonError::into_inner) = Some(what);
            }
        }));
        Self { is_over, said }
    }

    fn said(&self) -> Option<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
