//! Rounding all borders to the grid of one zoom, together.

use std::ops::Range;

use super::cells::{axis_index, line_at};
use super::hot_pixels::{HotPixels, Pixel};
use super::projected::{Coverage, SidedArc};
use crate::geometry::{GRID_BITS, GridPoint};

/// The arcs of a coverage in tile units of one zoom.
///
/// They do not cross. Where two meet, both have a vertex there, and so has every arc where it
/// crosses a line of the lattice (see `cells`).
pub(super) struct SnappedArcs {
    /// Vertices of all arcs, one arc after the other.
    pub vertices: Vec<Pixel>,
    /// For each arc that is left its index in the coverage and the range of its vertices.
    pub arcs: Vec<(u32, Range<usize>)>,
    /// Knows where the vertices are and which are shared.
    pub pixels: HotPixels,
}

/// Rounds the points that a zoom keeps.
///
/// 1. Every kept point heats its unit, and so does every crossing of the lattice.
/// 2. Every stretch between two kept points is led through the hot units that it passes.
/// 3. What went out and straight back has become nothing and is dropped.
pub(super) fn snap(coverage: &Coverage, zoom: u8) -> SnappedArcs {
    let shift = GRID_BITS - 12 - u32::from(zoom);
    let kept = KeptPoints::of(coverage, zoom);
    let mut pixels = HotPixels::new(shift, kept.points.len(), kept.usual_step() >> shift);
    let mut pixel_of = Vec::with_capacity(kept.points.len());
    for (_, range) in &kept.arcs {
        let points = &kept.points[range.clone()];
        for &point in points {
            let unit = pixels.round(point);
            pixel_of.push(pixels.heat(unit));
        }
        for pair in points.windows(2) {
            heat_lattice_crossings(&mut pixels, pair[0], pair[1]);
        }
    }
    let mut snapped = SnappedArcs {
        vertices: Vec::with_capacity(kept.points.len() + kept.points.len() / 8),
        arcs: Vec::with_capacity(kept.arcs.len()),
        pixels,
    };
    let mut line = Vec::new();
    let mut passed = Vec::new();
    for (arc, range) in &kept.arcs {
        let points = kept.points[range.clone()].iter().copied();
        let points = points.zip(pixel_of[range.clone()].iter().copied());
        route(&mut snapped.pixels, points, &mut line, &mut passed);
        trim_seam(&mut line);
        if line.len() < 2 {
            continue;
        }
        for &vertex in &line {
            snapped.pixels.visit(vertex);
        }
        let start = snapped.vertices.len();
        snapped.vertices.extend_from_slice(&line);
        snapped.arcs.push((*arc, start..snapped.vertices.len()));
    }
    snapped
}

/// The points that one zoom keeps, arc by arc; arcs that keep fewer than two are left out.
struct KeptPoints {
    points: Vec<GridPoint>,
    arcs: Vec<(u32, Range<usize>)>,
}

impl KeptPoints {
    fn of(coverage: &Coverage, zoom: u8) -> Self {
        let mut kept = Self {
            points: Vec::new(),
            arcs: Vec::with_capacity(coverage.arcs.len()),
        };
        for (index, arc) in coverage.arcs.iter().enumerate() {
            let start = kept.points.len();
            let SidedArc {
                start: s, end: e, ..
            } = *arc;
            let (s, e) = (s as usize, e as usize);
            kept.points.extend(
                coverage.points[s..e]
                    .iter()
                    .zip(&coverage.min_zooms[s..e])
                    .filter(|&(_, &min_zoom)| min_zoom <= zoom)
                    .map(|(&point, _)| point),
            );
            if kept.points.len() - start < 2 {
                kept.points.truncate(start);
            } else {
                kept.arcs.push((index as u32, start..kept.points.len()));
            }
        }
        kept
    }

    /// The mean distance between neighbouring points, in grid cells (the greater of both axes).
    fn usual_step(&self) -> u32 {
        let steps = self.arcs.iter().flat_map(|(_, range)| {
            let pairs = self.points[range.clone()].windows(2);
            pairs.map(|pair| {
                pair[0]
                    .x
                    .abs_diff(pair[1].x)
                    .max(pair[0].y.abs_diff(pair[1].y))
            })
        });
        let total: u64 = steps.map(u64::from).sum();
        (total / self.points.len().max(1) as u64) as u32
    }
}

/// Heats the unit of every place where the straight line from `a` to `b` crosses the lattice.
fn heat_lattice_crossings(pixels: &mut HotPixels, a: GridPoint, b: GridPoint) {
    let (from, to) = (pixels.round(a), pixels.round(b));
    let cells = pixels.cells_per_unit();
    for axis in 0..2 {
        let (i, j) = (axis_index(from[axis]), axis_index(to[axis]));
        if i == j {
            continue;
        }
        let along = |p: GridPoint| i64::from(if axis == 0 { p.x } else { p.y });
        let across = |p: GridPoint| i64::from(if axis == 0 { p.y } else { p.x });
        let (start, step) = (along(a), along(b) - along(a));
        for index in (i.min(j)..=i.max(j)).filter(|index| index & 1 == 0) {
            let line = line_at(index);
            let distance = i64::from(line) * cells - start;
            if (distance > 0) != (step > 0) || distance == 0 || distance.abs() >= step.abs() {
                continue;
            }
            // The unit to which the crossing is rounded, exactly.
            let step_across = i128::from(across(b) - across(a));
            let (numerator, denominator) = (
                i128::from(across(a)) * i128::from(step) + step_across * i128::from(distance),
                i128::from(step),
            );
            let (numerator, denominator) = if denominator < 0 {
                (-numerator, -denominator)
            } else {
                (numerator, denominator)
            };
            let cells = i128::from(cells);
            let unit = (2 * numerator + cells * denominator).div_euclid(2 * cells * denominator);
            let other = unit as i32;
            pixels.heat(if axis == 0 {
                [line, other]
            } else {
                [other, line]
            });
        }
    }
}

/// Leads one arc through the hot units on its way, taking back what goes out and straight back
/// again.
fn route(
    pixels: &mut HotPixels,
    mut points: impl Iterator<Item = (GridPoint, Pixel)>,
    line: &mut Vec<Pixel>,
    passed: &mut Vec<Pixel>,
) {
    line.clear();
    let Some((mut from, first)) = points.next() else {
        return;
    };
    line.push(first);
    for (to, pixel) in points {
        pixels.passed_between(from, to, passed);
        for &next in passed.iter().chain([&pixel]) {
            match line.as_slice() {
                [.., last] if *last == next => {}
                [.., before, _] if *before == next => {
                    line.pop();
                }
                _ => line.push(next),
            }
        }
        from = to;
    }
}

/// Takes back what goes out and straight back over the two ends of a closed arc.
fn trim_seam(line: &mut Vec<Pixel>) {
    if line.first() != line.last() {
        return;
    }
    let mut trimmed = 0;
    while line.len() - 2 * trimmed >= 3 && line[trimmed + 1] == line[line.len() - 2 - trimmed] {
        trimmed += 1;
    }
    line.truncate(line.len() - trimmed);
    line.drain(..trimmed);
}
