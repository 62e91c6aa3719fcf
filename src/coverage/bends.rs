//! Bending straight runs at junctions.
//!
//! A tile can keep a vertex within a horizontal or vertical run only where a ring begins or ends,
//! so an area should have no more than one junction within such runs. Where it has several, each
//! but the last is moved aside by one unit if that changes nothing else: no vertex may lie in the
//! triangles that its borders sweep over, and no border may be met.

use super::cells::is_on_line;
use super::hot_pixels::Pixel;
use super::level::Piece;
use super::meeting_edges::{meet, turn};
use super::snap::Workspace;

/// A junction within a straight run of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StraightJunction {
    face: u32,
    at: Pixel,
    /// The axis along which the run goes.
    along: usize,
}

/// Bends runs of faces (numbers below `face_count`) that have several junctions in straight runs.
/// The pieces must be sorted by cell. Junctions on the lattice stay.
pub(super) fn bend_runs(pieces: &[Piece], workspace: &mut Workspace, face_count: usize) {
    let mut junctions = straight_junctions(pieces, workspace);
    junctions.retain(|junction| (junction.face as usize) < face_count);
    junctions.sort_unstable();
    junctions.dedup();
    for own in junctions.chunk_by(|a, b| a.face == b.face) {
        let mut left = own.len();
        for junction in own {
            if left < 2 {
                break;
            }
            left -= usize::from(bend(junction, pieces, workspace));
        }
    }
}

/// The end of a piece that leaves a vertex along an axis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spoke {
    from: Pixel,
    along: usize,
    forward: bool,
    /// The faces on its two hands, as seen on the way out.
    hands: [u32; 2],
}

/// Shared vertices at which two borders leave in opposite directions along an axis and have the
/// same face on one hand.
fn straight_junctions(pieces: &[Piece], workspace: &Workspace) -> Vec<StraightJunction> {
    let mut spokes = Vec::new();
    for piece in pieces {
        let hands = [piece.forward, piece.backward];
        for (hands, [from, to]) in [hands, [hands[1], hands[0]]]
            .into_iter()
            .zip(piece.end_edges())
        {
            let from = workspace.vertices[from];
            if !workspace.pixels.is_shared(from) {
                continue;
            }
            let [a, b] = [from, workspace.vertices[to]].map(|pixel| workspace.pixels.unit(pixel));
            if let Some(along) = (0..2).find(|&along| a[1 - along] == b[1 - along])
                && !is_on_line(a)
            {
                spokes.push(Spoke {
                    from,
                    along,
                    forward: a[along] < b[along],
                    hands,
                });
            }
        }
    }
    spokes.sort_unstable();
    let mut junctions = Vec::new();
    for run in spokes.chunk_by(|a, b| (a.from, a.along) == (b.from, b.along)) {
        let [back, ahead] = run else { continue };
        if back.forward == ahead.forward {
            continue;
        }
        for (one, other) in [(0, 1), (1, 0)] {
            if back.hands[one] == ahead.hands[other] {
                junctions.push(StraightJunction {
                    face: back.hands[one],
                    at: back.from,
                    along: back.along,
                });
            }
        }
    }
    junctions
}

/// Moves a junction aside by a unit, if it is one of at least three borders and may be moved.
fn bend(junction: &StraightJunction, pieces: &[Piece], workspace: &mut Workspace) -> bool {
    let from = workspace.pixels.unit(junction.at);
    let Some(surroundings) = Surroundings::of(junction.at, pieces, workspace) else {
        return false;
    };
    let aside = [1, -1].map(|step| {
        let mut to = from;
        to[1 - junction.along] += step;
        to
    });
    let Some(to) = aside.into_iter().find(|&to| surroundings.allow(from, to)) else {
        return false;
    };
    workspace.pixels.move_to(junction.at, to);
    true
}

