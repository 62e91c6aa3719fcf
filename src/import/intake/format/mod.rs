//! The formats that deliveries come in: which there are, what they may cost, and how each becomes
//! a grid of cells or a table of features.

mod archive;
mod limits;
mod ods;
mod separated;
mod workbook;
mod xlsx;
mod xml;

use std::path::{Path, PathBuf};

use super::letters::OldEncoding;
use super::{IntakeError, RawValue, Refusal};
use crate::domain::record::closed_list;
use crate::import::gdal_source::{self, LayerChoice, SourceTable, TableError};

pub(crate) use archive::Unpacked;
pub(crate) use limits::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS};
pub(crate) use workbook::Score;

closed_list! {
    /// A format that is taken.
    pub enum Format {
        /// `GeoPackage`.
        GeoPackage = "GPKG",
        /// Shapefile: the `.shp` with its companions beside it, or all in one `.zip`.
        Shapefile = "ESRI Shapefile",
        /// `FlatGeobuf`.
        FlatGeobuf = "FlatGeobuf",
        /// `GeoJSON`.
        GeoJson = "GeoJSON",
        /// Keyhole Markup Language.
        Kml = "KML",
        /// A table of text.
        Csv = "CSV",
        /// A workbook of Excel.
        Xlsx = "XLSX",
        /// A workbook of `LibreOffice`.
        Ods = "ODS",
    }
}

impl Format {
    /// The format of a name that ends so.
    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_lowercase().as_str() {
            "gpkg" => Self::GeoPackage,
            "shp" => Self::Shapefile,
            "fgb" => Self::FlatGeobuf,
            "geojson" | "json" => Self::GeoJson,
            "kml" => Self::Kml,
            "csv" | "tsv" | "txt" => Self::Csv,
            "xlsx" | "xlsm" => Self::Xlsx,
            "ods" => Self::Ods,
            _ => return None,
        })
    }
}

/// A file that passed the gate: an ordinary one of this machine, in a format that is taken.
#[derive(Debug)]
pub(crate) struct Admitted {
    /// The name that the clerk gave it.
    pub name: String,
    /// Where it is read.
    pub path: PathBuf,
    /// Its format.
    pub format: Format,
    /// Holds what was unpacked, where something was.
    _unpacked: Option<Unpacked>,
}

/// Lets a file in, or says why not. `named` stands for the name of the file where it lies under
/// another one.
pub(crate) fn admit(file: &Path, named: Option<&str>) -> Result<Admitted, IntakeError> {
    let name = match named {
        Some(name) => name.to_owned(),
        None => file.to_string_lossy().into_owned(),
    };
    refuse_odd_names(&name, named.is_some())?;
    refuse_odd_names(&file.to_string_lossy(), false)?;
    let path = ordinary_file(file, &name)?;
    let shown = shown_name(&name);
    let ending = Path::new(&name).extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    if matches!(ending.as_str(), "zip" | "kmz") {
        let unpacked = archive::unpack(&path, &shown)?;
        return Ok(Admitted {
            name: shown,
            path: unpacked.file.clone(),
            format: unpacked.format,
            _unpacked: Some(unpacked),
        });
    }
    let Some(format) = Format::of_ending(&ending) else {
        return Err(not_taken(&shown));
    };
    if matches!(format, Format::Xlsx | Format::Ods) {
        archive::check(&path, &shown, format)?;
    }
    Ok(Admitted {
        name: shown,
        path: beside_name(path, &ending)?,
        format,
        _unpacked: None,
    })
}

/// The last part of a name, which is what reports show.
fn shown_name(name: &str) -> String {
    let last = Path::new(name).file_name().unwrap_or_default();
    last.to_string_lossy().into_owned()
}

/// GDAL goes by the ending too: a file whose own name lacks it is read under no other name.
fn beside_name(path: PathBuf, ending: &str) -> Result<PathBuf, IntakeError> {
    let own = path.extension().unwrap_or_default().to_string_lossy();
    if own.to_lowercase() == ending {
        return Ok(path);
    }
    Err(IntakeError::refused(
        Refusal::Format,
        format!("Tệp tạm phải có đuôi .{ending} như tên gốc."),
        format!("The stored file must end in .{ending}, as its name does."),
    ))
}

