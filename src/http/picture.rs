//! `GET /picture.svg` and `/picture.png`: the map of a state as a still picture.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use super::assets;
use super::cache::Cache;
use super::conditional::EntityTag;
use super::encoding::{Coding, Encoded, accepted, encode};
use super::map_state::{MapState, pairs, side};
use super::parameters::whole_number;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{PREFERRED, Service, full, not_modified};
use super::settings::HttpSettings;
use super::snapshot::Snapshot;
use super::workers::Workers;
use crate::atlas::{Atlas, PictureFonts, PictureWish};

/// Width and height unless others are asked for.
const USUAL: [u16; 2] = [1200, 800];

/// The most pixels of a PNG: a screen of 1920 × 1080 twice as fine, drawn in 36 megabytes.
const MOST_PIXELS: u32 = 9_000_000;

/// Pictures that may wait for their turn before others are turned away.
const MOST_WAITING: usize = 32;

/// Pictures below these sides have no legend unless it is asked for.
const LEGEND_FROM: [u16; 2] = [480, 360];

/// Room for finished pictures.
const KEPT_BYTES: usize = 32 << 20;

/// How long clients may show a picture without asking again.
const AN_HOUR: &str = "public, max-age=3600";

/// Where our fonts are.
const FONTS: &str = "fonts/ttf/";

/// Finished pictures and the fonts to draw them with.
pub(super) struct Pictures {
    /// A picture takes as long as hundreds of tiles: pictures have a queue of their own, so that
    /// tiles need not wait for them.
    turns: Workers,
    kept: Cache<u64, Bytes>,
    fonts: OnceLock<PictureFonts>,
}

impl Pictures {
    /// No pictures yet; half of the processors may draw them.
    pub(super) fn new(settings: &HttpSettings) -> Self {
        Self {
            turns: Workers::new(settings.workers / 2, MOST_WAITING),
            kept: Cache::of_bytes(KEPT_BYTES),
            fonts: OnceLock::new(),
        }
    }
}

/// A way to write a picture down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Format {
    Svg,
    /// With so many pixels for each CSS pixel.
    Png(u8),
}

/// The parameters of `/picture.svg`: state, look and measures.
pub(super) const SVG: &[&str] = &[
    "map",
    "layers",
    "overlay",
    "level",
    "period",
    "zones",
    "gates",
    "plants",
    "time",
    "title",
    "legend",
    "search",
    "theme",
    "interaction",
    "width",
    "height",
];

/// The parameters of `/picture.png`.
pub(super) const PNG: &[&str] = &[
    "map",
    "layers",
    "overlay",
    "level",
    "period",
    "zones",
    "gates",
    "plants",
    "time",
    "title",
    "legend",
    "search",
    "theme",
    "interaction",
    "width",
    "height",
    "scale",
];

/// `GET /picture.svg`
pub(super) async fn svg(
    State(service): State<Arc<Service>>,
    snapshot: Snapshot,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    picture(service, snapshot, &uri, &asked, false).await
}

/// `GET /picture.png`
pub(super) async fn png(
    State(service): State<Arc<Service>>,
    snapshot: Snapshot,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    picture(service, snapshot, &uri, &asked, true).await
}

async fn picture(
    service: Arc<Service>,
    Snapshot(atlas): Snapshot,
    uri: &Uri,
    asked: &HeaderMap,
    is_png: bool,
) -> Result<Response, Problem> {
    let given = pairs(uri.query().unwrap_or_default())?;
    let measures = Measures::read(&given, is_png)?;
    let accepted = accepted(asked, PREFERRED);
    let caching = HeaderValue::from_static(AN_HOUR);

    // 1. Everything that decides about the bytes is known before anything is drawn. A wish that
    //    cannot be fulfilled has no tag that a client could hold.
    let mut named = given.clone();
    named.sort();
    let what = (atlas.version_number(), &named, measures);
    let key = xxhash_of(&what);
    let tag = match measures.format {
        Format::Svg => EntityTag::of((what, accepted)),
        Format::Png(_) => EntityTag::of(what),
    };
    if tag.is_held_by(asked) && service.pictures.kept.get(&key).is_some() {
        return Ok(not_modified(&tag, caching));
    }

    // 2. Drawn by a worker, once.
    let maker = service.clone();
    let make = move || maker.pictures.made(&atlas, key, &given, measures);
    let drawn = service.pictures.turns.run(make).await??;
    if tag.is_held_by(asked) {
        return Ok(not_modified(&tag, caching));
    }
    let (encoded, media) = match measures.format {
        Format::Png(_) => {
            let body = drawn;
            let coding = Coding::Identity;
            (Encoded { body, coding }, "image/png")
        }
        Format::Svg => {
            let pack = move || encode(drawn, accepted);
            (service.workers.run(pack).await?, "image/svg+xml")
        }
    };
    let mut response = full(encoded, media, &tag, caching);
    // Opened by itself an SVG is a document: it needs nothing, and may do nothing.
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'"),
    );
    Ok(response)
}

