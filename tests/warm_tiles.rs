//! Tiles of low zooms that were made beforehand leave at once, in both ways in which browsers ask.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use phiabac::atlas::Atlas;
use phiabac::config::{RawServeConfig, ServeConfig};
use phiabac::http::{self, Answering, Front, HttpSettings, Snapshots};
use tower::Service;

/// The tile over the delta of the Red River at zoom 6, as the page asks for all points in it.
const POINTS: &str = "/tiles/industrial_zones,border_gates,power_plants/6/50/28";

fn settings() -> HttpSettings {
    ServeConfig::resolve(RawServeConfig::default())
        .unwrap()
        .http
}

fn atlas() -> Arc<Atlas> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Arc::new(Atlas::load(&folder).unwrap())
}

/// Whether the answer lay finished before it was asked for.
fn lies_ready(front: &Front, address: &str, codings: &str) -> bool {
    let request = Request::get(address)
        .header(header::ACCEPT_ENCODING, codings)
        .body(Body::empty())
        .unwrap();
    matches!(front.clone().call(request), Answering::AtHand(_))
}

#[tokio::test]
async fn tiles_up_to_the_zoom_lie_ready_and_no_others() {
    let atlas = atlas();
    let front = http::router(atlas.clone(), settings());
    assert!(!lies_ready(&front, POINTS, "gzip, deflate, br, zstd"));

    let made = http::warm_low_zooms(&front, &atlas, 6).await;

    assert!(made >= 7, "{made}");
    for codings in ["gzip, deflate, br, zstd", "gzip, deflate"] {
        assert!(lies_ready(&front, POINTS, codings), "{codings}");
    }
    let next = "/tiles/industrial_zones,border_gates,power_plants/7/101/56";
    assert!(!lies_ready(&front, next, "gzip, deflate, br, zstd"));
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_are_prepared_are_warmed() {
    let first = atlas();
    first.warm_up();
    let snapshots = Arc::new(Snapshots::fixed(first));
    let front = http::live_router(snapshots.clone(), settings());
    let warming = http::keep_low_zooms_warm(front.clone(), snapshots, 6);
    let warming = tokio::spawn(warming);
    let ready = async {
        while !lies_ready(&front, POINTS, "gzip, deflate") {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_mins(2), ready).await;
    warming.abort();
    assert!(in_time.is_ok());
}
