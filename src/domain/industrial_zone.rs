//! Industrial clusters, parks and economic zones.

use super::precision::{Precision, place_agrees};
use super::record::{Coherent, MapRecord, closed_list, invalid, record};
use super::{FieldError, PartialDate, UnitCode};
use crate::geometry::LonLat;

closed_list! {
    /// Kinds of zone, by the law that they stand under.
    pub enum ZoneKind {
        /// Cụm công nghiệp (CCN).
        Cluster = "cluster",
        /// Khu công nghiệp (KCN).
        Park = "park",
        /// Khu kinh tế cửa khẩu.
        BorderEconomicZone = "border_economic_zone",
        /// Khu kinh tế.
        EconomicZone = "economic_zone",
        /// Another zone: high-tech or information-technology park, waste treatment park.
        Other = "other",
    }
}

closed_list! {
    /// How far a zone has come, only where a source states it.
    pub enum ZoneStatus {
        /// The source says that it works.
        Operating = "operating",
        /// Founded or under construction.
        Established = "established",
        /// In a plan only.
        Planned = "planned",
        /// No source says.
        Unknown = "unknown",
    }
}

closed_list! {
    /// What `established_year` counts from.
    pub enum YearMeaning {
        /// The founding decision or another statement of when the zone was founded.
        Founding = "founding",
        /// First year of the land-lease term in a commercial directory, no founding decision.
        DirectoryTerm = "directory_term",
    }
}

closed_list! {
    /// Where the area of a zone comes from.
    pub enum AreaMeaning {
        /// Stated by a decision, plan, page or directory.
        Stated = "stated",
        /// Measured from the outline on `OpenStreetMap`.
        Measured = "measured",
    }
}

record! {
    /// An industrial zone.
    pub struct IndustrialZone {
        /// Catalogued number.
        pub id: u64,
        /// Slug.
        pub code: String,
        /// Name in Vietnamese.
        pub name_vi: String,
        /// Name in English.
        pub name_en: Option<String>,
        /// Kind.
        pub kind: ZoneKind,
        /// How far it has come.
        pub status: ZoneStatus,
        /// Where it is.
        pub place: Option<LonLat>,
        /// How well the place is known.
        pub precision: Precision,
        /// Area, hectares.
        pub area_ha: Option<f64>,
        /// Where the area comes from.
        pub area_meaning: Option<AreaMeaning>,
        /// Share of the leasable land that is let, per cent.
        pub occupancy_pct: Option<f64>,
        /// Number of investment projects.
        pub projects: Option<u32>,
        /// Number of workers.
        pub workers: Option<u32>,
        /// Investor in the infrastructure.
        pub investor: Option<String>,
        /// Main industries.
        pub industries: Option<String>,
        /// Year of founding, or of the lease term: see `established_meaning`.
        pub established_year: Option<u16>,
        /// What the year counts from.
        pub established_meaning: Option<YearMeaning>,
        /// Decision on the founding or the plan.
        pub decision: Option<String>,
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
        /// Slugs of zones that may be the same one; no source proves it.
        pub possible_duplicate_of: Vec<String>,
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

impl Coherent for IndustrialZone {
    fn coherent(&self) -> Result<(), FieldError> {
        place_agrees(self.place, self.precision)?;
        if self.occupancy_pct.is_some_and(|share| share > 100.0) {
            let share = self.occupancy_pct.unwrap_or_default();
            return Err(invalid("occupancy_pct", share, "at most 100"));
        }
        Ok(())
    }
}

impl MapRecord for IndustrialZone {
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
    use crate::domain::Record;
    use proptest::prelude::*;

    #[test]
    fn a_place_without_precision_is_refused() {
        let mut zone = IndustrialZone::sample(3);
        zone.place = LonLat::new(105.0, 21.0);
        zone.precision = Precision::None;
        let error = IndustrialZone::from_fields(&zone.to_fields()).unwrap_err();
        assert!(error.to_string().contains("precision"), "{error}");
    }

    proptest! {
        #[test]
        fn zones_are_read_back_as_written(seed: u64) {
            let mut zone = IndustrialZone::sample(seed);
            zone.precision = zone.place.map_or(Precision::None, |_| Precision::Site);
            zone.occupancy_pct = zone.occupancy_pct.map(|share| share % 100.0);
            assert_round_trip(&zone);
        }
    }
}
