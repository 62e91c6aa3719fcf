//! The files of `geodata/context/`: `GeoJSON`, one feature a line, degrees with five decimals.
//!
//! A layer may have several files, so that data under a share-alike licence stay in files of their
//! own; the numbers of their features do not meet.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use geo_types::Geometry;
use geojson::{Feature, FeatureCollection, JsonObject, JsonValue};

use super::{DatasetError, at_record};
use crate::domain::{Fields, Land, Place, Record, SeaLabel, Transport, Value, Water};

/// Files of the layer `land`.
pub const LAND_FILES: &[&str] = &["context/land.geojson", "context/vietnam.geojson"];
/// Files of the layer `water`.
pub const WATER_FILES: &[&str] = &["context/water.geojson", "context/odbl/lakes.geojson"];
/// Files of the layer `transport`.
pub const TRANSPORT_FILES: &[&str] = &["context/odbl/transport.geojson"];
/// Files of the layer `places`.
pub const PLACE_FILES: &[&str] = &["context/places.geojson", "context/odbl/ports.geojson"];
/// Files of the layer `sea_labels`.
pub const SEA_LABEL_FILES: &[&str] = &["context/sea_labels.geojson"];

/// A record with its shape, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape<R> {
    /// What it is.
    pub record: R,
    /// Where it is (WGS 84).
    pub geometry: Geometry<f64>,
}

/// Everything around our subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Neighbouring countries, other provinces, both archipelagos.
    pub land: Vec<Shape<Land>>,
    /// Rivers, coast of the neighbours, lakes.
    pub water: Vec<Shape<Water>>,
    /// Expressways, national roads, railways.
    pub transport: Vec<Shape<Transport>>,
    /// Towns, airports, ports.
    pub places: Vec<Shape<Place>>,
    /// Names of seas and archipelagos.
    pub sea_labels: Vec<Shape<SeaLabel>>,
}

impl Context {
    /// Reads all files of a folder. A build that leaves a licence class out has its files too, with
    /// no feature in them.
    ///
    /// # Errors
    /// When a file is missing or damaged or a number stands twice in a layer.
    pub fn read(folder: &Path) -> Result<Self, DatasetError> {
        Ok(Self {
            land: read_layer(folder, LAND_FILES, |land: &Land| land.id)?,
            water: read_layer(folder, WATER_FILES, |water: &Water| water.id)?,
            transport: read_layer(folder, TRANSPORT_FILES, |line: &Transport| line.id)?,
            places: read_layer(folder, PLACE_FILES, |place: &Place| place.id)?,
            sea_labels: read_layer(folder, SEA_LABEL_FILES, |label: &SeaLabel| label.id)?,
        })
    }
}

fn read_layer<R: Record>(
    folder: &Path,
    files: &[&str],
    id: impl Fn(&R) -> u64,
) -> Result<Vec<Shape<R>>, DatasetError> {
    let mut shapes = Vec::new();
    let mut seen = BTreeSet::new();
    for name in files {
        let file = folder.join(name);
        let text = fs::read_to_string(&file).map_err(|error| DatasetError::new(&file, error))?;
        for (index, shape) in parse_shapes::<R>(&file, &text)?.into_iter().enumerate() {
            if !seen.insert(id(&shape.record)) {
                let problem = "the number stands in an earlier feature of the layer too";
                return Err(at_record(&file, index, problem).in_column("id"));
            }
            shapes.push(shape);
        }
    }
    Ok(shapes)
}

/// Reads the features of a file.
///
/// # Errors
/// Names the file, and the line and property that cannot be read.
pub fn parse_shapes<R: Record>(file: &Path, text: &str) -> Result<Vec<Shape<R>>, DatasetError> {
    let collection: FeatureCollection = serde_json::from_str(text).map_err(|error| {
        let line = error.line() as u64;
        DatasetError::new(file, error).at_row(line.max(1))
    })?;
    collection
        .features
        .into_iter()
        .enumerate()
        .map(|(index, feature)| parse_shape(file, index, feature))
        .collect()
}

