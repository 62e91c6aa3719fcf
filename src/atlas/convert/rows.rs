//! What became of the unit of one row.

use rustc_hash::FxHashMap;

use super::columns::{Columns, Role};
use super::decide::{Decision, Named, Other};
use super::notes::{note, said};
use super::query::{CodeAsked, ConvertQuery, Status};
use super::records::{Fault, Record};
use super::summary::RowStatus;
use super::table::TableWish;
use crate::atlas::Atlas;
use crate::domain::Unit;
use crate::geometry::LonLat;
use crate::overlay::numbers::Tongue;
use crate::search::Address;
use crate::store::Time;

/// The longest name or address that is looked for, in bytes.
const MOST_CELL_BYTES: usize = 1000;

/// The most answers that are kept for rows that come again.
const MOST_KEPT: usize = 16_384;

/// The most units that a note names.
const MOST_NAMED: usize = 5;

/// The most slips between a name that is not known and one that a note names in its place.
const MOST_SLIPS: u8 = 2;

/// What is put beside a row.
#[derive(Clone, Debug)]
pub(super) struct RowAnswer {
    pub status: RowStatus,
    /// The unit to name: code, name, code of its province, name of its province.
    pub unit: Option<[String; 4]>,
    /// Code and name of the other units.
    pub others: Vec<[String; 2]>,
    pub note: String,
}

/// Answers rows.
pub(super) struct Rows<'a> {
    atlas: &'a Atlas,
    columns: Columns,
    width: usize,
    wish: TableWish,
    kept: FxHashMap<String, RowAnswer>,
    key: String,
}

impl<'a> Rows<'a> {
    pub fn new(atlas: &'a Atlas, columns: Columns, width: usize, wish: TableWish) -> Self {
        Self {
            atlas,
            columns,
            width,
            wish,
            kept: FxHashMap::default(),
            key: String::new(),
        }
    }

    /// What became of the unit of a row.
    pub fn answer(&mut self, record: &Record) -> RowAnswer {
        if let Some(fault) = record.fault {
            return self.unread(RowStatus::Malformed, fault_words(fault, self.width));
        }
        let row = &record.cells;
        let roles = [
            Role::Code,
            Role::Commune,
            Role::District,
            Role::Province,
            Role::Address,
            Role::Lon,
            Role::Lat,
        ];
        self.key.clear();
        for role in roles {
            let cell = self.columns.cell(row, role).unwrap_or_default();
            if cell.len() > MOST_CELL_BYTES {
                let vi = format!("Ô dài quá {MOST_CELL_BYTES} byte.");
                let en = format!("A cell has more than {MOST_CELL_BYTES} bytes.");
                return self.unread(RowStatus::Malformed, (vi, en));
            }
            self.key.push_str(cell);
            self.key.push('\u{1f}');
        }
        if let Some(kept) = self.kept.get(&self.key) {
            return kept.clone();
        }
        let answer = self.look_up(row);
        if self.kept.len() >= MOST_KEPT {
            self.kept.clear();
        }
        self.kept.insert(self.key.clone(), answer.clone());
        answer
    }

    fn unread(&self, status: RowStatus, words: (String, String)) -> RowAnswer {
        RowAnswer {
            status,
            unit: None,
            others: Vec::new(),
            note: said(words, self.wish.tongue),
        }
    }

    fn look_up(&self, row: &[String]) -> RowAnswer {
        let cell = |role| self.columns.cell(row, role);
        let text = |role| cell(role).map(str::to_owned);
        let address = Address {
            commune: text(Role::Commune),
            district: text(Role::District),
            province: text(Role::Province),
            text: None,
        };
        // An address in one column serves where the columns of its parts are empty.
        let address = match (text(Role::Address), &address.commune) {
            (Some(whole), None) => Address {
                text: Some(whole),
                ..Address::default()
            },
            _ => address,
        };
        let code = cell(Role::Code);
        if code.is_none() && address == Address::default() {
            let words = (
                "Dòng này không có mã hay tên.",
                "The row has no code and no name.",
            );
            return self.unread(RowStatus::NotFound, owned(words));
        }
        let asked = code.map(|code| code_of(code, self.columns.of_communes));
        let (place, unread_place) = match (cell(Role::Lon), cell(Role::Lat)) {
            (None, None) => (None, false),
            (Some(lon), Some(lat)) => {
                let place = degrees(lon).zip(degrees(lat));
                let place = place.and_then(|(lon, lat)| LonLat::new(lon, lat));
                (place, place.is_none())
            }
            _ => (None, true),
        };
        let query = ConvertQuery {
            code: asked.clone().flatten(),
            address,
            place,
            to: self.wish.to,
        };
        let mut answer = match self.atlas.decide(&query) {
            Some(mut decision) => {
                let bad_code = asked.is_some_and(|asked| asked.is_none());
                decision.oddities.unknown_code |= bad_code;
                if bad_code && decision.status == Status::Exact {
                    decision.status = Status::ByName;
                }
                self.found(&decision)
            }
            None => self.not_found(&query, code),
        };
        if unread_place {
            let words = ("Không đọc được toạ độ.", "The coordinates cannot be read.");
            answer.note = format!("{} {}", answer.note, said(owned(words), self.wish.tongue));
            answer.note = answer.note.trim().to_owned();
        }
        answer
    }

