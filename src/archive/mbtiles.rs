//! `MBTiles` 1.3: an `SQLite` database. The only file that knows `SQLite`.

use std::path::Path;

use ::pmtiles::{TileCoord, TileId};
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use super::write::Tile;
use super::{ArchiveError, Description, Square};

/// What goes wrong with the database.
pub type DatabaseError = rusqlite::Error;

/// `MPBX`: what the format writes into the head of the database.
const APPLICATION: i32 = 0x4d50_4258;

/// Contents stand once; `tiles` is a view, as readers of the format expect it.
const TABLES: &str = "
    CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE images (tile_id INTEGER PRIMARY KEY, tile_data BLOB NOT NULL);
    CREATE TABLE map (
        zoom_level INTEGER NOT NULL,
        tile_column INTEGER NOT NULL,
        tile_row INTEGER NOT NULL,
        tile_id INTEGER NOT NULL,
        PRIMARY KEY (zoom_level, tile_column, tile_row)
    ) WITHOUT ROWID;
    CREATE VIEW tiles AS
        SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id);";

/// A database under way. Nobody else sees it before it is whole, so nothing is kept to undo it.
pub(super) struct MbtilesFile {
    database: Connection,
    /// Contents that are in it, each with its number.
    images: FxHashMap<u128, i64>,
    /// Zoom, column, row from the south, number of the content.
    map: Vec<[u32; 4]>,
}

impl MbtilesFile {
    pub fn begin(file: &Path, about: &Description) -> Result<Self, ArchiveError> {
        let database = Connection::open(file)?;
        database.pragma_update(None, "page_size", 4096)?;
        database.pragma_update(None, "journal_mode", "OFF")?;
        database.pragma_update(None, "synchronous", "OFF")?;
        database.pragma_update(None, "application_id", APPLICATION)?;
        database.execute_batch("BEGIN")?;
        database.execute_batch(TABLES)?;
        for (name, value) in about.rows()? {
            database.execute("INSERT INTO metadata VALUES (?1, ?2)", params![name, value])?;
        }
        Ok(Self {
            database,
            images: FxHashMap::default(),
            map: Vec::new(),
        })
    }

    /// Adds the tiles of a square.
    pub fn add(&mut self, square: Square, tile: &Tile) -> Result<(), ArchiveError> {
        let next = self.images.len() as i64 + 1;
        let image = if let Some(&known) = self.images.get(&tile.content) {
            known
        } else {
            let mut insert = self
                .database
                .prepare_cached("INSERT INTO images VALUES (?1, ?2)")?;
            insert.execute(params![next, tile.packed])?;
            self.images.insert(tile.content, next);
            next
        };
        for id in square.ids() {
            let coord = TileCoord::from(TileId::new(id)?);
            // Rows are counted from the south.
            let row = (1 << coord.z()) - 1 - coord.y();
            self.map
                .push([u32::from(coord.z()), coord.x(), row, image as u32]);
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), ArchiveError> {
        self.map.sort_unstable();
        {
            let mut insert = self
                .database
                .prepare("INSERT INTO map VALUES (?1, ?2, ?3, ?4)")?;
            for [zoom, column, row, image] in &self.map {
                insert.execute(params![zoom, column, row, image])?;
            }
        }
        self.database.execute_batch("COMMIT")?;
        self.database
            .close()
            .map_err(|(_, error)| ArchiveError::Mbtiles(error))
    }
}
