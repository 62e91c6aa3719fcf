//! Whether the areas of one tile layer fit together: every inner border shared vertex by vertex,
//! nothing doubled, nothing left open.
//!
//! In a valid coverage every directed edge inside the tile occurs at most once, and its reverse
//! belongs to the neighbour; an edge without a reverse is on the outside of the coverage. What the
//! outside is, the caller tells ([`Outside`]), from a source of its own.
//!
//! One fault is counted apart: a vertex that one side leaves out in the middle of an exactly
//! horizontal or vertical run ([`Findings::straight_vertices`]). The edges still lie on each other
//! to the last point, so nothing else is told of it.

#![allow(dead_code, reason = "every test binary uses its own part")]

use std::collections::BTreeSet;

use geo::{Area, BooleanOps, InteriorPoint};
use geo_types::{Coord, LineString};
use rustc_hash::FxHashMap;

use crate::mvt::{Contact, Geometry, Layer, Point, Polygon, Segment, contact, for_each_close_pair};

/// What is known about the coverage's outside, in units of the tile at hand.
pub trait Outside {
    /// Whether an edge follows the outer boundary of the coverage.
    fn is_outer(&self, edge: [Point; 2]) -> bool;
    /// Whether a place lies within the coverage, beyond doubt about its simplified boundary.
    fn is_covered(&self, place: [f64; 2]) -> bool;
}

/// An edge of a unit as it runs round it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The feature's id.
    pub unit: u64,
    /// From, to.
    pub ends: [Point; 2],
}

/// An area that no unit covers although it should, or that two cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sliver {
    /// A place in it.
    pub place: [f64; 2],
    /// Square tile units.
    pub area: f64,
    /// Tile units: twice the area over the perimeter, exact for a long strip.
    pub width: f64,
}

/// What was found in a layer of a tile. All lengths and areas in tile units.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Edges that reach into the visible tile.
    pub edges: usize,
    /// Visible length of borders that two units share.
    pub inner_length: f64,
    /// Edges of one unit that are not on the outside.
    pub unmatched: Vec<Edge>,
    /// Their visible length.
    pub unmatched_length: f64,
    /// Edges that two units, or one twice, walk in the same direction.
    pub doubled: Vec<Edge>,
    /// Places where edges cross, or share a stretch without sharing vertices.
    pub crossings: Vec<Point>,
    /// Vertices of one unit within an edge of another.
    pub loose_vertices: Vec<Point>,
    /// Vertices that a unit leaves out in the middle of a horizontal or vertical run although
    /// another unit has them: nothing opens there.
    pub straight_vertices: usize,
    /// Ground that nobody covers; only when areas were asked for.
    pub gaps: Vec<Sliver>,
    /// Ground covered twice; only when areas were asked for.
    pub overlaps: Vec<Sliver>,
}

impl Findings {
    /// Whether the layer is a flawless coverage.
    pub fn is_flawless(&self) -> bool {
        self.unmatched.is_empty()
            && self.doubled.is_empty()
            && self.crossings.is_empty()
            && self.loose_vertices.is_empty()
            && self.straight_vertices == 0
            && self.gaps.is_empty()
            && self.overlaps.is_empty()
    }

    /// Width of the widest gap or overlap.
    pub fn widest(&self) -> f64 {
        let slivers = self.gaps.iter().chain(&self.overlaps);
        slivers.map(|s| s.width).fold(0.0, f64::max)
    }
}

/// Checks the edges of a layer; `with_areas` also measures gaps and overlaps, which is slow.
pub fn audit(layer: &Layer, outside: &dyn Outside, with_areas: bool) -> Findings {
    let mut findings = Findings::default();
    let extent = i64::from(layer.extent);
    let mut edges = EdgeTable::new(layer);
    findings.straight_vertices = edges.split_at(&StraightRuns::of(layer));
    for (ends, owners) in &edges.table {
        let length = visible_length(*ends, extent);
        if length <= 0.0 {
            continue;
        }
        findings.edges += 1;
        let edge = |direction: usize, unit: u64| Edge {
            unit,
            ends: [ends[direction], ends[1 - direction]],
        };
        for (direction, units) in owners.iter().enumerate() {
            findings
                .doubled
                .extend(units.iter().skip(1).map(|&unit| edge(direction, unit)));
        }
        match [owners[0].first(), owners[1].first()] {
            [Some(_), Some(_)] => findings.inner_length += length,
            [Some(&unit), None] | [None, Some(&unit)] if !outside.is_outer(*ends) => {
                let direction = usize::from(owners[0].is_empty());
                findings.unmatched.push(edge(direction, unit));
                findings.unmatched_length += length;
            }
            _ => {}
        }
    }
    edges.check_planar(extent, &mut findings);
    if with_areas {
        measure_areas(layer, outside, &mut findings);
    }
    findings
}

