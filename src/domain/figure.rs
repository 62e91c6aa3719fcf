//! Figures: numbers with a subject, a measure, a period and a source.

use super::record::{Coherent, closed_list, invalid, record};
use super::{FieldError, Period, Subject};

closed_list! {
    /// How exactly a value is known.
    pub enum Bound {
        /// As printed.
        Exact = "exact",
        /// The source says "about", "nearly" or the like.
        About = "about",
        /// A lower bound: "more than".
        AtLeast = "at_least",
        /// An upper bound: "up to".
        AtMost = "at_most",
        /// From `value` to `value_to`.
        Between = "between",
    }
}

closed_list! {
    /// Which goods a figure of trade counts. Figures of different scopes are never one series.
    pub enum Scope {
        /// Goods through the gates of the subject, wherever they were declared.
        Gates = "gates",
        /// Goods declared at the customs offices of the subject.
        Declared = "declared",
        /// Trade of the firms of the subject, through whatever gate.
        Firms = "firms",
        /// Goods made in the province of the gate.
        LocalGoods = "local_goods",
        /// Farm produce only.
        FarmProduce = "farm_produce",
        /// Goods imported for re-export.
        ReExport = "re_export",
        /// Trade between the subject and the province across the border.
        BorderTrade = "border_trade",
        /// The source does not say.
        NotStated = "not_stated",
    }
}

record! {
    /// One number: what it is about, what it counts, for which period, from which source.
    ///
    /// A figure that a source does not give does not exist: "not reported" is not zero.
    pub struct Figure {
        /// What it is about.
        pub subject: Subject,
        /// What it counts: the id of a measure of the catalogue.
        pub measure: String,
        /// Which goods it counts; for trade only.
        pub scope: Option<Scope>,
        /// The period it stands for: columns `period_start` and `period_end`.
        pub period: Period,
        /// The value in `unit`; absent when the source gives the change only.
        pub value: Option<f64>,
        /// The upper end of a value known as a range.
        pub value_to: Option<f64>,
        /// How exactly the value is known.
        pub bound: Bound,
        /// The unit: that of the measure.
        pub unit: String,
        /// Change on the same period of the year before, per cent, as the source prints it.
        pub yoy_pct: Option<f64>,
        /// Ids of the sources.
        pub source_id: Vec<String>,
        /// What to mind, in Vietnamese.
        pub note_vi: Option<String>,
        /// What to mind, in English.
        pub note_en: Option<String>,
    }
}

impl Coherent for Figure {
    fn coherent(&self) -> Result<(), FieldError> {
        if self.source_id.is_empty() {
            return Err(invalid(
                "source_id",
                "",
                "the id of a source: no figure without one",
            ));
        }
        if self.value.is_none() && self.yoy_pct.is_none() {
            return Err(invalid("value", "", "a number, unless `yoy_pct` has one"));
        }
        let upper = self.value_to.zip(self.value);
        match (self.bound, upper) {
            (Bound::Between, Some((to, from))) if to > from => Ok(()),
            (Bound::Between, _) => Err(invalid(
                "value_to",
                self.value_to.map_or_else(String::new, |to| to.to_string()),
                "a number above `value`, because `bound` is between",
            )),
            (_, _) if self.value_to.is_some() => Err(invalid(
                "bound",
                self.bound,
                "between, because `value_to` has a number",
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Record, assert_round_trip};
    use super::*;
    use proptest::prelude::*;

    fn coherent(mut figure: Figure) -> Figure {
        figure.source_id = vec!["a".to_owned()];
        figure.value = Some(figure.value.unwrap_or(1.0));
        figure.value_to = (figure.bound == Bound::Between).then(|| figure.value.unwrap() + 1.0);
        figure
    }

    proptest! {
        #[test]
        fn figures_are_read_back_as_written(seed: u64) {
            assert_round_trip(&coherent(Figure::sample(seed)));
        }
    }

    #[test]
    fn a_figure_without_source_value_or_sound_range_is_refused() {
        let good = coherent(Figure::sample(1));
        let spoilt: [fn(&mut Figure); 4] = [
            |figure| figure.source_id.clear(),
            |figure| (figure.value, figure.yoy_pct, figure.bound) = (None, None, Bound::Exact),
            |figure| (figure.bound, figure.value_to) = (Bound::Between, None),
            |figure| (figure.bound, figure.value_to) = (Bound::Exact, Some(1e9)),
        ];
        for spoil in spoilt {
            let mut bad = good.clone();
            spoil(&mut bad);
            assert!(Figure::from_fields(&bad.to_fields()).is_err(), "{bad:?}");
        }
    }
}
