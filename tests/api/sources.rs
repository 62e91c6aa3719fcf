//! Sources: each can be opened.

use axum::http::StatusCode;
use serde_json::Value;

use crate::figures::walk;
use crate::support::{ATLAS, get, request, router, send_to};

#[tokio::test]
async fn every_source_is_listed_once_and_opens() {
    let router = router();
    let listed = walk("/api/sources?limit=100").await;
    let ids: Vec<&str> = listed.iter().map(|s| s["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 200, "{}", ids.len());
    assert!(ids.is_sorted_by(|a, b| a < b), "by id, each once");
    for source in &listed {
        let address = format!("/api/sources/{}", source["id"].as_str().unwrap());
        let answer = send_to(
            router.clone(),
            request(axum::http::Method::GET, &address, &[]),
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.json(), *source, "{address}");
    }
}

#[tokio::test]
async fn a_source_says_what_is_known_and_null_for_the_rest() {
    let page = get("/api/sources?limit=5000").await.json();
    assert_eq!(page["next"], Value::Null);
    let mut unknown = [0; 3];
    for source in page["items"].as_array().unwrap() {
        for name in ["id", "title", "publisher", "licence", "use_class"] {
            assert!(source[name].is_string(), "{name} of {source}");
        }
        for (count, name) in unknown.iter_mut().zip(["date", "url", "note"]) {
            *count += usize::from(source.as_object().unwrap()[name].is_null());
        }
    }
    assert!(unknown.iter().all(|&count| count > 0), "{unknown:?}");
    let first = page["items"][0]["id"].as_str().unwrap();
    assert!(ATLAS.source(first).is_some());
}