/// Names that lead elsewhere than to an ordinary file.
fn refuse_odd_names(name: &str, upload: bool) -> Result<(), IntakeError> {
    let parts_up = Path::new(name)
        .components()
        .any(|part| matches!(part, std::path::Component::ParentDir));
    let remote = name.contains("://") || name.starts_with("/vsi");
    let odd = name.contains('\0') || name.is_empty();
    // A clerk at the shell may well name a file of the folder above; an upload may not.
    let leads_away = upload && (parts_up || name.contains('/') || name.contains('\\'));
    if remote || odd || leads_away {
        return Err(IntakeError::refused(
            Refusal::NotAFile,
            format!(
                "Tên tệp \"{name}\" không được nhận. Hãy đưa một tệp thường trên máy này, tên không chứa đường dẫn, không phải địa chỉ mạng hay /vsi."
            ),
            format!(
                "The name \"{name}\" is not taken. Give an ordinary file of this machine, its name free of paths, no address of a network and no /vsi."
            ),
        ));
    }
    Ok(())
}

/// The file itself, with every link resolved, within the limit of bytes.
fn ordinary_file(file: &Path, name: &str) -> Result<PathBuf, IntakeError> {
    let shown = shown_name(name);
    let missing = |_| {
        IntakeError::refused(
            Refusal::NotAFile,
            format!("Không có tệp {name} trên máy này. Hãy kiểm tra tên và thư mục."),
            format!("There is no file {name} on this machine. Check name and folder."),
        )
    };
    let path = file.canonicalize().map_err(missing)?;
    refuse_odd_names(&path.to_string_lossy(), false)?;
    let about = path.metadata().map_err(missing)?;
    if !about.is_file() {
        return Err(IntakeError::refused(
            Refusal::NotAFile,
            format!("{shown} không phải là tệp thường. Hãy chỉ đúng một tệp."),
            format!("{shown} is no ordinary file. Name one file."),
        ));
    }
    if about.len() == 0 {
        return Err(empty(&shown));
    }
    if about.len() > MOST_BYTES {
        return Err(limits::too_large_file(&shown, about.len()));
    }
    Ok(path)
}

fn not_taken(name: &str) -> IntakeError {
    IntakeError::refused(
        Refusal::Format,
        format!(
            "Định dạng của {name} không được nhận. Các định dạng được nhận: .xlsx, .ods, .csv, .gpkg, .shp (hoặc .zip chứa .shp), .fgb, .geojson, .kml."
        ),
        format!(
            "The format of {name} is not taken. Formats that are: .xlsx, .ods, .csv, .gpkg, .shp (or a .zip with it), .fgb, .geojson, .kml."
        ),
    )
}

/// Nothing stands in a file.
pub(crate) fn empty(name: &str) -> IntakeError {
    IntakeError::refused(
        Refusal::Empty,
        format!(
            "{name} không có dòng dữ liệu nào. Hãy kiểm tra lại tệp hoặc chọn trang tính khác bằng --sheet."
        ),
        format!(
            "{name} holds no row of data. Check the file, or choose another sheet with --sheet."
        ),
    )
}

/// A file breaks off or is not what its ending says.
pub(crate) fn damaged(name: &str, format: Format, cause: impl std::fmt::Display) -> IntakeError {
    let format = format.as_str();
    IntakeError::refused(
        Refusal::Damaged,
        format!("{name} hỏng hoặc không phải là tệp {format}: {cause}. Hãy lưu hoặc tải lại tệp."),
        format!("{name} is damaged or no {format} file: {cause}. Save or download it again."),
    )
}

/// A row of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GridRow {
    /// As the clerk counts, from 1.
    pub number: u64,
    /// The cells from the first column on.
    pub cells: Vec<Option<RawValue>>,
}

