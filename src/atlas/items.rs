//! One record with everything that is known about it.

use geojson::{Feature, JsonObject};
use serde_json::json;

use super::Atlas;
use crate::dataset::context::Shape;
use crate::domain::{LayerId, MapRecord, Record, Source, Unit, UnitCode, Value};
use crate::geometry::LonLat;
use crate::store::Time;

impl Atlas {
    /// A record as a `GeoJSON` feature: all its fields, its sources with their licences, the names
    /// of the units it lies in. Records at a place have a point, or no geometry where no source
    /// says the place; units have the point of their label.
    ///
    /// Nothing for a number that the layer does not have, and for layers without records.
    #[must_use]
    pub fn feature(&self, layer: LayerId, id: u64) -> Option<Feature> {
        match layer {
            LayerId::IndustrialZones => self.record(&self.tables.industrial_zones, id),
            LayerId::BorderGates => self.record(&self.tables.border_gates, id),
            LayerId::PowerPlants => self.record(&self.tables.power_plants, id),
            LayerId::Provinces
            | LayerId::Communes
            | LayerId::FormerProvinces
            | LayerId::FormerCommunes => {
                let of_layer = |unit: &&Unit| unit.layer() == layer && unit.id == id;
                let unit = self.tables.units.iter().find(of_layer)?;
                Some(self.unit_feature(unit))
            }
            _ => self.context_feature(layer, id),
        }
    }

    /// The same feature by the order of its record in its table.
    pub(super) fn feature_at(&self, layer: LayerId, at: usize) -> Option<Feature> {
        let tables = &self.tables;
        Some(match layer {
            LayerId::IndustrialZones => self.record_feature(tables.industrial_zones.get(at)?),
            LayerId::BorderGates => self.record_feature(tables.border_gates.get(at)?),
            LayerId::PowerPlants => self.record_feature(tables.power_plants.get(at)?),
            _ => self.unit_feature(tables.units.get(at)?),
        })
    }

    /// The number of the record at an index of its table.
    pub(super) fn id_at(&self, layer: LayerId, index: usize) -> Option<u64> {
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

    fn record<R: MapRecord>(&self, records: &[R], id: u64) -> Option<Feature> {
        let record = records.iter().find(|record| record.id() == id)?;
        Some(self.record_feature(record))
    }

    fn record_feature(&self, record: &impl MapRecord) -> Feature {
        let mut properties = json_fields(record);
        for (key, named) in [("province", "province_name"), ("commune", "commune_name")] {
            let code = properties
                .get(key)
                .and_then(|code| code.as_str()?.parse().ok());
            if let Some(unit) = code.and_then(|code: UnitCode| self.unit(code, Time::Present)) {
                properties.insert(named.into(), json!(unit.full_name_vi));
            }
        }
        properties.insert("sources".into(), self.sources(record.sources()));
        feature(record.id(), record.place(), properties)
    }

    fn unit_feature(&self, unit: &Unit) -> Feature {
        let mut feature = self.record_feature(unit);
        let properties = feature.properties.get_or_insert_default();
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
        feature
    }

    fn context_feature(&self, layer: LayerId, id: u64) -> Option<Feature> {
        let context = &self.context;
        match layer {
            LayerId::Land => self.shape(&context.land, id, |land| (land.id, &land.sources)),
            LayerId::Water => self.shape(&context.water, id, |water| (water.id, &water.sources)),
            LayerId::Transport => {
                self.shape(&context.transport, id, |line| (line.id, &line.sources))
            }
            LayerId::Places => self.shape(&context.places, id, |place| (place.id, &place.sources)),
            LayerId::SeaLabels => {
                self.shape(&context.sea_labels, id, |label| (label.id, &label.sources))
            }
            _ => None,
        }
    }

    fn shape<R: Record>(
        &self,
        shapes: &[Shape<R>],
        id: u64,
        known: impl Fn(&R) -> (u64, &Vec<String>),
    ) -> Option<Feature> {
        let shape = shapes.iter().find(|shape| known(&shape.record).0 == id)?;
        let mut properties = json_fields(&shape.record);
        properties.insert("sources".into(), self.sources(known(&shape.record).1));
        let mut feature = feature(id, None, properties);
        feature.geometry = Some(geojson::Geometry::from(&shape.geometry));
        Some(feature)
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

fn feature(id: u64, place: Option<LonLat>, properties: JsonObject) -> Feature {
    let geometry = place.map(|p| geojson::Geometry::new_point([p.lon, p.lat]));
    Feature {
        bbox: None,
        geometry,
        id: Some(geojson::feature::Id::Number(id.into())),
        properties: Some(properties),
        foreign_members: None,
    }
}

fn json_fields(record: &impl Record) -> JsonObject {
    let fields = record.to_fields();
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
