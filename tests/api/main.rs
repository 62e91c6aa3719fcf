//! The contract with the outside: requests through the router, no socket unless the socket is
//! what is tested.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

mod documents;
mod items;
mod malformed;
mod openapi;
mod page;
mod problems;
mod search;
mod socket;
mod support;
mod tiles;
