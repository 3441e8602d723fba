//! The shell: joins the state to the machine. It asks the clock, performs effects, hears from threads, and draws through `ui`.

pub mod boot;
pub mod cli;
pub mod clock;
pub mod effects;
pub mod window;

use std::collections::VecDeque;

use jiff::Timestamp;

use crate::state::State;
use crate::state::action::Action;
use crate::state::effect::Effect;
use crate::state::settings::{ThemeChoice, WindowSize};
use crate::ui::{self, Actions, Caches, theme};

use boot::Boot;
use clock::Clock;
use effects::Shell;

/// How wide the picture of all glyphs is, in pixels.
const GLYPHS_WIDE: usize = 2048;

/// The program as eframe runs it, and as the tests do.
#[derive(Debug)]
pub struct App {
    state: State,
    shell: Shell,
    clock: Box<dyn Clock>,
    caches: Caches,
    actions: Actions,
    theme: Option<ThemeChoice>,
    is_leaving: bool,
}

impl App {
    /// Takes up where the last run ended, in a window that is already there.
    ///
    /// # Errors
    /// The system has no thread left to write files with.
    pub fn new(ctx: &egui::Context, mut boot: Boot, clock: Box<dyn Clock>) -> std::io::Result<Self> {
        theme::apply(ctx);
        let shell = Shell::start(ctx.clone(), &mut boot)?;
        let (state, effects) = State::start(boot.start, clock.now());
        let mut app = Self { state, shell, clock, caches: Caches::default(), actions: Actions::default(), theme: None, is_leaving: false };
        app.follow_theme(ctx);
        app.perform(ctx, effects, VecDeque::new());
        Ok(app)
    }

    /// What is going on; for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn act(&mut self, ctx: &egui::Context, action: Action) {
        self.perform(ctx, Vec::new(), VecDeque::from([action]));
    }

    /// Performs effects and whatever follows from them, until nothing follows.
    fn perform(&mut self, ctx: &egui::Context, effects: Vec<Effect>, mut waiting: VecDeque<Action>) {
        let now = self.now();
        let mut effects = VecDeque::from(effects);
        loop {
            if let Some(effect) = effects.pop_front() {
                match effect {
                    Effect::Quit => self.leave(ctx),
                    Effect::KeepOpen => ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose),
                    Effect::Zoom(zoom) => ctx.set_zoom_factor(zoom),
                    Effect::Copy(text) => ctx.copy_text(text),
                    Effect::OpenUrl(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
                    effect => waiting.extend(self.shell.perform(effect, &self.state, now)),
                }
            } else if let Some(action) = waiting.pop_front() {
                effects.extend(self.state.update(action, now));
            } else {
                break;
            }
        }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn leave(&mut self, ctx: &egui::Context) {
        self.is_leaving = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    fn follow_theme(&mut self, ctx: &egui::Context) {
        let choice = self.state.settings.theme;
        if self.theme != Some(choice) {
            self.theme = Some(choice);
            ctx.set_theme(theme::preference(choice));
        }
    }

    /// Takes what the widgets wanted. Returns true if the window may look different now.
    fn take_actions(&mut self, ctx: &egui::Context) -> bool {
        let mut changed = false;
        for action in self.actions.take() {
            let only_told = matches!(
                action,
                Action::Scrolled { .. }
                    | Action::ContentsScrolled { .. }
                    | Action::ResizeContents(_)
                    | Action::ResizeNote(_)
                    | Action::FocusTaken
            );
            let first = self.state.contents.first();
            let told = if let Action::ContentsScrolled { first, .. } = action { first } else { first };
            self.act(ctx, action);
            // The contents may have answered by scrolling to the row they follow.
            changed |= !only_told || (self.state.contents.first() - told).abs() > f32::EPSILON;
        }
        changed
    }

    fn watch_window(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        let (focus, wants_close, size) = ctx.input(|input| {
            let focus = input.events.iter().rev().find_map(|event| match event {
                egui::Event::WindowFocused(focused) => Some(*focused),
                _ => None,
            });
            let viewport = input.viewport();
            let maximized = viewport.maximized.unwrap_or(false);
            let size = viewport.inner_rect.map(|rect| rect.size() * zoom);
            (focus, viewport.close_requested(), size.map(|size| WindowSize { width: size.x, height: size.y, maximized }))
        });
        if let Some(focused) = focus {
            self.act(ctx, Action::WindowFocused(focused));
        }
        if let Some(size) = size
            && self.state.layout.window != Some(size)
        {
            self.act(ctx, Action::ResizeWindow(size));
        }
        if wants_close && !self.is_leaving {
            self.act(ctx, Action::CloseRequested);
        }
    }
}

impl eframe::App for App {
    /// The picture that holds the glyphs is as wide as the card allows, and doubles its height when it is full: a narrow one grows in
    /// small steps. Some 10 MiB less after all answers were read.
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        input.max_texture_side = Some(input.max_texture_side.map_or(GLYPHS_WIDE, |side| side.min(GLYPHS_WIDE)));
    }

    /// Runs before each frame, and also while the window is hidden.
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.watch_window(ctx);
        for action in self.shell.heard(&self.state, self.clock.now()) {
            self.act(ctx, action);
        }
        self.act(ctx, Action::Tick);
        self.follow_theme(ctx);
        if let Some(wait) = self.state.next_wake(self.now()) {
            ctx.request_repaint_after(wait);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        ui::keys::keys_ui(ui, &self.state, &mut self.actions);
        self.take_actions(&ctx);
        self.follow_theme(&ctx);
        ui::root_ui(ui, &self.state, &mut self.caches, &mut self.actions);
        if self.take_actions(&ctx) {
            ctx.request_repaint();
        }
        // What was typed in this frame is due later: ask to be woken for it.
        if let Some(wait) = self.state.next_wake(self.now()) {
            ctx.request_repaint_after(wait);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let now = self.now();
        let ctx = self.shell.ctx().clone();
        if !self.is_leaving {
            let effects = self.state.update(Action::Quit, now);
            self.perform(&ctx, effects, VecDeque::new());
        }
        self.shell.finish();
    }
}
