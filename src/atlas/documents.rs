//! The catalogue and `TileJSON`, as documents.

use std::collections::BTreeMap;

use serde::Serialize;

use super::overlays::documents::{MeasureDocument, OverlayEntry};
use super::{Atlas, OverlayChoice, TileWish};
use crate::domain::{FieldSpec, Geometry, LayerId, LayerSpec, Period, Source, ValueSpec};
use crate::geometry::{LonLatBox, MAX_ZOOM};

/// The catalogue as `catalog.json` shows it.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogDocument<'a> {
    /// Version of the data.
    pub snapshot: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Lines of credit.
    pub attribution: Vec<String>,
    /// West, south, east, north of the region, in degrees.
    pub bounds: [f64; 4],
    /// All layers, from the bottom.
    pub layers: Vec<LayerDocument>,
    /// Values over areas.
    pub overlays: Vec<OverlayEntry<'a>>,
    /// What figures count.
    pub measures: Vec<MeasureDocument<'a>>,
    /// Which goods figures of trade count.
    pub scopes: Vec<ValueDocument>,
}

/// A layer in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct LayerDocument {
    /// Its name.
    pub id: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// `point`, `line`, `polygon` or `mixed`.
    pub geometry: &'static str,
    /// Number of records.
    pub count: usize,
    /// Number of records with a place.
    pub drawn: usize,
    /// Smallest zoom with tiles.
    pub minzoom: u8,
    /// Largest zoom with tiles.
    pub maxzoom: u8,
    /// West, south, east, north in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<[f64; 4]>,
    /// What to mind about the layer, in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_vi: Option<String>,
    /// What to mind about the layer, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
    /// Its fields, as a card shows them.
    pub fields: Vec<FieldDocument>,
}

/// A field in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDocument {
    /// Its name.
    pub id: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// `text`, `integer`, `number`, `boolean` or `date`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The closed list of its values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueDocument>,
}

/// A value of a closed list in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct ValueDocument {
    /// The word in data and addresses.
    pub value: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
}

impl From<&ValueSpec> for ValueDocument {
    fn from(value: &ValueSpec) -> Self {
        Self {
            value: value.value.clone(),
            title_vi: value.title_vi.clone(),
            title_en: value.title_en.clone(),
        }
    }
}

/// What a `TileJSON` document says about the layers asked for.
#[derive(Clone, Debug, Serialize)]
pub struct TileJsonParts {
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Longitude, latitude, zoom.
    pub center: [f64; 3],
    /// Smallest zoom.
    pub minzoom: u8,
    /// Largest zoom.
    pub maxzoom: u8,
    /// Who is to be named.
    pub attribution: String,
    /// The layers with their fields.
    pub vector_layers: Vec<VectorLayer>,
}

/// One layer in a `TileJSON` document.
#[derive(Clone, Debug, Serialize)]
pub struct VectorLayer {
    /// Name.
    pub id: String,
    /// Title.
    pub description: String,
    /// Smallest zoom.
    pub minzoom: u8,
    /// Largest zoom.
    pub maxzoom: u8,
    /// Name and description of each field.
    pub fields: BTreeMap<String, String>,
}

/// A source that figures rest on. What is not known of it is null.
#[derive(Clone, Debug, Serialize)]
pub struct SourceDocument<'a> {
    /// Its id: the last part of `/api/sources/{id}`.
    pub id: &'a str,
    /// Title, or the number under which the publisher keeps it.
    pub title: &'a str,
    /// Who published it.
    pub publisher: &'a str,
    /// Date of publication or of the copy, as precisely as known.
    pub date: Option<String>,
    /// Licence, in words.
    pub licence: &'a str,
    /// What may be done: `open`, `share-alike`, `non-commercial` or `unclear`.
    pub use_class: &'static str,
    /// Address.
    pub url: Option<&'a str>,
    /// Through which copy it was read; what to mind.
    pub note: Option<&'a str>,
}

