//! What stands in front of the window: all keys, settings, and the questions that must be answered first.

mod picker;

use egui::{Grid, Id, Modal, RichText, ScrollArea, Ui};

use crate::state::action::Action;
use crate::state::settings::ThemeChoice;
use crate::state::{Dialog, State};
use crate::study::interview::report::clock;

use super::Actions;
use super::command::{Command, Group};
use super::document;
use super::theme;
use super::widget::{dialog_button, heading, quiet};

/// Draws the dialog that is open, if there is one.
pub fn dialog_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(dialog) = state.dialog else { return };
    let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(22));
    let modal = Modal::new(Id::unique(("dialog", dialog as u8))).frame(frame).show(ui.ctx(), |ui| {
        let is_list = matches!(dialog, Dialog::Search | Dialog::GoTo | Dialog::Palette);
        ui.set_max_width(match dialog {
            Dialog::Picture => f32::INFINITY,
            _ if is_list => 640.0,
            _ => 520.0,
        });
        if is_list {
            ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        }
        match dialog {
            Dialog::Picture => picture_ui(ui, state, actions),
            Dialog::Search => picker::search_ui(ui, state, actions),
            Dialog::GoTo => picker::go_to_ui(ui, state, actions),
            Dialog::Palette => picker::palette_ui(ui, state, actions),
            Dialog::Help => help_ui(ui, actions),
            Dialog::Settings => settings_ui(ui, state, actions),
            Dialog::Resume => resume_ui(ui, state, actions),
            Dialog::EndInterview => end_ui(ui, actions),
            Dialog::QuitInterview => quit_ui(ui, actions),
        }
    });
    if modal.backdrop_response.clicked() && dialog != Dialog::Resume {
        actions.push(Action::ShowDialog(None));
    }
}

fn picture_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let room = ui.ctx().content_rect().size() - egui::vec2(120.0, 150.0);
    ui.set_width(room.x);
    title_ui(ui, "Diagram", actions);
    let (_, place) = ui.allocate_space(room.max(egui::vec2(200.0, 120.0)));
    document::picture_ui(ui, &state.picture, place);
    quiet(ui, "Drag to move; the wheel, + and - scale; 0 fits it again");
}

fn help_ui(ui: &mut Ui, actions: &mut Actions) {
    title_ui(ui, "All keys", actions);
    let height = (ui.ctx().content_rect().height() - 180.0).max(200.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for group in Group::ALL {
            ui.add_space(6.0);
            heading(ui, group.label(), theme::size::UI);
            Grid::new(group.label()).num_columns(2).spacing([28.0, 4.0]).show(ui, |ui| {
                for command in Command::all().filter(|command| command.group() == group && !command.shortcuts().is_empty()) {
                    let keys: Vec<String> = command.keys(ui.ctx()).collect();
                    ui.label(RichText::new(keys.join("  or  ")).monospace());
                    ui.label(command.text().trim_end_matches('…'));
                    ui.end_row();
                }
            });
        }
        ui.add_space(6.0);
        heading(ui, "In the contents", theme::size::UI);
        quiet(ui, "Arrows, Page Up, Page Down, Home and End move; Enter opens a question or folds a section. In the filter, arrows and Enter do the same.");
        ui.add_space(4.0);
        heading(ui, "While typing", theme::size::UI);
        quiet(ui, "Single letters are text. Escape leaves the field; then they are shortcuts again.");
    });
}

fn settings_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    title_ui(ui, "Settings", actions);
    heading(ui, "Theme", theme::size::UI);
    ui.horizontal(|ui| {
        for (choice, words) in [(ThemeChoice::System, "As the system"), (ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark")] {
            if ui.radio(state.settings.theme == choice, words).clicked() {
                actions.push(Action::SetTheme(choice));
            }
        }
    });
    ui.add_space(8.0);
    heading(ui, "Size", theme::size::UI);
    ui.horizontal(|ui| {
        for (command, words) in [(Command::ZoomOut, "Smaller"), (Command::ZoomReset, "Normal"), (Command::ZoomIn, "Larger")] {
            let button = ui.button(words).on_hover_text(command.tooltip(ui.ctx()));
            if button.clicked() {
                command.action(state).into_iter().for_each(|action| actions.push(action));
            }
        }
        quiet(ui, format!("{:.0} %", state.settings.zoom * 100.0));
    });
    ui.add_space(8.0);
    heading(ui, "Reading", theme::size::UI);
    ui.horizontal(|ui| {
        for command in [Command::TextSmaller, Command::TextReset, Command::TextLarger] {
            let button = ui.button(command.text()).on_hover_text(command.tooltip(ui.ctx()));
            if button.clicked() {
                command.action(state).into_iter().for_each(|action| actions.push(action));
            }
        }
        quiet(ui, format!("{:.0} %", state.settings.reading_size * 100.0));
    });
    let mut think_first = state.settings.think_first;
    if ui.checkbox(&mut think_first, "Think first: answers stay hidden until you reveal them").changed() {
        actions.push(Action::ThinkFirst(think_first));
    }
    ui.add_space(8.0);
    heading(ui, "Keys", theme::size::UI);
    let mut single = state.settings.single_keys;
    if ui.checkbox(&mut single, "Single letters are shortcuts outside text fields").changed() {
        actions.push(Action::SetSingleKeys(single));
    }
}

fn resume_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(kept) = state.interviews.interrupted() else {
        actions.push(Action::ShowDialog(None));
        return;
    };
    heading(ui, "An interview was interrupted", theme::size::PART);
    let interview = &kept.interview;
    let started = interview.started_at.to_zoned(state.zone.clone()).strftime("%A %d %B, %H:%M");
    ui.label(format!("It began {started} and stopped at question {} of {}.", interview.at + 1, interview.responses.len()));
    if let Some(response) = interview.current() {
        let spent = clock(response.thinking_millis);
        ui.label(format!("{spent} of its time is used. The time since then is not counted; the clock runs on when you continue."));
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if dialog_button(ui, "Continue the interview") {
            actions.push(Action::ResumeInterview);
        }
        if ui.button("Later").on_hover_text("It stays in the history, where it can be continued").clicked() {
            actions.push(Action::ResumeLater);
        }
    });
}

fn end_ui(ui: &mut Ui, actions: &mut Actions) {
    heading(ui, "End the interview?", theme::size::PART);
    ui.label("Questions that were not answered count as skipped. The report is kept in the history.");
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if dialog_button(ui, "End it") {
            actions.push(Action::EndInterview);
        }
        if ui.button("Keep going").clicked() {
            actions.push(Action::ShowDialog(None));
        }
    });
}

fn quit_ui(ui: &mut Ui, actions: &mut Actions) {
    heading(ui, "Leave during an interview?", theme::size::PART);
    ui.label("Everything so far is saved. The next start offers to continue at this question, and counts no time in between.");
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if dialog_button(ui, "Save and quit") {
            actions.push(Action::Quit);
        }
        if ui.button("Keep going").clicked() {
            actions.push(Action::ShowDialog(None));
        }
    });
}

fn title_ui(ui: &mut Ui, words: &str, actions: &mut Actions) {
    ui.horizontal(|ui| {
        heading(ui, words, theme::size::PART);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Escape").clicked() {
                actions.push(Action::ShowDialog(None));
            }
        });
    });
    ui.add_space(4.0);
}
