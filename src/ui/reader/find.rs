//! Finding in the open page, and its outline: two ways from one place of a long answer to another.

use egui::{Button, Frame, Key, Margin, Modifiers, Panel, Rect, RichText, TextEdit, Ui};

use crate::state::action::Action;
use crate::state::{Focus, State};

use super::super::Actions;
use super::super::command::Command;
use super::super::document::Hunt;
use super::super::markdown::Caches;
use super::super::theme;
use super::super::widget::{bare_button, field, quiet};

/// Where a hit stands once the page was scrolled to it, as a share of the height that is visible.
const THIRD: f32 = 0.3;

/// How far above a heading the page is scrolled that was chosen in the outline, in points.
const ABOVE: f32 = 18.0;

/// Draws the bar to type into, while something is looked for.
pub fn find_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(find) = state.reading.find() else { return };
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 6));
    Panel::top("find").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut typed = find.typed.clone();
            let edit = TextEdit::singleline(&mut typed).hint_text("Find in this page").desired_width(220.0);
            let response = field(ui, edit, "Find in this page");
            if state.focus == Some(Focus::Find) {
                response.request_focus();
                actions.push(Action::FocusTaken);
            }
            if response.changed() {
                actions.push(Action::FindText(typed));
            }
            if response.has_focus() || response.lost_focus() {
                let pressed = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
                if pressed(Modifiers::SHIFT) {
                    actions.push(Action::FindStep(-1));
                    response.request_focus();
                } else if pressed(Modifiers::NONE) {
                    actions.push(Action::FindStep(1));
                    response.request_focus();
                } else if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                    actions.push(Action::CloseFind);
                }
            }
            let words = match (find.typed.trim().is_empty(), find.hits) {
                (true, _) => String::new(),
                (false, 0) => "Not in this page".to_owned(),
                (false, hits) => format!("{} of {hits}", find.at + 1),
            };
            quiet(ui, words);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Button::new("Close").frame_when_inactive(false)).clicked() {
                    actions.push(Action::CloseFind);
                }
                bare_button(ui, Command::FindNext, "Next", state, actions);
                bare_button(ui, Command::FindPrevious, "Previous", state, actions);
            });
        });
    });
}

/// Before the page is drawn.
pub fn begin(state: &State, caches: &mut Caches) {
    let find = state.reading.find();
    let (typed, at) = find.map_or(("", 0), |find| (find.typed.as_str(), find.at));
    caches.begin_page(Hunt::new(typed, at, state.reading.lit()));
}

/// After the page was drawn into `shown`: tells the state what was found, and scrolls to it.
pub fn end(state: &State, caches: &mut Caches, shown: Rect, actions: &mut Actions) {
    let Some(find) = state.reading.find() else { return };
    let hunt = caches.end_hunt().unwrap_or_default();
    if hunt.met != find.hits {
        actions.push(Action::Found(hunt.met));
    }
    if find.is_moving
        && let Some(place) = hunt.place
    {
        if !shown.shrink(8.0).contains_rect(place) {
            actions.push(Action::ScrollTo(state.reading.offset() + place.top() - shown.top() - shown.height() * THIRD));
        }
        actions.push(Action::FindShown);
    }
}

/// Draws the button that lists the headings of the page.
pub fn outline_ui(ui: &mut Ui, state: &State, caches: &Caches, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let top = ui.clip_rect().top();
    let words = RichText::new("Outline").color(palette.quiet).size(theme::size::UI);
    egui::containers::menu::MenuButton::from_button(Button::new(words).frame_when_inactive(false)).ui(ui, |ui| {
        ui.set_min_width(260.0);
        for heading in caches.headings() {
            let words = match heading.level {
                2 => theme::bold(&heading.words, theme::size::UI),
                _ => RichText::new(format!("    {}", heading.words)).size(theme::size::UI),
            };
            if ui.add(Button::new(words).frame_when_inactive(false)).clicked() {
                actions.push(Action::ScrollTo(state.reading.offset() + heading.top - top - ABOVE));
            }
        }
    });
}
