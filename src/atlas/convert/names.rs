//! The units of both times in address books.

use std::collections::{BTreeMap, HashMap};

use super::super::districts::{District, districts};
use super::super::sorts::unit_sort;
use crate::domain::{Unit, UnitCode};
use crate::search::{AddressBook, BookEntry, Tier};
use crate::store::{Time, UnitIndex};

/// The units of both times by name.
#[derive(Debug)]
pub(in crate::atlas) struct UnitNames {
    former: Names,
    present: Names,
    pub districts: Vec<District>,
}

/// The units of one time by name.
#[derive(Debug)]
pub(in crate::atlas) struct Names {
    pub book: AddressBook,
    /// What each entry of the book is.
    pub listed: Vec<NamedUnit>,
}

/// What an entry is: an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::atlas) enum NamedUnit {
    Unit(u32),
    District(u32),
}

impl UnitNames {
    /// Lists the units of both times.
    pub fn new(units: &[Unit], index: &UnitIndex) -> Self {
        let districts = districts(units, &HashMap::new());
        let lister = Lister { units, index };
        Self {
            former: lister.names(Time::Former, &districts),
            present: lister.names(Time::Present, &[]),
            districts,
        }
    }

    /// The names of a time.
    pub fn of(&self, time: Time) -> &Names {
        match time {
            Time::Former => &self.former,
            Time::Present => &self.present,
        }
    }
}

struct Lister<'a> {
    units: &'a [Unit],
    index: &'a UnitIndex,
}

impl Lister<'_> {
    /// Provinces, then districts, then communes, so that each stands behind what it lies in.
    fn names(&self, time: Time, districts: &[District]) -> Names {
        let mut entries: Vec<BookEntry> = Vec::new();
        let mut listed = Vec::new();
        let of_time = || {
            (0..)
                .zip(self.units)
                .filter(|(_, unit)| Time::of(unit) == time)
        };
        let mut provinces: BTreeMap<UnitCode, u32> = BTreeMap::new();
        for (at, unit) in of_time().filter(|(_, unit)| unit.province.is_none()) {
            provinces.insert(unit.code, entries.len() as u32);
            entries.push(self.entry(unit, None, None));
            listed.push(NamedUnit::Unit(at));
        }
        let mut district_of: HashMap<&str, u32> = HashMap::new();
        for (at, district) in (0..).zip(districts) {
            district_of.insert(&district.code, entries.len() as u32);
            let communes = district.communes.iter();
            let mut others: Vec<String> = communes
                .flat_map(|&commune| self.other_provinces(&self.units[commune as usize]))
                .collect();
            others.sort_unstable();
            others.dedup();
            entries.push(BookEntry {
                sort: district.sort,
                name: district.name_vi.clone(),
                full_name: district.full_name_vi.clone(),
                district: None,
                province: provinces.get(&district.province).copied(),
                other_provinces: others,
            });
            listed.push(NamedUnit::District(at));
        }
        for (at, unit) in of_time() {
            let Some(province) = unit.province else {
                continue;
            };
            let district = unit.district_code.as_deref();
            let district = district.and_then(|code| district_of.get(code)).copied();
            let province = provinces.get(&province).copied();
            entries.push(self.entry(unit, district, province));
            listed.push(NamedUnit::Unit(at));
        }
        debug_assert!(entries.iter().all(|entry| Tier::of(entry.sort).is_some()));
        Names {
            book: AddressBook::new(&entries),
            listed,
        }
    }

    fn entry(&self, unit: &Unit, district: Option<u32>, province: Option<u32>) -> BookEntry {
        BookEntry {
            sort: unit_sort(unit.kind),
            name: unit.name_vi.clone(),
            full_name: unit.full_name_vi.clone(),
            district,
            province,
            other_provinces: self.other_provinces(unit),
        }
    }

    /// Names of the provinces that a commune lies in at the other time.
    fn other_provinces(&self, unit: &Unit) -> Vec<String> {
        let (time, others): (Time, Vec<UnitCode>) = if unit.is_present() {
            let edges = self.index.predecessors(unit.code).iter();
            (Time::Former, edges.map(|edge| edge.former).collect())
        } else {
            let edges = self.index.successors(unit.code).iter();
            (Time::Present, edges.map(|edge| edge.successor).collect())
        };
        let unit = |code| Some(&self.units[self.index.at(code, time)?]);
        let provinces = others
            .into_iter()
            .filter_map(|code| unit(unit(code)?.province?));
        let mut names: Vec<String> = provinces.map(|unit| unit.name_vi.clone()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
