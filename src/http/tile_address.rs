//! The address of a tile, in the order of `/tiles` or in that of OGC.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::domain::LayerId;

/// The parts of an address: which layers, which tile.
#[derive(Clone, Debug)]
pub(super) struct TileAddress {
    pub(super) layers: String,
    pub(super) z: String,
    pub(super) x: String,
    pub(super) y: String,
}

/// The parts of a path; tiles of the whole data set name no layers there.
#[derive(Deserialize)]
struct RawPath {
    layers: Option<String>,
    z: String,
    x: String,
    y: String,
}

/// Which layers of the whole data set are wanted; all where none are named.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    pub(super) collections: Option<String>,
}

impl Chosen {
    /// The names of the layers with commas between them.
    pub(super) fn layers(self) -> String {
        self.collections.unwrap_or_else(|| {
            let names: Vec<&str> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
            names.join(",")
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for TileAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let no_tile = || Problem::of_kind(ProblemKind::NoSuchTile);
        let path = Path::<RawPath>::from_request_parts(parts, state).await;
        let Path(RawPath { layers, z, x, y }) = path.map_err(|_| no_tile())?;
        let chosen = Query::<Chosen>::try_from_uri(&parts.uri);
        let chosen = chosen.map_err(|_| Problem::of_kind(ProblemKind::InvalidLayers))?;
        Ok(Self {
            layers: layers.unwrap_or_else(|| chosen.0.layers()),
            z,
            x,
            y,
        })
    }
}
