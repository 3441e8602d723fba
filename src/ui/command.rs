//! Defines the commands: what can be done by menu, key and button, each with its text, its keys and when it is available.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::state::action::Action;
use crate::state::reading::Scroll;
use crate::state::settings::ThemeChoice;
use crate::state::{Dialog, Focus, Screen, State};
use crate::study::interview::{Grade, Stage};

/// One step of the window's scale.
const ZOOM_STEP: f32 = 0.1;

/// Something that can be done, without data. [`Command::action`] says what it means now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each command's text says what it does")]
pub enum Command {
    NextQuestion,
    PreviousQuestion,
    Back,
    Forward,
    PageDown,
    PageUp,
    LineDown,
    LineUp,
    Top,
    Bottom,
    ToggleRead,
    ShowReading,
    ShowInterview,
    ShowHistory,
    FocusFilter,
    FocusNote,
    ToggleContents,
    ToggleNote,
    FoldAll,
    UnfoldAll,
    StartInterview,
    Reveal,
    GradeAgain,
    GradeHard,
    GradeGood,
    GradeEasy,
    LeaveQuestion,
    Pause,
    Skip,
    EndInterview,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Settings,
    Help,
    Quit,
}

/// Where a command stands in menu and help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Reading and moving about.
    Read,
    /// What is shown.
    View,
    /// The mock interview.
    Interview,
    /// The program.
    Program,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Self; 4] = [Self::Read, Self::Interview, Self::View, Self::Program];

    /// The heading of the group.
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::View => "View",
            Self::Interview => "Mock interview",
            Self::Program => "Greenroom",
        }
    }
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

impl Command {
    /// All commands, in the order of menu and help.
    pub const ALL: [Self; 39] = [
        Self::NextQuestion,
        Self::PreviousQuestion,
        Self::Back,
        Self::Forward,
        Self::PageDown,
        Self::PageUp,
        Self::LineDown,
        Self::LineUp,
        Self::Top,
        Self::Bottom,
        Self::ToggleRead,
        Self::FocusFilter,
        Self::FocusNote,
        Self::StartInterview,
        Self::Reveal,
        Self::GradeAgain,
        Self::GradeHard,
        Self::GradeGood,
        Self::GradeEasy,
        Self::LeaveQuestion,
        Self::Pause,
        Self::Skip,
        Self::EndInterview,
        Self::ShowReading,
        Self::ShowInterview,
        Self::ShowHistory,
        Self::ToggleContents,
        Self::ToggleNote,
        Self::FoldAll,
        Self::UnfoldAll,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Settings,
        Self::Help,
        Self::Quit,
    ];

