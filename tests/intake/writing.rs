//! What is written: sources, numbers, only what the file names, and nothing at all where a row is
//! rejected.

use phiabac::domain::LayerId;
use phiabac::import::intake::{Change, FindingKind, Verdict};
use phiabac::import::release;

use super::desk::{Desk, of_kind, row, source};

const TWO: &str = "Tên;Tỉnh;Diện tích\nCCN Thử Một;24;12\nCCN Thử Hai;24;13\n";

#[test]
fn nothing_is_written_when_a_row_is_rejected_unless_it_may_be_left_out() {
    let mut desk = Desk::new();
    let before = desk.version();
    let file = desk.put("a.csv", TWO.replace("13", "mười ba"));
    let report = desk.zones(&file);
    assert_eq!(report.counts().rejected, 1);
    assert!(!report.written && !report.is_good());
    assert_eq!(desk.version(), before);
    desk.options.keep_going = true;
    let report = desk.zones(&file);
    assert!(report.written && !report.is_good());
    let names: Vec<String> = desk
        .tables()
        .industrial_zones
        .into_iter()
        .map(|zone| zone.name_vi)
        .collect();
    assert!(names.contains(&"CCN Thử Một".to_owned()));
    assert!(!names.contains(&"CCN Thử Hai".to_owned()));
}

#[test]
fn a_dry_run_writes_nothing() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let before = desk.version();
    let report = desk.zones(&desk.put("a.csv", TWO));
    assert!(report.is_good() && report.dry_run && !report.written);
    assert_eq!(report.counts().added, 2);
    assert_eq!(desk.version(), before);
}

#[test]
fn twice_the_same_file_changes_nothing_the_second_time() {
    let desk = Desk::new();
    let file = desk.put("a.csv", TWO);
    assert!(desk.zones(&file).written);
    let after = desk.version();
    let again = desk.zones(&file);
    assert!(
        again
            .rows
            .iter()
            .all(|row| row.change == Some(Change::Same)),
        "{again:#?}"
    );
    assert!(!again.written && again.is_good());
    assert_eq!(desk.version(), after);
}

#[test]
fn a_row_changes_what_it_names_and_leaves_the_rest() {
    let desk = Desk::new();
    let zone = desk.tables().industrial_zones.remove(0);
    let file = desk.put("a.csv", format!("Mã;Số lao động\n{};1.250\n", zone.code));
    let report = desk.zones(&file);
    assert!(report.written, "{report:#?}");
    let changed = row(&report, 2);
    assert_eq!(changed.change, Some(Change::Changed));
    let fields: Vec<&str> = changed
        .differences
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(fields, ["workers", "sources"]);
    let now = desk.tables().industrial_zones.remove(0);
    assert_eq!(now.workers, Some(1250));
    assert_eq!(
        (now.id, now.place, now.area_ha),
        (zone.id, zone.place, zone.area_ha)
    );
    assert_eq!(now.sources.len(), zone.sources.len() + 1);
}

#[test]
fn without_a_source_nothing_is_written() {
    let mut desk = Desk::new();
    desk.options.source = None;
    let before = desk.version();
    let report = desk.zones(&desk.put("a.csv", TWO));
    assert!(of_kind(&report.file_findings, FindingKind::NoSource).is_some());
    assert!(!report.is_good() && !report.written);
    let named = "Tên;Tỉnh;Nguồn\nCCN Thử Một;24;osm\nCCN Thử Hai;24;\nCCN Thử Ba;24;chưa từng có\n";
    let report = desk.zones(&desk.put("b.csv", named));
    assert_ne!(row(&report, 2).verdict, Verdict::Rejected, "{report:#?}");
    assert!(of_kind(&row(&report, 3).findings, FindingKind::NoSource).is_some());
    assert!(of_kind(&row(&report, 4).findings, FindingKind::UnknownSource).is_some());
    assert_eq!(desk.version(), before);
}

