//! Boundaries: from the published polygons to the two compiled files.
//!
//! 1. Read, and round to the 1e-6° grid.
//! 2. Build shared borders and prove that they are a planar coverage.
//! 3. Thin.
//! 4. Tell the outline apart.
//! 5. Rank for the zooms.
//! 6. Prove again, and write.
//!
//! What is not a coverage is never written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::boundary_report::{BoundaryReport, RawReport, SetReport};
use super::gdal_source::{SourceArea, SourceError, read_areas};
use super::outline::trace_outline;
use crate::coverage::{self, MultiPolygon, Problem, planar_problems};
use crate::dataset::topojson::{BoundaryFile, BoundarySet, UnitProperties, boundaries_to_topojson};
use crate::geometry::MicroDegrees;

/// Present borders lose what is smaller than a square of this many metres a side.
pub const COMMUNE_TOLERANCE_METRES: f64 = 4.5;

/// Where the raw boundaries lie. What is `None` is left out.
#[derive(Clone, Debug, Default)]
pub struct BoundarySources {
    /// Communes as a valid coverage.
    pub communes: PathBuf,
    /// Communes as published: inspected and reported, never written.
    pub communes_raw: Option<PathBuf>,
    /// Communes as they stood before the merger.
    pub former_communes: Option<PathBuf>,
    /// Vietnam and its neighbours, to tell the outline apart.
    pub countries: Option<PathBuf>,
    /// Provinces of Vietnam that are not in the coverage, to tell the outline apart.
    pub other_provinces: Option<PathBuf>,
}

impl BoundarySources {
    /// The files of a folder of sources, by their usual names; those that are missing are left
    /// out.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let present = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
        Self {
            communes: folder.join("boundaries/communes_clean.fgb"),
            communes_raw: present("boundaries/communes_raw.fgb"),
            former_communes: present("boundaries/former_communes.fgb"),
            countries: present("context/land_countries_ne10m.geojson"),
            other_provinces: present("context/provinces_other.geojson"),
        }
    }
}

/// Why no boundary file was written.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// A source could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The polygons are no coverage.
    #[error("{}: not a coverage, nothing is written: {} problems, the first: {}", path.display(), problems.len(), problems[0])]
    NotACoverage {
        /// The source.
        path: PathBuf,
        /// Everything found, at least one.
        problems: Vec<Problem>,
    },
    /// A record lacks what every unit must have.
    #[error("{}, record {record}: {fault}", path.display())]
    Record {
        /// The source.
        path: PathBuf,
        /// Counted from 1.
        record: usize,
        /// What is missing.
        fault: String,
    },
}

/// The compiled boundaries.
#[derive(Debug)]
pub struct CompiledBoundaries {
    /// The present communes.
    pub communes: BoundaryFile,
    /// The former communes, where their source was given.
    pub former_communes: Option<BoundaryFile>,
    /// The files to write: name within `geodata/` and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was kept, thinned and found.
    pub report: BoundaryReport,
}

/// Compiles the boundaries, units in the order of their codes. Writes nothing.
///
/// # Errors
/// When a source cannot be read or is no coverage.
pub fn compile_boundaries(sources: &BoundarySources) -> Result<CompiledBoundaries, BoundaryError> {
    let mut report = BoundaryReport {
        raw: sources
            .communes_raw
            .as_deref()
            .map(inspect_raw)
            .transpose()?,
        ..BoundaryReport::default()
    };
    let mut files = Vec::new();
    let mut add = |file: &BoundaryFile, set: BoundarySet, mut set_report: SetReport| {
        let bytes = boundaries_to_topojson(file, set).into_bytes();
        set_report.bytes = bytes.len();
        report.sets.push(set_report);
        files.push((format!("boundaries/{}.topojson", set.object_name()), bytes));
    };
    let beyond = Beyond::read(sources)?;
    let (communes, set_report) =
        compile_set(&sources.communes, BoundarySet::Communes, Some(&beyond))?;
    add(&communes, BoundarySet::Communes, set_report);
    let mut former_communes = None;
    if let Some(path) = &sources.former_communes {
        let (file, set_report) = compile_set(path, BoundarySet::FormerCommunes, None)?;
        add(&file, BoundarySet::FormerCommunes, set_report);
        former_communes = Some(file);
    }
    Ok(CompiledBoundaries {
        communes,
        former_communes,
        files,
        report,
    })
}

