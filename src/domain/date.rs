//! Dates, as precisely as a source states them.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use super::record::{Scalar, ValueKind, invalid};
use super::{FieldError, Value};

/// A year, a month or a day: `2025`, `2025-12`, `2025-12-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        // Reading has proved that the parts make a date.
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        Date::new(self.year, month, day).unwrap_or(Date::MIN)
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, None) => self.first_day().last_of_year(),
        }
    }

    /// The same date of the year before; the last day of February stays the last day.
    pub(super) fn year_before(self) -> Self {
        let day = self.day.map(|day| {
            let date = self.first_day();
            let before = date.saturating_sub(1.year());
            if date == date.last_of_month() {
                before.days_in_month()
            } else {
                day
            }
        });
        Self {
            year: self.year - 1,
            month: self.month,
            day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no date such as 2025, 2025-12 or 2025-12-31")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            10 => text.to_owned(),
            _ => return Err(wrong()),
        };
        let date: Date = full.parse().map_err(|_| wrong())?;
        let found = Self {
            year: date.year(),
            month: (text.len() > 4).then_some(date.month()),
            day: (text.len() > 7).then_some(date.day()),
        };
        (found.to_string() == text)
            .then_some(found)
            .ok_or_else(wrong)
    }
}

impl Scalar for PartialDate {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        value
            .to_string()
            .parse()
            .map_err(|_| invalid(name, value, "a date such as 2025, 2025-12 or 2025-12-31"))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        let text = ["1991", "2025-12", "2024-02-29"][(next() % 3) as usize];
        text.parse().expect("a date")
    }
}

impl Scalar for Date {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        let text = value.to_string();
        text.parse()
            .ok()
            .filter(|date: &Self| date.to_string() == text)
            .ok_or_else(|| invalid(name, value, "a day such as 2025-07-01"))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        Self::constant(2000 + (next() % 30) as i16, 1 + (next() % 12) as i8, 28)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_precisely_as_it_was_read() {
        for text in ["1991", "2025-12", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "25", "2025-13", "2023-02-29", "2025/12", "Q2 2024"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
