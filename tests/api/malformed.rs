//! A hundred requests that nobody should send: each gets a problem it can learn from.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request};

use crate::support::{assert_problem, request, router, send_to};

/// Addresses that exist for nobody.
const PATHS: &[&str] = &[
    "/nowhere",
    "//",
    "//catalog.json",
    "/catalog.json/",
    "/catalog",
    "/CATALOG.JSON",
    "/index.html",
    "/.env",
    "/../Cargo.toml",
    "/assets/../index.html",
    "/assets/..%2f..%2fCargo.toml",
    "/assets/%2e%2e/index.html",
    "/assets//etc/passwd",
    "/assets/a%5cb",
    "/assets/",
    "/assets",
    "/sprites/../index.html",
    "/sprites/..%2findex.html",
    "/sprites/nothing.png",
    "/styles/..%2findex.html",
    "/styles/light",
    "/fonts/woff2/..%2f..%2findex.html",
    "/fonts/ttf/",
    "/fonts",
    "/tiles",
    "/tiles/",
    "/tiles/provinces/8/203",
    "/tiles/provinces/8/203/112/4",
    "/tiles//8/203/112",
    "/tiles/provinces/8//112",
    "/ogc/collections/provinces/items/",
    "/ogc/nowhere",
    "/ogc/collections/",
    "/problems/",
    "/api",
    "/problems/..",
    "/health/x",
    "/ready/",
    "/metrics/..",
];

/// Numbers that no tile has.
const TILES: &[&str] = &[
    "15/0/0",
    "-1/0/0",
    "256/0/0",
    "8/256/0",
    "8/0/256",
    "8/-1/0",
    "8/0/-1",
    "08/1/1",
    "8/01/1",
    "8/1/01",
    "8/+1/1",
    "8/1.5/1",
    "8/1e2/1",
    "8/0x1/1",
    "a/b/c",
    "8/1/1.png",
    "8/1/1.mvt.mvt",
    "8/1/.mvt",
    "8/1/1%20",
    "8/%20/1",
    "8/NaN/1",
    "8/4294967296/1",
    "8/99999999999999999999999999/1",
    "8/1/%E2%91%A0",
    "8/٣/1",
    "8/1/1;x",
    "8/1,2/1",
    "8/{x}/{y}",
    "8/%7Bx%7D/%7By%7D",
    "00/0/0",
];

/// Lists of layers that cannot be drawn.
const LAYERS: &[&str] = &[
    "nowhere",
    "Provinces",
    "provinces,",
    ",provinces",
    ",",
    "provinces,,borders",
    "provinces,provinces",
    "provinces%20",
    "provinces;borders",
    "provinces%00",
    "*",
    "provinces'--",
    "%3Cscript%3E",
    "Tỉnh",
    "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q",
    "provinces%2Cprovinces",
    "provinces%252Cborders",
    "..",
];

/// Queries that the catalogue does not know.
const QUERIES: &[&str] = &[
    "x=1",
    "lang=fr",
    "lang=",
    "lang",
    "lang=vi&lang=en",
    "lang=vi&x",
    "=",
    "=1",
    "%zz",
    "a=%",
    "%ff=%fe",
    "LANG=vi",
    "lang=VI",
    "filter=1%20OR%201",
    "bbox[]=1",
    "lang=%76i",
    "a=b&a=b&a=b",
];

/// Percent signs that lead nowhere.
const ENCODINGS: &[&str] = &[
    "/%",
    "/%2",
    "/%zz",
    "/%ff",
    "/%c3%28",
    "/tiles/%ff/8/1/1",
    "/tiles/provinces/8/%00/1",
    "/%0d%0aX:1",
    "/ogc/collections/%f0%28%8c%28/items/1",
    "/fonts/%fe/0-255.pbf",
    "/%ed%a0%80",
];

