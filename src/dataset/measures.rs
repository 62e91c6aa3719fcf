//! Reading what `catalog.toml` says of measures and overlays.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::Deserialize;

use crate::domain::{
    AreaLevel, FieldCondition, LayerSpec, MeasureSpec, OverlaySpec, OverlayValues, Subject,
    SummaryCount, ValueSpec,
};

/// Classes an overlay can be cut into.
const CLASSES: std::ops::RangeInclusive<usize> = 2..=9;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeasure {
    id: String,
    title_vi: String,
    title_en: String,
    unit: String,
    unit_vi: String,
    unit_en: String,
    adds: String,
    #[serde(default)]
    decimals: u8,
    subjects: Vec<String>,
    group: String,
    flow: Option<String>,
    note_vi: Option<String>,
    note_en: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOverlay {
    id: String,
    group: String,
    title_vi: String,
    title_en: String,
    unit_vi: String,
    unit_en: String,
    #[serde(default)]
    decimals: u8,
    levels: Vec<String>,
    figures: Option<RawFigures>,
    summary: Option<RawSummary>,
    #[serde(default)]
    per_km2: bool,
    #[serde(default = "one")]
    factor: f64,
    method: String,
    #[serde(default = "five")]
    classes: usize,
    #[serde(default)]
    breaks: Vec<f64>,
    palette: String,
    note_vi: Option<String>,
    note_en: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFigures {
    measure: String,
    scope: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSummary {
    layer: String,
    #[serde(default)]
    only: Vec<RawCondition>,
    sum: Option<String>,
    mean: Option<String>,
    weight: Option<String>,
    parts_by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCondition {
    field: String,
    values: Vec<String>,
}

fn one() -> f64 {
    1.0
}

fn five() -> usize {
    5
}

/// The measures, each checked.
pub(super) fn resolve_measures(raw: Vec<RawMeasure>) -> Result<Vec<MeasureSpec>, String> {
    let mut seen = BTreeSet::new();
    raw.into_iter()
        .map(|measure| {
            let id = measure.id.clone();
            if !seen.insert(id.clone()) {
                return Err(format!("the measure `{id}` stands twice"));
            }
            resolve_measure(measure).map_err(|problem| format!("measure `{id}`: {problem}"))
        })
        .collect()
}

fn resolve_measure(raw: RawMeasure) -> Result<MeasureSpec, String> {
    let known = |kind: &String| Subject::KINDS.contains(&kind.as_str());
    if let Some(kind) = raw.subjects.iter().find(|kind| !known(kind)) {
        let list = Subject::KINDS.join(", ");
        return Err(format!("`{kind}` is no kind of subject; there are {list}"));
    }
    Ok(MeasureSpec {
        adds: word(&raw.adds)?,
        flow: raw.flow.as_deref().map(word).transpose()?,
        id: raw.id,
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        unit: raw.unit,
        unit_vi: raw.unit_vi,
        unit_en: raw.unit_en,
        decimals: raw.decimals,
        subjects: raw.subjects,
        group: raw.group,
        note_vi: raw.note_vi,
        note_en: raw.note_en,
    })
}

/// The overlays, each checked against the layers, measures and headings that it names.
pub(super) fn resolve_overlays(
    raw: Vec<RawOverlay>,
    layers: &[LayerSpec],
    measures: &[MeasureSpec],
    groups: &[ValueSpec],
) -> Result<Vec<OverlaySpec>, String> {
    let mut seen = BTreeSet::new();
    raw.into_iter()
        .map(|overlay| {
            let id = overlay.id.clone();
            if !seen.insert(id.clone()) {
                return Err(format!("the overlay `{id}` stands twice"));
            }
            let resolved = resolve_overlay(overlay);
            resolved
                .and_then(|overlay| {
                    check_overlay(&overlay, layers, measures, groups).map(|()| overlay)
                })
                .map_err(|problem| format!("overlay `{id}`: {problem}"))
        })
        .collect()
}

fn resolve_overlay(raw: RawOverlay) -> Result<OverlaySpec, String> {
    let values = match (raw.figures, raw.summary) {
        (Some(figures), None) => OverlayValues::Figures {
            measure: figures.measure,
            scope: figures.scope.as_deref().map(word).transpose()?,
        },
        (None, Some(summary)) => resolve_summary(summary)?,
        _ => return Err("has either `figures` or `summary`".to_owned()),
    };
    let levels = raw.levels.iter().map(|level| word::<AreaLevel>(level));
    Ok(OverlaySpec {
        levels: levels.collect::<Result<_, _>>()?,
        method: word(&raw.method)?,
        values,
        id: raw.id,
        group: raw.group,
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        unit_vi: raw.unit_vi,
        unit_en: raw.unit_en,
        decimals: raw.decimals,
        per_km2: raw.per_km2,
        factor: raw.factor,
        classes: raw.classes,
        breaks: raw.breaks,
        palette: raw.palette,
        note_vi: raw.note_vi,
        note_en: raw.note_en,
    })
}

fn resolve_summary(raw: RawSummary) -> Result<OverlayValues, String> {
    let count = match (raw.sum, raw.mean, raw.weight) {
        (None, None, None) => SummaryCount::Records,
        (Some(field), None, None) => SummaryCount::Sum(field),
        (None, Some(field), Some(weight)) => SummaryCount::WeightedMean { field, weight },
        _ => return Err("counts by `sum`, by `mean` with `weight`, or by neither".to_owned()),
    };
    Ok(OverlayValues::Summary {
        layer: raw
            .layer
            .parse()
            .map_err(|error: crate::domain::UnknownLayer| error.to_string())?,
        only: raw
            .only
            .into_iter()
            .map(|condition| FieldCondition {
                field: condition.field,
                values: condition.values,
            })
            .collect(),
        count,
        parts_by: raw.parts_by,
    })
}

fn check_overlay(
    overlay: &OverlaySpec,
    layers: &[LayerSpec],
    measures: &[MeasureSpec],
    groups: &[ValueSpec],
) -> Result<(), String> {
    if overlay.levels.is_empty() {
        return Err("has no level".to_owned());
    }
    if !CLASSES.contains(&overlay.classes) {
        let (least, most) = (CLASSES.start(), CLASSES.end());
        return Err(format!("`classes` is {least} to {most}"));
    }
    if overlay.breaks.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err("`breaks` must rise".to_owned());
    }
    if !groups.iter().any(|group| group.value == overlay.group) {
        return Err(format!("there is no overlay group `{}`", overlay.group));
    }
    match &overlay.values {
        OverlayValues::Figures { measure, .. } => measures
            .iter()
            .any(|known| known.id == *measure)
            .then_some(())
            .ok_or_else(|| format!("there is no measure `{measure}`")),
        OverlayValues::Summary {
            layer,
            only,
            count,
            parts_by,
        } => {
            let spec = layers.iter().find(|spec| spec.id == *layer);
            let spec = spec.ok_or_else(|| format!("there is no layer `{layer}`"))?;
            let counted = match count {
                SummaryCount::Records => vec![],
                SummaryCount::Sum(field) => vec![field],
                SummaryCount::WeightedMean { field, weight } => vec![field, weight],
            };
            let used = only.iter().map(|condition| &condition.field);
            let mut used = used.chain(counted).chain(parts_by);
            let unknown = used.find(|name| !spec.fields.iter().any(|field| field.id == **name));
            match unknown {
                Some(name) => Err(format!("`{layer}` has no field `{name}`")),
                None => Ok(()),
            }
        }
    }
}

fn word<T: FromStr>(text: &str) -> Result<T, String>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}
