//! `GET /admin`: the page of the administration. It holds nothing secret: the token is asked for
//! by the page, and everything it shows comes from addresses that want the token.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use crate::http::assets;
use crate::http::problem::Problem;
use crate::http::service::{ASK_AGAIN, Document, Service};

/// Only what comes from here, in no frame, sent nowhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// The element that the page consists of.
const ELEMENT: &str = "<phiabac-admin>";

/// The same where there is no token to ask for.
const SWITCHED_OFF: &str = "<phiabac-admin off>";

/// `GET /admin`
pub(in crate::http) async fn page(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let page = assets::file("admin.html")?;
    let body = match service.settings.admin_token_hash {
        Some(_) => page,
        // The page says how it is opened, and asks for nothing.
        None => Bytes::from(String::from_utf8_lossy(&page).replace(ELEMENT, SWITCHED_OFF)),
    };
    let document = Document {
        body,
        media: "text/html; charset=utf-8",
        caching: ASK_AGAIN,
    };
    let mut response = service.send(&asked, document).await?;
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
