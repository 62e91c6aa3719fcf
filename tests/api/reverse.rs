//! What lies at a place: the contract, and places that are none.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{assert_problem, get, get_with};

/// In the former district of Lục Nam, once Bắc Giang.
const LUC_NAM: &str = "lon=106.4&lat=21.29";

async fn reverse(query: &str) -> Value {
    let target = format!("/api/reverse?{query}");
    let answer = get(&target).await;
    assert_eq!(answer.status, StatusCode::OK, "{target}");
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    answer.json()
}

#[tokio::test]
async fn a_place_says_which_units_hold_it() {
    let answer = reverse("lon=105.8342&lat=21.0352").await;
    assert_eq!(
        (
            &answer["lon"],
            &answer["lat"],
            &answer["datetime"],
            &answer["time"]
        ),
        (
            &json!(105.8342),
            &json!(21.0352),
            &Value::Null,
            &json!("present")
        )
    );
    let commune = &answer["commune"];
    assert_eq!(
        (
            &commune["code"],
            &commune["layer"],
            &commune["full_name_vi"],
            &commune["former"]
        ),
        (
            &json!("00004"),
            &json!("communes"),
            &json!("Phường Ba Đình"),
            &json!(false)
        )
    );
    assert_eq!(answer["province"]["code"], "01");
    assert_eq!(
        answer["region"],
        json!({ "name_vi": "Đồng bằng sông Hồng", "name_en": "Red River Delta" })
    );
    for nothing in ["district", "quality"] {
        assert_eq!(answer[nothing], Value::Null, "{nothing}");
    }
    assert_eq!(answer["successors"], json!([]));
}

#[tokio::test]
async fn before_the_merger_it_was_another_unit() {
    let now = reverse(LUC_NAM).await;
    assert_eq!(now["province"]["full_name_vi"], "Tỉnh Bắc Ninh");
    let then = reverse(&format!("{LUC_NAM}&datetime=2025-06-30")).await;
    assert_eq!(
        (&then["time"], &then["datetime"]),
        (&json!("former"), &json!("2025-06-30"))
    );
    assert_eq!(
        (
            &then["province"]["layer"],
            &then["province"]["full_name_vi"]
        ),
        (&json!("former_provinces"), &json!("Tỉnh Bắc Giang"))
    );
    assert_eq!(then["commune"]["layer"], "former_communes");
    assert_eq!(
        (&then["district"]["kind"], &then["district"]["full_name_vi"]),
        (&json!("district"), &json!("Huyện Lục Nam"))
    );
    assert_eq!(then["region"], now["region"]);
    let quality = &then["quality"];
    assert!(
        ["A", "B", "C", "D"]
            .iter()
            .any(|class| quality["class"] == *class),
        "{quality}"
    );
    assert!(quality["meaning_vi"].as_str().unwrap().len() > 5);
    assert_ne!(quality["meaning_vi"], quality["meaning_en"]);
    let successors = then["successors"].as_array().unwrap();
    assert!(
        successors
            .iter()
            .any(|unit| unit["code"] == now["commune"]["code"])
    );
    assert_eq!(successors[0]["default"], true);
}

#[tokio::test]
async fn the_merger_happened_at_midnight_in_viet_nam() {
    for (datetime, expected) in [
        ("2025-06-30", "former"),
        ("2025-07-01", "present"),
        ("2025-06-30T16:59:59Z", "former"),
        ("2025-06-30T17:00:00Z", "present"),
        ("2025-06-30T23:59:59%2B07:00", "former"),
        ("2025-07-01T00:00:00+07:00", "present"),
        ("1999-12-31", "former"),
        ("2099-01-01", "present"),
    ] {
        let answer = reverse(&format!("{LUC_NAM}&datetime={datetime}")).await;
        assert_eq!(answer["time"], expected, "{datetime}");
    }
}

#[tokio::test]
async fn what_is_near_comes_nearest_first() {
    // The gate of Hữu Nghị.
    let answer = reverse("lon=106.71&lat=21.974").await;
    let near = &answer["nearest"];
    assert_eq!(near["gate"]["kind"], "gate");
    assert!(
        near["gate"]["km"].as_f64().unwrap() < 3.0,
        "{}",
        near["gate"]
    );
    let answer = reverse("lon=106.06&lat=21.17").await;
    let zones = answer["nearest"]["zones"].as_array().unwrap();
    assert_eq!(zones.len(), 10, "around Bắc Ninh stand many");
    let kms: Vec<f64> = zones
        .iter()
        .map(|zone| zone["km"].as_f64().unwrap())
        .collect();
    assert!(kms.is_sorted() && kms[9] <= 10.0, "{kms:?}");
    for zone in zones {
        assert!(
            ["exact", "site", "approximate", "commune_centroid"]
                .iter()
                .any(|p| zone["precision"] == *p)
        );
    }
    assert!(answer["nearest"]["gate"]["km"].as_f64().unwrap() > 10.0);
    let plants = answer["nearest"]["plants"].as_array().unwrap();
    assert!(
        plants
            .iter()
            .all(|plant| plant["km"].as_f64().unwrap() <= 10.0)
    );
}

