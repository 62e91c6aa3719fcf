//! The records of layers that have no table of their own: borders, names of units, and what
//! surrounds our subject.

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::units::layers::{label_number, label_rank, labelled};
use crate::dataset::context::Shape;
use crate::domain::{FieldType, Fields, LayerId, LayerSpec, MapRecord, Record, Unit};
use crate::filter::Queryables;
use crate::geometry::LonLat;
use crate::store::Time;

impl Atlas {
    /// The records of such a layer.
    pub(in crate::atlas) fn rows_beside_tables(
        &self,
        spec: &LayerSpec,
        time: Option<Time>,
    ) -> (Vec<Row>, Queryables) {
        let context = &self.context;
        let list = match spec.id {
            LayerId::Borders => self.border_rows(time),
            LayerId::UnitLabels => self.label_rows(time),
            LayerId::Land => context_rows(&context.land, |land| land.id),
            LayerId::Water => context_rows(&context.water, |water| water.id),
            LayerId::Transport => context_rows(&context.transport, |line| line.id),
            LayerId::Places => context_rows(&context.places, |place| place.id),
            LayerId::SeaLabels => context_rows(&context.sea_labels, |label| label.id),
            _ => Vec::new(),
        };
        let fields = spec.fields.iter();
        let fields = fields.map(|field| (field.id.as_str(), field.kind));
        let id = [("id", FieldType::Integer)];
        (list, Queryables::new(id.into_iter().chain(fields)))
    }

    fn border_rows(&self, time: Option<Time>) -> Vec<Row> {
        let borders = self.borders(time).iter().enumerate();
        let rows = borders.map(|(at, border)| {
            Row::beside_tables(border.id, [at, at], None, border.fields.clone())
        });
        rows.collect()
    }

    /// Names in the order of their numbers.
    fn label_rows(&self, time: Option<Time>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (layer, level) in labelled(time) {
            let units: Vec<&Unit> = self.tables.units.iter().collect();
            let own: Vec<&Unit> = units
                .iter()
                .copied()
                .filter(|unit| unit.layer() == layer)
                .collect();
            for (at, unit) in units.iter().enumerate() {
                let Some(place) = unit.place().filter(|_| unit.layer() == layer) else {
                    continue;
                };
                let mut fields = Fields::new();
                fields.push("level", Some(level));
                let known = unit.to_fields();
                for name in ["code", "name_vi", "name_en", "kind"] {
                    fields.push(name, known.get(name).cloned());
                }
                fields.push("rank", Some(label_rank(unit, &own)));
                let number = label_number(layer, unit);
                rows.push(Row::beside_tables(
                    number,
                    [rows.len(), at],
                    Some(place),
                    fields,
                ));
            }
        }
        rows
    }
}

fn context_rows<R: Record>(shapes: &[Shape<R>], id: impl Fn(&R) -> u64) -> Vec<Row> {
    let rows = shapes.iter().enumerate().map(|(at, shape)| {
        let place = match &shape.geometry {
            geo_types::Geometry::Point(point) => LonLat::new(point.x(), point.y()),
            _ => None,
        };
        Row::beside_tables(id(&shape.record), [at, at], place, shape.record.to_fields())
    });
    rows.collect()
}
