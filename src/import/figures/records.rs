//! Figures that the records of units and zones carry: areas, populations, gross regional product,
//! what is known of zones.

use super::draft::Draft;
use crate::domain::{
    AreaMeaning, Bound, Figure, IndustrialZone, LayerId, PartialDate, Period, Subject, Unit,
};
use crate::import::report::{FileReport, RowProblem};
use crate::import::tables::{Progress, attribute_sources, unit_source};

/// The measure of areas that were measured on the boundaries.
pub(super) const MEASURED_AREA: &str = "polygon_area";
/// The source of the measured areas.
const BOUNDARIES: &str = "boundaries-2026";
/// The year of the acts that state areas and populations of present units.
const ACTS: &str = "2025";
/// The year of the averages that the statistics office gives.
const AVERAGES: &str = "2024";

/// What to mind of the gross regional product.
const PRODUCT_REMARKS: [&str; 3] = [
    "preliminary",
    "GRDP per head times average population, rounded to 100 billion VND",
    "provinces announced figures 2 to 6 % higher",
];

/// Areas measured on the boundaries that differ by more than this share are remarked on.
const WORTH_A_REMARK: f64 = 0.1;

/// A number on its way to a draft.
pub(super) struct Statement<'a> {
    measure: &'a str,
    unit: &'a str,
    period: Period,
    value: f64,
    source_id: Vec<String>,
    remarks: Vec<String>,
}

impl Statement<'_> {
    pub fn draft(self, subject: Subject, file: &'static str) -> Draft {
        Draft {
            origin: (file, 0),
            end: None,
            figure: Figure {
                subject,
                measure: self.measure.to_owned(),
                scope: None,
                period: self.period,
                value: Some(self.value),
                value_to: None,
                bound: Bound::Exact,
                unit: self.unit.to_owned(),
                yoy_pct: None,
                source_id: self.source_id,
                note_vi: None,
                note_en: None,
            },
            remarks: self.remarks,
        }
    }
}

/// Areas, populations and gross regional product of the present units.
pub(super) fn of_units(progress: &mut Progress<'_>, units: &[Unit]) -> Vec<Draft> {
    let measured_on = progress.book.known_date(BOUNDARIES);
    let mut report = FileReport::new("figures of units");
    let mut drafts = Vec::new();
    for unit in units.iter().filter(|unit| unit.is_present()) {
        let subject = match unit.layer() {
            LayerId::Provinces => Subject::Province(unit.code),
            _ => Subject::Commune(unit.code),
        };
        for value in unit_values(unit, measured_on) {
            for id in &value.source_id {
                progress.book.cite_known(id);
            }
            drafts.push(value.draft(subject.clone(), "units"));
        }
    }
    (report.read, report.kept) = (drafts.len(), drafts.len());
    progress.reports.push(report);
    drafts
}

fn unit_values(unit: &Unit, measured_on: Option<PartialDate>) -> Vec<Statement<'static>> {
    let acts = state(ACTS);
    let mut values = Vec::new();
    if let Some((area, source)) = unit.area_km2.zip(unit_source(unit, "area")) {
        values.push(Statement {
            measure: "area",
            unit: "km2",
            period: acts,
            value: area,
            source_id: vec![source.to_owned()],
            remarks: Vec::new(),
        });
    }
    if let Some((population, source)) = unit.population.zip(unit_source(unit, "population")) {
        let mended = unit
            .note
            .iter()
            .filter(|note| note.starts_with("population "));
        let undated = "reference date not given".to_owned();
        values.push(Statement {
            measure: "population_registered",
            unit: "persons",
            period: acts,
            value: whole(population),
            source_id: vec![source.to_owned()],
            remarks: std::iter::once(undated).chain(mended.cloned()).collect(),
        });
    }
    values.extend(measured_on.and_then(|date| measured_area(unit, date, BOUNDARIES)));
    values.extend(statistics(unit));
    values
}

/// The area of the polygon, on the date of the boundaries.
pub(super) fn measured_area(
    unit: &Unit,
    date: PartialDate,
    source: &str,
) -> Option<Statement<'static>> {
    let area = unit.polygon_area_km2?;
    Some(Statement {
        measure: MEASURED_AREA,
        unit: "km2",
        period: state(&date.to_string()),
        value: area,
        source_id: vec![source.to_owned()],
        remarks: remark_on_area(area, unit.area_km2),
    })
}

