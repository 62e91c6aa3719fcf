//! Which edges of a drawing meet elsewhere than in a vertex that both have: exact, on integers.
//!
//! Edges are listed by the cells of a square grid that they pass; only edges of the same cell are
//! compared.

/// An edge between two points of an integer plane (|coordinate| < 2^30).
pub type Edge = [[i32; 2]; 2];

/// Pairs of indices, each once and the smaller index first, in order.
#[must_use]
pub fn meeting_edges(edges: &[Edge]) -> Vec<[u32; 2]> {
    let listed = edges_by_cell(edges);
    let mut found = Vec::new();
    for cell in listed.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, e)) in cell.iter().enumerate() {
            for &(_, f) in &cell[i + 1..] {
                if meet(edges[e as usize], edges[f as usize]) {
                    found.push([e.min(f), e.max(f)]);
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the edges have a point in common that is not an end of both; equal edges do.
#[must_use]
pub fn meet(e: Edge, f: Edge) -> bool {
    if !boxes_touch(e, f) {
        return false;
    }
    let shared_ends = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(i, j)| e[i] == f[j]);
    match shared_ends {
        [false, false, false, false] => closed_segments_meet(e, f),
        [true, _, _, true] | [_, true, true, _] => true,
        [true, ..] => same_direction(e[0], e[1], f[1]),
        [_, true, ..] => same_direction(e[0], e[1], f[0]),
        [_, _, true, _] => same_direction(e[1], e[0], f[1]),
        [_, _, _, true] => same_direction(e[1], e[0], f[0]),
    }
}

/// Twice the signed area of the triangle: positive when a, b, c turn counter-clockwise.
#[must_use]
pub fn turn(a: [i32; 2], b: [i32; 2], c: [i32; 2]) -> i64 {
    let [ax, ay] = a.map(i64::from);
    let [bx, by] = b.map(i64::from);
    let [cx, cy] = c.map(i64::from);
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

fn closed_segments_meet(e: Edge, f: Edge) -> bool {
    let sides = |line: Edge, other: Edge| {
        let [p, q] = other.map(|point| turn(line[0], line[1], point).signum());
        p * q
    };
    // With both products at most 0 the segments meet, or lie on one line and their boxes decide.
    sides(e, f) <= 0 && sides(f, e) <= 0
}

/// Whether p and q lie in exactly the same direction from the origin.
fn same_direction(origin: [i32; 2], p: [i32; 2], q: [i32; 2]) -> bool {
    let towards = |to: [i32; 2], axis: usize| i64::from(to[axis]) - i64::from(origin[axis]);
    turn(origin, p, q) == 0 && towards(p, 0) * towards(q, 0) + towards(p, 1) * towards(q, 1) > 0
}

fn boxes_touch(e: Edge, f: Edge) -> bool {
    (0..2).all(|axis| {
        e[0][axis].min(e[1][axis]) <= f[0][axis].max(f[1][axis])
            && f[0][axis].min(f[1][axis]) <= e[0][axis].max(e[1][axis])
    })
}

/// (cell, edge) in order of cells; a cell is its column and row in one number.
fn edges_by_cell(edges: &[Edge]) -> Vec<(u64, u32)> {
    let shift = cell_shift(edges);
    let mut listed = Vec::with_capacity(edges.len() * 2);
    for (index, &edge) in edges.iter().enumerate() {
        let [west, east] = if edge[0][0] <= edge[1][0] {
            edge
        } else {
            [edge[1], edge[0]]
        };
        for column in west[0] >> shift..=east[0] >> shift {
            let [low, high] = rows_in_column(west, east, column, shift);
            for row in low..=high {
                let cell = u64::from(column as u32) << 32 | u64::from(row as u32);
                listed.push((cell, index as u32));
            }
        }
    }
    listed.sort_unstable();
    listed
}

/// The rows that an edge, given from west to east, may pass within a column of cells.
fn rows_in_column(west: [i32; 2], east: [i32; 2], column: i32, shift: u32) -> [i32; 2] {
    let width = i64::from(east[0]) - i64::from(west[0]);
    let y_at = |x: i64, round_up: bool| {
        let x = x.clamp(i64::from(west[0]), i64::from(east[0]));
        let numerator = (i64::from(east[1]) - i64::from(west[1])) * (x - i64::from(west[0]));
        let floor = numerator.div_euclid(width);
        let up = i64::from(round_up && numerator.rem_euclid(width) != 0);
        i64::from(west[1]) + floor + up
    };
    let (low, high) = if width == 0 {
        (
            i64::from(west[1].min(east[1])),
            i64::from(west[1].max(east[1])),
        )
    } else {
        let from = i64::from(column) << shift;
        let to = from + (1i64 << shift);
        (
            y_at(from, false).min(y_at(to, false)),
            y_at(from, true).max(y_at(to, true)),
        )
    };
    [(low >> shift) as i32, (high >> shift) as i32]
}

/// Cells about twice as wide as a typical edge is long.
fn cell_shift(edges: &[Edge]) -> u32 {
    let length =
        |e: &Edge| u64::from(e[0][0].abs_diff(e[1][0])) + u64::from(e[0][1].abs_diff(e[1][1]));
    let mean = edges.iter().map(length).sum::<u64>() / (edges.len() as u64).max(1);
    (64 - (2 * mean).leading_zeros()).clamp(4, 28)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(e: Edge, f: Edge, expected: bool) {
        for (a, b) in [(e, f), (f, e), ([e[1], e[0]], f), (e, [f[1], f[0]])] {
            assert_eq!(meet(a, b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn edges_that_cross_meet() {
        check([[0, 0], [4, 4]], [[0, 4], [4, 0]], true);
    }

    #[test]
    fn an_end_on_the_other_edge_meets_it() {
        check([[0, 0], [4, 0]], [[2, 0], [2, 3]], true);
    }

    #[test]
    fn a_common_end_is_no_meeting() {
        check([[0, 0], [4, 0]], [[4, 0], [4, 3]], false);
        check([[0, 0], [4, 0]], [[4, 0], [9, 0]], false);
    }

    #[test]
    fn overlap_from_a_common_end_is_a_meeting() {
        check([[0, 0], [4, 0]], [[0, 0], [2, 0]], true);
    }

    #[test]
    fn equal_edges_meet() {
        check([[0, 0], [4, 1]], [[4, 1], [0, 0]], true);
    }

    #[test]
    fn edges_on_one_line_apart_do_not_meet() {
        check([[0, 0], [2, 2]], [[3, 3], [5, 5]], false);
    }

    proptest! {
        #[test]
        fn the_grid_finds_what_comparing_all_pairs_finds(
            ends in prop::collection::vec(([-40..40i32, -40..40i32], [-40..40i32, -40..40i32]), 2..60),
            scale in 1..200_000i32,
        ) {
            let edges: Vec<Edge> = ends
                .into_iter()
                .filter(|(a, b)| a != b)
                .map(|(a, b)| [a.map(|v| v * scale), b.map(|v| v * scale)])
                .collect();
            let mut all = Vec::new();
            for i in 0..edges.len() {
                for j in i + 1..edges.len() {
                    if meet(edges[i], edges[j]) {
                        all.push([i as u32, j as u32]);
                    }
                }
            }
            prop_assert_eq!(meeting_edges(&edges), all);
        }
    }
}
