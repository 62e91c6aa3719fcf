//! What every request passes on its way in and every answer on its way out.

use std::any::Any;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Which pages may load an answer at all (`Cross-Origin-Resource-Policy`): any, for public data.
const ANY_PAGE: HeaderValue = HeaderValue::from_static("cross-origin");

/// Only those of this server.
const OWN_PAGES: HeaderValue = HeaderValue::from_static("same-origin");

/// What a gate may answer by itself, before any route is looked for.
pub(super) trait AtHand: Send + Sync + 'static {
    /// The answer to a request, if it lies finished.
    fn answer(&self, request: &Request) -> Option<Response>;
}

/// Puts the layers around the routes, once around all of them; the first named is the outermost.
///
/// Those of the administration are closed to scripts of other pages and cannot be loaded by them,
/// and have the time that work on whole data takes.
pub(super) fn around(
    routes: Router,
    admin: Router,
    settings: &HttpSettings,
    at_hand: &Arc<impl AtHand>,
) -> Router {
    let ids = Arc::new(first_id());
    let gate = |times, readers| {
        let timeout = settings.timeout * times;
        Arc::new(Gate::new(timeout, readers, ids.clone(), at_hand.clone()))
    };
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

/// Ids of two runs of the program shall not be mixed up in one log.
fn first_id() -> AtomicU64 {
    let started = jiff::Timestamp::now().as_millisecond() as u64;
    AtomicU64::new(started << 20)
}

/// What the gate remembers between requests.
struct Gate {
    at_hand: Arc<dyn AtHand>,
    timeout: Duration,
    /// Which pages may load the answers.
    readers: HeaderValue,
    next_id: Arc<AtomicU64>,
    slow: Duration,
}

impl Gate {
    fn new(
        timeout: Duration,
        readers: HeaderValue,
        next_id: Arc<AtomicU64>,
        at_hand: Arc<dyn AtHand>,
    ) -> Self {
        Self {
            at_hand,
            timeout,
            readers,
            next_id,
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

    /// The id that the caller gave, if it is short and plain, else a new one.
    fn request_id(&self, headers: &HeaderMap) -> HeaderValue {
        let given = headers.get(REQUEST_ID).filter(|id| {
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
            (1..=64).contains(&id.len()) && id.as_bytes().iter().all(plain)
        });
        given.cloned().unwrap_or_else(|| {
            let number = self.next_id.fetch_add(1, Ordering::Relaxed);
            let digits: [u8; 16] = std::array::from_fn(|place| {
                let digit = (number >> (60 - 4 * place)) as usize & 0xf;
                b"0123456789abcdef"[digit]
            });
            HeaderValue::from_bytes(&digits).expect("hexadecimal digits are a header value")
        })
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
        // 2. What lies finished is sent.
        Ok(()) => match gate.at_hand.answer(&request) {
            Some(answer) => answer,
            // 3. The routes answer, within the time there is.
            None => in_time(gate.time_for(&asked), inner.oneshot(request)).await,
        },
    };
    // 4. Whatever went wrong below leaves as a problem that the caller can read.
    let mut answer = with_problem_written(answer, &asked);
    // 5. Every answer carries the same protections.
    protect(answer.headers_mut(), asked.id.clone(), gate.readers.clone());
    // 6. One line tells what happened.
    log(&asked, &answer, arrived.elapsed(), gate.slow);
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
            id: gate.request_id(request.headers()),
            method: request.method().clone(),
            uri: request.uri().clone(),
            accept_language: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
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

fn protect(headers: &mut HeaderMap, request_id: HeaderValue, readers: HeaderValue) {
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

fn log(asked: &Asked, answer: &Response, took: Duration, slow: Duration) {
    let status = answer.status();
    let duration_ms = took.as_secs_f64() * 1000.0;
    macro_rules! line {
        ($level:ident) => {
            tracing::$level!(
                request.id = ?asked.id,
                http.method = %asked.method,
                http.target = %asked.uri,
                http.status = status.as_u16(),
                duration_ms,
                "{} {} answered {}", asked.method, asked.uri.path(), status.as_u16()
            )
        };
    }
    // 501 is what a format that we do not have is answered with: nothing failed.
    if status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED {
        line!(error);
    } else if took > slow {
        line!(warn);
    } else if status.is_client_error() {
        line!(info);
    } else {
        line!(debug);
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

    struct Nothing;

    impl AtHand for Nothing {
        fn answer(&self, _: &Request) -> Option<Response> {
            None
        }
    }

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
        let layered = around(routes, Router::new(), &settings(), &Arc::new(Nothing));
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

    #[test]
    fn odd_request_ids_are_replaced() {
        let ids = Arc::new(first_id());
        let gate = Gate::new(Duration::from_secs(1), ANY_PAGE, ids, Arc::new(Nothing));
        for odd in ["", "a b", "a\"b", &"x".repeat(65)] {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, odd.parse().unwrap());
            assert_eq!(gate.request_id(&headers).len(), 16, "{odd}");
        }
        let (one, two) = (
            gate.request_id(&HeaderMap::new()),
            gate.request_id(&HeaderMap::new()),
        );
        assert_ne!(one, two);
    }
}
