//! `phiabac export`: files from the shell.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
fn export(folder: &Path, arguments: &[&str]) -> Output {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Command::new(env!("CARGO_BIN_EXE_phiabac"))
        .arg("export")
        .args(arguments)
        .arg("--data")
        .arg(geodata)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_file_is_written_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gates.fgb"), "what was there").unwrap();
    let wish = [
        "border_gates",
        "gates.fgb",
        "--filter",
        "neighbour = 'CN'",
        "--crs",
        "EPSG:9210",
    ];
    let done = export(folder.path(), &wish);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(
        said.contains("records written to gates.fgb (fgb)"),
        "{said}"
    );
    assert_eq!(names(folder.path()), ["gates.fgb"]);
    let bytes = fs::read(folder.path().join("gates.fgb")).unwrap();
    assert_eq!(bytes[..3], *b"fgb");
}

#[test]
fn wrong_wishes_end_with_two_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.kml"), "what was there").unwrap();
    for wish in [
        &["border_gates", "a.shp"][..],
        &["border_gates", "a.txt"],
        &["border_gates", "a.kml", "--crs", "EPSG:9210"],
        &["border_gates", "a.kml", "--crs", "EPSG:32648"],
        &["border_gates", "a.kml", "--bbox", "1,2,3"],
        &["nowhere", "a.kml"],
    ] {
        let done = export(folder.path(), wish);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{wish:?}: {said}");
        assert_eq!(names(folder.path()), ["a.kml"], "{wish:?}");
    }
    let unknown = export(
        folder.path(),
        &["border_gates", "a.kml", "--filter", "x = 1"],
    );
    assert_eq!(unknown.status.code(), Some(2));
    let old = fs::read_to_string(folder.path().join("a.kml")).unwrap();
    assert_eq!(old, "what was there");
}

#[test]
fn a_folder_that_is_not_there_is_a_failed_run() {
    let folder = tempfile::tempdir().unwrap();
    let done = export(folder.path(), &["border_gates", "nowhere/a.csv"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(names(folder.path()).is_empty());
}
