//! `GET /ogc/collections` and `GET /ogc/collections/{layer}`: the layers.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::GEOJSON;
use super::form::Asked;
use super::html::{Door, Page, doors, facts, scrolled};
use super::links::{SCHEMA, link, own_links};
use crate::atlas::{Atlas, LayerDocument};
use crate::domain::LayerId;
use crate::geometry::Crs;
use crate::http::layer_list::layer;
use crate::http::problem::Problem;
use crate::http::service::Service;
use crate::http::settings::BaseUrl;
use crate::http::snapshot::Snapshot;

/// The relation of schemas of what filters may name.
pub(super) const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// The relation of lists of vector tilesets.
pub(super) const TILESETS: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";

/// `GET /ogc/collections`
pub(in crate::http) async fn all(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let layers: Vec<LayerDocument> = LayerId::ALL.iter().map(|&id| atlas.layer(id)).collect();
    let each = LayerId::ALL.iter().zip(&layers);
    let each = each.map(|(&id, layer)| document(&atlas, &base, &asked, id, layer));
    let each: Vec<Value> = each.collect();
    let document = json!({
        "links": own_links(&asked, &format!("{base}/ogc/collections"), "application/json"),
        "crs": systems(),
        "collections": each,
    });
    asked
        .send(&service, "application/json", &document, |base| Page {
            title: asked.say("Các lớp dữ liệu", "Collections").to_owned(),
            steps: Vec::new(),
            path: "/ogc/collections".into(),
            body: table(&asked, base, &layers),
        })
        .await
}

/// `GET /ogc/collections/{layer}`
pub(in crate::http) async fn one(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let id = layer(&name)?;
    let base = service.settings.base_url(&asked.headers);
    let layer = atlas.layer(id);
    let mut document = document(&atlas, &base, &asked, id, &layer);
    if let Some(all) = document["links"].as_array_mut() {
        all.splice(
            0..0,
            own_links(&asked, &address(&base, id), "application/json"),
        );
    }
    asked
        .send(&service, "application/json", &document, |base| Page {
            title: asked.say(&layer.title_vi, &layer.title_en).to_owned(),
            steps: vec![collections_step(&asked)],
            path: format!("/ogc/collections/{id}"),
            body: about(&asked, base, id, &layer),
        })
        .await
}

/// The address of a collection.
pub(super) fn address(base: &BaseUrl, layer: LayerId) -> String {
    format!("{base}/ogc/collections/{layer}")
}

/// The step to the list of collections.
pub(super) fn collections_step(asked: &Asked) -> (String, String) {
    let name = asked.say("Các lớp dữ liệu", "Collections");
    (name.to_owned(), "/collections".to_owned())
}

/// All systems that items may be asked for in.
fn systems() -> Vec<String> {
    Crs::ALL.iter().map(|crs| crs.uri()).collect()
}

