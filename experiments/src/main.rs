//! The `fastox` command.
fn main() {}
