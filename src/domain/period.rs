//! Periods that figures stand for.

use std::fmt;
use std::str::FromStr;

#[cfg(test)]
use jiff::ToSpan;
use jiff::civil::Date;

use super::record::{Column, ColumnType, ValueKind, closed_list, invalid};
use super::{FieldError, Fields, NotADate, PartialDate};

/// What a figure stands for in time: a span of days, both ends included, or a state on a date.
///
/// A span has both ends. A state ("so far", "to date") has the end only: the date of the state, as
/// precisely as the source gives it. A start alone is a span whose end the source does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    end: Option<PartialDate>,
    start: Option<PartialDate>,
}

closed_list! {
    /// Shapes of period.
    pub enum PeriodKind {
        /// A state on a date.
        State = "state",
        /// One day.
        Day = "day",
        /// One calendar month.
        Month = "month",
        /// One calendar quarter.
        Quarter = "quarter",
        /// One calendar year.
        Year = "year",
        /// From 1 January to some day before 31 December of the same year.
        YearToDate = "year_to_date",
        /// Any other span of days within one year.
        Days = "days",
        /// A span that reaches over several years.
        Years = "years",
        /// A span whose end the source does not give.
        Open = "open",
    }
}

/// The text is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// A part of it is no date.
    #[error(transparent)]
    Date(#[from] NotADate),
    /// It names no date at all.
    #[error("a period has a start, an end or both")]
    Empty,
    /// It ends before it starts.
    #[error("the period ends on {end}, before it starts on {start}")]
    Backwards {
        /// Where it starts.
        start: PartialDate,
        /// Where it ends.
        end: PartialDate,
    },
}

impl Period {
    /// The period with these ends.
    ///
    /// # Errors
    /// When it has neither, or ends before it starts.
    pub fn new(start: Option<PartialDate>, end: Option<PartialDate>) -> Result<Self, NotAPeriod> {
        match (start, end) {
            (None, None) => Err(NotAPeriod::Empty),
            (Some(start), Some(end)) if end.last_day() < start.first_day() => {
                Err(NotAPeriod::Backwards { start, end })
            }
            _ => Ok(Self { end, start }),
        }
    }

    /// Where it starts, as precisely as the source says.
    #[must_use]
    pub fn start(self) -> Option<PartialDate> {
        self.start
    }

    /// Where it ends, as precisely as the source says.
    #[must_use]
    pub fn end(self) -> Option<PartialDate> {
        self.end
    }

    /// The first day; of a state the first day that its date can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        let known = self.start.or(self.end);
        known.map_or(Date::MIN, PartialDate::first_day)
    }

    /// The last day; of a span without an end its first.
    #[must_use]
    pub fn last_day(self) -> Date {
        let known = self.end.or(self.start);
        known.map_or(Date::MAX, PartialDate::last_day)
    }

    /// Whether it shares a day with the span from one day to another; an open end reaches anywhere.
    #[must_use]
    pub fn meets(self, from: Option<Date>, to: Option<Date>) -> bool {
        from.is_none_or(|from| self.last_day() >= from)
            && to.is_none_or(|to| self.first_day() <= to)
    }

    /// Its shape.
    #[must_use]
    pub fn kind(self) -> PeriodKind {
        if self.start.is_none() {
            return PeriodKind::State;
        }
        if self.end.is_none() {
            return PeriodKind::Open;
        }
        let (first, last) = (self.first_day(), self.last_day());
        if first == last {
            return PeriodKind::Day;
        }
        if first.year() != last.year() {
            return PeriodKind::Years;
        }
        let whole_months = first.day() == 1 && last == last.last_of_month();
        match (whole_months, first.month(), last.month()) {
            (true, 1, 12) => PeriodKind::Year,
            (true, from, to) if from == to => PeriodKind::Month,
            (true, from, to) if from % 3 == 1 && to == from + 2 => PeriodKind::Quarter,
            (_, 1, _) if first.day() == 1 => PeriodKind::YearToDate,
            _ => PeriodKind::Days,
        }
    }

    /// The same days of the year before: what a year-on-year figure compares with. The last day of
    /// February stays the last day. Nothing for an open span.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        if self.kind() == PeriodKind::Open {
            return None;
        }
        let before = |date: PartialDate| date.year_before();
        Some(Self {
            start: self.start.map(before),
            end: self.end.map(before),
        })
    }

    /// Whether two periods have the same days, however precisely they are written.
    #[must_use]
    pub fn same_days(self, other: Self) -> bool {
        let days = |period: Self| (period.first_day(), period.last_day(), period.kind());
        days(self) == days(other)
    }
}

