//! From raw sources to the compiled files of `geodata/`, with a report of what was kept, changed
//! and rejected.
//!
//! An import that fails changes nothing; importing twice gives the same bytes.

mod boundaries;
mod boundary_report;
pub mod check;
mod context;
mod error;
mod figures;
mod gdal_source;
pub mod intake;
mod labels;
mod numbers;
mod outline;
pub mod placing;
mod raw;
pub mod release;
mod report;
mod sources;
mod tables;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::dataset::{
    BORDER_GATES_FILE, BROUGHT_IN_FILE, INDUSTRIAL_ZONES_FILE, NUMBERS_FILE, POWER_PLANTS_FILE,
    UNITS_FILE, read_table, table_bytes,
};
use crate::domain::{
    BorderGate, BroughtIn, IndustrialZone, LayerId, MapRecord, NextNumber, PowerPlant, Record,
    Unit, UseClass,
};

pub use boundaries::{
    BoundaryError, BoundarySources, COMMUNE_TOLERANCE_METRES, CompiledBoundaries,
    compile_boundaries, former_quality,
};
pub use boundary_report::{BoundaryReport, RawReport, SetReport};
pub use error::ImportError;
pub use gdal_source::{SourceArea, SourceError, gdal_version, read_areas};
pub use outline::{Outline, trace_outline};
pub use report::{FileReport, ImportReport, Rejected};

use numbers::{Catalogue, Numbers};

/// What to import.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Folder of the raw files.
    pub from: PathBuf,
    /// Folder of the compiled files.
    pub to: PathBuf,
    /// Classes of licence to keep; everything when absent.
    pub only_licences: Option<Vec<UseClass>>,
    /// Whether what was brought in since the last import may be lost.
    pub discard_brought_in: bool,
}

/// Imports the raw files of a folder.
///
/// # Errors
/// When files were brought in since, which would be lost and may not be, when a raw file is missing
/// or is not the table it should be, or when a file cannot be written; nothing is changed then. Single rows that cannot be taken over are no error: they are in the
/// report.
pub fn run(options: &ImportOptions) -> Result<ImportReport, ImportError> {
    refuse_to_lose(options)?;
    let earlier_units: Vec<Unit> = read_if_there(&options.to.join(UNITS_FILE))?;
    let mut progress = tables::Progress {
        raw: &options.from,
        book: sources::SourceBook::new(),
        numbers: earlier_numbers(&options.to, &earlier_units)?,
        reports: Vec::new(),
    };
    let only = options.only_licences.as_deref();
    let around = context::import_context(
        &options.from,
        &mut progress.book,
        &mut progress.reports,
        only,
    )?;
    let around_sources = progress.book.cited_ids();
    let mut tables = tables::import_tables(&mut progress, only, around_sources)?;
    add_quality(&mut tables.units, &options.from)?;
    let boundaries = import_boundaries(&options.from)?;
    match &boundaries {
        Some(compiled) => labels::label_units(
            &mut tables.units,
            &tables.predecessors,
            &compiled.communes,
            compiled.former_communes.as_ref(),
        ),
        None => keep_labels(&mut tables.units, &earlier_units),
    }
    let (boundary_files, boundaries) =
        boundaries.map_or((Vec::new(), None), |b| (b.files, Some(b.report)));
    let mut files: Vec<(String, Vec<u8>)> = tables
        .files()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .chain(around)
        .chain(boundary_files)
        .collect();
    files.push((NUMBERS_FILE.to_owned(), numbers_bytes(&progress.numbers)));
    write::write_all(&options.to, &files)?;
    forget_brought_in(&options.to)?;
    Ok(ImportReport {
        files: progress.reports,
        boundaries,
        written: files.into_iter().map(|(name, _)| name).collect(),
    })
}

/// Compiling writes all tables anew from the raw sources, which know nothing of what clerks brought
/// in since: that must not happen by the way.
fn refuse_to_lose(options: &ImportOptions) -> Result<(), ImportError> {
    let brought_in: Vec<BroughtIn> = read_if_there(&options.to.join(BROUGHT_IN_FILE))?;
    if options.discard_brought_in || brought_in.is_empty() {
        return Ok(());
    }
    Err(ImportError::WouldLose {
        folder: options.to.clone(),
        brought_in,
    })
}

