//! Which unit each face of the boundaries belongs to, on all four levels: what neighbours, maps of
//! reports and records of former units are told from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::atlas::Atlas;
use crate::coverage::{Coverage, NO_FACE};
use crate::domain::{LayerId, Unit, UnitCode, former_homes};
use crate::store::Time;

/// The owners of faces: units by their order in the table.
#[derive(Debug)]
pub(in crate::atlas) struct UnitFaces {
    /// For each layer of units the owner of each face; [`NO_FACE`] where there is none.
    owners: BTreeMap<LayerId, Vec<u32>>,
    /// For each present commune the former provinces that its predecessors lay in.
    pub homes: BTreeMap<UnitCode, Vec<UnitCode>>,
    /// Former provinces drawn from present communes that also hold parts of others.
    pub approximate: BTreeSet<UnitCode>,
    /// Codes of the former provinces by name.
    pub former_names: HashMap<String, UnitCode>,
    /// For each unit its neighbours of the same level and time with the length of the common
    /// border in kilometres, the longest first.
    neighbours: HashMap<u32, Vec<(u32, f64)>>,
}

impl UnitFaces {
    /// The owner of each face of the coverage that a layer is drawn from.
    pub fn owners(&self, layer: LayerId) -> &[u32] {
        self.owners.get(&layer).map_or(&[], Vec::as_slice)
    }

    /// The neighbours of a unit, by its order in the table.
    pub fn neighbours(&self, unit: usize) -> &[(u32, f64)] {
        let own = self.neighbours.get(&(unit as u32));
        own.map_or(&[], Vec::as_slice)
    }
}

impl Atlas {
    /// The owners of faces, told when first asked for.
    pub(in crate::atlas) fn unit_faces(&self) -> &UnitFaces {
        self.unit_faces.get_or_init(|| {
            let tables = &self.tables;
            let homes = former_homes(&tables.units, &tables.predecessors);
            let shared = homes.values().filter(|homes| homes.len() > 1);
            let approximate = shared.flatten().copied().collect();
            let former = tables.units.iter();
            let former = former.filter(|unit| unit.layer() == LayerId::FormerProvinces);
            let former_names = former
                .map(|unit| (unit.name_vi.clone(), unit.code))
                .collect();
            let owners = self.owners_of_faces(&homes);
            let neighbours = self.all_neighbours(&owners);
            UnitFaces {
                owners,
                homes,
                approximate,
                former_names,
                neighbours,
            }
        })
    }

    /// The coverage that a layer of units is drawn from.
    pub(in crate::atlas) fn coverage_of(&self, layer: LayerId) -> Option<&Arc<Coverage>> {
        let levels = self.layers.get(&layer)?.tiles.coverages().next()?;
        Some(levels.coverage())
    }

    fn owners_of_faces(
        &self,
        homes: &BTreeMap<UnitCode, Vec<UnitCode>>,
    ) -> BTreeMap<LayerId, Vec<u32>> {
        let at = |code: Option<UnitCode>, time| {
            let at = code.and_then(|code| self.units.at(code, time));
            at.map_or(NO_FACE, |at| at as u32)
        };
        let parsed = |codes: &[String]| -> Vec<Option<UnitCode>> {
            codes.iter().map(|code| code.parse().ok()).collect()
        };
        let present = parsed(&self.commune_codes);
        let province_of = |code: UnitCode| self.unit(code, Time::Present)?.province;
        let home_of = |code: UnitCode| homes.get(&code)?.first().copied();
        let each =
            |owner: &dyn Fn(Option<UnitCode>) -> u32| present.iter().map(|&c| owner(c)).collect();
        BTreeMap::from([
            (LayerId::Communes, each(&|code| at(code, Time::Present))),
            (
                LayerId::Provinces,
                each(&|code| at(code.and_then(province_of), Time::Present)),
            ),
            (
                LayerId::FormerProvinces,
                each(&|code| at(code.and_then(home_of), Time::Former)),
            ),
            (
                LayerId::FormerCommunes,
                parsed(&self.former_codes)
                    .into_iter()
                    .map(|code| at(code, Time::Former))
                    .collect(),
            ),
        ])
    }

    /// Who borders on whom, from borders that are shared along a line: units that meet in a point
    /// are no neighbours.
    fn all_neighbours(
        &self,
        owners: &BTreeMap<LayerId, Vec<u32>>,
    ) -> HashMap<u32, Vec<(u32, f64)>> {
        let lengths = |layer| {
            let coverage = self.coverage_of(layer);
            coverage.map_or_else(Vec::new, |coverage| coverage.border_lengths_km())
        };
        let present = lengths(LayerId::Communes);
        let former = lengths(LayerId::FormerCommunes);
        let mut shared: BTreeMap<[u32; 2], f64> = BTreeMap::new();
        for (layer, owners) in owners {
            let lengths = match layer {
                LayerId::FormerCommunes => &former,
                _ => &present,
            };
            for &([a, b], km) in lengths {
                let pair = [owners[a as usize], owners[b as usize]];
                if pair[0] != pair[1] && !pair.contains(&NO_FACE) {
                    let pair = [pair[0].min(pair[1]), pair[0].max(pair[1])];
                    *shared.entry(pair).or_default() += km;
                }
            }
        }
        let mut neighbours: HashMap<u32, Vec<(u32, f64)>> = HashMap::new();
        for ([a, b], km) in shared {
            neighbours.entry(a).or_default().push((b, km));
            neighbours.entry(b).or_default().push((a, km));
        }
        for own in neighbours.values_mut() {
            own.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
        neighbours
    }

    /// The order of a unit in the table.
    pub(in crate::atlas) fn index_of(&self, unit: &Unit) -> Option<usize> {
        self.units.at(unit.code, Time::of(unit))
    }
}
