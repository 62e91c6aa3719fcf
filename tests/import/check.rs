//! What `phiabac check` finds in tables that can be read but do not hold together.

use std::fs;
use std::path::{Path, PathBuf};

use phiabac::dataset::{Context, Tables, read_catalog};
use phiabac::domain::{CatalogSpec, Extent, Figure, LayerId, Scope};
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
    let remarks = remarks_on_records(None, |tables| {
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
    let remarks = remarks_on_records(Some(&elsewhere), |_| {});
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].contains("±1.5 km"), "{remarks:?}");
}

/// Remarks on the records, those on figures aside.
fn remarks_on_records(locate: Option<Locator<'_>>, change: impl Fn(&mut Tables)) -> Vec<String> {
    let mut remarks = found(Gravity::Remark, locate, change);
    remarks.retain(|remark| !remark.starts_with("figures.csv"));
    remarks
}

/// The figure with this subject and measure.
fn figure<'a>(tables: &'a mut Tables, subject: &str, measure: &str) -> &'a mut Figure {
    let mut own = tables.figures.iter_mut();
    let found = own.find(|f| f.subject.to_string() == subject && f.measure == measure);
    found.unwrap()
}

#[test]
fn a_figure_about_something_that_is_not_listed() {
    only_fault("gate:nowhere is not listed", |tables| {
        figure(tables, "gate:huu-nghi", "trade").subject = "gate:nowhere".parse().unwrap();
    });
}

#[test]
fn an_area_that_is_not_that_of_the_unit() {
    only_fault("90001 area ../2025: the unit itself has 10", |tables| {
        figure(tables, "90001", "area").value = Some(11.0);
    });
}

#[test]
fn contradictions_and_notes_without_translation_are_remarks() {
    let remarks = found(Gravity::Remark, None, |_| {});
    let has = |words: &str| remarks.iter().any(|remark| remark.contains(words));
    let declared = "90 trade (declared) 2023-01-01/2023-12-31: sources say 4780 and 4975";
    assert!(has(declared), "{remarks:?}");
    assert!(
        has("90 export (firms)") && has("the note has no Vietnamese wording"),
        "{remarks:?}"
    );
}

/// What the catalogue says against the generated figures, after a change to either.
fn misfits(gravity: Gravity, change: impl Fn(&mut CatalogSpec, &mut Tables)) -> Vec<String> {
    let mut catalog = read_catalog(&geodata()).unwrap();
    let mut tables = Tables {
        figures: tables().figures,
        ..Tables::default()
    };
    change(&mut catalog, &mut tables);
    let mut report = CheckReport::default();
    check_lists(&catalog, Some(&tables), None, &mut report);
    let own = report
        .findings
        .into_iter()
        .filter(|one| one.gravity == gravity);
    own.map(|one| one.what).collect()
}

fn only_misfit(expected: &str, change: impl Fn(&mut CatalogSpec, &mut Tables)) {
    let found = misfits(Gravity::Fault, change);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(expected), "{found:?}");
}

#[test]
fn the_generated_figures_fit_the_catalogue() {
    assert_eq!(misfits(Gravity::Fault, |_, _| {}), Vec::<String>::new());
}

#[test]
fn a_total_that_falls_while_its_period_grows_is_a_remark() {
    let remarks = misfits(Gravity::Remark, |catalog, _| catalog.overlays.clear());
    let words = "90 trade (gates) 2023-01-01/2023-12-31: less than the 60 of 2023-01-01/2023-06-30";
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].contains(words), "{remarks:?}");
}

#[test]
fn an_overlay_without_figures_is_a_remark() {
    let remarks = misfits(Gravity::Remark, |_, tables| tables.figures.clear());
    let population = "overlay `population`: there is no figure for it";
    assert!(
        remarks.iter().any(|remark| remark == population),
        "{remarks:?}"
    );
}

#[test]
fn figures_that_do_not_fit_their_measure() {
    only_misfit("there is no measure `rice`", |_, tables| {
        "rice".clone_into(&mut figure(tables, "90", "area").measure);
    });
    only_misfit("counted in acres, the measure in km2", |_, tables| {
        "acres".clone_into(&mut figure(tables, "90", "area").unit);
    });
    only_misfit("the measure does not fit a gate", |_, tables| {
        figure(tables, "90", "area").subject = "gate:huu-nghi".parse().unwrap();
    });
    only_misfit("the scope gates is for trade only", |_, tables| {
        figure(tables, "90", "area").scope = Some(Scope::Gates);
    });
    only_misfit("a figure of trade needs a scope", |_, tables| {
        figure(tables, "gate:huu-nghi", "trade").scope = None;
    });
    only_misfit("the scope firms has no title", |catalog, _| {
        catalog.scopes.retain(|scope| scope.value != "firms");
    });
    only_misfit("no such area of the customs", |catalog, _| {
        catalog
            .customs_areas
            .retain(|area| area.value != "region-6");
    });
}

#[test]
fn a_figure_without_source_or_period_cannot_be_read() {
    for (from, to) in [
        (",2025-10-17,24000", ",,24000"),
        ("2025-01-01,2025-09-30,199.5", "2025-10-01,2025-09-30,199.5"),
        (",bao-vn-14,", ",,"),
    ] {
        let folders = Folders::new();
        folders.import(None);
        let file = folders.compiled.path().join("figures.csv");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{from} is not in\n{text}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        let report = check(folders.compiled.path(), None).to_string();
        assert!(
            report.contains("FAULT  figures.csv, row"),
            "{from}: {report}"
        );
    }
}

#[test]
fn an_overlay_of_an_unknown_measure_is_a_fault() {
    let folders = Folders::new();
    folders.import(None);
    let catalog = fs::read_to_string(geodata().join("catalog.toml")).unwrap();
    let spoilt = catalog.replace("measure = \"grdp_growth\"", "measure = \"rice\"");
    assert_ne!(spoilt, catalog);
    fs::write(folders.compiled.path().join("catalog.toml"), spoilt).unwrap();
    let report = check(folders.compiled.path(), None).to_string();
    assert!(report.contains("there is no measure `rice`"), "{report}");
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