    fn found(&self, decision: &Decision<'_>) -> RowAnswer {
        let of_district = matches!(decision.matched[..], [Named::District(_)]);
        // The commune that took most of a district is no guess to make for a row.
        let several = of_district && decision.items.len() > 1;
        let default = decision
            .default()
            .filter(|_| !several || decision.status == Status::ByPlace);
        let mut note = note(decision, self.wish.to, self.wish.tongue);
        if decision.status == Status::Ambiguous {
            note = format!("{note} {}", self.named(&decision.matched));
        }
        let others: Vec<&Other<'_>> = match decision.status {
            Status::Ambiguous => Vec::new(),
            _ => decision
                .items
                .iter()
                .filter(|item| default.is_none_or(|unit| unit.unit.id != item.unit.id))
                .collect(),
        };
        RowAnswer {
            status: RowStatus::Found(decision.status),
            unit: default.map(|item| self.unit(item.unit)),
            others: others
                .iter()
                .map(|item| [item.unit.code.to_string(), self.name(item.unit)])
                .collect(),
            note,
        }
    }

    fn not_found(&self, query: &ConvertQuery, code: Option<&str>) -> RowAnswer {
        let words = match code {
            Some(_) if query.address == Address::default() => {
                ("Không có mã này.", "There is no such code.")
            }
            _ => ("Không tìm thấy.", "Nothing was found."),
        };
        let mut answer = self.unread(RowStatus::NotFound, owned(words));
        let near = self.atlas.candidates(query, MOST_SLIPS, MOST_NAMED);
        if !near.is_empty() {
            let words = ("Gần giống:", "Similar:");
            let words = said(owned(words), self.wish.tongue);
            answer.note = format!("{} {words} {}", answer.note, self.named(&near));
        }
        answer
    }

    /// Units in one line, with what they lie in.
    fn named(&self, units: &[Named<'_>]) -> String {
        let line = |named: &Named<'_>| match named {
            Named::Unit(unit) => {
                let district = self.district(unit);
                let province = self
                    .atlas
                    .province_of(unit)
                    .map(|unit| self.full_name(unit));
                let parts = [Some(self.full_name(unit)), district, province];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                format!("{} ({})", parts.join(", "), unit.code)
            }
            Named::District(district) => format!("{} ({})", district.full_name_vi, district.code),
        };
        let mut lines: Vec<String> = units.iter().take(MOST_NAMED).map(line).collect();
        if units.len() > MOST_NAMED {
            lines.push("…".to_owned());
        }
        lines.join("; ")
    }

    fn unit(&self, unit: &Unit) -> [String; 4] {
        let province = self.atlas.province_of(unit).unwrap_or(unit);
        [
            unit.code.to_string(),
            self.name(unit),
            province.code.to_string(),
            self.full_name(province),
        ]
    }

    /// The name of a unit in an answer; of a former commune with its district.
    fn name(&self, unit: &Unit) -> String {
        let district = self.district(unit).filter(|_| self.wish.to == Time::Former);
        let parts = [Some(self.full_name(unit)), district];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn district(&self, unit: &Unit) -> Option<String> {
        let vi = unit.district.as_deref()?;
        Some(match self.wish.tongue {
            Tongue::Vi => vi.to_owned(),
            Tongue::En => crate::atlas::things::district_en(vi),
        })
    }

    fn full_name(&self, unit: &Unit) -> String {
        match self.wish.tongue {
            Tongue::Vi => unit.full_name_vi.clone(),
            Tongue::En => unit.full_name_en.clone(),
        }
    }
}

/// The code in a cell; spreadsheets take leading zeros away.
fn code_of(text: &str, of_communes: bool) -> Option<CodeAsked> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let lost_zeros = is_number && (text.len() == 4 || (of_communes && text.len() < 4));
    if lost_zeros {
        return format!("{text:0>5}").parse().ok();
    }
    text.parse().ok()
}

/// Degrees with a decimal point or comma.
fn degrees(text: &str) -> Option<f64> {
    let shaped = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".,-".contains(&byte));
    shaped
        .then(|| text.replace(',', ".").parse().ok())
        .flatten()
}

fn fault_words(fault: Fault, width: usize) -> (String, String) {
    match fault {
        Fault::Width { found } => (
            format!("Dòng có {found} ô, tiêu đề có {width} cột."),
            format!("The row has {found} cells, the heading {width} columns."),
        ),
        Fault::Quote => owned((
            "Dấu nháy kép không đóng đúng chỗ.",
            "A quotation mark is not closed where it should be.",
        )),
        Fault::Encoding => owned(("Dòng không phải UTF-8.", "The row is not UTF-8.")),
        Fault::TooLong => owned(("Dòng dài quá 1 MiB.", "The row is longer than 1 MiB.")),
    }
}

fn owned((vi, en): (&str, &str)) -> (String, String) {
    (vi.to_owned(), en.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, of_communes: bool, expected: Option<&str>) {
        let expected = expected.map(|code| code.parse().unwrap());
        assert_eq!(code_of(text, of_communes), expected, "{text}");
    }

    #[test]
    fn lost_zeros_are_put_back() {
        check("00004", false, Some("00004"));
        check("6781", false, Some("06781"));
        check("4", true, Some("00004"));
        check("4.0", true, Some("00004"));
        check("27", false, Some("27"));
        check("27", true, Some("00027"));
        check("former:00004", false, Some("former:00004"));
        for bad in ["", "4", "x", "0000004", "-4", "1e3"] {
            check(bad, false, None);
        }
    }

    #[test]
    fn degrees_have_a_point_or_a_comma() {
        assert_eq!(degrees("105.85"), Some(105.85));
        assert_eq!(degrees("21,03"), Some(21.03));
        for bad in ["", "1.0.5", "NaN", "inf", "1e2", "105°"] {
            assert_eq!(degrees(bad), None, "{bad}");
        }
    }
}
