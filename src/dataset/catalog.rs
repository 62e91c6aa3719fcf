//! Reading `catalog.toml`.
//!
//! What a writer of the file may leave out or share between layers (lists of values) is one type,
//! [`RawCatalog`]; what the program runs on is another, [`CatalogSpec`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::DatasetError;
use crate::domain::{CatalogSpec, FieldSpec, GroupingSpec, LayerId, LayerSpec, ValueSpec};
use crate::geometry::MAX_ZOOM;

/// Layers, fields, titles, zooms.
pub const CATALOG_FILE: &str = "catalog.toml";

/// Reads the catalogue of a folder.
///
/// # Errors
/// When the file is missing, is no TOML of the right form, lacks a layer or names a list that it
/// does not have.
pub fn read_catalog(folder: &Path) -> Result<CatalogSpec, DatasetError> {
    let file = folder.join(CATALOG_FILE);
    let text = fs::read_to_string(&file).map_err(|error| DatasetError::new(&file, error))?;
    parse_catalog(&file, &text)
}

/// Reads a catalogue from text; `file` is named in errors only.
///
/// # Errors
/// As [`read_catalog`].
pub fn parse_catalog(file: &Path, text: &str) -> Result<CatalogSpec, DatasetError> {
    let raw: RawCatalog = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        DatasetError::new(file, error.message()).at_row(line)
    })?;
    let catalog = resolve(raw).map_err(|problem| DatasetError::new(file, problem))?;
    check(&catalog).map_err(|problem| DatasetError::new(file, problem))?;
    Ok(catalog)
}

fn line_at(text: &str, offset: usize) -> u64 {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() as u64 + 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCatalog {
    title_vi: String,
    title_en: String,
    attribution: Vec<String>,
    /// Lists of values that several fields share.
    #[serde(default)]
    lists: BTreeMap<String, Vec<RawValue>>,
    layers: Vec<RawLayer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayer {
    id: String,
    title_vi: String,
    title_en: String,
    min_zoom: u8,
    #[serde(default = "largest_zoom")]
    max_zoom: u8,
    note_vi: Option<String>,
    note_en: Option<String>,
    #[serde(default)]
    sources: Vec<String>,
    grouping: Option<RawGrouping>,
    fields: Vec<RawField>,
}

fn largest_zoom() -> u8 {
    MAX_ZOOM
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrouping {
    max_zoom: u8,
    reach_in_units: i32,
    by: String,
    sum: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    id: String,
    title_vi: String,
    title_en: String,
    #[serde(rename = "type")]
    kind: String,
    unit: Option<String>,
    /// Whether tiles carry it, from the layer's smallest zoom.
    #[serde(default)]
    in_tiles: bool,
    /// The smallest zoom whose tiles carry it, when that is not the layer's.
    tile_min_zoom: Option<u8>,
    #[serde(default)]
    values: Vec<RawValue>,
    /// The name of a shared list of values.
    list: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValue {
    value: String,
    title_vi: String,
    title_en: String,
}

fn resolve(raw: RawCatalog) -> Result<CatalogSpec, String> {
    let lists = raw.lists;
    let layers = raw
        .layers
        .into_iter()
        .map(|layer| resolve_layer(layer, &lists));
    Ok(CatalogSpec {
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        attribution: raw.attribution,
        layers: layers.collect::<Result<_, _>>()?,
    })
}

fn resolve_layer(
    raw: RawLayer,
    lists: &BTreeMap<String, Vec<RawValue>>,
) -> Result<LayerSpec, String> {
    let id: LayerId = raw
        .id
        .parse()
        .map_err(|error: crate::domain::UnknownLayer| error.to_string())?;
    let fields = raw
        .fields
        .into_iter()
        .map(|field| resolve_field(field, raw.min_zoom, lists))
        .collect::<Result<_, _>>()
        .map_err(|problem| format!("layer `{id}`, {problem}"))?;
    Ok(LayerSpec {
        id,
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        min_zoom: raw.min_zoom,
        max_zoom: raw.max_zoom,
        note_vi: raw.note_vi,
        note_en: raw.note_en,
        sources: raw.sources,
        grouping: raw.grouping.map(|grouping| GroupingSpec {
            max_zoom: grouping.max_zoom,
            reach_in_units: grouping.reach_in_units,
            by: grouping.by,
            sum: grouping.sum,
        }),
        fields,
    })
}

fn resolve_field(
    raw: RawField,
    layer_min_zoom: u8,
    lists: &BTreeMap<String, Vec<RawValue>>,
) -> Result<FieldSpec, String> {
    let id = raw.id;
    let shared = match &raw.list {
        None => &Vec::new(),
        Some(name) => lists
            .get(name)
            .ok_or_else(|| format!("field `{id}`: there is no list `{name}`"))?,
    };
    let values = raw.values.into_iter().chain(shared.iter().cloned());
    Ok(FieldSpec {
        kind: raw
            .kind
            .parse()
            .map_err(|error: crate::domain::NotInList| format!("field `{id}`: {error}"))?,
        id,
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        unit: raw.unit,
        tile_min_zoom: raw.tile_min_zoom.or(raw.in_tiles.then_some(layer_min_zoom)),
        values: values
            .map(|value| ValueSpec {
                value: value.value,
                title_vi: value.title_vi,
                title_en: value.title_en,
            })
            .collect(),
    })
}

fn check(catalog: &CatalogSpec) -> Result<(), String> {
    let ids: BTreeSet<LayerId> = catalog.layers.iter().map(|layer| layer.id).collect();
    if ids.len() < catalog.layers.len() {
        return Err("a layer stands twice".to_owned());
    }
    if let Some(missing) = LayerId::ALL.iter().find(|id| !ids.contains(id)) {
        return Err(format!("the layer `{missing}` is missing"));
    }
    for layer in &catalog.layers {
        check_layer(layer).map_err(|problem| format!("layer `{}`: {problem}", layer.id))?;
    }
    Ok(())
}

fn check_layer(layer: &LayerSpec) -> Result<(), String> {
    if layer.min_zoom > layer.max_zoom || layer.max_zoom > MAX_ZOOM {
        return Err(format!("zooms must rise and end at {MAX_ZOOM} at most"));
    }
    let names: BTreeSet<&str> = layer.fields.iter().map(|field| field.id.as_str()).collect();
    if names.len() < layer.fields.len() {
        return Err("a field stands twice".to_owned());
    }
    if let Some(grouping) = &layer.grouping {
        let used = [Some(&grouping.by), grouping.sum.as_ref()];
        for name in used.into_iter().flatten() {
            if !names.contains(name.as_str()) {
                return Err(format!("grouping names the unknown field `{name}`"));
            }
        }
    }
    Ok(())
}
