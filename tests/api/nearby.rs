//! What lies around a place: the contract, and questions that nobody should ask.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{assert_problem, get, get_with};

async fn nearby(query: &str) -> Value {
    let target = format!("/api/nearby?{query}");
    let answer = get(&target).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{target}: {}",
        String::from_utf8_lossy(&answer.body)
    );
    answer.json()
}

fn items(answer: &Value) -> &Vec<Value> {
    answer["items"].as_array().unwrap()
}

/// Kilometres, layer and number: the order of the list.
fn order(item: &Value) -> (f64, String, u64) {
    (
        item["km"].as_f64().unwrap(),
        item["layer"].as_str().unwrap().to_owned(),
        item["id"].as_u64().unwrap(),
    )
}

#[tokio::test]
async fn clusters_within_30_km_of_huu_nghi() {
    let answer = nearby("from=gate:huu-nghi&kinds=cluster&km=30").await;
    assert_eq!(
        (
            &answer["from"]["code"],
            &answer["from"]["layer"],
            &answer["km"],
            &answer["kinds"]
        ),
        (
            &json!("huu-nghi"),
            &json!("border_gates"),
            &json!(30.0),
            &json!(["cluster"])
        )
    );
    assert!(!items(&answer).is_empty());
    for item in items(&answer) {
        assert_eq!(
            (&item["kind"], &item["facts"]["kind"]),
            (&json!("zone"), &json!("cluster"))
        );
        assert!(item["km"].as_f64().unwrap() <= 30.0);
        assert!(item["precision"].is_string() && item["facts"]["status"].is_string());
        assert!(
            item["facts"].get("area_ha").is_some() && item["facts"].get("occupancy_pct").is_some()
        );
        assert!(!item["source_ids"].as_array().unwrap().is_empty());
    }
    assert!(
        answer["withoutPlace"].as_u64().unwrap() > 0,
        "some clusters have no place"
    );
}

#[tokio::test]
async fn every_form_of_start_is_understood() {
    for (from, code) in [
        ("20", "20"),
        ("00004", "00004"),
        ("former:27", "27"),
        ("former:00004", "00004"),
        ("gate:huu-nghi", "huu-nghi"),
        ("huu-nghi", "huu-nghi"),
    ] {
        let answer = nearby(&format!("from={from}")).await;
        assert_eq!(answer["from"]["code"], code, "{from}");
        assert_eq!(
            answer["from"]["former"],
            json!(from.starts_with("former:")),
            "{from}"
        );
        assert!(answer["from"]["lon"].is_number());
    }
    let zone = nearby("from=105.9,21.2&kinds=zone&limit=1").await;
    let slug = zone["items"][0]["code"].as_str().unwrap();
    for from in [format!("zone:{slug}"), slug.to_owned()] {
        assert_eq!(
            nearby(&format!("from={from}")).await["from"]["layer"],
            "industrial_zones"
        );
    }
    // A code that only a former commune had.
    let gone = nearby("from=00001&km=5").await;
    assert_eq!(gone["from"]["layer"], "former_communes");

    let point = nearby("from=105.8342,21.0352").await;
    let from = &point["from"];
    assert_eq!(
        (&from["lon"], &from["lat"]),
        (&json!(105.8342), &json!(21.0352))
    );
    for nothing in [
        "layer",
        "id",
        "code",
        "kind",
        "kind_vi",
        "name_vi",
        "full_name_en",
    ] {
        assert_eq!(from.get(nothing), Some(&Value::Null), "{nothing}");
    }
    assert_eq!(from["where"]["commune"]["code"], "00004");
}

#[tokio::test]
async fn the_thing_itself_is_not_near_itself() {
    let there = nearby("from=106.06,21.17&kinds=zone&km=10").await;
    let first = &there["items"][0];
    let slug = first["code"].as_str().unwrap();
    let answer = nearby(&format!("from=zone:{slug}&kinds=zone&km=10&limit=200")).await;
    assert!(!items(&answer).is_empty());
    assert!(items(&answer).iter().all(|item| item["id"] != first["id"]));
    let [lon, lat] = ["lon", "lat"].map(|member| first[member].as_f64().unwrap());
    let from_its_place = nearby(&format!("from={lon},{lat}&kinds=zone&km=10&limit=200")).await;
    let counts = [&answer, &from_its_place].map(|answer| answer["numberMatched"].as_u64().unwrap());
    assert_eq!(counts[0] + 1, counts[1]);
}

