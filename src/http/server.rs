//! The socket: accepts connections, HTTP/1.1 and HTTP/2 (prior knowledge), bounds what they may
//! cost, and ends in good order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::front::Front;

/// Connections at a time; more wait in the queue of the operating system.
const MOST_CONNECTIONS: usize = 4096;

/// A client must have sent its request line and headers within this time.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);

/// Request line and headers together may have this many bytes; beyond it the connection ends.
const MOST_HEAD_BYTES: usize = 64 << 10;

/// How every HTTP/2 connection begins (RFC 9113, section 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// When only a part of it has come, the rest is looked for after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Requests at a time on one HTTP/2 connection.
const MOST_STREAMS: u32 = 128;

/// Headers of one request.
const MOST_HEADERS: usize = 64;

/// After the order to stop, answers under way have this long to finish.
const LAST_CALL: Duration = Duration::from_secs(10);

/// A socket that is bound and not yet served.
#[derive(Debug)]
pub struct BoundServer {
    listener: TcpListener,
    address: SocketAddr,
}

impl BoundServer {
    /// Takes the address; port 0 lets the system choose one.
    ///
    /// # Errors
    /// When the address is taken or not of this machine.
    pub async fn bind(address: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// The address that was taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is done, then lets answers under way finish.
    pub async fn serve(self, front: Front, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let open = GracefulShutdown::new();
        let (closing, closed) = watch::channel(());
        loop {
            tokio::select! {
                () = &mut stop => break,
                Some((stream, place)) = accept(&self.listener, &places) => {
                    let attended = attend(stream, front.clone(), open.watcher(), closed.clone());
                    tokio::spawn(async move {
                        let _place = place;
                        attended.await;
                    });
                }
            }
        }
        drop(self.listener);
        // Those who said nothing yet have nothing to wait for.
        drop(closing);
        if tokio::time::timeout(LAST_CALL, open.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some answers did not finish in time and were cut off");
        }
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(error) => {
            // Out of file descriptors, most likely: others must close first.
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// One connection from its first words to its end.
async fn attend(stream: TcpStream, front: Front, open: Watcher, mut closed: watch::Receiver<()>) {
    // Answers are written in one piece: waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let first_words = tokio::select! {
        words = tokio::time::timeout(HEADER_TIMEOUT, speaks_http2(&stream)) => words,
        _ = closed.changed() => return,
    };
    let io = TokioIo::new(stream);
    let service = TowerToHyperService::new(front);
    let ended = match first_words {
        Ok(Ok(true)) => open.watch(http2().serve_connection(io, service)).await,
        Ok(Ok(false)) => open.watch(http1().serve_connection(io, service)).await,
        Ok(Err(error)) => return tracing::debug!(%error, "a connection broke off"),
        Err(_) => return tracing::debug!("a connection stayed silent"),
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Whether a client begins with the preface of HTTP/2. Looks without taking anything.
async fn speaks_http2(stream: &TcpStream) -> std::io::Result<bool> {
    let mut seen = [0; PREFACE.len()];
    loop {
        let length = stream.peek(&mut seen).await?;
        let is_beginning = PREFACE.starts_with(&seen[..length]);
        if length == 0 || !is_beginning || length == PREFACE.len() {
            return Ok(is_beginning && length > 0);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

fn http1() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MOST_HEAD_BYTES)
        .max_headers(MOST_HEADERS);
    builder
}

fn http2() -> http2::Builder<TokioExecutor> {
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .max_header_list_size(MOST_HEAD_BYTES as u32)
        .max_concurrent_streams(MOST_STREAMS)
        .keep_alive_interval(HEADER_TIMEOUT)
        .keep_alive_timeout(HEADER_TIMEOUT);
    builder
}
