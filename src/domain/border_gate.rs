//! Border gates and their passages.

use super::precision::{Precision, place_agrees};
use super::record::{Coherent, MapRecord, closed_list, record};
use super::{FieldError, UnitCode};
use crate::geometry::LonLat;

closed_list! {
    /// Classes of gate.
    pub enum GateClass {
        /// Cửa khẩu quốc tế.
        International = "international",
        /// Cửa khẩu chính (song phương).
        Main = "main",
        /// Cửa khẩu phụ.
        Secondary = "secondary",
        /// Lối thông quan, lối mở, đường chuyên dụng.
        ClearancePoint = "clearance_point",
        /// No source gives a class.
        Unknown = "unknown",
    }
}

closed_list! {
    /// How goods and people cross.
    pub enum GateMode {
        /// By road.
        Road = "road",
        /// By rail.
        Rail = "rail",
        /// Through a seaport.
        Sea = "sea",
        /// Through an airport.
        Air = "air",
        /// By inland waterway.
        River = "river",
    }
}

closed_list! {
    /// Whether a gate works.
    pub enum GateStatus {
        /// It works.
        Operating = "operating",
        /// Built or agreed, and not (officially) open.
        NotYetOpen = "not_yet_open",
        /// In a plan only.
        Planned = "planned",
        /// No source says.
        Unknown = "unknown",
    }
}

closed_list! {
    /// The country on the other side.
    pub enum Neighbour {
        /// China.
        China = "CN",
        /// Laos.
        Laos = "LA",
    }
}

record! {
    /// A border gate, or a passage that belongs to one.
    pub struct BorderGate {
        /// Catalogued number.
        pub id: u64,
        /// Slug.
        pub code: String,
        /// Name in Vietnamese.
        pub name_vi: String,
        /// Name in English.
        pub name_en: Option<String>,
        /// Class.
        pub class: GateClass,
        /// How it is crossed.
        pub mode: GateMode,
        /// Whether it works.
        pub status: GateStatus,
        /// The country on the other side; absent for sea and air.
        pub neighbour: Option<Neighbour>,
        /// The gate on the other side.
        pub facing_gate: Option<String>,
        /// Slug of the gate that a passage or dedicated road belongs to.
        pub parent: Option<String>,
        /// Where it is.
        pub place: Option<LonLat>,
        /// How well the place is known.
        pub precision: Precision,
        /// How far off the place may be, km, where a source says.
        pub error_km: Option<f64>,
        /// Present province.
        pub province: UnitCode,
        /// Present commune.
        pub commune: Option<UnitCode>,
        /// Former province, by name.
        pub former_province: Option<String>,
        /// Former district, by name.
        pub former_district: Option<String>,
        /// Former commune, by name.
        pub former_commune: Option<String>,
        /// Road or railway that leads to it.
        pub road: Option<String>,
        /// First year that a source gives for it in this form.
        pub opened_year: Option<u16>,
        /// Economic zone that it stands in.
        pub economic_zone: Option<String>,
        /// Remarks.
        pub note: Option<String>,
        /// Ids of the sources of the attributes and of the place.
        pub sources: Vec<String>,
        /// What each source gave, in the words of the compilers.
        pub source_note: Option<String>,
        /// Where the place comes from, in the words of the compilers.
        pub place_source_note: Option<String>,
    }
}

impl Coherent for BorderGate {
    fn coherent(&self) -> Result<(), FieldError> {
        place_agrees(self.place, self.precision)
    }
}

impl MapRecord for BorderGate {
    fn id(&self) -> u64 {
        self.id
    }

    fn code(&self) -> String {
        self.code.clone()
    }

    fn name_vi(&self) -> Option<&str> {
        Some(&self.name_vi)
    }

    fn name_en(&self) -> Option<&str> {
        self.name_en.as_deref()
    }

    fn place(&self) -> Option<LonLat> {
        self.place
    }

    fn sources(&self) -> &[String] {
        &self.sources
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gates_are_read_back_as_written(seed: u64) {
            let mut gate = BorderGate::sample(seed);
            gate.precision = gate.place.map_or(Precision::None, |_| Precision::Approximate);
            assert_round_trip(&gate);
        }
    }
}
