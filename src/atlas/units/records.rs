//! Which zones, gates and plants lie in a unit, present or former.

use crate::atlas::Atlas;
use crate::atlas::units::faces::UnitFaces;
use crate::domain::{
    BorderGate, IndustrialZone, LayerId, Level, MapRecord, PowerPlant, Precision, Unit, UnitCode,
};
use crate::store::Time;

/// What is asked about: the whole region, or one unit.
#[derive(Clone, Copy, Debug)]
pub(in crate::atlas) enum Land<'a> {
    Region,
    Unit(&'a Unit),
}

/// The records that lie in a unit, and how that is known.
#[derive(Debug)]
pub(in crate::atlas) struct Held<'a, R> {
    pub records: Vec<&'a R>,
    /// How many of a former unit's records name it themselves; the others lie there by their place.
    pub named: usize,
    /// Records that may lie here or beside: no source says the commune, or the former unit.
    pub unassigned: usize,
}

/// Whether a record lies in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    /// The record says so.
    Named,
    /// Its place says so.
    Placed,
    Elsewhere,
    Unknown,
}

/// A record that lies in units.
pub(in crate::atlas) trait Sited: MapRecord {
    fn province(&self) -> UnitCode;
    fn commune(&self) -> Option<UnitCode>;
    /// Names of the former province, district and commune, as sources write them.
    fn formerly(&self) -> [Option<&str>; 3];
    fn precision(&self) -> Precision;
}

impl Sited for IndustrialZone {
    fn province(&self) -> UnitCode {
        self.province
    }

    fn commune(&self) -> Option<UnitCode> {
        self.commune
    }

    fn formerly(&self) -> [Option<&str>; 3] {
        [
            &self.former_province,
            &self.former_district,
            &self.former_commune,
        ]
        .map(Option::as_deref)
    }

    fn precision(&self) -> Precision {
        self.precision
    }
}

impl Sited for BorderGate {
    fn province(&self) -> UnitCode {
        self.province
    }

    fn commune(&self) -> Option<UnitCode> {
        self.commune
    }

    fn formerly(&self) -> [Option<&str>; 3] {
        [
            &self.former_province,
            &self.former_district,
            &self.former_commune,
        ]
        .map(Option::as_deref)
    }

    fn precision(&self) -> Precision {
        self.precision
    }
}

impl Sited for PowerPlant {
    fn province(&self) -> UnitCode {
        self.province
    }

    fn commune(&self) -> Option<UnitCode> {
        self.commune
    }

    fn formerly(&self) -> [Option<&str>; 3] {
        [self.former_province.as_deref(), None, None]
    }

    fn precision(&self) -> Precision {
        self.precision
    }
}

impl Atlas {
    /// Those of some records that lie in a unit.
    ///
    /// A present unit holds the records that name it. A former one holds those that name it by the
    /// province, district and commune of their time; a record that names none belongs by its place.
    pub(in crate::atlas) fn held<'a, R: Sited + 'a>(
        &self,
        land: Land,
        records: impl IntoIterator<Item = &'a R>,
    ) -> Held<'a, R> {
        let mut held = Held {
            records: Vec::new(),
            named: 0,
            unassigned: 0,
        };
        for record in records {
            match self.lies(land, record) {
                Lies::Named => {
                    held.named += 1;
                    held.records.push(record);
                }
                Lies::Placed => held.records.push(record),
                Lies::Unknown => held.unassigned += 1,
                Lies::Elsewhere => {}
            }
        }
        held
    }

    fn lies(&self, land: Land, record: &impl Sited) -> Lies {
        let Land::Unit(unit) = land else {
            return Lies::Named;
        };
        match (unit.level, Time::of(unit)) {
            (Level::Province, Time::Present) => named(record.province() == unit.code),
            (Level::Commune, Time::Present) => match record.commune() {
                Some(code) => named(code == unit.code),
                None if Some(record.province()) == unit.province => Lies::Unknown,
                None => Lies::Elsewhere,
            },
            (Level::Province, Time::Former) => self.lay_in_province(unit, record),
            (Level::Commune, Time::Former) => self.lay_in_commune(unit, record),
        }
    }

    fn lay_in_province(&self, unit: &Unit, record: &impl Sited) -> Lies {
        let [name, ..] = record.formerly();
        if let Some(code) = name.and_then(|name| self.unit_faces().former_names.get(name)) {
            return named(*code == unit.code);
        }
        let became: Vec<UnitCode> = (self.units.successors(unit.code).iter())
            .map(|edge| edge.successor)
            .collect();
        match self.former_province_by_place(record) {
            Some(code) if code == unit.code => Lies::Placed,
            None if became.contains(&record.province()) => Lies::Unknown,
            _ => Lies::Elsewhere,
        }
    }

    /// The former province in which a record lies as the map draws it: by its place, else by its
    /// commune or province where all of that came from one former province.
    fn former_province_by_place(&self, record: &impl Sited) -> Option<UnitCode> {
        let faces: &UnitFaces = self.unit_faces();
        let place = record
            .place()
            .filter(|_| record.precision() != Precision::CommuneCentroid);
        let face = place.and_then(|place| self.communes.face_at(place));
        let owner = face.map(|face| faces.owners(LayerId::FormerProvinces)[face as usize]);
        let drawn = owner.and_then(|owner| self.tables.units.get(owner as usize));
        if let Some(unit) = drawn {
            return Some(unit.code);
        }
        let homes = record.commune().and_then(|code| faces.homes.get(&code));
        if let Some([home]) = homes.map(Vec::as_slice) {
            return Some(*home);
        }
        match self.units.predecessors(record.province()) {
            [edge] => Some(edge.former),
            _ => None,
        }
    }

    fn lay_in_commune(&self, unit: &Unit, record: &impl Sited) -> Lies {
        let [province, district, commune] = record.formerly();
        if let Some(communes) = commune {
            let same = |a: &str, b: &str| a.trim().to_lowercase() == b.to_lowercase();
            let own_province = unit.province.and_then(|code| self.unit(code, Time::Former));
            let agrees = communes
                .split(';')
                .any(|name| same(name, &unit.full_name_vi))
                && province.is_none_or(|name| own_province.is_some_and(|own| own.name_vi == name))
                && district
                    .zip(unit.district.as_ref())
                    .is_none_or(|(names, own)| names.split(';').any(|name| same(name, own)));
            return named(agrees);
        }
        let place = record
            .place()
            .filter(|_| record.precision() != Precision::CommuneCentroid);
        if let Some(place) = place {
            let face = self.former_communes.face_at(place);
            let code = face.and_then(|face| self.former_codes.get(face as usize));
            return match code {
                Some(code) if *code == unit.code.to_string() => Lies::Placed,
                _ => Lies::Elsewhere,
            };
        }
        let became = self.units.successors(unit.code);
        let here = |code| became.iter().any(|edge| edge.successor == code);
        match record.commune() {
            Some(code) if here(code) => Lies::Unknown,
            _ => Lies::Elsewhere,
        }
    }
}

fn named(here: bool) -> Lies {
    if here { Lies::Named } else { Lies::Elsewhere }
}
