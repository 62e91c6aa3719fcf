//! Zones, gates and plants in a report.

use maud::{Markup, html};

use crate::atlas::{
    FuelShare, GateItem, PlantShare, ThingDocument, TitleDocument, ZoneItem, ZoneShare, ZoneTotals,
    ZonesDocument,
};
use crate::http::reports::page::ReportPage;
use crate::http::reports::words::Words;

/// How many zones or plants a page lists by name.
const MOST_LISTED: usize = 10;

/// How many a page lists in a commune.
const MOST_IN_COMMUNE: usize = 40;

fn title<'a>(words: Words, of: &'a TitleDocument) -> &'a str {
    words.say(of.title_vi, of.title_en)
}

/// A number, or the words that there is none.
fn cell(words: Words, value: Option<f64>, decimals: u8) -> Markup {
    html! {
        @if let Some(value) = value {
            td.n { (words.number(value, decimals)) }
        } @else {
            td.n.none { (words.unknown()) }
        }
    }
}

/// What a place is known to be worth, as a mark behind the name.
fn place_mark(words: Words, precision: &str) -> Option<&'static str> {
    match precision {
        "none" => Some(words.say("chưa có vị trí", "no place known")),
        "approximate" => Some(words.say("vị trí gần đúng", "approximate place")),
        "commune_centroid" => Some(words.say("chỉ biết xã", "only the commune is known")),
        _ => None,
    }
}

/// A section on zones; nothing where there are none.
pub(in crate::http) fn zones(
    page: &ReportPage,
    zones: &ZonesDocument,
    heading: [&str; 2],
) -> Markup {
    let words = page.words;
    let heading = words.say(heading[0], heading[1]);
    html! {
        @if zones.sum.count > 0 {
            section {
                h2 { (heading) }
                (zone_table(page, zones, heading))
                (zone_list(page, zones))
                (unassigned(words, zones.unassigned))
            }
        }
    }
}

