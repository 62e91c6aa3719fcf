//! Units of measure in headings and cells: hectares, square metres, megawatts and their kin.

use crate::search::fold;

/// What a number is multiplied by to be in the unit of its field; nothing when no unit is named.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Scale(pub Option<f64>);

/// Units by field: the unit of the field first.
const UNITS: &[(&str, &[(&str, f64)])] = &[
    (
        "area_ha",
        &[
            ("ha", 1.0),
            ("hecta", 1.0),
            ("hec ta", 1.0),
            ("hectares", 1.0),
            ("m2", 1e-4),
            ("km2", 100.0),
        ],
    ),
    (
        "capacity_mw",
        &[
            ("mw", 1.0),
            ("mwp", 1.0),
            ("kw", 1e-3),
            ("kwp", 1e-3),
            ("gw", 1e3),
        ],
    ),
    (
        "generation_gwh",
        &[
            ("gwh", 1.0),
            ("trieu kwh", 1.0),
            ("tr kwh", 1.0),
            ("mwh", 1e-3),
            ("kwh", 1e-6),
            ("twh", 1e3),
            ("ty kwh", 1e3),
        ],
    ),
    (
        "occupancy_pct",
        &[("%", 1.0), ("phan tram", 1.0), ("percent", 1.0)],
    ),
    ("error_km", &[("km", 1.0), ("m", 1e-3)]),
];

impl Scale {
    /// The scale of a unit for a field.
    pub fn of(field: &str, unit: Option<&str>) -> Self {
        Self(unit.and_then(|unit| factor(field, unit)))
    }

    /// Whether a word is a unit of any field.
    pub fn is_unit(word: &str) -> bool {
        UNITS.iter().any(|(field, _)| factor(field, word).is_some())
    }
}

/// What a number in this unit is multiplied by.
pub(crate) fn factor(field: &str, unit: &str) -> Option<f64> {
    let (_, units) = UNITS.iter().find(|(own, _)| *own == field)?;
    let unit = if unit.trim() == "%" {
        "%".to_owned()
    } else {
        fold(unit)
    };
    units
        .iter()
        .find(|(own, _)| *own == unit)
        .map(|(_, factor)| *factor)
}

/// The number in the unit of the field, without the noise that multiplying leaves.
pub(crate) fn scaled(number: f64, factor: f64) -> f64 {
    if factor >= 1.0 {
        return number * factor;
    }
    // Dividing by a power of ten is exact where the result can be.
    number / (1.0 / factor).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_the_one_of_the_field() {
        let read = |number, field, unit| Some(scaled(number, factor(field, unit)?));
        assert_eq!(read(120_000.0, "area_ha", "m²"), Some(12.0));
        assert_eq!(read(57_500.0, "capacity_mw", "kW"), Some(57.5));
        assert_eq!(factor("generation_gwh", "triệu kWh"), Some(1.0));
        assert_eq!(factor("area_ha", "mẫu"), None);
        assert_eq!(factor("workers", "ha"), None);
        assert!(Scale::is_unit("%") && Scale::is_unit("ha") && !Scale::is_unit("tỉnh"));
    }
}
