//! What went wrong, told so that the caller can change it (RFC 9457).

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use super::language::{Language, Text};
use super::problem_kind::ProblemKind;

/// An answer that is a problem. It knows its text in both languages; which of them is sent is
/// settled by [`Problem::written`], in one place for all answers.
#[derive(Clone, Debug)]
pub(super) struct Problem(Box<Told>);

/// What there is to tell; behind a pointer, because most results hold no problem.
#[derive(Clone, Debug)]
struct Told {
    kind: ProblemKind,
    detail: Text,
    header: Option<(HeaderName, HeaderValue)>,
    /// Extension members of RFC 9457.
    members: Map<String, Value>,
}

impl Problem {
    /// A problem of that kind; the detail says what to change.
    pub(super) fn new(kind: ProblemKind, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Box::new(Told {
            kind,
            detail: Text {
                vi: vi.into(),
                en: en.into(),
            },
            header: None,
            members: Map::new(),
        }))
    }

    /// A problem of which nothing more is said than what its kind says.
    pub(super) fn of_kind(kind: ProblemKind) -> Self {
        let cure = kind.cure();
        Self::new(kind, cure.vi, cure.en)
    }

    /// The problem behind a bare status that some layer below answered with.
    pub(super) fn of_status(status: StatusCode) -> Self {
        Self::of_kind(ProblemKind::of_status(status))
    }

    /// The problem with one more header in the answer.
    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// The problem with one more member, as RFC 9457 lets a kind of problem have its own.
    pub(super) fn with_member(mut self, name: &str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// What to change, in one language.
    pub(super) fn detail(&self, language: Language) -> &str {
        self.0.detail.in_language(language)
    }

    /// The whole answer, in one language.
    pub(super) fn written(&self, language: Language) -> Response {
        let document = ProblemDocument {
            kind: format!("/problems/{}", self.0.kind.slug()),
            title: self.0.kind.title().in_language(language).to_owned(),
            status: self.0.kind.status().as_u16(),
            detail: self.0.detail.in_language(language),
            members: &self.0.members,
        };
        let mut response = (self.0.kind.status(), Json(document)).into_response();
        let headers = response.headers_mut();
        let media = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, media);
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.code()),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some((name, value)) = &self.0.header {
            headers.insert(name.clone(), value.clone());
        }
        response
    }
}

/// Marks an answer whose problem is told in a page for people already.
#[derive(Clone, Copy, Debug)]
pub(super) struct ForPeople;

/// Leaves the problem beside an empty answer, for the outermost layer to write down.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Serialize)]
struct ProblemDocument<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: &'a str,
    #[serde(flatten)]
    members: &'a Map<String, Value>,
}
