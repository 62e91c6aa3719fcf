//! Finished tiles against a bare handler that has nothing to do but send the same bytes, and a
//! crowd of 500 for a minute.
//!
//! Both servers are processes of their own and are asked in turns. A machine that is busy with
//! other things changes requests a second more than processor time for each request, so both
//! are told.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;

use crate::load::{Crowd, Outcome};
use crate::served::{Connection, Server, Stopping, free_address};
use crate::summary::{cpu_seconds, resident_mb, table};
use crate::tile_sample::TileId;

/// The word that makes this program a bare server.
pub const BARE: &str = "bare-server";

const LAYERS: &str = "communes,provinces";
const CONNECTIONS: u64 = 64;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(4);
const WARM_UP: Duration = Duration::from_secs(2);

/// The crowd of the conference.
const CROWD: u64 = 500;
const CROWD_SECONDS: u64 = 60;
const LOOK_EVERY: u64 = 10;

/// What was measured of both.
#[derive(Debug, Serialize)]
pub struct Hot {
    ours: Rate,
    bare: Rate,
    /// Medians of requests a second, ours to the bare handler's.
    ratio: f64,
    /// Processor time a request, the bare handler's to ours.
    ratio_of_cpu: f64,
}

/// One server over all rounds.
#[derive(Debug, Serialize)]
struct Rate {
    per_second: Vec<f64>,
    cpu_us_a_request: f64,
    p50_ms: f64,
    p99_ms: f64,
}

impl Rate {
    fn median(&self) -> f64 {
        self.per_second[self.per_second.len() / 2]
    }

    fn row(&self, what: &str) -> Vec<String> {
        let [least, .., most] = &self.per_second[..] else {
            return Vec::new();
        };
        vec![
            what.to_owned(),
            format!("{least:.0} / {:.0} / {most:.0}", self.median()),
            format!("{:.1}", self.cpu_us_a_request),
            format!("{:.2} / {:.2}", self.p50_ms, self.p99_ms),
        ]
    }
}

impl Hot {
    /// As a table.
    pub fn table(&self) -> String {
        let ratio = vec![
            "ratio".to_owned(),
            format!("× {:.2}", self.ratio),
            format!("× {:.2}", self.ratio_of_cpu),
            String::new(),
        ];
        let rows = [
            self.ours.row("phiabac, finished tiles"),
            self.bare.row("bare handler, the same bytes"),
            ratio,
        ];
        let heads = [
            "64 connections, gzip",
            "requests/s min / median / max",
            "processor µs a request",
            "ms p50 / p99",
        ];
        table("Finished tiles against a bare handler", &heads, &rows)
    }
}

/// Asks both servers for the same tiles in turns.
pub fn measure(geodata: &Path, tiles: &[TileId]) -> Hot {
    let mut ours = Server::start(geodata);
    let paths = paths(tiles);
    ask_for_each(&mut ours.connection, &paths);
    let bare = Bare::start(ours.address());
    let crowd = Crowd::asking_for(&paths);
    let servers = [
        (ours.address(), ours.process()),
        (bare.address, bare.process()),
    ];
    for (address, _) in &servers {
        crowd.ask(*address, CONNECTIONS, WARM_UP);
    }
    let mut rounds: [Vec<(Outcome, f64)>; 2] = Default::default();
    for round in 0..ROUNDS {
        // Whoever is asked first may find a cooler machine.
        let mut order = [0, 1];
        order.rotate_left(round % 2);
        for which in order {
            let (address, process) = &servers[which];
            let before = cpu_seconds(process);
            let outcome = crowd.ask(*address, CONNECTIONS, ROUND);
            rounds[which].push((outcome, cpu_seconds(process) - before));
        }
    }
    let [ours, bare] = rounds.map(|rounds| rate(&rounds));
    Hot {
        ratio: ours.median() / bare.median(),
        ratio_of_cpu: bare.cpu_us_a_request / ours.cpu_us_a_request,
        ours,
        bare,
    }
}

fn rate(rounds: &[(Outcome, f64)]) -> Rate {
    for (outcome, _) in rounds {
        let good = [200, 204].map(|status| outcome.statuses.get(&status).copied().unwrap_or(0));
        assert_eq!(good.iter().sum::<u64>(), outcome.requests(), "{outcome:?}");
        assert_eq!(outcome.broken, 0);
    }
    let middle = |mut figures: Vec<f64>| {
        figures.sort_by(f64::total_cmp);
        figures
    };
    let per_second = middle(rounds.iter().map(|(own, _)| own.per_second()).collect());
    let of = |figure: fn(&Outcome) -> f64| {
        let figures = middle(rounds.iter().map(|(own, _)| figure(own)).collect());
        figures[figures.len() / 2]
    };
    let requests: u64 = rounds.iter().map(|(own, _)| own.requests()).sum();
    let cpu: f64 = rounds.iter().map(|(_, cpu)| cpu).sum();
    Rate {
        per_second,
        cpu_us_a_request: cpu * 1e6 / requests as f64,
        p50_ms: of(|own| own.ms.p50),
        p99_ms: of(|own| own.ms.p99),
    }
}

