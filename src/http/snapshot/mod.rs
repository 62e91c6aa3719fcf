//! The snapshot that answers now, how a request takes it, and how the next one takes its place.
//!
//! A request takes its snapshot once, as an argument of its handler: its whole answer comes from
//! it, however often the data are replaced meanwhile. Nothing else hands out snapshots to
//! handlers, so no answer can be put together from two.

mod attempt;
mod fingerprint;
mod reload;
mod watch;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::service::Service;
use crate::atlas::{Atlas, LoadError};

pub(super) use attempt::Attempt;
use reload::Faults;
pub use reload::{ReloadError, Reloaded};
pub use watch::Watch;

/// The snapshot that answers now; the next one takes its place in one step.
#[derive(Debug)]
pub struct Snapshots {
    now: ArcSwap<Atlas>,
    /// Where the data come from; nothing where they were handed in.
    folder: Option<PathBuf>,
    /// How the last reload went.
    last: Mutex<Option<Attempt>>,
    /// Held by whoever reloads, one at a time: the faults that the data have that are served, and
    /// that new data may have too. Nothing before they are known.
    turn: Mutex<Option<Faults>>,
}

impl Snapshots {
    /// One snapshot that was loaded elsewhere, for good.
    #[must_use]
    pub fn fixed(only: Arc<Atlas>) -> Self {
        Self {
            now: ArcSwap::new(only),
            folder: None,
            last: Mutex::default(),
            turn: Mutex::default(),
        }
    }

    /// The snapshot of a folder, which can be loaded again.
    ///
    /// # Errors
    /// When the data cannot be loaded.
    pub fn of_folder(folder: &Path) -> Result<Self, LoadError> {
        let first = Arc::new(Atlas::load(folder)?);
        Ok(Self {
            folder: Some(folder.to_owned()),
            ..Self::fixed(first)
        })
    }

    /// The version of the data that are served now.
    #[must_use]
    pub fn version(&self) -> String {
        self.now.load().version().to_owned()
    }

    /// The snapshot that answers now.
    pub(super) fn present(&self) -> Arc<Atlas> {
        self.now.load_full()
    }

    /// The same as a number: whether what was kept is still of these data.
    pub(super) fn version_number(&self) -> u64 {
        self.now.load().version_number()
    }

    /// Lets other data answer from now on; gives back those that answered before. Answers under way
    /// end with the data that they began with.
    pub fn put(&self, next: Arc<Atlas>) -> Arc<Atlas> {
        self.now.swap(next)
    }

    /// Prepares what loading has left for the first request.
    pub fn warm_up(&self) {
        self.present().warm_up();
    }

    /// Where the data come from, if they can be loaded again.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
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
        Ok(Self(service.snapshots.present()))
    }
}
