//! The directories of an archive, kept while there is room.

use pmtiles::{DirEntry, Directory, DirectoryCache, PmtResult, TileId};
use quick_cache::sync::Cache;

/// Directories that are kept for each archive: a few thousand tiles stand in one.
const MOST_DIRECTORIES: usize = 64;

/// The directories of one archive, by their place in it.
pub(super) struct Directories(Cache<u64, std::sync::Arc<Directory>>);

impl Default for Directories {
    fn default() -> Self {
        Self(Cache::new(MOST_DIRECTORIES))
    }
}

impl DirectoryCache for Directories {
    async fn get_dir_entry_or_insert(
        &self,
        offset: u64,
        tile: TileId,
        fetcher: impl Future<Output = PmtResult<Directory>> + Send,
    ) -> PmtResult<Option<DirEntry>> {
        let read = async { fetcher.await.map(std::sync::Arc::new) };
        let directory = self.0.get_or_insert_async(&offset, read).await?;
        Ok(directory.find_tile_id(tile).copied())
    }
}
