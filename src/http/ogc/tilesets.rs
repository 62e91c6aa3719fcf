//! `/ogc/tiles` and `/ogc/collections/{layer}/tiles`: vector tiles, described and addressed as OGC
//! has it. The bytes are those of `/tiles`.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::html;
use serde_json::{Map, Value, json};

use super::collection::{address, collections_step};
use super::form::Asked;
use super::html::{Door, Page, breakable, doors};
use super::links::{TILE, link, own_links};
use super::tile_matrix_set::{NAME, URI, only_ours};
use crate::atlas::{Atlas, LayerDocument};
use crate::domain::{Geometry, LayerId};
use crate::geometry::{Crs, MAX_ZOOM};
use crate::http::layer_list::{LayerList, layer};
use crate::http::parameters::percent_encoded;
use crate::http::problem::Problem;
use crate::http::service::Service;
use crate::http::settings::BaseUrl;
use crate::http::snapshot::Snapshot;
use crate::http::tile_address::Chosen;

/// The parameters of tilesets of the whole data set.
pub(in crate::http) const COLLECTIONS: &[&str] = &["collections", "f"];

/// What a tileset is made of: one layer, or all, or those that are chosen.
struct Tileset {
    layers: Vec<(LayerId, LayerDocument)>,
    /// The parameter that chooses layers, as it follows another one or begins a query.
    chosen: Option<String>,
    /// The address of its list.
    address: String,
    /// The same below the base.
    path: String,
    title: String,
    steps: Vec<(String, String)>,
}

/// `GET /ogc/tiles`
pub(in crate::http) async fn of_all(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(chosen): Query<Chosen>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    Tileset::of_all(&atlas, &base, &asked, chosen)?
        .send_list(&service, &base, &asked)
        .await
}

/// `GET /ogc/tiles/WebMercatorQuad`
pub(in crate::http) async fn one_of_all(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(chosen): Query<Chosen>,
    asked: Asked,
) -> Result<Response, Problem> {
    only_ours(&name)?;
    let base = service.settings.base_url(&asked.headers);
    Tileset::of_all(&atlas, &base, &asked, chosen)?
        .send(&service, &base, &asked)
        .await
}

/// `GET /ogc/collections/{layer}/tiles`
pub(in crate::http) async fn of_layer(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let own = Tileset::of_layer(&atlas, &base, &asked, layer(&name)?);
    own.send_list(&service, &base, &asked).await
}

