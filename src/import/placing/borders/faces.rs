//! The rows of a delivery of boundaries as units and polygons on the grid of the boundary files.

use std::collections::{BTreeMap, BTreeSet};

use geo::InteriorPoint;
use geo_types::{Geometry, LineString, MultiPolygon as Shape};

use super::super::super::intake::{Draft, Finding, FindingKind, Ground};
use super::super::Communes;
use super::super::coordinates::{Pair, Taken, place_in, take};
use super::super::declared::Declared;
use super::super::register::Register;
use super::super::shapes::mended;
use super::super::zones::{Clue, ZoneFound, find};
use crate::coverage::{MultiPolygon, Ring};
use crate::domain::{LayerId, Unit, UnitCode};
use crate::geometry::Crs;
use crate::import::intake::RawValue;
use crate::search::Address;

/// The units that rows give a shape to.
#[derive(Debug, Default)]
pub(super) struct Faces {
    /// By face: the code.
    pub codes: Vec<UnitCode>,
    /// By face: the row, as an index into the drafts.
    pub rows: Vec<usize>,
    /// By face: the polygons.
    pub shapes: Vec<MultiPolygon>,
}

/// How the numbers of the file become degrees.
struct Reader {
    crs: Crs,
    swapped: bool,
}

/// Reads the units and polygons of all rows; what cannot be read is told in the rows.
pub(super) fn read(
    ground: &Ground<'_>,
    communes: &Communes,
    register: &Register<'_>,
    asked: Option<Crs>,
    drafts: &mut [Draft],
    of_file: &mut Vec<Finding>,
) -> Faces {
    let mut found: BTreeMap<UnitCode, (usize, Shape<f64>)> = BTreeMap::new();
    let mut numbers: BTreeMap<UnitCode, u64> = BTreeMap::new();
    for (row, draft) in drafts.iter_mut().enumerate() {
        let Some(code) = code_of(ground, register, draft) else {
            continue;
        };
        let Some(shape) = shape_of(draft) else {
            continue;
        };
        if let Some(first) = numbers.get(&code) {
            tell_double(draft, code, *first);
            continue;
        }
        numbers.insert(code, draft.raw.number);
        found.insert(code, (row, shape));
    }
    let Some(reader) = reader_of(ground, communes, asked, &found, of_file) else {
        return Faces::default();
    };
    let mut faces = Faces::default();
    for (code, (row, shape)) in found {
        match reader.on_grid(&shape) {
            Some(polygons) if !polygons.is_empty() => {
                faces.codes.push(code);
                faces.rows.push(row);
                faces.shapes.push(polygons);
            }
            _ => drafts[row].find(
                Finding::rejected(
                    FindingKind::OutsideRegion,
                    "Vùng có đỉnh nằm ngoài miền Bắc hoặc không còn diện tích.",
                    "The area has corners outside the region, or no area at all.",
                )
                .cure(
                    "Hãy kiểm tra hệ tọa độ (--crs) và hình.",
                    "Check the coordinate system (--crs) and the shape.",
                ),
            ),
        }
    }
    faces
}

/// Tells which units of the layer the file does not have.
pub(super) fn tell_missing(
    needed: &BTreeMap<UnitCode, &Unit>,
    drafts: &[Draft],
    faces: &Faces,
    of_file: &mut Vec<Finding>,
) -> bool {
    const MOST: usize = 10;
    let given: BTreeSet<UnitCode> = faces.codes.iter().copied().collect();
    let missing: Vec<&Unit> = (needed.values())
        .filter(|unit| !given.contains(&unit.code))
        .copied()
        .collect();
    // A row that was refused has said why its unit is missing.
    if missing.is_empty() || drafts.iter().any(Draft::is_rejected) {
        return !missing.is_empty();
    }
    let named = |name: fn(&Unit) -> &str| {
        let names = missing.iter().take(MOST);
        let names: Vec<String> = names
            .map(|unit| format!("{} ({})", name(unit), unit.code))
            .collect();
        let more = if missing.len() > MOST { ", …" } else { "" };
        names.join(", ") + more
    };
    let count = missing.len();
    of_file.push(
        Finding::rejected(
            FindingKind::MissingUnits,
            format!(
                "Thiếu ranh giới của {count} đơn vị: {}.",
                named(|unit| &unit.full_name_vi)
            ),
            format!(
                "The borders of {count} units are missing: {}.",
                named(|unit| &unit.full_name_en)
            ),
        )
        .cure(
            "Một lần giao ranh giới phải có đủ mọi đơn vị của lớp.",
            "A delivery of boundaries must have every unit of the layer.",
        ),
    );
    true
}

