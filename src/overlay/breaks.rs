//! Classes: where one ends and the next begins.

use super::values::tidy;
use crate::domain::BreakMethod;

/// Where a class begins and ends. It holds its lower end, and its upper one if it is the last; a
/// class whose ends are equal holds just that value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassLimits {
    /// Lower end.
    pub from: f64,
    /// Upper end.
    pub to: f64,
}

/// How classes are to be cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut<'a> {
    /// The method.
    pub method: BreakMethod,
    /// How many classes at most; not used by [`BreakMethod::Given`].
    pub classes: usize,
    /// The ends of the classes for [`BreakMethod::Given`], at least two of them, rising; the outer
    /// ones move outward where values lie beyond them.
    pub breaks: &'a [f64],
    /// Gives 0 a class of its own, if it occurs and nothing is less: most communes have no cluster.
    pub zero_apart: bool,
    /// Makes 0 an end of classes where values lie on both sides of it: growth is told from decline.
    pub around_zero: bool,
}

/// Classes, rising. Every value that they were cut for lies in exactly one.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    limits: Vec<ClassLimits>,
}

impl Classes {
    /// Cuts classes for some finite values. There are fewer than asked for where there are fewer
    /// different values, and none for no values.
    #[must_use]
    pub fn cut(values: &[f64], cut: &Cut) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
            return Self { limits: Vec::new() };
        };
        if cut.method == BreakMethod::Given {
            return Self::between(&stretched(cut.breaks, least, most));
        }
        if !(cut.zero_apart && least == 0.0) {
            return Self::between(&ends(&sorted, cut.classes, cut));
        }
        let zeros = sorted.partition_point(|value| *value <= 0.0);
        let zero = ClassLimits { from: 0.0, to: 0.0 };
        let above = &sorted[zeros..];
        let mut limits = vec![zero];
        if !above.is_empty() {
            let mut ends = ends(above, cut.classes.saturating_sub(1).max(1), cut);
            // Round numbers may reach down to the class of 0.
            ends[0] = above[0];
            limits.extend(Self::between(&ends).limits);
        }
        Self { limits }
    }

    fn between(ends: &[f64]) -> Self {
        let limits = match ends {
            [only] => vec![ClassLimits {
                from: *only,
                to: *only,
            }],
            _ => ends
                .windows(2)
                .map(|pair| ClassLimits {
                    from: pair[0],
                    to: pair[1],
                })
                .collect(),
        };
        Self { limits }
    }

    /// The classes, rising.
    #[must_use]
    pub fn limits(&self) -> &[ClassLimits] {
        &self.limits
    }

    /// The class of a value; nothing for one beyond both ends.
    #[must_use]
    pub fn class_of(&self, value: f64) -> Option<usize> {
        let last = self.limits.len().checked_sub(1)?;
        self.limits.iter().enumerate().position(|(index, class)| {
            let closed = index == last || class.from >= class.to;
            class.from <= value && (value < class.to || (closed && value <= class.to))
        })
    }
}

/// The ends of the classes of some sorted values, at least one.
fn ends(sorted: &[f64], classes: usize, cut: &Cut) -> Vec<f64> {
    let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
    let different = 1 + sorted.windows(2).filter(|pair| pair[0] < pair[1]).count();
    if different == 1 {
        return vec![least];
    }
    let classes = classes.min(different);
    let inner = match cut.method {
        BreakMethod::Pretty => return pretty(least, most, classes),
        BreakMethod::Equal => equal(least, most, classes),
        BreakMethod::Natural => natural(sorted, classes),
        BreakMethod::Quantile | BreakMethod::Given => quantile(sorted, classes),
    };
    let mut ends = vec![least];
    ends.extend(inner);
    ends.push(most);
    if cut.around_zero && least < 0.0 && most > 0.0 {
        through_zero(&mut ends);
    }
    ends
}

/// The ends given, the outer ones moved outward so that every value lies between them.
fn stretched(breaks: &[f64], least: f64, most: f64) -> Vec<f64> {
    let mut ends = breaks.to_vec();
    if let Some(first) = ends.first_mut() {
        *first = first.min(least);
    }
    if let Some(last) = ends.last_mut() {
        *last = last.max(most);
    }
    ends
}

fn equal(least: f64, most: f64, classes: usize) -> Vec<f64> {
    let width = (most - least) / classes as f64;
    let mut inner: Vec<f64> = (1..classes)
        .map(|index| tidy(least + width * index as f64))
        .filter(|end| least < *end && *end < most)
        .collect();
    inner.dedup();
    inner
}

