//! Deliveries of boundaries over a small made-up land: four communes in a square.

use std::fs;
use std::path::Path;

use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use phiabac::coverage::{self, build};
use phiabac::dataset::topojson::{
    BoundaryFile, BoundarySet, OutlineKind, UnitProperties, boundaries_to_topojson,
    parse_boundaries,
};
use phiabac::dataset::{Tables, parse_table};
use phiabac::domain::{Fields, Figure, LayerId, Record, Unit, Value};
use phiabac::geometry::{Crs, LonLat};
use phiabac::import::COMMUNE_TOLERANCE_METRES;
use phiabac::import::intake::{
    DeliverySource, Draft, Finding, FindingKind, Gravity, Ground, RawRow, RawValue,
};
use phiabac::import::placing::place_borders;
use tempfile::TempDir;

const CODES: [&str; 4] = ["00004", "00007", "00010", "00013"];

/// South-western corner and side, microdegrees: a side is some five kilometres.
const ORIGIN: [i32; 2] = [105_000_000, 21_000_000];
const SIDE: i32 = 50_000;

/// One microdegree to the east is this many metres here.
const METRES: f64 = 0.103_9;

type Corners = Vec<[i32; 2]>;

/// The rings of the four communes, two by two, with corners halfway along the sides.
fn squares() -> Vec<Corners> {
    let half = SIDE / 2;
    let offsets = [[0, 0], [SIDE, 0], [0, SIDE], [SIDE, SIDE]];
    let around = [
        [0, 0],
        [half, 0],
        [SIDE, 0],
        [SIDE, half],
        [SIDE, SIDE],
        [half, SIDE],
        [0, SIDE],
        [0, half],
    ];
    (offsets.iter())
        .map(|offset| {
            let corner = |[x, y]: [i32; 2]| [ORIGIN[0] + offset[0] + x, ORIGIN[1] + offset[1] + y];
            around.map(corner).to_vec()
        })
        .collect()
}

fn unit(code: &str, number: u64, present: bool) -> Unit {
    let level = if code.len() == 2 {
        "province"
    } else {
        "commune"
    };
    let kind = if code.len() == 2 {
        "province"
    } else {
        "commune"
    };
    let mut fields = Fields::new();
    fields.push("id", Some(Value::Integer(number as i64)));
    for (name, text) in [
        ("code", code),
        ("level", level),
        ("name_vi", "Mẫu"),
        ("name_en", "Mau"),
        ("full_name_vi", &*format!("Xã Mẫu {number}")),
        ("full_name_en", &*format!("Mau {number} Commune")),
        ("kind", kind),
    ] {
        fields.push(name, Some(text));
    }
    if code.len() == 5 {
        fields.push("province", Some("01"));
    }
    if !present {
        fields.push("valid_to", Some("2025-06-30"));
    }
    Unit::from_fields(&fields).unwrap()
}

fn file(set: BoundarySet) -> BoundaryFile {
    let areas: Vec<_> = squares().into_iter().map(|ring| vec![vec![ring]]).collect();
    let mut topology = build(&areas).unwrap();
    if set == BoundarySet::Communes {
        coverage::thin(&mut topology, COMMUNE_TOLERANCE_METRES);
    }
    coverage::rank(&mut topology);
    let outline = if set == BoundarySet::Communes {
        let mut users = vec![Vec::new(); topology.arcs.len()];
        for at in topology.faces.iter().flat_map(coverage::Face::arcs) {
            users[at.arc as usize].push(at);
        }
        let outer = users.into_iter().filter(|users| users.len() == 1).flatten();
        outer.map(|at| (OutlineKind::National, vec![at])).collect()
    } else {
        Vec::new()
    };
    let is_former = set == BoundarySet::FormerCommunes;
    let properties = UnitProperties {
        name_vi: "Mẫu".to_owned(),
        province: "01".to_owned(),
        quality: is_former.then_some('A'),
        successors: if is_former {
            vec!["00004".to_owned()]
        } else {
            Vec::new()
        },
    };
    BoundaryFile {
        topology,
        codes: CODES.map(str::to_owned).to_vec(),
        properties: vec![properties; 4],
        outline,
    }
}

