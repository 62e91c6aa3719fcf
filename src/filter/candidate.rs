//! What filters are asked of.

use std::borrow::Cow;

use geo_types::Geometry;

use crate::domain::{FieldType, Value};
use crate::geometry::LonLatBox;

/// A record that a filter is asked of.
pub trait Candidate {
    /// The value of a field; nothing when it is not known.
    fn value(&self, field: &str) -> Option<&Value>;

    /// A box in degrees that holds all of its shape; nothing when no source says the place.
    fn bounds(&self) -> Option<LonLatBox>;

    /// Its shape in degrees, valid; asked for where the box does not tell enough.
    fn shape(&self) -> Option<Cow<'_, Geometry<f64>>>;
}

/// The fields of a layer that a filter may name.
#[derive(Clone, Debug, Default)]
pub struct Queryables {
    fields: Vec<(String, FieldType)>,
}

/// The names of the shape of a record.
const SHAPE: [&str; 2] = ["geometry", "geom"];

impl Queryables {
    /// These fields, each by its first mention.
    #[must_use]
    pub fn new<'a>(fields: impl IntoIterator<Item = (&'a str, FieldType)>) -> Self {
        let mut own = Self::default();
        for (name, kind) in fields {
            if own.kind(name).is_none() {
                own.fields.push((name.to_owned(), kind));
            }
        }
        own
    }

    /// The type of a field.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<FieldType> {
        let mut fields = self.fields.iter();
        fields.find_map(|(own, kind)| (own == name).then_some(*kind))
    }

    /// The names of all fields, without the shape.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a name means the shape of the record.
    #[must_use]
    pub fn is_shape(name: &str) -> bool {
        SHAPE.contains(&name)
    }

    /// All names, for an error that lists them.
    pub(super) fn known(&self) -> String {
        let names: Vec<&str> = self.names().collect();
        format!("{}, {}", SHAPE[0], names.join(", "))
    }
}
