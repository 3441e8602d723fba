//! Draws code as it stands: long lines scroll, and a button copies it.

use egui::text::LayoutJob;
use egui::{Button, Rect, RichText, Ui, vec2};

use super::super::theme;

/// Space around code, in points.
pub const PAD: egui::Vec2 = vec2(14.0, 10.0);

/// Draws code into its place.
pub fn code_ui(ui: &mut Ui, place: Rect, job: &LayoutJob, language: &str, source: &str) {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(place, 8.0, palette.raised);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place.shrink2(PAD)).id_salt("code"));
    egui::ScrollArea::horizontal().auto_shrink([false, true]).show(&mut inside, |ui| {
        ui.add(egui::Label::new(job.clone()).extend());
    });
    let size = vec2(52.0, 24.0);
    let corner = Rect::from_min_size(place.right_top() + vec2(-size.x - 6.0, 6.0), size);
    let button = Button::new(RichText::new("Copy").size(theme::size::SMALL).color(palette.quiet)).fill(palette.raised);
    let words = if language.is_empty() { "Copy this code".to_owned() } else { format!("Copy this {language}") };
    if ui.put(corner, button).on_hover_text(words).clicked() {
        ui.ctx().copy_text(source.to_owned());
    }
}