impl<'a> From<&'a Source> for SourceDocument<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            date: source.date.map(|date| date.to_string()),
            licence: &source.licence,
            use_class: source.use_class.as_str(),
            url: source.url.as_deref(),
            note: source.note.as_deref(),
        }
    }
}

/// A period that a figure stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodDocument {
    /// The first day, as precisely as the source says; null for a state.
    pub start: Option<String>,
    /// The last day, as precisely as the source says; null where the source does not say.
    pub end: Option<String>,
    /// Its shape: `state`, `day`, `month`, `quarter`, `year`, `year_to_date`, `days`, `years` or
    /// `open`.
    pub kind: &'static str,
}

impl From<Period> for PeriodDocument {
    fn from(period: Period) -> Self {
        Self {
            start: period.start().map(|date| date.to_string()),
            end: period.end().map(|date| date.to_string()),
            kind: period.kind().as_str(),
        }
    }
}

/// The whole earth as far as Web Mercator shows it.
const EVERYWHERE: LonLatBox = LonLatBox {
    west: -180.0,
    south: -85.051_129,
    east: 180.0,
    north: 85.051_129,
};

impl Atlas {
    /// The catalogue.
    #[must_use]
    pub fn catalog(&self) -> CatalogDocument<'_> {
        CatalogDocument {
            snapshot: self.version.as_str().to_owned(),
            title_vi: self.catalog.title_vi.clone(),
            title_en: self.catalog.title_en.clone(),
            attribution: self.catalog.attribution.clone(),
            bounds: rounded(self.extent()),
            layers: self
                .catalog
                .layers
                .iter()
                .map(|layer| self.layer_document(layer))
                .collect(),
            overlays: self.overlay_entries(),
            measures: self.catalog.measures.iter().map(Into::into).collect(),
            scopes: self.catalog.scopes.iter().map(Into::into).collect(),
        }
    }

    /// What a `TileJSON` document says about these layers, joined with these overlays.
    #[must_use]
    pub fn tilejson(&self, wish: &TileWish) -> TileJsonParts {
        let layers = wish.layers;
        let specs: Vec<&LayerSpec> = layers.iter().map(|&id| self.catalog.layer(id)).collect();
        let bounds = layers.iter().filter_map(|&id| self.bounds_of(id));
        let bounds = bounds.reduce(LonLatBox::union).unwrap_or(EVERYWHERE);
        let middle = |low: f64, high: f64| (f64::midpoint(low, high) * 1e4).round() / 1e4;
        TileJsonParts {
            bounds: rounded(bounds),
            center: [
                middle(bounds.west, bounds.east),
                middle(bounds.south, bounds.north),
                6.0,
            ],
            minzoom: specs.iter().map(|spec| spec.min_zoom).min().unwrap_or(0),
            maxzoom: specs
                .iter()
                .map(|spec| spec.max_zoom)
                .max()
                .unwrap_or(MAX_ZOOM),
            attribution: self.catalog.attribution.join("; "),
            vector_layers: specs
                .into_iter()
                .map(|spec| {
                    let mut layer = vector_layer(spec);
                    let answering = wish.days.and_then(|days| self.units_at_time(spec.id, days));
                    if let Some(own) = answering.filter(|own| own.layer != spec.id) {
                        layer.fields = vector_layer(self.catalog.layer(own.layer)).fields;
                    }
                    if let Some(kept) = wish.properties {
                        layer.fields.retain(|name, _| kept.contains(name));
                    }
                    let mut choices = wish.overlays.iter();
                    let own = choices.find(|choice| choice.layer() == spec.id);
                    layer
                        .fields
                        .extend(own.into_iter().flat_map(|own| self.joined_fields(own)));
                    layer
                })
                .collect(),
        }
    }

    /// The names of what features of a layer carry in tiles.
    pub fn tile_attributes(&self, layer: LayerId) -> impl Iterator<Item = &str> {
        let fields = self.catalog.layer(layer).fields.iter();
        let in_tiles = fields.filter(|field| field.tile_min_zoom.is_some());
        in_tiles.map(|field| field.id.as_str())
    }

    /// The fields that an overlay gives its layer in tiles.
    fn joined_fields(&self, choice: &OverlayChoice) -> [(String, String); 2] {
        let spec = self.spec_of(choice);
        [
            (
                "value".into(),
                format!("{} ({})", spec.title_vi, spec.unit_vi),
            ),
            ("class".into(), format!("{}: lớp, từ 0", spec.title_vi)),
        ]
    }

    /// What the catalogue says of one layer.
    #[must_use]
    pub fn layer(&self, layer: LayerId) -> LayerDocument {
        self.layer_document(self.catalog.layer(layer))
    }

    /// The first and the last day on which records of a layer are valid, each open where one of
    /// them is; nothing for layers without validity. Provinces and communes reach back before the
    /// merger: their versions of then answer for those days.
    #[must_use]
    pub fn validity(&self, layer: LayerId) -> Option<[Option<jiff::civil::Date>; 2]> {
        let last = self
            .tables
            .units
            .iter()
            .filter_map(|unit| unit.valid_to)
            .max();
        match layer {
            LayerId::FormerProvinces | LayerId::FormerCommunes => Some([None, last]),
            LayerId::Provinces | LayerId::Communes => Some([None, None]),
            _ => None,
        }
    }

    /// The box around all provinces, in degrees.
    #[must_use]
    pub fn extent(&self) -> LonLatBox {
        self.bounds_of(LayerId::Provinces).unwrap_or(EVERYWHERE)
    }

    fn bounds_of(&self, layer: LayerId) -> Option<LonLatBox> {
        self.layers.get(&layer)?.bounds
    }

    fn layer_document(&self, spec: &LayerSpec) -> LayerDocument {
        let prepared = self.layers.get(&spec.id);
        LayerDocument {
            id: spec.id.to_string(),
            title_vi: spec.title_vi.clone(),
            title_en: spec.title_en.clone(),
            geometry: match spec.id.geometry() {
                Geometry::Point => "point",
                Geometry::Line => "line",
                Geometry::Polygon => "polygon",
                Geometry::Mixed => "mixed",
            },
            count: prepared.map_or(0, |layer| layer.count),
            drawn: prepared.map_or(0, |layer| layer.drawn),
            minzoom: spec.min_zoom,
            maxzoom: spec.max_zoom,
            bounds: self.bounds_of(spec.id).map(rounded),
            note_vi: spec.note_vi.clone(),
            note_en: spec.note_en.clone(),
            fields: spec.fields.iter().map(field_document).collect(),
        }
    }
}

fn field_document(field: &FieldSpec) -> FieldDocument {
    FieldDocument {
        id: field.id.clone(),
        title_vi: field.title_vi.clone(),
        title_en: field.title_en.clone(),
        kind: field.kind.as_str(),
        unit: field.unit.clone(),
        values: field.values.iter().map(Into::into).collect(),
    }
}

fn vector_layer(spec: &LayerSpec) -> VectorLayer {
    let in_tiles = spec
        .fields
        .iter()
        .filter(|field| field.tile_min_zoom.is_some());
    VectorLayer {
        id: spec.id.to_string(),
        description: spec.title_vi.clone(),
        minzoom: spec.min_zoom,
        maxzoom: spec.max_zoom,
        fields: in_tiles
            .map(|field| {
                let unit = field
                    .unit
                    .as_ref()
                    .map_or(String::new(), |u| format!(" ({u})"));
                (field.id.clone(), format!("{}{unit}", field.title_vi))
            })
            .collect(),
    }
}

/// Degrees to the sixth decimal, outward enough for a box.
fn rounded(bounds: LonLatBox) -> [f64; 4] {
    bounds
        .to_array()
        .map(|degrees| (degrees * 1e6).round() / 1e6)
}
