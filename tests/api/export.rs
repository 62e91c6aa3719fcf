//! Records as files.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::filters::filtered;
use crate::support::{Answer, assert_problem, get, get_with};

const FILTER: &str = "province IN ('20', '24') AND status <> 'planned'";

/// The rows of a table below its headings, which come first.
fn table(answer: &Answer) -> (Vec<String>, Vec<Vec<String>>) {
    let text = answer
        .text()
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let headings = owned(reader.headers().unwrap());
    let rows = reader.records().map(|row| owned(&row.unwrap())).collect();
    (headings, rows)
}

async fn ids_of_the_list(layer: &str) -> Vec<u64> {
    let list = filtered(
        &format!("/ogc/collections/{layer}/items?limit=1000&sortby=-name_vi"),
        FILTER,
    );
    let list = get(&list).await.json();
    let features = list["features"].as_array().unwrap();
    features
        .iter()
        .map(|own| own["id"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn both_forms_hold_what_the_list_holds_in_its_order() {
    for layer in ["industrial_zones", "border_gates", "power_plants"] {
        let expected = ids_of_the_list(layer).await;
        assert!(expected.len() > 5, "{layer}");
        let target = filtered(&format!("/api/export/{layer}?sortby=-name_vi"), FILTER);
        let file = get(&target).await.json();
        assert_eq!(file["numberReturned"], expected.len());
        let found: Vec<u64> = file["features"]
            .as_array()
            .unwrap()
            .iter()
            .map(|own| own["id"].as_u64().unwrap())
            .collect();
        assert_eq!(found, expected, "{layer}");
        let (_, rows) = table(&get(&format!("{target}&format=csv")).await);
        let found: Vec<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
        assert_eq!(found, expected, "{layer}");
    }
}

#[tokio::test]
async fn whole_layers_come_in_one_piece() {
    for layer in ["provinces", "former_provinces", "places", "transport"] {
        let answer = get(&format!("/api/export/{layer}")).await;
        let file: geojson::FeatureCollection = answer.text().parse().unwrap();
        let shapes = file.features.iter().filter(|own| own.geometry.is_some());
        assert_eq!(shapes.count(), file.features.len(), "{layer}");
        let (_, rows) = table(&get(&format!("/api/export/{layer}?format=csv")).await);
        assert_eq!(rows.len(), file.features.len(), "{layer}");
    }
    for (layer, count) in [("communes", 1733), ("former_communes", 5529)] {
        let (headings, rows) = table(&get(&format!("/api/export/{layer}?format=csv")).await);
        assert_eq!(rows.len(), count, "{layer}");
        let distinct: BTreeSet<&String> = headings.iter().collect();
        assert_eq!(distinct.len(), headings.len(), "{layer}: {headings:?}");
    }
}

#[tokio::test]
async fn units_have_their_polygons_and_boxes_choose_them() {
    let target = "/api/export/communes?bbox=105.7,21,105.9,21.1&properties=code,name_vi";
    let file = get(target).await.json();
    let features = file["features"].as_array().unwrap();
    assert!(features.len() > 5, "{}", features.len());
    for feature in features {
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        let names: BTreeSet<&String> = feature["properties"].as_object().unwrap().keys().collect();
        assert!(names.contains(&"code".to_owned()) && !names.contains(&"population".to_owned()));
    }
}

#[tokio::test]
async fn coordinates_are_those_of_the_system_asked_for() {
    let target = "/api/export/border_gates?crs=EPSG:9210";
    let file = get(target).await.json();
    assert_eq!(
        file["crs"]["properties"]["name"],
        "urn:ogc:def:crs:EPSG::9210"
    );
    let placed = file["features"].as_array().unwrap().iter();
    let mut placed = placed.filter_map(|own| own["geometry"]["coordinates"][1].as_f64());
    assert!(placed.all(|north| (2_000_000.0..2_700_000.0).contains(&north)));
    let (headings, _) = table(&get(&format!("{target}&format=csv")).await);
    assert!(headings.contains(&"Tọa độ Đông (m, EPSG:9210)".to_owned()));
    let uri = "http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F4756";
    let file = get(&format!("/api/export/border_gates?crs={uri}")).await;
    assert_eq!(file.status, StatusCode::OK);
}

#[tokio::test]
async fn texts_travel_packed_where_that_is_accepted() {
    let plain = get("/api/export/border_gates?format=kml").await;
    assert!(plain.headers.get(header::CONTENT_ENCODING).is_none());
    let ask = |coding: &'static str| {
        let headers = [("accept-encoding", coding)];
        async move { get_with("/api/export/border_gates?format=kml", &headers).await }
    };
    let gzip = ask("gzip").await;
    assert_eq!(gzip.header(header::CONTENT_ENCODING), "gzip");
    assert_eq!(
        gzip.header(header::CONTENT_LENGTH),
        gzip.body.len().to_string()
    );
    let mut unpacked = Vec::new();
    let mut reader = flate2::read::GzDecoder::new(&gzip.body[..]);
    std::io::Read::read_to_end(&mut reader, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    assert_ne!(gzip.headers[header::ETAG], plain.headers[header::ETAG]);
    let brotli = ask("br").await;
    assert_eq!(brotli.header(header::CONTENT_ENCODING), "br");
    let mut unpacked = Vec::new();
    let mut reader = brotli::Decompressor::new(&brotli.body[..], 4096);
    std::io::Read::read_to_end(&mut reader, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    // What is packed already goes as it is.
    let headers = [("accept-encoding", "gzip, br")];
    let workbook = get_with("/api/export/border_gates?format=xlsx", &headers).await;
    assert!(workbook.headers.get(header::CONTENT_ENCODING).is_none());
}

#[tokio::test]
async fn every_source_and_licence_goes_along() {
    let file = get("/api/export/power_plants").await.json();
    let sources = file["sources"].as_array().unwrap();
    let known: BTreeSet<&str> = sources
        .iter()
        .map(|own| own["id"].as_str().unwrap())
        .collect();
    for feature in file["features"].as_array().unwrap() {
        let own = feature["properties"]["sources"].as_array().unwrap();
        assert!(!own.is_empty(), "{feature}");
        assert!(own.iter().all(|id| known.contains(id.as_str().unwrap())));
    }
    assert!(sources.iter().all(|own| own["licence"].is_string()));
    let (headings, rows) = table(&get("/api/export/power_plants?format=csv").await);
    assert_eq!(headings.last().unwrap(), "Giấy phép của nguồn");
    assert!(rows.iter().all(|row| !row.last().unwrap().is_empty()));
}

#[tokio::test]
async fn tables_have_words_beside_codes_in_the_language_asked_for() {
    let vi = get("/api/export/industrial_zones?format=csv").await;
    let (headings, rows) = table(&vi);
    let at = |name: &str| headings.iter().position(|own| own == name).unwrap();
    for name in [
        "ID",
        "Tên",
        "Loại",
        "Loại (mã)",
        "Diện tích (ha)",
        "Tỉnh, thành phố",
        "Tỉnh, thành phố (mã)",
        "Kinh độ",
        "Vĩ độ",
        "Nguồn",
    ] {
        at(name);
    }
    let row = rows.iter().find(|row| row[0] == "1").unwrap();
    assert_eq!(row[at("Loại")], "Cụm công nghiệp");
    assert_eq!(row[at("Loại (mã)")], "cluster");
    assert_eq!(row[at("Tỉnh, thành phố")], "Thành phố Hà Nội");
    assert_eq!(row[at("Tỉnh, thành phố (mã)")], "01");
    assert_eq!(row[at("Diện tích (ha)")], "9.74");

    let en = get("/api/export/industrial_zones?format=csv&lang=en").await;
    let (headings, rows) = table(&en);
    let at = |name: &str| headings.iter().position(|own| own == name).unwrap();
    let row = rows.iter().find(|row| row[0] == "1").unwrap();
    assert_eq!(row[at("Kind")], "Industrial cluster");
    assert_eq!(row[at("Province")], "Hanoi City");
    let preferred = get_with(
        "/api/export/industrial_zones?format=csv",
        &[("accept-language", "en")],
    )
    .await;
    assert_eq!(preferred.body, en.body);
    assert_ne!(preferred.headers[header::ETAG], vi.headers[header::ETAG]);
}

#[tokio::test]
async fn no_cell_is_a_formula() {
    for layer in [
        "industrial_zones",
        "border_gates",
        "power_plants",
        "communes",
    ] {
        let (_, rows) = table(&get(&format!("/api/export/{layer}?format=csv")).await);
        for cell in rows.iter().flatten() {
            let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!risky || cell.parse::<f64>().is_ok(), "{layer}: {cell}");
        }
    }
}

#[tokio::test]
async fn a_file_has_a_name_and_a_tag() {
    for (format, media) in [
        ("geojson", "application/geo+json"),
        ("csv", "text/csv; charset=utf-8"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("gpkg", "application/geopackage+sqlite3"),
        ("fgb", "application/flatgeobuf"),
        ("shp", "application/zip"),
        ("kml", "application/vnd.google-earth.kml+xml"),
    ] {
        let target = format!("/api/export/border_gates?format={format}");
        let answer = get(&target).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), media);
        let name = answer.header(header::CONTENT_DISPOSITION);
        assert!(
            name.starts_with("attachment; filename=\"phiabac-border_gates-20"),
            "{name}"
        );
        let ending = if format == "shp" { "zip" } else { format };
        assert!(name.contains(&format!(".{ending}\"; ")), "{name}");
        // Cửa khẩu, lối mở
        assert!(
            name.contains("filename*=UTF-8''C%E1%BB%ADa%20kh%E1%BA%A9u%20"),
            "{name}"
        );
        assert!(name.is_ascii() && !name.contains(['/', '\\']), "{name}");
        let held = answer.header(header::ETAG).to_owned();
        let again = get_with(&target, &[("if-none-match", &held)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn nothing_accepted_is_an_empty_file() {
    let target = filtered("/api/export/industrial_zones", "area_ha < 0");
    let file: Value = get(&target).await.json();
    assert_eq!(file["features"].as_array().unwrap().len(), 0);
    let (headings, rows) = table(&get(&format!("{target}&format=csv")).await);
    assert!(headings.len() > 20 && rows.is_empty());
}

#[tokio::test]
async fn odd_wishes_are_told() {
    for query in [
        "format=",
        "format=vrt",
        "crs=EPSG:32648",
        "crs=",
        "format=kml&crs=EPSG:9210",
        "properties=nowhere",
        "format=CSV",
        "limit=1",
        "f=csv",
        "sortby=x",
        "bbox=x",
    ] {
        let answer = get(&format!("/api/export/industrial_zones?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_problem(&answer, query);
    }
    assert_eq!(
        get("/api/export/nowhere").await.status,
        StatusCode::NOT_FOUND
    );
}