/// The made-up land on disk and in tables.
struct Land {
    data: TempDir,
    tables: Tables,
}

impl Land {
    fn new() -> Self {
        let data = TempDir::new().unwrap();
        fs::create_dir_all(data.path().join("boundaries")).unwrap();
        for set in [BoundarySet::Communes, BoundarySet::FormerCommunes] {
            let name = format!("boundaries/{}.topojson", set.object_name());
            fs::write(
                data.path().join(name),
                boundaries_to_topojson(&file(set), set),
            )
            .unwrap();
        }
        let mut units = vec![unit("01", 1, true)];
        units.extend(
            CODES
                .iter()
                .map(|code| unit(code, code.parse().unwrap(), true)),
        );
        units.extend(
            CODES
                .iter()
                .zip(1..)
                .map(|(code, number)| unit(code, number, false)),
        );
        Self {
            data,
            tables: Tables {
                units,
                ..Tables::default()
            },
        }
    }

    fn deliver(&self, shapes: &[(&str, Geometry<f64>)], wish: Wish) -> Delivered {
        let rows = shapes.iter().zip(1..).map(|((code, shape), number)| Draft {
            raw: RawRow {
                number,
                values: vec![("code", RawValue::Text((*code).to_owned()))],
                geometry: Some(shape.clone()),
            },
            ..Draft::default()
        });
        let mut drafts: Vec<Draft> = rows.collect();
        let mut of_file = Vec::new();
        let ground = Ground {
            layer: wish.layer,
            tables: &self.tables,
            data: self.data.path(),
            asked_crs: wish.crs,
            file_crs: None,
            heading_crs: &[],
            tolerance_metres: wish.tolerance_metres,
            source: wish.source,
        };
        let files = place_borders(&ground, &mut drafts, &mut of_file).unwrap();
        Delivered {
            drafts,
            of_file,
            files,
        }
    }
}

fn read(bytes: &[u8], set: BoundarySet) -> BoundaryFile {
    parse_boundaries(Path::new("delivered"), bytes, set).unwrap()
}

#[derive(Clone, Copy)]
struct Wish {
    layer: LayerId,
    crs: Option<&'static str>,
    tolerance_metres: f64,
    source: Option<DeliverySource<'static>>,
}

const PLAIN: Wish = Wish {
    layer: LayerId::Communes,
    crs: None,
    tolerance_metres: 1.0,
    source: None,
};

struct Delivered {
    drafts: Vec<Draft>,
    of_file: Vec<Finding>,
    files: Option<Vec<(String, Vec<u8>)>>,
}

impl Delivered {
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let of_rows = self.drafts.iter().flat_map(|draft| &draft.findings);
        self.of_file.iter().chain(of_rows)
    }

    fn rejected(&self) -> Vec<FindingKind> {
        let rejected = self
            .findings()
            .filter(|one| one.gravity == Gravity::Rejected);
        let mut kinds: Vec<FindingKind> = rejected.map(|one| one.kind).collect();
        kinds.dedup();
        kinds
    }

    fn topology(&self) -> BoundaryFile {
        let files = self.files.as_ref().unwrap_or_else(|| {
            panic!("{:?}", self.findings().collect::<Vec<_>>());
        });
        read(&files[0].1, BoundarySet::Communes)
    }
}

fn polygon(corners: &[[i32; 2]], to: impl Fn(LonLat) -> [f64; 2]) -> Geometry<f64> {
    let line: LineString<f64> = (corners.iter().chain(corners.first()))
        .map(|[x, y]| {
            let [x, y] = to(LonLat {
                lon: f64::from(*x) / 1e6,
                lat: f64::from(*y) / 1e6,
            });
            Coord { x, y }
        })
        .collect();
    MultiPolygon(vec![Polygon::new(line, Vec::new())]).into()
}

fn degrees(place: LonLat) -> [f64; 2] {
    [place.lon, place.lat]
}

