//! Files that were taken away and are brought in again by `phiabac import`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use phiabac::atlas::Format;
use phiabac::domain::LayerId;
use phiabac::geometry::Crs;
use phiabac::import::intake::{
    self, Change, Delivery, DeliveryOptions, FindingKind, IntakeReport, Verdict,
};

use crate::{ATLAS, wish};

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

/// Takes the whole layer away and brings it in again over some data; says how many records the
/// file holds.
fn brought(layer: LayerId, format: Format, crs: Crs, data: &Path) -> (IntakeReport, usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("file.{}", format.ending()));
    let mut wish = wish(layer, format);
    wish.crs = crs;
    let export = ATLAS.export(wish);
    ATLAS.write_export(&export, &file, &mut |_| {}).unwrap();
    let delivery = Delivery {
        layer,
        file,
        options: DeliveryOptions {
            dry_run: data == geodata(),
            keep_going: true,
            ..DeliveryOptions::default()
        },
    };
    let report = intake::run(&delivery, data, &|_| Ok(())).unwrap();
    (report, export.len())
}

/// A file that was taken away and is brought in again changes nothing.
fn changes_nothing(layer: LayerId, format: Format, crs: Crs) -> IntakeReport {
    let (report, count) = brought(layer, format, crs, &geodata());
    assert_eq!(report.rows.len(), count, "{layer}.{format}");
    for row in &report.rows {
        let what = format!("{layer}.{format} {crs} {:?}: {:?}", row.code, row.findings);
        assert_ne!(row.verdict, Verdict::Rejected, "{what}");
        let lost = &row.differences;
        assert!(lost.is_empty(), "{what}: {lost:?}");
        assert_eq!(row.change, Some(Change::Same), "{what}");
    }
    report
}

fn in_every_format(layer: LayerId) {
    for format in Format::ALL {
        changes_nothing(layer, format, Crs::CRS84);
    }
}

#[test]
fn gates_brought_in_again_change_nothing() {
    in_every_format(LayerId::BorderGates);
}

#[test]
fn plants_brought_in_again_change_nothing() {
    in_every_format(LayerId::PowerPlants);
}

#[test]
fn zones_brought_in_again_change_nothing() {
    in_every_format(LayerId::IndustrialZones);
}

/// The file itself says in which system its coordinates are: by its own means, or in the headings
/// of its columns.
#[test]
fn coordinates_of_every_system_come_back() {
    for epsg in [9210, 3405, 4756, 3857] {
        let crs = Crs::of_epsg(epsg).unwrap();
        for format in Format::ALL {
            if !format.holds(crs) {
                continue;
            }
            let report = changes_nothing(LayerId::BorderGates, format, crs);
            assert_eq!(report.crs, Some(crs.to_string()), "{format}");
            let converted = report.rows.iter().filter(|row| {
                let mut kinds = row.findings.iter().map(|finding| finding.kind);
                kinds.any(|kind| kind == FindingKind::Converted)
            });
            assert!(converted.count() > 20, "{format} {crs}");
        }
    }
}

/// A table as it stands on the disk: by the number of the record, by column.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn table(file: &Path) -> Table {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let names = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = names.iter().zip(&row);
        let cells = cells.map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        (row[0].to_owned(), cells.collect())
    });
    rows.collect()
}

/// What a record cannot be without; all else is taken from the data before a file is brought in.
const KEPT: [&str; 13] = [
    "id",
    "code",
    "name_vi",
    "name_en",
    "kind",
    "class",
    "mode",
    "fuel",
    "neighbour",
    "status",
    "province",
    "parent",
    "sources",
];

/// A copy of the data in which a table has lost all that its records can be without.
fn emptied(name: &str, data: &Path) {
    for file in phiabac::dataset::files_of(&geodata()).unwrap() {
        let own = data.join(file.strip_prefix(geodata()).unwrap());
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::copy(&file, &own).unwrap();
    }
    let mut reader = csv::Reader::from_path(geodata().join(name)).unwrap();
    let names = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_path(data.join(name)).unwrap();
    writer.write_record(&names).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let cells = names.iter().zip(&row).map(|(name, cell)| match name {
            "precision" => "none",
            kept if KEPT.contains(&kept) => cell,
            _ => "",
        });
        writer.write_record(cells).unwrap();
    }
    writer.flush().unwrap();
}

/// How many cells of a table a file brings back, out of how many that it can hold.
fn brings_back(layer: LayerId, name: &str, format: Format) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    emptied(name, &data);
    let (report, _) = brought(layer, format, Crs::CRS84, &data);
    assert!(report.written, "{layer}.{format}: {:?}", report.counts());
    // A record that stands outside of the commune it names is not taken over anew.
    let rejected = report.rows.iter();
    let rejected = rejected.filter(|row| row.verdict == Verdict::Rejected);
    let rejected: Vec<&str> = rejected.filter_map(|row| row.code.as_deref()).collect();
    assert!(rejected.len() <= 1, "{layer}.{format}: {rejected:?}");
    let [before, after] = [geodata(), data].map(|folder| table(&folder.join(name)));
    assert_eq!(before.len(), after.len());
    let mut back = 0;
    for (id, row) in &before {
        let is_left_out = format.holds_places_only() && row["lon"].is_empty();
        if is_left_out || rejected.contains(&&*row["code"]) {
            continue;
        }
        for (column, cell) in row {
            let own = &after[id][column];
            let is_cut = format == Format::Shp && cell.len() > 254;
            let same = if is_cut {
                own.len() > 245 && cell.starts_with(own.as_str())
            } else {
                own == cell
            };
            assert!(
                same,
                "{layer}.{format} {id} {column}: {cell} came back as {own}"
            );
            back += usize::from(!cell.is_empty() && !KEPT.contains(&column.as_str()));
        }
    }
    assert!(back > before.len(), "{layer}.{format}: {back}");
}

#[test]
fn every_format_brings_back_all_of_a_gate() {
    for format in Format::ALL {
        brings_back(LayerId::BorderGates, "border_gates.csv", format);
    }
}

#[test]
fn every_format_brings_back_all_of_a_plant() {
    for format in Format::ALL {
        brings_back(LayerId::PowerPlants, "power_plants.csv", format);
    }
}

#[test]
fn every_format_brings_back_all_of_a_zone() {
    for format in Format::ALL {
        brings_back(LayerId::IndustrialZones, "industrial_zones.csv", format);
    }
}
