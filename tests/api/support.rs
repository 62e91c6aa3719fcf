//! One atlas for all tests, and a way to ask it.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use phiabac::atlas::Atlas;
use phiabac::config::{RawServeConfig, ServeConfig};
use phiabac::http::Front;
use phiabac::http::{self, HttpSettings};
use serde_json::Value;
use tower::ServiceExt;

/// The committed data, loaded once.
pub static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Arc::new(Atlas::load(&geodata).expect("the committed geodata can be loaded"))
});

/// The settings that `serve` has when nothing is written.
pub fn settings() -> HttpSettings {
    ServeConfig::resolve(RawServeConfig::default())
        .expect("the defaults are valid")
        .http
}

/// The whole service.
pub fn router() -> Front {
    http::router(ATLAS.clone(), settings())
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error} in {}", String::from_utf8_lossy(&self.body));
        })
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Sends a request into a new service.
pub async fn send(request: Request<Body>) -> Answer {
    send_to(router(), request).await
}

pub async fn send_to(router: Front, request: Request<Body>) -> Answer {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes().to_vec(),
    }
}

pub fn request(method: Method, target: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header(header::HOST, "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// Reads an address.
pub async fn get(target: &str) -> Answer {
    get_with(target, &[]).await
}

/// Reads an address with headers.
pub async fn get_with(target: &str, headers: &[(&str, &str)]) -> Answer {
    send(request(Method::GET, target, headers)).await
}

/// Posts a body to an address.
pub async fn post(target: &str, media: &str, body: impl Into<Body>) -> Answer {
    let mut request = request(Method::POST, target, &[("content-type", media)]);
    *request.body_mut() = body.into();
    send(request).await
}

/// Fails unless the answer is a problem that follows RFC 9457 and our own rules.
pub fn assert_problem(answer: &Answer, what: &str) {
    let shown = String::from_utf8_lossy(&answer.body);
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/problem+json",
        "{what}: {shown}"
    );
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status.as_u16(), "{what}");
    let kind = problem["type"].as_str().unwrap();
    assert!(kind.starts_with("/problems/"), "{what}: {kind}");
    for member in ["title", "detail"] {
        let text = problem[member].as_str().unwrap();
        assert!(text.len() > 5, "{what}: {member} is {text:?}");
    }
}

/// Every layer.
pub const LAYERS: [&str; 14] = [
    "land",
    "water",
    "provinces",
    "communes",
    "former_provinces",
    "former_communes",
    "transport",
    "borders",
    "industrial_zones",
    "power_plants",
    "border_gates",
    "places",
    "unit_labels",
    "sea_labels",
];

/// Every `$ref` in a document, in the order in which they stand.
pub fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == "$ref" => found.push(text.to_owned()),
                    _ => collect_references(member, found),
                }
            }
        }
        Value::Array(members) => members
            .iter()
            .for_each(|member| collect_references(member, found)),
        _ => {}
    }
}
