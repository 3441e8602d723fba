//! The set-up of an interview: which sections, how many questions, how long for each, and the seed that draws them.

use egui::{DragValue, Ui};

use crate::state::action::Action;
use crate::state::{State, answered_sections};
use crate::study::interview::draw::pool;

use super::super::Actions;
use super::super::command::Command;
use super::super::theme;
use super::super::widget::{heading, main_button, quiet};

/// The most questions an interview may ask.
const MOST: u32 = 60;

/// The times to choose from with one click, in seconds.
const TIMES: [(u32, &str); 6] = [(30, "30 s"), (60, "1 min"), (90, "1:30"), (120, "2 min"), (180, "3 min"), (300, "5 min")];

/// Draws the set-up page.
pub fn setup_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let mut plan = state.interviews.plan().clone();
    let answered = answered_sections(&state.pack);
    heading(ui, "Mock interview", theme::size::PAGE);
    ui.label("Questions come one by one with a clock. Say the answer aloud, write what helps, reveal the answer, tick what you said and grade yourself.");
    let available = pool(&state.pack, &plan).len();
    let asked = available.min(plan.questions as usize);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        main_button(ui, Command::StartInterview, "Start", state, actions);
        let minutes = (asked as u64 * u64::from(plan.secs_each)).div_ceil(60);
        quiet(
            ui,
            match (asked, available) {
                (_, 0) => "Choose at least one section with answers".to_owned(),
                (1, _) => format!("1 question, about {minutes} min"),
                _ => format!("{asked} of {available} questions, about {minutes} min of answering"),
            },
        );
    });
    ui.add_space(14.0);

    heading(ui, "How long", theme::size::LEAD);
    ui.horizontal(|ui| {
        let label = ui.label("Questions");
        ui.add(DragValue::new(&mut plan.questions).range(1..=MOST).speed(0.1)).labelled_by(label.id);
        for number in [3, 5, 10, 20] {
            if ui.selectable_label(plan.questions == number, number.to_string()).clicked() {
                plan.questions = number;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Seconds for each");
        ui.add(DragValue::new(&mut plan.secs_each).range(10..=3600).speed(1.0)).labelled_by(label.id);
        for (secs, words) in TIMES {
            if ui.selectable_label(plan.secs_each == secs, words).clicked() {
                plan.secs_each = secs;
            }
        }
    });
    ui.add_space(14.0);

    ui.horizontal(|ui| {
        heading(ui, "Sections", theme::size::LEAD);
        if ui.button("All").clicked() {
            plan.sections = answered.clone();
        }
        if ui.button("None").clicked() {
            plan.sections.clear();
        }
    });
    for (place, section) in state.pack.sections().iter().enumerate() {
        let Ok(number) = u32::try_from(place + 1) else { continue };
        let questions = state.pack.section_questions(place).iter().filter(|entry| entry.answer.is_some()).count();
        if questions == 0 {
            continue;
        }
        let mut is_chosen = plan.sections.contains(&number);
        let words = match questions {
            1 => format!("{}, 1 question", section.title),
            _ => format!("{}, {questions} questions", section.title),
        };
        let toggled = ui.checkbox(&mut is_chosen, words).changed();
        if toggled && is_chosen {
            plan.sections.insert(number);
        } else if toggled {
            plan.sections.remove(&number);
        }
    }
    let pending = state.pack.sections().len() - answered.len();
    if pending > 0 {
        quiet(ui, format!("{pending} more sections have no answers yet"));
    }
    ui.add_space(14.0);

    heading(ui, "The draw", theme::size::LEAD);
    ui.horizontal(|ui| {
        let label = ui.label("Seed");
        ui.add(DragValue::new(&mut plan.seed).range(0..=999_999).speed(1.0)).labelled_by(label.id);
        if ui.button("Another").on_hover_text("Draws other questions").clicked() {
            // Numbers that look unlike their neighbours; the step is odd and prime to the range, so that all come up.
            plan.seed = (plan.seed + 618_037) % 1_000_000;
        }
        quiet(ui, "The same seed and sections draw the same questions");
    });
    if plan != *state.interviews.plan() {
        actions.push(Action::SetPlan(plan));
    }
}