fn code_of(ground: &Ground<'_>, register: &Register<'_>, draft: &mut Draft) -> Option<UnitCode> {
    let former = ground.layer == LayerId::FormerCommunes;
    let said = draft
        .raw
        .value("code")
        .or_else(|| draft.raw.value("commune"));
    let found = said.and_then(|value| register.commune_code(value, former));
    let by_name = || {
        let text = |field: &str| draft.raw.text(field);
        let address = Address {
            commune: text("name_vi").or_else(|| text("full_name_vi")),
            province: draft.raw.value("province").and_then(|value| match value {
                RawValue::Text(text) if text.chars().any(char::is_alphabetic) => Some(text.clone()),
                _ => None,
            }),
            ..Address::default()
        };
        (said.is_none() && !former)
            .then(|| register.present_by_name(&address))
            .flatten()
    };
    let code = found.or_else(by_name);
    if code.is_none() {
        let said = said
            .map(RawValue::text)
            .or_else(|| draft.raw.text("name_vi"));
        let said = said.unwrap_or_default();
        draft.find(
            Finding::rejected(
                FindingKind::UnknownUnit,
                format!("Không có đơn vị “{said}” trong lớp này."),
                format!("There is no unit “{said}” in this layer."),
            )
            .in_field("code")
            .said(said)
            .cure(
                "Hãy ghi mã năm chữ số của đơn vị.",
                "Write the code of five digits.",
            ),
        );
    }
    code
}

fn tell_double(draft: &mut Draft, code: UnitCode, first: u64) {
    draft.find(
        Finding::rejected(
            FindingKind::DuplicateRow,
            format!("Mã {code} đã có ở dòng {first}."),
            format!("The code {code} stands in row {first} already."),
        )
        .in_field("code")
        .cure(
            "Hãy gộp các phần của một đơn vị thành một đối tượng nhiều vùng.",
            "Join the parts of a unit into one record of several areas.",
        ),
    );
}

/// The polygons of a row, made valid.
fn shape_of(draft: &mut Draft) -> Option<Shape<f64>> {
    let shape = match draft.raw.geometry.clone() {
        Some(Geometry::Polygon(polygon)) => Shape(vec![polygon]),
        Some(Geometry::MultiPolygon(polygons)) => polygons,
        _ => {
            draft.find(
                Finding::rejected(
                    FindingKind::GeometryKind,
                    "Ranh giới phải là vùng.",
                    "A boundary must be an area.",
                )
                .cure("Hãy giao hình dạng vùng (Polygon).", "Deliver polygons."),
            );
            return None;
        }
    };
    match mended(&shape) {
        Ok(None) => Some(shape),
        Ok(Some(mended)) => {
            draft.find(Finding::repaired(
                FindingKind::InvalidGeometry,
                "Vùng tự cắt hoặc có vòng sai; đã sửa thành vùng hợp lệ.",
                "The area crosses itself or has a wrong ring; it was made valid.",
            ));
            Some(mended)
        }
        Err(finding) => {
            draft.find(*finding);
            None
        }
    }
}

