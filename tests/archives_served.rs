//! Archives that are served beside the live layers: their tiles, what is said of them, and what
//! happens when they are not there, damaged or replaced.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use phiabac::archive::{self, ArchiveFormat, ArchiveWish};
use phiabac::atlas::{Atlas, TileWish, Tongue};
use phiabac::config::{RawServeConfig, ServeConfig};
use phiabac::domain::LayerId;
use phiabac::geometry::TileCoord;
use phiabac::http::{self, Front};
use serde_json::Value;
use tower::ServiceExt;

static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Arc::new(Atlas::load(&geodata).unwrap())
});

/// A folder with an archive of one layer in it.
struct Shelf(tempfile::TempDir);

impl Shelf {
    fn with(layer: LayerId) -> Self {
        let shelf = Self(tempfile::tempdir().unwrap());
        shelf.put(layer);
        shelf
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("a.pmtiles")
    }

    /// Puts another archive in the place of the one that is there.
    fn put(&self, layer: LayerId) {
        let wish = ArchiveWish {
            tiles: TileWish {
                layers: &[layer],
                ..TileWish::default()
            },
            zooms: 0..=7,
            bbox: None,
            tongue: Tongue::Vi,
        };
        let beside = self.0.path().join("b.pmtiles");
        let format = ArchiveFormat::Pmtiles;
        archive::write(&ATLAS, &wish, format, &beside, &mut |_| ()).unwrap();
        std::fs::rename(beside, self.file()).unwrap();
    }
}

/// A service with an archive called `base` at a place: `path = …` or `url = …`.
fn service(place: &str) -> Front {
    let text =
        format!("[[archives]]\nid = \"base\"\ntitle_vi = \"Nền\"\ntitle_en = \"Base\"\n{place}");
    let raw: RawServeConfig = toml::from_str(&text).unwrap();
    http::router(ATLAS.clone(), ServeConfig::resolve(raw).unwrap().http)
}

fn of_file(file: &Path) -> Front {
    service(&format!("path = {:?}", file.to_str().unwrap()))
}

