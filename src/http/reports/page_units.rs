//! The units of a report: key facts, what came before and after, neighbours, members.

use maud::{Markup, html};

use crate::atlas::{
    CountsDocument, MemberDocument, PredecessorDocument, RegionDocument, ReportedDocument,
    SourceDocument, UnitDocument,
};
use crate::http::reports::page::ReportPage;

/// The table of key facts.
pub(in crate::http) fn facts(page: &ReportPage) -> Markup {
    let rows = match &page.report.unit {
        ReportedDocument::Region(region) => of_region(page, region),
        ReportedDocument::Unit(unit) => of_unit(page, unit),
    };
    html! {
        table.facts {
            caption { (page.words.say("Thông tin chính", "Key facts")) }
            tbody { (rows) }
        }
    }
}

fn row(page: &ReportPage, title: [&str; 2], value: Option<Markup>) -> Markup {
    html! {
        tr {
            th scope="row" { (page.words.say(title[0], title[1])) }
            @if let Some(value) = value {
                td { (value) }
            } @else {
                td.none { (page.words.unknown()) }
            }
        }
    }
}

fn of_region(page: &ReportPage, region: &RegionDocument) -> Markup {
    let words = page.words;
    let refs = || {
        page.notes
            .refs(region.sources.iter().map(|source| source.id))
    };
    let counts = &region.counts;
    html! {
        (row(page, ["Diện tích công bố", "Declared area"], region.area_km2.map(|km2| html! {
            (words.number(km2, 2)) " km²" (refs()) " "
            small { (words.say("tổng ", "sum of ")) (region.area_reported) (words.say(" tỉnh, thành phố, 2025", " provinces, 2025")) }
        })))
        (row(page, ["Dân số đăng ký", "Registered residents"], region.population.map(|count| html! {
            (words.count(count as usize)) " " (words.say("người", "persons")) (refs()) " "
            small { (words.say("tổng ", "sum of ")) (region.population_reported) (words.say(" tỉnh, thành phố", " provinces")) @if let Some(year) = region.population_year { ", " (year) } }
        })))
        (row(page, ["Đơn vị hành chính", "Units"], Some(html! {
            (region.provinces) " " (words.say("tỉnh, thành phố; ", "provinces; "))
            (units_in(page, counts))
            " " small { (words.say("từ 01/7/2025", "since 1 July 2025")) }
        })))
    }
}

/// The communes of a unit by kind, in words.
fn units_in(page: &ReportPage, counts: &CountsDocument) -> String {
    let words = page.words;
    let parts = [
        (counts.communes, "xã", "communes"),
        (counts.wards, "phường", "wards"),
        (counts.townships, "thị trấn", "townships"),
        (counts.special_zones, "đặc khu", "special zones"),
    ];
    let known = parts.into_iter().filter_map(|(count, vi, en)| {
        let count = count.filter(|count| *count > 0)?;
        Some(format!("{} {}", words.count(count), words.say(vi, en)))
    });
    known.collect::<Vec<_>>().join(", ")
}

/// A number of the unit: with its period, and the sources of the figure that says the same. Where
/// the unit has none, the latest figure of that measure stands in.
fn fact(
    page: &ReportPage,
    measure: &str,
    value: Option<f64>,
    decimals: u8,
    unit: [&str; 2],
) -> Option<Markup> {
    let words = page.words;
    let mut figures = page
        .report
        .figures
        .iter()
        .filter(|figure| figure.measure == measure);
    let figure = match value {
        Some(value) => figures.find(|figure| figure.value == Some(value)),
        None => figures.find(|figure| figure.value.is_some()),
    };
    let value = value.or_else(|| figure?.value)?;
    Some(html! {
        (words.number(value, decimals)) " " (words.say(unit[0], unit[1]))
        @if let Some(figure) = figure {
            (page.notes.refs(figure.source_ids.iter().map(String::as_str)))
            " " small { "(" (words.period(&figure.period)) ")" }
        } @else {
            (page.notes.refs(unit_sources(page).iter().map(|source| source.id)))
        }
    })
}

