//! What lies beyond the outer edge of the coverage: another country, another province, the sea.
//!
//! The neighbours are known from coarser maps. Natural Earth 10 m draws the land border up to 7 km
//! off, too far for a limit of distance: a point of the edge is at the border where that map's
//! border is nearer than its coast. Runs too short to be real take the class of the longer run
//! beside them. Where the class changes the line is cut, so that every arc has one class. Only the
//! largest outer line has neighbours on land; all others are islands. Gaps inside the coverage are
//! no part of the outline.

use rstar::RTree;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

use rstar::primitives::{GeomWithData, Line};

use super::gdal_source::SourceArea;
use crate::coverage::{Arc, ArcRef, Topology, ring_points};
use crate::dataset::topojson::OutlineKind;
use crate::geometry::{LonLat, MicroDegrees, geodesic_km};

/// The mouth of the Bắc Luân at Móng Cái, where the land border with China ends. Natural Earth has
/// the land on its southern side wrong, so the change from border to coast is moved here.
const BORDER_RIVER_MOUTH: MicroDegrees = [108_047_000, 21_538_000];

/// How far along the edge that change may be moved.
const MOUTH_REACH_METRES: f64 = 200_000.0;

/// Other provinces come from the publisher of the coverage, drawn coarser.
const PROVINCE_METRES: f64 = 300.0;

/// Runs of one class that are shorter take the class of the longer run beside them.
const SHORTEST_RUN_METRES: f64 = 3_000.0;

/// The outline of a coverage.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Lines of one kind each, arcs head to tail, the coverage on their left.
    pub lines: Vec<(OutlineKind, Vec<ArcRef>)>,
    /// Kilometres of border by neighbour: a country by its ISO code, a province by its code, the
    /// coast of the mainland and of the islands as `coast` and `islands`.
    pub length_km: BTreeMap<String, f64>,
}

/// Tells the outer edge apart and cuts arcs where its class changes.
///
/// `countries` have a field `iso` and share their borders vertex by vertex; Vietnam (`VNM`) is one
/// of them, for its coast. `provinces` have a field `code`. All shapes are in degrees.
pub fn trace_outline(
    topology: &mut Topology,
    countries: &[SourceArea],
    provinces: &[SourceArea],
) -> Outline {
    let mut outline = Outline::default();
    let mut rings = outer_rings(topology);
    if rings.is_empty() {
        return outline;
    }
    let mainland = rings.remove(0);
    let neighbours = Neighbours::of(countries, provinces);
    let points = ring_points(topology, &mainland);
    let mut classes: Vec<Class> = points.iter().map(|&p| neighbours.class_at(p)).collect();
    smooth(&points, &mut classes);
    end_border_at_mouth(&points, &mut classes);
    outline.length_km = lengths(&points, &classes, &neighbours);
    for (kind, line) in cut_by_class(topology, &mainland, &classes) {
        outline.lines.push((kind, line));
    }
    let mut islands_km = 0.0;
    for ring in rings {
        islands_km += length_km(&ring_points(topology, &ring));
        outline.lines.push((OutlineKind::Coast, ring));
    }
    outline.length_km.insert("islands".to_owned(), islands_km);
    outline
}

/// The class of an edge of the outline: what lies beyond, and which neighbour it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Class {
    kind: OutlineKind,
    /// Index into the names of the neighbours; none at the coast.
    neighbour: Option<u32>,
}

const COAST: Class = Class {
    kind: OutlineKind::Coast,
    neighbour: None,
};

/// The rings around the coverage, face on the left, the longest way round first.
fn outer_rings(topology: &Topology) -> Vec<Vec<ArcRef>> {
    let mut users = vec![Vec::new(); topology.arcs.len()];
    for used in topology.faces.iter().flat_map(crate::coverage::Face::arcs) {
        users[used.arc as usize].push(used);
    }
    let edge: Vec<ArcRef> = users
        .into_iter()
        .filter(|of_arc| of_arc.len() == 1)
        .flatten()
        .collect();
    let mut leaving: BTreeMap<MicroDegrees, Vec<ArcRef>> = BTreeMap::new();
    for &used in &edge {
        leaving
            .entry(ends(topology, used)[0])
            .or_default()
            .push(used);
    }
    let mut rings = Vec::new();
    for &start in &edge {
        let mut ring = Vec::new();
        let mut next = take(&mut leaving, topology, start);
        while let Some(used) = next {
            ring.push(used);
            next = follow(&mut leaving, topology, used);
        }
        if !ring.is_empty() && doubled_area(&ring_points(topology, &ring)) > 0.0 {
            rings.push(ring);
        }
    }
    rings.sort_by_cached_key(|ring| {
        let area = doubled_area(&ring_points(topology, ring));
        (std::cmp::Reverse(area as i64), ring[0])
    });
    rings
}

