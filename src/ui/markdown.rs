//! Draws Markdown, and catches its links before they reach the browser.

use egui::output::OutputCommand;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::state::action::Action;

use super::Actions;

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
        ui.spacing_mut().item_spacing.y = 8.0;
        CommonMarkViewer::new().show(ui, &mut caches.markdown, text);
    });
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
