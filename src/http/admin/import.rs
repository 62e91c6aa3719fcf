//! `POST /admin/import/{layer}`: a clerk's file. First a dry run with its report; then, with the
//! ticket that the dry run gave for these very bytes and wishes, the real one, after which the new
//! data answer.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::guard::Clerk;
use super::state::{ReloadDocument, folder_of, loads};
use super::upload::{FileName, Upload};
use super::wishes::{RawWishes, spelled};
use super::{at_length, unkept};
use crate::atlas::DataVersion;
use crate::domain::{LayerId, Tongue};
use crate::http::language::Language;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::Service;
use crate::http::snapshot::Snapshots;
use crate::import::intake::{self, DELIVERED_LAYERS, Delivery, IntakeError};

/// What became of a file.
#[derive(Debug, Serialize)]
struct ImportDocument {
    /// For the real run, where there is something that could be written.
    ticket: Option<String>,
    /// What the new data answer with, after a real run.
    reload: Option<ReloadDocument>,
    report: Value,
}

/// `POST /admin/import/{layer}`
pub(in crate::http) async fn import(
    _: Clerk,
    State(service): State<Arc<Service>>,
    Path(layer): Path<String>,
    Query(raw): Query<RawWishes>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let layer = delivered_layer(&layer)?;
    let name = FileName::read(raw.filename.as_deref())?;
    let options = raw.options(name.as_str())?;
    folder_of(&service.snapshots)?;
    let most = service.settings.upload_bytes;
    if announced(&headers).is_some_and(|bytes| bytes > most) {
        return Err(super::upload::too_large(most));
    }
    // 1. One at a time, from the first byte on: what is sent takes room.
    let turn = service.admin.turn()?;
    let upload = Upload::receive(body, &name, most).await?;
    let delivery = Delivery {
        layer,
        file: upload.path.clone(),
        options,
    };
    let tongue = match Language::wanted(&uri, &headers) {
        Language::Vi => Tongue::Vi,
        Language::En => Tongue::En,
    };
    let attended = service.clone();
    let done = at_length(turn, move || {
        attended.take_in(&delivery, &upload, raw.ticket.as_deref(), tongue)
    });
    Ok(unkept(Json(done.await??).into_response()))
}

impl Service {
    /// The dry run or the real one.
    fn take_in(
        &self,
        delivery: &Delivery,
        upload: &Upload,
        ticket: Option<&str>,
        tongue: Tongue,
    ) -> Result<ImportDocument, Problem> {
        let folder = folder_of(&self.snapshots)?;
        let dry_run = delivery.options.dry_run;

        // 2. A real run does what its dry run has shown: the same file, wishes and data.
        let version = DataVersion::of_folder(folder).map_err(|error| {
            tracing::error!(%error, "the data cannot be read");
            Problem::of_kind(ProblemKind::Internal)
        })?;
        let wished = spelled(delivery.layer, &delivery.options);
        let tried: [&[u8]; 3] = [&upload.hash, wished.as_bytes(), version.as_str().as_bytes()];
        if !dry_run {
            self.admin.tickets.check(ticket, &tried)?;
        }

        // 3. Row by row, as the command does it.
        let report = intake::run(delivery, folder, &loads)
            .map_err(|error| refused(&self.snapshots, &error))?;
        tracing::info!(
            layer.id = %delivery.layer,
            file.bytes = upload.bytes,
            import.dry_run = dry_run,
            import.written = report.written,
            "a file was looked at"
        );

        // 4. New data answer before the clerk is told.
        let counts = report.counts();
        let changes = counts.added + counts.changed + counts.removed;
        let passes = report.file_passes() && (report.is_good() || delivery.options.keep_going);
        let may_write = dry_run && passes && (changes > 0 || report.reshaped);
        let ticket = may_write.then(|| self.admin.tickets.seal(&tried));
        let reload = report
            .written
            .then(|| ReloadDocument::after_change(&self.snapshots));
        Ok(ImportDocument {
            ticket: ticket.transpose()?,
            reload,
            report: report.to_json(tongue),
        })
    }
}

fn delivered_layer(name: &str) -> Result<LayerId, Problem> {
    let layer = DELIVERED_LAYERS
        .into_iter()
        .find(|layer| layer.as_str() == name);
    layer.ok_or_else(|| {
        let known = DELIVERED_LAYERS.map(LayerId::as_str).join(", ");
        Problem::new(
            ProblemKind::UnknownLayer,
            format!("Các lớp nhận tệp: {known}."),
            format!("Layers that take files: {known}."),
        )
    })
}

/// How long the body will be, where the caller says so.
fn announced(headers: &HeaderMap) -> Option<usize> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn refused(snapshots: &Snapshots, error: &IntakeError) -> Problem {
    let text = |tongue| snapshots.without_folder(&error.text(tongue));
    let Some(why) = error.refusal() else {
        tracing::error!(%error, "a file could not be taken in");
        return Problem::new(ProblemKind::NotImported, text(Tongue::Vi), text(Tongue::En));
    };
    Problem::new(ProblemKind::FileRefused, text(Tongue::Vi), text(Tongue::En))
        .with_member("refusal", json!(why.as_str()))
}
