//! `GET /oembed`: how a map is put into other pages, for programs that ask (oEmbed 1.0).

use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use maud::html;
use serde::{Deserialize, Serialize};

use super::documents::json_bytes;
use super::embed;
use super::language::Language;
use super::map_state::{MapState, pairs};
use super::page_head::NAME;
use super::parameters::whole_number;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::query::without_tracking;
use super::service::{Document, Service};
use super::settings::BaseUrl;
use super::snapshot::Snapshot;
use crate::atlas::escaped;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["url", "maxwidth", "maxheight", "format"];

/// Width and height of a map unless less is asked for.
const USUAL: [usize; 2] = [800, 500];

/// The least side of a picture.
const LEAST_PICTURE: usize = 100;

/// Seconds for which an answer may be kept.
const CACHE_AGE_S: u32 = 3600;

/// The same for the programs between.
const AN_HOUR: &str = "public, max-age=3600";

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    url: Option<String>,
    maxwidth: Option<String>,
    maxheight: Option<String>,
    format: Option<String>,
}

/// An answer of type `rich`.
#[derive(Debug, Serialize)]
struct Rich {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    provider_name: &'static str,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: usize,
    height: usize,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

/// A picture of the map.
#[derive(Debug, Serialize)]
struct Thumbnail {
    #[serde(rename = "thumbnail_url")]
    url: String,
    #[serde(rename = "thumbnail_width")]
    width: usize,
    #[serde(rename = "thumbnail_height")]
    height: usize,
}

/// `GET /oembed`
pub(super) async fn oembed(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let is_xml = match asked.format.as_deref() {
        None | Some("json") => false,
        Some("xml") => true,
        Some(_) => return Err(Problem::of_kind(ProblemKind::UnknownFormat)),
    };
    let size = size(asked.maxwidth.as_deref(), asked.maxheight.as_deref())?;
    let url = asked.url.as_deref().filter(|url| !url.is_empty());
    let url = url.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Cần tham số url: địa chỉ của một bản đồ trên máy chủ này, mã hoá phần trăm.",
            "The parameter url is needed: the address of a map on this server, percent-encoded.",
        )
    })?;
    let base = service.settings.base_url(&headers);
    let query = own_query(&service, &base, url)?;
    let read = move || MapState::read(&atlas, &pairs(&query)?);
    let state = service.workers.run(read).await??;
    let rich = rich(&base, &state, size);
    let (body, media) = if is_xml {
        (Bytes::from(xml(&rich)), "text/xml; charset=utf-8")
    } else {
        (json_bytes(&rich)?, "application/json")
    };
    let document = Document {
        body,
        media,
        caching: AN_HOUR,
    };
    service.send(&headers, document).await
}

fn size(maxwidth: Option<&str>, maxheight: Option<&str>) -> Result<[usize; 2], Problem> {
    let least = |name, text: Option<&str>, usual: usize| -> Result<usize, Problem> {
        let most = text.map(|text| whole_number(name, text, 1, 100_000));
        Ok(most.transpose()?.map_or(usual, |most| most.min(usual)))
    };
    Ok([
        least("maxwidth", maxwidth, USUAL[0])?,
        least("maxheight", maxheight, USUAL[1])?,
    ])
}

/// The state in an address of ours, as a query of `/embed`.
///
/// # Errors
/// When the address is not one of ours, or none of a map.
fn own_query(service: &Service, base: &BaseUrl, url: &str) -> Result<String, Problem> {
    let not_ours = || Problem::of_kind(ProblemKind::NotOurMap);
    let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
    let uri: Uri = before.parse().map_err(|_| not_ours())?;
    let known_scheme = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri
        .authority()
        .filter(|_| known_scheme)
        .ok_or_else(not_ours)?;
    let own: Uri = base.as_str().parse().map_err(|_| not_ours())?;
    let same = |own: &Authority| own.as_str().eq_ignore_ascii_case(authority.as_str());
    if !own.authority().is_some_and(same) && !service.settings.knows(authority) {
        return Err(not_ours());
    }
    let path = uri.path().strip_prefix(base.path()).ok_or_else(not_ours)?;
    let query = without_tracking(uri.query().unwrap_or_default());
    match path {
        "/embed" => {
            super::query::check(&query, &embed::parameters())?;
            Ok(query)
        }
        // The atlas keeps its state after the `#`, with some that only it knows.
        "" | "/" => {
            let state = [&query, fragment];
            let pairs = state.iter().flat_map(|part| part.split('&'));
            let known = embed::parameters();
            let mut seen: Vec<&str> = Vec::new();
            let kept = pairs.filter(|pair| {
                let name = pair.split('=').next().unwrap_or_default();
                let fresh = !seen.contains(&name);
                seen.push(name);
                fresh && (known.contains(&name) || name == "lang")
            });
            Ok(kept.collect::<Vec<_>>().join("&"))
        }
        _ => Err(not_ours()),
    }
}

