//! An archive that was opened: its head, what it says of itself, its tiles.

use axum::body::Bytes;
use object_store::ObjectStoreExt;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, ObjectStoreBackend, PmtError,
    PmtResult, TileCoord, TileType,
};
use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64;

use super::super::encoding::Coding;
use super::directories::Directories;
use super::setting::ArchiveSetting;

/// The version of the format that is served.
const VERSION: u8 = 3;

/// Nothing larger is read at once: no directory, no tile.
const MOST_BYTES: usize = 64 << 20;

/// Why an archive cannot be served.
#[derive(Debug, thiserror::Error)]
pub(super) enum ArchiveFault {
    /// It is not there, or cannot be reached.
    #[error("{0}")]
    Store(#[from] object_store::Error),
    /// It is no `PMTiles` file of version 3, or damaged.
    #[error("it cannot be read as PMTiles version 3: {0}")]
    Damaged(#[from] PmtError),
    /// It is of another version of the format.
    #[error("it is PMTiles of version {0}; version 3 is served")]
    Version(u8),
    /// It does not say what its tiles are.
    #[error("it does not say what its tiles are")]
    UnknownTiles,
    /// Its tiles are packed in a way that not all clients read.
    #[error("its tiles are packed as {0:?}: pack them with gzip, or not at all")]
    Packing(Compression),
    /// What it says of itself is no JSON object.
    #[error("what it says of itself is no JSON object")]
    Metadata,
}

/// An archive that was opened.
pub(super) struct Opened {
    reader: AsyncPmTilesReader<Bounded, Directories>,
    /// Changes when the archive does.
    version: u64,
    metadata: Map<String, Value>,
}

impl Opened {
    pub async fn open(setting: &ArchiveSetting) -> Result<Self, ArchiveFault> {
        let (store, path) = setting.store()?;
        let found = store.head(&path).await?;
        let version = format!(
            "{} {}",
            found.size,
            found
                .e_tag
                .unwrap_or_else(|| found.last_modified.to_rfc3339())
        );
        let backend = Bounded(ObjectStoreBackend::new(store, path));
        let reader =
            AsyncPmTilesReader::try_from_cached_source(backend, Directories::default()).await?;
        let header = reader.get_header();
        if header.spec_version() != VERSION {
            return Err(ArchiveFault::Version(header.spec_version()));
        }
        if header.tile_type == TileType::Unknown {
            return Err(ArchiveFault::UnknownTiles);
        }
        if !matches!(
            header.tile_compression,
            Compression::Gzip | Compression::None
        ) {
            return Err(ArchiveFault::Packing(header.tile_compression));
        }
        let metadata = reader.get_metadata().await?;
        let metadata = serde_json::from_str(&metadata).map_err(|_| ArchiveFault::Metadata)?;
        Ok(Self {
            reader,
            version: xxh3_64(version.as_bytes()),
            metadata,
        })
    }

    /// Changes when the archive does.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The bytes of a tile as they lie in the archive.
    pub async fn tile(&self, coord: TileCoord) -> PmtResult<Option<Bytes>> {
        self.reader.get_tile(coord).await
    }

    /// How tiles lie in the archive.
    pub fn coding(&self) -> Coding {
        match self.reader.get_header().tile_compression {
            Compression::Gzip => Coding::Gzip,
            _ => Coding::Identity,
        }
    }

    /// The media type of its tiles.
    pub fn media(&self) -> &'static str {
        self.reader.get_header().tile_type.content_type()
    }

    /// Whether its tiles hold features, not pictures.
    pub fn is_vector(&self) -> bool {
        matches!(
            self.reader.get_header().tile_type,
            TileType::Mvt | TileType::Mlt
        )
    }

    /// The smallest and the largest zoom.
    pub fn zooms(&self) -> [u8; 2] {
        let header = self.reader.get_header();
        [header.min_zoom, header.max_zoom]
    }

    /// West, south, east, north in degrees.
    pub fn bounds(&self) -> [f64; 4] {
        let header = self.reader.get_header();
        [
            header.min_longitude,
            header.min_latitude,
            header.max_longitude,
            header.max_latitude,
        ]
    }

    /// Longitude, latitude and zoom of what to show first.
    pub fn center(&self) -> (f64, f64, u8) {
        let header = self.reader.get_header();
        (
            header.center_longitude,
            header.center_latitude,
            header.center_zoom,
        )
    }

    /// A text that the archive says of itself.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.metadata.get(name)?.as_str()
    }

    /// Its layers with their fields, if it has such.
    pub fn vector_layers(&self) -> Option<&Value> {
        self.metadata.get("vector_layers")
    }
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// A store of which no more is read at once than an honest archive needs.
struct Bounded(ObjectStoreBackend);

impl AsyncBackend for Bounded {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        if length > MOST_BYTES {
            return Err(PmtError::InvalidEntry);
        }
        self.0.read(offset, length).await
    }
}
