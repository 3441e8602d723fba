//! The question that runs: the clock in words and as a bar, a field for the answer, and the way on.

use std::borrow::Cow;

use egui::{Margin, RichText, TextEdit, Ui, vec2};

use crate::state::action::Action;
use crate::state::{Focus, State};
use crate::study::interview::report::clock;
use crate::study::interview::{Interview, Response, Stage};

use super::super::Actions;
use super::super::command::Command;
use super::super::markdown::Caches;
use super::super::theme::{self, Palette};
use super::super::widget::{bar, command_button, field, heading, main_button, quiet};
use super::judging;

/// From this share of the time left on, the clock is amber.
const AMBER: f32 = 0.25;

/// Draws the running question.
pub fn running_ui(ui: &mut Ui, state: &State, interview: &Interview, caches: &mut Caches, actions: &mut Actions) {
    let Some(response) = interview.current() else { return };
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        quiet(ui, format!("Question {} of {}", interview.at + 1, interview.responses.len()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            command_button(ui, Command::EndInterview, "End…", state, actions);
            if response.stage == Stage::Answering {
                command_button(ui, Command::Skip, "Skip", state, actions);
                command_button(ui, Command::Pause, if interview.paused { "Continue" } else { "Pause" }, state, actions);
            }
        });
    });
    clock_ui(ui, interview, response, palette);
    ui.add_space(10.0);
    if interview.paused {
        paused_ui(ui, state, response, actions);
        return;
    }
    heading(ui, &format!("{}. {}", response.question.0, response.title), theme::size::PAGE);
    ui.add_space(10.0);
    if let Some(why) = state.interviews.failure() {
        ui.add(egui::Label::new(RichText::new(format!("{why}. The interview goes on; saving is tried again")).color(palette.bad)).wrap());
    }
    match response.stage {
        Stage::Judging => judging::judging_ui(ui, state, response, caches, actions),
        _ => answering_ui(ui, state, interview, response, actions),
    }
}

fn clock_ui(ui: &mut Ui, interview: &Interview, response: &Response, palette: &Palette) {
    let left = interview.left_millis();
    let target = interview.target_millis().max(1);
    let share = left as f32 / target as f32;
    let color = if left < 0 {
        palette.bad
    } else if share <= AMBER {
        palette.warn
    } else {
        palette.good
    };
    // Rounded up, so that the clock says 0:00 only when the time is over.
    let words = if left >= 0 {
        format!("{} left", clock(u64::try_from(left + 999).unwrap_or(0)))
    } else {
        format!("{} over time", clock(left.unsigned_abs()))
    };
    let state_words = match (response.stage, interview.paused) {
        (_, true) => ", paused",
        (Stage::Judging, _) => ", stopped",
        _ => "",
    };
    ui.horizontal(|ui| {
        ui.label(theme::bold(format!("{words}{state_words}"), theme::size::LEAD).color(color));
        quiet(ui, format!("of {}", clock(target.unsigned_abs())));
    });
    bar(ui, vec2(ui.available_width(), 5.0), share, color);
}

fn paused_ui(ui: &mut Ui, state: &State, response: &Response, actions: &mut Actions) {
    heading(ui, "Paused", theme::size::PAGE);
    ui.label("The question is hidden and the clock stands still. The report says how long.");
    quiet(ui, format!("Paused so far: {}", clock(response.paused_millis)));
    ui.add_space(10.0);
    main_button(ui, Command::Pause, "Continue", state, actions);
}

fn answering_ui(ui: &mut Ui, state: &State, interview: &Interview, response: &Response, actions: &mut Actions) {
    quiet(ui, "Say it aloud. What you write here is kept with the report.");
    let mut text = Cow::Borrowed(response.text.as_str());
    let edit = TextEdit::multiline(&mut text)
        .id(egui::Id::unique(("response", interview.at)))
        .hint_text("What you would say")
        .margin(Margin::symmetric(12, 10))
        .desired_width(f32::INFINITY)
        .desired_rows(9);
    let field = field(ui, edit, "Your answer");
    if state.focus == Some(Focus::Response) {
        field.request_focus();
        actions.push(Action::FocusTaken);
    }
    if field.changed() {
        actions.push(Action::WriteResponse(text.into_owned()));
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        main_button(ui, Command::Reveal, "Reveal the answer", state, actions);
        quiet(ui, "Ctrl+Enter while typing, Space otherwise");
    });
}