fn rich(base: &BaseUrl, state: &MapState, [width, height]: [usize; 2]) -> Rich {
    let title = state
        .title
        .clone()
        .unwrap_or_else(|| match state.language.unwrap_or_default() {
            Language::Vi => format!("{NAME}: bản đồ công thương miền Bắc"),
            Language::En => format!("{NAME}: industry and trade of northern Viet Nam"),
        });
    let query = state.query(&[]);
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("{base}/embed{mark}{query}");
    let frame = html! {
        iframe src=(address) width=(width) height=(height) title=(title) style="border:0;max-width:100%" loading="lazy" allow="fullscreen; geolocation" {}
    };
    let fits = width >= LEAST_PICTURE && height >= LEAST_PICTURE;
    let thumbnail = fits.then(|| {
        let drawn = state.query(embed::NOT_DRAWN);
        let and = if drawn.is_empty() { "" } else { "&" };
        Thumbnail {
            url: format!("{base}/picture.png?{drawn}{and}width={width}&height={height}"),
            width,
            height,
        }
    });
    Rich {
        version: "1.0",
        kind: "rich",
        title,
        provider_name: NAME,
        provider_url: format!("{base}/"),
        cache_age: CACHE_AGE_S,
        html: frame.into_string(),
        width,
        height,
        thumbnail,
    }
}

/// The same as XML.
fn xml(rich: &Rich) -> String {
    let mut body =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>\n");
    let numbers = [rich.width, rich.height].map(|number| number.to_string());
    let age = rich.cache_age.to_string();
    let mut members = vec![
        ("version", rich.version),
        ("type", rich.kind),
        ("title", &rich.title[..]),
        ("provider_name", rich.provider_name),
        ("provider_url", &rich.provider_url),
        ("cache_age", &age),
        ("html", &rich.html),
        ("width", &numbers[0]),
        ("height", &numbers[1]),
    ];
    if let Some(thumbnail) = &rich.thumbnail {
        members.extend([
            ("thumbnail_url", &thumbnail.url[..]),
            ("thumbnail_width", &numbers[0]),
            ("thumbnail_height", &numbers[1]),
        ]);
    }
    for (name, value) in members {
        let _ = writeln!(body, "  <{name}>{}</{name}>", escaped(value));
    }
    body.push_str("</oembed>\n");
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_what_fits() {
        assert_eq!(size(None, None).unwrap(), [800, 500]);
        assert_eq!(size(Some("400"), Some("9000")).unwrap(), [400, 500]);
        assert!(size(Some("0"), None).is_err() && size(None, Some("x")).is_err());
    }

    #[test]
    fn xml_holds_the_frame_as_text() {
        let base: BaseUrl = "https://a.vn".parse().unwrap();
        let state = MapState {
            title: Some("A & <b> \"c\"".to_owned()),
            ..MapState::default()
        };
        let written = xml(&rich(&base, &state, [800, 500]));
        assert!(
            written.contains("<title>A &amp; &lt;b&gt; &quot;c&quot;</title>"),
            "{written}"
        );
        assert!(
            written.contains("<html>&lt;iframe src=&quot;https://a.vn/embed&quot;"),
            "{written}"
        );
        assert_eq!(written.matches("<oembed>").count(), 1);
    }
}
