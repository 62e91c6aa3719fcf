//! One filter says the same everywhere: tiles, lists, sums and files hold what a scan over the
//! compiled tables finds that uses nothing of the product's filters.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use geo::relate::IntersectionMatrix;
use geo::{BoundingRect, CoordsIter, Geometry, Intersects, Relate};
use phiabac::atlas::{
    Atlas, Days, ExportWish, FilterLanguage, Format, LayerFilter, RecordQuery, TileWish, Tongue,
};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat, TileCoord, lonlat_to_grid};

#[path = "support/asked_filters.rs"]
mod asked_filters;
#[path = "support/mvt/mod.rs"]
mod mvt;
#[path = "support/random.rs"]
mod random;

use asked_filters::{Condition, Table};
use random::Random;

static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::load(&geodata()).expect("the committed geodata can be loaded"));

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

/// How many filters are drawn for a layer.
const FILTERS: usize = 60;

/// The filter in the product, by text or by JSON.
fn read(layer: LayerId, condition: &Condition, language: FilterLanguage) -> LayerFilter {
    let written = match language {
        FilterLanguage::Text => condition.text(),
        FilterLanguage::Json => condition.json().to_string(),
    };
    let read = ATLAS.read_filter(layer, &written, language, Crs::CRS84);
    read.unwrap_or_else(|why| panic!("{written}: {why:?}"))
}

fn query(wanted: &LayerFilter) -> RecordQuery {
    RecordQuery {
        layer: wanted.layer,
        filter: Some(wanted.filter.clone()),
        bbox: None,
        order: Vec::new(),
    }
}

fn listed(wanted: &LayerFilter) -> BTreeSet<u64> {
    let orders = ATLAS.wanted_orders(&query(wanted)).into_iter();
    let items = orders.map(|order| ATLAS.item(wanted.layer, order, false, None).unwrap());
    items.map(|item| item.id).collect()
}

fn exported(wanted: &LayerFilter, folder: &Path) -> BTreeSet<u64> {
    let export = ATLAS.export(ExportWish {
        query: query(wanted),
        format: Format::GeoJson,
        crs: Crs::CRS84,
        tongue: Tongue::En,
        properties: None,
    });
    let file = folder.join("records.geojson");
    ATLAS.write_export(&export, &file, &mut |_| {}).unwrap();
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let document: serde_json::Value = serde_json::from_str(&written).unwrap();
    let features = document["features"].as_array().unwrap().iter();
    features.map(|own| own["id"].as_u64().unwrap()).collect()
}

/// The features of tiles by number, with how many records each stands for.
fn drawn(wanted: &LayerFilter, tiles: &BTreeSet<TileCoord>) -> BTreeMap<u64, u64> {
    let mut found = BTreeMap::new();
    for &coord in tiles {
        let wish = TileWish {
            layers: &[wanted.layer],
            filters: std::slice::from_ref(wanted),
            ..TileWish::default()
        };
        let Some(bytes) = ATLAS.wished_tile(&wish, coord) else {
            continue;
        };
        let tile = mvt::decode(&bytes).unwrap();
        for feature in &tile.layers[0].features {
            let count = feature.property("point_count").and_then(mvt::Value::as_f64);
            found.insert(feature.id.unwrap(), count.unwrap_or(1.0) as u64);
        }
    }
    found
}

fn tiles_holding(table: &Table, zoom: u8) -> BTreeSet<TileCoord> {
    let places = table.rows.iter().filter_map(|row| row.place);
    places
        .map(|[lon, lat]| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom))
        .collect()
}

#[test]
fn tiles_lists_sums_and_files_hold_what_a_scan_finds() {
    for (layer, file) in [
        (LayerId::IndustrialZones, "industrial_zones.csv"),
        (LayerId::BorderGates, "border_gates.csv"),
        (LayerId::PowerPlants, "power_plants.csv"),
    ] {
        let table = Table::read(&geodata().join(file), |_| true);
        let [fine, coarse] = [14, 6].map(|zoom| tiles_holding(&table, zoom));
        let mut random = Random::new(20_261_122 + layer as u64);
        let folder = tempfile::tempdir().unwrap();
        let (mut some, mut none_or_all) = (0, 0);
        for _ in 0..FILTERS {
            let condition = Condition::drawn(&table, &mut random, 3);
            let expected: BTreeSet<u64> = table.accepted(&condition).map(|row| row.id).collect();
            if expected.is_empty() || expected.len() == table.rows.len() {
                none_or_all += 1;
            } else {
                some += 1;
            }
            let wanted = read(layer, &condition, FilterLanguage::Text);
            let text = condition.text();
            assert_eq!(listed(&wanted), expected, "{layer} list: {text}");
            assert_eq!(
                exported(&wanted, folder.path()),
                expected,
                "{layer} file: {text}"
            );
            let summary = ATLAS.summary(&query(&wanted), &[]);
            assert_eq!(summary.number_matched, expected.len(), "{layer}: {text}");

            let placed = table.accepted(&condition).filter(|row| row.place.is_some());
            let placed: BTreeSet<u64> = placed.map(|row| row.id).collect();
            assert_eq!(summary.drawn, placed.len(), "{layer}: {text}");
            let found: BTreeSet<u64> = drawn(&wanted, &fine).into_keys().collect();
            assert_eq!(found, placed, "{layer} tiles: {text}");
            let grouped: u64 = drawn(&wanted, &coarse).into_values().sum();
            assert_eq!(grouped, placed.len() as u64, "{layer} groups: {text}");
        }
        assert!(some > none_or_all, "{layer}: {some} and {none_or_all}");
    }
}