#[tokio::test]
async fn pages_make_up_the_whole_list() {
    let query = "from=20&kinds=zone,gate,plant,port,airport,city,expressway,national_road,railway&km=60&lang=en";
    let whole = nearby(&format!("{query}&limit=200")).await;
    let matched = whole["numberMatched"].as_u64().unwrap() as usize;
    assert!(matched > 40 && matched <= 200, "{matched}");
    let mut found = Vec::new();
    let mut next = Some(format!("/api/nearby?{query}&limit=17"));
    while let Some(target) = next {
        assert!(
            target.contains("lang=en") && target.contains("km=60"),
            "{target}"
        );
        let answer = get(&target).await;
        let link = answer.header(header::LINK).to_owned();
        let page = answer.json();
        found.extend(items(&page).clone());
        next = page["next"].as_str().map(str::to_owned);
        match &next {
            Some(next) => assert_eq!(link, format!("<{next}>; rel=\"next\"")),
            None => assert_eq!(link, ""),
        }
    }
    assert_eq!(&found, items(&whole));
    assert_eq!(found.len(), matched);
    let places: Vec<_> = found.iter().map(order).collect();
    assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
    let beyond = nearby(&format!("{query}&offset=100000")).await;
    assert_eq!(
        (&beyond["items"], &beyond["next"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(beyond["numberMatched"], matched);
}

#[tokio::test]
async fn each_kind_has_its_facts() {
    let facts = [
        ("gate", &["class", "mode", "status", "neighbour"][..]),
        ("plant", &["fuel", "status", "capacity_mw"]),
        ("park", &["kind", "status", "area_ha", "occupancy_pct"]),
        ("expressway", &["ref", "status", "length_km"]),
        ("national_road", &["ref", "status", "length_km"]),
        ("railway", &["ref", "status", "length_km"]),
    ];
    for (kind, members) in facts {
        let answer = nearby(&format!("from=106.06,21.17&kinds={kind}&km=500&limit=1")).await;
        let item = &items(&answer)[0];
        let own: Vec<&String> = item["facts"].as_object().unwrap().keys().collect();
        assert_eq!(own, members, "{kind}");
    }
    for kind in ["port", "airport", "city"] {
        let answer = nearby(&format!("from=106.06,21.17&kinds={kind}&km=500&limit=1")).await;
        let item = &items(&answer)[0];
        assert_eq!(
            (&item["layer"], &item["facts"]),
            (&json!("places"), &Value::Null),
            "{kind}"
        );
        assert_eq!(answer["withoutPlace"], 0);
    }
    let line = nearby("from=106.06,21.17&kinds=expressway&limit=1").await;
    let line = &items(&line)[0];
    assert_eq!(
        (
            &line["layer"],
            &line["kind"],
            &line["code"],
            &line["precision"]
        ),
        (
            &json!("transport"),
            &json!("expressway"),
            &Value::Null,
            &Value::Null
        )
    );
    assert!(line["name_vi"].as_str().unwrap().len() > 1);
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again() {
    let answer = get("/api/nearby?from=20").await;
    let tag = answer.header(header::ETAG).to_owned();
    let again = get_with("/api/nearby?from=20", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_thing_without_a_place_says_so() {
    let plant = get("/api/search?q=nh%C3%A0%20m%C3%A1y&kinds=plant&limit=50")
        .await
        .json();
    let nowhere = items(&plant)
        .iter()
        .find(|hit| hit["lon"].is_null())
        .cloned()
        .unwrap();
    let slug = nowhere["code"].as_str().unwrap();
    for lang in ["vi", "en"] {
        let answer = get(&format!("/api/nearby?from=plant:{slug}&lang={lang}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_problem(&answer, slug);
        assert_eq!(answer.json()["type"], "/problems/place-not-known");
    }
}

#[tokio::test]
async fn questions_without_sense_are_problems_in_both_languages() {
    let cases = [
        ("", 400, "from"),
        ("from=", 400, "from"),
        ("from=,", 400, "from"),
        ("from=106.2", 404, "106.2"),
        ("from=106.2,21.3,5", 400, "from"),
        ("from=NaN,21.3", 400, "from"),
        ("from=inf,inf", 400, "from"),
        ("from=106.2;21.3", 404, "106.2;21.3"),
        ("from=21.3,106.2", 400, "106.2"),
        ("from=181,0", 400, "180"),
        ("from=99", 404, "99"),
        ("from=00", 404, "00"),
        ("from=99999", 404, "99999"),
        ("from=former:99", 404, "99"),
        ("from=former:", 400, "former:27"),
        ("from=former:huu-nghi", 400, "former:27"),
        ("from=gate:", 404, "gate:"),
        ("from=gate:nowhere", 404, "nowhere"),
        ("from=zone:huu-nghi", 404, "huu-nghi"),
        ("from=plant:huu-nghi", 404, "huu-nghi"),
        ("from=unit:20", 400, "from"),
        ("from=H%E1%BB%AFu%20Ngh%E1%BB%8B", 404, "Hữu Nghị"),
        ("from=20&kinds=", 400, "kinds"),
        ("from=20&kinds=zone,", 400, "kinds"),
        ("from=20&kinds=zones", 400, "zones"),
        ("from=20&kinds=province", 400, "province"),
        ("from=20&kinds=%3Cscript%3E", 400, "kinds"),
        ("from=20&km=0", 400, "500"),
        ("from=20&km=-5", 400, "km"),
        ("from=20&km=500.1", 400, "500"),
        ("from=20&km=NaN", 400, "km"),
        ("from=20&km=inf", 400, "km"),
        ("from=20&km=30km", 400, "km"),
        ("from=20&km=", 400, "km"),
        ("from=20&limit=0", 400, "limit"),
        ("from=20&limit=201", 400, "200"),
        ("from=20&limit=x", 400, "limit"),
        ("from=20&offset=-1", 400, "offset"),
        ("from=20&lon=106", 400, "lon"),
        ("from=20&from=22", 400, "from"),
    ];
    for (query, status, named) in cases {
        let target = format!("/api/nearby?{query}");
        let mut details = Vec::new();
        for lang in ["vi", "en"] {
            let answer = get_with(&target, &[("accept-language", lang)]).await;
            assert_eq!(answer.status.as_u16(), status, "{target}");
            assert_problem(&answer, &target);
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(named), "{target}: {detail}");
            details.push(detail);
        }
        assert_ne!(details[0], details[1], "{target}");
    }
}
