//! The report of a delivery as JSON.

use serde_json::{Value, json};

use crate::domain::Tongue;
use crate::import::intake::{Finding, IntakeReport, RowReport};

pub(super) fn to_json(report: &IntakeReport, tongue: Tongue) -> Value {
    let counts = report.counts();
    let findings = |all: &[Finding]| -> Vec<Value> {
        all.iter()
            .map(|one| {
                json!({
                    "kind": one.kind.as_str(), "gravity": one.gravity.as_str(),
                    "field": one.field, "said": one.said, "what": one.what.in_tongue(tongue), "cure": one.cure.in_tongue(tongue),
                })
            })
            .collect()
    };
    let row = |row: &RowReport| {
        let differences: Vec<Value> = row
            .differences
            .iter()
            .map(|one| json!({ "field": one.field, "old": one.old, "new": one.new }))
            .collect();
        json!({
            "row": row.row, "code": row.code, "name": row.name,
            "verdict": row.verdict.as_str(), "change": row.change.map(|change| change.as_str()),
            "differences": differences, "findings": findings(&row.findings),
        })
    };
    json!({
        "layer": report.layer.as_str(), "file": report.file, "driver": report.driver,
        "sheet": report.sheet, "crs": report.crs,
        "dryRun": report.dry_run, "written": report.written,
        "counts": {
            "read": counts.read, "kept": counts.kept, "repaired": counts.repaired,
            "rejected": counts.rejected, "added": counts.added, "changed": counts.changed,
            "same": counts.same, "removed": counts.removed,
        },
        "findings": findings(&report.file_findings),
        "rows": report.rows.iter().map(row).collect::<Vec<_>>(),
        "removed": report.removed.iter()
            .map(|one| json!({ "code": one.code, "name": one.name })).collect::<Vec<_>>(),
    })
}
