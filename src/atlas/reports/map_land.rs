//! Land around the region on the small map of a report, and both archipelagos beside it.

use geo_types::{Geometry, LineString, Polygon};

use crate::atlas::picture::drawing::cut_ring;
use crate::atlas::picture::frame::Rect;
use crate::atlas::reports::map::{Path, View, tenth};
use crate::dataset::context::{Context, Shape};
use crate::domain::{Land, LandKind, SeaLabelKind};
use crate::geometry::{LonLat, LonLatBox, lonlat_to_grid};

/// An archipelago in the inset of the region's map.
#[derive(Clone, Debug)]
pub struct Archipelago {
    /// Name in Vietnamese.
    pub vi: String,
    /// Name in English.
    pub en: String,
    /// How far south its middle stands in the inset, which is 100 wide and [`INSET_HEIGHT`] high.
    pub y: f64,
    /// Its islands as dots.
    pub islands: Vec<[f64; 2]>,
}

/// Height of the inset.
pub const INSET_HEIGHT: f64 = 142.0;

/// The box of the inset.
const INSET: LonLatBox = LonLatBox {
    west: 108.6,
    south: 6.4,
    east: 118.4,
    north: 20.0,
};

/// Neighbouring countries and other provinces, cut to the view.
pub(in crate::atlas) fn abroad(land: &[Shape<Land>], view: &View) -> String {
    let mut path = Path::default();
    let shapes = land
        .iter()
        .filter(|shape| shape.record.kind != LandKind::Archipelago);
    for polygon in shapes.flat_map(|shape| polygons(&shape.geometry)) {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        for ring in rings {
            let cut = cut_ring(placed(ring, view), &room(view.height));
            if let Some(&first) = cut.first() {
                path.add(cut.iter().copied().chain([first]), true);
            }
        }
    }
    path.written
}

/// Both archipelagos, as the inset shows them.
pub(in crate::atlas) fn archipelagos(context: &Context) -> Vec<Archipelago> {
    let place = |lon: f64, lat: f64| {
        let x = (lon - INSET.west) / (INSET.east - INSET.west) * 100.0;
        let y = (INSET.north - lat) / (INSET.north - INSET.south) * INSET_HEIGHT;
        [tenth(x), tenth(y)]
    };
    let labels = context
        .sea_labels
        .iter()
        .filter(|label| label.record.kind == SeaLabelKind::Archipelago);
    let named = labels.filter_map(|label| {
        let Geometry::Point(point) = &label.geometry else {
            return None;
        };
        let [_, y] = place(point.x(), point.y());
        let own = context
            .land
            .iter()
            .filter(|shape| shape.record.name_vi == label.record.name_vi);
        let mut islands: Vec<[f64; 2]> = own
            .flat_map(|shape| polygons(&shape.geometry))
            .filter_map(|island| {
                let first = island.exterior().0.first()?;
                Some(place(first.x, first.y))
            })
            .collect();
        islands.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        islands.dedup_by(|a, b| (a[0] - b[0]).hypot(a[1] - b[1]) < 0.8);
        Some(Archipelago {
            vi: label.record.name_vi.clone(),
            en: label.record.name_en.clone(),
            y,
            islands,
        })
    });
    named.collect()
}

fn polygons(geometry: &Geometry<f64>) -> Vec<&Polygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => vec![polygon],
        Geometry::MultiPolygon(several) => several.0.iter().collect(),
        _ => Vec::new(),
    }
}

fn placed(ring: &LineString<f64>, view: &View) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = (ring.0.iter())
        .map(|c| view.at(lonlat_to_grid(LonLat { lon: c.x, lat: c.y })))
        .collect();
    points.pop();
    points
}

/// The drawing with a little beyond it, to which outlines are cut.
fn room(height: f64) -> Rect {
    const BEYOND: f64 = 12.0;
    Rect {
        left: -BEYOND,
        top: -BEYOND,
        right: 600.0 + BEYOND,
        bottom: height + BEYOND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_cut_to_the_drawing() {
        let ring = vec![
            [-100.0, 100.0],
            [300.0, 100.0],
            [300.0, 200.0],
            [-100.0, 200.0],
        ];
        let cut = cut_ring(ring, &room(400.0));
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| (-12.0..=300.0).contains(&p[0])));
        assert!(cut_ring(vec![[-50.0, 0.0], [-40.0, 0.0], [-40.0, 9.0]], &room(400.0)).is_empty());
    }
}
