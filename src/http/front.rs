//! The front of the service: hands out what lies finished, and sends all else to the routes.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Uri, header};
use axum::response::Response;
use axum::routing::future::RouteFuture;
use tower::Service;

use super::embed_origins::EmbedOrigins;
use super::layers::{ANY_PAGE, EXPOSED, Line, protect};
use super::request_id::RequestIds;
use super::target;

/// What may be answered before any route is looked for.
pub(super) trait AtHand: Send + Sync + 'static {
    /// The answer to a request, if it lies finished.
    fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response>;
}

/// The whole service, ready to be put behind a socket.
///
/// A finished tile that is asked for again leaves here with the headers that the layers around the
/// routes would give it, at a fraction of their cost.
#[derive(Clone)]
pub struct Front {
    /// Nothing where answers depend on the page that asks.
    at_hand: Option<Arc<dyn AtHand>>,
    ids: Arc<RequestIds>,
    routes: Router,
}

impl Front {
    pub(super) fn new(
        at_hand: Arc<dyn AtHand>,
        ids: Arc<RequestIds>,
        readers: &EmbedOrigins,
        routes: Router,
    ) -> Self {
        let at_hand = readers.listed().is_none().then_some(at_hand);
        Self {
            at_hand,
            ids,
            routes,
        }
    }

    /// The answer to a request that can be given at once.
    fn at_hand<B>(&self, request: &Request<B>) -> Option<Response> {
        let at_hand = self.at_hand.as_ref()?;
        let arrived = Instant::now();
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        target::check(uri, headers).ok()?;
        let mut answer = at_hand.answer(method, uri, headers)?;
        let id = self.ids.of(headers);
        open_for_reading(answer.headers_mut());
        protect(answer.headers_mut(), id.clone(), ANY_PAGE);
        let line = Line { id, method, uri };
        line.answered(answer.status(), arrived.elapsed(), false);
        Some(answer)
    }
}

/// What the layer for other origins says of an answer that any page may read.
fn open_for_reading(headers: &mut HeaderMap) {
    const ANYONE: HeaderValue = HeaderValue::from_static("*");
    const ASKED: HeaderValue = HeaderValue::from_static(
        "origin, access-control-request-method, access-control-request-headers",
    );
    let exposed: HeaderValue = HeaderValue::from_static(EXPOSED);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    headers.append(header::VARY, ASKED);
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        match self.at_hand(&request) {
            Some(answer) => Answering::AtHand(Some(answer)),
            None => Answering::Routed(Box::pin(self.routes.call(request.map(Body::new)))),
        }
    }
}

/// An answer on its way.
pub enum Answering {
    /// It lay finished.
    AtHand(Option<Response>),
    /// A route works on it.
    Routed(Pin<Box<RouteFuture<Infallible>>>),
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::AtHand(answer) => {
                let answer = answer.take().expect("nobody polls what was answered");
                Poll::Ready(Ok(answer))
            }
            Self::Routed(route) => route.as_mut().poll(context),
        }
    }
}
