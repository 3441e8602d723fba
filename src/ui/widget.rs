//! Small pieces that several screens share: command buttons, pills, a column of readable width, state glyphs.

use egui::text_edit::TextEditState;
use egui::text_selection::CCursorRange;
use egui::{Align, Button, Color32, Layout, Pos2, Rect, Response, RichText, Sense, Stroke, TextEdit, Ui, Vec2, ViewportCommand, vec2};

use crate::state::State;

use super::Actions;
use super::command::Command;
use super::theme;

/// The margin at both sides of a column, in points.
const SIDE: f32 = 28.0;

/// A button for a command: its words, its key in the tooltip, grey while it cannot be done.
pub fn command_button(ui: &mut Ui, command: Command, words: &str, state: &State, actions: &mut Actions) -> Response {
    press(ui, command, Button::new(words), state, actions)
}

/// The same without a frame, for places where it should not draw the eye.
pub fn bare_button(ui: &mut Ui, command: Command, words: &str, state: &State, actions: &mut Actions) -> Response {
    let quiet = theme::palette(ui).quiet;
    press(ui, command, Button::new(RichText::new(words).color(quiet).size(theme::size::UI)).frame_when_inactive(false), state, actions)
}

fn press(ui: &mut Ui, command: Command, button: Button<'_>, state: &State, actions: &mut Actions) -> Response {
    let action = command.action(state);
    let response = ui.add_enabled(action.is_some(), button).on_hover_text(command.tooltip(ui.ctx()));
    if response.clicked()
        && let Some(action) = action
    {
        actions.push(action);
    }
    response
}

/// The one button of a screen that goes on.
pub fn main_button(ui: &mut Ui, command: Command, words: &str, state: &State, actions: &mut Actions) -> Response {
    let response = press(ui, command, filled(ui, words), state, actions);
    outline_focus(ui, &response);
    response
}

/// The button of a dialog that does what it asks about. It has the keyboard as soon as nothing else has.
pub fn dialog_button(ui: &mut Ui, words: &str) -> bool {
    let response = ui.add(filled(ui, words));
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    outline_focus(ui, &response);
    response.clicked()
}

fn filled<'a>(ui: &Ui, words: &str) -> Button<'a> {
    let palette = theme::palette(ui);
    Button::new(theme::bold(words, theme::size::UI).color(palette.page)).fill(palette.accent).min_size(vec2(120.0, 32.0))
}

/// A filled button hides the usual frame of focus; this one stands around it.
fn outline_focus(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme::palette(ui).strong);
        ui.painter().rect_stroke(response.rect.expand(3.0), 8.0, stroke, egui::StrokeKind::Middle);
    }
}

/// A text field with a name, and a menu on its secondary button: what a hand on the mouse expects of a place to write.
pub fn field(ui: &mut Ui, edit: TextEdit<'_>, name: &str) -> Response {
    let shown = edit.show(ui);
    let response = shown.response.response.accessible_name(name);
    response.context_menu(|ui| {
        for (words, order) in
            [("Cut", ViewportCommand::RequestCut), ("Copy", ViewportCommand::RequestCopy), ("Paste", ViewportCommand::RequestPaste)]
        {
            if ui.button(words).clicked() {
                // The window passes it on to what has the keyboard.
                response.request_focus();
                ui.ctx().send_viewport_cmd(order);
            }
        }
        if ui.button("Select all").clicked() {
            response.request_focus();
            if let Some(mut state) = TextEditState::load(ui.ctx(), response.id) {
                state.cursor.set_char_range(Some(CCursorRange::select_all(&shown.galley)));
                state.store(ui.ctx(), response.id);
            }
        }
    });
    response
}

