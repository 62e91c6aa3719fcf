//! The contract with the outside: requests through the router, no socket unless the socket is
//! what is tested.

mod documents;
mod items;
mod malformed;
mod openapi;
mod page;
mod problems;
mod socket;
mod support;
mod tiles;
