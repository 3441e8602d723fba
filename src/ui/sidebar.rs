//! The contents: a filter, and below it sections and questions as rows. Only the visible rows are laid out.

mod chips;

use egui::{Button, EventFilter, Frame, Id, Key, Margin, Modifiers, Panel, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};

use crate::state::action::Action;
use crate::state::contents::Target;
use crate::state::{Focus, State};

use super::Actions;
use super::theme::{self, ROW};
use super::widget::{Glyph, Mark, field, paint_fold, paint_glyph, paint_mark};

/// Where numbers end and titles begin, in points from the left edge of a row.
const NUMBER_END: f32 = 56.0;

/// The least width of the contents, in points.
const NARROWEST: f32 = 200.0;

/// The most the contents may take of the window's width.
const WIDEST: f32 = 0.4;

/// Rows that a page key moves.
const PAGE_ROWS: isize = 15;

/// The identity of the list of rows, which has the keyboard as a whole.
pub fn list_id() -> Id {
    Id::unique("contents-list")
}

fn filter_id() -> Id {
    Id::unique("contents-filter")
}

/// Draws the contents at the left edge of the window.
pub fn sidebar_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin { left: 10, right: 4, top: 8, bottom: 0 });
    // A wide list must leave room to read beside it.
    let widest = (ui.available_width() * WIDEST).max(NARROWEST);
    let width = state.layout.contents_width.clamp(NARROWEST, widest);
    let panel = Panel::left("contents").default_size(width).size_range(NARROWEST..=widest).frame(frame);
    let shown = panel.show(ui, |ui| {
        filter_ui(ui, state, actions);
        chips::chips_ui(ui, state, actions);
        found_ui(ui, state);
        ui.add_space(2.0);
        rows_ui(ui, state, actions);
    });
    let drawn = shown.response.rect.width();
    if (drawn - width).abs() > 1.0 {
        actions.push(Action::ResizeContents(drawn));
    }
}

fn filter_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let typed = state.contents.typed();
        let clear_width = if typed.is_empty() { 0.0 } else { 62.0 };
        let mut text = std::borrow::Cow::Borrowed(typed);
        let edit = TextEdit::singleline(&mut text)
            .id(filter_id())
            .hint_text("Filter by number or words")
            .margin(Margin::symmetric(8, 6))
            .desired_width(ui.available_width() - clear_width - 8.0);
        let response = field(ui, edit, "Filter");
        if state.focus == Some(Focus::Filter) {
            response.request_focus();
            actions.push(Action::FocusTaken);
        }
        if response.has_focus() {
            cursor_keys(ui, actions, false);
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            actions.push(Action::ActivateCursor);
        }
        if response.changed() {
            actions.push(Action::Filter(text.into_owned()));
        }
        if !typed.is_empty() && ui.add(Button::new("Clear")).clicked() {
            actions.push(Action::Filter(String::new()));
        }
    });
}

fn found_ui(ui: &mut Ui, state: &State) {
    if state.contents.is_filtered() {
        let is_typed = !state.contents.typed().trim().is_empty();
        let words = match state.contents.found() {
            0 if is_typed => "No question has these words in its number or title".to_owned(),
            0 => "No question fits".to_owned(),
            1 => "1 question".to_owned(),
            found => format!("{found} questions"),
        };
        ui.label(RichText::new(words).color(theme::palette(ui).quiet).size(theme::size::UI));
    }
}

/// Up, down, page and Enter move and open without leaving the filter or the list.
fn cursor_keys(ui: &Ui, actions: &mut Actions, is_list: bool) {
    let mut moves: Vec<(Key, Action)> = vec![
        (Key::ArrowDown, Action::MoveCursor(1)),
        (Key::ArrowUp, Action::MoveCursor(-1)),
        (Key::PageDown, Action::MoveCursor(PAGE_ROWS)),
        (Key::PageUp, Action::MoveCursor(-PAGE_ROWS)),
    ];
    if is_list {
        moves.push((Key::Enter, Action::ActivateCursor));
        moves.push((Key::Space, Action::ActivateCursor));
        moves.push((Key::Home, Action::MoveCursor(isize::MIN)));
        moves.push((Key::End, Action::MoveCursor(isize::MAX)));
    }
    for (key, action) in moves {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            actions.push(action);
        }
    }
}

fn rows_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = state.contents.rows();
    let area = ui.available_rect_before_wrap();
    let list = ui.interact(area, list_id(), Sense::focusable_noninteractive());
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Contents"));
    if state.focus == Some(Focus::Contents) {
        list.request_focus();
        actions.push(Action::FocusTaken);
    }
    let has_keyboard = list.has_focus();
    if has_keyboard {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), filter));
        cursor_keys(ui, actions, true);
    }
    let offset = state.contents.first() * ROW;
    let scroll = ScrollArea::vertical().id_salt("contents-rows").auto_shrink(false).vertical_scroll_offset(offset);
    let shown = scroll.show_rows(ui, ROW, rows.len(), |ui, visible| {
        for target in rows.get(visible).unwrap_or_default() {
            row_ui(ui, state, *target, has_keyboard, actions);
        }
    });
    let visible = shown.inner_rect.height() / ROW;
    let first = shown.state.clamped_offset().y / ROW;
    if (first - state.contents.first()).abs() > 0.01 || (visible - state.contents.visible()).abs() > 0.01 {
        actions.push(Action::ContentsScrolled { first, visible });
    }
    if has_keyboard {
        ui.painter().rect_stroke(area.shrink(1.0), 4.0, egui::Stroke::new(1.5, theme::palette(ui).accent), egui::StrokeKind::Inside);
    }
}

