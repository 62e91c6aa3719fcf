//! `GET /admin`: the page of the administration. It holds nothing secret: the token is asked for
//! by the page, and everything it shows comes from addresses that want the token.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use crate::http::page::file;
use crate::http::problem::Problem;
use crate::http::service::{ASK_AGAIN, Service};

/// Only what comes from here, in no frame, sent nowhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// `GET /admin`
pub(in crate::http) async fn page(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let mut response = file(&service, &asked, "admin.html", ASK_AGAIN).await?;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
