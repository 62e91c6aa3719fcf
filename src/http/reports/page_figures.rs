//! The figures of a report, with periods and sources.

use maud::{Markup, html};

use crate::atlas::FigureDocument;
use crate::http::reports::page::ReportPage;

/// How many periods of one measure and scope the page shows; the rest is told where to find.
const MOST_PERIODS: usize = 3;

/// The table of figures.
pub(in crate::http) fn figures(page: &ReportPage) -> Markup {
    let (all, words) = (&page.report.figures, page.words);
    let series = || all.chunk_by(|a, b| a.measure == b.measure && a.scope == b.scope);
    let left_out: usize = series()
        .map(|own| own.len().saturating_sub(MOST_PERIODS))
        .sum();
    html! {
        section {
            h2 { (words.say("Số liệu thống kê", "Figures")) }
            @if all.is_empty() {
                p { (words.say("Chưa có số liệu của đơn vị này.", "There are no figures about this unit.")) }
            } @else {
                div.scroll tabindex="0" { table.figures {
                    caption { (words.say("Số liệu theo kỳ và nguồn, kỳ mới nhất trước", "Figures by period and source, the latest first")) }
                    thead { tr {
                        th.c1 scope="col" { (words.say("Chỉ tiêu", "Measure")) }
                        th.c2 scope="col" { (words.say("Kỳ", "Period")) }
                        th.n.c3 scope="col" { (words.say("Giá trị", "Value")) }
                        th.c4 scope="col" { (words.say("Đơn vị", "Unit")) }
                        th.n.c5 scope="col" { (words.say("So cùng kỳ", "Year on year")) }
                    } }
                    tbody {
                        @for own in series() {
                            @for (at, figure) in own.iter().take(MOST_PERIODS).enumerate() {
                                (row(page, figure, (at == 0).then(|| own.len().min(MOST_PERIODS))))
                            }
                        }
                    }
                } }
                @if left_out > 0 {
                    p.under {
                        (words.say("Số liệu của các kỳ khác (", "Figures of other periods ("))
                        (words.count(left_out)) "): "
                        a href=(format!("/api/figures?subject={}", page.report.code)) { "/api/figures?subject=" (page.report.code) }
                    }
                }
            }
        }
    }
}

fn row(page: &ReportPage, figure: &FigureDocument, rows: Option<usize>) -> Markup {
    let words = page.words;
    let note = words.say(
        figure.note_vi.unwrap_or_default(),
        figure.note_en.unwrap_or_default(),
    );
    html! {
        tr {
            @if let Some(rows) = rows {
                th scope="rowgroup" rowspan=(rows) {
                    (words.say(figure.measure_vi, figure.measure_en))
                    @if let Some(scope) = figure.scope_vi.zip(figure.scope_en) {
                        br; small { (words.say(scope.0, scope.1)) }
                    }
                }
            }
            td {
                (words.period(&figure.period))
                @if !note.is_empty() { br; small { (note) } }
            }
            (value_cell(page, figure))
            td { (words.say(figure.unit_vi, figure.unit_en)) }
            (change_cell(page, figure))
        }
    }
}

/// The value with its footnote.
pub(in crate::http) fn value_cell(page: &ReportPage, figure: &FigureDocument) -> Markup {
    html! {
        @if let Some(value) = page.words.value(figure) {
            td.n { (value) (page.notes.refs(figure.source_ids.iter().map(String::as_str))) }
        } @else {
            td.n.none { (page.words.unknown()) }
        }
    }
}

fn change_cell(page: &ReportPage, figure: &FigureDocument) -> Markup {
    let words = page.words;
    html! {
        @if let Some(change) = figure.yoy_pct {
            td.n {
                @if change > 0.0 { "+" } (words.number(change, 2)) "\u{a0}%"
                (page.notes.refs(figure.source_ids.iter().map(String::as_str)))
            }
        } @else {
            td.n { "" }
        }
    }
}
