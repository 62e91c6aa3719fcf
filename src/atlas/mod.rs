//! STAND-IN until the real atlas is merged: the methods that `http` calls, with one empty layer.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::domain::LayerId;
use crate::geometry::TileCoord;

/// Why no atlas could be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoadError(pub String);

/// The catalogue as `catalog.json` shows it.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogDocument {
    /// Version of the data.
    pub snapshot: String,
    /// Title.
    pub title_vi: String,
    /// Title.
    pub title_en: String,
}

/// What a `TileJSON` document says about the layers asked for.
#[derive(Clone, Debug, Serialize)]
pub struct TileJsonParts {
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Longitude, latitude, zoom.
    pub center: [f64; 3],
    /// Smallest zoom.
    pub minzoom: u8,
    /// Largest zoom.
    pub maxzoom: u8,
    /// Who is to be named.
    pub attribution: String,
    /// The layers with their fields.
    pub vector_layers: Vec<VectorLayer>,
}

/// One layer in a `TileJSON` document.
#[derive(Clone, Debug, Serialize)]
pub struct VectorLayer {
    /// Name.
    pub id: String,
    /// Title.
    pub description: String,
    /// Smallest zoom.
    pub minzoom: u8,
    /// Largest zoom.
    pub maxzoom: u8,
    /// Name and description of each field.
    pub fields: BTreeMap<String, String>,
}

/// Stand-in.
#[derive(Debug)]
pub struct Atlas(());

impl Atlas {
    /// Stand-in.
    ///
    /// # Errors
    /// When the folder is missing.
    pub fn load(dir: &Path) -> Result<Self, LoadError> {
        if dir.as_os_str().is_empty() {
            return Err(LoadError("no folder".into()));
        }
        Ok(Self(()))
    }

    /// Stand-in.
    #[must_use]
    pub fn version(&self) -> &'static str {
        "0123456789abcdef"
    }

    /// Stand-in.
    #[must_use]
    pub fn tile(&self, layers: &[LayerId], coord: TileCoord) -> Option<Vec<u8>> {
        (coord.z() < 10).then(|| {
            layers
                .iter()
                .flat_map(|l| l.as_str().bytes().cycle().take(600))
                .collect()
        })
    }

    /// Stand-in.
    #[must_use]
    pub fn catalog(&self) -> CatalogDocument {
        CatalogDocument {
            snapshot: self.version().to_owned(),
            title_vi: "Phía Bắc Atlas".into(),
            title_en: "Phía Bắc Atlas".into(),
        }
    }

    /// Stand-in.
    #[must_use]
    pub fn tilejson(&self, layers: &[LayerId]) -> TileJsonParts {
        TileJsonParts {
            bounds: [102.0, 18.0, 108.5, 23.5],
            center: [105.8, 21.0, 6.0],
            minzoom: 0,
            maxzoom: 14,
            attribution: String::new(),
            vector_layers: layers
                .iter()
                .map(|l| VectorLayer {
                    id: l.to_string(),
                    description: l.to_string(),
                    minzoom: 0,
                    maxzoom: 14,
                    fields: BTreeMap::new(),
                })
                .collect(),
        }
    }

    /// Stand-in.
    #[must_use]
    pub fn feature(&self, layer: LayerId, id: u64) -> Option<geojson::Feature> {
        (layer == LayerId::Provinces && id == 1).then(geojson::Feature::default)
    }
}
