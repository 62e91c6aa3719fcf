//! The layers around our subject: land, water, transport, places, names of seas.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::Geometry;

use super::PreparedLayer;
use super::attributes::{attributes, lookup};
use crate::coverage::{self, Coverage, MultiPolygon, Topology};
use crate::dataset::context::{Context, Shape};
use crate::domain::{
    CatalogSpec, LayerId, LayerSpec, PlaceKind, Record, Transport, TransportKind, Water, WaterKind,
};
use crate::geometry::{GridPoint, LonLat, LonLatBox, MicroDegrees, lonlat_to_grid};
use crate::tile::{AreaLayer, Attributes, Levels, Line, LineLayer, Mark, PointLayer, TileLayer};

/// All context layers.
pub(super) fn context_layers(
    catalog: &CatalogSpec,
    context: &Context,
) -> BTreeMap<LayerId, PreparedLayer> {
    let land = catalog.layer(LayerId::Land);
    let water = catalog.layer(LayerId::Water);
    let transport = catalog.layer(LayerId::Transport);
    let places = catalog.layer(LayerId::Places);
    let sea_labels = catalog.layer(LayerId::SeaLabels);
    BTreeMap::from([
        (
            LayerId::Land,
            shapes(land, &context.land, |land| land.id, |_| 0),
        ),
        (
            LayerId::Water,
            shapes(water, &context.water, |water| water.id, water_from_zoom),
        ),
        (
            LayerId::Transport,
            shapes(
                transport,
                &context.transport,
                |line| line.id,
                transport_from_zoom,
            ),
        ),
        (
            LayerId::Places,
            points(
                places,
                &context.places,
                |place| place.id,
                |place| {
                    let later = u8::from(place.kind != PlaceKind::City);
                    (4 + later + place.rank as u8).min(10)
                },
            ),
        ),
        (
            LayerId::SeaLabels,
            points(sea_labels, &context.sea_labels, |label| label.id, |_| 0),
        ),
    ])
}

/// The smallest zoom of a river by its length, of a lake by its area.
fn water_from_zoom(water: &Water) -> u8 {
    let reaches = |size: Option<f64>, steps: [f64; 3]| {
        let size = size.unwrap_or(0.0);
        steps.iter().position(|&step| size >= step).unwrap_or(3) as u8
    };
    match water.kind {
        WaterKind::River => 5 + reaches(water.length_km, [300.0, 150.0, 60.0]),
        WaterKind::Lake => 5 + reaches(water.area_km2, [50.0, 15.0, 3.0]),
        WaterKind::Coastline => 4,
    }
}

fn transport_from_zoom(line: &Transport) -> u8 {
    match line.kind {
        TransportKind::Expressway => 5,
        TransportKind::Railway | TransportKind::NationalRoad => 7,
    }
}

/// A layer of areas, lines or both.
fn shapes<R: Record>(
    spec: &LayerSpec,
    shapes: &[Shape<R>],
    id: impl Fn(&R) -> u64,
    min_zoom: impl Fn(&R) -> u8,
) -> PreparedLayer {
    let mut lines = Vec::new();
    let mut areas: BTreeMap<u8, Vec<(Attributes, MultiPolygon)>> = BTreeMap::new();
    for shape in shapes {
        let fields = shape.record.to_fields();
        let attributes = attributes(spec, id(&shape.record), lookup(&fields, &[]));
        let from = min_zoom(&shape.record).max(spec.min_zoom);
        if let Some(area) = area(&shape.geometry) {
            areas.entry(from).or_default().push((attributes, area));
        } else {
            lines.push(Line {
                attributes,
                min_zoom: from,
                parts: line_parts(&shape.geometry),
            });
        }
    }
    let areas: Vec<AreaLayer> = areas
        .into_iter()
        .map(|(min_zoom, areas)| area_layer(min_zoom, areas))
        .collect();
    PreparedLayer {
        tiles: TileLayer::Mixed(areas, LineLayer::prepare(lines)),
        count: shapes.len(),
        drawn: shapes.len(),
        bounds: bounds(shapes),
    }
}

/// Areas that share borders where they can; shapes that are no coverage keep their own.
fn area_layer(min_zoom: u8, areas: Vec<(Attributes, MultiPolygon)>) -> AreaLayer {
    let (attributes, shapes): (Vec<_>, Vec<_>) = areas.into_iter().unzip();
    let mut topology: Topology =
        coverage::build(&shapes).unwrap_or_else(|_| coverage::separate(&shapes));
    coverage::rank(&mut topology);
    AreaLayer {
        levels: Arc::new(Levels::new(Coverage::new(&topology), min_zoom)),
        owners: (0..attributes.len() as u32).collect(),
        attributes: attributes.into(),
    }
}

/// A layer of places.
fn points<R: Record>(
    spec: &LayerSpec,
    shapes: &[Shape<R>],
    id: impl Fn(&R) -> u64,
    min_zoom: impl Fn(&R) -> u8,
) -> PreparedLayer {
    let marks: Vec<Mark> = shapes
        .iter()
        .filter_map(|shape| {
            let Geometry::Point(point) = &shape.geometry else {
                return None;
            };
            let fields = shape.record.to_fields();
            Some(Mark {
                at: grid(point.0)?,
                min_zoom: min_zoom(&shape.record).max(spec.min_zoom),
                attributes: attributes(spec, id(&shape.record), lookup(&fields, &[])),
            })
        })
        .collect();
    PreparedLayer {
        count: shapes.len(),
        drawn: marks.len(),
        bounds: bounds(shapes),
        tiles: TileLayer::Points(PointLayer::prepare(&marks, None)),
    }
}

fn bounds<R>(shapes: &[Shape<R>]) -> Option<LonLatBox> {
    use geo::CoordsIter;
    let places = shapes.iter().flat_map(|shape| shape.geometry.coords_iter());
    LonLatBox::around(places.filter_map(|c| LonLat::new(c.x, c.y)))
}

/// The polygons of an area on the grid of boundary files; nothing for other geometries.
fn area(geometry: &Geometry<f64>) -> Option<MultiPolygon> {
    let polygon = |polygon: &geo_types::Polygon<f64>| {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(|ring| ring.0.iter().copied().map(micro).collect())
            .collect()
    };
    match geometry {
        Geometry::Polygon(one) => Some(vec![polygon(one)]),
        Geometry::MultiPolygon(many) => Some(many.0.iter().map(polygon).collect()),
        _ => None,
    }
}

fn line_parts(geometry: &Geometry<f64>) -> Vec<Vec<GridPoint>> {
    let part = |line: &geo_types::LineString<f64>| -> Vec<GridPoint> {
        line.0.iter().copied().filter_map(grid).collect()
    };
    let parts = match geometry {
        Geometry::LineString(one) => vec![part(one)],
        Geometry::MultiLineString(many) => many.0.iter().map(part).collect(),
        _ => Vec::new(),
    };
    parts.into_iter().filter(|part| part.len() >= 2).collect()
}

fn micro(c: geo_types::Coord<f64>) -> MicroDegrees {
    [(c.x * 1e6).round() as i32, (c.y * 1e6).round() as i32]
}

fn grid(c: geo_types::Coord<f64>) -> Option<GridPoint> {
    LonLat::new(c.x, c.y).map(lonlat_to_grid)
}
