//! Administrative units, present and former, and who became whom.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::record::{Coherent, MapRecord, closed_list, invalid, record};
use super::{FieldError, LayerId};
use crate::geometry::LonLat;

/// The code of a unit: two digits for a province, five for a commune, leading zeros kept.
///
/// A code alone does not identify a unit in time: one that survived the merger of 1 July 2025
/// carries a new shape and sometimes a new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitCode {
    level: Level,
    number: u32,
}

impl UnitCode {
    /// Province or commune.
    #[must_use]
    pub fn level(self) -> Level {
        self.level
    }

    /// The code as a number, without its leading zeros.
    #[must_use]
    pub fn number(self) -> u64 {
        u64::from(self.number)
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Province => write!(f, "{:02}", self.number),
            Level::Commune => write!(f, "{:05}", self.number),
        }
    }
}

/// The text is no code of a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no code of a province (two digits) or commune (five digits)")]
pub struct NotACode(pub String);

impl FromStr for UnitCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let wrong = || NotACode(text.to_owned());
        let level = match text.len() {
            2 => Level::Province,
            5 => Level::Commune,
            _ => return Err(wrong()),
        };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let number = text.parse().map_err(|_| wrong())?;
        if number == 0 {
            return Err(wrong());
        }
        Ok(Self { level, number })
    }
}

closed_list! {
    /// The two levels of local government since 1 July 2025.
    pub enum Level {
        /// Province or centrally run city.
        Province = "province",
        /// Commune, ward, special zone; formerly also township.
        Commune = "commune",
    }
}

closed_list! {
    /// Kinds of unit.
    pub enum UnitKind {
        /// Thành phố trực thuộc trung ương.
        Municipality = "municipality",
        /// Tỉnh.
        Province = "province",
        /// Xã.
        Commune = "commune",
        /// Phường.
        Ward = "ward",
        /// Đặc khu.
        SpecialZone = "special_zone",
        /// Thị trấn (until 30 June 2025).
        Township = "township",
    }
}

impl UnitKind {
    /// The level on which units of this kind stand.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Municipality | Self::Province => Level::Province,
            Self::Commune | Self::Ward | Self::SpecialZone | Self::Township => Level::Commune,
        }
    }
}

closed_list! {
    /// How well the shape of a former commune is known (see `geodata/README.md`).
    pub enum Quality {
        /// The only predecessor of its present commune: the same outline.
        A = "A",
        /// By name and change table, and its outline agrees with the source.
        B = "B",
        /// A merger inferred, a divided commune, or moderate agreement.
        C = "C",
        /// Guessed: drawn hatched or not at all, never used for figures.
        D = "D",
    }
}

record! {
    /// A province or commune, valid for a period.
    pub struct Unit {
        /// Number of the feature: the code as a number for a present unit, catalogued for a former one.
        pub id: u64,
        /// The code.
        pub code: UnitCode,
        /// Whether the unit is a province or a commune.
        pub level: Level,
        /// Name without its kind: "Bắc Ninh".
        pub name_vi: String,
        /// Name without marks: "Bac Ninh".
        pub name_en: String,
        /// Name with its kind: "Tỉnh Bắc Ninh".
        pub full_name_vi: String,
        /// Name with its kind in English.
        pub full_name_en: String,
        /// Kind.
        pub kind: UnitKind,
        /// The province of a commune; a former commune stands in a former province.
        pub province: Option<UnitCode>,
        /// First day.
        pub valid_from: Option<Date>,
        /// Last day; absent while the unit exists.
        pub valid_to: Option<Date>,
        /// The act that made the unit, or that closed a former one.
        pub act: Option<String>,
        /// The resolution that ordered the communes of a province.
        pub commune_act: Option<String>,
        /// Declared area, km².
        pub area_km2: Option<f64>,
        /// Geodesic area of the polygon in the boundary source, km².
        pub polygon_area_km2: Option<f64>,
        /// Registered residents, permanent and temporary.
        pub population: Option<u64>,
        /// Year of the act that states the population.
        pub population_year: Option<u16>,
        /// Average population of 2024 (statistics office), another series than `population`.
        pub population_average_2024: Option<u64>,
        /// Gross regional product, billion VND.
        pub grdp_bn_vnd: Option<f64>,
        /// Year of the gross regional product.
        pub grdp_year: Option<u16>,
        /// Seat of the people's committee, in words.
        pub seat: Option<String>,
        /// Postal address of the seat.
        pub seat_address: Option<String>,
        /// Where the seat stands.
        pub seat_place: Option<LonLat>,
        /// Where the label of the shape stands.
        pub label_place: Option<LonLat>,
        /// Number of communes (xã) of a province.
        pub communes: Option<u32>,
        /// Number of wards (phường) of a province.
        pub wards: Option<u32>,
        /// Number of special zones (đặc khu) of a province.
        pub special_zones: Option<u32>,
        /// Sum of the declared areas of a province's communes, km², as the source states it.
        pub communes_area_km2: Option<f64>,
        /// Sum of the populations of a province's communes, as the source states it.
        pub communes_population: Option<u64>,
        /// Names of the former provinces a merged province was made of.
        pub merged_from: Vec<String>,
        /// Socio-economic region, in Vietnamese.
        pub region: Option<String>,
        /// Socio-economic region, in English.
        pub region_en: Option<String>,
        /// Countries with which the province shares a land border (`CN`, `LA`).
        pub land_border: Vec<String>,
        /// Whether the province reaches the sea.
        pub coast: Option<bool>,
        /// Codes of the provinces next to it.
        pub adjacent: Vec<String>,
        /// What the unit was made of, in the words of the act.
        pub predecessors: Option<String>,
        /// Code of the former district.
        pub district_code: Option<String>,
        /// Name of the former district.
        pub district: Option<String>,
        /// How well the shape of a former commune is known.
        pub quality: Option<Quality>,
        /// Remarks on the figures.
        pub note: Option<String>,
        /// Ids of the sources.
        pub sources: Vec<String>,
        /// Which source gave which column.
        pub source_note: Option<String>,
    }
}

