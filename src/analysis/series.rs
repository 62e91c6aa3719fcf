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
