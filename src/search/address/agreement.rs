//! How well a name that was written agrees with the name of a unit.

use super::book::Entry;
use super::part::{Part, Reading};
use crate::search::compare::{Typed, slips_allowed};

/// What is odd about an address that names a unit all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a remark of its own")]
pub struct Remarks {
    /// A type word is not that of the unit: "xã" for a thị trấn.
    pub other_kind: bool,
    /// Marks are not those of the name.
    pub other_marks: bool,
    /// Letters are not those of the name.
    pub slips: bool,
    /// The unit lies in another district than the address says.
    pub other_district: bool,
    /// The unit lies in another province than the address says.
    pub other_province: bool,
    /// The address names the province of the other time.
    pub province_of_other_time: bool,
}

impl Remarks {
    /// Whether there is anything to remark.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Whether the unit lies elsewhere than the address says.
    pub(super) fn elsewhere(self) -> bool {
        self.other_district || self.other_province
    }

    /// The remarks of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            other_kind: self.other_kind || other.other_kind,
            other_marks: self.other_marks || other.other_marks,
            slips: self.slips || other.slips,
            other_district: self.other_district || other.other_district,
            other_province: self.other_province || other.other_province,
            province_of_other_time: self.province_of_other_time || other.province_of_other_time,
        }
    }
}

/// Costs: whatever costs less is likelier what was meant.
pub(super) const MISSING_MARKS: u32 = 1;
const OTHER_KIND: u32 = 4;
const OTHER_MARKS: u32 = 12;
const SLIP: u32 = 24;
pub(super) const OTHER_TIME: u32 = 6;
pub(super) const OTHER_DISTRICT: u32 = 200;
pub(super) const OTHER_PROVINCE: u32 = 220;

/// How well a name agrees.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreement {
    pub cost: u32,
    /// Written just so.
    pub exact: bool,
    pub remarks: Remarks,
}

impl Agreement {
    /// Agreement of an address whose names agree so.
    pub fn with(self, other: Self) -> Self {
        Self {
            cost: self.cost + other.cost,
            exact: self.exact && other.exact,
            remarks: self.remarks.and(other.remarks),
        }
    }

    /// What an oddity costs.
    pub fn odd(cost: u32, remarks: Remarks) -> Self {
        Self {
            cost,
            exact: false,
            remarks,
        }
    }
}

/// How a part agrees with the name of a unit, in its best reading; nothing when it names another.
/// Missing marks count where the address has marks elsewhere.
pub(super) fn agreement(part: &Part, entry: &Entry, marks: bool, slips: bool) -> Option<Agreement> {
    let readings = part.readings.iter();
    let each = readings.filter_map(|reading| of_reading(reading, entry, marks, slips));
    let mut best = each.min_by_key(|agreement| agreement.cost)?;
    best.exact = part.spelled == *entry.full_name;
    Some(best)
}

fn of_reading(reading: &Reading, entry: &Entry, marks: bool, slips: bool) -> Option<Agreement> {
    let mut found = Agreement::default();
    if reading.key == *entry.key {
        match wrong_marks(&reading.marked, &entry.marked) {
            Some(0) => {}
            None => found.cost += if marks { MISSING_MARKS } else { 0 },
            Some(wrong) => {
                found.cost += OTHER_MARKS * wrong;
                found.remarks.other_marks = true;
            }
        }
    } else if slips {
        let most = slips_allowed(reading.key.len());
        let count = Typed::new(&reading.key, most)?.slips_to(&entry.key)?;
        found.cost += SLIP * u32::from(count);
        found.remarks.slips = true;
    } else {
        return None;
    }
    if reading
        .said
        .is_some_and(|said| !said.exact.contains(entry.sort))
    {
        found.cost += OTHER_KIND;
        found.remarks.other_kind = true;
    }
    Some(found)
}

/// How many words bear wrong marks; nothing when marks are only missing.
fn wrong_marks(written: &str, name: &str) -> Option<u32> {
    if written == name {
        return Some(0);
    }
    let count = |text: &str| text.split(' ').count();
    if count(written) != count(name) {
        let same = written.replace(' ', "") == name.replace(' ', "");
        return match (same, written.is_ascii()) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => Some(1),
        };
    }
    let pairs = written.split(' ').zip(name.split(' '));
    let wrong = pairs.filter(|(one, other)| one != other && !one.is_ascii());
    Some(wrong.count() as u32).filter(|&wrong| wrong > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::address::part::key_and_marks;

    fn check(written: &str, name: &str, expected: Option<u32>) {
        let marks = |text| key_and_marks(text).1;
        assert_eq!(
            wrong_marks(&marks(written), &marks(name)),
            expected,
            "{written} {name}"
        );
    }

    #[test]
    fn marks_agree_are_missing_or_are_wrong() {
        check("Tân Hoà", "tân hòa", Some(0));
        check("Quí Lộc", "Quý Lộc", Some(0));
        check("TânHưng", "Tân Hưng", Some(0));
        check("tan hung", "Tân Hưng", None);
        check("Tân Hung", "Tân Hưng", None);
        check("tanhung", "Tân Hưng", None);
        check("Tân Hùng", "Tân Hưng", Some(1));
        check("Tàn Hùng", "Tân Hưng", Some(2));
        check("Sa Pả", "Sa Pa", Some(1));
    }
}
