//! Which tiles are looked at: the same ones every time.

use std::collections::BTreeSet;

use crate::random::Random;
use crate::records::Records;
use crate::reference::{Reference, World};

/// A tile by its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    /// Zoom.
    pub z: u8,
    /// Column.
    pub x: u32,
    /// Row.
    pub y: u32,
}

/// Zooms of which every tile is taken.
pub const WHOLE: std::ops::RangeInclusive<u8> = 5..=9;

/// Zooms of which tiles are drawn by lot, and how many.
const DRAWN: std::ops::RangeInclusive<u8> = 10..=14;
const DRAWN_COUNT: usize = 300;

/// Every tile of the region, and those that hold a record, at the small zooms; 300 at each large
/// one (fewer where the zoom has not so many). Lots fall on units, so that dense towns weigh as
/// much as wide mountains.
pub fn tiles(region: &Reference, records: &Records) -> Vec<TileId> {
    let mut tiles: Vec<TileId> = WHOLE.flat_map(|z| all(region, records, z)).collect();
    tiles.extend(DRAWN.flat_map(|z| drawn(region, z)));
    tiles
}

/// Tiles of one zoom drawn by lot.
pub fn drawn(region: &Reference, z: u8) -> BTreeSet<TileId> {
    let mut random = Random::new(20_261_122 + u64::from(z));
    let mut drawn = BTreeSet::new();
    for _ in 0..DRAWN_COUNT * 20 {
        if drawn.len() == DRAWN_COUNT {
            break;
        }
        let place = region.some_place(&mut |bound| random.below(bound));
        drawn.insert(holding(place, z));
    }
    drawn
}

fn all(region: &Reference, records: &Records, z: u8) -> BTreeSet<TileId> {
    let bounds = region.bounds();
    let first = holding([bounds[0], bounds[1]], z);
    let last = holding([bounds[2], bounds[3]], z);
    let records = records.values().flat_map(|table| table.values());
    let places = records.filter_map(|record| Some(holding(record.place?, z)));
    (first.x..=last.x)
        .flat_map(|x| (first.y..=last.y).map(move |y| TileId { z, x, y }))
        .filter(|id| !region.units_in(id.z, id.x, id.y).is_empty())
        .chain(places)
        .collect()
}

fn holding(place: World, z: u8) -> TileId {
    let [x, y] = place.map(|c| (c * f64::from(1u32 << z)) as u32);
    TileId { z, x, y }
}
