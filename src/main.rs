//! greenroom
fn main() {}
