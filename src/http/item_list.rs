//! `GET /ogc/collections/{layer}/items`: records, some at a time.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use geojson::Feature;
use serde::{Deserialize, Serialize};

use super::documents::json_bytes;
use super::filter_query::RawFilter;
use super::nearby::link_next;
use super::parameters::{Paging, at_offset};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::record_query::{RawRecordQuery, record_layer};
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &[
    "filter",
    "filter-lang",
    "filter-crs",
    "bbox",
    "sortby",
    "properties",
    "limit",
    "offset",
    "f",
];

/// The items of one page unless the request says otherwise.
const USUAL_ITEMS: usize = 100;

/// The most items of one page.
const MOST_ITEMS: usize = 1000;

/// Media type of `GeoJSON`.
pub(super) const GEOJSON: &str = "application/geo+json";

/// Which part of the list is wanted, and in which form.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Part {
    limit: Option<String>,
    offset: Option<String>,
    f: Option<String>,
    lang: Option<String>,
}

/// A page of records.
#[derive(Serialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "numberMatched")]
    number_matched: usize,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    #[serde(rename = "timeStamp")]
    time_stamp: String,
    links: Vec<Link>,
    features: Vec<Feature>,
}

/// A link to another address.
#[derive(Serialize)]
struct Link {
    href: String,
    rel: &'static str,
    #[serde(rename = "type")]
    media: &'static str,
}

pub(super) async fn items(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(filter): Query<RawFilter>,
    Query(raw): Query<RawRecordQuery>,
    Query(part): Query<Part>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    part.check_form()?;
    let paging = part.paging()?;
    let layer = record_layer(&atlas, &name)?;
    let wanted = raw.properties(&atlas, layer)?;
    let base = service.settings.base_url(&asked);
    let work = move || {
        let query = raw.read(&atlas, layer, &filter)?;
        let page = atlas.record_page(&query, wanted.as_ref(), paging.offset, paging.limit);
        let path = format!("{base}/ogc/collections/{layer}/items");
        let at = |offset: usize| {
            let given = [&filter.given()[..], &raw.given(), &part.given()].concat();
            at_offset(&path, &given, offset)
        };
        let (returned, matched) = (page.features.len(), page.number_matched);
        let next = paging.next(returned, matched).map(at);
        let document = Collection {
            kind: "FeatureCollection",
            number_matched: matched,
            number_returned: returned,
            time_stamp: atlas.loaded().to_string(),
            links: links(paging, at, next.clone()),
            features: page.features,
        };
        Ok::<(Bytes, Option<String>), Problem>((json_bytes(&document)?, next))
    };
    let (body, next) = service.workers.run(work).await??;
    let document = Document {
        body,
        media: GEOJSON,
        caching: ASK_AGAIN,
    };
    let mut response = service.send(&asked, document).await?;
    link_next(&mut response, next.as_deref());
    Ok(response)
}

/// This page, the one before and the one after.
fn links(paging: Paging, at: impl Fn(usize) -> String, next: Option<String>) -> Vec<Link> {
    let before = paging.offset.saturating_sub(paging.limit);
    let previous = (paging.offset > 0).then(|| at(before));
    let all = [
        ("self", Some(at(paging.offset))),
        ("prev", previous),
        ("next", next),
    ];
    all.into_iter()
        .filter_map(|(rel, href)| {
            Some(Link {
                href: href?,
                rel,
                media: GEOJSON,
            })
        })
        .collect()
}

impl Part {
    fn paging(&self) -> Result<Paging, Problem> {
        let [limit, offset] = [&self.limit, &self.offset].map(Option::as_deref);
        Paging::read(limit, offset, USUAL_ITEMS, MOST_ITEMS)
    }

    fn check_form(&self) -> Result<(), Problem> {
        match self.f.as_deref() {
            None | Some("json") => Ok(()),
            Some(_) => Err(Problem::new(
                ProblemKind::InvalidValue,
                "Tham số f chỉ nhận json.",
                "The parameter f is json.",
            )),
        }
    }

    fn given(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("f", self.f.as_deref()),
            ("lang", self.lang.as_deref()),
            ("limit", self.limit.as_deref()),
        ]
    }
}
