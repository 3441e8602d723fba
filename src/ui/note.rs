//! The note beside the answer: a field for Markdown, its preview, and whether the disk has it.

use std::borrow::Cow;

use egui::{Button, Margin, RichText, ScrollArea, TextEdit, Ui};

use crate::state::action::Action;
use crate::state::notes::NoteStatus;
use crate::state::{Focus, State};

use super::Actions;
use super::markdown::{Caches, preview_ui};
use super::theme;
use super::widget::{field, heading, quiet};

/// Draws the note of the open question.
pub fn note_ui(ui: &mut Ui, state: &State, caches: &mut Caches, actions: &mut Actions) {
    let Some(question) = state.reading.open() else { return };
    let note = state.notes.get(question);
    ui.horizontal(|ui| {
        heading(ui, "Note", theme::size::UI);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_preview = state.notes.preview;
            let words = if is_preview { "Edit" } else { "Preview" };
            if ui.add(Button::new(words)).clicked() {
                actions.push(Action::PreviewNote(!is_preview));
            }
            if let Some(note) = note {
                status_ui(ui, state, note.status());
            }
        });
    });
    let Some(note) = note else {
        quiet(ui, "Reading the note…");
        return;
    };
    if let NoteStatus::Failed(why) = note.status() {
        ui.add(
            egui::Label::new(RichText::new(format!("{why}. Your text stays here; saving is tried again")).color(theme::palette(ui).bad))
                .wrap(),
        );
    }
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt(("note", question)).auto_shrink(false).show(ui, |ui| {
        if state.notes.preview {
            if note.text().trim().is_empty() {
                quiet(ui, "This note is empty");
            } else {
                preview_ui(ui, caches, ("note", question), note.text());
            }
            return;
        }
        let mut text = Cow::Borrowed(note.text());
        let edit = TextEdit::multiline(&mut text)
            .id(egui::Id::unique(("note-field", question)))
            .hint_text("Your own words, in Markdown")
            .margin(Margin::symmetric(10, 8))
            .desired_width(f32::INFINITY)
            .min_size(egui::vec2(0.0, ui.available_height() - 4.0))
            .interactive(!state.is_read_only);
        let response = field(ui, edit, "Note");
        if state.focus == Some(Focus::Note) {
            response.request_focus();
            actions.push(Action::FocusTaken);
        }
        if response.changed() {
            actions.push(Action::EditNote(question, text.into_owned()));
        }
        if response.lost_focus() {
            actions.push(Action::SaveNotes);
        }
    });
}

fn status_ui(ui: &mut Ui, state: &State, status: &NoteStatus) {
    let palette = theme::palette(ui);
    let (words, color) = match status {
        NoteStatus::Unchanged => return,
        NoteStatus::Unsaved => ("Not saved yet".to_owned(), palette.quiet),
        NoteStatus::Saved(at) => (format!("Saved {}", at.to_zoned(state.zone.clone()).strftime("%H:%M")), palette.good),
        NoteStatus::Failed(_) => ("Not saved".to_owned(), palette.bad),
    };
    ui.label(RichText::new(words).color(color).size(theme::size::UI));
}
