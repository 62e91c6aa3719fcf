//! Deliveries of boundaries: polygons of all units of a layer, by code, that must form a coverage.
//!
//! Corners that miss each other by no more than the tolerance are moved to meet (`meet`); every
//! gap and overlap that is left is told with its place and size (`faults`), and the delivery is
//! refused. What is a coverage is thinned, its outline told apart as before, ranked for the zooms
//! and written as the boundary file that it replaces. Units that have another shape then (`changed`)
//! name the source of the delivery, and so do the areas that are measured on them.

mod changed;
mod faces;
mod faults;
mod found;
mod known;
mod meet;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rustc_hash::FxHashSet;

use super::super::intake::{Draft, Finding, FindingKind, Ground, IntakeError};
use super::rows::named_crs;
use super::{Communes, Register};
use crate::coverage::{self, Topology, areas_km2, planar_problems};
use crate::dataset::topojson::{
    BoundaryFile, BoundarySet, UnitProperties, boundaries_to_topojson, read_boundaries,
};
use crate::dataset::{FIGURES_FILE, UNITS_FILE, table_bytes};
use crate::domain::{LayerId, Record, Unit, UnitCode};
use crate::geometry::{GridPoint, LonLat, microdegrees_to_grid};
use crate::import::ImportError;
use crate::import::boundaries::COMMUNE_TOLERANCE_METRES;
use crate::import::figures::measure_anew;
use crate::import::labels::label_units;
use crate::import::outline::keep_outline;

use faces::Faces;
use faults::Faults;
use found::found;
use known::Known;
use meet::{Moved, meet};

/// A unit whose area changes by more than this share is told.
const TOLD_SHARE: f64 = 0.05;

/// Below this share a new area is what thinning and rounding leave.
const SAME_SHARE: f64 = 0.001;

/// Files to write: name within the data, and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Gives every row its unit and checks that all together are a coverage. The files to write, when
/// nothing stands in the way.
///
/// # Errors
/// When the coordinate system that is asked for is not known, or the present boundaries cannot be
/// read.
pub fn place_borders(
    ground: &Ground<'_>,
    drafts: &mut [Draft],
    of_file: &mut Vec<Finding>,
) -> Result<Option<Files>, IntakeError> {
    let asked = ground.asked_crs.map(named_crs).transpose()?;
    let set = set_of(ground.layer);
    let earlier = boundaries(ground.data, set)?;
    let register = Register::new(ground.tables);
    let ground_now = Communes::new(earlier.clone());
    let faces = faces::read(ground, &ground_now, &register, asked, drafts, of_file);
    let units = needed_units(ground, &earlier);
    if faces::tell_missing(&units, drafts, &faces, of_file)
        || drafts.iter().any(Draft::is_rejected)
        || faces.codes.is_empty()
    {
        return Ok(None);
    }
    if changed::is_same(&earlier, &faces.codes, &faces.shapes) {
        give_areas(drafts, &faces, &units, &ground.tables.units);
        return Ok(Some(Files::new()));
    }
    let known = Known::of(&earlier.topology);
    let Some(topology) = coverage_of(ground, &faces, &units, &ground_now, &known, drafts, of_file)
    else {
        return Ok(None);
    };
    let compiled = Compiled::of(set, topology, &faces, &units, &earlier);
    let Some(compiled) = compiled else {
        of_file.push(Finding::rejected(
            FindingKind::InvalidGeometry,
            "Ranh giới không còn hợp lệ sau khi làm thưa.",
            "The borders are no coverage any more once they are thinned.",
        ));
        return Ok(None);
    };
    let changed = changed::reshaped(&earlier, &compiled.file);
    let tables = compiled.units(ground, set, &changed)?;
    give_areas(drafts, &faces, &units, &tables);
    let mut files = compiled.files(set, &tables);
    match figures(ground, &tables) {
        Ok(figures) => files.extend(figures),
        Err(finding) => of_file.push(*finding),
    }
    Ok(Some(files))
}

/// The table of figures, where measured areas of units have changed.
fn figures(ground: &Ground<'_>, units: &[Unit]) -> Result<Option<(String, Vec<u8>)>, Box<Finding>> {
    let area = |unit: &Unit| unit.polygon_area_km2;
    let remeasured = (units.iter().zip(&ground.tables.units))
        .filter(|(now, before)| area(now) != area(before))
        .map(|(now, _)| now);
    let remeasured: Vec<&Unit> = remeasured.collect();
    // Without any source the delivery is rejected as it is.
    let Some(source) = ground.source.filter(|_| !remeasured.is_empty()) else {
        return Ok(None);
    };
    let date = source.date.ok_or_else(|| Box::new(undated(&remeasured)))?;
    let mut figures = ground.tables.figures.clone();
    measure_anew(&mut figures, &remeasured, date, source.id);
    Ok(Some((FIGURES_FILE.to_owned(), table_bytes(&figures))))
}

