//! Tables for spreadsheets: the values of the JSON, nothing that a spreadsheet computes.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Answer, get};

/// The rows of a table, each as the members that its header names.
pub fn rows(answer: &Answer) -> Vec<Value> {
    let text = answer
        .text()
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| {
        let cells = header.iter().zip(&row);
        cells
            .map(|(name, cell)| (name.to_owned(), json!(cell)))
            .collect()
    };
    reader
        .records()
        .map(|row| named(row.unwrap()))
        .map(Value::Object)
        .collect()
}

#[tokio::test]
async fn a_table_has_the_same_values() {
    let mut rows_seen = 0;
    for query in [
        "limit=5000",
        "limit=5000&offset=5000",
        "subject=gate:mong-cai",
    ] {
        let json = get(&format!("/api/figures?{query}")).await.json();
        let answer = get(&format!("/api/figures?{query}&f=csv")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "text/csv; charset=utf-8"
        );
        let file = answer.header(header::CONTENT_DISPOSITION);
        assert_eq!(file, "attachment; filename=\"phiabac-figures.csv\"");
        let rows = rows(&answer);
        let items = json["items"].as_array().unwrap();
        assert_eq!(rows.len(), items.len());
        rows_seen += rows.len();
        for (row, item) in rows.iter().zip(items) {
            same_values(row, item);
        }
    }
    assert!(rows_seen > 5000);
}

pub fn same_values(row: &Value, item: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for name in ["value", "value_to", "yoy_pct"] {
        let cell = row[name].as_str().unwrap();
        let number = (!cell.is_empty()).then(|| cell.parse::<f64>().unwrap());
        assert_eq!(number, item[name].as_f64(), "{name} of {row}");
    }
    for name in [
        "subject",
        "measure",
        "measure_vi",
        "measure_en",
        "scope",
        "bound",
        "unit",
    ] {
        assert_eq!(text(&row[name]), text(&item[name]), "{name} of {row}");
    }
    for name in ["note_vi", "note_en"] {
        let cell = text(&row[name]);
        let note = text(&item[name]);
        let guarded = note.starts_with(['=', '+', '-', '@']);
        assert_eq!(cell, if guarded { format!("'{note}") } else { note });
    }
    assert_eq!(text(&row["name_vi"]), text(&item["place"]["name_vi"]));
    assert_eq!(text(&row["period_start"]), text(&item["period"]["start"]));
    assert_eq!(text(&row["period_end"]), text(&item["period"]["end"]));
    let ids: Vec<String> = item["source_ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    assert_eq!(text(&row["source_id"]), ids.join("; "));
}

#[tokio::test]
async fn no_cell_of_a_table_is_a_formula() {
    for offset in [0, 5000] {
        let answer = get(&format!("/api/figures?limit=5000&offset={offset}&f=csv")).await;
        for row in rows(&answer) {
            for (name, cell) in row.as_object().unwrap() {
                let cell = cell.as_str().unwrap();
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@']),
                    "{name}: {cell}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_table_names_its_next_page() {
    let first = get("/api/figures?limit=500&f=csv").await;
    let link = first.header(header::LINK);
    assert_eq!(
        link,
        "</api/figures?limit=500&f=csv&offset=500>; rel=\"next\""
    );
    let next = get("/api/figures?limit=500&f=csv&offset=500").await;
    let json = get("/api/figures?limit=1&offset=500").await.json();
    same_values(&rows(&next)[0], &json["items"][0]);
    let whole = get("/api/figures?subject=region&f=csv").await;
    assert_eq!(whole.header(header::LINK), "");
}
