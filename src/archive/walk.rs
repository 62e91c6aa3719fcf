//! Which tiles are to be drawn, in the order in which archives hold them.

use std::ops::RangeInclusive;

use pmtiles::{PYRAMID_SIZE_BY_ZOOM, TileId};

use crate::geometry::{LonLatBox, TileCoord};
use crate::tile::BusyTiles;

/// How far an archive reaches.
#[derive(Clone, Debug)]
pub struct Extent {
    /// The zooms.
    pub zooms: RangeInclusive<u8>,
    /// Only tiles that reach into this box.
    pub bbox: LonLatBox,
}

/// All tiles of a zoom that lie in one tile of a smaller zoom; one tile alone where both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    root: TileCoord,
    zoom: u8,
}

impl Square {
    /// The zoom of its tiles.
    #[must_use]
    pub fn zoom(self) -> u8 {
        self.zoom
    }

    /// How many tiles it has.
    #[must_use]
    pub fn count(self) -> u64 {
        1 << (2 * self.depth())
    }

    /// One of its tiles.
    ///
    /// # Panics
    /// Never: the tiles below one that exists exist.
    #[must_use]
    pub fn sample(self) -> TileCoord {
        let below = |number: u32| number << self.depth();
        TileCoord::new(self.zoom, below(self.root.x()), below(self.root.y()))
            .expect("a tile below one that exists")
    }

    /// The numbers of its tiles along the curve of the archive: they follow one another.
    #[must_use]
    pub(super) fn ids(self) -> std::ops::Range<u64> {
        let first = id(self.root) - PYRAMID_SIZE_BY_ZOOM[usize::from(self.root.z())];
        let first = (first << (2 * self.depth())) + PYRAMID_SIZE_BY_ZOOM[usize::from(self.zoom)];
        first..first + self.count()
    }

    fn depth(self) -> u8 {
        self.zoom - self.root.z()
    }
}

/// The squares of all zooms in the order of their numbers. The tiles of a square hold the same.
///
/// # Panics
/// Never: the tile of the whole earth exists.
#[must_use]
pub fn squares(busy: &BusyTiles, extent: &Extent) -> Vec<Square> {
    let root = TileCoord::new(0, 0, 0).expect("the tile of the whole earth exists");
    let mut found = Vec::new();
    for zoom in extent.zooms.clone() {
        descend(root, zoom, busy, extent.bbox, &mut found);
    }
    found
}

fn descend(tile: TileCoord, zoom: u8, busy: &BusyTiles, bbox: LonLatBox, found: &mut Vec<Square>) {
    let own = tile.bounds();
    if !overlap(own, bbox) {
        return;
    }
    let is_even = !busy.contains(tile) && holds(bbox, own);
    if tile.z() == zoom || is_even {
        found.push(Square { root: tile, zoom });
        return;
    }
    for below in along_the_curve(tile) {
        descend(below, zoom, busy, bbox, found);
    }
}

/// The four tiles below one.
fn along_the_curve(tile: TileCoord) -> [TileCoord; 4] {
    let mut below = [[0, 0], [1, 0], [0, 1], [1, 1]].map(|[x, y]| {
        TileCoord::new(tile.z() + 1, 2 * tile.x() + x, 2 * tile.y() + y)
            .expect("tiles below one above the last zoom exist")
    });
    below.sort_unstable_by_key(|&tile| id(tile));
    below
}

/// The number of a tile along the curve of the archive.
fn id(tile: TileCoord) -> u64 {
    let same = pmtiles::TileCoord::new(tile.z(), tile.x(), tile.y())
        .expect("our zooms lie within those of the format");
    TileId::from(same).value()
}

fn overlap(a: LonLatBox, b: LonLatBox) -> bool {
    a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north
}

fn holds(outer: LonLatBox, inner: LonLatBox) -> bool {
    outer.west <= inner.west
        && inner.east <= outer.east
        && outer.south <= inner.south
        && inner.north <= outer.north
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::MAX_ZOOM;

    proptest! {
        #[test]
        fn the_tiles_of_a_square_follow_one_another(z in 0u8..=10, x in 0u32..1024, y in 0u32..1024, depth in 0u8..=4) {
            let side = 1u32 << z;
            let root = TileCoord::new(z, x % side, y % side).unwrap();
            let square = Square { root, zoom: (z + depth).min(MAX_ZOOM) };
            let wanted = square.ids();
            let mut ids = Vec::new();
            for id in wanted.clone() {
                let coord = pmtiles::TileCoord::from(TileId::new(id).unwrap());
                let mut tile = TileCoord::new(coord.z(), coord.x(), coord.y()).unwrap();
                prop_assert_eq!(tile.z(), square.zoom());
                while tile.z() > z {
                    tile = tile.parent().unwrap();
                }
                prop_assert_eq!(tile, root);
                ids.push(id);
            }
            prop_assert_eq!(ids.len() as u64, square.count());
            prop_assert!(wanted.contains(&id(square.sample())));
        }
    }

    #[test]
    fn four_tiles_stand_along_the_curve() {
        let tile = TileCoord::new(5, 25, 14).unwrap();
        let below = along_the_curve(tile).map(id);
        assert!(below.windows(2).all(|pair| pair[0] + 1 == pair[1]));
    }
}
