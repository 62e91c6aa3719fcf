//! `GET /admin/state`: what is served and what can be done. `POST /admin/reload`: load the data
//! again now. `POST /admin/undo`: bring the previous release back.

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;

use super::guard::Clerk;
use super::{at_length, unkept};
use crate::atlas::Atlas;
use crate::domain::LayerId;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::Service;
use crate::http::snapshot::{Attempt, ReloadError, Reloaded, Snapshot, Snapshots};
use crate::import::intake::DELIVERED_LAYERS;
use crate::import::release;

/// What is served and what can be done.
#[derive(Debug, Serialize)]
struct StateDocument {
    snapshot: String,
    loaded: Timestamp,
    warm: bool,
    reload: Option<Attempt>,
    /// Whether the data come from a folder, so that they can be changed at all.
    can_change: bool,
    can_undo: bool,
    upload_mb: usize,
    layers: Vec<&'static str>,
}

/// What a reload did.
#[derive(Debug, Serialize)]
pub(super) struct ReloadDocument {
    state: &'static str,
    snapshot: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// `GET /admin/state`
pub(in crate::http) async fn state(
    _: Clerk,
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
) -> Response {
    let folder = service.snapshots.folder();
    let document = StateDocument {
        snapshot: atlas.version().to_owned(),
        loaded: atlas.loaded(),
        warm: atlas.is_warm(),
        reload: service.snapshots.last_attempt(),
        can_change: folder.is_some(),
        can_undo: folder.and_then(release::previous).is_some(),
        upload_mb: service.settings.upload_bytes >> 20,
        layers: DELIVERED_LAYERS.map(LayerId::as_str).to_vec(),
    };
    unkept(Json(document).into_response())
}

/// `POST /admin/reload`
pub(in crate::http) async fn reload(
    _: Clerk,
    State(service): State<Arc<Service>>,
) -> Result<Response, Problem> {
    let turn = service.admin.turn()?;
    let snapshots = service.snapshots.clone();
    let done = at_length(turn, move || {
        let ended = snapshots.reload();
        ended.map_err(|error| not_reloaded(&snapshots, &error))
    });
    let document = ReloadDocument::of_done(&service.snapshots, &done.await??);
    Ok(unkept(Json(document).into_response()))
}

/// `POST /admin/undo`
pub(in crate::http) async fn undo(
    _: Clerk,
    State(service): State<Arc<Service>>,
) -> Result<Response, Problem> {
    let turn = service.admin.turn()?;
    let snapshots = service.snapshots.clone();
    let done = at_length(turn, move || {
        let folder = folder_of(&snapshots)?;
        let released = release::undo(folder, &loads).map_err(|error| {
            tracing::warn!(%error, "the previous release was not brought back");
            let told = error.wording();
            Problem::new(ProblemKind::NotUndone, told.vi, told.en)
        })?;
        tracing::info!(
            data.version = released.to,
            "the previous release was brought back"
        );
        Ok(ReloadDocument::after_change(&snapshots))
    });
    Ok(unkept(Json(done.await??).into_response()))
}

/// The folder of the data.
///
/// # Errors
/// When the data were handed in and cannot be changed.
pub(super) fn folder_of(snapshots: &Snapshots) -> Result<&Path, Problem> {
    snapshots
        .folder()
        .ok_or_else(|| not_reloaded(snapshots, &ReloadError::NoFolder))
}

/// Whether the service could load a folder; why not.
pub(super) fn loads(folder: &Path) -> Result<(), String> {
    Atlas::load(folder)
        .map(drop)
        .map_err(|error| error.to_string())
}

impl ReloadDocument {
    fn of_done(snapshots: &Snapshots, done: &Reloaded) -> Self {
        let (state, before) = match done {
            Reloaded::Changed { from, .. } => ("changed", Some(from.clone())),
            Reloaded::Unchanged => ("unchanged", None),
        };
        Self {
            state,
            snapshot: snapshots.version(),
            before,
            reason: None,
        }
    }

    /// Loads data that were just changed. What went wrong is told and undoes nothing.
    pub(super) fn after_change(snapshots: &Snapshots) -> Self {
        let before = snapshots.version();
        match snapshots.reload() {
            // The watch may have been quicker.
            Ok(done) => Self {
                state: "changed",
                ..Self::of_done(snapshots, &done)
            },
            Err(error) => Self {
                state: "failed",
                snapshot: before,
                before: None,
                reason: Some(snapshots.without_folder(&error.to_string())),
            },
        }
    }
}

fn not_reloaded(snapshots: &Snapshots, error: &ReloadError) -> Problem {
    let reason = snapshots.without_folder(&error.to_string());
    Problem::new(
        ProblemKind::NotReloaded,
        format!("Dữ liệu mới chưa dùng được, máy chủ vẫn dùng dữ liệu cũ. Chi tiết: {reason}"),
        format!("The new data cannot be served, the old ones go on answering: {reason}"),
    )
}
