//! The bytes of a layer in a tile: MVT 2.1. `commands` writes shapes, `protobuf` the wire format.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::commands::{Commands, Shape};
use super::protobuf::{put_bytes, put_length, put_number, put_varint, varint_length};
use super::tile_value::TileValue;
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

/// Collects the features of one layer of one tile. Keys and values are written down once, where
/// they are first needed; features name them by number.
pub(super) struct LayerEncoder<'a> {
    name: &'a str,
    zoom: u8,
    /// The attributes that are written; all where absent.
    kept: Option<&'a BTreeSet<String>>,
    /// Finished features, each with the head of its field.
    features: Vec<u8>,
    keys: Vec<&'a str>,
    values: FxHashMap<TileValue<'a>, u32>,
    /// Finished values, each with the head of its field.
    written_values: Vec<u8>,
    commands: Commands,
    /// Keys and values of the feature at hand, packed.
    tags: Vec<u8>,
    /// The value at hand.
    value: Vec<u8>,
}

/// Numbers of the fields in the format.
mod field {
    pub const TILE_LAYER: u8 = 3;
    pub const LAYER_NAME: u8 = 1;
    pub const LAYER_FEATURE: u8 = 2;
    pub const LAYER_KEY: u8 = 3;
    pub const LAYER_VALUE: u8 = 4;
    pub const LAYER_EXTENT: u8 = 5;
    pub const LAYER_VERSION: u8 = 15;
    pub const FEATURE_ID: u8 = 1;
    pub const FEATURE_TAGS: u8 = 2;
    pub const FEATURE_SHAPE: u8 = 3;
    pub const FEATURE_COMMANDS: u8 = 4;
}

/// The version of the format.
const VERSION: u64 = 2;

impl<'a> LayerEncoder<'a> {
    pub fn new(name: &'a str, zoom: u8, kept: Option<&'a BTreeSet<String>>) -> Self {
        Self {
            name,
            zoom,
            kept,
            features: Vec::new(),
            keys: Vec::new(),
            values: FxHashMap::default(),
            written_values: Vec::new(),
            commands: Commands::default(),
            tags: Vec::new(),
            value: Vec::new(),
        }
    }

    /// Adds an area, with values of an overlay if it has some. Its rings must be wound for MVT:
    /// outer ones positive, holes negative.
    ///
    /// Vertices within horizontal and vertical runs are left out, but for the first and the last
    /// one of a ring.
    pub fn add_area(
        &mut self,
        attributes: &'a Attributes,
        joined: &[(&'a str, TileValue<'a>)],
        polygons: &[Vec<Ring>],
    ) {
        self.tag_with(attributes);
        for &(key, value) in joined {
            self.tag(key, value);
        }
        self.commands.clear();
        for ring in polygons.iter().flatten() {
            self.commands.ring(ring);
        }
        self.finish(attributes.id, Shape::Area);
    }

    /// Adds a line of one or more parts, each of at least two vertices, none of which begins
    /// where the one before it ends.
    pub fn add_lines(&mut self, attributes: &'a Attributes, lines: &[Vec<TilePoint>]) {
        self.tag_with(attributes);
        self.finish_lines(attributes.id, lines);
    }

    /// The same with the tags of a border: its level and the codes on both sides.
    pub fn add_border(&mut self, id: u64, tags: [(&'a str, &'a str); 3], lines: &[Vec<TilePoint>]) {
        for (key, text) in tags {
            self.tag(key, TileValue::Text(text));
        }
        self.finish_lines(id, lines);
    }

    /// Adds a point.
    pub fn add_point(&mut self, attributes: &'a Attributes, point: TilePoint) {
        self.tag_with(attributes);
        self.commands.clear();
        self.commands.point(point);
        self.finish(attributes.id, Shape::Point);
    }

