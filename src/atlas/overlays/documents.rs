//! Overlays and measures, as documents.

use serde::{Serialize, Serializer};

use crate::atlas::overlays::{Overlay, Row};
use crate::atlas::{Atlas, PeriodDocument, SourceDocument};
use crate::domain::{FieldSpec, MeasureSpec, OverlaySpec, OverlayValues, Period, Scope, ValueSpec};
use crate::overlay::palette::MISSING;
use crate::overlay::{Area, Reporting, Share};

/// A measure in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureDocument<'a> {
    /// Its name.
    pub id: &'a str,
    /// Title in Vietnamese.
    pub title_vi: &'a str,
    /// Title in English.
    pub title_en: &'a str,
    /// The unit as files write it.
    pub unit: &'a str,
    /// The unit in Vietnamese.
    pub unit_vi: &'a str,
    /// The unit in English.
    pub unit_en: &'a str,
    /// How values may be added up over areas: `sum`, `weighted_mean` or `none`.
    pub adds: &'static str,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// Kinds of subject that it fits.
    pub subjects: &'a [String],
    /// The measures of one group share an axis.
    pub group: &'a str,
    /// `export`, `import`, `both`; null where it makes no sense.
    pub flow: Option<&'static str>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
}

impl<'a> From<&'a MeasureSpec> for MeasureDocument<'a> {
    fn from(measure: &'a MeasureSpec) -> Self {
        Self {
            id: &measure.id,
            title_vi: &measure.title_vi,
            title_en: &measure.title_en,
            unit: &measure.unit,
            unit_vi: &measure.unit_vi,
            unit_en: &measure.unit_en,
            adds: measure.adds.as_str(),
            decimals: measure.decimals,
            subjects: &measure.subjects,
            group: &measure.group,
            flow: measure.flow.map(crate::domain::Flow::as_str),
            note_vi: measure.note_vi.as_deref(),
            note_en: measure.note_en.as_deref(),
        }
    }
}

/// An overlay in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct OverlayEntry<'a> {
    /// Its name.
    pub id: &'a str,
    /// The heading under which a picker lists it.
    pub group: &'a str,
    /// Title of the heading in Vietnamese.
    pub group_vi: &'a str,
    /// Title of the heading in English.
    pub group_en: &'a str,
    /// Title in Vietnamese.
    pub title_vi: &'a str,
    /// Title in English.
    pub title_en: &'a str,
    /// Unit in Vietnamese.
    pub unit_vi: &'a str,
    /// Unit in English.
    pub unit_en: &'a str,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// `province`, `commune`: the first is what a picker begins with.
    pub levels: Vec<&'static str>,
    /// `figures` or `summary`.
    pub kind: &'static str,
    /// The measure of the figures.
    pub measure: Option<&'a str>,
    /// The scope of the figures.
    pub scope: Option<&'static str>,
    /// Title of the scope in Vietnamese.
    pub scope_vi: Option<&'a str>,
    /// Title of the scope in English.
    pub scope_en: Option<&'a str>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
}

/// An overlay with the periods of its figures.
#[derive(Clone, Debug, Serialize)]
pub struct ListedOverlay<'a> {
    /// What the catalogue says.
    #[serde(flatten)]
    pub entry: OverlayEntry<'a>,
    /// Periods for which areas have values, the latest first; none for a summary.
    pub periods: Vec<PeriodCount>,
    /// The period with most areas at the first level; the latest of those.
    pub default_period: Option<String>,
}

/// A period and how many areas have a value for it.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodCount {
    /// The period.
    #[serde(flatten)]
    pub period: PeriodDocument,
    /// Areas with a value, at the first of its levels.
    pub n: usize,
    /// The levels at which areas have values.
    pub levels: Vec<&'static str>,
}

/// All overlays.
#[derive(Clone, Debug, Serialize)]
pub struct OverlayPage<'a> {
    /// The overlays, in the order of the catalogue.
    pub items: Vec<ListedOverlay<'a>>,
    /// How many there are.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// The list is short: there is no next page.
    pub next: Option<String>,
}

