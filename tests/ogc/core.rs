//! OGC API Features, part 1 (17-069r4), annex A, and Common, part 1 (19-072).

use std::collections::BTreeSet;
use std::io::Read;

use axum::http::{StatusCode, header};
use serde_json::json;

use crate::support::{assert_problem, collect_references, get, get_with};
use crate::walk::{LAYERS, SERVER, all_ids, document, features, follow, good, ids, links};

const ZONES: &str = "/ogc/collections/industrial_zones/items";

/// A.2.2.1 /conf/core/root-op and root-success
#[tokio::test]
async fn conf_core_root_success() {
    for address in ["/ogc", "/ogc/", "/ogc?f=json"] {
        let landing = document(address).await;
        for rel in [
            "service-desc",
            "service-doc",
            "conformance",
            "data",
            "self",
            "alternate",
        ] {
            assert!(!links(&landing, rel).is_empty(), "{rel}");
        }
    }
}

/// Every link of every document below the landing page leads to an answer of its media type.
#[tokio::test]
async fn links_lead_to_what_they_say() {
    let mut followed = 0;
    for address in [
        "/ogc",
        "/ogc/conformance",
        "/ogc/collections",
        "/ogc/collections/provinces",
        "/ogc/collections/industrial_zones/items?limit=2",
        "/ogc/collections/industrial_zones/items/1",
        "/ogc/tiles",
        "/ogc/tiles/WebMercatorQuad",
        "/ogc/collections/borders/tiles",
        "/ogc/tileMatrixSets",
    ] {
        let document = document(address).await;
        for link in document["links"].as_array().into_iter().flatten() {
            if link["templated"] == true {
                continue;
            }
            let href = link["href"].as_str().unwrap();
            let answer = good(&crate::walk::path(href)).await;
            let media = link["type"].as_str().unwrap();
            let sent = answer.header(header::CONTENT_TYPE);
            assert!(
                sent.starts_with(media),
                "{address}: {href} is {sent}, not {media}"
            );
            followed += 1;
        }
    }
    assert!(followed > 30, "{followed}");
}