/// Glyphs and items that nobody made.
const OTHERS: &[&str] = &[
    "/fonts/Nowhere/0-255.pbf",
    "/fonts/,/0-255.pbf",
    "/fonts/Be%20Vietnam%20Pro%20Regular/0-256.pbf",
    "/fonts/Be%20Vietnam%20Pro%20Regular/0-255",
    "/fonts/Be%20Vietnam%20Pro%20Regular/-1-254.pbf",
    "/fonts/Be%20Vietnam%20Pro%20Regular/65536-65791.pbf",
    "/fonts/Be%20Vietnam%20Pro%20Regular/a-b.pbf",
    "/fonts/Be%20Vietnam%20Pro%20Regular/4294967040-4294967295.pbf",
    "/ogc/collections/provinces/items/-1",
    "/ogc/collections/provinces/items/1.0",
    "/ogc/collections/provinces/items/18446744073709551616",
    "/ogc/collections/provinces/items/007",
    "/ogc/collections/nowhere/items/1",
    "/ogc/collections/provinces,borders/items/1",
    "/tiles/nowhere.json",
    "/tiles/.json",
    "/tiles/provinces,provinces.json",
    "/tiles/provinces.JSON",
    "/ogc?f=xml",
    "/ogc?x=1",
    "/ogc/conformance?f=",
    "/ogc/collections/nowhere",
    "/ogc/collections/nowhere/queryables",
    "/ogc/collections/nowhere/items",
    "/ogc/collections/nowhere/tiles",
    "/ogc/collections/borders/tiles/WorldCRS84Quad",
    "/ogc/collections/borders/tiles/WebMercatorQuad/3/8/0",
    "/ogc/tiles/WebMercatorQuad/15/0/0",
    "/ogc/tileMatrixSets/WorldCRS84Quad",
    "/ogc/collections/borders/items?bbox-crs=EPSG:4326",
    "/ogc/collections/borders/items?bbox=20,105,22,107",
    "/ogc/collections/borders/items?crs=EPSG:32648",
    "/ogc/collections/borders/items?datetime=yesterday",
    "/ogc/collections/borders/items?skipGeometry=yes",
    "/ogc/collections/borders/items?f=xml",
    "/ogc/collections/provinces/items/1?limit=3",
    "/ogc/collections/provinces/items/1?crs=4326",
    "/ogc/collections/provinces/items?filter=",
    "/ogc/collections/provinces/items?filter=%27",
    "/ogc/collections/provinces/items?filter=code%3D%2701%27&filter-lang=sql",
    "/ogc/collections/provinces/items?filter-lang=cql2-json&filter=%7B",
    "/ogc/collections/provinces/items?bbox=0,0,0",
    "/ogc/collections/provinces/items?sortby=%00",
    "/ogc/collections/provinces/items?limit=1e9",
    "/tiles/provinces/8/203/112?filter=1%20OR%201",
    "/tiles/provinces.json?filter=nowhere%3D1",
    "/tiles/provinces/8/203/112?datetime=2025",
    "/tiles/provinces/8/203/112?datetime=2025-07-01/2025-06-30",
    "/tiles/provinces/8/203/112?properties=nowhere",
    "/tiles/provinces/8/203/112?properties=",
    "/tiles/provinces.json?properties=code,,name_vi",
    "/tiles/provinces.json?filter-crs=EPSG:4326",
    "/tiles/provinces.json?filter=code%3D%2701%27&filter-crs=EPSG:1",
    "/tiles/provinces/8/203/112?datetime=2024-01-01&overlay=population_density",
    "/api/summaries/",
    "/api/summaries/land",
    "/api/summaries/provinces?by=%2A",
    "/api/export/",
    "/api/export/../provinces",
    "/api/export/provinces?format=exe",
    "/api/export/provinces?filter=%25%25",
];

/// Wishes for figures that nobody can fulfil.
const FIGURES: &[&str] = &[
    "subject=",
    "subject=,",
    "subject=region,",
    "subject=Region",
    "subject=99",
    "subject=0",
    "subject=00",
    "subject=99999",
    "subject=former:98",
    "subject=former:00004",
    "subject=gate:nowhere",
    "subject=gate:",
    "subject=gate:M%C3%B3ng%20C%C3%A1i",
    "subject=zone:nowhere",
    "subject=plant:nowhere",
    "subject=customs:nowhere",
    "subject=old:27",
    "subject=region%00",
    "subject=region;vietnam",
    "subject=*",
    "subject=region&subject=vietnam",
    "%73ubject=region",
    "subject[]=region",
    "measure=",
    "measure=nowhere",
    "measure=Trade",
    "measure=trade,",
    "measure=trade,,export",
    "measure=trade%20",
    "measure=%27--",
    "measure=%3Cscript%3E",
    "scope=",
    "scope=nowhere",
    "scope=gates,nowhere",
    "scope=Gates",
    "scope=null",
    "from=",
    "from=9T",
    "from=2024-13",
    "from=2024-02-30",
    "from=24",
    "from=2024/05",
    "from=2024-5",
    "from=2024-05-01T00:00:00Z",
    "from=-2024",
    "from=%D9%A2%D9%A0%D9%A2%D9%A4",
    "to=20244",
    "to=now",
    "to=2024-01-01/2024-12-31",
    "from=2025&to=2024",
    "from=2024-02&to=2024-01-31",
    "limit=",
    "limit=0",
    "limit=-1",
    "limit=%2B5",
    "limit=5001",
    "limit=1e3",
    "limit=10.0",
    "limit=99999999999999999999999",
    "limit=ten",
    "offset=",
    "offset=-1",
    "offset=1.5",
    "offset=99999999999999999999999",
    "offset=%D9%A3",
    "f=",
    "f=xml",
    "f=CSV",
    "f=json,csv",
    "f=csv&f=csv",
    "compare=yoy",
    "level=province",
    "bbox=1,2,3,4",
    "lang=fr",
    "=",
];

