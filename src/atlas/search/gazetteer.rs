//! Everything that has a name, as entries of the name index: present and former units, former
//! districts, zones, gates, plants, places.

use std::collections::{BTreeSet, HashMap};

use geo_types::Geometry;

use crate::atlas::sorts::{gate_sort, place_sort, plant_sort, unit_sort, zone_sort};
use crate::coverage::NO_FACE;
use crate::dataset::Tables;
use crate::dataset::context::Context;
use crate::domain::{
    BorderGate, GateClass, IndustrialZone, LayerId, Level, MapRecord, Unit, UnitCode,
};
use crate::geometry::{LonLat, LonLatBox};
use crate::search::{
    District, Entry, EntryName, NameIndex, district_name, districts, without_kind, words,
};
use crate::store::{AreaIndex, Time, UnitIndex};

/// Everything that can be found by name.
#[derive(Debug)]
pub(in crate::atlas) struct Gazetteer {
    pub index: NameIndex,
    /// What each entry of the index is.
    pub listed: Vec<Listed>,
    pub districts: Vec<District>,
    /// Boxes around units, by layer and number.
    pub boxes: HashMap<(LayerId, u64), LonLatBox>,
}

/// What an entry is: an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::atlas) enum Listed {
    Unit(u32),
    District(u32),
    Zone(u32),
    Gate(u32),
    Plant(u32),
    Place(u32),
}

/// The boxes around the communes of a coverage, by their codes.
#[derive(Debug)]
pub(in crate::atlas) struct Boxes {
    pub of_communes: Vec<(UnitCode, LonLatBox)>,
}

impl Boxes {
    /// The boxes of faces with these codes; a face that has no borders has none.
    pub fn of(codes: &[String], index: &AreaIndex) -> Self {
        let faces = (0..NO_FACE).zip(codes);
        let of_communes = faces
            .filter_map(|(face, code)| Some((code.parse().ok()?, index.bounds(face)?)))
            .collect();
        Self { of_communes }
    }
}

impl Gazetteer {
    /// Lists everything; `commune_at` tells in which present commune a place lies.
    pub fn new(
        tables: &Tables,
        context: &Context,
        units: &UnitIndex,
        [present, former]: [&Boxes; 2],
        commune_at: impl Fn(LonLat) -> Option<UnitCode>,
    ) -> Self {
        let boxes = boxes(tables, units, present, former);
        let districts = districts(&tables.units, &boxes);
        let mut lister = Lister {
            tables,
            units,
            districts: &districts,
            lay_in: LayIn::new(tables, units),
            entries: Vec::new(),
            listed: Vec::new(),
        };
        lister.units();
        lister.districts();
        lister.zones();
        lister.gates();
        lister.plants();
        lister.places(context, commune_at);
        let Lister {
            entries, listed, ..
        } = lister;
        Self {
            index: NameIndex::new(entries),
            listed,
            districts,
            boxes,
        }
    }
}

/// The box of each unit: of a province that of its communes together.
fn boxes(
    tables: &Tables,
    units: &UnitIndex,
    present: &Boxes,
    former: &Boxes,
) -> HashMap<(LayerId, u64), LonLatBox> {
    let mut boxes: HashMap<(LayerId, u64), LonLatBox> = HashMap::new();
    let mut add = |unit: &Unit, bounds: LonLatBox| {
        let held = boxes.entry((unit.layer(), unit.id)).or_insert(bounds);
        *held = held.union(bounds);
    };
    for (own, time) in [(present, Time::Present), (former, Time::Former)] {
        for &(code, bounds) in &own.of_communes {
            let unit = |code| Some(&tables.units[units.at(code, time)?]);
            let Some(commune) = unit(code) else {
                continue;
            };
            add(commune, bounds);
            if let Some(province) = commune.province.and_then(unit) {
                add(province, bounds);
            }
        }
    }
    boxes
}

/// Names of the former provinces and districts that each present commune was made of.
struct LayIn(HashMap<UnitCode, BTreeSet<String>>);

impl LayIn {
    fn new(tables: &Tables, units: &UnitIndex) -> Self {
        let mut all: HashMap<UnitCode, BTreeSet<String>> = HashMap::new();
        let former = |code| units.at(code, Time::Former).map(|at| &tables.units[at]);
        for edge in &tables.predecessors {
            let Some(unit) = former(edge.former).filter(|_| edge.level == Level::Commune) else {
                continue;
            };
            let own = all.entry(edge.successor).or_default();
            own.extend(
                unit.district
                    .as_deref()
                    .map(|full| district_name(full).1.to_owned()),
            );
            let province = unit.province.and_then(former);
            own.extend(province.map(|province| province.name_vi.clone()));
        }
        Self(all)
    }

