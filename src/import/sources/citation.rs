//! Reading one citation text: which data sets and pages does it name?

use super::slug::slug;
use crate::domain::{Source, UseClass};

/// How the citations of a table are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `a | b | second pass …: cells from c`: the industrial zones.
    Bars,
    /// `a; b; road: c`: gates and plants.
    Semicolons,
    /// One source with its object: where a place comes from.
    Place,
}

/// One source named by a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Citation {
    /// A described data set, by its id.
    Known(&'static str),
    /// A page, article or document.
    Page(Source),
}

impl Citation {
    /// The id of the source.
    pub fn into_id(self) -> String {
        match self {
            Self::Known(id) => id.to_owned(),
            Self::Page(source) => source.id,
        }
    }
}

/// Words by which a described data set is recognised; the first that fits wins.
const MARKS: &[(&str, &str)] = &[
    ("osm-powerplants", "osm-powerplants-2026"),
    ("OSM way/", "osm"),
    ("osm-transport-facilities", "osm-transport-facilities-2026"),
    ("osm-industrial-parks", "osm-industrial-parks-2026"),
    ("mapped-sites.csv", "osm-mapped-sites-2026"),
    ("Geofabrik vietnam extract", "osm-geofabrik-2026"),
    ("openstreetmap.org", "osm"),
    ("chatiip", "iip-directory"),
    ("iipmap.com", "iip-directory"),
    ("iipvietnam.com", "iip-directory"),
    ("Trangsct/ccn-laocai", "so-cong-thuong-lao-cai"),
    ("build_economic_zones.R", "mpi-economic-zones"),
    ("centroid of commune polygon", "boundaries-2026"),
    ("Open Development Vietnam", "odv-hydropower-2016"),
    ("GEM Global Coal Plant Tracker", "gem-coal-2024"),
    (
        "GEM Global Hydropower Tracker, Apr 2025",
        "gem-hydropower-2025",
    ),
    ("GEM Global Hydropower Tracker", "gem-hydropower-2024"),
    ("GEM Global Oil and Gas Plant Tracker", "gem-oil-gas-2024"),
    ("GEM Global Bioenergy Power Tracker", "gem-bioenergy-2024"),
    ("WRI Global Power Plant Database raw", "wri-gppd-raw"),
    ("WRI GPPD v1.3", "wri-gppd-1-3"),
    ("Sơn La surface-water permit", "son-la-water-permits"),
    ("Quyết định 768/QĐ-TTg", "decision-768-2025"),
    ("general knowledge", "general-knowledge"),
    ("derived: markers", "general-knowledge"),
    ("airportsdata", "airportsdata"),
    ("NGA World Port Index", "world-port-index"),
    ("World Port Index", "world-port-index"),
    ("searoute", "searoute"),
    ("CMB_CangHaiPhong", "hai-phong-port-layer-2023"),
    ("Google Maps place", "google-derived-point"),
    ("immigration gate code list", "immigration-gate-codes"),
    ("Quảng Ninh customs unit list", "quang-ninh-customs-units"),
    ("vn_address_converter", "vn-address-converter"),
    ("VN-Laos agreement list", "vn-laos-gate-list"),
    ("Decision 1199/QĐ-TTg", "decision-1199-2023"),
    ("Decision 1201/QĐ-TTg", "decision-1201-2023"),
    (
        "vi.wikipedia \"Cửa khẩu Việt Nam\" table",
        "wikipedia-gate-table",
    ),
];

/// Remarks that stand among the citations and name no source.
const REMARKS: &[&str] = &[
    "established_year =",
    "area = OSM polygon",
    "row added in second pass",
    "OSM tag construction",
];

/// All sources that a text names, in order.
pub(crate) fn citations(text: &str, style: Style) -> Vec<Citation> {
    let parts: Vec<&str> = match style {
        Style::Bars => text.split(" | ").collect(),
        Style::Semicolons => split_outside_brackets(text),
        Style::Place => vec![text],
    };
    parts.into_iter().flat_map(citations_of_part).collect()
}

fn citations_of_part(part: &str) -> Vec<Citation> {
    let part = without_label(part.trim());
    if part.is_empty() || REMARKS.iter().any(|remark| part.starts_with(remark)) {
        return Vec::new();
    }
    // An address names a page even when a data set stands beside it, as in "page as catalogued in …".
    let addresses: Vec<&str> = part.split_whitespace().filter_map(address).collect();
    if let Some(known) = known(part) {
        return vec![Citation::Known(known)];
    }
    if addresses.is_empty() {
        return named_pages(part);
    }
    addresses.into_iter().map(page_at).collect()
}

