//! What goes along with the records: titles, words, sources, licences, what had to be cut.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;

use gdal::Dataset;
use gdal::vector::{Feature, LayerAccess};
use phiabac::atlas::Format;
use phiabac::domain::LayerId;
use serde_json::Value;

use crate::{ATLAS, wish, written};

#[test]
fn a_geopackage_tells_titles_words_sources_and_licences() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), wish(LayerId::IndustrialZones, Format::Gpkg));
    let dataset = Dataset::open(&path).unwrap();
    let rows = |sql: &str| -> Vec<Vec<String>> {
        let set = dataset.execute_sql(sql, None, gdal::vector::sql::Dialect::DEFAULT);
        // No rows may be no table at all.
        let Some(mut set) = set.unwrap() else {
            return Vec::new();
        };
        let width = set.defn().fields().count();
        let features = set.features();
        let row = |feature: Feature| {
            (0..width)
                .map(|at| feature.field_as_string(at).unwrap().unwrap_or_default())
                .collect()
        };
        features.map(row).collect()
    };
    let sources = rows("SELECT id, licence FROM sources");
    assert!(sources.len() > 10);
    assert!(
        sources
            .iter()
            .all(|row| !row[0].is_empty() && !row[1].is_empty())
    );
    let titles =
        rows("SELECT title, constraint_name FROM gpkg_data_columns WHERE column_name = 'kind'");
    assert_eq!(titles, [["Loại", "kind"]]);
    let words = rows(
        "SELECT description FROM gpkg_data_column_constraints WHERE constraint_name = 'kind' AND value = 'cluster'",
    );
    assert_eq!(words, [["Cụm công nghiệp"]]);
    let notice = rows("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/plain'");
    assert!(notice[0][0].contains("Ghi công"), "{notice:?}");
    let linked = rows("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/ld+json'");
    let linked: Value = serde_json::from_str(&linked[0][0]).unwrap();
    assert_eq!(linked["isBasedOn"].as_array().unwrap().len(), sources.len());
    let broken = rows("PRAGMA foreign_key_check");
    assert!(broken.is_empty(), "{broken:?}");
    assert_eq!(rows("PRAGMA integrity_check"), [["ok"]]);
}

#[test]
fn an_archive_of_shapefiles_tells_what_they_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let (unpacked, _) = written(folder.path(), wish(LayerId::Water, Format::Shp));
    let names: BTreeSet<String> = fs::read_dir(&unpacked)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in [
        "water_areas.shp",
        "water_areas.cpg",
        "water_areas.prj",
        "water_lines.shp",
        "FIELDS.csv",
        "LICENCE.txt",
        "SOURCES.csv",
    ] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    let licence = fs::read_to_string(unpacked.join("LICENCE.txt")).unwrap();
    assert!(licence.contains("Ghi công"), "{licence}");
    let sources = fs::read_to_string(unpacked.join("SOURCES.csv")).unwrap();
    assert!(sources.contains("gshhg-wdb2"), "{sources}");
}

#[test]
fn long_texts_are_cut_in_shapefiles_only_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (unpacked, _) = written(folder.path(), wish(LayerId::IndustrialZones, Format::Shp));
    let key = fs::read_to_string(unpacked.join("FIELDS.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(key.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let cut = |field: &str| -> usize {
        let row = rows.iter().find(|row| &row[1] == field).unwrap();
        row[4].parse().unwrap()
    };
    let longer = (0..)
        .map_while(|order| ATLAS.item(LayerId::IndustrialZones, order, false, None))
        .filter(|item| {
            item.properties
                .get("source_note")
                .is_some_and(|note| note.as_str().is_some_and(|note| note.len() > 254))
        })
        .count();
    assert!(longer > 0);
    assert_eq!(cut("source_note"), longer);
    assert_eq!(cut("code"), 0);
    assert!(rows.iter().all(|row| row[0].len() <= 10), "{key}");
}

#[test]
fn a_workbook_has_its_sources_on_a_second_sheet_and_codes_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), wish(LayerId::Communes, Format::Xlsx));
    let mut archive = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let workbook = part("xl/workbook.xml");
    assert!(
        workbook.contains("Xã, phường, đặc khu") && workbook.contains("Nguồn và giấy phép"),
        "{workbook}"
    );
    assert!(part("xl/worksheets/sheet2.xml").contains("boundaries-2026"));
    assert!(part("xl/worksheets/sheet1.xml").contains("<t xml:space=\"preserve\">24</t>"));
}