fn row_ui(ui: &mut Ui, state: &State, target: Target, has_keyboard: bool, actions: &mut Actions) {
    let id = Id::unique((
        "contents-row",
        match target {
            Target::Section(section) => (0_u8, section),
            Target::Question(question) => (1_u8, question.0 as usize),
        },
    ));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    // Clickable, but not a stop for the Tab key: the list as a whole is one.
    let response = ui.interact(rect, id, Sense::CLICK);
    if response.clicked() {
        actions.push(Action::Activate(target));
        actions.push(Action::Focus(Focus::Contents));
    }
    let palette = theme::palette(ui);
    let is_cursor = state.contents.cursor() == Some(target) && (has_keyboard || state.contents.is_filtered());
    let is_open = matches!(target, Target::Question(question) if state.reading.open() == Some(question));
    let ground = rect.shrink2(vec2(0.0, 1.0));
    if is_open {
        ui.painter().rect_filled(ground, 5.0, palette.chosen);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, 5.0, palette.raised);
    }
    if is_cursor {
        ui.painter().rect_stroke(ground, 5.0, egui::Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    match target {
        Target::Section(section) => section_row(ui, state, section, rect, &response),
        Target::Question(question) => question_row(ui, state, question, rect, &response, is_open),
    }
}

fn section_row(ui: &Ui, state: &State, section: usize, rect: Rect, response: &egui::Response) {
    let Some(about) = state.pack.sections().get(section) else { return };
    let palette = theme::palette(ui);
    let questions = state.pack.section_questions(section);
    let read = questions.iter().filter(|entry| state.marks.read.contains(&entry.question.id)).count();
    let is_folded = state.contents.is_folded(section);
    paint_fold(ui, pos2(rect.left() + 10.0, rect.center().y), is_folded);
    let progress = format!("{read} of {}", questions.len());
    let count = ui.painter().layout_no_wrap(progress.clone(), egui::FontId::proportional(theme::size::SMALL), palette.quiet);
    let count_left = rect.right() - 10.0 - count.size().x;
    ui.painter().galley(pos2(count_left, rect.center().y - count.size().y / 2.0), count, palette.quiet);
    if !questions.is_empty() {
        let line = Rect::from_min_size(pos2(rect.left() + 22.0, rect.bottom() - 3.0), vec2(rect.width() - 32.0, 2.0));
        ui.painter().rect_filled(line, 1.0, palette.line);
        let done = Rect::from_min_size(line.min, vec2(line.width() * read as f32 / questions.len() as f32, 2.0));
        ui.painter().rect_filled(done, 1.0, palette.good);
    }
    let title = format!("{}. {}", section + 1, about.title);
    let font = egui::FontId::new(theme::size::UI, theme::bold_family());
    truncated(ui, &title, font, palette.strong, rect.left() + 22.0, count_left - 8.0, rect.center().y);
    response.widget_info(|| {
        let state = if is_folded { "folded" } else { "unfolded" };
        egui::WidgetInfo::labeled(egui::Role::DisclosureTriangle, true, format!("{title}, {progress} read, {state}"))
    });
}

fn question_row(ui: &Ui, state: &State, id: crate::study::question::QuestionId, rect: Rect, response: &egui::Response, is_open: bool) {
    let Some(entry) = state.pack.get(id) else { return };
    let palette = theme::palette(ui);
    let is_read = state.marks.read.contains(&id);
    let is_pending = entry.answer.is_none();
    let glyph = if is_read {
        Glyph::Read
    } else if is_pending {
        Glyph::Pending
    } else {
        Glyph::Unread
    };
    paint_glyph(ui, pos2(rect.left() + 12.0, rect.center().y), glyph);
    let number = ui.painter().layout_no_wrap(id.0.to_string(), egui::FontId::proportional(theme::size::SMALL), palette.quiet);
    ui.painter().galley(
        pos2(rect.left() + NUMBER_END - 8.0 - number.size().x, rect.center().y - number.size().y / 2.0),
        number,
        palette.quiet,
    );
    let color = if is_pending && !is_open { palette.quiet } else { palette.text };
    let font = egui::FontId::proportional(theme::size::UI);
    let (is_flagged, has_note) = (state.marks.flagged.contains(&id), state.notes.is_present(id));
    let mut right = rect.right() - 8.0;
    for (shown, mark) in [(is_flagged, Mark::Flag), (has_note, Mark::Note)] {
        if shown {
            paint_mark(ui, pos2(right - 6.0, rect.center().y), mark);
            right -= 18.0;
        }
    }
    let is_cut = truncated(ui, &entry.question.title, font, color, rect.left() + NUMBER_END, right, rect.center().y);
    response.widget_info(|| {
        let mark = match glyph {
            Glyph::Read => "read",
            Glyph::Unread => "unread",
            Glyph::Pending => "no answer yet",
        };
        let flag = if is_flagged { ", flagged" } else { "" };
        let note = if has_note { ", has a note" } else { "" };
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_open, format!("{}. {}, {mark}{flag}{note}", id.0, entry.question.title))
    });
    if is_cut && response.hovered() {
        response.show_tooltip_text(&entry.question.title);
    }
}

/// Paints one line of text between two edges; returns true if it had to be cut.
fn truncated(ui: &Ui, text: &str, font: egui::FontId, color: egui::Color32, left: f32, right: f32, middle: f32) -> bool {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width((right - left).max(10.0));
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
    is_cut
}
