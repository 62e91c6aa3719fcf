//! Deliveries: one file that a clerk brings in for one layer, read row by row, told row by row,
//! taken over as a whole or not at all.
//!
//! The steps: open the file within limits (`format`), find the table in it (`sheet`), recognise
//! its columns (`columns`), type its values (`typing`), place its rows and find the records that
//! they mean, merge them (`merging`), check, write. Everything before the last step reads only.

mod aliases;
mod cited;
mod columns;
mod cut_texts;
mod dates;
mod delivery;
mod draft;
mod encodings;
mod error;
mod following;
mod format;
mod letters;
mod merging;
mod numbers;
mod report;
mod sheet;
mod syllables;
mod taking;
mod told;
mod typing;
mod units_of_measure;
mod words;

use std::path::Path;

use crate::dataset::Tables;
use crate::domain::{LayerId, PartialDate};

pub use delivery::{DELIVERED_LAYERS, Delivery, DeliveryOptions, SourceWish};
pub use draft::{Draft, RawRow, RawValue};
pub use error::{IntakeError, Refusal};
pub use report::{
    Change, Counts, Difference, Finding, FindingKind, Gravity, IntakeReport, Removed, RowReport,
    Verdict,
};
pub use taking::run;
pub use told::TextWish;

/// Loads a folder of compiled data as the service would; tells why it cannot. `import` must not
/// know how the service loads, so commands and handlers hand this in (`Atlas::load`).
pub type Proof<'a> = &'a dyn Fn(&Path) -> Result<(), String>;

/// What the steps that place rows stand on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The layer of the delivery.
    pub layer: LayerId,
    /// The data as they stand.
    pub tables: &'a Tables,
    /// The folder of the data, for the boundaries.
    pub data: &'a Path,
    /// The coordinate system that the clerk names, as written.
    pub asked_crs: Option<&'a str>,
    /// The EPSG code that the file itself names for its geometries.
    pub file_crs: Option<u32>,
    /// The EPSG codes that the headings of its columns of coordinates name, each once.
    pub heading_crs: &'a [u32],
    /// How far corners of boundaries may be moved to meet, metres.
    pub tolerance_metres: f64,
    /// The source of the delivery.
    pub source: Option<DeliverySource<'a>>,
}

/// The source of a delivery: the one of whatever it changes.
#[derive(Clone, Copy, Debug)]
pub struct DeliverySource<'a> {
    /// Its id.
    pub id: &'a str,
    /// Of which day, month or year it is.
    pub date: Option<PartialDate>,
}
