//! Questions to the search: the golden set, and every beginning of it as somebody types it.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use phiabac::atlas::{Atlas, Question};

use crate::in_process::milliseconds;
use crate::summary::{Spread, table};

/// Asks each question three times. Nothing is kept between questions, so all of them are cold.
pub fn searches(atlas: &Atlas, root: &Path) -> BTreeMap<&'static str, Spread> {
    let golden = golden(&root.join("tests/search/golden.csv"));
    let typed: Vec<String> = golden.iter().flat_map(|text| beginnings(text)).collect();
    let ask = |texts: &[String]| {
        let three_times = texts.iter().chain(texts).chain(texts);
        let microseconds = three_times.map(|text| {
            let question = Question {
                text: text.clone(),
                limit: 10,
                ..Question::default()
            };
            let begun = Instant::now();
            black_box(atlas.search(&question));
            milliseconds(begun) * 1000.0
        });
        Spread::of(microseconds.collect())
    };
    BTreeMap::from([
        ("golden questions", ask(&golden)),
        ("every beginning of them", ask(&typed)),
    ])
}

/// As a table.
pub fn search_table(searches: &BTreeMap<&'static str, Spread>) -> String {
    let rows: Vec<Vec<String>> = searches
        .iter()
        .map(|(what, us)| {
            let figures = [us.p50, us.p99, us.max].map(|us| format!("{us:.0}"));
            let count = us.count.to_string();
            [vec![(*what).to_owned(), count], figures.to_vec()].concat()
        })
        .collect();
    let heads = ["search", "asked", "µs p50", "µs p99", "µs max"];
    table("Searches, in process", &heads, &rows)
}

/// The questions of the golden set.
pub fn golden(file: &Path) -> Vec<String> {
    let name = file.display();
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|e| panic!("{name}: {e}"));
    let rows = reader.records().map(|row| {
        let row = row.unwrap_or_else(|e| panic!("{name}: {e}"));
        row[0].to_owned()
    });
    rows.collect()
}

/// What stands in the box after each letter.
fn beginnings(text: &str) -> impl Iterator<Item = String> + '_ {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| text[..end].to_owned())
        .filter(|typed| phiabac::atlas::has_words(typed))
}
