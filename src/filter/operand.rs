//! The two sides of a comparison.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::Offset;

use super::Candidate;
use crate::domain::{FieldType, PartialDate, Value};
use crate::search::without_marks;

/// The time zone of the dates of our records.
const VIET_NAM: Offset = Offset::constant(7);

/// How texts are made alike before they are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Whether capitals and small letters are one (`CASEI`).
    pub case: bool,
    /// Whether marks are left out (`ACCENTI`).
    pub accents: bool,
}

impl Likeness {
    /// The text as it is compared.
    pub fn of(self, text: &str) -> Cow<'_, str> {
        let mut text = Cow::Borrowed(text);
        if self.accents {
            text = Cow::Owned(without_marks(&text));
        }
        if self.case {
            text = Cow::Owned(text.to_lowercase());
        }
        text
    }

    /// Both, where one function stands around the other.
    pub fn and(self, inner: Self) -> Self {
        Self {
            case: self.case || inner.case,
            accents: self.accents || inner.accents,
        }
    }
}

/// What a side is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Boolean,
    Date,
}

impl Kind {
    pub fn of(kind: FieldType) -> Self {
        match kind {
            FieldType::Text => Self::Text,
            FieldType::Integer | FieldType::Number => Self::Number,
            FieldType::Boolean => Self::Boolean,
            FieldType::Date => Self::Date,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Field {
        name: String,
        kind: Kind,
        likeness: Likeness,
    },
    /// A constant, made alike already.
    Constant(Scalar<'static>),
}

/// A value that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Boolean(bool),
    Date(Date),
}

impl Operand {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Field { kind, .. } => *kind,
            Self::Constant(Scalar::Text(_)) => Kind::Text,
            Self::Constant(Scalar::Number(_)) => Kind::Number,
            Self::Constant(Scalar::Boolean(_)) => Kind::Boolean,
            Self::Constant(Scalar::Date(_)) => Kind::Date,
        }
    }

    /// The same side with its texts made alike.
    pub fn made(self, wanted: Likeness) -> Self {
        match self {
            Self::Field {
                name,
                kind,
                likeness,
            } => Self::Field {
                name,
                kind,
                likeness: wanted.and(likeness),
            },
            Self::Constant(Scalar::Text(text)) => {
                Self::Constant(Scalar::Text(wanted.of(&text).into_owned().into()))
            }
            other @ Self::Constant(_) => other,
        }
    }

    /// The value for a record; nothing when it is not known.
    pub fn value<'a>(&'a self, candidate: &'a impl Candidate) -> Option<Scalar<'a>> {
        match self {
            Self::Constant(Scalar::Text(text)) => Some(Scalar::Text(Cow::Borrowed(text))),
            Self::Constant(own) => Some(own.clone()),
            Self::Field {
                name,
                kind,
                likeness,
            } => scalar(candidate.value(name)?, *kind, *likeness),
        }
    }
}

fn scalar(value: &Value, kind: Kind, likeness: Likeness) -> Option<Scalar<'_>> {
    Some(match (kind, value) {
        (Kind::Date, value) => Scalar::Date(first_day(&value.to_string())?),
        (Kind::Text, Value::Text(text)) => Scalar::Text(likeness.of(text)),
        (Kind::Text, other) => Scalar::Text(likeness.of(&other.to_string()).into_owned().into()),
        (Kind::Number, Value::Integer(number)) => Scalar::Number(*number as f64),
        (Kind::Number, Value::Number(number)) => Scalar::Number(*number),
        (Kind::Boolean, Value::Boolean(yes)) => Scalar::Boolean(*yes),
        (Kind::Number | Kind::Boolean, _) => return None,
    })
}

/// The first day of a year, month or day; of an instant its day in Viet Nam.
pub(super) fn first_day(text: &str) -> Option<Date> {
    if text.contains('T') {
        let instant: jiff::Timestamp = text.parse().ok()?;
        return Some(VIET_NAM.to_datetime(instant).date());
    }
    let date: PartialDate = text.parse().ok()?;
    Some(date.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_alike_as_far_as_was_asked() {
        let check = |case, accents, expected: &str| {
            assert_eq!(Likeness { case, accents }.of("Đồng Văn"), expected);
        };
        check(false, false, "Đồng Văn");
        check(true, false, "đồng văn");
        check(false, true, "Dong Van");
        check(true, true, "dong van");
    }

    #[test]
    fn a_date_counts_from_its_first_day() {
        let day = |text: &str| first_day(text).map(|date| date.to_string());
        assert_eq!(day("2025").as_deref(), Some("2025-01-01"));
        assert_eq!(day("2025-07").as_deref(), Some("2025-07-01"));
        assert_eq!(day("2025-07-02T16:59:59Z").as_deref(), Some("2025-07-02"));
        assert_eq!(day("2025-07-02T17:00:00Z").as_deref(), Some("2025-07-03"));
        assert_eq!(day("2025-07-02T25:00:00Z"), None);
        assert_eq!(day("2025-13"), None);
    }
}
