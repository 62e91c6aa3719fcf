//! Reading polygons and tables of features through GDAL: the only file that reads with it.
//!
//! Only local files of a few formats are opened. GDAL's own messages go to the log instead of the
//! terminal.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;

use gdal::errors::CplErrType;
use gdal::vector::{Feature, FieldValue, LayerAccess, ToGdal};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};

/// The formats that are opened, by the names that GDAL gives them.
const DRIVERS: [&str; 4] = ["FlatGeobuf", "GPKG", "GeoJSON", "ESRI Shapefile"];

/// A polygon record of a source: its fields as text, and its shape in degrees.
#[derive(Clone, Debug)]
pub struct SourceArea {
    /// Field name → value as text; a field without a value is absent.
    pub fields: BTreeMap<String, String>,
    /// Longitude and latitude in WGS 84.
    pub shape: geo_types::MultiPolygon<f64>,
}

impl SourceArea {
    /// The value of a field, or an empty text.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Not a file of this machine.
    #[error("{path} is not a local file: name a file that exists (no URL, no /vsi path)")]
    NotALocalFile {
        /// What was asked for.
        path: PathBuf,
    },
    /// GDAL could not read it.
    #[error("{path} cannot be read as {formats}: {cause}", formats = DRIVERS.join(", "))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What GDAL says.
        cause: gdal::errors::GdalError,
    },
    /// The coordinates are not longitude and latitude.
    #[error("{path} is in {found}: convert it to WGS 84 first (ogr2ogr -t_srs EPSG:4326)")]
    NotWgs84 {
        /// The file.
        path: PathBuf,
        /// The coordinate system that it names.
        found: String,
    },
    /// A record is not a polygon.
    #[error("{path}, record {record}: {found} where a polygon was expected")]
    NotAPolygon {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        record: usize,
        /// The kind of geometry found.
        found: String,
    },
}

/// Reads every polygon of the first layer of a local file, in the order of the file.
///
/// # Errors
/// When the file is not local, not readable, not in degrees, or holds something else than polygons.
pub fn read_areas(path: &Path) -> Result<Vec<SourceArea>, SourceError> {
    silence_gdal();
    if !path.is_file() || path.starts_with("/vsi") {
        return Err(SourceError::NotALocalFile { path: path.into() });
    }
    let unreadable = |cause| SourceError::Unreadable {
        path: path.into(),
        cause,
    };
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_READONLY,
        allowed_drivers: Some(&DRIVERS),
        ..DatasetOptions::default()
    };
    let dataset = Dataset::open_ex(path, options).map_err(unreadable)?;
    let mut layer = dataset.layer(0).map_err(unreadable)?;
    check_is_wgs84(path, &layer)?;
    let fields: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
    let mut areas = Vec::new();
    for (index, feature) in layer.features().enumerate() {
        let not_a_polygon = |found: &str| SourceError::NotAPolygon {
            path: path.into(),
            record: index + 1,
            found: found.to_owned(),
        };
        let geometry = feature.geometry().ok_or_else(|| not_a_polygon("nothing"))?;
        let shape = match geometry.to_geo().map_err(unreadable)? {
            geo_types::Geometry::MultiPolygon(shape) => shape,
            geo_types::Geometry::Polygon(polygon) => polygon.into(),
            _ => return Err(not_a_polygon(&geometry.geometry_name())),
        };
        let mut values = BTreeMap::new();
        for (at, name) in fields.iter().enumerate() {
            if let Some(text) = feature.field_as_string(at).map_err(unreadable)? {
                values.insert(name.clone(), text);
            }
        }
        areas.push(SourceArea {
            fields: values,
            shape,
        });
    }
    Ok(areas)
}

/// Whether polygons are valid in the sense of OGC Simple Features. GEOS looks at edges in order of
/// place: an outline of a hundred thousand corners takes it a fraction of a second.
#[must_use]
pub fn is_valid(polygons: &geo_types::MultiPolygon<f64>) -> bool {
    silence_gdal();
    let is_valid = polygons.to_gdal().is_ok_and(|shape| shape.is_valid());
    // What it says of an invalid shape is no failure of a reading.
    failure();
    is_valid
}

