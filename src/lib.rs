//! Greenroom

pub mod state;
pub mod study;
