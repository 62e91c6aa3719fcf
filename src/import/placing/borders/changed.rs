//! Which units have another shape than before.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::coverage::{Face, Topology, ring_points};
use crate::dataset::topojson::BoundaryFile;
use crate::domain::UnitCode;
use crate::geometry::MicroDegrees;

/// The units of a boundary file whose corners are not all those of the earlier one.
pub(super) fn reshaped(earlier: &BoundaryFile, now: &BoundaryFile) -> BTreeSet<UnitCode> {
    let before: BTreeMap<&str, u64> = shapes(earlier).collect();
    let others = shapes(now).filter(|(code, shape)| before.get(code) != Some(shape));
    others.filter_map(|(code, _)| code.parse().ok()).collect()
}

fn shapes(file: &BoundaryFile) -> impl Iterator<Item = (&str, u64)> {
    let codes = file.codes.iter().map(String::as_str);
    let faces = file.topology.faces.iter();
    codes.zip(faces.map(|face| shape_of(&file.topology, face)))
}

/// A number for the corners of a unit, whatever the order of its rings and where they begin.
fn shape_of(topology: &Topology, face: &Face) -> u64 {
    let rings = face.polygons.iter().flatten();
    let mut rings: Vec<u64> = rings.map(|ring| ring_of(topology, ring)).collect();
    rings.sort_unstable();
    let bytes: Vec<u8> = rings.iter().flat_map(|ring| ring.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

fn ring_of(topology: &Topology, ring: &[crate::coverage::ArcRef]) -> u64 {
    let mut points = ring_points(topology, ring);
    points.pop();
    begin_at_least(&mut points);
    let bytes = points.iter().flatten().flat_map(|axis| axis.to_le_bytes());
    xxh3_64(&bytes.collect::<Vec<u8>>())
}

fn begin_at_least(points: &mut [MicroDegrees]) {
    let least = points.iter().enumerate().min_by_key(|(_, point)| **point);
    let least = least.map_or(0, |(at, _)| at);
    points.rotate_left(least);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::build;
    use crate::dataset::topojson::UnitProperties;

    fn file(codes: [&str; 2], squares: [[[i32; 2]; 4]; 2]) -> BoundaryFile {
        let areas = squares.map(|ring| vec![vec![ring.to_vec()]]);
        BoundaryFile {
            topology: build(&areas).unwrap(),
            codes: codes.map(str::to_owned).to_vec(),
            properties: vec![UnitProperties::default(); 2],
            outline: Vec::new(),
        }
    }

    const WEST: [[i32; 2]; 4] = [[0, 0], [9, 0], [9, 9], [0, 9]];
    const EAST: [[i32; 2]; 4] = [[9, 0], [18, 0], [18, 9], [9, 9]];

    #[test]
    fn where_rings_begin_and_the_order_of_units_make_no_other_shape() {
        let mut turned = WEST;
        turned.rotate_left(2);
        let before = file(["00004", "00007"], [WEST, EAST]);
        assert!(reshaped(&before, &file(["00007", "00004"], [EAST, turned])).is_empty());
    }

    #[test]
    fn a_corner_that_moved_reshapes_those_who_have_it() {
        let before = file(["00004", "00007"], [WEST, EAST]);
        let mut east = EAST;
        east[1] = [20, 0];
        let found = reshaped(&before, &file(["00004", "00007"], [WEST, east]));
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            ["00007".parse().unwrap()]
        );
    }
}
