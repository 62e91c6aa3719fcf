//! The records of a layer as one asks for them: which fields they have, which of them a filter
//! wants, in which order.

pub(in crate::atlas) mod accepted;
pub(in crate::atlas) mod collation;
pub(in crate::atlas) mod filtered;
pub(in crate::atlas) mod order;
pub(in crate::atlas) mod page;
pub(in crate::atlas) mod query;
mod recent;
pub(in crate::atlas) mod set;
pub(in crate::atlas) mod summary;

use std::sync::OnceLock;

use super::Atlas;
use crate::domain::{
    FieldType, Fields, LayerId, LayerSpec, MapRecord, Record, Unit, UnitCode, Value,
};
use crate::filter::Queryables;
use crate::geometry::{LonLat, LonLatBox};
use crate::store::Time;
use crate::tile::{Tag, TileLayer};
use accepted::BoxTree;
use set::RecordSet;

/// The layers whose records stand in tables: those that can be summed up.
pub(in crate::atlas) const RECORD_LAYERS: [LayerId; 7] = [
    LayerId::IndustrialZones,
    LayerId::BorderGates,
    LayerId::PowerPlants,
    LayerId::Provinces,
    LayerId::Communes,
    LayerId::FormerProvinces,
    LayerId::FormerCommunes,
];

/// Fields that a record gets from the unit it lies in, and the field that names the unit.
pub(in crate::atlas) const NAMED_BY: [(&str, &str); 2] =
    [("province_name", "province"), ("commune_name", "commune")];

/// The records of all layers, each made ready when its layer is first asked for.
#[derive(Debug, Default)]
pub(in crate::atlas) struct Records([OnceLock<Rows>; RecordSet::COUNT]);

/// The records of one layer, in the order of their table.
#[derive(Debug)]
pub(in crate::atlas) struct Rows {
    /// What a filter may name.
    pub queryables: Queryables,
    /// The records.
    pub list: Vec<Row>,
    /// Their boxes by place.
    boxes: BoxTree,
}

/// One record with all that can be asked of it.
#[derive(Debug)]
pub(in crate::atlas) struct Row {
    /// Its number.
    pub id: u64,
    /// Its order among the records of its layer.
    pub order: u32,
    /// Its order in its table.
    pub at: usize,
    /// Where it stands; of a unit, where its label stands.
    pub place: Option<LonLat>,
    fields: Fields,
    /// A box that holds its shape; nothing when no source says the place.
    bounds: Option<LonLatBox>,
}

impl Rows {
    /// Records of a layer with the boxes that hold their shapes.
    fn new(mut list: Vec<Row>, queryables: Queryables, boxes: Vec<Option<LonLatBox>>) -> Self {
        for (row, bounds) in list.iter_mut().zip(boxes) {
            row.bounds = bounds;
        }
        Self {
            boxes: BoxTree::of(&list),
            queryables,
            list,
        }
    }
}

impl Row {
    fn new(record: &impl MapRecord, order: usize, at: usize, fields: Fields) -> Self {
        let place = record.place();
        Self {
            id: record.id(),
            order: order as u32,
            at,
            place,
            fields,
            bounds: None,
        }
    }

    /// A record that stands in no table: its number, its order among the records of its layer and
    /// where its data stand, its place, its fields.
    pub fn beside_tables(
        id: u64,
        [order, at]: [usize; 2],
        place: Option<LonLat>,
        fields: Fields,
    ) -> Self {
        Self {
            id,
            order: order as u32,
            at,
            place,
            fields,
            bounds: None,
        }
    }

    /// The value of a field; nothing when it is not known.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }

    /// Its fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }
}

impl Atlas {
    /// The records of a layer, or of one time alone.
    pub(in crate::atlas) fn rows(&self, records: impl Into<RecordSet>) -> &Rows {
        let records = records.into();
        self.records.0[records.index()].get_or_init(|| self.read_rows(records))
    }

    /// Makes the records of all layers ready.
    pub(in crate::atlas) fn warm_up_records(&self) {
        for &layer in LayerId::ALL {
            self.rows(layer);
        }
    }