fn shapes(rings: &[Corners]) -> Vec<(&'static str, Geometry<f64>)> {
    let of = |ring: &Corners| polygon(ring, degrees);
    CODES.into_iter().zip(rings.iter().map(of)).collect()
}

/// The four squares, the eastern side of the first one moved by so many metres.
fn shifted(metres: f64) -> Vec<Corners> {
    let mut rings = squares();
    let by = (metres / METRES).round() as i32;
    for corner in rings[0]
        .iter_mut()
        .filter(|corner| corner[0] == ORIGIN[0] + SIDE)
    {
        corner[0] += by;
    }
    rings
}

#[test]
fn the_boundaries_as_they_stand_come_back_the_same() {
    let land = Land::new();
    let delivered = land.deliver(&shapes(&squares()), PLAIN);
    assert!(delivered.of_file.is_empty(), "{:?}", delivered.of_file);
    let files = delivered.files.unwrap();
    assert_eq!(files[0].0, "boundaries/communes.topojson");
    let before = fs::read(land.data.path().join(&files[0].0)).unwrap();
    let [before, after] = [&before, &files[0].1].map(|bytes| read(bytes, BoundarySet::Communes));
    assert_eq!(after.codes, before.codes);
    assert_eq!(after.properties, before.properties);
    let areas = |file: &BoundaryFile| coverage::areas_km2(&file.topology);
    assert_eq!(areas(&after), areas(&before));
    let corners = |file: &BoundaryFile| -> usize {
        file.topology.arcs.iter().map(|arc| arc.points.len()).sum()
    };
    assert_eq!(corners(&after), corners(&before));
    assert!(
        after
            .outline
            .iter()
            .all(|(kind, _)| *kind == OutlineKind::National)
    );
    assert!(!after.outline.is_empty());
    assert_eq!(files[1].0, "units.csv");
}

#[test]
fn corners_within_the_tolerance_are_moved_to_meet() {
    let land = Land::new();
    for metres in [0.5, -0.5, 0.9] {
        let delivered = land.deliver(&shapes(&shifted(metres)), PLAIN);
        let snapped = delivered
            .of_file
            .iter()
            .find(|one| one.kind == FindingKind::Snapped);
        assert_eq!(snapped.unwrap().gravity, Gravity::Repaired);
        let topology = delivered.topology().topology;
        assert!(coverage::planar_problems(&topology).is_empty());
        // Two of the three sides of each square are shared or outer as they were.
        assert_eq!(
            topology.arcs.len(),
            file(BoundarySet::Communes).topology.arcs.len()
        );
    }
}

#[test]
fn overlaps_are_told_with_place_and_size() {
    let land = Land::new();
    for metres in [3.0, 300.0] {
        let delivered = land.deliver(&shapes(&shifted(metres)), PLAIN);
        assert!(delivered.files.is_none());
        let found = delivered.drafts[1].findings.iter();
        let found: Vec<&Finding> = found
            .filter(|one| one.gravity == Gravity::Rejected)
            .collect();
        let expected = if metres < 100.0 {
            FindingKind::Sliver
        } else {
            FindingKind::Overlap
        };
        assert_eq!(found[0].kind, expected, "{metres}");
        let said = &found[0].what.en;
        assert!(
            said.contains("Mau 4 Commune (00004)") && said.contains("(00007)"),
            "{said}"
        );
        let widest: f64 = {
            let behind = said.split("at most ").nth(1).unwrap();
            behind.split(' ').next().unwrap().parse().unwrap()
        };
        assert!((widest - metres).abs() < 0.02 * metres + 0.2, "{said}");
        let place: Vec<f64> = (found[0].said.as_ref().unwrap().split(", "))
            .map(|degrees| degrees.parse().unwrap())
            .collect();
        assert!(
            (place[0] - 105.05).abs() < 0.005 && (21.0..21.1).contains(&place[1]),
            "{place:?}"
        );
    }
}

