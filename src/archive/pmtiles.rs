//! `PMTiles` version 3, through the `pmtiles` crate.

use std::fs::File;
use std::path::Path;

use ::pmtiles::{
    CallerKey, Compression, PmTilesStreamWriter, PmTilesWriter, TileCoord, TileId, TileType,
};

use super::write::Tile;
use super::{ArchiveError, Description, Square};

/// A file under way.
pub(super) struct PmtilesFile(PmTilesStreamWriter<File, CallerKey<u128>>);

impl PmtilesFile {
    pub fn begin(file: &Path, about: &Description) -> Result<Self, ArchiveError> {
        let failed = |source| ArchiveError::File {
            file: file.to_owned(),
            source,
        };
        let [west, south, east, north] = about.bounds;
        let [lon, lat] = about.center;
        let writer = PmTilesWriter::new(TileType::Mvt)
            .precompressed(Compression::Gzip)
            .min_zoom(*about.zooms.start())
            .max_zoom(*about.zooms.end())
            .bounds(west, south, east, north)
            .center(lon, lat)
            .center_zoom(about.center_zoom)
            .metadata(serde_json::to_string(&about.document())?)
            .dedup_by_key::<u128>();
        let file = File::create_new(file).map_err(failed)?;
        Ok(Self(writer.create(file)?))
    }

    /// Adds the tiles of a square; squares come in the order of the walk.
    pub fn add(&mut self, square: Square, tile: &Tile) -> Result<(), ArchiveError> {
        for id in square.ids() {
            let coord = TileCoord::from(TileId::new(id)?);
            self.0.add_tile(coord, &tile.packed, Some(tile.content))?;
        }
        Ok(())
    }

    pub fn finish(self) -> Result<(), ArchiveError> {
        Ok(self.0.finalize()?)
    }
}
