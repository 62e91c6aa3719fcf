//! The trade of a border gate, as a document.

use serde::Serialize;

use crate::atlas::{PeriodDocument, PlaceDocument, SourceDocument};

/// What is known of the trade of a gate.
#[derive(Clone, Debug, Serialize)]
pub struct TradeDocument<'a> {
    /// The gate.
    pub gate: GateDocument<'a>,
    /// Its own figures.
    pub series: Vec<SeriesDocument<'a>>,
    /// The passages that belong to it, each with its own figures; none is added to the gate.
    pub parts: Vec<PartTrade<'a>>,
    /// Figures of its province, for context; null when there are none.
    pub province: Option<ProvinceTrade<'a>>,
    /// What to mind, in Vietnamese.
    pub notes_vi: Vec<&'static str>,
    /// The same in English.
    pub notes_en: Vec<&'static str>,
    /// The sources of all figures here, each once.
    pub sources: Vec<SourceDocument<'a>>,
}

/// A gate with what it is.
#[derive(Clone, Debug, Serialize)]
pub struct GateDocument<'a> {
    /// Name and place.
    #[serde(flatten)]
    pub place: PlaceDocument<'a>,
    /// Class.
    pub class: &'static str,
    /// How it is crossed.
    pub mode: &'static str,
    /// Whether it works.
    pub status: &'static str,
    /// The country on the other side; null for sea and air.
    pub neighbour: Option<&'static str>,
}

/// A passage that belongs to the gate.
#[derive(Clone, Debug, Serialize)]
pub struct PartTrade<'a> {
    /// The passage.
    pub gate: PlaceDocument<'a>,
    /// Its own figures.
    pub series: Vec<SeriesDocument<'a>>,
}

/// The province of the gate.
#[derive(Clone, Debug, Serialize)]
pub struct ProvinceTrade<'a> {
    /// The province.
    pub place: PlaceDocument<'a>,
    /// Figures about the whole of it.
    pub series: Vec<SeriesDocument<'a>>,
}

/// The figures of one subject for one measure and one scope.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesDocument<'a> {
    /// The measure.
    pub measure: &'a str,
    /// Title of the measure in Vietnamese.
    pub measure_vi: &'a str,
    /// Title of the measure in English.
    pub measure_en: &'a str,
    /// Measures of one group share an axis.
    pub group: &'a str,
    /// `export`, `import` or `both`.
    pub flow: Option<&'static str>,
    /// Which goods it counts.
    pub scope: Option<&'static str>,
    /// Title of the scope in Vietnamese.
    pub scope_vi: Option<&'a str>,
    /// Title of the scope in English.
    pub scope_en: Option<&'a str>,
    /// The unit.
    pub unit: &'a str,
    /// The unit in Vietnamese.
    pub unit_vi: &'a str,
    /// The unit in English.
    pub unit_en: &'a str,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// How values may be added up over areas: `sum`, `weighted_mean` or `none`.
    pub adds: &'static str,
    /// Oldest first.
    pub points: Vec<PointDocument<'a>>,
}

/// A figure in its series, or a period that no source reports.
#[derive(Clone, Debug, Serialize)]
pub struct PointDocument<'a> {
    /// The period.
    pub period: PeriodDocument,
    /// The value; null where it is not reported, or the source gives the change only.
    pub value: Option<f64>,
    /// The upper end of a value known as a range.
    pub value_to: Option<f64>,
    /// How exactly the value is known; null where it is not reported.
    pub bound: Option<&'static str>,
    /// Whether a source reports on the period.
    pub reported: bool,
    /// Whether the period is something else than a whole year, quarter or month.
    pub partial: bool,
    /// Change on the same period of the year before, per cent, as the source prints it.
    pub yoy_pct: Option<f64>,
    /// The same, computed from two figures of this series.
    pub yoy: Option<YearOnYearDocument<'a>>,
    /// Ids of the sources.
    pub source_ids: &'a [String],
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
}

/// A change on the year before that was computed here.
#[derive(Clone, Debug, Serialize)]
pub struct YearOnYearDocument<'a> {
    /// Per cent, rounded to one decimal.
    pub pct: f64,
    /// What it was compared with.
    pub against: ComparedWith<'a>,
}

/// The figure of the year before.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedWith<'a> {
    /// The same days, a year earlier.
    pub period: PeriodDocument,
    /// Its value.
    pub value: f64,
    /// Ids of its sources.
    pub source_ids: Vec<&'a str>,
}