#[test]
fn gaps_are_told_for_the_file() {
    let land = Land::new();
    // Between four units so that the gap is closed all round.
    let mut rings = squares();
    for (ring, by) in rings.iter_mut().zip([[-100, 0], [100, 0], [0, 0], [0, 0]]) {
        let half = SIDE / 2;
        let middle = [ORIGIN[0] + SIDE, ORIGIN[1] + half];
        for corner in ring.iter_mut().filter(|corner| **corner == middle) {
            corner[0] += by[0];
        }
    }
    let delivered = land.deliver(&shapes(&rings), PLAIN);
    assert!(delivered.files.is_none(), "{:?}", delivered.of_file);
    let gap = &delivered.of_file[0];
    assert!(
        [FindingKind::Gap, FindingKind::Sliver].contains(&gap.kind),
        "{gap:?}"
    );
    assert_eq!(gap.gravity, Gravity::Rejected);
    assert!(gap.what.vi.contains("rộng nhất"), "{}", gap.what.vi);
}

#[test]
fn a_larger_tolerance_mends_more() {
    let land = Land::new();
    let wish = Wish {
        tolerance_metres: 5.0,
        ..PLAIN
    };
    let delivered = land.deliver(&shapes(&shifted(3.0)), wish);
    assert!(coverage::planar_problems(&delivered.topology().topology).is_empty());
}

#[test]
fn every_unit_must_be_there_once() {
    let land = Land::new();
    let mut given = shapes(&squares());
    given.pop();
    let delivered = land.deliver(&given, PLAIN);
    assert_eq!(delivered.rejected(), [FindingKind::MissingUnits]);
    assert!(delivered.of_file[0].what.vi.contains("00013"));

    let mut given = shapes(&squares());
    given[3].0 = "99999";
    let delivered = land.deliver(&given, PLAIN);
    assert_eq!(delivered.rejected(), [FindingKind::UnknownUnit]);

    let mut given = shapes(&squares());
    given[3].0 = "00010";
    let delivered = land.deliver(&given, PLAIN);
    assert_eq!(delivered.rejected(), [FindingKind::DuplicateRow]);
    assert!(delivered.files.is_none());
}

#[test]
fn a_polygon_that_crosses_itself_is_mended_and_told() {
    let land = Land::new();
    let mut rings = squares();
    // A knot on the outer side of the last square.
    let [x, y] = [ORIGIN[0] + 2 * SIDE, ORIGIN[1] + SIDE + SIDE / 4];
    let at = rings[3]
        .iter()
        .position(|corner| *corner == [x, ORIGIN[1] + SIDE])
        .unwrap();
    let knot = [[x, y], [x + 300, y + 300], [x + 300, y], [x, y + 300]];
    rings[3].splice(at + 1..=at, knot);
    let delivered = land.deliver(&shapes(&rings), PLAIN);
    let told = delivered.drafts[3].findings.iter();
    let mut told = told.filter(|one| one.kind == FindingKind::InvalidGeometry);
    assert_eq!(told.next().unwrap().gravity, Gravity::Repaired);
    assert!(delivered.files.is_some(), "{:?}", delivered.rejected());
}

#[test]
fn metres_of_a_zone_are_found_by_the_codes() {
    let land = Land::new();
    let crs = Crs::of_epsg(9211).unwrap();
    let given: Vec<_> = (CODES.into_iter().zip(&squares()))
        .map(|(code, ring)| (code, polygon(ring, |place| crs.from_lonlat(place))))
        .collect();
    for wish in [
        PLAIN,
        Wish {
            crs: Some("EPSG:9211"),
            ..PLAIN
        },
    ] {
        let delivered = land.deliver(&given, wish);
        let areas = coverage::areas_km2(&delivered.topology().topology);
        let expected = coverage::areas_km2(&file(BoundarySet::Communes).topology);
        for (found, expected) in areas.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-3 * expected);
        }
        let found = delivered
            .of_file
            .iter()
            .any(|one| one.kind == FindingKind::CrsFound);
        assert_eq!(found, wish.crs.is_none());
    }
}