    /// The words in menu, help and tooltips.
    pub fn text(self) -> &'static str {
        match self {
            Self::NextQuestion => "Next question",
            Self::PreviousQuestion => "Previous question",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::PageDown => "Page down",
            Self::PageUp => "Page up",
            Self::LineDown => "Scroll down",
            Self::LineUp => "Scroll up",
            Self::Top => "To the top",
            Self::Bottom => "To the end",
            Self::ToggleRead => "Mark as read or unread",
            Self::FocusFilter => "Filter the contents",
            Self::FocusNote => "Write a note",
            Self::ShowReading => "Show the reading page",
            Self::ShowInterview => "Show the mock interview",
            Self::ShowHistory => "Show the history",
            Self::ToggleContents => "Show or hide the contents",
            Self::ToggleNote => "Show or hide the note",
            Self::FoldAll => "Fold all sections",
            Self::UnfoldAll => "Unfold all sections",
            Self::StartInterview => "Start the interview",
            Self::Reveal => "Reveal the answer",
            Self::GradeAgain => "Grade: Again",
            Self::GradeHard => "Grade: Hard",
            Self::GradeGood => "Grade: Good",
            Self::GradeEasy => "Grade: Easy",
            Self::LeaveQuestion => "On to the next question",
            Self::Pause => "Pause or continue",
            Self::Skip => "Skip the question",
            Self::EndInterview => "End the interview…",
            Self::ThemeSystem => "Follow the system's theme",
            Self::ThemeLight => "Light theme",
            Self::ThemeDark => "Dark theme",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Normal size",
            Self::Settings => "Settings…",
            Self::Help => "All keys…",
            Self::Quit => "Quit",
        }
    }

    /// Where it stands in menu and help.
    pub fn group(self) -> Group {
        match self {
            Self::NextQuestion
            | Self::PreviousQuestion
            | Self::Back
            | Self::Forward
            | Self::PageDown
            | Self::PageUp
            | Self::LineDown
            | Self::LineUp
            | Self::Top
            | Self::Bottom
            | Self::ToggleRead
            | Self::FocusFilter
            | Self::FocusNote => Group::Read,
            Self::StartInterview
            | Self::Reveal
            | Self::GradeAgain
            | Self::GradeHard
            | Self::GradeGood
            | Self::GradeEasy
            | Self::LeaveQuestion
            | Self::Pause
            | Self::Skip
            | Self::EndInterview => Group::Interview,
            Self::ShowReading
            | Self::ShowInterview
            | Self::ShowHistory
            | Self::ToggleContents
            | Self::ToggleNote
            | Self::FoldAll
            | Self::UnfoldAll
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset => Group::View,
            Self::Settings | Self::Help | Self::Quit => Group::Program,
        }
    }

    /// Its keys; the first is the one that is shown.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        match self {
            Self::NextQuestion => const { &[plain(Key::N)] },
            Self::PreviousQuestion => const { &[plain(Key::P)] },
            Self::Back => const { &[alt(Key::ArrowLeft)] },
            Self::Forward => const { &[alt(Key::ArrowRight)] },
            Self::PageDown => const { &[plain(Key::PageDown), plain(Key::Space)] },
            Self::PageUp => const { &[plain(Key::PageUp)] },
            Self::LineDown => const { &[plain(Key::ArrowDown)] },
            Self::LineUp => const { &[plain(Key::ArrowUp)] },
            Self::Top => const { &[plain(Key::Home)] },
            Self::Bottom => const { &[plain(Key::End)] },
            Self::ToggleRead => const { &[plain(Key::M)] },
            Self::FocusFilter => const { &[plain(Key::Slash), ctrl(Key::L)] },
            Self::FocusNote => const { &[ctrl(Key::E)] },
            Self::ShowReading => const { &[ctrl(Key::Num1)] },
            Self::ShowInterview => const { &[ctrl(Key::Num2)] },
            Self::ShowHistory => const { &[ctrl(Key::Num3)] },
            Self::ToggleContents => const { &[plain(Key::F9)] },
            Self::ToggleNote => const { &[plain(Key::F8)] },
            Self::StartInterview => const { &[ctrl(Key::Enter)] },
            Self::Skip => const { &[ctrl_shift(Key::S)] },
            Self::Reveal => const { &[plain(Key::Space), ctrl(Key::Enter)] },
            Self::GradeAgain => const { &[plain(Key::Num1)] },
            Self::GradeHard => const { &[plain(Key::Num2)] },
            Self::GradeGood => const { &[plain(Key::Num3)] },
            Self::GradeEasy => const { &[plain(Key::Num4)] },
            Self::LeaveQuestion => const { &[plain(Key::Enter), ctrl(Key::Enter)] },
            Self::Pause => const { &[ctrl_shift(Key::P)] },
            Self::EndInterview => const { &[ctrl_shift(Key::E)] },
            Self::ZoomIn => const { &[ctrl(Key::Equals), ctrl(Key::Plus)] },
            Self::ZoomOut => const { &[ctrl(Key::Minus)] },
            Self::ZoomReset => const { &[ctrl(Key::Num0)] },
            Self::Settings => const { &[ctrl(Key::Comma)] },
            Self::Help => const { &[plain(Key::F1), plain(Key::Questionmark)] },
            Self::Quit => const { &[ctrl(Key::Q)] },
            Self::FoldAll | Self::UnfoldAll | Self::ThemeSystem | Self::ThemeLight | Self::ThemeDark => &[],
        }
    }

    /// The words with the first key, for tooltips.
    pub fn tooltip(self, ctx: &egui::Context) -> String {
        match self.shortcuts().first() {
            Some(shortcut) => format!("{} ({})", self.text(), ctx.format_shortcut(shortcut)),
            None => self.text().to_owned(),
        }
    }

    /// What it means now; `None` if it cannot be done.
    pub fn action(self, state: &State) -> Option<Action> {
        let running = state.interviews.running().filter(|_| state.screen == Screen::Interview);
        let stage = running.and_then(|running| running.current()).map(|response| response.stage);
        let open = state.reading.open().filter(|_| state.screen == Screen::Read);
        let reading = |action: Action| open.map(|_| action);
        let judging = |action: Action| (stage == Some(Stage::Judging)).then_some(action);
        match self {
            Self::NextQuestion => open.and_then(|open| state.pack.neighbour(open, 1)).map(|_| Action::OpenNeighbour(1)),
            Self::PreviousQuestion => open.and_then(|open| state.pack.neighbour(open, -1)).map(|_| Action::OpenNeighbour(-1)),
            Self::Back => (open.is_some() && state.reading.can_go_back()).then_some(Action::Back),
            Self::Forward => (open.is_some() && state.reading.can_go_forward()).then_some(Action::Forward),
            Self::PageDown => reading(Action::Scroll(Scroll::Pages(1.0))),
            Self::PageUp => reading(Action::Scroll(Scroll::Pages(-1.0))),
            Self::LineDown => reading(Action::Scroll(Scroll::Lines(1.0))),
            Self::LineUp => reading(Action::Scroll(Scroll::Lines(-1.0))),
            Self::Top => reading(Action::Scroll(Scroll::Start)),
            Self::Bottom => reading(Action::Scroll(Scroll::End)),
            Self::ToggleRead => open.map(|open| Action::MarkRead(open, !state.marks.read.contains(&open))),
            Self::FocusFilter => running.is_none().then_some(Action::Focus(Focus::Filter)),
            Self::FocusNote => reading(Action::Focus(Focus::Note)),
            Self::ShowReading => Some(Action::Show(Screen::Read)),
            Self::ShowInterview => Some(Action::Show(Screen::Interview)),
            Self::ShowHistory => Some(Action::Show(Screen::History)),
            Self::ToggleContents => running.is_none().then_some(Action::ShowContents(!state.layout.contents_shown)),
            Self::ToggleNote => reading(Action::ShowNote(!state.layout.note_shown)),
            Self::FoldAll => running.is_none().then_some(Action::FoldAll(true)),
            Self::UnfoldAll => running.is_none().then_some(Action::FoldAll(false)),
            Self::StartInterview => {
                let is_set_up = state.screen == Screen::Interview && state.interviews.running().is_none();
                (is_set_up && !state.is_read_only && !state.interviews.plan().sections.is_empty()).then_some(Action::StartInterview)
            }
            Self::Reveal => (stage == Some(Stage::Answering)).then_some(Action::Reveal),
            Self::GradeAgain => judging(Action::Grade(Grade::Again)),
            Self::GradeHard => judging(Action::Grade(Grade::Hard)),
            Self::GradeGood => judging(Action::Grade(Grade::Good)),
            Self::GradeEasy => judging(Action::Grade(Grade::Easy)),
            Self::LeaveQuestion => {
                let is_graded = running.and_then(|running| running.current()).is_some_and(|response| response.grade.is_some());
                judging(Action::NextQuestion).filter(|_| is_graded)
            }
            Self::Pause => running.filter(|_| stage == Some(Stage::Answering)).map(|running| Action::PauseInterview(!running.paused)),
            Self::Skip => (stage == Some(Stage::Answering)).then_some(Action::SkipQuestion),
            Self::EndInterview => running.map(|_| Action::ShowDialog(Some(Dialog::EndInterview))),
            Self::ThemeSystem => theme(state, ThemeChoice::System),
            Self::ThemeLight => theme(state, ThemeChoice::Light),
            Self::ThemeDark => theme(state, ThemeChoice::Dark),
            Self::ZoomIn => Some(Action::Zoom(state.settings.zoom + ZOOM_STEP)),
            Self::ZoomOut => Some(Action::Zoom(state.settings.zoom - ZOOM_STEP)),
            Self::ZoomReset => Some(Action::Zoom(1.0)),
            Self::Settings => Some(Action::ShowDialog(Some(Dialog::Settings))),
            Self::Help => Some(Action::ShowDialog(Some(Dialog::Help))),
            Self::Quit => Some(Action::CloseRequested),
        }
    }
}

fn theme(state: &State, choice: ThemeChoice) -> Option<Action> {
    (state.settings.theme != choice).then_some(Action::SetTheme(choice))
}

/// The command that gives a grade.
pub fn grade_command(grade: Grade) -> Command {
    match grade {
        Grade::Again => Command::GradeAgain,
        Grade::Hard => Command::GradeHard,
        Grade::Good => Command::GradeGood,
        Grade::Easy => Command::GradeEasy,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_key_has_two_meanings_at_once() {
        let mut users: HashMap<String, Vec<Command>> = HashMap::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                users.entry(format!("{shortcut:?}")).or_default().push(command);
            }
        }
        // These share a key because at most one of them is ever available.
        let apart = [vec![Command::PageDown, Command::Reveal], vec![Command::StartInterview, Command::Reveal, Command::LeaveQuestion]];
        for (key, users) in users {
            assert!(users.len() == 1 || apart.contains(&users), "{key} means {users:?}");
        }
    }

    #[test]
    fn every_command_is_listed_once() {
        let names: std::collections::HashSet<String> = Command::ALL.iter().map(|command| format!("{command:?}")).collect();
        assert_eq!(names.len(), Command::ALL.len());
    }
}
