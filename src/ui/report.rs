//! The report of an interview: a sentence, time against target, key points and grade for each question.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use crate::state::action::Action;
use crate::state::interviews::Kept;
use crate::state::{Screen, State};
use crate::study::interview::report::{Summary, clock, outcome, points};
use crate::study::interview::{Interview, Response, Stage};

use super::Actions;
use super::theme;
use super::widget::{bar, column, heading, quiet};

/// Draws the open report.
pub fn report_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some((_, kept)) = state.interviews.report() else {
        column(ui, theme::MEASURE, |ui| ui.label("No report is open"));
        return;
    };
    ScrollArea::vertical().id_salt("report").auto_shrink(false).show(ui, |ui| {
        ui.add_space(26.0);
        column(ui, theme::MEASURE, |ui| content_ui(ui, state, kept, actions));
        ui.add_space(40.0);
    });
}

fn content_ui(ui: &mut Ui, state: &State, kept: &Kept, actions: &mut Actions) {
    let interview = &kept.interview;
    let sum = interview.summary();
    quiet(ui, interview.started_at.to_zoned(state.zone.clone()).strftime("%A %d %B %Y, %H:%M").to_string());
    heading(ui, "Report", theme::size::PAGE);
    ui.add(Label::new(RichText::new(verdict(&sum, interview)).size(theme::size::LEAD)).wrap());
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if ui.button("All interviews").clicked() {
            actions.push(Action::Show(Screen::History));
        }
        if ui.button("Copy as Markdown").clicked() {
            actions.push(Action::CopyReport);
        }
        if ui.button("Save as Markdown…").clicked() {
            actions.push(Action::ExportReport);
        }
        if ui.button("Set up another").clicked() {
            actions.push(Action::Show(Screen::Interview));
        }
    });
    quiet(
        ui,
        format!(
            "Seed {}, {} for each question. Kept as {}.ron",
            interview.plan.seed,
            clock(interview.target_millis().unsigned_abs()),
            kept.name
        ),
    );
    ui.add_space(10.0);
    for response in &interview.responses {
        ui.separator();
        response_ui(ui, interview, response, actions);
    }
}

/// The interview in a sentence or two.
pub fn verdict(sum: &Summary, interview: &Interview) -> String {
    let asked = interview.responses.len();
    let target = clock(interview.target_millis().unsigned_abs());
    let mut words = format!("{} of {asked} answered", sum.answered);
    if sum.answered > 0 {
        words.push_str(&format!(", {} of them within {target}; {} of {} key points said", sum.within_time, sum.ticked, sum.points));
    }
    if sum.skipped > 0 {
        words.push_str(&format!("; {} skipped", sum.skipped));
    }
    if sum.left > 0 {
        words.push_str(&format!("; {} not asked", sum.left));
    }
    words.push('.');
    words
}

fn response_ui(ui: &mut Ui, interview: &Interview, response: &Response, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let title = format!("{}. {}", response.question.0, response.title);
    if ui.link(RichText::new(title).size(theme::size::UI)).on_hover_text("Open the answer").clicked() {
        actions.push(Action::Open(response.question));
    }
    let is_over = interview.is_over_time(response);
    let target = interview.target_millis().max(1) as f32;
    ui.horizontal_wrapped(|ui| {
        let color = if is_over { palette.bad } else { palette.good };
        // The bar is full at twice the target, so that overtime shows.
        let rect = bar(ui, vec2(140.0, 6.0), response.thinking_millis as f32 / target / 2.0, color);
        ui.painter().vline(rect.center().x, rect.y_range().expand(3.0), egui::Stroke::new(1.5, palette.edge));
        let time = format!("{} of {}", clock(response.thinking_millis), clock(interview.target_millis().unsigned_abs()));
        let time = if is_over { format!("{time}, over time") } else { time };
        if response.stage != Stage::Waiting {
            ui.label(RichText::new(time).color(color).size(theme::size::UI));
        }
        quiet(ui, format!("Points {}", points(response)));
        ui.label(theme::bold(outcome(response), theme::size::UI));
        if response.paused_millis >= 1000 {
            quiet(ui, format!("paused {}", clock(response.paused_millis)));
        }
    });
    if !response.text.trim().is_empty() {
        ui.add(Label::new(RichText::new(response.text.trim()).color(palette.quiet)).wrap());
    }
}
