//! `GET /api/search`: finding by name.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::documents::json;
use super::parameters::{bbox, lon_lat, whole_number};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use super::snapshot::Snapshot;
use crate::atlas::{Kind, Question, has_words};

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["q", "limit", "kinds", "near", "bbox"];

/// The most characters that are looked for.
const MOST_CHARACTERS: usize = 200;

/// The most hits in an answer.
const MOST_HITS: usize = 50;

/// How many hits an answer has when nobody says.
const USUAL_HITS: usize = 10;

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    limit: Option<String>,
    kinds: Option<String>,
    near: Option<String>,
    bbox: Option<String>,
}

pub(super) async fn search(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let question = question(&asked)?;
    let answer = atlas.search(&question);
    json(&service, &headers, &answer).await
}

fn question(asked: &Asked) -> Result<Question, Problem> {
    Ok(Question {
        text: text(&asked.q)?,
        limit: asked.limit.as_deref().map_or(Ok(USUAL_HITS), |text| {
            whole_number("limit", text, 1, MOST_HITS)
        })?,
        kinds: asked.kinds.as_deref().map_or(Ok(Vec::new()), kinds)?,
        near: asked
            .near
            .as_deref()
            .map(|text| lon_lat("near", text))
            .transpose()?,
        within: asked.bbox.as_deref().map(bbox).transpose()?,
    })
}

fn text(q: &str) -> Result<String, Problem> {
    let q = q.trim();
    if !has_words(q) {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            "Hãy gõ một tên vào tham số q, ví dụ q=bac giang; chỉ có dấu câu hoặc dấu thanh thì không tìm được.",
            "Type a name into the parameter q, such as q=bac giang; marks or punctuation alone find nothing.",
        ));
    }
    let count = q.chars().count();
    if count > MOST_CHARACTERS {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số q dài {count} ký tự; hãy rút xuống tối đa {MOST_CHARACTERS} ký tự."),
            format!(
                "The parameter q has {count} characters; shorten it to at most {MOST_CHARACTERS}."
            ),
        ));
    }
    Ok(q.to_owned())
}

fn kinds(text: &str) -> Result<Vec<Kind>, Problem> {
    let kinds: Result<Vec<Kind>, _> = text.split(',').map(str::parse).collect();
    kinds.map_err(|_| {
        let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        let all = all.join(", ");
        Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số kinds gồm các loại cách nhau bằng dấu phẩy: {all}."),
            format!("The parameter kinds lists kinds, separated by commas: {all}."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_closed() {
        assert_eq!(kinds("zone,gate").ok(), Some(vec![Kind::Zone, Kind::Gate]));
        for bad in ["", "zone,", "zones", "Zone"] {
            assert!(kinds(bad).is_err(), "{bad}");
        }
    }
}
