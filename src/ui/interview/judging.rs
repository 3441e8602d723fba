//! Judging a response: what you wrote, the key points to tick, the grade, and the answer to compare with.

use egui::{Button, Frame, Margin, RichText, Ui, vec2};

use crate::state::State;
use crate::state::action::Action;
use crate::study::answer::plain;
use crate::study::interview::{Grade, Response};

use super::super::Actions;
use super::super::command::Command;
use super::super::markdown::Caches;
use super::super::theme;
use super::super::widget::{heading, main_button, quiet};
use super::super::{command, reader};

/// Draws what there is to judge.
pub fn judging_ui(ui: &mut Ui, state: &State, response: &Response, caches: &mut Caches, actions: &mut Actions) {
    let palette = theme::palette(ui);
    if !response.text.trim().is_empty() {
        Frame::new().fill(palette.raised).corner_radius(8).inner_margin(Margin::same(14)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "What you wrote", theme::size::UI);
            ui.add(egui::Label::new(&response.text).wrap());
        });
        ui.add_space(10.0);
    }
    let Some(answer) = state.interviews.answer() else { return };
    heading(ui, "Which of these did you say?", theme::size::LEAD);
    for (place, point) in (0_u32..).zip(&answer.key_points) {
        let mut said = response.ticked.contains(&place);
        let words = if point.must { format!("{} (must)", plain(&point.text)) } else { plain(&point.text) };
        if ui.checkbox(&mut said, words).changed() {
            actions.push(Action::TickPoint(place, said));
        }
    }
    ui.add_space(10.0);
    heading(ui, "How did it go?", theme::size::LEAD);
    ui.horizontal_wrapped(|ui| {
        for grade in Grade::ALL {
            let is_given = response.grade == Some(grade);
            let words = format!("{} {}", grade.number(), grade.label());
            let text = if is_given { theme::bold(words, theme::size::UI) } else { RichText::new(words) };
            let button = Button::selectable(is_given, text).frame_when_inactive(true).min_size(vec2(84.0, 32.0));
            if ui.add(button).on_hover_text(command::grade_command(grade).tooltip(ui.ctx())).clicked() {
                actions.push(Action::Grade(grade));
            }
        }
        ui.add_space(12.0);
        let is_last = state.interviews.running().is_some_and(|running| running.at + 1 == running.responses.len());
        main_button(ui, Command::LeaveQuestion, if is_last { "Finish" } else { "Next" }, state, actions);
    });
    if response.grade.is_none() {
        quiet(ui, "A grade from 1 to 4 opens the way on");
    }
    ui.add_space(18.0);
    theme::scale_text(ui, state.settings.reading_size);
    reader::answer_ui(ui, state, response.question, answer, usize::MAX, caches, actions);
}
