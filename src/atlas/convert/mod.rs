//! Old units to new ones and back: by code, by names in any spelling, by place.
//!
//! `names` lists the units of both times in address books, `decide` tells what an address became,
//! `documents` says it in full, `notes` in a sentence; `table` does the same row by row for whole
//! files of addresses.

mod decide;
mod documents;
mod names;
mod notes;

pub use decide::{CodeAsked, ConvertQuery, NotACodeAsked, Status};
pub use documents::{Became, ConvertAnswer, FullUnitName, MatchedUnit};
pub(super) use names::UnitNames;
