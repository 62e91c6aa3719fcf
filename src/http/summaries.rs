//! `GET /api/summaries/{layer}`: what the records that a filter accepts come to.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::documents::json_bytes;
use super::filter_query::RawFilter;
use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::record_query::{RawRecordQuery, record_layer};
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;
use crate::atlas::Atlas;
use crate::domain::LayerId;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["filter", "filter-lang", "filter-crs", "bbox", "by"];

/// The most fields that are counted by.
const MOST_FIELDS: usize = 8;

/// By which fields to count.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawBy {
    by: Option<String>,
}

pub(super) async fn summary(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(filter): Query<RawFilter>,
    Query(raw): Query<RawRecordQuery>,
    Query(by): Query<RawBy>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let layer = record_layer(&atlas, &name)?;
    let by = by.read(&atlas, layer)?;
    let work = move || {
        let query = raw.read(&atlas, layer, &filter)?;
        json_bytes(&atlas.summary(&query, &by))
    };
    let document = Document {
        body: service.workers.run(work).await??,
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(&asked, document).await
}

impl RawBy {
    /// The fields, each once.
    fn read(&self, atlas: &Atlas, layer: LayerId) -> Result<Vec<String>, Problem> {
        let known = atlas.counted_fields(layer);
        let mut fields: Vec<String> = Vec::new();
        for name in self.by.iter().flat_map(|by| by.split(',')) {
            let fresh = fields.iter().all(|own| own != name);
            if !known.contains(&name) || !fresh || fields.len() >= MOST_FIELDS {
                return Err(refused(layer, name, &known.join(", ")));
            }
            fields.push(name.to_owned());
        }
        Ok(fields)
    }
}

fn refused(layer: LayerId, name: &str, known: &str) -> Problem {
    let name = shown(name);
    Problem::new(
        ProblemKind::InvalidValue,
        format!(
            "Tham số by có tối đa {MOST_FIELDS} trường, mỗi trường một lần, cách nhau bằng dấu phẩy; \"{name}\" không hợp lệ. Với lớp {layer} có thể đếm theo: {known}."
        ),
        format!(
            "The parameter by has at most {MOST_FIELDS} fields, each once, with commas between them; \"{name}\" does not fit. The layer {layer} can be counted by: {known}."
        ),
    )
}
