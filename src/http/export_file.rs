//! A file that is made whole in a folder of its own, then sent piece by piece. It has no name on
//! the disk any more once it is open: whatever happens, nothing is left behind.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;

use super::encoding::Coding;
use super::packer::Packer;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::settings::HttpSettings;
use super::workers::Workers;
use crate::atlas::{Atlas, ExportError, ExportWish};

/// Bytes that are read at a time.
const PIECE: usize = 256 << 10;

/// Pieces that are read ahead of the caller.
const AHEAD: usize = 2;

/// How many files may be made or on their way at the same time.
const MOST_FILES: usize = 16;

/// How long a caller may leave a piece untaken before the file is taken away.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where files are made: beside the workers for tiles and answers, so that a large file holds up
/// nobody else.
#[derive(Debug)]
pub(super) struct Exports {
    workers: Workers,
    files: Arc<Semaphore>,
}

impl Exports {
    pub(super) fn new(settings: &HttpSettings) -> Self {
        Self {
            workers: Workers::new(settings.workers / 2, MOST_FILES),
            files: Arc::new(Semaphore::new(MOST_FILES)),
        }
    }

    /// Makes a file as soon as its turn comes.
    ///
    /// # Errors
    /// When too many are being made or sent, or `make` fails.
    pub(super) async fn file(
        &self,
        make: impl FnOnce() -> Result<ExportFile, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let place = self.files.clone().try_acquire_owned().map_err(|_| {
            Problem::new(
                ProblemKind::Busy,
                "Máy chủ đang gửi nhiều tệp khác. Hãy đợi ít giây rồi tải lại, hoặc dùng lệnh `phiabac export`.",
                "Many other files are being sent. Wait a few seconds and ask again, or use the command `phiabac export`.",
            )
            .with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
        })?;
        let file = self.workers.run(make).await??;
        Ok(file.response(place))
    }
}

/// A finished file.
pub(super) struct ExportFile {
    file: File,
    length: u64,
    coding: Coding,
}

impl ExportFile {
    /// Makes the file, packed as the caller accepts it. Takes as long as the records need: call it on a blocking thread.
    ///
    /// # Errors
    /// When it cannot be written; why is logged.
    pub(super) fn make(atlas: &Atlas, wish: ExportWish, coding: Coding) -> Result<Self, Problem> {
        let format = wish.format;
        let make = || {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join(format!("export.{}", format.ending()));
            let export = atlas.export(wish);
            atlas.write_export(&export, &path, &mut |_| {})?;
            let mut file = File::open(&path)?;
            if coding != Coding::Identity {
                file = packed(file, folder.path(), coding)?;
            }
            let length = file.metadata()?.len();
            Ok::<_, ExportError>(Self {
                file,
                length,
                coding,
            })
        };
        make().map_err(|error| failed(&error))
    }

    /// The file as the body of an answer.
    fn response(self, place: OwnedSemaphorePermit) -> Response {
        let length = HeaderValue::from(self.length);
        let (sender, receiver) = mpsc::channel(AHEAD);
        tokio::spawn(async move {
            send(self.file, sender).await;
            drop(place);
        });
        let mut response = Response::new(Body::from_stream(ReceiverStream::new(receiver)));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, length);
        if let Some(token) = self.coding.token() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
        }
        response
    }
}

/// The same bytes packed, in a file beside.
fn packed(mut plain: File, folder: &Path, coding: Coding) -> io::Result<File> {
    let path = folder.join("packed");
    let out = BufWriter::new(File::create_new(&path)?);
    let mut packer = Packer::new(out, coding)?;
    io::copy(&mut plain, &mut packer)?;
    packer.finish()?.flush()?;
    File::open(path)
}

/// Reads piece after piece while the caller takes them; a caller that goes away ends it.
async fn send(mut file: File, sender: mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = (&file).take(PIECE as u64).read_to_end(&mut piece);
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
        if piece.is_empty() {
            return;
        }
        let sent = tokio::time::timeout(PATIENCE, sender.send(Ok(piece)));
        if !matches!(sent.await, Ok(Ok(()))) {
            return;
        }
    }
}

fn failed(error: &ExportError) -> Problem {
    tracing::error!(%error, "a file could not be made");
    Problem::of_kind(ProblemKind::Internal)
}
