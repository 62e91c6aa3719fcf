//! Figures: each with a measure, a unit and a subject that exist; contradictions told.

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckReport, row_of};
use crate::dataset::{CATALOG_FILE, FIGURES_FILE, Tables};
use crate::domain::{
    Adds, Bound, CatalogSpec, Figure, LayerId, MeasureSpec, OverlayValues, Scope, Subject, Unit,
};
use crate::import::figures::Subjects;
use crate::import::tables::unit_source;

/// The group of measures whose figures have a scope.
const TRADE: &str = "trade";

/// Counts figures by kind of subject, and compares those of units with the units themselves.
pub(super) fn check_tables(tables: &Tables, report: &mut CheckReport) {
    let kinds = Subject::KINDS.iter().map(|kind| {
        let of_kind = |figure: &&Figure| figure.subject.kind() == *kind;
        let count = tables.figures.iter().filter(of_kind).count();
        format!("{count} {kind}")
    });
    let kinds: Vec<String> = kinds.collect();
    let total = tables.figures.len();
    report.count(format!("figures: {total} ({})", kinds.join(", ")));
    let subjects = Subjects::of(tables);
    for (index, figure) in tables.figures.iter().enumerate() {
        if !subjects.hold(&figure.subject) {
            let what = format!("{} is not listed", figure.subject);
            report.fault(FIGURES_FILE, row_of(index), what);
        }
        if figure.note_en.is_some() && figure.note_vi.is_none() {
            let what = format!("{}: the note has no Vietnamese wording", name(figure));
            report.remark(FIGURES_FILE, row_of(index), what);
        }
    }
    compare_with_units(tables, report);
    contradictions(&tables.figures, report);
}

/// Checks measures, units, subjects and scopes against the catalogue.
pub(super) fn check_catalog(catalog: &CatalogSpec, tables: &Tables, report: &mut CheckReport) {
    let measures: BTreeMap<&str, &MeasureSpec> = catalog
        .measures
        .iter()
        .map(|measure| (measure.id.as_str(), measure))
        .collect();
    for (index, figure) in tables.figures.iter().enumerate() {
        let Some(measure) = measures.get(figure.measure.as_str()) else {
            let what = format!("there is no measure `{}` in the catalogue", figure.measure);
            report.fault(FIGURES_FILE, row_of(index), what);
            continue;
        };
        for what in misfits(figure, measure, catalog) {
            let what = format!("{}: {what}", name(figure));
            report.fault(FIGURES_FILE, row_of(index), what);
        }
    }
    falling_totals(&tables.figures, &measures, report);
    for overlay in &catalog.overlays {
        if let OverlayValues::Figures { measure, scope } = &overlay.values
            && !tables
                .figures
                .iter()
                .any(|figure| figure.measure == *measure && figure.scope == *scope)
        {
            let what = format!("overlay `{}`: there is no figure for it", overlay.id);
            report.remark(CATALOG_FILE, None, what);
        }
    }
}

/// What does not fit between a figure and its measure.
fn misfits(figure: &Figure, measure: &MeasureSpec, catalog: &CatalogSpec) -> Vec<String> {
    let mut found = Vec::new();
    if figure.unit != measure.unit {
        found.push(format!(
            "counted in {}, the measure in {}",
            figure.unit, measure.unit
        ));
    }
    let kind = figure.subject.kind();
    if !measure.subjects.iter().any(|fits| fits == kind) {
        found.push(format!("the measure does not fit a {kind}"));
    }
    if let Subject::Customs(word) = &figure.subject
        && !catalog.customs_areas.iter().any(|area| area.value == *word)
    {
        found.push("the catalogue lists no such area of the customs".to_owned());
    }
    match (measure.group == TRADE, figure.scope) {
        (true, None) => found.push("a figure of trade needs a scope".to_owned()),
        (false, Some(scope)) => found.push(format!("the scope {scope} is for trade only")),
        (true, Some(scope)) if !has_title(catalog, scope) => {
            found.push(format!("the scope {scope} has no title in the catalogue"));
        }
        _ => {}
    }
    found
}

fn has_title(catalog: &CatalogSpec, scope: Scope) -> bool {
    let word = scope.to_string();
    catalog.scopes.iter().any(|known| known.value == word)
}