/// Values over areas, with classes and colours.
#[derive(Clone, Debug, Serialize)]
pub struct OverlayDocument<'a> {
    /// Its name.
    pub id: &'a str,
    /// Title in Vietnamese.
    pub title_vi: &'a str,
    /// Title in English.
    pub title_en: &'a str,
    /// Unit in Vietnamese.
    pub unit_vi: &'a str,
    /// Unit in English.
    pub unit_en: &'a str,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// `province` or `commune`.
    pub level: &'static str,
    /// The period of the figures; null for a summary.
    pub period: Option<PeriodDocument>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
    /// Which goods figures of trade count.
    pub scope: Option<&'static str>,
    /// Title of the scope in Vietnamese.
    pub scope_vi: Option<&'a str>,
    /// Title of the scope in English.
    pub scope_en: Option<&'a str>,
    /// How the classes were cut.
    pub method: &'static str,
    /// The classes, rising.
    pub classes: Vec<ClassDocument<'a>>,
    /// Areas without a value: a class of its own.
    pub missing: MissingDocument,
    /// All areas, in order of their codes.
    pub rows: Vec<RowDocument<'a>>,
    /// What belongs to no area.
    pub unassigned: ShareDocument,
    /// Everything; the sum of the rows and of what is unassigned, where values add up.
    pub total: ShareDocument,
    /// How many of those that could report do; null where all do by nature.
    pub reporting: Option<ReportingDocument>,
    /// The sources that rows name, each once.
    pub sources: Vec<SourceDocument<'a>>,
    /// Version of the data.
    pub snapshot: &'a str,
}

/// A class. It holds `from` and what lies below `to`; the last one holds `to` as well, and one
/// whose ends are equal holds just that value.
#[derive(Clone, Debug, Serialize)]
pub struct ClassDocument<'a> {
    /// Its number, from 0.
    pub class: usize,
    /// Lower end.
    pub from: Amount,
    /// Upper end.
    pub to: Amount,
    /// Areas in it.
    pub n: usize,
    /// Colour on the light map.
    pub light: &'a str,
    /// Colour on the dark map.
    pub dark: &'a str,
}

/// The class of areas without a value.
#[derive(Clone, Debug, Serialize)]
pub struct MissingDocument {
    /// Areas in it.
    pub n: usize,
    /// Colour on the light map.
    pub light: &'static str,
    /// Colour on the dark map.
    pub dark: &'static str,
    /// Always true: told from every value without colour, too.
    pub hatched: bool,
}

/// One area.
#[derive(Clone, Debug, Serialize)]
pub struct RowDocument<'a> {
    /// Number of the feature in tiles.
    pub id: u64,
    /// Code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: &'a str,
    /// Name without marks.
    pub name_en: &'a str,
    /// The value; null when nothing is known.
    pub value: Option<Amount>,
    /// The upper end of a value known as a range; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to: Option<Amount>,
    /// Records or figures behind the value.
    pub n: usize,
    /// Records or figures that could be behind it.
    pub of: usize,
    /// The class; null without a value.
    pub class: Option<usize>,
    /// How exactly the value is known.
    pub bound: &'static str,
    /// What it consists of; null where the overlay has no parts.
    pub parts: Option<Vec<PartDocument<'a>>>,
    /// Whether it was added up from former provinces.
    pub derived: bool,
    /// Codes of those; left out when the value is the area's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// Ids of the sources.
    pub source_ids: Vec<&'a str>,
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
}

/// A part of a value.
#[derive(Clone, Debug, Serialize)]
pub struct PartDocument<'a> {
    /// The word in the data.
    pub value: &'a str,
    /// Title in Vietnamese.
    pub title_vi: &'a str,
    /// Title in English.
    pub title_en: &'a str,
    /// How much.
    pub amount: Amount,
}

/// A number that is written without a fraction when it has none: 11, not 11.0.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Amount(pub f64);

/// A value, and how many records or areas stand behind it.
#[derive(Clone, Debug, Serialize)]
pub struct ShareDocument {
    /// The value; null when nothing is known or values do not add up.
    pub value: Option<Amount>,
    /// How many.
    pub n: usize,
}

