//! Pages for people: what surrounds them all, and tables that several of them share.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::http::language::Language;
use crate::http::settings::BaseUrl;

/// A page in the making.
pub(super) struct Page {
    pub(super) title: String,
    /// Where the page stands: steps from the landing page, each with its path below `/ogc`.
    pub(super) steps: Vec<(String, String)>,
    /// The path of the page with its query, as far as both languages share it.
    pub(super) path: String,
    pub(super) body: Markup,
}

/// The whole page, with the stylesheet in it.
pub(super) fn whole(page: &Page, language: Language, base: &BaseUrl, css: &str) -> Markup {
    let say = |vi, en| match language {
        Language::Vi => vi,
        Language::En => en,
    };
    let other = if language == Language::Vi { "en" } else { "vi" };
    let joint = if page.path.contains('?') { '&' } else { '?' };
    let in_form = |form: &str| {
        format!(
            "{base}{}{joint}f={form}&lang={}",
            page.path,
            language.code()
        )
    };
    let here = |path: &str| format!("{base}/ogc{path}?f=html&lang={}", language.code());
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " – Phía Bắc Atlas" }
                link rel="icon" href=(format!("{base}/favicon.svg"));
                style { (PreEscaped(css)) }
            }
            body {
                header {
                    div.masthead {
                        span { (say("Bản đồ Công Thương phía Bắc", "Atlas of industry and trade of northern Vietnam")) }
                        div { "OGC API" }
                    }
                    h1 { (page.title) }
                    p.screen { small {
                        a href=(here("")) { (say("Trang đầu", "Start")) }
                        @for (name, path) in &page.steps { " › " a href=(here(path)) { (name) } }
                        " · " a href=(in_form("json")) { "JSON" }
                        " · " a href=(format!("{base}{}{joint}f=html&lang={other}", page.path)) lang=(other) {
                            (if other == "en" { "English" } else { "Tiếng Việt" })
                        }
                        " · " a href=(format!("{base}/")) { (say("Xem bản đồ", "See the map")) }
                    } }
                }
                main { (page.body) }
            }
        }
    }
}

/// Names with what they mean.
pub(super) fn facts(rows: &[(String, Markup)]) -> Markup {
    html! {
        table.facts { tbody {
            @for (name, value) in rows { tr { th scope="row" { (name) } td { (value) } } }
        } }
    }
}

/// A list of links.
pub(super) fn links(links: &[(String, String)]) -> Markup {
    html! { ul { @for (name, href) in links { li { a href=(href) { (name) } } } } }
}
