//! Values that cannot be, and values that are odd.

use super::super::intake::{Draft, Finding, FindingKind};
use crate::domain::{LayerId, Value};

/// What a field may hold.
struct Range {
    field: &'static str,
    /// Beyond these the row is not taken over.
    possible: (f64, f64),
    /// Beyond these the value is told as odd.
    usual: (f64, f64),
    unit: &'static str,
}

const fn range(
    field: &'static str,
    possible: (f64, f64),
    usual: (f64, f64),
    unit: &'static str,
) -> Range {
    Range {
        field,
        possible,
        usual,
        unit,
    }
}

/// Fields of all layers of places; those that a layer does not have never stand in its rows.
const RANGES: [Range; 12] = [
    range("area_ha", (0.01, 400_000.0), (1.0, 100_000.0), " ha"),
    range("occupancy_pct", (0.0, 100.0), (0.0, 100.0), " %"),
    range("projects", (0.0, 10_000.0), (0.0, 1_000.0), ""),
    range("workers", (0.0, 2_000_000.0), (0.0, 300_000.0), ""),
    range("established_year", (1950.0, 2050.0), (1955.0, 2030.0), ""),
    range("capacity_mw", (0.001, 10_000.0), (0.1, 3_000.0), " MW"),
    range("generation_gwh", (0.0, 80_000.0), (0.0, 15_000.0), " GWh"),
    range("generation_year", (1900.0, 2050.0), (1950.0, 2030.0), ""),
    range("year", (1890.0, 2060.0), (1950.0, 2050.0), ""),
    range("opened_year", (1800.0, 2060.0), (1900.0, 2040.0), ""),
    range("error_km", (0.0, 500.0), (0.0, 50.0), " km"),
    range("elevation_m", (-100.0, 3_500.0), (-10.0, 3_200.0), " m"),
];

/// The largest cluster that the decree on clusters (32/2024/NĐ-CP) allows, hectares.
const LARGEST_CLUSTER_HA: f64 = 75.0;

/// Hours of a year: no plant generates more than its capacity all year round.
const HOURS_A_YEAR: f64 = 8784.0;

/// Tells of values that the file gives and that cannot be or are odd.
pub(super) fn check(layer: LayerId, draft: &mut Draft) {
    let mut found = Vec::new();
    for range in &RANGES {
        let value = draft.values.get(range.field).and_then(number);
        found.extend(value.and_then(|value| range.finding(value)));
    }
    if layer == LayerId::IndustrialZones {
        found.extend(large_cluster(draft));
    }
    if layer == LayerId::PowerPlants {
        found.extend(too_much_power(draft));
    }
    draft.findings.extend(found);
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

impl Range {
    fn finding(&self, value: f64) -> Option<Finding> {
        let beyond = |(least, most): (f64, f64)| !(least..=most).contains(&value);
        let unit = self.unit;
        let finding = if beyond(self.possible) {
            let (least, most) = self.possible;
            Finding::rejected(
                FindingKind::OutOfRange,
                format!(
                    "{}{unit} nằm ngoài khoảng có thể ({} đến {}{unit}).",
                    vietnamese(value),
                    vietnamese(least),
                    vietnamese(most)
                ),
                format!("{value}{unit} is out of the possible range ({least} to {most}{unit})."),
            )
            .cure(
                "Hãy kiểm tra dấu thập phân và đơn vị đo.",
                "Check the decimal mark and the unit of measure.",
            )
        } else if beyond(self.usual) {
            Finding::noted(
                FindingKind::OutOfRange,
                format!("{}{unit} là giá trị khác thường.", vietnamese(value)),
                format!("{value}{unit} is an unusual value."),
            )
        } else {
            return None;
        };
        Some(finding.in_field(self.field).said(value.to_string()))
    }
}

/// A number as it is written in Vietnam.
fn vietnamese(value: f64) -> String {
    value.to_string().replace('.', ",")
}

fn large_cluster(draft: &Draft) -> Option<Finding> {
    let area = draft.values.get("area_ha").and_then(number)?;
    let is_cluster = draft.text("kind").as_deref() == Some("cluster");
    (is_cluster && area > LARGEST_CLUSTER_HA).then(|| {
        Finding::noted(
            FindingKind::OutOfRange,
            format!(
                "Cụm công nghiệp rộng {} ha, quá 75 ha theo Nghị định 32/2024/NĐ-CP.",
                vietnamese(area)
            ),
            format!("A cluster of {area} ha is larger than the 75 ha of Decree 32/2024/NĐ-CP."),
        )
        .in_field("area_ha")
    })
}

fn too_much_power(draft: &Draft) -> Option<Finding> {
    if !draft.values.contains_key("generation_gwh") && !draft.values.contains_key("capacity_mw") {
        return None;
    }
    let generation = draft.value("generation_gwh").and_then(number)?;
    let capacity = draft.value("capacity_mw").and_then(number)?;
    let most = capacity * HOURS_A_YEAR / 1000.0;
    (generation > most).then(|| {
        Finding::rejected(
            FindingKind::Contradiction,
            format!(
                "Sản lượng {} GWh lớn hơn mức tối đa của công suất {} MW.",
                vietnamese(generation),
                vietnamese(capacity)
            ),
            format!("{generation} GWh are more than {capacity} MW can generate in a year."),
        )
        .in_field("generation_gwh")
        .cure(
            "Hãy kiểm tra đơn vị: 1 triệu kWh = 1 GWh.",
            "Check the unit: a million kWh are one GWh.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::intake::Gravity;
    use super::*;

    fn found(layer: LayerId, values: &[(&'static str, f64)]) -> Vec<(Gravity, FindingKind)> {
        let mut draft = Draft::default();
        for (field, value) in values {
            draft.values.insert(field, Value::Number(*value));
        }
        draft.values.insert("kind", Value::from("cluster"));
        check(layer, &mut draft);
        let findings = draft.findings.iter();
        findings.map(|one| (one.gravity, one.kind)).collect()
    }

    #[test]
    fn what_cannot_be_is_rejected_and_what_is_odd_is_told() {
        let zones = LayerId::IndustrialZones;
        let range = FindingKind::OutOfRange;
        assert_eq!(
            found(zones, &[("area_ha", 50.0), ("occupancy_pct", 80.0)]),
            []
        );
        assert_eq!(
            found(zones, &[("occupancy_pct", 105.0)]),
            [(Gravity::Rejected, range)]
        );
        assert_eq!(
            found(zones, &[("area_ha", 500_000.0)])[0],
            (Gravity::Rejected, range)
        );
        assert_eq!(
            found(zones, &[("area_ha", 120.0)]),
            [(Gravity::Noted, range)]
        );
        assert_eq!(
            found(zones, &[("established_year", 1952.0)]),
            [(Gravity::Noted, range)]
        );
    }

    #[test]
    fn a_plant_cannot_generate_more_than_all_year_round() {
        let plants = LayerId::PowerPlants;
        assert_eq!(
            found(plants, &[("capacity_mw", 100.0), ("generation_gwh", 400.0)]),
            []
        );
        assert_eq!(
            found(
                plants,
                &[("capacity_mw", 100.0), ("generation_gwh", 4_000.0)]
            ),
            [(Gravity::Rejected, FindingKind::Contradiction)]
        );
    }
}
