//! The shapes of items: whole, valid, and the same as those that tiles are drawn from.

use std::collections::BTreeMap;

use geo::GeodesicArea;
use geo_types::{Geometry, MultiPolygon};
use phiabac::atlas::{Item, RecordQuery};
use phiabac::domain::LayerId;

use crate::support::ATLAS;

const UNITS: [LayerId; 4] = [
    LayerId::Provinces,
    LayerId::Communes,
    LayerId::FormerProvinces,
    LayerId::FormerCommunes,
];

fn items(layer: LayerId) -> Vec<Item<'static>> {
    let query = RecordQuery {
        records: layer.into(),
        filter: None,
        bbox: None,
        order: Vec::new(),
    };
    let each = ATLAS.wanted_orders(&query).into_iter();
    each.map(|order| ATLAS.item(layer, order, true, None).unwrap())
        .collect()
}

fn polygons(item: &Item) -> Option<MultiPolygon<f64>> {
    match item.geometry.as_deref() {
        Some(Geometry::MultiPolygon(polygons)) => Some(polygons.clone()),
        None => None,
        Some(other) => panic!("{other:?} is no unit"),
    }
}

/// GEOS, which knows nothing of us, finds every polygon valid; outer rings run against the clock.
#[test]
fn every_unit_is_a_valid_polygon() {
    for layer in UNITS {
        let mut shapes = 0;
        for item in items(layer) {
            let Some(polygons) = polygons(&item) else {
                continue;
            };
            shapes += 1;
            for polygon in &polygons {
                assert!(polygon.geodesic_area_signed() > 0.0, "{layer} {}", item.id);
            }
            let text = geojson::Geometry::from(&polygons).to_string();
            let judged = gdal::vector::Geometry::from_geojson(&text).unwrap();
            assert!(judged.is_valid(), "{layer} {}", item.id);
        }
        let expected = ATLAS.layer(layer).drawn;
        assert_eq!(shapes, expected, "{layer}");
    }
}

/// A province is as large as its communes together, and as large as the table says.
#[test]
fn provinces_are_as_large_as_their_communes() {
    let area = |item: &Item| polygons(item).map_or(0.0, |own| own.geodesic_area_unsigned() / 1e6);
    let text = |item: &Item, name: &str| item.properties[name].as_str().unwrap().to_owned();
    let mut of_communes: BTreeMap<String, f64> = BTreeMap::new();
    for commune in items(LayerId::Communes) {
        *of_communes.entry(text(&commune, "province")).or_default() += area(&commune);
    }
    let provinces = items(LayerId::Provinces);
    assert_eq!(provinces.len(), of_communes.len());
    for province in provinces {
        let (own, parts) = (area(&province), of_communes[&text(&province, "code")]);
        assert!(
            (own / parts - 1.0).abs() < 1e-9,
            "{}: {own} {parts}",
            province.id
        );
    }
}

/// Every border has the number that its feature has in tiles, and lines of its own.
#[test]
fn borders_are_those_of_the_tiles() {
    use phiabac::geometry::TileCoord;
    let borders = items(LayerId::Borders);
    let known: BTreeMap<u64, &Item> = borders.iter().map(|border| (border.id, border)).collect();
    assert_eq!(known.len(), borders.len());
    let coord = TileCoord::new(9, 406, 225).unwrap();
    let tile = ATLAS.tile(&[LayerId::Borders], coord).unwrap();
    let tile = crate::mvt::decode(&tile).unwrap();
    let features = &tile.layers[0].features;
    assert!(features.len() > 20);
    for feature in features {
        let border = known[&feature.id.unwrap()];
        assert!(border.properties.contains_key("level"));
        let Some(Geometry::MultiLineString(lines)) = border.geometry.as_deref() else {
            panic!("{} has no lines", border.id)
        };
        assert!(lines.0.iter().all(|line| line.0.len() >= 2));
    }
}
