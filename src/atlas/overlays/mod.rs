//! Overlays: which one is wanted, computed once, kept while there is room.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod legend;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::atlas::Atlas;
use crate::domain::{
    AreaLevel, BreakMethod, LayerId, OverlaySpec, OverlayValues, Period, SummaryCount, UnitCode,
};
use crate::overlay::palette::{Colours, colours};
use crate::overlay::{
    Area, AreaValue, Areas, Classes, Cut, Figures, PeriodAreas, Question, Reporting, Share, Values,
    layer_of, summarise,
};
use crate::tile::Joined;

/// How an overlay is wanted; what is left out is as the catalogue has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverlayRequest {
    /// Provinces or communes.
    pub level: Option<AreaLevel>,
    /// The period of its figures.
    pub period: Option<Period>,
    /// How many classes at most.
    pub classes: Option<usize>,
    /// How they are cut.
    pub method: Option<BreakMethod>,
    /// Their ends, rising, for [`BreakMethod::Given`].
    pub breaks: Option<Vec<f64>>,
}

/// A wish that can be fulfilled; equal wishes are equal values within one snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OverlayChoice {
    /// Index in the catalogue.
    overlay: usize,
    level: AreaLevel,
    /// Index among the periods of the overlay at the level.
    period: Option<usize>,
    method: BreakMethod,
    classes: usize,
    /// Bits of the given ends.
    breaks: Vec<u64>,
}

/// Why a wish cannot be fulfilled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OverlayError {
    /// The catalogue has no overlay of that name.
    #[error("there is no such overlay")]
    Unknown,
    /// The overlay has no values at the level.
    #[error("the overlay has other levels")]
    Level {
        /// The levels that it has.
        levels: Vec<AreaLevel>,
    },
    /// There are no figures for the period at the level.
    #[error("the overlay has other periods")]
    Period {
        /// The periods that there are; none for a summary.
        periods: Vec<Period>,
    },
    /// Ends without the method that needs them, or the method without ends.
    #[error("given ends of classes and the method `given` go together")]
    Breaks,
    /// A number of classes beside given ends.
    #[error("given ends say how many classes there are")]
    Classes,
}

/// An overlay with its classes, computed once. [`Atlas::overlay_document`] shows it.
#[derive(Debug)]
pub struct Overlay {
    pub(in crate::atlas) choice: OverlayChoice,
    pub(in crate::atlas) rows: Vec<Row>,
    pub(in crate::atlas) unassigned: Share,
    pub(in crate::atlas) total: Share,
    pub(in crate::atlas) reporting: Option<Reporting>,
    pub(in crate::atlas) classes: Classes,
    pub(in crate::atlas) colours: Vec<Colours>,
    /// Ids of the sources of all rows, each once.
    pub(in crate::atlas) sources: Vec<String>,
}

/// What an overlay says of one area.
#[derive(Debug)]
pub(in crate::atlas) struct Row {
    pub(in crate::atlas) area: AreaValue,
    pub(in crate::atlas) class: Option<usize>,
    /// Indices of its sources in [`Overlay::sources`].
    pub(in crate::atlas) sources: Box<[u16]>,
}

/// The areas of both levels, the periods of all overlays, and the overlays asked for of late.
#[derive(Debug, Default)]
pub(in crate::atlas) struct Overlays {
    areas: OnceLock<[Areas; 2]>,
    periods: OnceLock<Vec<[Vec<PeriodAreas>; 2]>>,
    kept: Mutex<Vec<Kept>>,
}

/// An overlay that is computed, or is being computed by whoever asked first.
#[derive(Debug, Clone)]
struct Kept {
    choice: OverlayChoice,
    rows: usize,
    overlay: Arc<OnceLock<Arc<Overlay>>>,
}

/// How many overlays are kept, and how many rows together: some communes' worth, few megabytes.
const MOST_KEPT: usize = 64;
const MOST_ROWS: usize = 12_000;