fn parse_shape<R: Record>(
    file: &Path,
    index: usize,
    feature: Feature,
) -> Result<Shape<R>, DatasetError> {
    let fault = |problem: &dyn std::fmt::Display| at_record(file, index, problem);
    let mut properties = feature.properties.unwrap_or_default();
    if let Some(geojson::feature::Id::Number(id)) = feature.id {
        properties.insert("id".to_owned(), JsonValue::Number(id));
    }
    let columns = R::columns();
    let known = |name: &String| columns.iter().any(|column| column.name == name);
    if let Some(name) = properties.keys().find(|name| !known(name)) {
        return Err(fault(&"the property is unknown").in_column(name));
    }
    let mut fields = Fields::new();
    for column in &columns {
        if let Some(value) = properties.get(column.name) {
            let value = value_of(value).ok_or_else(|| {
                fault(&"neither text nor number nor yes or no").in_column(column.name)
            })?;
            fields.push(column.name, Some(value));
        }
    }
    let record = R::from_fields(&fields).map_err(|error| fault(&error))?;
    let geometry = feature
        .geometry
        .ok_or_else(|| fault(&"there is no geometry"))?;
    let geometry = Geometry::try_from(geometry).map_err(|error| fault(&error))?;
    Ok(Shape { record, geometry })
}

fn value_of(value: &JsonValue) -> Option<Value> {
    match value {
        JsonValue::String(text) => Some(Value::from(text.as_str())),
        JsonValue::Bool(yes) => Some(Value::Boolean(*yes)),
        JsonValue::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Number)),
        _ => None,
    }
}

/// The bytes of a file: one feature a line, degrees rounded to five decimals.
#[must_use]
pub fn shape_bytes<R: Record>(shapes: &[Shape<R>]) -> Vec<u8> {
    let lines: Vec<String> = shapes.iter().map(feature_line).collect();
    let mut features = lines.join(",\n");
    if !features.is_empty() {
        features = format!("\n{features}\n");
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}\n").into_bytes()
}

fn feature_line<R: Record>(shape: &Shape<R>) -> String {
    use geo::MapCoords;
    let rounded = shape
        .geometry
        .map_coords(|at| geo_types::coord! { x: five_decimals(at.x), y: five_decimals(at.y) });
    let mut properties = JsonObject::new();
    let mut id = None;
    for (name, value) in shape.record.to_fields().iter() {
        let value = match value {
            Value::Text(text) => JsonValue::from(text.as_str()),
            Value::Integer(number) => JsonValue::from(*number),
            Value::Number(number) => JsonValue::from(*number),
            Value::Boolean(yes) => JsonValue::from(*yes),
        };
        match (name, value) {
            ("id", JsonValue::Number(number)) => id = Some(geojson::feature::Id::Number(number)),
            (_, value) => {
                properties.insert(name.to_owned(), value);
            }
        }
    }
    Feature {
        bbox: None,
        geometry: Some(geojson::Geometry::from(&rounded)),
        id,
        properties: Some(properties),
        foreign_members: None,
    }
    .to_string()
}

fn five_decimals(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> Shape<SeaLabel> {
        Shape {
            record: SeaLabel::sample(7),
            geometry: Geometry::Point(geo_types::Point::new(107.123_456_7, 20.5)),
        }
    }

    fn parse(text: &str) -> Result<Vec<Shape<SeaLabel>>, DatasetError> {
        parse_shapes(Path::new("sea_labels.geojson"), text)
    }

    #[test]
    fn shapes_are_read_back_as_written_but_for_the_sixth_decimal() {
        let text = String::from_utf8(shape_bytes(&[label(), label()])).unwrap();
        let read = parse(&text).unwrap();
        assert_eq!(read[1].record, label().record);
        assert_eq!(shape_bytes(&read), text.as_bytes());
        assert!(text.contains("107.12346,20.5"), "{text}");
    }

    #[test]
    fn a_cut_file_is_refused() {
        let text = String::from_utf8(shape_bytes(&[label()])).unwrap();
        let error = parse(&text[..text.len() / 2]).unwrap_err();
        assert_eq!(error.row(), Some(2), "{error}");
    }

    #[test]
    fn an_unknown_property_is_named_with_its_line() {
        let text = String::from_utf8(shape_bytes(&[label()])).unwrap();
        let error = parse(&text.replace("\"rank\"", "\"rang\"")).unwrap_err();
        assert!(
            error.to_string().contains("row 2, column `rang`"),
            "{error}"
        );
    }
}
