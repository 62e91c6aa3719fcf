//! What an overlay knows of each area, before it is classed.

use std::collections::BTreeSet;

use super::Areas;
use crate::domain::{Bound, UnitCode};

/// What is known of one area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaValue {
    /// The value; absent when nothing is known. In the unit of the overlay once it is scaled.
    pub value: Option<f64>,
    /// The upper end of a value known as a range.
    pub value_to: Option<f64>,
    /// How many records or figures stand behind the value.
    pub n: usize,
    /// How many could.
    pub of: usize,
    /// How exactly the value is known.
    pub bound: Bound,
    /// What it consists of, by the values of a field; nothing where that was not asked for.
    pub parts: Option<Vec<Part>>,
    /// Former provinces whose figures were added up; empty for a value of the area itself.
    pub from: Vec<UnitCode>,
    /// Ids of the sources behind it.
    pub sources: BTreeSet<String>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<String>,
    /// What to mind, in English.
    pub note_en: Option<String>,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value of the field; absent for records that do not have it.
    pub value: Option<String>,
    /// How much of the whole.
    pub amount: f64,
}

/// A value and how many records or areas stand behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The value; absent when nothing is known.
    pub value: Option<f64>,
    /// How many.
    pub n: usize,
}

/// So many of so many report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// Those that do.
    pub n: usize,
    /// Those that could.
    pub of: usize,
}

/// The values of all areas of a level.
#[derive(Clone, Debug)]
pub struct Values {
    /// One for each area, in the order of [`Areas::list`].
    pub rows: Vec<AreaValue>,
    /// What belongs to no area of the level.
    pub unassigned: Share,
    /// Everything, counted on its own and not from the rows.
    pub total: Share,
    /// How much of what could report does; absent where there is nothing to report.
    pub reporting: Option<Reporting>,
    /// The areas that the total stands for, km²; for values per km².
    pub(super) total_km2: Option<f64>,
}

impl AreaValue {
    /// An area of which nothing is known, though so many records or figures could tell.
    pub(super) fn unknown(of: usize) -> Self {
        Self {
            value: None,
            value_to: None,
            n: 0,
            of,
            bound: Bound::Exact,
            parts: None,
            from: Vec::new(),
            sources: BTreeSet::new(),
            note_vi: None,
            note_en: None,
        }
    }
}

impl Values {
    /// Areas of which nothing is known.
    #[must_use]
    pub fn unknown(areas: &Areas) -> Self {
        Self {
            rows: vec![AreaValue::unknown(1); areas.list().len()],
            unassigned: Share::default(),
            total: Share::default(),
            reporting: Some(Reporting {
                n: 0,
                of: areas.list().len(),
            }),
            total_km2: None,
        }
    }

    /// The values in the unit of the overlay: over the areas of the polygons (km²) if wanted, times
    /// the factor, and free of the noise of binary fractions.
    ///
    /// Nothing unassigned has an area, so it has no value over km².
    #[must_use]
    pub fn scaled(mut self, areas: &Areas, per_km2: bool, factor: f64) -> Self {
        let scale = |value: Option<f64>, km2: Option<f64>| {
            let divided = if per_km2 {
                value.zip(km2).map(|(value, km2)| value / km2)
            } else {
                value
            };
            divided.map(|value| tidy(value * factor))
        };
        for (row, area) in self.rows.iter_mut().zip(areas.list()) {
            row.value = scale(row.value, area.km2);
            row.value_to = scale(row.value_to, area.km2);
            for part in row.parts.iter_mut().flatten() {
                part.amount = scale(Some(part.amount), area.km2).unwrap_or_default();
            }
        }
        self.unassigned.value = scale(self.unassigned.value, None);
        self.total.value = scale(self.total.value, self.total_km2);
        self
    }

    /// The values that are known.
    #[must_use]
    pub fn known(&self) -> Vec<f64> {
        self.rows.iter().filter_map(|row| row.value).collect()
    }
}

/// The number to twelve significant digits: 0.1 + 0.2 is 0.3.
pub(super) fn tidy(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_of_binary_fractions_is_removed() {
        for (noisy, clean) in [(0.1 + 0.2, 0.3), (49_864_915.0, 49_864_915.0), (-0.0, 0.0)] {
            assert_eq!(tidy(noisy), clean);
        }
    }
}
