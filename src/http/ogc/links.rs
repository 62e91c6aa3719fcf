//! Links from one document to others.

use serde_json::{Value, json};

use super::form::Asked;

/// Media type of a schema.
pub(super) const SCHEMA: &str = "application/schema+json";

/// Media type of a vector tile.
pub(super) const TILE: &str = "application/vnd.mapbox-vector-tile";

/// A link.
pub(super) fn link(rel: &str, href: impl Into<String>, media: &str, title: &str) -> Value {
    json!({ "rel": rel, "href": href.into(), "type": media, "title": title })
}

/// The document itself and its page, or the other way round, by the form that is wanted.
pub(super) fn own_links(asked: &Asked, address: &str, media: &str) -> Vec<Value> {
    let [json, page] = [
        (
            format!("{address}?f=json"),
            media,
            asked.say("Tài liệu này (JSON)", "This document (JSON)"),
        ),
        (
            format!("{address}?f=html"),
            "text/html",
            asked.say("Trang web của tài liệu này", "This document as a page"),
        ),
    ];
    let is_page = asked.form == super::form::Form::Html;
    let (one, other) = if is_page { (page, json) } else { (json, page) };
    vec![
        link("self", one.0, one.1, one.2),
        link("alternate", other.0, other.1, other.2),
    ]
}
