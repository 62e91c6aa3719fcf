//! What a decoded tile is made of, and what can be wrong with one.

use std::fmt;

/// A place in tile units, y downward.
pub type Point = [i64; 2];

/// A closed line without its repeated last vertex.
pub type Ring = Vec<Point>;

/// An area with its holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    /// Outer ring, positive area.
    pub exterior: Ring,
    /// Holes, negative area.
    pub interiors: Vec<Ring>,
}

impl Polygon {
    /// Outer ring, then the holes.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        std::iter::once(&self.exterior).chain(&self.interiors)
    }
}

/// Geometry of a feature.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// Type UNKNOWN: not looked into.
    Unknown,
    /// One or more places.
    Points(Vec<Point>),
    /// One or more lines.
    Lines(Vec<Vec<Point>>),
    /// One or more areas.
    Polygons(Vec<Polygon>),
}

/// An attribute's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    String(String),
    /// 32-bit floating point.
    Float(f32),
    /// 64-bit floating point.
    Double(f64),
    /// Signed, as two's complement.
    Int(i64),
    /// Unsigned.
    UInt(u64),
    /// Signed, as zigzag.
    SInt(i64),
    /// Truth value.
    Bool(bool),
}

impl Value {
    /// The text, when it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, when it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Float(v) => Some(f64::from(v)),
            Self::Double(v) => Some(v),
            Self::Int(v) | Self::SInt(v) => Some(v as f64),
            Self::UInt(v) => Some(v as f64),
            Self::String(_) | Self::Bool(_) => None,
        }
    }
}

/// A feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its number, if it carries one.
    pub id: Option<u64>,
    /// Key and value, in their order.
    pub properties: Vec<(String, Value)>,
    /// Where it is.
    pub geometry: Geometry,
}

impl Feature {
    /// The value of a property.
    pub fn property(&self, key: &str) -> Option<&Value> {
        self.properties.iter().find(|(k, _)| k == key).map(|p| &p.1)
    }

    /// The text of a property, empty when it is absent or no text.
    pub fn text(&self, key: &str) -> &str {
        self.property(key).and_then(Value::as_str).unwrap_or("")
    }

    /// The areas, none for other geometries.
    pub fn polygons(&self) -> &[Polygon] {
        match &self.geometry {
            Geometry::Polygons(polygons) => polygons,
            _ => &[],
        }
    }
}

/// A layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Version of the specification.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// Units a side.
    pub extent: u32,
    /// What it holds.
    pub features: Vec<Feature>,
}

/// A decoded tile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tile {
    /// Its layers, in their order.
    pub layers: Vec<Layer>,
}

impl Tile {
    /// The layer of that name.
    pub fn layer(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name == name)
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $level:ident, $text:literal;)*) => {
        /// What can be broken. `Must` rules are the specification's, `Ours` go beyond it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $rule,)* }

        impl Rule {
            /// Whether the specification demands it (MUST), rather than only we.
            pub fn is_of_the_specification(self) -> bool {
                match self { $(Self::$rule => matches!(Level::$level, Level::Must),)* }
            }

            /// The rule in words.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$rule => $text,)* }
            }
        }
    };
}

enum Level {
    Must,
    Ours,
}

