//! One record with everything that is known about it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use geo_types::Geometry;
use geojson::JsonObject;
use serde_json::json;

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::records::page::ALWAYS;
use crate::atlas::records::set::RecordSet;
use crate::domain::{Fields, LayerId, MapRecord, Source, Unit, UnitCode, Value};
use crate::store::Time;

/// One record with everything that is known about it.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Its number.
    pub id: u64,
    /// All its fields, its sources with their licences, the names of the units it lies in.
    pub properties: JsonObject,
    /// Its shape in degrees; nothing where no source says the place.
    pub geometry: Option<Cow<'a, Geometry<f64>>>,
}

impl Atlas {
    /// The order of a record among those of its layer; nothing for a number that the layer does
    /// not have.
    #[must_use]
    pub fn item_order(&self, records: impl Into<RecordSet>, id: u64) -> Option<u32> {
        let mut rows = self.rows(records).list.iter();
        rows.find(|row| row.id == id).map(|row| row.order)
    }

    /// Where the record of a number stands: among those of its layer, or of one time alone, since
    /// borders that are told of some days may be borders of no other.
    #[must_use]
    pub fn find_item(&self, layer: LayerId, id: u64) -> Option<(RecordSet, u32)> {
        let times = [None, Some(Time::Present), Some(Time::Former)];
        let most = if layer == LayerId::Borders { 3 } else { 1 };
        let sets = times[..most].iter().map(|&time| RecordSet { layer, time });
        let mut found = sets.filter_map(|records| Some((records, self.item_order(records, id)?)));
        found.next()
    }

    /// The record of that order among those of its layer, with its shape or without, and with these
    /// properties only, where they are named.
    #[must_use]
    pub fn item(
        &self,
        records: impl Into<RecordSet>,
        order: u32,
        shaped: bool,
        properties: Option<&BTreeSet<String>>,
    ) -> Option<Item<'_>> {
        let records = records.into();
        let layer = records.layer;
        let row = self.rows(records).list.get(order as usize)?;
        let mut own = self.properties_of(layer, row)?;
        if let Some(wanted) = properties {
            own.retain(|name, _| wanted.contains(name) || ALWAYS.contains(&name.as_str()));
        }
        Some(Item {
            id: row.id,
            properties: own,
            geometry: shaped.then(|| self.geometry_at(records, row.at)).flatten(),
        })
    }

    fn properties_of(&self, layer: LayerId, row: &Row) -> Option<JsonObject> {
        let tables = &self.tables;
        Some(match layer {
            LayerId::IndustrialZones => self.properties(tables.industrial_zones.get(row.at)?),
            LayerId::BorderGates => self.properties(tables.border_gates.get(row.at)?),
            LayerId::PowerPlants => self.properties(tables.power_plants.get(row.at)?),
            LayerId::Provinces
            | LayerId::Communes
            | LayerId::FormerProvinces
            | LayerId::FormerCommunes => self.unit_properties(tables.units.get(row.at)?),
            _ => self.properties_beside_tables(layer, row.fields()),
        })
    }

    /// Sources stand in a field of the record, or they are those of the whole layer.
    fn properties_beside_tables(&self, layer: LayerId, fields: &Fields) -> JsonObject {
        let mut properties = json_fields(fields);
        let own = fields.get("sources").map(ToString::to_string);
        let own = own.map(|ids| ids.split(';').map(str::to_owned).collect());
        let ids = own.unwrap_or_else(|| self.catalog.layer(layer).sources.clone());
        properties.insert("sources".into(), self.sources(&ids));
        properties
    }

    fn properties(&self, record: &impl MapRecord) -> JsonObject {
        let mut properties = json_fields(&record.to_fields());
        for (key, named) in [("province", "province_name"), ("commune", "commune_name")] {
            let code = properties
                .get(key)
                .and_then(|code| code.as_str()?.parse().ok());
            if let Some(unit) = code.and_then(|code: UnitCode| self.unit(code, Time::Present)) {
                properties.insert(named.into(), json!(unit.full_name_vi));
            }
        }
        properties.insert("sources".into(), self.sources(record.sources()));
        properties
    }

    fn unit_properties(&self, unit: &Unit) -> JsonObject {
        let mut properties = self.properties(unit);
        if let Some(parent) = unit.province {
            let parent = self.unit(parent, Time::of(unit));
            let parent = parent.map(|parent| &parent.full_name_vi);
            properties.insert("province_name".into(), json!(parent));
        }
        let others: Vec<_> = if unit.is_present() {
            let former = |code: UnitCode| self.unit(code, Time::Former);
            let edges = self.units.predecessors(unit.code).iter();
            edges
                .map(|edge| json!({ "code": edge.former.to_string(), "name_vi": former(edge.former).map(|u| &u.full_name_vi), "extent": edge.extent.as_str() }))
                .collect()
        } else {
            let present = |code: UnitCode| self.unit(code, Time::Present);
            let edges = self.units.successors(unit.code).iter();
            edges
                .map(|edge| json!({ "code": edge.successor.to_string(), "name_vi": present(edge.successor).map(|u| &u.full_name_vi), "extent": edge.extent.as_str(), "default": edge.default }))
                .collect()
        };
        let name = if unit.is_present() {
            "former_units"
        } else {
            "successors"
        };
        properties.insert(name.into(), json!(others));
        properties
    }

    /// The number of the record at an index of its table.
    pub(in crate::atlas) fn id_at(&self, layer: LayerId, index: usize) -> Option<u64> {
        fn id<R: MapRecord>(records: &[R], index: usize) -> Option<u64> {
            records.get(index).map(MapRecord::id)
        }
        match layer {
            LayerId::IndustrialZones => id(&self.tables.industrial_zones, index),
            LayerId::BorderGates => id(&self.tables.border_gates, index),
            LayerId::PowerPlants => id(&self.tables.power_plants, index),
            _ => None,
        }
    }

    fn sources(&self, ids: &[String]) -> serde_json::Value {
        let known = ids
            .iter()
            .filter_map(|id| self.tables.sources.iter().find(|s| s.id == *id));
        known.map(source_document).collect()
    }
}

/// A source; what is not known of it is left out.
fn source_document(source: &Source) -> serde_json::Value {
    let mut document = json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "use": source.use_class.as_str(),
    });
    let known = [
        ("date", source.date.map(|date| date.to_string())),
        ("url", source.url.clone()),
        ("note", source.note.clone()),
    ];
    for (name, text) in known {
        if let Some(text) = text {
            document[name] = text.into();
        }
    }
    document
}

fn json_fields(fields: &Fields) -> JsonObject {
    fields
        .iter()
        .map(|(name, value)| (name.to_owned(), json_value(value)))
        .collect()
}

fn json_value(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Boolean(yes) => json!(yes),
    }
}
