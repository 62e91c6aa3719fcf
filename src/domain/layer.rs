//! The layers that a tile can hold.

use std::fmt;
use std::str::FromStr;

use super::record::{Scalar, ValueKind, invalid};
use super::{FieldError, Value};

/// What a layer is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geometry {
    /// Places.
    Point,
    /// Lines.
    Line,
    /// Areas.
    Polygon,
    /// Areas and lines in one layer.
    Mixed,
}

macro_rules! layers {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $geometry:ident;)*) => {
        /// A layer of the map, by its stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LayerId { $($(#[$doc])* $variant,)* }

        impl LayerId {
            /// Every layer, in drawing order from the bottom.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in addresses, tiles and files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What the layer is drawn with.
            #[must_use]
            pub fn geometry(self) -> Geometry {
                match self { $(Self::$variant => Geometry::$geometry,)* }
            }
        }
    };
}

layers! {
    /// Neighbouring countries, the rest of Vietnam, both archipelagos.
    Land = "land", Polygon;
    /// Lakes, rivers, coastline.
    Water = "water", Mixed;
    /// Present provinces.
    Provinces = "provinces", Polygon;
    /// Present communes, wards and special zones.
    Communes = "communes", Polygon;
    /// Provinces up to 30 June 2025.
    FormerProvinces = "former_provinces", Polygon;
    /// Communes up to 30 June 2025 (approximate).
    FormerCommunes = "former_communes", Polygon;
    /// Expressways, national roads, railways.
    Transport = "transport", Line;
    /// Each shared border once.
    Borders = "borders", Line;
    /// Clusters, parks, border-gate and other economic zones.
    IndustrialZones = "industrial_zones", Point;
    /// Power plants.
    PowerPlants = "power_plants", Point;
    /// Border gates.
    BorderGates = "border_gates", Point;
    /// Towns, airports, ports.
    Places = "places", Point;
    /// Names of units.
    UnitLabels = "unit_labels", Point;
    /// Names of seas and archipelagos.
    SeaLabels = "sea_labels", Point;
}

impl fmt::Display for LayerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no layer of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no layer \"{0}\"")]
pub struct UnknownLayer(pub String);

impl FromStr for LayerId {
    type Err = UnknownLayer;

    fn from_str(name: &str) -> Result<Self, UnknownLayer> {
        Self::ALL
            .iter()
            .copied()
            .find(|layer| layer.as_str() == name)
            .ok_or_else(|| UnknownLayer(name.to_owned()))
    }
}

impl Scalar for LayerId {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::from(self.as_str())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        value
            .to_string()
            .parse()
            .map_err(|_| invalid(name, value, "the name of a layer"))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        Self::ALL[(next() % Self::ALL.len() as u64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_layer() {
        for &layer in LayerId::ALL {
            assert_eq!(layer.as_str().parse(), Ok(layer));
        }
        assert!("nowhere".parse::<LayerId>().is_err());
    }
}