/// A.2.2.2 /conf/core/api-definition-op and api-definition-success
#[tokio::test]
async fn conf_core_api_definition_success() {
    let landing = document("/ogc").await;
    let address = follow(
        &landing,
        "service-desc",
        "application/vnd.oai.openapi+json;version=3.0",
    );
    let api = document(&address).await;
    assert!(api["openapi"].as_str().unwrap().starts_with("3.0."));
    assert_eq!(api["servers"][0]["url"], format!("{SERVER}/ogc"));
    let mut references = Vec::new();
    collect_references(&api, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(api.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    assert_eq!(
        api["components"]["parameters"]["limit"]["schema"]["maximum"],
        10_000
    );
}

/// The description names every address below `/ogc`, and its parameters are those that are known:
/// whatever it names is accepted, anything else refused.
#[tokio::test]
async fn the_description_is_held_to_the_addresses() {
    let api = document("/ogc/api").await;
    let described = api["paths"].as_object().unwrap();
    let count = |text: &str| text.matches('/').count();
    let served: Vec<&str> = phiabac::http::route_patterns();
    let served: Vec<&str> = served
        .into_iter()
        .filter(|own| own.starts_with("/ogc"))
        .collect();
    assert_eq!(described.len(), served.len());
    for path in described.keys() {
        let whole = format!("/ogc{path}");
        let whole = whole.trim_end_matches('/');
        let alike = served.iter().any(|own| {
            count(own) == count(whole) && own.split('/').nth(2) == whole.split('/').nth(2)
        });
        assert!(alike, "{path}");
    }
    let names = described["/collections/{collectionId}/items"]["get"]["parameters"]
        .as_array()
        .unwrap();
    for reference in names {
        let pointer = reference["$ref"].as_str().unwrap().trim_start_matches('#');
        let parameter = api.pointer(pointer).unwrap();
        if parameter["in"] == "query" {
            let name = parameter["name"].as_str().unwrap();
            let answer = get(&format!("{ZONES}?{name}=")).await;
            if answer.status != StatusCode::OK {
                let kind = answer.json()["type"].clone();
                assert_ne!(kind, "/problems/unknown-parameter", "{name}");
            }
        }
    }
}

/// A.2.2.3 /conf/core/conformance-op and conformance-success
#[tokio::test]
async fn conf_core_conformance_success() {
    let classes = document("/ogc/conformance").await["conformsTo"].clone();
    let classes = classes.as_array().unwrap();
    for class in [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    ] {
        assert!(classes.contains(&json!(class)), "{class}");
    }
}

/// A.2.2.4 /conf/core/fc-md-op, fc-md-success; A.2.2.5 /conf/core/sfc-md-op, sfc-md-success
#[tokio::test]
async fn conf_core_fc_md_success() {
    let all = document("/ogc/collections").await;
    let collections = all["collections"].as_array().unwrap();
    let named: Vec<&str> = collections
        .iter()
        .map(|own| own["id"].as_str().unwrap())
        .collect();
    assert_eq!(named.len(), LAYERS.len());
    for own in collections {
        let id = own["id"].as_str().unwrap();
        assert!(LAYERS.contains(&id));
        assert!(own["title"].is_string(), "{id}");
        assert_eq!(own["itemType"], "feature");
        let bbox = own["extent"]["spatial"]["bbox"][0].as_array().unwrap();
        assert_eq!(bbox.len(), 4, "{id}");
        follow(own, "items", "application/geo+json");
        follow(own, "items", "text/html");
        let alone = document(&format!("/ogc/collections/{id}")).await;
        for member in ["id", "title", "extent", "crs", "storageCrs", "itemType"] {
            assert_eq!(alone[member], own[member], "{id}: {member}");
        }
    }
    assert_eq!(
        get("/ogc/collections/nowhere").await.status,
        StatusCode::NOT_FOUND
    );
}

/// A.2.2.6 /conf/core/fc-op, fc-response, fc-links, fc-timeStamp, fc-numberMatched,
/// fc-numberReturned
#[tokio::test]
async fn conf_core_fc_response() {
    for layer in LAYERS {
        let page = document(&format!(
            "/ogc/collections/{layer}/items?limit=2&skipGeometry=true"
        ))
        .await;
        assert_eq!(page["type"], "FeatureCollection");
        for rel in ["self", "alternate"] {
            assert!(!links(&page, rel).is_empty(), "{layer}: {rel}");
        }
        assert_eq!(page["numberReturned"], features(&page).len());
        assert!(page["numberMatched"].as_u64() >= page["numberReturned"].as_u64());
        assert!(page["timeStamp"].as_str().unwrap().ends_with('Z'));
    }
}

/// A.2.2.6 /conf/core/limit-op and fc-limit-response: never more than asked for; more than the most
/// is no error.
#[tokio::test]
async fn conf_core_fc_limit_response() {
    for limit in [1, 2, 50] {
        let page = document(&format!("{ZONES}?limit={limit}")).await;
        assert_eq!(features(&page).len(), limit);
    }
    let page = document("/ogc/collections/border_gates/items?limit=1000000").await;
    assert_eq!(page["numberMatched"], page["numberReturned"]);
    for bad in ["0", "-1", "x", "1.5", ""] {
        let answer = get(&format!("{ZONES}?limit={bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

/// A.2.2.6 /conf/core/fc-links: the pages together are the whole layer, for every layer.
#[tokio::test]
async fn pages_are_the_whole_of_every_layer() {
    let catalog = get("/catalog.json").await.json();
    for layer in LAYERS {
        let first = format!("/ogc/collections/{layer}/items?skipGeometry=true&limit=997");
        let mut matched = Vec::new();
        let all = all_ids(&first, |page| {
            matched.push(page["numberMatched"].as_u64().unwrap());
        })
        .await;
        assert!(
            matched.iter().all(|&own| own == all.len() as u64),
            "{layer}"
        );
        let entries = catalog["layers"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["id"] == layer).unwrap();
        assert_eq!(entry["count"], all.len(), "{layer}");
    }
}

/// A.2.2.6 /conf/core/bbox-op and fc-bbox-response, with the boxes that the abstract test names
#[tokio::test]
async fn conf_core_fc_bbox_response() {
    for bbox in [
        "-180,-90,180,90",
        "5,40,10,50",
        "177,65,-177,70",
        "-180,85,180,90",
        "105,20,-10,106,21,100",
    ] {
        for layer in ["industrial_zones", "provinces", "borders", "land"] {
            good(&format!(
                "/ogc/collections/{layer}/items?limit=1&skipGeometry=true&bbox={bbox}"
            ))
            .await;
        }
    }
    let everywhere =
        document("/ogc/collections/provinces/items?skipGeometry=true&bbox=-180,-90,180,90").await;
    assert_eq!(everywhere["numberMatched"], 18);
    let nowhere = document("/ogc/collections/provinces/items?bbox=5,40,10,50").await;
    assert_eq!(nowhere["numberMatched"], 0);
    // Across the 180th meridian lies everything east of 100° as well as what lies west of there.
    let across =
        document("/ogc/collections/provinces/items?skipGeometry=true&bbox=100,-90,-170,90").await;
    assert_eq!(across["numberMatched"], 18);
    for bad in [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "105,22,107,20",
        "a,b,c,d",
        "1,2,3,91",
    ] {
        let answer = get(&format!("{ZONES}?bbox={bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
        assert_problem(&answer, bad);
    }
}

/// A.2.2.6 /conf/core/time-op and fc-time-response: units as they were valid then
#[tokio::test]
async fn conf_core_fc_time_response() {
    let count = async |layer: &str, datetime: &str| {
        let target =
            format!("/ogc/collections/{layer}/items?limit=1&skipGeometry=true&datetime={datetime}");
        document(&target).await["numberMatched"].as_u64().unwrap()
    };
    for (layer, datetime, expected) in [
        ("provinces", "2026-01-01", 18),
        ("provinces", "2025-07-01", 18),
        ("provinces", "2025-06-30", 28),
        ("provinces", "2025-06-30T16:59:59Z", 28),
        ("provinces", "2025-06-30T17:00:00Z", 18),
        ("provinces", "2024-01-01/..", 18),
        ("provinces", "../2024-01-01", 28),
        ("provinces", "../..", 18),
        ("communes", "2020-01-01/2021-01-01", 5529),
        ("former_provinces", "2026-01-01", 0),
        ("former_provinces", "2025-06-01/2026-01-01", 28),
    ] {
        assert_eq!(count(layer, datetime).await, expected, "{layer} {datetime}");
    }
    // Borders and names are those of the units of the day alone, as in tiles.
    for layer in ["borders", "unit_labels"] {
        let all = count(layer, "../..").await;
        let [before, after] = [
            count(layer, "2025-06-30").await,
            count(layer, "2025-07-01").await,
        ];
        assert_eq!(all, after, "{layer}: the latest of an interval");
        assert!(before > after, "{layer}: {before} {after}");
        let known = match layer {
            "borders" => ["commune", "national", "province"],
            _ => ["commune", "commune", "province"],
        };
        let page = document(&format!(
            "/ogc/collections/{layer}/items?limit=10000&skipGeometry=true&datetime=2026-01-01"
        ))
        .await;
        let levels = features(&page).iter();
        let levels: BTreeSet<&str> = levels
            .map(|own| own["properties"]["level"].as_str().unwrap())
            .collect();
        assert_eq!(levels, BTreeSet::from(known), "{layer}");
    }
    let zones = count("industrial_zones", "1999-01-01").await;
    assert_eq!(document(ZONES).await["numberMatched"], zones);
    for bad in [
        "",
        "yesterday",
        "2025",
        "2025-13-01",
        "2025-07-02/2025-07-01",
        "/",
    ] {
        let answer = get(&format!("{ZONES}?datetime={bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

/// A list that is sent piece by piece has a tag, comes packed in every coding, and unpacks to the
/// same bytes.
#[tokio::test]
async fn long_lists_are_packed_and_need_not_be_sent_twice() {
    let target = "/ogc/collections/communes/items?limit=200";
    let plain = good(target).await;
    assert!(plain.body.len() > 3 << 20, "{}", plain.body.len());
    let mut tags = BTreeSet::from([plain.header(header::ETAG).to_owned()]);
    for coding in ["gzip", "br", "zstd"] {
        let packed = get_with(target, &[("accept-encoding", coding)]).await;
        assert_eq!(packed.header(header::CONTENT_ENCODING), coding);
        assert!(packed.header(header::VARY).contains("accept-encoding"));
        assert!(packed.body.len() < plain.body.len() / 2, "{coding}");
        let mut unpacked = Vec::new();
        let mut body = &packed.body[..];
        match coding {
            "gzip" => flate2::read::GzDecoder::new(body)
                .read_to_end(&mut unpacked)
                .unwrap(),
            "br" => brotli::Decompressor::new(body, 4096)
                .read_to_end(&mut unpacked)
                .unwrap(),
            _ => zstd::Decoder::new(&mut body)
                .unwrap()
                .read_to_end(&mut unpacked)
                .unwrap(),
        };
        assert!(unpacked == plain.body, "{coding}");
        let tag = packed.header(header::ETAG).to_owned();
        let again = [("accept-encoding", coding), ("if-none-match", &tag)];
        let again = get_with(target, &again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{coding}");
        assert!(again.body.is_empty());
        tags.insert(tag);
    }
    assert_eq!(tags.len(), 4, "{tags:?}");
    let other = good("/ogc/collections/communes/items?limit=200&offset=1").await;
    assert!(!tags.contains(other.header(header::ETAG)));
}

/// A.2.2.6 /conf/core/query-param-unknown and query-param-invalid
#[tokio::test]
async fn conf_core_query_param_unknown() {
    for address in [
        "/ogc",
        "/ogc/conformance",
        "/ogc/collections",
        "/ogc/collections/land",
        ZONES,
        "/ogc/collections/land/items/1",
        "/ogc/tiles",
    ] {
        let answer = get(&format!("{address}?nobody=1")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert_problem(&answer, address);
    }
}

/// A.2.2.7 /conf/core/f-op, f-success, f-links
#[tokio::test]
async fn conf_core_f_success() {
    for layer in LAYERS {
        let page = document(&format!("/ogc/collections/{layer}/items?limit=3")).await;
        for (id, listed) in ids(&page).into_iter().zip(features(&page)) {
            let mut alone = document(&format!("/ogc/collections/{layer}/items/{id}")).await;
            follow(&alone, "self", "application/geo+json");
            follow(&alone, "alternate", "text/html");
            follow(&alone, "collection", "application/json");
            alone.as_object_mut().unwrap().remove("links");
            assert_eq!(alone, *listed, "{layer} {id}");
        }
    }
    assert_eq!(
        get("/ogc/collections/land/items/999999").await.status,
        StatusCode::NOT_FOUND
    );
}

/// A.3 /conf/geojson/definition and content; A.4 /conf/html/definition and content
#[tokio::test]
async fn conf_html_content() {
    for address in [
        "/ogc",
        "/ogc/api",
        "/ogc/conformance",
        "/ogc/collections",
        "/ogc/collections/communes",
        "/ogc/collections/communes/queryables",
        "/ogc/collections/communes/items",
        "/ogc/collections/provinces/items/1",
        "/ogc/collections/borders/items",
        "/ogc/tiles",
        "/ogc/tiles/WebMercatorQuad",
        "/ogc/collections/land/tiles",
        "/ogc/collections/land/tiles/WebMercatorQuad",
        "/ogc/tileMatrixSets",
        "/ogc/tileMatrixSets/WebMercatorQuad",
    ] {
        let accept = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
        let by_header = get_with(address, &accept).await;
        let by_parameter = good(&format!("{address}?f=html")).await;
        for answer in [&by_header, &by_parameter] {
            assert!(
                answer.header(header::CONTENT_TYPE).starts_with("text/html"),
                "{address}"
            );
            assert!(answer.text().contains("<h1>"), "{address}");
            assert!(answer.header(header::VARY).contains("accept"), "{address}");
        }
        let english = good(&format!("{address}?f=html&lang=en")).await;
        assert!(english.text().contains("lang=\"en\""), "{address}");
    }
    let page = good("/ogc/collections/industrial_zones/items?f=html&limit=10&offset=10").await;
    let text = page.text();
    assert!(
        text.contains("rel=\"next\"") && text.contains("rel=\"prev\""),
        "{text}"
    );
}
