use std::io::Read;

use axum::http::{Method, StatusCode, header};

use crate::support::{ATLAS, Answer, get, get_with, request, router, send_to};
use phiabac::domain::LayerId;
use phiabac::geometry::TileCoord;

/// Hà Nội and its surroundings.
const TILE: &str = "/tiles/provinces,borders/8/203/112";

/// In the Pacific.
const EMPTY: &str = "/tiles/provinces/10/0/511";

fn expected_bytes() -> Vec<u8> {
    let coord = TileCoord::new(8, 203, 112).unwrap();
    ATLAS
        .tile(&[LayerId::Provinces, LayerId::Borders], coord)
        .unwrap()
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    match answer.header(header::CONTENT_ENCODING) {
        "" => answer.body.clone(),
        "gzip" => {
            let mut plain = vec![0; 8 << 20];
            let length = libdeflater::Decompressor::new()
                .gzip_decompress(&answer.body, &mut plain)
                .unwrap();
            plain.truncate(length);
            plain
        }
        "br" => {
            let mut plain = Vec::new();
            brotli::Decompressor::new(&answer.body[..], 4096)
                .read_to_end(&mut plain)
                .unwrap();
            plain
        }
        "zstd" => zstd::bulk::decompress(&answer.body, 8 << 20).unwrap(),
        other => panic!("nobody asked for {other}"),
    }
}

#[tokio::test]
async fn a_tile_is_what_the_atlas_draws() {
    let answer = get(TILE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/vnd.mapbox-vector-tile"
    );
    assert_eq!(
        answer.header(header::CACHE_CONTROL),
        "public, max-age=60, must-revalidate"
    );
    assert_eq!(answer.body, expected_bytes());
}

#[tokio::test]
async fn suffixes_and_order_of_layers_change_nothing() {
    let plain = get(TILE).await;
    for other in [
        "/tiles/provinces,borders/8/203/112.mvt",
        "/tiles/provinces,borders/8/203/112.pbf",
        "/tiles/borders,provinces/8/203/112",
        "/tiles/borders%2Cprovinces/8/203/112",
    ] {
        let answer = get(other).await;
        assert_eq!(answer.body, plain.body, "{other}");
        assert_eq!(
            answer.headers[header::ETAG],
            plain.headers[header::ETAG],
            "{other}"
        );
    }
}

#[tokio::test]
async fn every_coding_unpacks_to_the_same_tile_under_a_tag_of_its_own() {
    let mut tags = Vec::new();
    for (accept, coding) in [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("br", "br"),
        ("identity", ""),
        ("gzip;q=0.3, br;q=0.9", "br"),
        ("zstd", "zstd"),
        ("deflate", ""),
        ("*;q=0.5", "gzip"),
    ] {
        let answer = get_with(TILE, &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header(header::CONTENT_ENCODING), coding, "{accept}");
        assert_eq!(answer.header(header::VARY), "accept-encoding");
        assert_eq!(unpacked(&answer), expected_bytes(), "{accept}");
        tags.push((coding, answer.header(header::ETAG).to_owned()));
    }
    for (coding, tag) in &tags {
        for (other, other_tag) in &tags {
            assert_eq!(coding == other, tag == other_tag, "{coding:?} {other:?}");
        }
    }
}

#[tokio::test]
async fn a_tile_that_the_caller_holds_is_not_sent_again() {
    let tag = get(TILE).await.header(header::ETAG).to_owned();
    for held in [
        tag.clone(),
        "*".to_owned(),
        format!("W/{tag}"),
        format!("\"x\", {tag}"),
    ] {
        let answer = get_with(TILE, &[("if-none-match", &held)]).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED, "{held}");
        assert!(answer.body.is_empty());
        assert_eq!(answer.header(header::ETAG), tag);
        assert!(!answer.header(header::CACHE_CONTROL).is_empty());
    }
    let other = get_with(TILE, &[("if-none-match", "\"x\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    let packed = get_with(
        TILE,
        &[("if-none-match", &tag), ("accept-encoding", "gzip")],
    )
    .await;
    assert_eq!(
        packed.status,
        StatusCode::OK,
        "another coding is another thing"
    );
}

#[tokio::test]
async fn nothing_is_answered_with_204() {
    let answer = get(EMPTY).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(answer.body.is_empty());
    let tag = answer.header(header::ETAG);
    let again = get_with(EMPTY, &[("if-none-match", tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_finished_tile_is_answered_alike() {
    let router = router();
    let ask = || request(Method::GET, TILE, &[("accept-encoding", "gzip")]);
    let first = send_to(router.clone(), ask()).await;
    let second = send_to(router, ask()).await;
    assert_eq!(first.body, second.body);
    assert_eq!(
        first.headers[header::CONTENT_ENCODING],
        second.headers[header::CONTENT_ENCODING]
    );
}

#[tokio::test]
async fn many_who_ask_at_once_get_one_tile() {
    let router = router();
    let callers: Vec<_> = (0..40)
        .map(|_| {
            let ask = request(Method::GET, "/tiles/communes/7/101/56", &[]);
            tokio::spawn(send_to(router.clone(), ask))
        })
        .collect();
    let mut bodies = Vec::new();
    for caller in callers {
        let answer = caller.await.unwrap();
        assert_eq!(answer.status, StatusCode::OK);
        bodies.push(answer.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
}

#[tokio::test]
async fn head_tells_the_size_and_sends_nothing() {
    let whole = get(TILE).await;
    let head = crate::support::send(request(Method::HEAD, TILE, &[])).await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
    assert_eq!(
        head.header(header::CONTENT_LENGTH),
        whole.body.len().to_string()
    );
    assert_eq!(head.headers[header::ETAG], whole.headers[header::ETAG]);
}

#[tokio::test]
async fn other_pages_may_ask() {
    let answer = get_with(TILE, &[("origin", "https://example.vn")]).await;
    assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    assert!(
        answer
            .header(header::ACCESS_CONTROL_EXPOSE_HEADERS)
            .contains("etag")
    );
    let preflight = request(
        Method::OPTIONS,
        TILE,
        &[
            ("origin", "https://example.vn"),
            ("access-control-request-method", "GET"),
        ],
    );
    let preflight = crate::support::send(preflight).await;
    assert_eq!(preflight.status, StatusCode::OK);
    let methods = preflight.header(header::ACCESS_CONTROL_ALLOW_METHODS);
    assert!(
        methods.contains("GET") && methods.contains("POST") && !methods.contains("PUT"),
        "{methods}"
    );
}
