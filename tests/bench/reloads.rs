//! What reloads cost in memory: the real server, its data exchanged again and again while a crowd
//! asks.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use phiabac::domain::LayerId;
use phiabac::http::AdminToken;
use serde::Serialize;

use crate::load::Crowd;
use crate::served::{Connection, Stopping, free_address};
use crate::summary::{resident_mb, table};
use crate::tile_sample::TileId;

/// How often the data are exchanged.
const SWAPS: usize = 50;

/// Connections of the crowd.
const CONNECTIONS: u64 = 8;

/// How long the crowd asks before the first exchange and after the last.
const ROUND: Duration = Duration::from_secs(15);

/// How long the server is left in peace at the end.
const REST: Duration = Duration::from_secs(15);

/// What was measured, megabytes unless said otherwise.
#[derive(Debug, Default, Serialize)]
pub struct Reloads {
    ready: f64,
    /// Every tile asked for once, then by the crowd.
    level: f64,
    /// After so many exchanges, under load.
    after: Vec<(usize, f64)>,
    /// Under load after the last one.
    end: f64,
    at_rest: f64,
    at_most: f64,
    reload_s: f64,
    answers: u64,
    broken: u64,
    others: u64,
}

impl Reloads {
    /// As a table.
    pub fn table(&self) -> String {
        let mut rows = vec![
            ("resident when ready, MB".to_owned(), self.ready),
            ("resident under load, MB".to_owned(), self.level),
        ];
        rows.extend(
            (self.after.iter())
                .map(|(swaps, mb)| (format!("after {swaps} reloads under load, MB"), *mb)),
        );
        rows.extend([
            (
                "a while after the last, under load, MB".to_owned(),
                self.end,
            ),
            ("at rest, MB".to_owned(), self.at_rest),
            ("at most, MB".to_owned(), self.at_most),
            ("a reload under load, s".to_owned(), self.reload_s),
            ("answers meanwhile".to_owned(), self.answers as f64),
            ("broken".to_owned(), self.broken as f64),
            ("neither 200 nor 204".to_owned(), self.others as f64),
        ]);
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|(what, figure)| vec![what, format!("{figure:.1}")])
            .collect();
        table("Reloads under load", &["what", "figure"], &rows)
    }
}

/// Exchanges the data of a running server while a crowd asks.
pub fn measure(geodata: &Path, tiles: &[TileId]) -> Reloads {
    let folders = Folders::new(geodata);
    let server = Server::start(&folders.link);
    let crowd = crowd(tiles);
    let mut found = Reloads {
        ready: server.resident(),
        ..Reloads::default()
    };
    let outcome = crowd.ask(server.address(), CONNECTIONS, ROUND);
    found.level = server.resident();
    found.note(&outcome);

    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut outcomes = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                outcomes.push(crowd.ask(server.address(), CONNECTIONS, Duration::from_secs(2)));
            }
            outcomes
        });
        let begun = Instant::now();
        for swap in 1..=SWAPS {
            folders.exchange(swap);
            server.reload();
            if swap == 1 || swap % 10 == 0 {
                found.after.push((swap, server.resident()));
            }
        }
        found.reload_s = begun.elapsed().as_secs_f64() / SWAPS as f64;
        std::thread::sleep(ROUND);
        found.end = server.resident();
        stop.store(true, Ordering::Relaxed);
        for outcome in asking.join().expect("the crowd does not panic") {
            found.note(&outcome);
        }
    });
    std::thread::sleep(REST);
    found.at_rest = server.resident();
    found.at_most = resident_mb(&server.process())[1];
    found
}

impl Reloads {
    fn note(&mut self, outcome: &crate::load::Outcome) {
        let good = |status: &u16| [200, 204].contains(status);
        self.answers += outcome.requests();
        self.broken += outcome.broken;
        let others = outcome.statuses.iter().filter(|(status, _)| !good(status));
        self.others += others.map(|(_, count)| count).sum::<u64>();
    }
}

