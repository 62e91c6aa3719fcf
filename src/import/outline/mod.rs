//! What lies beyond the outer edge of the coverage: another country, another province, the sea.
//!
//! The neighbours are known from coarser maps. Natural Earth 10 m draws the land border up to 7 km
//! off, too far for a limit of distance: a point of the edge is at the border where that map's
//! border is nearer than its coast. Runs too short to be real take the class of the longer run
//! beside them. Where the class changes the line is cut, so that every arc has one class. Only the
//! largest outer line has neighbours on land; all others are islands. Gaps inside the coverage are
//! no part of the outline.

mod cut;
mod kept;
mod neighbours;
mod rings;
mod runs;

use std::collections::BTreeMap;

pub(super) use self::kept::keep_outline;
pub(super) use self::rings::gap_rings;

use self::cut::cut_by_class;
use self::neighbours::{Class, Neighbours};
use self::rings::outer_rings;
use self::runs::{end_border_at_mouth, smooth};
use super::gdal_source::SourceArea;
use crate::coverage::{ArcRef, Topology, ring_points};
use crate::dataset::topojson::OutlineKind;
use crate::geometry::{LonLat, MicroDegrees, geodesic_km};

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
    use super::rings::ends;
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
