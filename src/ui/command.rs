//! Defines the commands: what can be done by menu, key and button, each with its text, its keys and when it is available.

mod table;

use egui::KeyboardShortcut;

use crate::state::action::Action;
use crate::state::reading::Scroll;
use crate::state::settings::ThemeChoice;
use crate::state::{Dialog, Focus, Screen, State};
use crate::study::interview::{Grade, Stage};

use table::{Row, TABLE};

/// One step of the window's scale.
const ZOOM_STEP: f32 = 0.1;

/// One step of the size of prose.
const TEXT_STEP: f32 = 0.1;

/// Something that can be done, without data. [`Command::action`] says what it means now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each command's text says what it does")]
pub enum Command {
    NextQuestion,
    PreviousQuestion,
    Back,
    Forward,
    GoOn,
    PageDown,
    PageUp,
    LineDown,
    LineUp,
    Top,
    Bottom,
    ToggleRead,
    ToggleFlag,
    ThinkFirst,
    RevealAll,
    Search,
    GoTo,
    Find,
    FindNext,
    FindPrevious,
    CopyAnswer,
    CopyMarkdown,
    FocusFilter,
    FocusNote,
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
    ShowReading,
    ShowInterview,
    ShowHistory,
    ToggleContents,
    ToggleNote,
    FocusMode,
    FoldAll,
    UnfoldAll,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    TextLarger,
    TextSmaller,
    TextReset,
    Settings,
    Palette,
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

impl Command {
    /// All commands, in the order of menu and help.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.command)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.command == self)
    }

    /// The words in menu, help and tooltips.
    pub fn text(self) -> &'static str {
        self.row().map_or("", |row| row.text)
    }

    /// Where it stands in menu and help.
    pub fn group(self) -> Group {
        self.row().map_or(Group::Program, |row| row.group)
    }

    /// Its keys; the first is the one that is shown.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.row().map_or(&[], |row| row.keys)
    }

    /// Its keys as people write them, the first that is shown in front.
    pub fn keys(self, ctx: &egui::Context) -> impl Iterator<Item = String> {
        self.shortcuts().iter().map(|shortcut| {
            let name = shortcut.logical_key.name();
            let sign = match name {
                "Slash" => "/",
                "Questionmark" => "?",
                "Comma" => ",",
                "Equals" => "=",
                "Minus" => "-",
                "Plus" => "+",
                _ => name,
            };
            let text = ctx.format_shortcut(shortcut);
            text.strip_suffix(name).map(|before| format!("{before}{sign}")).unwrap_or(text)
        })
    }

    /// The words with the first key, for tooltips.
    pub fn tooltip(self, ctx: &egui::Context) -> String {
        match self.keys(ctx).next() {
            Some(key) => format!("{} ({key})", self.text()),
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
            Self::GoOn => reading(if state.reading.is_hiding() { Action::RevealPart } else { Action::Scroll(Scroll::Pages(1.0)) }),
            Self::ThinkFirst => reading(Action::ThinkFirst(!state.settings.think_first)),
            Self::RevealAll => reading(Action::RevealAll).filter(|_| state.reading.is_hiding()),
            Self::Search => running.is_none().then_some(Action::ShowDialog(Some(Dialog::Search))),
            Self::GoTo => running.is_none().then_some(Action::ShowDialog(Some(Dialog::GoTo))),
            Self::Palette => Some(Action::ShowDialog(Some(Dialog::Palette))),
            Self::Find => reading(Action::Find),
            Self::FindNext => reading(Action::FindStep(1)),
            Self::FindPrevious => reading(Action::FindStep(-1)),
            Self::CopyAnswer => reading(Action::CopyAnswer { as_markdown: false }).filter(|_| state.reading.answer().is_some()),
            Self::CopyMarkdown => reading(Action::CopyAnswer { as_markdown: true }).filter(|_| state.reading.answer().is_some()),
            Self::FocusMode => reading(Action::FocusMode(!state.layout.focus_mode)),
            Self::TextLarger => Some(Action::ReadingSize(state.settings.reading_size + TEXT_STEP)),
            Self::TextSmaller => Some(Action::ReadingSize(state.settings.reading_size - TEXT_STEP)),
            Self::TextReset => Some(Action::ReadingSize(1.0)),
            Self::PageDown => reading(Action::Scroll(Scroll::Pages(1.0))),
            Self::PageUp => reading(Action::Scroll(Scroll::Pages(-1.0))),
            Self::LineDown => reading(Action::Scroll(Scroll::Lines(1.0))),
            Self::LineUp => reading(Action::Scroll(Scroll::Lines(-1.0))),
            Self::Top => reading(Action::Scroll(Scroll::Start)),
            Self::Bottom => reading(Action::Scroll(Scroll::End)),
            Self::ToggleRead => open.map(|open| Action::MarkRead(open, !state.marks.read.contains(&open))),
            Self::ToggleFlag => open.map(|open| Action::Flag(open, !state.marks.flagged.contains(&open))),
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
        for command in Command::all() {
            for shortcut in command.shortcuts() {
                users.entry(format!("{shortcut:?}")).or_default().push(command);
            }
        }
        // These share a key because at most one of them is ever available.
        let apart = [vec![Command::GoOn, Command::Reveal], vec![Command::StartInterview, Command::Reveal, Command::LeaveQuestion]];
        for (key, users) in users {
            assert!(users.len() == 1 || apart.contains(&users), "{key} means {users:?}");
        }
    }

    #[test]
    fn every_command_is_listed_once() {
        let names: std::collections::HashSet<String> = Command::all().map(|command| format!("{command:?}")).collect();
        assert_eq!(names.len(), Command::all().count());
        assert!(Command::all().all(|command| !command.text().is_empty()));
    }
}
