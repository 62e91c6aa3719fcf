//! A command that was used in a wrong way, found out after its flags were read.

/// What is wrong and what to write instead; the program ends with the code for wrong usage.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct WrongUsage(pub(super) String);
