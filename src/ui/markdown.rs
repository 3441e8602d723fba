//! The two ways Markdown is drawn: answers as a document of our own, notes as egui_commonmark previews them; and where links lead.

use egui::output::OutputCommand;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::state::action::Action;

use super::Actions;
use super::document::{self, Heading, Hunt, Pages};

/// What drawing keeps between frames; holds nothing of the user's.
#[derive(Default)]
pub struct Caches {
    pages: Pages,
    headings: Vec<Heading>,
    previews: CommonMarkCache,
}

impl Caches {
    /// A page begins: forgets the headings of the last one, and looks for something while it is drawn.
    pub fn begin_page(&mut self, hunt: Option<Hunt>) {
        self.pages.hunt = hunt;
        self.headings = std::mem::take(&mut self.pages.headings);
    }

    /// The page was drawn: what was found.
    pub fn end_hunt(&mut self) -> Option<Hunt> {
        self.pages.hunt.take()
    }

    /// The source of a diagram that was clicked.
    pub fn take_picture(&mut self) -> Option<String> {
        self.pages.picture.take()
    }

    /// A part begins here, in points from the top of the screen.
    pub fn note_heading(&mut self, words: &str, top: f32) {
        self.pages.headings.push(Heading { level: 2, words: words.to_owned(), top });
    }

    /// The headings of the page as it was drawn last.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }
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