impl Atlas {
    /// Settles what a request leaves open.
    ///
    /// # Errors
    /// When the overlay, the level or the period does not exist, or the request contradicts itself.
    pub fn choose_overlay(
        &self,
        id: &str,
        request: &OverlayRequest,
    ) -> Result<OverlayChoice, OverlayError> {
        let specs = &self.catalog.overlays;
        let overlay = specs.iter().position(|spec| spec.id == id);
        let overlay = overlay.ok_or(OverlayError::Unknown)?;
        let spec = &specs[overlay];
        let level = request.level.unwrap_or(spec.levels[0]);
        if !spec.levels.contains(&level) {
            let levels = spec.levels.clone();
            return Err(OverlayError::Level { levels });
        }
        let periods = self.periods_of(overlay, level);
        let period = match request.period {
            None => default_period(periods),
            Some(wanted) => {
                let found = periods.iter().position(|p| p.period.same_days(wanted));
                let periods = || periods.iter().map(|p| p.period).collect();
                Some(found.ok_or_else(|| OverlayError::Period { periods: periods() })?)
            }
        };
        let (method, breaks) = settled_breaks(spec, request)?;
        Ok(OverlayChoice {
            overlay,
            level,
            period,
            method,
            classes: match breaks.len() {
                0 => request.classes.unwrap_or(spec.classes),
                ends => ends - 1,
            },
            breaks: breaks.iter().map(|end| end.to_bits()).collect(),
        })
    }

    /// The overlay, computed now unless it is kept. Who asks for the same one meanwhile waits for
    /// it; nobody else does.
    #[must_use]
    pub fn overlay(&self, choice: &OverlayChoice) -> Arc<Overlay> {
        let rows = self.areas(choice.level).list().len();
        let kept = self.overlays.keep(choice, rows);
        kept.get_or_init(|| Arc::new(self.compute(choice))).clone()
    }

    /// Counts the areas of each period of all overlays ahead of the first request.
    pub(in crate::atlas) fn count_periods(&self) {
        if !self.catalog.overlays.is_empty() {
            let _: &[PeriodAreas] = self.periods_of(0, AreaLevel::Province);
        }
    }

    /// The layers whose areas an overlay has values for.
    ///
    /// # Errors
    /// When the catalogue has no overlay of that name.
    pub fn overlay_layers(&self, id: &str) -> Result<Vec<(AreaLevel, LayerId)>, OverlayError> {
        let spec = self.catalog.overlay(id).ok_or(OverlayError::Unknown)?;
        let levels = spec.levels.iter();
        Ok(levels.map(|level| (*level, layer_of(*level))).collect())
    }