/// Every undirected edge (lower end first), and the units that walk it forwards and backwards.
pub struct EdgeTable {
    table: FxHashMap<[Point; 2], [Vec<u64>; 2]>,
}

impl EdgeTable {
    /// All edges of all areas of a layer.
    pub fn new(layer: &Layer) -> Self {
        Self::of(layer.features.iter().map(|f| {
            let unit = f.id.unwrap_or(u64::MAX);
            (unit, f.polygons())
        }))
    }

    /// All edges of the areas of these units.
    pub fn of<'a>(units: impl Iterator<Item = (u64, &'a [Polygon])>) -> Self {
        let mut table: FxHashMap<[Point; 2], [Vec<u64>; 2]> = FxHashMap::default();
        for (unit, polygons) in units {
            for ring in polygons.iter().flat_map(Polygon::rings) {
                for (index, &start) in ring.iter().enumerate() {
                    let end = ring[(index + 1) % ring.len()];
                    let backwards = usize::from(end < start);
                    let ends = [start.min(end), start.max(end)];
                    table.entry(ends).or_default()[backwards].push(unit);
                }
            }
        }
        Self { table }
    }

    /// Cuts horizontal and vertical edges at every one of these vertices that lies within them;
    /// tells how many cuts were made.
    pub fn split_at(&mut self, runs: &StraightRuns) -> usize {
        let mut cuts = 0;
        let long: Vec<[Point; 2]> = self
            .table
            .keys()
            .filter(|ends| !runs.within(**ends).is_empty())
            .copied()
            .collect();
        for ends in long {
            let owners = self.table.remove(&ends).unwrap_or_default();
            let mut stops = vec![ends[0]];
            stops.extend(runs.within(ends));
            stops.push(ends[1]);
            cuts += stops.len() - 2;
            for pair in stops.windows(2) {
                let entry = self.table.entry([pair[0], pair[1]]).or_default();
                for (units, more) in entry.iter_mut().zip(&owners) {
                    units.extend(more);
                }
            }
        }
        cuts
    }

    /// Who walks from the first to the second place.
    pub fn walkers(&self, [from, to]: [Point; 2]) -> &[u64] {
        let ends = [from.min(to), from.max(to)];
        self.table
            .get(&ends)
            .map_or(&[], |owners| &owners[usize::from(to < from)])
    }

    /// Directed edges that are left when opposite ones of the same unit cancel out.
    pub fn boundary(&self) -> Vec<Edge> {
        let mut boundary = Vec::new();
        for (ends, owners) in &self.table {
            for direction in 0..2 {
                let [own, opposite] = [&owners[direction], &owners[1 - direction]];
                for &unit in own.iter().filter(|unit| !opposite.contains(unit)) {
                    let ends = [ends[direction], ends[1 - direction]];
                    boundary.push(Edge { unit, ends });
                }
            }
        }
        boundary
    }

    fn check_planar(&self, extent: i64, findings: &mut Findings) {
        let (mut segments, mut owners) = (Vec::new(), Vec::new());
        for (&[start, end], units) in &self.table {
            if visible_length([start, end], extent) > 0.0 {
                let (ring, index) = (0, segments.len());
                segments.push(Segment {
                    start,
                    end,
                    ring,
                    index,
                });
                owners.push(units);
            }
        }
        for_each_close_pair(&segments, |i, j| {
            let (s, t) = (&segments[i], &segments[j]);
            let end_of_both =
                |p: Point| (p == s.start || p == s.end) && (p == t.start || p == t.end);
            match contact(s, t) {
                Contact::Cross => findings.crossings.push(s.start),
                Contact::Overlap(place) => findings.crossings.push(place),
                Contact::Touch(place) if !end_of_both(place) => {
                    // A unit that touches itself is the validator's business.
                    let units = |k: usize| owners[k].iter().flatten();
                    if units(i).any(|u| units(j).any(|v| u != v)) {
                        findings.loose_vertices.push(place);
                    }
                }
                _ => {}
            }
        });
    }
}

