use std::path::Path;

use super::*;
use crate::coverage::{MultiPolygon, build, rank};

/// Two squares side by side, an island and a hole.
fn sample() -> BoundaryFile {
    let square = |west: i32, south: i32, side: i32| {
        let at = |dx, dy| [105_000_000 + west + dx * side, -2_000 + south + dy * side];
        vec![at(0, 0), at(1, 0), at(1, 1), at(0, 1)]
    };
    let areas: Vec<MultiPolygon> = vec![
        vec![vec![square(0, 0, 5000), square(1000, 1000, 10)]],
        vec![vec![square(5000, 0, 5000)], vec![square(20_000, 0, 300)]],
    ];
    let mut topology = build(&areas).unwrap();
    rank(&mut topology);
    let unit = |name: &str, quality, successors: &[&str]| UnitProperties {
        name_vi: name.to_owned(),
        province: "01".to_owned(),
        quality,
        successors: successors.iter().map(|&code| code.to_owned()).collect(),
    };
    let border = topology.faces[0].polygons[0][0][0];
    BoundaryFile {
        topology,
        codes: vec!["00001".to_owned(), "00002".to_owned()],
        properties: vec![
            unit("Cúc \"Phương\"", Some('B'), &["00004", "00008"]),
            unit("Đồ Sơn", Some('D'), &["00004"]),
        ],
        outline: vec![(OutlineKind::Coast, vec![border])],
    }
}

fn written() -> String {
    boundaries_to_topojson(&sample(), BoundarySet::FormerCommunes)
}

fn read(text: &str) -> Result<BoundaryFile, TopoJsonError> {
    parse_boundaries(
        Path::new("sample.topojson"),
        text.as_bytes(),
        BoundarySet::FormerCommunes,
    )
}

#[test]
fn what_is_written_is_read_again() {
    assert_eq!(read(&written()).unwrap(), sample());
}

#[test]
fn a_file_without_ranks_is_read_without_ranks() {
    let mut file = sample();
    for arc in &mut file.topology.arcs {
        arc.min_zooms.clear();
    }
    let text = boundaries_to_topojson(&file, BoundarySet::FormerCommunes);
    assert!(!text.contains("min_zooms"));
    assert_eq!(read(&text).unwrap(), file);
}

#[test]
fn present_communes_carry_no_quality() {
    let mut file = sample();
    for unit in &mut file.properties {
        unit.quality = None;
        unit.successors.clear();
    }
    let text = boundaries_to_topojson(&file, BoundarySet::Communes);
    assert!(!text.contains("quality"));
    let path = Path::new("communes.topojson");
    assert_eq!(
        parse_boundaries(path, text.as_bytes(), BoundarySet::Communes).unwrap(),
        file
    );
}

/// The message for a file in which one text is replaced by another.
fn message_for(from: &str, to: &str) -> String {
    let text = written();
    assert!(text.contains(from), "{from} is not in {text}");
    let error = read(&text.replacen(from, to, 1)).expect_err("the file is spoilt");
    error.to_string()
}

#[test]
fn a_file_cut_off_anywhere_is_refused_with_its_line() {
    let text = written();
    for end in (0..text.trim_end().len()).filter(|&end| text.is_char_boundary(end)) {
        let message = read(&text[..end]).expect_err("cut off").to_string();
        assert!(message.starts_with("sample.topojson, line "), "{message}");
        assert!(message.contains("phiabac import"), "{message}");
    }
}

#[test]
fn an_arc_that_does_not_exist_is_named() {
    let message = message_for("\"arcs\":[[", "\"arcs\":[[99,");
    assert!(
        message.contains("unit 00001") && message.contains("arc 99"),
        "{message}"
    );
}

#[test]
fn an_open_ring_is_named() {
    // The island's only arc is closed; the border between the squares is not.
    let message = message_for("[[[3,-1]],", "[[[3]],");
    assert!(message.contains("unit 00002"), "{message}");
    assert!(
        message.contains("does not end where it begins"),
        "{message}"
    );
}

#[test]
fn a_second_user_of_a_side_is_named() {
    let message = message_for("[[[3,-1]],[[-5]]]", "[[[3,-1]],[[-5]],[[-5]]]");
    assert!(message.contains("same side"), "{message}");
}

#[test]
fn ranks_of_the_wrong_number_are_named() {
    let text = written();
    let at = text.find("\"min_zooms\":[\n\"").unwrap() + "\"min_zooms\":[\n\"".len();
    let spoilt = format!("{}0{}", &text[..at], &text[at..]);
    let message = read(&spoilt).expect_err("one digit too many").to_string();
    assert!(message.contains("min_zooms of arc 0"), "{message}");
}

#[test]
fn a_zoom_beyond_the_last_is_refused() {
    let text = written();
    let at = text.find("\"min_zooms\":[\n\"").unwrap() + "\"min_zooms\":[\n\"".len();
    let spoilt = format!("{}f{}", &text[..at], &text[at + 1..]);
    assert!(read(&spoilt).is_err());
}

#[test]
fn another_grid_is_refused() {
    assert!(message_for("[0.000001,", "[0.00001,").contains("transform"));
    assert!(
        message_for("\"translate\":[105,", "\"translate\":[105.0000004,").contains("transform")
    );
}

#[test]
fn a_point_off_the_globe_is_refused() {
    let text = written();
    let at = text.find("\"arcs\":[\n[[").unwrap() + "\"arcs\":[\n[[".len();
    for number in ["2000000000", "90000000", "99999999999"] {
        let comma = at + text[at..].find(',').unwrap();
        let spoilt = format!("{}{number}{}", &text[..at], &text[comma..]);
        assert!(read(&spoilt).is_err(), "{number}");
    }
}

#[test]
fn codes_and_qualities_are_checked() {
    assert!(message_for("\"id\":\"00002\"", "\"id\":\"00001\"").contains("occurs once"));
    assert!(message_for("\"id\":\"00002\"", "\"id\":\"2\"").contains("five digits"));
    assert!(message_for("\"quality\":\"D\"", "\"quality\":\"E\"").contains("quality"));
    assert!(message_for("\"00004,00008\"", "\"4,00008\"").contains("successor"));
    assert!(message_for("\"province\":\"01\"", "\"province\":\"1\"").contains("province"));
}

#[test]
fn the_other_set_is_not_in_the_file() {
    let path = Path::new("sample.topojson");
    let error = parse_boundaries(path, written().as_bytes(), BoundarySet::Communes);
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("no object `communes`")
    );
}

#[test]
fn a_missing_file_says_what_to_do() {
    let error = read_boundaries(Path::new("no/such.topojson"), BoundarySet::Communes);
    assert!(error.unwrap_err().to_string().contains("phiabac import"));
}
