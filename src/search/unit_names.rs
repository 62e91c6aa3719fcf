//! The units of both times in address books.

use std::collections::{BTreeMap, HashMap};

use super::districts::{District, districts};
use super::{AddressBook, BookEntry, Sort, Tier};
use crate::domain::{Predecessor, Unit, UnitCode, UnitKind};

/// The units of both times by name.
#[derive(Debug)]
pub struct UnitNames {
    former: Names,
    present: Names,
    /// The districts until 30 June 2025.
    pub districts: Vec<District>,
}

/// The units of one time by name.
#[derive(Debug)]
pub struct Names {
    /// The units, to be found by what an address says.
    pub book: AddressBook,
    /// What each entry of the book is.
    pub listed: Vec<NamedUnit>,
}

/// What an entry is: an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedUnit {
    /// In the table of units.
    Unit(u32),
    /// In [`UnitNames::districts`].
    District(u32),
}

impl UnitNames {
    /// Lists the units of both times.
    #[must_use]
    pub fn new(units: &[Unit], predecessors: &[Predecessor]) -> Self {
        let districts = districts(units, &HashMap::new());
        let lister = Lister::new(units, predecessors);
        Self {
            former: lister.names(false, &districts),
            present: lister.names(true, &[]),
            districts,
        }
    }

    /// The names of today.
    #[must_use]
    pub fn present(&self) -> &Names {
        &self.present
    }

    /// The names until 30 June 2025.
    #[must_use]
    pub fn former(&self) -> &Names {
        &self.former
    }
}

/// The sort of a unit.
#[must_use]
pub fn unit_sort(kind: UnitKind) -> Sort {
    match kind {
        UnitKind::Municipality => Sort::Municipality,
        UnitKind::Province => Sort::Province,
        UnitKind::Commune => Sort::Commune,
        UnitKind::Ward => Sort::Ward,
        UnitKind::SpecialZone => Sort::SpecialZone,
        UnitKind::Township => Sort::Township,
    }
}

struct Lister<'a> {
    units: &'a [Unit],
    /// Units by code and by whether they exist today.
    by_code: HashMap<(UnitCode, bool), &'a Unit>,
    /// For each unit of a time those of the other time that it became or was made of.
    others: HashMap<(UnitCode, bool), Vec<UnitCode>>,
}

impl<'a> Lister<'a> {
    fn new(units: &'a [Unit], predecessors: &[Predecessor]) -> Self {
        let mut others: HashMap<(UnitCode, bool), Vec<UnitCode>> = HashMap::new();
        for edge in predecessors {
            let former = others.entry((edge.former, false)).or_default();
            former.push(edge.successor);
            let present = others.entry((edge.successor, true)).or_default();
            present.push(edge.former);
        }
        let by_code = units
            .iter()
            .map(|unit| ((unit.code, unit.is_present()), unit));
        Self {
            units,
            by_code: by_code.collect(),
            others,
        }
    }

    /// Provinces, then districts, then communes, so that each stands behind what it lies in.
    fn names(&self, present: bool, districts: &[District]) -> Names {
        let mut entries: Vec<BookEntry> = Vec::new();
        let mut listed = Vec::new();
        let of_time = || {
            (0..)
                .zip(self.units)
                .filter(|(_, unit)| unit.is_present() == present)
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
        let present = unit.is_present();
        let others = self.others.get(&(unit.code, present));
        let of_other_time = |code| self.by_code.get(&(code, !present)).copied();
        let provinces = others
            .into_iter()
            .flatten()
            .filter_map(|&code| of_other_time(of_other_time(code)?.province?));
        let mut names: Vec<String> = provinces.map(|unit| unit.name_vi.clone()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
