//! Draws Markdown, and catches its links before they reach the browser.
//!
//! Prose goes through egui_commonmark. Diagrams and tables are ours: it draws no diagrams, and its tables do not wrap.

mod piece;
mod table;

use egui::output::OutputCommand;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::state::action::Action;

use super::{Actions, theme};
use piece::Piece;

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
                Piece::Diagram { whole, source } => diagram_ui(ui, caches, whole, source),
                Piece::Table(table) => table::table_ui(ui, &table),
            });
        }
    });
}

/// Draws a diagram; one that cannot be drawn shows its source and says so.
fn diagram_ui(ui: &mut egui::Ui, caches: &mut Caches, whole: &str, source: &str) {
    ui.add_space(4.0);
    match egui_mermaid::diagram(ui, source) {
        Ok(response) => response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Diagram: {source}"))),
        Err(kind) => {
            CommonMarkViewer::new().show(ui, &mut caches.markdown, whole);
            ui.label(egui::RichText::new(format!("A {kind} diagram cannot be drawn here")).color(theme::palette(ui).quiet));
        }
    }
    ui.add_space(4.0);
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
