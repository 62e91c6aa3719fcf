//! What is brought in, and what is wished for it.

use std::path::PathBuf;

use crate::domain::{LayerId, PartialDate, UseClass};

/// A file that a clerk brings in for a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The layer that it is for.
    pub layer: LayerId,
    /// Where it lies on this machine.
    pub file: PathBuf,
    /// What is wished.
    pub options: DeliveryOptions,
}

/// The layers that take deliveries.
pub const DELIVERED_LAYERS: [LayerId; 5] = [
    LayerId::IndustrialZones,
    LayerId::BorderGates,
    LayerId::PowerPlants,
    LayerId::Communes,
    LayerId::FormerCommunes,
];

/// What is wished of a delivery; everything has a default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeliveryOptions {
    /// The name that the report gives the file, and that decides its format, where it is not that
    /// of [`Delivery::file`] (an upload in a temporary place).
    pub named: Option<String>,
    /// Sheet of a workbook or layer of a database, by name or by number from 1; the first that
    /// holds a table when absent.
    pub sheet: Option<String>,
    /// Coordinate system of the coordinates, such as `EPSG:3405`; that of the file, or the one
    /// found by trying, when absent.
    pub crs: Option<String>,
    /// Columns named by hand: heading in the file → field of the layer.
    pub columns: Vec<(String, String)>,
    /// The source of all rows that name none.
    pub source: Option<SourceWish>,
    /// Whether records that the file does not name are taken away.
    pub replace: bool,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether good rows are written although others are rejected.
    pub keep_going: bool,
    /// How far corners of boundaries may be moved to meet, metres; 1 when absent.
    pub tolerance_metres: Option<f64>,
}

/// The source of a delivery, as the clerk names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceWish {
    /// Title, or the id of a source that is listed already.
    pub title: String,
    /// Who published it; the title stands in when absent.
    pub publisher: Option<String>,
    /// Date of publication.
    pub date: Option<PartialDate>,
    /// Licence in words; "not stated" when absent.
    pub licence: Option<String>,
    /// What the licence allows; `unclear` when absent.
    pub use_class: Option<UseClass>,
    /// Address.
    pub url: Option<String>,
}
