//! The units that a row names: by code or by name, present or former.
//!
//! A row may name a former unit; it then means the present one that took it. Where several did,
//! all of them are candidates and the place decides later.

use std::collections::BTreeSet;

use super::super::intake::{Draft, Finding, FindingKind, RawValue};
use super::register::{Meant, Register, code_in};
use crate::domain::{Level, UnitCode};
use crate::search::Address;

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

impl Register<'_> {
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
        let meant = if let Some((code, _)) = code_in(value, Level::Province) {
            self.of_code(code)
        } else {
            let address = Address {
                province: Some(text.clone()),
                ..Address::default()
            };
            self.of_names(&address).ok().flatten()
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
}

/// The name in a cell; nothing where a code stands.
fn name_in(value: &RawValue) -> Option<String> {
    let text = value.text();
    let is_name = text.chars().any(char::is_alphabetic);
    is_name.then_some(text)
}
