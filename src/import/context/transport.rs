//! Expressways, national roads, railways: all from `OpenStreetMap`, in one share-alike file.

use super::Surroundings;
use super::features::{RawFeature, read};
use crate::dataset::Shape;
use crate::domain::{Transport, TransportKind, TransportStatus};
use crate::import::ImportError;
use crate::import::report::{FileReport, RowProblem};

/// Raw file, kind, first number.
const FILES: &[(&str, TransportKind, u64)] = &[
    ("odbl/expressways.geojson", TransportKind::Expressway, 0),
    (
        "odbl/national_roads.geojson",
        TransportKind::NationalRoad,
        1000,
    ),
    ("odbl/railways.geojson", TransportKind::Railway, 2000),
];

pub(super) fn import(around: &mut Surroundings<'_>) -> Result<(), ImportError> {
    let mut all: Vec<Shape<Transport>> = Vec::new();
    if let Some(sources) = around.cite("osm-transport-2026") {
        for (file, kind, first) in FILES {
            all.extend(read(
                around.reports,
                around.raw,
                file,
                |position, raw, report| line(first + position, *kind, raw, &sources, report),
            )?);
        }
    }
    around.write("context/odbl/transport.geojson", &all);
    Ok(())
}

fn line(
    id: u64,
    kind: TransportKind,
    raw: RawFeature,
    sources: &[String],
    report: &mut FileReport,
) -> Result<Shape<Transport>, RowProblem> {
    let name_vi = raw.text("name").filter(|name| {
        let names_the_line = kind != TransportKind::Railway || is_line_name(name);
        if !names_the_line {
            report.change("the name of a bridge or track was not taken for the name of the line");
        }
        names_the_line
    });
    Ok(Shape {
        record: Transport {
            id,
            kind,
            r#ref: raw.text("ref").map(|numbers| evenly_written(&numbers)),
            name_vi,
            status: status(&raw.required("status")?)?,
            length_km: raw.number("km"),
            sources: sources.to_vec(),
        },
        geometry: raw.geometry,
    })
}

/// A bridge or the number of a track is no name of a railway.
fn is_line_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    !lower.starts_with("cầu ") && !name.bytes().all(|byte| byte.is_ascii_digit())
}

/// `QL 4D` → `QL.4D`; several numbers stay joined by `;`.
fn evenly_written(numbers: &str) -> String {
    numbers.replace("QL ", "QL.").replace("; ", ";")
}

fn status(word: &str) -> Result<TransportStatus, RowProblem> {
    Ok(match word {
        "existing" => TransportStatus::Existing,
        "under_construction" => TransportStatus::Construction,
        "planned" => TransportStatus::Planned,
        "disused" => TransportStatus::Abandoned,
        other => {
            let reason = format!("\"{other}\" is no status of a line");
            return Err(RowProblem::new(
                reason,
                "Use existing, under_construction, planned or disused",
            ));
        }
    })
}
