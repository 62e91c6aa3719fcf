//! The server as it is run: a process of its own, asked over loopback, one request at a time.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use phiabac::domain::LayerId;
use serde::Serialize;

use crate::in_process::milliseconds;
use crate::summary::{Spread, resident_mb, table};
use crate::tile_sample::TileId;
use crate::yardsticks::{MARTIN_MS, TIPPECANOE_KB, at};

/// How long the server may take to get ready.
const PATIENCE: Duration = Duration::from_mins(3);

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Served {
    start_to_ready_ms: f64,
    resident_when_ready_mb: f64,
    resident_after_all_tiles_mb: f64,
    resident_at_most_mb: f64,
    /// First and second request for each tile, by zoom.
    tiles: BTreeMap<u8, Zoom>,
    /// All layers, first request.
    all_layers: BTreeMap<u8, Zoom>,
}

/// Tiles of one zoom.
#[derive(Debug, Serialize)]
struct Zoom {
    cold_ms: Spread,
    warm_ms: Spread,
    gzip_bytes: Spread,
}

impl Served {
    /// As tables.
    pub fn table(&self) -> String {
        let figures = [
            ("start to ready, ms", self.start_to_ready_ms),
            ("resident when ready, MB", self.resident_when_ready_mb),
            (
                "resident after all tiles of all layers, MB",
                self.resident_after_all_tiles_mb,
            ),
            ("resident at most, MB", self.resident_at_most_mb),
        ];
        let rows = figures.map(|(what, figure)| vec![what.to_owned(), format!("{figure:.0}")]);
        let process = table("The server as a process", &["what", "figure"], &rows);

        let rows: Vec<Vec<String>> = self
            .tiles
            .iter()
            .zip(self.all_layers.values())
            .map(|((z, two), all)| {
                let pair = |a: f64, b: f64| format!("{a:.2} / {b:.2}");
                let kb = |bytes: &Spread| {
                    format!("{:.1} / {:.1}", bytes.mean / 1000.0, bytes.max / 1000.0)
                };
                vec![
                    z.to_string(),
                    pair(two.cold_ms.p50, two.cold_ms.p99),
                    at(&MARTIN_MS, *z),
                    pair(two.warm_ms.p50, two.warm_ms.p99),
                    kb(&two.gzip_bytes),
                    at(&TIPPECANOE_KB, *z),
                    pair(all.cold_ms.p50, all.cold_ms.p99),
                    kb(&all.gzip_bytes),
                ]
            })
            .collect();
        let heads = [
            "zoom",
            "communes,provinces cold ms p50 / p99",
            "Martin + PostGIS cold ms",
            "again ms p50 / p99",
            "gzip kB mean / max",
            "tippecanoe gzip kB mean",
            "all layers cold ms p50 / p99",
            "all layers gzip kB mean / max",
        ];
        let tiles = table("Tiles over loopback, gzip", &heads, &rows);
        format!("{process}\n{tiles}")
    }
}

/// Starts the server, asks for all tiles, stops it.
pub fn measure(geodata: &Path, layers: &[LayerId], tiles: &[TileId]) -> Served {
    let mut server = Server::start(geodata);
    let resident = |server: &Server| resident_mb(&server.child.id().to_string());
    let [resident_when_ready_mb, _] = resident(&server);
    let two = ask_for(&mut server, layers, tiles);
    let all = ask_for(&mut server, LayerId::ALL, tiles);
    let [resident_after_all_tiles_mb, resident_at_most_mb] = resident(&server);
    Served {
        start_to_ready_ms: server.start_to_ready_ms,
        resident_when_ready_mb,
        resident_after_all_tiles_mb,
        resident_at_most_mb,
        tiles: two,
        all_layers: all,
    }
}