fn take(
    leaving: &mut BTreeMap<MicroDegrees, Vec<ArcRef>>,
    topology: &Topology,
    used: ArcRef,
) -> Option<ArcRef> {
    let at_vertex = leaving.get_mut(&ends(topology, used)[0])?;
    let index = at_vertex.iter().position(|&other| other == used)?;
    Some(at_vertex.swap_remove(index))
}

/// The edge that goes on where this one ends: the first one counter-clockwise from where it came,
/// so that the same outside stays on the right.
fn follow(
    leaving: &mut BTreeMap<MicroDegrees, Vec<ArcRef>>,
    topology: &Topology,
    used: ArcRef,
) -> Option<ArcRef> {
    let walked = walk(topology, used);
    let (at, from) = (walked[walked.len() - 1], walked[walked.len() - 2]);
    let back = direction(at, from);
    let at_vertex = leaving.get(&at)?;
    let turned = |next: &ArcRef| {
        let angle = direction(at, walk(topology, *next)[1]) - back;
        if angle <= 0.0 {
            angle + std::f64::consts::TAU
        } else {
            angle
        }
    };
    let next = *at_vertex
        .iter()
        .min_by(|a, b| turned(a).total_cmp(&turned(b)))?;
    take(leaving, topology, next)
}

fn direction(from: MicroDegrees, to: MicroDegrees) -> f64 {
    f64::from(to[1] - from[1]).atan2(f64::from(to[0] - from[0]))
}

fn walk(topology: &Topology, used: ArcRef) -> Vec<MicroDegrees> {
    let mut points = topology.arcs[used.arc as usize].points.clone();
    if used.reversed {
        points.reverse();
    }
    points
}

fn ends(topology: &Topology, used: ArcRef) -> [MicroDegrees; 2] {
    let points = &topology.arcs[used.arc as usize].points;
    let [first, last] = [points[0], points[points.len() - 1]];
    if used.reversed {
        [last, first]
    } else {
        [first, last]
    }
}

fn doubled_area(points: &[MicroDegrees]) -> f64 {
    crate::coverage::doubled_area(points) as f64
}

/// Borders of the neighbours and the coast, found by place.
struct Neighbours {
    tree: RTree<GeomWithData<Line<[f64; 2]>, Class>>,
    names: Vec<String>,
}

impl Neighbours {
    fn of(countries: &[SourceArea], provinces: &[SourceArea]) -> Self {
        let (home, abroad): (Vec<_>, Vec<_>) = countries
            .iter()
            .partition(|country| country.text("iso") == "VNM");
        let mut neighbours = Self {
            tree: RTree::new(),
            names: Vec::new(),
        };
        let mut lines = Vec::new();
        let mut foreign_edges = FxHashSet::default();
        for country in abroad {
            let class = neighbours.named(OutlineKind::National, country.text("iso"));
            for edge in edges_of(country) {
                foreign_edges.insert(edge);
                lines.push(GeomWithData::new(line_in_metres(edge), class));
            }
        }
        for province in provinces {
            let class = neighbours.named(OutlineKind::Province, province.text("code"));
            lines.extend(
                edges_of(province).map(|edge| GeomWithData::new(line_in_metres(edge), class)),
            );
        }
        lines.extend(
            (home.into_iter().flat_map(edges_of))
                .filter(|edge| !foreign_edges.contains(edge))
                .map(|edge| GeomWithData::new(line_in_metres(edge), COAST)),
        );
        neighbours.tree = RTree::bulk_load(lines);
        neighbours
    }

    fn named(&mut self, kind: OutlineKind, name: &str) -> Class {
        self.names.push(name.to_owned());
        Class {
            kind,
            neighbour: Some(self.names.len() as u32 - 1),
        }
    }

    /// A province that touches comes before a country or a coast that passes near.
    fn class_at(&self, place: MicroDegrees) -> Class {
        let mut found = None;
        for (line, distance_2) in self
            .tree
            .nearest_neighbor_iter_with_distance_2(&in_metres(place))
        {
            let touches = distance_2 <= PROVINCE_METRES.powi(2);
            match line.data.kind {
                OutlineKind::Province if touches => return line.data,
                OutlineKind::Province => {}
                OutlineKind::National | OutlineKind::Coast => {
                    found.get_or_insert(line.data);
                }
            }
            if found.is_some() && !touches {
                break;
            }
        }
        found.unwrap_or(COAST)
    }
}

