//! The trade of a border gate: its own, that of its passages, and that of its province beside it.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod notes;

use crate::analysis::{Point, Series, YearOnYear, of_subject, series};
use crate::atlas::subjects::place;
use crate::atlas::trade::documents::{
    ComparedWith, GateDocument, PartTrade, PointDocument, ProvinceTrade, SeriesDocument,
    TradeDocument, YearOnYearDocument,
};
use crate::atlas::trade::notes::{Remarks, notes};
use crate::atlas::{Atlas, FigureDocument, FigureQuery, PlaceDocument};
use crate::domain::{BorderGate, Figure, Flow, LayerId, Neighbour, Scope, Subject};

/// The kind of subject whose measures make up the trade of a gate and of its province.
const GATE: &str = "gate";

/// The series behind the trade of a gate.
struct Trade<'a> {
    gate: &'a BorderGate,
    own: Vec<Series<'a>>,
    parts: Vec<(&'a BorderGate, Vec<Series<'a>>)>,
    province: Vec<Series<'a>>,
}

impl<'a> Trade<'a> {
    /// The gate's series, those of its passages, those of its province.
    fn all(&self) -> impl Iterator<Item = &Series<'a>> {
        let parts = self.parts.iter().flat_map(|(_, series)| series);
        self.own.iter().chain(parts).chain(&self.province)
    }

    /// Every figure of every series.
    fn figures(&self) -> impl Iterator<Item = &'a Figure> {
        let points = self.all().flat_map(|series| &series.points);
        points.filter_map(|point| point.figure)
    }

    /// What a reader must mind about it.
    fn remarks(&self) -> Remarks {
        Remarks {
            parts: !self.parts.is_empty(),
            belongs_to_another: self.gate.parent.is_some(),
            province: !self.province.is_empty(),
            scopes: self.all().any(|series| series.scope.is_some()),
            gaps: self
                .all()
                .flat_map(|series| &series.points)
                .any(|point| point.figure.is_none()),
            nothing: self.own.is_empty(),
        }
    }
}

