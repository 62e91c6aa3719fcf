//! Rows of point layers on the ground of the compiled data.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use phiabac::dataset::Tables;
use phiabac::domain::{LayerId, Level, Record, Unit, UnitCode, Value};
use phiabac::geometry::{Crs, LonLat};
use phiabac::import::intake::{Draft, Finding, FindingKind, Gravity, Ground, RawRow, RawValue};
use phiabac::import::placing::place_rows;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(&data()).unwrap());

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

struct Placed {
    drafts: Vec<Draft>,
    of_file: Vec<Finding>,
}

impl Placed {
    fn kinds(&self, row: usize) -> Vec<(Gravity, FindingKind)> {
        let findings = self.drafts[row].findings.iter();
        findings.map(|one| (one.gravity, one.kind)).collect()
    }

    fn has(&self, row: usize, kind: FindingKind) -> bool {
        self.kinds(row).iter().any(|(_, own)| *own == kind)
    }

    fn text(&self, row: usize, field: &str) -> Option<String> {
        self.drafts[row].text(field)
    }

    fn place(&self, row: usize) -> LonLat {
        let degrees = |field: &str| self.text(row, field).unwrap().parse().unwrap();
        LonLat::new(degrees("lon"), degrees("lat")).unwrap()
    }

    fn no_row_is_rejected(&self) {
        for draft in &self.drafts {
            assert!(
                !draft.is_rejected(),
                "row {}: {:?}",
                draft.raw.number,
                draft.findings
            );
        }
    }
}

