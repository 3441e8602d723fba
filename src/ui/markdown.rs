//! Draws Markdown, and catches its links before they reach the browser.
//!
//! Prose goes through egui_commonmark. Code, diagrams and tables are ours: its code wraps and its copy button has no name, it draws
//! no diagrams, and its tables do not wrap.

mod piece;
mod table;

use egui::output::OutputCommand;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::state::action::Action;

use super::{Actions, theme};
use piece::Piece;

/// How much wider than the column a diagram may be before it is turned; up to here it is drawn a little smaller.
const TOO_WIDE: f32 = 1.2;

/// What drawing keeps between frames; holds nothing of the user's.
#[derive(Default)]
pub struct Caches {
    markdown: CommonMarkCache,
}

impl std::fmt::Debug for Caches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Caches")
    }
}

/// Draws Markdown as wide as there is room.
pub fn markdown_ui(ui: &mut egui::Ui, caches: &mut Caches, id: impl std::hash::Hash + std::fmt::Debug, text: &str) {
    ui.push_id(id, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        for (place, piece) in piece::split(text).into_iter().enumerate() {
            ui.push_id(place, |ui| match piece {
                Piece::Prose(text) => {
                    CommonMarkViewer::new().show(ui, &mut caches.markdown, text);
                }
                Piece::Code(source) => code_ui(ui, source),
                Piece::Diagram { whole, source } => diagram_ui(ui, caches, whole, source),
                Piece::Table(table) => table::table_ui(ui, &table),
            });
        }
    });
}

/// Draws code as it stands: long lines scroll, and a button copies it.
fn code_ui(ui: &mut egui::Ui, source: &str) {
    let palette = theme::palette(ui);
    let source = source.trim_end();
    let frame = egui::Frame::new().fill(palette.raised).corner_radius(8).inner_margin(egui::Margin::symmetric(14, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        egui::ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
            let text = egui::RichText::new(source).monospace().color(palette.text);
            ui.add(egui::Label::new(text).extend());
        });
    });
    let size = egui::vec2(52.0, 24.0);
    let corner = egui::Rect::from_min_size(shown.response.rect.right_top() + egui::vec2(-size.x - 6.0, 6.0), size);
    let button = egui::Button::new(egui::RichText::new("Copy").size(theme::size::SMALL).color(palette.quiet)).fill(palette.raised);
    if ui.put(corner, button).on_hover_text("Copy this code").clicked() {
        ui.ctx().copy_text(source.to_owned());
    }
    ui.add_space(4.0);
}

/// Draws a diagram; one that cannot be drawn shows its source and says so.
fn diagram_ui(ui: &mut egui::Ui, caches: &mut Caches, whole: &str, source: &str) {
    ui.add_space(4.0);
    let turned = turned(ui, source);
    match egui_mermaid::diagram(ui, turned.as_deref().unwrap_or(source)) {
        Ok(response) => response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Diagram: {source}"))),
        Err(kind) => {
            CommonMarkViewer::new().show(ui, &mut caches.markdown, whole);
            ui.label(egui::RichText::new(format!("A {kind} diagram cannot be drawn here")).color(theme::palette(ui).quiet));
        }
    }
    ui.add_space(4.0);
}

/// A flowchart that runs from left to right and is much wider than the column, from top to bottom instead: small type is worse than
/// a tall picture.
fn turned(ui: &egui::Ui, source: &str) -> Option<String> {
    let (head, rest) = source.split_once('\n')?;
    let head = head.trim_end().strip_suffix(" LR")?;
    let egui_mermaid::layout::Diagram::Flow(flow) = egui_mermaid::parse(ui, source) else { return None };
    (flow.size.0 > ui.available_width() * TOO_WIDE).then(|| format!("{head} TB\n{rest}"))
}

/// Turns every link that was clicked in this frame into an action: the state decides where it leads.
pub fn catch_links(ui: &egui::Ui, actions: &mut Actions) {
    ui.ctx().output_mut(|output| {
        output.commands.retain(|command| match command {
            OutputCommand::OpenUrl(open) => {
                actions.push(Action::FollowLink(open.url.clone()));
                false
            }
            _ => true,
        });
    });
}