fn of_unit(page: &ReportPage, unit: &UnitDocument) -> Markup {
    let words = page.words;
    let present = unit.valid_to.is_none();
    let counts = &unit.counts;
    let units = units_in(page, counts);
    let people = ["người", "persons"];
    let density = unit
        .population
        .zip(unit.area_km2)
        .filter(|(_, km2)| *km2 > 0.0);
    html! {
        (row(page, ["Diện tích công bố", "Declared area"], fact(page, "area", unit.area_km2, 2, ["km²", "km²"])))
        @if present || unit.level == "commune" {
            (row(page, ["Dân số đăng ký", "Registered residents"], fact(page, "population_registered", unit.population.map(|count| count as f64), 0, people)))
        }
        @if let Some((count, km2)) = density {
            (row(page, ["Mật độ", "Density"], Some(html! {
                (words.number(count as f64 / km2, 0)) " " (words.say("người/km²", "persons per km²"))
                " " small { (words.say("(tính từ hai số trên)", "(from the two above)")) }
            })))
        }
        @if unit.level == "province" {
            (row(page, ["Dân số trung bình", "Average population"], fact(page, "population_average", unit.population_average_2024.map(|count| count as f64), 0, people)))
            (row(page, ["GRDP", "Gross regional product"], fact(page, "grdp", unit.grdp_bn_vnd, 0, ["tỷ đồng", "billion VND"])))
        }
        @if unit.level == "province" {
            (row(page, ["Đơn vị cấp xã", "Communes"], (!units.is_empty()).then(|| html! { (units) })))
        }
        @if let Some(parent) = &unit.parent {
            (row(page, ["Tỉnh, thành phố", "Province"], Some(html! { (words.say(parent.full_name_vi, parent.full_name_en)) })))
        }
        @if let Some(district) = &unit.district {
            (row(page, ["Huyện", "District"], Some(html! { (district.name) })))
        }
        @if let Some(seat) = unit.seat.as_ref().and_then(|seat| seat.address.or(seat.text)) {
            (row(page, ["Trụ sở hành chính", "Seat"], Some(html! { (seat) })))
        }
        @if let Some(region) = unit.region {
            (row(page, ["Vùng kinh tế - xã hội", "Socio-economic region"], Some(html! { (words.say(region, unit.region_en.unwrap_or(region))) })))
        }
        @if !unit.land_border.is_empty() {
            (row(page, ["Biên giới đất liền", "Land border"], Some(html! { (countries(page, unit.land_border)) })))
        }
        @if let Some(act) = unit.act {
            (row(page, ["Văn bản sắp xếp", "Act"], Some(html! { (act) })))
        }
        @if let Some(act) = unit.commune_act {
            (row(page, ["Sắp xếp cấp xã", "Act on its communes"], Some(html! { (act) })))
        }
        @if let Some(quality) = unit.quality {
            (row(page, ["Độ tin cậy ranh giới", "Class of outline"], Some(html! { (quality) " " small { (words.say("(A tốt nhất, D phỏng đoán)", "(A best, D guessed)")) } })))
        }
    }
}

