//! A crowd: many connections that ask for tiles as fast as they are answered.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use crate::random::Random;
use crate::summary::Spread;

/// An answer that takes longer counts as broken off.
const PATIENCE: Duration = Duration::from_secs(30);

/// What became of all requests.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Answers by status.
    pub statuses: BTreeMap<u16, u64>,
    /// Requests without an answer.
    pub broken: u64,
    /// Milliseconds from the first byte of a request to the last of its answer.
    pub ms: Spread,
    /// How long it took in all.
    pub seconds: f64,
}

impl Outcome {
    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        self.requests() as f64 / self.seconds
    }

    /// Answers in all.
    pub fn requests(&self) -> u64 {
        self.statuses.values().sum()
    }
}

/// What a crowd asks for.
pub struct Crowd {
    runtime: Runtime,
    requests: Arc<[Vec<u8>]>,
}

impl Crowd {
    /// A crowd that draws its addresses by lot.
    pub fn asking_for(paths: &[String]) -> Self {
        let request = |path: &String| {
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n")
                .into_bytes()
        };
        Self {
            runtime: Runtime::new().expect("threads to ask with"),
            requests: paths.iter().map(request).collect(),
        }
    }

    /// So many connections ask for so long.
    pub fn ask(&self, address: SocketAddr, connections: u64, time: Duration) -> Outcome {
        let begun = Instant::now();
        let asked = (0..connections).map(|number| {
            let requests = self.requests.clone();
            self.runtime
                .spawn(one_after_another(address, requests, number, begun + time))
        });
        let asked: Vec<_> = asked.collect();
        let mut outcome = Outcome::default();
        let mut ms = Vec::new();
        for task in asked {
            let own = self.runtime.block_on(task).expect("asking does not panic");
            for (status, took) in own.answers {
                *outcome.statuses.entry(status).or_default() += 1;
                ms.push(f64::from(took));
            }
            outcome.broken += own.broken;
        }
        outcome.seconds = begun.elapsed().as_secs_f64();
        outcome.ms = Spread::of(ms);
        outcome
    }
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    /// Status and milliseconds of each answer.
    answers: Vec<(u16, f32)>,
    broken: u64,
}

async fn one_after_another(
    address: SocketAddr,
    requests: Arc<[Vec<u8>]>,
    number: u64,
    end: Instant,
) -> Seen {
    let mut random = Random::new(number + 1);
    let mut seen = Seen::default();
    let mut connection = None;
    while Instant::now() < end {
        let request = &requests[random.below(requests.len())];
        let begun = Instant::now();
        let asked = ask_once(&mut connection, address, request);
        if let Ok(Ok(status)) = tokio::time::timeout(PATIENCE, asked).await {
            let took = begun.elapsed().as_secs_f32() * 1000.0;
            seen.answers.push((status, took));
        } else {
            seen.broken += 1;
            connection = None;
        }
    }
    seen
}

async fn ask_once(
    connection: &mut Option<Line>,
    address: SocketAddr,
    request: &[u8],
) -> io::Result<u16> {
    let line = match connection {
        Some(line) => line,
        None => connection.insert(Line::to(address).await?),
    };
    line.stream.write_all(request).await?;
    line.answer().await
}

/// A connection with what was read of it.
struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    async fn to(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: vec![0; 64 << 10],
        })
    }

    /// Reads one answer to its end.
    async fn answer(&mut self) -> io::Result<u16> {
        let mut filled = 0;
        let head = loop {
            let read = self.stream.read(&mut self.buffer[filled..]).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            let end = self.buffer[..filled]
                .windows(4)
                .position(|end| end == b"\r\n\r\n");
            if let Some(end) = end {
                break end + 4;
            }
        };
        let text = std::str::from_utf8(&self.buffer[..head]).map_err(io::Error::other)?;
        let status = text.get(9..12).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("no status"))?;
        let length = text
            .split("\r\n")
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(Ok(0), str::parse::<usize>)
            .map_err(io::Error::other)?;
        let mut left = (head + length).saturating_sub(filled);
        while left > 0 {
            let most = left.min(self.buffer.len());
            let read = self.stream.read(&mut self.buffer[..most]).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            left -= read;
        }
        Ok(status)
    }
}
