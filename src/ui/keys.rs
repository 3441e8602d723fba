//! Turns keys into actions: looks each key up among the commands and asks whether it may act now.

use egui::{Id, Key, KeyboardShortcut, Modifiers, Popup};

use crate::state::action::Action;
use crate::state::chips::Chips;
use crate::state::{Dialog, Screen, State};

use super::Actions;
use super::command::Command;
use super::sidebar;

/// Reads the keys of this frame. Text fields, buttons and the contents keep the keys that are theirs.
pub fn keys_ui(ui: &egui::Ui, state: &State, actions: &mut Actions) {
    let ctx = ui.ctx();
    let focused = ctx.memory(|memory| memory.focused());
    let is_typing = ctx.text_edit_focused();
    // The Escape that leaves a text field has already taken the keyboard from it when this frame begins: ask the last one.
    let was_typing = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(Id::unique("was-typing")), is_typing));
    // An open menu closes itself.
    let is_ours = !was_typing && !Popup::is_any_open(ctx);
    if is_ours && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        escape(state, actions);
    }
    for command in Command::all() {
        // A dialog has the keyboard to itself; only leaving the program is still possible.
        if state.dialog.is_some() && command != Command::Quit {
            continue;
        }
        let Some(action) = command.action(state) else { continue };
        for shortcut in command.shortcuts() {
            let may_act = match class(shortcut) {
                Class::Chord => true,
                Class::Letter => !is_typing && state.settings.single_keys,
                // Space, Enter and arrows press and move between whatever has the keyboard; the contents have their own.
                Class::Widget => focused.is_none(),
                Class::Page => !is_typing && focused != Some(sidebar::list_id()),
            };
            let may_repeat = matches!(
                command,
                Command::NextQuestion
                    | Command::PreviousQuestion
                    | Command::FindNext
                    | Command::FindPrevious
                    | Command::TextLarger
                    | Command::TextSmaller
                    | Command::PageDown
                    | Command::PageUp
                    | Command::LineDown
                    | Command::LineUp
                    | Command::ZoomIn
                    | Command::ZoomOut
            );
            if !may_act {
                continue;
            }
            let presses = pressed(ctx, shortcut);
            // Fast typing can put several presses into one frame; each of them counts.
            let times = if may_repeat { presses.first + presses.repeated } else { presses.first.min(1) };
            for _ in 0..times {
                actions.push(action.clone());
            }
        }
    }
}

/// Closes what is in front, or goes back to reading.
fn escape(state: &State, actions: &mut Actions) {
    match (state.dialog, state.screen) {
        (Some(Dialog::Resume), _) => actions.push(Action::ResumeLater),
        (Some(_), _) => actions.push(Action::ShowDialog(None)),
        (None, Screen::Report) => actions.push(Action::Show(Screen::History)),
        (None, Screen::History) => actions.push(Action::Show(Screen::Read)),
        (None, Screen::Interview) if state.interviews.running().is_none() => actions.push(Action::Show(Screen::Read)),
        (None, Screen::Read) if state.reading.find().is_some() => actions.push(Action::CloseFind),
        (None, Screen::Read) if !state.reading.lit().is_empty() => actions.push(Action::Unlight),
        (None, Screen::Read) if state.layout.focus_mode => actions.push(Action::FocusMode(false)),
        (None, Screen::Read) if !state.contents.typed().is_empty() => actions.push(Action::Filter(String::new())),
        (None, Screen::Read) if !state.layout.chips.is_open() => actions.push(Action::SetChips(Chips::default())),
        _ => {}
    }
}

enum Class {
    /// With a modifier, or a function key: always acts.
    Chord,
    /// A single letter, digit or sign: acts outside text fields, and can be switched off.
    Letter,
    /// Space, Enter and arrows: act when nothing has the keyboard.
    Widget,
    /// Keys that scroll.
    Page,
}

fn class(shortcut: &KeyboardShortcut) -> Class {
    match shortcut.logical_key {
        _ if shortcut.modifiers != Modifiers::NONE => Class::Chord,
        Key::F1 | Key::F3 | Key::F8 | Key::F9 | Key::F11 => Class::Chord,
        Key::Space | Key::Enter | Key::ArrowDown | Key::ArrowUp => Class::Widget,
        Key::PageDown | Key::PageUp | Key::Home | Key::End => Class::Page,
        _ => Class::Letter,
    }
}

/// How often a key was pressed in one frame.
#[derive(Default)]
struct Presses {
    /// By a finger.
    first: usize,
    /// By the keyboard, because the finger stayed.
    repeated: usize,
}

/// Counts the presses of a shortcut in this frame; takes them, so that nothing else acts on them.
fn pressed(ctx: &egui::Context, shortcut: &KeyboardShortcut) -> Presses {
    ctx.input_mut(|input| {
        let mut presses = Presses::default();
        input.events.retain(|event| {
            let egui::Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            // A sign such as `?` needs Shift on most keyboards: it is the sign that counts.
            let is_sign = matches!(key, Key::Questionmark | Key::Slash | Key::Plus | Key::Equals);
            let modifiers_fit = modifiers.matches_exact(shortcut.modifiers) || is_sign && modifiers.matches_logically(shortcut.modifiers);
            if *key != shortcut.logical_key || !modifiers_fit {
                return true;
            }
            if *repeat {
                presses.repeated += 1;
            } else {
                presses.first += 1;
            }
            false
        });
        presses
    })
}
