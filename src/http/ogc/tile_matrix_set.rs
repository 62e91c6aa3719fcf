//! `GET /ogc/tileMatrixSets` and `GET /ogc/tileMatrixSets/WebMercatorQuad`: how tiles are numbered.

use std::f64::consts::PI;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use serde_json::{Value, json};

use super::form::Asked;
use super::html::{Door, Page, doors, scrolled};
use super::links::link;
use crate::geometry::{Crs, MAX_ZOOM};
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::Service;

/// The name of the only tile matrix set.
pub(super) const NAME: &str = "WebMercatorQuad";

/// Its address in the register of OGC.
pub(super) const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

/// Half the width of the Web Mercator square, in metres.
const EDGE: f64 = 6_378_137.0 * PI;

/// Pixels along the edge of a tile, for which scales are stated.
const TILE_PIXELS: u32 = 256;

/// Millimetres of a pixel, by which scales are stated.
const PIXEL_METRES: f64 = 0.000_28;

/// `GET /ogc/tileMatrixSets`
pub(in crate::http) async fn all(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let own = format!("{base}/ogc/tileMatrixSets/{NAME}");
    let document = json!({
        "tileMatrixSets": [{
            "id": NAME,
            "title": "Google Maps Compatible for the World",
            "uri": URI,
            "crs": Crs::WEB_MERCATOR.uri(),
            "links": [link("self", format!("{own}?f=json"), "application/json", NAME)],
        }],
    });
    let lang = asked.language.code();
    asked
        .send(&service, "application/json", &document, |_| Page {
            title: asked.say("Hệ ô bản đồ", "Tile matrix sets").to_owned(),
            steps: Vec::new(),
            path: "/ogc/tileMatrixSets".into(),
            body: doors(&[Door {
                name: NAME.to_owned(),
                about: asked
                    .say(
                        "Mức 0 đến 14, ô vuông Web Mercator",
                        "Zooms 0 to 14, squares of Web Mercator",
                    )
                    .to_owned(),
                href: format!("{own}?f=html&lang={lang}"),
            }]),
        })
        .await
}

/// `GET /ogc/tileMatrixSets/WebMercatorQuad`
pub(in crate::http) async fn one(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    only_ours(&name)?;
    let document = json!({
        "id": NAME,
        "title": "Google Maps Compatible for the World",
        "uri": URI,
        "crs": Crs::WEB_MERCATOR.uri(),
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": (0..=MAX_ZOOM).map(matrix).collect::<Vec<Value>>(),
    });
    asked
        .send(&service, "application/json", &document, |_| Page {
            title: NAME.to_owned(),
            steps: vec![(asked.say("Hệ ô bản đồ", "Tile matrix sets").to_owned(), "/tileMatrixSets".to_owned())],
            path: format!("/ogc/tileMatrixSets/{NAME}"),
            body: scrolled(NAME, &html! { table {
                thead { tr { th { (asked.say("Mức", "Zoom")) } th.n { (asked.say("Ô mỗi cạnh", "Tiles a side")) } th.n { (asked.say("Mẫu tỷ lệ", "Scale 1 :")) } } }
                tbody { @for zoom in 0..=MAX_ZOOM { tr { th scope="row" { (zoom) } td.n { (asked.number(f64::from(1_u32 << zoom))) } td.n { (asked.number(scale(zoom).round())) } } } }
            } }),
        })
        .await
}

/// Whether a name is that of the only tile matrix set.
pub(super) fn only_ours(name: &str) -> Result<(), Problem> {
    if name == NAME {
        return Ok(());
    }
    Err(Problem::new(
        ProblemKind::NotFound,
        format!("Chỉ có một hệ ô bản đồ: {NAME}."),
        format!("There is one tile matrix set: {NAME}."),
    ))
}

fn cell_size(zoom: u8) -> f64 {
    2.0 * EDGE / f64::from(TILE_PIXELS) / f64::from(1_u32 << zoom)
}

fn scale(zoom: u8) -> f64 {
    cell_size(zoom) / PIXEL_METRES
}

fn matrix(zoom: u8) -> Value {
    json!({
        "id": zoom.to_string(),
        "scaleDenominator": scale(zoom),
        "cellSize": cell_size(zoom),
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-EDGE, EDGE],
        "tileWidth": TILE_PIXELS,
        "tileHeight": TILE_PIXELS,
        "matrixWidth": 1_u32 << zoom,
        "matrixHeight": 1_u32 << zoom,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_those_of_the_register() {
        assert!((scale(0) - 559_082_264.028_717_8).abs() < 1e-3);
        assert!((cell_size(14) - 9.554_628_535_647_032).abs() < 1e-9);
    }
}
