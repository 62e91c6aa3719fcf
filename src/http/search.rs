//! `GET /api/search`: finding by name.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};
use crate::atlas::{Kind, Question, has_words};
use crate::geometry::{LonLat, LonLatBox};

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
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let question = question(&asked)?;
    let answer = service.atlas.search(&question);
    let body = serde_json::to_vec(&answer).map_err(|error| {
        tracing::error!(%error, "hits could not be written as JSON");
        Problem::of_kind(ProblemKind::Internal)
    })?;
    let document = Document {
        body: Bytes::from(body),
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(&headers, document).await
}

fn question(asked: &Asked) -> Result<Question, Problem> {
    Ok(Question {
        text: text(&asked.q)?,
        limit: asked.limit.as_deref().map_or(Ok(USUAL_HITS), limit)?,
        kinds: asked.kinds.as_deref().map_or(Ok(Vec::new()), kinds)?,
        near: asked.near.as_deref().map(near).transpose()?,
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

fn limit(text: &str) -> Result<usize, Problem> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten();
    number
        .filter(|number| (1..=MOST_HITS).contains(number))
        .ok_or_else(|| {
            Problem::new(
                ProblemKind::InvalidValue,
                format!("Tham số limit là số nguyên từ 1 đến {MOST_HITS}."),
                format!("The parameter limit is a whole number from 1 to {MOST_HITS}."),
            )
        })
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

fn near(text: &str) -> Result<LonLat, Problem> {
    let numbers = numbers(text);
    let place = match numbers[..] {
        [Some(lon), Some(lat)] => LonLat::new(lon, lat),
        _ => None,
    };
    place.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Tham số near gồm kinh độ rồi đến vĩ độ, tính bằng độ, ví dụ near=106.2,21.3.",
            "The parameter near is longitude, then latitude, in degrees, such as near=106.2,21.3.",
        )
    })
}

fn bbox(text: &str) -> Result<LonLatBox, Problem> {
    let numbers = numbers(text);
    let corners = match numbers[..] {
        [Some(west), Some(south), Some(east), Some(north)] => {
            LonLat::new(west, south).zip(LonLat::new(east, north))
        }
        _ => None,
    };
    let ordered = corners.filter(|(low, high)| low.lon <= high.lon && low.lat <= high.lat);
    let found = ordered.map(|(low, high)| LonLatBox {
        west: low.lon,
        south: low.lat,
        east: high.lon,
        north: high.lat,
    });
    found.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Tham số bbox gồm bốn số tính bằng độ: tây, nam, đông, bắc, ví dụ bbox=105,20,107,22; tây không lớn hơn đông, nam không lớn hơn bắc.",
            "The parameter bbox has four numbers in degrees: west, south, east, north, such as bbox=105,20,107,22; west is not above east, south not above north.",
        )
    })
}

/// The numbers between commas; nothing for what is no finite decimal number.
fn numbers(text: &str) -> Vec<Option<f64>> {
    let plain = |part: &str| {
        let shaped = part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        shaped.then(|| part.parse().ok()).flatten()
    };
    text.split(',')
        .take(5)
        .map(|part| plain(part.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_boxes_are_read_strictly() {
        assert!(near("106.2,21.3").is_ok());
        assert!(near("106.2, 21.3").is_ok());
        for bad in [
            "",
            "106.2",
            "21.3,106.2",
            "NaN,21",
            "inf,1",
            "1e2,3",
            "106.2;21.3",
            "1,2,3",
            "181,0",
        ] {
            assert!(near(bad).is_err(), "{bad}");
        }
        assert!(bbox("105,20,107,22").is_ok());
        for bad in [
            "",
            "105,20,107",
            "107,20,105,22",
            "105,22,107,20",
            "105,20,107,22,1",
            "a,b,c,d",
            "20,105,22,107",
        ] {
            assert!(bbox(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn limits_and_kinds_are_closed() {
        assert_eq!(limit("50").ok(), Some(50));
        for bad in ["", "0", "51", "-1", "+5", "1.0", "99999999999999999999"] {
            assert!(limit(bad).is_err(), "{bad}");
        }
        assert_eq!(kinds("zone,gate").ok(), Some(vec![Kind::Zone, Kind::Gate]));
        for bad in ["", "zone,", "zones", "Zone"] {
            assert!(kinds(bad).is_err(), "{bad}");
        }
    }
}