async fn ask(
    router: &Front,
    target: &str,
    headers: &[(&str, &str)],
) -> (HeaderMap, StatusCode, Vec<u8>) {
    let mut request = Request::builder()
        .uri(target)
        .header(header::HOST, "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.headers, parts.status, body)
}

async fn document(router: &Front, target: &str) -> Value {
    let (_, status, body) = ask(router, target, &[]).await;
    assert_eq!(status, StatusCode::OK, "{target}");
    serde_json::from_slice(&body).unwrap()
}

fn live(layer: LayerId, z: u8, x: u32, y: u32) -> Vec<u8> {
    ATLAS
        .tile(&[layer], TileCoord::new(z, x, y).unwrap())
        .unwrap()
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(packed)
        .read_to_end(&mut plain)
        .unwrap();
    plain
}

#[tokio::test]
async fn its_tiles_are_those_of_the_archive() {
    let shelf = Shelf::with(LayerId::Provinces);
    let router = of_file(&shelf.file());
    let expected = live(LayerId::Provinces, 6, 50, 28);
    let gzip = [("accept-encoding", "gzip")];
    let (headers, status, packed) = ask(&router, "/tiles/base/6/50/28.mvt", &gzip).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(
        headers[header::CONTENT_TYPE],
        "application/vnd.mapbox-vector-tile"
    );
    assert_eq!(headers[header::VARY], "accept-encoding");
    assert_eq!(unpacked(&packed), expected);
    let stored = std::fs::read(shelf.file()).unwrap();
    let lies_in_it = stored.windows(packed.len()).any(|part| part == packed);
    assert!(lies_in_it, "sent as it lies in the archive");

    let tag = headers[header::ETAG].to_str().unwrap();
    let held = [("accept-encoding", "gzip"), ("if-none-match", tag)];
    let (_, status, body) = ask(&router, "/tiles/base/6/50/28", &held).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));

    let (headers, _, plain) = ask(&router, "/tiles/base/6/50/28", &[]).await;
    assert!(!headers.contains_key(header::CONTENT_ENCODING));
    assert_eq!(plain, expected);
    assert_ne!(headers[header::ETAG].to_str().unwrap(), tag);

    let (_, status, _) = ask(&router, "/tiles/base/6/0/0", &[]).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (_, status, _) = ask(&router, "/tiles/base/14/12990/7215", &[]).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn it_is_described_beside_the_live_layers() {
    let shelf = Shelf::with(LayerId::Provinces);
    let router = of_file(&shelf.file());
    let tilejson = document(&router, "/tiles/base.json").await;
    assert_eq!(tilejson["name"], "Nền");
    assert_eq!(
        tilejson["tiles"][0],
        "http://127.0.0.1:8080/tiles/base/{z}/{x}/{y}.mvt"
    );
    assert_eq!(tilejson["vector_layers"][0]["id"], "provinces");
    assert_eq!(
        (&tilejson["minzoom"], &tilejson["maxzoom"]),
        (&0.into(), &7.into())
    );
    assert!(
        tilejson["attribution"]
            .as_str()
            .unwrap()
            .contains("OpenStreetMap")
    );
    let catalog = document(&router, "/catalog.json").await;
    let archive = &catalog["archives"][0];
    assert_eq!(
        (&archive["id"], &archive["available"]),
        (&"base".into(), &true.into())
    );
    assert_eq!(archive["bounds"], tilejson["bounds"]);
    // Live layers are as ever.
    let (_, status, _) = ask(&router, "/tiles/communes/6/50/28", &[]).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn it_takes_no_parameters_and_mixes_with_nothing() {
    let shelf = Shelf::with(LayerId::Provinces);
    let router = of_file(&shelf.file());
    for (target, expected) in [
        ("/tiles/base/6/50/28?filter=a%3D1", StatusCode::BAD_REQUEST),
        (
            "/tiles/base/6/50/28?properties=code",
            StatusCode::BAD_REQUEST,
        ),
        ("/tiles/base.json?overlay=grdp", StatusCode::BAD_REQUEST),
        ("/tiles/base/6/50/28?lang=en", StatusCode::OK),
        ("/tiles/base/6/64/28", StatusCode::BAD_REQUEST),
        ("/tiles/base/32/0/0", StatusCode::BAD_REQUEST),
        ("/tiles/base/6/50/x", StatusCode::BAD_REQUEST),
        ("/tiles/base,communes/6/50/28", StatusCode::NOT_FOUND),
        ("/tiles/other/6/50/28", StatusCode::NOT_FOUND),
    ] {
        let (_, status, _) = ask(&router, target, &[]).await;
        assert_eq!(status, expected, "{target}");
    }
}

#[tokio::test]
async fn a_bad_archive_stops_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let whole = std::fs::read(Shelf::with(LayerId::Provinces).file()).unwrap();
    let mut later = whole.clone();
    later[7] = 4;
    let mut unknown = whole.clone();
    unknown[99] = 0;
    let mut endless = whole.clone();
    endless[32..40].copy_from_slice(&u64::MAX.to_le_bytes());
    let cases: [(&str, Option<&[u8]>); 7] = [
        ("none.pmtiles", None),
        ("empty.pmtiles", Some(b"")),
        ("text.pmtiles", Some(b"no archive at all")),
        ("cut.pmtiles", Some(&whole[..200])),
        ("later.pmtiles", Some(&later)),
        ("unknown.pmtiles", Some(&unknown)),
        ("endless.pmtiles", Some(&endless)),
    ];
    for (name, bytes) in cases {
        let file = folder.path().join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&file, bytes).unwrap();
        }
        let router = of_file(&file);
        for target in ["/tiles/base/6/50/28", "/tiles/base.json"] {
            let (headers, status, body) = ask(&router, target, &[]).await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{name} {target}");
            assert_eq!(headers[header::RETRY_AFTER], "30", "{name}");
            let problem: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(problem["type"], "/problems/archive-unavailable");
        }
        let catalog = document(&router, "/catalog.json").await;
        assert_eq!(catalog["archives"][0]["available"], false, "{name}");
        let (_, status, _) = ask(&router, "/tiles/communes/6/50/28", &[]).await;
        assert_eq!(status, StatusCode::OK, "{name}");
    }
}

