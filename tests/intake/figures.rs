//! Figures that say what records say follow them when a file changes the records.

use std::collections::BTreeSet;

use phiabac::domain::{Figure, IndustrialZone, LayerId, Subject};
use phiabac::import::intake::{FindingKind, Gravity};

use super::desk::{Desk, of_kind, source};

/// The measures of figures that stand in the table of zones as well.
const MEASURES: [&str; 4] = [
    "zone_area",
    "zone_occupancy",
    "zone_projects",
    "zone_workers",
];

fn value_of(zone: &IndustrialZone, measure: &str) -> Option<f64> {
    match measure {
        "zone_area" => zone.area_ha,
        "zone_occupancy" => zone.occupancy_pct,
        "zone_projects" => zone.projects.map(f64::from),
        _ => zone.workers.map(f64::from),
    }
}

fn figures_of<'a>(figures: &'a [Figure], code: &str) -> Vec<&'a Figure> {
    let subject = Subject::Zone(code.to_owned());
    let own = figures.iter().filter(|one| one.subject == subject);
    own.filter(|one| MEASURES.contains(&one.measure.as_str()))
        .collect()
}

/// A zone of which the figures tell the area and nothing else.
fn a_zone(desk: &Desk) -> IndustrialZone {
    let tables = desk.tables();
    let found = tables.industrial_zones.iter().find(|zone| {
        let own = figures_of(&tables.figures, &zone.code);
        matches!(own[..], [one] if one.measure == "zone_area")
    });
    found.unwrap().clone()
}

#[test]
fn figures_of_zones_say_what_the_zones_say() {
    let desk = Desk::new();
    let tables = desk.tables();
    let mut compared = 0;
    for zone in &tables.industrial_zones {
        for figure in figures_of(&tables.figures, &zone.code) {
            assert_eq!(figure.value, value_of(zone, &figure.measure), "{figure:?}");
            compared += 1;
        }
    }
    assert!(compared > 800, "{compared}");
}

#[test]
fn a_new_area_is_a_new_figure_and_the_others_stay() {
    let mut desk = Desk::new();
    let mut dated = source("Báo cáo thử số 2/BC");
    dated.date = "2026-03".parse().ok();
    desk.options.source = Some(dated);
    let zone = a_zone(&desk);
    let before = desk.tables().figures;
    let file = desk.put("a.csv", format!("code;area_ha\n{};321,5\n", zone.code));
    let report = desk.zones(&file);
    assert!(report.written, "{report:#?}");
    let told = of_kind(&report.file_findings, FindingKind::FiguresFollow).unwrap();
    assert_eq!(told.gravity, Gravity::Noted);
    let after = desk.tables().figures;
    let [figure] = figures_of(&after, &zone.code)[..] else {
        panic!("{after:?}")
    };
    assert_eq!(figure.value, Some(321.5));
    assert_eq!(figure.period.to_string(), "../2026-03");
    let [source] = &figure.source_id[..] else {
        panic!("{figure:?}")
    };
    let listed = desk.tables().sources;
    let listed = listed.iter().find(|one| one.id == *source).unwrap();
    assert_eq!(listed.title, "Báo cáo thử số 2/BC");
    let others = |figures: &[Figure]| -> Vec<Figure> {
        let subject = Subject::Zone(zone.code.clone());
        let others = figures.iter().filter(|one| one.subject != subject);
        others.cloned().collect()
    };
    assert_eq!(others(&after), others(&before));
}

#[test]
fn a_value_of_no_known_date_is_no_figure_and_told() {
    let desk = Desk::new();
    let zone = a_zone(&desk);
    let file = desk.put("a.csv", format!("code;area_ha\n{};321,5\n", zone.code));
    let report = desk.zones(&file);
    assert!(report.written, "{report:#?}");
    let undated = report
        .file_findings
        .iter()
        .find(|one| one.kind == FindingKind::FiguresFollow && one.what.vi.contains(&zone.code));
    assert!(undated.is_some(), "{report:#?}");
    assert!(figures_of(&desk.tables().figures, &zone.code).is_empty());
}

#[test]
fn what_changes_no_value_changes_no_figure() {
    let desk = Desk::new();
    let zone = a_zone(&desk);
    let before = desk.tables().figures;
    let file = desk.put(
        "a.csv",
        format!("code;investor\n{};Công ty Thử\n", zone.code),
    );
    let report = desk.zones(&file);
    assert!(report.written, "{report:#?}");
    assert_eq!(
        of_kind(&report.file_findings, FindingKind::FiguresFollow),
        None
    );
    assert_eq!(desk.tables().figures, before);
}

#[test]
fn figures_of_zones_that_go_go_too() {
    let mut desk = Desk::new();
    desk.options.replace = true;
    let gone = a_zone(&desk);
    let zones = desk.tables().industrial_zones;
    let kept = zones.iter().filter(|zone| zone.code != gone.code);
    let rows: Vec<String> = kept
        .map(|zone| format!("{};{}", zone.id, zone.code))
        .collect();
    let file = desk.put("a.csv", format!("id;code\n{}\n", rows.join("\n")));
    let report = desk.zones(&file);
    assert!(report.written, "{:#?}", report.file_findings);
    assert_eq!(report.removed.len(), 1);
    let tables = desk.tables();
    assert!(figures_of(&tables.figures, &gone.code).is_empty());
    assert_eq!(tables.industrial_zones.len() + 1, zones.len());
}

#[test]
fn a_gate_that_figures_are_about_cannot_go() {
    let mut desk = Desk::new();
    desk.options.replace = true;
    let tables = desk.tables();
    let subjects: BTreeSet<Subject> = tables.figures.into_iter().map(|one| one.subject).collect();
    let (held, kept): (Vec<_>, Vec<_>) = (tables.border_gates.iter())
        .partition(|gate| subjects.contains(&Subject::Gate(gate.code.clone())));
    assert!(!held.is_empty() && !kept.is_empty());
    let rows: Vec<String> = kept
        .iter()
        .map(|gate| format!("{};{}", gate.id, gate.code))
        .collect();
    let before = desk.version();
    let file = desk.put("a.csv", format!("id;code\n{}\n", rows.join("\n")));
    let report = desk.take(LayerId::BorderGates, &file).unwrap();
    let told = of_kind(&report.file_findings, FindingKind::FiguresFollow).unwrap();
    assert_eq!(told.gravity, Gravity::Rejected);
    assert!(told.what.en.contains(&held.len().to_string()), "{told:?}");
    assert_eq!(desk.version(), before);
}
