//! From the named values of a record to what tiles carry of it.

use crate::domain::{FieldType, Fields, LayerSpec, Value};
use crate::tile::{Attributes, Tag};

/// The values that the catalogue sends into tiles, in its order and of its types.
pub(super) fn attributes(
    spec: &LayerSpec,
    id: u64,
    value_of: impl Fn(&str) -> Option<Value>,
) -> Attributes {
    let tags = spec.fields.iter().filter_map(|field| {
        let min_zoom = field.tile_min_zoom?;
        let value = as_declared(field.kind, value_of(&field.id)?);
        Some(Tag {
            key: field.id.as_str().into(),
            value,
            min_zoom,
        })
    });
    Attributes {
        id,
        tags: tags.collect(),
    }
}

/// A value by name among some extra ones and the fields of a record.
pub(super) fn lookup<'a>(
    fields: &'a Fields,
    extra: &'a [(&'a str, Value)],
) -> impl Fn(&str) -> Option<Value> + 'a {
    move |name| {
        let own = fields.get(name);
        let added = extra.iter().find(|(key, _)| *key == name);
        own.or(added.map(|(_, value)| value)).cloned()
    }
}

/// A field has one type in all tiles, whatever a single value looks like.
fn as_declared(kind: FieldType, value: Value) -> Value {
    match (kind, value) {
        (FieldType::Number, Value::Integer(number)) => Value::Number(number as f64),
        (_, value) => value,
    }
}
