//! Laws of asking by place, over the committed data: what lies here, what is near, what is inside.
//! Each answer is compared with a scan over everything that uses no index of the product.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::HashMap;
use std::sync::LazyLock;

use geo::{Contains, Coord, Intersects, LineString, Polygon};
use phiabac::atlas::{NearbyQuestion, Shape, SiteKind, Start, Time, WithinAnswer, WithinQuestion};
use phiabac::geometry::{LonLat, geodesic_km};

#[path = "support/committed.rs"]
mod committed;
#[path = "support/random.rs"]
mod random;
#[path = "support/rings.rs"]
mod rings;

use committed::{ATLAS, geodata};
use random::Random;
use rings::Outlined;

static COMMUNES: LazyLock<Vec<Outlined>> = LazyLock::new(|| outlines("communes"));

static FORMER: LazyLock<Vec<Outlined>> = LazyLock::new(|| outlines("former_communes"));

fn outlines(name: &str) -> Vec<Outlined> {
    rings::read(&geodata().join(format!("boundaries/{name}.topojson")), name)
}

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(geodata().join(name)).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The code of the commune there.
fn asked(place: LonLat, time: Time) -> Option<String> {
    let answer = ATLAS.reverse(place, time, None).ok()?;
    answer.commune.code
}

/// The codes of all communes that hold a place.
fn scanned(outlines: &[Outlined], place: LonLat) -> Vec<&str> {
    let point = Coord {
        x: place.lon,
        y: place.lat,
    };
    let holds = |unit: &&Outlined| unit.bounds.intersects(&point) && unit.shape.contains(&point);
    outlines
        .iter()
        .filter(holds)
        .map(|unit| unit.code.as_str())
        .collect()
}

/// Kilometres from a place to the nearest border, each border drawn on a plane that touches the
/// earth at that place: right within a few parts in ten thousand up to some tens of kilometres.
fn border_km(outlines: &[Outlined], place: LonLat) -> (f64, &str) {
    let reach = 0.6;
    let near = |unit: &&Outlined| {
        let (low, high) = (unit.bounds.min(), unit.bounds.max());
        low.x - reach < place.lon
            && place.lon < high.x + reach
            && low.y - reach < place.lat
            && place.lat < high.y + reach
    };
    let along = |lon, lat| {
        geodesic_km(
            place,
            LonLat {
                lon: place.lon + lon,
                lat: place.lat + lat,
            },
        )
    };
    let unit_km = [along(0.01, 0.0) * 100.0, along(0.0, 0.01) * 100.0];
    let flat = |c: &Coord| {
        [
            (c.x - place.lon) * unit_km[0],
            (c.y - place.lat) * unit_km[1],
        ]
    };
    let mut least = (f64::INFINITY, "");
    for unit in outlines.iter().filter(near) {
        for polygon in &unit.shape {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                for pair in ring.0.windows(2) {
                    let (a, b) = (flat(&pair[0]), flat(&pair[1]));
                    let d = [b[0] - a[0], b[1] - a[1]];
                    let length_2 = d[0] * d[0] + d[1] * d[1];
                    let share = if length_2 > 0.0 {
                        (-(a[0] * d[0] + a[1] * d[1]) / length_2).clamp(0.0, 1.0)
                    } else {
                        0.0
                    };
                    let km = (a[0] + share * d[0]).hypot(a[1] + share * d[1]);
                    if km < least.0 {
                        least = (km, &unit.code);
                    }
                }
            }
        }
    }
    least
}

