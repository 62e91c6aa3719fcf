//! All rows of a delivery together: what one row alone cannot tell, such as the zone of its metres.

use std::path::Path;

use super::super::intake::{Draft, Finding, FindingKind, Gravity, Ground, IntakeError, Refusal};
use super::communes::Communes;
use super::coordinates::{Taken, rounded};
use super::declared::Declared;
use super::located::{Located, Systems, converted, locate, place_of};
use super::records::Records;
use super::register::Register;
use super::settle::Settler;
use super::zones::{Clue, ZoneFound, agrees, find, find_for_row, placed};
use super::{areas, ranges};
use crate::domain::{BorderGate, IndustrialZone, LayerId, PowerPlant, Record};
use crate::geometry::{Crs, LonLat};
use crate::import::ImportError;

/// Gives every row of a layer of places the record that it means, its units and its place, and
/// tells what is wrong with them: see the module.
///
/// # Errors
/// When the coordinate system that is asked for is not known, or the boundaries cannot be read.
pub fn place_rows(
    ground: &Ground<'_>,
    drafts: &mut [Draft],
    of_file: &mut Vec<Finding>,
) -> Result<(), IntakeError> {
    let asked = ground.asked_crs.map(named_crs).transpose()?;
    let systems = Systems {
        asked,
        of_shapes: system_of_file(ground, drafts, asked, of_file),
        of_columns: system_of_headings(ground, asked, of_file),
    };
    let communes = read_communes(ground.data)?;
    let register = Register::new(ground.tables);
    let records = Records::of(ground);
    let mut declared: Vec<Declared> = Vec::with_capacity(drafts.len());
    let mut located: Vec<Located> = Vec::with_capacity(drafts.len());
    for draft in drafts.iter_mut() {
        let said = register.read(draft);
        records.find(ground.layer, draft, &said);
        located.push(locate(draft, systems));
        declared.push(said);
    }
    tell_swapped_file(drafts, of_file);
    let mut zones = Zones {
        communes: &communes,
        of_file: None,
    };
    zones.find(drafts, &declared, &located, of_file);
    let columns = columns_of(ground.layer);
    let settler = Settler {
        register: &register,
        communes: &communes,
        columns: &columns,
    };
    for ((draft, said), located) in drafts.iter_mut().zip(&declared).zip(&located) {
        let place = zones.place(draft, said, located);
        if place.is_none() && located.has_coordinates {
            tell_unplaced(draft, located);
        }
        settler.settle(draft, said, place);
        if let Some(hectares) = located.area_ha.filter(|_| columns.contains(&"area_ha")) {
            areas::compare(draft, hectares);
        }
        ranges::check(ground.layer, draft);
    }
    records.tell_duplicates(ground.layer, drafts);
    Ok(())
}

/// The system of a name such as `EPSG:9211`.
pub(super) fn named_crs(name: &str) -> Result<Crs, IntakeError> {
    Crs::read(name).ok_or_else(|| {
        let all: Vec<String> = Crs::ALL.iter().map(ToString::to_string).collect();
        let all = all.join(", ");
        IntakeError::refused(
            Refusal::Wish,
            format!("Không biết hệ tọa độ “{name}”. Hãy chọn một trong: {all}."),
            format!("The coordinate system “{name}” is not known. Choose one of: {all}."),
        )
    })
}

/// The system that the file names for its shapes. One that is not in our list cannot be converted:
/// told once for the file.
fn system_of_file(
    ground: &Ground<'_>,
    drafts: &[Draft],
    asked: Option<Crs>,
    of_file: &mut Vec<Finding>,
) -> Option<Crs> {
    let code = ground.file_crs?;
    let known = u16::try_from(code).ok().and_then(Crs::of_epsg);
    let has_shapes = drafts.iter().any(|draft| draft.raw.geometry.is_some());
    if known.is_none() && asked.is_none() && has_shapes {
        of_file.push(
            Finding::rejected(
                FindingKind::CrsUnclear,
                format!("Tệp dùng hệ tọa độ EPSG:{code}, không nằm trong danh sách hỗ trợ."),
                format!("The file is in EPSG:{code}, which is not supported."),
            )
            .cure(
                "Hãy chuyển sang WGS 84 hoặc VN-2000 rồi nhập lại, hoặc ghi --crs nếu tệp ghi sai hệ.",
                "Convert it to WGS 84 or VN-2000, or name the right system with --crs if the file is wrong.",
            ),
        );
    }
    known
}

