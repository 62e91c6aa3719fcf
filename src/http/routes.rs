//! Every address of the service, in one list.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use tower_http::limit::RequestBodyLimitLayer;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use super::{
    admin, convert, convert_table, documents, embed, export, figures, fonts, nearby, oembed, ogc,
    operation, overlays, page, picture, problem_pages, query, reports, reverse, search, sources,
    summaries, tiles, units, within,
};

/// No parameters but `lang`, which every address knows.
const NONE: &[&str] = &[];

/// The overlay that tiles are joined with, the filter of their records, which attributes they
/// carry, and of which days their units are.
const TILES: &[&str] = &[
    "overlay",
    "period",
    "classes",
    "method",
    "breaks",
    "filter",
    "filter-lang",
    "filter-crs",
    "properties",
    "datetime",
];

/// The same with the layers, where the path names none.
const DATASET_TILES: &[&str] = &[
    "collections",
    "overlay",
    "period",
    "classes",
    "method",
    "breaks",
    "filter",
    "filter-lang",
    "filter-crs",
    "properties",
    "datetime",
];

/// How an overlay is wanted.
const OVERLAY: &[&str] = &["level", "period", "classes", "method", "breaks"];

/// How a legend is wanted.
const LEGEND: &[&str] = &["level", "period", "classes", "method", "breaks", "theme"];

/// The list, read aloud.
#[expect(clippy::too_many_lines, reason = "one line for each address")]
fn list() -> Routes {
    Routes::default()
        // The page and what it loads.
        .page("/", page::index, NONE)
        .open_page("/embed", embed::embed)
        .get("/embed.js", embed::embed_js, NONE)
        .get("/oembed", oembed::oembed, oembed::PARAMETERS)
        .get("/picture.svg", picture::svg, picture::SVG)
        .get("/picture.png", picture::png, picture::PNG)
        .get("/favicon.svg", page::favicon, NONE)
        .get("/licences.txt", page::licences, NONE)
        .get("/assets/{*path}", page::asset, NONE)
        // Tiles and what describes them.
        .get("/tiles/{layers}", documents::tilejson, TILES)
        .get("/tiles/{layers}/{z}/{x}/{y}", tiles::tile, TILES)
        .get("/catalog.json", documents::catalog, NONE)
        .get("/styles/{style}", documents::style, NONE)
        .get("/sprites/{sprite}", page::sprite, NONE)
        .get("/fonts/{stack}/{range}", fonts::font, NONE)
        // Records, collections and tiles as OGC has them.
        .get("/ogc", ogc::landing::landing, ogc::FORM)
        .alias("/ogc/", ogc::landing::landing, ogc::FORM)
        .get("/ogc/api", ogc::api::api, ogc::FORM)
        .get("/ogc/conformance", ogc::landing::conformance, ogc::FORM)
        .get("/ogc/collections", ogc::collection::all, ogc::FORM)
        .get("/ogc/collections/{layer}", ogc::collection::one, ogc::FORM)
        .get(
            "/ogc/collections/{layer}/queryables",
            ogc::queryables::queryables,
            ogc::FORM,
        )
        .get(
            "/ogc/collections/{layer}/items",
            ogc::items::items,
            ogc::items_query::ITEMS,
        )
        .get(
            "/ogc/collections/{layer}/items/{id}",
            ogc::item::item,
            ogc::items_query::ITEM,
        )
        .get(
            "/ogc/collections/{layer}/tiles",
            ogc::tilesets::of_layer,
            ogc::FORM,
        )
        .get(
            "/ogc/collections/{layer}/tiles/{set}",
            ogc::tilesets::one_of_layer,
            ogc::FORM,
        )
        .get(
            "/ogc/collections/{layers}/tiles/WebMercatorQuad/{z}/{y}/{x}",
            tiles::tile,
            TILES,
        )
        .get(
            "/ogc/tiles",
            ogc::tilesets::of_all,
            ogc::tilesets::COLLECTIONS,
        )
        .get(
            "/ogc/tiles/{set}",
            ogc::tilesets::one_of_all,
            ogc::tilesets::COLLECTIONS,
        )
        .get(
            "/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}",
            tiles::tile,
            DATASET_TILES,
        )
        .get("/ogc/tileMatrixSets", ogc::tile_matrix_set::all, ogc::FORM)
        .get(
            "/ogc/tileMatrixSets/{set}",
            ogc::tile_matrix_set::one,
            ogc::FORM,
        )
        // Sums and files of records.
        .get(
            "/api/summaries/{layer}",
            summaries::summary,
            summaries::PARAMETERS,
        )
        .get("/api/export/{layer}", export::export, export::PARAMETERS)
        // Values over areas.
        .get("/api/overlays", overlays::list, NONE)
        .get("/api/overlays/{id}", overlays::one, OVERLAY)
        .get("/api/overlays/{id}/legend.svg", overlays::legend, LEGEND)
        // Figures and what they rest on.
        .get("/api/figures", figures::figures, figures::FIGURES)
        .get(
            "/api/gates/{id}/trade",
            figures::gate_trade,
            figures::GATE_TRADE,
        )
        .get("/api/sources", sources::list, sources::SOURCES)
        .get("/api/sources/{id}", sources::one, NONE)
        // Things by name.
        .get("/api/search", search::search, search::PARAMETERS)
        // What lies where.
        .get("/api/reverse", reverse::reverse, reverse::PARAMETERS)
        .get("/api/nearby", nearby::nearby, nearby::PARAMETERS)
        .post(
            "/api/within",
            within::within,
            within::PARAMETERS,
            within::MOST_BYTES,
        )
        // Units.
        .get("/api/units/{code}", units::unit, units::PARAMETERS)
        .get("/api/reports/{code}", reports::report, reports::PARAMETERS)
        // Old units and new ones.
        .get("/api/units/convert", convert::one, convert::PARAMETERS)
        .post(
            "/api/units/convert",
            convert_table::table,
            convert_table::PARAMETERS,
            // The handler knows the limit, and tells what has none.
            usize::MAX,
        )
        // About the service.
        .get("/api/openapi.json", documents::openapi, NONE)
        .get("/problems", problem_pages::list, NONE)
        .get("/problems/{slug}", problem_pages::one, NONE)
        .get("/health", operation::health, NONE)
        .get("/ready", operation::ready, NONE)
}