#[test]
fn a_new_source_is_listed_with_what_was_said_of_it() {
    let mut desk = Desk::new();
    let mut wish = source("Báo cáo số 7/BC-SCT");
    wish.date = Some("2026-03".parse().unwrap());
    wish.url = Some("https://example.vn/bc7".to_owned());
    desk.options.source = Some(wish);
    assert!(desk.zones(&desk.put("a.csv", TWO)).written);
    let tables = desk.tables();
    let listed = tables
        .sources
        .iter()
        .find(|source| source.id == "bao-cao-so-7-bc-sct-2026-03")
        .unwrap();
    assert_eq!(listed.use_class.as_str(), "unclear");
    let zone = tables
        .industrial_zones
        .iter()
        .find(|zone| zone.name_vi == "CCN Thử Một")
        .unwrap();
    assert_eq!(zone.sources, std::slice::from_ref(&listed.id));
    assert_eq!(
        zone.source_date.map(|date| date.to_string()).as_deref(),
        Some("2026-03")
    );
}

#[test]
fn numbers_are_never_given_twice() {
    let mut desk = Desk::new();
    let first = desk
        .tables()
        .industrial_zones
        .iter()
        .map(|zone| zone.id)
        .max()
        .unwrap();
    assert!(desk.zones(&desk.put("a.csv", TWO)).written);
    let number = |desk: &Desk, name: &str| {
        let zones = desk.tables().industrial_zones;
        zones
            .iter()
            .find(|zone| zone.name_vi == name)
            .map(|zone| zone.id)
            .unwrap()
    };
    let second = number(&desk, "CCN Thử Hai");
    assert_eq!(
        (number(&desk, "CCN Thử Một"), second),
        (first + 1, first + 2)
    );
    let free = std::fs::read_to_string(desk.data().join("numbers.csv")).unwrap();
    assert!(
        free.contains(&format!("industrial_zones,{}", second + 1)),
        "{free}"
    );
    // What a file that replaces the layer would take away is told, and a rejected row keeps it.
    desk.options.replace = true;
    let file = desk.put(
        "b.csv",
        "Tên;Tỉnh;Số dự án\nCCN Thử Một;24;1\nCCN Thử Ba;24;ba\n",
    );
    let report = desk.zones(&file);
    assert!(report.counts().removed > 900 && !report.written);
    assert!(report.removed.iter().any(|gone| gone.code == "ccn-thu-hai"));
    assert!(!report.removed.iter().any(|gone| gone.code == "ccn-thu-mot"));
}

#[test]
fn undo_brings_the_release_before_back() {
    let desk = Desk::new();
    let before = desk.version();
    assert!(desk.zones(&desk.put("a.csv", TWO)).written);
    let after = desk.version();
    assert_ne!(after, before);
    release::undo(&desk.data(), &|_| Ok(())).unwrap();
    assert_eq!(desk.version(), before);
    release::undo(&desk.data(), &|_| Ok(())).unwrap();
    assert_eq!(desk.version(), after);
}

#[test]
fn gates_and_plants_are_taken_too() {
    let desk = Desk::new();
    let gates = desk.put(
        "cua-khau.csv",
        "Tên;Loại cửa khẩu;Nước láng giềng;Tỉnh;Phương thức\nLối mở Thử;lối mở;Trung Quốc;20;đường bộ\n",
    );
    let report = desk.take(LayerId::BorderGates, &gates).unwrap();
    assert!(report.written, "{report:#?}");
    let plants = desk.put(
        "nha-may.csv",
        "Tên nhà máy;Loại;Công suất (kW);Tỉnh;Năm vận hành;Tình trạng\nThủy điện Thử;Thủy điện;12.500;15;2019;đang vận hành\n",
    );
    let report = desk.take(LayerId::PowerPlants, &plants).unwrap();
    assert!(report.written, "{report:#?}");
    let tables = desk.tables();
    let plant = tables.power_plants.last().unwrap();
    assert_eq!((plant.capacity_mw, plant.year), (Some(12.5), Some(2019)));
    let gate = tables.border_gates.last().unwrap();
    assert_eq!(gate.class.as_str(), "clearance_point");
}
