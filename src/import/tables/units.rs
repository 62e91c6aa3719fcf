//! Provinces and communes, present and former.

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::predecessors::Edge;
use super::{Progress, place_in};
use crate::domain::{LayerId, Unit, UnitCode, UnitKind};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};
use crate::import::sources::SourceBook;

/// The first day of the present units.
const MERGER: Date = Date::constant(2025, 7, 1);
/// The last day of the former ones.
const EVE: Date = Date::constant(2025, 6, 30);
/// The act that merged the provinces.
const PROVINCE_ACT: &str = "202/2025/QH15";

const PROVINCES: &str = "provinces.csv";
const COMMUNES: &str = "communes.csv";

/// All units, by layer (provinces, communes, former provinces, former communes) and code.
pub(super) fn import(
    progress: &mut Progress<'_>,
    edges: &[Edge],
) -> Result<Vec<Unit>, ImportError> {
    let mut provinces = read(progress, PROVINCES, province)?;
    name_neighbours(&mut provinces);
    let communes = read(progress, COMMUNES, commune)?;
    let former_provinces = former_provinces(progress, edges, &provinces);
    let former_communes = former_communes(progress, edges, &communes);
    let mut units = [provinces, communes, former_provinces, former_communes].concat();
    units.sort_by_key(|unit| (unit.valid_to.is_some(), unit.level, unit.code));
    Ok(units)
}

type Reader = fn(&RawRow, &mut SourceBook, &mut FileReport) -> Result<Unit, RowProblem>;

fn read(progress: &mut Progress<'_>, file: &str, reader: Reader) -> Result<Vec<Unit>, ImportError> {
    let mut report = FileReport::new(file);
    let columns = [
        "code",
        "name_vi",
        "type",
        "area_km2",
        "population",
        "source",
    ];
    let mut units = Vec::new();
    for row in read_rows(&progress.raw.join(file), &columns)? {
        let unit = reader(&row, &mut progress.book, &mut report);
        units.extend(
            report
                .settle(row.line(), unit)
                .map(|unit| (row.line(), unit)),
        );
    }
    let units = super::refuse_twins(&mut report, units, |unit: &Unit| unit.code.to_string());
    progress.reports.push(report);
    Ok(units)
}

fn province(
    row: &RawRow,
    book: &mut SourceBook,
    report: &mut FileReport,
) -> Result<Unit, RowProblem> {
    let mut unit = common(row, book)?;
    unit.act = row.text("resolution");
    unit.commune_act = row.text("commune_resolution");
    unit.population_average_2024 = row.parse("population_nso_avg_2024")?;
    unit.grdp_bn_vnd = row.parse("grdp_bn_vnd")?;
    unit.grdp_year = row.parse("grdp_year")?;
    unit.seat_address = row.text("seat_address");
    unit.communes = row.parse("communes")?;
    unit.wards = row.parse("wards")?;
    unit.special_zones = row.parse("special_zones")?;
    unit.communes_area_km2 = row.parse("sum_commune_area_km2")?;
    unit.communes_population = row.parse("sum_commune_population")?;
    unit.merged_from = list(row, "merged_from");
    unit.region = row.text("region");
    unit.region_en = row.text("region_en");
    unit.land_border = list(row, "land_border_with")
        .iter()
        .map(|country| country_code(country, report))
        .collect::<Result<_, _>>()?;
    unit.coast = row.text("coast").map(|word| word == "yes");
    unit.adjacent = list(row, "adjacent_provinces");
    Ok(unit)
}

fn commune(row: &RawRow, book: &mut SourceBook, _: &mut FileReport) -> Result<Unit, RowProblem> {
    let mut unit = common(row, book)?;
    unit.province = Some(row.parse_required("province_code")?);
    unit.act = row.text("resolution");
    unit.polygon_area_km2 = row.parse("polygon_area_km2")?;
    unit.seat_place = place_in(row, "seat_lon", "seat_lat")?;
    unit.predecessors = row.text("predecessors");
    unit.note = row.text("notes");
    Ok(unit)
}