/// How good the shape of each former commune is: code → `A` (best) to `D`.
///
/// # Errors
/// When the source cannot be read.
pub fn former_quality(source: &Path) -> Result<BTreeMap<String, char>, SourceError> {
    let areas = read_areas(source)?;
    Ok((areas.iter())
        .filter_map(|area| {
            Some((
                area.text("code").to_owned(),
                area.text("quality").chars().next()?,
            ))
        })
        .collect())
}

fn inspect_raw(path: &Path) -> Result<RawReport, BoundaryError> {
    let areas = read_areas(path)?;
    let shapes: Vec<MultiPolygon> = areas.iter().map(on_grid).collect();
    let name = |area: &SourceArea| format!("{} ({})", area.text("name_vi"), area.text("code"));
    Ok(RawReport {
        units: areas.len(),
        names: areas.iter().map(name).collect(),
        found: coverage::inspect(&shapes),
    })
}

/// What is known of the land beyond the coverage.
struct Beyond {
    countries: Vec<SourceArea>,
    provinces: Vec<SourceArea>,
}

impl Beyond {
    fn read(sources: &BoundarySources) -> Result<Self, BoundaryError> {
        let areas = |path: &Option<PathBuf>| path.as_deref().map_or(Ok(Vec::new()), read_areas);
        Ok(Self {
            countries: areas(&sources.countries)?,
            provinces: areas(&sources.other_provinces)?,
        })
    }
}

fn compile_set(
    path: &Path,
    set: BoundarySet,
    beyond: Option<&Beyond>,
) -> Result<(BoundaryFile, SetReport), BoundaryError> {
    let mut areas = read_areas(path)?;
    areas.sort_by(|a, b| a.text("code").cmp(b.text("code")));
    let shapes: Vec<MultiPolygon> = areas.iter().map(on_grid).collect();
    let not_a_coverage = |problems: Vec<Problem>| BoundaryError::NotACoverage {
        path: path.into(),
        problems,
    };
    let source = coverage::build(&shapes).map_err(not_a_coverage)?;
    let mut topology = source.clone();
    if set == BoundarySet::Communes {
        coverage::thin(&mut topology, COMMUNE_TOLERANCE_METRES);
    }
    let mut report = SetReport::of(set, &source, &topology);
    let outline = beyond
        .map(|beyond| trace_outline(&mut topology, &beyond.countries, &beyond.provinces))
        .unwrap_or_default();
    coverage::rank(&mut topology);
    let problems = planar_problems(&topology);
    if !problems.is_empty() {
        return Err(not_a_coverage(problems));
    }
    let mut file = BoundaryFile {
        topology,
        outline: outline.lines,
        ..BoundaryFile::default()
    };
    for (index, area) in areas.iter().enumerate() {
        file.codes.push(area.text("code").to_owned());
        file.properties.push(properties_of(path, index, area, set)?);
    }
    report.arcs = file.topology.arcs.len();
    report.outline_km = outline.length_km;
    Ok((file, report))
}

/// The rings of a record, rounded to the 1e-6° grid.
fn on_grid(area: &SourceArea) -> MultiPolygon {
    let round = |degrees: f64| (degrees * 1e6).round() as i32;
    let ring = |line: &geo_types::LineString<f64>| -> Vec<MicroDegrees> {
        line.0.iter().map(|c| [round(c.x), round(c.y)]).collect()
    };
    (area.shape.iter())
        .map(|polygon| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.map(ring).collect()
        })
        .collect()
}

fn properties_of(
    path: &Path,
    index: usize,
    area: &SourceArea,
    set: BoundarySet,
) -> Result<UnitProperties, BoundaryError> {
    let needed = |field: &str| match area.text(field) {
        "" => Err(BoundaryError::Record {
            path: path.into(),
            record: index + 1,
            fault: format!("no {field}"),
        }),
        text => Ok(text.to_owned()),
    };
    needed("code")?;
    let mut properties = UnitProperties {
        name_vi: needed("name_vi")?,
        province: needed("province_code")?,
        ..UnitProperties::default()
    };
    if set == BoundarySet::FormerCommunes {
        properties.quality = needed("quality")?.chars().next();
        properties.successors = (needed("new_codes")?.split(','))
            .map(|code| code.trim().to_owned())
            .collect();
    }
    Ok(properties)
}
