//! The units that a row names: by code or by name, present or former.
//!
//! A row may name a former unit; it then means the present one that took it. Where several did,
//! all of them are candidates and the place decides later.

use std::collections::BTreeSet;

use super::super::intake::{Draft, Finding, FindingKind, RawValue};
use crate::dataset::Tables;
use crate::domain::{Extent, Level, Unit, UnitCode};
use crate::search::{Address, Found, NamedUnit, Names, UnitNames};
use crate::store::{Time, UnitIndex};

/// What a row says of the units that it stands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// The communes that it may mean, the likeliest first; several only where a former unit was
    /// divided.
    pub communes: Vec<UnitCode>,
    /// The province.
    pub province: Option<UnitCode>,
    /// The former unit that it names, by its place in the table of units.
    pub former: Option<usize>,
    /// The former district that it names, by its place in the list of former districts.
    pub former_district: Option<usize>,
    /// What was found while reading.
    pub findings: Vec<Finding>,
}

impl Declared {
    /// Whether the row names any unit that is known.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        !self.communes.is_empty() || self.province.is_some()
    }
}

/// The units of both times, by code and by name.
#[derive(Debug)]
pub struct Register<'a> {
    tables: &'a Tables,
    index: UnitIndex,
    names: UnitNames,
}

/// What a name or code leads to.
enum Meant {
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

    /// Reads what a row says. `None` stands for a row that says nothing of its units.
    #[must_use]
    pub fn read(&self, draft: &Draft) -> Declared {
        let mut declared = Declared::default();
        let said = |field: &str| draft.raw.value(field);
        let commune = said("commune");
        let province = said("province");
        let address = Address {
            commune: commune.and_then(name_in),
            district: said("district").and_then(name_in),
            province: province.and_then(name_in),
            text: said("address")
                .filter(|_| commune.is_none())
                .and_then(name_in),
        };
        if let Some(province) = province {
            self.read_province(province, &mut declared);
        }
        match commune.and_then(|value| code_in(value, Level::Commune)) {
            Some((code, mended)) => self.read_code(code, mended, commune, &mut declared),
            None if address.commune.is_some()
                || address.district.is_some()
                || address.text.is_some() =>
            {
                self.read_names(&address, &mut declared);
            }
            None => {}
        }
        self.complete(&mut declared);
        declared
    }

    fn read_province(&self, value: &RawValue, declared: &mut Declared) {
        let text = value.text();
        let meant = match code_in(value, Level::Province) {
            Some((code, _)) => self.of_code(code),
            None => {
                let address = Address {
                    province: Some(text.clone()),
                    ..Address::default()
                };
                self.of_names(&address).ok().flatten()
            }
        };
        match meant {
            Some(Meant::Present(at)) => declared.province = Some(self.unit(at).code),
            Some(Meant::Former(at)) => {
                let successors = self.successors(at);
                if let [only] = successors[..] {
                    declared.province = Some(only);
                    declared
                        .findings
                        .push(self.converted("province", at, &[only]));
                }
            }
            _ => declared.findings.push(
                Finding::rejected(
                    FindingKind::UnknownUnit,
                    format!("Không có tỉnh nào tên hoặc mã là “{text}” ở miền Bắc."),
                    format!("No province of the north has the name or code “{text}”."),
                )
                .in_field("province")
                .said(text)
                .cure(
                    "Hãy ghi tên tỉnh hoặc mã hai chữ số.",
                    "Write the name of the province or its code of two digits.",
                ),
            ),
        }
    }

    fn read_code(
        &self,
        code: UnitCode,
        mended: bool,
        said: Option<&RawValue>,
        declared: &mut Declared,
    ) {
        let text = said.map(RawValue::text).unwrap_or_default();
        if mended {
            declared.findings.push(
                Finding::repaired(
                    FindingKind::TextCleaned,
                    format!("Mã “{text}” thiếu số 0 ở đầu; đã lấy {code}."),
                    format!("The code “{text}” lacks its leading zeros; {code} is taken."),
                )
                .in_field("commune")
                .said(text.clone()),
            );
        }
        match self.of_code(code) {
            Some(Meant::Present(at)) => declared.communes = vec![self.unit(at).code],
            Some(Meant::Former(at)) => self.take_former(at, declared),
            _ => declared.findings.push(
                Finding::rejected(
                    FindingKind::UnknownUnit,
                    format!("Không có xã, phường nào mang mã {code}."),
                    format!("No commune has the code {code}."),
                )
                .in_field("commune")
                .said(text)
                .cure(
                    "Hãy ghi mã năm chữ số hiện hành, mã cũ trước 01/07/2025, hoặc tên xã và tỉnh.",
                    "Write the present code of five digits, the code before 1 July 2025, or the names of commune and province.",
                ),
            ),
        }
    }

    fn read_names(&self, address: &Address, declared: &mut Declared) {
        let said = [&address.commune, &address.text, &address.district]
            .into_iter()
            .flatten()
            .next()
            .cloned()
            .unwrap_or_default();
        match self.of_names(address) {
            Ok(Some(Meant::Present(at))) => match self.unit(at).level {
                Level::Commune => declared.communes = vec![self.unit(at).code],
                Level::Province => declared.province = Some(self.unit(at).code),
            },
            Ok(Some(Meant::Former(at))) => self.take_former(at, declared),
            Ok(Some(Meant::District(at))) => {
                declared.former_district = Some(at);
                declared.communes = self.district_successors(at);
            }
            Ok(None) if address.commune.is_none() => {}
            Ok(None) => declared.findings.push(
                Finding::rejected(
                    FindingKind::UnknownUnit,
                    format!("Không tìm thấy xã, phường “{said}”, kể cả theo tên cũ."),
                    format!("No commune “{said}” is found, by present or former name."),
                )
                .in_field("commune")
                .said(said)
                .cure(
                    "Hãy sửa tên, hoặc ghi mã năm chữ số.",
                    "Mend the name, or write the code of five digits.",
                ),
            ),
            Err(several) => self.take_several(&several, &said, declared),
        }
    }

