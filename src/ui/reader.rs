//! The open question: its title and what is known about it, then the parts of its answer.

mod find;

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use crate::state::State;
use crate::state::action::Action;
use crate::study::answer::{Answer, Block, Part};
use crate::study::pack::Entry;
use crate::study::question::QuestionId;

use super::Actions;
use super::command::Command;
use super::markdown::{Caches, markdown_ui};
use super::theme;
use super::widget::{bare_button, column, command_button, heading, pill, quiet};

/// Draws the open question in the centre of the window.
pub fn reader_ui(ui: &mut Ui, state: &State, caches: &mut Caches, actions: &mut Actions) {
    let Some(entry) = state.reading.open().and_then(|open| state.pack.get(open)) else {
        column(ui, theme::MEASURE, |ui| ui.label("This pack has no questions"));
        return;
    };
    find::find_ui(ui, state, actions);
    find::begin(state, caches);
    let scroll = ScrollArea::vertical().id_salt("answer").auto_shrink(false).vertical_scroll_offset(state.reading.offset());
    let shown = scroll.show(ui, |ui| {
        ui.add_space(26.0);
        let size = state.settings.reading_size;
        column(ui, theme::MEASURE * size, |ui| {
            title_ui(ui, state, entry, caches, actions);
            theme::scale_text(ui, size);
            match state.reading.answer() {
                Some(answer) => {
                    let revealed = state.reading.revealed().unwrap_or(usize::MAX);
                    answer_ui(ui, state, entry.question.id, answer, revealed, caches, actions);
                    hidden_ui(ui, state, answer.steps(), actions);
                    if !state.reading.is_hiding() {
                        families_ui(ui, state, entry.question.id, caches, actions);
                    }
                }
                None => pending_ui(ui),
            }
            ui.add_space(26.0);
            ui.horizontal(|ui| {
                command_button(ui, Command::PreviousQuestion, "Previous", state, actions);
                command_button(ui, Command::NextQuestion, "Next question", state, actions);
            });
        });
        ui.add_space(60.0);
    });
    let (offset, visible, whole) = (shown.state.clamped_offset().y, shown.inner_rect.height(), shown.content_size.y);
    if state.reading.is_drawn_otherwise(offset, visible, whole) {
        actions.push(Action::Scrolled { offset, visible, whole });
    }
    find::end(state, caches, shown.inner_rect, actions);
}

/// What is still hidden, and how to reveal it.
fn hidden_ui(ui: &mut Ui, state: &State, steps: usize, actions: &mut Actions) {
    let Some(revealed) = state.reading.revealed() else { return };
    let palette = theme::palette(ui);
    ui.add_space(18.0);
    Frame::new().stroke(egui::Stroke::new(1.0, palette.line)).corner_radius(8).inner_margin(Margin::same(18)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if revealed == 0 {
            heading(ui, "Think first", theme::size::LEAD);
            ui.label("Say your answer aloud, in about thirty seconds. Then reveal it part by part.");
        } else {
            quiet(ui, format!("{revealed} of {steps} parts revealed"));
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            command_button(
                ui,
                Command::GoOn,
                if revealed == 0 { "Reveal the short answer" } else { "Reveal the next part" },
                state,
                actions,
            );
            bare_button(ui, Command::RevealAll, "Reveal everything", state, actions);
        });
    });
}

fn title_ui(ui: &mut Ui, state: &State, entry: &Entry, caches: &Caches, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let question = &entry.question;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            find::outline_ui(ui, state, caches, actions);
            let is_read = state.marks.read.contains(&question.id);
            bare_button(ui, Command::ToggleRead, if is_read { "Mark as unread" } else { "Mark as read" }, state, actions);
            let is_flagged = state.marks.flagged.contains(&question.id);
            bare_button(ui, Command::ToggleFlag, if is_flagged { "Remove flag" } else { "Flag" }, state, actions);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let section = state.pack.sections().get(entry.section).map_or("", |section| section.title.as_str());
                let words = RichText::new(format!("Question {} · {section}", question.id.0)).color(palette.quiet).size(theme::size::UI);
                ui.add(Label::new(words).truncate());
            });
        });
    });
    heading(ui, &question.title, theme::size::PAGE);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if entry.answer.is_some() {
            pill(ui, question.level.label(), palette.accent);
            pill(ui, &format!("{} min aloud", question.minutes), palette.text);
        }
        pill(ui, question.kind.label(), palette.text);
        for topic in &question.topics {
            pill(ui, topic, palette.quiet);
        }
        if let Some(month) = &question.as_of {
            pill(ui, &format!("as of {month}"), palette.quiet);
        }
    });
    if !question.also_asked_as.is_empty() {
        ui.add_space(6.0);
        quiet(ui, "Also asked as");
        for phrasing in &question.also_asked_as {
            ui.add(Label::new(RichText::new(phrasing).color(palette.quiet).size(theme::size::UI)).wrap());
        }
    }
    ui.add_space(14.0);
}

fn pending_ui(ui: &mut Ui) {
    let palette = theme::palette(ui);
    Frame::new().fill(palette.raised).corner_radius(8).inner_margin(Margin::same(18)).show(ui, |ui| {
        heading(ui, "No answer yet", theme::size::LEAD);
        ui.label("This question still waits for its answer. Your note is kept all the same: write down what you would say.");
    });
}

