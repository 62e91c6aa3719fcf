//! The catalogue: what `geodata/catalog.toml` says of layers and fields.

use super::record::closed_list;
use super::{LayerId, MeasureSpec, OverlaySpec};

/// The whole catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogSpec {
    /// Title of the map in Vietnamese.
    pub title_vi: String,
    /// Title of the map in English.
    pub title_en: String,
    /// Lines of credit, free of markup.
    pub attribution: Vec<String>,
    /// All layers, in drawing order from the bottom.
    pub layers: Vec<LayerSpec>,
    /// What figures count.
    pub measures: Vec<MeasureSpec>,
    /// Titles of the scopes of trade figures.
    pub scopes: Vec<ValueSpec>,
    /// Areas of the customs that figures are about, by the word after `customs:`.
    pub customs_areas: Vec<ValueSpec>,
    /// Values over areas.
    pub overlays: Vec<OverlaySpec>,
    /// Headings of the overlays, in order.
    pub overlay_groups: Vec<ValueSpec>,
}

impl CatalogSpec {
    /// What the catalogue says of a layer; every layer has an entry.
    ///
    /// # Panics
    /// Never for a catalogue that was read: reading refuses one that lacks a layer.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> &LayerSpec {
        self.layers
            .iter()
            .find(|layer| layer.id == id)
            .expect("a catalogue that was read has every layer")
    }

    /// What the catalogue says of a measure.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&MeasureSpec> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// What the catalogue says of an overlay.
    #[must_use]
    pub fn overlay(&self, id: &str) -> Option<&OverlaySpec> {
        self.overlays.iter().find(|overlay| overlay.id == id)
    }
}

/// A layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSpec {
    /// Its name.
    pub id: LayerId,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// The smallest zoom that has it.
    pub min_zoom: u8,
    /// The largest zoom that has it; clients draw larger scales from that one.
    pub max_zoom: u8,
    /// What to mind about it, in Vietnamese.
    pub note_vi: Option<String>,
    /// What to mind about it, in English.
    pub note_en: Option<String>,
    /// Ids of the sources of its shapes.
    pub sources: Vec<String>,
    /// How its places are grouped at small zooms; not at all when absent.
    pub grouping: Option<GroupingSpec>,
    /// Its fields, in the order in which a card shows them.
    pub fields: Vec<FieldSpec>,
}

impl LayerSpec {
    /// The fields that tiles carry at a zoom.
    pub fn tile_fields(&self, zoom: u8) -> impl Iterator<Item = &FieldSpec> {
        self.fields
            .iter()
            .filter(move |field| field.tile_min_zoom.is_some_and(|least| least <= zoom))
    }
}

/// How places are grouped.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupingSpec {
    /// The largest zoom that groups.
    pub max_zoom: u8,
    /// Places nearer than this many tile units (4096 a side) join.
    pub reach_in_units: i32,
    /// Only places that agree in this field join.
    pub by: String,
    /// The field that groups carry as a sum.
    pub sum: Option<String>,
}

closed_list! {
    /// Types of field.
    pub enum FieldType {
        /// Text.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// A number.
        Number = "number",
        /// Yes or no.
        Boolean = "boolean",
        /// A day, month or year in ISO 8601.
        Date = "date",
    }
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSpec {
    /// Its name in files, tiles and the API.
    pub id: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Its type.
    pub kind: FieldType,
    /// Its unit, such as "km²".
    pub unit: Option<String>,
    /// The smallest zoom whose tiles carry it; absent when no tile does.
    pub tile_min_zoom: Option<u8>,
    /// The closed list of its values, with their titles; empty when it has none.
    pub values: Vec<ValueSpec>,
}

/// A value of a closed list.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSpec {
    /// The word in files, tiles and addresses.
    pub value: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
}