/// Wishes for the trade of a gate, and for sources, that nobody can fulfil.
const TRADE_AND_SOURCES: &[&str] = &[
    "/api/gates/nowhere/trade",
    "/api/gates/0/trade",
    "/api/gates/06/trade",
    "/api/gates/+6/trade",
    "/api/gates/-1/trade",
    "/api/gates/99999999999999999999999/trade",
    "/api/gates/gate:huu-nghi/trade",
    "/api/gates/HUU-NGHI/trade",
    "/api/gates/H%E1%BB%AFu%20Ngh%E1%BB%8B/trade",
    "/api/gates/huu-nghi,mong-cai/trade",
    "/api/gates/..%2fhuu-nghi/trade",
    "/api/gates//trade",
    "/api/gates/huu-nghi",
    "/api/gates/huu-nghi/",
    "/api/gates/huu-nghi/trade/",
    "/api/gates/huu-nghi/Trade",
    "/api/gates/huu-nghi/trade?subject=region",
    "/api/gates/huu-nghi/trade?limit=5",
    "/api/gates/huu-nghi/trade?compare=",
    "/api/gates/huu-nghi/trade?compare=YoY",
    "/api/gates/huu-nghi/trade?compare=mom",
    "/api/gates/huu-nghi/trade?from=2024-00",
    "/api/gates/huu-nghi/trade?from=2025&to=2024",
    "/api/gates/huu-nghi/trade?period=2024",
    "/api/gates/huu-nghi/trade?measure=nowhere",
    "/api/gates/huu-nghi/trade?scope=nowhere",
    "/api/gates/huu-nghi/trade?f=xlsx",
    "/api/gates/nowhere/trade?f=csv",
    "/api/sources/",
    "/api/sources/nowhere",
    "/api/sources/..",
    "/api/sources/%20",
    "/api/sources/nhan-dan/x",
    "/api/sources?limit=0",
    "/api/sources?limit=x",
    "/api/sources?offset=-1",
    "/api/sources?subject=region",
    "/api/figures/",
    "/api/figures/region",
    "/api/Figures",
];

/// Places and surroundings that nobody can name.
const ASKING: &[&str] = &[
    "/api/reverse",
    "/api/reverse/",
    "/api/reverse?",
    "/api/reverse?lon=&lat=",
    "/api/reverse?lon=106",
    "/api/reverse?lon=106&lat=NaN",
    "/api/reverse?lon=-Infinity&lat=21",
    "/api/reverse?lon=21.3&lat=106.2",
    "/api/reverse?lon=106.2,21.3",
    "/api/reverse?lon=106.2&lat=21.3&datetime=%00",
    "/api/reverse?lon=106.2&lat=21.3&datetime=0000-00-00",
    "/api/reverse?lon=106.2&lat=21.3&datetime=99999-01-01",
    "/api/reverse?lon=106.2&lat=21.3&datetime=2025-06-30T99:99:99Z",
    "/api/reverse?lon=106.2&lat=21.3&datetime=2025-06-30T12:00:00%2B99:99",
    "/api/reverse?lon=0&lat=0",
    "/api/reverse?lon=180&lat=90",
    "/api/reverse?lon=-180&lat=-90",
    "/api/reverse?lon[]=106&lat[]=21",
    "/api/reverse/106.2/21.3",
    "/api/nearby",
    "/api/nearby?from=%00",
    "/api/nearby?from=%ff",
    "/api/nearby?from=..%2f..",
    "/api/nearby?from=gate:gate:huu-nghi",
    "/api/nearby?from=106.2,21.3,",
    "/api/nearby?from=1e2,1e1",
    "/api/nearby?from=%E2%91%A0",
    "/api/nearby?from=20&km=1e400",
    "/api/nearby?from=20&km=0.0",
    "/api/nearby?from=20&kinds=zone%00",
    "/api/nearby?from=20&kinds=,,,",
    "/api/nearby?from=20&limit=1.5",
    "/api/nearby?from=20&offset=99999999999999999999999",
    "/api/within",
    "/api/within?kinds=zone",
    "/api/within/",
];