/// The version of GDAL in use, for reports.
#[must_use]
pub fn gdal_version() -> String {
    gdal::version::version_info("RELEASE_NAME")
}

/// A file that names no coordinate system is taken to be in degrees.
fn check_is_wgs84(path: &Path, layer: &gdal::vector::Layer<'_>) -> Result<(), SourceError> {
    let Some(system) = layer.spatial_ref() else {
        return Ok(());
    };
    let code = system.auth_code().unwrap_or(4326);
    if code == 4326 && system.is_geographic() {
        return Ok(());
    }
    Err(SourceError::NotWgs84 {
        path: path.into(),
        found: system.name().unwrap_or_else(|| format!("EPSG:{code}")),
    })
}

/// What stands in a field of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceValue {
    /// Text, as the file has it.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, as `2025-07-01`.
    Day(String),
}

/// A record of a table.
#[derive(Clone, Debug)]
pub struct SourceRecord {
    /// The values, in the order of the fields.
    pub values: Vec<Option<SourceValue>>,
    /// The shape in the coordinate system of the file, x before y, where there is one that can be
    /// read.
    pub geometry: Option<geo_types::Geometry<f64>>,
}

/// A layer of a file, read whole.
#[derive(Clone, Debug)]
pub struct SourceTable {
    /// Its name.
    pub layer: String,
    /// The names of all layers of the file.
    pub layers: Vec<String>,
    /// The EPSG code of its coordinate system, where it can be told.
    pub epsg: Option<u32>,
    /// The names of its fields.
    pub fields: Vec<String>,
    /// Its records, in the order of the file.
    pub records: Vec<SourceRecord>,
}

/// Which layer to read, and how much of it at most.
#[derive(Clone, Copy, Debug)]
pub struct LayerChoice<'a> {
    /// Name or number from 1; the first layer with a record when absent.
    pub wished: Option<&'a str>,
    /// The most records.
    pub most_records: usize,
    /// The most fields.
    pub most_fields: usize,
    /// Whether each letter of the texts stands for one byte of the file, for whoever knows better
    /// than GDAL what the bytes mean.
    pub letters_are_bytes: bool,
}

/// Why a table could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// The layer that is wished is not there; these are.
    NoLayer {
        /// All layers.
        layers: Vec<String>,
    },
    /// More records or fields than allowed.
    TooMany,
    /// GDAL could not read it, or not to its end.
    Unreadable(String),
}

/// Reads a layer of a local file with the one driver named.
///
/// # Errors
/// When the file is not what the driver reads, breaks off, is too large or lacks the layer.
pub fn read_table(
    path: &Path,
    driver: &str,
    choice: &LayerChoice<'_>,
) -> Result<SourceTable, TableError> {
    silence_gdal();
    failure();
    // `KML` is read by whichever of the two drivers this GDAL has.
    let drivers: &[&str] = if driver == "KML" {
        &["LIBKML", "KML"]
    } else {
        &[driver]
    };
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_READONLY,
        allowed_drivers: Some(drivers),
        open_options: choice.letters_are_bytes.then_some(&["ENCODING=ISO-8859-1"]),
        ..DatasetOptions::default()
    };
    let unreadable = |error: gdal::errors::GdalError| {
        let cause = match error {
            gdal::errors::GdalError::NullPointer { .. } => "its content is of another kind".into(),
            other => other.to_string(),
        };
        let told = failure().unwrap_or(cause);
        TableError::Unreadable(told.replace(&*path.to_string_lossy(), "it"))
    };
    let dataset = Dataset::open_ex(path, options).map_err(unreadable)?;
    let layers: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
    let index = match choice.wished {
        Some(wished) => layer_index(&layers, wished).ok_or_else(|| TableError::NoLayer {
            layers: layers.clone(),
        })?,
        None => dataset
            .layers()
            .position(|layer| layer.feature_count() > 0)
            .unwrap_or(0),
    };
    let mut layer = dataset.layer(index).map_err(unreadable)?;
    let fields: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
    let expected = layer.try_feature_count().unwrap_or(0) as usize;
    if fields.len() > choice.most_fields || expected > choice.most_records {
        return Err(TableError::TooMany);
    }
    let epsg = epsg_of(&layer);
    let mut records = Vec::new();
    for feature in layer.features() {
        if records.len() == choice.most_records {
            return Err(TableError::TooMany);
        }
        records.push(SourceRecord {
            values: (0..fields.len()).map(|at| value_of(&feature, at)).collect(),
            geometry: shape_of(&feature),
        });
    }
    // GDAL ends a layer that breaks off as if it were complete, and says so in its messages only.
    if let Some(cause) = failure().filter(|_| records.len() < expected.max(1)) {
        return Err(TableError::Unreadable(cause));
    }
    Ok(SourceTable {
        layer: layers[index].clone(),
        layers,
        epsg,
        fields,
        records,
    })
}

