//! The areas of a coverage that lie in a tile.

use std::ops::Range;

use super::straight::settle;
use super::trace::{Chain, Ring, TilePoint, rings, whole_tile};
use crate::coverage::{Level, NO_FACE, doubled_area};
use crate::geometry::TileCoord;

/// One unit's part of a tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The owner of the faces it is made of.
    pub owner: u32,
    /// Polygons → rings, the outer one first and of positive area (y downward), holes negative;
    /// in units of the tile.
    pub polygons: Vec<Vec<Ring>>,
}

/// Cuts a tile with its buffer out of a level.
///
/// `owners` names for each face the unit it belongs to ([`NO_FACE`] for none, as for every face
/// beyond its end): borders between faces of one owner dissolve. Areas are returned in the order of their owners.
#[must_use]
pub fn areas_in(level: &Level, coord: TileCoord, owners: &[u32]) -> Vec<Area> {
    let origin = coord.origin_in_units();
    let owner_of = |face: u32| owners.get(face as usize).copied().unwrap_or(NO_FACE);
    let local = |[x, y]: TilePoint| [x - origin[0], y - origin[1]];

    // 1. Every stretch of border, once for each owner beside it, with that owner on its left.
    let mut vertices: Vec<TilePoint> = Vec::new();
    let mut owned: Vec<(u32, Range<usize>)> = Vec::new();
    for piece in level.pieces_in(coord) {
        let (forward, backward) = (owner_of(piece.forward), owner_of(piece.backward));
        if forward == backward {
            continue;
        }
        let start = vertices.len();
        if forward != NO_FACE {
            vertices.extend(level.vertices_of(piece).map(local));
            owned.push((forward, start..vertices.len()));
        }
        let start = vertices.len();
        if backward != NO_FACE {
            vertices.extend(level.vertices_of(piece).rev().map(local));
            owned.push((backward, start..vertices.len()));
        }
    }
    owned.sort_by_key(|(owner, _)| *owner);
    let chains: Vec<Chain> = owned
        .iter()
        .map(|(_, range)| Chain::new(&vertices[range.clone()]))
        .collect();

    // 2. No border reaches the edge: all of the edge lies in one area, or outside.
    let owner_of_edge = if chains.iter().any(Chain::touches_edge) {
        NO_FACE
    } else {
        level.face_in_corner(coord).map_or(NO_FACE, owner_of)
    };

    // 3. The stretches of each owner make rings, the rings polygons.
    let mut areas: Vec<Area> = Vec::new();
    let mut first = 0;
    for own in owned.chunk_by(|(one, _), (other, _)| one == other) {
        let whose = own[0].0;
        let mut rings = rings(&chains[first..first + own.len()]);
        first += own.len();
        if whose == owner_of_edge {
            rings.push(whole_tile());
        }
        let polygons = group_into_polygons(rings);
        if !polygons.is_empty() {
            areas.push(Area {
                owner: whose,
                polygons,
            });
        }
    }
    let borders = level
        .pieces_in(coord)
        .filter(|piece| owner_of(piece.forward) != owner_of(piece.backward));
    settle(
        &mut areas,
        borders.map(|piece| level.ends_of(piece).map(local)),
    );
    if owner_of_edge != NO_FACE && areas.iter().all(|area| area.owner != owner_of_edge) {
        let at = areas.partition_point(|area| area.owner < owner_of_edge);
        areas.insert(
            at,
            Area {
                owner: owner_of_edge,
                polygons: vec![vec![whole_tile()]],
            },
        );
    }
    areas
}

/// Gives every hole to the smallest outer ring around it.
fn group_into_polygons(rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    if let [ring] = &rings[..]
        && doubled_area(ring) > 0
    {
        return vec![rings];
    }
    let (outer, holes): (Vec<Ring>, Vec<Ring>) =
        rings.into_iter().partition(|ring| doubled_area(ring) > 0);
    let mut polygons: Vec<Vec<Ring>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let home = if polygons.len() == 1 {
            Some(0)
        } else {
            (0..polygons.len())
                .filter(|&index| contains(&polygons[index][0], &hole))
                .min_by_key(|&index| doubled_area(&polygons[index][0]))
        };
        if let Some(home) = home {
            polygons[home].push(hole);
        }
    }
    polygons
}

