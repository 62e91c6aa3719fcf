//! A file that is made whole in a folder of its own, then sent piece by piece. It has no name on
//! the disk any more once it is open: whatever happens, nothing is left behind.

use std::fs::File;
use std::io::Read;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{Atlas, ExportWish};

/// Bytes that are read at a time.
const PIECE: usize = 256 << 10;

/// Pieces that are read ahead of the caller.
const AHEAD: usize = 2;

/// A finished file.
pub(super) struct ExportFile {
    file: File,
    length: u64,
}

impl ExportFile {
    /// Makes the file. Takes as long as the records need: call it on a blocking thread.
    ///
    /// # Errors
    /// When it cannot be written; why is logged.
    pub(super) fn make(atlas: &Atlas, wish: ExportWish) -> Result<Self, Problem> {
        let format = wish.format;
        let make = || {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join(format!("export.{}", format.ending()));
            let export = atlas.export(wish);
            atlas.write_export(&export, &path, &mut |_| {})?;
            let file = File::open(&path)?;
            let length = file.metadata()?.len();
            Ok::<_, crate::atlas::ExportError>(Self { file, length })
        };
        make().map_err(|error| failed(&error))
    }

    /// The file as the body of an answer.
    pub(super) fn response(self) -> Result<Response, Problem> {
        let length = HeaderValue::from(self.length);
        let (sender, receiver) = mpsc::channel(AHEAD);
        tokio::spawn(send(self.file, sender));
        let mut response = Response::new(Body::from_stream(ReceiverStream::new(receiver)));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, length);
        Ok(response)
    }
}

/// Reads piece after piece while the caller takes them; a caller that goes away ends it.
async fn send(mut file: File, sender: mpsc::Sender<Result<Bytes, std::io::Error>>) {
    loop {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = file.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            read.map(|_| (file, Bytes::from(piece)))
        });
        let piece = match read.await {
            Ok(Ok((back, piece))) => {
                file = back;
                piece
            }
            Ok(Err(error)) => {
                let _ = sender.send(Err(error)).await;
                return;
            }
            Err(_) => return,
        };
        if piece.is_empty() || sender.send(Ok(piece)).await.is_err() {
            return;
        }
    }
}

fn failed(error: &crate::atlas::ExportError) -> Problem {
    tracing::error!(%error, "a file could not be made");
    Problem::of_kind(ProblemKind::Internal)
}
