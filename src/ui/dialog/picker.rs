//! The lists that are narrowed by typing: everything that was searched, questions to go to, commands.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};

use crate::state::State;
use crate::state::action::Action;
use crate::study::fuzzy;
use crate::study::search::Snippet;

use super::super::Actions;
use super::super::command::Command;
use super::super::theme;
use super::super::widget::{field, quiet};

/// How many questions are offered.
const MOST: usize = 50;

/// The highest the list gets, in points.
const HEIGHT: f32 = 420.0;

/// A row: what it says at its left and at its right, and what choosing it means. `None`: it cannot be done now.
struct Row {
    number: String,
    words: String,
    aside: String,
    /// What was found, to be shown below.
    snippet: Option<Snippet>,
    action: Option<Action>,
}

/// Draws what the search through everything has found.
pub fn search_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let searching = &state.searching;
    let rows = searching.found().iter().filter_map(|found| {
        let entry = state.pack.get(found.question)?;
        let section = state.pack.sections().get(entry.section).map_or("", |section| section.title.as_str());
        let (number, words, aside) = (found.question.0.to_string(), entry.question.title.clone(), section.to_owned());
        Some(Row { number, words, aside, snippet: Some(found.snippet.clone()), action: Some(Action::OpenFound(found.question)) })
    });
    let explained = searching.query().explain();
    let empty = match (explained.is_empty(), searching.is_ready()) {
        (true, _) => "Words, \"a phrase\", -without, level:senior, topic:saga, section:4, is:unread, is:flagged, has:note".to_owned(),
        (false, false) => "Reading everything…".to_owned(),
        (false, true) => format!("{explained}: none"),
    };
    let hint = "Search titles, answers and notes";
    let rows: Vec<Row> = rows.collect();
    let above = match rows.len() {
        0 => String::new(),
        1 => format!("{explained}: 1"),
        count => format!("{explained}: {count}"),
    };
    picker_ui(ui, state, hint, (&above, &empty), &rows, actions);
}

/// Draws the list of questions.
pub fn go_to_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let found = fuzzy::questions(&state.pack, state.picker.typed(), &state.reading.recent(), MOST);
    let rows = found.into_iter().filter_map(|id| {
        let entry = state.pack.get(id)?;
        let section = state.pack.sections().get(entry.section).map_or("", |section| section.title.as_str());
        let (words, aside) = (entry.question.title.clone(), section.to_owned());
        Some(Row { number: id.0.to_string(), words, aside, snippet: None, action: Some(Action::Open(id)) })
    });
    let empty = if state.picker.typed().trim().is_empty() { "The questions you open are listed here" } else { "No question fits" };
    picker_ui(ui, state, "Number, or letters of the title", ("", empty), &rows.collect::<Vec<_>>(), actions);
}

/// Draws the list of commands.
pub fn palette_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let all: Vec<Command> = Command::all().collect();
    let found = fuzzy::names(state.picker.typed(), all.iter().map(|command| command.text()));
    // The dialog in front is the palette itself: commands are asked as if it were closed.
    let rows = found.into_iter().filter_map(|place| {
        let command = all.get(place)?;
        let aside = command.keys(ui.ctx()).next().unwrap_or_default();
        Some(Row { number: String::new(), words: command.text().to_owned(), aside, snippet: None, action: command.action(state) })
    });
    let rows: Vec<Row> = rows.collect();
    picker_ui(ui, state, "What would you like to do?", ("", "No command fits"), &rows, actions);
}

/// Draws the field and the rows; above them the first sentence, or the second if there is none.
fn picker_ui(ui: &mut Ui, state: &State, hint: &str, (above, empty): (&str, &str), rows: &[Row], actions: &mut Actions) {
    let at = state.picker.at(rows.len());
    let key = |ui: &mut Ui, key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (key(ui, Key::ArrowDown), key(ui, Key::ArrowUp), key(ui, Key::Enter));
    if key(ui, Key::Escape) > 0 {
        actions.push(Action::ShowDialog(None));
    }
    let mut typed = state.picker.typed().to_owned();
    let field = field(ui, TextEdit::singleline(&mut typed).hint_text(hint).desired_width(f32::INFINITY), hint);
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
    } else if !above.is_empty() {
        quiet(ui, above);
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
    let snippet = row.snippet.as_ref().filter(|snippet| !snippet.text.is_empty()).map(|snippet| {
        let mut job = snippet_job(ui, snippet);
        job.wrap = egui::text::TextWrapping { max_width: ui.available_width() - 62.0, max_rows: 2, ..Default::default() };
        ui.painter().layout_job(job)
    });
    let height = theme::ROW + snippet.as_ref().map_or(0.0, |snippet| snippet.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
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
    if let Some(snippet) = snippet {
        ui.painter().galley(rect.left_top() + vec2(50.0, theme::ROW), snippet, palette.quiet);
    }
    let rect = rect.with_max_y(rect.top() + theme::ROW);
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

/// A snippet with its hits marked.
fn snippet_job(ui: &Ui, snippet: &Snippet) -> LayoutJob {
    let palette = theme::palette(ui);
    let format = |color, background| TextFormat {
        font_id: egui::FontId::proportional(theme::size::SMALL),
        color,
        background,
        ..TextFormat::default()
    };
    let plain = format(palette.quiet, egui::Color32::TRANSPARENT);
    let mut job = LayoutJob::default();
    if snippet.is_note {
        job.append("Your note: ", 0.0, format(palette.accent, egui::Color32::TRANSPARENT));
    }
    let mut at = 0;
    for hit in &snippet.hits {
        job.append(snippet.text.get(at..hit.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(snippet.text.get(hit.clone()).unwrap_or_default(), 0.0, format(palette.strong, palette.found));
        at = hit.end;
    }
    job.append(snippet.text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}
