//! `GET /ogc/api`: the description of everything below `/ogc`, as `OpenAPI` 3.0 that refers to
//! nothing outside itself, and the same as a guide for people.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::html;
use serde_json::{Value, json};

use super::GEOJSON;
use super::form::Asked;
use super::html::{Page, breakable, scrolled};
use super::items_query::{MOST_ITEMS, USUAL_ITEMS};
use super::links::{SCHEMA, TILE};
use crate::domain::LayerId;
use crate::geometry::{Crs, MAX_ZOOM};
use crate::http::problem::Problem;
use crate::http::service::Service;

/// Media type of the description.
const MEDIA: &str = "application/vnd.oai.openapi+json;version=3.0";

/// `GET /ogc/api`
pub(in crate::http) async fn api(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let document = description(&format!("{base}/ogc"));
    asked
        .send(&service, MEDIA, &document, |_| guide(&asked, &document))
        .await
}

fn guide(asked: &Asked, document: &Value) -> Page {
    let paths = document["paths"].as_object();
    let parameters = &document["components"]["parameters"];
    let names = |operation: &Value| {
        let each = operation["parameters"].as_array().into_iter().flatten();
        let names = each.filter_map(|parameter| {
            let name = parameter["$ref"].as_str()?.rsplit('/').next()?;
            let about = &parameters[name];
            let is_common = ["f", "lang"].contains(&name);
            (about["in"] == "query" && !is_common).then(|| about["name"].as_str())?
        });
        names.map(str::to_owned).collect::<Vec<String>>().join(", ")
    };
    Page {
        title: asked
            .say("Hướng dẫn các địa chỉ", "Guide to the addresses")
            .to_owned(),
        steps: Vec::new(),
        path: "/ogc/api".into(),
        body: html! {
            p.lead { (asked.say("Các tham số f và lang dùng được ở mọi địa chỉ. Mô tả đầy đủ cho phần mềm ở dạng OpenAPI 3.0: chọn JSON ở đầu trang.", "The parameters f and lang go with every address. The whole description for programs is OpenAPI 3.0: choose JSON above.")) }
            @for tag in TAGS {
                h2 { (asked.say(tag.1, tag.2)) }
                (scrolled(asked.say(tag.1, tag.2), &html! { table {
                    thead { tr { th { (asked.say("Địa chỉ", "Address")) } th { (asked.say("Nội dung", "What it gives")) } th { (asked.say("Tham số", "Parameters")) } } }
                    tbody { @for (path, item) in paths.into_iter().flatten().filter(|(_, item)| item["get"]["tags"][0] == tag.0) { tr {
                        th scope="row" { (breakable(&format!("/ogc{}", path.trim_end_matches('/')))) }
                        td { (summary(asked, &item["get"])) }
                        td { small { (names(&item["get"])) } }
                    } } }
                } }))
            }
        },
    }
}

/// The parts of the description, with their titles.
const TAGS: [(&str, &str, &str); 3] = [
    ("Capabilities", "Dịch vụ", "Service"),
    ("Data", "Dữ liệu", "Data"),
    ("Tiles", "Ô véc-tơ", "Vector tiles"),
];

/// What addresses give, in Vietnamese, by their operations.
const SUMMARIES: [(&str, &str); 16] = [
    ("landing", "Trang đầu"),
    ("api", "Mô tả này"),
    ("conformance", "Các lớp yêu cầu được đáp ứng"),
    ("collections", "Các lớp dữ liệu"),
    ("collection", "Một lớp"),
    ("queryables", "Các tên dùng được trong bộ lọc"),
    ("items", "Các đối tượng của một lớp"),
    ("item", "Một đối tượng"),
    ("layerTilesets", "Các bộ ô của một lớp"),
    ("layerTileset", "Một bộ ô của một lớp"),
    ("layerTile", "Một ô véc-tơ của một lớp"),
    ("tilesets", "Các bộ ô của mọi lớp"),
    ("tileset", "Một bộ ô của mọi lớp"),
    ("tile", "Một ô véc-tơ của mọi lớp"),
    ("tileMatrixSets", "Các hệ ô bản đồ"),
    ("tileMatrixSet", "Một hệ ô bản đồ"),
];

fn summary<'a>(asked: &Asked, operation: &'a Value) -> &'a str {
    let en = operation["summary"].as_str().unwrap_or_default();
    let id = operation["operationId"].as_str().unwrap_or_default();
    let vi = SUMMARIES.iter().find(|(own, _)| *own == id);
    asked.say(vi.map_or(en, |(_, vi)| vi), en)
}

/// The description for a server at that address.
fn description(server: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Phía Bắc Atlas: OGC API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Features, reference systems, filters and vector tiles of the atlas of industry and trade of northern Viet Nam.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": server }],
        "tags": [
            { "name": "Capabilities" }, { "name": "Data" }, { "name": "Tiles" },
        ],
        "paths": paths(),
        "components": {
            "parameters": parameters(),
            "schemas": schemas(),
            "responses": { "Problem": {
                "description": "What went wrong, and what to change",
                "content": { "application/problem+json": { "schema": reference("schemas/Problem") } },
            } },
        },
    })
}

