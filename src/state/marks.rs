//! Defines what the learner has marked: which questions were read, and which are flagged to come back to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::study::question::QuestionId;

/// The version of the file format of the marks.
pub const FORMAT: u32 = 1;

/// What the learner has marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// The version of the file format.
    pub format: u32,
    /// The questions that were read.
    #[serde(default)]
    pub read: BTreeSet<QuestionId>,
    /// The questions to come back to.
    #[serde(default)]
    pub flagged: BTreeSet<QuestionId>,
}

impl Default for Marks {
    fn default() -> Self {
        Self { format: FORMAT, read: BTreeSet::new(), flagged: BTreeSet::new() }
    }
}