    /// The values of an overlay for tiles.
    pub(in crate::atlas) fn joined(&self, choice: &OverlayChoice) -> OnAreas<'_> {
        OnAreas {
            areas: self.areas(choice.level).list(),
            overlay: self.overlay(choice),
        }
    }

    /// What the catalogue says of the overlay chosen.
    pub(in crate::atlas) fn spec_of(&self, choice: &OverlayChoice) -> &OverlaySpec {
        &self.catalog.overlays[choice.overlay]
    }

    /// The period chosen.
    pub(in crate::atlas) fn period_of(&self, choice: &OverlayChoice) -> Option<Period> {
        let periods = self.periods_of(choice.overlay, choice.level);
        choice.period.map(|index| periods[index].period)
    }

    /// The areas of a level.
    pub(in crate::atlas) fn areas(&self, level: AreaLevel) -> &Areas {
        let areas = self.overlays.areas.get_or_init(|| {
            let measured = self.measured_km2();
            [AreaLevel::Province, AreaLevel::Commune].map(|level| {
                Areas::of(level, &self.tables.units, |code| {
                    measured.get(&code).copied()
                })
            })
        });
        &areas[level as usize]
    }

    /// The areas of the communes as their boundaries are drawn, km².
    fn measured_km2(&self) -> BTreeMap<UnitCode, f64> {
        let layer = self.layers.get(&LayerId::Communes);
        let levels = layer.and_then(|layer| layer.tiles.coverages().next());
        let areas = levels.map_or_else(Vec::new, |levels| levels.coverage().areas_km2());
        let codes = self.commune_codes.iter().zip(areas);
        codes
            .filter_map(|(code, km2)| Some((code.parse().ok()?, km2)))
            .collect()
    }

    /// The periods of an overlay at a level, the latest first; none for a summary.
    pub(in crate::atlas) fn periods_of(&self, overlay: usize, level: AreaLevel) -> &[PeriodAreas] {
        let periods = self.overlays.periods.get_or_init(|| {
            let specs = self.catalog.overlays.iter();
            specs
                .map(|spec| {
                    [AreaLevel::Province, AreaLevel::Commune].map(|level| {
                        let figures = self.figures_of(spec);
                        let figures = figures.filter(|_| spec.levels.contains(&level));
                        figures.map_or_else(Vec::new, |own| own.periods(self.areas(level)))
                    })
                })
                .collect()
        });
        &periods[overlay][level as usize]
    }

    fn figures_of(&self, spec: &OverlaySpec) -> Option<Figures<'_>> {
        let OverlayValues::Figures { measure, scope } = &spec.values else {
            return None;
        };
        let tables = &self.tables;
        let adds = self.catalog.measure(measure)?.adds;
        let edges = &tables.predecessors;
        Some(Figures::of(&tables.figures, edges, measure, *scope, adds))
    }

    fn compute(&self, choice: &OverlayChoice) -> Overlay {
        let spec = self.spec_of(choice);
        let areas = self.areas(choice.level);
        let values = self.values(choice).scaled(areas, spec.per_km2, spec.factor);
        let breaks: Vec<f64> = choice
            .breaks
            .iter()
            .map(|bits| f64::from_bits(*bits))
            .collect();
        let zero_apart = counts_up(&spec.values) && choice.method != BreakMethod::Given;
        let classes = Classes::cut(
            &values.known(),
            &Cut {
                method: choice.method,
                classes: choice.classes,
                breaks: &breaks,
                zero_apart,
                around_zero: spec.palette == "growth",
            },
        );
        let colours = colours(&spec.palette, classes.limits(), zero_apart);
        Overlay::of(choice.clone(), values, classes, colours)
    }

    fn values(&self, choice: &OverlayChoice) -> Values {
        let spec = self.spec_of(choice);
        let areas = self.areas(choice.level);
        match &spec.values {
            OverlayValues::Figures { .. } => {
                let found = self.figures_of(spec).zip(self.period_of(choice));
                found.map_or_else(
                    || Values::unknown(areas),
                    |(figures, period)| figures.on(areas, period),
                )
            }
            OverlayValues::Summary {
                layer,
                only,
                count,
                parts_by,
            } => {
                let parts_by = parts_by.as_deref();
                let question = Question {
                    only,
                    count,
                    parts_by,
                };
                let tables = &self.tables;
                match layer {
                    LayerId::IndustrialZones => {
                        summarise(areas, &tables.industrial_zones, &question)
                    }
                    LayerId::BorderGates => summarise(areas, &tables.border_gates, &question),
                    LayerId::PowerPlants => summarise(areas, &tables.power_plants, &question),
                    _ => Values::unknown(areas),
                }
            }
        }
    }
}

/// Whether an overlay counts or adds up records, so that 0 means none.
fn counts_up(values: &OverlayValues) -> bool {
    match values {
        OverlayValues::Summary { count, .. } => !matches!(count, SummaryCount::WeightedMean { .. }),
        OverlayValues::Figures { .. } => false,
    }
}

/// The period with the most areas; the latest of those.
fn default_period(periods: &[PeriodAreas]) -> Option<usize> {
    let most = periods.iter().map(|period| period.areas).max()?;
    periods.iter().position(|period| period.areas == most)
}

