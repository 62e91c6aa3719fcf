//! What every request passes on its way in and every answer on its way out.

use std::any::Any;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, Version, header};
use axum::response::{IntoResponse, Response};
use tower::layer::layer_fn;
use tower::{Service, ServiceBuilder, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::embed_origins::EmbedOrigins;
use super::language::Language;
use super::problem::{ForPeople, Problem};
use super::problem_kind::ProblemKind;
use super::request_id::{REQUEST_ID, RequestIds};
use super::settings::HttpSettings;
use super::target;

/// How long a browser may rely on what it was told about other origins.
const CORS_MAX_AGE: Duration = Duration::from_hours(24);

/// How many times longer than others a request with a body may take, or one for a whole file.
const UPLOAD_TIMES: u32 = 6;

/// Where files are made.
const FILES: &str = "/api/export/";

/// How many times longer than others a request to the administration may take.
const ADMIN_TIMES: u32 = 6;

/// Which pages may load an answer at all (`Cross-Origin-Resource-Policy`): any, for public data.
pub(super) const ANY_PAGE: HeaderValue = HeaderValue::from_static("cross-origin");

/// Only those of this server.
const OWN_PAGES: HeaderValue = HeaderValue::from_static("same-origin");

/// What scripts of other pages may read of our headers.
pub(super) const EXPOSED: &str = "etag,retry-after,x-request-id";

/// Puts the layers around the routes, once around all of them; the first named is the outermost.
///
/// Those of the administration are closed to scripts of other pages and cannot be loaded by them,
/// and have the time that work on whole data takes.
pub(super) fn around(
    routes: Router,
    admin: Router,
    settings: &HttpSettings,
    ids: &Arc<RequestIds>,
) -> Router {
    let gate = |times, readers| Arc::new(Gate::new(settings.timeout * times, readers, ids.clone()));
    let [open, closed] = [gate(1, ANY_PAGE), gate(ADMIN_TIMES, OWN_PAGES)];
    let open = ServiceBuilder::new()
        .layer(open_for_reading(&settings.embed_origins))
        .layer(layer_fn(move |inner| Gated::new(&open, inner)))
        .map_response(|answer: Response<_>| answer.map(Body::new))
        .layer(CatchPanicLayer::custom(panicked))
        .service(routes);
    admin
        .layer(CatchPanicLayer::custom(panicked))
        .layer(layer_fn(move |inner| Gated::new(&closed, inner)))
        .fallback_service(open)
}

/// Scripts of the pages that may embed the atlas may read it, those of any page unless the
/// operator lists them: the data are public, no answer depends on who asks, and what is posted is
/// a question too, which changes nothing.
fn open_for_reading(readers: &EmbedOrigins) -> CorsLayer {
    let origins = match readers.listed() {
        None => AllowOrigin::any(),
        Some(listed) => AllowOrigin::list(listed),
    };
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::IF_NONE_MATCH, header::CONTENT_TYPE, REQUEST_ID])
        .expose_headers([header::ETAG, header::RETRY_AFTER, REQUEST_ID])
        .max_age(CORS_MAX_AGE)
}

/// The routes behind the gate.
#[derive(Clone)]
struct Gated<S> {
    gate: Arc<Gate>,
    inner: S,
}

impl<S> Gated<S> {
    fn new(gate: &Arc<Gate>, inner: S) -> Self {
        let gate = gate.clone();
        Self { gate, inner }
    }
}

impl<S> Service<Request> for Gated<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let gate = self.gate.clone();
        // The one that is ready is used up, its clone stays.
        let clone = self.inner.clone();
        let inner = std::mem::replace(&mut self.inner, clone);
        Box::pin(pass(gate, request, inner))
    }
}

/// What the gate remembers between requests.
struct Gate {
    timeout: Duration,
    /// Which pages may load the answers.
    readers: HeaderValue,
    ids: Arc<RequestIds>,
    slow: Duration,
}

impl Gate {
    fn new(timeout: Duration, readers: HeaderValue, ids: Arc<RequestIds>) -> Self {
        Self {
            timeout,
            readers,
            ids,
            slow: timeout / 10,
        }
    }

    /// How long an answer may take. A body must first come up the caller's line; a file is made
    /// whole before it is sent.
    fn time_for(&self, asked: &Asked) -> Duration {
        if asked.method == Method::POST || asked.uri.path().starts_with(FILES) {
            self.timeout * UPLOAD_TIMES
        } else {
            self.timeout
        }
    }
}

/// One request from its arrival to its line in the log.
async fn pass<S>(gate: Arc<Gate>, mut request: Request, inner: S) -> Result<Response, Infallible>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    let arrived = Instant::now();
    name_host(&mut request);
    let asked = Asked::of(&request, &gate);

    // 1. What cannot be read goes no further.
    let answer = match target::check(request.uri(), request.headers()) {
        Err(problem) => problem.into_response(),
        // 2. The routes answer, within the time there is.
        Ok(()) => in_time(gate.time_for(&asked), inner.oneshot(request)).await,
    };
    // 3. Whatever went wrong below leaves as a problem that the caller can read.
    let mut answer = with_problem_written(answer, &asked);
    // 4. Every answer carries the same protections.
    protect(answer.headers_mut(), asked.id.clone(), gate.readers.clone());
    // 5. One line tells what happened.
    let took = arrived.elapsed();
    asked
        .line()
        .answered(answer.status(), took, took > gate.slow);
    Ok(answer)
}

async fn in_time(
    time: Duration,
    answer: impl Future<Output = Result<Response, Infallible>>,
) -> Response {
    match tokio::time::timeout(time, answer).await {
        Ok(Ok(answer)) => answer,
        Err(_) => Problem::of_kind(ProblemKind::TimedOut).into_response(),
    }
}

