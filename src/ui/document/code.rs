//! Draws code as it stands: long lines scroll, and a button copies it.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::text_selection::LabelSelectionState;
use egui::{Button, Rect, RichText, Stroke, Ui, vec2};

use super::super::theme;

/// Space around code, in points.
pub const PAD: egui::Vec2 = vec2(14.0, 10.0);

/// Draws code into its place. Returns where the hit to be shown stands.
pub fn code_ui(ui: &mut Ui, place: Rect, job: &LayoutJob, language: &str, source: &str, hits: &[(Range<usize>, bool)]) -> Option<Rect> {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(place, 8.0, palette.raised);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place.shrink2(PAD)).id_salt("code"));
    let shown = egui::ScrollArea::horizontal().auto_shrink([false, true]).show(&mut inside, |ui| {
        let (from, galley, response) = egui::Label::new(job.clone()).extend().layout_in_ui(ui);
        let shown = super::hits_ui(ui, &galley, from, hits);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, galley.text()));
        LabelSelectionState::label_text_selection(ui, &response, from, galley, palette.text, Stroke::NONE);
        shown
    });
    let size = vec2(52.0, 24.0);
    let corner = Rect::from_min_size(place.right_top() + vec2(-size.x - 6.0, 6.0), size);
    let button = Button::new(RichText::new("Copy").size(theme::size::SMALL).color(palette.quiet)).fill(palette.raised);
    let words = if language.is_empty() { "Copy this code".to_owned() } else { format!("Copy this {language}") };
    if ui.put(corner, button).on_hover_text(words).clicked() {
        ui.ctx().copy_text(source.to_owned());
    }
    shown.inner
}
