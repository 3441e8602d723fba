//! The bar on top: menu, way back and forward, the screens; below it what the user should know.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, Frame, Margin, Panel, PopupCloseBehavior, RichText};

use crate::state::action::Action;
use crate::state::{Screen, State};

use super::Actions;
use super::command::{Command, Group};
use super::theme;
use super::widget::bare_button;

/// The height of the bar, in points.
const HEIGHT: f32 = 44.0;

/// Draws the bar on top of the window.
pub fn header_ui(ui: &mut egui::Ui, state: &State, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 0));
    Panel::top("header").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            menu_ui(ui, state, actions);
            let is_interviewing = state.screen == Screen::Interview && state.interviews.running().is_some();
            if !is_interviewing {
                bare_button(ui, Command::ToggleContents, "Contents", state, actions);
            }
            ui.separator();
            for (screen, command, words) in [
                (Screen::Read, Command::ShowReading, "Read"),
                (Screen::Interview, Command::ShowInterview, "Mock interview"),
                (Screen::History, Command::ShowHistory, "History"),
            ] {
                let is_shown = state.screen == screen || screen == Screen::History && state.screen == Screen::Report;
                let words = if is_shown { theme::bold(words, theme::size::UI) } else { RichText::new(words).size(theme::size::UI) };
                let tab = ui.add(Button::selectable(is_shown, words)).on_hover_text(command.tooltip(ui.ctx()));
                if tab.clicked() {
                    actions.push(Action::Show(screen));
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if state.screen == Screen::Read {
                    bare_button(ui, Command::ToggleNote, "Note", state, actions);
                    arrow(ui, Command::Forward, true, state, actions);
                    arrow(ui, Command::Back, false, state, actions);
                }
            });
        });
    });
}

/// A back or forward button: a painted arrow with a name.
fn arrow(ui: &mut egui::Ui, command: Command, points_right: bool, state: &State, actions: &mut Actions) {
    let glyph = if points_right { "→" } else { "←" };
    let response = bare_button(ui, command, glyph, state, actions);
    let is_enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, command.text()));
}

/// The menu: every command with its key.
fn menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Actions) {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClick);
    MenuButton::from_button(Button::new(RichText::new("Menu").size(theme::size::UI)).frame_when_inactive(false)).config(config).ui(
        ui,
        |ui| {
            ui.set_min_width(280.0);
            for group in Group::ALL {
                ui.menu_button(group.label(), |ui| {
                    ui.set_min_width(300.0);
                    for command in Command::all().filter(|command| command.group() == group) {
                        let action = command.action(state);
                        let mut button = Button::new(command.text());
                        if let Some(key) = command.keys(ui.ctx()).next() {
                            button = button.shortcut_text(key);
                        }
                        if ui.add_enabled(action.is_some(), button).clicked()
                            && let Some(action) = action
                        {
                            actions.push(action);
                        }
                    }
                });
            }
        },
    );
}

/// Draws what the user should know, each with a way to put it away.
pub fn notices_ui(ui: &mut egui::Ui, state: &State, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let read_only = "Another Greenroom has this folder open: this window only reads, and saves nothing";
    if state.notices.is_empty() && !state.is_read_only {
        return;
    }
    let frame = Frame::new().fill(palette.raised).inner_margin(Margin::symmetric(14, 6));
    Panel::top("notices").frame(frame).show(ui, |ui| {
        if state.is_read_only {
            ui.label(RichText::new(read_only).color(palette.warn));
        }
        for (place, notice) in state.notices.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let dismiss = ui.button("Dismiss");
                    if dismiss.clicked() {
                        actions.push(Action::DismissNotice(place));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(RichText::new(notice).color(palette.warn)).wrap());
                    });
                });
            });
        }
    });
}
