//! Defines what is kept between starts besides the user's work: settings (chosen) and layout (how the window was left).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::study::interview::Plan;
use crate::study::question::QuestionId;

use super::chips::Chips;

/// The version of the file format of settings and layout.
pub const FORMAT: u32 = 1;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Follows the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What the user has chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version of the file format.
    pub format: u32,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// True if single letters act as shortcuts outside text fields (WCAG 2.1.4 asks for a way to switch them off).
    pub single_keys: bool,
    /// The scale of the whole window; 1 is the system's own.
    pub zoom: f32,
    /// The scale of the text of answers; 1 is the usual size.
    pub reading_size: f32,
    /// True if answers stay hidden until they are asked for.
    pub think_first: bool,
    /// The last plan of a mock interview.
    pub plan: Plan,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: FORMAT,
            theme: ThemeChoice::System,
            single_keys: true,
            zoom: 1.0,
            reading_size: 1.0,
            think_first: false,
            plan: Plan::default(),
        }
    }
}

/// The size of the window, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Width without the frame.
    pub width: f32,
    /// Height without the frame.
    pub height: f32,
    /// True if it fills the screen; width and height are then what it returns to.
    pub maximized: bool,
}

/// How the window was left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// The version of the file format.
    pub format: u32,
    /// The window's size, once it is known.
    pub window: Option<WindowSize>,
    /// True if the contents are shown.
    pub contents_shown: bool,
    /// The width of the contents, in points.
    pub contents_width: f32,
    /// The first visible row of the contents.
    pub contents_first: f32,
    /// The folded sections, as their place in the pack from 1.
    pub folded: BTreeSet<u32>,
    /// Which questions are listed.
    pub chips: Chips,
    /// True if the note is shown.
    pub note_shown: bool,
    /// The width of the note beside the answer, in points.
    pub note_width: f32,
    /// True if nothing but the answer is shown.
    pub focus_mode: bool,
    /// The open question.
    pub open: Option<QuestionId>,
    /// Where the open answer was scrolled to, in points.
    pub answer_offset: f32,
    /// Where the answers opened before were scrolled to, in points; those left at the top are not in it.
    pub offsets: BTreeMap<QuestionId, f32>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            format: FORMAT,
            window: None,
            contents_shown: true,
            contents_width: 340.0,
            contents_first: 0.0,
            folded: BTreeSet::new(),
            chips: Chips::default(),
            note_shown: true,
            note_width: 300.0,
            focus_mode: false,
            open: None,
            answer_offset: 0.0,
            offsets: BTreeMap::new(),
        }
    }
}
