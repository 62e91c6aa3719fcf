//! The command line of Phía Bắc Atlas.

fn main() {}
