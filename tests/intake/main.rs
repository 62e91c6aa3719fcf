//! Deliveries as clerks bring them: files made here, good and bad, taken in over the real data;
//! what the report says, what is written, and that a refusal changes nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose files cannot be set up should stop there"
)]

mod desk;
mod figures;
mod formats;
mod hostile;
mod letters;
mod sheets;
mod workbook;
mod writing;
