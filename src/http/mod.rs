//! The outside: reads requests, asks the [`Atlas`], shapes answers.
//!
//! `routes` lists every address, `layers` what surrounds them all; the other files hold one
//! subject each. Text becomes values here (`tiles`, `layer_list`, `query`): nothing below this
//! module sees a raw string of a request, and nothing outside it knows of HTTP or async.

mod admin;
mod archives;
mod assets;
mod cache;
mod conditional;
mod convert;
mod convert_table;
mod datetime;
mod documents;
mod embed;
mod embed_origins;
mod encoding;
mod export;
mod export_file;
mod figure_query;
mod figure_table;
mod figures;
mod filter_query;
mod fonts;
mod front;
mod glyphs;
mod in_process;
mod joined_overlay;
mod language;
mod layer_list;
mod layers;
mod map_state;
mod nearby;
mod oembed;
mod ogc;
mod operation;
mod overlays;
mod packer;
mod page;
mod page_head;
mod parameters;
mod picture;
mod problem;
mod problem_kind;
mod problem_pages;
mod quality;
mod query;
mod record_query;
mod reports;
mod request_id;
mod reverse;
mod routes;
mod search;
mod server;
mod service;
mod settings;
mod snapshot;
mod sources;
mod spreadsheet;
mod summaries;
mod target;
mod tile_address;
mod tile_parts;
mod tiles;
mod unit_code;
mod units;
mod warm;
mod within;
mod within_body;
mod within_forms;
mod workers;

use std::sync::Arc;

use crate::atlas::Atlas;

pub use admin::{AdminToken, TokenHash, TokenHashError};
pub use archives::{ArchiveSetting, ArchiveSettingError, Archives, RawArchive};
pub use embed_origins::{EmbedOrigins, EmbedOriginsError, Origin};
pub use front::{Answering, Front};
pub use in_process::{InProcess, InProcessError, page_file, page_files};
pub use routes::{admin_patterns, route_patterns};
pub use server::BoundServer;
pub use settings::{BaseUrl, BaseUrlError, HttpSettings};
pub use snapshot::{ReloadError, Reloaded, Snapshots, Watch};
pub use warm::{keep_low_zooms_warm, warm_low_zooms};

/// The whole service of one snapshot, for good.
pub fn router(atlas: Arc<Atlas>, settings: HttpSettings) -> Front {
    live_router(Arc::new(Snapshots::fixed(atlas)), settings)
}

/// The whole service: what `serve` puts behind a socket and tests call without one.
pub fn live_router(snapshots: Arc<Snapshots>, settings: HttpSettings) -> Front {
    let service = Arc::new(service::Service::new(snapshots, settings));
    let ids = Arc::new(request_id::RequestIds::from_now());
    let routes = layers::around(
        routes::router(service.clone()),
        routes::admin_router(service.clone()),
        &service.settings,
        &ids,
    );
    let readers = service.settings.embed_origins.clone();
    Front::new(service, ids, &readers, routes)
}
