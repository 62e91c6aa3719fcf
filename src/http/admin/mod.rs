//! The administration: bringing in files, taking back, loading again; for whoever has the token.
//!
//! Nothing here is open to scripts of other pages, no answer may be kept, and everything that
//! changes something does one thing at a time.

mod guard;
mod import;
mod page;
mod state;
mod ticket;
mod token;
mod upload;
mod wishes;

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;
use super::problem_kind::ProblemKind;

pub(super) use import::import;
pub(super) use page::page;
pub(super) use state::{reload, state, undo};
pub use token::{AdminToken, TokenHash, TokenHashError};
pub(super) use wishes::PARAMETERS as IMPORT;

/// What the administration remembers between requests.
#[derive(Debug)]
pub(super) struct Admin {
    tries: guard::Tries,
    tickets: ticket::Tickets,
    turn: Arc<Semaphore>,
}

impl Default for Admin {
    fn default() -> Self {
        Self {
            tries: guard::Tries::default(),
            tickets: ticket::Tickets::default(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Admin {
    /// The turn to work with the data: one at a time.
    fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.turn.clone().try_acquire_owned().map_err(|_| {
            Problem::of_kind(ProblemKind::AdminBusy)
                .with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
        })
    }
}

/// An answer that nobody may keep.
fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Work that reads or writes whole data: on a thread of its own, to its end even if the caller
/// leaves.
async fn at_length<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| {
        tracing::error!(%error, "work of the administration panicked");
        Problem::of_kind(ProblemKind::Internal)
    })
}
