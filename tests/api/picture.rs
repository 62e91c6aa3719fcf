//! Still pictures of the map.

use axum::http::{StatusCode, header};

use crate::support::{Answer, assert_problem, get, get_with};

async fn drawn(target: &str) -> Answer {
    let answer = get(target).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{target}: {}",
        String::from_utf8_lossy(&answer.body)
    );
    answer
}

/// Width and height that a PNG says it has.
fn size_of(png: &[u8]) -> [u32; 2] {
    assert!(png.starts_with(b"\x89PNG"), "no PNG");
    [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()))
}

#[tokio::test]
async fn pictures_have_the_size_asked_for() {
    let plain = drawn("/picture.png?width=300&height=200").await;
    assert_eq!(plain.header(header::CONTENT_TYPE), "image/png");
    assert_eq!(size_of(&plain.body), [300, 200]);
    let double = drawn("/picture.png?width=300&height=200&scale=2").await;
    assert_eq!(size_of(&double.body), [600, 400]);
    let svg = drawn("/picture.svg?width=640&height=480").await;
    assert_eq!(svg.header(header::CONTENT_TYPE), "image/svg+xml");
    assert!(svg.text().contains("viewBox=\"0 0 640 480\""));
}

#[tokio::test]
async fn a_picture_shows_what_is_on_and_nothing_else() {
    let all = drawn("/picture.svg").await;
    let none = drawn("/picture.svg?layers=").await;
    for sign in [
        "#group-cluster",
        "#group-plants",
        "Hà Nội",
        "Biên giới quốc gia",
    ] {
        assert!(all.text().contains(sign), "{sign}");
    }
    for sign in ["#group-cluster", "#group-plants", ">Hà Nội<"] {
        assert!(!none.text().contains(sign), "{sign}");
    }
    let gates = drawn("/picture.svg?layers=gates,labels&map=9.5/21.95/106.7").await;
    assert!(gates.text().contains("#gate-international"), "no gate");
    assert!(
        !gates.text().contains("#zone-"),
        "a zone without being asked for"
    );
}

#[tokio::test]
async fn both_archipelagos_are_in_every_picture() {
    for (target, first, second) in [
        ("/picture.svg", "Quần đảo Hoàng Sa", "Quần đảo Trường Sa"),
        (
            "/picture.svg?map=12/21.03/105.85",
            "Quần đảo Hoàng Sa",
            "Quần đảo Trường Sa",
        ),
        (
            "/picture.svg?map=5.2/14.5/110&lang=en",
            "Hoang Sa archipelago",
            "Truong Sa archipelago",
        ),
        ("/picture.svg?width=200&height=160", "Hoàng Sa", "Trường Sa"),
    ] {
        let picture = drawn(target).await;
        assert!(
            picture.text().contains(first) && picture.text().contains(second),
            "{target}"
        );
    }
}

#[tokio::test]
async fn an_overlay_comes_with_its_legend() {
    let picture = drawn("/picture.svg?overlay=cluster_count&layers=provinces&legend=1").await;
    assert!(
        picture.text().contains("Số cụm công nghiệp"),
        "no title of the overlay"
    );
    let legend = drawn("/api/overlays/cluster_count?level=province")
        .await
        .json();
    let classes = legend["classes"].as_array().unwrap();
    assert!(classes.len() > 2);
    for class in classes {
        let colour = class["light"].as_str().unwrap();
        assert!(
            picture.text().matches(colour).count() >= 2,
            "{colour} on map and in legend"
        );
    }
    let without = drawn("/picture.svg?overlay=cluster_count&layers=provinces&legend=0").await;
    assert!(!without.text().contains("Số cụm công nghiệp"));
}

#[tokio::test]
async fn before_the_merger_there_were_other_provinces() {
    let before = drawn("/picture.svg?time=before&layers=provinces,labels").await;
    let now = drawn("/picture.svg?layers=provinces,labels").await;
    assert!(before.text().contains(">Vĩnh Phúc<") && !now.text().contains(">Vĩnh Phúc<"));
    assert!(before.text().contains("Ranh giới tỉnh cũ"));
}

#[tokio::test]
async fn languages_themes_and_titles_are_kept_apart() {
    let vi = drawn("/picture.svg?title=%3Cscript%3E%26").await;
    let en = drawn("/picture.svg?lang=en&theme=dark").await;
    assert!(vi.text().contains("&lt;script&gt;&amp;") && !vi.text().contains("<script"));
    assert!(vi.text().contains("Dữ liệu đến") && en.text().contains("Data up to"));
    assert_ne!(vi.header(header::ETAG), en.header(header::ETAG));
    // A reader's browser has no say: copies of a picture are never mixed up.
    let other = get_with("/picture.svg", &[("accept-language", "en")]).await;
    assert!(other.text().contains("Dữ liệu đến"));
}

#[tokio::test]
async fn a_picture_that_is_held_is_not_sent_again() {
    for target in [
        "/picture.svg?width=300&height=300",
        "/picture.png?width=300&height=300",
    ] {
        let first = drawn(target).await;
        let again = get_with(target, &[("if-none-match", first.header(header::ETAG))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{target}");
        let same = drawn(target).await;
        assert_eq!(first.body, same.body, "{target}: drawn alike each time");
    }
}

#[tokio::test]
async fn wishes_that_cannot_be_meant_are_told() {
    for target in [
        "/picture.png?width=99",
        "/picture.png?height=2001",
        "/picture.png?scale=3",
        "/picture.png?width=2000&height=2000&scale=2",
        "/picture.svg?scale=2",
        "/picture.svg?width=1e3",
        "/picture.svg?layers=roads",
        "/picture.svg?map=8/21",
        "/picture.svg?theme=pink",
    ] {
        let answer = get_with(target, &[("if-none-match", "*")]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target}");
        assert_problem(&answer, target);
    }
    let unknown = get("/picture.svg?overlay=nowhere").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
