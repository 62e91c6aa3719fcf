use axum::http::{StatusCode, header};
use serde_json::json;

use crate::support::{ATLAS, get, get_with, request, send_to, settings};

#[tokio::test]
async fn the_catalogue_names_the_snapshot() {
    let answer = get("/catalog.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.json()["snapshot"], ATLAS.version());
}

#[tokio::test]
async fn tilejson_leads_back_to_the_tiles_it_describes() {
    let answer = get("/tiles/communes,borders.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    let document = answer.json();
    assert_eq!(
        document["tiles"],
        json!(["http://127.0.0.1:8080/tiles/communes,borders/{z}/{x}/{y}.mvt"])
    );
    let ids: Vec<_> = document["vector_layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|layer| layer["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["communes", "borders"]);
    let tile = document["tiles"][0]
        .as_str()
        .unwrap()
        .replace("http://127.0.0.1:8080", "")
        .replace("{z}", "8")
        .replace("{x}", "203")
        .replace("{y}", "112");
    assert_eq!(get(&tile).await.status, StatusCode::OK);
}

#[tokio::test]
async fn tilejson_of_the_gates() {
    let mut document = get("/tiles/border_gates.json").await.json();
    // It changes with every change of the data.
    document["version"] = json!("1.0.0+snapshot");
    insta::assert_json_snapshot!(document);
}

#[tokio::test]
async fn the_layers_of_the_catalogue() {
    let catalog = get("/catalog.json").await.json();
    let layers: Vec<_> = catalog["layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|layer| {
            let member = |name: &str| layer[name].as_str().unwrap_or_default();
            let fields = layer["fields"].as_array().unwrap().iter();
            let fields: Vec<_> = fields.map(|field| field["id"].as_str().unwrap()).collect();
            format!(
                "{} ({}): {} / {}; {}",
                member("id"),
                member("geometry"),
                member("title_vi"),
                member("title_en"),
                fields.join(" ")
            )
        })
        .collect();
    insta::assert_json_snapshot!(layers);
}

#[tokio::test]
async fn tilejson_follows_the_schema_of_tilejson_3() {
    let schema = serde_json::from_str(include_str!("tilejson-3.0.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let every_layer: Vec<_> = phiabac::domain::LayerId::ALL
        .iter()
        .map(|layer| layer.as_str())
        .collect();
    for layers in every_layer
        .iter()
        .copied()
        .chain([every_layer.join(",").as_str()])
    {
        let document = get(&format!("/tiles/{layers}.json")).await.json();
        let errors: Vec<_> = schema
            .iter_errors(&document)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{layers}: {errors:?}");
    }
    let broken = json!({ "tilejson": "2.0.0", "tiles": [] });
    assert!(
        !schema.is_valid(&broken),
        "the schema refuses what is not TileJSON 3"
    );
}

#[tokio::test]
async fn addresses_use_the_public_url_or_a_known_host() {
    async fn tiles_of(router: phiabac::http::Front, host: &str) -> String {
        let mut ask = request(axum::http::Method::GET, "/tiles/provinces.json", &[]);
        ask.headers_mut()
            .insert(header::HOST, host.parse().unwrap());
        let answer = send_to(router, ask).await;
        let url = answer.json()["tiles"][0].as_str().unwrap().to_owned();
        url.split("/tiles/").next().unwrap().to_owned()
    }
    let plain = || phiabac::http::router(ATLAS.clone(), settings());
    assert_eq!(
        tiles_of(plain(), "localhost:9999").await,
        "http://localhost:9999"
    );
    assert_eq!(
        tiles_of(plain(), "evil.example").await,
        "http://127.0.0.1:8080"
    );
    let mut public = settings();
    public.public_url = Some("https://bando.example.vn/bac".parse().unwrap());
    let public = phiabac::http::router(ATLAS.clone(), public);
    assert_eq!(
        tiles_of(public, "localhost").await,
        "https://bando.example.vn/bac"
    );
}

#[tokio::test]
async fn documents_are_packed_and_tagged() {
    let plain = get("/api/openapi.json").await;
    for coding in ["gzip", "br"] {
        let packed = get_with("/api/openapi.json", &[("accept-encoding", coding)]).await;
        assert_eq!(packed.header(header::CONTENT_ENCODING), coding);
        assert!(packed.body.len() < plain.body.len() / 3);
        assert_ne!(packed.headers[header::ETAG], plain.headers[header::ETAG]);
    }
    let tag = plain.header(header::ETAG);
    let again = get_with("/api/openapi.json", &[("if-none-match", tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn alive_and_ready() {
    assert_eq!(get("/health").await.json(), json!({ "status": "alive" }));
    let ready = get("/ready").await;
    assert_eq!(
        ready.json(),
        json!({ "status": "ready", "snapshot": ATLAS.version(), "warm": ATLAS.is_warm() })
    );
    assert_eq!(ready.header(header::CACHE_CONTROL), "no-store");
}
