//! Generated coverages for tests: a wall of cells with wiggly borders. Not real places.

use super::{Arc, ArcRef, Face, Topology};
use crate::geometry::MicroDegrees;

/// A small generator of repeatable numbers (xorshift), so that a sample is named by its seed.
pub struct Numbers(u64);

impl Numbers {
    /// Numbers that follow from the seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number, from `-reach` to `reach`.
    pub fn within(&mut self, reach: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as i32 % (reach + 1) * if self.0 & 1 == 0 { 1 } else { -1 }
    }
}

/// `side × side` cells of about `width` microdegrees, their corners moved and their borders bent
/// (by less than would let them cross), the first corner at `south_west`.
pub fn wiggly_wall(side: usize, width: i32, south_west: MicroDegrees, seed: u64) -> Topology {
    let mut numbers = Numbers::new(seed);
    let corners = side + 1;
    let mut corner_points = Vec::new();
    for row in 0..corners {
        for column in 0..corners {
            let jitter = width / 8;
            corner_points.push([
                south_west[0] + column as i32 * width + numbers.within(jitter),
                south_west[1] + row as i32 * width + numbers.within(jitter),
            ]);
        }
    }
    let mut topology = Topology::default();
    let mut border = |a: MicroDegrees, b: MicroDegrees| {
        let bends = 1 + numbers.within(12).unsigned_abs() as i32;
        let mut points = vec![a];
        for step in 1..bends {
            let along = |from: i32, to: i32| {
                from + ((i64::from(to) - i64::from(from)) * i64::from(step) / i64::from(bends))
                    as i32
            };
            // Stay within the diamond over the border: no other border reaches into it.
            let reach = width / 8 * step.min(bends - step) / bends;
            let bend = numbers.within(reach.max(0));
            let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
            let point = if dx.abs() > dy.abs() {
                [along(a[0], b[0]), along(a[1], b[1]) + bend]
            } else {
                [along(a[0], b[0]) + bend, along(a[1], b[1])]
            };
            if points.last() != Some(&point) && point != b {
                points.push(point);
            }
        }
        points.push(b);
        topology.arcs.push(Arc {
            points,
            min_zooms: Vec::new(),
        });
    };
    for row in 0..corners {
        for column in 0..side {
            let at = row * corners + column;
            border(corner_points[at], corner_points[at + 1]);
        }
    }
    for row in 0..side {
        for column in 0..corners {
            let at = row * corners + column;
            border(corner_points[at], corner_points[at + corners]);
        }
    }
    let horizontal = |row: usize, column: usize| (row * side + column) as u32;
    let vertical = |row: usize, column: usize| (corners * side + row * corners + column) as u32;
    for row in 0..side {
        for column in 0..side {
            let arc = |arc, reversed| ArcRef { arc, reversed };
            topology.faces.push(Face {
                polygons: vec![vec![vec![
                    arc(horizontal(row, column), false),
                    arc(vertical(row, column + 1), false),
                    arc(horizontal(row + 1, column), true),
                    arc(vertical(row, column), true),
                ]]],
            });
        }
    }
    topology
}
