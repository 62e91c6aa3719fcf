//! Reading `catalog.toml`.
//!
//! What a writer of the file may leave out or share between layers (lists of values) is one type,
//! [`RawCatalog`]; what the program runs on is another, [`CatalogSpec`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::DatasetError;
use super::measures::{RawMeasure, RawOverlay, resolve_measures, resolve_overlays};
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
    #[serde(default)]
    measures: Vec<RawMeasure>,
    #[serde(default)]
    scopes: Vec<RawValue>,
    #[serde(default)]
    customs_areas: Vec<RawValue>,
    #[serde(default)]
    overlays: Vec<RawOverlay>,
    #[serde(default)]
    overlay_groups: Vec<RawValue>,
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
    let layers: Vec<LayerSpec> = layers.collect::<Result<_, _>>()?;
    let measures = resolve_measures(raw.measures)?;
    let overlay_groups = values(raw.overlay_groups);
    Ok(CatalogSpec {
        title_vi: raw.title_vi,
        title_en: raw.title_en,
        attribution: raw.attribution,
        overlays: resolve_overlays(raw.overlays, &layers, &measures, &overlay_groups)?,
        layers,
        measures,
        scopes: values(raw.scopes),
        customs_areas: values(raw.customs_areas),
        overlay_groups,
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
    let listed = raw.values.into_iter().chain(shared.iter().cloned());
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
        values: values(listed),
    })
}

