//! The chips above the contents: unread, flagged, with a note; by level and by topic.

use egui::containers::menu::MenuButton;
use egui::{Button, RichText, ScrollArea, Ui, vec2};

use crate::state::State;
use crate::state::action::Action;
use crate::state::chips::{Chips, Only};
use crate::study::question::Level;

use super::super::Actions;
use super::super::theme;

/// The highest a menu gets, in points.
const HEIGHT: f32 = 420.0;

/// Draws the chips.
pub fn chips_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let chips = &state.layout.chips;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        for only in Only::ALL {
            let is_on = chips.only == only;
            let response = ui.add(chip(only.label(), is_on));
            // Said with what it does: other screens have an "All", too.
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, format!("List: {}", only.label())));
            if response.clicked() {
                actions.push(Action::SetChips(Chips { only, ..chips.clone() }));
            }
        }
        let level = chips.level.map_or("Level", Level::label);
        MenuButton::from_button(chip(level, chips.level.is_some())).ui(ui, |ui| {
            for choice in std::iter::once(None).chain(Level::ALL.map(Some)) {
                let words = choice.map_or("Every level", Level::label);
                if ui.add(Button::selectable(chips.level == choice, words)).clicked() {
                    actions.push(Action::SetChips(Chips { level: choice, ..chips.clone() }));
                }
            }
        });
        let topic = chips.topic.as_deref().unwrap_or("Topic");
        MenuButton::from_button(chip(topic, chips.topic.is_some())).ui(ui, |ui| {
            ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
                let topics = state.pack.head.topics.iter().map(Some);
                for choice in std::iter::once(None).chain(topics) {
                    let words = choice.map_or("Every topic", String::as_str);
                    if ui.add(Button::selectable(chips.topic.as_ref() == choice, words)).clicked() {
                        actions.push(Action::SetChips(Chips { topic: choice.cloned(), ..chips.clone() }));
                    }
                }
            });
        });
    });
}

fn chip(words: &str, is_on: bool) -> Button<'_> {
    let words = if is_on { theme::bold(words, theme::size::SMALL) } else { RichText::new(words).size(theme::size::SMALL) };
    Button::selectable(is_on, words).frame_when_inactive(true).corner_radius(11).min_size(vec2(0.0, 24.0))
}
