//! The snapshot that answers now, and how a request takes it.
//!
//! A request takes its snapshot once, as an argument of its handler: its whole answer comes from
//! it, however often the data are replaced meanwhile. Nothing else hands out snapshots, so no
//! answer can be put together from two.

use std::convert::Infallible;
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::service::Service;
use crate::atlas::Atlas;

/// The snapshot that answers now; replaced in one step.
#[derive(Debug)]
pub(super) struct Snapshots(ArcSwap<Atlas>);

impl Snapshots {
    /// Begins with one snapshot.
    pub(super) fn new(first: Arc<Atlas>) -> Self {
        Self(ArcSwap::new(first))
    }
}

/// The snapshot of one request.
#[derive(Clone, Debug)]
pub(super) struct Snapshot(pub(super) Arc<Atlas>);

impl FromRequestParts<Arc<Service>> for Snapshot {
    type Rejection = Infallible;

    async fn from_request_parts(
        _: &mut Parts,
        service: &Arc<Service>,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(service.snapshots.0.load_full()))
    }
}
