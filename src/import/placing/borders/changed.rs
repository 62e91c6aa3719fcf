//! Which units have another shape than before.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::coverage::{MultiPolygon, Ring, ring_points};
use crate::dataset::topojson::BoundaryFile;
use crate::domain::UnitCode;
use crate::geometry::MicroDegrees;

/// The units of a boundary file whose corners are not all those of the earlier one.
pub(super) fn reshaped(earlier: &BoundaryFile, now: &BoundaryFile) -> BTreeSet<UnitCode> {
    let before: BTreeMap<&str, u64> = shapes(earlier).collect();
    let others = shapes(now).filter(|(code, shape)| before.get(code) != Some(shape));
    others.filter_map(|(code, _)| code.parse().ok()).collect()
}

/// Whether polygons are those of the earlier boundaries, corner by corner and unit by unit.
pub(super) fn is_same(
    earlier: &BoundaryFile,
    codes: &[UnitCode],
    shapes_now: &[MultiPolygon],
) -> bool {
    let before: BTreeMap<&str, u64> = shapes(earlier).collect();
    before.len() == codes.len()
        && codes.iter().zip(shapes_now).all(|(code, shape)| {
            let rings = shape.iter().flatten().map(|ring| ring_of(ring.clone()));
            before.get(code.to_string().as_str()) == Some(&shape_of(rings.collect()))
        })
}

fn shapes(file: &BoundaryFile) -> impl Iterator<Item = (&str, u64)> {
    let codes = file.codes.iter().map(String::as_str);
    let faces = file.topology.faces.iter();
    codes.zip(faces.map(|face| {
        let rings = face.polygons.iter().flatten().map(|ring| {
            let mut points = ring_points(&file.topology, ring);
            points.pop();
            ring_of(points)
        });
        shape_of(rings.collect())
    }))
}

/// A number for the rings of a unit, whatever their order.
fn shape_of(mut rings: Vec<u64>) -> u64 {
    rings.sort_unstable();
    let bytes: Vec<u8> = rings.iter().flat_map(|ring| ring.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

/// A number for the corners of a ring, wherever it begins and whichever way it runs.
fn ring_of(mut points: Ring) -> u64 {
    begin_at_least(&mut points);
    if points.last() < points.get(1) {
        points.reverse();
        points.rotate_right(1);
    }
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
        turned.reverse();
        let before = file(["00004", "00007"], [WEST, EAST]);
        assert!(reshaped(&before, &file(["00007", "00004"], [EAST, turned])).is_empty());
        let codes = ["00004", "00007"].map(|code| code.parse().unwrap());
        let shapes = [turned, EAST].map(|ring| vec![vec![ring.to_vec()]]);
        assert!(is_same(&before, &codes, &shapes));
        assert!(!is_same(
            &before,
            &codes,
            &[shapes[1].clone(), shapes[0].clone()]
        ));
        assert!(!is_same(&before, &codes[..1], &shapes[..1]));
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