/// `GET /ogc/collections/{layer}/tiles/WebMercatorQuad`
pub(in crate::http) async fn one_of_layer(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path((name, set)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    only_ours(&set)?;
    let base = service.settings.base_url(&asked.headers);
    let own = Tileset::of_layer(&atlas, &base, &asked, layer(&name)?);
    own.send(&service, &base, &asked).await
}

impl Tileset {
    fn of_all(
        atlas: &Atlas,
        base: &BaseUrl,
        asked: &Asked,
        chosen: Chosen,
    ) -> Result<Self, Problem> {
        let given = chosen.collections.as_deref().map(percent_encoded);
        let layers: LayerList = chosen.layers().parse()?;
        let layers = layers.to_vec().into_iter();
        Ok(Self {
            layers: layers.map(|id| (id, atlas.layer(id))).collect(),
            chosen: given.map(|given| format!("collections={given}")),
            address: format!("{base}/ogc/tiles"),
            path: "/ogc/tiles".into(),
            title: asked
                .say("Ô véc-tơ của mọi lớp", "Vector tiles of all layers")
                .into(),
            steps: Vec::new(),
        })
    }

    fn of_layer(atlas: &Atlas, base: &BaseUrl, asked: &Asked, id: LayerId) -> Self {
        let layer = atlas.layer(id);
        let name = asked.say(&layer.title_vi, &layer.title_en).to_owned();
        Self {
            address: format!("{}/tiles", address(base, id)),
            path: format!("/ogc/collections/{id}/tiles"),
            title: format!("{name}: {}", asked.say("ô véc-tơ", "vector tiles")),
            steps: vec![
                collections_step(asked),
                (name, format!("/collections/{id}")),
            ],
            layers: vec![(id, layer)],
            chosen: None,
        }
    }

    /// An address with the parameter that chooses layers, and perhaps others.
    fn with_chosen(&self, address: &str, others: &str) -> String {
        let each = [others, self.chosen.as_deref().unwrap_or_default()];
        let each: Vec<&str> = each.into_iter().filter(|own| !own.is_empty()).collect();
        if each.is_empty() {
            return address.to_owned();
        }
        format!("{address}?{}", each.join("&"))
    }

    /// The list of tilesets: one, since there is one tile matrix set.
    async fn send_list(
        self,
        service: &Service,
        base: &BaseUrl,
        asked: &Asked,
    ) -> Result<Response, Problem> {
        let document = json!({
            "links": self.own_links(asked, &self.address),
            "tilesets": [self.head(base, asked, vec![self.own_link(asked)])],
        });
        let lang = asked.language.code();
        let one = Door {
            name: NAME.to_owned(),
            about: asked
                .say("Địa chỉ của các ô", "Address of the tiles")
                .to_owned(),
            href: self.with_chosen(
                &format!("{}/{NAME}", self.address),
                &format!("f=html&lang={lang}"),
            ),
        };
        asked
            .send(service, "application/json", &document, |_| Page {
                path: self.with_chosen(&self.path, ""),
                title: self.title,
                steps: self.steps,
                body: doors(&[one]),
            })
            .await
    }

    /// The tileset with its layers.
    async fn send(
        self,
        service: &Service,
        base: &BaseUrl,
        asked: &Asked,
    ) -> Result<Response, Problem> {
        let template = format!(
            "{}/{NAME}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}",
            self.address
        );
        let template = self.with_chosen(&template, "");
        let mut tiles = link(
            "item",
            template.clone(),
            TILE,
            asked.say("Các ô véc-tơ", "The vector tiles"),
        );
        tiles["templated"] = true.into();
        let own = self.own_links(asked, &format!("{}/{NAME}", self.address));
        let mut document = self.head(base, asked, [own, vec![tiles]].concat());
        let layers = self.layers.iter();
        let layers = layers.map(|(id, layer)| layer_of(base, asked, *id, layer));
        document["layers"] = layers.collect();
        if let Some(bounds) = self.bounds() {
            document["boundingBox"] = json!({
                "lowerLeft": [bounds[0], bounds[1]],
                "upperRight": [bounds[2], bounds[3]],
                "crs": Crs::CRS84.uri(),
            });
        }
        asked
            .send(service, "application/json", &document, |_| Page {
                path: self.with_chosen(&format!("{}/{NAME}", self.path), ""),
                title: self.title,
                steps: self.steps,
                body: html! {
                    p { (asked.say("Địa chỉ của các ô (Mapbox Vector Tile), thêm trong QGIS bằng “Vector Tiles”:", "Address of the tiles (Mapbox Vector Tile), for “Vector Tiles” in QGIS:")) }
                    p.command { (breakable(&template)) }
                    p { (asked.say("Mức thu phóng", "Zooms")) " 0–" (MAX_ZOOM) }
                },
            })
            .await
    }

    /// Links to a document of this tileset and to its page.
    fn own_links(&self, asked: &Asked, address: &str) -> Vec<Value> {
        let mut links = own_links(asked, address, "application/json");
        for link in &mut links {
            if let (Some(chosen), Some(href)) = (&self.chosen, link["href"].as_str()) {
                link["href"] = format!("{href}&{chosen}").into();
            }
        }
        links
    }

    fn own_link(&self, asked: &Asked) -> Value {
        let title = asked.say("Bộ ô này", "This tileset");
        link(
            "self",
            self.with_chosen(&format!("{}/{NAME}", self.address), "f=json"),
            "application/json",
            title,
        )
    }

    fn head(&self, base: &BaseUrl, asked: &Asked, mut links: Vec<Value>) -> Value {
        links.push(link(
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme",
            format!("{base}/ogc/tileMatrixSets/{NAME}?f=json"),
            "application/json",
            asked.say("Hệ ô bản đồ", "The tile matrix set"),
        ));
        json!({
            "title": self.title,
            "dataType": "vector",
            "crs": Crs::WEB_MERCATOR.uri(),
            "tileMatrixSetURI": URI,
            "links": links,
        })
    }

    fn bounds(&self) -> Option<[f64; 4]> {
        let each = self.layers.iter().filter_map(|(_, layer)| layer.bounds);
        each.reduce(|[a, b, c, d], [w, s, e, n]| [a.min(w), b.min(s), c.max(e), d.max(n)])
    }
}

fn layer_of(base: &BaseUrl, asked: &Asked, id: LayerId, layer: &LayerDocument) -> Value {
    let dimension = match id.geometry() {
        Geometry::Point => Some(0),
        Geometry::Line => Some(1),
        Geometry::Polygon => Some(2),
        Geometry::Mixed => None,
    };
    let fields = layer.fields.iter().map(|field| {
        let kind = match field.kind {
            "text" | "date" => "string",
            other => other,
        };
        let title = asked.say(&field.title_vi, &field.title_en);
        (field.id.clone(), json!({ "title": title, "type": kind }))
    });
    let fields: Map<String, Value> = fields.collect();
    let mut own = json!({
        "id": layer.id,
        "title": asked.say(&layer.title_vi, &layer.title_en),
        "dataType": "vector",
        "minTileMatrix": layer.minzoom.to_string(),
        "maxTileMatrix": layer.maxzoom.to_string(),
        "propertiesSchema": { "type": "object", "properties": fields },
        "links": [link("http://www.opengis.net/def/rel/ogc/1.0/geodata", address(base, id), "application/json", asked.say("Lớp dữ liệu", "The collection"))],
    });
    if let Some(dimension) = dimension {
        own["geometryDimension"] = dimension.into();
    }
    own
}
