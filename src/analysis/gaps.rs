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

#[cfg(test)]
mod tests {
    use super::super::samples::figure;
    use super::*;
    use proptest::prelude::*;

    fn gaps(reported: &[&str]) -> Vec<String> {
        let figures: Vec<Figure> = reported.iter().map(|period| figure(period, 1.0)).collect();
        let gaps = unreported(&figures).into_iter();
        gaps.map(|period| period.to_string()).collect()
    }

    #[test]
    fn whole_years_and_months_between_reported_ones_are_gaps() {
        assert_eq!(
            gaps(&["2020", "2023-01-01/2023-12-31", "2021"]),
            ["2022-01-01/2022-12-31"]
        );
        assert_eq!(
            gaps(&["2024-11", "2025-03", "2025-01"]),
            ["2024-12-01/2024-12-31", "2025-02-01/2025-02-28"]
        );
    }

    #[test]
    fn nothing_else_is_a_gap() {
        for reported in [
            &["2020"][..],
            &["2020", "2021"],
            &["2020-01-01/2020-09-30", "2024-01-01/2024-09-30"],
            &["2020-01-01/2020-03-31", "2021-01-01/2021-03-31"],
            &["../2020", "../2024"],
            &["2020", "2020-05"],
            &["2020-05-01/2020-05-01", "2020-08-01/2020-08-01"],
        ] {
            assert!(gaps(reported).is_empty(), "{reported:?}");
        }
    }

    proptest! {
        #[test]
        fn reported_years_and_gaps_make_an_unbroken_run(
            years in proptest::collection::btree_set(1990..2030_i16, 1..12),
        ) {
            let figures: Vec<Figure> = years
                .iter()
                .map(|year| figure(&year.to_string(), 1.0))
                .collect();
            let gaps = unreported(&figures);
            prop_assert!(gaps.iter().all(|gap| gap.kind() == PeriodKind::Year));
            let mut all: Vec<i16> = gaps.iter().map(|gap| gap.first_day().year()).collect();
            prop_assert!(all.iter().all(|year| !years.contains(year)));
            all.extend(&years);
            all.sort_unstable();
            let (first, last) = (*years.first().unwrap(), *years.last().unwrap());
            prop_assert_eq!(all, (first..=last).collect::<Vec<_>>());
        }
    }
}
