//! Changes on the year before, between equal days of one series.

use crate::domain::{Bound, Figure, Period, PeriodKind};

/// The change of a figure on the same days of the year before.
#[derive(Clone, Debug, PartialEq)]
pub struct YearOnYear<'a> {
    /// Per cent, unrounded.
    pub pct: f64,
    /// The value of the year before.
    pub value_before: f64,
    /// The figures that give that value; there is at least one.
    pub before: Vec<&'a Figure>,
}

/// The change of a figure among the figures of its series. Nothing unless both years have exactly
/// one value for those days, known as such and not as a bound or a range, and the earlier is above
/// zero.
pub(super) fn year_on_year<'a>(figure: &Figure, series: &'a [Figure]) -> Option<YearOnYear<'a>> {
    figure.value?;
    if !has_known_days(figure.period) {
        return None;
    }
    let (value, _) = one_plain_value(series, figure.period)?;
    let (value_before, before) = one_plain_value(series, figure.period.year_before()?)?;
    (value_before > 0.0).then(|| YearOnYear {
        pct: (value / value_before - 1.0) * 100.0,
        value_before,
        before,
    })
}

/// Whether it is known which days a period has: not so for a state "in 2024".
fn has_known_days(period: Period) -> bool {
    match period.kind() {
        PeriodKind::State => period.first_day() == period.last_day(),
        PeriodKind::Open => false,
        _ => true,
    }
}

/// The value on which all figures of these days agree, and those figures.
fn one_plain_value(series: &[Figure], days: Period) -> Option<(f64, Vec<&Figure>)> {
    let of_days = series.iter().filter(|figure| figure.period.same_days(days));
    let valued: Vec<&Figure> = of_days.filter(|figure| figure.value.is_some()).collect();
    let value = valued.first()?.value?;
    let agrees = |figure: &&Figure| {
        matches!(figure.bound, Bound::Exact | Bound::About)
            && figure
                .value
                .is_some_and(|other| other.total_cmp(&value).is_eq())
    };
    valued.iter().all(agrees).then_some((value, valued))
}
