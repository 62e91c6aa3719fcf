//! Damaged compiled files are refused, with the file, the row and the cure.

use std::fs;

use phiabac::dataset::{Context, Tables};

use crate::Folders;

/// Imports, changes one place in one compiled file and tells how reading refuses it.
fn refusal(name: &str, change: impl Fn(String) -> String) -> String {
    let folders = Folders::new();
    folders.import(None);
    let file = folders.compiled.path().join(name);
    let before = fs::read_to_string(&file).unwrap();
    let after = change(before.clone());
    assert_ne!(after, before, "nothing was changed in {name}");
    fs::write(&file, after).unwrap();
    let read = Tables::read(folders.compiled.path()).map(drop);
    let error = read.and_then(|()| Context::read(folders.compiled.path()).map(drop));
    let message = error.expect_err(name).to_string();
    assert!(message.contains("phiabac import"), "{message}");
    assert!(message.contains("version control"), "{message}");
    message
}

fn check(name: &str, from: &str, to: &str, expected: &str) {
    let message = refusal(name, |text| text.replacen(from, to, 1));
    assert!(
        message.contains(&format!("{name}, row {expected}")),
        "{message}"
    );
}

#[test]
fn a_word_outside_its_list() {
    check(
        "border_gates.csv",
        "not_yet_open",
        "closed",
        "2, column `status`",
    );
}

#[test]
fn a_number_that_is_none() {
    check(
        "power_plants.csv",
        "60.5",
        "sixty",
        "2, column `generation_gwh`",
    );
}

#[test]
fn a_number_in_another_form() {
    check(
        "power_plants.csv",
        "60.5",
        "60.50",
        "2, column `generation_gwh`",
    );
}

#[test]
fn a_code_without_its_leading_zeros() {
    check(
        "units.csv",
        "\n90001,90001,",
        "\n90001,901,",
        "3, column `code`",
    );
}

#[test]
fn a_place_beyond_the_earth() {
    check(
        "industrial_zones.csv",
        "105.1,21.1",
        "105.1,121.1",
        "2, column `lat`",
    );
}

#[test]
fn half_a_place() {
    check(
        "industrial_zones.csv",
        "105.1,21.1",
        "105.1,",
        "2, column `lat`",
    );
}

#[test]
fn a_number_that_stands_twice() {
    check("industrial_zones.csv", "\n2,", "\n1,", "3, column `id`");
}

#[test]
fn a_slug_that_stands_twice() {
    check(
        "border_gates.csv",
        "cang-mau",
        "huu-nghi",
        "4, column `code`",
    );
}

#[test]
fn a_source_that_is_not_listed() {
    check(
        "power_plants.csv",
        "gem-hydropower-2025",
        "gem-hydropower-1925",
        "2, column `sources`",
    );
}

#[test]
fn a_missing_column() {
    check(
        "sources.csv",
        "publisher",
        "editor",
        "1, column `publisher`",
    );
}

#[test]
fn a_column_too_many() {
    check(
        "predecessors.csv",
        "extent,default",
        "extent,default,why",
        "1",
    );
}

#[test]
fn a_commune_edge_between_provinces() {
    check(
        "predecessors.csv",
        "province,80,90",
        "province,80001,90",
        "2, column `level`",
    );
}

#[test]
fn a_table_cut_in_the_middle_of_a_row() {
    let message = refusal("industrial_zones.csv", |text| {
        text[..text.len() * 2 / 3].to_owned()
    });
    assert!(message.contains("industrial_zones.csv, row"), "{message}");
}

#[test]
fn an_empty_table() {
    let message = refusal("units.csv", |_| String::new());
    assert!(message.contains("units.csv, row 1"), "{message}");
}

#[test]
fn a_feature_of_another_kind() {
    check("context/water.geojson", "\"river\"", "\"brook\"", "2");
}

#[test]
fn a_feature_whose_number_stands_in_another_file() {
    check("context/odbl/lakes.geojson", "10001", "1", "2, column `id`");
}

#[test]
fn a_geojson_file_cut_short() {
    let message = refusal("context/places.geojson", |text| {
        text[..text.len() / 2].to_owned()
    });
    assert!(message.contains("places.geojson, row"), "{message}");
}