/// What the statistics office says of a province.
fn statistics(unit: &Unit) -> Vec<Statement<'static>> {
    let Some(source) = unit_source(unit, "grdp") else {
        return Vec::new();
    };
    let was_merged = unit.act.is_some();
    let merged = was_merged.then(|| "sum over the former provinces".to_owned());
    let value = |measure, unit, period, value, remarks: &[&str]| Statement {
        measure,
        unit,
        period,
        value,
        source_id: vec![source.to_owned()],
        remarks: remarks
            .iter()
            .map(|text| (*text).to_owned())
            .chain(merged.clone())
            .collect(),
    };
    let population = unit.population_average_2024.map(|count| {
        value(
            "population_average",
            "persons",
            year(AVERAGES),
            whole(count),
            &[],
        )
    });
    let product = unit.grdp_bn_vnd.zip(unit.grdp_year).map(|(product, of)| {
        let period = year(&of.to_string());
        value("grdp", "billion VND", period, product, &PRODUCT_REMARKS)
    });
    population.into_iter().chain(product).collect()
}

fn remark_on_area(measured: f64, declared: Option<f64>) -> Vec<String> {
    let far = declared.is_some_and(|declared| {
        (measured - declared).abs() > WORTH_A_REMARK * declared && declared > 0.0
    });
    let remark = "differs from the declared area by more than 10 %";
    far.then(|| remark.to_owned()).into_iter().collect()
}

/// Areas, occupancies, projects and workers of zones, on the date of their source.
pub(super) fn of_zones(progress: &mut Progress<'_>, zones: &[IndustrialZone]) -> Vec<Draft> {
    let mut report = FileReport::new("figures of zones, by row of the compiled table");
    let mut drafts = Vec::new();
    for (index, zone) in zones.iter().enumerate() {
        let row = index as u64 + 2;
        let sources = attribute_sources(zone);
        let date = zone.source_date.or_else(|| only_date(progress, &sources));
        for (measure, unit, value) in zone_values(zone) {
            let settled = match date {
                Some(date) if !sources.is_empty() => {
                    Ok(zone_value(zone, measure, unit, value, date, &sources))
                }
                _ => Err(undated(zone, measure)),
            };
            let subject = Subject::Zone(zone.code.clone());
            let settled = report.settle(row, settled);
            drafts.extend(settled.map(|value| value.draft(subject, "zones")));
        }
    }
    progress.reports.push(report);
    drafts
}

/// What a zone says that is a figure: measure, unit, value.
pub(super) fn zone_values(zone: &IndustrialZone) -> Vec<(&'static str, &'static str, f64)> {
    let known = [
        ("zone_area", "ha", zone.area_ha),
        ("zone_occupancy", "%", zone.occupancy_pct),
        ("zone_projects", "projects", zone.projects.map(f64::from)),
        ("zone_workers", "workers", zone.workers.map(f64::from)),
    ];
    known
        .into_iter()
        .filter_map(|(measure, unit, value)| Some((measure, unit, value?)))
        .collect()
}

/// One of those, on a date, by its sources.
pub(super) fn zone_value(
    zone: &IndustrialZone,
    measure: &'static str,
    unit: &'static str,
    value: f64,
    date: PartialDate,
    sources: &[String],
) -> Statement<'static> {
    let measured = measure == "zone_area" && zone.area_meaning == Some(AreaMeaning::Measured);
    let drawn: Vec<String> = sources
        .iter()
        .filter(|id| measured && id.starts_with("osm"))
        .cloned()
        .collect();
    let remark = "measured on the outline of the zone";
    Statement {
        measure,
        unit,
        period: state(&date.to_string()),
        value,
        source_id: if drawn.is_empty() {
            sources.to_vec()
        } else {
            drawn
        },
        remarks: measured.then(|| remark.to_owned()).into_iter().collect(),
    }
}

/// The date of a source that stands alone: with several it is open which of them it would date.
fn only_date(progress: &Progress<'_>, sources: &[String]) -> Option<PartialDate> {
    match sources {
        [only] => progress.book.date(only),
        _ => None,
    }
}

fn undated(zone: &IndustrialZone, measure: &str) -> RowProblem {
    RowProblem::new(
        format!(
            "zone {}: {measure} has no date, nor has its source",
            zone.code
        ),
        "Find the date of the source and fill in `source_date`",
    )
}

/// A count of persons; far below the numbers at which a fraction of one would be lost.
#[expect(
    clippy::cast_precision_loss,
    reason = "the country has fewer than 2^53 inhabitants"
)]
fn whole(count: u64) -> f64 {
    count as f64
}

/// A state on a date.
fn state(date: &str) -> Period {
    format!("../{date}").parse().expect("a date was given")
}

/// A whole year.
fn year(year: &str) -> Period {
    let whole = format!("{year}-01-01/{year}-12-31");
    whole.parse().expect("a year was given")
}