/// A word in a rounded box.
pub fn pill(ui: &mut Ui, words: &str, color: Color32) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), egui::FontId::proportional(theme::size::SMALL), color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(14.0, 6.0), Sense::hover());
    ui.painter().rect(rect, 9.0, palette.raised, Stroke::NONE, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    let words = words.to_owned();
    response.widget_info(move || egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    response
}

/// A column of so many points at most, in the middle of what is available.
pub fn column<R>(ui: &mut Ui, measure: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_width();
    let width = measure.min(room - 2.0 * SIDE).max(160.0);
    let side = ((room - width) / 2.0).max(0.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.set_width(width);
            add(ui)
        })
        .inner
    })
    .inner
}

/// A heading that assistive technology knows as one.
pub fn heading(ui: &mut Ui, words: &str, size: f32) -> Response {
    let palette = theme::palette(ui);
    let response = ui.label(theme::bold(words, size).color(palette.strong));
    // A node of this role takes its name from its label, not from its text as a plain label does.
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(words);
    });
    response
}

/// Quiet text.
pub fn quiet(ui: &mut Ui, words: impl Into<String>) -> Response {
    let palette = theme::palette(ui);
    ui.label(RichText::new(words).color(palette.quiet).size(theme::size::UI))
}

/// How a question stands: by shape first, by colour as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A check mark in a disc: read.
    Read,
    /// A ring: unread.
    Unread,
    /// A small dash: no answer yet.
    Pending,
}

/// Paints a glyph into a square around a point.
pub fn paint_glyph(ui: &Ui, center: Pos2, glyph: Glyph) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    match glyph {
        Glyph::Read => {
            painter.circle_filled(center, 5.5, palette.good);
            let stroke = Stroke::new(1.5, palette.page);
            painter.line_segment([center + vec2(-2.5, 0.2), center + vec2(-0.7, 2.2)], stroke);
            painter.line_segment([center + vec2(-0.7, 2.2), center + vec2(2.8, -2.0)], stroke);
        }
        Glyph::Unread => {
            painter.circle_stroke(center, 4.5, Stroke::new(1.3, palette.quiet));
        }
        Glyph::Pending => {
            painter.line_segment([center + vec2(-3.0, 0.0), center + vec2(3.0, 0.0)], Stroke::new(1.5, palette.line));
        }
    }
}

/// What else is known of a question, at the right of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A pennant: to come back to.
    Flag,
    /// A sheet with lines: the learner has written something.
    Note,
}

/// Paints a mark around a point.
pub fn paint_mark(ui: &Ui, center: Pos2, mark: Mark) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    match mark {
        Mark::Flag => {
            painter.line_segment([center + vec2(-3.5, -5.0), center + vec2(-3.5, 5.5)], Stroke::new(1.4, palette.warn));
            let pennant = [vec2(-3.0, -5.0), vec2(4.5, -2.2), vec2(-3.0, 0.6)].map(|offset| center + offset).to_vec();
            painter.add(egui::Shape::convex_polygon(pennant, palette.warn, Stroke::NONE));
        }
        Mark::Note => {
            let sheet = Rect::from_center_size(center, vec2(9.0, 11.0));
            painter.rect_stroke(sheet, 1.5, Stroke::new(1.2, palette.quiet), egui::StrokeKind::Inside);
            for line in [-2.0, 1.0] {
                painter.line_segment([center + vec2(-2.2, line), center + vec2(2.2, line)], Stroke::new(1.0, palette.quiet));
            }
        }
    }
}

/// A triangle that says whether a part is folded.
pub fn paint_fold(ui: &Ui, center: Pos2, is_folded: bool) {
    let palette = theme::palette(ui);
    let points =
        if is_folded { [vec2(-2.5, -4.0), vec2(3.0, 0.0), vec2(-2.5, 4.0)] } else { [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.0)] };
    let points = points.map(|offset| center + offset).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(points, palette.quiet, Stroke::NONE));
}

/// A thin bar, filled from the left to a share between 0 and 1.
pub fn bar(ui: &mut Ui, size: Vec2, share: f32, color: Color32) -> Rect {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, size.y / 2.0, palette.line);
    let mut filled = rect;
    filled.set_width(rect.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(filled, size.y / 2.0, color);
    rect
}
