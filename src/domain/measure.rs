//! Measures and overlays: what `geodata/catalog.toml` says of figures and of the maps drawn from
//! them.

use super::record::closed_list;
use super::{LayerId, Scope};

closed_list! {
    /// How values of a measure may be added up over areas.
    pub enum Adds {
        /// By summing.
        Sum = "sum",
        /// As a mean with weights.
        WeightedMean = "weighted_mean",
        /// Not at all.
        None = "none",
    }
}

closed_list! {
    /// Which way goods or people go.
    pub enum Flow {
        /// Out of Vietnam.
        Export = "export",
        /// Into Vietnam.
        Import = "import",
        /// Both ways together.
        Both = "both",
    }
}

/// What a figure counts.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureSpec {
    /// Its stable name.
    pub id: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// The unit as files write it.
    pub unit: String,
    /// The unit in Vietnamese.
    pub unit_vi: String,
    /// The unit in English.
    pub unit_en: String,
    /// How it may be added up over areas.
    pub adds: Adds,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// Kinds of subject that it fits: words of [`Subject::KINDS`](super::Subject::KINDS).
    pub subjects: Vec<String>,
    /// The measures of one group share an axis: export, import and turnover, for example.
    pub group: String,
    /// Which way; absent where it makes no sense.
    pub flow: Option<Flow>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<String>,
    /// What to mind, in English.
    pub note_en: Option<String>,
}

closed_list! {
    /// How classes are cut.
    pub enum BreakMethod {
        /// As many areas in each class.
        Quantile = "quantile",
        /// Classes of equal width.
        Equal = "equal",
        /// Natural breaks (ckmeans).
        Natural = "natural",
        /// Round numbers of about equal width.
        Pretty = "pretty",
        /// The breaks of the catalogue or of the request.
        Given = "given",
    }
}

closed_list! {
    /// Levels of areas that an overlay covers.
    pub enum AreaLevel {
        /// The 18 provinces.
        Province = "province",
        /// The 1,733 communes.
        Commune = "commune",
    }
}

/// Values over areas, with classes and colours.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlaySpec {
    /// Its stable name.
    pub id: String,
    /// The heading under which a picker lists it, such as `clusters` or `trade`.
    pub group: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Unit in Vietnamese.
    pub unit_vi: String,
    /// Unit in English.
    pub unit_en: String,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// Levels that it makes sense at; the first is what a picker begins with.
    pub levels: Vec<AreaLevel>,
    /// Where the values come from.
    pub values: OverlayValues,
    /// Divides by the area of the polygons (km²), measured on the boundaries.
    pub per_km2: bool,
    /// Multiplies the value, for example 100 for per cent, or 0.01 from hectares to km².
    pub factor: f64,
    /// How classes are cut unless the request says otherwise.
    pub method: BreakMethod,
    /// How many classes unless the request says otherwise.
    pub classes: usize,
    /// Breaks for the method `given`, rising; empty otherwise.
    pub breaks: Vec<f64>,
    /// The name of the palette.
    pub palette: String,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<String>,
    /// What to mind, in English.
    pub note_en: Option<String>,
}

/// Where the values of an overlay come from.
#[derive(Clone, Debug, PartialEq)]
pub enum OverlayValues {
    /// Figures of a measure and a scope.
    Figures {
        /// The measure.
        measure: String,
        /// The scope; absent for measures without.
        scope: Option<Scope>,
    },
    /// A summary of the records of a layer of places.
    Summary {
        /// The layer.
        layer: LayerId,
        /// Only records whose field has one of the values.
        only: Vec<FieldCondition>,
        /// What is counted.
        count: SummaryCount,
        /// The field whose values make up the parts of a row, such as `status` or `fuel`.
        parts_by: Option<String>,
    },
}

/// A field has one of some values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCondition {
    /// The field.
    pub field: String,
    /// The values.
    pub values: Vec<String>,
}

/// What a summary counts in each area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummaryCount {
    /// Records.
    Records,
    /// The sum of a field over the records that have it.
    Sum(String),
    /// The mean of a field, weighted by another, over the records that have both.
    WeightedMean {
        /// The field.
        field: String,
        /// Its weight.
        weight: String,
    },
}
