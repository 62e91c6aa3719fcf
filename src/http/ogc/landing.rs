//! `GET /ogc` and `GET /ogc/conformance`: where everything begins, and which standards are kept.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::html;
use serde_json::json;

use super::form::Asked;
use super::html::{self, Door, Page, breakable};
use super::links::{link, own_links};
use crate::http::problem::Problem;
use crate::http::service::Service;

/// The classes of requirements that the service keeps.
pub(in crate::http) const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/landing-page",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/datetime",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
];

/// What the data are, in a sentence.
const ABOUT: [&str; 2] = [
    "Địa giới hành chính sau và trước sáp nhập, khu và cụm công nghiệp, cửa khẩu, nguồn điện của 18 tỉnh, thành phố phía Bắc.",
    "Administrative boundaries after and before the merger, industrial zones, border gates and power plants of the 18 northern provinces of Viet Nam.",
];

/// What the page for people leads to: name, what it is, path.
type Leads = ([&'static str; 2], [&'static str; 2], &'static str);

const DOORS: [Leads; 5] = [
    (
        ["Các lớp dữ liệu", "Collections"],
        [
            "14 lớp: xem, lọc, tải từng đối tượng",
            "14 layers: look, filter, take items",
        ],
        "/collections",
    ),
    (
        ["Ô véc-tơ", "Vector tiles"],
        [
            "Bản đồ nền cho QGIS, MapLibre",
            "The map for QGIS, MapLibre",
        ],
        "/tiles",
    ),
    (
        ["Hướng dẫn các địa chỉ", "Guide to the addresses"],
        [
            "Mọi địa chỉ với tham số",
            "Every address with its parameters",
        ],
        "/api",
    ),
    (
        ["Hệ ô bản đồ", "Tile matrix sets"],
        ["Cách đánh số các ô", "How tiles are numbered"],
        "/tileMatrixSets",
    ),
    (
        ["Các lớp yêu cầu được đáp ứng", "Conformance classes"],
        [
            "Những phần nào của các chuẩn OGC",
            "Which parts of the OGC standards",
        ],
        "/conformance",
    ),
];

/// What the landing page leads to.
struct Target {
    /// Its relation, or two of them: the older standards know the short one only, the younger ones
    /// name the long one.
    rels: &'static [&'static str],
    path: &'static str,
    media: &'static str,
    title: [&'static str; 2],
}

const TARGETS: [Target; 6] = [
    Target {
        rels: &["service-desc"],
        path: "/api?f=json",
        media: "application/vnd.oai.openapi+json;version=3.0",
        title: [
            "Mô tả giao diện (OpenAPI)",
            "Description of the interface (OpenAPI)",
        ],
    },
    Target {
        rels: &["service-doc"],
        path: "/api?f=html",
        media: "text/html",
        title: ["Hướng dẫn các địa chỉ", "Guide to the addresses"],
    },
    Target {
        rels: &[
            "conformance",
            "http://www.opengis.net/def/rel/ogc/1.0/conformance",
        ],
        path: "/conformance",
        media: "application/json",
        title: ["Các lớp yêu cầu được đáp ứng", "Conformance classes"],
    },
    Target {
        rels: &["data", "http://www.opengis.net/def/rel/ogc/1.0/data"],
        path: "/collections",
        media: "application/json",
        title: ["Các lớp dữ liệu", "Collections"],
    },
    Target {
        rels: &["http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"],
        path: "/tiles",
        media: "application/json",
        title: ["Ô véc-tơ của mọi lớp", "Vector tiles of all layers"],
    },
    Target {
        rels: &["http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"],
        path: "/tileMatrixSets",
        media: "application/json",
        title: ["Hệ ô bản đồ", "Tile matrix sets"],
    },
];

/// `GET /ogc`
pub(in crate::http) async fn landing(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let at = |path: &str| format!("{base}/ogc{path}");
    let [about_vi, about_en] = ABOUT;
    let title = asked.say(
        "Bản đồ Công Thương phía Bắc",
        "Atlas of industry and trade of northern Vietnam",
    );
    let mut all = own_links(&asked, &at(""), "application/json");
    for Target {
        rels,
        path,
        media,
        title: [vi, en],
    } in TARGETS
    {
        let links = rels.iter();
        all.extend(links.map(|rel| link(rel, at(path), media, asked.say(vi, en))));
    }
    let document = json!({
        "title": title,
        "description": asked.say(about_vi, about_en),
        "links": all,
    });
    let lang = asked.language.code();
    asked
        .send(&service, "application/json", &document, |base| {
            let doors: Vec<Door> = DOORS
                .iter()
                .map(|([vi, en], [about_vi, about_en], path)| Door {
                    name: asked.say(vi, en).to_owned(),
                    about: asked.say(about_vi, about_en).to_owned(),
                    href: format!("{base}/ogc{path}?f=html&lang={lang}"),
                })
                .collect();
            Page {
                title: title.to_owned(),
                steps: Vec::new(),
                path: "/ogc".into(),
                body: html! {
                    p.lead { (asked.say(about_vi, about_en)) }
                    (html::doors(&doors))
                    h2 { (asked.say("Dùng trong QGIS và ArcGIS Pro", "In QGIS and ArcGIS Pro")) }
                    p { (asked.say("QGIS: thêm kết nối “WFS / OGC API - Features” với địa chỉ dưới đây. ArcGIS Pro: Connections › New OGC API Server, cùng địa chỉ.", "QGIS: add a connection “WFS / OGC API - Features” with this address. ArcGIS Pro: Connections › New OGC API Server, the same address.")) }
                    code.command { (base) "/ogc" }
                    h2 { (asked.say("Dùng trong GDAL", "In GDAL")) }
                    code.command { "ogrinfo OAPIF:" (base) "/ogc" }
                    code.command { "ogr2ogr -f GPKG communes.gpkg OAPIF:" (base) "/ogc communes" }
                },
            }
        })
        .await
}

/// `GET /ogc/conformance`
pub(in crate::http) async fn conformance(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked.headers);
    let own = own_links(
        &asked,
        &format!("{base}/ogc/conformance"),
        "application/json",
    );
    let document = json!({ "links": own, "conformsTo": CONFORMANCE });
    asked
        .send(&service, "application/json", &document, |_| Page {
            title: asked
                .say("Các lớp yêu cầu được đáp ứng", "Conformance classes")
                .to_owned(),
            steps: Vec::new(),
            path: "/ogc/conformance".into(),
            body: html! { ul.plain { @for class in CONFORMANCE { li { a href=(class) { (breakable(class)) } } } } },
        })
        .await
}
