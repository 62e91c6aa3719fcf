//! Districts until 30 June 2025: they have no table of their own, their communes name them.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::Sort;
use crate::domain::{LayerId, MapRecord, Unit, UnitCode};
use crate::geometry::{LonLat, LonLatBox};

/// A district until 30 June 2025.
#[derive(Clone, Debug)]
pub struct District {
    /// Its code of that time.
    pub code: String,
    /// Name without its kind.
    pub name_vi: String,
    /// Name with its kind.
    pub full_name_vi: String,
    /// What kind of district.
    pub sort: Sort,
    /// The former province it lay in.
    pub province: UnitCode,
    /// Its former communes, by their order in the table of units.
    pub communes: Vec<u32>,
    /// The label of the commune in its middle.
    pub place: Option<LonLat>,
    /// The box around its communes.
    pub bounds: Option<LonLatBox>,
}

/// Former districts, from the former communes that name them.
#[must_use]
pub fn districts<S: BuildHasher>(
    units: &[Unit],
    boxes: &HashMap<(LayerId, u64), LonLatBox, S>,
) -> Vec<District> {
    let mut all: BTreeMap<&str, District> = BTreeMap::new();
    for (at, unit) in (0..).zip(units) {
        let (Some(code), Some(full), Some(province)) =
            (&unit.district_code, &unit.district, unit.province)
        else {
            continue;
        };
        let district = all.entry(code).or_insert_with(|| {
            let (sort, name) = district_name(full);
            District {
                code: code.clone(),
                name_vi: name.to_owned(),
                full_name_vi: full.clone(),
                sort,
                province,
                communes: Vec::new(),
                place: None,
                bounds: None,
            }
        });
        district.communes.push(at);
        let own = boxes.get(&(unit.layer(), unit.id)).copied();
        district.bounds = match (district.bounds, own) {
            (Some(one), Some(other)) => Some(one.union(other)),
            (one, other) => one.or(other),
        };
    }
    let mut all: Vec<District> = all.into_values().collect();
    for district in &mut all {
        district.place = middle(district.communes.iter().map(|&at| &units[at as usize]));
    }
    all
}

/// The label of the commune that lies nearest to the mean of all.
fn middle<'a>(communes: impl Iterator<Item = &'a Unit>) -> Option<LonLat> {
    let places: Vec<LonLat> = communes.filter_map(MapRecord::place).collect();
    let count = places.len() as f64;
    let lon = places.iter().map(|place| place.lon).sum::<f64>() / count;
    let lat = places.iter().map(|place| place.lat).sum::<f64>() / count;
    let off = |place: &LonLat| (place.lon - lon).hypot(place.lat - lat);
    places.into_iter().min_by(|a, b| off(a).total_cmp(&off(b)))
}

/// The sort of a district and its name without it; sources write "Thị xã" and "Thị Xã".
#[must_use]
pub fn district_name(full: &str) -> (Sort, &str) {
    let sorts = [
        ("huyện ", Sort::RuralDistrict),
        ("quận ", Sort::UrbanDistrict),
        ("thị xã ", Sort::Town),
        ("thành phố ", Sort::ProvincialCity),
    ];
    let found = sorts
        .iter()
        .find_map(|(kind, sort)| Some((*sort, without_prefix(full, kind)?)));
    found.unwrap_or((Sort::RuralDistrict, full))
}

/// The rest of a text behind a beginning in small letters, in whatever case it is written.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(prefix.len())?;
    (front.to_lowercase() == prefix).then_some(rest)
}

/// "huyện Lạng Giang" without its kind.
#[must_use]
pub fn without_kind(name: &str) -> &str {
    const KINDS: [&str; 8] = [
        "thành phố ",
        "thị xã ",
        "thị trấn ",
        "huyện ",
        "quận ",
        "phường ",
        "xã ",
        "tỉnh ",
    ];
    let rest = KINDS.iter().find_map(|kind| without_prefix(name, kind));
    rest.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_taken_off_in_any_case() {
        assert_eq!(district_name("Thị Xã Việt Yên"), (Sort::Town, "Việt Yên"));
        assert_eq!(
            district_name("Thành phố Vinh"),
            (Sort::ProvincialCity, "Vinh")
        );
        assert_eq!(
            district_name("Quận Ba Đình"),
            (Sort::UrbanDistrict, "Ba Đình")
        );
        assert_eq!(without_kind("huyện Lục Nam"), "Lục Nam");
        assert_eq!(without_kind("Lục Nam"), "Lục Nam");
        assert_eq!(without_kind("xã"), "xã");
    }
}