fn reference(to: &str) -> Value {
    json!({ "$ref": format!("#/components/{to}") })
}

/// An address that answers a document of that media type and schema, or its page.
fn document(
    tag: &str,
    id: &str,
    summary: &str,
    asked: &[&str],
    media: &str,
    schema: &str,
) -> Value {
    let mut content = json!({ media: { "schema": reference(&format!("schemas/{schema}")) } });
    if media != TILE {
        content["text/html"] = json!({ "schema": { "type": "string" } });
    }
    let problem = reference("responses/Problem");
    let names = asked
        .iter()
        .map(|name| reference(&format!("parameters/{name}")));
    let mut responses = json!({
        "200": { "description": summary, "content": content },
        "400": problem,
        "404": problem,
        "default": problem,
    });
    if media == TILE {
        responses["204"] = json!({ "description": "Nothing lies in the tile" });
    }
    json!({ "get": {
        "tags": [tag],
        "operationId": id,
        "summary": summary,
        "parameters": names.collect::<Vec<Value>>(),
        "responses": responses,
    } })
}

fn paths() -> Value {
    let json = "application/json";
    let form = ["f", "lang"];
    let of_layer = ["collectionId", "f", "lang"];
    let of_set = ["tileMatrixSetId", "f", "lang"];
    let items = [
        "collectionId",
        "limit",
        "offset",
        "bbox",
        "bbox-crs",
        "crs",
        "datetime",
        "filter",
        "filter-lang",
        "filter-crs",
        "sortby",
        "properties",
        "skipGeometry",
        "f",
        "lang",
    ];
    let of_all = ["collections", "f", "lang"];
    let of_set_of_all = ["tileMatrixSetId", "collections", "f", "lang"];
    let tile = [
        "tileMatrix",
        "tileRow",
        "tileCol",
        "datetime",
        "filter",
        "filter-lang",
        "filter-crs",
        "properties",
        "lang",
    ];
    let layer_tile = [&["collectionId"], &tile[..]].concat();
    let dataset_tile = [&["collections"], &tile[..]].concat();
    json!({
        "/": document("Capabilities", "landing", "Landing page", &form, json, "LandingPage"),
        "/api": document("Capabilities", "api", "This description", &form, MEDIA, "Anything"),
        "/conformance": document("Capabilities", "conformance", "Conformance classes", &form, json, "Conformance"),
        "/collections": document("Data", "collections", "The layers", &form, json, "Collections"),
        "/collections/{collectionId}": document("Data", "collection", "A layer", &of_layer, json, "Collection"),
        "/collections/{collectionId}/queryables": document("Data", "queryables", "What filters may name", &of_layer, SCHEMA, "Anything"),
        "/collections/{collectionId}/items": document("Data", "items", "The items of a layer", &items, GEOJSON, "FeatureCollection"),
        "/collections/{collectionId}/items/{featureId}": document("Data", "item", "One item", &["collectionId", "featureId", "crs", "skipGeometry", "f", "lang"], GEOJSON, "Feature"),
        "/collections/{collectionId}/tiles": document("Tiles", "layerTilesets", "Tilesets of a layer", &of_layer, json, "TileSets"),
        "/collections/{collectionId}/tiles/{tileMatrixSetId}": document("Tiles", "layerTileset", "A tileset of a layer", &["collectionId", "tileMatrixSetId", "f", "lang"], json, "TileSet"),
        "/collections/{collectionId}/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}": document("Tiles", "layerTile", "A vector tile of a layer", &layer_tile, TILE, "Tile"),
        "/tiles": document("Tiles", "tilesets", "Tilesets of all layers", &of_all, json, "TileSets"),
        "/tiles/{tileMatrixSetId}": document("Tiles", "tileset", "A tileset of all layers", &of_set_of_all, json, "TileSet"),
        "/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}": document("Tiles", "tile", "A vector tile of all layers", &dataset_tile, TILE, "Tile"),
        "/tileMatrixSets": document("Tiles", "tileMatrixSets", "Tile matrix sets", &form, json, "TileMatrixSets"),
        "/tileMatrixSets/{tileMatrixSetId}": document("Tiles", "tileMatrixSet", "A tile matrix set", &of_set, json, "TileMatrixSet"),
    })
}

/// A parameter of the query.
fn query(name: &str, about: &str, schema: &Value) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "description": about,
        "style": "form", "explode": false, "schema": schema,
    })
}

/// A part of the path.
fn part(name: &str, about: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema })
}

