//! Which record a row means, and whether something stands twice.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::super::intake::{Draft, Finding, FindingKind, Ground};
use super::declared::Declared;
use crate::domain::{Fields, LayerId, MapRecord, UnitCode, Value};
use crate::geometry::LonLat;
use crate::search::fold;
use crate::store::PlaceIndex;

/// Records nearer to each other than this may be one thing.
const NEAR_KM: f64 = 0.1;

/// Kinds that stand before the name of a zone, gate or plant, folded, the longest first where one
/// begins another.
const KINDS: [&str; 27] = [
    "cum cong nghiep lang nghe",
    "cum cong nghiep",
    "ccn",
    "khu cong nghiep",
    "kcn",
    "khu kinh te cua khau",
    "kktck",
    "khu kinh te",
    "kkt",
    "cua khau quoc te",
    "cua khau chinh",
    "cua khau song phuong",
    "cua khau phu",
    "cua khau",
    "loi thong quan",
    "loi mo",
    "nha may thuy dien tich nang",
    "nha may thuy dien",
    "nha may nhiet dien",
    "nha may dien mat troi",
    "nha may dien gio",
    "nha may dien",
    "thuy dien tich nang",
    "thuy dien",
    "nhiet dien",
    "dien mat troi",
    "dien gio",
];

/// A record that is there.
#[derive(Clone, Debug)]
struct Known {
    id: u64,
    code: String,
    name: Option<String>,
    commune: Option<UnitCode>,
    province: Option<UnitCode>,
    /// Kind of zone, class of gate, fuel of plant.
    sort: Option<String>,
    fields: Fields,
}

/// The records of a layer as they stand.
#[derive(Debug)]
pub(super) struct Records {
    known: Vec<Known>,
    by_id: BTreeMap<u64, usize>,
    by_code: FxHashMap<String, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
    by_bare_name: FxHashMap<String, Vec<usize>>,
    places: PlaceIndex,
}

/// Which record a row means.
enum Meant {
    New,
    One(usize),
    /// The name fits several.
    Several(Vec<usize>),
    /// Number and code are those of two records.
    Clash(usize, usize),
}

/// The field that tells kinds of records of a layer apart.
fn sort_field(layer: LayerId) -> &'static str {
    match layer {
        LayerId::BorderGates => "class",
        LayerId::PowerPlants => "fuel",
        _ => "kind",
    }
}

impl Records {
    /// The records of the layer of a delivery.
    pub fn of(ground: &Ground<'_>) -> Self {
        let tables = ground.tables;
        match ground.layer {
            LayerId::IndustrialZones => Self::new(&tables.industrial_zones, "kind"),
            LayerId::BorderGates => Self::new(&tables.border_gates, "class"),
            LayerId::PowerPlants => Self::new(&tables.power_plants, "fuel"),
            _ => Self::new::<crate::domain::PowerPlant>(&[], "kind"),
        }
    }

