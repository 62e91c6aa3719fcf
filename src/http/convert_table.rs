//! `POST /api/units/convert`: old units to new ones and back, a table at a time.
//!
//! The body is read to its end before the first row is answered, so that a client that sends all
//! before it reads anything is never waited for in vain; answers then leave as they are made, no
//! faster than the client takes them.

use std::io::{self, Cursor, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use http_body_util::BodyExt;
use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;

use super::convert::time;
use super::language::Language;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use super::snapshot::Snapshot;
use super::spreadsheet::as_file;
use crate::atlas::convert::{NotText, Table, TableError, TableForm, TableWish, rows_in};
use crate::atlas::{Atlas, Tongue};

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["to", "f"];

/// The largest table, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// The longest table, in rows.
const MOST_ROWS: usize = 200_000;

/// Tables up to this size have places of their own, so that large ones do not hold them up.
const SMALL_BYTES: usize = 256 << 10;

/// Tables converted at a time: large, small.
const PLACES: [usize; 2] = [2, 8];

/// Bytes of an answer that leave together.
const CHUNK_BYTES: usize = 64 << 10;

/// Chunks that may wait for the client.
const CHUNKS_WAITING: usize = 4;

/// A client that takes nothing for so long is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    to: Option<String>,
    f: Option<String>,
}

/// Places for tables that are being converted.
#[derive(Debug)]
pub(super) struct Conversions {
    large: Arc<Semaphore>,
    small: Arc<Semaphore>,
}

impl Default for Conversions {
    fn default() -> Self {
        let [large, small] = PLACES.map(|places| Arc::new(Semaphore::new(places)));
        Self { large, small }
    }
}

impl Conversions {
    /// A place for a table of that length, before any of it is read.
    fn place(&self, length: Option<usize>) -> Result<OwnedSemaphorePermit, Problem> {
        let is_small = length.is_some_and(|length| length <= SMALL_BYTES);
        let places = if is_small { &self.small } else { &self.large };
        places.clone().try_acquire_owned().map_err(|_| {
            let problem = Problem::new(
                ProblemKind::Busy,
                "Máy chủ đang chuyển đổi những bảng khác. Hãy đợi ít giây rồi gửi lại, hoặc dùng lệnh `phiabac convert`.",
                "Other tables are being converted. Wait a few seconds and send it again, or use the command `phiabac convert`.",
            );
            problem.with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
        })
    }
}

pub(super) async fn table(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let tongue = match Language::wanted(&uri, &headers) {
        Language::Vi => Tongue::Vi,
        Language::En => Tongue::En,
    };
    let wish = TableWish {
        to: time(asked.to.as_deref())?,
        tongue,
        form: form(asked.f.as_deref())?,
    };
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    let place = service.conversions.place(length)?;
    let body = read(body, length.unwrap_or(0)).await?;
    let table = service.workers.run(move || open(body)).await??;
    Ok(answer(atlas, table, wish, place))
}

/// The whole body.
async fn read(mut body: Body, length: usize) -> Result<Vec<u8>, Problem> {
    let mut whole = Vec::with_capacity(length.min(MOST_BYTES));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::of_kind(ProblemKind::MalformedRequest))?;
        if let Ok(bytes) = frame.into_data() {
            if whole.len() + bytes.len() > MOST_BYTES {
                return Err(too_large());
            }
            whole.extend_from_slice(&bytes);
        }
    }
    Ok(whole)
}

fn open(body: Vec<u8>) -> Result<Table<Cursor<Vec<u8>>>, Problem> {
    let lines = body
        .iter()
        .filter(|&&byte| byte == b'\n' || byte == b'\r')
        .count();
    if lines > MOST_ROWS && rows_in(&body[..]).map_err(|error| refused(&error))? > MOST_ROWS {
        return Err(too_large());
    }
    Table::open(Cursor::new(body)).map_err(|error| refused(&error))
}

/// An answer whose body is made while it leaves.
fn answer(
    atlas: Arc<Atlas>,
    table: Table<Cursor<Vec<u8>>>,
    wish: TableWish,
    place: OwnedSemaphorePermit,
) -> Response {
    let (sender, receiver) = mpsc::channel(CHUNKS_WAITING);
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || {
        let _place = place;
        let mut chunks = Chunks {
            sender,
            handle,
            held: Vec::with_capacity(CHUNK_BYTES),
            is_whole: false,
        };
        match table.convert(&atlas, wish, &mut chunks, |_, _| {}) {
            Ok(summary) => {
                chunks.is_whole = true;
                tracing::debug!(rows = summary.rows, "a table was converted");
            }
            Err(error) => tracing::debug!(%error, "a client left before its table was whole"),
        }
    });
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(receiver)));
    let media = match wish.form {
        TableForm::Csv => "text/csv; charset=utf-8",
        TableForm::Json => "application/json",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match wish.form {
        TableForm::Csv => as_file(response, "phiabac-convert.csv"),
        TableForm::Json => response,
    }
}

