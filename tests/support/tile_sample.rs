//! Which tiles are looked at: the same ones every time.

use std::collections::BTreeSet;

use crate::laws::TileId;
use crate::records::Records;
use crate::reference::{Reference, World};
use crate::synthetic::Random;

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
    let mut random = Random::new(20_261_122);
    for z in DRAWN {
        let mut drawn = BTreeSet::new();
        for _ in 0..DRAWN_COUNT * 20 {
            if drawn.len() == DRAWN_COUNT {
                break;
            }
            let place = region.some_place(&mut |bound| random.below(bound));
            drawn.insert(holding(place, z));
        }
        tiles.extend(drawn);
    }
    tiles
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
