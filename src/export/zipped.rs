//! Shapefiles in an archive with what they cannot say themselves: which column is which, whose the
//! data are, what may be done with them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::csv_table::{self, safe};
use super::gdal_writer::{self, Cut};
use super::{ExportError, Extract, ExtractRow};
use crate::domain::short_names;

/// Writes the archive. The shapefiles are made in a folder beside it that is taken away again.
pub(super) fn shapefiles(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    file: &Path,
) -> Result<(), ExportError> {
    let folder = super::folder_beside(file)?;
    let names = extract.columns.iter().map(|column| column.name.as_str());
    let names = short_names(["id"].into_iter().chain(names));
    let cut = gdal_writer::shapefiles(extract, &names, rows, folder.path())?;
    let mut archive = ZipWriter::new(BufWriter::new(File::create_new(file)?));
    let options = SimpleFileOptions::default().large_file(true);
    let mut parts: Vec<_> = fs::read_dir(folder.path())?.collect::<Result<_, _>>()?;
    parts.sort_by_key(fs::DirEntry::file_name);
    for part in parts {
        archive.start_file(part.file_name().to_string_lossy(), options)?;
        io::copy(&mut File::open(part.path())?, &mut archive)?;
    }
    let key = key(extract, &names, &cut)?;
    let licence = extract.notice.join("\n\n") + "\n";
    for (name, bytes) in [
        ("FIELDS.csv", key),
        ("LICENCE.txt", licence.into_bytes()),
        ("SOURCES.csv", csv_table::sources(extract)?),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    archive.finish()?.flush()?;
    Ok(())
}

/// Which column of the shapefiles holds which field, and how many of its texts were too long.
fn key(extract: &Extract, names: &[String], cut: &Cut) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let written = |error: csv::Error| ExportError::File(error.into());
    writer
        .write_record(["column", "field", "title", "type", "texts_cut", "values"])
        .map_err(written)?;
    writer
        .write_record(["id", "id", "", "integer", "0", ""])
        .map_err(written)?;
    for ((column, name), cut) in extract.columns.iter().zip(&names[1..]).zip(&cut.texts) {
        let words = column.words.iter();
        let words: Vec<String> = words
            .map(|(value, title)| format!("{value}: {title}"))
            .collect();
        let cells = [
            name.clone(),
            column.name.clone(),
            column.title.clone(),
            column.kind.as_str().to_owned(),
            cut.to_string(),
            words.join("; "),
        ];
        writer
            .write_record(cells.iter().map(|cell| safe(cell)))
            .map_err(written)?;
    }
    writer
        .into_inner()
        .map_err(|error| ExportError::File(error.into_error()))
}
