//! What the driver does: keys as a keyboard sends them, clicks where things are, and the few requests of assistive technology.

use egui::accesskit::{self, Role};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};

use super::{Driver, Seen as _};

impl Driver {
    /// A key without a modifier, with the text it makes, as a keyboard sends it.
    pub fn key(&mut self, key: Key) -> &mut Self {
        let name = key.name();
        let text = match key {
            Key::Questionmark => "?".to_owned(),
            Key::Slash => "/".to_owned(),
            Key::Space => " ".to_owned(),
            _ if name.chars().count() == 1 => name.to_lowercase(),
            _ => String::new(),
        };
        let modifiers = if key == Key::Questionmark { Modifiers::SHIFT } else { Modifiers::NONE };
        self.strike(key, modifiers, &text)
    }

    pub fn chord(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.strike(key, modifiers, "")
    }

    fn strike(&mut self, key: Key, modifiers: Modifiers, text: &str) -> &mut Self {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let mut events = vec![event(true)];
        if !text.is_empty() {
            events.push(Event::Text(text.to_owned()));
        }
        if modifiers.any() {
            self.send(Event::ModifiersChanged(modifiers));
        }
        self.send_all(events).send(event(false));
        if modifiers.any() {
            self.send(Event::ModifiersChanged(Modifiers::NONE));
        }
        self.settle()
    }

    /// Types letter by letter into whatever has the keyboard.
    pub fn type_keys(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let key = if letter == '\n' { Some(Key::Enter) } else { Key::from_name(&letter.to_uppercase().to_string()) };
            let event = |pressed| key.map(|key| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE });
            let text = (letter != '\n').then(|| Event::Text(letter.to_string()));
            let events = [event(true), text, event(false)];
            self.send_all(events.into_iter().flatten().collect());
        }
        self.settle()
    }

    /// Clicks in the middle of what has this role and this name; scrolls it into view first.
    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) -> &mut Self {
        let mut at = self.node(role, name).rect().center();
        if !self.page().contains(at) {
            let (target_node, target_tree) = self.node(role, name).accesskit_id();
            let action = accesskit::Action::ScrollIntoView;
            self.send(Event::AccessKitActionRequest(accesskit::ActionRequest { target_node, target_tree, action, data: None }));
            self.settle();
            at = self.node(role, name).rect().center();
        }
        assert!(self.page().contains(at), "{role:?} {name:?} cannot be scrolled into view: it is at {at:?}");
        self.click_at(at)
    }

    pub fn click_at(&mut self, pos: Pos2) -> &mut Self {
        self.send(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.send(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        }
        self.settle()
    }

    /// Clicks with the secondary button.
    pub fn click_secondary(&mut self, pos: Pos2) -> &mut Self {
        self.send(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let button = PointerButton::Secondary;
            self.send(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.settle()
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) -> &mut Self {
        let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.send(Event::PointerMoved(from)).send(button(from, true));
        self.send(Event::PointerMoved(to)).send(button(to, false)).settle()
    }

    /// Turns the wheel over a place; a positive distance goes towards the end.
    pub fn wheel(&mut self, pos: Pos2, points: f32) -> &mut Self {
        self.send(Event::PointerMoved(pos)).send(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        self.settle()
    }

    pub fn press(&mut self, button: &str) -> &mut Self {
        self.click(Role::Button, button)
    }

    /// Sets a number, as assistive technology does.
    pub fn set_number(&mut self, name: &str, value: f64) -> &mut Self {
        let (target_node, target_tree) = self.node(Role::SpinButton, name).accesskit_id();
        let (action, data) = (accesskit::Action::SetValue, Some(accesskit::ActionData::NumericValue(value)));
        self.send(Event::AccessKitActionRequest(accesskit::ActionRequest { target_node, target_tree, action, data })).settle()
    }
}