#[test]
fn every_commune_holds_its_own_label() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for row in rows("units.csv") {
        if row["level"] != "commune" || !row["valid_to"].is_empty() {
            continue;
        }
        let [lon, lat] = ["label_lon", "label_lat"].map(|name| number(&row[name]).unwrap());
        count += 1;
        let found = asked(LonLat { lon, lat }, Time::Present);
        if found.as_ref() != Some(&row["code"]) {
            wrong.push(format!(
                "{} {}: {found:?}",
                row["code"], row["full_name_vi"]
            ));
        }
    }
    assert_eq!(count, 1733);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_label_of_a_former_commune_lies_in_it() {
    let shapes: HashMap<&str, &Outlined> = FORMER
        .iter()
        .map(|unit| (unit.code.as_str(), unit))
        .collect();
    let mut count = 0;
    for row in rows("units.csv") {
        let place = number(&row["label_lon"]).zip(number(&row["label_lat"]));
        let (Some((lon, lat)), true) = (
            place,
            row["level"] == "commune" && !row["valid_to"].is_empty(),
        ) else {
            continue;
        };
        if shapes.contains_key(row["code"].as_str()) {
            count += 1;
            let found = asked(LonLat { lon, lat }, Time::Former);
            assert_eq!(
                found.as_ref(),
                Some(&row["code"]),
                "{}",
                row["full_name_vi"]
            );
        }
    }
    assert!(count > 5000, "{count}");
}

/// Compares places with a scan over all shapes; gives how many lay in some commune.
fn compare(outlines: &[Outlined], time: Time, seed: u64, count: usize) -> usize {
    let mut random = Random::new(seed);
    let mut inside = 0;
    for _ in 0..count {
        let place = LonLat {
            lon: 102.1 + 6.4 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        };
        let (found, expected) = (asked(place, time), scanned(outlines, place));
        inside += usize::from(found.is_some());
        if found.as_deref() != expected.first().copied() || expected.len() > 1 {
            // Tiles and index live on a grid of 2 cm, the files on one of 10 cm.
            let (km, _) = border_km(outlines, place);
            assert!(
                km < 0.0005,
                "{place:?}: {found:?} {expected:?}, {km} km from a border"
            );
        }
    }
    inside
}

#[test]
fn ten_thousand_places_lie_where_a_full_scan_finds_them() {
    let inside = compare(&COMMUNES, Time::Present, 20_261_122, 10_000);
    assert!((3000..7000).contains(&inside), "{inside}");
}

#[test]
fn places_lay_where_a_full_scan_of_former_communes_finds_them() {
    let inside = compare(&FORMER, Time::Former, 20_250_630, 3000);
    assert!((900..2100).contains(&inside), "{inside}");
}

#[test]
fn a_place_of_today_lay_somewhere_before() {
    let mut random = Random::new(7);
    let (mut both, mut only) = (0, 0);
    while both + only < 2000 {
        let place = LonLat {
            lon: 102.1 + 6.4 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        };
        if asked(place, Time::Present).is_some() {
            match asked(place, Time::Former) {
                Some(_) => both += 1,
                None => only += 1,
            }
        }
    }
    // Former shapes are simplified: a strip along coast and border may lie outside of them.
    assert!(only * 100 < both, "{only} of {both}");
}