/// Draws the parts of an answer, in the order of its file, up to so many steps.
pub fn answer_ui(
    ui: &mut Ui,
    state: &State,
    question: QuestionId,
    answer: &Answer,
    revealed: usize,
    caches: &mut Caches,
    actions: &mut Actions,
) {
    let preamble = answer.text(&answer.preamble);
    if !preamble.trim().is_empty() {
        markdown_ui(ui, caches, (question, "preamble"), preamble);
    }
    let mut left = revealed;
    for (place, block) in answer.blocks.iter().enumerate() {
        if left == 0 {
            return;
        }
        let shown = left;
        left = left.saturating_sub(block.steps());
        match block.part {
            Some(Part::Short) => short_ui(ui, question, answer, block, caches),
            Some(Part::KeyPoints) if !answer.key_points.is_empty() => {
                part_heading(ui, caches, &block.heading);
                key_points_ui(ui, question, answer, caches);
            }
            Some(Part::Related) if !answer.related.is_empty() => {
                part_heading(ui, caches, &block.heading);
                related_ui(ui, state, answer, actions);
            }
            Some(Part::Sources) => {
                part_heading(ui, caches, &block.heading);
                small(ui, |ui| markdown_ui(ui, caches, (question, place), answer.text(&block.body)));
            }
            _ => {
                part_heading(ui, caches, &block.heading);
                let before = block.inner.first().map_or(block.body.end, |inner| inner.start);
                let lead = answer.text(&(block.body.start..before));
                if !lead.trim().is_empty() {
                    markdown_ui(ui, caches, (question, place), lead);
                }
                let shown = if block.part == Some(Part::FollowUps) { shown } else { usize::MAX };
                for (number, inner) in block.inner.iter().take(shown).enumerate() {
                    ui.add_space(10.0);
                    markdown_ui(ui, caches, (question, place, number), answer.text(&(inner.start..inner.body.end)));
                }
            }
        }
    }
}

fn part_heading(ui: &mut Ui, caches: &mut Caches, words: &str) {
    ui.add_space(24.0);
    let shown = heading(ui, words, theme::size::PART * theme::text_scale(ui));
    caches.note_heading(words, shown.rect.top());
    ui.add_space(2.0);
}

fn short_ui(ui: &mut Ui, question: QuestionId, answer: &Answer, block: &Block, caches: &mut Caches) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.raised).corner_radius(8).inner_margin(Margin { left: 20, right: 18, top: 14, bottom: 14 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, &block.heading, theme::size::UI);
        theme::set_body(ui, theme::size::LEAD);
        markdown_ui(ui, caches, (question, "short"), answer.text(&block.body));
    });
    // The accent at its left edge: this is the part to say aloud.
    let mut edge = shown.response.rect;
    edge.set_width(4.0);
    ui.painter().rect_filled(edge, 2.0, palette.accent);
}

fn key_points_ui(ui: &mut Ui, question: QuestionId, answer: &Answer, caches: &mut Caches) {
    let palette = theme::palette(ui);
    for (place, point) in answer.key_points.iter().enumerate() {
        ui.horizontal_top(|ui| {
            let width = 52.0;
            ui.allocate_ui(egui::vec2(width, 20.0), |ui| {
                ui.set_width(width);
                if point.must {
                    pill(ui, "must", palette.accent);
                } else {
                    quiet(ui, "also");
                }
            });
            ui.vertical(|ui| markdown_ui(ui, caches, (question, "point", place), &point.text));
        });
        ui.add_space(2.0);
    }
}

fn related_ui(ui: &mut Ui, state: &State, answer: &Answer, actions: &mut Actions) {
    for related in &answer.related {
        let title = state.pack.get(related.to).map_or("", |entry| entry.question.title.as_str());
        let words = format!("{}. {title}", related.to.0);
        if ui.link(RichText::new(words).size(theme::size::UI)).clicked() {
            actions.push(Action::Open(related.to));
        }
        if !related.why.is_empty() {
            quiet(ui, crate::study::answer::plain(&related.why));
        }
        ui.add_space(4.0);
    }
}

/// The other questions about the same subject, each with its angle.
fn families_ui(ui: &mut Ui, state: &State, open: QuestionId, caches: &mut Caches, actions: &mut Actions) {
    for family in state.pack.families(open) {
        part_heading(ui, caches, &format!("{}, asked in {} ways", family.title, family.members.len()));
        for (id, angle) in &family.members {
            let Some(entry) = state.pack.get(*id) else { continue };
            let words = format!("{}. {}", id.0, entry.question.title);
            if *id == open {
                ui.label(theme::bold(words, theme::size::UI));
            } else if ui.link(RichText::new(words).size(theme::size::UI)).clicked() {
                actions.push(Action::Open(*id));
            }
            if !angle.is_empty() {
                quiet(ui, angle.clone());
            }
            ui.add_space(4.0);
        }
    }
}

fn small(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        theme::set_body(ui, theme::size::UI);
        add(ui);
    });
}
