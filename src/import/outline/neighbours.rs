//! What lies beyond each point of the outline, from coarser maps of the neighbours.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};
use rustc_hash::FxHashSet;

use crate::dataset::topojson::OutlineKind;
use crate::geometry::MicroDegrees;
use crate::import::gdal_source::SourceArea;

/// Other provinces come from the publisher of the coverage, drawn coarser.
const PROVINCE_METRES: f64 = 300.0;

/// The class of an edge of the outline: what lies beyond, and which neighbour it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub kind: OutlineKind,
    /// Index into the names of the neighbours; none at the coast.
    pub neighbour: Option<u32>,
}

pub(super) const COAST: Class = Class {
    kind: OutlineKind::Coast,
    neighbour: None,
};

/// Borders of the neighbours and the coast, found by place.
pub(super) struct Neighbours {
    tree: RTree<GeomWithData<Line<[f64; 2]>, Class>>,
    pub names: Vec<String>,
}

impl Neighbours {
    pub fn of(countries: &[SourceArea], provinces: &[SourceArea]) -> Self {
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
    pub fn class_at(&self, place: MicroDegrees) -> Class {
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
pub(super) fn in_metres([lon, lat]: MicroDegrees) -> [f64; 2] {
    [f64::from(lon) * 0.104_2, f64::from(lat) * 0.110_7]
}

pub(super) fn metres_between(a: MicroDegrees, b: MicroDegrees) -> f64 {
    let [a, b] = [in_metres(a), in_metres(b)];
    (a[0] - b[0]).hypot(a[1] - b[1])
}
