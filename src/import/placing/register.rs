//! The units of both times, found by code and by name.

use super::super::intake::RawValue;
use crate::dataset::Tables;
use crate::domain::{Level, Unit, UnitCode};
use crate::search::{Address, Found, NamedUnit, Names, UnitNames};
use crate::store::{Time, UnitIndex};

/// The units of both times, by code and by name.
#[derive(Debug)]
pub struct Register<'a> {
    tables: &'a Tables,
    index: UnitIndex,
    names: UnitNames,
}

/// What a name or code leads to.
pub(super) enum Meant {
    /// A present unit, by its place in the table of units.
    Present(usize),
    /// A former unit, by its place in the table of units.
    Former(usize),
    /// A former district, by its place in the list of former districts.
    District(usize),
}

impl<'a> Register<'a> {
    /// The units of some tables.
    #[must_use]
    pub fn new(tables: &'a Tables) -> Self {
        Self {
            tables,
            index: UnitIndex::new(&tables.units, &tables.predecessors),
            names: UnitNames::new(&tables.units, &tables.predecessors),
        }
    }

    /// The present unit of a code.
    #[must_use]
    pub fn present(&self, code: UnitCode) -> Option<&'a Unit> {
        let at = self.index.at(code, Time::Present)?;
        Some(&self.tables.units[at])
    }

    /// A unit by its place in the table of units.
    #[must_use]
    pub fn unit(&self, at: usize) -> &'a Unit {
        &self.tables.units[at]
    }

    /// The commune whose code stands in a cell, of today or of the time before.
    #[must_use]
    pub fn commune_code(&self, value: &RawValue, former: bool) -> Option<UnitCode> {
        let (code, _) = code_in(value, Level::Commune)?;
        let time = if former { Time::Former } else { Time::Present };
        self.index.at(code, time).map(|_| code)
    }

    /// The present commune that names lead to.
    #[must_use]
    pub fn present_by_name(&self, address: &Address) -> Option<UnitCode> {
        let found = self.names.present().book.find(address);
        match self.one_of(self.names.present(), &found) {
            Ok(Some(Meant::Present(at))) => Some(self.unit(at).code),
            _ => None,
        }
    }

    /// Name with kind and code of a present unit, for messages.
    #[must_use]
    pub fn called(&self, code: UnitCode) -> [String; 2] {
        match self.present(code) {
            Some(unit) => [
                format!("{} ({code})", unit.full_name_vi),
                format!("{} ({code})", unit.full_name_en),
            ],
            None => [code.to_string(), code.to_string()],
        }
    }

    pub(super) fn of_code(&self, code: UnitCode) -> Option<Meant> {
        let present = self.index.at(code, Time::Present).map(Meant::Present);
        present.or_else(|| self.index.at(code, Time::Former).map(Meant::Former))
    }

    /// The unit that names lead to, the present one before a former one that fits no better;
    /// several units by their places in the table when the names do not tell them apart.
    pub(super) fn of_names(&self, address: &Address) -> Result<Option<Meant>, Vec<usize>> {
        let present = self.names.present().book.find(address);
        let former = self.names.former().book.find(address);
        let of_present = || self.one_of(self.names.present(), &present);
        let of_former = || self.one_of(self.names.former(), &former);
        let fits = |found: &Found| !found.entries.is_empty();
        match (fits(&present), fits(&former)) {
            (true, _) if present.sure || !former.sure => of_present(),
            (_, true) => of_former(),
            _ => Ok(None),
        }
    }

    fn one_of(&self, names: &Names, found: &Found) -> Result<Option<Meant>, Vec<usize>> {
        let units = found.entries.iter().map(|&at| names.listed[at as usize]);
        let units: Vec<NamedUnit> = units.collect();
        match units[..] {
            [NamedUnit::District(at)] => Ok(Some(Meant::District(at as usize))),
            [NamedUnit::Unit(at)] => {
                let at = at as usize;
                Ok(Some(if self.unit(at).is_present() {
                    Meant::Present(at)
                } else {
                    Meant::Former(at)
                }))
            }
            _ => Err((units.iter())
                .filter_map(|unit| match unit {
                    NamedUnit::Unit(at) => Some(*at as usize),
                    NamedUnit::District(_) => None,
                })
                .collect()),
        }
    }

    /// The present units that took a former one, the likeliest first.
    pub(super) fn successors(&self, former: usize) -> Vec<UnitCode> {
        let edges = self.index.successors(self.unit(former).code).iter();
        edges
            .filter(|edge| edge.level == self.unit(former).level)
            .map(|edge| edge.successor)
            .collect()
    }

    pub(super) fn district_successors(&self, district: usize) -> Vec<UnitCode> {
        let communes = self.names.districts[district].communes.iter();
        let mut successors: Vec<UnitCode> = communes
            .flat_map(|&commune| self.successors(commune as usize))
            .collect();
        successors.sort_unstable();
        successors.dedup();
        successors
    }

    /// The name of a former district.
    #[must_use]
    pub fn district(&self, at: usize) -> &str {
        &self.names.districts[at].full_name_vi
    }

    /// The former province of a former unit.
    #[must_use]
    pub fn former_province(&self, former: usize) -> Option<&'a Unit> {
        let at = self.index.at(self.unit(former).province?, Time::Former)?;
        Some(&self.tables.units[at])
    }

    /// Names and codes, in both languages; a long list is cut.
    #[must_use]
    pub fn listed(&self, codes: &[UnitCode]) -> [String; 2] {
        const MOST: usize = 6;
        let shown: Vec<[String; 2]> = codes.iter().take(MOST).map(|&c| self.called(c)).collect();
        let more = if codes.len() > MOST { ", …" } else { "" };
        [0, 1].map(|tongue| {
            let names: Vec<&str> = shown.iter().map(|names| names[tongue].as_str()).collect();
            names.join(", ") + more
        })
    }
}

/// The code in a cell, and whether leading zeros had to be put back: spreadsheets drop them.
pub(super) fn code_in(value: &RawValue, level: Level) -> Option<(UnitCode, bool)> {
    let digits = match value {
        RawValue::Number(number) if number.fract() == 0.0 && *number > 0.0 => number.to_string(),
        RawValue::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.clone(),
        _ => return None,
    };
    let width = match level {
        Level::Province => 2,
        Level::Commune => 5,
    };
    let padded = format!("{digits:0>width$}");
    let mended = padded != digits;
    padded.parse().ok().map(|code| (code, mended))
}
