//! Figures for tests.

use crate::domain::{Bound, Figure, Scope};

/// A figure of the turnover of Móng Cái.
pub(super) fn figure(period: &str, value: f64) -> Figure {
    Figure {
        subject: "gate:mong-cai".parse().expect("a subject"),
        measure: "trade".to_owned(),
        scope: Some(Scope::Gates),
        period: period.parse().expect("a period"),
        value: Some(value),
        value_to: None,
        bound: Bound::Exact,
        unit: "million USD".to_owned(),
        yoy_pct: None,
        source_id: vec![format!("source-of-{value}")],
        note_vi: None,
        note_en: None,
    }
}
