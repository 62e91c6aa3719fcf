//! Would the new data be fit to be served?

use std::collections::BTreeSet;
use std::path::Path;

use super::ReleaseError;
use crate::dataset::topojson::{BoundarySet, read_boundaries};
use crate::geometry::LonLat;
use crate::import::check::{CheckReport, Gravity, Located, check};
use crate::import::intake::Proof;
use crate::import::placing::Communes;

/// The most faults that are named.
const NAMED: usize = 20;

/// Checks the new data as `phiabac check` does, and loads them on trial. Faults that the old data
/// have as well do not stand in the way: nobody must mend all to mend one.
pub(super) fn check_release(old: &Path, new: &Path, proof: Proof<'_>) -> Result<(), ReleaseError> {
    let mut faults = faults_of(new);
    if !faults.is_empty() {
        let known: BTreeSet<String> = faults_of(old).into_iter().collect();
        faults.retain(|fault| !known.contains(fault));
    }
    if !faults.is_empty() {
        let more = faults.len().saturating_sub(NAMED);
        faults.truncate(NAMED);
        if more > 0 {
            faults.push(format!("… +{more}"));
        }
        return Err(ReleaseError::Faults { faults });
    }
    proof(new).map_err(|reason| ReleaseError::Unloadable { reason })
}

/// Without rows and without the folder: a row that is added above moves all below it, and the
/// same fault in the other folder is no other one.
fn faults_of(folder: &Path) -> Vec<String> {
    let report = report_on(folder);
    let here = format!("{}/", folder.display());
    let faults = report.findings.into_iter();
    faults
        .filter(|one| one.gravity == Gravity::Fault)
        .map(|one| format!("{}: {}", one.file, one.what.replace(&here, "")))
        .collect()
}

fn report_on(folder: &Path) -> CheckReport {
    let set = BoundarySet::Communes;
    let file = folder.join(format!("boundaries/{}.topojson", set.object_name()));
    // Boundaries that cannot be read are a fault that the check itself tells.
    let communes = read_boundaries(&file, set).ok().map(Communes::new);
    let locate = |place: LonLat| {
        let home = communes.as_ref()?.at(place)?;
        Some(Located {
            commune: home.code,
            province: home.province,
        })
    };
    check(folder, communes.is_some().then_some(&locate))
}