fn settled_breaks(
    spec: &OverlaySpec,
    request: &OverlayRequest,
) -> Result<(BreakMethod, Vec<f64>), OverlayError> {
    let method = match (request.method, &request.breaks) {
        (None, Some(_)) => BreakMethod::Given,
        (None, None) if request.classes.is_some() && spec.method == BreakMethod::Given => {
            BreakMethod::Natural
        }
        (method, _) => method.unwrap_or(spec.method),
    };
    let breaks = match (method, &request.breaks) {
        (BreakMethod::Given, Some(breaks)) => breaks.clone(),
        (BreakMethod::Given, None) if !spec.breaks.is_empty() => spec.breaks.clone(),
        (BreakMethod::Given, None) | (_, Some(_)) => return Err(OverlayError::Breaks),
        (_, None) => Vec::new(),
    };
    if !breaks.is_empty() && request.classes.is_some() {
        return Err(OverlayError::Classes);
    }
    Ok((method, breaks))
}

/// The values of an overlay beside the areas that they are for.
pub(in crate::atlas) struct OnAreas<'a> {
    areas: &'a [Area],
    overlay: Arc<Overlay>,
}

impl Joined for OnAreas<'_> {
    fn value_and_class(&self, id: u64) -> Option<(f64, usize)> {
        // The number of a unit is its code as a number, so that both rise together.
        let index = self.areas.binary_search_by_key(&id, |area| area.id).ok()?;
        let row = &self.overlay.rows[index];
        row.area.value.zip(row.class)
    }
}

impl OverlayChoice {
    /// The layer whose areas have the values.
    #[must_use]
    pub fn layer(&self) -> LayerId {
        layer_of(self.level)
    }

    /// Provinces or communes.
    #[must_use]
    pub fn level(&self) -> AreaLevel {
        self.level
    }

    /// How classes are cut.
    #[must_use]
    pub fn method(&self) -> BreakMethod {
        self.method
    }
}

impl Overlay {
    fn of(choice: OverlayChoice, values: Values, classes: Classes, colours: Vec<Colours>) -> Self {
        let mut numbers: BTreeMap<String, u16> = BTreeMap::new();
        for id in values.rows.iter().flat_map(|row| &row.sources) {
            if !numbers.contains_key(id) {
                numbers.insert(id.clone(), numbers.len() as u16);
            }
        }
        let rows = values.rows.into_iter().map(|mut area| {
            let sources = std::mem::take(&mut area.sources);
            Row {
                class: area.value.and_then(|value| classes.class_of(value)),
                sources: sources.iter().map(|id| numbers[id]).collect(),
                area,
            }
        });
        let rows = rows.collect();
        let mut sources = vec![String::new(); numbers.len()];
        for (id, number) in numbers {
            sources[usize::from(number)] = id;
        }
        Self {
            choice,
            rows,
            unassigned: values.unassigned,
            total: values.total,
            reporting: values.reporting,
            classes,
            colours,
            sources,
        }
    }
}

impl Overlays {
    /// The place where an overlay is kept, made if there is none. Those not asked for the longest
    /// give way.
    fn keep(&self, choice: &OverlayChoice, rows: usize) -> Arc<OnceLock<Arc<Overlay>>> {
        // A thread that panicked while holding the lock left a whole list behind.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = kept.iter().position(|own| own.choice == *choice) {
            kept[..=index].rotate_right(1);
            return kept[0].overlay.clone();
        }
        let new = Kept {
            choice: choice.clone(),
            rows,
            overlay: Arc::default(),
        };
        let place = new.overlay.clone();
        kept.insert(0, new);
        let mut room = MOST_ROWS;
        let fitting = kept.iter().take(MOST_KEPT).take_while(|own| {
            let fits = own.rows <= room;
            room = room.saturating_sub(own.rows);
            fits
        });
        let fitting = fitting.count().max(1);
        kept.truncate(fitting);
        place
    }
}
