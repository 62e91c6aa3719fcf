//! `GET /ogc/collections/{layer}/queryables`: what filters may name, as a JSON Schema.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use serde_json::{Map, Value, json};

use super::collection::{address, collections_step};
use super::form::Asked;
use super::html::{Page, scrolled};
use super::links::SCHEMA;
use crate::atlas::{Atlas, FieldDocument};
use crate::domain::{Geometry, LayerId};
use crate::http::layer_list::layer;
use crate::http::parameters::percent_encoded;
use crate::http::problem::Problem;
use crate::http::service::Service;
use crate::http::snapshot::Snapshot;

pub(in crate::http) async fn queryables(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let id = layer(&name)?;
    let layer = atlas.layer(id);
    let base = service.settings.base_url(&asked.headers);
    let title = asked.say(&layer.title_vi, &layer.title_en).to_owned();
    let properties = properties(&atlas, id, &asked, &layer.fields);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}/queryables", address(&base, id)),
        "type": "object",
        "title": title,
        "properties": properties,
        "additionalProperties": false,
    });
    asked
        .send(&service, SCHEMA, &schema, |_| Page {
            title: format!("{title}: {}", asked.say("các trường để lọc", "queryables")),
            steps: vec![collections_step(&asked), (title.clone(), format!("/collections/{id}"))],
            path: format!("/ogc/collections/{id}/queryables"),
            body: html! {
                p { (asked.say("Những tên này dùng được trong tham số filter (CQL2).", "These names can be used in the parameter filter (CQL2).")) }
                (scrolled(asked.say("Các trường để lọc", "Queryables"), &html! { table {
                    thead { tr { th { (asked.say("Trường", "Field")) } th { (asked.say("Tên", "Title")) } th { (asked.say("Kiểu", "Type")) } th { (asked.say("Giá trị", "Values")) } } }
                    tbody { @for (name, about) in &properties { tr {
                        th scope="row" { code { (name) } }
                        td { (about["title"].as_str().unwrap_or_default()) }
                        td { (asked.kind(kind_of(about))) }
                        td { (values_of(about)) }
                    } } }
                } }))
                h2 { (asked.say("Ví dụ", "Example")) }
                code.command { (address(&base, id)) "/items?filter=" (example(&properties)) }
            },
        })
        .await
}

/// What a property holds, in a word of schemas.
fn kind_of(about: &Value) -> &str {
    let of_schema = about["type"].as_str().unwrap_or("geometry");
    about["format"]
        .as_str()
        .filter(|format| !format.starts_with("geometry"))
        .unwrap_or(of_schema)
}

/// The values of a closed list, as filters name them.
fn values_of(about: &Value) -> String {
    let values = about["examples"].as_array().into_iter().flatten();
    let values: Vec<&str> = values.filter_map(Value::as_str).collect();
    values.join(", ")
}

/// A filter that some items of the layer may well fulfil, encoded for an address.
fn example(properties: &Map<String, Value>) -> String {
    let listed = properties.iter().find_map(|(name, about)| {
        let first = about["examples"][0].as_str()?;
        Some(format!("{name}='{first}'"))
    });
    percent_encoded(&listed.unwrap_or_else(|| "name_vi LIKE 'A%'".to_owned()))
}

fn properties(
    atlas: &Atlas,
    layer: LayerId,
    asked: &Asked,
    fields: &[FieldDocument],
) -> Map<String, Value> {
    let shape = match layer.geometry() {
        Geometry::Point => "geometry-point",
        Geometry::Line => "geometry-multilinestring",
        Geometry::Polygon => "geometry-multipolygon",
        Geometry::Mixed => "geometry-any",
    };
    let shape = json!({
        "title": asked.say("Hình", "Geometry"),
        "x-ogc-role": "primary-geometry",
        "format": shape,
    });
    let mut properties = Map::new();
    properties.insert("geometry".into(), shape);
    for name in atlas.field_names(layer) {
        let field = fields.iter().find(|field| field.id == name);
        let about = field.map_or_else(
            || beside_the_catalogue(name, asked),
            |field| about(field, asked),
        );
        properties.insert(name.to_owned(), about);
    }
    properties
}

/// The number of a record, and the names of the units it lies in.
fn beside_the_catalogue(name: &str, asked: &Asked) -> Value {
    match name {
        "id" => json!({
            "title": asked.say("Mã số", "Number"),
            "type": "integer",
            "minimum": 0,
            "x-ogc-role": "id",
        }),
        "province_name" => {
            json!({ "title": asked.say("Tên tỉnh", "Name of the province"), "type": "string" })
        }
        _ => json!({ "title": asked.say("Tên xã", "Name of the commune"), "type": "string" }),
    }
}

fn about(field: &FieldDocument, asked: &Asked) -> Value {
    let mut about = json!({ "title": asked.say(&field.title_vi, &field.title_en) });
    let kind = match field.kind {
        "text" | "date" => "string",
        other => other,
    };
    about["type"] = kind.into();
    if field.kind == "date" {
        about["format"] = "date".into();
    }
    if let Some(unit) = &field.unit {
        about["x-ogc-unit"] = unit.as_str().into();
    }
    if !field.values.is_empty() {
        // A text may hold several of them: they are examples, not all that can stand there.
        let values = field.values.iter().map(|value| value.value.as_str());
        about["examples"] = values.collect();
    }
    about
}
