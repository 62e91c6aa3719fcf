//! `GET /ogc/collections/{layer}/items/{id}`: one record with everything known about it.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::GEOJSON;
use super::collection::address;
use super::feature_text::write_feature;
use super::form::{Asked, Form};
use super::item_pages::item_page;
use super::items::tell_system;
use super::items_query::RawItems;
use super::links::{link, own_links};
use crate::domain::LayerId;
use crate::http::layer_list::layer;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::Service;
use crate::http::snapshot::Snapshot;

pub(in crate::http) async fn item(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path((name, id)): Path<(String, String)>,
    Query(raw): Query<RawItems>,
    asked: Asked,
) -> Result<Response, Problem> {
    let layer = layer(&name)?;
    let number = item_number(&id)?;
    let written = raw.written(&atlas, layer)?;
    let crs = written.crs;
    let base = service.settings.base_url(&asked.headers);
    let (records, order) = atlas
        .find_item(layer, number)
        .ok_or_else(|| no_item(layer, number))?;
    let collection = address(&base, layer);
    let (words, owned) = (asked.clone(), base.clone());
    let work = move || {
        let is_page = words.form == Form::Html;
        let shaped = written.shaped && !is_page;
        let item = atlas.item(records, order, shaped, None);
        let item = item.ok_or_else(|| no_item(layer, number))?;
        if is_page {
            return Ok(Err(item_page(&words, &owned, &atlas.layer(layer), &item)));
        }
        let mut links = own_links(&words, &format!("{collection}/items/{number}"), GEOJSON);
        let title = words.say("Lớp dữ liệu", "The collection");
        links.push(link("collection", collection, "application/json", title));
        let mut text = String::new();
        write_feature(&mut text, &item, crs, &links);
        Ok::<_, Problem>(Ok(text))
    };
    match service.workers.run(work).await?? {
        Ok(text) => {
            let mut response = asked.send_body(&service, GEOJSON, text.into()).await?;
            tell_system(response.headers_mut(), crs);
            Ok(response)
        }
        Err(page) => asked.send_page(&service, page, &base).await,
    }
}

fn no_item(layer: LayerId, number: u64) -> Problem {
    Problem::new(
        ProblemKind::NoSuchItem,
        format!("Lớp {layer} không có đối tượng số {number}."),
        format!("The layer {layer} has no item {number}."),
    )
}

fn item_number(text: &str) -> Result<u64, Problem> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = text == "0" || !text.starts_with('0');
    let number = (digits && plain).then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Mã số đối tượng là số nguyên không có số 0 ở đầu, ví dụ 1 hay 10105.",
            "The id of an item is a whole number without leading zeros, such as 1 or 10105.",
        )
    })
}
