//! Walking through documents by their links, as a client does.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::http::{StatusCode, header};
use serde_json::Value;

pub use crate::support::LAYERS;
use crate::support::{Answer, get};

/// Where the tests ask.
pub const SERVER: &str = "http://127.0.0.1:8080";

/// A good answer.
pub async fn good(target: &str) -> Answer {
    let answer = get(target).await;
    let shown = String::from_utf8_lossy(&answer.body);
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{target}: {}",
        &shown[..shown.len().min(300)]
    );
    answer
}

/// A good answer as JSON.
pub async fn document(target: &str) -> Value {
    let answer = good(target).await;
    assert!(
        answer.header(header::CONTENT_TYPE).contains("json"),
        "{target}"
    );
    answer.json()
}

/// The links of a relation.
pub fn links<'a>(document: &'a Value, rel: &str) -> Vec<&'a Value> {
    let all = document["links"]
        .as_array()
        .unwrap_or_else(|| panic!("no links in {document}"));
    all.iter().filter(|link| link["rel"] == rel).collect()
}

/// The address of the link of a relation and media type, without the server.
pub fn follow(document: &Value, rel: &str, media: &str) -> String {
    let found = links(document, rel);
    let link = found
        .iter()
        .find(|link| link["type"].as_str().unwrap().starts_with(media));
    let link = link.unwrap_or_else(|| panic!("no link {rel} of {media}"));
    path(link["href"].as_str().unwrap())
}

/// An address without the server.
pub fn path(href: &str) -> String {
    href.strip_prefix(SERVER)
        .unwrap_or_else(|| panic!("{href} leads elsewhere"))
        .to_owned()
}

/// The features of a page.
pub fn features(page: &Value) -> &[Value] {
    page["features"].as_array().unwrap()
}

/// The ids of a page.
pub fn ids(page: &Value) -> Vec<u64> {
    let each = features(page).iter();
    each.map(|feature| feature["id"].as_u64().unwrap())
        .collect()
}

/// The ids of all pages, by their links; each page is looked at.
pub async fn all_ids(first: &str, mut look: impl FnMut(&Value)) -> Vec<u64> {
    let mut all = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(target) = next {
        let page = document(&target).await;
        look(&page);
        all.extend(ids(&page));
        let link = links(&page, "next")
            .first()
            .map(|link| path(link["href"].as_str().unwrap()));
        next = link;
    }
    let distinct: BTreeSet<u64> = all.iter().copied().collect();
    assert_eq!(distinct.len(), all.len(), "{first}: an item comes twice");
    all
}

/// A value as a query needs it.
pub fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").unwrap();
        }
    }
    text
}