fn values(raw: impl IntoIterator<Item = RawValue>) -> Vec<ValueSpec> {
    raw.into_iter()
        .map(|value| ValueSpec {
            value: value.value,
            title_vi: value.title_vi,
            title_en: value.title_en,
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        AreaMeaning, BorderGate, FieldType, Fuel, GateClass, GateMode, GateStatus, IndustrialZone,
        Land, LandKind, Neighbour, Place, PlaceKind, PlantStatus, PowerPlant, Precision, Quality,
        Record, SeaLabel, SeaLabelKind, Transport, TransportKind, TransportStatus, Unit, ValueKind,
        Water, WaterKind, YearMeaning, ZoneKind, ZoneStatus,
    };

    fn catalog() -> CatalogSpec {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        read_catalog(&folder).unwrap()
    }

    /// Columns that are no fields: the number and the geometry.
    const NO_FIELDS: [&str; 5] = ["id", "lon", "lat", "label_lon", "label_lat"];

    fn type_fits(kind: FieldType, column: ValueKind) -> bool {
        match column {
            ValueKind::Text => matches!(kind, FieldType::Text | FieldType::Date),
            ValueKind::Integer => kind == FieldType::Integer,
            ValueKind::Number => kind == FieldType::Number,
            ValueKind::Boolean => kind == FieldType::Boolean,
        }
    }

    /// Every column of a kind is a field of its layer, with the same type; `derived` are fields
    /// that no column holds.
    fn check_columns<R: Record>(layer: LayerId, derived: &[&str]) {
        let catalog = catalog();
        let fields = &catalog.layer(layer).fields;
        for column in R::columns() {
            if NO_FIELDS.contains(&column.name) {
                continue;
            }
            let field = fields.iter().find(|field| field.id == column.name);
            let field = field.unwrap_or_else(|| panic!("{layer} lacks the field {}", column.name));
            assert!(type_fits(field.kind, column.kind), "{layer}.{}", field.id);
        }
        for field in fields {
            let known = R::columns().iter().any(|column| column.name == field.id);
            assert_ne!(
                known,
                derived.contains(&field.id.as_str()),
                "{layer}.{}",
                field.id
            );
        }
    }

    #[test]
    fn every_column_of_a_record_has_a_title() {
        check_columns::<IndustrialZone>(LayerId::IndustrialZones, &["point_count"]);
        check_columns::<BorderGate>(LayerId::BorderGates, &["point_count"]);
        check_columns::<PowerPlant>(LayerId::PowerPlants, &["point_count"]);
        check_columns::<Land>(LayerId::Land, &[]);
        check_columns::<Water>(LayerId::Water, &[]);
        check_columns::<Transport>(LayerId::Transport, &[]);
        check_columns::<Place>(LayerId::Places, &[]);
        check_columns::<SeaLabel>(LayerId::SeaLabels, &[]);
    }

    #[test]
    fn fields_of_unit_layers_are_columns_and_every_column_is_a_field_of_some_layer() {
        let catalog = catalog();
        let layers = [
            LayerId::Provinces,
            LayerId::Communes,
            LayerId::FormerProvinces,
            LayerId::FormerCommunes,
        ];
        let fields = || layers.iter().flat_map(|id| &catalog.layer(*id).fields);
        for column in Unit::columns() {
            let found = NO_FIELDS.contains(&column.name) || fields().any(|f| f.id == column.name);
            assert!(found, "no unit layer has the field {}", column.name);
        }
        for field in fields() {
            let column = Unit::columns()
                .into_iter()
                .find(|column| column.name == field.id);
            match column {
                Some(column) => assert!(type_fits(field.kind, column.kind), "{}", field.id),
                None => assert!(["approximate", "successor"].contains(&field.id.as_str())),
            }
        }
    }

    macro_rules! check_list {
        ($layer:ident, $field:literal, $list:ty) => {
            let catalog = catalog();
            let fields = &catalog.layer(LayerId::$layer).fields;
            let field = fields.iter().find(|field| field.id == $field).unwrap();
            let titled: Vec<&str> = field
                .values
                .iter()
                .map(|value| value.value.as_str())
                .collect();
            let list: Vec<&str> = <$list>::ALL.iter().map(|entry| entry.as_str()).collect();
            assert_eq!(titled, list, "{}.{}", stringify!($layer), $field);
        };
    }

    #[test]
    fn every_word_of_a_closed_list_has_a_title() {
        check_list!(IndustrialZones, "kind", ZoneKind);
        check_list!(IndustrialZones, "status", ZoneStatus);
        check_list!(IndustrialZones, "area_meaning", AreaMeaning);
        check_list!(IndustrialZones, "established_meaning", YearMeaning);
        check_list!(IndustrialZones, "precision", Precision);
        check_list!(BorderGates, "class", GateClass);
        check_list!(BorderGates, "mode", GateMode);
        check_list!(BorderGates, "status", GateStatus);
        check_list!(BorderGates, "neighbour", Neighbour);
        check_list!(PowerPlants, "fuel", Fuel);
        check_list!(PowerPlants, "status", PlantStatus);
        check_list!(FormerCommunes, "quality", Quality);
        check_list!(Land, "kind", LandKind);
        check_list!(Water, "kind", WaterKind);
        check_list!(Transport, "kind", TransportKind);
        check_list!(Transport, "status", TransportStatus);
        check_list!(Places, "kind", PlaceKind);
        check_list!(SeaLabels, "kind", SeaLabelKind);
    }

    #[test]
    fn sources_of_layers_are_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let sources = crate::dataset::Tables::read(&folder).unwrap().sources;
        for layer in catalog().layers {
            for id in layer.sources {
                let known = sources.iter().any(|source| source.id == id);
                assert!(known, "{}: there is no source {id}", layer.id);
            }
        }
    }

    #[test]
    fn what_the_catalogue_lacks_is_named() {
        let text = "title_vi = \"\"\ntitle_en = \"\"\nattribution = []\nlayers = []\ncolour = 1\n";
        let refused = |text: &str| {
            let error = parse_catalog(Path::new("catalog.toml"), text).unwrap_err();
            error.to_string()
        };
        let unknown = refused(text);
        assert!(unknown.starts_with("catalog.toml, row 5"), "{unknown}");
        let missing = refused(&text.replace("colour = 1\n", ""));
        assert!(missing.contains("the layer `land` is missing"), "{missing}");
    }
}
