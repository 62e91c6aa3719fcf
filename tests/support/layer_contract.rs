//! What each tile layer promises: its geometry and its properties, as other programs rely on them.

use crate::mvt::{Feature, Geometry, Layer, Value};

/// What a property holds.
enum Holds {
    Text,
    /// Text of that many digits.
    Digits(usize),
    /// Digits of a unit, or empty for the outside.
    CodeOrEmpty,
    OneOf(&'static [&'static str]),
    Number,
    Whole,
    Truth,
}

use Holds::{CodeOrEmpty, Digits, Number, OneOf, Text, Truth, Whole};

/// A property: its key, what it holds, whether a single feature always has it.
type Property = (&'static str, Holds, bool);

struct Contract {
    layer: &'static str,
    geometry: &'static [&'static str],
    properties: &'static [Property],
    /// Properties of a group of points; empty for layers that never group.
    grouped: &'static [&'static str],
}

const UNIT_KINDS: Holds = OneOf(&["commune", "ward", "special_zone"]);
const PRECISIONS: Holds = OneOf(&["exact", "site", "approximate", "commune_centroid"]);

static CONTRACTS: &[Contract] = &[
    Contract {
        layer: "provinces",
        geometry: &["polygon"],
        properties: &[
            ("code", Digits(2), true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            ("kind", OneOf(&["municipality", "province"]), true),
            ("area_km2", Number, false),
            ("population", Whole, false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "communes",
        geometry: &["polygon"],
        properties: &[
            ("code", Digits(5), true),
            ("name_vi", Text, false),
            ("name_en", Text, false),
            ("kind", UNIT_KINDS, false),
            ("province", Digits(2), false),
            ("area_km2", Number, false),
            ("population", Whole, false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "former_provinces",
        geometry: &["polygon"],
        properties: &[
            ("code", Digits(2), true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            ("kind", OneOf(&["municipality", "province"]), false),
            ("approximate", Truth, false),
            ("valid_to", Text, false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "former_communes",
        geometry: &["polygon"],
        properties: &[
            ("code", Digits(5), true),
            ("name_vi", Text, false),
            ("name_en", Text, false),
            ("kind", OneOf(&["commune", "ward", "township"]), false),
            ("province", Digits(2), false),
            ("quality", OneOf(&["A", "B", "C", "D"]), false),
            ("successor", Digits(5), false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "borders",
        geometry: &["line"],
        properties: &[
            (
                "level",
                OneOf(&["national", "province", "former_province", "commune"]),
                true,
            ),
            ("left", CodeOrEmpty, true),
            ("right", CodeOrEmpty, true),
        ],
        grouped: &[],
    },
    Contract {
        layer: "unit_labels",
        geometry: &["point"],
        properties: &[
            (
                "level",
                OneOf(&["province", "commune", "former_province", "former_commune"]),
                true,
            ),
            ("code", Text, true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            ("kind", Text, false),
            ("rank", Whole, true),
        ],
        grouped: &[],
    },
    Contract {
        layer: "industrial_zones",
        geometry: &["point"],
        properties: &[
            ("code", Text, true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            (
                "kind",
                OneOf(&[
                    "cluster",
                    "park",
                    "border_economic_zone",
                    "economic_zone",
                    "other",
                ]),
                true,
            ),
            (
                "status",
                OneOf(&["operating", "established", "planned", "unknown"]),
                true,
            ),
            ("area_ha", Number, false),
            ("precision", PRECISIONS, true),
            ("province", Digits(2), false),
            ("commune", Digits(5), false),
        ],
        grouped: &["point_count", "area_ha", "kind"],
    },
    Contract {
        layer: "border_gates",
        geometry: &["point"],
        properties: &[
            ("code", Text, true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            (
                "class",
                OneOf(&[
                    "international",
                    "main",
                    "secondary",
                    "clearance_point",
                    "unknown",
                ]),
                true,
            ),
            (
                "mode",
                OneOf(&["road", "rail", "sea", "air", "river"]),
                true,
            ),
            (
                "status",
                OneOf(&["operating", "not_yet_open", "planned", "unknown"]),
                true,
            ),
            ("neighbour", OneOf(&["CN", "LA"]), false),
            ("precision", PRECISIONS, true),
            ("province", Digits(2), false),
            ("commune", Digits(5), false),
        ],
        grouped: &["point_count", "mode"],
    },
    Contract {
        layer: "power_plants",
        geometry: &["point"],
        properties: &[
            ("code", Text, true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            (
                "fuel",
                OneOf(&[
                    "hydro",
                    "pumped_storage",
                    "coal",
                    "gas",
                    "oil",
                    "solar",
                    "wind",
                    "biomass",
                    "waste",
                    "unknown",
                ]),
                true,
            ),
            (
                "status",
                OneOf(&["operating", "construction", "planned", "unknown"]),
                true,
            ),
            ("capacity_mw", Number, false),
            ("precision", PRECISIONS, true),
            ("province", Digits(2), false),
            ("commune", Digits(5), false),
        ],
        grouped: &["point_count", "capacity_mw", "status"],
    },
    Contract {
        layer: "land",
        geometry: &["polygon"],
        properties: &[
            (
                "kind",
                OneOf(&["neighbour", "vietnam", "archipelago"]),
                true,
            ),
            ("code", Text, false),
            ("name_vi", Text, false),
            ("name_en", Text, false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "water",
        geometry: &["polygon", "line"],
        properties: &[
            ("kind", OneOf(&["lake", "river", "coastline"]), true),
            ("name_vi", Text, false),
            ("length_km", Number, false),
            ("area_km2", Number, false),
        ],
        grouped: &[],
    },
    Contract {
        layer: "transport",
        geometry: &["line"],
        properties: &[
            (
                "kind",
                OneOf(&["expressway", "national_road", "railway"]),
                true,
            ),
            ("ref", Text, false),
            ("name_vi", Text, false),
            (
                "status",
                OneOf(&["existing", "construction", "planned", "abandoned"]),
                true,
            ),
        ],
        grouped: &[],
    },
    Contract {
        layer: "places",
        geometry: &["point"],
        properties: &[
            ("kind", OneOf(&["city", "airport", "port"]), true),
            ("name_vi", Text, false),
            ("name_en", Text, false),
            ("rank", Whole, true),
        ],
        grouped: &[],
    },
    Contract {
        layer: "sea_labels",
        geometry: &["point"],
        properties: &[
            ("kind", OneOf(&["sea", "archipelago"]), true),
            ("name_vi", Text, true),
            ("name_en", Text, false),
            ("rank", Whole, true),
        ],
        grouped: &[],
    },
];

/// Names of all layers.
pub fn layer_names() -> Vec<&'static str> {
    CONTRACTS.iter().map(|contract| contract.layer).collect()
}

/// What a layer breaks of its promise, in words.
pub fn breaches(layer: &Layer) -> Vec<String> {
    let Some(contract) = CONTRACTS.iter().find(|c| c.layer == layer.name) else {
        return vec![format!("there is no layer {}", layer.name)];
    };
    let mut found = Vec::new();
    for feature in &layer.features {
        for breach in breaches_of(feature, contract) {
            found.push(format!("{} {:?}: {breach}", layer.name, feature.id));
        }
    }
    found
}

fn breaches_of(feature: &Feature, contract: &Contract) -> Vec<String> {
    let mut found = Vec::new();
    let geometry = match feature.geometry {
        Geometry::Unknown => "unknown",
        Geometry::Points(_) => "point",
        Geometry::Lines(_) => "line",
        Geometry::Polygons(_) => "polygon",
    };
    if !contract.geometry.contains(&geometry) {
        found.push(format!("geometry {geometry}"));
    }
    if let Some(count) = feature.property("point_count") {
        if count.as_f64().is_none_or(|n| n < 2.0) {
            found.push(format!("point_count {count:?}"));
        }
        let strange = |key: &&String| !contract.grouped.contains(&key.as_str());
        let keys = feature.properties.iter().map(|(key, _)| key);
        found.extend(keys.filter(strange).map(|key| format!("group with {key}")));
        return found;
    }
    for (key, value) in &feature.properties {
        match contract.properties.iter().find(|p| p.0 == key) {
            None => found.push(format!("unknown property {key}")),
            Some((_, holds, _)) if !holds.accepts(value) => {
                found.push(format!("{key} = {value:?}"));
            }
            Some(_) => {}
        }
    }
    if geometry == "point"
        && feature.text("name_vi").is_empty()
        && feature.text("name_en").is_empty()
    {
        found.push("no name".to_owned());
    }
    let missing = |p: &&Property| p.2 && feature.property(p.0).is_none();
    let absent = contract.properties.iter().filter(missing);
    found.extend(absent.map(|p| format!("no {}", p.0)));
    found
}

impl Holds {
    fn accepts(&self, value: &Value) -> bool {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        match (self, value) {
            (Text, Value::String(text)) => !text.trim().is_empty(),
            (Digits(n), Value::String(text)) => text.len() == *n && digits(text),
            (CodeOrEmpty, Value::String(text)) => [0, 2, 5].contains(&text.len()) && digits(text),
            (OneOf(tokens), Value::String(text)) => tokens.contains(&text.as_str()),
            (Whole, Value::Int(n) | Value::SInt(n)) => *n >= 0,
            (Whole | Number, Value::UInt(_)) | (Truth, Value::Bool(_)) => true,
            (Number, value) => value.as_f64().is_some_and(|n| n.is_finite() && n >= 0.0),
            _ => false,
        }
    }
}