#[test]
fn lines_are_no_boundaries() {
    let land = Land::new();
    let mut given = shapes(&squares());
    given[0].1 = LineString::from(vec![(105.0, 21.0), (105.1, 21.1)]).into();
    let delivered = land.deliver(&given, PLAIN);
    assert_eq!(delivered.rejected(), [FindingKind::GeometryKind]);
}

#[test]
fn former_communes_keep_their_quality() {
    let land = Land::new();
    let wish = Wish {
        layer: LayerId::FormerCommunes,
        ..PLAIN
    };
    let delivered = land.deliver(&shapes(&widened()), wish);
    let files = delivered.files.unwrap();
    assert_eq!(files[0].0, "boundaries/former_communes.topojson");
    let read = read(&files[0].1, BoundarySet::FormerCommunes);
    assert_eq!(
        read.properties,
        file(BoundarySet::FormerCommunes).properties
    );
}

/// The four squares, the eastern side of the second one moved outwards: a coverage too.
fn widened() -> Vec<Corners> {
    let mut rings = squares();
    let east = ORIGIN[0] + 2 * SIDE;
    for corner in rings[1].iter_mut().filter(|corner| {
        let is_inner = corner[1] == ORIGIN[1] + SIDE;
        corner[0] == east && !is_inner
    }) {
        corner[0] += 3_000;
    }
    rings
}

#[test]
fn what_changes_names_the_source_of_the_delivery() {
    let land = Land::new();
    let source = |date: Option<&str>| {
        Some(DeliverySource {
            id: "nghi-quyet-1",
            date: date.map(|date| date.parse().unwrap()),
        })
    };
    let wish = Wish {
        source: source(Some("2026-03")),
        ..PLAIN
    };
    let delivered = land.deliver(&shapes(&widened()), wish);
    assert!(
        delivered.rejected().is_empty(),
        "{:?}",
        delivered.rejected()
    );
    let files = delivered.files.unwrap();
    let bytes = |name: &str| &files.iter().find(|file| file.0 == name).unwrap().1;
    let parse = |name: &str| (Path::new("delivered").to_owned(), bytes(name).clone());
    let (path, text) = parse("units.csv");
    let units: Vec<Unit> = parse_table(&path, &text).unwrap();
    for unit in units
        .iter()
        .filter(|unit| unit.is_present() && unit.code.to_string().len() == 5)
    {
        let cited = unit.sources.contains(&"nghi-quyet-1".to_owned());
        assert_eq!(cited, unit.code.to_string() == CODES[1], "{}", unit.code);
    }
    let (path, text) = parse("figures.csv");
    let figures: Vec<Figure> = parse_table(&path, &text).unwrap();
    let area = figures
        .iter()
        .find(|figure| figure.subject.to_string() == CODES[1])
        .unwrap();
    assert_eq!(area.source_id, ["nghi-quyet-1"]);
    assert_eq!(area.period.to_string(), "../2026-03");
    let unit = units
        .iter()
        .find(|unit| unit.is_present() && unit.code.to_string() == CODES[1]);
    assert_eq!(area.value, unit.unwrap().polygon_area_km2);

    // An area is a figure, and a figure has a period.
    let wish = Wish {
        source: source(None),
        ..PLAIN
    };
    let delivered = land.deliver(&shapes(&widened()), wish);
    assert_eq!(delivered.rejected(), [FindingKind::NoSource]);
}

#[test]
fn boundaries_as_they_stand_are_the_same_whichever_way_their_rings_run() {
    let land = Land::new();
    let compiled = read(
        &fs::read(land.data.path().join("boundaries/communes.topojson")).unwrap(),
        BoundarySet::Communes,
    );
    let mut rings: Vec<Corners> = (compiled.topology.faces.iter())
        .map(|face| {
            let mut ring = coverage::ring_points(&compiled.topology, &face.polygons[0][0]);
            ring.pop();
            ring
        })
        .collect();
    for ring in &mut rings {
        ring.rotate_left(1);
        ring.reverse();
    }
    let delivered = land.deliver(&shapes(&rings), PLAIN);
    assert!(delivered.of_file.is_empty(), "{:?}", delivered.of_file);
    assert_eq!(delivered.files, Some(Vec::new()));
}
