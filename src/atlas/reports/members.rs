//! The units within a region or a province, each in one line of a report.

use std::collections::HashMap;

use crate::atlas::Atlas;
use crate::atlas::reports::documents::MemberDocument;
use crate::atlas::units::records::{Land, Sited};
use crate::domain::{LayerId, Level, Unit, UnitCode, ZoneKind};
use crate::store::Time;

/// How many records lie in each unit of a level.
struct Tally<'a> {
    unit_of: &'a dyn Fn(&dyn Located) -> Option<UnitCode>,
    counts: HashMap<(UnitCode, &'static str), usize>,
}

/// A record that names its units.
trait Located {
    fn units(&self) -> (UnitCode, Option<UnitCode>);
}

impl<R: Sited> Located for R {
    fn units(&self) -> (UnitCode, Option<UnitCode>) {
        (self.province(), self.commune())
    }
}

impl Tally<'_> {
    fn add(&mut self, record: &dyn Located, what: &'static str) {
        if let Some(code) = (self.unit_of)(record) {
            *self.counts.entry((code, what)).or_default() += 1;
        }
    }

    fn of(&self, code: UnitCode, what: &'static str) -> usize {
        self.counts.get(&(code, what)).copied().unwrap_or(0)
    }
}

impl Atlas {
    /// The provinces of the region, the communes of a present province; none of others.
    pub(in crate::atlas) fn members(&self, land: Land) -> Vec<MemberDocument<'_>> {
        let members: Vec<&Unit> = match land {
            Land::Region => self.units_of_layer(LayerId::Provinces).collect(),
            Land::Unit(unit) if unit.layer() == LayerId::Provinces => {
                let communes = self.units.communes(unit.code, Time::Present);
                communes.map(|at| &self.tables.units[at]).collect()
            }
            Land::Unit(_) => return Vec::new(),
        };
        let province = |record: &dyn Located| Some(record.units().0);
        let commune = |record: &dyn Located| record.units().1;
        let mut tally = Tally {
            unit_of: match land {
                Land::Region => &province,
                Land::Unit(_) => &commune,
            },
            counts: HashMap::new(),
        };
        for zone in &self.tables.industrial_zones {
            tally.add(zone, zone.kind.as_str());
        }
        for gate in &self.tables.border_gates {
            tally.add(gate, "gate");
        }
        for plant in &self.tables.power_plants {
            tally.add(plant, "plant");
        }
        let documents = members.into_iter().map(|unit| MemberDocument {
            unit: unit.into(),
            area_km2: unit.area_km2,
            population: unit.population,
            population_year: unit.population_year,
            units: (unit.level == Level::Province)
                .then(|| self.units.communes(unit.code, Time::Present).count()),
            clusters: tally.of(unit.code, ZoneKind::Cluster.as_str()),
            parks: tally.of(unit.code, ZoneKind::Park.as_str()),
            gates: tally.of(unit.code, "gate"),
            plants: tally.of(unit.code, "plant"),
            source_ids: &unit.sources,
        });
        documents.collect()
    }
}
