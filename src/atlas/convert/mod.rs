//! Old units to new ones and back: by code, by names in any spelling, by place.
//!
//! `decide` tells what an address became,
//! `documents` says it in full, `notes` in a sentence. [`Table`] does the same row by row for whole
//! files of addresses: `columns` finds what is in them, `records` reads them in spite of broken
//! lines, `rows` answers each.

mod columns;
mod decide;
mod documents;
mod notes;
mod query;
mod records;
mod rows;
mod sniff;
mod summary;
mod table;

pub use documents::{Became, ConvertAnswer, FullUnitName, MatchedUnit};
pub use query::{CodeAsked, ConvertQuery, NotACodeAsked, Status};
pub use sniff::NotText;
pub use summary::{RowStatus, Summary};
pub use table::{Table, TableError, TableForm, TableWish, rows_in};
