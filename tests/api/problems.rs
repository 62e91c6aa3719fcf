use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{assert_problem, get, get_with, request, send};

/// What a person reads when something is wrong, in both languages.
async fn problems_of(targets: &[&str]) -> Value {
    let mut all = serde_json::Map::new();
    for target in targets {
        let vi = get(target).await;
        let en = get_with(target, &[("accept-language", "en")]).await;
        assert_problem(&vi, target);
        assert_problem(&en, target);
        assert_eq!(vi.header(header::CONTENT_LANGUAGE), "vi");
        assert_eq!(en.header(header::CONTENT_LANGUAGE), "en");
        assert_eq!(vi.json()["type"], en.json()["type"]);
        all.insert((*target).to_owned(), json!([vi.json(), en.json()]));
    }
    Value::Object(all)
}

#[tokio::test]
async fn problems_say_what_to_change() {
    let problems = problems_of(&[
        "/nowhere",
        "/tiles/provinces/15/0/0",
        "/tiles/provinces/3/8/0",
        "/tiles/provinces/3/-1/0",
        "/tiles/provinces,nowhere/0/0/0",
        "/tiles/provinces,provinces/0/0/0",
        "/tiles/,/0/0/0",
        "/tiles/provinces",
        "/tiles/provinces/0/0/0?colour=x",
        "/tiles/provinces/0/0/0?filter=x%20%3D%201",
        "/tiles/provinces/0/0/0?filter=kind%20%3D",
        "/api/summaries/borders",
        "/tiles/provinces/0/0/0?filter-lang=sql",
        "/ogc/collections/industrial_zones/items?sortby=x",
        "/api/summaries/industrial_zones?by=x",
        "/api/export/industrial_zones?format=x",
        "/catalog.json?lang=fr",
        "/styles/pink.json",
        "/fonts/Comic%20Sans/0-255.pbf",
        "/fonts/Be%20Vietnam%20Pro%20Regular/1-256.pbf",
        "/ogc/collections/provinces/items/999999",
        "/ogc/collections/provinces/items/x",
        "/api/overlays/nowhere",
        "/api/overlays/grdp?level=commune",
        "/api/overlays/grdp?period=9T2025",
        "/api/overlays/cluster_count?period=2024",
        "/api/overlays/cluster_count?breaks=3,2,1",
        "/tiles/borders/0/0/0?overlay=cluster_count",
        "/tiles/provinces/0/0/0?classes=5",
        "/problems/unknown",
        "/%ff",
    ])
    .await;
    insta::assert_json_snapshot!(problems);
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = send(request(method.clone(), "/catalog.json", &[])).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_problem(&answer, method.as_str());
        assert_eq!(answer.header(header::ALLOW), "GET,HEAD");
    }
}

#[tokio::test]
async fn the_language_asked_for_in_the_address_wins() {
    let answer = get_with("/nowhere?lang=en", &[("accept-language", "vi")]).await;
    assert_eq!(answer.json()["title"], "No such address");
}

#[tokio::test]
async fn every_problem_type_leads_to_its_meaning() {
    let all = get("/problems").await;
    assert_eq!(all.status, StatusCode::OK);
    let pages: Vec<_> = all
        .text()
        .lines()
        .filter_map(|line| line.strip_prefix("/problems/"))
        .map(|line| format!("/problems/{}", line.split(' ').next().unwrap()))
        .collect();
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let answer = get(&page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(answer.text().contains(&page), "{page}");
    }
    let kind = get("/nowhere").await.json()["type"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(get(&kind).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_head_of_a_problem_has_no_body() {
    let answer = send(request(Method::HEAD, "/nowhere", &[])).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn problems_are_never_kept() {
    let answer = get("/nowhere").await;
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(answer.header("x-request-id").len(), 16);
}