/// The system that the headings of the columns of coordinates name. One that is not in our list
/// cannot be converted, and two are one too many: told once for the file.
fn system_of_headings(
    ground: &Ground<'_>,
    asked: Option<Crs>,
    of_file: &mut Vec<Finding>,
) -> Option<Crs> {
    let known = match ground.heading_crs {
        &[code] => u16::try_from(code).ok().and_then(Crs::of_epsg),
        _ => None,
    };
    if known.is_none() && asked.is_none() && !ground.heading_crs.is_empty() {
        let codes = ground.heading_crs.iter().map(|code| format!("EPSG:{code}"));
        let codes = codes.collect::<Vec<_>>().join(", ");
        of_file.push(
            Finding::rejected(
                FindingKind::CrsUnclear,
                format!("Tên các cột tọa độ nêu hệ {codes}; cần đúng một hệ nằm trong danh sách hỗ trợ."),
                format!("The headings of the coordinates name {codes}; one system that is supported is needed."),
            )
            .cure(
                "Hãy chuyển sang WGS 84 hoặc VN-2000 rồi nhập lại, hoặc ghi --crs nếu tên cột ghi sai hệ.",
                "Convert them to WGS 84 or VN-2000, or name the right system with --crs if the headings are wrong.",
            ),
        );
    }
    known
}

fn read_communes(data: &Path) -> Result<Communes, IntakeError> {
    Communes::read(data).map_err(|error| ImportError::raw(&data.join("boundaries"), error).into())
}

fn columns_of(layer: LayerId) -> Vec<&'static str> {
    let columns = match layer {
        LayerId::IndustrialZones => IndustrialZone::columns(),
        LayerId::BorderGates => BorderGate::columns(),
        LayerId::PowerPlants => PowerPlant::columns(),
        _ => Vec::new(),
    };
    columns.into_iter().map(|column| column.name).collect()
}

/// When most rows have their axes swapped, the file has: told once more for the file.
fn tell_swapped_file(drafts: &[Draft], of_file: &mut Vec<Finding>) {
    let is_swapped = |draft: &&Draft| {
        let mut kinds = draft.findings.iter().map(|finding| finding.kind);
        kinds.any(|kind| kind == FindingKind::SwappedAxes)
    };
    let swapped = drafts.iter().filter(is_swapped).count();
    if swapped > 1 && 2 * swapped > drafts.len() {
        of_file.push(Finding::repaired(
            FindingKind::SwappedAxes,
            format!("Kinh độ và vĩ độ đổi chỗ ở {swapped} trên {} dòng: cả tệp ghi ngược.", drafts.len()),
            format!("Longitude and latitude are swapped in {swapped} of {} rows: the file has them the wrong way round.", drafts.len()),
        ));
    }
}

/// The zone of a file, and those of single rows.
struct Zones<'a> {
    communes: &'a Communes,
    of_file: Option<Crs>,
}

impl Zones<'_> {
    /// Finds the zone of all rows that are in metres without a name.
    fn find(
        &mut self,
        drafts: &[Draft],
        declared: &[Declared],
        located: &[Located],
        of_file: &mut Vec<Finding>,
    ) {
        let clues: Vec<Clue<'_>> = (located.iter().zip(declared).zip(drafts))
            .filter_map(|((located, declared), _)| match located.taken {
                Some(Taken::Metres { pair, .. }) => Some(Clue { pair, declared }),
                _ => None,
            })
            .collect();
        if clues.is_empty() {
            return;
        }
        match find(&clues, self.communes) {
            ZoneFound::Found {
                crs,
                agreeing,
                rival,
            } => {
                self.of_file = Some(crs);
                of_file.push(zone_found(crs, agreeing, clues.len(), rival));
            }
            ZoneFound::Unclear(several) => of_file.push(zone_unclear(&several)),
            ZoneFound::NoneFits => of_file.push(no_zone()),
        }
    }

    /// The place of a row, its metres converted.
    fn place(&self, draft: &mut Draft, declared: &Declared, located: &Located) -> Option<LonLat> {
        let Some(Taken::Metres { pair, .. }) = located.taken else {
            return located.taken.as_ref().and_then(place_of);
        };
        let zone = self.of_file?;
        let clue = Clue { pair, declared };
        let mut crs = zone;
        if !agrees(clue, zone, self.communes)
            && let Some(own) = find_for_row(clue, self.communes)
        {
            crs = own;
            draft.find(Finding::repaired(
                FindingKind::CrsFound,
                format!(
                    "Riêng dòng này ở {} ({crs}) thì mới khớp với xã đã ghi.",
                    crs.name_vi()
                ),
                format!(
                    "Only in {} ({crs}) does this row lie in the commune that it names.",
                    crs.name_en()
                ),
            ));
        }
        draft.find(converted(crs));
        placed(pair, crs).map(rounded)
    }
}

