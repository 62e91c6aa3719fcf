//! Figures with their subjects, titles and sources.

use jiff::civil::Date;
use serde::Serialize;

use super::{Atlas, PeriodDocument, PlaceDocument, SourceDocument};
use crate::analysis::{by_subject, of_subject};
use crate::domain::{Figure, MeasureSpec, Scope, Subject, ValueSpec};

/// Which figures are wanted. An empty list means: whatever it is.
#[derive(Clone, Debug, Default)]
pub struct FigureQuery {
    /// About these.
    pub subjects: Vec<Subject>,
    /// Counting these: ids of measures.
    pub measures: Vec<String>,
    /// Of these scopes.
    pub scopes: Vec<Scope>,
    /// Not wholly before this day.
    pub from: Option<Date>,
    /// Not wholly after this day.
    pub to: Option<Date>,
}

impl FigureQuery {
    /// Whether a figure fits, whatever it is about.
    fn fits(&self, figure: &Figure) -> bool {
        self.counts(&figure.measure, figure.scope) && figure.period.meets(self.from, self.to)
    }

    /// Whether the measure and the scope are wanted.
    pub(super) fn counts(&self, measure: &str, scope: Option<Scope>) -> bool {
        let measures = &self.measures;
        (measures.is_empty() || measures.iter().any(|wanted| wanted == measure))
            && (self.scopes.is_empty() || scope.is_some_and(|scope| self.scopes.contains(&scope)))
    }
}

/// Some of the figures that fit.
#[derive(Clone, Debug, Serialize)]
pub struct FigurePage<'a> {
    /// The figures, in the order of answers.
    pub items: Vec<FigureDocument<'a>>,
    /// How many fit in all.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// How many are here.
    #[serde(rename = "numberReturned")]
    pub number_returned: usize,
    /// The address of the next page.
    pub next: Option<String>,
    /// The sources that the figures here name, each once.
    pub sources: Vec<SourceDocument<'a>>,
}

/// A figure as answers show it.
#[derive(Clone, Debug, Serialize)]
pub struct FigureDocument<'a> {
    /// What it is about, in one word.
    pub subject: String,
    /// What it is about, with name and place.
    pub place: PlaceDocument<'a>,
    /// The measure.
    pub measure: &'a str,
    /// Title of the measure in Vietnamese.
    pub measure_vi: &'a str,
    /// Title of the measure in English.
    pub measure_en: &'a str,
    /// Which goods it counts.
    pub scope: Option<&'static str>,
    /// Title of the scope in Vietnamese.
    pub scope_vi: Option<&'a str>,
    /// Title of the scope in English.
    pub scope_en: Option<&'a str>,
    /// The period.
    pub period: PeriodDocument,
    /// The value in the unit; null where the source gives the change only.
    pub value: Option<f64>,
    /// The upper end of a value known as a range.
    pub value_to: Option<f64>,
    /// How exactly the value is known.
    pub bound: &'static str,
    /// The unit.
    pub unit: &'a str,
    /// The unit in Vietnamese.
    pub unit_vi: &'a str,
    /// The unit in English.
    pub unit_en: &'a str,
    /// Digits after the decimal mark that are shown at most.
    pub decimals: u8,
    /// Change on the same period of the year before, per cent, as the source prints it.
    pub yoy_pct: Option<f64>,
    /// Ids of its sources.
    pub source_ids: &'a [String],
    /// What to mind, in Vietnamese.
    pub note_vi: Option<&'a str>,
    /// What to mind, in English.
    pub note_en: Option<&'a str>,
}

impl Atlas {
    /// Up to `limit` of the figures that fit after the first `offset`, without the address of the
    /// next page.
    #[must_use]
    pub fn figures<'a>(
        &'a self,
        query: &'a FigureQuery,
        limit: usize,
        offset: usize,
    ) -> FigurePage<'a> {
        let mut number_matched = 0;
        let mut chosen = Vec::new();
        for figure in self.figures_about(&query.subjects) {
            if query.fits(figure) {
                if number_matched >= offset && chosen.len() < limit {
                    chosen.push(figure);
                }
                number_matched += 1;
            }
        }
        let ids = chosen.iter().flat_map(|figure| &figure.source_id);
        FigurePage {
            number_matched,
            number_returned: chosen.len(),
            next: None,
            sources: self.sources_named(ids.map(String::as_str)),
            items: chosen
                .into_iter()
                .map(|figure| self.figure_document(figure))
                .collect(),
        }
    }

    /// What the catalogue says of a measure.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&MeasureSpec> {
        self.catalog.measure(id)
    }

    /// The figures about some subjects, or about all when none is named.
    fn figures_about<'a>(&'a self, subjects: &'a [Subject]) -> impl Iterator<Item = &'a Figure> {
        let all = &self.tables.figures[..];
        let everything = subjects.is_empty().then_some(all);
        let mut subjects: Vec<&Subject> = subjects.iter().collect();
        subjects.sort_by(|a, b| by_subject(a, b));
        subjects.dedup();
        let named = subjects.into_iter().map(move |s| of_subject(all, s));
        everything.into_iter().chain(named).flatten()
    }

    pub(super) fn figure_document<'a>(&'a self, figure: &'a Figure) -> FigureDocument<'a> {
        let measure = self.measure_known(&figure.measure);
        let scope = figure.scope.and_then(|scope| self.scope(scope));
        FigureDocument {
            subject: figure.subject.to_string(),
            place: self.known_place(&figure.subject),
            measure: &figure.measure,
            measure_vi: &measure.title_vi,
            measure_en: &measure.title_en,
            scope: figure.scope.map(Scope::as_str),
            scope_vi: scope.map(|scope| scope.title_vi.as_str()),
            scope_en: scope.map(|scope| scope.title_en.as_str()),
            period: figure.period.into(),
            value: figure.value,
            value_to: figure.value_to,
            bound: figure.bound.as_str(),
            unit: &figure.unit,
            unit_vi: &measure.unit_vi,
            unit_en: &measure.unit_en,
            decimals: measure.decimals,
            yoy_pct: figure.yoy_pct,
            source_ids: &figure.source_id,
            note_vi: figure.note_vi.as_deref(),
            note_en: figure.note_en.as_deref(),
        }
    }

    /// What the catalogue says of the measure of a figure.
    pub(super) fn measure_known(&self, id: &str) -> &MeasureSpec {
        let measure = self.catalog.measure(id);
        measure.expect("loading refuses a figure of an unknown measure")
    }

    /// The thing that a figure is about.
    pub(super) fn known_place(&self, subject: &Subject) -> PlaceDocument<'_> {
        let place = self.place_of(subject);
        place.expect("loading refuses a figure about an unknown subject")
    }

    /// What the catalogue says of a scope.
    pub(super) fn scope(&self, scope: Scope) -> Option<&ValueSpec> {
        let mut scopes = self.catalog.scopes.iter();
        scopes.find(|known| known.value == scope.as_str())
    }
}