    /// Several units bear the name: those of the declared province stay.
    fn take_several(&self, several: &[usize], said: &str, declared: &mut Declared) {
        let present = |at: &usize| -> Vec<UnitCode> {
            let unit = self.unit(*at);
            if unit.is_present() {
                vec![unit.code]
            } else {
                self.successors(*at)
            }
        };
        let in_province = |code: &UnitCode| {
            let province = self.present(*code).and_then(|unit| unit.province);
            declared.province.is_none() || declared.province == province
        };
        let mut seen = BTreeSet::new();
        let candidates: Vec<UnitCode> = (several.iter().flat_map(present))
            .filter(|code| in_province(code) && seen.insert(*code))
            .collect();
        if candidates.len() > 1 {
            let [vi, en] = self.listed(&candidates);
            declared.findings.push(
                Finding::noted(
                    FindingKind::AmbiguousUnit,
                    format!("Có nhiều đơn vị tên “{said}”: {vi}."),
                    format!("Several units are called “{said}”: {en}."),
                )
                .in_field("commune")
                .said(said),
            );
        }
        declared.communes = candidates;
    }

    fn take_former(&self, at: usize, declared: &mut Declared) {
        declared.former = Some(at);
        let successors = self.successors(at);
        match self.unit(at).level {
            Level::Commune => {
                declared
                    .findings
                    .push(self.converted("commune", at, &successors));
                declared.communes = successors;
            }
            Level::Province => declared.province = successors.first().copied(),
        }
    }

    fn converted(&self, field: &str, former: usize, successors: &[UnitCode]) -> Finding {
        let unit = self.unit(former);
        let [vi, en] = self.listed(successors);
        let several = successors.len() > 1;
        Finding::repaired(
            FindingKind::FormerUnit,
            format!(
                "{} là đơn vị cũ (trước 01/07/2025), nay {} {vi}.",
                unit.full_name_vi,
                if several {
                    "thuộc một trong các đơn vị"
                } else {
                    "thuộc"
                }
            ),
            format!(
                "{} is a former unit (before 1 July 2025), now in {}{en}.",
                unit.full_name_en,
                if several { "one of " } else { "" }
            ),
        )
        .in_field(field)
        .said(unit.full_name_vi.clone())
    }

    /// Fills in the province of the communes, or tells that it contradicts the declared one.
    fn complete(&self, declared: &mut Declared) {
        let of = |code: &UnitCode| self.present(*code).and_then(|unit| unit.province);
        let provinces: BTreeSet<UnitCode> = declared.communes.iter().filter_map(of).collect();
        let Some(said) = declared.province else {
            if provinces.len() == 1 {
                declared.province = provinces.first().copied();
            }
            return;
        };
        if provinces.is_empty() {
            return;
        }
        if provinces.contains(&said) {
            declared.communes.retain(|code| of(code) == Some(said));
            return;
        }
        let [commune, province] = [declared.communes[0], said].map(|code| self.called(code));
        let actual = of(&declared.communes[0]).map(|code| self.called(code));
        let [actual_vi, actual_en] = actual.unwrap_or_default();
        declared.findings.push(
            Finding::rejected(
                FindingKind::Contradiction,
                format!(
                    "{} thuộc {actual_vi}, không thuộc {}.",
                    commune[0], province[0]
                ),
                format!(
                    "{} lies in {actual_en}, not in {}.",
                    commune[1], province[1]
                ),
            )
            .in_field("commune")
            .cure(
                "Hãy sửa tên xã hoặc tên tỉnh.",
                "Mend the commune or the province.",
            ),
        );
    }

    fn of_code(&self, code: UnitCode) -> Option<Meant> {
        let present = self.index.at(code, Time::Present).map(Meant::Present);
        present.or_else(|| self.index.at(code, Time::Former).map(Meant::Former))
    }

    /// The unit that names lead to, the present one before a former one that fits no better;
    /// several units by their places in the table when the names do not tell them apart.
    fn of_names(&self, address: &Address) -> Result<Option<Meant>, Vec<usize>> {
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
    fn successors(&self, former: usize) -> Vec<UnitCode> {
        let edges = self.index.successors(self.unit(former).code).iter();
        edges
            .filter(|edge| edge.level == self.unit(former).level)
            .map(|edge| edge.successor)
            .collect()
    }

    fn district_successors(&self, district: usize) -> Vec<UnitCode> {
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

    /// Whether a former unit went to one present unit as a whole.
    #[must_use]
    pub fn went_whole(&self, former: usize) -> bool {
        let edges = self.index.successors(self.unit(former).code);
        edges.iter().any(|edge| edge.extent == Extent::Whole)
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
fn code_in(value: &RawValue, level: Level) -> Option<(UnitCode, bool)> {
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

/// The name in a cell; nothing where a code stands.
fn name_in(value: &RawValue) -> Option<String> {
    let text = value.text();
    let is_name = text.chars().any(char::is_alphabetic);
    is_name.then_some(text)
}
