//! The mock interview: set-up, or the question that runs.

mod judging;
mod running;
mod setup;

use egui::{ScrollArea, Ui};

use crate::state::State;

use super::Actions;
use super::markdown::Caches;
use super::theme;
use super::widget::column;

/// Draws the set-up, or the running interview.
pub fn interview_ui(ui: &mut Ui, state: &State, caches: &mut Caches, actions: &mut Actions) {
    let Some(interview) = state.interviews.running() else {
        ScrollArea::vertical().id_salt("setup").auto_shrink(false).show(ui, |ui| {
            ui.add_space(26.0);
            column(ui, theme::MEASURE, |ui| setup::setup_ui(ui, state, actions));
            ui.add_space(40.0);
        });
        return;
    };
    ScrollArea::vertical().id_salt(("interview", interview.at)).auto_shrink(false).show(ui, |ui| {
        ui.add_space(22.0);
        column(ui, theme::MEASURE, |ui| running::running_ui(ui, state, interview, caches, actions));
        ui.add_space(40.0);
    });
}
