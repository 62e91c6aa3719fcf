//! Before and after the merger.

use jiff::civil::Date;

use crate::domain::Unit;

/// The first day of the present units.
const MERGER: Date = Date::constant(2025, 7, 1);

/// Before or after the merger of 1 July 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Time {
    /// Until 30 June 2025.
    Former,
    /// Since 1 July 2025.
    Present,
}

/// Days one after another, in Viet Nam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day; open to the past where absent.
    pub from: Option<Date>,
    /// The last day, which counts too; open to the future where absent.
    pub to: Option<Date>,
}

impl Time {
    /// The time of a unit.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        if unit.is_present() {
            Self::Present
        } else {
            Self::Former
        }
    }

    /// The time that a day belongs to. Nothing is known of units before the former ones, so their
    /// time has no beginning.
    #[must_use]
    pub fn on(day: Date) -> Self {
        if day < MERGER {
            Self::Former
        } else {
            Self::Present
        }
    }
}

impl Days {
    /// One day.
    #[must_use]
    pub fn one(day: Date) -> Self {
        Self {
            from: Some(day),
            to: Some(day),
        }
    }

    /// Days that have the same times: equal for all such days.
    #[must_use]
    pub fn normal(self) -> Self {
        let last_before = MERGER.yesterday().unwrap_or(MERGER);
        Self {
            from: (self.earliest_time() == Time::Present).then_some(MERGER),
            to: (self.latest_time() == Time::Former).then_some(last_before),
        }
    }

    /// The latest time that has one of the days.
    #[must_use]
    pub fn latest_time(self) -> Time {
        self.to.map_or(Time::Present, Time::on)
    }

    /// The earliest time that has one of the days.
    #[must_use]
    pub fn earliest_time(self) -> Time {
        self.from.map_or(Time::Former, Time::on)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_merger_parts_the_times() {
        assert_eq!(Time::on(date(2025, 6, 30)), Time::Former);
        assert_eq!(Time::on(date(2025, 7, 1)), Time::Present);
        let days = |from, to| Days { from, to };
        let (before, after) = (Some(date(2020, 1, 1)), Some(date(2026, 1, 1)));
        assert_eq!(days(before, after).latest_time(), Time::Present);
        assert_eq!(days(before, after).earliest_time(), Time::Former);
        assert_eq!(days(None, before).latest_time(), Time::Former);
        assert_eq!(days(after, None).earliest_time(), Time::Present);
        assert_eq!(Days::default().latest_time(), Time::Present);
        assert_eq!(Days::default().earliest_time(), Time::Former);
        for own in [days(before, after), days(None, before), days(after, None)] {
            let normal = own.normal();
            assert_eq!(normal, normal.normal());
            assert_eq!(own.latest_time(), normal.latest_time());
            assert_eq!(own.earliest_time(), normal.earliest_time());
        }
        assert_eq!(
            Days::one(date(2026, 1, 1)).normal(),
            days(after, None).normal()
        );
    }
}
