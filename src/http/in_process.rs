//! The service asked from inside the program, without a socket: what it would answer over HTTP.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

use super::{Front, HttpSettings, assets};
use crate::atlas::Atlas;

/// The service of one snapshot, asked one question after the other.
pub struct InProcess {
    runtime: Runtime,
    front: Front,
    host: String,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum InProcessError {
    /// The address is none.
    #[error("{target} is no address: {source}")]
    Address {
        /// What was asked.
        target: String,
        /// What is wrong with it.
        source: axum::http::Error,
    },
    /// The service refuses.
    #[error("{target} was answered with {status}: {said}")]
    Refused {
        /// What was asked.
        target: String,
        /// The status.
        status: StatusCode,
        /// The problem, as the service tells it.
        said: String,
    },
    /// The answer broke off.
    #[error("the answer to {target} broke off: {source}")]
    BrokeOff {
        /// What was asked.
        target: String,
        /// Why.
        source: axum::Error,
    },
}

impl InProcess {
    /// The service of these data with these settings.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(atlas: Arc<Atlas>, settings: HttpSettings) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let host = settings.listen.to_string();
        let front = super::router(atlas, settings);
        Ok(Self {
            runtime,
            front,
            host,
        })
    }

    /// The body that the service sends for an address, not packed.
    ///
    /// # Errors
    /// When the service answers with anything but 200.
    pub fn get(&self, target: &str) -> Result<Vec<u8>, InProcessError> {
        let request = Request::get(target)
            .header(header::HOST, &self.host)
            .body(Body::empty());
        let request = request.map_err(|source| InProcessError::Address {
            target: target.to_owned(),
            source,
        })?;
        let Ok(answer) = self.runtime.block_on(self.front.clone().oneshot(request));
        let status = answer.status();
        let body = self.runtime.block_on(answer.into_body().collect());
        let body = body.map_err(|source| InProcessError::BrokeOff {
            target: target.to_owned(),
            source,
        })?;
        let body = body.to_bytes();
        if status != StatusCode::OK {
            return Err(InProcessError::Refused {
                target: target.to_owned(),
                status,
                said: String::from_utf8_lossy(&body).into_owned(),
            });
        }
        Ok(body.to_vec())
    }
}

/// The paths of all files of the built page, in order; none where it was not built.
#[must_use]
pub fn page_files() -> Vec<String> {
    let mut files = assets::files_in("");
    files.sort();
    files
}

/// A file of the built page.
#[must_use]
pub fn page_file(path: &str) -> Option<Vec<u8>> {
    assets::file(path).ok().map(|file| file.to_vec())
}
