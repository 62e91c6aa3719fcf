//! `phiabac export pmtiles` and `mbtiles`: archives from the shell.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// The program with its arguments, in a folder.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let mut program = Command::new(env!("CARGO_BIN_EXE_phiabac"));
    program
        .arg("export")
        .args(arguments)
        .env("PHIABAC_DATA", geodata)
        .current_dir(folder);
    program
}

fn export(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn an_archive_is_written_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    for (format, head) in [("pmtiles", &b"PMTiles\x03"[..]), ("mbtiles", b"SQLite f")] {
        let file = format!("a.{format}");
        fs::write(folder.path().join(&file), "what was there").unwrap();
        let done = export(
            folder.path(),
            &[
                format,
                &file,
                "--layers",
                "provinces,borders",
                "--zooms",
                "3-5",
            ],
        );
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        assert!(said.contains(&format!("written to {file}")), "{said}");
        let bytes = fs::read(folder.path().join(&file)).unwrap();
        assert_eq!(bytes[..8], *head);
    }
    assert_eq!(names(folder.path()), ["a.mbtiles", "a.pmtiles"]);
}

#[test]
fn wrong_wishes_end_with_two_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pmtiles"), "what was there").unwrap();
    for wish in [
        &["--zooms", "5-15"][..],
        &["--zooms", "9-3"],
        &["--layers", "nowhere"],
        &["--overlay", "nothing"],
        &["--period", "2024"],
        &["--layers", "communes", "--zooms", "0-2"],
        &["--bbox", "0,40,10,50"],
        &["--bbox", "1,2,3"],
    ] {
        let arguments: Vec<&str> = ["pmtiles", "a.pmtiles"]
            .into_iter()
            .chain(wish.iter().copied())
            .collect();
        let done = export(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{wish:?}: {said}");
        assert_eq!(names(folder.path()), ["a.pmtiles"], "{wish:?}");
    }
    let old = fs::read_to_string(folder.path().join("a.pmtiles")).unwrap();
    assert_eq!(old, "what was there");
}

#[test]
fn a_run_that_is_killed_leaves_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = program(folder.path(), &["pmtiles", "a.pmtiles"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while names(folder.path()).is_empty() && running.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let left = names(folder.path());
    assert!(!left.contains(&"a.pmtiles".to_owned()), "{left:?}");
    assert_eq!(left.len(), 1, "the part that was being written");
    let again = ["pmtiles", "a.pmtiles", "--layers", "land", "--zooms", "0-3"];
    assert!(export(folder.path(), &again).status.success());
    assert_eq!(names(folder.path()), ["a.pmtiles"]);
}
