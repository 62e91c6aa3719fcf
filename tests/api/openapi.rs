//! The description of the API is held to what the service does.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::admin::Office;
use crate::support::{Answer, assert_problem, collect_references, get, post};

async fn description() -> Value {
    get("/api/openapi.json").await.json()
}

/// The description with the parameters that it refers to written out where they are used.
async fn spelled_out() -> Value {
    let mut description = description().await;
    let shared = description["components"]["parameters"].clone();
    let paths = description["paths"].as_object_mut().unwrap().values_mut();
    let operations = paths.flat_map(|item| item.as_object_mut().unwrap().values_mut());
    for operation in operations {
        for parameter in operation["parameters"].as_array_mut().unwrap() {
            let reference = parameter["$ref"].as_str().unwrap_or_default();
            if let Some(name) = reference.strip_prefix("#/components/parameters/") {
                *parameter = shared[name].clone();
            }
        }
    }
    description
}

/// Suffixes belong to the last part of a pattern; the router does not see them.
fn pattern(path: &str) -> String {
    path.trim_end_matches(".json")
        .trim_end_matches(".html")
        .trim_end_matches(".pbf")
        .replace("{*path}", "{path}")
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let described: BTreeSet<_> = description().await["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(|path| pattern(path))
        .collect();
    let admin = phiabac::http::admin_patterns();
    let served: BTreeSet<_> = phiabac::http::route_patterns()
        .into_iter()
        .chain(admin)
        .map(pattern)
        .collect();
    assert_eq!(described, served);
}

#[tokio::test]
async fn it_refers_only_to_itself() {
    let description = description().await;
    let mut references = Vec::new();
    collect_references(&description, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let pointer = reference
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{reference} leads elsewhere"));
        assert!(
            description.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
}

/// The address of an operation with the examples of the parameters that it needs filled in.
fn example_of(path: &str, operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().unwrap();
    // Where one of several parameters is needed, the example says which.
    let chosen = operation["x-example-parameters"].as_array();
    let is_one_of_several =
        |parameter: &Value| chosen.is_some_and(|names| names.contains(&parameter["name"]));
    let needed = parameters
        .iter()
        .filter(|parameter| parameter["in"] == "query")
        .filter(|parameter| parameter["required"] == true || is_one_of_several(parameter))
        .map(|parameter| {
            let example = parameter["example"].as_str().unwrap().replace(' ', "%20");
            format!("{}={example}", parameter["name"].as_str().unwrap())
        });
    let query: Vec<String> = needed.collect();
    let path = path_example(path, parameters);
    if query.is_empty() {
        path
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

fn path_example(path: &str, parameters: &[Value]) -> String {
    parameters
        .iter()
        .filter(|parameter| parameter["in"] == "path")
        .fold(path.to_owned(), |path, parameter| {
            let name = parameter["name"].as_str().unwrap();
            let example = match &parameter["example"] {
                Value::String(text) => text.replace(' ', "%20"),
                other => other.to_string(),
            };
            path.replace(&format!("{{{name}}}"), &example)
        })
}

#[tokio::test]
async fn every_example_answers_as_declared() {
    let description = spelled_out().await;
    let office = Office::with_a_release_before().await;
    for (path, item) in description["paths"].as_object().unwrap() {
        // The name of an asset carries a hash; `page` asks for those that the page names.
        if path == "/assets/{path}" {
            continue;
        }
        for (method, operation) in operations(item) {
            let target = example_of(path, operation);
            let answer = ask(&office, &target, method, operation).await;
            assert_eq!(
                answer.status,
                StatusCode::OK,
                "{target}: {:?}",
                String::from_utf8_lossy(&answer.body)
            );
            let declared = &operation["responses"]["200"]["content"];
            assert_as_declared(&target, &answer, declared, &description["components"]);
        }
    }
}

/// What can be done at an address, by method.
fn operations(item: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = item.as_object().unwrap().iter();
    members.map(|(method, operation)| (method.as_str(), operation))
}

/// Asks with the example of the body, where one is wanted, and with the token where it is needed.
async fn ask(office: &Office, target: &str, method: &str, operation: &Value) -> Answer {
    let needs_token = operation["security"].is_array();
    if method == "get" && !needs_token {
        return get(target).await;
    }
    let (media, body) = example_body(operation);
    match (method, needs_token) {
        ("get", _) => office.ask(Method::GET, target, "").await,
        ("post", true) => office.post(target, body).await,
        ("post", false) => post(target, &media, body).await,
        _ => panic!("{method} {target}"),
    }
}

/// The media type of the body that an operation wants, and its example; nothing where none is.
fn example_body(operation: &Value) -> (String, String) {
    let content = operation["requestBody"]["content"].as_object();
    let Some((media, declared)) = content.and_then(|content| content.iter().next()) else {
        return Default::default();
    };
    let body = match &declared["example"] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (media.clone(), body)
}

/// Fails unless the answer has the first media type that is declared, and follows its schema.
fn assert_as_declared(target: &str, answer: &Answer, declared: &Value, components: &Value) {
    let (media, declared) = declared.as_object().unwrap().iter().next().unwrap();
    let sent = answer.header(header::CONTENT_TYPE);
    assert!(
        sent.starts_with(media.as_str()),
        "{target}: {sent} is not {media}"
    );
    if !sent.contains("json") {
        return;
    }
    let mut schema = declared["schema"].clone();
    schema["components"] = components.clone();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let document = answer.json();
    let errors: Vec<_> = schema
        .iter_errors(&document)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{target}: {errors:?}");
}

#[tokio::test]
async fn every_route_refuses_parameters_it_does_not_know() {
    let description = spelled_out().await;
    let office = Office::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations(item) {
            let example = example_of(path, operation);
            let join = if example.contains('?') { '&' } else { '?' };
            let target = format!("{example}{join}nowhere=1");
            let answer = ask(&office, &target, method, operation).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target}");
            // What stands in a frame is told to people.
            if operation["responses"]["400"]["content"]["text/html"].is_object() {
                assert!(answer.text().contains("nowhere"), "{}", answer.text());
                continue;
            }
            assert_problem(&answer, &target);
            assert_eq!(answer.json()["type"], json!("/problems/unknown-parameter"));
        }
    }
}

#[tokio::test]
async fn problems_follow_their_schema() {
    let description = description().await;
    let schema =
        jsonschema::validator_for(&description["components"]["schemas"]["Problem"]).unwrap();
    assert!(schema.is_valid(&get("/nowhere").await.json()));
    assert!(!schema.is_valid(&json!({ "title": "?" })));
}
