//! What other pages and programs get of the atlas: who may embed it, what its pages say of
//! themselves, how wrong states are told.

use axum::http::{Method, StatusCode, header};
use phiabac::http::EmbedOrigins;

use crate::support::{ATLAS, Answer, assert_problem, get, get_with, request, send_to, settings};

/// An answer of a service that only these pages may embed.
async fn restricted(target: &str, headers: &[(&str, &str)]) -> Answer {
    let mut settings = settings();
    let origins = ["https://congthuong.example.vn".to_owned()];
    settings.embed_origins = EmbedOrigins::of_texts(&origins).unwrap();
    let router = phiabac::http::router(ATLAS.clone(), settings);
    send_to(router, request(Method::GET, target, headers)).await
}

#[tokio::test]
async fn a_list_restricts_frames_and_reading_alike() {
    let page = restricted("/", &[]).await;
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.ends_with("frame-ancestors 'self' https://congthuong.example.vn"),
        "{policy}"
    );
    for (origin, allowed) in [
        (
            "https://congthuong.example.vn",
            "https://congthuong.example.vn",
        ),
        ("https://elsewhere.example", ""),
        ("https://congthuong.example.vn.elsewhere.example", ""),
        ("null", ""),
    ] {
        let answer = restricted("/api/overlays", &[("origin", origin)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN),
            allowed,
            "{origin}"
        );
        let vary: Vec<String> = answer
            .headers
            .get_all(header::VARY)
            .iter()
            .map(|value| value.to_str().unwrap().to_ascii_lowercase())
            .collect();
        assert!(vary.join(",").contains("origin"), "{vary:?}");
    }
}

#[tokio::test]
async fn anyone_may_read_unless_the_operator_says_otherwise() {
    let answer = get_with("/catalog.json", &[("origin", "https://elsewhere.example")]).await;
    assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
}

#[tokio::test]
async fn links_with_tracking_parameters_open() {
    for target in [
        "/?fbclid=IwAR0&utm_source=zalo",
        "/?zarsrc=30&utm_medium=zalo&utm_campaign=zalo",
        "/embed?layers=gates&gclid=x&utm_source=a",
    ] {
        let page = get(target).await;
        assert_eq!(page.status, StatusCode::OK, "{target}");
        assert!(!page.text().contains("utm_source"), "{target}");
    }
    let refused = get("/?nowhere=1").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_problem(&refused, "/?nowhere=1");
}

#[tokio::test]
async fn pages_say_where_they_are_and_how_they_are_embedded() {
    let page =
        get("/embed?layers=gates&map=8/21.9/106.7&title=C%E1%BB%ADa%20%22kh%E1%BA%A9u%22").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    let base = "http://127.0.0.1:8080";
    for expected in [
        format!(
            "<link rel=\"canonical\" href=\"{base}/embed?layers=gates&amp;map=8%2F21.9%2F106.7&amp;title="
        ),
        "<meta property=\"og:title\" content=\"Cửa &quot;khẩu&quot;\">".to_owned(),
        format!("content=\"{base}/picture.png?layers=gates&amp;map=8%2F21.9%2F106.7"),
        "type=\"application/json+oembed\"".to_owned(),
        "type=\"text/xml+oembed\"".to_owned(),
    ] {
        assert!(text.contains(&expected), "{expected} is not in {text}");
    }
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.ends_with("frame-ancestors *"), "{policy}");
    let picture = text.split("og:image\" content=\"").nth(1).unwrap();
    let picture = picture.split('"').next().unwrap().replace("&amp;", "&");
    let picture = get(picture.strip_prefix(base).unwrap()).await;
    assert_eq!(picture.header(header::CONTENT_TYPE), "image/png");
    let oembed = text
        .split("application/json+oembed\" href=\"")
        .nth(1)
        .unwrap();
    let oembed = oembed.split('"').next().unwrap().replace("&amp;", "&");
    let oembed = get(oembed.strip_prefix(base).unwrap()).await;
    assert_eq!(oembed.json()["title"], "Cửa \"khẩu\"");
}

#[tokio::test]
async fn a_wrong_state_is_told_to_people_in_both_languages() {
    for (target, named) in [
        ("/embed?nowhere=1", "nowhere"),
        ("/embed?layers=gates,roads", "roads"),
        ("/embed?map=21/106", "8/21.3/106.2"),
        ("/embed?map=99/21/106", "8/21.3/106.2"),
        ("/embed?overlay=nowhere", "nowhere"),
        ("/embed?overlay=grdp&level=commune", "grdp"),
        ("/embed?time=then", "compare"),
        ("/embed?theme=pink", "auto"),
        ("/embed?legend=yes", "legend"),
        ("/embed?interaction=1", "gentle"),
        ("/embed?lang=fr", "lang"),
        ("/embed?layers=gates&layers=plants", "layers"),
    ] {
        let page = get(target).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{target}");
        assert_eq!(
            page.header(header::CONTENT_TYPE),
            "text/html; charset=utf-8",
            "{target}"
        );
        let text = page.text();
        assert!(text.contains(named), "{target}: {text}");
        assert!(
            text.contains("lang=\"vi\"") && text.contains("lang=\"en\""),
            "{target}"
        );
    }
    let page = get("/embed?layers=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!page.text().contains("<script>"), "{}", page.text());
}

#[tokio::test]
async fn the_script_is_asked_for_again() {
    let script = get_with("/embed.js", &[("origin", "https://elsewhere.example")]).await;
    assert_eq!(
        script.status,
        StatusCode::OK,
        "has the page been built (make page)?"
    );
    assert!(
        script
            .header(header::CONTENT_TYPE)
            .starts_with("text/javascript")
    );
    assert!(
        script
            .header(header::CACHE_CONTROL)
            .contains("must-revalidate")
    );
    assert_eq!(script.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    let tag = script.header(header::ETAG);
    let again = get_with("/embed.js", &[("if-none-match", tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
