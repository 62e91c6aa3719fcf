//! Figures that follow what a clerk brings in: the old ones of a record go, those of its new
//! values come.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, finish, sort};
use super::records::{MEASURED_AREA, measured_area, zone_value, zone_values};
use crate::domain::{AreaMeaning, Figure, IndustrialZone, PartialDate, Source, Subject, Unit};
use crate::import::report::FileReport;

/// Puts the areas that are measured on new boundaries of communes in the place of those on the old
/// ones.
pub(crate) fn measure_anew(
    figures: &mut Vec<Figure>,
    communes: &[&Unit],
    date: PartialDate,
    source: &str,
) {
    let subject = |unit: &&Unit| Subject::Commune(unit.code);
    let subjects: BTreeSet<Subject> = communes.iter().map(subject).collect();
    figures.retain(|one| one.measure != MEASURED_AREA || !subjects.contains(&one.subject));
    let drafts = communes.iter().filter_map(|unit| {
        let area = measured_area(unit, date, source)?;
        Some(area.draft(subject(unit), "units"))
    });
    add(figures, drafts.collect());
}

/// What became of the figures of zones.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Renewed {
    /// How many values of zones changed, came or went, each a figure.
    pub values: usize,
    /// Codes of zones with a new value of no known date: a figure has a period, so there is none.
    pub undated: BTreeSet<String>,
}

/// Puts the figures of what zones say in the place of those of what they said before. Values that
/// stay keep their figures. `source_of` knows the listed sources.
pub(crate) fn renew_zones<'a>(
    figures: &mut Vec<Figure>,
    before: &[IndustrialZone],
    now: &[IndustrialZone],
    source_of: impl Fn(&str) -> Option<&'a Source>,
) -> Renewed {
    let earlier: BTreeMap<&str, &IndustrialZone> = before
        .iter()
        .map(|zone| (zone.code.as_str(), zone))
        .collect();
    let later: BTreeMap<&str, &IndustrialZone> =
        now.iter().map(|zone| (zone.code.as_str(), zone)).collect();
    let mut gone: BTreeSet<(Subject, &str)> = BTreeSet::new();
    for zone in before {
        let kept = later.get(zone.code.as_str());
        let stays = |value| kept.is_some_and(|zone| says(zone, value));
        let values = said_by(zone).into_iter().filter(|value| !stays(*value));
        let subject = || Subject::Zone(zone.code.clone());
        gone.extend(values.map(|value| (subject(), value.measure)));
    }
    let mut drafts = Vec::new();
    let mut renewed = Renewed::default();
    for zone in now {
        let known = earlier.get(zone.code.as_str()).copied();
        let was_said = |value| known.is_some_and(|zone| says(zone, value));
        for value in said_by(zone).into_iter().filter(|value| !was_said(*value)) {
            gone.insert((Subject::Zone(zone.code.clone()), value.measure));
            let sources = sources_of_change(known, zone);
            let Some(date) = date_of_change(known, zone, &sources, &source_of) else {
                renewed.undated.insert(zone.code.clone());
                continue;
            };
            let Said {
                measure,
                unit,
                value,
                ..
            } = value;
            let value = zone_value(zone, measure, unit, value, date, &sources);
            drafts.push(value.draft(Subject::Zone(zone.code.clone()), "zones"));
        }
    }
    renewed.values = gone.len();
    figures.retain(|one| !gone.contains(&(one.subject.clone(), one.measure.as_str())));
    add(figures, drafts);
    renewed
}

/// A value of a zone that is a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Said {
    measure: &'static str,
    unit: &'static str,
    value: f64,
    is_measured: bool,
}

fn said_by(zone: &IndustrialZone) -> Vec<Said> {
    let values = zone_values(zone).into_iter();
    values
        .map(|(measure, unit, value)| Said {
            measure,
            unit,
            value,
            is_measured: measure == "zone_area" && zone.area_meaning == Some(AreaMeaning::Measured),
        })
        .collect()
}

fn says(zone: &IndustrialZone, value: Said) -> bool {
    said_by(zone).contains(&value)
}

/// The sources of what is new of a zone: those that it did not name before, else all.
fn sources_of_change(before: Option<&IndustrialZone>, now: &IndustrialZone) -> Vec<String> {
    let is_new = |id: &&String| before.is_none_or(|zone| !zone.sources.contains(id));
    let new: Vec<String> = now.sources.iter().filter(is_new).cloned().collect();
    if new.is_empty() {
        now.sources.clone()
    } else {
        new
    }
}

/// The date that came with the change, else that of the source that it rests on alone, else the
/// one that stands there, where no other source came.
fn date_of_change<'a>(
    before: Option<&IndustrialZone>,
    now: &IndustrialZone,
    sources: &[String],
    source_of: impl Fn(&str) -> Option<&'a Source>,
) -> Option<PartialDate> {
    let held = before.and_then(|zone| zone.source_date);
    let came = now.source_date.filter(|_| now.source_date != held);
    let of_source = || match sources {
        [only] => source_of(only)?.date,
        _ => None,
    };
    let no_other_came = before.is_some_and(|zone| zone.sources == now.sources);
    let stands = now.source_date.filter(|_| no_other_came);
    came.or_else(of_source).or(stands)
}

fn add(figures: &mut Vec<Figure>, drafts: Vec<Draft>) {
    let mut report = FileReport::new("figures");
    figures.extend(finish(drafts, &mut report));
    sort(figures);
}