/// The tables are those of the raw sources again. Should this fail, the list says too much, and
/// the next import refuses until it is told to go on.
fn forget_brought_in(folder: &Path) -> Result<(), ImportError> {
    let file = folder.join(BROUGHT_IN_FILE);
    match std::fs::remove_file(&file) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(ImportError::Write { file, source })
        }
        _ => Ok(()),
    }
}

/// The boundaries, where the raw ones are at hand; else those compiled earlier stay.
fn import_boundaries(raw: &Path) -> Result<Option<CompiledBoundaries>, ImportError> {
    let sources = BoundarySources::in_folder(raw);
    if !sources.communes.is_file() {
        return Ok(None);
    }
    let compiled =
        compile_boundaries(&sources).map_err(|error| ImportError::raw(&sources.communes, error))?;
    Ok(Some(compiled))
}

/// How well the shapes of the former communes are known, where the raw boundaries are at hand.
fn add_quality(units: &mut [Unit], raw: &Path) -> Result<(), ImportError> {
    let file = raw.join("boundaries/former_communes.fgb");
    if !file.exists() {
        return Ok(());
    }
    let classes = former_quality(&file).map_err(|error| ImportError::raw(&file, error))?;
    for unit in units {
        if unit.layer() == LayerId::FormerCommunes {
            let class = classes.get(&unit.code.to_string());
            unit.quality = class.and_then(|class| class.to_string().parse().ok());
        }
    }
    Ok(())
}

/// Label points come from the compiled boundaries: they stay until those are compiled again.
fn keep_labels(units: &mut [Unit], earlier: &[Unit]) {
    let known: BTreeMap<_, _> = earlier
        .iter()
        .map(|unit| ((unit.layer(), unit.code), unit.label_place))
        .collect();
    for unit in units {
        unit.label_place = known.get(&(unit.layer(), unit.code)).copied().flatten();
    }
}

/// The numbers that an earlier import assigned.
fn earlier_numbers(folder: &Path, units: &[Unit]) -> Result<Catalogue, ImportError> {
    let next: Vec<NextNumber> = read_if_there(&folder.join(NUMBERS_FILE))?;
    let next: BTreeMap<LayerId, u64> = next.into_iter().map(|row| (row.layer, row.next)).collect();
    let mut known: BTreeMap<LayerId, BTreeMap<String, u64>> = BTreeMap::new();
    for unit in units.iter().filter(|unit| !unit.is_present()) {
        known
            .entry(unit.layer())
            .or_default()
            .insert(unit.code.to_string(), unit.id);
    }
    known.insert(
        LayerId::IndustrialZones,
        numbers_in::<IndustrialZone>(&folder.join(INDUSTRIAL_ZONES_FILE))?,
    );
    known.insert(
        LayerId::BorderGates,
        numbers_in::<BorderGate>(&folder.join(BORDER_GATES_FILE))?,
    );
    known.insert(
        LayerId::PowerPlants,
        numbers_in::<PowerPlant>(&folder.join(POWER_PLANTS_FILE))?,
    );
    let catalogue = known.into_iter().map(|(layer, known)| {
        let next = next.get(&layer).copied().unwrap_or(1);
        (layer, Numbers::from_known(known, next))
    });
    Ok(catalogue.collect())
}

fn numbers_in<R: MapRecord>(file: &Path) -> Result<BTreeMap<String, u64>, ImportError> {
    let records: Vec<R> = read_if_there(file)?;
    Ok(records
        .iter()
        .map(|record| (record.code(), record.id()))
        .collect())
}

fn read_if_there<R: Record>(file: &Path) -> Result<Vec<R>, ImportError> {
    if file.exists() {
        Ok(read_table(file)?)
    } else {
        Ok(Vec::new())
    }
}

fn numbers_bytes(catalogue: &Catalogue) -> Vec<u8> {
    let rows: Vec<NextNumber> = catalogue
        .iter()
        .map(|(&layer, numbers)| NextNumber {
            layer,
            next: numbers.next(),
        })
        .collect();
    table_bytes(&rows)
}