#[test]
fn text_and_json_are_one_filter() {
    let table = Table::read(&geodata().join("power_plants.csv"), |_| true);
    let mut random = Random::new(7);
    for _ in 0..FILTERS {
        let condition = Condition::drawn(&table, &mut random, 3);
        let [text, json] = [FilterLanguage::Text, FilterLanguage::Json]
            .map(|language| read(LayerId::PowerPlants, &condition, language));
        assert_eq!(listed(&text), listed(&json), "{}", condition.text());
        assert_eq!(
            text.filter.normal_form(),
            json.filter.normal_form(),
            "{}",
            condition.text()
        );
    }
}

#[test]
fn units_that_are_not_accepted_are_not_drawn() {
    let mut table = Table::read(&geodata().join("units.csv"), |row| {
        row["level"] == "commune" && row["valid_to"].is_empty()
    });
    let shapes: BTreeMap<u64, Geometry> = shapes_of(LayerId::Communes).collect();
    for row in &mut table.rows {
        row.shape = shapes.get(&row.id).cloned();
    }
    let tiles: BTreeSet<TileCoord> = (200..=206)
        .flat_map(|x| (108..=116).map(move |y| TileCoord::new(8, x, y).unwrap()))
        .collect();
    let mut random = Random::new(1733);
    for _ in 0..6 {
        let condition = Condition::drawn(&table, &mut random, 2);
        let expected: BTreeSet<u64> = table.accepted(&condition).map(|row| row.id).collect();
        let wanted = read(LayerId::Communes, &condition, FilterLanguage::Text);
        assert_eq!(listed(&wanted), expected, "{}", condition.text());
        let found: BTreeSet<u64> = drawn(&wanted, &tiles).into_keys().collect();
        assert_eq!(found, expected, "{}", condition.text());
    }
}

/// The records of a layer that have a shape, by number.
fn shapes_of(layer: LayerId) -> impl Iterator<Item = (u64, Geometry)> {
    let items = (0..).map_while(move |order| ATLAS.item(layer, order, true, None));
    items.filter_map(|item| Some((item.id, item.geometry?.into_owned())))
}

fn of_text(layer: LayerId, text: &str, crs: Crs) -> LayerFilter {
    let read = ATLAS.read_filter(layer, text, FilterLanguage::Text, crs);
    read.unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

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

type Holds = fn(&IntersectionMatrix) -> bool;

const RELATIONS: [(&str, Holds); 8] = [
    ("S_INTERSECTS", IntersectionMatrix::is_intersects),
    ("S_DISJOINT", IntersectionMatrix::is_disjoint),
    ("S_WITHIN", IntersectionMatrix::is_within),
    ("S_CONTAINS", IntersectionMatrix::is_contains),
    ("S_EQUALS", IntersectionMatrix::is_equal_topo),
    ("S_TOUCHES", IntersectionMatrix::is_touches),
    ("S_CROSSES", IntersectionMatrix::is_crosses),
    ("S_OVERLAPS", IntersectionMatrix::is_overlaps),
];

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

#[test]
fn dates_lie_in_time_as_their_first_days_do() {
    let table = Table::read(&geodata().join("industrial_zones.csv"), |_| true);
    let day = |row: &asked_filters::Row| {
        let text = row.get("source_date")?;
        Some(format!("{text}-01-01")[..10].to_owned())
    };
    let check = |text: &str, holds: &dyn Fn(&str) -> bool| {
        let rows = table.rows.iter();
        let expected = rows.filter(|row| day(row).is_some_and(|day| holds(&day)));
        let expected: BTreeSet<u64> = expected.map(|row| row.id).collect();
        let found = listed(&of_text(LayerId::IndustrialZones, text, Crs::CRS84));
        assert!(!expected.is_empty(), "{text}");
        assert_eq!(found, expected, "{text}");
    };
    check("T_AFTER(source_date, DATE('2025-01-01'))", &|day| {
        day > "2025-01-01"
    });
    check("T_BEFORE(source_date, '2025-01-01')", &|day| {
        day < "2025-01-01"
    });
    check("NOT T_BEFORE(source_date, DATE('2025-01-01'))", &|day| {
        day >= "2025-01-01"
    });
    check(
        "T_DURING(source_date, INTERVAL('2024-06-01', '..'))",
        &|day| day > "2024-06-01",
    );
    check(
        "T_INTERSECTS(INTERVAL('2020-01-01', '2025-06-30'), source_date)",
        &|day| ("2020-01-01"..="2025-06-30").contains(&day),
    );
    check(
        "T_DISJOINT(source_date, INTERVAL('..', '2025-06-30'))",
        &|day| day > "2025-06-30",
    );
}

/// The features of a layer in some tiles by number, with their attributes.
fn drawn_on(
    layer: LayerId,
    zoom: u8,
    day: Option<&str>,
    properties: Option<&BTreeSet<String>>,
) -> BTreeMap<u64, BTreeMap<String, String>> {
    let place = |lon, lat| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom);
    let (first, last) = (place(101.5, 24.0), place(110.0, 17.0));
    let wish = TileWish {
        layers: &[layer],
        properties,
        days: day.map(|day| Days::one(day.parse().unwrap())),
        ..TileWish::default()
    };
    let mut found = BTreeMap::new();
    for x in first.x()..=last.x() {
        for y in first.y()..=last.y() {
            let coord = TileCoord::new(zoom, x, y).unwrap();
            let Some(bytes) = ATLAS.wished_tile(&wish, coord) else {
                continue;
            };
            let tile = mvt::decode(&bytes).unwrap();
            assert_eq!(tile.layers.len(), 1);
            assert_eq!(tile.layers[0].name, layer.as_str());
            for feature in &tile.layers[0].features {
                let own = feature.properties.iter();
                let own = own.map(|(key, value)| (key.clone(), format!("{value:?}")));
                found.insert(feature.id.unwrap(), own.collect());
            }
        }
    }
    found
}