/// Sends what is written, chunk by chunk.
struct Chunks {
    sender: mpsc::Sender<Result<Bytes, io::Error>>,
    handle: Handle,
    held: Vec<u8>,
    /// Whether all was written; an answer that breaks off must not look whole.
    is_whole: bool,
}

impl Chunks {
    fn send(&self, chunk: Result<Bytes, io::Error>) -> io::Result<()> {
        let sent = async { tokio::time::timeout(PATIENCE, self.sender.send(chunk)).await };
        match self.handle.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.held, Vec::with_capacity(CHUNK_BYTES));
        self.send(Ok(Bytes::from(chunk)))
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        if !self.is_whole {
            let broken = io::Error::other("the answer breaks off");
            // A client that has left is not told.
            let _ = self.sender.try_send(Err(broken));
        }
    }
}

fn form(f: Option<&str>) -> Result<TableForm, Problem> {
    match f {
        None | Some("csv") => Ok(TableForm::Csv),
        Some("json") => Ok(TableForm::Json),
        Some(_) => Err(Problem::new(
            ProblemKind::InvalidValue,
            "Tham số f là csv hoặc json.",
            "The parameter f is csv or json.",
        )),
    }
}

fn too_large() -> Problem {
    let [megabytes, rows] = [MOST_BYTES >> 20, MOST_ROWS];
    Problem::new(
        ProblemKind::BodyTooLarge,
        format!(
            "Một bảng có tối đa {megabytes} MiB và {rows} dòng. Hãy chia nhỏ, hoặc dùng lệnh `phiabac convert FILE --output FILE` trên máy của bạn, không giới hạn độ dài."
        ),
        format!(
            "A table has at most {megabytes} MiB and {rows} rows. Split it, or use the command `phiabac convert FILE --output FILE` on your own machine, which knows no limit."
        ),
    )
}

fn refused(error: &TableError) -> Problem {
    let (vi, en) = match error {
        TableError::Empty => (
            "Nội dung gửi lên trống. Hãy gửi một bảng CSV có dòng tiêu đề.".to_owned(),
            "The body is empty. Send a CSV table with a heading.".to_owned(),
        ),
        TableError::Read(_) => (
            "Không đọc được nội dung gửi lên.".to_owned(),
            "The body cannot be read.".to_owned(),
        ),
        TableError::NotText(kind) => not_text(*kind),
        TableError::NoColumn { found } => {
            let found = found.join(", ");
            (
                format!(
                    "Không có cột nào để tìm đơn vị. Các cột đã thấy: {found}. Cần ít nhất một trong các cột: mã (mã xã, code), xã (xã/phường, commune) hoặc địa chỉ (address); nên có thêm huyện, tỉnh, kinh độ, vĩ độ."
                ),
                format!(
                    "No column holds what units are found by. Columns found: {found}. At least one of these is wanted: code (mã, mã xã), commune (xã, xã/phường) or address (địa chỉ); district, province, lon and lat help."
                ),
            )
        }
    };
    Problem::new(ProblemKind::InvalidTable, vi, en)
}

fn not_text(kind: NotText) -> (String, String) {
    let (vi, en) = match kind {
        NotText::Workbook => (
            "Đây là tệp bảng tính hoặc tệp nén",
            "This is a workbook or an archive",
        ),
        NotText::Utf16 => ("Tệp này dùng mã UTF-16", "This file is in UTF-16"),
        NotText::CodePage => (
            "Tệp này dùng bảng mã cũ (Windows-1258, TCVN3, VNI)",
            "This file is in an older code page (Windows-1258, TCVN3, VNI)",
        ),
    };
    (
        format!(
            "{vi}, không phải văn bản UTF-8. Trong Excel, chọn Lưu thành (Save As), kiểu \"CSV UTF-8 (Comma delimited) (*.csv)\", rồi gửi lại."
        ),
        format!(
            "{en}, not text in UTF-8. In Excel choose Save As, type \"CSV UTF-8 (Comma delimited) (*.csv)\", and send it again."
        ),
    )
}
