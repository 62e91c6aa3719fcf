//! From bytes to layers and features, noting every breach on the way.

use std::collections::HashSet;

use super::commands;
use super::model::{Feature, Geometry, Layer, Point, Rule, Tile, Value, Violation};
use super::protobuf::{Fields, Wire, packed_u32, unzigzag};

/// What was read, and what was wrong.
pub struct Reading {
    /// Everything that could be read.
    pub tile: Tile,
    /// All breaches, of the specification and of our own rules.
    pub violations: Vec<Violation>,
}

/// Reads a tile as far as it goes.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading {
        tile: Tile::default(),
        violations: Vec::new(),
    };
    let mut scope = Scope::new(String::new());
    for (number, wire) in scope.fields(bytes) {
        match (number, wire) {
            (3, Wire::Bytes(layer)) => {
                let position = reading.tile.layers.len();
                let (layer, violations) = read_layer(layer, position);
                reading.violations.extend(violations);
                reading.tile.layers.push(layer);
            }
            (3, _) => scope.note(Rule::WireType, "field 3 of the tile"),
            (16..=8191, _) => scope.note(Rule::UnknownField, "extension of the tile"),
            (other, _) => scope.note(Rule::UnknownField, &format!("field {other} of the tile")),
        }
    }
    let mut names = HashSet::new();
    for layer in &reading.tile.layers {
        if !layer.name.is_empty() && !names.insert(&layer.name) {
            scope.note(Rule::NameUnique, &layer.name);
        }
    }
    reading.violations.append(&mut scope.violations);
    reading
}

/// Where we are in the tile, and the breaches found there.
struct Scope {
    layer: String,
    feature: Option<(usize, Option<u64>)>,
    violations: Vec<Violation>,
}

impl Scope {
    fn new(layer: String) -> Self {
        Self {
            layer,
            feature: None,
            violations: Vec::new(),
        }
    }

    fn note(&mut self, rule: Rule, detail: &str) {
        self.note_at(rule, None, detail);
    }

    fn note_at(&mut self, rule: Rule, place: Option<Point>, detail: &str) {
        self.violations.push(Violation {
            rule,
            layer: self.layer.clone(),
            feature: self.feature,
            place,
            detail: detail.to_owned(),
        });
    }

    /// The fields of a message up to its end or first error.
    fn fields<'a>(&mut self, message: &'a [u8]) -> Vec<(u32, Wire<'a>)> {
        let mut fields = Vec::new();
        for field in Fields::new(message) {
            match field {
                Ok(field) => fields.push(field),
                Err(reason) => self.note(Rule::Malformed, &reason),
            }
        }
        fields
    }

    fn text(&mut self, bytes: &[u8]) -> String {
        if std::str::from_utf8(bytes).is_err() {
            self.note(Rule::Utf8, "");
        }
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Stores the content of a field that may occur once.
    fn once<T>(&mut self, slot: &mut Option<T>, value: T, name: &str) {
        if slot.replace(value).is_some() {
            self.note(Rule::FieldRepeated, name);
        }
    }

    fn number(&mut self, value: u64, name: &str) -> u32 {
        u32::try_from(value).unwrap_or_else(|_| {
            self.note(Rule::Malformed, &format!("{name} exceeds 32 bits"));
            u32::MAX
        })
    }
}