#[tokio::test]
async fn another_archive_in_its_place_answers() {
    let shelf = Shelf::with(LayerId::Provinces);
    let router = of_file(&shelf.file());
    let (before, _, body) = ask(&router, "/tiles/base/6/50/28", &[]).await;
    assert_eq!(body, live(LayerId::Provinces, 6, 50, 28));
    shelf.put(LayerId::Communes);
    // What was asked for before is kept; what was not is read, and then the change is seen.
    let (_, _, body) = ask(&router, "/tiles/base/6/51/28", &[]).await;
    assert_eq!(body, live(LayerId::Communes, 6, 51, 28));
    let (after, _, body) = ask(&router, "/tiles/base/6/50/28", &[]).await;
    assert_eq!(body, live(LayerId::Communes, 6, 50, 28));
    assert_ne!(before[header::ETAG], after[header::ETAG]);
}

/// A plain server of one file that knows ranges.
async fn file_server(file: PathBuf) -> String {
    async fn answer(State(bytes): State<Arc<Vec<u8>>>, request: Request<Body>) -> Response<Body> {
        let whole = bytes.len();
        let range = request.headers().get(header::RANGE);
        let range = range.and_then(|range| {
            let text = range.to_str().ok()?.strip_prefix("bytes=")?;
            let (first, last) = text.split_once('-')?;
            Some((
                first.parse::<usize>().ok()?,
                last.parse::<usize>().ok()?.min(whole - 1),
            ))
        });
        let builder = Response::builder()
            .header(header::ETAG, "\"one\"")
            .header(header::LAST_MODIFIED, "Sun, 22 Nov 2026 10:00:00 GMT");
        let is_head = request.method() == Method::HEAD;
        match range {
            Some((first, last)) if !is_head => builder
                .status(StatusCode::PARTIAL_CONTENT)
                .header(
                    header::CONTENT_RANGE,
                    format!("bytes {first}-{last}/{whole}"),
                )
                .body(Body::from(bytes[first..=last].to_vec()))
                .unwrap(),
            _ => builder
                .header(header::CONTENT_LENGTH, whole)
                .body(if is_head {
                    Body::empty()
                } else {
                    Body::from(bytes.to_vec())
                })
                .unwrap(),
        }
    }
    let bytes = Arc::new(std::fs::read(file).unwrap());
    let router = Router::new().fallback(answer).with_state(bytes);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = hyper_server(listener, router);
    tokio::spawn(serving);
    format!("http://{address}/shelf/a.pmtiles")
}

/// Answers on a socket; axum is built without a server of its own.
async fn hyper_server(listener: tokio::net::TcpListener, router: Router) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = hyper_util::service::TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let io = hyper_util::rt::TokioIo::new(stream);
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(io, service)
                .await;
        });
    }
}

#[cfg(feature = "remote-archives")]
#[tokio::test]
async fn an_archive_elsewhere_is_read_by_ranges() {
    let shelf = Shelf::with(LayerId::Provinces);
    let url = file_server(shelf.file()).await;
    let router = service(&format!("url = \"{url}\""));
    let (_, status, body) = ask(&router, "/tiles/base/6/50/28", &[]).await;
    assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
    assert_eq!(body, live(LayerId::Provinces, 6, 50, 28));
    let gone = service("url = \"http://127.0.0.1:9/none.pmtiles\"");
    let (_, status, _) = tokio::time::timeout(
        std::time::Duration::from_mins(1),
        ask(&gone, "/tiles/base/6/50/28", &[]),
    )
    .await
    .unwrap();
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}
