//! Named values: what a record consists of when it is written down.

use std::fmt;

/// One value of a record. An unknown value is absent from its [`Fields`], never a zero or "".
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, in Unicode normal form C.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A finite number; its unit stands in the catalogue and in the field's name.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Boolean(yes) => yes.fmt(f),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

/// Why a field could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// A field that every record must have is absent.
    #[error("`{field}` is missing")]
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// The value is not of the field's type or list.
    #[error("`{field}` is \"{value}\": expected {expected}")]
    Invalid {
        /// Name of the field.
        field: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: String,
    },
}

/// The named values of one record, in the order of their columns. Absent means unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value at the end; an absent one leaves no trace.
    pub fn push(&mut self, name: &'static str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.push((name, value.into()));
        }
    }

    /// The value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find_map(|(own, value)| (*own == name).then_some(value))
    }

    /// All names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}