#[tokio::test]
async fn a_place_outside_names_the_nearest_unit() {
    for (query, province) in [
        ("lon=108.32&lat=22.82", None),            // Nam Ninh, China
        ("lon=108.5&lat=20.0", None),              // The gulf
        ("lon=102.6&lat=17.97", None),             // Vientiane
        ("lon=106.66&lat=10.78", Some("Hà Tĩnh")), // The south
        ("lon=-74&lat=40.7", None),                // New York
        ("lon=-74.5&lat=-20.9", None),             // The other side of the earth
        ("lon=180&lat=-90", None),
        ("lon=106.0&lat=10.0&datetime=2025-06-30", Some("Hà Tĩnh")),
    ] {
        let mut details = Vec::new();
        for lang in ["vi", "en"] {
            let target = format!("/api/reverse?{query}&lang={lang}");
            let answer = get(&target).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{target}");
            assert_problem(&answer, &target);
            let problem = answer.json();
            assert_eq!(problem["type"], "/problems/outside-region");
            let near = &problem["nearest"];
            assert!(near["km"].as_f64().unwrap() > 1.0, "{near}");
            assert_eq!(near["precision"], Value::Null);
            let name = near["full_name_vi"].as_str().unwrap();
            if let Some(province) = province {
                assert!(
                    near["where"]["text_vi"]
                        .as_str()
                        .unwrap()
                        .contains(province),
                    "{near}"
                );
            }
            let detail = problem["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(" km"), "{detail}");
            assert!(lang == "en" || detail.contains(name), "{detail}");
            details.push(detail);
        }
        assert_ne!(details[0], details[1]);
    }
}

/// Browsers write every 404 into their console: a click beside the region is no mistake.
#[tokio::test]
async fn a_place_outside_can_be_asked_for_without_a_problem() {
    let outside = get("/api/reverse?lon=108.5&lat=20.0&outside=nearest").await;
    assert_eq!(outside.status, StatusCode::OK);
    let answer = outside.json();
    assert_eq!(answer["outside"], true);
    assert_eq!(
        (&answer["lon"], &answer["lat"]),
        (&108.5.into(), &20.0.into())
    );
    let told = get("/api/reverse?lon=108.5&lat=20.0").await.json();
    assert_eq!(answer["nearest"], told["nearest"]);
    assert!(answer["nearest"]["km"].as_f64().unwrap() > 1.0);
    let inside = get(&format!("/api/reverse?{LUC_NAM}&outside=nearest"))
        .await
        .json();
    assert_eq!(inside, get(&format!("/api/reverse?{LUC_NAM}")).await.json());
    let wrong = get("/api/reverse?lon=108.5&lat=20.0&outside=1").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again() {
    let target = format!("/api/reverse?{LUC_NAM}");
    let answer = get(&target).await;
    let tag = answer.header(header::ETAG).to_owned();
    let again = get_with(&target, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn places_that_are_none_are_problems_in_both_languages() {
    let cases = [
        ("", "lon"),
        ("lon=106.2", "lat"),
        ("lat=21.3", "lon"),
        ("lon=&lat=21.3", "lon"),
        ("lon=106.2,21.3&lat=21.3", "lon"),
        ("lon=106.2%2021.3&lat=21.3", "lon"),
        ("lon=106,2&lat=21,3", "lon"),
        ("lon=NaN&lat=21.3", "NaN"),
        ("lon=106.2&lat=inf", "inf"),
        ("lon=-inf&lat=21.3", "inf"),
        ("lon=1e2&lat=21.3", "1e2"),
        ("lon=0x6A&lat=21.3", "0x6A"),
        ("lon=106.2E&lat=21.3N", "106.2E"),
        ("lon=--106&lat=21.3", "lon"),
        ("lon=.&lat=21.3", "lon"),
        ("lon=180.01&lat=21.3", "180"),
        ("lon=106.2&lat=90.01", "90"),
        ("lon=99999999999999999999999999&lat=21.3", "180"),
        ("lon=106.2&lat=21.3&datetime=", "datetime"),
        ("lon=106.2&lat=21.3&datetime=2025", "datetime"),
        ("lon=106.2&lat=21.3&datetime=30/06/2025", "datetime"),
        ("lon=106.2&lat=21.3&datetime=2025-02-30", "datetime"),
        (
            "lon=106.2&lat=21.3&datetime=2025-06-30T12:00:00",
            "datetime",
        ),
        ("lon=106.2&lat=21.3&datetime=now", "datetime"),
        ("lon=106.2&lat=21.3&lon=106.3", "lon"),
        ("lon=106.2&lat=21.3&q=x", "q"),
        ("lon=%D9%A1%D9%A0%D9%A6&lat=21.3", "lon"),
    ];
    for (query, named) in cases {
        let target = format!("/api/reverse?{query}");
        let mut details = Vec::new();
        for lang in ["vi", "en"] {
            let answer = get_with(&target, &[("accept-language", lang)]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target}");
            assert_problem(&answer, &target);
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(named), "{target}: {detail}");
            details.push(detail);
        }
        assert_ne!(details[0], details[1], "{target}");
    }
}

#[tokio::test]
async fn swapped_numbers_are_guessed_at() {
    for (lang, words) in [("vi", "đổi chỗ"), ("en", "Did you swap them?")] {
        let answer = get(&format!("/api/reverse?lon=21.3&lat=106.2&lang={lang}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(
            detail.contains(words) && detail.contains("106.2"),
            "{detail}"
        );
    }
}
