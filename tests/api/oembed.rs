//! oEmbed 1.0: programs ask how a map is put into other pages.

use axum::http::{StatusCode, header};

use crate::support::{assert_problem, get};

const BASE: &str = "http://127.0.0.1:8080";

/// The address of an answer about an address.
fn asking(url: &str, more: &str) -> String {
    let encoded: String = url
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("/oembed?url={encoded}{more}")
}

#[tokio::test]
async fn an_embedded_map_is_a_frame_with_a_picture() {
    let url = format!("{BASE}/embed?layers=gates&title=A%20%26%20B");
    let answer = get(&asking(&url, "")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let rich = answer.json();
    assert_eq!(
        (&rich["version"], &rich["type"]),
        (&"1.0".into(), &"rich".into())
    );
    assert_eq!(
        (&rich["width"], &rich["height"]),
        (&800.into(), &500.into())
    );
    assert_eq!(rich["title"], "A & B");
    let html = rich["html"].as_str().unwrap();
    assert!(
        html.starts_with(&format!(
            "<iframe src=\"{BASE}/embed?layers=gates&amp;title=A%20%26%20B\""
        )),
        "{html}"
    );
    assert!(html.contains("title=\"A &amp; B\""), "{html}");
    let picture = rich["thumbnail_url"].as_str().unwrap();
    let drawn = get(picture.strip_prefix(BASE).unwrap()).await;
    assert_eq!(drawn.header(header::CONTENT_TYPE), "image/png");
}

#[tokio::test]
async fn the_state_of_the_atlas_is_carried_over() {
    let url =
        format!("{BASE}/?lang=en&fbclid=x#map=8/21.9/106.7&layers=gates&card=zone:3&way=gates");
    let rich = get(&asking(&url, "")).await.json();
    let html = rich["html"].as_str().unwrap();
    for part in ["lang=en", "map=8%2F21.9%2F106.7", "layers=gates"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    for part in ["card", "way", "fbclid"] {
        assert!(!html.contains(part), "{part}: {html}");
    }
    let bare = get(&asking(BASE, "")).await.json();
    assert!(
        bare["html"]
            .as_str()
            .unwrap()
            .contains(&format!("src=\"{BASE}/embed\""))
    );
}

#[tokio::test]
async fn sizes_keep_to_what_is_asked() {
    let url = format!("{BASE}/");
    let rich = get(&asking(&url, "&maxwidth=320&maxheight=200"))
        .await
        .json();
    assert_eq!(
        (&rich["width"], &rich["height"]),
        (&320.into(), &200.into())
    );
    assert_eq!(rich["thumbnail_width"], 320);
    let tiny = get(&asking(&url, "&maxwidth=50")).await.json();
    assert_eq!(tiny["width"], 50);
    assert!(tiny["thumbnail_url"].is_null());
}

#[tokio::test]
async fn xml_says_the_same() {
    let url = format!("{BASE}/embed?title=%3Cb%3E");
    let answer = get(&asking(&url, "&format=xml")).await;
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/xml; charset=utf-8"
    );
    let text = answer.text();
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\""),
        "{text}"
    );
    assert!(text.contains("<title>&lt;b&gt;</title>"), "{text}");
    assert!(text.contains("<html>&lt;iframe src=&quot;"), "{text}");
}

#[tokio::test]
async fn what_is_no_map_of_ours_is_refused() {
    for (target, status) in [
        ("/oembed".to_owned(), StatusCode::BAD_REQUEST),
        ("/oembed?url=".to_owned(), StatusCode::BAD_REQUEST),
        (
            asking(&format!("{BASE}/"), "&format=yaml"),
            StatusCode::NOT_IMPLEMENTED,
        ),
        (
            asking(&format!("{BASE}/"), "&maxwidth=0"),
            StatusCode::BAD_REQUEST,
        ),
        (
            asking("https://elsewhere.example/embed", ""),
            StatusCode::NOT_FOUND,
        ),
        (
            asking("http://127.0.0.1:8080@elsewhere.example/", ""),
            StatusCode::NOT_FOUND,
        ),
        (asking("ftp://127.0.0.1:8080/", ""), StatusCode::NOT_FOUND),
        (asking("javascript:alert(1)", ""), StatusCode::NOT_FOUND),
        (
            asking(&format!("{BASE}/api/overlays"), ""),
            StatusCode::NOT_FOUND,
        ),
        (
            asking(&format!("{BASE}/embedded"), ""),
            StatusCode::NOT_FOUND,
        ),
        (
            asking(&format!("{BASE}/embed?layers=roads"), ""),
            StatusCode::BAD_REQUEST,
        ),
        (
            asking(&format!("{BASE}/embed?nowhere=1"), ""),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = get(&target).await;
        assert_eq!(answer.status, status, "{target}: {}", answer.text());
        assert_problem(&answer, &target);
    }
}