    fn new<R: MapRecord>(records: &[R], sort: &str) -> Self {
        let code = |fields: &Fields, name: &str| -> Option<UnitCode> {
            fields.get(name)?.to_string().parse().ok()
        };
        let known: Vec<Known> = (records.iter())
            .map(|record| {
                let fields = record.to_fields();
                Known {
                    id: record.id(),
                    code: record.code(),
                    name: record.name_vi().or(record.name_en()).map(str::to_owned),
                    commune: code(&fields, "commune"),
                    province: code(&fields, "province"),
                    sort: fields.get(sort).map(Value::to_string),
                    fields,
                }
            })
            .collect();
        let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_bare_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, record) in records.iter().enumerate() {
            for name in record.names() {
                let folded = fold(name);
                let bare = by_bare_name.entry(without_kind(&folded)).or_default();
                bare.push(at);
                by_name.entry(folded).or_default().push(at);
            }
        }
        let places = records.iter().zip(0..);
        let places = places.filter_map(|(record, at)| Some((record.place()?, at)));
        Self {
            by_id: known
                .iter()
                .zip(0..)
                .map(|(one, at)| (one.id, at))
                .collect(),
            by_code: (known.iter().zip(0..))
                .map(|(one, at)| (one.code.clone(), at))
                .collect(),
            places: PlaceIndex::new(places),
            known,
            by_name,
            by_bare_name,
        }
    }

    /// Finds the record that a row means and gives it to the row as what stands there.
    pub fn find(&self, layer: LayerId, draft: &mut Draft, declared: &Declared) {
        match self.meant(layer, draft, declared) {
            Meant::New => {}
            Meant::One(at) => draft.before = Some(self.known[at].fields.clone()),
            Meant::Several(several) => {
                let codes: Vec<&str> = several.iter().map(|&at| &*self.known[at].code).collect();
                let codes = codes.join(", ");
                draft.find(
                    Finding::rejected(
                        FindingKind::AmbiguousRecord,
                        format!("Tên này hợp với nhiều đối tượng đã có: {codes}."),
                        format!("The name fits several records: {codes}."),
                    )
                    .in_field("name_vi")
                    .cure(
                        "Hãy thêm cột mã (code) để chỉ rõ đối tượng.",
                        "Add the column `code` to say which one is meant.",
                    ),
                );
            }
            Meant::Clash(of_id, of_code) => {
                let [one, other] = [of_id, of_code].map(|at| &self.known[at].code);
                draft.find(
                    Finding::rejected(
                        FindingKind::AmbiguousRecord,
                        format!("Số hiệu là của {one}, mã là của {other}."),
                        format!("The number is that of {one}, the code that of {other}."),
                    )
                    .in_field("code")
                    .cure(
                        "Hãy bỏ một trong hai cột hoặc sửa cho khớp.",
                        "Leave one of the two columns out or make them agree.",
                    ),
                );
            }
        }
    }

    fn meant(&self, layer: LayerId, draft: &Draft, declared: &Declared) -> Meant {
        let of_id = number_of(draft).and_then(|id| self.by_id.get(&id).copied());
        let of_code = written(draft, "code").and_then(|code| self.by_code.get(&code).copied());
        match (of_id, of_code) {
            (Some(one), Some(other)) if one != other => Meant::Clash(one, other),
            (Some(at), _) | (_, Some(at)) => Meant::One(at),
            // A code that is not known is that of a new record, whatever its name.
            (None, None) if written(draft, "code").is_some() => Meant::New,
            (None, None) => self.by_names(layer, draft, declared),
        }
    }

    fn by_names(&self, layer: LayerId, draft: &Draft, declared: &Declared) -> Meant {
        let names = ["name_vi", "name_en"].map(|field| written(draft, field));
        let folded: Vec<String> = names.iter().flatten().map(|name| fold(name)).collect();
        let sort = written(draft, sort_field(layer));
        let fits = |at: &usize| {
            let known = &self.known[*at];
            lies_there(known, declared) && (sort.is_none() || known.sort == sort)
        };
        let listed = |index: &FxHashMap<String, Vec<usize>>, key: &str| -> Vec<usize> {
            let mut found = index.get(key).cloned().unwrap_or_default();
            found.retain(&fits);
            found.sort_unstable();
            found.dedup();
            found
        };
        for name in &folded {
            match listed(&self.by_name, name)[..] {
                [] => {}
                [only] => return Meant::One(only),
                ref several => return Meant::Several(several.to_vec()),
            }
        }
        for name in &folded {
            if let [only] = listed(&self.by_bare_name, &without_kind(name))[..] {
                return Meant::One(only);
            }
        }
        Meant::New
    }

    /// Tells of rows that stand twice in the file, and of new records near to others.
    pub fn tell_duplicates(&self, layer: LayerId, drafts: &mut [Draft]) {
        let mut seen: FxHashMap<String, u64> = FxHashMap::default();
        let mut fresh: Vec<(LonLat, u64)> = Vec::new();
        for draft in drafts.iter_mut().filter(|draft| !draft.is_rejected()) {
            if let Some(first) = keys(layer, draft).iter().find_map(|key| seen.get(key)) {
                draft.find(
                    Finding::rejected(
                        FindingKind::DuplicateRow,
                        format!("Trùng với dòng {first}: cùng một đối tượng."),
                        format!("The same record stands in row {first}."),
                    )
                    .cure("Hãy xóa một trong hai dòng.", "Delete one of the two rows."),
                );
                continue;
            }
            for key in keys(layer, draft) {
                seen.insert(key, draft.raw.number);
            }
            let Some(place) = place_of(draft) else {
                continue;
            };
            if draft.before.is_none() && !is_middle_of_commune(draft) {
                self.tell_neighbours(draft, place);
                fresh.push((place, draft.raw.number));
            }
        }
        tell_new_neighbours(drafts, &fresh);
    }

    fn tell_neighbours(&self, draft: &mut Draft, place: LonLat) {
        for (at, km) in self.places.nearest(place, 3, NEAR_KM) {
            let known = &self.known[at as usize];
            let name = known.name.as_deref().unwrap_or(&known.code);
            let (code, metres) = (&known.code, (1000.0 * km).round());
            draft.find(
                Finding::noted(
                    FindingKind::PossibleDuplicate,
                    format!("Cách {name} ({code}) {metres} m: có thể là cùng một đối tượng."),
                    format!("{metres} m from {name} ({code}): it may be the same thing."),
                )
                .cure(
                    format!("Nếu đúng, hãy ghi mã {code} vào cột mã để cập nhật thay vì thêm mới."),
                    format!("If so, write {code} into the column `code` to change it instead of adding another."),
                ),
            );
        }
    }
}