/// So many of so many report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportingDocument {
    /// Those that do.
    pub n: usize,
    /// Those that could.
    pub of: usize,
}

impl Atlas {
    /// The overlays with their periods.
    #[must_use]
    pub fn overlay_page(&self) -> OverlayPage<'_> {
        let specs = self.catalog.overlays.iter().enumerate();
        let items: Vec<_> = specs
            .map(|(index, spec)| self.listed(index, spec))
            .collect();
        OverlayPage {
            number_matched: items.len(),
            items,
            next: None,
        }
    }

    /// An overlay as an answer shows it.
    #[must_use]
    pub fn overlay_document<'a>(&'a self, overlay: &'a Overlay) -> OverlayDocument<'a> {
        let choice = &overlay.choice;
        let spec = self.spec_of(choice);
        let entry = self.overlay_entry(spec);
        let field = self.parts_field(spec);
        let count = |class: Option<usize>| {
            let own = overlay.rows.iter().filter(|row| row.class == class);
            own.count()
        };
        let classes = overlay.classes.limits().iter().zip(&overlay.colours);
        let classes = classes
            .enumerate()
            .map(|(class, (limits, colours))| ClassDocument {
                class,
                from: Amount(limits.from),
                to: Amount(limits.to),
                n: count(Some(class)),
                light: &colours.light,
                dark: &colours.dark,
            });
        let areas = self.areas(choice.level()).list();
        let rows = areas.iter().zip(&overlay.rows);
        OverlayDocument {
            id: entry.id,
            title_vi: entry.title_vi,
            title_en: entry.title_en,
            unit_vi: entry.unit_vi,
            unit_en: entry.unit_en,
            decimals: entry.decimals,
            level: choice.level().as_str(),
            period: self.period_of(choice).map(Into::into),
            note_vi: entry.note_vi,
            note_en: entry.note_en,
            scope: entry.scope,
            scope_vi: entry.scope_vi,
            scope_en: entry.scope_en,
            method: choice.method().as_str(),
            classes: classes.collect(),
            missing: MissingDocument {
                n: count(None),
                light: MISSING.0,
                dark: MISSING.1,
                hatched: true,
            },
            rows: rows
                .map(|(area, row)| overlay.row(area, row, field))
                .collect(),
            unassigned: overlay.unassigned.into(),
            total: overlay.total.into(),
            reporting: overlay.reporting.map(Into::into),
            sources: self.sources_named(overlay.sources.iter().map(String::as_str)),
            snapshot: self.version.as_str(),
        }
    }

    /// What the catalogue says of all overlays.
    pub(in crate::atlas) fn overlay_entries(&self) -> Vec<OverlayEntry<'_>> {
        let specs = self.catalog.overlays.iter();
        specs.map(|spec| self.overlay_entry(spec)).collect()
    }

    fn overlay_entry<'a>(&'a self, spec: &'a OverlaySpec) -> OverlayEntry<'a> {
        let group = titled(&self.catalog.overlay_groups, &spec.group);
        let (kind, measure, scope) = match &spec.values {
            OverlayValues::Figures { measure, scope } => {
                ("figures", Some(measure.as_str()), *scope)
            }
            OverlayValues::Summary { .. } => ("summary", None, None),
        };
        let scope_title = scope.map(|scope| titled(&self.catalog.scopes, scope.as_str()));
        OverlayEntry {
            id: &spec.id,
            group: &spec.group,
            group_vi: group.0,
            group_en: group.1,
            title_vi: &spec.title_vi,
            title_en: &spec.title_en,
            unit_vi: &spec.unit_vi,
            unit_en: &spec.unit_en,
            decimals: spec.decimals,
            levels: spec.levels.iter().map(|level| level.as_str()).collect(),
            kind,
            measure,
            scope: scope.map(Scope::as_str),
            scope_vi: scope_title.map(|title| title.0),
            scope_en: scope_title.map(|title| title.1),
            note_vi: spec.note_vi.as_deref(),
            note_en: spec.note_en.as_deref(),
        }
    }

    fn listed<'a>(&'a self, index: usize, spec: &'a OverlaySpec) -> ListedOverlay<'a> {
        let mut periods: Vec<(Period, PeriodCount)> = Vec::new();
        for level in &spec.levels {
            for own in self.periods_of(index, *level) {
                let known = periods
                    .iter_mut()
                    .find(|(period, _)| period.same_days(own.period));
                if let Some((_, known)) = known {
                    known.levels.push(level.as_str());
                    continue;
                }
                let counted = PeriodCount {
                    period: own.period.into(),
                    n: own.areas,
                    levels: vec![level.as_str()],
                };
                periods.push((own.period, counted));
            }
        }
        let request = crate::atlas::OverlayRequest::default();
        let default = self.choose_overlay(&spec.id, &request).ok();
        let default = default.and_then(|choice| self.period_of(&choice));
        ListedOverlay {
            entry: self.overlay_entry(spec),
            periods: periods.into_iter().map(|(_, counted)| counted).collect(),
            default_period: default.map(|period| period.to_string()),
        }
    }

    /// The field whose values make up the parts of an overlay.
    fn parts_field<'a>(&'a self, spec: &OverlaySpec) -> Option<&'a FieldSpec> {
        let OverlayValues::Summary {
            layer, parts_by, ..
        } = &spec.values
        else {
            return None;
        };
        let name = parts_by.as_ref()?;
        let mut fields = self.catalog.layer(*layer).fields.iter();
        fields.find(|field| field.id == *name)
    }
}

