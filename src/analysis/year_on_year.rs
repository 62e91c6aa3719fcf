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

#[cfg(test)]
mod tests {
    use super::super::samples::figure;
    use super::*;
    use proptest::prelude::*;

    /// The change of the first figure, rounded, among all of them.
    fn change(series: &[Figure]) -> Option<f64> {
        let change = year_on_year(&series[0], series)?;
        Some((change.pct * 10.0).round() / 10.0)
    }

    #[test]
    fn equal_days_a_year_apart_are_compared() {
        for (now, before) in [
            ("2025-01-01/2025-09-30", "2024-01-01/2024-09-30"),
            ("2024-01-01/2024-02-29", "2023-01-01/2023-02-28"),
            ("2025", "2024-01-01/2024-12-31"),
            ("2025-05-17/2025-05-17", "2024-05-17/2024-05-17"),
            ("../2025-10-17", "../2024-10-17"),
        ] {
            let series = [figure(now, 112.0), figure(before, 100.0)];
            assert_eq!(change(&series), Some(12.0), "{now}");
        }
    }

    #[test]
    fn other_days_are_not() {
        for (now, before) in [
            ("2025-01-01/2025-09-30", "2024-01-01/2024-10-31"),
            ("2025-01-01/2025-09-30", "2023-01-01/2023-09-30"),
            ("2025-01-01/2025-09-30", "2024-01-01/.."),
            ("2025", "../2024-12-31"),
            ("2025-05", "2024"),
            ("../2025", "../2024"),
            ("2025-01-01/..", "2024-01-01/.."),
        ] {
            let series = [figure(now, 112.0), figure(before, 100.0)];
            assert_eq!(change(&series), None, "{now} against {before}");
        }
    }

    #[test]
    fn contradictions_bounds_and_zero_have_no_change() {
        let now = figure("2025", 112.0);
        let before = figure("2024", 100.0);
        let other = figure("2024", 101.0);
        let bound = |bound| Figure {
            bound,
            ..before.clone()
        };
        let range = Figure {
            value_to: Some(120.0),
            ..bound(Bound::Between)
        };
        let untold = Figure {
            value: None,
            yoy_pct: Some(3.0),
            ..before.clone()
        };
        for wrong in [
            vec![now.clone(), before.clone(), other.clone()],
            vec![now.clone(), figure("2025", 113.0), before.clone()],
            vec![now.clone(), bound(Bound::AtLeast)],
            vec![now.clone(), bound(Bound::AtMost)],
            vec![now.clone(), range],
            vec![now.clone(), figure("2024", 0.0)],
            vec![now.clone(), untold.clone()],
            vec![untold, figure("2023", 90.0)],
        ] {
            assert_eq!(change(&wrong), None, "{wrong:?}");
        }
        let about = bound(Bound::About);
        assert_eq!(change(&[now.clone(), about]), Some(12.0));
        let twice = [now, before.clone(), before];
        let change = year_on_year(&twice[0], &twice).expect("both sources agree");
        assert_eq!(change.before.len(), 2);
    }

    proptest! {
        #[test]
        fn a_change_leads_from_the_value_before_to_the_value(now in 1.0..1e6, before in 1.0..1e6) {
            let series = [figure("2025-06", now), figure("2024-06", before)];
            let change = year_on_year(&series[0], &series).expect("equal days");
            let back = change.value_before * (1.0 + change.pct / 100.0);
            prop_assert!((back - now).abs() < 1e-6 * now);
        }
    }
}
