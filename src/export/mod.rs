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

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

pub use extract::{Cell, Column, ExportError, Extract, ExtractRow};
pub use format::{Format, UnknownFormat};
pub use geojson_file::write_features;

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
    match format {
        Format::Gpkg => gdal_writer::geopackage(extract, rows, file),
        Format::Csv => csv_table::write(extract, rows, BufWriter::new(File::create_new(file)?)),
        _ => todo!(),
    }
}