fn layer_index(layers: &[String], wished: &str) -> Option<usize> {
    let number = wished.trim().parse::<usize>().ok();
    layers
        .iter()
        .position(|own| own == wished)
        .or_else(|| number?.checked_sub(1).filter(|&index| index < layers.len()))
}

/// The EPSG code of a layer; that of WGS 84 in degrees where only its names say so.
fn epsg_of(layer: &gdal::vector::Layer<'_>) -> Option<u32> {
    let mut system = layer.spatial_ref()?;
    if system.auth_code().is_err() {
        // Systems of Esri carry no code; where GDAL recognises none, none is known.
        let _ = system.auto_identify_epsg();
        failure();
    }
    u32::try_from(system.auth_code().ok()?).ok()
}

fn value_of(feature: &Feature<'_>, at: usize) -> Option<SourceValue> {
    // Fields that a record lacks read as zero, but as no text.
    let text = feature.field_as_string(at).ok()??;
    if text.is_empty() {
        return None;
    }
    Some(match feature.field(at) {
        Ok(Some(FieldValue::IntegerValue(number))) => SourceValue::Number(number.into()),
        Ok(Some(FieldValue::Integer64Value(number))) => SourceValue::Number(number as f64),
        Ok(Some(FieldValue::RealValue(number))) => SourceValue::Number(number),
        Ok(Some(FieldValue::DateValue(day))) => SourceValue::Day(day.to_string()),
        Ok(Some(FieldValue::DateTimeValue(time))) => {
            SourceValue::Day(time.date_naive().to_string())
        }
        Ok(Some(FieldValue::StringListValue(words))) => SourceValue::Text(words.join(";")),
        _ => SourceValue::Text(text),
    })
}

/// The shape without heights.
fn shape_of(feature: &Feature<'_>) -> Option<geo_types::Geometry<f64>> {
    let geometry = feature.geometry()?;
    // A record without a place has a shape that is nothing at all: GDAL must not be asked for more,
    // and has complained about the question already.
    if geometry.is_empty() {
        failure();
        return None;
    }
    let mut geometry = geometry.clone();
    geometry.flatten_to_2d();
    geometry.to_geo().ok()
}

thread_local! {
    /// The last failure that GDAL told of on this thread.
    static FAILURE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Takes the last failure on this thread.
fn failure() -> Option<String> {
    FAILURE.with(RefCell::take)
}

fn silence_gdal() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        gdal::config::set_error_handler(|class, number, message| {
            if matches!(class, CplErrType::Failure | CplErrType::Fatal) {
                FAILURE.with(|last| *last.borrow_mut() = Some(message.to_owned()));
            }
            tracing::debug!(gdal.class = ?class, gdal.number = number, "GDAL: {message}");
        });
    });
}
