//! Everything that can be tested without a display, in one binary.

// Marked, so that clippy lets their helpers stop at the first surprise, as `clippy.toml` means it.
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod code_blocks;
#[cfg(test)]
mod content;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod stories;