/// The cells of a sheet or of a table of text, before anybody knows which row is the heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grid {
    /// The name of the sheet.
    pub sheet: Option<String>,
    /// Rows that hold something, in order.
    pub rows: Vec<GridRow>,
    /// Merged cells: first and last row number, first and last column from 0.
    pub merged: Vec<Merged>,
    /// Names of all sheets.
    pub sheets: Vec<String>,
    /// Whether the sheet is hidden from whoever opens the workbook.
    pub hidden: bool,
    /// Other sheets that hold a table too.
    pub other_tables: Vec<String>,
    /// What was met besides plain UTF-8.
    pub encoding: Option<Encoding>,
}

/// What a table of text was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// A form of Unicode with its mark at the beginning.
    Marked(&'static str),
    /// An encoding before Unicode.
    Old(OldEncoding),
}

/// A block of merged cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// First and last row, as the clerk counts.
    pub rows: (u64, u64),
    /// First and last column, from 0.
    pub columns: (usize, usize),
}

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Contents {
    /// Cells; the heading is still to be found.
    Grid(Grid),
    /// Features with named fields.
    Table(SourceTable),
}

/// Reads the sheet or layer that is wished, else the sheet whose heading `score` finds to say most,
/// or the first layer that holds something.
pub(crate) fn read(
    admitted: &Admitted,
    sheet: Option<&str>,
    score: Score<'_>,
) -> Result<Contents, IntakeError> {
    let (path, name) = (&admitted.path, admitted.name.as_str());
    match admitted.format {
        Format::Xlsx => {
            let mut book = xlsx::Book::open(path, name)?;
            Ok(Contents::Grid(workbook::read(
                &mut book, name, sheet, score,
            )?))
        }
        Format::Ods => {
            let mut book = ods::Book::open(path, name)?;
            Ok(Contents::Grid(workbook::read(
                &mut book, name, sheet, score,
            )?))
        }
        Format::Csv => Ok(Contents::Grid(separated::read(path, name)?)),
        format => read_features(path, name, format, sheet).map(Contents::Table),
    }
}

fn read_features(
    path: &Path,
    name: &str,
    format: Format,
    sheet: Option<&str>,
) -> Result<SourceTable, IntakeError> {
    let choice = LayerChoice {
        wished: sheet,
        most_records: MOST_ROWS,
        most_fields: MOST_COLUMNS,
        letters_are_bytes: lacks_encoding(path, format),
    };
    gdal_source::read_table(path, format.as_str(), &choice).map_err(|error| match error {
        TableError::NoLayer { layers } => no_sheet(name, sheet.unwrap_or_default(), &layers),
        TableError::TooMany => limits::too_many(name),
        TableError::Unreadable(cause) => damaged(name, format, cause),
    })
}

/// Whether a file does not say in which encoding its letters are: a shapefile without `.cpg`.
pub(crate) fn lacks_encoding(path: &Path, format: Format) -> bool {
    let named = |ending| path.with_extension(ending).exists();
    format == Format::Shapefile && !named("cpg") && !named("CPG")
}

/// The sheet that was wished is not there.
pub(crate) fn no_sheet(name: &str, wished: &str, sheets: &[String]) -> IntakeError {
    let there = sheets.join(", ");
    IntakeError::refused(
        Refusal::Sheet,
        format!("{name} không có trang tính hay lớp \"{wished}\". Đang có: {there}."),
        format!("{name} has no sheet or layer \"{wished}\". There are: {there}."),
    )
}

/// The number of the sheet or layer that is wished by name or by number from 1.
pub(crate) fn chosen(wished: &str, sheets: &[String]) -> Option<usize> {
    let by_name = sheets
        .iter()
        .position(|own| own.trim().eq_ignore_ascii_case(wished.trim()));
    let number = wished.trim().parse::<usize>().ok();
    by_name.or_else(|| {
        number
            .filter(|number| (1..=sheets.len()).contains(number))
            .map(|n| n - 1)
    })
}
