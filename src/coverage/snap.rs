//! Rounding all borders to the grid of one zoom, together.

use std::ops::Range;

use super::cells::{axis_index, is_on_line, line_at};
use super::hot_pixels::{HotPixels, Pixel};
use super::projected::{Coverage, SidedArc};
use crate::geometry::{GRID_BITS, GridPoint};

/// What rounding needs and what it leaves behind: the arcs of a coverage in tile units of one
/// zoom.
///
/// The arcs do not cross. Where two meet, both have a vertex there, and so has every arc where it
/// crosses a line of the lattice (see `cells`).
///
/// One workspace serves one zoom after another; the largest first, then it never has to grow.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Vertices of all arcs, one arc after the other.
    pub(super) vertices: Vec<Pixel>,
    /// For each arc that is left its index in the coverage and the range of its vertices.
    pub(super) arcs: Vec<(u32, Range<usize>)>,
    /// Knows where the vertices are and which are shared.
    pub(super) pixels: HotPixels,
    kept: KeptPoints,
    /// For each kept point its pixel.
    pixel_of: Vec<Pixel>,
}

/// Rounds the points that a zoom keeps.
///
/// 1. Every kept point heats its unit, and so does every crossing of the lattice.
/// 2. Every stretch between two kept points is led through the hot units that it passes.
/// 3. What went out and straight back has become nothing and is dropped.
/// 4. A vertex in the middle of a horizontal or vertical run that no other border visits is
///    dropped: nothing changes its course there.
pub(super) fn snap(workspace: &mut Workspace, coverage: &Coverage, zoom: u8) {
    let shift = GRID_BITS - 12 - u32::from(zoom);
    let Workspace {
        vertices,
        arcs,
        pixels,
        kept,
        pixel_of,
    } = workspace;
    kept.take(coverage, zoom);
    pixels.reset(shift, kept.points.len(), kept.usual_step() >> shift);
    pixel_of.clear();
    for (_, range) in &kept.arcs {
        let points = &kept.points[range.clone()];
        for &point in points {
            let unit = pixels.round(point);
            pixel_of.push(pixels.heat(unit));
        }
        for pair in points.windows(2) {
            heat_lattice_crossings(pixels, pair[0], pair[1]);
        }
    }
    vertices.clear();
    arcs.clear();
    let mut line = Vec::new();
    let mut passed = Vec::new();
    for (arc, range) in &kept.arcs {
        let points = kept.points[range.clone()].iter().copied();
        let points = points.zip(pixel_of[range.clone()].iter().copied());
        route(pixels, points, &mut line, &mut passed);
        trim_seam(&mut line);
        if line.len() < 2 {
            continue;
        }
        for &vertex in &line {
            pixels.visit(vertex);
        }
        let start = vertices.len();
        vertices.extend_from_slice(&line);
        arcs.push((*arc, start..vertices.len()));
    }
    straighten(vertices, arcs, pixels);
}

/// The points that one zoom keeps, arc by arc; arcs that keep fewer than two are left out.
#[derive(Debug, Default)]
struct KeptPoints {
    points: Vec<GridPoint>,
    arcs: Vec<(u32, Range<usize>)>,
}

impl KeptPoints {
    fn take(&mut self, coverage: &Coverage, zoom: u8) {
        self.points.clear();
        self.arcs.clear();
        for (index, arc) in coverage.arcs.iter().enumerate() {
            let start = self.points.len();
            let SidedArc {
                start: s, end: e, ..
            } = *arc;
            let (s, e) = (s as usize, e as usize);
            self.points.extend(
                coverage.points[s..e]
                    .iter()
                    .zip(&coverage.min_zooms[s..e])
                    .filter(|&(_, &min_zoom)| min_zoom <= zoom)
                    .map(|(&point, _)| point),
            );
            if self.points.len() - start < 2 {
                self.points.truncate(start);
            } else {
                self.arcs.push((index as u32, start..self.points.len()));
            }
        }
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

/// Drops the vertices within horizontal and vertical runs that one border alone visits, except
/// where the lattice is met: writers of tiles leave such vertices out of some rings and not of
/// others.
fn straighten(vertices: &mut Vec<Pixel>, arcs: &mut [(u32, Range<usize>)], pixels: &HotPixels) {
    let mut end = 0;
    for (_, range) in arcs {
        let start = end;
        for at in range.clone() {
            let vertex = vertices[at];
            let is_end = at == range.start || at + 1 == range.end;
            if !is_end && !pixels.is_shared(vertex) {
                let [before, here, after] =
                    [vertices[end - 1], vertex, vertices[at + 1]].map(|pixel| pixels.unit(pixel));
                if is_within_run(before, here, after) && !is_on_line(here) {
                    continue;
                }
            }
            vertices[end] = vertex;
            end += 1;
        }
        *range = start..end;
    }
    vertices.truncate(end);
}

/// Whether the middle one of three vertices lies within a horizontal or vertical run.
#[must_use]
pub fn is_within_run(before: [i32; 2], here: [i32; 2], after: [i32; 2]) -> bool {
    (0..2).any(|axis| {
        let along = 1 - axis;
        before[axis] == here[axis]
            && here[axis] == after[axis]
            && (before[along] < here[along]) == (here[along] < after[along])
    })
}
