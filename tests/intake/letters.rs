//! Letters that are not those of Unicode: read rightly and told, or found to be lost.

use std::path::Path;

use phiabac::import::intake::{FindingKind, Gravity, IntakeReport};

use super::desk::{Desk, of_kind, row};
use super::formats::write;
use super::workbook::{Cell, Text, workbook};

/// "CCN Thử Tân Mỹ" and "CCN Thử Yên Dũng" in Windows-1258.
const IN_1258: [&[u8]; 2] = [
    b"CCN Th\xfd\xd2 T\xe2n My\xde",
    b"CCN Th\xfd\xd2 Y\xean Du\xdeng",
];

/// The same in TCVN3.
const IN_TCVN3: [&[u8]; 2] = [b"CCN Th\xf6 T\xa9n M\xfc", b"CCN Th\xf6 Y\xaan D\xf2ng"];

const MEANT: [&str; 2] = ["CCN Thử Tân Mỹ", "CCN Thử Yên Dũng"];

fn names(report: &IntakeReport) -> Vec<&str> {
    let names = report.rows.iter().map(|row| row.name.as_deref().unwrap());
    names.collect()
}

fn check(report: &IntakeReport, encoding: &str) {
    assert_eq!(names(report)[..2], MEANT, "{report:#?}");
    let told = of_kind(&report.file_findings, FindingKind::Encoding).unwrap();
    assert_eq!(told.gravity, Gravity::Repaired);
    assert!(told.what.vi.contains(encoding), "{told:?}");
}

#[test]
fn csv_in_old_encodings_is_read_and_told() {
    for (words, encoding) in [(IN_1258, "Windows-1258"), (IN_TCVN3, "TCVN3")] {
        let mut desk = Desk::new();
        desk.options.dry_run = true;
        let mut bytes = b"name_vi;province\n".to_vec();
        for word in words {
            bytes.extend([word, b";24\n"].concat());
        }
        check(&desk.zones(&desk.put("cu.csv", bytes)), encoding);
    }
}

#[test]
fn what_is_no_known_encoding_is_refused() {
    let desk = Desk::new();
    let file = desk.put(
        "cu.csv",
        b"name_vi;province\nSoci\xe9t\xe9 G\xe9n\xe9rale;24\n",
    );
    assert_eq!(desk.refusal(&file), "damaged");
}

#[test]
fn cells_written_for_a_font_of_tcvn3_are_read_and_told() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let rows: &[&[Cell]] = &[
        &[Text("T\u{aa}n CCN"), Text("T\u{d8}nh")],
        &[Text("CCN Th\u{f6} T\u{a9}n M\u{fc}"), Text("B\u{be}c Ninh")],
        &[
            Text("CCN Th\u{f6} Y\u{aa}n D\u{f2}ng"),
            Text("B\u{be}c Ninh"),
        ],
    ];
    let report = desk.zones(&desk.put("phong.xlsx", workbook(rows, &[])));
    check(&report, "TCVN3");
    assert!(report.is_good(), "{report:#?}");
}

#[test]
fn names_with_western_letters_alone_stay_as_they_are() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let file = desk.put(
        "tay.csv",
        "name_vi;province\nCCN Hà Lâm;24\nCCN Thái Bình;24\n",
    );
    let report = desk.zones(&file);
    assert_eq!(names(&report), ["CCN Hà Lâm", "CCN Thái Bình"]);
    assert!(of_kind(&report.file_findings, FindingKind::Encoding).is_none());
}

/// A shapefile without `.cpg` whose first two names have these bytes.
fn shapefile(desk: &Desk, names: [&[u8]; 2]) -> std::path::PathBuf {
    let file = write(
        desk,
        "ESRI Shapefile",
        "a.shp",
        ["TEN", "MA_TINH", "DIEN_TICH"],
    );
    let table = file.with_extension("dbf");
    let mut bytes = std::fs::read(&table).unwrap();
    for (name, old) in names
        .iter()
        .zip(["CCN Thử Định dạng Một", "CCN Thử Định dạng Hai"])
    {
        let at = place_of(&bytes, old.as_bytes());
        bytes[at..at + old.len()].fill(b' ');
        bytes[at..at + name.len()].copy_from_slice(name);
    }
    let last = place_of(&bytes, "CCN Thử Định dạng Ba".as_bytes());
    bytes[last..last + "CCN Thử Định dạng Ba".len()].fill(b' ');
    bytes[last..last + 5].copy_from_slice(b"CCN X");
    // No driver of this language either.
    bytes[29] = 0;
    std::fs::write(&table, bytes).unwrap();
    let _ = std::fs::remove_file(file.with_extension("cpg"));
    file
}

fn place_of(bytes: &[u8], word: &[u8]) -> usize {
    let found = bytes.windows(word.len()).position(|window| window == word);
    found.expect("the table holds the name")
}

fn shapes(names: [&[u8]; 2], look: impl Fn(&Desk, &Path)) {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let file = shapefile(&desk, names);
    look(&desk, &file);
}

#[test]
fn a_shapefile_that_does_not_say_its_encoding_is_read_by_its_letters() {
    for (words, encoding) in [(IN_1258, "Windows-1258"), (IN_TCVN3, "TCVN3")] {
        shapes(words, |desk, file| check(&desk.zones(file), encoding));
    }
    shapes(MEANT.map(str::as_bytes), |desk, file| {
        let report = desk.zones(file);
        assert_eq!(names(&report)[..2], MEANT);
        let told = of_kind(&report.file_findings, FindingKind::Encoding).unwrap();
        assert_eq!(told.gravity, Gravity::Noted);
        assert!(told.what.en.contains("UTF-8"), "{told:?}");
    });
    shapes([b"Soci\xe9t\xe9", b"G\xe9n\xe9rale"], |desk, file| {
        let report = desk.zones(file);
        let told = of_kind(&report.file_findings, FindingKind::Encoding).unwrap();
        assert_eq!(told.gravity, Gravity::Rejected);
        assert!(told.cure.vi.contains(".cpg"), "{told:?}");
    });
}

#[test]
fn letters_that_were_lost_reject_their_rows() {
    shapes([b"C?m c?ng nghi?p A", b"CCN B"], |desk, file| {
        let report = desk.zones(file);
        let lost = of_kind(&row(&report, 1).findings, FindingKind::Encoding).unwrap();
        assert_eq!(lost.gravity, Gravity::Rejected);
        assert_eq!(lost.said.as_deref(), Some("C?m c?ng nghi?p A"));
        assert!(of_kind(&row(&report, 2).findings, FindingKind::Encoding).is_none());
    });
}
