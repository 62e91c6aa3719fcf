//! Values as tiles write them.

use super::protobuf::{put_bytes, put_double, put_number};
use crate::domain::Value;

/// A value as tiles write it, borrowed from wherever it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum TileValue<'a> {
    Text(&'a str),
    /// The bits of a floating-point number that is not negative zero.
    Number(u64),
    Unsigned(u64),
    Signed(i64),
    Boolean(bool),
}

impl<'a> From<&'a Value> for TileValue<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text),
            Value::Integer(number) => Self::from(*number),
            Value::Number(number) => Self::from(*number),
            Value::Boolean(yes) => Self::Boolean(*yes),
        }
    }
}

impl From<f64> for TileValue<'_> {
    fn from(number: f64) -> Self {
        // Adding zero makes negative zero positive.
        Self::Number((number + 0.0).to_bits())
    }
}

impl From<i64> for TileValue<'_> {
    fn from(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Signed(number), Self::Unsigned)
    }
}

impl TileValue<'_> {
    /// As a message of the format: one field, numbered by the type.
    pub fn put(self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => put_bytes(out, 1, text.as_bytes()),
            Self::Number(bits) => put_double(out, 3, f64::from_bits(bits)),
            Self::Unsigned(number) => put_number(out, 5, number),
            Self::Signed(number) => put_number(out, 6, (number << 1 ^ number >> 63) as u64),
            Self::Boolean(yes) => put_number(out, 7, u64::from(yes)),
        }
    }
}
