//! Where a row belongs in the end: its place and its units, checked against each other.

use super::super::intake::{Draft, Finding, FindingKind};
use super::communes::{Communes, Home};
use super::declared::Declared;
use super::register::Register;
use super::site::{
    is_rough, place_before, put_degrees, put_precision, stands_as_before, write_place,
};
use crate::domain::{Precision, UnitCode, Value};
use crate::geometry::LonLat;
use crate::search::district_name;

/// How far outside its unit a place may lie, metres: borders are known no better.
pub const TOLERANCE_METRES: f64 = 200.0;

/// Settles rows.
pub(super) struct Settler<'a> {
    pub register: &'a Register<'a>,
    pub communes: &'a Communes,
    /// The columns that records of the layer have.
    pub columns: &'a [&'static str],
}

/// The units that a row belongs to; what is nothing stays as it is.
#[derive(Clone, Copy, Debug, Default)]
struct Units {
    commune: Option<UnitCode>,
    province: Option<UnitCode>,
}

impl Settler<'_> {
    /// Writes the place and the units of a row into its values, or tells why it has none.
    pub fn settle(&self, draft: &mut Draft, declared: &Declared, place: Option<LonLat>) {
        draft.findings.extend(declared.findings.iter().cloned());
        if draft.is_rejected() {
            return;
        }
        let known = place.or_else(|| place_before(draft).filter(|_| declared.says_anything()));
        let units = match known {
            Some(place) => self.with_place(draft, declared, place),
            None => self.without_place(draft, declared),
        };
        let Some(units) = units else { return };
        self.write_units(draft, declared, units);
        if draft.is_rejected() {
            return;
        }
        match place {
            Some(place) => write_place(draft, place),
            None => self.place_in_the_middle(draft, units),
        }
    }

    fn with_place(&self, draft: &mut Draft, declared: &Declared, place: LonLat) -> Option<Units> {
        let home = self.communes.at(place);
        let said = self.said(draft, declared, place);
        if !said.communes.is_empty() {
            return self.in_commune(draft, &said, place, home);
        }
        if let Some(province) = said.province {
            return self.in_province(draft, province, place, home);
        }
        let nearest = || self.communes.nearest(place, TOLERANCE_METRES);
        let Some(home) = home.or_else(|| nearest().map(|(home, _)| home)) else {
            draft.find(outside_region(place));
            return None;
        };
        let [vi, en] = self.register.called(home.code);
        draft.find(
            Finding::repaired(
                FindingKind::UnitFound,
                format!("Không ghi xã; theo tọa độ là {vi}."),
                format!("No commune is named; by the coordinates it is {en}."),
            )
            .in_field("commune"),
        );
        Some(Units {
            commune: Some(home.code),
            province: Some(home.province),
        })
    }

    /// What the row says of its units; where it names no commune, the record as it stands says the
    /// rest as long as its place stays.
    fn said(&self, draft: &Draft, declared: &Declared, place: LonLat) -> Declared {
        let code = |field: &str| draft.before.as_ref()?.get(field)?.to_string().parse().ok();
        let before: Option<UnitCode> = code("commune");
        let mut said = declared.clone();
        said.province = said.province.or_else(|| code("province"));
        if said.communes.is_empty() {
            let stays = before.filter(|&commune| {
                let province = self
                    .register
                    .present(commune)
                    .and_then(|unit| unit.province);
                province == said.province && stands_as_before(draft, place, commune)
            });
            said.communes = stays.into_iter().collect();
        }
        said
    }

    fn in_commune(
        &self,
        draft: &mut Draft,
        said: &Declared,
        place: LonLat,
        home: Option<Home>,
    ) -> Option<Units> {
        let units = |commune: UnitCode| Units {
            commune: Some(commune),
            province: self
                .register
                .present(commune)
                .and_then(|unit| unit.province),
        };
        if let Some(home) = home.filter(|home| said.communes.contains(&home.code)) {
            if said.communes.len() > 1 {
                let [vi, en] = self.register.called(home.code);
                draft.find(
                    Finding::repaired(
                        FindingKind::AmbiguousUnit,
                        format!("Theo tọa độ là {vi}."),
                        format!("By the coordinates it is {en}."),
                    )
                    .in_field("commune"),
                );
            }
            return Some(units(home.code));
        }
        let distances = said
            .communes
            .iter()
            .filter_map(|&commune| Some((commune, self.communes.metres_to(commune, place)?)));
        let nearest = distances.min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((commune, metres)) = nearest else {
            // A unit without area: an island whose shape is not known.
            return Some(units(said.communes[0]));
        };
        let province = units(commune).province;
        let same_province = home.is_some_and(|home| Some(home.province) == province);
        let finding = self.outside(commune, metres, home);
        if metres <= TOLERANCE_METRES
            || (is_rough(draft) && same_province)
            || stands_as_before(draft, place, commune)
        {
            draft.find(noted_outside(finding, metres));
            return Some(units(commune));
        }
        draft.find(finding);
        None
    }

    fn in_province(
        &self,
        draft: &mut Draft,
        province: UnitCode,
        place: LonLat,
        home: Option<Home>,
    ) -> Option<Units> {
        if let Some(home) = home.filter(|home| home.province == province) {
            if stands_as_before(draft, place, province) {
                return Some(Units {
                    commune: None,
                    province: Some(province),
                });
            }
            let [vi, en] = self.register.called(home.code);
            draft.find(
                Finding::noted(
                    FindingKind::UnitFound,
                    format!("Xã theo tọa độ: {vi}."),
                    format!("The commune by the coordinates: {en}."),
                )
                .in_field("commune"),
            );
            return Some(Units {
                commune: Some(home.code),
                province: Some(province),
            });
        }
        let units = Units {
            commune: None,
            province: Some(province),
        };
        let Some(metres) = self.communes.metres_to(province, place) else {
            return Some(units);
        };
        let finding = self.outside(province, metres, home);
        if metres <= TOLERANCE_METRES || stands_as_before(draft, place, province) {
            draft.find(noted_outside(finding, metres));
            return Some(units);
        }
        draft.find(finding);
        None
    }

    fn outside(&self, declared: UnitCode, metres: f64, home: Option<Home>) -> Finding {
        let [declared_vi, declared_en] = self.register.called(declared);
        let [home_vi, home_en] = home.map_or_else(
            || ["ngoài vùng".to_owned(), "outside the region".to_owned()],
            |home| {
                let [vi, en] = self.register.called(home.code);
                [format!("trong {vi}"), format!("in {en}")]
            },
        );
        let [far_vi, far_en] = distance(metres);
        Finding::rejected(
            FindingKind::OutsideUnit,
            format!("Điểm nằm {home_vi}, cách {declared_vi} {far_vi}."),
            format!("The place lies {home_en}, {far_en} from {declared_en}."),
        )
        .in_field("commune")
        .cure(
            "Hãy sửa tọa độ hoặc tên đơn vị.",
            "Mend the coordinates or the unit.",
        )
    }

    fn without_place(&self, draft: &mut Draft, declared: &Declared) -> Option<Units> {
        let of = |code: UnitCode| self.register.present(code).and_then(|unit| unit.province);
        match declared.communes[..] {
            [only] => Some(Units {
                commune: Some(only),
                province: of(only),
            }),
            [first, ..] => {
                let province = declared.province.or_else(|| {
                    let same = declared.communes.iter().all(|&code| of(code) == of(first));
                    same.then(|| of(first)).flatten()
                });
                let [vi, en] = self.register.listed(&declared.communes);
                if province.is_none() {
                    draft.find(
                        Finding::rejected(
                            FindingKind::AmbiguousUnit,
                            format!("Có thể là một trong các đơn vị: {vi}."),
                            format!("It may be one of these units: {en}."),
                        )
                        .in_field("commune")
                        .cure(
                            "Hãy ghi mã xã hiện hành, ghi thêm tỉnh, hoặc thêm tọa độ.",
                            "Write the present code, add the province, or add coordinates.",
                        ),
                    );
                    return None;
                }
                draft.find(
                    Finding::repaired(
                        FindingKind::AmbiguousUnit,
                        format!("Chưa rõ xã nào trong: {vi}; để trống xã, chỉ ghi tỉnh."),
                        format!(
                            "Which of these communes is not clear: {en}; only the province is kept."
                        ),
                    )
                    .in_field("commune")
                    .cure(
                        "Hãy ghi mã xã hiện hành hoặc thêm tọa độ.",
                        "Write the present code or add coordinates.",
                    ),
                );
                Some(Units {
                    commune: None,
                    province,
                })
            }
            [] if declared.province.is_some() => Some(Units {
                commune: None,
                province: declared.province,
            }),
            [] => {
                if draft.before.is_none() {
                    draft.find(
                        Finding::rejected(
                            FindingKind::Missing,
                            "Không có tọa độ, xã hay tỉnh.",
                            "There are no coordinates, no commune and no province.",
                        )
                        .in_field("province")
                        .cure("Hãy ghi ít nhất tên tỉnh.", "Write at least the province."),
                    );
                }
                None
            }
        }
    }

    fn write_units(&self, draft: &mut Draft, declared: &Declared, units: Units) {
        if self.tell_stranded_commune(draft, units) {
            return;
        }
        if let Some(province) = units.province {
            let province = Value::from(province.to_string());
            draft.values.insert("province", province);
        }
        match units.commune {
            Some(commune) => {
                let commune = Value::from(commune.to_string());
                draft.values.insert("commune", commune);
            }
            None => {
                draft.values.remove("commune");
            }
        }
        self.write_former(draft, declared);
    }

    /// Tells when a record moves to another province and its commune does not: there is no value
    /// that would take the commune away.
    fn tell_stranded_commune(&self, draft: &mut Draft, units: Units) -> bool {
        let before = draft
            .before
            .as_ref()
            .and_then(|before| before.get("commune"));
        let commune: Option<UnitCode> = before.and_then(|code| code.to_string().parse().ok());
        let Some(commune) = commune.filter(|_| units.commune.is_none()) else {
            return false;
        };
        let province = self
            .register
            .present(commune)
            .and_then(|unit| unit.province);
        if province == units.province {
            return false;
        }
        let [vi, en] = self.register.called(commune);
        draft.find(
            Finding::rejected(
                FindingKind::Contradiction,
                format!("Tỉnh đã đổi, nhưng xã trong dữ liệu là {vi} của tỉnh khác."),
                format!("The province changes, but the commune on record is {en} of another."),
            )
            .in_field("commune")
            .cure("Hãy ghi cả xã mới.", "Write the new commune as well."),
        );
        true
    }

    /// The names of the former units that the row gave, where the layer keeps them.
    fn write_former(&self, draft: &mut Draft, declared: &Declared) {
        let mut put = |field: &'static str, name: &str| {
            let is_free = draft.value(field).is_none() && self.columns.contains(&field);
            if is_free && !name.is_empty() {
                draft.values.insert(field, Value::from(name));
            }
        };
        if let Some(at) = declared.former_district {
            put(
                "former_district",
                district_name(self.register.district(at)).1,
            );
        }
        let Some(at) = declared.former else { return };
        let unit = self.register.unit(at);
        if unit.province.is_some() {
            put("former_commune", &unit.name_vi);
        } else {
            put("former_province", &unit.name_vi);
        }
        if let Some(district) = &unit.district {
            put("former_district", district_name(district).1);
        }
        if let Some(province) = self.register.former_province(at) {
            put("former_province", &province.name_vi);
        }
    }

    /// A new record without coordinates stands where the label of its commune stands.
    fn place_in_the_middle(&self, draft: &mut Draft, units: Units) {
        if draft.before.is_some() {
            return;
        }
        let wants_none = draft.values.get("precision").map(Value::to_string);
        let commune = units.commune.and_then(|code| self.register.present(code));
        let label = commune.and_then(|unit| unit.label_place);
        let Some(label) = label.filter(|_| wants_none.as_deref() != Some("none")) else {
            put_precision(draft, Precision::None);
            return;
        };
        put_degrees(draft, label);
        put_precision(draft, Precision::CommuneCentroid);
        draft.find(Finding::noted(
            FindingKind::UnitFound,
            "Không có tọa độ: đặt ở giữa xã.",
            "There are no coordinates: it stands in the middle of its commune.",
        ));
    }
}
fn outside_region(place: LonLat) -> Finding {
    let at = format!("{}, {}", place.lon, place.lat);
    Finding::rejected(
        FindingKind::OutsideRegion,
        format!("Điểm {at} nằm ngoài miền Bắc."),
        format!("The place {at} lies outside northern Vietnam."),
    )
    .said(at)
    .cure(
        "Hãy kiểm tra tọa độ, hệ tọa độ, và ghi thêm xã hoặc tỉnh.",
        "Check the coordinates and their system, and name the commune or province.",
    )
}

/// The same finding for a place that is taken over all the same.
fn noted_outside(finding: Finding, metres: f64) -> Finding {
    let mut noted = Finding::noted(finding.kind, finding.what.vi, finding.what.en);
    noted.field = finding.field;
    if metres <= TOLERANCE_METRES {
        return noted.cure(
            "Trong sai số cho phép 200 m của ranh giới: vẫn nhận.",
            "Within the 200 m that borders may be off: taken over.",
        );
    }
    noted.cure(
        "Vị trí chỉ gần đúng hoặc vẫn như trong dữ liệu: vẫn nhận.",
        "The place is approximate or stands so already: taken over.",
    )
}

fn distance(metres: f64) -> [String; 2] {
    if metres < 1000.0 {
        let text = format!("{metres:.0} m");
        return [text.clone(), text];
    }
    let km = format!("{:.1} km", metres / 1000.0);
    [km.replace('.', ","), km]
}
