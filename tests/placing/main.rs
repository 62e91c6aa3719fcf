//! Rows and boundaries of deliveries placed on the ground of real and of made-up data, and
//! releases that stand or fall as a whole.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose files cannot be set up should stop there"
)]

mod borders;
mod releases;
mod rows;
