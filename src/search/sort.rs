//! What sort of thing a name belongs to: finer than a layer, as fine as type words tell apart.

use std::str::FromStr;

macro_rules! sorts {
    ($($(#[$doc:meta])* $variant:ident = [$vi:literal, $en:literal, $kind:ident];)*) => {
        /// A sort of thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Sort { $($(#[$doc])* $variant,)* }

        impl Sort {
            /// Every sort.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What one such thing is called in Vietnamese.
            #[must_use]
            pub fn title_vi(self) -> &'static str {
                match self { $(Self::$variant => $vi,)* }
            }

            /// What one such thing is called in English.
            #[must_use]
            pub fn title_en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }

            fn family(self) -> Family {
                match self { $(Self::$variant => Family::$kind,)* }
            }
        }
    };
}

sorts! {
    /// Tỉnh.
    Province = ["Tỉnh", "Province", Province];
    /// Thành phố trực thuộc trung ương.
    Municipality = ["Thành phố", "City", Province];
    /// Xã.
    Commune = ["Xã", "Commune", Commune];
    /// Phường.
    Ward = ["Phường", "Ward", Commune];
    /// Thị trấn, until 30 June 2025.
    Township = ["Thị trấn", "Township", Commune];
    /// Đặc khu.
    SpecialZone = ["Đặc khu", "Special zone", Commune];
    /// Huyện, until 30 June 2025.
    RuralDistrict = ["Huyện", "District", District];
    /// Quận, until 30 June 2025.
    UrbanDistrict = ["Quận", "Urban district", District];
    /// Thị xã, until 30 June 2025.
    Town = ["Thị xã", "Town", District];
    /// Thành phố thuộc tỉnh, until 30 June 2025.
    ProvincialCity = ["Thành phố", "City", District];
    /// Cụm công nghiệp.
    Cluster = ["Cụm công nghiệp", "Industrial cluster", Zone];
    /// Khu công nghiệp.
    Park = ["Khu công nghiệp", "Industrial park", Zone];
    /// Khu kinh tế cửa khẩu.
    BorderEconomicZone = ["Khu kinh tế cửa khẩu", "Border economic zone", Zone];
    /// Khu kinh tế.
    EconomicZone = ["Khu kinh tế", "Economic zone", Zone];
    /// Another zone, as a high-tech park.
    OtherZone = ["Khu chức năng", "Special-purpose zone", Zone];
    /// Cửa khẩu quốc tế, by road or river.
    InternationalGate = ["Cửa khẩu quốc tế", "International border gate", Gate];
    /// Cửa khẩu chính.
    MainGate = ["Cửa khẩu chính", "Main border gate", Gate];
    /// Cửa khẩu phụ.
    SecondaryGate = ["Cửa khẩu phụ", "Secondary border gate", Gate];
    /// Lối mở, lối thông quan, đường chuyên dụng.
    ClearancePoint = ["Lối thông quan, lối mở", "Clearance point", Gate];
    /// A gate whose class no source gives.
    OtherGate = ["Cửa khẩu", "Border gate", Gate];
    /// A gate on a railway.
    RailwayGate = ["Cửa khẩu đường sắt", "Railway border gate", Gate];
    /// A port at sea or on a river.
    SeaGate = ["Cảng", "Port", Gate];
    /// An airport as a gate.
    AirGate = ["Cảng hàng không", "Airport", Gate];
    /// Nhiệt điện than.
    CoalPlant = ["Nhiệt điện than", "Coal power plant", Plant];
    /// Nhiệt điện khí, LNG.
    GasPlant = ["Nhiệt điện khí", "Gas power plant", Plant];
    /// Nhiệt điện dầu.
    OilPlant = ["Nhiệt điện dầu", "Oil power plant", Plant];
    /// Thủy điện.
    HydroPlant = ["Thủy điện", "Hydropower plant", Plant];
    /// Thủy điện tích năng.
    PumpedStorage = ["Thủy điện tích năng", "Pumped-storage plant", Plant];
    /// Điện mặt trời.
    SolarPlant = ["Điện mặt trời", "Solar power plant", Plant];
    /// Điện gió.
    WindPlant = ["Điện gió", "Wind power plant", Plant];
    /// Điện sinh khối.
    BiomassPlant = ["Điện sinh khối", "Biomass power plant", Plant];
    /// Điện rác.
    WastePlant = ["Điện rác", "Waste-to-energy plant", Plant];
    /// A plant whose fuel no source gives.
    OtherPlant = ["Nhà máy điện", "Power plant", Plant];
    /// A town on the map.
    City = ["Thành phố", "City", Place];
    /// An airport on the map.
    Airport = ["Sân bay", "Airport", Place];
    /// A port on the map.
    Port = ["Cảng", "Port", Place];
}

/// Sorts that one layer holds, present and former not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Province,
    Commune,
    District,
    Zone,
    Gate,
    Plant,
    Place,
}

/// A set of sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sorts(u64);

impl Sorts {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// These sorts.
    pub const fn of(sorts: &[Sort]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < sorts.len() {
            bits |= 1 << sorts[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sort is one of them.
    pub fn contains(self, sort: Sort) -> bool {
        self.0 >> sort as u64 & 1 == 1
    }

    /// Whether nothing is in both.
    pub fn is_apart_from(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// A kind of hit, as `kinds=` chooses them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in addresses and answers.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    /// A present province.
    Province = "province";
    /// A present commune, ward or special zone.
    Commune = "commune";
    /// A province until 30 June 2025.
    FormerProvince = "former_province";
    /// A commune, ward or township until 30 June 2025.
    FormerCommune = "former_commune";
    /// A district until 30 June 2025.
    District = "district";
    /// An industrial zone.
    Zone = "zone";
    /// A border gate, port or airport as a gate.
    Gate = "gate";
    /// A power plant.
    Plant = "plant";
    /// A town, airport or port on the map.
    Place = "place";
}

impl Kind {
    /// The kind of things of a sort, former or not.
    #[must_use]
    pub fn of(sort: Sort, former: bool) -> Self {
        match (sort.family(), former) {
            (Family::Province, false) => Self::Province,
            (Family::Province, true) => Self::FormerProvince,
            (Family::Commune, false) => Self::Commune,
            (Family::Commune, true) => Self::FormerCommune,
            (Family::District, _) => Self::District,
            (Family::Zone, _) => Self::Zone,
            (Family::Gate, _) => Self::Gate,
            (Family::Plant, _) => Self::Plant,
            (Family::Place, _) => Self::Place,
        }
    }
}

/// There is no kind of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind \"{0}\"")]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_kind() {
        for &kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("provinces".parse::<Kind>().is_err());
    }

    #[test]
    fn a_set_holds_what_it_was_made_of() {
        let set = Sorts::of(&[Sort::Province, Sort::Port]);
        let held: Vec<Sort> = Sort::ALL
            .iter()
            .copied()
            .filter(|&sort| set.contains(sort))
            .collect();
        assert_eq!(held, [Sort::Province, Sort::Port]);
        assert!(set.is_apart_from(Sorts::of(&[Sort::City])));
    }
}