fn parameters() -> Value {
    let layers: Vec<&str> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
    let systems: Vec<String> = Crs::ALL.iter().map(|crs| crs.uri()).collect();
    let system =
        json!({ "type": "string", "format": "uri", "enum": systems, "default": Crs::CRS84.uri() });
    let text = json!({ "type": "string" });
    let row = json!({ "type": "integer", "minimum": 0, "maximum": (1_u32 << MAX_ZOOM) - 1 });
    json!({
        "f": query("f", "The form of the answer; without it the header Accept decides", &json!({ "type": "string", "enum": ["json", "html"] })),
        "lang": query("lang", "The language of titles and problems", &json!({ "type": "string", "enum": ["vi", "en"], "default": "vi" })),
        "limit": query("limit", "The most items of a page", &json!({ "type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": USUAL_ITEMS })),
        "offset": query("offset", "How many items come before the page", &json!({ "type": "integer", "minimum": 0, "default": 0 })),
        "bbox": query("bbox", "Only items whose shape reaches into this box: lower corner, upper corner", &json!({
            "type": "array",
            "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }],
            "items": { "type": "number" },
        })),
        "bbox-crs": query("bbox-crs", "The reference system of bbox", &system),
        "crs": query("crs", "The reference system of the answer", &system),
        "filter-crs": query("filter-crs", "The reference system of shapes in the filter", &system),
        "datetime": query("datetime", "A date, an instant or an interval: units as they were valid then", &text),
        "filter": query("filter", "Only items that this CQL2 expression accepts", &text),
        "filter-lang": query("filter-lang", "How the filter is written", &json!({ "type": "string", "enum": ["cql2-text", "cql2-json"], "default": "cql2-text" })),
        "sortby": query("sortby", "Fields to order by, with - before one for the greatest first", &json!({ "type": "array", "minItems": 1, "maxItems": 8, "items": text })),
        "properties": query("properties", "Only these properties", &json!({ "type": "array", "minItems": 1, "items": text })),
        "skipGeometry": query("skipGeometry", "Whether shapes are left out", &json!({ "type": "boolean", "default": false })),
        "collections": query("collections", "Only these layers", &json!({ "type": "array", "minItems": 1, "maxItems": 16, "uniqueItems": true, "items": { "type": "string", "enum": layers } })),
        "collectionId": part("collectionId", "The name of a layer", &json!({ "type": "string", "enum": layers })),
        "featureId": part("featureId", "The number of an item", &json!({ "type": "integer", "minimum": 0 })),
        "tileMatrixSetId": part("tileMatrixSetId", "The name of a tile matrix set", &json!({ "type": "string", "enum": [super::tile_matrix_set::NAME] })),
        "tileMatrix": part("tileMatrix", "The zoom", &json!({ "type": "integer", "minimum": 0, "maximum": MAX_ZOOM })),
        "tileRow": part("tileRow", "The row, from the north", &row),
        "tileCol": part("tileCol", "The column, from the west", &row),
    })
}

/// An object with these members at least.
fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn list_of(schema: &str) -> Value {
    json!({ "type": "array", "items": reference(&format!("schemas/{schema}")) })
}

fn schemas() -> Value {
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let links = list_of("Link");
    let texts = json!({ "type": "array", "items": text });
    json!({
        "Anything": { "type": "object" },
        "Tile": { "type": "string", "format": "binary" },
        "Link": object(&["href", "rel"], &json!({ "href": text, "rel": text, "type": text, "title": text, "templated": { "type": "boolean" } })),
        "LandingPage": object(&["title", "description", "links"], &json!({ "title": text, "description": text, "links": links })),
        "Conformance": object(&["conformsTo"], &json!({ "conformsTo": texts, "links": links })),
        "Collections": object(&["links", "collections"], &json!({ "links": links, "crs": texts, "collections": list_of("Collection") })),
        "Collection": object(&["id", "links"], &json!({
            "id": text, "title": text, "description": text, "links": links, "itemType": { "type": "string", "enum": ["feature"] },
            "crs": texts, "storageCrs": text, "extent": { "type": "object" },
        })),
        "Geometry": {
            "nullable": true, "type": "object", "required": ["type"],
            "properties": { "type": { "type": "string" }, "coordinates": { "type": "array", "items": {} } },
        },
        "Feature": object(&["type", "id", "geometry", "properties"], &json!({
            "type": { "type": "string", "enum": ["Feature"] }, "id": count,
            "geometry": reference("schemas/Geometry"), "properties": { "type": "object" }, "links": links,
        })),
        "FeatureCollection": object(&["type", "features", "links", "numberMatched", "numberReturned", "timeStamp"], &json!({
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": list_of("Feature"), "links": links,
            "numberMatched": count, "numberReturned": count, "timeStamp": { "type": "string", "format": "date-time" },
        })),
        "TileSets": object(&["tilesets"], &json!({ "links": links, "tilesets": list_of("TileSet") })),
        "TileSet": object(&["dataType", "crs", "links"], &json!({ "title": text, "dataType": { "type": "string", "enum": ["vector"] }, "crs": text, "tileMatrixSetURI": text, "links": links })),
        "TileMatrixSets": object(&["tileMatrixSets"], &json!({ "tileMatrixSets": { "type": "array", "items": { "type": "object", "required": ["id", "links"] } } })),
        "TileMatrixSet": object(&["id", "crs", "tileMatrices"], &json!({ "id": text, "title": text, "uri": text, "crs": text, "tileMatrices": { "type": "array", "items": { "type": "object" } } })),
        "Problem": object(&["type", "title", "status", "detail"], &json!({ "type": text, "title": text, "status": { "type": "integer" }, "detail": text })),
    })
}