/// How large a picture is wanted, and in which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Measures {
    width: u16,
    height: u16,
    format: Format,
}

impl Measures {
    fn read(given: &[(String, String)], is_png: bool) -> Result<Self, Problem> {
        let value = |name: &str| {
            let pair = given.iter().find(|(given, _)| given == name);
            pair.map(|(_, value)| &value[..])
        };
        let width = side("width", value("width"), USUAL[0])?;
        let height = side("height", value("height"), USUAL[1])?;
        let scale = value("scale").map(|text| whole_number("scale", text, 1, 2));
        let scale = scale.transpose()?.unwrap_or(1) as u8;
        let factor = u32::from(scale) * u32::from(scale);
        let pixels = u32::from(width) * u32::from(height) * factor;
        if is_png && pixels > MOST_PIXELS {
            return Err(Problem::new(
                ProblemKind::InvalidValue,
                "Ảnh quá lớn: width × height × scale² tối đa 9 triệu điểm ảnh; hãy giảm một trong các số, hoặc dùng /picture.svg.",
                "The picture is too large: width × height × scale² has at most 9 million pixels; lower one of them, or use /picture.svg.",
            ));
        }
        Ok(Self {
            width,
            height,
            format: if is_png {
                Format::Png(scale)
            } else {
                Format::Svg
            },
        })
    }
}

impl Pictures {
    /// The picture, kept or drawn now. Takes up to a second: call it on a worker.
    fn made(
        &self,
        atlas: &Atlas,
        key: u64,
        given: &[(String, String)],
        measures: Measures,
    ) -> Result<Bytes, Problem> {
        let draw = || self.drawn(atlas, given, measures);
        self.kept.get_or_make_here(&key, draw)
    }

    fn drawn(
        &self,
        atlas: &Atlas,
        given: &[(String, String)],
        measures: Measures,
    ) -> Result<Bytes, Problem> {
        let state = MapState::read(atlas, given)?;
        let roomy = measures.width >= LEGEND_FROM[0] && measures.height >= LEGEND_FROM[1];
        let wish = PictureWish {
            view: state.view,
            tongue: state.tongue(),
            theme: state.theme.theme(),
            legend: state.legend.unwrap_or(roomy),
            shown: state.shown,
            overlay: state.overlay,
            filters: state.filters,
            time: state.time,
            title: state.title,
            width: measures.width,
            height: measures.height,
        };
        let svg = atlas.picture(&wish);
        let drawn = match measures.format {
            Format::Svg => svg.into_bytes(),
            Format::Png(scale) => self.fonts()?.png(&svg, scale).map_err(|error| {
                tracing::error!(%error, "a picture could not be drawn");
                Problem::of_kind(ProblemKind::Internal)
            })?,
        };
        Ok(drawn.into())
    }

    fn fonts(&self) -> Result<&PictureFonts, Problem> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let files = assets::files_in(FONTS).into_iter();
        let files = files.filter_map(|path| assets::file(&path).ok());
        let fonts = PictureFonts::of_files(files.map(|file| file.to_vec()));
        if fonts.is_empty() {
            return Err(Problem::of_kind(ProblemKind::PageNotBuilt));
        }
        Ok(self.fonts.get_or_init(|| fonts))
    }
}

fn xxhash_of(what: &impl std::hash::Hash) -> u64 {
    use std::hash::Hasher;
    let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::map_state::{LOOK, STATE};
    use super::*;

    #[test]
    fn pictures_know_all_that_maps_know() {
        let svg = [STATE, LOOK, &["width", "height"]].concat();
        assert_eq!(SVG, svg);
        assert_eq!(PNG, [&svg[..], &["scale"]].concat());
    }
}
