//! Many tiles in one file: `PMTiles` and `MBTiles`, drawn by the code that answers requests.
//!
//! A `walk` names the tiles that can hold something, each worker draws and packs its share, and
//! one writer puts them into the file in the order of the walk: two runs give the same bytes.

mod description;
mod mbtiles;
mod packed;
mod pmtiles;
mod walk;
mod write;

use std::path::PathBuf;

pub use description::Description;
pub use packed::{gzip, same_content};
pub use walk::{Extent, Square, squares};
pub use write::{ArchiveWish, Progress, Written, write};

/// How an archive is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveFormat {
    /// `PMTiles`: one file that web pages read by ranges.
    Pmtiles,
    /// `MBTiles`: an `SQLite` database, for programs.
    Mbtiles,
}

/// Why an archive was not written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file cannot be written.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The `PMTiles` file cannot be written.
    #[error("the PMTiles file: {0}")]
    Pmtiles(#[from] ::pmtiles::PmtError),
    /// The database cannot be written.
    #[error("the MBTiles database: {0}")]
    Mbtiles(#[from] mbtiles::DatabaseError),
    /// The description cannot be written as JSON.
    #[error("the description: {0}")]
    Description(#[from] serde_json::Error),
    /// The wish leaves no zoom in which anything is drawn.
    #[error("these layers are drawn from zoom {from} on: choose larger zooms")]
    NoZoom {
        /// The first zoom that has any of the layers.
        from: u8,
    },
    /// The box holds none of the layers.
    #[error(
        "the box lies outside these layers: their box is {layers:?} (west, south, east, north)"
    )]
    Outside {
        /// West, south, east, north of the layers.
        layers: [f64; 4],
    },
    /// A tile could not be packed.
    #[error("a tile could not be packed")]
    Packing,
}
