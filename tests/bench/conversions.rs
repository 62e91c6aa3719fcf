//! Old units to new ones: one by one, and whole tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use phiabac::atlas::convert::{Table, TableForm, TableWish};
use phiabac::atlas::{Address, Atlas, ConvertQuery, Time, Tongue};
use phiabac::search::without_marks;
use serde::Serialize;

use crate::in_process::milliseconds;
use crate::summary::{Spread, table};

/// Rows of a table.
const ROWS: usize = 100_000;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Conversions {
    one_us: BTreeMap<&'static str, Spread>,
    rows_per_second: BTreeMap<&'static str, f64>,
}

/// A former commune: its name, district and province, in full.
type Named = [String; 3];

/// Converts every former commune one by one, and tables made up from their names.
pub fn conversions(atlas: &Atlas, geodata: &Path) -> Conversions {
    let names = former_communes(&geodata.join("units.csv"));
    let plain: Vec<Named> = names
        .iter()
        .map(|named| {
            named
                .clone()
                .map(|text| without_marks(&text).to_lowercase())
        })
        .collect();
    let slips: Vec<Named> = names.iter().map(with_a_slip).collect();
    let fields = |[commune, district, province]: &Named| Address {
        commune: Some(commune.clone()),
        district: Some(district.clone()),
        province: Some(province.clone()),
        text: None,
    };
    let whole = |named: &Named| Address {
        text: Some(named.join(", ")),
        ..Address::default()
    };
    let one_us = BTreeMap::from([
        ("by name, as written", one_by_one(atlas, &names, fields)),
        ("by name, no marks", one_by_one(atlas, &plain, fields)),
        ("by one address", one_by_one(atlas, &names, whole)),
        (
            "by name, a letter missing",
            one_by_one(atlas, &slips, fields),
        ),
    ]);
    let rows_per_second = BTreeMap::from([
        ("names as written", in_a_table(atlas, &names, false)),
        ("names without marks", in_a_table(atlas, &plain, false)),
        ("every row another name", in_a_table(atlas, &names, true)),
    ]);
    Conversions {
        one_us,
        rows_per_second,
    }
}

impl Conversions {
    /// As tables.
    pub fn table(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .one_us
            .iter()
            .map(|(what, us)| {
                let figures = [us.p50, us.p99, us.max].map(|us| format!("{us:.0}"));
                [
                    vec![(*what).to_owned(), us.count.to_string()],
                    figures.to_vec(),
                ]
                .concat()
            })
            .collect();
        let heads = ["conversion", "asked", "µs p50", "µs p99", "µs max"];
        let one = table("Old units to new ones, in process", &heads, &rows);
        let rows: Vec<Vec<String>> = self
            .rows_per_second
            .iter()
            .map(|(what, rows)| vec![(*what).to_owned(), format!("{rows:.0}")])
            .collect();
        let heads = ["table of 100,000 rows", "rows a second"];
        format!("{one}\n{}", table("Tables of old units", &heads, &rows))
    }
}

fn one_by_one(atlas: &Atlas, names: &[Named], address: impl Fn(&Named) -> Address) -> Spread {
    let each = names.iter().map(|named| {
        let query = ConvertQuery {
            address: address(named),
            ..ConvertQuery::default()
        };
        let begun = Instant::now();
        black_box(atlas.convert(&query).is_ok());
        milliseconds(begun) * 1000.0
    });
    Spread::of(each.collect())
}

fn in_a_table(atlas: &Atlas, names: &[Named], all_differ: bool) -> f64 {
    let mut text = "xã,huyện,tỉnh\n".to_owned();
    for row in 0..ROWS {
        let [commune, district, province] = &names[row % names.len()];
        // A number behind it makes it a name of its own, which nobody bears.
        let number = if all_differ {
            format!(" {row}")
        } else {
            String::new()
        };
        writeln!(text, "{commune}{number},{district},{province}").expect("a text takes all");
    }
    let wish = TableWish {
        to: Time::Present,
        tongue: Tongue::Vi,
        form: TableForm::Csv,
    };
    let begun = Instant::now();
    let table = Table::open(text.as_bytes()).expect("a table");
    let summary = table
        .convert(atlas, wish, std::io::sink(), |_, _| {})
        .expect("nothing fails");
    summary.rows as f64 / begun.elapsed().as_secs_f64()
}

/// The last letter of the commune is missing.
fn with_a_slip([commune, district, province]: &Named) -> Named {
    let mut commune = commune.clone();
    commune.pop();
    [commune, district.clone(), province.clone()]
}

fn former_communes(file: &Path) -> Vec<Named> {
    let mut reader = csv::Reader::from_path(file).expect("the units can be read");
    let header = reader.headers().expect("a heading").clone();
    let at = |name: &str| header.iter().position(|own| own == name).expect("a column");
    let [code, name, district, province, to] =
        ["code", "full_name_vi", "district", "province", "valid_to"].map(at);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let former = || rows.iter().filter(|row| !row[to].is_empty());
    let provinces: BTreeMap<&str, &str> = former().map(|row| (&row[code], &row[name])).collect();
    former()
        .filter(|row| !row[province].is_empty())
        .map(|row| {
            let province = provinces[&row[province]].to_owned();
            [row[name].to_owned(), row[district].to_owned(), province]
        })
        .collect()
}