fn zone_found(crs: Crs, agreeing: usize, rows: usize, rival: Option<Crs>) -> Finding {
    let finding = Finding::new(
        Gravity::Repaired,
        FindingKind::CrsFound,
        format!(
            "Tọa độ là mét VN-2000; thử các múi thì {} ({crs}) đưa {agreeing} trên {rows} dòng vào đúng đơn vị đã ghi.",
            crs.name_vi()
        ),
        format!(
            "The coordinates are VN-2000 metres; of all zones {} ({crs}) puts {agreeing} of {rows} rows into the units that they name.",
            crs.name_en()
        ),
    );
    match rival {
        None => finding,
        Some(rival) => finding.cure(
            format!(
                "{} ({rival}) cũng khớp, lệch khoảng 0,7 km: nếu tệp ở múi 6° hãy ghi --crs {rival}.",
                rival.name_vi()
            ),
            format!(
                "{} ({rival}) fits as well, 0.7 km off: if the file is in the 6° zone, say --crs {rival}.",
                rival.name_en()
            ),
        ),
    }
}

fn zone_unclear(several: &[Crs]) -> Finding {
    let names = |name: fn(Crs) -> &'static str| -> String {
        let named = several.iter().map(|&crs| format!("{} ({crs})", name(crs)));
        named.collect::<Vec<String>>().join(", ")
    };
    Finding::rejected(
        FindingKind::CrsUnclear,
        format!(
            "Tọa độ là mét VN-2000 nhưng chưa rõ múi; có thể là: {}.",
            names(Crs::name_vi)
        ),
        format!(
            "The coordinates are VN-2000 metres, but the zone is not clear; it may be: {}.",
            names(Crs::name_en)
        ),
    )
    .cure(
        "Hãy ghi --crs EPSG:… (kinh tuyến trục của địa phương), hoặc thêm cột xã.",
        "Say --crs EPSG:… (the local central meridian), or add a column with the commune.",
    )
}

fn no_zone() -> Finding {
    Finding::rejected(
        FindingKind::CrsUnclear,
        "Tọa độ là mét, nhưng không múi VN-2000 nào đưa các dòng vào đơn vị đã ghi.",
        "The coordinates are metres, but no zone of VN-2000 puts the rows into the units that they name.",
    )
    .cure(
        "Hãy ghi --crs EPSG:… và kiểm tra cột xã, tỉnh.",
        "Say --crs EPSG:… and check the columns of commune and province.",
    )
}

/// Coordinates that are there but give no place: a row whose numbers were read tells why.
fn tell_unplaced(draft: &mut Draft, located: &Located) {
    let finding = match located.taken {
        Some(Taken::Elsewhere) => Finding::rejected(
            FindingKind::OutsideRegion,
            "Tọa độ không nằm ở miền Bắc trong hệ tọa độ nào đã biết.",
            "The coordinates lie in the north of Vietnam in no known system.",
        )
        .cure(
            "Hãy kiểm tra dấu thập phân, thứ tự hai cột và hệ tọa độ (--crs).",
            "Check the decimal marks, the order of the columns and the system (--crs).",
        ),
        Some(Taken::Metres { .. }) => Finding::rejected(
            FindingKind::CrsUnclear,
            "Chưa chuyển được mét VN-2000 vì chưa rõ múi.",
            "VN-2000 metres cannot be converted without their zone.",
        )
        .cure("Hãy ghi --crs EPSG:….", "Say --crs EPSG:…."),
        // What could not be read has been told.
        _ => return,
    };
    draft.find(finding);
}