impl Unit {
    /// Whether the unit exists today.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.valid_to.is_none()
    }

    /// The polygon layer in which the unit is drawn.
    #[must_use]
    pub fn layer(&self) -> LayerId {
        match (self.level, self.is_present()) {
            (Level::Province, true) => LayerId::Provinces,
            (Level::Province, false) => LayerId::FormerProvinces,
            (Level::Commune, true) => LayerId::Communes,
            (Level::Commune, false) => LayerId::FormerCommunes,
        }
    }
}

impl Coherent for Unit {
    fn coherent(&self) -> Result<(), FieldError> {
        if self.code.level() != self.level || self.kind.level() != self.level {
            return Err(invalid(
                "level",
                self.level,
                format!("the level of code {} and kind {}", self.code, self.kind),
            ));
        }
        let province = self.province.map(UnitCode::level);
        let expected = (self.level == Level::Commune).then_some(Level::Province);
        if province != expected {
            let text = self
                .province
                .map_or_else(String::new, |code| code.to_string());
            return Err(invalid(
                "province",
                text,
                "the code of a province for a commune, nothing for a province",
            ));
        }
        match (self.valid_from, self.valid_to) {
            (Some(from), Some(to)) if from > to => {
                Err(invalid("valid_to", to, format!("a day not before {from}")))
            }
            _ => Ok(()),
        }
    }
}

impl MapRecord for Unit {
    fn id(&self) -> u64 {
        self.id
    }

    fn code(&self) -> String {
        self.code.to_string()
    }

    fn name_vi(&self) -> Option<&str> {
        Some(&self.name_vi)
    }

    fn name_en(&self) -> Option<&str> {
        Some(&self.name_en)
    }

    fn place(&self) -> Option<LonLat> {
        self.label_place
    }

    fn sources(&self) -> &[String] {
        &self.sources
    }
}

closed_list! {
    /// How much of a former unit went to its successor.
    pub enum Extent {
        /// All of it.
        Whole = "whole",
        /// A part of it.
        Part = "part",
    }
}

record! {
    /// An edge from a former unit to the present unit that took it or a part of it.
    pub struct Predecessor {
        /// Whether the edge joins provinces or communes.
        pub level: Level,
        /// Code of the former unit.
        pub former: UnitCode,
        /// Code of the present unit.
        pub successor: UnitCode,
        /// Whole or part.
        pub extent: Extent,
        /// Whether this is the successor to name when only one can be named.
        pub default: bool,
    }
}

impl Coherent for Predecessor {
    fn coherent(&self) -> Result<(), FieldError> {
        if self.former.level() != self.level || self.successor.level() != self.level {
            return Err(invalid(
                "level",
                self.level,
                "the level of the codes `former` and `successor`",
            ));
        }
        if self.extent == Extent::Whole && !self.default {
            return Err(invalid(
                "default",
                self.default,
                "true, because the whole unit went to this successor",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;
    use crate::domain::Record;
    use proptest::prelude::*;

    fn coherent_unit(seed: u64) -> Unit {
        let mut unit = Unit::sample(seed);
        unit.level = unit.code.level();
        unit.kind = match unit.level {
            Level::Province => UnitKind::Municipality,
            Level::Commune => UnitKind::Township,
        };
        unit.province = (unit.level == Level::Commune).then(|| "01".parse().unwrap());
        unit.valid_from = None;
        unit
    }

    #[test]
    fn codes_keep_their_leading_zeros() {
        for text in ["01", "00004", "19075"] {
            assert_eq!(text.parse::<UnitCode>().unwrap().to_string(), text);
        }
        for text in ["", "1", "004", "000000", "00000", "0a", "+1", "００"] {
            assert!(text.parse::<UnitCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_commune_without_a_province_is_refused() {
        let mut unit = coherent_unit(1);
        unit.code = "00004".parse().unwrap();
        unit.level = Level::Commune;
        unit.kind = UnitKind::Ward;
        unit.province = None;
        assert!(Unit::from_fields(&unit.to_fields()).is_err());
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let mut unit = coherent_unit(2);
        unit.valid_from = Some(Date::constant(2025, 7, 1));
        unit.valid_to = Some(Date::constant(2025, 6, 30));
        let error = Unit::from_fields(&unit.to_fields()).unwrap_err();
        assert!(error.to_string().contains("valid_to"), "{error}");
    }

    proptest! {
        #[test]
        fn units_are_read_back_as_written(seed: u64) {
            assert_round_trip(&coherent_unit(seed));
        }

        #[test]
        fn predecessors_are_read_back_as_written(seed: u64) {
            let mut edge = Predecessor::sample(seed);
            edge.level = edge.former.level();
            edge.successor = edge.former;
            edge.default |= edge.extent == Extent::Whole;
            assert_round_trip(&edge);
        }
    }
}