    /// The bytes of the layer: a tile is one or more of them after one another. Nothing when no
    /// feature was added.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        if self.features.is_empty() {
            return None;
        }
        let mut head = Vec::new();
        put_bytes(&mut head, field::LAYER_NAME, self.name.as_bytes());
        let mut keys = Vec::new();
        for key in &self.keys {
            put_bytes(&mut keys, field::LAYER_KEY, key.as_bytes());
        }
        let mut foot = Vec::new();
        put_number(&mut foot, field::LAYER_EXTENT, EXTENT as u64);
        put_number(&mut foot, field::LAYER_VERSION, VERSION);
        let parts = [&head, &self.features, &keys, &self.written_values, &foot];
        let length = parts.iter().map(|part| part.len()).sum();
        let mut bytes = Vec::with_capacity(length + 1 + varint_length(length as u64));
        put_length(&mut bytes, field::TILE_LAYER, length);
        for part in parts {
            bytes.extend_from_slice(part);
        }
        Some(bytes)
    }

    fn tag_with(&mut self, attributes: &'a Attributes) {
        for tag in &attributes.tags {
            if tag.min_zoom <= self.zoom {
                self.tag(&tag.key, TileValue::from(&tag.value));
            }
        }
    }

    fn tag(&mut self, key: &'a str, value: TileValue<'a>) {
        if self.kept.is_some_and(|kept| !kept.contains(key)) {
            return;
        }
        let known = self.keys.iter().position(|known| *known == key);
        let key = known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        let next = self.values.len() as u32;
        let place = *self.values.entry(value).or_insert(next);
        if place == next {
            self.value.clear();
            value.put(&mut self.value);
            put_bytes(&mut self.written_values, field::LAYER_VALUE, &self.value);
        }
        put_varint(&mut self.tags, key as u64);
        put_varint(&mut self.tags, u64::from(place));
    }

    fn finish_lines(&mut self, id: u64, lines: &[Vec<TilePoint>]) {
        self.commands.clear();
        for line in lines {
            self.commands.line(line);
        }
        self.finish(id, Shape::Line);
    }

    /// Writes the feature of the commands and tags at hand.
    fn finish(&mut self, id: u64, shape: Shape) {
        let commands = self.commands.packed();
        let with_head = |length: usize| 1 + varint_length(length as u64) + length;
        let tags = if self.tags.is_empty() {
            0
        } else {
            with_head(self.tags.len())
        };
        let length = 1 + varint_length(id) + tags + 2 + with_head(commands.len());
        let out = &mut self.features;
        put_length(out, field::LAYER_FEATURE, length);
        put_number(out, field::FEATURE_ID, id);
        if !self.tags.is_empty() {
            put_bytes(out, field::FEATURE_TAGS, &self.tags);
        }
        put_number(out, field::FEATURE_SHAPE, shape as u64);
        put_bytes(out, field::FEATURE_COMMANDS, commands);
        self.tags.clear();
    }
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

#[cfg(test)]
mod tests {
    use mvt::{GeomData, GeomEncoder, GeomType, Layer, Tile};
    use proptest::prelude::*;

    use super::*;

    /// A feature of each shape, as the encoder takes it.
    #[derive(Clone, Debug)]
    enum Drawn {
        Point(TilePoint),
        Lines(Vec<Vec<TilePoint>>),
        Area(Vec<Vec<Ring>>),
    }