/// HTTP/2 names the host in the address: here it stands where HTTP/1.1 has it.
fn name_host(request: &mut Request) {
    if request.version() == Version::HTTP_2
        && !request.headers().contains_key(header::HOST)
        && let Some(authority) = request.uri().authority()
        && let Ok(host) = HeaderValue::try_from(authority.as_str())
    {
        request.headers_mut().insert(header::HOST, host);
    }
}

/// What must be known of a request after it was given away.
struct Asked {
    id: HeaderValue,
    method: Method,
    uri: Uri,
    accept_language: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request, gate: &Gate) -> Self {
        Self {
            id: gate.ids.of(request.headers()),
            method: request.method().clone(),
            uri: request.uri().clone(),
            accept_language: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
        }
    }

    fn line(&self) -> Line<'_> {
        Line {
            id: self.id.clone(),
            method: &self.method,
            uri: &self.uri,
        }
    }

    fn language(&self) -> Language {
        let mut headers = HeaderMap::new();
        if let Some(accepted) = &self.accept_language {
            headers.insert(header::ACCEPT_LANGUAGE, accepted.clone());
        }
        Language::wanted(&self.uri, &headers)
    }
}

fn with_problem_written(answer: Response, asked: &Asked) -> Response {
    let status = answer.status();
    let is_good = !status.is_client_error() && !status.is_server_error();
    if is_good || answer.extensions().get::<ForPeople>().is_some() {
        return answer;
    }
    let problem = answer
        .extensions()
        .get::<Problem>()
        .cloned()
        .unwrap_or_else(|| Problem::of_status(status));
    let mut written = problem.written(asked.language());
    if let Some(allowed) = answer.headers().get(header::ALLOW) {
        written.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    if asked.method == Method::HEAD {
        *written.body_mut() = Body::empty();
    }
    written
}

/// Puts the protections and the id on an answer, and which pages may load it.
pub(super) fn protect(headers: &mut HeaderMap, request_id: HeaderValue, readers: HeaderValue) {
    const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
    const REFERRER: HeaderValue = HeaderValue::from_static("strict-origin-when-cross-origin");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.insert(header::REFERRER_POLICY, REFERRER);
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        readers,
    );
    headers.insert(REQUEST_ID, request_id);
}

/// A line of the log.
pub(super) struct Line<'a> {
    pub(super) id: HeaderValue,
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
}

impl Line<'_> {
    /// Tells what happened to a request.
    pub(super) fn answered(&self, status: StatusCode, took: Duration, is_slow: bool) {
        let duration_ms = took.as_secs_f64() * 1000.0;
        macro_rules! line {
            ($level:ident) => {
                tracing::$level!(
                    request.id = ?self.id,
                    http.method = %self.method,
                    http.target = %self.uri,
                    http.status = status.as_u16(),
                    duration_ms,
                    "{} {} answered {}", self.method, self.uri.path(), status.as_u16()
                )
            };
        }
        // 501 is what a format that we do not have is answered with: nothing failed.
        if status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED {
            line!(error);
        } else if is_slow {
            line!(warn);
        } else if status.is_client_error() {
            line!(info);
        } else {
            line!(debug);
        }
    }
}

/// The cause goes to the log, once; the caller learns only that it failed.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives it so")]
fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(cause, "a handler panicked");
    Problem::of_kind(ProblemKind::Internal).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use http_body_util::BodyExt;

    fn settings() -> HttpSettings {
        HttpSettings {
            listen: ([127, 0, 0, 1], 0).into(),
            public_url: None,
            hosts: Vec::new(),
            embed_origins: EmbedOrigins::Anyone,
            timeout: Duration::from_millis(20),
            tile_max_age_s: 1,
            tile_cache_bytes: 0,
            workers: 1,
            queue: 1,
            admin_token_hash: None,
            upload_bytes: 0,
            archives: super::super::archives::Archives::default(),
        }
    }

    async fn answer(target: &str) -> (u16, HeaderMap, String) {
        let routes = Router::new()
            .route(
                "/slow",
                get(async || tokio::time::sleep(Duration::from_mins(1)).await),
            )
            .route("/panic", get(async || -> () { panic!("the secret cause") }))
            .route("/good", get(async || "good"));
        let request = Request::get(target)
            .header(REQUEST_ID, "abc-1")
            .body(Body::empty())
            .unwrap();
        let layered = around(
            routes,
            Router::new(),
            &settings(),
            &Arc::new(RequestIds::from_now()),
        );
        let answer = layered.oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        (
            parts.status.as_u16(),
            parts.headers,
            String::from_utf8(body).unwrap(),
        )
    }

    #[tokio::test]
    async fn slow_answers_are_given_up() {
        let (status, headers, body) = answer("/slow?lang=en").await;
        assert_eq!(
            (status, &headers[header::CONTENT_TYPE]),
            (503, &HeaderValue::from_static("application/problem+json"))
        );
        assert!(
            body.contains("/problems/timed-out") && body.contains("too long"),
            "{body}"
        );
    }

    #[tokio::test]
    async fn a_panic_hides_its_cause() {
        let (status, headers, body) = answer("/panic").await;
        assert_eq!(status, 500);
        assert!(
            body.contains("/problems/internal") && !body.contains("secret"),
            "{body}"
        );
        assert_eq!(headers[REQUEST_ID], "abc-1");
    }

    #[tokio::test]
    async fn every_answer_is_protected() {
        for target in ["/good", "/nowhere"] {
            let (_, headers, _) = answer(target).await;
            assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
            assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        }
    }
}
