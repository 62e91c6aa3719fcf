//! Reading and writing the compiled files of `geodata/`.
//!
//! What is read here is trusted by everything above: a file that is missing, truncated or edited
//! into something else is refused with its name, the row and the cure.

mod catalog;
pub mod context;
mod error;
mod measures;
mod table;
pub mod topojson;
mod version;

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::{
    BorderGate, Figure, IndustrialZone, MapRecord, PowerPlant, Predecessor, Source, Unit,
};

pub use catalog::{CATALOG_FILE, parse_catalog, read_catalog};
pub use context::{
    Context, LAND_FILES, PLACE_FILES, SEA_LABEL_FILES, Shape, TRANSPORT_FILES, WATER_FILES,
    parse_shapes, shape_bytes,
};
pub use error::DatasetError;
pub use table::{parse_table, read_table, table_bytes};
pub use version::{files_of, folder_version};

/// Provinces and communes, present and former.
pub const UNITS_FILE: &str = "units.csv";
/// Who became whom.
pub const PREDECESSORS_FILE: &str = "predecessors.csv";
/// Industrial zones.
pub const INDUSTRIAL_ZONES_FILE: &str = "industrial_zones.csv";
/// Border gates.
pub const BORDER_GATES_FILE: &str = "border_gates.csv";
/// Power plants.
pub const POWER_PLANTS_FILE: &str = "power_plants.csv";
/// Figures.
pub const FIGURES_FILE: &str = "figures.csv";
/// Sources.
pub const SOURCES_FILE: &str = "sources.csv";

/// Catalogued numbers that are free.
pub const NUMBERS_FILE: &str = "numbers.csv";

/// Files that were brought in since the data were compiled; absent where there were none.
pub const BROUGHT_IN_FILE: &str = "brought_in.csv";

/// All tables of `geodata/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Provinces and communes, present and former, by layer and code.
    pub units: Vec<Unit>,
    /// Who became whom, by former and present code.
    pub predecessors: Vec<Predecessor>,
    /// Industrial zones, by number.
    pub industrial_zones: Vec<IndustrialZone>,
    /// Border gates, by number.
    pub border_gates: Vec<BorderGate>,
    /// Power plants, by number.
    pub power_plants: Vec<PowerPlant>,
    /// Figures, by subject, measure, scope and period.
    pub figures: Vec<Figure>,
    /// Sources, by id.
    pub sources: Vec<Source>,
}

impl Tables {
    /// Reads all tables of a folder.
    ///
    /// # Errors
    /// When a file is missing or damaged, a number or slug stands twice, or a record names a
    /// source that is not listed.
    pub fn read(folder: &Path) -> Result<Self, DatasetError> {
        let tables = Self {
            units: read_table(&folder.join(UNITS_FILE))?,
            predecessors: read_table(&folder.join(PREDECESSORS_FILE))?,
            industrial_zones: read_table(&folder.join(INDUSTRIAL_ZONES_FILE))?,
            border_gates: read_table(&folder.join(BORDER_GATES_FILE))?,
            power_plants: read_table(&folder.join(POWER_PLANTS_FILE))?,
            figures: read_table(&folder.join(FIGURES_FILE))?,
            sources: read_table(&folder.join(SOURCES_FILE))?,
        };
        tables.check(folder)?;
        Ok(tables)
    }

    /// The files, each with its bytes.
    #[must_use]
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        vec![
            (UNITS_FILE, table_bytes(&self.units)),
            (PREDECESSORS_FILE, table_bytes(&self.predecessors)),
            (INDUSTRIAL_ZONES_FILE, table_bytes(&self.industrial_zones)),
            (BORDER_GATES_FILE, table_bytes(&self.border_gates)),
            (POWER_PLANTS_FILE, table_bytes(&self.power_plants)),
            (FIGURES_FILE, table_bytes(&self.figures)),
            (SOURCES_FILE, table_bytes(&self.sources)),
        ]
    }

    fn check(&self, folder: &Path) -> Result<(), DatasetError> {
        let sources: BTreeSet<&str> = self.sources.iter().map(|s| s.id.as_str()).collect();
        let source_ids = self.sources.iter().map(|source| &source.id);
        unique(&folder.join(SOURCES_FILE), "id", source_ids)?;
        let edges = self
            .predecessors
            .iter()
            .map(|edge| (edge.former, edge.successor));
        unique(&folder.join(PREDECESSORS_FILE), "successor", edges)?;
        let units = &folder.join(UNITS_FILE);
        unique(units, "id", self.units.iter().map(|u| (u.layer(), u.id)))?;
        unique(
            units,
            "code",
            self.units.iter().map(|u| (u.layer(), u.code)),
        )?;
        known_sources(units, &self.units, &sources)?;
        check_map_records(
            &folder.join(INDUSTRIAL_ZONES_FILE),
            &self.industrial_zones,
            &sources,
        )?;
        check_map_records(
            &folder.join(BORDER_GATES_FILE),
            &self.border_gates,
            &sources,
        )?;
        check_map_records(
            &folder.join(POWER_PLANTS_FILE),
            &self.power_plants,
            &sources,
        )?;
        let figures = self.figures.iter().map(|figure| &figure.source_id[..]);
        listed_sources(&folder.join(FIGURES_FILE), "source_id", figures, &sources)
    }
}

fn check_map_records<R: MapRecord>(
    file: &Path,
    records: &[R],
    sources: &BTreeSet<&str>,
) -> Result<(), DatasetError> {
    unique(file, "id", records.iter().map(MapRecord::id))?;
    unique(file, "code", records.iter().map(MapRecord::code))?;
    known_sources(file, records, sources)
}

fn known_sources<R: MapRecord>(
    file: &Path,
    records: &[R],
    sources: &BTreeSet<&str>,
) -> Result<(), DatasetError> {
    let named = records.iter().map(MapRecord::sources);
    listed_sources(file, "sources", named, sources)
}

/// Refuses the id of a source that is not listed.
fn listed_sources<'a>(
    file: &Path,
    column: &'static str,
    named: impl Iterator<Item = &'a [String]>,
    sources: &BTreeSet<&str>,
) -> Result<(), DatasetError> {
    for (index, ids) in named.enumerate() {
        if let Some(id) = ids.iter().find(|id| !sources.contains(id.as_str())) {
            let problem = format!("there is no source \"{id}\" in {SOURCES_FILE}");
            return Err(at_record(file, index, problem).in_column(column));
        }
    }
    Ok(())
}

/// Refuses a key that stands twice.
fn unique<K: Ord>(
    file: &Path,
    column: &'static str,
    keys: impl IntoIterator<Item = K>,
) -> Result<(), DatasetError> {
    let mut seen = BTreeSet::new();
    for (index, key) in keys.into_iter().enumerate() {
        if !seen.insert(key) {
            let problem = "the value stands in an earlier row too";
            return Err(at_record(file, index, problem).in_column(column));
        }
    }
    Ok(())
}

/// A fault of the record with this index: texts hold no line break, so a record is a line.
fn at_record(file: &Path, index: usize, problem: impl std::fmt::Display) -> DatasetError {
    DatasetError::new(file, problem).at_row(index as u64 + 2)
}
