//! A row on its way from the file to a record.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::report::{Finding, Gravity};
use crate::domain::{Fields, Value};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum RawValue {
    /// Text in normal form C, single spaces, not empty.
    Text(String),
    /// A number that the file itself holds as a number.
    Number(f64),
    /// A day that the file itself holds as a date.
    Date(jiff::civil::Date),
    /// Yes or no.
    Boolean(bool),
}

impl RawValue {
    /// The value of a cell of text: clean, nothing when nothing is left.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
            .filter(|word| !word.is_empty())
            .collect();
        let clean: String = words.join(" ").nfc().collect();
        (!clean.is_empty()).then_some(Self::Text(clean))
    }

    /// As a person would write it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Boolean(yes) => yes.to_string(),
        }
    }
}

/// A row as it stands in the file, its columns recognised.
///
/// Fields are those of the layer, and besides: `x` and `y` (metres or whatever the file calls X
/// and Y), `coordinates` (both in one text), `district`, `address`. `province` and `commune` hold
/// codes or names, as the file has them. Columns that were not recognised are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawRow {
    /// As the clerk counts: from 1, the title rows included; position for files without rows.
    pub number: u64,
    /// Field and value, in the order of the columns; empty cells are absent.
    pub values: Vec<(&'static str, RawValue)>,
    /// The shape, in the coordinate system of the file.
    pub geometry: Option<geo_types::Geometry<f64>>,
}

impl RawRow {
    /// What stands in the column of a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&RawValue> {
        self.values
            .iter()
            .find_map(|(own, value)| (*own == field).then_some(value))
    }

    /// What stands there, as text.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        self.value(field).map(RawValue::text)
    }
}

/// A row with what has become of it so far.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// As it stands in the file.
    pub raw: RawRow,
    /// Values of columns of the layer's table, typed. Absent: the file does not say, so the
    /// record keeps what it has.
    pub values: BTreeMap<&'static str, Value>,
    /// The record that the row changes, as it stands; absent for a new one.
    pub before: Option<Fields>,
    /// What was found, in the order of finding.
    pub findings: Vec<Finding>,
}

impl Draft {
    /// Adds a finding.
    pub fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether the row cannot be taken over.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.gravity == Gravity::Rejected)
    }

    /// A value: from the file, else that of the record as it stands.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values
            .get(field)
            .or_else(|| self.before.as_ref()?.get(field))
    }

    /// The same as text.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        self.value(field).map(Value::to_string)
    }
}
