//! Gaps: whole years and months that no source reports, between two that some source does.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::domain::{Figure, Period, PeriodKind};

/// The whole years without a figure between the first and the last whole year with one, then the
/// whole months likewise.
pub(super) fn unreported(figures: &[Figure]) -> Vec<Period> {
    let years = missing(figures, PeriodKind::Year, 1.year(), Date::last_of_year);
    let months = missing(figures, PeriodKind::Month, 1.month(), Date::last_of_month);
    [years, months].concat()
}

fn missing(
    figures: &[Figure],
    kind: PeriodKind,
    step: Span,
    last_of: fn(Date) -> Date,
) -> Vec<Period> {
    let of_kind = figures.iter().filter(|figure| figure.period.kind() == kind);
    let reported: BTreeSet<Date> = of_kind.map(|figure| figure.period.first_day()).collect();
    let (Some(first), Some(last)) = (reported.first(), reported.last()) else {
        return Vec::new();
    };
    first
        .series(step)
        .take_while(|day| day < last)
        .filter(|day| !reported.contains(day))
        .filter_map(|day| format!("{day}/{}", last_of(day)).parse().ok())
        .collect()
}
