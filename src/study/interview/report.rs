//! Sums an interview up: time against target, key points said, grades; as figures and as Markdown.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use super::{Grade, Interview, Response, Stage};

/// What an interview amounts to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Questions that were answered and judged.
    pub answered: usize,
    /// Questions that were left without an answer.
    pub skipped: usize,
    /// Questions that were never asked.
    pub left: usize,
    /// Time spent answering, in milliseconds.
    pub thinking_millis: u64,
    /// Answered questions within their time.
    pub within_time: usize,
    /// Key points said.
    pub ticked: usize,
    /// Key points there were, over the answered questions.
    pub points: usize,
    /// How often each grade was given, from Again to Easy.
    pub grades: [usize; 4],
}

impl Interview {
    /// Adds up what happened so far.
    pub fn summary(&self) -> Summary {
        let mut sum = Summary::default();
        for response in &self.responses {
            sum.thinking_millis = sum.thinking_millis.saturating_add(response.thinking_millis);
            match response.stage {
                Stage::Done | Stage::Judging => {
                    sum.answered += 1;
                    sum.within_time += usize::from(!self.is_over_time(response));
                    sum.ticked += response.ticked.len();
                    sum.points += response.points as usize;
                }
                Stage::Skipped => sum.skipped += 1,
                Stage::Waiting | Stage::Answering => sum.left += 1,
            }
            if let Some(count) = response.grade.and_then(|grade| sum.grades.get_mut(usize::from(grade.number()) - 1)) {
                *count += 1;
            }
        }
        sum
    }

    /// True if a response took longer than its time.
    pub fn is_over_time(&self, response: &Response) -> bool {
        i64::try_from(response.thinking_millis).unwrap_or(i64::MAX) > self.target_millis()
    }

    /// The whole report as Markdown, with dates in the given time zone.
    pub fn markdown(&self, zone: &TimeZone) -> String {
        let sum = self.summary();
        let mut out = String::new();
        let started = self.started_at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
        let target = clock(self.target_millis().unsigned_abs());
        // Writing into a String cannot fail.
        let _ = writeln!(out, "# Mock interview, {started}\n");
        let _ = writeln!(
            out,
            "{} of {} questions answered, {} within {target} each, {} of {} key points said.\n",
            sum.answered,
            self.responses.len(),
            sum.within_time,
            sum.ticked,
            sum.points
        );
        let _ = writeln!(out, "| # | question | time | target | points | grade |\n|---|---|---|---|---|---|");
        for response in &self.responses {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {target} | {} | {} |",
                response.question.0,
                response.title.replace('|', "\\|"),
                clock(response.thinking_millis),
                points(response),
                outcome(response)
            );
        }
        for response in self.responses.iter().filter(|response| !response.text.trim().is_empty()) {
            let _ = writeln!(out, "\n## {}. {}\n\n{}", response.question.0, response.title, response.text.trim_end());
        }
        out
    }
}

/// Points said of points there are, or a dash where none were shown.
pub fn points(response: &Response) -> String {
    if response.points == 0 { "–".to_owned() } else { format!("{} of {}", response.ticked.len(), response.points) }
}

/// The grade in words, or why there is none.
pub fn outcome(response: &Response) -> &'static str {
    match (response.stage, response.grade) {
        (_, Some(grade)) => Grade::label(grade),
        (Stage::Skipped, None) => "skipped",
        (Stage::Waiting, None) => "not asked",
        (Stage::Answering | Stage::Judging | Stage::Done, None) => "not graded",
    }
}

/// Milliseconds as minutes and seconds, rounded down: `2:05`, `61:00`.
pub fn clock(millis: u64) -> String {
    let secs = millis / 1000;
    format!("{}:{:02}", secs / 60, secs % 60)
}
