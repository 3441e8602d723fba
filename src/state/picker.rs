//! Defines what is typed to pick something from a list: a question to go to, or a command.

/// What is typed, and which row of what fits is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    typed: String,
    at: usize,
}

impl Picker {
    /// What is typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The chosen row, from 0, if there are so many rows.
    pub fn at(&self, rows: usize) -> usize {
        self.at.min(rows.saturating_sub(1))
    }

    pub(super) fn look_for(&mut self, typed: String) {
        *self = Self { typed, at: 0 };
    }

    pub(super) fn choose(&mut self, at: usize) {
        self.at = at;
    }
}