fn countries(page: &ReportPage, codes: &[String]) -> String {
    let names = codes.iter().map(|code| match code.as_str() {
        "CN" => page.words.say("Trung Quốc", "China"),
        "LA" => page.words.say("Lào", "Laos"),
        _ => code,
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What a unit was made of, or became.
pub(in crate::http) fn lineage(page: &ReportPage) -> Markup {
    let (report, words) = (page.report, page.words);
    let extent = |extent: &str| match extent {
        "whole" => words.say("toàn bộ", "the whole"),
        _ => words.say("một phần", "a part"),
    };
    let name = &page.thing().full_name_vi;
    let unchanged = matches!(&report.predecessors[..], [one] if one.extent == "whole" && one.unit.full_name_vi == name);
    html! {
        @if unchanged {
            section.keep {
                h2 { (words.say("Hình thành từ", "Made of")) }
                p { (words.say("Giữ nguyên từ trước ngày 01/7/2025.", "Unchanged since before 1 July 2025.")) }
            }
        } @else if !report.predecessors.is_empty() {
            section.keep[report.predecessors.len() <= 15] {
                h2 { (words.say("Hình thành từ", "Made of")) }
                ul.plain.wide[report.predecessors.len() > 4] {
                    @for former in &report.predecessors {
                        li { (predecessor(page, former)) " – " (extent(former.extent)) }
                    }
                }
            }
        }
        @if !report.successors.is_empty() {
            section.keep {
                h2 { (words.say("Nay là", "Now")) }
                ul.plain {
                    @for unit in &report.successors {
                        li {
                            (words.say(&unit.full_name_vi, &unit.full_name_en)) " (" (unit.code) ") – " (extent(unit.extent))
                            @if unit.default && report.successors.len() > 1 { ", " (words.say("phần chính", "the main part")) }
                        }
                    }
                }
            }
        }
    }
}

fn predecessor(page: &ReportPage, former: &PredecessorDocument) -> String {
    let name = page
        .words
        .say(former.unit.full_name_vi, former.unit.full_name_en);
    let mut parts = vec![name.to_owned()];
    parts.extend(former.district.map(str::to_owned));
    if let Some(province) = &former.province {
        parts.push(
            page.words
                .say(province.full_name_vi, province.full_name_en)
                .to_owned(),
        );
    }
    parts.join(", ")
}

/// The units beside a unit.
pub(in crate::http) fn neighbours(page: &ReportPage) -> Markup {
    let (neighbours, words) = (&page.report.neighbours, page.words);
    html! {
        @if !neighbours.is_empty() {
            section.keep {
                h2 { (words.say("Giáp ranh", "Neighbours")) }
                p.under {
                    (words.say("Chiều dài ranh giới chung đo trên bản đồ.", "Length of the common border as measured on the map."))
                    (page.notes.refs(shape_sources(page)))
                }
                ul.plain.wide[neighbours.len() > 4] {
                    @for one in neighbours {
                        li { (words.say(one.unit.full_name_vi, one.unit.full_name_en)) ": " (words.number(one.shared_km, 1)) " km" }
                    }
                }
            }
        }
    }
}

/// The sources of the region or the unit itself.
fn unit_sources<'p>(page: &'p ReportPage) -> &'p [SourceDocument<'p>] {
    match &page.report.unit {
        ReportedDocument::Region(region) => &region.sources,
        ReportedDocument::Unit(unit) => &unit.sources,
    }
}

/// The sources of the boundaries.
fn shape_sources<'p>(page: &'p ReportPage) -> impl Iterator<Item = &'p str> {
    let own = match &page.report.unit {
        ReportedDocument::Region(_) => &[][..],
        ReportedDocument::Unit(unit) => unit.shape_source_ids,
    };
    own.iter().map(String::as_str)
}

/// The units within, in a table of many lines at the end.
pub(in crate::http) fn appendix(page: &ReportPage) -> Markup {
    let (members, words) = (&page.report.members, page.words);
    let provinces = members.first().is_some_and(|member| member.units.is_some());
    let title = if provinces {
        words.say("Các tỉnh, thành phố", "Provinces")
    } else {
        words.say(
            "Các xã, phường, đặc khu",
            "Communes, wards and special zones",
        )
    };
    html! {
        @if !members.is_empty() {
            section.appendix {
                h2 { (title) }
                div.scroll tabindex="0" { table {
                    caption {
                        (words.say("Diện tích công bố, dân số đăng ký (2025) và số cơ sở trên bản đồ", "Declared area, registered residents (2025) and what the map knows"))
                        (page.notes.refs(members.iter().flat_map(|member| member.source_ids).map(String::as_str)))
                    }
                    thead { tr {
                        th scope="col" { (words.say("Tên", "Name")) }
                        th.n scope="col" { (words.say("Diện tích, km²", "Area, km²")) }
                        th.n scope="col" { (words.say("Dân số, người", "Residents")) }
                        @if provinces { th.n scope="col" { (words.say("Cấp xã", "Communes")) } }
                        th.n scope="col" { (words.say("Cụm CN", "Clusters")) }
                        th.n scope="col" { (words.say("Khu CN", "Parks")) }
                        th.n scope="col" { (words.say("Cửa khẩu", "Gates")) }
                        th.n scope="col" { (words.say("Nhà máy điện", "Plants")) }
                    } }
                    tbody { @for member in members { (member_row(page, member, provinces)) } }
                } }
            }
        }
    }
}

fn member_row(page: &ReportPage, member: &MemberDocument, provinces: bool) -> Markup {
    let words = page.words;
    let name = words.say(member.unit.full_name_vi, member.unit.full_name_en);
    let count = |count: usize| {
        if count == 0 {
            "–".to_owned()
        } else {
            words.count(count)
        }
    };
    html! {
        tr {
            th scope="row" { (name) }
            td.n { (member.area_km2.map_or_else(|| words.unknown().to_owned(), |km2| words.number(km2, 2))) }
            td.n { (member.population.map_or_else(|| words.unknown().to_owned(), |people| words.count(people as usize))) }
            @if provinces { td.n { (count(member.units.unwrap_or(0))) } }
            td.n { (count(member.clusters)) }
            td.n { (count(member.parks)) }
            td.n { (count(member.gates)) }
            td.n { (count(member.plants)) }
        }
    }
}