fn read_layer(bytes: &[u8], position: usize) -> (Layer, Vec<Violation>) {
    let mut scope = Scope::new(format!("#{position}"));
    let fields = scope.fields(bytes);
    let (mut name, mut version, mut extent) = (None, None, None);
    let (mut keys, mut values, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for (number, wire) in fields {
        match (number, wire) {
            (1, Wire::Bytes(text)) => {
                let text = scope.text(text);
                scope.once(&mut name, text, "name");
            }
            (2, Wire::Bytes(message)) => features.push(message),
            (3, Wire::Bytes(text)) => keys.push(scope.text(text)),
            (4, Wire::Bytes(message)) => values.push(read_value(message, &mut scope)),
            (5, Wire::Varint(v)) => {
                let v = scope.number(v, "extent");
                scope.once(&mut extent, v, "extent");
            }
            (15, Wire::Varint(v)) => {
                let v = scope.number(v, "version");
                scope.once(&mut version, v, "version");
            }
            (1..=5 | 15, _) => scope.note(Rule::WireType, &format!("field {number} of a layer")),
            _ => scope.note(Rule::UnknownField, &format!("field {number} of a layer")),
        }
    }
    let name = name.unwrap_or_default();
    if name.is_empty() {
        scope.note(Rule::Name, "");
    } else {
        for violation in &mut scope.violations {
            violation.layer.clone_from(&name);
        }
        scope.layer.clone_from(&name);
    }
    check_head(version, extent, features.len(), &mut scope);

    let mut dictionary = Dictionary::new(keys, values, &mut scope);
    let features = features
        .into_iter()
        .enumerate()
        .filter_map(|(index, message)| {
            scope.feature = Some((index, None));
            read_feature(message, &mut dictionary, &mut scope)
        })
        .collect::<Vec<_>>();
    scope.feature = None;
    dictionary.note_unused(&mut scope);
    check_ids(&features, &mut scope);
    let layer = Layer {
        version: version.unwrap_or(0),
        name,
        extent: extent.unwrap_or(4096),
        features,
    };
    (layer, scope.violations)
}

fn check_head(version: Option<u32>, extent: Option<u32>, features: usize, scope: &mut Scope) {
    match version {
        Some(2) => {}
        Some(1) => scope.note(Rule::VersionTwo, "version 1"),
        Some(other) => scope.note(Rule::Version, &format!("version {other}")),
        None => scope.note(Rule::Version, "no version"),
    }
    match extent {
        Some(0) => scope.note(Rule::Extent, "extent 0"),
        Some(_) => {}
        None => scope.note(Rule::ExtentStated, ""),
    }
    if features == 0 {
        scope.note(Rule::NoFeatures, "");
    }
}

fn check_ids(features: &[Feature], scope: &mut Scope) {
    let mut ids = HashSet::new();
    for (index, feature) in features.iter().enumerate() {
        scope.feature = Some((index, feature.id));
        match feature.id {
            None => scope.note(Rule::Id, ""),
            Some(id) if !ids.insert(id) => scope.note(Rule::IdUnique, ""),
            Some(_) => {}
        }
    }
    scope.feature = None;
}

/// Keys and values of a layer, and which of them were used.
struct Dictionary {
    keys: Vec<String>,
    values: Vec<Option<Value>>,
    used_keys: Vec<bool>,
    used_values: Vec<bool>,
}

impl Dictionary {
    fn new(keys: Vec<String>, values: Vec<Option<Value>>, scope: &mut Scope) -> Self {
        let mut seen = HashSet::new();
        if let Some(key) = keys.iter().find(|key| !seen.insert(*key)) {
            scope.note(Rule::KeyUnique, key);
        }
        let mut seen = HashSet::new();
        let repeated = |value: &&Value| !seen.insert(format!("{value:?}"));
        if let Some(value) = values.iter().flatten().find(repeated) {
            scope.note(Rule::ValueUnique, &format!("{value:?}"));
        }
        Self {
            used_keys: vec![false; keys.len()],
            used_values: vec![false; values.len()],
            keys,
            values,
        }
    }

    fn properties(&mut self, tags: &[u32], scope: &mut Scope) -> Vec<(String, Value)> {
        if tags.len() % 2 == 1 {
            scope.note(Rule::TagPairs, &format!("{} tags", tags.len()));
        }
        let mut properties: Vec<(String, Value)> = Vec::with_capacity(tags.len() / 2);
        let mut own_keys = HashSet::new();
        for pair in tags.chunks_exact(2) {
            let [key, value] = [pair[0] as usize, pair[1] as usize];
            if key >= self.keys.len() || value >= self.values.len() {
                scope.note(Rule::TagRange, &format!("key {key}, value {value}"));
                continue;
            }
            self.used_keys[key] = true;
            self.used_values[value] = true;
            if !own_keys.insert(key) {
                scope.note(Rule::TagUnique, &self.keys[key]);
            }
            if let Some(value) = &self.values[value] {
                properties.push((self.keys[key].clone(), value.clone()));
            }
        }
        properties
    }

    fn note_unused(&self, scope: &mut Scope) {
        for (key, _) in self.keys.iter().zip(&self.used_keys).filter(|k| !k.1) {
            scope.note(Rule::KeyUnused, key);
        }
        for (value, _) in self.values.iter().zip(&self.used_values).filter(|v| !v.1) {
            scope.note(Rule::ValueUnused, &format!("{value:?}"));
        }
    }
}

fn read_value(message: &[u8], scope: &mut Scope) -> Option<Value> {
    let mut found = Vec::new();
    for (number, wire) in scope.fields(message) {
        found.push(match (number, wire) {
            (1, Wire::Bytes(text)) => Value::String(scope.text(text)),
            (2, Wire::Fixed32(bits)) => Value::Float(f32::from_bits(bits)),
            (3, Wire::Fixed64(bits)) => Value::Double(f64::from_bits(bits)),
            (4, Wire::Varint(v)) => Value::Int(v as i64),
            (5, Wire::Varint(v)) => Value::UInt(v),
            (6, Wire::Varint(v)) => Value::SInt(unzigzag(v)),
            (7, Wire::Varint(v @ (0 | 1))) => Value::Bool(v == 1),
            (1..=7, _) => {
                scope.note(Rule::WireType, &format!("field {number} of a value"));
                continue;
            }
            _ => {
                scope.note(Rule::UnknownField, &format!("field {number} of a value"));
                continue;
            }
        });
    }
    if found.len() != 1 {
        scope.note(Rule::ValueType, &format!("{} types", found.len()));
    }
    found.pop()
}

/// Reads a feature; nothing when it has no geometry to speak of.
fn read_feature(message: &[u8], layer: &mut Dictionary, scope: &mut Scope) -> Option<Feature> {
    let (mut id, mut tags, mut kind, mut geometry) = (None, None, None, None);
    let position = scope.feature.map_or(0, |f| f.0);
    for (number, wire) in scope.fields(message) {
        match (number, wire) {
            (1, Wire::Varint(v)) => {
                scope.once(&mut id, v, "id");
                scope.feature = Some((position, id));
            }
            (2 | 4, Wire::Bytes(packed)) => {
                let (slot, name) = if number == 2 {
                    (&mut tags, "tags")
                } else {
                    (&mut geometry, "geometry")
                };
                let integers = packed_u32(packed).unwrap_or_else(|reason| {
                    scope.note(Rule::Malformed, &format!("{name}: {reason}"));
                    Vec::new()
                });
                scope.once(slot, integers, name);
            }
            (3, Wire::Varint(v)) => {
                let v = scope.number(v, "type");
                scope.once(&mut kind, v, "type");
            }
            (1..=4, _) => scope.note(Rule::WireType, &format!("field {number} of a feature")),
            _ => scope.note(Rule::UnknownField, &format!("field {number} of a feature")),
        }
    }
    let properties = layer.properties(&tags.unwrap_or_default(), scope);
    let geometry = geometry.unwrap_or_default();
    if geometry.is_empty() {
        scope.note(Rule::Geometry, "");
    }
    let geometry = match kind {
        Some(0) => {
            scope.note(Rule::GeometryKnown, "");
            Geometry::Unknown
        }
        Some(kind @ 1..=3) if !geometry.is_empty() => {
            let mut breaches = Vec::new();
            let geometry = commands::read(kind, &geometry, &mut breaches);
            for (rule, place, detail) in breaches {
                scope.note_at(rule, place, &detail);
            }
            geometry
        }
        Some(1..=3) => return None,
        Some(other) => {
            scope.note(Rule::GeometryType, &format!("type {other}"));
            return None;
        }
        None => {
            scope.note(Rule::GeometryType, "no type");
            return None;
        }
    };
    Some(Feature {
        id,
        properties,
        geometry,
    })
}