/// What a crowd of 500 met.
#[derive(Debug, Serialize)]
pub struct Conference {
    requests_a_second: f64,
    turned_away_503: u64,
    other_statuses: u64,
    broken: u64,
    p50_ms: f64,
    p99_ms: f64,
    /// After every ten seconds.
    resident_mb: Vec<f64>,
}

impl Conference {
    /// As a table.
    pub fn table(&self) -> String {
        let memory: Vec<String> = self
            .resident_mb
            .iter()
            .map(|mb| format!("{mb:.0}"))
            .collect();
        let row = vec![
            format!("{:.0}", self.requests_a_second),
            self.turned_away_503.to_string(),
            (self.other_statuses + self.broken).to_string(),
            format!("{:.1} / {:.1}", self.p50_ms, self.p99_ms),
            memory.join(", "),
        ];
        let heads = [
            "requests/s",
            "503 with Retry-After",
            "other failures",
            "ms p50 / p99",
            "resident MB after every 10 s",
        ];
        table(
            "500 connections for 60 s, nothing kept at first",
            &heads,
            &[row],
        )
    }
}

/// 500 connections ask a fresh server for a minute.
pub fn conference(geodata: &Path, tiles: &[TileId]) -> Conference {
    let server = Server::start(geodata);
    let crowd = Crowd::asking_for(&paths(tiles));
    let process = server.process();
    let (outcome, resident_mb) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let looks = (0..CROWD_SECONDS / LOOK_EVERY).map(|_| {
                std::thread::sleep(Duration::from_secs(LOOK_EVERY));
                resident_mb(&process)[0]
            });
            looks.collect::<Vec<f64>>()
        });
        let time = Duration::from_secs(CROWD_SECONDS);
        let outcome = crowd.ask(server.address(), CROWD, time);
        (outcome, looking.join().expect("looking does not panic"))
    });
    let with = |status| outcome.statuses.get(&status).copied().unwrap_or(0);
    Conference {
        requests_a_second: outcome.per_second(),
        turned_away_503: with(503),
        other_statuses: outcome.requests() - with(200) - with(204) - with(503),
        broken: outcome.broken,
        p50_ms: outcome.ms.p50,
        p99_ms: outcome.ms.p99,
        resident_mb,
    }
}

fn paths(tiles: &[TileId]) -> Vec<String> {
    let path = |id: &TileId| format!("/tiles/{LAYERS}/{}/{}/{}", id.z, id.x, id.y);
    tiles.iter().map(path).collect()
}

fn ask_for_each(connection: &mut Connection, paths: &[String]) {
    for path in paths {
        connection.get(path).expect("an answer");
    }
}

/// The bare server as a process of its own.
struct Bare {
    child: Stopping,
    address: SocketAddr,
}

impl Bare {
    /// Starts this very program as a server of what another one answers.
    fn start(like: SocketAddr) -> Self {
        let address = free_address();
        let program = std::env::current_exe().expect("this program has a file");
        let child = Command::new(program)
            .args([BARE, &address.to_string(), &like.to_string()])
            .stdout(Stdio::null())
            .spawn()
            .expect("the bare server starts");
        let child = Stopping(Some(child));
        while Connection::to(address).is_err() {
            std::thread::sleep(Duration::from_millis(10));
        }
        Self { child, address }
    }

    fn process(&self) -> String {
        let id = self.child.0.as_ref().map_or(0, Child::id);
        id.to_string()
    }
}

/// Serves what `like` answers to the addresses of the sample, from memory.
pub fn serve_bare(address: SocketAddr, like: SocketAddr, tiles: &[TileId]) {
    let mut connection = Connection::to(like).expect("the server to be like");
    let bodies = paths(tiles).into_iter().map(|path| {
        let answer = connection.get_whole(&path).expect("an answer");
        (path, answer)
    });
    let bodies: Arc<HashMap<String, (bool, Bytes)>> = Arc::new(bodies.collect());
    let router = Router::new()
        .route("/tiles/{layers}/{z}/{x}/{y}", get(bare))
        .with_state(bodies);
    let runtime = tokio::runtime::Runtime::new().expect("threads to serve with");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await;
        axum::serve(listener.expect("the address is free"), router)
            .await
            .expect("it serves until it is stopped");
    });
}

async fn bare(State(bodies): State<Arc<HashMap<String, (bool, Bytes)>>>, uri: Uri) -> Response {
    const MEDIA: (header::HeaderName, &str) =
        (header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile");
    match bodies.get(uri.path()) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some((_, body)) if body.is_empty() => StatusCode::NO_CONTENT.into_response(),
        Some((false, body)) => ([MEDIA], body.clone()).into_response(),
        Some((true, body)) => {
            let packed = (header::CONTENT_ENCODING, "gzip");
            ([MEDIA, packed], body.clone()).into_response()
        }
    }
}
