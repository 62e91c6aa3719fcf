//! Rows on their way to figures: ranges are closed, what is said twice is kept once.

use std::collections::BTreeMap;

use super::notes::Translations;
use crate::domain::{Bound, Figure};
use crate::import::report::{FileReport, Rejected};

/// Which end of a range a row gives: the ending `_min` or `_max` of its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// `_min`.
    Low,
    /// `_max`.
    High,
}

/// A figure that may still lack the other end of its range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Raw file and line.
    pub origin: (&'static str, u64),
    /// The end of a range that the row gives; the whole value when absent.
    pub end: Option<End>,
    /// The figure, without its notes.
    pub figure: Figure,
    /// What a reader must mind, in English.
    pub remarks: Vec<String>,
}

impl Draft {
    /// What two rows must share to be about the same thing.
    fn topic(&self) -> String {
        let figure = &self.figure;
        let scope = figure.scope.map(|scope| scope.to_string());
        format!(
            "{} {} {} {} {}",
            figure.subject,
            figure.measure,
            scope.unwrap_or_default(),
            figure.period,
            figure.source_id.join(" ")
        )
    }

    fn add_remarks(&mut self, others: Vec<String>) {
        for remark in others {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }

    fn finish(mut self, translations: &Translations) -> Figure {
        (self.figure.note_vi, self.figure.note_en) = translations.both(&self.remarks);
        self.figure
    }
}

/// Joins the two ends of each range; an end that stands alone becomes a bound.
pub(super) fn close_ranges(drafts: Vec<Draft>, report: &mut FileReport) -> Vec<Draft> {
    let mut highs: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    let mut others = Vec::new();
    for draft in drafts {
        if draft.end == Some(End::High) {
            highs.entry(draft.topic()).or_default().push(draft);
        } else {
            others.push(draft);
        }
    }
    for draft in &mut others {
        if draft.end.take().is_none() {
            continue;
        }
        draft.figure.bound = Bound::AtLeast;
        let waiting = highs.get_mut(&draft.topic());
        if let Some(high) = waiting.and_then(|waiting| take_above(waiting, draft.figure.value)) {
            draft.figure.bound = Bound::Between;
            draft.figure.value_to = high.figure.value;
            draft.figure.yoy_pct = draft.figure.yoy_pct.or(high.figure.yoy_pct);
            draft.add_remarks(high.remarks);
            report.change("rows `_min` and `_max` became one range");
        }
    }
    for mut high in highs.into_values().flatten() {
        high.end = None;
        high.figure.bound = Bound::AtMost;
        others.push(high);
    }
    others
}

/// The first upper end above a value.
fn take_above(waiting: &mut Vec<Draft>, low: Option<f64>) -> Option<Draft> {
    let above = |high: &Draft| high.figure.value > low;
    waiting
        .iter()
        .position(above)
        .map(|index| waiting.remove(index))
}

/// Keeps once what several rows say alike: all but the notes, which are joined. The reports of the
/// files tell how many rows went into others.
pub(super) fn keep_once(drafts: Vec<Draft>, report: &mut FileReport) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts {
        let figure = &draft.figure;
        let said = format!(
            "{} {:?} {:?} {} {:?}",
            draft.topic(),
            figure.value,
            figure.value_to,
            figure.bound,
            figure.yoy_pct
        );
        if let Some(&index) = places.get(&said) {
            let earlier: &mut Draft = &mut kept[index];
            report.change(format!(
                "{}, row {}: said in {}, row {} already; the notes were joined",
                draft.origin.0, draft.origin.1, earlier.origin.0, earlier.origin.1
            ));
            earlier.add_remarks(draft.remarks);
        } else {
            places.insert(said, kept.len());
            kept.push(draft);
        }
    }
    kept
}

/// The finished figures, by subject, measure, scope, period, source and value.
pub(super) fn finish(drafts: Vec<Draft>, report: &mut FileReport) -> Vec<Figure> {
    let translations = Translations::read();
    let mut figures = Vec::new();
    for draft in drafts {
        let origin = draft.origin;
        let figure = draft.finish(&translations);
        match crate::domain::Coherent::coherent(&figure) {
            Ok(()) => figures.push(figure),
            Err(error) => report.rejected.push(Rejected {
                row: origin.1,
                reason: format!("{}: {error}", origin.0),
                cure: "Correct the row".to_owned(),
            }),
        }
    }
    sort(&mut figures);
    figures
}

