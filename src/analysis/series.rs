//! Series: the figures of one subject, one measure and one scope over time.

use super::gaps::unreported;
use super::year_on_year::{YearOnYear, year_on_year};
use crate::domain::{Figure, Period, PeriodKind, Scope};

/// The figures of one subject for one measure and one scope, oldest first.
///
/// Periods may overlap, and one period may have several figures that contradict each other: each
/// stays a point of its own, and none is added to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<'a> {
    /// The measure.
    pub measure: &'a str,
    /// The scope; absent for measures without.
    pub scope: Option<Scope>,
    /// By the end of their periods, then by the start.
    pub points: Vec<Point<'a>>,
}

/// A figure in its series, or a period that no source reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Point<'a> {
    /// The period.
    pub period: Period,
    /// The figure; absent where a whole year or month between two reported ones has none.
    pub figure: Option<&'a Figure>,
    /// The change on the same days of the year before, where both years have one plain value.
    pub year_on_year: Option<YearOnYear<'a>>,
}

impl Point<'_> {
    /// Whether the period is something else than a whole year, quarter or month.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        let whole = [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month];
        !whole.contains(&self.period.kind())
    }
}

/// The series of one subject, from its figures in the order of answers.
#[must_use]
pub fn series(figures: &[Figure]) -> Vec<Series<'_>> {
    let together = |a: &Figure, b: &Figure| a.measure == b.measure && a.scope == b.scope;
    figures.chunk_by(together).map(one_series).collect()
}

/// Figures of one measure and scope; `chunk_by` never gives an empty chunk.
fn one_series(figures: &[Figure]) -> Series<'_> {
    let reported = figures.iter().map(|figure| Point {
        period: figure.period,
        figure: Some(figure),
        year_on_year: year_on_year(figure, figures),
    });
    let missing = unreported(figures).into_iter().map(|period| Point {
        period,
        figure: None,
        year_on_year: None,
    });
    let mut points: Vec<_> = reported.chain(missing).collect();
    points.sort_by_key(|point| (point.period.last_day(), point.period.first_day()));
    Series {
        measure: figures.first().map_or("", |figure| &figure.measure),
        scope: figures.first().and_then(|figure| figure.scope),
        points,
    }
}

#[cfg(test)]
mod tests {
    use super::super::put_in_order;
    use super::super::samples::figure;
    use super::*;
    use proptest::prelude::*;

    const PERIODS: [&str; 8] = [
        "2022",
        "2024",
        "2025",
        "2024-01-01/2024-09-30",
        "2025-01-01/2025-09-30",
        "2025-03",
        "2025-06",
        "../2025-10-17",
    ];

    fn any_figure() -> impl Strategy<Value = Figure> {
        let scopes = [None, Some(Scope::Gates), Some(Scope::Declared)];
        let parts = (0..PERIODS.len(), 1..4_u8, 0..2_usize, 0..scopes.len());
        parts.prop_map(move |(period, value, measure, scope)| Figure {
            measure: ["export", "trade"][measure].to_owned(),
            scope: scopes[scope],
            ..figure(PERIODS[period], f64::from(value))
        })
    }

    proptest! {
        #[test]
        fn every_figure_is_one_point_of_its_own_series(
            mut figures in proptest::collection::vec(any_figure(), 0..40),
        ) {
            put_in_order(&mut figures, &[]);
            let all = series(&figures);
            let points = || all.iter().flat_map(|series| &series.points);
            let shown: Vec<*const Figure> =
                points().filter_map(|point| point.figure).map(std::ptr::from_ref).collect();
            prop_assert_eq!(shown.len(), figures.len());
            prop_assert!(figures.iter().all(|figure| shown.contains(&std::ptr::from_ref(figure))));
            for series in &all {
                for figure in series.points.iter().filter_map(|point| point.figure) {
                    prop_assert_eq!(&figure.measure, series.measure);
                    prop_assert_eq!(figure.scope, series.scope);
                }
                let days = |point: &Point<'_>| (point.period.last_day(), point.period.first_day());
                prop_assert!(series.points.is_sorted_by_key(days));
            }
            let keys: Vec<_> = all.iter().map(|series| (series.measure, series.scope)).collect();
            let mut unique = keys.clone();
            unique.sort_unstable();
            unique.dedup();
            prop_assert_eq!(keys.len(), unique.len());
        }

        #[test]
        fn changes_compare_equal_days_of_one_series(
            mut figures in proptest::collection::vec(any_figure(), 0..40),
        ) {
            put_in_order(&mut figures, &[]);
            for series in series(&figures) {
                for point in &series.points {
                    let Some(change) = &point.year_on_year else { continue };
                    let before = point.period.year_before().unwrap();
                    for figure in &change.before {
                        prop_assert!(figure.period.same_days(before));
                        prop_assert_eq!(figure.scope, series.scope);
                        prop_assert_eq!(&figure.measure, series.measure);
                        prop_assert_eq!(figure.value, Some(change.value_before));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_whole_year_quarter_or_month_is_partial() {
        for (period, partial) in [
            ("2024", false),
            ("2024-01-01/2024-03-31", false),
            ("2024-02", false),
            ("2024-01-01/2024-09-30", true),
            ("2024-01-23/2024-01-23", true),
            ("2021-01-01/2025-12-31", true),
        ] {
            let figures = [figure(period, 1.0)];
            assert_eq!(
                series(&figures)[0].points[0].is_partial(),
                partial,
                "{period}"
            );
        }
    }
}
