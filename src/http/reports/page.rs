//! A report as a page for people: reads on a phone, prints on A4.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::atlas::{ReportDocument, ReportMap, ReportedDocument, ThingDocument};
use crate::http::language::Language;
use crate::http::reports::footnotes::Footnotes;
use crate::http::reports::page_figures::figures;
use crate::http::reports::page_map::figure;
use crate::http::reports::page_places::{gates, none, plants, zones};
use crate::http::reports::page_units::{appendix, facts, lineage, neighbours};
use crate::http::reports::words::Words;

/// A page in the making.
pub(in crate::http) struct ReportPage<'a> {
    pub(in crate::http) report: &'a ReportDocument<'a>,
    pub(in crate::http) map: Option<&'a ReportMap>,
    pub(in crate::http) words: Words,
    pub(in crate::http) notes: Footnotes<'a>,
}

/// The whole page, with the stylesheet in it.
pub(in crate::http) fn page(
    report: &ReportDocument,
    map: Option<&ReportMap>,
    language: Language,
    css: &str,
) -> String {
    let words = Words(language);
    let page = ReportPage {
        report,
        map,
        words,
        notes: Footnotes::new(&report.sources),
    };
    let title = format!(
        "{} – {}",
        page.name(),
        words.say("Phiếu thông tin", "Report")
    );
    // Footnotes are numbered while the body is written, and listed after it.
    let body = page.body();
    let markup = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" href="/favicon.svg";
                style { (PreEscaped(css)) }
            }
            body { (body) }
        }
    };
    markup.into_string()
}

impl ReportPage<'_> {
    /// What the report is about.
    pub(in crate::http) fn thing(&self) -> &ThingDocument {
        match &self.report.unit {
            ReportedDocument::Region(region) => &region.thing,
            ReportedDocument::Unit(unit) => &unit.thing,
        }
    }

    /// Whether the report is about the whole region.
    pub(in crate::http) fn is_region(&self) -> bool {
        matches!(self.report.unit, ReportedDocument::Region(_))
    }

    /// Whether the report is about a commune, present or former.
    pub(in crate::http) fn is_commune(&self) -> bool {
        matches!(&self.report.unit, ReportedDocument::Unit(unit) if unit.level == "commune")
    }

    fn name(&self) -> String {
        let thing = self.thing();
        let english = thing.full_name_en.as_deref().unwrap_or(&thing.full_name_vi);
        let name = self.words.say(&thing.full_name_vi, english);
        match (thing.former, self.words.0) {
            (false, _) => name.to_owned(),
            (true, Language::Vi) => format!("{name} (cũ)"),
            (true, Language::En) => format!("{name} (former)"),
        }
    }

    fn body(&self) -> Markup {
        let words = self.words;
        let main = html! {
            (self.overview())
            (lineage(self))
            (zones(self, &self.report.clusters, ["Cụm công nghiệp", "Industrial clusters"]))
            (zones(self, &self.report.parks, ["Khu công nghiệp", "Industrial parks"]))
            (zones(self, &self.report.other_zones, ["Khu kinh tế và khu khác", "Economic and other zones"]))
            (gates(self))
            (plants(self))
            (none(self))
            (figures(self))
            (neighbours(self))
            (appendix(self))
        };
        html! {
            header {
                div.masthead {
                    span { (words.say("Bản đồ Công Thương phía Bắc", "Atlas of industry and trade of northern Vietnam")) }
                    div { (words.say("Phiếu thông tin", "Report")) " · " (words.date(&self.report.made_at)) }
                }
                h1 { (self.name()) }
                p.lead { (self.lead()) }
                p.screen { small { (self.other_language()) } }
            }
            main { (main) }
            (self.remarks())
            footer {
                (self.imprint())
                section {
                    h2 { (words.say("Nguồn", "Sources")) }
                    (self.notes.list(words))
                }
            }
        }
    }

    /// The line below the name.
    fn lead(&self) -> Markup {
        let (thing, words) = (self.thing(), self.words);
        let kind = words.say(&thing.kind_vi, &thing.kind_en);
        let place = words.say(&thing.lies_in.text_vi, &thing.lies_in.text_en);
        html! {
            @match &self.report.unit {
                ReportedDocument::Region(region) => {
                    (words.count(region.provinces)) " "
                    (words.say("tỉnh, thành phố; ", "provinces; "))
                    (words.count(region.counts.units.unwrap_or(0))) " "
                    (words.say("xã, phường, đặc khu", "communes, wards and special zones"))
                }
                ReportedDocument::Unit(unit) => {
                    (kind) " · " (words.say("mã", "code")) " " (thing.code.as_deref().unwrap_or_default())
                    @if !place.is_empty() {
                        " · "
                        @if thing.former { (words.say(if unit.level == "commune" { "thuộc " } else { "nay thuộc " }, if unit.level == "commune" { "in " } else { "now in " })) }
                        (place)
                    }
                    @if let Some(day) = &unit.valid_to {
                        " · " (words.say("đến hết ngày ", "until ")) (words.date(day))
                    }
                }
            }
        }
    }

    fn other_language(&self) -> Markup {
        let code = &self.report.code;
        let json = format!("/api/reports/{code}");
        html! {
            @match self.words.0 {
                Language::Vi => { a href=(format!("/api/reports/{code}.html?lang=en")) lang="en" { "English" } }
                Language::En => { a href=(format!("/api/reports/{code}.html")) lang="vi" { "Tiếng Việt" } }
            }
            " · " a href=(json) { (self.words.say("Dữ liệu (JSON)", "Data (JSON)")) }
        }
    }

    fn overview(&self) -> Markup {
        let title = match self.words.0 {
            Language::Vi => format!("Bản đồ {}", self.name()),
            Language::En => format!("Map of {}", self.name()),
        };
        html! {
            section {
                h2 { (self.words.say("Tổng quan", "Overview")) }
                div.overview.alone[self.map.is_none() || self.is_region()] {
                    (facts(self))
                    @if let Some(map) = self.map {
                        (figure(map, &title, self.words))
                    } @else {
                        p.under { (self.words.say("Chưa có ranh giới của đơn vị này nên không vẽ bản đồ.", "The shape of this unit is not known; no map is drawn.")) }
                    }
                }
            }
        }
    }

    fn remarks(&self) -> Markup {
        let notes = match self.words.0 {
            Language::Vi => &self.report.notes_vi,
            Language::En => &self.report.notes_en,
        };
        html! {
            section.keep {
                h2 { (self.words.say("Lưu ý khi dùng số liệu", "What to mind")) }
                ul.notes-list { @for note in notes { li { (note) } } }
            }
        }
    }

    fn imprint(&self) -> Markup {
        let words = self.words;
        html! {
            p.imprint {
                (words.say("Bản đồ Công Thương phía Bắc", "Atlas of industry and trade of northern Vietnam"))
                ". " (words.say("Phiên bản dữ liệu ", "Version of the data ")) (self.report.snapshot)
                ". " (words.say("Lập ngày ", "Made on ")) (words.date(&self.report.made_at)) "."
            }
        }
    }
}
