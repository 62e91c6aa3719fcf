//! The formats of files.

use std::fmt;
use std::str::FromStr;

use crate::geometry::Crs;

/// A format of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// `GeoJSON`, RFC 7946 where the coordinates are degrees of WGS 84.
    #[default]
    GeoJson,
    /// Comma-separated values with words beside codes.
    Csv,
    /// A workbook of Excel: the same table, and a sheet of sources.
    Xlsx,
    /// `GeoPackage`.
    Gpkg,
    /// `FlatGeobuf`.
    Fgb,
    /// Shapefiles with their key and licences, in a ZIP archive.
    Shp,
    /// KML, for Google Earth.
    Kml,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [
        Self::GeoJson,
        Self::Csv,
        Self::Xlsx,
        Self::Gpkg,
        Self::Fgb,
        Self::Shp,
        Self::Kml,
    ];

    /// The name in addresses and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Gpkg => "gpkg",
            Self::Fgb => "fgb",
            Self::Shp => "shp",
            Self::Kml => "kml",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Shp => "zip",
            other => other.as_str(),
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Gpkg => "application/geopackage+sqlite3",
            Self::Fgb => "application/flatgeobuf",
            Self::Shp => "application/zip",
            Self::Kml => "application/vnd.google-earth.kml+xml",
        }
    }

    /// Whether it is text, which shrinks when it is packed on its way.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::GeoJson | Self::Csv | Self::Kml)
    }

    /// Whether its files can hold coordinates of a system: KML knows degrees of WGS 84 only.
    #[must_use]
    pub fn holds(self, crs: Crs) -> bool {
        self != Self::Kml || [Crs::CRS84, Crs::WGS_84].contains(&crs)
    }

    /// Whether a record without a place has no room in it: GDAL writes no such record into a
    /// `FlatGeobuf`.
    #[must_use]
    pub fn holds_places_only(self) -> bool {
        self == Self::Fgb
    }

    /// Whether it is a table for people, with words beside codes and places in columns; the others
    /// hold shapes and the values as filters know them.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }

    /// The format of files with that ending.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::GeoJson),
            "zip" => Some(Self::Shp),
            // A bare .shp would leave its companions nowhere.
            "shp" => None,
            other => other.parse().ok(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no format of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format \"{0}\"; the formats: geojson, csv, xlsx, gpkg, fgb, shp, kml")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.into_iter().find(|format| format.as_str() == name);
        known.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_ending_leads_back_to_its_format() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
            assert_eq!(Format::of_ending(format.ending()), Some(format));
        }
        assert!("GeoJSON".parse::<Format>().is_err());
        assert_eq!(Format::of_ending("GPKG"), Some(Format::Gpkg));
        assert_eq!(Format::of_ending("shp"), None);
    }
}
