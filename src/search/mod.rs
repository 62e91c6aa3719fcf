//! Finding by name: how spellings meet, what a question asks for, what answers it, in which order.
//!
//! [`fold()`] is the one place that knows Vietnamese marks. [`NameIndex`] holds the names of all
//! things in two finite-state transducers (crate `fst`): whole names without their spaces, and
//! single words. [`AddressBook`] reads whole addresses of units, by the thousand. Where the things
//! and their surroundings come from, and how hits are shown, is left to `atlas`.

mod address;
mod compare;
mod districts;
mod entry;
mod explain;
mod fold;
mod highlight;
mod hit;
mod index;
mod lexicon;
mod marks;
mod phrases;
mod question;
mod rank;
mod seek;
mod sort;
mod unit_names;
mod units;

pub use address::{Address, AddressBook, BookEntry, Found, Remarks, Tier};
pub use districts::{District, district_name, districts, without_kind};
pub use entry::{Entry, EntryName};
pub use fold::{Word, fold, without_marks, words};
pub use hit::{Hit, Hits, How};
pub use index::NameIndex;
pub use question::{Question, has_words};
pub use sort::{Kind, Sort, UnknownKind};
pub use unit_names::{NamedUnit, Names, UnitNames, unit_sort};