/// Which system the shapes are in: the one named, else degrees, else the zone that puts them where
/// they belong.
fn reader_of(
    ground: &Ground<'_>,
    communes: &Communes,
    asked: Option<Crs>,
    found: &BTreeMap<UnitCode, (usize, Shape<f64>)>,
    of_file: &mut Vec<Finding>,
) -> Option<Reader> {
    let of_file_crs = ground
        .file_crs
        .and_then(|code| Crs::of_epsg(u16::try_from(code).ok()?));
    let named = asked.or(of_file_crs);
    let inside = |shape: &Shape<f64>| {
        let point = shape.interior_point()?;
        Some(Pair {
            east: point.x(),
            north: point.y(),
        })
    };
    let pairs: Vec<(UnitCode, Pair)> = (found.iter())
        .filter_map(|(code, (_, shape))| Some((*code, inside(shape)?)))
        .collect();
    let (_, first) = *pairs.first()?;
    let finding = match take(first, named) {
        Taken::Place { from, swapped, .. } => {
            if swapped && from.is_none() {
                of_file.push(Finding::repaired(
                    FindingKind::SwappedAxes,
                    "Kinh độ và vĩ độ đổi chỗ cho nhau; đã đổi lại.",
                    "Longitude and latitude stood in each other's place; they were swapped back.",
                ));
            }
            return Some(Reader {
                crs: named.or(from).unwrap_or(Crs::CRS84),
                swapped,
            });
        }
        Taken::Metres { swapped, .. } => {
            let declared: Vec<Declared> = (pairs.iter())
                .map(|(code, _)| Declared {
                    communes: vec![*code],
                    ..Declared::default()
                })
                .collect();
            let clues: Vec<Clue<'_>> = (pairs.iter().zip(&declared))
                .map(|((_, pair), declared)| Clue {
                    pair: if swapped { pair.swapped() } else { *pair },
                    declared,
                })
                .collect();
            match find(&clues, communes) {
                ZoneFound::Found { crs, agreeing, .. } => {
                    of_file.push(Finding::repaired(
                        FindingKind::CrsFound,
                        format!("Tọa độ là mét VN-2000; {} ({crs}) đưa {agreeing} trên {} đơn vị về đúng chỗ.", crs.name_vi(), clues.len()),
                        format!("The coordinates are VN-2000 metres; {} ({crs}) puts {agreeing} of {} units where they belong.", crs.name_en(), clues.len()),
                    ));
                    return Some(Reader { crs, swapped });
                }
                _ => Finding::rejected(
                    FindingKind::CrsUnclear,
                    "Tọa độ là mét nhưng chưa rõ múi VN-2000 nào.",
                    "The coordinates are metres of a zone that is not clear.",
                ),
            }
        }
        Taken::Elsewhere => Finding::rejected(
            FindingKind::CrsUnclear,
            "Tọa độ của ranh giới không nằm ở miền Bắc trong hệ nào đã biết.",
            "The boundaries lie in the north of Vietnam in no known system.",
        ),
    };
    of_file.push(finding.cure(
        "Hãy ghi hệ tọa độ của tệp: --crs EPSG:….",
        "Name the system of the file: --crs EPSG:….",
    ));
    None
}

impl Reader {
    /// The polygons on the 1e-6° grid, rings open; nothing when a corner names no place.
    fn on_grid(&self, shape: &Shape<f64>) -> Option<MultiPolygon> {
        (shape.iter())
            .map(|polygon| {
                let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
                rings.map(|ring| self.ring(ring)).collect()
            })
            .collect()
    }

    fn ring(&self, line: &LineString<f64>) -> Option<Ring> {
        let mut ring: Ring = (line.0.iter())
            .map(|corner| {
                let pair = Pair {
                    east: corner.x,
                    north: corner.y,
                };
                let pair = if self.swapped { pair.swapped() } else { pair };
                let place = place_in(pair, self.crs)?;
                let round = |degrees: f64| (degrees * 1e6).round() as i32;
                Some([round(place.lon), round(place.lat)])
            })
            .collect::<Option<Ring>>()?;
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        Some(ring)
    }
}