impl Atlas {
    /// The trade of the gate with that slug or number; nothing when there is no such gate.
    ///
    /// The subjects of the query mean nothing here. With `year_on_year` each point has its change
    /// on the year before where one can be computed, also against a figure that the query leaves
    /// out by its period.
    #[must_use]
    pub fn gate_trade(
        &self,
        gate: &str,
        query: &FigureQuery,
        year_on_year: bool,
    ) -> Option<TradeDocument<'_>> {
        let trade = self.trade(gate, query, year_on_year)?;
        let notes = notes(trade.remarks());
        let compared = trade
            .all()
            .flat_map(|series| &series.points)
            .filter_map(|point| {
                let year_on_year = point.year_on_year.as_ref()?;
                Some(year_on_year.before.iter().copied())
            });
        let figures = trade.figures().chain(compared.flatten());
        let ids = figures.flat_map(|figure| figure.source_id.iter().map(String::as_str));
        Some(TradeDocument {
            sources: self.sources_named(ids),
            gate: gate_document(trade.gate),
            series: self.series_documents(&trade.own),
            parts: trade
                .parts
                .into_iter()
                .map(|(part, series)| PartTrade {
                    gate: gate_place(part),
                    series: self.series_documents(&series),
                })
                .collect(),
            province: (!trade.province.is_empty()).then(|| ProvinceTrade {
                place: self.known_place(&Subject::Province(trade.gate.province)),
                series: self.series_documents(&trade.province),
            }),
            notes_vi: notes.iter().map(|note| note[0]).collect(),
            notes_en: notes.iter().map(|note| note[1]).collect(),
        })
    }

    /// The figures behind [`Self::gate_trade`], series by series, oldest first.
    #[must_use]
    pub fn gate_figures(&self, gate: &str, query: &FigureQuery) -> Option<Vec<FigureDocument<'_>>> {
        let trade = self.trade(gate, query, false)?;
        let figures = trade.figures();
        Some(figures.map(|figure| self.figure_document(figure)).collect())
    }

    /// The border gate of that slug or number.
    fn gate(&self, slug_or_number: &str) -> Option<&BorderGate> {
        let mut gates = self.tables.border_gates.iter();
        gates.find(|gate| gate.code == slug_or_number || gate.id.to_string() == slug_or_number)
    }

    fn trade(&self, gate: &str, query: &FigureQuery, year_on_year: bool) -> Option<Trade<'_>> {
        let gate = self.gate(gate)?;
        let series_of = |subject: &Subject| self.series_of(subject, query, year_on_year);
        let gates = self.tables.border_gates.iter();
        let parts = gates.filter(|part| part.parent.as_ref() == Some(&gate.code));
        Some(Trade {
            gate,
            own: series_of(&subject_of(gate)),
            parts: parts
                .map(|part| (part, series_of(&subject_of(part))))
                .collect(),
            province: series_of(&Subject::Province(gate.province)),
        })
    }

    /// The series of a subject whose measures fit gates, as far as the query wants them.
    fn series_of(
        &self,
        subject: &Subject,
        query: &FigureQuery,
        year_on_year: bool,
    ) -> Vec<Series<'_>> {
        let mut all = series(of_subject(&self.tables.figures, subject));
        all.retain(|series| {
            query.counts(series.measure, series.scope)
                && self
                    .measure_known(series.measure)
                    .subjects
                    .iter()
                    .any(|kind| kind == GATE)
        });
        for point in all.iter_mut().flat_map(|series| &mut series.points) {
            if !year_on_year {
                point.year_on_year = None;
            }
        }
        for series in &mut all {
            series
                .points
                .retain(|point| point.period.meets(query.from, query.to));
        }
        all.retain(|series| !series.points.is_empty());
        all
    }

    fn series_documents<'a>(&'a self, series: &[Series<'a>]) -> Vec<SeriesDocument<'a>> {
        let each = series.iter();
        each.map(|series| self.series_document(series)).collect()
    }

    fn series_document<'a>(&'a self, series: &Series<'a>) -> SeriesDocument<'a> {
        let measure = self.measure_known(series.measure);
        let scope = series.scope.and_then(|scope| self.scope(scope));
        SeriesDocument {
            measure: series.measure,
            measure_vi: &measure.title_vi,
            measure_en: &measure.title_en,
            group: &measure.group,
            flow: measure.flow.map(Flow::as_str),
            scope: series.scope.map(Scope::as_str),
            scope_vi: scope.map(|scope| scope.title_vi.as_str()),
            scope_en: scope.map(|scope| scope.title_en.as_str()),
            unit: &measure.unit,
            unit_vi: &measure.unit_vi,
            unit_en: &measure.unit_en,
            decimals: measure.decimals,
            adds: measure.adds.as_str(),
            points: series.points.iter().map(point_document).collect(),
        }
    }
}

fn subject_of(gate: &BorderGate) -> Subject {
    Subject::Gate(gate.code.clone())
}

fn gate_place(gate: &BorderGate) -> PlaceDocument<'_> {
    place(LayerId::BorderGates, gate)
}

fn gate_document(gate: &BorderGate) -> GateDocument<'_> {
    GateDocument {
        place: gate_place(gate),
        class: gate.class.as_str(),
        mode: gate.mode.as_str(),
        status: gate.status.as_str(),
        neighbour: gate.neighbour.map(Neighbour::as_str),
    }
}

fn point_document<'a>(point: &Point<'a>) -> PointDocument<'a> {
    let figure = point.figure;
    PointDocument {
        partial: point.is_partial(),
        period: point.period.into(),
        value: figure.and_then(|figure| figure.value),
        value_to: figure.and_then(|figure| figure.value_to),
        bound: figure.map(|figure| figure.bound.as_str()),
        reported: figure.is_some(),
        yoy_pct: figure.and_then(|figure| figure.yoy_pct),
        yoy: point.year_on_year.as_ref().and_then(year_on_year_document),
        source_ids: figure.map_or(&[], |figure| &figure.source_id),
        note_vi: figure.and_then(|figure| figure.note_vi.as_deref()),
        note_en: figure.and_then(|figure| figure.note_en.as_deref()),
    }
}

fn year_on_year_document<'a>(change: &YearOnYear<'a>) -> Option<YearOnYearDocument<'a>> {
    let mut source_ids: Vec<&str> = Vec::new();
    for id in change.before.iter().flat_map(|figure| &figure.source_id) {
        if !source_ids.contains(&id.as_str()) {
            source_ids.push(id);
        }
    }
    Some(YearOnYearDocument {
        pct: (change.pct * 10.0).round() / 10.0,
        against: ComparedWith {
            period: change.before.first()?.period.into(),
            value: change.value_before,
            source_ids,
        },
    })
}