fn common(row: &RawRow, book: &mut SourceBook) -> Result<Unit, RowProblem> {
    let code: UnitCode = row.parse_required("code")?;
    let kind = kind_of(&row.required("type")?)?;
    let mut unit = empty(code, kind);
    unit.id = code.number();
    unit.name_vi = row.required("name_vi")?;
    unit.name_en = row.required("name_en")?;
    unit.full_name_vi = row.required("full_name_vi")?;
    unit.full_name_en = row.required("full_name_en")?;
    unit.valid_from = Some(MERGER);
    unit.area_km2 = row.parse("area_km2")?;
    unit.population = row.parse("population")?;
    unit.population_year = row.parse("population_year")?;
    unit.seat = row.text("seat");
    unit.source_note = row.text("source");
    unit.sources = unit_sources(book, unit.source_note.as_deref().unwrap_or_default());
    Ok(unit)
}

fn empty(code: UnitCode, kind: UnitKind) -> Unit {
    Unit {
        id: 0,
        code,
        level: code.level(),
        name_vi: String::new(),
        name_en: String::new(),
        full_name_vi: String::new(),
        full_name_en: String::new(),
        kind,
        province: None,
        valid_from: None,
        valid_to: None,
        act: None,
        commune_act: None,
        area_km2: None,
        polygon_area_km2: None,
        population: None,
        population_year: None,
        population_average_2024: None,
        grdp_bn_vnd: None,
        grdp_year: None,
        seat: None,
        seat_address: None,
        seat_place: None,
        label_place: None,
        communes: None,
        wards: None,
        special_zones: None,
        communes_area_km2: None,
        communes_population: None,
        merged_from: Vec::new(),
        region: None,
        region_en: None,
        land_border: Vec::new(),
        coast: None,
        adjacent: Vec::new(),
        predecessors: None,
        district_code: None,
        district: None,
        quality: None,
        note: None,
        sources: Vec::new(),
        source_note: None,
    }
}

fn kind_of(word: &str) -> Result<UnitKind, RowProblem> {
    Ok(match word.to_lowercase().as_str() {
        "thành phố" => UnitKind::Municipality,
        "tỉnh" => UnitKind::Province,
        "xã" => UnitKind::Commune,
        "phường" => UnitKind::Ward,
        "đặc khu" => UnitKind::SpecialZone,
        "thị trấn" => UnitKind::Township,
        other => {
            return Err(RowProblem::new(
                format!("\"{other}\" is no kind of unit"),
                "Use tỉnh, thành phố, xã, phường, đặc khu or thị trấn",
            ));
        }
    })
}

/// The sources of a unit, each once.
fn unit_sources(book: &mut SourceBook, note: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (_, id) in unit_citations(note) {
        if !ids.iter().any(|known| known == id) {
            ids.push(book.cite_known(id));
        }
    }
    ids
}

/// Reads a note such as `area,population:VF(…);seat:SB`: words for columns, and the source that
/// they come from.
pub(super) fn unit_citations(note: &str) -> impl Iterator<Item = (&str, &'static str)> {
    const KEYS: [(&str, &str); 7] = [
        ("TL", "sapnhap-tl"),
        ("SB", "sapnhap-sb"),
        ("GV", "sapnhap-gv"),
        ("ST", "sapnhap-st"),
        ("VF", "sapnhap-vf"),
        ("NSO", "nso-2024"),
        ("306/NQ-CP", "decision-306-2025"),
    ];
    let pairs = note.split(';').filter_map(|part| part.split_once(':'));
    pairs.filter_map(|(columns, key)| {
        let key = key.split([' ', '(']).next()?;
        let known = KEYS.iter().find(|(own, _)| *own == key)?;
        Some((columns, known.1))
    })
}

