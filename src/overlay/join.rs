//! Joins: figures of a measure laid on areas, former provinces added up to present ones.

use std::collections::{BTreeMap, BTreeSet};

use super::Areas;
use super::numbers::{Tongue, plain};
use super::values::{AreaValue, Reporting, Share, Values};
use crate::domain::{
    Adds, Bound, Extent, Figure, Level, Period, Predecessor, Scope, Subject, UnitCode,
};

/// The figures of one measure and scope that have a value, and how former provinces became present
/// ones.
#[derive(Clone, Debug)]
pub struct Figures<'a> {
    reported: Vec<&'a Figure>,
    edges: Vec<&'a Predecessor>,
    adds: Adds,
}

/// A period, and how many areas have a value for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodAreas {
    /// The period.
    pub period: Period,
    /// Areas with a value.
    pub areas: usize,
}

impl<'a> Figures<'a> {
    /// The figures of exactly this measure and this scope: scopes are never mixed.
    #[must_use]
    pub fn of(
        figures: &'a [Figure],
        predecessors: &'a [Predecessor],
        measure: &str,
        scope: Option<Scope>,
        adds: Adds,
    ) -> Self {
        let fits = |figure: &&Figure| {
            figure.measure == measure && figure.scope == scope && figure.value.is_some()
        };
        let provinces = |edge: &&Predecessor| edge.level == Level::Province;
        Self {
            reported: figures.iter().filter(fits).collect(),
            edges: predecessors.iter().filter(provinces).collect(),
            adds,
        }
    }

    /// The periods for which some area has a value, the latest first.
    #[must_use]
    pub fn periods(&self, areas: &Areas) -> Vec<PeriodAreas> {
        let mut periods: Vec<Period> = Vec::new();
        for figure in &self.reported {
            if !periods.iter().any(|known| known.same_days(figure.period)) {
                periods.push(figure.period);
            }
        }
        periods.sort_by_key(|period| (period.last_day(), period.first_day(), *period));
        let counted = periods.into_iter().rev().map(|period| PeriodAreas {
            period,
            areas: self.on(areas, period).known().len(),
        });
        counted.filter(|period| period.areas > 0).collect()
    }

    /// The values of the areas for one period. A present province without figures of its own has
    /// the sum over the former ones that it was made of, when all of them lie in it whole and are
    /// reported for the same days.
    #[must_use]
    pub fn on(&self, areas: &Areas, period: Period) -> Values {
        let mut reported: BTreeMap<&Subject, Vec<&Figure>> = BTreeMap::new();
        for figure in &self.reported {
            if figure.period.same_days(period) {
                reported.entry(&figure.subject).or_default().push(figure);
            }
        }
        let mut leftover: BTreeSet<&Subject> = reported
            .keys()
            .copied()
            .filter(|subject| matches!(subject, Subject::FormerProvince(_)))
            .collect();
        let rows: Vec<AreaValue> = areas
            .list()
            .iter()
            .map(|area| match area.code.level() {
                Level::Commune => own(&reported, &Subject::Commune(area.code)),
                Level::Province => {
                    let subject = Subject::Province(area.code);
                    let formers = self.formers_of(area.code);
                    let row = if reported.contains_key(&subject) {
                        own(&reported, &subject)
                    } else {
                        self.summed(&reported, &formers)
                    };
                    if row.value.is_some() {
                        for former in &formers {
                            leftover.remove(&Subject::FormerProvince(former.former));
                        }
                    }
                    row
                }
            })
            .collect();
        if areas.level() == crate::domain::AreaLevel::Commune {
            leftover.clear();
        }
        let left: Vec<f64> = leftover
            .iter()
            .filter_map(|subject| one_value(&reported[subject]).0.low_or_high())
            .collect();
        self.values(areas, rows, &left)
    }

