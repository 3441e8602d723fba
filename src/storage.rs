//! How values reach the disk and come back: whole or not at all, never over what cannot be read, never over what somebody else wrote.

pub mod atomic;
pub mod folders;
pub mod interviews;
pub mod lock;
pub mod notes;
pub mod pack;
pub mod ron_file;
pub mod watch;
pub mod writer;