/// The list of the administration, whose layers are others.
fn admin_list() -> Routes {
    Routes::default()
        .get("/admin", admin::page, NONE)
        .get("/admin/state", admin::state, NONE)
        .post("/admin/reload", admin::reload, NONE, NO_BODY_BYTES)
        .post("/admin/undo", admin::undo, NONE, NO_BODY_BYTES)
        // The handler knows the limit.
        .post(
            "/admin/import/{layer}",
            admin::import,
            admin::IMPORT,
            usize::MAX,
        )
}

/// The patterns of all addresses, for tests and documentation.
#[must_use]
pub fn route_patterns() -> Vec<&'static str> {
    list().patterns
}

/// The patterns of the administration.
#[must_use]
pub fn admin_patterns() -> Vec<&'static str> {
    admin_list().patterns
}

/// The router of the administration without its layers.
pub(super) fn admin_router(service: Arc<Service>) -> Router {
    admin_list().router.with_state(service)
}

/// The router without its layers.
pub(super) fn router(service: Arc<Service>) -> Router {
    list()
        .router
        .fallback(async || Problem::of_kind(ProblemKind::NotFound))
        .with_state(service)
}

/// The largest body that is read where none is expected.
const NO_BODY_BYTES: usize = 64 << 10;

#[derive(Default)]
struct Routes {
    router: Router<Arc<Service>>,
    patterns: Vec<&'static str>,
}

impl Routes {
    /// An address that is read, with the query parameters it knows.
    fn get<H, T>(
        self,
        pattern: &'static str,
        handler: H,
        parameters: &'static [&'static str],
    ) -> Self
    where
        H: Handler<T, Arc<Service>>,
        T: 'static,
    {
        self.add(pattern, strict(get(handler), parameters), NO_BODY_BYTES)
    }

    /// Another spelling of an address that is read.
    fn alias<H, T>(
        mut self,
        pattern: &'static str,
        handler: H,
        parameters: &'static [&'static str],
    ) -> Self
    where
        H: Handler<T, Arc<Service>>,
        T: 'static,
    {
        let method = strict(get(handler), parameters);
        self.router = self.router.route(pattern, method);
        self
    }

    /// A page for people, with the query parameters it knows; what other sites add to links is
    /// passed over.
    fn page<H, T>(
        self,
        pattern: &'static str,
        handler: H,
        parameters: &'static [&'static str],
    ) -> Self
    where
        H: Handler<T, Arc<Service>>,
        T: 'static,
    {
        let check = middleware::from_fn(move |request, next| {
            query::only_known_or_tracking(parameters, request, next)
        });
        self.add(pattern, get(handler).layer(check), NO_BODY_BYTES)
    }

    /// A page for people that looks at its query by itself.
    fn open_page<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<Service>>,
        T: 'static,
    {
        self.add(pattern, get(handler), NO_BODY_BYTES)
    }

    /// An address that takes a body of so many bytes at most, with the query parameters it knows.
    fn post<H, T>(
        self,
        pattern: &'static str,
        handler: H,
        parameters: &'static [&'static str],
        most_bytes: usize,
    ) -> Self
    where
        H: Handler<T, Arc<Service>>,
        T: 'static,
    {
        self.add(pattern, strict(post(handler), parameters), most_bytes)
    }

    fn add(
        mut self,
        pattern: &'static str,
        method: MethodRouter<Arc<Service>>,
        most_bytes: usize,
    ) -> Self {
        let method = method
            .layer::<_, Infallible>(DefaultBodyLimit::disable())
            .layer::<_, Infallible>(RequestBodyLimitLayer::new(most_bytes));
        self.router = self.router.route(pattern, method);
        if self.patterns.last() != Some(&pattern) {
            self.patterns.push(pattern);
        }
        self
    }
}

/// The method for requests whose parameters are all known.
fn strict(
    method: MethodRouter<Arc<Service>>,
    parameters: &'static [&'static str],
) -> MethodRouter<Arc<Service>> {
    method.layer::<_, Infallible>(middleware::from_fn(move |request, next| {
        query::only_known(parameters, request, next)
    }))
}