/// The edges of all rings on the 1e-6° grid, each from its lesser end to its greater one.
fn edges_of(area: &SourceArea) -> impl Iterator<Item = [MicroDegrees; 2]> {
    (area.shape.iter())
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .flat_map(geo_types::LineString::lines)
        .map(|line| {
            let [a, b] = [line.start, line.end]
                .map(|c| [c.x, c.y].map(|degrees| (degrees * 1e6).round() as i32));
            [a.min(b), a.max(b)]
        })
}

fn line_in_metres([a, b]: [MicroDegrees; 2]) -> Line<[f64; 2]> {
    Line::new(in_metres(a), in_metres(b))
}

/// A plane in metres that is true to about 2 % between 18° and 24° north.
fn in_metres([lon, lat]: MicroDegrees) -> [f64; 2] {
    [f64::from(lon) * 0.104_2, f64::from(lat) * 0.110_7]
}

fn metres_between(a: MicroDegrees, b: MicroDegrees) -> f64 {
    let [a, b] = [in_metres(a), in_metres(b)];
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Moves the change between border and coast to the point of the ring nearest the river's mouth.
fn end_border_at_mouth(points: &[MicroDegrees], classes: &mut [Class]) {
    let edges = points.len() - 1;
    let from_mouth = |&i: &usize| metres_between(points[i], BORDER_RIVER_MOUTH);
    let Some(mouth) = (0..edges).min_by(|a, b| from_mouth(a).total_cmp(&from_mouth(b))) else {
        return;
    };
    // Walk from the mouth both ways to the first change; the edge before it or after it wins.
    for forwards in [true, false] {
        let step = |i: usize| {
            if forwards {
                (i + 1) % edges
            } else {
                (i + edges - 1) % edges
            }
        };
        let start = if forwards { mouth } else { step(mouth) };
        let here = classes[start].kind;
        let (mut at, mut metres, mut passed) = (start, 0.0, Vec::new());
        while classes[at].kind == here && metres < MOUTH_REACH_METRES {
            passed.push(at);
            metres += metres_between(points[at], points[at + 1]);
            at = step(at);
        }
        let kinds = [here, classes[at].kind];
        if metres < MOUTH_REACH_METRES && !kinds.contains(&OutlineKind::Province) {
            let beyond = classes[at];
            for edge in passed {
                classes[edge] = beyond;
            }
            return;
        }
    }
}

/// Gives runs that are too short the class of the longer of the two beside them, the shortest run
/// first. Points are closed: the first is repeated at the end.
fn smooth(points: &[MicroDegrees], classes: &mut [Class]) {
    loop {
        let runs = runs_of(points, classes);
        let Some(shortest) =
            (0..runs.len()).min_by(|&a, &b| runs[a].metres.total_cmp(&runs[b].metres))
        else {
            return;
        };
        if runs.len() < 2 || runs[shortest].metres >= SHORTEST_RUN_METRES {
            return;
        }
        let before = &runs[(shortest + runs.len() - 1) % runs.len()];
        let after = &runs[(shortest + 1) % runs.len()];
        let longer = if before.metres >= after.metres {
            before
        } else {
            after
        };
        let class = longer.class;
        for index in runs[shortest].points.clone() {
            classes[index % (points.len() - 1)] = class;
        }
    }
}

/// Consecutive edges of one class. An edge has the class of its first point.
struct Run {
    class: Class,
    /// First points of its edges; may count on beyond the end of the ring.
    points: std::ops::Range<usize>,
    metres: f64,
}

fn runs_of(points: &[MicroDegrees], classes: &[Class]) -> Vec<Run> {
    let edges = points.len() - 1;
    let changes: Vec<usize> = (0..edges)
        .filter(|&i| classes[i] != classes[(i + edges - 1) % edges])
        .collect();
    let metres = |i: usize| metres_between(points[i % edges], points[i % edges + 1]);
    let run = |from: usize, to: usize| Run {
        class: classes[from],
        points: from..to,
        metres: (from..to).map(metres).sum(),
    };
    match changes.as_slice() {
        [] => vec![run(0, edges)],
        [first, ..] => (changes
            .iter()
            .zip(changes.iter().skip(1).chain([&(first + edges)])))
        .map(|(&from, &to)| run(from, to))
        .collect(),
    }
}

/// Cuts the arcs of the ring where the kind changes; gives its lines of one kind each.
fn cut_by_class(
    topology: &mut Topology,
    ring: &[ArcRef],
    classes: &[Class],
) -> Vec<(OutlineKind, Vec<ArcRef>)> {
    let mut pieces: Vec<(OutlineKind, ArcRef)> = Vec::new();
    let mut pieces_of_arc: BTreeMap<u32, Vec<ArcRef>> = BTreeMap::new();
    let mut first_edge = 0;
    for &used in ring {
        let edges = topology.arcs[used.arc as usize].points.len() - 1;
        let kinds: Vec<OutlineKind> = (first_edge..first_edge + edges)
            .map(|edge| classes[edge].kind)
            .collect();
        first_edge += edges;
        let cuts: Vec<usize> = (1..edges).filter(|&i| kinds[i] != kinds[i - 1]).collect();
        let in_walk = cut_arc(topology, used, &cuts);
        let starts = std::iter::once(0).chain(cuts);
        pieces.extend(starts.map(|at| kinds[at]).zip(in_walk.iter().copied()));
        pieces_of_arc.insert(used.arc, in_walk);
    }
    for face in &mut topology.faces {
        for ring in face.polygons.iter_mut().flatten() {
            if ring
                .iter()
                .any(|used| pieces_of_arc.get(&used.arc).is_some_and(|p| p.len() > 1))
            {
                *ring = (ring.iter())
                    .flat_map(|used| pieces_of_arc.get(&used.arc).cloned().unwrap_or(vec![*used]))
                    .collect();
            }
        }
    }
    lines_of(&pieces)
}

/// Cuts an arc at points counted along the way it is walked; gives its pieces in that order. The
/// arc's number stays with the piece that comes first in its own direction.
fn cut_arc(topology: &mut Topology, used: ArcRef, cuts: &[usize]) -> Vec<ArcRef> {
    let points = std::mem::take(&mut topology.arcs[used.arc as usize].points);
    let last = points.len() - 1;
    let mut at: Vec<usize> = cuts
        .iter()
        .map(|&cut| if used.reversed { last - cut } else { cut })
        .collect();
    at.sort_unstable();
    at.push(last);
    let mut numbers = Vec::new();
    let mut from = 0;
    for to in at {
        let piece = points[from..=to].to_vec();
        if from == 0 {
            topology.arcs[used.arc as usize].points = piece;
            numbers.push(used.arc);
        } else {
            numbers.push(topology.arcs.len() as u32);
            topology.arcs.push(Arc {
                points: piece,
                min_zooms: Vec::new(),
            });
        }
        from = to;
    }
    if used.reversed {
        numbers.reverse();
    }
    let reversed = used.reversed;
    numbers
        .into_iter()
        .map(|arc| ArcRef { arc, reversed })
        .collect()
}

/// Joins neighbouring pieces of a kind, round the end of the ring too.
fn lines_of(pieces: &[(OutlineKind, ArcRef)]) -> Vec<(OutlineKind, Vec<ArcRef>)> {
    let count = pieces.len();
    let start = (0..count)
        .find(|&i| pieces[i].0 != pieces[(i + count - 1) % count].0)
        .unwrap_or(0);
    let mut lines: Vec<(OutlineKind, Vec<ArcRef>)> = Vec::new();
    for &(kind, used) in pieces[start..].iter().chain(&pieces[..start]) {
        match lines.last_mut() {
            Some((same, line)) if *same == kind => line.push(used),
            _ => lines.push((kind, vec![used])),
        }
    }
    lines
}

fn lengths(
    points: &[MicroDegrees],
    classes: &[Class],
    neighbours: &Neighbours,
) -> BTreeMap<String, f64> {
    let mut lengths = BTreeMap::new();
    for (pair, class) in points.windows(2).zip(classes) {
        let name = class
            .neighbour
            .map_or("coast", |index| &neighbours.names[index as usize]);
        *lengths.entry(name.to_owned()).or_default() += length_km(pair);
    }
    lengths
}

fn length_km(points: &[MicroDegrees]) -> f64 {
    let place = |[lon, lat]: MicroDegrees| LonLat {
        lon: f64::from(lon) / 1e6,
        lat: f64::from(lat) / 1e6,
    };
    points
        .windows(2)
        .map(|pair| geodesic_km(place(pair[0]), place(pair[1])))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{build, planar_problems};

    const DEGREE: i32 = 1_000_000;

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> geo_types::MultiPolygon<f64> {
        geo_types::Rect::new((west, south), (east, north))
            .to_polygon()
            .into()
    }

    fn area(field: &str, value: &str, shape: geo_types::MultiPolygon<f64>) -> SourceArea {
        SourceArea {
            fields: BTreeMap::from([(field.to_owned(), value.to_owned())]),
            shape,
        }
    }

    /// A square of one degree from 105° east, 20° north, with a point every hundredth of a
    /// degree, and an island off its eastern side.
    fn square_and_island() -> Topology {
        let hundredth = DEGREE / 100;
        let along = |from: [i32; 2], step: [i32; 2]| {
            (0..100).map(move |i| [0, 1].map(|axis| from[axis] + i * step[axis] * hundredth))
        };
        let [west, south] = [105 * DEGREE, 20 * DEGREE];
        let (east, north) = (west + DEGREE, south + DEGREE);
        let ring = along([west, south], [1, 0])
            .chain(along([east, south], [0, 1]))
            .chain(along([east, north], [-1, 0]))
            .chain(along([west, north], [0, -1]))
            .collect();
        let isle = [[0, 0], [9, 0], [0, 9]].map(|[x, y]| [east + 50_000 + x * 1000, south + y]);
        build(&[vec![vec![ring], vec![isle.to_vec()]]]).expect("a coverage")
    }

    /// The coarse map: a country to the west and north, drawn 5 km inside; the sea to the east; a
    /// province to the south.
    fn traced() -> (Topology, Outline) {
        let mut topology = square_and_island();
        let abroad = geo_types::Polygon::new(
            geo_types::LineString::from(vec![
                (103.0, 20.0),
                (105.05, 20.0),
                (105.05, 20.95),
                (106.0, 20.95),
                (106.0, 22.0),
                (103.0, 22.0),
            ]),
            Vec::new(),
        );
        // Shares the two borders with the country, vertex by vertex.
        let home = geo_types::Polygon::new(
            geo_types::LineString::from(vec![
                (105.05, 18.0),
                (106.0, 18.0),
                (106.0, 20.95),
                (105.05, 20.95),
                (105.05, 20.0),
            ]),
            Vec::new(),
        );
        let countries = [
            area("iso", "CHN", abroad.into()),
            area("iso", "VNM", home.into()),
        ];
        let provinces = [area("code", "44", rectangle(105.0, 19.0, 106.0, 20.0))];
        let outline = trace_outline(&mut topology, &countries, &provinces);
        (topology, outline)
    }

    #[test]
    fn each_side_has_its_kind() {
        let (topology, outline) = traced();
        let mut found: Vec<OutlineKind> = outline.lines.iter().map(|line| line.0).collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                OutlineKind::National,
                OutlineKind::Province,
                OutlineKind::Coast,
                OutlineKind::Coast
            ]
        );
        assert!(planar_problems(&topology).is_empty());
    }

    #[test]
    fn lengths_are_those_of_the_sides() {
        let lengths = traced().1.length_km;
        let check = |name: &str, expected: f64| {
            let found = lengths.get(name).copied().unwrap_or_default();
            assert!((found - expected).abs() < 8.0, "{name}: {found} km");
        };
        check("44", 104.6);
        check("CHN", 110.7 + 103.9);
        check("coast", 110.7);
    }

    #[test]
    fn lines_lie_head_to_tail_with_the_coverage_on_their_left() {
        let (topology, outline) = traced();
        for (_, line) in &outline.lines {
            for pair in line.windows(2) {
                assert_eq!(ends(&topology, pair[0])[1], ends(&topology, pair[1])[0]);
            }
        }
        let used: Vec<ArcRef> = topology.faces[0].arcs().collect();
        let in_lines = outline.lines.iter().flat_map(|(_, line)| line);
        assert!(in_lines.clone().all(|arc| used.contains(arc)));
        assert_eq!(in_lines.count(), used.len());
    }

    #[test]
    fn without_a_map_of_the_neighbours_all_is_coast() {
        let mut topology = square_and_island();
        let before = topology.clone();
        let outline = trace_outline(&mut topology, &[], &[]);
        assert!(
            outline
                .lines
                .iter()
                .all(|line| line.0 == OutlineKind::Coast)
        );
        assert_eq!(topology, before);
    }
}
