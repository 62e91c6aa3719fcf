//! MVT 2.1 bytes, through the `mvt` crate. Only this file and `on_grid` know it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use mvt::{GeomData, GeomEncoder, GeomType, Layer, Tile};

use super::on_grid::OnGrid;
use super::trace::{Ring, TilePoint};
use crate::domain::Value;
use crate::geometry::EXTENT;

/// What a feature carries into tiles: its number and its named values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Unique within the layer.
    pub id: u64,
    /// Values in the order of the catalogue.
    pub tags: Vec<Tag>,
}

/// One named value of a feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Name of the field.
    pub key: Arc<str>,
    /// The value.
    pub value: Value,
    /// The smallest zoom at which tiles carry it.
    pub min_zoom: u8,
}

impl Tag {
    /// A value that tiles of every zoom carry.
    #[must_use]
    pub fn always(key: &str, value: impl Into<Value>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            min_zoom: 0,
        }
    }
}

/// Collects the features of one layer of one tile.
pub(super) struct LayerEncoder<'a> {
    layer: Layer,
    zoom: u8,
    /// The attributes that are written; all where absent.
    kept: Option<&'a BTreeSet<String>>,
    /// The numbers of the features that are written; all where absent.
    wanted: Option<&'a HashSet<u64>>,
}

impl<'a> LayerEncoder<'a> {
    pub fn new(name: &str, zoom: u8, kept: Option<&'a BTreeSet<String>>) -> Self {
        Self {
            layer: Tile::new(EXTENT as u32).create_layer(name),
            zoom,
            kept,
            wanted: None,
        }
    }

    /// Writes these features only, by their numbers.
    pub fn only(self, wanted: &'a HashSet<u64>) -> Self {
        Self {
            wanted: Some(wanted),
            ..self
        }
    }

    fn wants(&self, attributes: &Attributes) -> bool {
        self.wanted
            .is_none_or(|wanted| wanted.contains(&attributes.id))
    }

    /// Adds an area, with values of an overlay if it has some. Its rings must be wound for MVT:
    /// outer ones positive, holes negative.
    ///
    /// Vertices within horizontal and vertical runs are left out, but for the first and the last
    /// one of a ring.
    pub fn add_area(
        &mut self,
        attributes: &Attributes,
        joined: &[(&str, Value)],
        polygons: &[Vec<Ring>],
    ) {
        if self.wants(attributes) {
            let rings = polygons.iter().flatten().map(Vec::as_slice);
            self.add(attributes, joined, geometry(GeomType::Polygon, rings));
        }
    }

    /// Adds a line of one or more parts, each of at least two vertices, none of which begins
    /// where the one before it ends.
    pub fn add_lines(&mut self, attributes: &Attributes, lines: &[Vec<TilePoint>]) {
        if self.wants(attributes) {
            let parts = lines.iter().map(Vec::as_slice);
            self.add(attributes, &[], geometry(GeomType::Linestring, parts));
        }
    }

    /// Adds a point.
    pub fn add_point(&mut self, attributes: &Attributes, point: TilePoint) {
        if self.wants(attributes) {
            let part = [point];
            let geometry = geometry(GeomType::Point, std::iter::once(part.as_slice()));
            self.add(attributes, &[], geometry);
        }
    }

    /// The bytes of the layer: a tile is one or more of them after one another. Nothing when no
    /// feature was added.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        if self.layer.num_features() == 0 {
            return None;
        }
        let mut tile = Tile::new(EXTENT as u32);
        tile.add_layer(self.layer)
            .expect("a tile of one layer has no second one of its name");
        Some(tile.to_bytes().expect("bytes are written to memory"))
    }

    fn add(&mut self, attributes: &Attributes, joined: &[(&str, Value)], geometry: GeomData) {
        if geometry.is_empty() {
            return;
        }
        let mut feature = std::mem::take(&mut self.layer).into_feature(geometry);
        feature.set_id(attributes.id);
        let own = attributes.tags.iter();
        let own = own.filter(|tag| tag.min_zoom <= self.zoom);
        let own = own.map(|tag| (&*tag.key, &tag.value));
        let joined = joined.iter().map(|(key, value)| (*key, value));
        let kept = self.kept;
        let wanted = own
            .chain(joined)
            .filter(|(key, _)| kept.is_none_or(|kept| kept.contains(*key)));
        for (key, value) in wanted {
            match value {
                Value::Text(text) => feature.add_tag_string(key, text),
                Value::Integer(number) => match u64::try_from(*number) {
                    Ok(number) => feature.add_tag_uint(key, number),
                    Err(_) => feature.add_tag_sint(key, *number),
                },
                Value::Number(number) => feature.add_tag_double(key, *number),
                Value::Boolean(yes) => feature.add_tag_bool(key, *yes),
            }
        }
        self.layer = feature.into_layer();
    }
}

/// Encodes parts; lines are walked as they stand.
fn geometry<'a>(kind: GeomType, parts: impl Iterator<Item = &'a [TilePoint]>) -> GeomData {
    let mut encoder: GeomEncoder<OnGrid> = GeomEncoder::new(kind);
    let mut end: Option<TilePoint> = None;
    for part in parts {
        if end.is_some() {
            encoder
                .complete_geom()
                .expect("integers are always in range");
        }
        // The encoder drops the MoveTo of a part that begins where the last one ended.
        let start = usize::from(kind == GeomType::Polygon && end == Some(part[0]));
        for &[x, y] in part[start..].iter().chain(&part[..start]) {
            encoder
                .add_point(OnGrid(x), OnGrid(y))
                .expect("integers are always in range");
        }
        end = Some(part[(start + part.len() - 1) % part.len()]);
    }
    encoder.encode().expect("integers are always in range")
}

impl Attributes {
    /// The value of that name.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.tags
            .iter()
            .find_map(|tag| (&*tag.key == key).then_some(&tag.value))
    }

    /// The text of that name; nothing when it is unknown.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number of that name; zero when it is unknown, as an addend.
    #[must_use]
    pub fn number(&self, key: &str) -> f64 {
        match self.value(key) {
            Some(Value::Number(number)) => *number,
            Some(Value::Integer(number)) => *number as f64,
            _ => 0.0,
        }
    }
}
