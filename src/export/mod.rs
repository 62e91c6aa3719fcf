//! Extracts of a layer as files: what a caller takes away to work with elsewhere.
//!
//! An [`Extract`] says what a file holds (columns, titles, sources, licences), rows follow one by
//! one, and [`write`] puts them into a file of the wanted [`Format`] without holding them all.

mod csv_table;
mod extract;
mod format;
mod gdal_writer;
mod geojson_file;
mod geopackage;
mod kml;
mod short_names;
mod workbook;
mod xml;
mod zipped;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

pub use extract::{Cell, Column, ExportError, Extract, ExtractRow, east_north, in_words};
pub use format::{Format, UnknownFormat};

/// Writes an extract to a new file.
///
/// # Errors
/// When the file cannot be written, or a row does not fit the format.
pub fn write(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    format: Format,
    file: &Path,
) -> Result<(), ExportError> {
    let new = || Ok::<_, ExportError>(BufWriter::new(File::create_new(file)?));
    match format {
        Format::GeoJson => geojson_file::write(extract, rows, new()?),
        Format::Csv => csv_table::write(extract, rows, new()?),
        Format::Xlsx => workbook::write(extract, rows, new()?),
        Format::Kml => kml::write(extract, rows, new()?),
        Format::Gpkg => gdal_writer::geopackage(extract, rows, file),
        Format::Fgb => gdal_writer::flatgeobuf(extract, rows, file),
        Format::Shp => zipped::shapefiles(extract, rows, file),
    }
}
