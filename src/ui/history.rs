//! The history: every interview, newest first, with what it amounted to.

use egui::{RichText, ScrollArea, Ui};

use crate::state::State;
use crate::state::action::Action;
use crate::state::interviews::Kept;

use super::Actions;
use super::command::Command;
use super::report::verdict;
use super::theme;
use super::widget::{column, command_button, heading, quiet};

/// Draws the list of past interviews.
pub fn history_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ScrollArea::vertical().id_salt("history").auto_shrink(false).show(ui, |ui| {
        ui.add_space(26.0);
        column(ui, theme::MEASURE, |ui| {
            heading(ui, "Mock interviews so far", theme::size::PAGE);
            ui.add_space(8.0);
            if let Some(running) = state.interviews.running() {
                ui.label(format!("An interview is running: question {} of {}", running.at + 1, running.responses.len()));
                command_button(ui, Command::ShowInterview, "Back to it", state, actions);
                ui.add_space(8.0);
            } else if state.interviews.past().is_empty() {
                ui.label("There is none yet. After the first one, its report stands here.");
                ui.add_space(8.0);
                command_button(ui, Command::ShowInterview, "Set up an interview", state, actions);
            }
            for (place, kept) in state.interviews.past().iter().enumerate().rev() {
                entry_ui(ui, state, place, kept, actions);
            }
        });
        ui.add_space(40.0);
    });
}

fn entry_ui(ui: &mut Ui, state: &State, place: usize, kept: &Kept, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.separator();
    let interview = &kept.interview;
    let started = interview.started_at.to_zoned(state.zone.clone()).strftime("%A %d %B %Y, %H:%M").to_string();
    if ui.link(RichText::new(started).size(theme::size::UI)).clicked() {
        actions.push(Action::ShowReport(place));
    }
    if interview.is_over() {
        quiet(ui, verdict(&interview.summary(), interview));
    } else {
        ui.label(RichText::new("Interrupted. Open it to continue").color(palette.warn).size(theme::size::UI));
    }
}
