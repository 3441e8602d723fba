//! How the state looks, and what was wanted. Widgets read the state and push actions; nothing here changes it.

pub mod command;
mod dialog;
mod document;
mod header;
mod history;
mod interview;
pub mod keys;
mod markdown;
mod note;
mod reader;
mod report;
mod sidebar;
pub mod theme;
mod widget;

use egui::{CentralPanel, Frame, Margin, Panel};

use crate::state::action::Action;
use crate::state::{Screen, State};

pub use markdown::Caches;

/// Below this width the note lies under the answer instead of beside it, in points.
const NARROW: f32 = 1040.0;

/// What the user wanted during one frame, in order.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Says that something is wanted.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Takes everything that was wanted.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }

    /// True if nothing was wanted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Draws the whole window. [`keys::keys_ui`] comes first, in the same frame, so that a key shows its result at once.
pub fn root_ui(ui: &mut egui::Ui, state: &State, caches: &mut Caches, actions: &mut Actions) {
    let is_focused = state.layout.focus_mode && state.screen == Screen::Read;
    if !is_focused {
        header::header_ui(ui, state, actions);
    }
    header::notices_ui(ui, state, actions);
    let is_interviewing = state.screen == Screen::Interview && state.interviews.running().is_some();
    if state.layout.contents_shown && !is_interviewing && !is_focused {
        sidebar::sidebar_ui(ui, state, actions);
    }
    let palette = theme::palette(ui);
    let page = Frame::new().fill(palette.page).inner_margin(Margin::ZERO);
    match state.screen {
        Screen::Read => {
            if state.layout.note_shown && !is_focused {
                note_panel_ui(ui, state, caches, actions);
            }
            CentralPanel::no_frame().frame(page).show(ui, |ui| reader::reader_ui(ui, state, caches, actions));
        }
        Screen::Interview => {
            CentralPanel::no_frame().frame(page).show(ui, |ui| interview::interview_ui(ui, state, caches, actions));
        }
        Screen::Report => {
            CentralPanel::no_frame().frame(page).show(ui, |ui| report::report_ui(ui, state, actions));
        }
        Screen::History => {
            CentralPanel::no_frame().frame(page).show(ui, |ui| history::history_ui(ui, state, actions));
        }
    }
    if let Some(source) = caches.take_picture() {
        actions.push(Action::ShowPicture(source));
    }
    dialog::dialog_ui(ui, state, actions);
    markdown::catch_links(ui, actions);
}

fn note_panel_ui(ui: &mut egui::Ui, state: &State, caches: &mut Caches, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 10));
    if ui.available_width() >= NARROW - if state.layout.contents_shown { state.layout.contents_width } else { 0.0 } {
        let panel = Panel::right("note").default_size(state.layout.note_width).size_range(220.0..=560.0).frame(frame);
        let shown = panel.show(ui, |ui| note::note_ui(ui, state, caches, actions));
        let width = shown.response.rect.width();
        if (width - state.layout.note_width).abs() > 1.0 {
            actions.push(Action::ResizeNote(width));
        }
    } else {
        let panel = Panel::bottom("note-below").default_size(190.0).size_range(120.0..=420.0).frame(frame);
        panel.show(ui, |ui| note::note_ui(ui, state, caches, actions));
    }
}