/// Vertices sorted by row and by column.
#[derive(Default)]
pub struct StraightRuns {
    by_axis: [BTreeSet<Point>; 2],
}

impl StraightRuns {
    /// The vertices of a layer's areas.
    pub fn of(layer: &Layer) -> Self {
        let mut runs = Self::default();
        runs.add(layer);
        runs
    }

    /// Adds the vertices of a layer's areas and lines.
    pub fn add(&mut self, layer: &Layer) {
        for feature in &layer.features {
            if let Geometry::Lines(lines) = &feature.geometry {
                lines.iter().flatten().for_each(|p| self.add_vertex(*p));
            }
            let rings = feature.polygons().iter().flat_map(Polygon::rings);
            rings.flatten().for_each(|p| self.add_vertex(*p));
        }
    }

    fn add_vertex(&mut self, [x, y]: Point) {
        self.by_axis[0].insert([x, y]);
        self.by_axis[1].insert([y, x]);
    }

    /// The vertices strictly within an edge, if it is horizontal or vertical.
    fn within(&self, [from, to]: [Point; 2]) -> Vec<Point> {
        let Some(axis) = (0..2).find(|&axis| from[axis] == to[axis]) else {
            return Vec::new();
        };
        let along = 1 - axis;
        let span = [from[axis], from[along] + 1]..[from[axis], to[along]];
        if span.start >= span.end {
            return Vec::new();
        }
        let place = |p: &Point| if axis == 0 { *p } else { [p[1], p[0]] };
        self.by_axis[axis].range(span).map(place).collect()
    }
}

/// Length of the part of an edge that lies in the tile without its buffer.
pub fn visible_length([a, b]: [Point; 2], extent: i64) -> f64 {
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        let (start, step) = (a[axis] as f64, (b[axis] - a[axis]) as f64);
        if step == 0.0 {
            if !(0..=extent).contains(&a[axis]) {
                return 0.0;
            }
            continue;
        }
        let at = [(0.0 - start) / step, (extent as f64 - start) / step];
        from = from.max(at[0].min(at[1]));
        to = to.min(at[0].max(at[1]));
    }
    let length = ((b[0] - a[0]) as f64).hypot((b[1] - a[1]) as f64);
    (to - from).max(0.0) * length
}

fn measure_areas(layer: &Layer, outside: &dyn Outside, findings: &mut Findings) {
    let units: Vec<geo_types::MultiPolygon<f64>> = layer
        .features
        .iter()
        .map(|f| f.polygons().iter().map(to_geo).collect())
        .collect();
    let union = geo::unary_union(&units);
    for hole in union.iter().flat_map(geo_types::Polygon::interiors) {
        let hole = geo_types::Polygon::new(hole.clone(), Vec::new());
        if let Some(gap) = sliver(&hole) {
            let visible = gap
                .place
                .iter()
                .all(|c| (0.0..=f64::from(layer.extent)).contains(c));
            if visible && outside.is_covered(gap.place) {
                findings.gaps.push(gap);
            }
        }
    }
    let sum: f64 = units.iter().map(Area::unsigned_area).sum();
    if sum - union.unsigned_area() > 0.01 {
        find_overlaps(&units, findings);
    }
}

fn find_overlaps(units: &[geo_types::MultiPolygon<f64>], findings: &mut Findings) {
    let mut covered = geo_types::MultiPolygon::new(Vec::new());
    for unit in units {
        let doubled = covered.intersection(unit);
        findings.overlaps.extend(doubled.iter().filter_map(sliver));
        covered = covered.union(unit);
    }
}

fn sliver(polygon: &geo_types::Polygon<f64>) -> Option<Sliver> {
    let area = polygon.unsigned_area();
    let perimeter: f64 = polygon
        .exterior()
        .lines()
        .map(|line| line.dx().hypot(line.dy()))
        .sum();
    let place = polygon.interior_point()?;
    (area > 0.01).then(|| Sliver {
        place: [place.x(), place.y()],
        area,
        width: 2.0 * area / perimeter,
    })
}

fn to_geo(polygon: &Polygon) -> geo_types::Polygon<f64> {
    let line = |ring: &Vec<Point>| {
        ring.iter()
            .map(|p| Coord {
                x: p[0] as f64,
                y: p[1] as f64,
            })
            .collect::<LineString<f64>>()
    };
    let holes = polygon.interiors.iter().map(line).collect();
    geo_types::Polygon::new(line(&polygon.exterior), holes)
}