fn targets() -> Vec<String> {
    let own = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let lists = [PATHS, ENCODINGS, OTHERS, TRADE_AND_SOURCES, ASKING];
    let mut all = lists.map(own).concat();
    all.extend(FIGURES.iter().map(|query| format!("/api/figures?{query}")));
    all.extend(TILES.iter().map(|tile| format!("/tiles/provinces/{tile}")));
    all.extend(
        LAYERS
            .iter()
            .map(|layers| format!("/tiles/{layers}/8/203/112")),
    );
    all.extend(QUERIES.iter().map(|query| format!("/catalog.json?{query}")));
    all.push(format!("/catalog.json?x={}", "a".repeat(5000)));
    all.push(format!("/{}", "a".repeat(60_000)));
    all.push(format!("/tiles/{}/0/0/0", vec!["land"; 1000].join(",")));
    all.push("/a".repeat(2000));
    all
}

#[tokio::test]
async fn odd_addresses_are_the_callers_problem() {
    let router = router();
    let targets = targets();
    assert!(targets.len() > 100, "{}", targets.len());
    for target in targets {
        let Ok(uri) = target.parse::<axum::http::Uri>() else {
            // The socket test sends what is no address at all.
            assert!(!target.is_ascii(), "{target}");
            continue;
        };
        let request = Request::get(uri).body(Body::empty()).unwrap();
        let answer = send_to(router.clone(), request).await;
        assert!(
            answer.status.is_client_error(),
            "{} for {target}",
            answer.status
        );
        assert_problem(&answer, &target);
    }
}

#[tokio::test]
async fn odd_methods_are_the_callers_problem() {
    let router = router();
    for name in [
        "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X",
    ] {
        for target in [
            "/",
            "/catalog.json",
            "/tiles/provinces/8/203/112",
            "/health",
            "/nowhere",
        ] {
            let method = Method::from_bytes(name.as_bytes()).unwrap();
            let answer = send_to(router.clone(), request(method, target, &[])).await;
            assert!(
                answer.status.is_client_error(),
                "{} for {name} {target}",
                answer.status
            );
            assert_problem(&answer, target);
        }
    }
}

#[tokio::test]
async fn odd_headers_do_no_harm() {
    let router = router();
    let odd: &[(&str, &[u8])] = &[
        ("accept-encoding", b"gzip;q=banana"),
        ("accept-encoding", b";;;,,,q="),
        ("accept-encoding", b"\xff\xfe"),
        ("accept-language", b"\xff\xfe"),
        ("accept-language", b"en;q=99999999999999999999"),
        ("if-none-match", b"\xff\"W/"),
        ("if-none-match", b"W/"),
        ("host", b"elsewhere.example"),
        ("host", b"\xff"),
        ("host", b"a b"),
        ("x-request-id", b"\" onload="),
        ("range", b"bytes=9-1"),
        ("content-length", b"0"),
    ];
    for (name, value) in odd {
        for target in [
            "/tiles/provinces/8/203/112",
            "/tiles/provinces.json",
            "/catalog.json",
        ] {
            let mut request = Request::get(target).body(Body::empty()).unwrap();
            let value = HeaderValue::from_bytes(value).unwrap();
            request.headers_mut().insert(*name, value);
            let answer = send_to(router.clone(), request).await;
            assert!(
                answer.status.is_success(),
                "{} for {name} {target}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn too_much_is_refused() {
    let long = "x".repeat(20_000);
    let answer = send_to(
        router(),
        request(Method::GET, "/health", &[("x-long", &long)]),
    )
    .await;
    assert_eq!(answer.status, 431);
    assert_problem(&answer, "long header");

    let body = Request::post("/catalog.json")
        .header("content-length", "1000000")
        .body(Body::from(vec![0; 1_000_000]))
        .unwrap();
    let answer = send_to(router(), body).await;
    assert_eq!(answer.status, 413);
    assert_problem(&answer, "large body");
}