#[test]
fn the_distance_to_the_nearest_border_is_right_within_a_hundredth() {
    let mut random = Random::new(3);
    let corners: Vec<Coord> = COMMUNES
        .iter()
        .flat_map(|unit| unit.shape.0[0].exterior().0.iter().step_by(97).copied())
        .collect();
    let mut tried = 0;
    let mut wrong = Vec::new();
    while tried < 60 {
        let corner = corners[random.below(corners.len())];
        let reach = [0.002, 0.02, 0.3][random.below(3)];
        let place = LonLat {
            lon: corner.x + reach * (random.fraction() - 0.5),
            lat: corner.y + reach * (random.fraction() - 0.5),
        };
        let Err(near) = ATLAS.reverse(place, Time::Present, None) else {
            continue;
        };
        tried += 1;
        let near = near.expect("there are communes");
        let (km, code) = border_km(&COMMUNES, place);
        // The file is exact to 10 cm.
        let right = (near.km - km).abs() <= 0.01 * km + 0.0003;
        if !right {
            wrong.push(format!(
                "{place:?}: {} km to {:?}, not {km} km to {code}",
                near.km, near.thing.code
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn far_away_the_distance_is_that_of_a_scan_over_all_corners() {
    for (lon, lat) in [
        (108.32, 22.82),
        (110.0, 19.0),
        (101.0, 20.0),
        (106.7, 10.8),
        (116.4, 39.9),
        (2.35, 48.86),
    ] {
        let place = LonLat { lon, lat };
        let near = ATLAS
            .reverse(place, Time::Present, None)
            .expect_err("far away");
        let near = near.expect("there are communes");
        // Every fourth corner is enough to come within a kilometre or two.
        let corners = COMMUNES
            .iter()
            .flat_map(|unit| &unit.shape)
            .flat_map(|polygon| polygon.exterior().0.iter().step_by(4));
        let km = corners
            .map(|c| geodesic_km(place, LonLat { lon: c.x, lat: c.y }))
            .fold(f64::INFINITY, f64::min);
        assert!(
            near.km <= km + 1e-6 && km - near.km <= 0.002 * km + 0.5,
            "{lon} {lat}: {} {km}",
            near.km
        );
    }
}

/// A record as the test reads it.
#[derive(Clone)]
struct Scanned {
    layer: &'static str,
    id: u64,
    kind: String,
    place: Option<LonLat>,
}

/// Zones, gates and plants of the tables, places of the map.
static RECORDS: LazyLock<Vec<Scanned>> = LazyLock::new(|| {
    let tables = [
        ("industrial_zones", "industrial_zones.csv", None),
        ("border_gates", "border_gates.csv", Some("gate")),
        ("power_plants", "power_plants.csv", Some("plant")),
    ];
    let mut all = Vec::new();
    for (layer, file, kind) in tables {
        for row in rows(file) {
            let zone = || match row["kind"].as_str() {
                "other" => "other_zone".to_owned(),
                kind => kind.to_owned(),
            };
            all.push(Scanned {
                layer,
                id: row["id"].parse().unwrap(),
                kind: kind.map_or_else(zone, str::to_owned),
                place: number(&row["lon"])
                    .zip(number(&row["lat"]))
                    .map(|(lon, lat)| LonLat { lon, lat }),
            });
        }
    }
    for file in ["context/places.geojson", "context/odbl/ports.geojson"] {
        for feature in features(file) {
            let at = &feature["geometry"]["coordinates"];
            all.push(Scanned {
                layer: "places",
                id: feature["id"].as_u64().unwrap(),
                kind: feature["properties"]["kind"].as_str().unwrap().to_owned(),
                place: LonLat::new(at[0].as_f64().unwrap(), at[1].as_f64().unwrap()),
            });
        }
    }
    all
});

fn features(file: &str) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(geodata().join(file)).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    document["features"].as_array().unwrap().clone()
}

const POINT_KINDS: [&str; 10] = [
    "cluster",
    "park",
    "border_economic_zone",
    "economic_zone",
    "other_zone",
    "gate",
    "plant",
    "port",
    "airport",
    "city",
];

/// Some kinds, at least one.
fn some_kinds(random: &mut Random) -> Vec<&'static str> {
    let mut kinds: Vec<&str> = POINT_KINDS
        .iter()
        .copied()
        .filter(|_| random.below(2) == 0)
        .collect();
    if kinds.is_empty() {
        kinds.push("cluster");
    }
    kinds
}

fn meant(kinds: &[&str]) -> Vec<SiteKind> {
    kinds
        .iter()
        .flat_map(|word| SiteKind::meant_by(word))
        .collect()
}

#[test]
fn what_is_near_equals_a_scan_over_all_records() {
    let mut random = Random::new(44);
    let mut seen = 0;
    for round in 0..400 {
        // Every other time from a record, whose neighbours may stand at the very same point.
        let itself = RECORDS[random.below(RECORDS.len())].clone();
        let from_a_zone = round % 2 == 0 && itself.layer == "industrial_zones";
        let (from, start) = if let (true, Some(place)) = (from_a_zone, itself.place) {
            (place, None)
        } else {
            let place = LonLat {
                lon: 101.0 + 9.0 * random.fraction(),
                lat: 17.0 + 8.0 * random.fraction(),
            };
            (place, Some(Start::Place(place)))
        };
        let own = start.is_none().then_some((itself.layer, itself.id));
        let start = start.unwrap_or_else(|| {
            let table = rows("industrial_zones.csv");
            let row = table
                .iter()
                .find(|row| row["id"] == itself.id.to_string())
                .unwrap();
            Start::Record(None, row["code"].clone())
        });
        let kinds = some_kinds(&mut random);
        let km = 0.5 + 499.5 * random.fraction().powi(2);
        let (offset, limit) = (random.below(30), 1 + random.below(200));
        let mut expected: Vec<(f64, &str, u64)> = RECORDS
            .iter()
            .filter(|record| {
                kinds.contains(&record.kind.as_str()) && Some((record.layer, record.id)) != own
            })
            .filter_map(|record| Some((geodesic_km(from, record.place?), record.layer, record.id)))
            .filter(|(distance, ..)| *distance <= km)
            .collect();
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
        let nowhere = RECORDS
            .iter()
            .filter(|record| kinds.contains(&record.kind.as_str()) && record.place.is_none());
        let question = NearbyQuestion {
            from: start,
            kinds: meant(&kinds),
            km,
            offset,
            limit,
        };
        let answer = ATLAS.nearby(&question).expect("a known start");
        assert_eq!(answer.number_matched, expected.len(), "{question:?}");
        assert_eq!(answer.without_place, nowhere.count());
        let page: Vec<_> = expected.into_iter().skip(offset).take(limit).collect();
        let found: Vec<(&str, u64)> = answer
            .items
            .iter()
            .map(|item| (item.near.thing.layer.unwrap(), item.near.thing.id.unwrap()))
            .collect();
        let ids: Vec<(&str, u64)> = page.iter().map(|&(_, layer, id)| (layer, id)).collect();
        assert_eq!(found, ids, "{question:?}");
        for (item, (distance, ..)) in answer.items.iter().zip(&page) {
            assert!((item.near.km - distance).abs() < 1e-6);
        }
        seen += page.len();
    }
    assert!(seen > 5000, "{seen}");
}

/// The nearest of points at most 50 m apart along a line, kilometres.
fn line_km(line: &[LonLat], from: LonLat) -> f64 {
    let near = |pair: &[LonLat]| {
        let count = (geodesic_km(pair[0], pair[1]) / 0.05).ceil().max(1.0) as u32;
        let steps = (0..=count).map(|i| {
            let share = f64::from(i) / f64::from(count);
            LonLat {
                lon: pair[0].lon + share * (pair[1].lon - pair[0].lon),
                lat: pair[0].lat + share * (pair[1].lat - pair[0].lat),
            }
        });
        steps
            .map(|place| geodesic_km(from, place))
            .fold(f64::INFINITY, f64::min)
    };
    line.windows(2).map(near).fold(f64::INFINITY, f64::min)
}

#[test]
fn lines_are_as_near_as_a_dense_scan_says() {
    let place = |c: &serde_json::Value| LonLat {
        lon: c[0].as_f64().unwrap(),
        lat: c[1].as_f64().unwrap(),
    };
    let lines: Vec<(u64, String, Vec<Vec<LonLat>>)> = features("context/odbl/transport.geojson")
        .iter()
        .map(|feature| {
            let coordinates = feature["geometry"]["coordinates"].as_array().unwrap();
            let part =
                |line: &serde_json::Value| line.as_array().unwrap().iter().map(place).collect();
            let parts = if feature["geometry"]["type"] == "LineString" {
                vec![coordinates.iter().map(place).collect()]
            } else {
                coordinates.iter().map(part).collect()
            };
            (
                feature["id"].as_u64().unwrap(),
                feature["properties"]["kind"].as_str().unwrap().to_owned(),
                parts,
            )
        })
        .collect();
    let mut random = Random::new(5);
    let kinds = ["expressway", "national_road", "railway"];
    for _ in 0..6 {
        let from = LonLat {
            lon: 103.0 + 5.0 * random.fraction(),
            lat: 19.0 + 4.0 * random.fraction(),
        };
        let km = 20.0 + 60.0 * random.fraction();
        let kind = kinds[random.below(3)];
        let question = NearbyQuestion {
            from: Start::Place(from),
            kinds: meant(&[kind]),
            km,
            offset: 0,
            limit: 200,
        };
        let answer = ATLAS.nearby(&question).expect("a place");
        let found: HashMap<u64, f64> = answer
            .items
            .iter()
            .map(|item| (item.near.thing.id.unwrap(), item.near.km))
            .collect();
        assert_eq!(found.len(), answer.number_matched);
        for (id, own_kind, parts) in &lines {
            if own_kind != kind {
                continue;
            }
            let scanned = parts
                .iter()
                .map(|part| line_km(part, from))
                .fold(f64::INFINITY, f64::min);
            let tolerance = 0.01 * scanned + 0.03;
            match found.get(id) {
                Some(own) => assert!(
                    (own - scanned).abs() <= tolerance,
                    "{kind} {id}: {own} {scanned}"
                ),
                None => assert!(scanned >= km - tolerance, "{kind} {id}: {scanned} < {km}"),
            }
        }
        for item in &answer.items {
            let thing = &item.near.thing;
            let foot = LonLat {
                lon: thing.lon.unwrap(),
                lat: thing.lat.unwrap(),
            };
            assert!((geodesic_km(from, foot) - item.near.km).abs() < 0.001);
        }
    }
}

/// A ring around a middle: corners in turn, at random distances.
fn star(random: &mut Random, middle: [f64; 2], reach: f64, corners: usize) -> Vec<LonLat> {
    let mut ring: Vec<LonLat> = (0..corners)
        .map(|at| {
            let turn =
                std::f64::consts::TAU * (at as f64 + 0.8 * random.fraction()) / corners as f64;
            let far = reach * (0.4 + 0.6 * random.fraction());
            LonLat {
                lon: middle[0] + far * turn.cos(),
                lat: middle[1] + far * turn.sin(),
            }
        })
        .collect();
    ring.push(ring[0]);
    ring
}

fn line_string(ring: &[LonLat]) -> LineString {
    ring.iter()
        .map(|place| Coord {
            x: place.lon,
            y: place.lat,
        })
        .collect()
}

fn all_pages(question: &WithinQuestion) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    loop {
        let question = WithinQuestion {
            offset: found.len(),
            ..question.clone()
        };
        let answer: WithinAnswer = ATLAS.within(&question);
        let page = answer
            .items
            .iter()
            .map(|item| (item.thing.layer.unwrap().to_owned(), item.thing.id.unwrap()));
        let before = found.len();
        found.extend(page);
        if found.len() == before {
            assert_eq!(before, answer.number_matched);
            return found;
        }
    }
}

/// Counts and sums of each kind, against the records inside and their rows by number.
fn check_totals(
    answer: &WithinAnswer,
    inside: &[&Scanned],
    zones: &HashMap<String, Row>,
    plants: &HashMap<String, Row>,
) {
    for total in &answer.totals {
        let of_kind: Vec<&&Scanned> = inside
            .iter()
            .filter(|record| record.kind == total.kind)
            .collect();
        assert_eq!(total.sum.count, of_kind.len(), "{}", total.kind);
        let reported = |table: &HashMap<String, Row>, column: &str| -> Vec<f64> {
            of_kind
                .iter()
                .filter_map(|record| number(&table[&record.id.to_string()][column]))
                .collect()
        };
        let (sum, values) = match total.kind {
            "plant" => (total.sum.capacity_mw, reported(plants, "capacity_mw")),
            "gate" | "port" | "airport" | "city" => {
                assert_eq!((total.sum.area_ha, total.sum.reported), (None, None));
                continue;
            }
            _ => (total.sum.area_ha, reported(zones, "area_ha")),
        };
        assert_eq!(total.sum.reported, Some(values.len()), "{}", total.kind);
        assert_eq!(sum.is_none(), values.is_empty(), "{}", total.kind);
        assert!((sum.unwrap_or(0.0) - values.iter().sum::<f64>()).abs() < 1e-5);
    }
}

#[test]
fn what_is_inside_equals_a_scan_over_all_records() {
    let units: Vec<Row> = rows("units.csv")
        .into_iter()
        .filter(|row| row["level"] == "commune" && row["valid_to"].is_empty())
        .collect();
    let zones: HashMap<String, Row> = rows("industrial_zones.csv")
        .into_iter()
        .map(|row| (row["id"].clone(), row))
        .collect();
    let plants: HashMap<String, Row> = rows("power_plants.csv")
        .into_iter()
        .map(|row| (row["id"].clone(), row))
        .collect();
    let mut random = Random::new(13);
    let mut seen = 0;
    for _ in 0..80 {
        let count = 1 + random.below(3);
        let mut drawn = Vec::new();
        let mut rings = Vec::new();
        for _ in 0..count {
            let middle = [
                103.0 + 5.0 * random.fraction(),
                19.0 + 4.0 * random.fraction(),
            ];
            let (reach, corners) = (0.1 + 1.5 * random.fraction(), 5 + random.below(40));
            let outer = star(&mut random, middle, reach, corners);
            // In the part of the star that it never leaves.
            let hole = star(&mut random, middle, 0.25 * reach, 6);
            drawn.push(Polygon::new(line_string(&outer), vec![line_string(&hole)]));
            rings.push(vec![outer, hole]);
        }
        let shape = Shape::new(&rings).expect("stars are sound");
        let holds = |place: LonLat| {
            let point = Coord {
                x: place.lon,
                y: place.lat,
            };
            drawn.iter().any(|polygon| polygon.contains(&point))
        };
        let kinds = some_kinds(&mut random);
        let question = WithinQuestion {
            shape,
            kinds: meant(&kinds),
            offset: 0,
            limit: 5000,
        };
        let answer = ATLAS.within(&question);
        let own = || {
            RECORDS
                .iter()
                .filter(|record| kinds.contains(&record.kind.as_str()))
        };
        let inside: Vec<&Scanned> = own()
            .filter(|record| record.place.is_some_and(holds))
            .collect();
        let mut expected: Vec<(String, u64)> = inside
            .iter()
            .map(|record| (record.layer.to_owned(), record.id))
            .collect();
        let mut found = all_pages(&WithinQuestion {
            limit: 1 + random.below(50),
            ..question.clone()
        });
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        assert_eq!(answer.number_matched, expected.len());
        assert_eq!(
            answer.without_place,
            own().filter(|record| record.place.is_none()).count()
        );
        check_totals(&answer, &inside, &zones, &plants);
        let labelled: Vec<&Row> = units
            .iter()
            .filter(|row| {
                let [lon, lat] = ["label_lon", "label_lat"].map(|name| number(&row[name]).unwrap());
                holds(LonLat { lon, lat })
            })
            .collect();
        let people: Vec<u64> = labelled
            .iter()
            .filter_map(|row| row["population"].parse().ok())
            .collect();
        assert_eq!(answer.units.communes, labelled.len());
        assert_eq!(answer.units.reported, people.len());
        assert_eq!(
            answer.units.population,
            (!people.is_empty()).then(|| people.iter().sum())
        );
        seen += expected.len();
    }
    assert!(seen > 2000, "{seen}");
}
