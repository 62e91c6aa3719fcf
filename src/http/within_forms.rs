//! What lies in a shape, as a table for spreadsheets and as `GeoJSON`.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::spreadsheet::{BYTE_ORDER_MARK, number, safe};
use crate::atlas::{Facts, UnitName, WithinAnswer, WithinItem};

const HEADER: [&str; 24] = [
    "layer",
    "id",
    "code",
    "kind",
    "kind_vi",
    "kind_en",
    "name_vi",
    "name_en",
    "lon",
    "lat",
    "precision",
    "province_code",
    "province",
    "commune_code",
    "commune",
    "status",
    "area_ha",
    "occupancy_pct",
    "fuel",
    "capacity_mw",
    "class",
    "mode",
    "neighbour",
    "source_ids",
];

/// The items as a table: UTF-8 with a byte order mark.
///
/// # Errors
/// Never in fact: memory takes every row.
pub(super) fn table(answer: &WithinAnswer<'_>) -> Result<Bytes, Problem> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let written = writer.write_record(HEADER).and_then(|()| {
        let mut rows = answer.items.iter().map(row);
        rows.try_for_each(|row| writer.write_record(row))
    });
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a table could not be written as CSV");
        Problem::of_kind(ProblemKind::Internal)
    };
    written.map_err(|error| failed(&error))?;
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Bytes::from(bytes))
}

/// What a row says besides names and places.
#[derive(Default)]
struct Cells {
    status: &'static str,
    area_ha: Option<f64>,
    occupancy_pct: Option<f64>,
    fuel: &'static str,
    capacity_mw: Option<f64>,
    class: &'static str,
    mode: &'static str,
    neighbour: &'static str,
}

fn row(item: &WithinItem) -> [String; 24] {
    let thing = &item.thing;
    let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
    let unit = |unit: &Option<UnitName>| {
        let named = unit.as_ref();
        named.map_or_else(Default::default, |unit| {
            (unit.code.clone(), safe(&unit.name_vi))
        })
    };
    let (province_code, province) = unit(&thing.lies_in.province);
    let (commune_code, commune) = unit(&thing.lies_in.commune);
    let cells = cells(item.facts.as_ref());
    [
        thing.layer.unwrap_or_default().to_owned(),
        thing.id.map_or_else(String::new, |id| id.to_string()),
        text(&thing.code),
        item.site_kind().to_owned(),
        safe(&thing.kind_vi),
        safe(&thing.kind_en),
        safe(&thing.name_vi),
        text(&thing.name_en),
        number(thing.lon),
        number(thing.lat),
        item.precision.unwrap_or_default().to_owned(),
        province_code,
        province,
        commune_code,
        commune,
        cells.status.to_owned(),
        number(cells.area_ha),
        number(cells.occupancy_pct),
        cells.fuel.to_owned(),
        number(cells.capacity_mw),
        cells.class.to_owned(),
        cells.mode.to_owned(),
        cells.neighbour.to_owned(),
        safe(&item.source_ids.join("; ")),
    ]
}

fn cells(facts: Option<&Facts>) -> Cells {
    match facts {
        Some(&Facts::Zone {
            status,
            area_ha,
            occupancy_pct,
            ..
        }) => Cells {
            status,
            area_ha,
            occupancy_pct,
            ..Cells::default()
        },
        Some(&Facts::Gate {
            class,
            mode,
            status,
            neighbour,
        }) => Cells {
            status,
            class,
            mode,
            neighbour: neighbour.unwrap_or_default(),
            ..Cells::default()
        },
        Some(&Facts::Plant {
            fuel,
            status,
            capacity_mw,
        }) => Cells {
            status,
            fuel,
            capacity_mw,
            ..Cells::default()
        },
        Some(Facts::Line { .. }) | None => Cells::default(),
    }
}

/// The items as a collection of features; the rest of the answer stands beside them.
pub(super) fn features(answer: &WithinAnswer<'_>) -> Value {
    let features: Vec<Value> = answer.items.iter().map(feature).collect();
    json!({
        "type": "FeatureCollection",
        "bbox": answer.bbox,
        "features": features,
        "area_km2": answer.area_km2,
        "totals": answer.totals,
        "units": answer.units,
        "numberMatched": answer.number_matched,
        "next": answer.next,
        "withoutPlace": answer.without_place,
        "sources": answer.sources,
    })
}

fn feature(item: &WithinItem) -> Value {
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [item.thing.lon, item.thing.lat] },
        "properties": item,
    })
}