/// What lies around a junction.
struct Surroundings {
    /// The next vertices on the borders that meet there.
    next: Vec<[i32; 2]>,
    /// Edges near by that do not end there.
    edges: Vec<[[i32; 2]; 2]>,
}

impl Surroundings {
    /// What lies around a vertex within its cell; nothing when fewer than three borders meet.
    fn of(at: Pixel, pieces: &[Piece], workspace: &Workspace) -> Option<Self> {
        let unit = |index: usize| workspace.pixels.unit(workspace.vertices[index]);
        let own = pieces.iter().flat_map(|piece| {
            let ends = piece.end_edges();
            let leave = move |[from, _]: &[usize; 2]| workspace.vertices[*from] == at;
            ends.into_iter()
                .filter(leave)
                .map(move |[_, to]| (to, piece.cell()))
        });
        let own: Vec<_> = own.collect();
        let (_, cell) = *own.first()?;
        let mut next: Vec<[i32; 2]> = own.iter().map(|&(to, _)| unit(to)).collect();
        next.sort_unstable();
        next.dedup();
        if next.len() < 3 {
            return None;
        }
        let place = workspace.pixels.unit(at);
        let reach = |pick: fn(i32, i32) -> i32, axis: usize| {
            next.iter().map(|p| p[axis]).fold(place[axis], pick)
        };
        let low = [0, 1].map(|axis| reach(i32::min, axis) - 1);
        let high = [0, 1].map(|axis| reach(i32::max, axis) + 1);
        let is_near = |[a, b]: [[i32; 2]; 2]| {
            (0..2)
                .all(|axis| a[axis].min(b[axis]) <= high[axis] && low[axis] <= a[axis].max(b[axis]))
        };
        let start = pieces.partition_point(|piece| piece.cell() < cell);
        let within = pieces[start..]
            .iter()
            .take_while(|piece| piece.cell() == cell);
        let edges = within
            .flat_map(|piece| {
                let range = piece.range();
                (range.start..range.end - 1).map(|index| [index, index + 1])
            })
            .filter(|edge| edge.iter().all(|&index| workspace.vertices[index] != at))
            .map(|edge| edge.map(unit))
            .filter(|&edge| is_near(edge))
            .collect();
        Some(Self { next, edges })
    }

    /// Whether nothing but the junction's own borders changes when it is moved.
    fn allow(&self, from: [i32; 2], to: [i32; 2]) -> bool {
        let is_straight = |a: [i32; 2], b: [i32; 2]| a[0] == b[0] || a[1] == b[1];
        !is_on_line(to)
            && !self.next.contains(&to)
            && self.next.iter().all(|&next| {
                let swept = [from, to, next];
                let others = self.next.iter().chain(self.edges.iter().flatten());
                // No border becomes straight that was not.
                (is_straight(from, next) || !is_straight(to, next))
                    && others
                        .filter(|&&vertex| vertex != next)
                        .all(|&vertex| !is_in_triangle(vertex, swept))
                    && self.edges.iter().all(|&edge| !meet(edge, [to, next]))
            })
    }
}