impl Overlay {
    fn row<'a>(
        &'a self,
        area: &'a Area,
        row: &'a Row,
        field: Option<&'a FieldSpec>,
    ) -> RowDocument<'a> {
        let value = &row.area;
        let sources = row.sources.iter();
        RowDocument {
            id: area.id,
            code: area.code.to_string(),
            name_vi: &area.name_vi,
            name_en: &area.name_en,
            value: value.value.map(Amount),
            value_to: value.value_to.map(Amount),
            n: value.n,
            of: value.of,
            class: row.class,
            bound: value.bound.as_str(),
            parts: value.parts.as_ref().map(|parts| {
                let titles = field.map_or(&[][..], |field| field.values.as_slice());
                let parts = parts.iter().map(|part| {
                    let word = part.value.as_deref().unwrap_or(NOT_KNOWN.0);
                    let (title_vi, title_en) = titled(titles, word);
                    PartDocument {
                        value: word,
                        title_vi,
                        title_en,
                        amount: Amount(part.amount),
                    }
                });
                let mut parts: Vec<PartDocument> = parts.collect();
                let order =
                    |part: &PartDocument| titles.iter().position(|title| title.value == part.value);
                parts.sort_by_key(|part| order(part).unwrap_or(usize::MAX));
                parts
            }),
            derived: !value.from.is_empty(),
            from: value.from.iter().map(ToString::to_string).collect(),
            source_ids: sources
                .map(|number| self.sources[usize::from(*number)].as_str())
                .collect(),
            note_vi: value.note_vi.as_deref(),
            note_en: value.note_en.as_deref(),
        }
    }
}

/// Records that lack the field of the parts.
const NOT_KNOWN: (&str, &str, &str) = ("unknown", "Chưa rõ", "Not known");

/// Titles of a word in both languages; the word itself where the list lacks it.
fn titled<'a>(list: &'a [ValueSpec], word: &'a str) -> (&'a str, &'a str) {
    match list.iter().find(|entry| entry.value == word) {
        Some(entry) => (&entry.title_vi, &entry.title_en),
        None if word == NOT_KNOWN.0 => (NOT_KNOWN.1, NOT_KNOWN.2),
        None => (word, word),
    }
}

impl From<Share> for ShareDocument {
    fn from(share: Share) -> Self {
        Self {
            value: share.value.map(Amount),
            n: share.n,
        }
    }
}

impl From<Reporting> for ReportingDocument {
    fn from(reporting: Reporting) -> Self {
        Self {
            n: reporting.n,
            of: reporting.of,
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is a floating one.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let Self(value) = *self;
        if value.fract() == 0.0 && value.abs() < EXACT {
            serializer.serialize_i64(value as i64)
        } else {
            serializer.serialize_f64(value)
        }
    }
}
