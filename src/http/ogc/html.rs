//! Pages for people: what surrounds them all, and parts that several of them share.

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
                        strong { (say("Bản đồ Công Thương phía Bắc", "Atlas of industry and trade of northern Vietnam")) " · OGC API" }
                        nav aria-label=(say("Dạng khác của trang", "Other forms of the page")) {
                            a href=(in_form("json")) { "JSON" }
                            a href=(format!("{base}{}{joint}f=html&lang={other}", page.path)) hreflang=(other) lang=(other) {
                                (if other == "en" { "English" } else { "Tiếng Việt" })
                            }
                            a href=(format!("{base}/")) { (say("Xem bản đồ", "See the map")) }
                        }
                    }
                    nav.steps aria-label=(say("Vị trí trang", "Where the page stands")) { ol {
                        li { a href=(here("")) { (say("Trang đầu", "Start")) } }
                        @for (name, path) in &page.steps { li { a href=(here(path)) { (name) } } }
                    } }
                    h1 { (page.title) }
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

/// A part that is moved sideways where it is too wide, by keys too.
pub(super) fn scrolled(name: &str, part: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="region" aria-label=(name) { (part) } }
}

/// A link with what it leads to.
pub(super) struct Door {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) href: String,
}

/// Links with what they lead to.
pub(super) fn doors(doors: &[Door]) -> Markup {
    html! { ul.doors { @for door in doors { li {
        a href=(door.href) { (door.name) }
        @if !door.about.is_empty() { small { (door.about) } }
    } } } }
}

/// An address that may be broken into lines after its slashes.
pub(super) fn breakable(address: &str) -> Markup {
    html! { code { @for part in address.split_inclusive('/') { (part) wbr; } } }
}
