//! `GET /ogc/collections/{layer}/items`: records, some at a time.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::GEOJSON;
use super::collection::address;
use super::form::{Asked, Form};
use super::item_body::{Listing, Part};
use super::item_pages::list_page;
use super::items_query::RawItems;
use super::links::link;
use crate::atlas::Atlas;
use crate::domain::LayerId;
use crate::geometry::Crs;
use crate::http::conditional::EntityTag;
use crate::http::encoding::{Coding, Preferred, accepted};
use crate::http::filter_query::RawFilter;
use crate::http::layer_list::layer;
use crate::http::nearby::link_next;
use crate::http::parameters::{Paging, at_offset};
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::{ASK_AGAIN, Service, not_modified};
use crate::http::snapshot::Snapshot;

/// The most items of one page for people.
const MOST_SHOWN: usize = 500;

/// The quickest first: a list is packed while the caller waits.
const PREFERRED: Preferred = [Coding::Zstd, Coding::Gzip, Coding::Brotli];

/// A page of a list, found but not yet written.
pub(super) struct Found {
    pub(super) listing: Listing,
    pub(super) matched: usize,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// This page again, without its form.
    pub(super) here: String,
    pub(super) paging: Paging,
}

pub(in crate::http) async fn items(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(raw): Query<RawItems>,
    Query(filter): Query<RawFilter>,
    asked: Asked,
) -> Result<Response, Problem> {
    let layer = layer(&name)?;
    let base = service.settings.base_url(&asked.headers);
    let own = address(&base, layer);
    let form = asked.form;
    let work = move || find(atlas, layer, &own, &raw, &filter, form);
    let found = service.workers.run(work).await??;
    match form {
        Form::Json => as_json(&service, &asked, found).await,
        Form::Html => {
            let words = asked.clone();
            let owned = base.clone();
            let page = service
                .workers
                .run(move || list_page(&words, &owned, &found))
                .await?;
            asked.send_page(&service, page, &base).await
        }
    }
}

fn find(
    atlas: Arc<Atlas>,
    layer: LayerId,
    own: &str,
    raw: &RawItems,
    filter: &RawFilter,
    form: Form,
) -> Result<Found, Problem> {
    let mut paging = raw.paging()?;
    if form == Form::Html {
        paging.limit = paging.limit.min(MOST_SHOWN);
    }
    let written = raw.written(&atlas, layer)?;
    let query = raw.question(&atlas, layer, filter)?;
    let rows = query.as_ref().map(|query| atlas.wanted_orders(query));
    let rows = rows.unwrap_or_default();
    let matched = rows.len();
    let here: Vec<u32> = rows
        .iter()
        .skip(paging.offset)
        .take(paging.limit)
        .copied()
        .collect();
    let next = paging.next(here.len(), matched);
    let given = [&raw.given()[..], &filter.given()].concat();
    let at = |offset: usize| at_offset(&format!("{own}/items"), &given, offset);
    let previous = (paging.offset > 0).then(|| at(paging.offset.saturating_sub(paging.limit)));
    Ok(Found {
        listing: Listing {
            records: query.map_or(layer.into(), |query| query.records),
            atlas,
            rows: here,
            written,
        },
        matched,
        previous,
        next: next.map(at),
        here: at(paging.offset),
        paging,
    })
}

async fn as_json(service: &Arc<Service>, asked: &Asked, found: Found) -> Result<Response, Problem> {
    let crs = found.listing.written.crs;
    let next = found.next.clone().map(|next| in_form(&next, "json"));
    let head = head(asked, &found);
    let listing = found.listing;
    let coding = accepted(&asked.headers, PREFERRED).coding;
    // The head names everything that decides about a long body but the data and the coding.
    let tag = EntityTag::of((listing.atlas.version_number(), &head, coding));
    let caching = HeaderValue::from_static(ASK_AGAIN);
    if tag.is_held_by(&asked.headers) {
        let mut response = not_modified(&tag, caching);
        asked.tell_what_decided(&mut response);
        return Ok(response);
    }
    let packed = service
        .workers
        .run(move || listing.begin(&head, coding))
        .await?;
    let (first, rest) = packed.map_err(|error| {
        tracing::error!(%error, "a list of items could not be packed");
        Problem::of_kind(ProblemKind::Internal)
    })?;
    let mut response = match rest {
        Part::Whole => asked.send_body(service, GEOJSON, first).await?,
        Part::More(rest) => {
            let mut response = Response::new(rest.after(first, service.clone()));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(GEOJSON));
            headers.insert(header::CACHE_CONTROL, caching);
            headers.insert(header::ETAG, tag.header());
            if let Some(token) = coding.token() {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
            }
            asked.tell_what_decided(&mut response);
            response
        }
    };
    link_next(&mut response, next.as_deref());
    tell_system(response.headers_mut(), crs);
    Ok(response)
}

/// Says in which system the coordinates are.
pub(super) fn tell_system(headers: &mut HeaderMap, crs: Crs) {
    if let Ok(value) = HeaderValue::try_from(format!("<{}>", crs.uri())) {
        headers.insert("content-crs", value);
    }
}

/// The same address in that form.
pub(super) fn in_form(address: &str, form: &str) -> String {
    format!("{address}&f={form}")
}

/// The collection as far as its first feature.
fn head(asked: &Asked, found: &Found) -> String {
    let each = [
        (
            "self",
            Some(&found.here),
            "json",
            GEOJSON,
            asked.say("Trang này", "This page"),
        ),
        (
            "alternate",
            Some(&found.here),
            "html",
            "text/html",
            asked.say("Trang này cho người đọc", "This page for people"),
        ),
        (
            "prev",
            found.previous.as_ref(),
            "json",
            GEOJSON,
            asked.say("Trang trước", "Previous page"),
        ),
        (
            "next",
            found.next.as_ref(),
            "json",
            GEOJSON,
            asked.say("Trang sau", "Next page"),
        ),
    ];
    let links = each
        .into_iter()
        .filter_map(|(rel, href, form, media, title)| {
            Some(link(rel, in_form(href?, form), media, title))
        });
    let links: Vec<Value> = links.collect();
    let head = json!({
        "type": "FeatureCollection",
        "numberMatched": found.matched,
        "numberReturned": found.listing.rows.len(),
        "timeStamp": found.listing.atlas.loaded().to_string(),
        "links": links,
    });
    let head = head.to_string();
    let open = head.strip_suffix('}').unwrap_or(&head);
    format!("{open},\"features\":[")
}