fn known(part: &str) -> Option<&'static str> {
    MARKS
        .iter()
        .find_map(|(mark, id)| part.contains(mark).then_some(*id))
}

/// Takes away what says which cells came from a source: `road: `, `second pass …: x, y from `.
fn without_label(part: &str) -> &str {
    if let Some((label, rest)) = part.split_once(" from ")
        && label.starts_with("second pass")
    {
        return rest.trim();
    }
    for label in [
        "road: ",
        "zone: ",
        "units: ",
        "GWh: ",
        "old-to-new commune: ",
        "class, second pass: ",
    ] {
        if let Some(rest) = part.strip_prefix(label) {
            return rest.trim();
        }
    }
    part
}

/// Splits at `;`, but not inside brackets or quotation marks.
fn split_outside_brackets(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0u32, false);
    for (index, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            ';' if depth == 0 && !quoted => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn address(word: &str) -> Option<&str> {
    let word = word
        .trim_start_matches('(')
        .trim_end_matches([')', ',', ';']);
    (word.starts_with("https://") || word.starts_with("http://")).then_some(word)
}

/// A page with a full address: host, and its path as the title.
fn page_at(address: &str) -> Citation {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.trim_start_matches("www.");
    let title = title_of_path(path);
    let id = match title.as_str() {
        "" => slug(host, 40),
        title => format!("{}-{}", slug(host, 40), slug(title, 60)),
    };
    let title = if title.is_empty() {
        host.to_owned()
    } else {
        title
    };
    press(id, title, host.to_owned(), Some(address.to_owned()))
}

/// The last speaking part of a path, without its ending, as words.
fn title_of_path(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let last = path
        .split('/')
        .rev()
        .find(|part| part.len() > 1 && *part != ".html" && !part.ends_with(".aspx"))
        .or_else(|| path.split('/').rev().find(|part| !part.is_empty()))
        .unwrap_or("");
    let stem = last.rsplit_once('.').map_or(
        last,
        |(stem, ending)| {
            if ending.len() <= 5 { stem } else { last }
        },
    );
    let mut words = percent_decoded(stem).replace(['-', '_', '+'], " ");
    let number = query.rsplit('=').next().filter(|end| !end.is_empty());
    if let Some(number) = number {
        words = format!("{words} {number}");
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let pair = text.get(index + 1..index + 3);
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if bytes[index] == b'%' => {
                decoded.push(byte);
                index += 3;
            }
            _ => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Pages named by site and number, or documents named by title.
fn named_pages(part: &str) -> Vec<Citation> {
    let bare = without_remark(part);
    let (site, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    if !is_site(site) {
        return vec![titled(bare)];
    }
    if rest.starts_with('"') {
        let title = rest.trim_matches('"');
        return vec![press(
            format!("{}-{}", slug(site, 40), slug(title, 60)),
            title.to_owned(),
            site.to_owned(),
            None,
        )];
    }
    let numbers = rest
        .split(',')
        .map(str::trim)
        .filter(|number| !number.is_empty());
    let pages: Vec<Citation> = numbers
        .map(|number| {
            let id = format!("{}-{}", slug(site, 40), slug(number, 60));
            press(id, number.to_owned(), site.to_owned(), None)
        })
        .collect();
    if pages.is_empty() {
        return vec![press(
            slug(site, 60),
            site.to_owned(),
            site.to_owned(),
            None,
        )];
    }
    pages
}

/// Takes away a remark in brackets at the end.
fn without_remark(part: &str) -> &str {
    match part.find(" (") {
        Some(start) if start > 0 => part[..start].trim(),
        _ => part,
    }
}

fn is_site(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or(word);
    host.contains('.')
        && host
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b))
        && host
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() >= 2 && !end.starts_with(|c: char| c.is_ascii_digit()))
}

fn titled(title: &str) -> Citation {
    let publisher = title.split([',', ' ']).next().unwrap_or(title).to_owned();
    press(slug(title, 80), title.to_owned(), publisher, None)
}

/// A page, article or document of which single facts are cited.
fn press(id: String, title: String, publisher: String, url: Option<String>) -> Citation {
    let wikipedia = publisher.contains("wikipedia");
    Citation::Page(Source {
        id,
        title,
        licence: match wikipedia {
            true => "CC BY-SA 4.0",
            false => "facts cited; the text is not copied",
        }
        .to_owned(),
        use_class: match wikipedia {
            true => UseClass::ShareAlike,
            false => UseClass::Open,
        },
        publisher,
        date: None,
        url,
        note: None,
    })
}