/// Areas are figures, and a figure has a period.
fn undated(remeasured: &[&Unit]) -> Finding {
    let count = remeasured.len();
    Finding::rejected(
        FindingKind::NoSource,
        format!("Diện tích đo trên bản đồ của {count} đơn vị thay đổi nhưng nguồn không có ngày."),
        format!("The measured areas of {count} units change, but the source has no date."),
    )
    .cure(
        "Mỗi số liệu phải có thời điểm: hãy nêu ngày của nguồn (--source-date 2026-03).",
        "Every figure needs a period: name the date of the source (--source-date 2026-03).",
    )
}

fn set_of(layer: LayerId) -> BoundarySet {
    if layer == LayerId::FormerCommunes {
        BoundarySet::FormerCommunes
    } else {
        BoundarySet::Communes
    }
}

fn name_of(set: BoundarySet) -> String {
    format!("boundaries/{}.topojson", set.object_name())
}

fn boundaries(data: &Path, set: BoundarySet) -> Result<BoundaryFile, IntakeError> {
    let file = data.join(name_of(set));
    read_boundaries(&file, set).map_err(|error| ImportError::raw(&file, error).into())
}

/// The units that a delivery must have: all communes of today; of the former ones those that have
/// a shape today.
fn needed_units<'a>(ground: &Ground<'a>, earlier: &BoundaryFile) -> BTreeMap<UnitCode, &'a Unit> {
    let drawn: Vec<UnitCode> = earlier
        .codes
        .iter()
        .filter_map(|code| code.parse().ok())
        .collect();
    let units = ground.tables.units.iter();
    units
        .filter(|unit| unit.layer() == ground.layer)
        .filter(|unit| ground.layer == LayerId::Communes || drawn.contains(&unit.code))
        .map(|unit| (unit.code, unit))
        .collect()
}

/// The shapes as a coverage; nothing when faults stand in the way, which are told.
fn coverage_of(
    ground: &Ground<'_>,
    faces: &Faces,
    units: &BTreeMap<UnitCode, &Unit>,
    now: &Communes,
    known: &Known,
    drafts: &mut [Draft],
    of_file: &mut Vec<Finding>,
) -> Option<Topology> {
    let mut shapes = faces.shapes.clone();
    let moved = meet(&mut shapes, ground.tolerance_metres, known);
    if moved.count > 0 {
        of_file.push(snapped(moved, ground.tolerance_metres));
    }
    let built = coverage::build(&shapes);
    let names: Vec<[String; 2]> = (faces.codes.iter())
        .map(|code| {
            units.get(code).map_or_else(
                || [code.to_string(), code.to_string()],
                |unit| {
                    [
                        format!("{} ({code})", unit.full_name_vi),
                        format!("{} ({code})", unit.full_name_en),
                    ]
                },
            )
        })
        .collect();
    let faults = Faults {
        names: &names,
        rows: &faces.rows,
        tolerance_m: ground.tolerance_metres,
        was_open: &|place: LonLat| beside(place).all(|place| now.at(place).is_none()),
    };
    let problems = built.as_ref().err().map_or(&[][..], Vec::as_slice);
    let found = found(&shapes, built.as_ref().map_err(Vec::as_slice));
    let stands = faults.tell(&found, problems, drafts, of_file);
    built.ok().filter(|_| !stands)
}

/// A place and those a decimetre from it: one of them lies off a border that runs through it.
fn beside(place: LonLat) -> impl Iterator<Item = LonLat> {
    const STEP: f64 = 1e-6;
    let steps = [
        [0.0, 0.0],
        [STEP, 0.0],
        [-STEP, 0.0],
        [0.0, STEP],
        [0.0, -STEP],
    ];
    steps.into_iter().map(move |[east, north]| LonLat {
        lon: place.lon + east,
        lat: place.lat + north,
    })
}

fn snapped(moved: Moved, tolerance_m: f64) -> Finding {
    let Moved { count, farthest_m } = moved;
    let comma = |value: f64| format!("{value:.2}").replace('.', ",");
    Finding::repaired(
        FindingKind::Snapped,
        format!(
            "Đã nắn {count} đỉnh cho ranh giới khớp nhau, xa nhất {} m (dung sai {} m).",
            comma(farthest_m),
            comma(tolerance_m)
        ),
        format!(
            "{count} corners were moved to meet, by {farthest_m:.2} m at most (tolerance {tolerance_m} m)."
        ),
    )
}

/// Boundaries ready to be written.
struct Compiled {
    file: BoundaryFile,
    /// By face, before thinning.
    areas_km2: Vec<f64>,
}