    fn values(&self, areas: &Areas, rows: Vec<AreaValue>, left: &[f64]) -> Values {
        let known = || rows.iter().filter(|row| row.value.is_some());
        let adds = self.adds == Adds::Sum;
        let sum = |values: &mut dyn Iterator<Item = f64>| adds.then(|| values.sum::<f64>());
        let km2 = rows.iter().zip(areas.list());
        let km2 = km2.filter(|(row, _)| row.value.is_some());
        let mut all = known()
            .filter_map(|row| row.value)
            .chain(left.iter().copied());
        let total = sum(&mut all).filter(|_| known().count() + left.len() > 0);
        Values {
            unassigned: Share {
                value: sum(&mut left.iter().copied()),
                n: left.len(),
            },
            total: Share {
                value: total,
                n: known().count() + left.len(),
            },
            reporting: Some(Reporting {
                n: known().count(),
                of: rows.len(),
            }),
            total_km2: km2.map(|(_, area)| area.km2).sum(),
            rows,
        }
    }

    fn formers_of(&self, present: UnitCode) -> Vec<&'a Predecessor> {
        let own = |edge: &&&Predecessor| edge.successor == present;
        self.edges.iter().filter(own).copied().collect()
    }

    fn summed(
        &self,
        reported: &BTreeMap<&Subject, Vec<&Figure>>,
        formers: &[&Predecessor],
    ) -> AreaValue {
        let figures_of = |edge: &&&Predecessor| {
            let subject = Subject::FormerProvince(edge.former);
            reported.get(&subject).map(|figures| (edge.former, figures))
        };
        let found: Vec<(UnitCode, &Vec<&Figure>)> = formers
            .iter()
            .filter_map(|edge| figures_of(&edge))
            .collect();
        let whole = formers.iter().all(|edge| edge.extent == Extent::Whole);
        let mut row = AreaValue::unknown(formers.len().max(1));
        row.n = found.len();
        if found.is_empty() {
            return row;
        }
        // One former province that lies in the present one alone and whole is the same area, so
        // that nothing is added up.
        let may_add = self.adds == Adds::Sum || formers.len() == 1;
        if !whole || !may_add || found.len() < formers.len() {
            let names: Vec<String> = found.iter().map(|(code, _)| code.to_string()).collect();
            let names = names.join(", ");
            row.note_vi = Some(format!(
                "Chỉ có số của tỉnh cũ (mã {names}), không cộng được thành số của tỉnh hiện nay."
            ));
            row.note_en = Some(format!(
                "There are figures of former provinces only (codes {names}), which do not add up to the present one."
            ));
            return row;
        }
        let mut sum = Known::exactly(0.0);
        for (code, figures) in &found {
            let (known, _) = one_value(figures);
            sum = sum.plus(known);
            row.from.push(*code);
            row.sources.extend(sources_of(figures));
        }
        row.put(sum);
        if found.len() > 1 {
            row.note_vi = Some("Cộng từ số của các tỉnh cũ.".to_owned());
            row.note_en = Some("Added up from the figures of the former provinces.".to_owned());
        }
        row
    }
}

/// The value of a subject that is an area itself.
fn own(reported: &BTreeMap<&Subject, Vec<&Figure>>, subject: &Subject) -> AreaValue {
    let Some(figures) = reported.get(subject) else {
        return AreaValue::unknown(1);
    };
    let mut row = AreaValue::unknown(figures.len());
    row.n = figures.len();
    let (known, chosen) = one_value(figures);
    row.put(known);
    row.sources = sources_of(figures).collect();
    let others = others_than(chosen, figures);
    row.note_vi = joined([chosen.note_vi.clone(), others.as_ref().map(|o| o.0.clone())]);
    row.note_en = joined([chosen.note_en.clone(), others.map(|o| o.1)]);
    row
}

fn joined(notes: [Option<String>; 2]) -> Option<String> {
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

fn sources_of<'a>(figures: &'a [&Figure]) -> impl Iterator<Item = String> + 'a {
    figures
        .iter()
        .flat_map(|figure| figure.source_id.iter().cloned())
}

/// The value to draw when several figures stand for the same days: the one known most exactly, of
/// equals the first in the file. The others are named beside it, never mixed in.
fn one_value<'a>(figures: &[&'a Figure]) -> (Known, &'a Figure) {
    let exactness = |figure: &&&Figure| Bound::ALL.iter().position(|bound| *bound == figure.bound);
    let chosen = figures
        .iter()
        .min_by_key(exactness)
        .copied()
        .expect("figures are grouped by subject, so each group has one");
    (Known::of(chosen), chosen)
}

