//! Extracts of a layer as files: what a caller takes away to work with elsewhere.
//!
//! An [`Extract`] says what a file holds (columns, titles, sources, licences), rows follow one by
//! one, and [`write()`] puts them into a file of the wanted [`Format`] without holding them all.

mod csv_table;
mod extract;
mod format;
mod gdal_writer;
mod geojson_file;
mod geopackage;
mod kml;
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
        Format::Gpkg => named(file, format, |file| {
            gdal_writer::geopackage(extract, rows, file)
        }),
        Format::Fgb => named(file, format, |file| {
            gdal_writer::flatgeobuf(extract, rows, file)
        }),
        Format::Shp => zipped::shapefiles(extract, rows, file),
    }
}

/// GDAL goes by the ending of a file: it is made under a name that has the right one.
fn named(
    file: &Path,
    format: Format,
    make: impl FnOnce(&Path) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let folder = folder_beside(file)?;
    let whole = folder.path().join(format!("export.{}", format.ending()));
    make(&whole)?;
    Ok(std::fs::rename(whole, file)?)
}

/// A folder on the same disk, taken away again at the end.
fn folder_beside(file: &Path) -> std::io::Result<tempfile::TempDir> {
    let beside = file.parent().filter(|own| !own.as_os_str().is_empty());
    let mut folder = tempfile::Builder::new();
    folder.prefix(".export");
    folder.tempdir_in(beside.unwrap_or(Path::new(".")))
}
