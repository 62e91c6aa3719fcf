//! The areas that values stand for.

use std::collections::HashMap;

use crate::domain::{AreaLevel, LayerId, Unit, UnitCode};

/// A present province or commune.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Number of the feature in tiles.
    pub id: u64,
    /// Its code.
    pub code: UnitCode,
    /// Name without its kind.
    pub name_vi: String,
    /// Name without marks.
    pub name_en: String,
    /// Area of its polygon on the ellipsoid, km²; absent when it was not measured.
    pub km2: Option<f64>,
}

/// All areas of one level, in order of their codes.
#[derive(Clone, Debug)]
pub struct Areas {
    list: Vec<Area>,
    places: HashMap<UnitCode, usize>,
    level: AreaLevel,
}

impl Areas {
    /// The present units of a level. A province is as large as its communes are together.
    #[must_use]
    pub fn of(level: AreaLevel, units: &[Unit]) -> Self {
        let of_layer = |layer| units.iter().filter(move |unit| unit.layer() == layer);
        let mut communes: HashMap<UnitCode, Option<f64>> = HashMap::new();
        for commune in of_layer(LayerId::Communes) {
            if let Some(province) = commune.province {
                let sum = communes.entry(province).or_insert(Some(0.0));
                *sum = sum.zip(commune.polygon_area_km2).map(|(a, b)| a + b);
            }
        }
        let mut list: Vec<Area> = of_layer(layer_of(level))
            .map(|unit| Area {
                id: unit.id,
                code: unit.code,
                name_vi: unit.name_vi.clone(),
                name_en: unit.name_en.clone(),
                km2: match level {
                    AreaLevel::Province => communes.get(&unit.code).copied().flatten(),
                    AreaLevel::Commune => unit.polygon_area_km2,
                },
            })
            .collect();
        list.sort_by_key(|area| area.code);
        let places = list.iter().map(|area| area.code).zip(0..).collect();
        Self {
            list,
            places,
            level,
        }
    }

    /// Whether they are provinces or communes.
    #[must_use]
    pub fn level(&self) -> AreaLevel {
        self.level
    }

    /// The areas.
    #[must_use]
    pub fn list(&self) -> &[Area] {
        &self.list
    }

    /// The place of an area in the list.
    #[must_use]
    pub fn index_of(&self, code: UnitCode) -> Option<usize> {
        self.places.get(&code).copied()
    }

    /// The column in which records name their area of this level.
    pub(super) fn column(&self) -> &'static str {
        match self.level {
            AreaLevel::Province => "province",
            AreaLevel::Commune => "commune",
        }
    }
}

/// The polygon layer that draws the areas of a level.
#[must_use]
pub fn layer_of(level: AreaLevel) -> LayerId {
    match level {
        AreaLevel::Province => LayerId::Provinces,
        AreaLevel::Commune => LayerId::Communes,
    }
}

#[cfg(test)]
impl Areas {
    /// Areas of these codes, each of so many km².
    pub(super) fn sample(level: AreaLevel, codes: &[&str], km2: f64) -> Self {
        let list: Vec<Area> = codes
            .iter()
            .map(|code| {
                let code: UnitCode = code.parse().expect("a code");
                Area {
                    id: code.number(),
                    code,
                    name_vi: String::new(),
                    name_en: String::new(),
                    km2: Some(km2),
                }
            })
            .collect();
        let places = list.iter().map(|area| area.code).zip(0..).collect();
        Self {
            list,
            places,
            level,
        }
    }
}