/// What other figures for the same days say, where they differ.
fn others_than(chosen: &Figure, figures: &[&Figure]) -> Option<(String, String)> {
    let differs = |figure: &&&Figure| {
        (figure.value, figure.value_to, figure.bound)
            != (chosen.value, chosen.value_to, chosen.bound)
    };
    let others: Vec<&&Figure> = figures.iter().filter(differs).collect();
    if others.is_empty() {
        return None;
    }
    let list = |tongue| {
        let values = others.iter().filter_map(|figure| figure.value);
        let values: Vec<String> = values.map(|value| plain(value, tongue)).collect();
        values.join("; ")
    };
    Some((
        format!("Nguồn khác ghi: {}.", list(Tongue::Vi)),
        format!("Other sources say: {}.", list(Tongue::En)),
    ))
}

/// A number between two ends, either of which may be unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    low: Option<f64>,
    high: Option<f64>,
    about: bool,
}

impl Known {
    fn exactly(value: f64) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
            about: false,
        }
    }

    fn of(figure: &Figure) -> Self {
        let (low, high) = match figure.bound {
            Bound::Exact | Bound::About => (figure.value, figure.value),
            Bound::AtLeast => (figure.value, None),
            Bound::AtMost => (None, figure.value),
            Bound::Between => (figure.value, figure.value_to),
        };
        Self {
            low,
            high,
            about: figure.bound == Bound::About,
        }
    }

    fn plus(self, other: Self) -> Self {
        let add = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
        Self {
            low: add(self.low, other.low),
            high: add(self.high, other.high),
            about: self.about || other.about,
        }
    }

    fn low_or_high(self) -> Option<f64> {
        self.low.or(self.high)
    }
}