/// ISO 8601 interval: `2025-01-01/2025-09-30`; a state is `../2025-10-17`, an open span
/// `2024-01-01/..`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (between, part) in [("", self.start), ("/", self.end)] {
            f.write_str(between)?;
            match part {
                Some(date) => date.fmt(f)?,
                None => f.write_str("..")?,
            }
        }
        Ok(())
    }
}

/// As displayed; a date alone is the whole year, month or day.
impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let part = |text: &str| match text {
            ".." | "" => Ok(None),
            date => date.parse().map(Some),
        };
        if let Some((start, end)) = text.split_once('/') {
            return Self::new(part(start)?, part(end)?);
        }
        let whole: PartialDate = text.parse()?;
        Self::new(Some(whole), Some(whole))
    }
}

/// A period fills two columns: `period_start` and `period_end`.
impl ColumnType for Period {
    fn columns(_: &'static str) -> Vec<Column> {
        ["period_start", "period_end"]
            .map(|name| Column {
                name,
                kind: ValueKind::Text,
            })
            .to_vec()
    }

    fn put(&self, _: &'static str, fields: &mut Fields) {
        ColumnType::put(&self.start, "period_start", fields);
        ColumnType::put(&self.end, "period_end", fields);
    }

    fn take(_: &'static str, fields: &Fields) -> Result<Self, FieldError> {
        let start = <Option<PartialDate> as ColumnType>::take("period_start", fields)?;
        let end = <Option<PartialDate> as ColumnType>::take("period_end", fields)?;
        Self::new(start, end).map_err(|error| {
            let shown = end.map_or_else(String::new, |end| end.to_string());
            invalid("period_end", shown, error.to_string())
        })
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        let start = <Date as ColumnType>::sample(next);
        let end = start.saturating_add(((next() % 400) as i64).days());
        format!("{start}/{end}").parse().expect("a period")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn periods_are_written_as_they_were_read() {
        for text in [
            "2025-01-01/2025-09-30",
            "../2025-10-17",
            "2024-01-01/..",
            "2024/2024",
        ] {
            assert_eq!(period(text).to_string(), text);
        }
        assert_eq!(period("2024").to_string(), "2024/2024");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "/",
            "../..",
            "2025-02-01/2025-01-31",
            "9T 2025",
            "2025/1",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn shapes_are_told_apart() {
        for (text, kind) in [
            ("../2025", PeriodKind::State),
            ("2024-01-01/..", PeriodKind::Open),
            ("2024-01-23/2024-01-23", PeriodKind::Day),
            ("2025-08-01/2025-08-31", PeriodKind::Month),
            ("2025-02", PeriodKind::Month),
            ("2024-01-01/2024-03-31", PeriodKind::Quarter),
            ("2023-01-01/2023-12-31", PeriodKind::Year),
            ("2023", PeriodKind::Year),
            ("2025-01-01/2025-11-27", PeriodKind::YearToDate),
            ("2025-01-01/2025-06-30", PeriodKind::YearToDate),
            ("2025-04-25/2025-04-26", PeriodKind::Days),
            ("2021-01-01/2025-12-31", PeriodKind::Years),
        ] {
            assert_eq!(period(text).kind(), kind, "{text}");
        }
    }

    #[test]
    fn the_year_before_has_the_same_days() {
        for (text, before) in [
            ("2025-01-01/2025-02-27", "2024-01-01/2024-02-27"),
            ("2025-02-01/2025-02-28", "2024-02-01/2024-02-29"),
            ("2024-02-01/2024-02-29", "2023-02-01/2023-02-28"),
            ("2024", "2023"),
            ("../2025-10-17", "../2024-10-17"),
        ] {
            assert_eq!(period(text).year_before(), Some(period(before)), "{text}");
        }
        assert_eq!(period("2024-01-01/..").year_before(), None);
        assert!(period("2023").same_days(period("2023-01-01/2023-12-31")));
        assert!(!period("../2023").same_days(period("2023")));
    }

    #[test]
    fn periods_meet_spans_of_days() {
        let day = |text: &str| Some(text.parse::<Date>().expect("a day"));
        let nine_months = period("2025-01-01/2025-09-30");
        assert!(nine_months.meets(None, None));
        assert!(nine_months.meets(day("2025-09-30"), None));
        assert!(!nine_months.meets(day("2025-10-01"), None));
        assert!(!nine_months.meets(None, day("2024-12-31")));
    }
}