fn list(row: &RawRow, column: &str) -> Vec<String> {
    let text = row.text(column).unwrap_or_default();
    let parts = text.split(';').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn country_code(name: &str, report: &mut FileReport) -> Result<String, RowProblem> {
    let code = match name {
        "China" => "CN",
        "Laos" => "LA",
        other => {
            let reason = format!("\"{other}\" is no neighbour on land");
            return Err(RowProblem::new(reason, "Use China or Laos"));
        }
    };
    report.change("names of neighbouring countries became ISO codes");
    Ok(code.to_owned())
}

/// Neighbouring provinces are named in the source; their codes are kept where they are ours.
fn name_neighbours(provinces: &mut [Unit]) {
    let codes: BTreeMap<String, String> = provinces
        .iter()
        .map(|unit| (unit.name_vi.clone(), unit.code.to_string()))
        .collect();
    // Quảng Trị (44) lies south of Hà Tĩnh, outside the eighteen provinces.
    for unit in provinces {
        for name in &mut unit.adjacent {
            if let Some(code) = codes.get(name) {
                name.clone_from(code);
            } else if name == "Quảng Trị" {
                "44".clone_into(name);
            }
        }
    }
}

fn former_provinces(progress: &mut Progress<'_>, edges: &[Edge], present: &[Unit]) -> Vec<Unit> {
    let merged: Vec<UnitCode> = present
        .iter()
        .filter(|unit| unit.act.is_some())
        .map(|unit| unit.code)
        .collect();
    let first: BTreeMap<UnitCode, &Edge> = edges
        .iter()
        .rev()
        .map(|edge| (edge.former_province, edge))
        .collect();
    let mut found = Vec::new();
    for (code, edge) in first {
        let full = &edge.former_province_full_name;
        let Some(mut unit) = former(progress, code, full, LayerId::FormerProvinces) else {
            continue;
        };
        let was_merged = merged.contains(&edge.successor_province);
        unit.act = was_merged.then(|| PROVINCE_ACT.to_owned());
        found.push(unit);
    }
    found
}

fn former_communes(progress: &mut Progress<'_>, edges: &[Edge], present: &[Unit]) -> Vec<Unit> {
    let acts: BTreeMap<UnitCode, Option<&String>> = present
        .iter()
        .map(|unit| (unit.code, unit.act.as_ref()))
        .collect();
    let mut first: BTreeMap<UnitCode, &Edge> = BTreeMap::new();
    for edge in edges {
        let known = first.entry(edge.former).or_insert(edge);
        if edge.default && !known.default {
            *known = edge;
        }
    }
    let mut found = Vec::new();
    for (code, edge) in first {
        let full = &edge.former_full_name;
        let Some(mut unit) = former(progress, code, full, LayerId::FormerCommunes) else {
            continue;
        };
        unit.province = Some(edge.former_province);
        unit.district_code = Some(edge.district_code.clone());
        unit.district = Some(edge.district.clone());
        unit.act = acts.get(&edge.successor).copied().flatten().cloned();
        found.push(unit);
    }
    found
}

/// A former unit from its name with its kind; nothing when the kind is not one of ours.
fn former(progress: &mut Progress<'_>, code: UnitCode, full: &str, layer: LayerId) -> Option<Unit> {
    const KINDS: [&str; 5] = ["Thành phố", "Tỉnh", "Xã", "Phường", "Thị trấn"];
    let word = KINDS.into_iter().find(|word| full.starts_with(word))?;
    let kind = kind_of(word).ok()?;
    let mut unit = empty(code, kind);
    unit.id = progress.number(layer, &code.to_string());
    full[word.len()..].trim().clone_into(&mut unit.name_vi);
    unit.name_en = without_marks(&unit.name_vi);
    full.clone_into(&mut unit.full_name_vi);
    unit.full_name_en = format!("{} {}", unit.name_en, english(kind));
    unit.valid_to = Some(EVE);
    unit.sources = vec![progress.book.cite_known("gso-crosswalk-2025")];
    Some(unit)
}

fn english(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Municipality => "City",
        UnitKind::Province => "Province",
        UnitKind::Commune => "Commune",
        UnitKind::Ward => "Ward",
        UnitKind::SpecialZone => "Special Zone",
        UnitKind::Township => "Township",
    }
}

/// The Latin letters of a Vietnamese name without their marks.
fn without_marks(name: &str) -> String {
    name.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| match letter {
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;

    #[test]
    fn marks_fall_away_and_d_with_stroke_becomes_d() {
        assert_eq!(without_marks("Đắk Ơ Hoà"), "Dak O Hoa");
    }

    #[test]
    fn the_level_follows_from_the_kind() {
        assert_eq!(kind_of("Phường").unwrap().level(), Level::Commune);
        assert!(kind_of("quận").is_err());
    }
}