/// The kinds of which the unit has none, in one section.
pub(in crate::http) fn none(page: &ReportPage) -> Markup {
    let (report, words) = (page.report, page.words);
    let kinds = [
        (
            report.clusters.sum.count,
            report.clusters.unassigned,
            "Cụm công nghiệp",
            "Industrial clusters",
        ),
        (
            report.parks.sum.count,
            report.parks.unassigned,
            "Khu công nghiệp",
            "Industrial parks",
        ),
        (
            report.other_zones.sum.count,
            report.other_zones.unassigned,
            "Khu kinh tế và khu khác",
            "Economic and other zones",
        ),
        (
            report.gates.count,
            report.gates.unassigned,
            "Cửa khẩu",
            "Border gates",
        ),
        (
            report.plants.sum.count,
            report.plants.unassigned,
            "Nhà máy điện",
            "Power plants",
        ),
    ];
    let missing: Vec<_> = kinds
        .into_iter()
        .filter(|(count, ..)| *count == 0)
        .collect();
    html! {
        @if !missing.is_empty() {
            section.keep {
                h2 { (words.say("Chưa có trong dữ liệu", "None in the data")) }
                ul.plain {
                    @for (_, unassigned, vi, en) in missing {
                        li {
                            (words.say(vi, en))
                            @if unassigned > 0 {
                                " " small {
                                    "(" (words.count(unassigned)) " "
                                    (words.say("nơi trong tỉnh chưa rõ thuộc đơn vị nào)", "in the province may lie here or elsewhere)"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn unassigned(words: Words, count: usize) -> Markup {
    html! {
        @if count > 0 {
            p.under {
                (words.count(count)) " "
                (words.say("nơi khác trong tỉnh chưa rõ thuộc đơn vị nào, không tính ở đây.", "more in the province may lie here or elsewhere; they are not counted."))
            }
        }
    }
}

fn zone_table(page: &ReportPage, zones: &ZonesDocument, heading: &str) -> Markup {
    let words = page.words;
    let mixed = zones.by_kind.len() > 1;
    let shares = if mixed {
        &zones.by_kind
    } else {
        &zones.by_status
    };
    let by = if mixed {
        words.say("Loại", "Kind")
    } else {
        words.say("Tình trạng", "Status")
    };
    html! {
        div.scroll.keep tabindex="0" { table.sums {
            caption {
                (heading) ", " (words.say("theo các nguồn đến ", "by sources up to ")) (latest_date(words, zones))
                (page.notes.refs(zones.source_ids.iter().copied()))
            }
            thead { tr {
                th scope="col" { (by) }
                th.n scope="col" { (words.say("Số lượng", "Number")) }
                th.n scope="col" { (words.say("Diện tích, ha", "Area, ha")) }
                th.n scope="col" { (words.say("Có diện tích", "With an area")) }
                th.n scope="col" { (words.say("Lấp đầy, %", "Occupancy, %")) }
                th.n scope="col" { (words.say("Có tỷ lệ", "With a rate")) }
            } }
            tbody { @for share in shares { (zone_row(words, share)) } }
            @if shares.len() > 1 {
                tfoot { tr {
                    th scope="row" { (words.say("Tổng", "Total")) }
                    (zone_cells(words, &zones.sum))
                } }
            }
        } }
        (zone_remark(words, zones))
    }
}

/// The latest date that a source of these zones carries.
fn latest_date(words: Words, zones: &ZonesDocument) -> String {
    let dates = zones
        .items
        .iter()
        .filter_map(|zone| zone.source_date.as_deref());
    dates.max().map_or_else(
        || words.say("nay", "now").to_owned(),
        |date| words.date(date),
    )
}

fn zone_row(words: Words, share: &ZoneShare) -> Markup {
    html! { tr { th scope="row" { (title(words, &share.of)) } (zone_cells(words, &share.sum)) } }
}

fn zone_cells(words: Words, sum: &ZoneTotals) -> Markup {
    html! {
        td.n { (words.count(sum.count)) }
        (cell(words, sum.area_ha, 1))
        td.n { (words.count(sum.area_reported)) "/" (words.count(sum.count)) }
        (cell(words, sum.occupancy_pct, 1))
        td.n { (words.count(sum.occupancy_reported)) "/" (words.count(sum.count)) }
    }
}

fn zone_remark(words: Words, zones: &ZonesDocument) -> Markup {
    let parts = [
        (
            zones.sum.area_measured,
            "nơi có diện tích đo trên bản đồ, không theo văn bản",
            "with an area measured on the map, not stated",
        ),
        (
            zones.without_place,
            "nơi chưa có vị trí",
            "without a known place",
        ),
        (
            zones.possible_duplicates,
            "nơi có thể trùng với nơi khác trong danh sách",
            "possibly listed under another name too",
        ),
    ];
    let said: Vec<String> = (parts.iter())
        .filter(|(count, ..)| *count > 0)
        .map(|(count, vi, en)| format!("{} {}", words.count(*count), words.say(vi, en)))
        .collect();
    html! {
        @if !said.is_empty() {
            p.under { (words.say("Trong đó ", "Of these ")) (said.join("; ")) "." }
        }
    }
}

fn zone_list(page: &ReportPage, zones: &ZonesDocument) -> Markup {
    let words = page.words;
    let shown = listed(page, zones.items.len());
    let rates = zones
        .items
        .iter()
        .take(shown)
        .any(|zone| zone.occupancy_pct.is_some());
    html! {
        div.scroll tabindex="0" { table.listed {
            caption {
                @if shown < zones.sum.count {
                    (words.count(shown)) " " (words.say("nơi lớn nhất trong", "largest of")) " " (words.count(zones.sum.count))
                } @else { (words.say("Danh sách", "List")) }
            }
            thead { tr {
                th scope="col" { (words.say("Tên", "Name")) }
                th scope="col" { (words.say("Ở", "Where")) }
                th scope="col" { (words.say("Tình trạng", "Status")) }
                th.n scope="col" { (words.say("Diện tích, ha", "Area, ha")) }
                @if rates { th.n scope="col" { (words.say("Lấp đầy, %", "Occupancy, %")) } }
            } }
            tbody { @for zone in zones.items.iter().take(shown) { (zone_line(page, zone, rates)) } }
        } }
    }
}

fn zone_line(page: &ReportPage, zone: &ZoneItem, rates: bool) -> Markup {
    let words = page.words;
    html! {
        tr {
            th scope="row" {
                (zone.thing.name_vi)
                (page.notes.refs(zone.source_ids.iter().map(String::as_str)))
                @if let Some(mark) = place_mark(words, zone.precision) { br; small { (mark) } }
            }
            td { (whereabouts(page, &zone.thing)) }
            td { (title(words, &zone.status)) }
            (cell(words, zone.area_ha, 2))
            @if rates { (cell(words, zone.occupancy_pct, 1)) }
        }
    }
}

/// Where a thing lies: the province in a report on the region, else the commune.
fn whereabouts<'t>(page: &ReportPage, thing: &'t ThingDocument) -> &'t str {
    let (lies_in, words) = (&thing.lies_in, page.words);
    let unit = if page.is_region() {
        &lies_in.province
    } else {
        &lies_in.commune
    };
    unit.as_ref().map_or_else(
        || words.say("chưa rõ xã", "commune unknown"),
        |unit| words.say(&unit.name_vi, &unit.name_en),
    )
}

/// How many of a list are shown: all that lie in a commune, unless they are very many.
fn listed(page: &ReportPage, items: usize) -> usize {
    if page.is_commune() {
        items.min(MOST_IN_COMMUNE)
    } else {
        items.min(MOST_LISTED)
    }
}

/// The section on border gates.
pub(in crate::http) fn gates(page: &ReportPage) -> Markup {
    let (gates, words) = (&page.report.gates, page.words);
    // The region has too many to list those of which no source gives the trade.
    let region = page.is_region();
    let shown: Vec<&GateItem> = (gates.items.iter())
        .filter(|gate| !region || gate.latest.is_some())
        .collect();
    html! {
        @if gates.count > 0 {
            section {
                h2 { (words.say("Cửa khẩu", "Border gates")) }
                p {
                    (words.count(gates.count)) " " (words.say("cửa khẩu và lối thông quan: ", "gates and passages: "))
                    (counted(words, gates.by_class.iter().map(|share| (&share.of, share.count)))) ". "
                    (words.say("Tình trạng: ", "Status: "))
                    (counted(words, gates.by_status.iter().map(|share| (&share.of, share.count)))) "."
                    (page.notes.refs(gates.items.iter().flat_map(|gate| gate.source_ids).map(String::as_str)))
                }
                div.scroll tabindex="0" { table.listed {
                    caption {
                        @if region { (words.say("Các cửa khẩu có số liệu kim ngạch mới nhất", "Gates with figures of the value of their trade, the latest of each")) }
                        @else { (words.say("Từng cửa khẩu và kim ngạch mới nhất mà nguồn đưa", "Each gate and the latest value of its trade")) }
                    }
                    thead { tr {
                        th scope="col" { (words.say("Cửa khẩu", "Gate")) }
                        th scope="col" { (words.say("Loại, tình trạng", "Class, status")) }
                        th scope="col" { (words.say("Chỉ tiêu, phạm vi", "Measure, scope")) }
                        th scope="col" { (words.say("Kỳ", "Period")) }
                        th.n scope="col" { (words.say("Giá trị, triệu USD", "Value, million USD")) }
                    } }
                    tbody { @for gate in &shown { (gate_line(page, gate)) } }
                } }
                (unassigned(words, gates.unassigned))
            }
        }
    }
}

fn counted<'a>(
    words: Words,
    shares: impl Iterator<Item = (&'a TitleDocument<'a>, usize)>,
) -> String {
    let parts = shares
        .map(|(of, count)| format!("{} {}", words.count(count), in_a_sentence(title(words, of))));
    parts.collect::<Vec<_>>().join(", ")
}

fn in_a_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

fn gate_line(page: &ReportPage, gate: &GateItem) -> Markup {
    let words = page.words;
    html! {
        tr {
            th scope="row" {
                (gate.thing.name_vi)
                (page.notes.refs(gate.source_ids.iter().map(String::as_str)))
                @if let Some(mark) = place_mark(words, gate.precision) { br; small { (mark) } }
            }
            td { (title(words, &gate.class)) ", " (in_a_sentence(title(words, &gate.status))) }
            @if let Some(figure) = &gate.latest {
                td {
                    (words.say(figure.measure_vi, figure.measure_en))
                    @if let Some(scope) = figure.scope_vi.zip(figure.scope_en) { br; small { (words.say(scope.0, scope.1)) } }
                }
                td { (words.period(&figure.period)) }
                (crate::http::reports::page_figures::value_cell(page, figure))
            } @else {
                td.none colspan="3" { (words.unknown()) }
            }
        }
    }
}

/// The section on power plants.
pub(in crate::http) fn plants(page: &ReportPage) -> Markup {
    let (plants, words) = (&page.report.plants, page.words);
    html! {
        @if plants.sum.count > 0 {
            section {
                h2 { (words.say("Nguồn điện", "Power plants")) }
                div.scroll.keep tabindex="0" { table.sums {
                    caption {
                        (words.say("Công suất theo nguồn năng lượng, MW", "Capacity by source of energy, MW"))
                        (page.notes.refs(plants.source_ids.iter().copied()))
                    }
                    thead { tr {
                        th scope="col" { (words.say("Nguồn năng lượng", "Source of energy")) }
                        th.n scope="col" { (words.say("Số nhà máy", "Plants")) }
                        th.n scope="col" { (words.say("Tổng MW", "MW in all")) }
                        th.n scope="col" { (words.say("Có công suất", "With a capacity")) }
                        th.n scope="col" { (words.say("Đang vận hành", "Operating")) }
                        th.n scope="col" { (words.say("Đang xây dựng", "Under construction")) }
                        th.n scope="col" { (words.say("Quy hoạch", "Planned")) }
                        th.n scope="col" { (words.say("Chưa rõ", "Unknown")) }
                    } }
                    tbody { @for share in &plants.by_fuel { (fuel_row(words, share)) } }
                    @if plants.by_fuel.len() > 1 {
                        tfoot { tr {
                            th scope="row" { (words.say("Tổng", "Total")) }
                            td.n { (words.count(plants.sum.count)) }
                            (cell(words, plants.sum.capacity_mw, 1))
                            td.n { (words.count(plants.sum.reported)) "/" (words.count(plants.sum.count)) }
                            (status_cells(words, &plants.by_status))
                        } }
                    }
                } }
                @if plants.without_place > 0 {
                    p.under { (words.count(plants.without_place)) " " (words.say("nhà máy chưa có vị trí trên bản đồ.", "plants have no known place.")) }
                }
                (plant_list(page))
                (unassigned(words, plants.unassigned))
            }
        }
    }
}

fn fuel_row(words: Words, share: &FuelShare) -> Markup {
    let sum = &share.all.sum;
    html! {
        tr {
            th scope="row" { (title(words, &share.all.of)) }
            td.n { (words.count(sum.count)) }
            (cell(words, sum.capacity_mw, 1))
            td.n { (words.count(sum.reported)) "/" (words.count(sum.count)) }
            (status_cells(words, &share.by_status))
        }
    }
}

/// Capacities by status: a dash where there is no plant of that status.
fn status_cells(words: Words, shares: &[PlantShare]) -> Markup {
    html! {
        @for status in ["operating", "construction", "planned", "unknown"] {
            @match shares.iter().find(|share| share.of.value == status) {
                Some(share) => (cell(words, share.sum.capacity_mw, 1)),
                None => td.n { "–" },
            }
        }
    }
}

fn plant_list(page: &ReportPage) -> Markup {
    let (plants, words) = (&page.report.plants, page.words);
    let shown = listed(page, plants.items.len());
    html! {
        div.scroll tabindex="0" { table.listed {
            caption {
                @if shown < plants.sum.count {
                    (words.count(shown)) " " (words.say("nhà máy lớn nhất trong", "largest of")) " " (words.count(plants.sum.count))
                } @else { (words.say("Danh sách", "List")) }
            }
            thead { tr {
                th scope="col" { (words.say("Tên", "Name")) }
                th scope="col" { (words.say("Ở", "Where")) }
                th scope="col" { (words.say("Nguồn năng lượng", "Source of energy")) }
                th scope="col" { (words.say("Tình trạng", "Status")) }
                th.n scope="col" { (words.say("Công suất, MW", "Capacity, MW")) }
            } }
            tbody {
                @for plant in plants.items.iter().take(shown) {
                    tr {
                        th scope="row" {
                            (plant.thing.name_vi)
                            (page.notes.refs(plant.source_ids.iter().map(String::as_str)))
                            @if let Some(mark) = place_mark(words, plant.precision) { br; small { (mark) } }
                        }
                        td { (whereabouts(page, &plant.thing)) }
                        td { (title(words, &plant.fuel)) }
                        td { (title(words, &plant.status)) }
                        (cell(words, plant.capacity_mw, 1))
                    }
                }
            }
        } }
    }
}