/// Tells of new rows that lie near to each other.
fn tell_new_neighbours(drafts: &mut [Draft], fresh: &[(LonLat, u64)]) {
    let index = PlaceIndex::new(fresh.iter().zip(0..).map(|((place, _), at)| (*place, at)));
    for draft in drafts.iter_mut() {
        let own = draft.raw.number;
        let Some(place) = place_of(draft).filter(|_| draft.before.is_none()) else {
            continue;
        };
        if draft.is_rejected() || is_middle_of_commune(draft) {
            continue;
        }
        let near = index.nearest(place, 3, NEAR_KM).into_iter();
        let others = near.map(|(at, _)| fresh[at as usize].1);
        if let Some(other) = others.filter(|&other| other < own).min() {
            draft.find(Finding::noted(
                FindingKind::PossibleDuplicate,
                format!("Cách dòng {other} không quá 100 m: có thể là cùng một đối tượng."),
                format!("Within 100 m of row {other}: it may be the same thing."),
            ));
        }
    }
}

/// What makes two rows mean the same: the record that stands, the code, or name and commune.
fn keys(layer: LayerId, draft: &Draft) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(before) = &draft.before {
        keys.extend(before.get("id").map(|id| format!("id {id}")));
        return keys;
    }
    keys.extend(written(draft, "code").map(|code| format!("code {code}")));
    if let Some(name) = written(draft, "name_vi").or_else(|| written(draft, "name_en")) {
        let commune = draft.text("commune").or_else(|| draft.text("province"));
        let sort = written(draft, sort_field(layer)).unwrap_or_default();
        let commune = commune.unwrap_or_default();
        keys.push(format!("name {}\u{1f}{sort}\u{1f}{commune}", fold(&name)));
    }
    keys
}

/// Where a row stands after placing.
fn place_of(draft: &Draft) -> Option<LonLat> {
    let degrees = |field: &str| draft.value(field)?.to_string().parse().ok();
    LonLat::new(degrees("lon")?, degrees("lat")?)
}

fn is_middle_of_commune(draft: &Draft) -> bool {
    draft.text("precision").as_deref() == Some("commune_centroid")
}

/// A value of a row: typed where that is done, else as it stands in the file.
pub(super) fn written(draft: &Draft, field: &str) -> Option<String> {
    let typed = draft.values.get(field).map(Value::to_string);
    typed.or_else(|| draft.raw.text(field))
}

fn number_of(draft: &Draft) -> Option<u64> {
    written(draft, "id")?.parse().ok()
}

/// Whether a record lies in a unit that the row names; a row that names none says nothing against.
fn lies_there(known: &Known, declared: &Declared) -> bool {
    let province = declared.province.is_none() || known.province == declared.province;
    let commune = known
        .commune
        .is_none_or(|commune| declared.communes.is_empty() || declared.communes.contains(&commune));
    province && commune
}

/// A folded name without the kind before it.
fn without_kind(folded: &str) -> String {
    let rest = KINDS
        .iter()
        .find_map(|kind| folded.strip_prefix(kind)?.strip_prefix(' '));
    rest.unwrap_or(folded).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_taken_off_names() {
        let check = |name: &str, expected: &str| assert_eq!(without_kind(&fold(name)), expected);
        check("Cụm công nghiệp Bích Hoà", "bich hoa");
        check("CCN Bích Hòa", "bich hoa");
        check("Cửa khẩu quốc tế Hữu Nghị", "huu nghi");
        check("Nhà máy thủy điện Sơn La", "son la");
        check("Sơn La", "son la");
        check("CCN", "ccn");
    }
}