/// Tiles of all layers, and questions whose answers hold much.
fn crowd(tiles: &[TileId]) -> Crowd {
    let layers: Vec<&str> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
    let layers = layers.join(",");
    let mut paths: Vec<String> = tiles
        .iter()
        .map(|id| format!("/tiles/{layers}/{}/{}/{}", id.z, id.x, id.y))
        .collect();
    let questions = [
        "/catalog.json",
        "/api/search?q=bac+ninh",
        "/ogc/collections/industrial_zones/items?limit=100",
        "/api/overlays/clusters_established?level=province",
        "/api/reverse?lon=106.1&lat=21.2",
    ];
    for _ in 0..paths.len() / 20 {
        paths.extend(questions.map(str::to_owned));
    }
    Crowd::asking_for(&paths)
}

/// Two states of the data, and a link that leads to one of them.
struct Folders {
    _place: tempfile::TempDir,
    link: PathBuf,
    states: [PathBuf; 2],
}

impl Folders {
    fn new(geodata: &Path) -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        let states = ["one", "other"].map(|name| place.path().join(name));
        for state in &states {
            copy(geodata, state);
        }
        // The same records in other words: every file is read anew, nothing else changes.
        let readme = states[1].join("README.md");
        std::fs::write(readme, "the other state\n").expect("a file of the copy");
        let folders = Self {
            link: place.path().join("data"),
            states,
            _place: place,
        };
        folders.exchange(0);
        folders
    }

    /// Leads the link to the state of that turn, in one step.
    fn exchange(&self, turn: usize) {
        let new = self.link.with_extension("new");
        std::os::unix::fs::symlink(&self.states[turn % 2], &new).expect("a link");
        std::fs::rename(&new, &self.link).expect("the link is exchanged");
    }
}

fn copy(from: &Path, to: &Path) {
    for file in phiabac::dataset::files_of(from).expect("the data can be read") {
        let own = to.join(file.strip_prefix(from).unwrap_or(&file));
        let folder = own.parent().expect("it lies in a folder");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::copy(&file, &own))
            .expect("the data can be copied");
    }
}

/// The server with its administration.
struct Server {
    child: Stopping,
    address: SocketAddr,
    token: AdminToken,
}

impl Server {
    fn start(data: &Path) -> Self {
        let address = free_address();
        let token = AdminToken::random().expect("random bytes");
        let program = std::env::var_os("PHIABAC_BENCH_PROGRAM");
        let program = program.unwrap_or_else(|| env!("CARGO_BIN_EXE_phiabac").into());
        let child: Child = Command::new(program)
            .args([
                "serve",
                "--watch",
                "false",
                "--listen",
                &address.to_string(),
                "--data",
            ])
            .arg(data)
            .env("PHIABAC_ADMIN_TOKEN_HASH", token.hash().to_string())
            .env("PHIABAC_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .expect("the server starts");
        let server = Self {
            child: Stopping(Some(child)),
            address,
            token,
        };
        let begun = Instant::now();
        while !server.is_warm() {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "it did not get warm"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
        server
    }

    fn address(&self) -> SocketAddr {
        self.address
    }

    fn process(&self) -> String {
        let child = self.child.0.as_ref();
        child.map_or(0, Child::id).to_string()
    }

    fn resident(&self) -> f64 {
        resident_mb(&self.process())[0]
    }

    fn is_warm(&self) -> bool {
        let ready = Connection::to(self.address)
            .and_then(|mut connection| connection.get_whole("/ready"))
            .map(|(_, body)| String::from_utf8_lossy(&body).into_owned());
        ready.is_ok_and(|body| body.contains("\"warm\":true"))
    }

    /// Loads the folder again and waits until it answers.
    fn reload(&self) {
        let token = self.token.as_str();
        let request = format!(
            "POST /admin/reload HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
             Content-Length: 0\r\nConnection: close\r\n\r\n",
            self.address
        );
        let mut answer = String::new();
        TcpStream::connect(self.address)
            .and_then(|mut stream| {
                stream.write_all(request.as_bytes())?;
                stream.read_to_string(&mut answer)
            })
            .expect("an answer");
        assert!(answer.contains("\"changed\""), "{answer}");
    }
}