/// Whether a vertex lies in a triangle or on its edge; the triangle may be flat.
fn is_in_triangle(vertex: [i32; 2], [a, b, c]: [[i32; 2]; 3]) -> bool {
    let turns = [turn(a, b, vertex), turn(b, c, vertex), turn(c, a, vertex)];
    let within_box = (0..2).all(|axis| {
        let along = [a[axis], b[axis], c[axis]];
        along.iter().min() <= Some(&vertex[axis]) && Some(&vertex[axis]) <= along.iter().max()
    });
    within_box && (turns.iter().all(|&turn| turn >= 0) || turns.iter().all(|&turn| turn <= 0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::coverage::meeting_edges::{Edge, meeting_edges};
    use crate::coverage::samples::wiggly_wall;
    use crate::coverage::{Coverage, Level, MultiPolygon, build};
    use crate::geometry::{TileCoord, microdegrees_to_grid};

    /// A strip from south to north, and three squares side by side along its straight eastern
    /// border.
    fn strip_and_squares() -> Vec<MultiPolygon> {
        let (west, middle, east) = (105_010_000, 105_011_000, 105_012_000);
        let south = |row: i32| 20_010_000 + row * 1000;
        let mut strip: Vec<_> = vec![[west, south(3)], [west, south(0)]];
        strip.extend((0..=3).map(|row| [middle, south(row)]));
        let square = |row: i32| {
            vec![
                [middle, south(row)],
                [east, south(row)],
                [east, south(row + 1)],
                [middle, south(row + 1)],
            ]
        };
        let rings = std::iter::once(strip).chain((0..3).map(square));
        rings.map(|ring| vec![vec![ring]]).collect()
    }

    fn edges_around(level: &Level, face: Option<u32>, coord: TileCoord) -> Vec<Edge> {
        level
            .pieces_in(coord)
            .filter(|piece| face.is_none_or(|face| [piece.forward, piece.backward].contains(&face)))
            .flat_map(|piece| {
                let vertices: Vec<_> = level.vertices_of(piece).collect();
                let edges = vertices.windows(2).map(|pair| [pair[0], pair[1]]);
                edges.collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn of_two_junctions_in_a_straight_border_one_is_moved_by_a_unit() {
        let topology = build(&strip_and_squares()).expect("a coverage");
        let coverage = Coverage::new(&topology);
        let level = Level::prepare(&coverage, 14);
        let place = microdegrees_to_grid([105_011_000, 20_011_500]);
        let coord = TileCoord::holding(place, 14);
        let middle = place.x >> (31 - 12 - 14);
        let shared = edges_around(&level, Some(0), coord)
            .into_iter()
            .flatten()
            .filter(|vertex| (vertex[0] - middle).abs() <= 2)
            .collect::<BTreeSet<_>>();
        let columns: BTreeSet<i32> = shared.iter().map(|vertex| vertex[0]).collect();
        assert_eq!(shared.len(), 4, "{shared:?}");
        assert_eq!(columns.len(), 2, "{shared:?}");
        assert_eq!(columns.last().unwrap() - columns.first().unwrap(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// With cells of a few units there are many straight runs: whatever is moved, borders
        /// meet in their ends only.
        #[test]
        fn borders_still_meet_in_their_ends_only(seed in any::<u64>(), units in 3..60i32) {
            let unit = 360e6 / f64::from(1u32 << 14) / 4096.0;
            let size = (f64::from(units) * unit) as i32;
            let corner = [105_012_000, 20_012_000];
            let topology = wiggly_wall(8, size.max(8), corner, seed);
            let level = Level::prepare(&Coverage::new(&topology), 14);
            let middle = microdegrees_to_grid([corner[0] + 4 * size, corner[1] + 4 * size]);
            let edges: BTreeSet<Edge> = edges_around(&level, None, TileCoord::holding(middle, 14))
                .into_iter()
                .map(|[a, b]| [a.min(b), a.max(b)])
                .collect();
            let edges: Vec<Edge> = edges.into_iter().collect();
            prop_assert_eq!(meeting_edges(&edges), Vec::<[u32; 2]>::new());
        }
    }

    #[test]
    fn a_vertex_in_the_way_keeps_a_junction_where_it_is() {
        let (from, to) = ([10, 10], [11, 10]);
        let next = vec![[10, 0], [10, 20], [30, 12]];
        let alone = Surroundings {
            next: next.clone(),
            edges: vec![[[40, 40], [50, 50]]],
        };
        assert!(alone.allow(from, to));
        let crowded = Surroundings {
            next: next.clone(),
            edges: vec![[[11, 10], [12, 0]]],
        };
        assert!(!crowded.allow(from, to));
        let crossed = Surroundings {
            next,
            edges: vec![[[8, 30], [12, 13]], [[20, 9], [20, 14]]],
        };
        assert!(!crossed.allow(from, to));
    }
}
