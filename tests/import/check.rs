//! What `phiabac check` finds in tables that can be read but do not hold together.

use std::path::{Path, PathBuf};

use phiabac::dataset::{Context, Tables, read_catalog};
use phiabac::domain::{CatalogSpec, Extent, LayerId};
use phiabac::geometry::LonLat;
use phiabac::import::check::{
    CheckReport, Gravity, Located, Locator, check, check_lists, check_tables, licences,
};

use crate::Folders;

fn tables() -> Tables {
    let folders = Folders::new();
    folders.import(None);
    folders.tables()
}

/// Findings of a gravity after a change to good tables, the official counts aside.
fn found(
    gravity: Gravity,
    locate: Option<Locator<'_>>,
    change: impl Fn(&mut Tables),
) -> Vec<String> {
    let mut tables = tables();
    change(&mut tables);
    let mut report = CheckReport::default();
    check_tables(&tables, locate, &mut report);
    let found = report
        .findings
        .into_iter()
        .filter(|one| one.gravity == gravity);
    found
        .filter(|one| !one.what.contains("officially"))
        .map(|one| format!("{}:{} {}", one.file, one.row.unwrap_or_default(), one.what))
        .collect()
}

fn only_fault(expected: &str, change: impl Fn(&mut Tables)) {
    let faults = found(Gravity::Fault, None, change);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains(expected), "{faults:?}");
}

#[test]
fn the_generated_tables_hold_together() {
    assert_eq!(found(Gravity::Fault, None, |_| {}), Vec::<String>::new());
}

#[test]
fn counts_that_are_not_the_official_ones_are_faults() {
    let folders = Folders::new();
    folders.import(None);
    let report = check(folders.compiled.path(), None).to_string();
    assert!(
        report.contains("FAULT  units.csv: 3 communes, officially 1733"),
        "{report}"
    );
    assert!(report.contains("catalog.toml"), "{report}");
}

#[test]
fn a_province_that_declares_other_numbers_than_are_listed() {
    only_fault(
        "units.csv:2 Mẫu Sơn declares 2 units of kind ward, 1 are listed",
        |tables| {
            tables.units[0].wards = Some(2);
        },
    );
}

#[test]
fn a_commune_in_an_unknown_province() {
    only_fault("units.csv:8 80001 A stands in province 81", |tables| {
        tables.units[6].province = Some("81".parse().unwrap());
    });
}

#[test]
fn a_former_unit_without_a_default_successor() {
    only_fault("80002 has 0 default successors", |tables| {
        tables.predecessors[4].default = false;
    });
}

#[test]
fn a_former_unit_that_went_whole_and_yet_to_two() {
    only_fault(
        "80002 went whole to one unit and yet has 2 successors",
        |tables| {
            tables.predecessors[4].extent = Extent::Whole;
        },
    );
}

#[test]
fn an_edge_to_an_unknown_unit() {
    only_fault("predecessors.csv:7 90009 is no present commune", |tables| {
        tables.predecessors[5].successor = "90009".parse().unwrap();
    });
}

#[test]
fn a_zone_in_an_unknown_commune() {
    only_fault(
        "industrial_zones.csv:2 mau-ccn-mot: commune 90009 is not listed",
        |tables| {
            tables.industrial_zones[0].commune = Some("90009".parse().unwrap());
        },
    );
}

#[test]
fn a_passage_of_an_unknown_gate() {
    only_fault("huu-nghi-1119-1120 belongs to nowhere", |tables| {
        tables.border_gates[1].parent = Some("nowhere".to_owned());
    });
}

#[test]
fn a_possible_duplicate_is_a_remark_when_it_is_listed() {
    let remarks = found(Gravity::Remark, None, |tables| {
        tables.industrial_zones[0].possible_duplicate_of = vec!["mau-kcn-hai".to_owned()];
    });
    assert_eq!(
        remarks,
        ["industrial_zones.csv:2 mau-ccn-mot may be the same zone as mau-kcn-hai"]
    );
}

#[test]
fn a_place_in_another_province_is_a_fault_unless_the_record_says_why() {
    let elsewhere = |_: LonLat| {
        Some(Located {
            commune: "91001".parse().unwrap(),
            province: "91".parse().unwrap(),
        })
    };
    // Of the two zones, the gate and the plant with a place only the gate has a note.
    let faults = found(Gravity::Fault, Some(&elsewhere), |_| {});
    assert_eq!(faults.len(), 3, "{faults:?}");
    let plant =
        "power_plants.csv:2 mau-hydro: place (105.1, 21.1; site) lies in 91001, declared 90001";
    assert!(faults[2].starts_with(plant), "{faults:?}");
    let remarks = found(Gravity::Remark, Some(&elsewhere), |_| {});
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].contains("±1.5 km"), "{remarks:?}");
}

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

/// Words without a title, after a change to the catalogue or the compiled tables.
fn untitled(change: impl Fn(&mut CatalogSpec, &mut Tables)) -> Vec<String> {
    let mut catalog = read_catalog(&geodata()).unwrap();
    let mut tables = Tables::read(&geodata()).unwrap();
    let around = Context::read(&geodata()).unwrap();
    change(&mut catalog, &mut tables);
    let mut report = CheckReport::default();
    check_lists(&catalog, Some(&tables), Some(&around), &mut report);
    assert_eq!(report.is_ok(), report.findings.is_empty());
    let found = report.findings.into_iter();
    found
        .map(|one| format!("{}:{} {}", one.file, one.row.unwrap_or_default(), one.what))
        .collect()
}

#[test]
fn every_value_of_a_closed_list_has_a_title() {
    assert_eq!(untitled(|_, _| {}), Vec::<String>::new());
}

#[test]
fn a_country_without_a_title_among_others() {
    let found = untitled(|_, tables| {
        tables.units[0].land_border = ["CN", "XX", "LA"].map(str::to_owned).to_vec();
    });
    assert_eq!(
        found,
        [r#"units.csv:2 01: "XX" is not in the catalogue's list for provinces.land_border"#]
    );
}

fn without_word(layer: LayerId, word: &str) -> Vec<String> {
    untitled(|catalog, _| {
        let layers = catalog.layers.iter_mut();
        for spec in layers.filter(|spec| spec.id == layer) {
            for field in &mut spec.fields {
                field.values.retain(|known| known.value != word);
            }
        }
    })
}

#[test]
fn a_kind_that_the_catalogue_does_not_list() {
    let plants = without_word(LayerId::PowerPlants, "hydro");
    assert!(plants.len() > 100, "{}", plants.len());
    let place = plants[0].split(' ').next().unwrap();
    assert!(place.starts_with("power_plants.csv:"), "{place}");
    let lakes = without_word(LayerId::Water, "lake");
    assert!(lakes.len() > 100, "{}", lakes.len());
    assert!(lakes[0].ends_with("list for water.kind"), "{}", lakes[0]);
}

#[test]
fn the_list_of_licences_counts_the_records_of_each_source() {
    let list = licences(&tables()).to_string();
    assert!(list.contains("non-commercial: 1 sources"), "{list}");
    assert!(
        list.contains("iip-directory") && list.contains("1 records"),
        "{list}"
    );
}
