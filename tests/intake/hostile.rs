//! Files that must be refused: each gives its word, and the data stay as they are.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Cursor, Write as _};

use phiabac::domain::LayerId;
use phiabac::import::intake::Refusal;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::desk::Desk;
use super::workbook::{Text, archive, workbook};

#[test]
fn names_that_lead_elsewhere() {
    let desk = Desk::new();
    for name in [
        "/vsicurl/http://127.0.0.1:9/a.csv",
        "/vsizip/a.zip/a.csv",
        "http://127.0.0.1:9/a.csv",
        "/no/such/file.csv",
        "/dev/null",
        "/dev/zero",
    ] {
        assert_eq!(desk.refusal(name.as_ref()), "not-a-file", "{name}");
    }
    let folder = desk.path("folder.gpkg");
    fs::create_dir(&folder).unwrap();
    assert_eq!(desk.refusal(&folder), "not-a-file");
}

#[test]
fn an_upload_with_a_path_in_its_name() {
    let mut desk = Desk::new();
    let file = desk.put("upload.csv", "Tên;Tỉnh\nCCN A;24\n");
    for name in ["../../x.csv", "a/b.csv", "..\\x.csv", "/etc/passwd.csv", ""] {
        desk.options.named = Some(name.to_owned());
        assert_eq!(desk.refusal(&file), "not-a-file", "{name}");
    }
}

#[test]
fn formats_that_are_not_taken() {
    let desk = Desk::new();
    let vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    for name in ["a.vrt", "a.xml", "a.exe", "a", "a.tar", "a.gml", "a.sqlite"] {
        assert_eq!(desk.refusal(&desk.put(name, vrt)), "format", "{name}");
    }
    // The ending alone opens no other driver.
    for name in [
        "b.geojson",
        "b.gpkg",
        "b.kml",
        "b.fgb",
        "b.shp",
        "b.xlsx",
        "b.ods",
    ] {
        let word = desk.refusal(&desk.put(name, vrt));
        assert_eq!(word, "damaged", "{name}");
    }
}

#[test]
fn empty_files_and_sheets() {
    let desk = Desk::new();
    assert_eq!(desk.refusal(&desk.put("a.csv", "")), "empty");
    assert_eq!(desk.refusal(&desk.put("b.csv", "\n\n;;\n")), "empty");
    assert_eq!(desk.refusal(&desk.put("c.csv", "Tên;Tỉnh\n")), "empty");
    assert_eq!(
        desk.refusal(&desk.put("d.xlsx", workbook(&[], &[]))),
        "empty"
    );
    let no_features = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    assert_eq!(desk.refusal(&desk.put("e.geojson", no_features)), "empty");
}

#[test]
fn a_table_without_headings_that_mean_anything() {
    let desk = Desk::new();
    let file = desk.put("a.csv", "một;hai\n1;2\n");
    assert_eq!(desk.refusal(&file), "columns");
}

#[test]
fn a_truncated_geopackage() {
    let desk = Desk::new();
    let whole = super::formats::geopackage(&desk, 400);
    let bytes = fs::read(&whole).unwrap();
    for part in [bytes.len() / 2, 2_000, 60] {
        let file = desk.put("truncated.gpkg", &bytes[..part]);
        assert_eq!(desk.refusal(&file), "damaged", "{part} bytes");
    }
}

#[test]
fn a_workbook_that_breaks_off_or_is_another_archive() {
    let desk = Desk::new();
    let whole = workbook(
        &[&[Text("Tên"), Text("Tỉnh")], &[Text("A"), Text("24")]],
        &[],
    );
    assert_eq!(
        desk.refusal(&desk.put("a.xlsx", &whole[..whole.len() / 2])),
        "damaged"
    );
    let other = archive(&[("hello.txt".to_owned(), "x".to_owned())]);
    assert_eq!(desk.refusal(&desk.put("b.xlsx", &other)), "damaged");
    assert_eq!(desk.refusal(&desk.put("c.ods", &other)), "damaged");
    let typed =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><office>&b;</office>";
    let entities = archive(&[("content.xml".to_owned(), typed.to_owned())]);
    assert_eq!(desk.refusal(&desk.put("d.ods", &entities)), "damaged");
}

#[test]
fn archives_that_unpack_to_too_much() {
    let desk = Desk::new();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..40 {
        writer.write_all(&zeros).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(desk.refusal(&desk.put("bomb.xlsx", &bomb)), "too-large");
    let many: Vec<(String, String)> = (0..1_200)
        .map(|n| (format!("{n}.shp"), String::new()))
        .collect();
    assert_eq!(
        desk.refusal(&desk.put("many.zip", archive(&many))),
        "too-large"
    );
}

#[test]
fn archives_with_several_deliveries_or_none() {
    let desk = Desk::new();
    let entry = |name: &str| (name.to_owned(), "Tên;Tỉnh\nA;24\n".to_owned());
    let two = archive(&[entry("a.csv"), entry("b.csv")]);
    assert_eq!(desk.refusal(&desk.put("two.zip", two)), "format");
    let none = archive(&[entry("readme.md")]);
    assert_eq!(desk.refusal(&desk.put("none.zip", none)), "format");
}

#[test]
fn an_entry_that_climbs_out_of_its_archive_stays_inside() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let packed = archive(&[(
        "../../climbed.csv".to_owned(),
        "Tên;Tỉnh\nCCN Thử;24\n".to_owned(),
    )]);
    let report = desk.zones(&desk.put("climb.zip", packed));
    assert_eq!(report.rows.len(), 1);
    assert!(!desk.path("../climbed.csv").exists() && !desk.path("../../climbed.csv").exists());
}

#[test]
fn a_file_past_the_limit_of_bytes_rows_or_columns() {
    let desk = Desk::new();
    let huge = desk.path("huge.csv");
    // Holes in the file take no room on the disk.
    File::create(&huge).unwrap().set_len(300 << 20).unwrap();
    assert_eq!(desk.refusal(&huge), "too-large");
    let mut rows = String::from("Tên;Tỉnh\n");
    for number in 0..200_001 {
        writeln!(rows, "A{number};24").unwrap();
    }
    assert_eq!(desk.refusal(&desk.put("rows.csv", rows)), "too-large");
    let wide = format!("Tên;Tỉnh{}\nA;24{}\n", ";x".repeat(300), ";1".repeat(300));
    assert_eq!(desk.refusal(&desk.put("wide.csv", wide)), "too-large");
}

#[test]
fn layers_that_take_no_files() {
    let desk = Desk::new();
    let file = desk.put("a.csv", "Tên\nA\n");
    let error = desk.take(LayerId::Water, &file).unwrap_err();
    assert_eq!(error.refusal(), Some(Refusal::Layer));
}
