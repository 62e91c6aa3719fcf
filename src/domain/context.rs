//! What surrounds our subject: land, water, transport, places and names of seas.

use super::record::{Coherent, closed_list, record};

closed_list! {
    /// Kinds of land.
    pub enum LandKind {
        /// A neighbouring country.
        Neighbour = "neighbour",
        /// A province of Vietnam outside the eighteen.
        Vietnam = "vietnam",
        /// Hoàng Sa or Trường Sa.
        Archipelago = "archipelago",
    }
}

record! {
    /// Land around our provinces.
    pub struct Land {
        /// Number of the feature.
        pub id: u64,
        /// Kind.
        pub kind: LandKind,
        /// ISO code of a country, code of a Vietnamese unit.
        pub code: String,
        /// Name in Vietnamese.
        pub name_vi: String,
        /// Name in English.
        pub name_en: String,
        /// Ids of the sources.
        pub sources: Vec<String>,
    }
}

closed_list! {
    /// Kinds of water.
    pub enum WaterKind {
        /// A lake or reservoir, or a wide stretch of river.
        Lake = "lake",
        /// The line of a river.
        River = "river",
        /// Coast of a neighbouring country; our own coast is the edge of our provinces.
        Coastline = "coastline",
    }
}

record! {
    /// A lake, a river, a stretch of coast.
    pub struct Water {
        /// Number of the feature.
        pub id: u64,
        /// Kind.
        pub kind: WaterKind,
        /// Name in Vietnamese.
        pub name_vi: Option<String>,
        /// Length of a river, km.
        pub length_km: Option<f64>,
        /// Area of a lake, km².
        pub area_km2: Option<f64>,
        /// Ids of the sources.
        pub sources: Vec<String>,
    }
}

closed_list! {
    /// Kinds of transport line.
    pub enum TransportKind {
        /// Cao tốc.
        Expressway = "expressway",
        /// Quốc lộ.
        NationalRoad = "national_road",
        /// Đường sắt.
        Railway = "railway",
    }
}

closed_list! {
    /// Whether a line exists.
    pub enum TransportStatus {
        /// In use, as far as mapped.
        Existing = "existing",
        /// Being built.
        Construction = "construction",
        /// A sketch of a plan.
        Planned = "planned",
        /// No longer used.
        Abandoned = "abandoned",
    }
}

record! {
    /// A road or railway, all stretches of one number and status.
    pub struct Transport {
        /// Number of the feature.
        pub id: u64,
        /// Kind.
        pub kind: TransportKind,
        /// Number or numbers of the route.
        pub r#ref: Option<String>,
        /// Name in Vietnamese.
        pub name_vi: Option<String>,
        /// Whether it exists.
        pub status: TransportStatus,
        /// Length, km; the two carriageways of a divided road count twice.
        pub length_km: Option<f64>,
        /// Ids of the sources.
        pub sources: Vec<String>,
    }
}

closed_list! {
    /// Kinds of place.
    pub enum PlaceKind {
        /// A town.
        City = "city",
        /// An airport.
        Airport = "airport",
        /// A port.
        Port = "port",
    }
}

record! {
    /// A town, airport or port.
    pub struct Place {
        /// Number of the feature.
        pub id: u64,
        /// Kind.
        pub kind: PlaceKind,
        /// Name in Vietnamese.
        pub name_vi: Option<String>,
        /// Name in English or without marks.
        pub name_en: String,
        /// 1 for the most important, 10 for the least.
        pub rank: u32,
        /// Ids of the sources.
        pub sources: Vec<String>,
    }
}

closed_list! {
    /// Kinds of name on the sea.
    pub enum SeaLabelKind {
        /// A sea or gulf.
        Sea = "sea",
        /// An archipelago.
        Archipelago = "archipelago",
    }
}

record! {
    /// The name of a sea or archipelago.
    pub struct SeaLabel {
        /// Number of the feature.
        pub id: u64,
        /// Kind.
        pub kind: SeaLabelKind,
        /// Name in Vietnamese.
        pub name_vi: String,
        /// Name in English.
        pub name_en: String,
        /// 1 for the most important.
        pub rank: u32,
        /// Ids of the sources.
        pub sources: Vec<String>,
    }
}

impl Coherent for Land {}
impl Coherent for Water {}
impl Coherent for Transport {}
impl Coherent for Place {}
impl Coherent for SeaLabel {}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_surrounds_is_read_back_as_written(seed: u64) {
            assert_round_trip(&Land::sample(seed));
            assert_round_trip(&Water::sample(seed));
            assert_round_trip(&Transport::sample(seed));
            assert_round_trip(&Place::sample(seed));
            assert_round_trip(&SeaLabel::sample(seed));
        }
    }
}
