//! `GET /fonts/{stack}/{range}.pbf`: glyphs for map clients; `/fonts/woff2/…`: fonts for browsers.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::glyphs::GlyphRange;
use super::page;
use super::problem::Problem;
use super::service::{ASK_AGAIN, Document, Service};

/// Media type of glyph ranges, as map clients expect it.
const MEDIA: &str = "application/x-protobuf";

/// Glyphs change with the program only.
const A_DAY: &str = "public, max-age=86400";

/// Folders of font files beside the stacks.
const FOLDERS: [&str; 2] = ["woff2", "ttf"];

/// The glyphs of a range of characters, or a font file as it is.
pub(super) async fn font(
    State(service): State<Arc<Service>>,
    Path((stack, file)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    if FOLDERS.contains(&stack.as_str()) {
        return page::file(
            &service,
            &asked,
            &format!("fonts/{stack}/{file}"),
            ASK_AGAIN,
        )
        .await;
    }
    let range: GlyphRange = file.parse()?;
    let maker = service.clone();
    let make = move || maker.glyphs.in_range(&stack, range);
    let document = Document {
        body: service.workers.run(make).await??,
        media: MEDIA,
        caching: A_DAY,
    };
    service.send(&asked, document).await
}
