//! `phiabac check`: does the compiled data hold together?

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use crate::atlas::Atlas;
use crate::coverage::planar_problems;
use crate::dataset::Tables;
use crate::dataset::topojson::{BoundarySet, read_boundaries};
use crate::domain::{LayerId, UnitCode};
use crate::geometry::LonLat;
use crate::import::check::{self, CheckReport, Finding, Gravity, Located};

/// How many faults of one boundary file are told in full.
const MOST_TOLD: usize = 20;

/// Check the compiled data against its rules
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  phiabac check --data geodata --licences\n\n\
    Ends with 0 when nothing must be mended, with 1 when something must.")]
pub(super) struct Check {
    /// Folder with the compiled data
    #[arg(
        long,
        value_name = "DIR",
        env = "PHIABAC_DATA",
        default_value = "geodata"
    )]
    data: PathBuf,

    /// Also list every source with its licence and what may be done with it
    #[arg(long)]
    licences: bool,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let atlas = Atlas::load(&self.data);
        let locate = |place| atlas.as_ref().ok().and_then(|atlas| located(atlas, place));
        let locator: Option<check::Locator<'_>> = if atlas.is_ok() { Some(&locate) } else { None };
        let mut report = check::check(&self.data, locator);
        // A damaged table is told by the check of the tables already.
        if let (Err(error), true) = (&atlas, report.is_ok()) {
            report.add(fault(".", error.to_string()));
        }
        for set in [BoundarySet::Communes, BoundarySet::FormerCommunes] {
            check_boundaries(&self.data, set, &mut report);
        }
        let mut stdout = std::io::stdout().lock();
        write!(stdout, "{report}").context("the report could not be printed")?;
        if self.licences {
            let tables = Tables::read(&self.data)?;
            write!(stdout, "\n{}", check::licences(&tables))
                .context("the licences could not be printed")?;
        }
        if !report.is_ok() {
            bail!("{} must be mended", self.data.display());
        }
        Ok(())
    }
}

/// The commune in which a place lies, and its province.
fn located(atlas: &Atlas, place: LonLat) -> Option<Located> {
    let commune: UnitCode = atlas.commune_at(place)?.parse().ok()?;
    let number = commune.to_string().parse().ok()?;
    let feature = atlas.feature(LayerId::Communes, number)?;
    let province = feature.property("province")?.as_str()?.parse().ok()?;
    Some(Located { commune, province })
}

/// Every unit has its face and every face its unit, and the borders form a planar coverage.
fn check_boundaries(folder: &Path, set: BoundarySet, report: &mut CheckReport) {
    let name = format!("boundaries/{}.topojson", set.object_name());
    let file = match read_boundaries(&folder.join(&name), set) {
        Ok(file) => file,
        Err(error) => return report.add(fault(&name, error.to_string())),
    };
    let problems = planar_problems(&file.topology);
    for problem in problems.iter().take(MOST_TOLD) {
        report.add(fault(&name, problem.to_string()));
    }
    if problems.len() > MOST_TOLD {
        let rest = problems.len() - MOST_TOLD;
        report.add(fault(&name, format!("{rest} more faults of this kind")));
    }
    let faces: BTreeSet<&str> = file.codes.iter().map(String::as_str).collect();
    if let Ok(tables) = Tables::read(folder) {
        for code in missing_faces(&tables, set, &faces) {
            report.add(remark(&name, format!("the unit {code} has no area here")));
        }
    }
    report.counts.push(format!(
        "{name}: {} areas, {} borders, {} faults",
        faces.len(),
        file.topology.arcs.len(),
        problems.len()
    ));
}

/// Communes of that time which the boundary file does not know.
fn missing_faces(tables: &Tables, set: BoundarySet, faces: &BTreeSet<&str>) -> Vec<String> {
    let layer = match set {
        BoundarySet::Communes => LayerId::Communes,
        BoundarySet::FormerCommunes => LayerId::FormerCommunes,
    };
    let of_layer = tables.units.iter().filter(|unit| unit.layer() == layer);
    of_layer
        .map(|unit| unit.code.to_string())
        .filter(|code| !faces.contains(code.as_str()))
        .collect()
}

fn fault(file: &str, what: String) -> Finding {
    finding(Gravity::Fault, file, what)
}

fn remark(file: &str, what: String) -> Finding {
    finding(Gravity::Remark, file, what)
}

fn finding(gravity: Gravity, file: &str, what: String) -> Finding {
    Finding {
        gravity,
        file: file.to_owned(),
        row: None,
        what,
    }
}
