//! The real program, its data exchanged again and again under load: the memory that it holds
//! returns to its level.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use phiabac::dataset::files_of;
use phiabac::http::AdminToken;
use tempfile::TempDir;

/// How often the data are exchanged.
const RELOADS: usize = 4;

/// Clients that ask all the while.
const CLIENTS: usize = 3;

/// What may be held beyond the level before: the caches of a program that has had more to do, and
/// what the allocator keeps at hand. Two snapshots would be far more.
const MORE: f64 = 1.3;

const TARGETS: [&str; 6] = [
    "/tiles/provinces,communes,borders,industrial_zones/7/101/56",
    "/tiles/communes,former_communes,land,water,transport/9/406/225",
    "/catalog.json",
    "/ogc/collections/industrial_zones/items?limit=100",
    "/api/search?q=bac%20ninh",
    "/api/reverse?lon=106.1&lat=21.2",
];

/// The running program.
struct Program {
    child: Child,
    address: SocketAddr,
    token: AdminToken,
}

impl Program {
    fn start(data: &Path) -> Self {
        let address = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let token = AdminToken::random().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_phiabac"))
            .args(["serve", "--watch", "false", "--tile-cache-mb", "8"])
            .args(["--listen", &address.to_string(), "--data"])
            .arg(data)
            .env("PHIABAC_ADMIN_TOKEN_HASH", token.hash().to_string())
            .env("PHIABAC_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            child,
            address,
            token,
        }
    }

    fn ask(&self, method: &str, target: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        write!(
            stream,
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
             Content-Length: 0\r\nConnection: close\r\n\r\n",
            self.address,
            self.token.as_str()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn wait_until_warm(&self) {
        for _ in 0..1200 {
            if (self.ask("GET", "/ready")).is_ok_and(|answer| answer.contains("\"warm\":true")) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the program did not get warm");
    }

    /// Resident memory, megabytes.
    fn resident_mb(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.unwrap().split_whitespace().next().unwrap();
        kilobytes.parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the clients are to stop.
#[derive(Default)]
struct Stop(AtomicBool);

/// Stops them when it is dropped.
struct Stopping<'a>(&'a Stop);

impl Drop for Stopping<'_> {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// A copy of the committed data; `state` makes it another version than its like.
fn copy(to: &Path, state: usize) {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    for file in files_of(&real).unwrap() {
        let own = to.join(file.strip_prefix(&real).unwrap());
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::copy(&file, &own).unwrap();
    }
    fs::write(to.join("README.md"), format!("state {state}\n")).unwrap();
}

#[test]
fn memory_returns_to_its_level() {
    let place = TempDir::new().unwrap();
    let states = [0, 1].map(|state| place.path().join(state.to_string()));
    for (number, state) in states.iter().enumerate() {
        copy(state, number);
    }
    let data = place.path().join("data");
    symlink(&states[0], &data).unwrap();
    let program = Program::start(&data);
    program.wait_until_warm();

    let stop = Stop::default();
    let ask_all = || {
        for target in TARGETS {
            let answer = program.ask("GET", target).unwrap();
            assert!(
                answer.starts_with("HTTP/1.1 200"),
                "{target}: {answer:.300}"
            );
        }
    };
    std::thread::scope(|scope| {
        // Whatever ends this, the clients end too.
        let stopping = Stopping(&stop);
        let clients = (0..CLIENTS).map(|_| {
            scope.spawn(|| {
                while !stop.0.load(Ordering::Relaxed) {
                    ask_all();
                }
            })
        });
        let clients: Vec<_> = clients.collect();
        for _ in 0..3 {
            ask_all();
        }
        let level = program.resident_mb();
        for swap in 1..=RELOADS {
            let new = place.path().join("new");
            symlink(&states[swap % 2], &new).unwrap();
            fs::rename(&new, &data).unwrap();
            let answer = program.ask("POST", "/admin/reload").unwrap();
            assert!(answer.contains("\"changed\""), "{answer}");
        }
        // What was swapped out is put away on a thread of its own, pages are given back by and by.
        let returned = (0..300).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            program.resident_mb() <= MORE * level
        });
        let now = program.resident_mb();
        drop(stopping);
        for client in clients {
            client.join().unwrap();
        }
        assert!(
            returned,
            "{level:.0} MB before, {now:.0} MB after {RELOADS} reloads"
        );
    });
}