impl Compiled {
    /// Nothing when thinning breaks the coverage.
    fn of(
        set: BoundarySet,
        mut topology: Topology,
        faces: &Faces,
        units: &BTreeMap<UnitCode, &Unit>,
        earlier: &BoundaryFile,
    ) -> Option<Self> {
        let areas_km2 = areas_km2(&topology);
        if set == BoundarySet::Communes {
            let arcs = earlier.topology.arcs.iter();
            let known: FxHashSet<GridPoint> = arcs
                .flat_map(|arc| arc.points.iter().copied().map(microdegrees_to_grid))
                .collect();
            let is_known = |point: GridPoint| known.contains(&point);
            coverage::thin_but(&mut topology, COMMUNE_TOLERANCE_METRES, &is_known);
        }
        let outline = keep_outline(&mut topology, earlier);
        coverage::rank(&mut topology);
        if !planar_problems(&topology).is_empty() {
            return None;
        }
        let known: BTreeMap<&str, &UnitProperties> = (earlier.codes.iter())
            .map(String::as_str)
            .zip(&earlier.properties)
            .collect();
        let properties = faces.codes.iter().map(|code| {
            let unit = units.get(code);
            let kept = known.get(code.to_string().as_str()).copied();
            UnitProperties {
                name_vi: unit.map(|unit| unit.name_vi.clone()).unwrap_or_default(),
                province: unit
                    .and_then(|unit| unit.province)
                    .map(|code| code.to_string())
                    .unwrap_or_default(),
                ..kept.cloned().unwrap_or_default()
            }
        });
        Some(Self {
            file: BoundaryFile {
                codes: faces.codes.iter().map(ToString::to_string).collect(),
                properties: properties.collect(),
                topology,
                outline,
            },
            areas_km2,
        })
    }

    /// The table of units with the labels and areas of the shapes that are new; those units name the
    /// source of the delivery besides their own.
    fn units(
        &self,
        ground: &Ground<'_>,
        set: BoundarySet,
        changed: &BTreeSet<UnitCode>,
    ) -> Result<Vec<Unit>, IntakeError> {
        let mut units = ground.tables.units.clone();
        let predecessors = &ground.tables.predecessors;
        match set {
            BoundarySet::Communes => {
                let former = boundaries(ground.data, BoundarySet::FormerCommunes)?;
                label_units(&mut units, predecessors, &self.file, Some(&former));
            }
            BoundarySet::FormerCommunes => {
                let present = boundaries(ground.data, BoundarySet::Communes)?;
                label_units(&mut units, predecessors, &present, Some(&self.file));
            }
        }
        // A point inside a shape is not the only one: where the shape stays, so does its label.
        for (unit, before) in units.iter_mut().zip(&ground.tables.units) {
            let is_reshaped = unit.layer() != ground.layer || changed.contains(&unit.code);
            let keeps_label = !is_reshaped || changed.is_empty();
            if keeps_label && before.label_place.is_some() {
                unit.label_place = before.label_place;
            }
        }
        let areas: BTreeMap<&str, f64> = (self.file.codes.iter())
            .map(String::as_str)
            .zip(self.areas_km2.iter().copied())
            .collect();
        for unit in units.iter_mut().filter(|unit| unit.layer() == ground.layer) {
            if let Some(source) = ground.source
                && changed.contains(&unit.code)
                && !unit.sources.iter().any(|id| id == source.id)
            {
                unit.sources.push(source.id.to_owned());
            }
            let Some(&measured) = areas.get(unit.code.to_string().as_str()) else {
                continue;
            };
            let is_same = unit
                .polygon_area_km2
                .is_some_and(|known| (known - measured).abs() <= (SAME_SHARE * known).max(0.006));
            if !is_same && changed.contains(&unit.code) && set == BoundarySet::Communes {
                unit.polygon_area_km2 = Some((measured * 100.0).round() / 100.0);
            }
        }
        Ok(units)
    }

    fn files(&self, set: BoundarySet, units: &[Unit]) -> Files {
        let bytes = boundaries_to_topojson(&self.file, set).into_bytes();
        vec![
            (name_of(set), bytes),
            (UNITS_FILE.to_owned(), table_bytes(units)),
        ]
    }
}

/// Gives every row the unit that it changes, with what changes in the table of units; tells large
/// changes of area.
fn give_areas(
    drafts: &mut [Draft],
    faces: &Faces,
    before: &BTreeMap<UnitCode, &Unit>,
    after: &[Unit],
) {
    let after: BTreeMap<UnitCode, &Unit> = (after.iter())
        .filter(|unit| {
            before
                .get(&unit.code)
                .is_some_and(|own| own.layer() == unit.layer())
        })
        .map(|unit| (unit.code, unit))
        .collect();
    for (code, &row) in faces.codes.iter().zip(&faces.rows) {
        let (Some(before), Some(after)) = (before.get(code), after.get(code)) else {
            continue;
        };
        let draft = &mut drafts[row];
        let fields = after.to_fields();
        for (name, value) in fields.iter() {
            draft.values.insert(name, value.clone());
        }
        draft.before = Some(before.to_fields());
        let areas = (before.polygon_area_km2, after.polygon_area_km2);
        if let (Some(old), Some(new)) = areas
            && (old - new).abs() > TOLD_SHARE * old
        {
            let comma = |value: f64| value.to_string().replace('.', ",");
            draft.find(
                Finding::noted(
                    FindingKind::OutOfRange,
                    format!("Diện tích đổi từ {} thành {} km².", comma(old), comma(new)),
                    format!("The area changes from {old} to {new} km²."),
                )
                .in_field("polygon_area_km2"),
            );
        }
    }
}
