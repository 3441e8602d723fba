//! The part of [`State::update`] that is about interviews.

use jiff::Timestamp;

use crate::state::action::Action;
use crate::state::effect::Effect;
use crate::state::{Dialog, Focus, Screen, State};
use crate::study::interview::Interview;

impl State {
    /// What happens in and around interviews.
    pub(in crate::state) fn interview(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let pack = self.pack.clone();
        match action {
            Action::SetPlan(plan) => {
                self.interviews.plan = plan.clone();
                return self.set(|settings| settings.plan = plan);
            }
            Action::StartInterview => {
                if self.interviews.running().is_some() || self.is_read_only {
                    return Vec::new();
                }
                self.dialog = None;
                let mut effects = self.save_all(now);
                effects.extend(self.interviews.start(&pack, &self.zone.clone(), now));
                self.show_interview();
                return effects;
            }
            Action::WriteResponse(text) => self.interviews.write(text, now),
            Action::PauseInterview(paused) => {
                let effects = self.interviews.step(&pack, now, |interview, _| interview.set_paused(paused, now));
                self.focus_on_interview();
                return effects;
            }
            Action::Reveal => {
                let effects = self.interviews.step(&pack, now, |interview, answer| interview.reveal(answer, now));
                self.focus_on_interview();
                return effects;
            }
            Action::TickPoint(point, said) => return self.interviews.step(&pack, now, |interview, _| interview.tick_point(point, said)),
            Action::Grade(grade) => {
                let is_slip = !self.interviews.may_grade(now);
                return if is_slip { Vec::new() } else { self.interviews.step(&pack, now, |interview, _| interview.grade(grade)) };
            }
            Action::NextQuestion => return self.leave_question(now, |interview| interview.next(now)),
            Action::SkipQuestion => return self.leave_question(now, |interview| interview.skip(now)),
            Action::EndInterview => {
                self.dialog = None;
                return self.leave_question(now, |interview| interview.end(now));
            }
            Action::ResumeInterview => {
                self.dialog = None;
                let effects = self.interviews.resume(&pack, now);
                self.show_interview();
                return effects;
            }
            Action::ResumeLater => {
                self.dialog = None;
                self.interviews.resume_later();
            }
            Action::ShowReport(place) => {
                if !self.is_read_only && self.interviews.take_up(place) {
                    self.dialog = Some(Dialog::Resume);
                } else if place < self.interviews.past().len() {
                    self.interviews.open_report(place);
                    self.show(Screen::Report);
                }
            }
            Action::ExportReport => {
                if let Some((_, kept)) = self.interviews.report() {
                    let name = format!("interview {}.md", kept.name);
                    return vec![Effect::SaveTextAs { name, text: kept.interview.markdown(&self.zone) }];
                }
            }
            Action::CopyReport => {
                if let Some((_, kept)) = self.interviews.report() {
                    return vec![Effect::Copy(kept.interview.markdown(&self.zone))];
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn leave_question(&mut self, now: Timestamp, leave: impl FnOnce(&mut Interview)) -> Vec<Effect> {
        let before = self.interviews.running().map(|running| running.at);
        let effects = self.interviews.step(&self.pack.clone(), now, |interview, _| leave(interview));
        match self.interviews.running() {
            None if before.is_some() => {
                self.show(Screen::Report);
                self.give_focus(Focus::Nothing);
            }
            Some(running) if before != Some(running.at) => self.focus_on_interview(),
            _ => {}
        }
        effects
    }

    fn show_interview(&mut self) {
        if self.interviews.running().is_some() {
            self.show(Screen::Interview);
            self.focus_on_interview();
        }
    }

    /// Gives the keyboard to the response while there is time to write it, and to the shortcuts otherwise.
    fn focus_on_interview(&mut self) {
        if let Some(running) = self.interviews.running() {
            self.give_focus(if running.is_counting() { Focus::Response } else { Focus::Nothing });
        }
    }
}
