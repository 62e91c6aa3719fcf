//! How the last reload went, for `/ready` and the page of the administration.

use std::sync::PoisonError;

use jiff::Timestamp;
use serde::Serialize;

use super::Snapshots;

/// A reload: under way, or how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(in crate::http) enum Attempt {
    /// The new data are being loaded and checked; the old ones answer.
    Loading {
        /// Since when.
        at: Timestamp,
    },
    /// What the folder holds is what is served.
    Done {
        /// When it ended.
        at: Timestamp,
    },
    /// The new data cannot be served; the old ones answer.
    Failed {
        /// When it ended.
        at: Timestamp,
        /// Why, without the place of the folder.
        reason: String,
    },
}

impl Snapshots {
    /// How the last reload went; nothing before the first.
    pub(in crate::http) fn last_attempt(&self) -> Option<Attempt> {
        let last = self.last.lock();
        last.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps how a reload goes; gives back what was kept before.
    pub(super) fn note(&self, attempt: Attempt) -> Option<Attempt> {
        let last = self.last.lock();
        last.unwrap_or_else(PoisonError::into_inner)
            .replace(attempt)
    }
}
