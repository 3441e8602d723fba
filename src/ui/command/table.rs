//! Lists the commands: their place in menu and help, their words and their keys. One row is all that these need to know of a command.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Group};

/// What menu, help, tooltips and keys know of a command.
#[derive(Debug)]
pub struct Row {
    /// Whose row it is.
    pub command: Command,
    /// Where it stands.
    pub group: Group,
    /// Its words.
    pub text: &'static str,
    /// Its keys; the first is the one that is shown.
    pub keys: &'static [KeyboardShortcut],
}

const fn row(command: Command, group: Group, text: &'static str, keys: &'static [KeyboardShortcut]) -> Row {
    Row { command, group, text, keys }
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

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// All commands, in the order of menu and help.
pub const TABLE: [Row; 55] = [
    row(Command::NextQuestion, Group::Read, "Next question", &[plain(Key::N)]),
    row(Command::PreviousQuestion, Group::Read, "Previous question", &[plain(Key::P)]),
    row(Command::Back, Group::Read, "Back", &[alt(Key::ArrowLeft)]),
    row(Command::Forward, Group::Read, "Forward", &[alt(Key::ArrowRight)]),
    row(Command::GoOn, Group::Read, "Reveal the next part, or page down", &[plain(Key::Space)]),
    row(Command::PageDown, Group::Read, "Page down", &[plain(Key::PageDown)]),
    row(Command::PageUp, Group::Read, "Page up", &[plain(Key::PageUp)]),
    row(Command::LineDown, Group::Read, "Scroll down", &[plain(Key::ArrowDown)]),
    row(Command::LineUp, Group::Read, "Scroll up", &[plain(Key::ArrowUp)]),
    row(Command::Top, Group::Read, "To the top", &[plain(Key::Home)]),
    row(Command::Bottom, Group::Read, "To the end", &[plain(Key::End)]),
    row(Command::ToggleRead, Group::Read, "Mark as read or unread", &[plain(Key::M)]),
    row(Command::ToggleFlag, Group::Read, "Flag to come back to, or not", &[plain(Key::F)]),
    row(Command::ThinkFirst, Group::Read, "Think first: hide answers until asked", &[plain(Key::T)]),
    row(Command::RevealAll, Group::Read, "Reveal the whole answer", &[ctrl_shift(Key::Space)]),
    row(Command::Search, Group::Read, "Search everything…", &[ctrl_shift(Key::F), plain(Key::Slash)]),
    row(Command::GoTo, Group::Read, "Go to a question…", &[ctrl(Key::O), ctrl(Key::K)]),
    row(Command::Find, Group::Read, "Find in this page", &[ctrl(Key::F)]),
    row(Command::FindNext, Group::Read, "Next find", &[plain(Key::F3)]),
    row(Command::FindPrevious, Group::Read, "Previous find", &[shift(Key::F3)]),
    row(Command::CopyAnswer, Group::Read, "Copy the answer", &[ctrl_shift(Key::C)]),
    row(Command::CopyMarkdown, Group::Read, "Copy the answer as Markdown", &[ctrl_shift(Key::M)]),
    row(Command::FocusFilter, Group::Read, "Filter the contents", &[ctrl(Key::L)]),
    row(Command::FocusNote, Group::Read, "Write a note", &[ctrl(Key::E)]),
    row(Command::StartInterview, Group::Interview, "Start the interview", &[ctrl(Key::Enter)]),
    row(Command::Reveal, Group::Interview, "Reveal the answer", &[plain(Key::Space), ctrl(Key::Enter)]),
    row(Command::GradeAgain, Group::Interview, "Grade: Again", &[plain(Key::Num1)]),
    row(Command::GradeHard, Group::Interview, "Grade: Hard", &[plain(Key::Num2)]),
    row(Command::GradeGood, Group::Interview, "Grade: Good", &[plain(Key::Num3)]),
    row(Command::GradeEasy, Group::Interview, "Grade: Easy", &[plain(Key::Num4)]),
    row(Command::LeaveQuestion, Group::Interview, "On to the next question", &[plain(Key::Enter), ctrl(Key::Enter)]),
    row(Command::Pause, Group::Interview, "Pause or continue", &[ctrl_shift(Key::P)]),
    row(Command::Skip, Group::Interview, "Skip the question", &[ctrl_shift(Key::S)]),
    row(Command::EndInterview, Group::Interview, "End the interview…", &[ctrl_shift(Key::E)]),
    row(Command::ShowReading, Group::View, "Show the reading page", &[ctrl(Key::Num1)]),
    row(Command::ShowInterview, Group::View, "Show the mock interview", &[ctrl(Key::Num2)]),
    row(Command::ShowHistory, Group::View, "Show the history", &[ctrl(Key::Num3)]),
    row(Command::ToggleContents, Group::View, "Show or hide the contents", &[plain(Key::F9)]),
    row(Command::ToggleNote, Group::View, "Show or hide the note", &[plain(Key::F8)]),
    row(Command::FocusMode, Group::View, "Focus: nothing but the answer", &[plain(Key::F11)]),
    row(Command::FoldAll, Group::View, "Fold all sections", &[]),
    row(Command::UnfoldAll, Group::View, "Unfold all sections", &[]),
    row(Command::ThemeSystem, Group::View, "Follow the system's theme", &[]),
    row(Command::ThemeLight, Group::View, "Light theme", &[]),
    row(Command::ThemeDark, Group::View, "Dark theme", &[]),
    row(Command::TextLarger, Group::View, "Larger text", &[ctrl_shift(Key::Equals), ctrl_shift(Key::Plus)]),
    row(Command::TextSmaller, Group::View, "Smaller text", &[ctrl_shift(Key::Minus)]),
    row(Command::TextReset, Group::View, "Normal text", &[ctrl_shift(Key::Num0)]),
    row(Command::ZoomIn, Group::View, "Larger", &[ctrl(Key::Equals), ctrl(Key::Plus)]),
    row(Command::ZoomOut, Group::View, "Smaller", &[ctrl(Key::Minus)]),
    row(Command::ZoomReset, Group::View, "Normal size", &[ctrl(Key::Num0)]),
    row(Command::Settings, Group::Program, "Settings…", &[ctrl(Key::Comma)]),
    row(Command::Palette, Group::Program, "All commands…", &[ctrl(Key::P)]),
    row(Command::Help, Group::Program, "All keys…", &[plain(Key::F1), plain(Key::Questionmark)]),
    row(Command::Quit, Group::Program, "Quit", &[ctrl(Key::Q)]),
];