impl AreaValue {
    fn put(&mut self, known: Known) {
        self.value = known.low_or_high();
        (self.bound, self.value_to) = match (known.low, known.high) {
            (Some(low), Some(high)) if low < high => (Bound::Between, Some(high)),
            (Some(_), Some(_)) if known.about => (Bound::About, None),
            (Some(_), None) => (Bound::AtLeast, None),
            (None, Some(_)) => (Bound::AtMost, None),
            _ => (Bound::Exact, None),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AreaLevel;
    use proptest::prelude::*;

    const SUBJECTS: [&str; 6] = ["24", "former:24", "former:27", "former:26", "25", "region"];
    const PERIODS: [&str; 3] = ["2023", "2024", "2024-01-01/2024-09-30"];

    fn figure(subject: &str, period: &str, scope: Option<Scope>, value: f64) -> Figure {
        Figure {
            subject: subject.parse().unwrap(),
            measure: "export".to_owned(),
            scope,
            period: period.parse().unwrap(),
            value: Some(value),
            value_to: None,
            bound: Bound::Exact,
            unit: "million USD".to_owned(),
            yoy_pct: None,
            source_id: vec![format!("{subject} {period}")],
            note_vi: None,
            note_en: None,
        }
    }

    fn edge(former: &str, successor: &str) -> Predecessor {
        Predecessor {
            level: Level::Province,
            former: former.parse().unwrap(),
            successor: successor.parse().unwrap(),
            extent: Extent::Whole,
            default: true,
        }
    }

    /// Bắc Ninh of two former provinces, Phú Thọ of one of its three, for brevity.
    fn edges() -> Vec<Predecessor> {
        vec![edge("24", "24"), edge("27", "24"), edge("26", "25")]
    }

    fn areas() -> Areas {
        Areas::sample(AreaLevel::Province, &["24", "25"], 100.0)
    }

    fn joined(figures: &[Figure], adds: Adds, period: &str) -> Values {
        let edges = edges();
        let own = Figures::of(figures, &edges, "export", Some(Scope::Firms), adds);
        own.on(&areas(), period.parse().unwrap())
    }

    proptest! {
        #[test]
        fn periods_and_scopes_are_never_mixed(
            drawn in prop::collection::btree_set((0..6usize, 0..3usize, any::<bool>()), 0..30),
            period in 0..3usize,
            may_add: bool,
        ) {
            let scope = |firms: bool| Some(if firms { Scope::Firms } else { Scope::Declared });
            // Every figure is a power of two of its own, so that a sum tells what it was made of.
            let figures: Vec<Figure> = drawn
                .iter()
                .zip(0..)
                .map(|(&(subject, period, firms), power)| {
                    figure(SUBJECTS[subject], PERIODS[period], scope(firms), 2f64.powi(power))
                })
                .collect();
            let find = |subject: &str| {
                let subject: Subject = subject.parse().unwrap();
                figures.iter().find(|figure| {
                    figure.subject == subject
                        && figure.scope == Some(Scope::Firms)
                        && figure.period == PERIODS[period].parse().unwrap()
                })
            };
            let adds = if may_add { Adds::Sum } else { Adds::None };
            let values = joined(&figures, adds, PERIODS[period]);
            let value = |subject: &str| find(subject).and_then(|figure| figure.value);
            let sum = value("former:24").zip(value("former:27")).map(|(a, b)| a + b);
            let expected = [
                value("24").or(sum.filter(|_| may_add)),
                value("25").or(value("former:26")),
            ];
            for ((row, expected), own) in values.rows.iter().zip(expected).zip(["24", "25"]) {
                prop_assert_eq!(row.value, expected);
                prop_assert_eq!(row.from.is_empty(), find(own).is_some() || expected.is_none());
                prop_assert_eq!(row.sources.is_empty(), expected.is_none());
                for source in &row.sources {
                    prop_assert!(source.ends_with(&format!(" {}", PERIODS[period])));
                }
            }
            if may_add {
                let rows: f64 = values.known().iter().sum();
                let total = values.total.value.unwrap_or(0.0);
                prop_assert_eq!(rows + values.unassigned.value.unwrap_or(0.0), total);
            }
        }
    }

    #[test]
    fn a_former_province_without_its_sibling_is_left_over() {
        let figures = [figure("former:27", "2023", Some(Scope::Firms), 5.0)];
        let values = joined(&figures, Adds::Sum, "2023");
        assert_eq!(values.rows[0].value, None);
        assert!(
            values.rows[0]
                .note_vi
                .as_ref()
                .is_some_and(|note| note.contains("27"))
        );
        assert_eq!(
            values.unassigned,
            Share {
                value: Some(5.0),
                n: 1
            }
        );
        assert_eq!(
            values.total,
            Share {
                value: Some(5.0),
                n: 1
            }
        );
    }

    #[test]
    fn a_divided_province_is_not_added_up() {
        let mut edges = edges();
        edges[1].extent = Extent::Part;
        let figures = [
            figure("former:24", "2023", None, 1.0),
            figure("former:27", "2023", None, 2.0),
        ];
        let own = Figures::of(&figures, &edges, "export", None, Adds::Sum);
        let values = own.on(&areas(), "2023".parse().unwrap());
        assert_eq!(values.rows[0].value, None);
        assert_eq!(values.unassigned.n, 2);
    }

    #[test]
    fn bounds_add_up_to_bounds() {
        let with = |subject: &str, bound: Bound, value: f64, value_to: Option<f64>| Figure {
            bound,
            value_to,
            ..figure(subject, "2023", Some(Scope::Firms), value)
        };
        for (bound, value_to, expected) in [
            (Bound::About, None, (Bound::About, 7.0, None)),
            (Bound::AtLeast, None, (Bound::AtLeast, 7.0, None)),
            (Bound::AtMost, None, (Bound::AtMost, 7.0, None)),
            (Bound::Between, Some(4.0), (Bound::Between, 7.0, Some(9.0))),
        ] {
            let figures = [
                with("former:24", Bound::Exact, 5.0, None),
                with("former:27", bound, 2.0, value_to),
            ];
            let row = &joined(&figures, Adds::Sum, "2023").rows[0];
            let found = (row.bound, row.value.unwrap(), row.value_to);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn sources_that_differ_stand_side_by_side() {
        let mut rough = figure("24", "2023", Some(Scope::Firms), 2750.0);
        rough.bound = Bound::About;
        let figures = [
            rough,
            figure("24", "2023-01-01/2023-12-31", Some(Scope::Firms), 2730.5),
        ];
        let row = &joined(&figures, Adds::Sum, "2023").rows[0];
        assert_eq!(
            (row.value, row.n),
            (Some(2730.5), 2),
            "the exact one is drawn"
        );
        assert_eq!(row.note_vi.as_deref(), Some("Nguồn khác ghi: 2.750."));
        assert_eq!(row.sources.len(), 2);
    }
}