rules! {
    /// The bytes are no protocol buffer message.
    Malformed = Must, "the bytes are a protocol buffer message";
    /// A known field has another wire type.
    WireType = Must, "a field has its wire type";
    /// A field that may be there once is there twice.
    FieldRepeated = Must, "a single field occurs once";
    /// A field that nobody knows.
    UnknownField = Ours, "there are no unknown fields";
    /// Text that is not UTF-8.
    Utf8 = Must, "text is UTF-8";
    /// No version, or none that exists.
    Version = Must, "a layer states version 1 or 2";
    /// A version other than 2.
    VersionTwo = Ours, "a layer has version 2";
    /// No name, or an empty one.
    Name = Must, "a layer has a name";
    /// Two layers of the same name.
    NameUnique = Must, "layer names are unique";
    /// No extent, or 0.
    Extent = Must, "an extent is positive";
    /// Extent left to its default.
    ExtentStated = Ours, "a layer states its extent";
    /// A layer without features.
    NoFeatures = Ours, "a layer has features";
    /// The same key twice in the list of keys.
    KeyUnique = Ours, "keys are unique";
    /// A key no feature uses.
    KeyUnused = Ours, "every key is used";
    /// A value of no type or of several.
    ValueType = Must, "a value has exactly one type";
    /// The same value twice in the list of values.
    ValueUnique = Ours, "values are unique";
    /// A value no feature uses.
    ValueUnused = Ours, "every value is used";
    /// An odd number of tags.
    TagPairs = Must, "tags come in pairs";
    /// A tag that points beyond the keys or values.
    TagRange = Must, "a tag points to a key and a value";
    /// Two tags of one feature with the same key.
    TagUnique = Must, "a feature has a key once";
    /// No id.
    Id = Ours, "a feature has an id";
    /// An id used twice in a layer.
    IdUnique = Ours, "ids are unique in their layer";
    /// No geometry type, or none that exists.
    GeometryType = Must, "a feature has a geometry type";
    /// Type UNKNOWN.
    GeometryKnown = Ours, "the geometry type is not UNKNOWN";
    /// No geometry, or an empty one.
    Geometry = Must, "a feature has a geometry";
    /// A command that does not exist or does not belong there.
    Command = Must, "commands follow the order of the geometry type";
    /// A count that the command may not have.
    CommandCount = Must, "a command has the count that its place allows";
    /// Fewer parameters than commands ask for.
    Truncated = Must, "every command has its parameters";
    /// A `LineTo` that goes nowhere, or a ring whose last vertex repeats its first.
    RepeatedVertex = Must, "consecutive vertices differ";
    /// A multipoint that names a place twice.
    RepeatedPoint = Ours, "the places of a multipoint differ";
    /// A ring without area.
    RingArea = Ours, "a ring has an area";
    /// A polygon that begins with a hole.
    Winding = Must, "a polygon begins with an exterior ring of positive area";
    /// A ring that crosses itself.
    SelfCrossing = Must, "a ring does not cross itself";
    /// A ring that touches itself or runs back on itself.
    SelfTouching = Must, "a ring does not touch itself";
    /// Two rings of a feature that cross or share a stretch.
    RingsCross = Must, "rings of a feature neither cross nor share a stretch";
    /// A hole outside its exterior ring.
    InteriorOutside = Must, "a hole lies in its exterior ring";
    /// A hole in a hole.
    InteriorNested = Must, "a hole does not lie in another";
    /// Two areas of a feature that cover the same ground.
    ExteriorsOverlap = Ours, "areas of a feature do not overlap";
    /// A vertex beyond tile and buffer.
    OutOfBuffer = Ours, "all vertices lie in the tile and its buffer";
    /// A coordinate too large to reckon with exactly.
    Magnitude = Ours, "coordinates stay below 2^28";
}

/// One breach of a rule, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// What is broken.
    pub rule: Rule,
    /// Name of the layer; `#n` for one without a name; empty for the tile itself.
    pub layer: String,
    /// Position of the feature in its layer, and its id.
    pub feature: Option<(usize, Option<u64>)>,
    /// Where in the tile.
    pub place: Option<Point>,
    /// What was found.
    pub detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "layer \"{}\"", self.layer)?;
        if let Some((index, id)) = self.feature {
            write!(f, ", feature {index}")?;
            if let Some(id) = id {
                write!(f, " (id {id})")?;
            }
        }
        if let Some([x, y]) = self.place {
            write!(f, ", at {x} {y}")?;
        }
        write!(f, ": not kept: {}", self.rule.as_str())?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}