fn document(
    atlas: &Atlas,
    base: &BaseUrl,
    asked: &Asked,
    id: LayerId,
    layer: &LayerDocument,
) -> Value {
    let own = address(base, id);
    let mut document = json!({
        "id": layer.id,
        "title": asked.say(&layer.title_vi, &layer.title_en),
        "links": [
            link("items", format!("{own}/items?f=json"), GEOJSON, asked.say("Các đối tượng (GeoJSON)", "Items (GeoJSON)")),
            link("items", format!("{own}/items?f=html"), "text/html", asked.say("Các đối tượng (trang web)", "Items (page)")),
            link(QUERYABLES, format!("{own}/queryables?f=json"), SCHEMA, asked.say("Các trường để lọc", "Queryables")),
            link(TILESETS, format!("{own}/tiles?f=json"), "application/json", asked.say("Ô véc-tơ", "Vector tiles")),
        ],
        "itemType": "feature",
        "crs": systems(),
        "storageCrs": Crs::CRS84.uri(),
    });
    if let Some(note) = layer.note_vi.as_deref().zip(layer.note_en.as_deref()) {
        document["description"] = asked.say(note.0, note.1).into();
    }
    let mut extent = json!({});
    if let Some(bounds) = layer.bounds {
        extent["spatial"] = json!({ "bbox": [bounds], "crs": Crs::CRS84.uri() });
    }
    if let Some([from, to]) = atlas.validity(id) {
        // Days are days in Vietnam.
        let from = from.map(|day| format!("{day}T00:00:00+07:00"));
        let to = to.map(|day| format!("{day}T23:59:59+07:00"));
        extent["temporal"] = json!({
            "interval": [[from, to]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        });
    }
    document["extent"] = extent;
    document
}

fn table(asked: &Asked, base: &BaseUrl, layers: &[LayerDocument]) -> Markup {
    let lang = asked.language.code();
    let table = html! {
        table {
            thead { tr {
                th { (asked.say("Lớp", "Layer")) } th { (asked.say("Tên trong địa chỉ", "Name in addresses")) }
                th.n { (asked.say("Số đối tượng", "Items")) }
            } }
            tbody { @for layer in layers {
                tr {
                    th scope="row" { a href=(format!("{base}/ogc/collections/{}?f=html&lang={lang}", layer.id)) { (asked.say(&layer.title_vi, &layer.title_en)) } }
                    td { code { (layer.id) } }
                    td.n { (asked.count(layer.count)) }
                }
            } }
        }
    };
    scrolled(asked.say("Các lớp dữ liệu", "Collections"), &table)
}

fn about(asked: &Asked, base: &BaseUrl, id: LayerId, layer: &LayerDocument) -> Markup {
    let lang = asked.language.code();
    let own = address(base, id);
    let door = |name: &str, about: &str, path: &str| Door {
        name: name.to_owned(),
        about: about.to_owned(),
        href: format!("{own}{path}?f=html&lang={lang}"),
    };
    let mut known = vec![
        (
            asked.say("Tên lớp", "Name of the layer").to_owned(),
            html! { code { (layer.id) } },
        ),
        (
            asked.say("Số đối tượng", "Items").to_owned(),
            html! { (asked.count(layer.count)) },
        ),
    ];
    if let Some([west, south, east, north]) = layer.bounds {
        let extent = format!("{west}, {south}, {east}, {north}");
        known.push((
            asked.say("Phạm vi (độ)", "Extent (degrees)").to_owned(),
            html! { (extent) },
        ));
    }
    let systems: Vec<String> = Crs::ALL.iter().map(ToString::to_string).collect();
    known.push((
        asked.say("Hệ toạ độ", "Reference systems").to_owned(),
        html! { (systems.join(", ")) },
    ));
    let fields = html! { table {
        thead { tr { th { (asked.say("Trường", "Field")) } th { (asked.say("Tên", "Title")) } th { (asked.say("Kiểu", "Type")) } th { (asked.say("Đơn vị", "Unit")) } } }
        tbody { @for field in &layer.fields { tr {
            th scope="row" { code { (field.id) } }
            td { (asked.say(&field.title_vi, &field.title_en)) }
            td { (asked.kind(field.kind)) }
            td { (field.unit.as_deref().unwrap_or_default()) }
        } } }
    } };
    html! {
        @if let Some((vi, en)) = layer.note_vi.as_deref().zip(layer.note_en.as_deref()) { p.lead { (asked.say(vi, en)) } }
        (doors(&[
            door(asked.say("Các đối tượng", "Items"), asked.say("Bảng, từng trang", "As a table, page by page"), "/items"),
            door(asked.say("Các trường để lọc", "Queryables"), asked.say("Tên dùng trong filter (CQL2)", "Names for filters (CQL2)"), "/queryables"),
            door(asked.say("Ô véc-tơ", "Vector tiles"), asked.say("Lớp này dưới dạng ô bản đồ", "The layer as tiles"), "/tiles"),
        ]))
        (facts(&known))
        h2 { (asked.say("Các trường", "Fields")) }
        (scrolled(asked.say("Các trường", "Fields"), &fields))
    }
}
