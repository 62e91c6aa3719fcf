//! The socket: accepts connections, bounds what they may cost, and ends in good order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections at a time; more wait in the queue of the operating system.
const MOST_CONNECTIONS: usize = 4096;

/// A client must have sent its request line and headers within this time.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);

/// Request line and headers together may have this many bytes; beyond it the connection ends.
const MOST_HEAD_BYTES: usize = 64 << 10;

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
    pub async fn serve(self, router: Router, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let open = GracefulShutdown::new();
        loop {
            tokio::select! {
                () = &mut stop => break,
                Some((stream, place)) = accept(&self.listener, &places) => {
                    attend(stream, place, router.clone(), &open);
                }
            }
        }
        drop(self.listener);
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

fn attend(stream: TcpStream, place: OwnedSemaphorePermit, router: Router, open: &GracefulShutdown) {
    // Answers are written in one piece: waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MOST_HEAD_BYTES)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let watched = open.watch(connection);
    tokio::spawn(async move {
        let _place = place;
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}
