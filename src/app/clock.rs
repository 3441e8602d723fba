//! Defines where the time comes from: the only place that asks the system.

use jiff::Timestamp;

/// Tells the time.
pub trait Clock: std::fmt::Debug {
    /// The time by the wall clock.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
