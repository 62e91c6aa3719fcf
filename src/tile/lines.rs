//! Lines that are no borders: rivers, coasts, roads, railways.

use geo::Simplify;
use rstar::{AABB, RTree, RTreeObject};

use super::encode::Attributes;
use super::trace::TilePoint;
use crate::geometry::{BUFFER, EXTENT, GRID_BITS, GridPoint, MAX_ZOOM, TileCoord};

/// Vertices of a stretch: short enough that its box says where it runs.
const STRETCH: usize = 48;

/// Lines thinner than this many units are straightened.
const TOLERANCE_IN_UNITS: f64 = 3.0;

/// A line of one or more parts on the Web Mercator grid.
#[derive(Clone, Debug)]
pub struct Line {
    /// What tiles say of it.
    pub attributes: Attributes,
    /// The smallest zoom that draws it.
    pub min_zoom: u8,
    /// Parts of at least two points.
    pub parts: Vec<Vec<GridPoint>>,
}

/// Lines prepared for every zoom.
#[derive(Debug)]
pub struct LineLayer {
    attributes: Vec<Attributes>,
    levels: Vec<RTree<Stretch>>,
}

/// A part of a line at one zoom, in tile units of that zoom.
#[derive(Debug)]
struct Stretch {
    line: u32,
    /// Where it stands among the stretches of its line.
    order: u32,
    vertices: Vec<TilePoint>,
}

impl RTreeObject for Stretch {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_points(&self.vertices)
    }
}

impl LineLayer {
    /// Simplifies and indexes the lines for every zoom.
    #[must_use]
    pub fn prepare(lines: Vec<Line>) -> Self {
        let levels = (0..=MAX_ZOOM).map(|zoom| level(&lines, zoom)).collect();
        Self {
            attributes: lines.into_iter().map(|line| line.attributes).collect(),
            levels,
        }
    }

    /// The boxes around stretches of lines at a zoom, in its units: the lower and the upper corner.
    pub(super) fn boxes_at(&self, zoom: u8) -> impl Iterator<Item = [TilePoint; 2]> {
        let stretches = self.levels[usize::from(zoom)].iter();
        stretches.map(|stretch| {
            let around = stretch.envelope();
            [around.lower(), around.upper()]
        })
    }

    /// The lines in a tile with its buffer, in the order in which they were given: attributes
    /// and parts in units of the tile.
    #[must_use]
    pub fn lines_in(&self, coord: TileCoord) -> Vec<(&Attributes, Vec<Vec<TilePoint>>)> {
        let [x, y] = coord.origin_in_units();
        let window = AABB::from_corners(
            [x - BUFFER, y - BUFFER],
            [x + EXTENT + BUFFER, y + EXTENT + BUFFER],
        );
        let mut stretches: Vec<&Stretch> = self.levels[usize::from(coord.z())]
            .locate_in_envelope_intersecting(&window)
            .collect();
        stretches.sort_unstable_by_key(|stretch| (stretch.line, stretch.order));
        let mut found: Vec<(u32, Vec<Vec<TilePoint>>)> = Vec::new();
        for stretch in stretches {
            if found.last().is_none_or(|(line, _)| *line != stretch.line) {
                found.push((stretch.line, Vec::new()));
            }
            if let Some((_, parts)) = found.last_mut() {
                clip(&stretch.vertices, [x, y], parts);
            }
        }
        found
            .into_iter()
            .filter(|(_, parts)| !parts.is_empty())
            .map(|(line, parts)| (&self.attributes[line as usize], parts))
            .collect()
    }
}

fn level(lines: &[Line], zoom: u8) -> RTree<Stretch> {
    let shift = GRID_BITS - 12 - u32::from(zoom);
    let mut stretches = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.min_zoom > zoom {
            continue;
        }
        let mut order = 0;
        for part in &line.parts {
            let vertices = simplified(part, shift);
            // Neighbouring stretches share a vertex.
            for start in (0..vertices.len().saturating_sub(1)).step_by(STRETCH) {
                let end = (start + STRETCH + 1).min(vertices.len());
                stretches.push(Stretch {
                    line: index as u32,
                    order,
                    vertices: vertices[start..end].to_vec(),
                });
                order += 1;
            }
            // A gap in the order: the next part does not go on from this one.
            order += 1;
        }
    }
    RTree::bulk_load(stretches)
}

fn simplified(part: &[GridPoint], shift: u32) -> Vec<TilePoint> {
    let unit = f64::from(1u32 << shift);
    let line: geo_types::LineString<f64> = part
        .iter()
        .map(|p| (f64::from(p.x) / unit, f64::from(p.y) / unit))
        .collect();
    let mut vertices: Vec<TilePoint> = line
        .simplify(TOLERANCE_IN_UNITS)
        .0
        .iter()
        .map(|c| [c.x.round() as i32, c.y.round() as i32])
        .collect();
    vertices.dedup();
    vertices
}

/// Cuts a stretch to the tile with its buffer and adds what is left, in units of the tile.
fn clip(vertices: &[TilePoint], origin: TilePoint, parts: &mut Vec<Vec<TilePoint>>) {
    for pair in vertices.windows(2) {
        let local = |p: TilePoint| [f64::from(p[0] - origin[0]), f64::from(p[1] - origin[1])];
        let Some([a, b]) = clip_segment(local(pair[0]), local(pair[1])) else {
            continue;
        };
        if a == b {
            continue;
        }
        match parts.last_mut() {
            Some(part) if part.last() == Some(&a) => part.push(b),
            _ => parts.push(vec![a, b]),
        }
    }
}

/// Liang–Barsky against the tile with its buffer, rounded to its units.
fn clip_segment(a: [f64; 2], b: [f64; 2]) -> Option<[TilePoint; 2]> {
    let (low, high) = (f64::from(-BUFFER), f64::from(EXTENT + BUFFER));
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        let step = b[axis] - a[axis];
        for (distance, speed) in [(a[axis] - low, -step), (high - a[axis], step)] {
            if speed == 0.0 {
                if distance < 0.0 {
                    return None;
                }
            } else if speed < 0.0 {
                enter = enter.max(distance / speed);
            } else {
                leave = leave.min(distance / speed);
            }
        }
    }
    let at = |t: f64| {
        [0, 1].map(|axis| (a[axis] + t * (b[axis] - a[axis])).round().clamp(low, high) as i32)
    };
    (enter <= leave).then(|| [at(enter), at(leave)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_through_the_tile_is_cut_at_the_buffer() {
        let cut = clip_segment([-1000.0, 100.0], [9000.0, 100.0]);
        assert_eq!(cut, Some([[-64, 100], [4160, 100]]));
        assert_eq!(clip_segment([-1000.0, -100.0], [9000.0, -100.0]), None);
    }

    proptest! {
        #[test]
        fn what_is_cut_stays_in_the_box(ax in -9e3..9e3f64, ay in -9e3..9e3f64, bx in -9e3..9e3f64, by in -9e3..9e3f64) {
            if let Some(points) = clip_segment([ax, ay], [bx, by]) {
                for v in points.iter().flatten() {
                    prop_assert!((-BUFFER..=EXTENT + BUFFER).contains(v));
                }
            }
        }
    }
}