    fn of(&self, commune: UnitCode) -> impl Iterator<Item = String> + '_ {
        self.0.get(&commune).into_iter().flatten().cloned()
    }
}

/// Weights: how important things of a kind are.
mod weight {
    pub const PROVINCE: f32 = 10.0;
    pub const FORMER_PROVINCE: f32 = 9.0;
    pub const DISTRICT: f32 = 7.0;
    pub const INTERNATIONAL_GATE: f32 = 6.9;
    pub const COMMUNE: f32 = 6.0;
    pub const MAIN_GATE: f32 = 5.0;
    pub const FORMER_COMMUNE: f32 = 4.0;
    pub const OTHER_GATE: f32 = 3.5;
    pub const ZONE: f32 = 3.0;
    pub const PLANT: f32 = 2.9;
    pub const PLACE: f32 = 2.0;
}

struct Lister<'a> {
    tables: &'a Tables,
    units: &'a UnitIndex,
    districts: &'a [District],
    lay_in: LayIn,
    entries: Vec<Entry>,
    listed: Vec<Listed>,
}

impl Lister<'_> {
    fn add(&mut self, listed: Listed, entry: Entry) {
        self.listed.push(listed);
        self.entries.push(entry);
    }

    fn unit(&self, code: UnitCode, time: Time) -> Option<&Unit> {
        self.tables.units.get(self.units.at(code, time)?)
    }

    fn name_of(&self, code: UnitCode, time: Time) -> Option<String> {
        self.unit(code, time).map(|unit| unit.name_vi.clone())
    }

    fn units(&mut self) {
        for (at, unit) in (0..).zip(&self.tables.units) {
            let former = !unit.is_present();
            let mut around = Vec::new();
            around.extend(
                unit.province
                    .and_then(|code| self.name_of(code, Time::of(unit))),
            );
            if former {
                around.extend(
                    unit.district
                        .as_deref()
                        .map(|full| district_name(full).1.to_owned()),
                );
                for edge in self.units.successors(unit.code) {
                    if edge.level == unit.level {
                        around.extend(self.name_of(edge.successor, Time::Present));
                        let successor = self.unit(edge.successor, Time::Present);
                        let province = successor.and_then(|unit| unit.province);
                        around.extend(province.and_then(|code| self.name_of(code, Time::Present)));
                    }
                }
            } else if unit.level == Level::Commune {
                around.extend(self.lay_in.of(unit.code));
            }
            let entry = Entry {
                sort: unit_sort(unit.kind),
                former,
                names: names(&unit.name_vi, Some(&unit.name_en), false),
                around,
                place: unit.place(),
                weight: match (unit.level, former) {
                    (Level::Province, false) => weight::PROVINCE,
                    (Level::Province, true) => weight::FORMER_PROVINCE,
                    (Level::Commune, false) => weight::COMMUNE,
                    (Level::Commune, true) => weight::FORMER_COMMUNE,
                },
                size: unit.population.unwrap_or(0) as f32,
            };
            self.add(Listed::Unit(at), entry);
        }
    }

    fn districts(&mut self) {
        for (at, district) in (0..).zip(self.districts) {
            let communes = district.communes.iter();
            let successors: BTreeSet<UnitCode> = communes
                .flat_map(|&at| self.units.successors(self.tables.units[at as usize].code))
                .filter_map(|edge| self.unit(edge.successor, Time::Present)?.province)
                .collect();
            let mut around: Vec<String> = successors
                .into_iter()
                .filter_map(|code| self.name_of(code, Time::Present))
                .collect();
            around.extend(self.name_of(district.province, Time::Former));
            let entry = Entry {
                sort: district.sort,
                former: true,
                names: names(&district.name_vi, None, false),
                around,
                place: district.place,
                weight: weight::DISTRICT,
                size: district.communes.len() as f32,
            };
            self.add(Listed::District(at), entry);
        }
    }

    /// The units around something with a present province and commune and former ones by name.
    fn around(
        &self,
        province: UnitCode,
        commune: Option<UnitCode>,
        former: [Option<&String>; 3],
    ) -> Vec<String> {
        let mut around = Vec::new();
        around.extend(self.name_of(province, Time::Present));
        if let Some(commune) = commune {
            around.extend(self.name_of(commune, Time::Present));
            around.extend(self.lay_in.of(commune));
        }
        for name in former.into_iter().flatten() {
            around.extend(
                name.split(';')
                    .map(|one| without_kind(one.trim()).to_owned()),
            );
        }
        around
    }

    fn zones(&mut self) {
        for (at, zone) in (0..).zip(&self.tables.industrial_zones) {
            let IndustrialZone {
                former_province: p,
                former_district: d,
                former_commune: c,
                ..
            } = zone;
            let former = [p.as_ref(), d.as_ref(), c.as_ref()];
            let entry = Entry {
                sort: zone_sort(zone.kind),
                former: false,
                names: names(&zone.name_vi, zone.name_en.as_deref(), true),
                around: self.around(zone.province, zone.commune, former),
                place: zone.place,
                weight: weight::ZONE,
                size: zone.area_ha.unwrap_or(0.0) as f32,
            };
            self.add(Listed::Zone(at), entry);
        }
    }

    fn gates(&mut self) {
        for (at, gate) in (0..).zip(&self.tables.border_gates) {
            let BorderGate {
                former_province: p,
                former_district: d,
                former_commune: c,
                ..
            } = gate;
            let former = [p.as_ref(), d.as_ref(), c.as_ref()];
            let entry = Entry {
                sort: gate_sort(gate),
                former: false,
                names: names(&gate.name_vi, gate.name_en.as_deref(), true),
                around: self.around(gate.province, gate.commune, former),
                place: gate.place,
                weight: match gate.class {
                    GateClass::International => weight::INTERNATIONAL_GATE,
                    GateClass::Main => weight::MAIN_GATE,
                    _ => weight::OTHER_GATE,
                },
                // Among gates of one class, one that belongs to another comes behind it.
                size: if gate.parent.is_some() { 0.0 } else { 1.0 },
            };
            self.add(Listed::Gate(at), entry);
        }
    }

    fn plants(&mut self) {
        for (at, plant) in (0..).zip(&self.tables.power_plants) {
            let former = [plant.former_province.as_ref(), None, None];
            let first = plant.name_vi.as_deref().or(plant.name_en.as_deref());
            let second = plant.name_vi.as_ref().and(plant.name_en.as_deref());
            let entry = Entry {
                sort: plant_sort(plant),
                former: false,
                names: names(first.unwrap_or_default(), second, true),
                around: self.around(plant.province, plant.commune, former),
                place: plant.place,
                weight: weight::PLANT,
                size: plant.capacity_mw.unwrap_or(0.0) as f32,
            };
            self.add(Listed::Plant(at), entry);
        }
    }

    fn places(&mut self, context: &Context, commune_at: impl Fn(LonLat) -> Option<UnitCode>) {
        for (at, shape) in (0..).zip(&context.places) {
            let place = &shape.record;
            let point = match &shape.geometry {
                Geometry::Point(point) => LonLat::new(point.x(), point.y()),
                _ => None,
            };
            let commune = point.and_then(&commune_at);
            let province = commune.and_then(|code| self.unit(code, Time::Present)?.province);
            let around = province.map_or_else(Vec::new, |province| {
                self.around(province, commune, [None, None, None])
            });
            let first = place.name_vi.as_deref().unwrap_or(&place.name_en);
            let second = place.name_vi.as_ref().map(|_| &place.name_en[..]);
            let entry = Entry {
                sort: place_sort(place.kind),
                former: false,
                names: names(first, second, true),
                around,
                place: point,
                weight: weight::PLACE,
                size: -(place.rank as f32),
            };
            self.add(Listed::Place(at), entry);
        }
    }
}

/// Both names; the English one only where it is more than the Vietnamese one without its marks.
fn names(vietnamese: &str, english: Option<&str>, says_sort: bool) -> Vec<EntryName> {
    let name = |text: &str| EntryName {
        text: text.to_owned(),
        says_sort,
    };
    let letters = |text: &str| -> String { words(text).into_iter().map(|w| w.folded).collect() };
    let mut all = vec![name(vietnamese)];
    if let Some(english) = english.filter(|english| letters(english) != letters(vietnamese)) {
        all.push(name(english));
    }
    all
}
