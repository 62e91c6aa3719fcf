//! Shapes come back whole, and equal wishes give equal files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gdal::Dataset;
use gdal::vector::LayerAccess;
use phiabac::atlas::Format;
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat};

use crate::{ATLAS, SHAPES, wish, written};

/// Shapes come back whole, and in the system that was asked for.
#[test]
fn coordinates_are_those_of_the_system_asked_for() {
    let zone = Crs::of_epsg(9210).unwrap();
    let expected: BTreeMap<u64, [f64; 2]> = (0..)
        .map_while(|order| ATLAS.item(LayerId::BorderGates, order, false, None))
        .filter_map(|item| {
            let degrees = |name: &str| item.properties.get(name)?.as_f64();
            let place = LonLat::new(degrees("lon")?, degrees("lat")?)?;
            Some((item.id, zone.from_lonlat(place)))
        })
        .collect();
    assert!(expected.len() > 20);
    for format in [Format::GeoJson, Format::Gpkg, Format::Fgb, Format::Shp] {
        let folder = tempfile::tempdir().unwrap();
        let mut wish = wish(LayerId::BorderGates, format);
        wish.crs = zone;
        let (path, _) = written(folder.path(), wish);
        let dataset = Dataset::open(&path).unwrap();
        let mut layer = dataset.layer(0).unwrap();
        let system = layer.spatial_ref().unwrap();
        let name = system.name().unwrap().replace(['_', '-', '/'], " ");
        assert!(
            name.contains("VN 2000") || name.contains("VN2000"),
            "{format}: {name}"
        );
        let mut found = 0;
        for feature in layer.features() {
            let id = feature.field_index("id");
            let id = match id {
                Ok(at) => feature.field_as_integer64(at).unwrap().unwrap() as u64,
                Err(_) => feature.fid().unwrap(),
            };
            let Some(geometry) = feature.geometry() else {
                continue;
            };
            if geometry.is_empty() {
                continue;
            }
            let (x, y, _) = geometry.get_point(0);
            let [east, north] = expected[&id];
            assert!(
                (x - east).abs() < 1e-3 && (y - north).abs() < 1e-3,
                "{format} {id}"
            );
            found += 1;
        }
        assert_eq!(found, expected.len(), "{format}");
    }
}

#[test]
fn polygons_keep_every_vertex_and_their_area() {
    let order = ATLAS.item_order(LayerId::Provinces, 24).unwrap();
    let item = ATLAS.item(LayerId::Provinces, order, true, None).unwrap();
    let own: geo_types::MultiPolygon<f64> = item.geometry.unwrap().into_owned().try_into().unwrap();
    for format in SHAPES {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = written(folder.path(), wish(LayerId::Provinces, format));
        let dataset = Dataset::open(&path).unwrap();
        let mut layer = dataset.layer(0).unwrap();
        let feature = layer.features().find(|feature| {
            let code = feature.field_index("code").unwrap();
            feature.field_as_string(code).unwrap().as_deref() == Some("24")
        });
        let shape = feature.unwrap().geometry().unwrap().to_geo().unwrap();
        let parts: Vec<geo_types::Polygon<f64>> = match shape {
            geo_types::Geometry::MultiPolygon(many) => many.0,
            geo_types::Geometry::Polygon(one) => vec![one],
            geo_types::Geometry::GeometryCollection(many) => many
                .into_iter()
                .map(|part| part.try_into().unwrap())
                .collect(),
            other => panic!("{format}: {other:?}"),
        };
        let points = |polygons: &[geo_types::Polygon<f64>]| -> BTreeSet<[i64; 2]> {
            let rings = polygons
                .iter()
                .flat_map(|polygon| [polygon.exterior()].into_iter().chain(polygon.interiors()));
            let points = rings.flat_map(geo_types::LineString::coords);
            points
                .map(|p| [p.x, p.y].map(|n| (n * 1e6).round() as i64))
                .collect()
        };
        assert_eq!(points(&parts), points(&own.0), "{format}");
    }
}

#[test]
fn the_same_wish_gives_the_same_bytes() {
    for format in Format::ALL {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [first, second] = folders.each_ref().map(|folder| {
            let path = folder.path().join(format!("file.{}", format.ending()));
            let export = ATLAS.export(wish(LayerId::BorderGates, format));
            ATLAS.write_export(&export, &path, &mut |_| {}).unwrap();
            fs::read(path).unwrap()
        });
        assert!(first == second, "{format}");
    }
}
