//! The two lists that are searched by a few letters: questions to go to, and commands.

use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};

use crate::state::State;
use crate::state::action::Action;
use crate::study::fuzzy;

use super::super::Actions;
use super::super::command::Command;
use super::super::theme;
use super::super::widget::quiet;

/// How many questions are offered.
const MOST: usize = 50;

/// The highest the list gets, in points.
const HEIGHT: f32 = 420.0;

/// A row: what it says at its left and at its right, and what choosing it means. `None`: it cannot be done now.
struct Row {
    number: String,
    words: String,
    aside: String,
    action: Option<Action>,
}

/// Draws the list of questions.
pub fn go_to_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let found = fuzzy::questions(&state.pack, state.picker.typed(), &state.reading.recent(), MOST);
    let rows = found.into_iter().filter_map(|id| {
        let entry = state.pack.get(id)?;
        let section = state.pack.sections().get(entry.section).map_or("", |section| section.title.as_str());
        let (words, aside) = (entry.question.title.clone(), section.to_owned());
        Some(Row { number: id.0.to_string(), words, aside, action: Some(Action::Open(id)) })
    });
    let empty = if state.picker.typed().trim().is_empty() { "The questions you open are listed here" } else { "No question fits" };
    picker_ui(ui, state, "Number, or letters of the title", empty, &rows.collect::<Vec<_>>(), actions);
}

/// Draws the list of commands.
pub fn palette_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let all: Vec<Command> = Command::all().collect();
    let found = fuzzy::names(state.picker.typed(), all.iter().map(|command| command.text()));
    // The dialog in front is the palette itself: commands are asked as if it were closed.
    let rows = found.into_iter().filter_map(|place| {
        let command = all.get(place)?;
        let aside = command.shortcuts().first().map_or_else(String::new, |shortcut| ui.ctx().format_shortcut(shortcut));
        Some(Row { number: String::new(), words: command.text().to_owned(), aside, action: command.action(state) })
    });
    let rows: Vec<Row> = rows.collect();
    picker_ui(ui, state, "What would you like to do?", "No command fits", &rows, actions);
}

fn picker_ui(ui: &mut Ui, state: &State, hint: &str, empty: &str, rows: &[Row], actions: &mut Actions) {
    let at = state.picker.at(rows.len());
    let key = |ui: &mut Ui, key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (key(ui, Key::ArrowDown), key(ui, Key::ArrowUp), key(ui, Key::Enter));
    if key(ui, Key::Escape) > 0 {
        actions.push(Action::ShowDialog(None));
    }
    let mut typed = state.picker.typed().to_owned();
    let field = ui.add(TextEdit::singleline(&mut typed).hint_text(hint).desired_width(f32::INFINITY)).accessible_name(hint);
    field.request_focus();
    if field.changed() {
        actions.push(Action::PickerText(typed));
    }
    if down != up {
        let last = rows.len().saturating_sub(1);
        let next = if down > up { (at + down - up).min(last) } else { at.saturating_sub(up - down) };
        actions.push(Action::PickerChoose(next));
    }
    ui.add_space(6.0);
    if rows.is_empty() {
        quiet(ui, empty);
    }
    // Always as high: the field stays where it is while rows come and go.
    let height = HEIGHT.min(ui.ctx().content_rect().height() - 200.0);
    ui.set_min_height(height);
    ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, row) in rows.iter().enumerate() {
            let is_chosen = place == at;
            let is_taken = row_ui(ui, row, is_chosen, down + up > 0) || is_chosen && enter > 0;
            if let Some(action) = row.action.clone().filter(|_| is_taken) {
                actions.push(Action::ShowDialog(None));
                actions.push(action);
            }
        }
    });
}

/// Draws a row. Returns true if it was clicked.
fn row_ui(ui: &mut Ui, row: &Row, is_chosen: bool, follow: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::click());
    let is_enabled = row.action.is_some();
    if is_chosen {
        ui.painter().rect_filled(rect, 6.0, palette.chosen);
        if follow {
            response.scroll_to_me(None);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, palette.raised);
    }
    let name = if row.number.is_empty() { row.words.clone() } else { format!("{}. {}", row.number, row.words) };
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, is_enabled, is_chosen, &name));
    let ink = if is_enabled { palette.text } else { palette.quiet };
    let mut inside =
        ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(10.0, 0.0))).layout(Layout::right_to_left(Align::Center)));
    let plain = |words: &str, color, size| egui::Label::new(RichText::new(words).color(color).size(size)).selectable(false).truncate();
    inside.add(plain(&row.aside, palette.quiet, theme::size::SMALL));
    inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if !row.number.is_empty() {
            ui.add_sized(vec2(32.0, theme::ROW), plain(&row.number, palette.quiet, theme::size::SMALL));
        }
        ui.add(plain(&row.words, ink, theme::size::UI));
    });
    response.clicked()
}
