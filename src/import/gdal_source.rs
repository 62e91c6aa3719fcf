//! Reading polygons through GDAL: the only file that reads with it.
//!
//! Only local files of a few formats are opened. GDAL's own messages go to the log instead of the
//! terminal.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;

use gdal::vector::LayerAccess;
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

fn silence_gdal() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        gdal::config::set_error_handler(|class, number, message| {
            tracing::debug!(gdal.class = ?class, gdal.number = number, "GDAL: {message}");
        });
    });
}
