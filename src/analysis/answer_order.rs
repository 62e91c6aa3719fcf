//! The order in which answers list figures, and how the figures of one subject are found in it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::{Figure, MeasureSpec, Subject};

/// Puts figures in the order of answers: by subject, by measure as the catalogue lists them, by
/// scope, the latest end of a period first; of two periods that end together the longer first.
/// Figures that agree in all of that keep their order.
pub fn put_in_order(figures: &mut [Figure], measures: &[MeasureSpec]) {
    let ranks: BTreeMap<&str, usize> = measures.iter().map(|m| m.id.as_str()).zip(0..).collect();
    let rank = |figure: &Figure| ranks.get(figure.measure.as_str()).copied();
    figures.sort_by(|a, b| {
        by_subject(&a.subject, &b.subject)
            .then_with(|| rank(a).cmp(&rank(b)))
            .then_with(|| a.measure.cmp(&b.measure))
            .then_with(|| a.scope.cmp(&b.scope))
            .then_with(|| b.period.last_day().cmp(&a.period.last_day()))
            .then_with(|| a.period.first_day().cmp(&b.period.first_day()))
    });
}

/// The figures of a subject among figures that [`put_in_order`] has ordered.
#[must_use]
pub fn of_subject<'a>(ordered: &'a [Figure], subject: &Subject) -> &'a [Figure] {
    let against = |figure: &Figure| by_subject(&figure.subject, subject);
    let start = ordered.partition_point(|figure| against(figure) == Ordering::Less);
    let rest = &ordered[start..];
    let count = rest.partition_point(|figure| against(figure) == Ordering::Equal);
    &rest[..count]
}

/// The order of subjects: region, country, provinces, former provinces, communes, gates, zones,
/// plants, customs; each kind by code or slug.
#[must_use]
pub fn by_subject(a: &Subject, b: &Subject) -> Ordering {
    rank(a).cmp(&rank(b)).then_with(|| a.cmp(b))
}

fn rank(subject: &Subject) -> u8 {
    match subject {
        Subject::Region => 0,
        Subject::Vietnam => 1,
        Subject::Province(_) => 2,
        Subject::FormerProvince(_) => 3,
        Subject::Commune(_) => 4,
        Subject::Gate(_) => 5,
        Subject::Zone(_) => 6,
        Subject::Plant(_) => 7,
        Subject::Customs(_) => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::figure;
    use super::*;
    use proptest::prelude::*;

    const SUBJECTS: [&str; 9] = [
        "region",
        "vietnam",
        "20",
        "former:27",
        "00004",
        "gate:mong-cai",
        "zone:ha-noi-ccn-bich-hoa",
        "plant:hoa-binh",
        "customs:region-6",
    ];

    fn about(subject: &str, period: &str) -> Figure {
        Figure {
            subject: subject.parse().expect("a subject"),
            ..figure(period, 1.0)
        }
    }

    #[test]
    fn the_latest_comes_first_and_the_longer_of_two_that_end_together() {
        let mut figures = ["2023", "2024-12", "2025-03", "2024"].map(|p| figure(p, 1.0));
        put_in_order(&mut figures, &[]);
        let shown = figures.map(|figure| figure.period.to_string());
        assert_eq!(
            shown,
            [
                "2025-03/2025-03",
                "2024/2024",
                "2024-12/2024-12",
                "2023/2023"
            ]
        );
    }

    proptest! {
        #[test]
        fn each_subject_has_its_figures_and_only_those(
            kinds in proptest::collection::vec(0..SUBJECTS.len(), 0..60),
        ) {
            let mut figures: Vec<Figure> =
                kinds.iter().map(|&kind| about(SUBJECTS[kind], "2024")).collect();
            put_in_order(&mut figures, &[]);
            let mut put_together = Vec::new();
            for (kind, word) in SUBJECTS.iter().enumerate() {
                let own = of_subject(&figures, &word.parse().unwrap());
                let expected = kinds.iter().filter(|&&other| other == kind).count();
                prop_assert_eq!(own.len(), expected);
                prop_assert!(own.iter().all(|figure| figure.subject.to_string() == *word));
                put_together.extend(own.iter().cloned());
            }
            prop_assert_eq!(put_together, figures);
        }
    }
}