/// Whether a ring that does not cross `outer` lies inside it.
fn contains(outer: &[TilePoint], ring: &[TilePoint]) -> bool {
    // Rings may touch in vertices: the first vertex off the outer ring decides.
    ring.iter()
        .find_map(|&vertex| is_inside(outer, vertex))
        .unwrap_or(false)
}

/// Whether a point lies inside a ring; nothing when it lies on it.
fn is_inside(ring: &[TilePoint], [x, y]: TilePoint) -> Option<bool> {
    let mut inside = false;
    let next = ring.iter().cycle().skip(1);
    for (a, b) in ring.iter().zip(next) {
        let turn = i64::from(b[0] - a[0]) * i64::from(y - a[1])
            - i64::from(b[1] - a[1]) * i64::from(x - a[0]);
        let spans = |p: i32, q: i32, v: i32| p.min(q) <= v && v <= p.max(q);
        if turn == 0 && spans(a[0], b[0], x) && spans(a[1], b[1], y) {
            return None;
        }
        if (a[1] <= y) != (b[1] <= y) && (turn > 0) == (b[1] > a[1]) {
            inside = !inside;
        }
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::coverage::{Coverage, samples::wiggly_wall, separate};
    use crate::geometry::{BUFFER, EXTENT, microdegrees_to_grid};

    const LOW: i32 = -BUFFER;
    const HIGH: i32 = EXTENT + BUFFER;

    /// Edges; horizontal and vertical ones in steps of a unit, for areas may leave out vertices
    /// within such runs.
    fn edges(area: &Area) -> impl Iterator<Item = (TilePoint, TilePoint)> + '_ {
        area.polygons.iter().flatten().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).flat_map(|(&a, &b)| steps(a, b))
        })
    }

    fn steps(a: TilePoint, b: TilePoint) -> impl Iterator<Item = (TilePoint, TilePoint)> {
        let way = [b[0] - a[0], b[1] - a[1]];
        let length = way[0].abs().max(way[1].abs());
        let count = if way.contains(&0) { length } else { 1 };
        let at = move |step: i32| [0, 1].map(|axis| a[axis] + way[axis] / count * step);
        (0..count).map(move |step| (at(step), at(step + 1)))
    }

    fn lies_on_edge_of_tile((a, b): (TilePoint, TilePoint)) -> bool {
        (0..2).any(|axis| a[axis] == b[axis] && (a[axis] == LOW || a[axis] == HIGH))
    }

    /// Borders inside the tile that are walked on one side only; each may be walked once a side.
    fn one_sided(areas: &[Area]) -> BTreeSet<(TilePoint, TilePoint)> {
        let mut walked = BTreeSet::new();
        for edge in areas.iter().flat_map(edges) {
            let is_new = lies_on_edge_of_tile(edge) || walked.insert(edge);
            assert!(is_new, "{edge:?} is walked twice");
        }
        let sides = walked.clone();
        walked.retain(|&(a, b)| !sides.contains(&(b, a)));
        walked
    }

    fn total_area(areas: &[Area]) -> i128 {
        let rings = areas.iter().flat_map(|area| area.polygons.iter().flatten());
        rings.map(|ring| doubled_area(ring)).sum()
    }

    fn assert_simple(areas: &[Area]) {
        for area in areas {
            for polygon in &area.polygons {
                for (index, ring) in polygon.iter().enumerate() {
                    assert!(ring.len() >= 3);
                    assert_eq!(doubled_area(ring) > 0, index == 0);
                    let mut sorted = ring.clone();
                    sorted.sort_unstable();
                    sorted.dedup();
                    assert_eq!(sorted.len(), ring.len(), "a vertex is visited twice");
                    assert!(ring.iter().flatten().all(|v| (LOW..=HIGH).contains(v)));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn a_tile_is_tiled_without_gap_or_overlap(
            seed in any::<u64>(),
            zoom in 5u8..=14,
            units in 3..900i32,
            shift in (0..4096i32, 0..4096i32),
        ) {
            // Cells of a few to some hundred units, enough of them to fill the tile.
            let side = ((2 * EXTENT) / units).clamp(3, 24) as usize;
            let unit = 360e6 / f64::from(1u32 << zoom) / f64::from(EXTENT);
            let size = (f64::from(units) * unit).max(8.0) as i32;
            let corner = [
                105_000_000 + (f64::from(shift.0) * unit) as i32,
                20_000_000 + (f64::from(shift.1) * unit) as i32,
            ];
            let topology = wiggly_wall(side, size, corner, seed);
            let coverage = Coverage::new(&topology);
            let level = Level::prepare(&coverage, zoom);
            let owners: Vec<u32> = (0..topology.faces.len() as u32).collect();
            let middle = size * side as i32 / 2;
            let place = microdegrees_to_grid([corner[0] + middle, corner[1] + middle]);
            let coord = TileCoord::holding(place, zoom);
            let areas = areas_in(&level, coord, &owners);
            assert_simple(&areas);
            // One owner for all: inner borders dissolve, what is left is the outside.
            let dissolved = areas_in(&level, coord, &vec![7; owners.len()]);
            assert_simple(&dissolved);
            prop_assert_eq!(total_area(&dissolved), total_area(&areas));
            prop_assert_eq!(one_sided(&areas), one_sided(&dissolved));
            // Two owners: the same again.
            let halves: Vec<u32> = owners.iter().map(|face| face % 2).collect();
            let two = areas_in(&level, coord, &halves);
            assert_simple(&two);
            prop_assert_eq!(total_area(&two), total_area(&areas));
            prop_assert_eq!(one_sided(&two), one_sided(&dissolved));
        }
    }

    #[test]
    fn a_tile_inside_one_cell_is_filled() {
        let topology = wiggly_wall(3, 1_000_000, [104_000_000, 20_000_000], 1);
        let level = Level::prepare(&Coverage::new(&topology), 12);
        let coord = TileCoord::holding(microdegrees_to_grid([105_500_000, 21_500_000]), 12);
        let areas = areas_in(&level, coord, &(0..9).collect::<Vec<_>>());
        assert_eq!(
            areas,
            [Area {
                owner: 4,
                polygons: vec![vec![whole_tile()]]
            }]
        );
    }

    #[test]
    fn a_tile_behind_an_overlap_is_filled() {
        // Two squares; the western one reaches a little into the eastern one.
        let squares = [[104_000_000, 105_000_000], [104_999_000, 106_000_000]];
        let shapes = squares.map(|[west, east]| {
            let ring = [
                [west, 20_000_000],
                [east, 20_000_000],
                [east, 21_000_000],
                [west, 21_000_000],
            ];
            vec![vec![ring.to_vec()]]
        });
        let topology = separate(&shapes);
        let level = Level::prepare(&Coverage::new(&topology), 12);
        for (lon, owner) in [(104_500_000, 0), (105_500_000, 1)] {
            let coord = TileCoord::holding(microdegrees_to_grid([lon, 20_500_000]), 12);
            let areas = areas_in(&level, coord, &[0, 1]);
            assert_eq!(areas.len(), 1);
            assert_eq!(
                (areas[0].owner, &areas[0].polygons[0][0]),
                (owner, &whole_tile())
            );
        }
    }

    #[test]
    fn a_tile_far_outside_is_empty() {
        let topology = wiggly_wall(3, 1_000_000, [104_000_000, 20_000_000], 1);
        let level = Level::prepare(&Coverage::new(&topology), 12);
        for place in [
            [115_500_000, 21_500_000],
            [95_000_000, 21_500_000],
            [105_500_000, 5_000_000],
        ] {
            let coord = TileCoord::holding(microdegrees_to_grid(place), 12);
            assert!(areas_in(&level, coord, &[0; 9]).is_empty());
        }
    }
}
