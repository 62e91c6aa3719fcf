//! Footnotes of a report: every number leads to the sources that it rests on.

use std::cell::RefCell;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::atlas::SourceDocument;
use crate::http::reports::words::Words;

/// The sources of a report, numbered as they are first referred to.
pub(in crate::http) struct Footnotes<'a> {
    sources: BTreeMap<&'a str, &'a SourceDocument<'a>>,
    order: RefCell<Vec<&'a str>>,
}

impl<'a> Footnotes<'a> {
    pub(in crate::http) fn new(sources: &'a [SourceDocument<'a>]) -> Self {
        Self {
            sources: sources.iter().map(|source| (source.id, source)).collect(),
            order: RefCell::default(),
        }
    }

    /// References to the notes of some sources; runs of three and more are drawn together.
    pub(in crate::http) fn refs<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Markup {
        let mut numbers: Vec<usize> = ids.into_iter().filter_map(|id| self.number(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let runs: Vec<&[usize]> = numbers.chunk_by(|a, b| b - a == 1).collect();
        let many = runs.len() > 4;
        html! {
            @if !runs.is_empty() {
                sup.refs.many[many] {
                    "["
                    @for (at, run) in runs.iter().enumerate() {
                        @if at > 0 { ", " }
                        @if let [first, .., last] = run {
                            (reference(*first))
                            @if last - first > 1 { "–" } @else { ", " }
                            (reference(*last))
                        } @else if let [only] = run {
                            (reference(*only))
                        }
                    }
                    "]"
                }
            }
        }
    }

    fn number(&self, id: &str) -> Option<usize> {
        let (&id, _) = self.sources.get_key_value(id)?;
        let mut order = self.order.borrow_mut();
        let known = order.iter().position(|other| *other == id);
        let at = known.unwrap_or_else(|| {
            order.push(id);
            order.len() - 1
        });
        Some(at + 1)
    }

    /// The notes, in their order.
    pub(in crate::http) fn list(&self, words: Words) -> Markup {
        let order = self.order.borrow();
        html! {
            ol.sources {
                @for (at, source) in order.iter().filter_map(|id| self.sources.get(id)).enumerate() {
                    li id=(format!("n{}", at + 1)) {
                        b { (at + 1) "." } " "
                        (source.title)
                        @if !source.title.contains(source.publisher) { ". " (source.publisher) }
                        @if let Some(date) = &source.date { ", " (words.date(date)) }
                        ". "
                        @if let Some(url) = source.url {
                            a href=(url) rel="noopener noreferrer" { (url) }
                        } @else {
                            a href=(format!("/api/sources/{}", source.id)) { "/api/sources/" (source.id) }
                        }
                        " " small { "(" (conditions(source, words)) ")" }
                    }
                }
            }
        }
    }
}

fn reference(number: usize) -> Markup {
    html! { a href=(format!("#n{number}")) { (number) } }
}

/// What may be done with a source. The words of licences are English; a Vietnamese page says the
/// class that they fall into.
fn conditions<'a>(source: &'a SourceDocument, words: Words) -> &'a str {
    let class = match source.use_class {
        "open" => "dùng tự do",
        "share-alike" => "dùng tự do, chia sẻ tương tự",
        "non-commercial" => "phi thương mại",
        _ => "chưa rõ điều kiện sử dụng",
    };
    words.say(class, source.licence)
}