#[test]
fn tiles_of_a_day_hold_the_units_of_that_day() {
    let (before, after) = (Some("2025-06-30"), Some("2025-07-01"));
    for (present, former) in [
        (LayerId::Provinces, LayerId::FormerProvinces),
        (LayerId::Communes, LayerId::FormerCommunes),
    ] {
        let [now, then] = [present, former].map(|layer| drawn_on(layer, 8, None, None));
        assert_eq!(drawn_on(present, 8, after, None), now);
        assert_eq!(drawn_on(present, 8, before, None), then);
        assert_eq!(drawn_on(former, 8, before, None), then);
        assert!(drawn_on(former, 8, after, None).is_empty());
    }
    let zones = LayerId::IndustrialZones;
    assert_eq!(
        drawn_on(zones, 8, before, None),
        drawn_on(zones, 8, None, None)
    );
}

#[test]
fn borders_and_names_of_a_day_are_those_of_its_units() {
    let codes = |layer| -> BTreeSet<String> {
        let drawn = drawn_on(layer, 8, None, None).into_values();
        drawn.map(|own| own["code"].clone()).collect()
    };
    for (day, provinces, communes) in [
        (
            "2025-06-30",
            LayerId::FormerProvinces,
            LayerId::FormerCommunes,
        ),
        ("2025-07-01", LayerId::Provinces, LayerId::Communes),
    ] {
        let [provinces, communes] = [provinces, communes].map(codes);
        let borders = drawn_on(LayerId::Borders, 8, Some(day), None);
        let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
        for border in borders.values() {
            let level = border["level"].as_str();
            *levels.entry(level).or_default() += 1;
            let known = if level.contains("commune") {
                &communes
            } else {
                &provinces
            };
            assert!(known.contains(&border["left"]), "{day}: {border:?}");
            let outside = !border["right"].contains(char::is_numeric);
            assert!(
                outside || known.contains(&border["right"]),
                "{day}: {border:?}"
            );
        }
        assert_eq!(levels.len(), 3, "{day}: {levels:?}");
        assert!(
            levels.values().sum::<usize>() > communes.len(),
            "{day}: {levels:?}"
        );

        let labels = drawn_on(LayerId::UnitLabels, 12, Some(day), None);
        let named: BTreeSet<String> = labels
            .into_values()
            .map(|own| own["code"].clone())
            .collect();
        assert!(
            named.is_superset(&provinces) && named.len() > communes.len() / 2,
            "{day}"
        );
        assert!(
            named
                .iter()
                .all(|code| provinces.contains(code) || communes.contains(code))
        );
    }
}

#[test]
fn features_carry_the_attributes_that_are_kept() {
    let kept: BTreeSet<String> = ["code", "kind"].map(str::to_owned).into();
    for layer in [
        LayerId::Communes,
        LayerId::IndustrialZones,
        LayerId::Borders,
    ] {
        let [all, few] = [None, Some(&kept)].map(|kept| drawn_on(layer, 8, None, kept));
        assert!(!all.is_empty() && all.keys().eq(few.keys()), "{layer}");
        for (id, mut own) in all {
            own.retain(|key, _| kept.contains(key));
            assert_eq!(few[&id], own, "{layer} {id}");
        }
    }
}
