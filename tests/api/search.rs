//! Finding by name: the contract, and questions that nobody should ask.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{assert_problem, get, get_with};

/// Percent-encodes everything but plain letters and digits.
fn encoded(text: &str) -> String {
    let each = text.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    each.collect()
}

async fn search(q: &str, rest: &str) -> Value {
    let target = format!("/api/search?q={}{rest}", encoded(q));
    let answer = get(&target).await;
    assert_eq!(answer.status, StatusCode::OK, "{target}");
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    answer.json()
}

fn first(answer: &Value) -> &Value {
    &answer["items"][0]
}

#[tokio::test]
async fn a_former_province_says_what_it_is_now() {
    let answer = search("bac giang", "").await;
    assert_eq!(answer["q"], "bac giang");
    assert_eq!(answer["next"], Value::Null);
    let hit = first(&answer);
    for (member, expected) in [
        ("layer", json!("former_provinces")),
        ("code", json!("24")),
        ("kind", json!("former_province")),
        ("kind_vi", json!("Tỉnh cũ")),
        ("kind_en", json!("Former province")),
        ("name_vi", json!("Bắc Giang")),
        ("name_en", json!("Bac Giang")),
        ("full_name_vi", json!("Tỉnh Bắc Giang")),
        ("former", json!(true)),
    ] {
        assert_eq!(hit[member], expected, "{member}");
    }
    let item = get(&format!(
        "/ogc/collections/former_provinces/items/{}",
        hit["id"]
    ))
    .await;
    assert_eq!(item.json()["properties"]["code"], "24");
    let now = &hit["successors"][0];
    assert_eq!(
        (&now["code"], &now["name_vi"]),
        (&json!("24"), &json!("Bắc Ninh"))
    );
    assert_eq!(
        (&now["layer"], &now["default"]),
        (&json!("provinces"), &json!(true))
    );
    assert_eq!(hit["where"]["text_vi"], "tỉnh Bắc Ninh");
    assert_eq!(
        hit["matched"],
        json!({ "name": "Bắc Giang", "how": "exact_folded", "ranges": [[0, 9]] })
    );
    let [lon, lat] = ["lon", "lat"].map(|member| hit[member].as_f64().unwrap());
    let bounds: Vec<f64> = hit["bbox"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_f64().unwrap())
        .collect();
    assert!(bounds[0] < lon && lon < bounds[2] && bounds[1] < lat && lat < bounds[3]);
}

#[tokio::test]
async fn a_former_district_answers_with_the_communes_it_became() {
    let answer = search("huyện Lục Nam", "").await;
    let hit = first(&answer);
    assert_eq!(
        (&hit["kind"], &hit["full_name_vi"]),
        (&json!("district"), &json!("Huyện Lục Nam"))
    );
    assert_eq!((&hit["layer"], &hit["id"]), (&Value::Null, &Value::Null));
    let successors = hit["successors"].as_array().unwrap();
    assert!(successors.len() > 1);
    assert!(successors.iter().all(|unit| unit["layer"] == "communes"));
    let defaults = successors.iter().filter(|unit| unit["default"] == true);
    assert_eq!(defaults.count(), 1);
    assert!(
        successors.iter().any(|unit| unit["name_vi"] == "Lục Nam"),
        "{successors:?}"
    );
}

#[tokio::test]
async fn hits_are_the_items_of_their_layers() {
    for q in [
        "CCN Đồi Ngô",
        "cửa khẩu Hữu Nghị",
        "thủy điện Sơn La",
        "xã Lục Nam",
        "Nội Bài",
        "Vientiane",
    ] {
        for hit in search(q, "").await["items"].as_array().unwrap() {
            let (Some(layer), Some(id)) = (hit["layer"].as_str(), hit["id"].as_u64()) else {
                assert_eq!(hit["kind"], "district");
                continue;
            };
            let item = get(&format!("/ogc/collections/{layer}/items/{id}")).await;
            assert_eq!(item.status, StatusCode::OK, "{layer} {id}");
            let item = item.json();
            let own = item["properties"]
                .get("name_vi")
                .or(item["properties"].get("name_en"));
            assert_eq!(own, Some(&hit["name_vi"]), "{layer} {id}");
            if let Some(code) = item["properties"].get("code") {
                assert_eq!(code, &hit["code"]);
            }
            let point = item["geometry"]["coordinates"].clone();
            if item["geometry"]["type"] == "Point" {
                assert_eq!(point, json!([hit["lon"], hit["lat"]]), "{layer} {id}");
            }
        }
    }
}

