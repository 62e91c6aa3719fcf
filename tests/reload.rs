//! Data that are replaced under load: every answer is wholly from one snapshot, none is broken,
//! nothing is kept longer than needed; data that cannot be served change nothing.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use phiabac::atlas::Atlas;
use phiabac::config::{RawServeConfig, ServeConfig};
use phiabac::http::Front;
use phiabac::http::{self, HttpSettings, Reloaded, Snapshots, Watch};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// How often the data are replaced.
const SWAPS: usize = 50;

/// Clients that ask at the same time.
const CLIENTS: usize = 6;

/// What they ask for in turn: bytes, documents, a file that is made while it leaves.
const TARGETS: [&str; 6] = [
    "/tiles/industrial_zones,communes/9/406/225",
    "/tiles/industrial_zones/6/50/28",
    "/catalog.json",
    "/ogc/collections/industrial_zones/items?limit=1000",
    "/api/summaries/industrial_zones?by=kind",
    "/api/export/industrial_zones?format=csv",
];

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn settings() -> HttpSettings {
    ServeConfig::resolve(RawServeConfig::default())
        .unwrap()
        .http
}

/// A copy of the committed data that is another version: its zones are a hectare larger.
fn other_data() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&committed(), folder.path());
    let zones = folder.path().join("industrial_zones.csv");
    let mut reader = csv::Reader::from_path(&zones).unwrap();
    let headings = reader.headers().unwrap().clone();
    let area = headings.iter().position(|name| name == "area_ha").unwrap();
    let mut rows: Vec<Vec<String>> = vec![headings.iter().map(str::to_owned).collect()];
    for row in reader.records() {
        let mut cells: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        if let Ok(hectares) = cells[area].parse::<f64>() {
            cells[area] = (hectares + 1.0).to_string();
        }
        rows.push(cells);
    }
    let mut writer = csv::Writer::from_path(&zones).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.flush().unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).unwrap();
        }
    }
}

static FIRST: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(Atlas::load(&committed()).unwrap()));

/// An answer as far as it is a function of the data: tag and bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    tag: String,
    body: Vec<u8>,
}

async fn ask(router: &Front, target: &str) -> Answer {
    let request = Request::get(target).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let tag = parts.headers.get(header::ETAG);
    Answer {
        status: parts.status.as_u16(),
        tag: tag.map_or("", |tag| tag.to_str().unwrap()).to_owned(),
        body: body.collect().await.unwrap().to_bytes().to_vec(),
    }
}

/// What a service of one snapshot, for good, answers.
async fn answers_of(atlas: &Arc<Atlas>) -> Vec<Answer> {
    let router = http::router(atlas.clone(), settings());
    let mut answers = Vec::new();
    for target in TARGETS {
        answers.push(ask(&router, target).await);
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_of_one_snapshot_while_the_data_are_swapped() {
    let folder = other_data();
    let second = Arc::new(Atlas::load(folder.path()).unwrap());
    let gone = Arc::downgrade(&second);
    let expected: Arc<[Vec<Answer>; 2]> =
        Arc::new([answers_of(&FIRST).await, answers_of(&second).await]);
    for (place, target) in TARGETS.iter().enumerate() {
        let [one, other] = [&expected[0][place], &expected[1][place]];
        assert_eq!((one.status, other.status), (200, 200), "{target}");
        assert_ne!(one, other, "{target} does not tell the snapshots apart");
    }

    let snapshots = Arc::new(Snapshots::fixed(FIRST.clone()));
    let router = http::live_router(snapshots.clone(), settings());
    let stop = Arc::new(AtomicBool::new(false));
    let seen: Arc<[AtomicUsize; 2]> = Arc::default();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (router, stop) = (router.clone(), stop.clone());
            let (expected, seen) = (expected.clone(), seen.clone());
            tokio::spawn(async move {
                let mut turn = client;
                while !stop.load(Ordering::Relaxed) {
                    let place = turn % TARGETS.len();
                    let answer = ask(&router, TARGETS[place]).await;
                    let from = expected.iter().position(|all| all[place] == answer);
                    let from = from.unwrap_or_else(|| {
                        panic!("{} is of no snapshot: {:?}", TARGETS[place], answer.tag)
                    });
                    seen[from].fetch_add(1, Ordering::Relaxed);
                    turn += 1;
                }
            })
        })
        .collect();
    for swap in 0..SWAPS {
        let next = [&second, &FIRST as &Arc<Atlas>][swap % 2];
        snapshots.put(next.clone());
        // Some answers before the next swap, wherever they come from.
        let so_far = total(&seen);
        while total(&seen) < so_far + CLIENTS
            && !clients.iter().any(tokio::task::JoinHandle::is_finished)
        {
            tokio::task::yield_now().await;
        }
    }
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.unwrap();
    }
    let seen = [0, 1].map(|place| seen[place].load(Ordering::Relaxed));
    assert!(seen[0] > SWAPS && seen[1] > SWAPS, "{seen:?}");

    // The last swap led back to the first data: nothing holds the others any more.
    drop(second);
    assert!(
        gone.upgrade().is_none(),
        "the data swapped out are still held"
    );
}

