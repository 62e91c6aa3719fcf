//! How records lie to shapes, and in which system these are written.

use std::collections::BTreeSet;

use geo::relate::IntersectionMatrix;
use geo::{BoundingRect, CoordsIter, Geometry, Intersects, Relate};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat};

use crate::relations::RELATIONS;
use crate::{listed, of_text, shapes_of};

/// A polygon as CQL2 text, without its holes.
fn written(polygon: &geo::Polygon) -> String {
    let points = polygon.exterior().coords();
    let points: Vec<String> = points.map(|c| format!("{} {}", c.x, c.y)).collect();
    format!("POLYGON(({}))", points.join(","))
}

/// Shapes on and across borders: areas, lines, points, and a commune itself, whose neighbours share
/// its vertices.
fn asked_shapes(communes: &[(u64, Geometry)]) -> Vec<String> {
    let polygons = communes.iter().filter_map(|(_, own)| match own {
        Geometry::MultiPolygon(own) if own.0.len() == 1 => own.0.first(),
        _ => None,
    });
    let simple = polygons.min_by_key(|polygon| polygon.coords_count());
    let simple = written(simple.unwrap());
    let corner = simple
        .trim_start_matches("POLYGON((")
        .split(',')
        .next()
        .unwrap();
    [
        &simple,
        &format!("POINT({corner})"),
        "POINT(105.84 21.03)",
        "MULTIPOINT((105.84 21.03), (106.7 20.85), (90 10))",
        "LINESTRING(104 21, 107 22.2)",
        "POLYGON((105 21, 106 21.2, 105.6 21.9, 105 21), (105.3 21.2, 105.6 21.3, 105.5 21.5, 105.3 21.2))",
        "MULTIPOLYGON(((103.9 22, 104.3 22, 104.3 22.4, 103.9 22)), ((107 21, 107.6 20.7, 107.5 21.3, 107 21)))",
        "POLYGON((100 15, 112 15, 112 25, 100 25, 100 15))",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn units_relate_to_shapes_as_their_polygons_do() {
    for layer in [LayerId::Communes, LayerId::Provinces] {
        let records: Vec<(u64, Geometry)> = shapes_of(layer).collect();
        let communes: Vec<(u64, Geometry)> = shapes_of(LayerId::Communes).collect();
        for text in asked_shapes(&communes) {
            let shape = of_wkt(&text);
            let around = shape.bounding_rect().unwrap();
            let near = |own: &Geometry| own.bounding_rect().unwrap().intersects(&around);
            let matrices: Vec<_> = records
                .iter()
                .map(|(id, own)| (*id, near(own).then(|| own.relate(&shape))))
                .collect();
            for (op, holds) in RELATIONS {
                let accepts = |matrix: &Option<IntersectionMatrix>| match matrix {
                    Some(matrix) => holds(matrix),
                    None => op == "S_DISJOINT",
                };
                let expected = matrices.iter().filter(|(_, matrix)| accepts(matrix));
                let expected: BTreeSet<u64> = expected.map(|(id, _)| *id).collect();
                let filter = of_text(layer, &format!("{op}(geometry, {text})"), Crs::CRS84);
                let start = &text[..text.len().min(60)];
                assert_eq!(listed(&filter), expected, "{layer} {op} {start}");
            }
        }
    }
}

/// A geometry of CQL2 text, read without the product.
fn of_wkt(text: &str) -> Geometry {
    let expr = cql2::parse_text(&format!("S_EQUALS({text}, {text})")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&expr.to_json().unwrap()).unwrap();
    let geometry: geojson::Geometry = serde_json::from_value(json["args"][0].clone()).unwrap();
    geometry.try_into().unwrap()
}

#[test]
fn coordinates_are_read_in_their_system() {
    let zones = || shapes_of(LayerId::IndustrialZones);
    let check = |crs: Crs, [low, high]: [[f64; 2]; 2]| {
        let expected = zones().filter(|(_, own)| {
            let Geometry::Point(place) = own else {
                panic!("a zone stands at a point")
            };
            let own = crs.from_lonlat(LonLat::new(place.x(), place.y()).unwrap());
            [0, 1]
                .iter()
                .all(|&axis| (low[axis]..=high[axis]).contains(&own[axis]))
        });
        let expected: BTreeSet<u64> = expected.map(|(id, _)| id).collect();
        let [a, b, c, d] = [low[0], low[1], high[0], high[1]];
        let text = format!("S_INTERSECTS(geometry, BBOX({a}, {b}, {c}, {d}))");
        let found = listed(&of_text(LayerId::IndustrialZones, &text, crs));
        assert!(!expected.is_empty());
        // Edges are followed to a metre.
        let odd = found.symmetric_difference(&expected).count();
        assert_eq!(odd, 0, "{crs}");
    };
    check(Crs::CRS84, [[105.0, 20.5], [106.5, 21.5]]);
    check(Crs::WGS_84, [[20.5, 105.0], [21.5, 106.5]]);
    check(Crs::VN_2000, [[20.5, 105.0], [21.5, 106.5]]);
    check(Crs::WEB_MERCATOR, [[11.7e6, 2.33e6], [11.85e6, 2.45e6]]);
    check(
        Crs::of_epsg(5897).unwrap(),
        [[450e3, 2.27e6], [650e3, 2.4e6]],
    );
    check(
        Crs::of_epsg(3405).unwrap(),
        [[450e3, 2.27e6], [650e3, 2.4e6]],
    );
}
