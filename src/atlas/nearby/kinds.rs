//! Kinds of thing that can be asked for around a place or inside a shape.

use crate::domain::{LayerId, PlaceKind, TransportKind, ZoneKind};

macro_rules! site_kinds {
    ($($(#[$doc:meta])* $variant:ident = [$name:literal, $layer:ident, $vi:literal, $en:literal];)*) => {
        /// A kind of thing with a place. In the order in which answers list kinds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SiteKind { $($(#[$doc])* $variant,)* }

        impl SiteKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in addresses and answers.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The layer that has things of this kind.
            #[must_use]
            pub fn layer(self) -> LayerId {
                match self { $(Self::$variant => LayerId::$layer,)* }
            }

            /// What such a thing is called in Vietnamese.
            #[must_use]
            pub fn title_vi(self) -> &'static str {
                match self { $(Self::$variant => $vi,)* }
            }

            /// What such a thing is called in English.
            #[must_use]
            pub fn title_en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }
        }
    };
}

site_kinds! {
    /// Cụm công nghiệp.
    Cluster = ["cluster", IndustrialZones, "Cụm công nghiệp", "Industrial cluster"];
    /// Khu công nghiệp.
    Park = ["park", IndustrialZones, "Khu công nghiệp", "Industrial park"];
    /// Khu kinh tế cửa khẩu.
    BorderEconomicZone = ["border_economic_zone", IndustrialZones, "Khu kinh tế cửa khẩu", "Border economic zone"];
    /// Khu kinh tế.
    EconomicZone = ["economic_zone", IndustrialZones, "Khu kinh tế", "Economic zone"];
    /// Another zone, as a high-tech park.
    OtherZone = ["other_zone", IndustrialZones, "Khu chức năng", "Special-purpose zone"];
    /// A border gate, port or airport as a gate.
    Gate = ["gate", BorderGates, "Cửa khẩu", "Border gate"];
    /// A power plant.
    Plant = ["plant", PowerPlants, "Nhà máy điện", "Power plant"];
    /// A port on the map.
    Port = ["port", Places, "Cảng", "Port"];
    /// An airport on the map.
    Airport = ["airport", Places, "Sân bay", "Airport"];
    /// A town on the map.
    City = ["city", Places, "Thành phố", "City"];
    /// Đường cao tốc.
    Expressway = ["expressway", Transport, "Đường cao tốc", "Expressway"];
    /// Quốc lộ.
    NationalRoad = ["national_road", Transport, "Quốc lộ", "National road"];
    /// Đường sắt.
    Railway = ["railway", Transport, "Đường sắt", "Railway"];
}

/// The word that means all kinds of zone at once.
const ANY_ZONE: &str = "zone";

impl SiteKind {
    /// The kinds that a word of an address means: one, or all kinds of zone for `zone`; none for a
    /// word that means nothing.
    #[must_use]
    pub fn meant_by(word: &str) -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        let means = |kind: &Self| match word {
            ANY_ZONE => kind.layer() == LayerId::IndustrialZones,
            word => kind.as_str() == word,
        };
        all.filter(means).collect()
    }

    /// Every word that means some kind.
    pub fn words() -> impl Iterator<Item = &'static str> {
        std::iter::once(ANY_ZONE).chain(Self::ALL.iter().map(|kind| kind.as_str()))
    }

    /// Whether things of this kind are lines.
    #[must_use]
    pub fn is_line(self) -> bool {
        self.layer() == LayerId::Transport
    }

    pub(in crate::atlas) fn of_zone(kind: ZoneKind) -> Self {
        match kind {
            ZoneKind::Cluster => Self::Cluster,
            ZoneKind::Park => Self::Park,
            ZoneKind::BorderEconomicZone => Self::BorderEconomicZone,
            ZoneKind::EconomicZone => Self::EconomicZone,
            ZoneKind::Other => Self::OtherZone,
        }
    }

    pub(in crate::atlas) fn of_place(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::City => Self::City,
            PlaceKind::Airport => Self::Airport,
            PlaceKind::Port => Self::Port,
        }
    }

    pub(in crate::atlas) fn of_line(kind: TransportKind) -> Self {
        match kind {
            TransportKind::Expressway => Self::Expressway,
            TransportKind::NationalRoad => Self::NationalRoad,
            TransportKind::Railway => Self::Railway,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_something() {
        for word in SiteKind::words() {
            assert!(!SiteKind::meant_by(word).is_empty(), "{word}");
        }
        assert_eq!(SiteKind::meant_by("zone").len(), 5);
        assert_eq!(SiteKind::meant_by("park"), [SiteKind::Park]);
        for nothing in ["", "Zone", "zones", "other"] {
            assert!(SiteKind::meant_by(nothing).is_empty(), "{nothing}");
        }
    }
}
