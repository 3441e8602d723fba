//! Random stories: whatever is done in whatever order, nothing panics, no time is invented, and no note is lost.

use std::collections::BTreeMap;
use std::time::Duration;

use greenroom::state::action::{Action, Disk};
use greenroom::state::contents::Target;
use greenroom::state::reading::Scroll;
use greenroom::state::{Dialog, Screen};
use greenroom::study::interview::{Grade, Interview};
use greenroom::study::question::QuestionId;

use super::driver::Story;

const STORIES: u64 = 2000;
const STEPS: usize = 60;

/// A small generator whose numbers are the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn flip(&mut self) -> bool {
        self.roll(2) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()].clone()
    }

    fn question(&mut self) -> QuestionId {
        QuestionId(self.pick(&[1, 2, 3, 40, 41, 42, 43, 99]))
    }

    fn text(&mut self) -> String {
        (0..self.roll(4)).map(|_| self.pick(&['a', 'ü', '\n', '0'])).collect()
    }

    fn points(&mut self) -> f32 {
        self.pick(&[0.0, 0.5, 3.0, 80.0, 500.0, 2000.0])
    }

    fn by(&mut self) -> isize {
        self.pick(&[-9, -1, 0, 1, 9, isize::MAX, isize::MIN])
    }

    fn action(&mut self) -> Action {
        match self.roll(32) {
            0 | 1 => Action::Open(self.question()),
            2 => Action::OpenNeighbour(self.by()),
            3 => self.pick(&[Action::Back, Action::Forward]),
            4 => Action::Scroll(self.pick(&[Scroll::Pages(1.0), Scroll::Lines(-1.0), Scroll::Start, Scroll::End])),
            5 => Action::Scrolled { offset: self.points(), visible: self.points(), whole: self.points() },
            6 => Action::MarkRead(self.question(), self.flip()),
            7 => Action::FollowLink(self.pick(&["042.md", "http://a", "file:///1.md", ""]).to_owned()),
            8 => Action::Filter(self.pick(&["", "saga", "4", " \u{130} "]).to_owned()),
            9 => Action::MoveCursor(self.by()),
            10 => Action::ActivateCursor,
            11 => Action::Activate(Target::Section(self.pick(&[0, 1, 7]))),
            12 => Action::FoldAll(self.flip()),
            13 => Action::ContentsScrolled { first: self.points(), visible: self.points() },
            14..=17 => Action::EditNote(self.question(), self.text()),
            18 => self.pick(&[Action::SaveNotes, Action::WindowFocused(false), Action::WindowFocused(true), Action::CloseRequested]),
            19 => Action::Show(self.pick(&[Screen::Read, Screen::Interview, Screen::Report, Screen::History])),
            20 => Action::ShowDialog(self.pick(&[None, Some(Dialog::Help), Some(Dialog::QuitInterview), Some(Dialog::Resume)])),
            21 | 22 => Action::StartInterview,
            23 => Action::WriteResponse(self.text()),
            24 => Action::PauseInterview(self.flip()),
            25 | 26 => Action::Reveal,
            27 => Action::TickPoint(self.pick(&[0, 2, 3, u32::MAX]), self.flip()),
            28 => Action::Grade(self.pick(&Grade::ALL)),
            29 => self.pick(&[Action::NextQuestion, Action::SkipQuestion, Action::EndInterview]),
            30 => self.pick(&[Action::ResumeInterview, Action::ResumeLater, Action::ShowReport(0), Action::ShowReport(1)]),
            _ => self.pick(&[Action::ExportReport, Action::CopyReport, Action::DismissNotice(0), Action::Tick, Action::Zoom(9.0)]),
        }
    }
}

fn counted(interview: &Interview) -> u64 {
    let of_each = interview.responses.iter().map(|response| response.thinking_millis + response.paused_millis + response.judging_millis);
    of_each.sum::<u64>() + interview.away_millis
}

/// Does something random; returns how far the clock went forward.
fn step(story: &mut Story, dice: &mut Dice) -> u64 {
    match dice.roll(12) {
        0..=2 => {
            let millis = dice.pick(&[1, 249, 399, 400, 2000, 5000, 29_999, 31_000]);
            if dice.flip() {
                story.sleep(millis)
            } else {
                story.millis(millis)
            };
            return millis;
        }
        3 if dice.roll(8) == 0 => {
            let earlier = story.now - Duration::from_secs(dice.roll(100));
            story.sleep_until(earlier);
        }
        3 if dice.roll(8) == 0 => {
            // What was written before the kill is on the disk or not; what is on the disk stays.
            story.restart();
        }
        4 if !story.waiting.is_empty() => {
            story.confirm();
        }
        5 if !story.waiting.is_empty() && dice.flip() => {
            story.fail("The disk is full");
        }
        6 if dice.roll(4) == 0 => {
            let (question, text) = (dice.question(), dice.flip().then(|| dice.text()));
            match &text {
                Some(text) => story.notes.insert(question, text.clone()),
                None => story.notes.remove(&question),
            };
            story.act(Action::Disk(Disk::NoteChanged(question, text)));
        }
        _ => {
            story.act(dice.action());
        }
    }
    0
}

#[test]
fn whatever_is_done_nothing_panics_and_nothing_is_lost() {
    let (mut interviews, mut judged, mut written) = (0, 0, 0);
    for seed in 0..STORIES {
        let mut dice = Dice(seed);
        let mut story = Story::new();
        story.slow_disk();
        // The forward steps of the clock: how many there were when an interview began.
        let mut passed = 0_u64;
        let mut begun = BTreeMap::new();
        for _ in 0..STEPS {
            passed += step(&mut story, &mut dice);
            if let Some(running) = story.state.interviews.running() {
                let before = *begun.entry(running.started_at).or_insert(passed);
                assert!(counted(running) <= passed - before, "seed {seed}");
                judged += usize::from(running.responses[0].points > 0);
            }
            let row_count = story.state.contents.rows().len();
            assert!(story.state.contents.first() <= 2000.0 && row_count <= 9, "seed {seed}");
        }
        interviews += begun.len();
        settle(&mut story);
        for id in [1, 2, 3, 40, 41, 42, 43] {
            if let Some(note) = story.state.notes.get(QuestionId(id)) {
                let on_disk = story.notes.get(&QuestionId(id)).map_or("", String::as_str);
                assert_eq!(note.text(), on_disk, "seed {seed}, question {id}");
                written += usize::from(!on_disk.is_empty());
            }
        }
        assert!(!story.state.is_unsaved(), "seed {seed}");
    }
    // Random stories that never get anywhere would prove nothing.
    assert!(interviews > 1000 && judged > 1000 && written > 1000, "{interviews} interviews, {judged} judged, {written} notes written");
}

/// Saves everything and waits for the disk, which works from here on.
fn settle(story: &mut Story) {
    story.act(Action::SaveNotes);
    for _ in 0..3 {
        story.confirm_all().sleep(6000);
    }
    story.confirm_all();
}
