//! Deliveries: one file that a clerk brings in for one layer, read row by row, told row by row,
//! taken over as a whole or not at all.
//!
//! The steps: open the file within limits (`open`), find the table in it (`sheet`), recognise its
//! columns (`columns`), type its values (`numbers`, `dates`), place its rows, find the records
//! that they mean, check, write. Everything before the last step reads only.

mod delivery;
mod draft;
mod error;
mod report;

use std::path::Path;

use crate::dataset::Tables;
use crate::domain::LayerId;

pub use delivery::{DELIVERED_LAYERS, Delivery, DeliveryOptions, SourceWish};
pub use draft::{Draft, RawRow, RawValue};
pub use error::{IntakeError, Refusal};
pub use report::{
    Change, Counts, Difference, Finding, FindingKind, Gravity, IntakeReport, Removed, RowReport,
    Verdict,
};

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
    /// How far corners of boundaries may be moved to meet, metres.
    pub tolerance_metres: f64,
}

/// Takes a delivery in: reads it, tells row by row what becomes of it, and writes the data anew
/// unless the wishes or a rejected row forbid it. `proof` loads what would be served before it
/// takes the place of what is.
///
/// # Errors
/// When the file is refused as a whole, when the data that are there cannot be read, or when the
/// new ones cannot be written; the data are as they were then. Rejected rows are no error: they
/// are in the report.
pub fn run(
    delivery: &Delivery,
    _data: &Path,
    _proof: Proof<'_>,
) -> Result<IntakeReport, IntakeError> {
    if !DELIVERED_LAYERS.contains(&delivery.layer) {
        let layers = DELIVERED_LAYERS.map(LayerId::as_str).join(", ");
        return Err(IntakeError::refused(
            Refusal::Layer,
            format!(
                "Lớp {} không nhận tệp. Các lớp nhận tệp: {layers}.",
                delivery.layer
            ),
            format!(
                "The layer {} takes no files. Layers that do: {layers}.",
                delivery.layer
            ),
        ));
    }
    Err(IntakeError::refused(
        Refusal::Format,
        "Chưa đọc được định dạng nào.",
        "No format can be read yet.",
    ))
}