fn total(seen: &[AtomicUsize; 2]) -> usize {
    seen.iter().map(|one| one.load(Ordering::Relaxed)).sum()
}

async fn ready(router: &Front) -> Value {
    serde_json::from_slice(&ask(router, "/ready").await.body).unwrap()
}

/// Waits until `/ready` says what is expected of it; fails after two minutes.
async fn wait_for(router: &Front, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..1200 {
        let told = ready(router).await;
        if is_so(&told) {
            return told;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{what} did not come: {}", ready(router).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_data_are_found_damaged_ones_change_nothing() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("data");
    let other = other_data();
    copy(&committed(), &folder);
    let snapshots = Arc::new(Snapshots::of_folder(&folder).unwrap());
    let router = http::live_router(snapshots.clone(), settings());
    let watch = Watch::start(snapshots.clone()).unwrap();
    let first = snapshots.version();
    let tile = ask(&router, TARGETS[0]).await;

    // 1. The folder is exchanged by its name.
    fs::rename(&folder, place.path().join("old")).unwrap();
    copy(other.path(), &place.path().join("new"));
    fs::rename(place.path().join("new"), &folder).unwrap();
    let told = wait_for(&router, "the other data", |told| {
        told["snapshot"] != first.as_str() && told["reload"]["state"] == "done"
    });
    assert_eq!(told.await["warm"], true);
    let second = snapshots.version();
    let other_tile = ask(&router, TARGETS[0]).await;
    assert_ne!(tile, other_tile);

    // 2. A file is cut off: the data that answer stay, and it is said why.
    let zones = folder.join("industrial_zones.csv");
    let whole = fs::read(&zones).unwrap();
    fs::write(&zones, &whole[..whole.len() / 2]).unwrap();
    let failed = |told: &Value| told["reload"]["state"] == "failed";
    let told = wait_for(&router, "the failure", failed).await;
    assert_eq!(told["status"], "ready");
    assert_eq!(told["snapshot"], second.as_str());
    let reason = told["reload"]["reason"].as_str().unwrap();
    assert!(reason.contains("industrial_zones.csv"), "{reason}");
    assert!(!reason.contains(folder.to_str().unwrap()), "{reason}");
    assert_eq!(ask(&router, TARGETS[0]).await, other_tile);

    // 3. It is mended.
    fs::write(&zones, &whole).unwrap();
    wait_for(&router, "the good state", |told| {
        told["reload"]["state"] == "done"
    })
    .await;
    assert_eq!(snapshots.version(), second);

    // 4. A folder that is gone is no reason to stop either.
    fs::rename(&folder, place.path().join("away")).unwrap();
    wait_for(&router, "the failure", failed).await;
    fs::rename(place.path().join("old"), &folder).unwrap();
    wait_for(&router, "the first data", |told| {
        told["snapshot"] == first.as_str()
    })
    .await;
    assert_eq!(ask(&router, TARGETS[0]).await, tile);
    drop(watch);
}

#[test]
fn contradictions_are_refused_and_a_link_may_lead_elsewhere() {
    let place = TempDir::new().unwrap();
    let other = other_data();
    let link = place.path().join("current");
    std::os::unix::fs::symlink(committed(), &link).unwrap();
    let snapshots = Snapshots::of_folder(&link).unwrap();
    assert_eq!(snapshots.reload().unwrap(), Reloaded::Unchanged);
    let first = snapshots.version();

    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(other.path(), &link).unwrap();
    let to = match snapshots.reload().unwrap() {
        Reloaded::Changed { from, to } => {
            assert_eq!(from, first);
            to
        }
        Reloaded::Unchanged => panic!("the link leads to other data"),
    };
    assert_eq!(snapshots.version(), to);

    // A zone that stands there twice must not be served.
    let zones = other.path().join("industrial_zones.csv");
    let text = fs::read_to_string(&zones).unwrap();
    let row = text.lines().nth(5).unwrap();
    fs::write(&zones, text.replacen(row, &format!("{row}\n{row}"), 1)).unwrap();
    let error = snapshots.reload().unwrap_err().to_string();
    assert!(error.contains("industrial_zones.csv"), "{error}");
    assert_eq!(snapshots.version(), to);
}
