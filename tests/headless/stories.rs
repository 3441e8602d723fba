//! Stories: what a user does, as sequences of actions with the time in the test's hand and the disk played by the test.

mod chance;
mod clock;
mod contents;
mod driver;
mod history;
mod interview;
mod notes;
mod reading;
mod restart;