fn place(layer: LayerId, rows: &[Vec<(&'static str, String)>], crs: Option<&str>) -> Placed {
    let drafts = rows.iter().zip(2..).map(|(values, number)| {
        let values = values.iter();
        Draft {
            raw: RawRow {
                number,
                values: values
                    .map(|(field, text)| (*field, RawValue::Text(text.clone())))
                    .collect(),
                geometry: None,
            },
            ..Draft::default()
        }
    });
    let mut placed = Placed {
        drafts: drafts.collect(),
        of_file: Vec::new(),
    };
    let data = data();
    let ground = Ground {
        layer,
        tables: &TABLES,
        data: &data,
        asked_crs: crs,
        file_crs: None,
        heading_crs: &[],
        tolerance_metres: 1.0,
        source: None,
    };
    place_rows(&ground, &mut placed.drafts, &mut placed.of_file).unwrap();
    placed
}

fn zone(name: &str, more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let more = more
        .iter()
        .map(|(field, text)| (*field, (*text).to_owned()));
    std::iter::once(("name_vi", name.to_owned()))
        .chain(more)
        .collect()
}

/// Present communes of a province that have a label.
fn communes(province: &str) -> Vec<(&'static Unit, LonLat)> {
    let province: UnitCode = province.parse().unwrap();
    (TABLES.units.iter())
        .filter(|unit| unit.layer() == LayerId::Communes && unit.province == Some(province))
        .filter_map(|unit| Some((unit, unit.label_place?)))
        .collect()
}

/// Rows at the labels of communes, in metres of a zone.
fn in_metres(communes: &[(&Unit, LonLat)], epsg: u16) -> Vec<Vec<(&'static str, String)>> {
    let crs = Crs::of_epsg(epsg).unwrap();
    (communes.iter())
        .map(|(unit, place)| {
            let [east, north] = crs.from_lonlat(*place);
            // X is north in Vietnamese surveying.
            zone(
                &format!("CCN {}", unit.code),
                &[
                    ("x", &format!("{north:.2}").replace('.', ",")),
                    ("y", &format!("{east:.2}").replace('.', ",")),
                    ("commune", &unit.full_name_vi),
                    ("province", &unit.province.unwrap().to_string()),
                ],
            )
        })
        .collect()
}

/// What stands in the data and comes back as a delivery changes nothing and is refused nowhere.
#[test]
fn the_records_as_they_stand_come_back_the_same() {
    fn rows<R: Record>(records: &[R]) -> Vec<Vec<(&'static str, String)>> {
        let fields = records.iter().map(Record::to_fields);
        fields
            .map(|fields| {
                fields
                    .iter()
                    .map(|(name, value)| (name, value.to_string()))
                    .collect()
            })
            .collect()
    }
    let tables = &*TABLES;
    for (layer, rows) in [
        (LayerId::IndustrialZones, rows(&tables.industrial_zones)),
        (LayerId::BorderGates, rows(&tables.border_gates)),
        (LayerId::PowerPlants, rows(&tables.power_plants)),
    ] {
        let placed = place(layer, &rows, None);
        placed.no_row_is_rejected();
        for draft in &placed.drafts {
            let before = draft.before.as_ref().unwrap();
            let row = draft.raw.number;
            for (field, value) in &draft.values {
                assert_eq!(
                    before.get(field),
                    Some(value),
                    "{layer}, row {row}, {field}"
                );
            }
        }
    }
}

#[test]
fn swapped_axes_are_found_for_the_file() {
    let rows: Vec<_> = (communes("24").iter().take(5))
        .map(|(unit, place)| {
            zone(
                &format!("Cụm {}", unit.code),
                &[
                    ("lon", &place.lat.to_string()),
                    ("lat", &place.lon.to_string()),
                    ("commune", &unit.code.to_string()),
                ],
            )
        })
        .collect();
    let placed = place(LayerId::IndustrialZones, &rows, None);
    placed.no_row_is_rejected();
    for (row, (_, at)) in communes("24").iter().take(5).enumerate() {
        assert_eq!(placed.place(row), *at);
        assert!(placed.has(row, FindingKind::SwappedAxes));
    }
    assert_eq!(placed.of_file[0].kind, FindingKind::SwappedAxes);
}

#[test]
fn the_zone_of_metres_is_found_by_the_communes() {
    let some = communes("19");
    let placed = place(
        LayerId::IndustrialZones,
        &in_metres(&some[..12], 9213),
        None,
    );
    placed.no_row_is_rejected();
    for (row, (unit, at)) in some[..12].iter().enumerate() {
        let found = placed.place(row);
        assert!((found.lon - at.lon).abs() < 2e-6 && (found.lat - at.lat).abs() < 2e-6);
        assert_eq!(placed.text(row, "commune"), Some(unit.code.to_string()));
    }
    let [found] = &placed.of_file[..] else {
        panic!("{:?}", placed.of_file)
    };
    assert_eq!(found.kind, FindingKind::CrsFound);
    assert!(found.what.vi.contains("EPSG:9213"), "{}", found.what.vi);
}

#[test]
fn a_row_of_another_zone_stands_where_it_says() {
    // Merged provinces straddle old zones.
    let some = communes("24");
    let mut rows = in_metres(&some[..8], 9214);
    rows.extend(in_metres(&some[8..9], 9209));
    let placed = place(LayerId::IndustrialZones, &rows, None);
    placed.no_row_is_rejected();
    assert!(placed.has(8, FindingKind::CrsFound));
    assert!((placed.place(8).lon - some[8].1.lon).abs() < 2e-6);
}

#[test]
fn a_zone_that_is_named_is_believed() {
    let some = communes("20");
    let placed = place(
        LayerId::IndustrialZones,
        &in_metres(&some[..3], 9215),
        Some("EPSG:9215"),
    );
    placed.no_row_is_rejected();
    assert!(placed.of_file.is_empty(), "{:?}", placed.of_file);
}

#[test]
fn provinces_alone_do_not_tell_the_zone() {
    let rows: Vec<_> = in_metres(&communes("19")[..4], 9213)
        .into_iter()
        .map(|row| {
            row.into_iter()
                .filter(|(field, _)| *field != "commune")
                .collect()
        })
        .collect();
    let placed = place(LayerId::IndustrialZones, &rows, None);
    assert_eq!(placed.of_file[0].kind, FindingKind::CrsUnclear);
    assert!(placed.drafts.iter().all(Draft::is_rejected));
}

#[test]
fn an_unknown_system_is_a_wrong_wish() {
    let data = data();
    let ground = Ground {
        layer: LayerId::PowerPlants,
        tables: &TABLES,
        data: &data,
        asked_crs: Some("EPSG:1"),
        file_crs: None,
        heading_crs: &[],
        tolerance_metres: 1.0,
        source: None,
    };
    let error = place_rows(&ground, &mut [], &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("EPSG:9213"), "{error}");
}

/// A former commune that went whole, and one that was divided with its successors.
fn former(divided: bool) -> (&'static Unit, Vec<UnitCode>) {
    let present: std::collections::BTreeSet<UnitCode> = (TABLES.units.iter())
        .filter(|unit| unit.is_present())
        .map(|unit| unit.code)
        .collect();
    (TABLES.units.iter())
        .filter(|unit| unit.layer() == LayerId::FormerCommunes && !present.contains(&unit.code))
        .map(|unit| {
            let edges = TABLES.predecessors.iter();
            let own = edges.filter(|edge| edge.former == unit.code && edge.level == Level::Commune);
            (unit, own.map(|edge| edge.successor).collect::<Vec<_>>())
        })
        .find(|(_, successors)| (successors.len() > 1) == divided && !successors.is_empty())
        .unwrap()
}

fn label(code: UnitCode) -> LonLat {
    let unit = TABLES
        .units
        .iter()
        .find(|unit| unit.is_present() && unit.code == code);
    unit.unwrap().label_place.unwrap()
}

#[test]
fn former_units_become_present_ones() {
    let (unit, successors) = former(false);
    let rows = [zone("Cụm cũ", &[("commune", &unit.code.to_string())])];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    placed.no_row_is_rejected();
    assert_eq!(placed.text(0, "commune"), Some(successors[0].to_string()));
    assert!(placed.has(0, FindingKind::FormerUnit));
    assert_eq!(placed.text(0, "former_commune"), Some(unit.name_vi.clone()));
    // Without coordinates it stands in the middle of the commune, which is said.
    assert_eq!(placed.place(0), label(successors[0]));
    assert_eq!(
        placed.text(0, "precision").as_deref(),
        Some("commune_centroid")
    );
}

#[test]
fn a_divided_unit_is_decided_by_the_place() {
    let (unit, successors) = former(true);
    let code = unit.code.to_string();
    let mut rows: Vec<_> = (successors.iter())
        .map(|&successor| {
            let at = label(successor);
            zone(
                "Cụm chia",
                &[
                    ("commune", &code),
                    ("lon", &at.lon.to_string()),
                    ("lat", &at.lat.to_string()),
                ],
            )
        })
        .collect();
    rows.push(zone("Cụm không tọa độ", &[("commune", &code)]));
    let placed = place(LayerId::IndustrialZones, &rows, None);
    placed.no_row_is_rejected();
    for (row, successor) in successors.iter().enumerate() {
        assert_eq!(placed.text(row, "commune"), Some(successor.to_string()));
        assert!(placed.has(row, FindingKind::AmbiguousUnit));
    }
    let last = successors.len();
    assert_eq!(placed.text(last, "commune"), None);
    assert!(placed.has(last, FindingKind::AmbiguousUnit));
}

#[test]
fn units_that_are_not_known_or_contradict_each_other_are_told() {
    let rows = [
        zone("Một", &[("commune", "99999")]),
        zone(
            "Hai",
            &[("commune", "xã Không Có Thật"), ("province", "Bắc Ninh")],
        ),
        zone("Ba", &[("province", "Sài Gòn")]),
        zone("Bốn", &[("commune", "00004"), ("province", "Cao Bằng")]),
        zone("Năm", &[]),
        zone("Sáu", &[("commune", "4"), ("province", "1")]),
    ];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    let expected = [
        FindingKind::UnknownUnit,
        FindingKind::UnknownUnit,
        FindingKind::UnknownUnit,
        FindingKind::Contradiction,
        FindingKind::Missing,
    ];
    for (row, kind) in expected.into_iter().enumerate() {
        assert!(
            placed.kinds(row).contains(&(Gravity::Rejected, kind)),
            "{row}: {:?}",
            placed.kinds(row)
        );
    }
    // Spreadsheets drop leading zeros.
    assert!(
        !placed.drafts[5].is_rejected(),
        "{:?}",
        placed.drafts[5].findings
    );
    assert_eq!(placed.text(5, "commune").as_deref(), Some("00004"));
    assert_eq!(placed.text(5, "province").as_deref(), Some("01"));
}

#[test]
fn a_place_far_outside_its_unit_is_rejected_with_the_distance() {
    let some = communes("24");
    let (unit, _) = some[0];
    let (_, elsewhere) = some[40];
    let rows = [
        zone(
            "Xa",
            &[
                ("commune", &unit.code.to_string()),
                ("lon", &elsewhere.lon.to_string()),
                ("lat", &elsewhere.lat.to_string()),
            ],
        ),
        zone("Ngoài", &[("lon", "112.3"), ("lat", "16.5")]),
        zone("Biển", &[("lon", "110.5"), ("lat", "19.5")]),
    ];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    assert!(
        placed
            .kinds(0)
            .contains(&(Gravity::Rejected, FindingKind::OutsideUnit))
    );
    let said = &placed.drafts[0].findings.last().unwrap().what.vi;
    assert!(
        said.contains(" km.") && said.contains(&unit.full_name_vi),
        "{said}"
    );
    for row in [1, 2] {
        assert!(
            placed
                .kinds(row)
                .contains(&(Gravity::Rejected, FindingKind::OutsideRegion))
        );
    }
}

#[test]
fn a_row_without_units_takes_them_from_its_place() {
    let (unit, at) = communes("15")[3];
    let rows = [zone(
        "Mới",
        &[("coordinates", &format!("{}, {}", at.lat, at.lon))],
    )];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    placed.no_row_is_rejected();
    assert_eq!(placed.text(0, "commune"), Some(unit.code.to_string()));
    assert_eq!(
        placed.text(0, "province"),
        unit.province.map(|code| code.to_string())
    );
    assert!(placed.has(0, FindingKind::UnitFound));
}

#[test]
fn records_are_found_by_number_code_and_name() {
    let known = &TABLES.industrial_zones[0];
    assert_eq!(known.name_vi, "Cụm công nghiệp Bích Hoà");
    let rows = [
        zone("Tên khác", &[("id", "1"), ("province", "Hà Nội")]),
        zone("Tên khác nữa", &[("code", &known.code)]),
        zone("CCN Bích Hòa", &[("province", "Thành phố Hà Nội")]),
        zone("CCN Bích Hòa", &[("province", "Bắc Ninh")]),
        zone("Lẫn", &[("id", "2"), ("code", &known.code)]),
    ];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    for row in 0..rows.len() {
        let before = placed.drafts[row].before.as_ref();
        let id = before
            .and_then(|before| before.get("id"))
            .map(Value::to_string);
        let expected = (row < 3).then(|| known.id.to_string());
        assert_eq!(id, expected, "row {row}");
        assert_eq!(placed.has(row, FindingKind::AmbiguousRecord), row == 4);
        // The first of three rows for one record counts.
        let twice = [1, 2].contains(&row);
        assert_eq!(placed.has(row, FindingKind::DuplicateRow), twice);
    }
}

#[test]
fn rows_that_stand_twice_are_told() {
    let (unit, at) = communes("24")[0];
    let row = |name: &str, east: f64| {
        zone(
            name,
            &[
                ("lon", &(at.lon + east).to_string()),
                ("lat", &at.lat.to_string()),
                ("commune", &unit.code.to_string()),
            ],
        )
    };
    let rows = [
        row("Cụm Thử", 0.0),
        row("CỤM THỬ", 0.001),
        row("Cụm Khác", 0.0002),
    ];
    let placed = place(LayerId::IndustrialZones, &rows, None);
    assert!(!placed.drafts[0].is_rejected());
    assert!(
        placed
            .kinds(1)
            .contains(&(Gravity::Rejected, FindingKind::DuplicateRow))
    );
    assert!(
        placed
            .kinds(2)
            .contains(&(Gravity::Noted, FindingKind::PossibleDuplicate))
    );
}

#[test]
fn a_polygon_gives_a_point_and_its_area() {
    let (unit, at) = communes("24")[0];
    let half = 0.001;
    let square = geo_types::Rect::new(
        (at.lon - half, at.lat - half),
        (at.lon + half, at.lat + half),
    );
    let data = data();
    let ground = Ground {
        layer: LayerId::IndustrialZones,
        tables: &TABLES,
        data: &data,
        asked_crs: None,
        file_crs: Some(4326),
        heading_crs: &[],
        tolerance_metres: 1.0,
        source: None,
    };
    let mut drafts = [Draft {
        raw: RawRow {
            number: 1,
            values: vec![("name_vi", RawValue::Text("Cụm vùng".to_owned()))],
            geometry: Some(square.to_polygon().into()),
        },
        ..Draft::default()
    }];
    place_rows(&ground, &mut drafts, &mut Vec::new()).unwrap();
    let placed = Placed {
        drafts: drafts.to_vec(),
        of_file: Vec::new(),
    };
    placed.no_row_is_rejected();
    assert_eq!(placed.text(0, "commune"), Some(unit.code.to_string()));
    assert_eq!(placed.text(0, "precision").as_deref(), Some("exact"));
    let hectares: f64 = placed.text(0, "area_ha").unwrap().parse().unwrap();
    // 0.002 degrees a side.
    assert!((hectares - 4.6).abs() < 0.1, "{hectares}");
}
