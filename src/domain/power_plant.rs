//! Power plants.

use super::precision::{Precision, place_agrees};
use super::record::{Coherent, MapRecord, closed_list, record};
use super::{FieldError, PartialDate, UnitCode};
use crate::geometry::LonLat;

closed_list! {
    /// What a plant makes electricity from.
    pub enum Fuel {
        /// Thủy điện.
        Hydro = "hydro",
        /// Thủy điện tích năng.
        PumpedStorage = "pumped_storage",
        /// Nhiệt điện than.
        Coal = "coal",
        /// Nhiệt điện khí, LNG.
        Gas = "gas",
        /// Nhiệt điện dầu.
        Oil = "oil",
        /// Điện mặt trời.
        Solar = "solar",
        /// Điện gió.
        Wind = "wind",
        /// Điện sinh khối.
        Biomass = "biomass",
        /// Điện rác.
        Waste = "waste",
        /// No source says.
        Unknown = "unknown",
    }
}

closed_list! {
    /// How far a plant has come.
    pub enum PlantStatus {
        /// It generates.
        Operating = "operating",
        /// It is being built.
        Construction = "construction",
        /// In a plan only.
        Planned = "planned",
        /// Named with a capacity, its state not verified.
        Unknown = "unknown",
    }
}

record! {
    /// A power plant.
    pub struct PowerPlant {
        /// Catalogued number.
        pub id: u64,
        /// Slug.
        pub code: String,
        /// Name in Vietnamese; absent where only an English translation of the plan is known.
        pub name_vi: Option<String>,
        /// Name in English or without marks.
        pub name_en: Option<String>,
        /// What it makes electricity from.
        pub fuel: Fuel,
        /// How far it has come.
        pub status: PlantStatus,
        /// Capacity, MW: installed when operating, planned otherwise.
        pub capacity_mw: Option<f64>,
        /// Number and size of the units, in the words of the source.
        pub units: Option<String>,
        /// First year of generation, or the year that the source states.
        pub year: Option<u16>,
        /// Owner in the words of the source; may have changed since.
        pub owner: Option<String>,
        /// Electricity a year, gigawatt hours.
        pub generation_gwh: Option<f64>,
        /// Year of that generation.
        pub generation_year: Option<u16>,
        /// Whether `generation_gwh` is the yearly average of the design and no measured figure.
        pub generation_is_design_average: Option<bool>,
        /// River of a hydropower plant.
        pub river: Option<String>,
        /// Where it is.
        pub place: Option<LonLat>,
        /// How well the place is known.
        pub precision: Precision,
        /// Present province.
        pub province: UnitCode,
        /// Present commune.
        pub commune: Option<UnitCode>,
        /// Former province, by name.
        pub former_province: Option<String>,
        /// Remarks.
        pub note: Option<String>,
        /// Newest date among the sources.
        pub source_date: Option<PartialDate>,
        /// Ids of the sources of the attributes and of the place.
        pub sources: Vec<String>,
        /// What each source gave, in the words of the compilers.
        pub source_note: Option<String>,
        /// Where the place comes from, in the words of the compilers.
        pub place_source_note: Option<String>,
    }
}

impl Coherent for PowerPlant {
    fn coherent(&self) -> Result<(), FieldError> {
        if self.name_vi.is_none() && self.name_en.is_none() {
            return Err(FieldError::Missing { field: "name_vi" });
        }
        place_agrees(self.place, self.precision)
    }
}

impl MapRecord for PowerPlant {
    fn id(&self) -> u64 {
        self.id
    }

    fn code(&self) -> String {
        self.code.clone()
    }

    fn name_vi(&self) -> Option<&str> {
        self.name_vi.as_deref()
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
        fn plants_are_read_back_as_written(seed: u64) {
            let mut plant = PowerPlant::sample(seed);
            plant.precision = plant.place.map_or(Precision::None, |_| Precision::Site);
            plant.name_en.get_or_insert_with(|| "Hoa Binh".to_owned());
            assert_round_trip(&plant);
        }
    }
}
