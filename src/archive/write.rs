//! Drawing and writing side by side: workers draw, one writer writes in order.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rustc_hash::FxHashSet;

use super::mbtiles::MbtilesFile;
use super::pmtiles::PmtilesFile;
use super::{ArchiveError, ArchiveFormat, Description, Square, gzip, same_content, squares};
use crate::atlas::{Atlas, TileWish, Tongue};
use crate::geometry::LonLatBox;

/// What an archive is to hold.
#[derive(Clone, Debug)]
pub struct ArchiveWish<'a> {
    /// What each tile holds.
    pub tiles: TileWish<'a>,
    /// The zooms.
    pub zooms: RangeInclusive<u8>,
    /// Only tiles that reach into this box; all where absent.
    pub bbox: Option<LonLatBox>,
    /// The language in which the archive speaks of itself.
    pub tongue: Tongue,
}

/// How far the writing is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Squares that are done.
    pub done: usize,
    /// All squares.
    pub of: usize,
    /// The zoom that is being written.
    pub zoom: u8,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Tiles that hold something.
    pub tiles: u64,
    /// Different contents among them.
    pub contents: usize,
}

/// A tile that holds something.
#[derive(Debug)]
pub(super) struct Tile {
    /// The same number for the same content.
    pub content: u128,
    /// Its bytes, packed.
    pub packed: Vec<u8>,
}

/// Squares drawn together: their place in the walk, and for each its tile if that holds something.
type Drawn = (usize, Vec<Option<Tile>>);

/// Finished batches that may wait to be written, for each worker.
const WAITING: usize = 8;

enum Archive {
    Pmtiles(PmtilesFile),
    Mbtiles(MbtilesFile),
}

/// Writes tiles to a new file, on all processors. Tiles without anything in them are left out.
///
/// # Errors
/// When the wish leaves nothing to draw, or the file cannot be written.
pub fn write(
    atlas: &Atlas,
    wish: &ArchiveWish,
    format: ArchiveFormat,
    file: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Written, ArchiveError> {
    let about = Description::of(atlas, wish)?;
    let extent = about.extent();
    let busy = atlas.busy_tiles(&wish.tiles, *extent.zooms.end());
    let squares = squares(&busy, &extent);
    let batches = batches(&squares);
    let mut archive = match format {
        ArchiveFormat::Pmtiles => Archive::Pmtiles(PmtilesFile::begin(file, &about)?),
        ArchiveFormat::Mbtiles => Archive::Mbtiles(MbtilesFile::begin(file, &about)?),
    };
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let written = std::thread::scope(|scope| {
        let (send, finished) = sync_channel(workers * WAITING);
        for _ in 0..workers {
            let send = send.clone();
            let (next, batches, squares) = (&next, &batches, &squares);
            scope.spawn(move || draw(atlas, &wish.tiles, squares, batches, next, &send));
        }
        drop(send);
        put(&mut archive, &squares, &batches, &finished, progress)
    })?;
    match archive {
        Archive::Pmtiles(archive) => archive.finish()?,
        Archive::Mbtiles(archive) => archive.finish()?,
    }
    Ok(written)
}

/// Draws one batch after the other until there are no more, or nobody wants them.
fn draw(
    atlas: &Atlas,
    wish: &TileWish,
    squares: &[Square],
    batches: &[Range<usize>],
    next: &AtomicUsize,
    send: &SyncSender<Result<Drawn, ArchiveError>>,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(batch) = batches.get(number) else {
            return;
        };
        let tiles = squares[batch.clone()].iter().map(|square| {
            let plain = atlas.wished_tile(wish, square.sample());
            plain.map(|plain| packed(&plain)).transpose()
        });
        let drawn = tiles.collect::<Result<Vec<_>, _>>();
        if send.send(drawn.map(|tiles| (number, tiles))).is_err() {
            return;
        }
    }
}

fn packed(plain: &[u8]) -> Result<Tile, ArchiveError> {
    Ok(Tile {
        content: same_content(plain),
        packed: gzip(plain).ok_or(ArchiveError::Packing)?,
    })
}

/// Puts finished batches into the archive, in the order of the walk.
fn put(
    archive: &mut Archive,
    squares: &[Square],
    batches: &[Range<usize>],
    finished: &Receiver<Result<Drawn, ArchiveError>>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Written, ArchiveError> {
    let mut early: BTreeMap<usize, Vec<Option<Tile>>> = BTreeMap::new();
    let mut contents: FxHashSet<u128> = FxHashSet::default();
    let mut tiles = 0;
    let mut turn = 0;
    for drawn in finished {
        let (number, drawn) = drawn?;
        early.insert(number, drawn);
        while let Some(drawn) = early.remove(&turn) {
            let batch = &squares[batches[turn].clone()];
            for (&square, tile) in batch.iter().zip(&drawn) {
                let Some(tile) = tile else { continue };
                match archive {
                    Archive::Pmtiles(archive) => archive.add(square, tile)?,
                    Archive::Mbtiles(archive) => archive.add(square, tile)?,
                }
                tiles += square.count();
                contents.insert(tile.content);
            }
            progress(Progress {
                done: batches[turn].end,
                of: squares.len(),
                zoom: batch.first().map_or(0, |square| square.zoom()),
            });
            turn += 1;
        }
    }
    Ok(Written {
        tiles,
        contents: contents.len(),
    })
}

/// Squares that are drawn together, of one zoom: few where tiles are large, many where small.
fn batches(squares: &[Square]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let mut start = 0;
    for of_zoom in squares.chunk_by(|a, b| a.zoom() == b.zoom()) {
        let together = match of_zoom[0].zoom() {
            0..=8 => 1,
            9..=11 => 16,
            _ => 128,
        };
        for batch in of_zoom.chunks(together) {
            batches.push(start..start + batch.len());
            start += batch.len();
        }
    }
    batches
}
