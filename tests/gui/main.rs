//! The real program without a window, driven by role and label: what a user sees, clicks and types, on a disk and a clock of its own.

// Marked, so that clippy lets their helpers stop at the first surprise, as `clippy.toml` means it.
#[cfg(test)]
mod chips;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod every_page;
#[cfg(test)]
mod filter;
#[cfg(test)]
mod interview;
#[cfg(test)]
mod interview_kept;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod links;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod pack;
#[cfg(test)]
mod page;
#[cfg(test)]
mod picker;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod search;
#[cfg(test)]
mod start;