    fn read_rows(&self, records: RecordSet) -> Rows {
        let spec = self.catalog.layer(records.layer);
        let (list, queryables) = match records.layer {
            LayerId::IndustrialZones => self.site_rows(spec, &self.tables.industrial_zones),
            LayerId::BorderGates => self.site_rows(spec, &self.tables.border_gates),
            LayerId::PowerPlants => self.site_rows(spec, &self.tables.power_plants),
            LayerId::Provinces
            | LayerId::Communes
            | LayerId::FormerProvinces
            | LayerId::FormerCommunes => self.unit_rows(spec),
            _ => self.rows_beside_tables(spec, records.time),
        };
        let boxes = self.boxes_of(records, &list);
        Rows::new(list, queryables, boxes)
    }

    fn site_rows<R: MapRecord>(&self, spec: &LayerSpec, records: &[R]) -> (Vec<Row>, Queryables) {
        let rows = records.iter().enumerate().map(|(at, record)| {
            let mut fields = record.to_fields();
            self.name_units(&mut fields, Time::Present);
            Row::new(record, at, at, fields)
        });
        (rows.collect(), queryables::<R>(spec, &[]))
    }

    /// Units have, beside their columns, what tiles say of them and the unit they became.
    fn unit_rows(&self, spec: &LayerSpec) -> (Vec<Row>, Queryables) {
        let drawn = self.layers.get(&spec.id).map(|layer| &layer.tiles);
        let tags = |order: usize| match drawn {
            Some(TileLayer::Areas(areas)) => {
                areas.attributes.get(order).map_or(&[][..], |own| &own.tags)
            }
            _ => &[][..],
        };
        let units = self.tables.units.iter().enumerate();
        let units = units.filter(|(_, unit)| unit.layer() == spec.id);
        let rows = units.enumerate().map(|(order, (at, unit))| {
            let mut fields = unit.to_fields();
            self.name_units(&mut fields, Time::of(unit));
            self.add_successor(&mut fields, unit);
            add_derived(&mut fields, tags(order));
            Row::new(unit, order, at, fields)
        });
        let derived = ["successor", "approximate"];
        (rows.collect(), queryables::<Unit>(spec, &derived))
    }

    /// Adds the names of the units that a record lies in.
    fn name_units(&self, fields: &mut Fields, time: Time) {
        for (named, by) in NAMED_BY {
            let code = fields
                .get(by)
                .and_then(|code| code.to_string().parse().ok());
            let unit = code.and_then(|code: UnitCode| self.unit(code, time));
            fields.push(named, unit.map(|unit| unit.full_name_vi.as_str()));
        }
    }

    fn add_successor(&self, fields: &mut Fields, unit: &Unit) {
        if !unit.is_present() {
            let mut edges = self.units.successors(unit.code).iter();
            let default = edges.find(|edge| edge.default);
            fields.push("successor", default.map(|edge| edge.successor.to_string()));
        }
    }
}

/// What only tiles say of a unit.
fn add_derived(fields: &mut Fields, tags: &[Tag]) {
    let tag = tags.iter().find(|tag| &*tag.key == "approximate");
    fields.push("approximate", tag.map(|tag| tag.value.clone()));
}

/// The number of a record, the fields that the catalogue lists and a record of this kind has
/// (groups of tiles have others), and the names of its units.
fn queryables<R: Record>(spec: &LayerSpec, derived: &[&str]) -> Queryables {
    let columns = R::columns();
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    let listed = spec
        .fields
        .iter()
        .map(|field| (field.id.as_str(), field.kind));
    let listed = listed.filter(|(name, _)| has(name) || derived.contains(name));
    let named = NAMED_BY
        .into_iter()
        .filter(|(_, by)| spec.fields.iter().any(|f| f.id == *by));
    let named = named.map(|(name, _)| (name, FieldType::Text));
    Queryables::new(
        [("id", FieldType::Integer)]
            .into_iter()
            .chain(listed)
            .chain(named),
    )
}
