//! Raw `GeoJSON`: features with loosely typed properties.

use std::fs;
use std::path::Path;

use geo_types::Geometry;
use geojson::{FeatureCollection, JsonObject, JsonValue};
use unicode_normalization::UnicodeNormalization;

use crate::import::ImportError;
use crate::import::report::{FileReport, RowProblem};

/// A raw feature.
pub(super) struct RawFeature {
    properties: JsonObject,
    /// Its shape, in degrees.
    pub geometry: Geometry<f64>,
}

impl RawFeature {
    /// The text of a property, in normal form C.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = match self.properties.get(name)? {
            JsonValue::String(text) => text.clone(),
            JsonValue::Number(number) => number.to_string(),
            _ => return None,
        };
        let clean: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!clean.is_empty()).then(|| clean.nfc().collect())
    }

    /// The text of a property that must be there.
    pub fn required(&self, name: &str) -> Result<String, RowProblem> {
        self.text(name)
            .ok_or_else(|| RowProblem::new(format!("`{name}` is missing"), "Fill in the property"))
    }

    /// The number of a property.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.properties.get(name)?.as_f64()
    }
}

/// Reads all features of a file and turns each into a record; the report counts them by their
/// position in the file, the first being 1.
pub(super) fn read<T>(
    reports: &mut Vec<FileReport>,
    folder: &Path,
    name: &str,
    mut each: impl FnMut(u64, RawFeature, &mut FileReport) -> Result<T, RowProblem>,
) -> Result<Vec<T>, ImportError> {
    let file = folder.join(name);
    let text = fs::read_to_string(&file).map_err(|error| ImportError::raw(&file, error))?;
    // Some of the raw files were written by a program that knows no `null`.
    let text = text.replace(": NaN", ": null").replace(":NaN", ":null");
    let collection: FeatureCollection =
        serde_json::from_str(&text).map_err(|error| ImportError::raw(&file, error))?;
    let mut report = FileReport::new(&format!("context/{name}"));
    let mut records = Vec::new();
    for (position, feature) in (1..).zip(collection.features) {
        let geometry = feature.geometry.ok_or("there is no geometry".to_owned());
        let geometry = geometry
            .and_then(|geometry| Geometry::try_from(geometry).map_err(|error| error.to_string()));
        let outcome = geometry
            .map_err(|problem| RowProblem::new(problem, "Draw the feature again"))
            .and_then(|geometry| {
                let raw = RawFeature {
                    properties: feature.properties.unwrap_or_default(),
                    geometry,
                };
                each(position, raw, &mut report)
            });
        records.extend(report.settle(position, outcome));
    }
    reports.push(report);
    Ok(records)
}
