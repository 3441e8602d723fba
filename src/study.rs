//! What the program knows: questions, answers, interviews and the rules they follow. Pure: no clock, no disk, no window.

pub mod answer;
pub mod check;
pub mod document;
pub mod filter;
pub mod fuzzy;
pub mod interview;
pub mod pack;
pub mod question;
pub mod search;
