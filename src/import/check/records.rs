//! Zones, gates and plants: units known, places inside them, references that lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckReport, Locator, row_of};
use crate::dataset::{BORDER_GATES_FILE, INDUSTRIAL_ZONES_FILE, POWER_PLANTS_FILE, Tables};
use crate::domain::{
    BorderGate, IndustrialZone, LayerId, MapRecord, PowerPlant, Precision, UnitCode,
};

/// A record that declares in which units it stands.
trait Declares: MapRecord {
    fn province(&self) -> UnitCode;
    fn commune(&self) -> Option<UnitCode>;
    fn precision(&self) -> Precision;
    /// What the record says of its own place.
    fn remark(&self) -> Option<&str>;
}

macro_rules! declares {
    ($kind:ty, $record:ident => $remark:expr) => {
        impl Declares for $kind {
            fn province(&self) -> UnitCode {
                self.province
            }

            fn commune(&self) -> Option<UnitCode> {
                self.commune
            }

            fn precision(&self) -> Precision {
                self.precision
            }

            fn remark(&self) -> Option<&str> {
                let $record = self;
                $remark
            }
        }
    };
}

// A zone says where its place comes from, never why it would lie elsewhere.
declares!(IndustrialZone, _zone => None);
declares!(BorderGate, gate => gate.note.as_deref());
declares!(PowerPlant, plant => plant.note.as_deref());

pub(super) fn check(tables: &Tables, locate: Option<Locator<'_>>, report: &mut CheckReport) {
    let provinces: BTreeSet<UnitCode> = codes(tables, LayerId::Provinces).collect();
    let communes: BTreeMap<UnitCode, UnitCode> = tables
        .units
        .iter()
        .filter(|unit| unit.layer() == LayerId::Communes)
        .filter_map(|unit| Some((unit.code, unit.province?)))
        .collect();
    let mut checker = Checker {
        provinces,
        communes,
        locate,
        report,
    };
    checker.records(INDUSTRIAL_ZONES_FILE, &tables.industrial_zones);
    checker.records(BORDER_GATES_FILE, &tables.border_gates);
    checker.records(POWER_PLANTS_FILE, &tables.power_plants);
    check_references(tables, report);
}

fn codes(tables: &Tables, layer: LayerId) -> impl Iterator<Item = UnitCode> {
    let units = tables
        .units
        .iter()
        .filter(move |unit| unit.layer() == layer);
    units.map(|unit| unit.code)
}

struct Checker<'a, 'r> {
    provinces: BTreeSet<UnitCode>,
    communes: BTreeMap<UnitCode, UnitCode>,
    locate: Option<Locator<'a>>,
    report: &'r mut CheckReport,
}

impl Checker<'_, '_> {
    fn records<R: Declares>(&mut self, file: &str, records: &[R]) {
        let placed = records
            .iter()
            .filter(|record| record.place().is_some())
            .count();
        self.report.count(format!(
            "{file}: {} records, {placed} with a place",
            records.len()
        ));
        for (index, record) in records.iter().enumerate() {
            self.units(file, index, record);
            self.place(file, index, record);
        }
    }

    fn units<R: Declares>(&mut self, file: &str, index: usize, record: &R) {
        let (row, slug) = (row_of(index), record.code());
        if !self.provinces.contains(&record.province()) {
            let what = format!("{slug}: province {} is not listed", record.province());
            self.report.fault(file, row, what);
        }
        let Some(commune) = record.commune() else {
            return;
        };
        match self.communes.get(&commune) {
            None => {
                let what = format!("{slug}: commune {commune} is not listed");
                self.report.fault(file, row, what);
            }
            Some(province) if *province != record.province() => {
                let what = format!(
                    "{slug}: commune {commune} stands in province {province}, the record in {}",
                    record.province()
                );
                self.report.fault(file, row, what);
            }
            Some(_) => {}
        }
    }

    /// A place must lie in the declared province, or the record must say why not.
    fn place<R: Declares>(&mut self, file: &str, index: usize, record: &R) {
        let (Some(locate), Some(place)) = (self.locate, record.place()) else {
            return;
        };
        let found = locate(place);
        if found.is_some_and(|found| Some(found.commune) == record.commune()) {
            return;
        }
        let declared = record.commune().unwrap_or(record.province());
        let inside = found.map_or_else(|| "no unit".to_owned(), |found| found.commune.to_string());
        let reason = record.remark().unwrap_or("no reason stated");
        let what = format!(
            "{}: place ({}, {}; {}) lies in {inside}, declared {declared}; {reason}",
            record.code(),
            place.lon,
            place.lat,
            record.precision(),
        );
        let same_province = found.is_some_and(|found| found.province == record.province());
        if same_province || record.remark().is_some() {
            self.report.remark(file, row_of(index), what);
        } else {
            self.report.fault(file, row_of(index), what);
        }
    }
}

fn check_references(tables: &Tables, report: &mut CheckReport) {
    let zones: BTreeSet<&str> = tables
        .industrial_zones
        .iter()
        .map(|z| z.code.as_str())
        .collect();
    for (index, zone) in tables.industrial_zones.iter().enumerate() {
        for other in &zone.possible_duplicate_of {
            if zones.contains(other.as_str()) {
                let what = format!("{} may be the same zone as {other}", zone.code);
                report.remark(INDUSTRIAL_ZONES_FILE, row_of(index), what);
            } else {
                let what = format!("{} names {other}, which is not listed", zone.code);
                report.fault(INDUSTRIAL_ZONES_FILE, row_of(index), what);
            }
        }
    }
    let gates: BTreeSet<&str> = tables
        .border_gates
        .iter()
        .map(|g| g.code.as_str())
        .collect();
    for (index, gate) in tables.border_gates.iter().enumerate() {
        if let Some(parent) = gate
            .parent
            .as_deref()
            .filter(|parent| !gates.contains(parent))
        {
            let what = format!("{} belongs to {parent}, which is not listed", gate.code);
            report.fault(BORDER_GATES_FILE, row_of(index), what);
        }
    }
}
