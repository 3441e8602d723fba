//! The two ways Markdown is drawn: answers as a document of our own, notes as egui_commonmark previews them; and where links lead.

use egui::output::OutputCommand;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::state::action::Action;

use super::Actions;
use super::document::{self, Pages};

/// What drawing keeps between frames; holds nothing of the user's.
#[derive(Default)]
pub struct Caches {
    pages: Pages,
    previews: CommonMarkCache,
}

impl std::fmt::Debug for Caches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Caches")
    }
}

/// Draws the Markdown of an answer as wide as there is room.
pub fn markdown_ui(ui: &mut egui::Ui, caches: &mut Caches, id: impl std::hash::Hash + std::fmt::Debug, text: &str) {
    document::document_ui(ui, &mut caches.pages, id, text);
}

/// Draws the preview of a note.
pub fn preview_ui(ui: &mut egui::Ui, caches: &mut Caches, id: impl std::hash::Hash + std::fmt::Debug, text: &str) {
    ui.push_id(id, |ui| CommonMarkViewer::new().show(ui, &mut caches.previews, text));
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