    /// The same through the crate `mvt`.
    fn shape(kind: GeomType, parts: &[Vec<TilePoint>]) -> GeomData {
        let mut encoder: GeomEncoder<i32> = GeomEncoder::new(kind);
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                encoder.complete_geom().unwrap();
            }
            for &[x, y] in part {
                encoder.add_point(x, y).unwrap();
            }
        }
        encoder.encode().unwrap()
    }

    fn by_mvt(features: &[(Attributes, Drawn)], zoom: u8) -> Vec<u8> {
        let mut layer: Layer = Tile::new(4096).create_layer("things");
        for (attributes, drawn) in features {
            let shape = match drawn {
                Drawn::Point(point) => shape(GeomType::Point, &[vec![*point]]),
                Drawn::Lines(lines) => shape(GeomType::Linestring, lines),
                Drawn::Area(polygons) => shape(GeomType::Polygon, &polygons.concat()),
            };
            let mut feature = layer.into_feature(shape);
            feature.set_id(attributes.id);
            for tag in attributes.tags.iter().filter(|tag| tag.min_zoom <= zoom) {
                match &tag.value {
                    Value::Text(text) => feature.add_tag_string(&tag.key, text),
                    Value::Integer(number) if *number < 0 => {
                        feature.add_tag_sint(&tag.key, *number);
                    }
                    Value::Integer(number) => feature.add_tag_uint(&tag.key, *number as u64),
                    Value::Number(number) => feature.add_tag_double(&tag.key, *number),
                    Value::Boolean(yes) => feature.add_tag_bool(&tag.key, *yes),
                }
            }
            layer = feature.into_layer();
        }
        let mut tile = Tile::new(4096);
        tile.add_layer(layer).unwrap();
        tile.to_bytes().unwrap()
    }

    fn ours(features: &[(Attributes, Drawn)], zoom: u8) -> Vec<u8> {
        let mut encoder = LayerEncoder::new("things", zoom, None);
        for (attributes, drawn) in features {
            match drawn {
                Drawn::Point(point) => encoder.add_point(attributes, *point),
                Drawn::Lines(lines) => encoder.add_lines(attributes, lines),
                Drawn::Area(polygons) => encoder.add_area(attributes, &[], polygons),
            }
        }
        encoder.into_bytes().unwrap()
    }

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            "[a-zàđệ]{0,3}".prop_map(Value::Text),
            (-3..300i64).prop_map(Value::Integer),
            any::<i64>().prop_map(Value::Integer),
            (-2..2i32).prop_map(|number| Value::Number(f64::from(number) / 4.0)),
            any::<bool>().prop_map(Value::Boolean),
        ]
    }

    fn attributes() -> impl Strategy<Value = Attributes> {
        let tag = ("[a-d]", value(), 0..15u8).prop_map(|(key, value, min_zoom)| Tag {
            key: key.into(),
            value,
            min_zoom,
        });
        let tags = prop::collection::vec(tag, 0..6);
        (any::<u64>(), tags).prop_map(|(id, tags)| Attributes { id, tags })
    }

    /// Few places, so that vertices meet and runs are straight.
    fn part(least: usize) -> impl Strategy<Value = Vec<TilePoint>> {
        let vertex = prop_oneof![
            (0..4i32, 0..4i32).prop_map(|(x, y)| [x * 20 - 10, y * 20]),
            (-64..4160i32, -64..4160i32).prop_map(|(x, y)| [x, y]),
        ];
        prop::collection::vec(vertex, least..12).prop_map(|mut part| {
            part.dedup();
            part
        })
    }

    /// Parts of which none begins where the one before it ends.
    fn parts(least: usize) -> impl Strategy<Value = Vec<Vec<TilePoint>>> {
        prop::collection::vec(part(least), 1..4).prop_map(move |parts| {
            let mut apart: Vec<Vec<TilePoint>> = Vec::new();
            for part in parts.into_iter().filter(|part| part.len() >= least) {
                if apart
                    .last()
                    .is_none_or(|before| before.last() != part.first())
                {
                    apart.push(part);
                }
            }
            apart
        })
    }

    fn drawn() -> impl Strategy<Value = Drawn> {
        let some = |parts: &Vec<Vec<TilePoint>>| !parts.is_empty();
        prop_oneof![
            (-64..4160i32, -64..4160i32).prop_map(|(x, y)| Drawn::Point([x, y])),
            parts(2).prop_filter("some", some).prop_map(Drawn::Lines),
            parts(3)
                .prop_filter("some", some)
                .prop_map(|rings| Drawn::Area(vec![rings])),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn the_bytes_are_those_of_another_encoder(
            features in prop::collection::vec((attributes(), drawn()), 1..8),
            zoom in 0..15u8,
        ) {
            prop_assert_eq!(ours(&features, zoom), by_mvt(&features, zoom));
        }
    }

    #[test]
    fn zero_has_one_sign() {
        let one = |number| Attributes {
            id: 1,
            tags: vec![Tag::always("a", Value::Number(number))],
        };
        let of = |number| ours(&[(one(number), Drawn::Point([0, 0]))], 0);
        assert_eq!(of(-0.0), of(0.0));
        assert_ne!(of(-0.5), of(0.5));
    }

    #[test]
    fn a_ring_does_not_begin_where_the_one_before_it_ended() {
        let rings = vec![
            vec![[0, 0], [10, 0], [10, 10]],
            vec![[10, 10], [20, 10], [20, 25]],
        ];
        let turned = vec![rings[0].clone(), vec![[20, 10], [20, 25], [10, 10]]];
        let own = Attributes::default();
        let feature = |rings| [(own.clone(), Drawn::Area(vec![rings]))];
        assert_eq!(ours(&feature(rings), 0), by_mvt(&feature(turned), 0));
    }
}