fn natural(sorted: &[f64], classes: usize) -> Vec<f64> {
    let classes = u8::try_from(classes).unwrap_or(u8::MAX);
    // Fails only for no values, or for more classes than values.
    let groups = ckmeans::ckmeans(sorted, classes).unwrap_or_default();
    let neighbours = groups.windows(2).filter_map(|pair| {
        let (below, above) = (pair[0].last()?, pair[1].first()?);
        (below < above).then(|| roundest(*below, *above))
    });
    neighbours.collect()
}

fn quantile(sorted: &[f64], classes: usize) -> Vec<f64> {
    let mut inner: Vec<f64> = Vec::new();
    for index in 1..classes {
        let mut at = (index * sorted.len()).div_ceil(classes).max(1);
        // Equal values stay together.
        while at < sorted.len() && sorted[at - 1] >= sorted[at] {
            at += 1;
        }
        if at == sorted.len() {
            break;
        }
        let end = roundest(sorted[at - 1], sorted[at]);
        if inner.last().is_none_or(|last| *last < end) {
            inner.push(end);
        }
    }
    inner
}

/// Multiples of 1, 2, 2.5 or 5 times a power of ten, the closest together that give no more classes.
fn pretty(least: f64, most: f64, classes: usize) -> Vec<f64> {
    let power = ((most - least) / classes as f64).log10().floor() as i32;
    for power in power..=power + 3 {
        for multiple in [1.0, 2.0, 2.5, 5.0] {
            let end = |index: f64| tidy(index * multiple * 10f64.powi(power));
            let step = multiple * 10f64.powi(power);
            let mut first = (least / step).floor();
            while end(first) > least {
                first -= 1.0;
            }
            let mut ends = vec![end(first)];
            while ends[ends.len() - 1] < most && ends.len() <= classes + 1 {
                ends.push(end(first + ends.len() as f64));
            }
            if ends.len() <= classes + 1 && ends[ends.len() - 1] >= most {
                return ends;
            }
        }
    }
    vec![least, most]
}

/// Moves the inner end nearest to 0 onto it; adds one if there is none.
fn through_zero(ends: &mut Vec<f64>) {
    let inner = 1..ends.len() - 1;
    let nearest = inner.min_by(|a, b| ends[*a].abs().total_cmp(&ends[*b].abs()));
    match nearest {
        Some(nearest) => ends[nearest] = 0.0,
        None => ends.insert(1, 0.0),
    }
}

