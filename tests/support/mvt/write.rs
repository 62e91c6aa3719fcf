//! Writes tiles for the tests of the validator: whatever is asked, broken things too.

use super::model::{Feature, Geometry, Layer, Point, Polygon, Tile, Value};

/// A feature as its integers.
#[derive(Clone, Debug, Default)]
pub struct RawFeature {
    /// Field 1.
    pub id: Option<u64>,
    /// Field 2.
    pub tags: Vec<u32>,
    /// Field 3.
    pub kind: Option<u32>,
    /// Field 4.
    pub geometry: Vec<u32>,
}

/// A layer as its fields.
#[derive(Clone, Debug)]
pub struct RawLayer {
    /// Field 15.
    pub version: Option<u32>,
    /// Field 1.
    pub name: Option<String>,
    /// Field 5.
    pub extent: Option<u32>,
    /// Field 3.
    pub keys: Vec<String>,
    /// Field 4.
    pub values: Vec<Value>,
    /// Field 2.
    pub features: Vec<RawFeature>,
}

/// The bytes of a decoded tile.
pub fn tile_to_bytes(tile: &Tile) -> Vec<u8> {
    let layers: Vec<RawLayer> = tile.layers.iter().map(raw_layer).collect();
    to_bytes(&layers)
}

/// The bytes of layers.
pub fn to_bytes(layers: &[RawLayer]) -> Vec<u8> {
    let mut out = Vec::new();
    for layer in layers {
        put_bytes(&mut out, 3, &layer_bytes(layer));
    }
    out
}

/// A layer as its fields, keys and values in the order of their first use.
pub fn raw_layer(layer: &Layer) -> RawLayer {
    let mut raw = RawLayer {
        version: Some(layer.version),
        name: Some(layer.name.clone()),
        extent: Some(layer.extent),
        keys: Vec::new(),
        values: Vec::new(),
        features: Vec::new(),
    };
    for feature in &layer.features {
        let mut tags = Vec::new();
        for (key, value) in &feature.properties {
            tags.push(index_of(&mut raw.keys, key));
            tags.push(index_of(&mut raw.values, value));
        }
        let (kind, geometry) = integers(feature);
        raw.features.push(RawFeature {
            id: feature.id,
            tags,
            kind: Some(kind),
            geometry,
        });
    }
    raw
}

fn index_of<T: Clone + PartialEq>(list: &mut Vec<T>, item: &T) -> u32 {
    let found = list.iter().position(|i| i == item).unwrap_or_else(|| {
        list.push(item.clone());
        list.len() - 1
    });
    found as u32
}

fn integers(feature: &Feature) -> (u32, Vec<u32>) {
    let mut path = Path::default();
    let kind = match &feature.geometry {
        Geometry::Unknown => 0,
        Geometry::Points(points) => {
            path.run(1, points);
            1
        }
        Geometry::Lines(lines) => {
            for line in lines {
                path.run(1, &line[..1]);
                path.run(2, &line[1..]);
            }
            2
        }
        Geometry::Polygons(polygons) => {
            for ring in polygons.iter().flat_map(Polygon::rings) {
                path.run(1, &ring[..1]);
                path.run(2, &ring[1..]);
                path.integers.push(7 | 1 << 3);
            }
            3
        }
    };
    (kind, path.integers)
}

#[derive(Default)]
struct Path {
    integers: Vec<u32>,
    cursor: Point,
}

impl Path {
    fn run(&mut self, command: u32, points: &[Point]) {
        self.integers.push(command | (points.len() as u32) << 3);
        for point in points {
            for (axis, coordinate) in point.iter().enumerate() {
                let delta = (coordinate - self.cursor[axis]) as i32;
                self.integers.push((delta << 1 ^ delta >> 31) as u32);
            }
            self.cursor = *point;
        }
    }
}

fn layer_bytes(layer: &RawLayer) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(version) = layer.version {
        put_number(&mut out, 15, u64::from(version));
    }
    if let Some(name) = &layer.name {
        put_bytes(&mut out, 1, name.as_bytes());
    }
    for feature in &layer.features {
        let mut message = Vec::new();
        if let Some(id) = feature.id {
            put_number(&mut message, 1, id);
        }
        if !feature.tags.is_empty() {
            put_bytes(&mut message, 2, &packed(&feature.tags));
        }
        if let Some(kind) = feature.kind {
            put_number(&mut message, 3, u64::from(kind));
        }
        if !feature.geometry.is_empty() {
            put_bytes(&mut message, 4, &packed(&feature.geometry));
        }
        put_bytes(&mut out, 2, &message);
    }
    for key in &layer.keys {
        put_bytes(&mut out, 3, key.as_bytes());
    }
    for value in &layer.values {
        put_bytes(&mut out, 4, &value_bytes(value));
    }
    if let Some(extent) = layer.extent {
        put_number(&mut out, 5, u64::from(extent));
    }
    out
}

fn value_bytes(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    match value {
        Value::String(text) => put_bytes(&mut out, 1, text.as_bytes()),
        Value::Float(v) => {
            put_varint(&mut out, 2 << 3 | 5);
            out.extend(v.to_le_bytes());
        }
        Value::Double(v) => {
            put_varint(&mut out, 3 << 3 | 1);
            out.extend(v.to_le_bytes());
        }
        Value::Int(v) => put_number(&mut out, 4, *v as u64),
        Value::UInt(v) => put_number(&mut out, 5, *v),
        Value::SInt(v) => put_number(&mut out, 6, (v << 1 ^ v >> 63) as u64),
        Value::Bool(v) => put_number(&mut out, 7, u64::from(*v)),
    }
    out
}

fn packed(integers: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    for &integer in integers {
        put_varint(&mut out, u64::from(integer));
    }
    out
}

fn put_bytes(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    put_varint(out, field << 3 | 2);
    put_varint(out, bytes.len() as u64);
    out.extend(bytes);
}

fn put_number(out: &mut Vec<u8>, field: u64, number: u64) {
    put_varint(out, field << 3);
    put_varint(out, number);
}

fn put_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
