//! In which form a document is wanted, and how it is sent.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value;

use super::html;
use crate::atlas::{Tongue, formatted};
use crate::http::language::Language;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::quality::weighted;
use crate::http::reports::style::ReportStyle;
use crate::http::service::{ASK_AGAIN, Document, Service};
use crate::http::settings::BaseUrl;

/// The most decimals of a number on a page.
const MOST_DECIMALS: u8 = 6;

/// Types of fields, as schemas and the catalogue call them, with the words for them.
const KINDS: [(&str, &str, &str); 7] = [
    ("text", "chữ", "text"),
    ("string", "chữ", "text"),
    ("integer", "số nguyên", "whole number"),
    ("number", "số", "number"),
    ("boolean", "có hoặc không", "yes or no"),
    ("date", "ngày", "date"),
    ("geometry", "hình", "geometry"),
];

/// The forms of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// For programs.
    Json,
    /// For people.
    Html,
}

/// How a document is wanted: its form, its language, and the headers that the caller sent.
#[derive(Clone, Debug)]
pub(in crate::http) struct Asked {
    pub(super) form: Form,
    pub(super) language: Language,
    pub(super) headers: HeaderMap,
}

#[derive(Deserialize)]
struct RawForm {
    f: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let raw = Query::<RawForm>::try_from_uri(&parts.uri);
        let f = raw.map_err(|_| wrong_form())?.0.f;
        Ok(Self {
            form: Form::wanted(f.as_deref(), &parts.headers)?,
            language: Language::wanted(&parts.uri, &parts.headers),
            headers: parts.headers.clone(),
        })
    }
}

impl Form {
    /// The form that `f=` names; without it the one that the header `Accept` prefers.
    fn wanted(f: Option<&str>, headers: &HeaderMap) -> Result<Self, Problem> {
        match f {
            Some("json") => Ok(Self::Json),
            Some("html") => Ok(Self::Html),
            Some(_) => Err(wrong_form()),
            None => Ok(Self::accepted(headers)),
        }
    }

    fn accepted(headers: &HeaderMap) -> Self {
        let given = headers.get_all(header::ACCEPT).iter();
        let given = given
            .filter_map(|value| value.to_str().ok())
            .flat_map(weighted);
        let (mut html, mut json) = (0, 0);
        for (media, weight) in given {
            let media = media.to_ascii_lowercase();
            if media.contains("html") {
                html = html.max(weight);
            } else if media.contains("json") || media.ends_with("/*") {
                json = json.max(weight);
            }
        }
        if html > json { Self::Html } else { Self::Json }
    }
}

fn wrong_form() -> Problem {
    Problem::new(
        ProblemKind::InvalidValue,
        "Tham số f là json hoặc html.",
        "The parameter f is json or html.",
    )
}

impl Asked {
    /// The text in the language that is wanted.
    pub(super) fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// A number as people read it.
    pub(super) fn number(&self, number: f64) -> String {
        let tongue = match self.language {
            Language::Vi => Tongue::Vi,
            Language::En => Tongue::En,
        };
        formatted(number, MOST_DECIMALS, tongue)
    }

    /// How many there are, as people read it.
    pub(super) fn count(&self, count: usize) -> String {
        self.number(count as f64)
    }

    /// The word for a type of field.
    pub(super) fn kind<'a>(&self, kind: &'a str) -> &'a str {
        let words = KINDS.iter().find(|(own, ..)| *own == kind);
        words.map_or(kind, |(_, vi, en)| self.say(vi, en))
    }

    /// Sends a document: as JSON of that media type, or as a page.
    pub(super) async fn send(
        &self,
        service: &Service,
        media: &'static str,
        json: &Value,
        page: impl FnOnce(&BaseUrl) -> html::Page,
    ) -> Result<Response, Problem> {
        match self.form {
            Form::Json => {
                let body = json.to_string().into();
                self.send_body(service, media, body).await
            }
            Form::Html => {
                let base = service.settings.base_url(&self.headers);
                self.send_page(service, page(&base), &base).await
            }
        }
    }

    /// Sends a finished body.
    pub(super) async fn send_body(
        &self,
        service: &Service,
        media: &'static str,
        body: axum::body::Bytes,
    ) -> Result<Response, Problem> {
        let document = Document {
            body,
            media,
            caching: ASK_AGAIN,
        };
        let mut response = service.send(&self.headers, document).await?;
        self.tell_what_decided(&mut response);
        Ok(response)
    }

    /// Sends a page for people.
    pub(super) async fn send_page(
        &self,
        service: &Service,
        page: html::Page,
        base: &BaseUrl,
    ) -> Result<Response, Problem> {
        let style = ReportStyle::of_pages()?;
        let policy = style.policy(&service.settings);
        let markup: Markup = html::whole(&page, self.language, base, &style.css);
        let body = markup.into_string().into();
        let mut response = self
            .send_body(service, "text/html; charset=utf-8", body)
            .await?;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        Ok(response)
    }

    /// Says in which language the answer is, and which headers of the request decided about it.
    pub(super) fn tell_what_decided(&self, response: &mut Response) {
        let headers = response.headers_mut();
        let language = HeaderValue::from_static(self.language.code());
        headers.insert(header::CONTENT_LANGUAGE, language);
        let vary = HeaderValue::from_static("accept, accept-encoding, accept-language");
        headers.insert(header::VARY, vary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(f: Option<&str>, accept: &str, expected: Form) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        assert_eq!(
            Form::wanted(f, &headers).ok(),
            Some(expected),
            "{f:?} {accept}"
        );
    }

    #[test]
    fn the_parameter_beats_the_header_and_json_is_the_default() {
        check(None, "", Form::Json);
        check(None, "*/*", Form::Json);
        check(
            None,
            "application/geo+json, application/json;q=0.9",
            Form::Json,
        );
        check(
            None,
            "text/html,application/xhtml+xml,*/*;q=0.8",
            Form::Html,
        );
        check(None, "application/json, text/html;q=0.5", Form::Json);
        check(Some("json"), "text/html", Form::Json);
        check(Some("html"), "application/json", Form::Html);
        assert!(Form::wanted(Some("xml"), &HeaderMap::new()).is_err());
        assert!(Form::wanted(Some(""), &HeaderMap::new()).is_err());
    }
}