/// The number with the fewest digits that is above one value and not above the other: a class that
/// begins there holds the same values and reads better.
fn roundest(below: f64, at_most: f64) -> f64 {
    let largest = below.abs().max(at_most.abs());
    let power = largest.log10().ceil() as i32 + 1;
    for power in (power - 14..=power).rev() {
        for multiple in [5.0, 2.0, 1.0] {
            let step = multiple * 10f64.powi(power);
            let candidate = tidy((at_most / step).floor() * step);
            if below < candidate && candidate <= at_most {
                return candidate;
            }
        }
    }
    at_most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(method: BreakMethod, classes: usize) -> Cut<'static> {
        Cut {
            method,
            classes,
            breaks: &[],
            zero_apart: false,
            around_zero: false,
        }
    }

    fn limits(values: &[f64], cut: &Cut) -> Vec<(f64, f64)> {
        let classes = Classes::cut(values, cut);
        let limits = classes.limits().iter();
        limits.map(|class| (class.from, class.to)).collect()
    }

    /// How many classes hold a value, by the rule of the contract.
    fn holders(classes: &[ClassLimits], value: f64) -> usize {
        let last = classes.len() - 1;
        let holds = |(index, class): &(usize, &ClassLimits)| {
            let top = *index == last || class.from == class.to;
            value >= class.from && (value < class.to || (top && value == class.to))
        };
        classes.iter().enumerate().filter(holds).count()
    }

    const CUTTING: [BreakMethod; 4] = [
        BreakMethod::Quantile,
        BreakMethod::Equal,
        BreakMethod::Natural,
        BreakMethod::Pretty,
    ];

    fn some_values() -> impl Strategy<Value = Vec<f64>> {
        prop_oneof![
            prop::collection::vec((-40..400i32).prop_map(f64::from), 1..60),
            prop::collection::vec(0.0..1e7f64, 1..60),
            prop::collection::vec((0..3i32).prop_map(f64::from), 1..200),
            prop::collection::vec(-0.01..0.01f64, 1..9),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn every_value_lies_in_exactly_one_class(
            values in some_values(),
            method in prop::sample::select(&CUTTING[..]),
            classes in 2..=9usize,
            zero_apart: bool,
            around_zero: bool,
        ) {
            let cut = Cut { zero_apart, around_zero, ..cut(method, classes) };
            let made = Classes::cut(&values, &cut);
            let limits = made.limits();
            prop_assert!((1..=classes).contains(&limits.len()) || around_zero && limits.len() == 2, "{limits:?}");
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(limits[0].from <= least && most <= limits[limits.len() - 1].to, "{limits:?}");
            for value in &values {
                prop_assert_eq!(holders(limits, *value), 1, "{} in {:?}", value, limits);
                let class = made.class_of(*value).expect("a class");
                prop_assert!(limits[class].from <= *value && *value <= limits[class].to);
            }
            if around_zero && least < 0.0 && most > 0.0 {
                prop_assert!(limits.iter().all(|class| class.from >= 0.0 || class.to <= 0.0), "{limits:?}");
            }
        }

        #[test]
        fn given_ends_hold_every_value(
            values in some_values(),
            mut breaks in prop::collection::btree_set(-50..500i32, 3..10),
        ) {
            let breaks: Vec<f64> = std::mem::take(&mut breaks).into_iter().map(f64::from).collect();
            let made = Classes::cut(&values, &Cut { breaks: &breaks, ..cut(BreakMethod::Given, 5) });
            prop_assert_eq!(made.limits().len(), breaks.len() - 1);
            for value in &values {
                prop_assert_eq!(holders(made.limits(), *value), 1);
            }
            for (class, pair) in made.limits().windows(2).zip(&breaks[1..]) {
                prop_assert_eq!(class[0].to, *pair);
                prop_assert_eq!(class[1].from, *pair);
            }
        }

        #[test]
        fn natural_classes_and_quantiles_are_not_empty(
            values in some_values(),
            natural: bool,
            classes in 2..=9usize,
        ) {
            let method = if natural { BreakMethod::Natural } else { BreakMethod::Quantile };
            let made = Classes::cut(&values, &cut(method, classes));
            for class in 0..made.limits().len() {
                let held = values.iter().filter(|value| made.class_of(**value) == Some(class));
                prop_assert!(held.count() > 0, "{class} of {:?}", made.limits());
            }
        }
    }

    #[test]
    fn each_method_cuts_as_its_name_says() {
        let values = [1.0, 2.0, 2.0, 3.0, 9.0, 10.0, 11.0, 40.0];
        for (method, classes, expected) in [
            (
                BreakMethod::Equal,
                3,
                vec![(1.0, 14.0), (14.0, 27.0), (27.0, 40.0)],
            ),
            (
                BreakMethod::Natural,
                3,
                vec![(1.0, 5.0), (5.0, 40.0), (40.0, 40.0)],
            ),
            (BreakMethod::Quantile, 2, vec![(1.0, 5.0), (5.0, 40.0)]),
            (
                BreakMethod::Pretty,
                5,
                vec![(0.0, 10.0), (10.0, 20.0), (20.0, 30.0), (30.0, 40.0)],
            ),
        ] {
            assert_eq!(limits(&values, &cut(method, classes)), expected, "{method}");
        }
    }

    #[test]
    fn nothing_stands_apart_from_little() {
        let zero_apart = Cut {
            zero_apart: true,
            ..cut(BreakMethod::Quantile, 3)
        };
        let values = [0.0, 0.0, 0.0, 1.0, 2.0, 5.0, 8.0];
        assert_eq!(
            limits(&values, &zero_apart),
            [(0.0, 0.0), (1.0, 5.0), (5.0, 8.0)]
        );
        assert_eq!(limits(&[0.0, 0.0], &zero_apart), [(0.0, 0.0)]);
        assert_eq!(limits(&[0.0, 3.0], &zero_apart), [(0.0, 0.0), (3.0, 3.0)]);
    }

    #[test]
    fn growth_is_told_from_decline() {
        let around_zero = Cut {
            around_zero: true,
            ..cut(BreakMethod::Equal, 4)
        };
        let made = limits(&[-2.0, 1.0, 4.0, 6.0], &around_zero);
        assert_eq!(made, [(-2.0, 0.0), (0.0, 2.0), (2.0, 4.0), (4.0, 6.0)]);
    }

    #[test]
    fn no_values_make_no_classes() {
        let none = Classes::cut(&[], &cut(BreakMethod::Natural, 5));
        assert!(none.limits().is_empty());
        assert_eq!(none.class_of(1.0), None);
    }
}
