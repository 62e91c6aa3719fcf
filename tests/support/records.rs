//! The records behind the tiles, read from the compiled tables without the product's code.

#![allow(dead_code, reason = "every test binary uses its own part")]

use std::collections::HashMap;
use std::path::Path;

use crate::reference::{World, to_world};

/// A record of a table.
pub struct Record {
    /// Its number: the id of its feature.
    pub id: u64,
    /// Where it is, if that is known.
    pub place: Option<World>,
    /// The same in degrees east and north.
    pub degrees: Option<[f64; 2]>,
}

/// What the catalogue says of a layer that bears on its tiles.
#[derive(Clone, Copy, Debug)]
pub struct LayerZooms {
    /// The smallest zoom that draws it.
    pub min_zoom: u8,
    /// The largest zoom that groups its points; 0 for none.
    pub grouped_to: u8,
}

/// Layer → code → record.
pub type Records = HashMap<String, HashMap<String, Record>>;

/// Layers of points that have a table of their own.
pub const POINT_TABLES: [&str; 3] = ["industrial_zones", "border_gates", "power_plants"];

/// Reads the tables of units, zones, gates and plants.
pub fn read(geodata: &Path) -> Records {
    let mut records = Records::new();
    for layer in POINT_TABLES {
        for row in rows(&geodata.join(format!("{layer}.csv"))) {
            let place = [&row["lon"], &row["lat"]].map(|text| text.parse::<f64>().ok());
            let degrees = match place {
                [Some(lon), Some(lat)] => Some([lon, lat]),
                _ => None,
            };
            insert(&mut records, layer, &row, degrees);
        }
    }
    for row in rows(&geodata.join("units.csv")) {
        let layer = match (row["level"].as_str(), row["valid_to"].is_empty()) {
            ("province", true) => "provinces",
            ("province", false) => "former_provinces",
            ("commune", true) => "communes",
            ("commune", false) => "former_communes",
            (level, _) => panic!("units.csv: level {level}"),
        };
        insert(&mut records, layer, &row, None);
    }
    records
}

/// Reads what the catalogue says of each layer.
pub fn zooms(geodata: &Path) -> HashMap<String, LayerZooms> {
    let file = geodata.join("catalog.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let catalog: toml::Table = text.parse().expect("catalog.toml is TOML");
    let number = |value: Option<&toml::Value>| value.and_then(toml::Value::as_integer);
    let layers = catalog["layers"].as_array().expect("a list of layers");
    layers
        .iter()
        .map(|layer| {
            let grouping = layer.get("grouping").and_then(|g| g.get("max_zoom"));
            let zooms = LayerZooms {
                min_zoom: number(layer.get("min_zoom")).expect("a zoom") as u8,
                grouped_to: number(grouping).unwrap_or(0) as u8,
            };
            (layer["id"].as_str().expect("an id").to_owned(), zooms)
        })
        .collect()
}

fn insert(records: &mut Records, layer: &str, row: &Row, degrees: Option<[f64; 2]>) {
    let id = row["id"].parse().expect("id is a number");
    let record = Record {
        id,
        place: degrees.map(to_world),
        degrees,
    };
    let known = records.entry(layer.to_owned()).or_default();
    let code = row["code"].clone();
    assert!(
        known.insert(code, record).is_none(),
        "{layer}: a code occurs once"
    );
}

type Row = HashMap<String, String>;

fn rows(file: &Path) -> Vec<Row> {
    let name = file.display();
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|e| panic!("{name}: {e}"));
    reader
        .deserialize()
        .map(|row| row.unwrap_or_else(|e| panic!("{name}: {e}")))
        .collect()
}