#[tokio::test]
async fn kinds_box_and_limit_narrow_down() {
    let gates = search("mong cai", "&kinds=gate,zone&limit=50").await;
    let items = gates["items"].as_array().unwrap();
    assert!(!items.is_empty());
    assert!(
        items
            .iter()
            .all(|hit| hit["kind"] == "gate" || hit["kind"] == "zone")
    );

    let all = search("quang trung", "&limit=50").await;
    let some = search("quang trung", "&limit=50&bbox=105.5,20.5,106.5,21.5").await;
    assert!(some["numberMatched"].as_u64().unwrap() < all["numberMatched"].as_u64().unwrap());
    for hit in some["items"].as_array().unwrap() {
        let [lon, lat] = ["lon", "lat"].map(|member| hit[member].as_f64().unwrap());
        assert!(
            (105.5..=106.5).contains(&lon) && (20.5..=21.5).contains(&lat),
            "{hit}"
        );
    }

    let one = search("quang trung", "&limit=1").await;
    assert_eq!(one["items"].as_array().unwrap().len(), 1);
    assert_eq!(one["numberMatched"], all["numberMatched"]);
    assert_eq!(first(&one), first(&all));
}

#[tokio::test]
async fn among_equals_the_nearest_comes_first() {
    let distances = |answer: &Value, near: [f64; 2]| -> Vec<f64> {
        let items = answer["items"].as_array().unwrap();
        let of = |hit: &Value| {
            let [lon, lat] = ["lon", "lat"].map(|member| hit[member].as_f64().unwrap());
            (lon - near[0]).hypot(lat - near[1])
        };
        items.iter().map(of).collect()
    };
    for near in [[107.0, 21.5], [103.0, 22.0], [105.5, 18.5]] {
        let rest = format!("&kinds=former_commune&limit=8&near={},{}", near[0], near[1]);
        let answer = search("xã Quang Trung", &rest).await;
        let distances = distances(&answer, near);
        assert_eq!(distances.len(), 8);
        // Degrees east are shorter than degrees north by less than a tenth here.
        assert!(
            distances.windows(2).all(|pair| pair[0] < pair[1] * 1.1),
            "{distances:?}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again() {
    let answer = get("/api/search?q=ha%20noi").await;
    let tag = answer.header(header::ETAG).to_owned();
    let again = get_with("/api/search?q=ha+noi", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn nothing_found_is_an_empty_list() {
    let answer = search("zzzzqqqq", "").await;
    assert_eq!(
        (&answer["items"], &answer["numberMatched"]),
        (&json!([]), &json!(0))
    );
}

#[tokio::test]
async fn questions_without_sense_are_problems_in_both_languages() {
    let long = encoded(&"bắc ".repeat(51));
    let very_long = "a".repeat(20_000);
    let cases = [
        ("", "q="),
        ("q=", "q="),
        ("q=%20%20", "q="),
        ("q=%CC%81", "q="),
        ("q=%CC%A3%CC%82%CC%81", "q="),
        ("q=...%2C%20(%29", "q="),
        (&format!("q={long}"), "200"),
        (&format!("q={very_long}"), "16 KiB"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=51", "limit"),
        ("q=a&limit=ten", "limit"),
        ("q=a&kinds=", "kinds"),
        ("q=a&kinds=province,town", "kinds"),
        ("q=a&near=21.3,106.2", "near"),
        ("q=a&near=106.2", "near"),
        ("q=a&near=NaN,21", "near"),
        ("q=a&near=106.2,91", "near"),
        ("q=a&near=inf,21", "near"),
        ("q=a&bbox=1,2,3", "bbox"),
        ("q=a&bbox=107,20,105,22", "bbox"),
        ("q=a&bbox=105,22,107,20", "bbox"),
        ("q=a&bbox=105,20,107,NaN", "bbox"),
        ("q=a&q=b", "q"),
        ("q=%ff", "UTF-8"),
        ("q=a%00b", "UTF-8"),
        ("q=a&page=2", "page"),
    ];
    for (query, named) in cases {
        let target = format!("/api/search?{query}");
        let what = target.chars().take(60).collect::<String>();
        let [vi, en] = ["vi", "en"].map(|lang| (lang, target.clone()));
        let mut details = Vec::new();
        for (lang, target) in [vi, en] {
            let answer = get_with(&target, &[("accept-language", lang)]).await;
            assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
            assert_problem(&answer, &what);
            assert_eq!(answer.header(header::CONTENT_LANGUAGE), lang);
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(named), "{what}: {detail}");
            details.push(detail);
        }
        assert_ne!(details[0], details[1], "{what}");
    }
}

#[tokio::test]
async fn odd_questions_are_answered_all_the_same() {
    for q in [
        "北宁",
        "e\u{301}\u{301}\u{301}\u{301}",
        "a".repeat(200).as_str(),
        "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 9 0",
        "xã xã xã xã xã xã xã xã xã xã xã xã xã xã",
        "'; drop table units; --",
        "\u{202e}Hà Nội",
        "🏭 CCN 🏭",
        "ﬁ",
        "ⅫⅣ",
        "Hà\u{a0}Nội",
    ] {
        let answer = search(q, "&limit=50").await;
        let count = answer["items"].as_array().unwrap().len() as u64;
        assert!(count <= answer["numberMatched"].as_u64().unwrap(), "{q}");
    }
}