/// Puts figures in the order of their table.
pub(super) fn sort(figures: &mut [Figure]) {
    figures.sort_by(|a, b| {
        let key = |f: &Figure| (f.subject.clone(), f.measure.clone(), f.scope, f.period);
        let values = |f: &Figure| (f.value.unwrap_or(f64::MIN), f.value_to.unwrap_or(f64::MIN));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.source_id.cmp(&b.source_id))
            .then_with(|| values(a).0.total_cmp(&values(b).0))
            .then_with(|| values(a).1.total_cmp(&values(b).1))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(line: u64, end: Option<End>, value: f64, remarks: &[&str]) -> Draft {
        Draft {
            origin: ("a.csv", line),
            end,
            figure: Figure {
                subject: "gate:huu-nghi".parse().expect("a subject"),
                measure: "vehicles".to_owned(),
                scope: None,
                period: "2024".parse().expect("a period"),
                value: Some(value),
                value_to: None,
                bound: Bound::Exact,
                unit: "vehicles".to_owned(),
                yoy_pct: None,
                source_id: vec!["a".to_owned()],
                note_vi: None,
                note_en: None,
            },
            remarks: remarks.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    fn closed(drafts: Vec<Draft>) -> Vec<(Bound, Option<f64>, Option<f64>)> {
        let closed = close_ranges(drafts, &mut FileReport::new("a.csv"));
        let said = closed.into_iter().map(|draft| draft.figure);
        said.map(|figure| (figure.bound, figure.value, figure.value_to))
            .collect()
    }

    #[test]
    fn an_upper_end_below_the_lower_one_stays_apart() {
        let drafts = vec![
            draft(2, Some(End::Low), 5.0, &[]),
            draft(3, Some(End::High), 4.0, &[]),
        ];
        let expected = [
            (Bound::AtLeast, Some(5.0), None),
            (Bound::AtMost, Some(4.0), None),
        ];
        assert_eq!(closed(drafts), expected);
    }

    #[test]
    fn ends_of_different_periods_stay_apart() {
        let mut later = draft(3, Some(End::High), 9.0, &[]);
        later.figure.period = "2025".parse().expect("a period");
        let found = closed(vec![draft(2, Some(End::Low), 5.0, &[]), later]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_two_rows_say_alike_is_kept_once_with_both_notes() {
        let mut report = FileReport::new("figures");
        let drafts = vec![
            draft(2, None, 1.0, &["a"]),
            draft(9, None, 1.0, &["b", "a"]),
        ];
        let kept = keep_once(drafts, &mut report);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].remarks, ["a", "b"]);
        assert_eq!(report.changed.len(), 1);
    }

    #[test]
    fn two_sources_are_never_one() {
        let mut other = draft(3, None, 1.0, &[]);
        other.figure.source_id = vec!["b".to_owned()];
        let kept = keep_once(
            vec![draft(2, None, 1.0, &[]), other],
            &mut FileReport::new("x"),
        );
        assert_eq!(kept.len(), 2);
    }

    proptest! {
        #[test]
        fn closing_ranges_loses_no_number(values in proptest::collection::vec((0u8..3, 0u32..50), 0..12)) {
            let ends = [None, Some(End::Low), Some(End::High)];
            let drafts: Vec<Draft> = values
                .iter()
                .enumerate()
                .map(|(line, (end, value))| draft(line as u64, ends[usize::from(*end)], f64::from(*value), &[]))
                .collect();
            let mut before: Vec<f64> = values.iter().map(|(_, value)| f64::from(*value)).collect();
            let closed = closed(drafts);
            let mut after: Vec<f64> = Vec::new();
            for (bound, value, to) in closed {
                prop_assert_eq!(bound == Bound::Between, to.is_some());
                prop_assert!(to.is_none_or(|to| Some(to) > value));
                after.extend(value.into_iter().chain(to));
            }
            before.sort_by(f64::total_cmp);
            after.sort_by(f64::total_cmp);
            prop_assert_eq!(after, before);
        }
    }
}
