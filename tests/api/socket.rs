//! What only a socket shows: garbage on the line, slow writers, an orderly end.

use std::net::SocketAddr;
use std::time::Duration;

use phiabac::http::BoundServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::router;

const PATIENCE: Duration = Duration::from_secs(10);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn start() -> Running {
    let server = BoundServer::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = server.address();
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(server.serve(router(), async {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        ended,
    }
}

/// Sends bytes, reads what comes until the other side closes or falls silent.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may close before all is written.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    while let Ok(Ok(read)) = timeout(Duration::from_millis(500), stream.read(&mut chunk)).await {
        if read == 0 {
            break;
        }
        answer.extend_from_slice(&chunk[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn garbage_gets_a_4xx_or_a_closed_door() {
    let running = start().await;
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(200_000));
    let headers = format!(
        "GET / HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "a: b\r\n".repeat(1000)
    );
    let garbage: &[&[u8]] = &[
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/2.0\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/1.1\r\n\r\nSM\r\n\r\n",
        b"CONNECT example.vn:443 HTTP/1.1\r\nHost: example.vn\r\n\r\n",
        b"GET http://example.vn/nowhere HTTP/1.1\r\nHost: example.vn\r\n\r\n",
        b"GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
        &[0; 4096],
        long.as_bytes(),
        headers.as_bytes(),
    ];
    for bytes in garbage {
        let answer = exchange(running.address, bytes).await;
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{shown:?} got {answer:.200}"
        );
    }
    let well = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let answer = exchange(running.address, well).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// Kinds of HTTP/2 frames.
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;

fn frame(kind: u8, flags: u8, stream: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len() as u8;
    let head = [0, 0, length, kind, flags, 0, 0, 0, stream];
    [&head, content].concat()
}

#[tokio::test]
async fn http2_is_spoken_to_those_who_know_it() {
    let running = start().await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    // The preface may come in pieces.
    stream.write_all(b"PRI * HTTP/2.0\r\n").await.unwrap();
    tokio::task::yield_now().await;
    stream.write_all(b"\r\nSM\r\n\r\n").await.unwrap();
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await.unwrap();
    // Static table: GET is 2, http is 6; path and authority are written out.
    let path = b"/health";
    let host = b"localhost";
    let mut block = vec![0x82, 0x86, 0x04, path.len() as u8];
    block.extend_from_slice(path);
    block.extend_from_slice(&[0x01, host.len() as u8]);
    block.extend_from_slice(host);
    let end_of_headers_and_stream = 0x5;
    let asked = frame(HEADERS, end_of_headers_and_stream, 1, &block);
    stream.write_all(&asked).await.unwrap();
    let status = timeout(PATIENCE, async {
        loop {
            let mut head = [0; 9];
            stream.read_exact(&mut head).await.unwrap();
            let length = usize::from(u16::from_be_bytes([head[1], head[2]]));
            let mut content = vec![0; length];
            stream.read_exact(&mut content).await.unwrap();
            if head[3] == HEADERS {
                return content[0];
            }
        }
    });
    // Entry 8 of the static table: the status 200.
    assert_eq!(status.await.expect("an answer"), 0x88);
}

#[tokio::test]
async fn an_order_to_stop_does_not_wait_for_the_silent() {
    let running = start().await;
    let silent = TcpStream::connect(running.address).await.unwrap();
    exchange(
        running.address,
        b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    running.stop.send(()).unwrap();
    timeout(PATIENCE / 2, running.ended)
        .await
        .expect("it ends in time")
        .unwrap();
    drop(silent);
}

#[tokio::test]
async fn an_order_to_stop_lets_idle_connections_go() {
    let running = start().await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    idle.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut chunk = [0; 1024];
    assert!(idle.read(&mut chunk).await.unwrap() > 0);
    running.stop.send(()).unwrap();
    timeout(PATIENCE, running.ended)
        .await
        .expect("it ends in time")
        .unwrap();
    let refused = TcpStream::connect(running.address).await;
    assert!(refused.is_err(), "nobody listens any more");
}
