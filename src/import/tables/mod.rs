//! The attribute tables: raw rows of text to records with typed columns.

mod border_gates;
mod industrial_zones;
mod licence_filter;
mod power_plants;
mod predecessors;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::ImportError;
use super::numbers::Catalogue;
use super::raw::RawRow;
use super::report::{FileReport, RowProblem};
use super::sources::{SourceBook, Style};
use crate::dataset::Tables;
use crate::domain::{IndustrialZone, LayerId, Precision, Source, Unit, UseClass};
use crate::geometry::LonLat;
use crate::import::figures;

/// The sources of the boundary files.
const BOUNDARY_SOURCES: [&str; 2] = ["boundaries-2026", "vietnam63"];

/// What the steps share.
pub(crate) struct Progress<'a> {
    /// Folder of the raw files.
    pub raw: &'a Path,
    /// Sources met so far.
    pub book: SourceBook,
    /// Catalogued numbers.
    pub numbers: Catalogue,
    /// Reports so far.
    pub reports: Vec<FileReport>,
}

impl Progress<'_> {
    /// The catalogued number of a slug.
    fn number(&mut self, layer: LayerId, slug: &str) -> u64 {
        self.numbers.entry(layer).or_default().number_of(slug)
    }
}

/// Reads all tables; leaves out what may not be used when `only` lists classes of licence.
/// `needed` are sources cited by other parts of the import.
pub(crate) fn import_tables(
    progress: &mut Progress<'_>,
    only: Option<&[UseClass]>,
    mut needed: BTreeSet<String>,
) -> Result<Tables, ImportError> {
    let mut tables = Tables::default();
    let edges = predecessors::read_edges(progress)?;
    tables.units = units::import(progress, &edges)?;
    tables.predecessors = predecessors::import(&edges, &tables.units);
    tables.industrial_zones = industrial_zones::import(progress)?;
    tables.border_gates = border_gates::import(progress)?;
    tables.power_plants = power_plants::import(progress)?;
    if let Some(classes) = only {
        licence_filter::keep_only(&mut tables, &progress.book, classes, &mut progress.reports);
    }
    tables.figures = figures::import(progress, &tables, only)?;
    for id in BOUNDARY_SOURCES {
        needed.insert(progress.book.cite_known(id));
    }
    tables.sources = cited_sources(&tables, &progress.book, &needed);
    Ok(tables)
}

/// The sources that something outside the tables needs, and those that at least one record names.
fn cited_sources(tables: &Tables, book: &SourceBook, needed: &BTreeSet<String>) -> Vec<Source> {
    let named = (tables.units.iter().flat_map(|unit| &unit.sources))
        .chain(
            tables
                .industrial_zones
                .iter()
                .flat_map(|zone| &zone.sources),
        )
        .chain(tables.border_gates.iter().flat_map(|gate| &gate.sources))
        .chain(tables.power_plants.iter().flat_map(|plant| &plant.sources))
        .chain(tables.figures.iter().flat_map(|figure| &figure.source_id));
    let used: BTreeSet<&String> = named.chain(needed).collect();
    let cited = book.cited().filter(|source| used.contains(&source.id));
    cited.cloned().collect()
}

/// The sources of what a zone is, without those of its place alone.
pub(crate) fn attribute_sources(zone: &IndustrialZone) -> Vec<String> {
    let note = zone.source_note.as_deref().unwrap_or_default();
    let mut ids = SourceBook::ids_in(note, Style::Bars);
    ids.retain(|id| zone.sources.contains(id));
    ids
}

/// The source from which a unit has what its source note calls by this word, such as `area`.
pub(crate) fn unit_source(unit: &Unit, word: &str) -> Option<&'static str> {
    let note = unit.source_note.as_deref().unwrap_or_default();
    let mut citations = units::unit_citations(note);
    let source = citations.find(|(words, _)| words.split(',').any(|own| own == word));
    source
        .map(|(_, id)| id)
        .filter(|id| unit.sources.iter().any(|own| own == id))
}

/// The place in the columns `lon` and `lat`.
fn place(row: &RawRow) -> Result<Option<LonLat>, RowProblem> {
    place_in(row, "lon", "lat")
}

fn place_in(row: &RawRow, lon: &str, lat: &str) -> Result<Option<LonLat>, RowProblem> {
    match (row.parse(lon)?, row.parse(lat)?) {
        (None, None) => Ok(None),
        (Some(lon), Some(lat)) => LonLat::new(lon, lat).map(Some).ok_or_else(|| {
            RowProblem::new(
                format!("{lon}, {lat} is no place on Earth"),
                "Correct or empty `lon` and `lat`",
            )
        }),
        _ => Err(RowProblem::new(
            format!("only one of `{lon}` and `{lat}` is filled"),
            "Fill in or empty both",
        )),
    }
}

/// The precision column; it must agree with the place.
fn precision(row: &RawRow, place: Option<LonLat>) -> Result<Precision, RowProblem> {
    let precision = row.parse_required("coord_precision")?;
    if place.is_some() == (precision == Precision::None) {
        return Err(RowProblem::new(
            format!("`coord_precision` is {precision} and does not fit `lon` and `lat`"),
            "Use `none` exactly when there is no place",
        ));
    }
    Ok(precision)
}

/// The sources of attributes and place: ids, and both texts as they stand.
struct Cited {
    ids: Vec<String>,
    note: Option<String>,
    place_note: Option<String>,
}

fn cite(book: &mut SourceBook, row: &RawRow, column: &str, style: Style) -> Cited {
    let note = row.text(column);
    let place_note = row.text("coord_source");
    let mut ids = note
        .as_deref()
        .map_or_else(Vec::new, |text| book.cite_text(text, style));
    if let Some(text) = &place_note {
        for id in book.cite_text(text, Style::Place) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Cited {
        ids,
        note,
        place_note,
    }
}

/// Keeps the first record of each slug and rejects the others.
fn refuse_twins<T>(
    report: &mut FileReport,
    records: Vec<(u64, T)>,
    slug: impl Fn(&T) -> String,
) -> Vec<T> {
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    let mut kept = Vec::new();
    for (line, record) in records {
        let slug = slug(&record);
        if let Some(earlier) = first.get(&slug) {
            report.kept -= 1;
            report.rejected.push(super::report::Rejected {
                row: line,
                reason: format!("\"{slug}\" stands in line {earlier} too"),
                cure: "Give each row an id of its own".to_owned(),
            });
        } else {
            first.insert(slug, line);
            kept.push(record);
        }
    }
    kept
}