fn ask_for(server: &mut Server, layers: &[LayerId], tiles: &[TileId]) -> BTreeMap<u8, Zoom> {
    let names: Vec<&str> = layers.iter().map(|layer| layer.as_str()).collect();
    let names = names.join(",");
    let mut figures: BTreeMap<u8, [Vec<f64>; 3]> = BTreeMap::new();
    for id in tiles {
        let path = format!("/tiles/{names}/{}/{}/{}", id.z, id.x, id.y);
        let [cold, warm, bytes] = figures.entry(id.z).or_default();
        for ms in [cold, warm] {
            let begun = Instant::now();
            let answer = server.connection.get(&path).expect("an answer");
            ms.push(milliseconds(begun));
            assert!(
                [200, 204].contains(&answer.status),
                "{path}: {}",
                answer.status
            );
            if ms.len() > bytes.len() {
                bytes.push(answer.length as f64);
            }
        }
    }
    let zoom = |(z, [cold, warm, bytes]): (u8, [Vec<f64>; 3])| {
        let zoom = Zoom {
            cold_ms: Spread::of(cold),
            warm_ms: Spread::of(warm),
            gzip_bytes: Spread::of(bytes),
        };
        (z, zoom)
    };
    figures.into_iter().map(zoom).collect()
}

/// A running server; stopped when dropped.
pub struct Server {
    child: Child,
    pub connection: Connection,
    start_to_ready_ms: f64,
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.connection.host
    }

    /// The number of its process.
    pub fn process(&self) -> String {
        self.child.id().to_string()
    }

    /// Milliseconds until it was ready.
    pub fn start_to_ready_ms(&self) -> f64 {
        self.start_to_ready_ms
    }

    /// Starts a server and waits until it is ready.
    pub fn start(geodata: &Path) -> Self {
        let address = free_address();
        let begun = Instant::now();
        let program = std::env::var_os("PHIABAC_BENCH_PROGRAM");
        let program = program.unwrap_or_else(|| env!("CARGO_BIN_EXE_phiabac").into());
        let child = Command::new(program)
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(geodata)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut child = Stopping(Some(child));
        let connection = loop {
            assert!(begun.elapsed() < PATIENCE, "the server did not get ready");
            let ready = Connection::to(address).and_then(|mut connection| {
                let answer = connection.get("/ready")?;
                Ok((answer.status == 200).then_some(connection))
            });
            if let Ok(Some(connection)) = ready {
                break connection;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        Self {
            start_to_ready_ms: milliseconds(begun),
            child: child.0.take().expect("it was started"),
            connection,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// A child that is stopped unless it is taken out.
pub struct Stopping(pub Option<Child>);

impl Drop for Stopping {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            stop(child);
        }
    }
}

fn stop(child: &mut Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// An address of this machine that nobody listens on.
pub fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}

/// A connection that is kept from request to request.
pub struct Connection {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
}

/// What is known of an answer.
pub struct Answer {
    status: u16,
    /// Bytes of the body as sent.
    length: usize,
    /// Whether the body is packed.
    packed: bool,
}

impl Connection {
    /// Connects.
    pub fn to(host: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            host,
        })
    }

    /// Asks for an address and passes over the body.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.get_into(path, &mut io::sink())
    }

    /// Asks for an address: whether the body is packed, and the body.
    pub fn get_whole(&mut self, path: &str) -> io::Result<(bool, Bytes)> {
        let mut body = Vec::new();
        let answer = self.get_into(path, &mut body)?;
        Ok((answer.packed, body.into()))
    }

    fn get_into(&mut self, path: &str, body: &mut impl Write) -> io::Result<Answer> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\n\r\n",
            self.host
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("no status"))?;
        let (mut length, mut chunked, mut packed) = (0, false, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            packed |= line.starts_with("content-encoding:");
            chunked |= line.starts_with("transfer-encoding:") && line.contains("chunked");
        }
        if chunked {
            length = self.read_chunks(body)?;
        } else {
            self.read(length, body)?;
        }
        Ok(Answer {
            status,
            length,
            packed,
        })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn read(&mut self, length: usize, body: &mut impl Write) -> io::Result<()> {
        let mut rest = self.stream.by_ref().take(length as u64);
        io::copy(&mut rest, body).map(drop)
    }

    fn read_chunks(&mut self, body: &mut impl Write) -> io::Result<usize> {
        let mut total = 0;
        loop {
            let size = usize::from_str_radix(&self.line()?, 16).map_err(io::Error::other)?;
            self.read(size, body)?;
            self.line()?;
            if size == 0 {
                return Ok(total);
            }
            total += size;
        }
    }
}