/// A figure of a unit from the source of the unit's own field must be equal to it.
fn compare_with_units(tables: &Tables, report: &mut CheckReport) {
    let present = tables.units.iter().filter(|unit| unit.is_present());
    let units: BTreeMap<Subject, &Unit> = present
        .filter_map(|unit| match unit.layer() {
            LayerId::Provinces => Some((Subject::Province(unit.code), unit)),
            LayerId::Communes => Some((Subject::Commune(unit.code), unit)),
            _ => None,
        })
        .collect();
    for (index, figure) in tables.figures.iter().enumerate() {
        let Some(unit) = units.get(&figure.subject) else {
            continue;
        };
        let (word, own) = match figure.measure.as_str() {
            "area" => ("area", unit.area_km2),
            "population_registered" => ("population", exactly(unit.population)),
            "population_average" => ("grdp", exactly(unit.population_average_2024)),
            "grdp" => ("grdp", unit.grdp_bn_vnd),
            _ => continue,
        };
        let source = unit_source(unit, word);
        let same_source = source.is_some_and(|id| figure.source_id.iter().any(|own| own == id));
        if same_source && figure.value != own {
            let own = own.map_or_else(|| "nothing".to_owned(), |own| own.to_string());
            let what = format!("{}: the unit itself has {own}", name(figure));
            report.fault(FIGURES_FILE, row_of(index), what);
        }
    }
}

/// A count as the number that stands in figures.
fn exactly(count: Option<u64>) -> Option<f64> {
    count.and_then(|count| count.to_string().parse().ok())
}

/// Figures on the same topic and the same days that say different things.
fn contradictions(figures: &[Figure], report: &mut CheckReport) {
    let mut said: BTreeMap<_, Vec<(usize, &Figure)>> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        let days = (
            figure.period.first_day(),
            figure.period.last_day(),
            figure.period.kind().to_string(),
        );
        let topic = (&figure.subject, &figure.measure, figure.scope, days);
        said.entry(topic).or_default().push((index, figure));
    }
    for figures in said.into_values().filter(|figures| figures.len() > 1) {
        let values: BTreeSet<String> = figures.iter().map(|(_, figure)| value(figure)).collect();
        if values.len() > 1 {
            let (index, first) = figures[0];
            let values: Vec<String> = values.into_iter().collect();
            let what = format!("{}: sources say {}", name(first), values.join(" and "));
            report.remark(FIGURES_FILE, row_of(index), what);
        }
    }
}

/// Totals of one source that fall while their period grows.
fn falling_totals(
    figures: &[Figure],
    measures: &BTreeMap<&str, &MeasureSpec>,
    report: &mut CheckReport,
) {
    let adds_up = |figure: &Figure| {
        let measure = measures.get(figure.measure.as_str());
        measure.is_some_and(|measure| measure.adds == Adds::Sum)
            && figure.period.start().is_some()
            && matches!(figure.bound, Bound::Exact | Bound::About)
    };
    let mut series: BTreeMap<_, Vec<(usize, &Figure)>> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate().filter(|(_, f)| adds_up(f)) {
        let key = (
            &figure.subject,
            &figure.measure,
            figure.scope,
            &figure.source_id,
        );
        series.entry(key).or_default().push((index, figure));
    }
    for series in series.into_values() {
        for (index, longer) in &series {
            for (_, shorter) in &series {
                if is_within(shorter, longer) && longer.value < shorter.value {
                    let what = format!(
                        "{}: less than the {} of {}, which lies within",
                        name(longer),
                        value(shorter),
                        shorter.period
                    );
                    report.remark(FIGURES_FILE, row_of(*index), what);
                }
            }
        }
    }
}

/// Whether the period of one figure is a part of the other's.
fn is_within(shorter: &Figure, longer: &Figure) -> bool {
    let (inner, outer) = (shorter.period, longer.period);
    let inside = inner.first_day() >= outer.first_day() && inner.last_day() <= outer.last_day();
    inside && !inner.same_days(outer)
}

/// How a finding names a figure.
fn name(figure: &Figure) -> String {
    let scope = figure.scope.map(|scope| format!(" ({scope})"));
    format!(
        "{} {}{} {}",
        figure.subject,
        figure.measure,
        scope.unwrap_or_default(),
        figure.period
    )
}

/// A value with its bound and its change, as a finding writes it.
fn value(figure: &Figure) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |v| v.to_string());
    let text = match figure.bound {
        Bound::Between => format!("{} to {}", number(figure.value), number(figure.value_to)),
        Bound::Exact => number(figure.value),
        bound => format!("{bound} {}", number(figure.value)),
    };
    match (figure.value, figure.yoy_pct) {
        (None, Some(change)) => format!("a change of {change} %"),
        _ => text,
    }
}
