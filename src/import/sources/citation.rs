//! Reading one citation text: which data sets and pages does it name?

use xxhash_rust::xxh3::xxh3_64;

use super::document::documents;
use super::publishers::name_of;
use super::slug::slug;
use crate::domain::{PartialDate, Source, UseClass};

/// How the citations of a table are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `a | b | second pass …: cells from c`: the industrial zones.
    Bars,
    /// `a; b; road: c`: gates and plants.
    Semicolons,
    /// One source with its object: where a place comes from.
    Place,
    /// Documents joined by `and`: the figures.
    Documents,
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
    ("derived: ", "general-knowledge"),
    ("coordinates in Thanh Niên", "thanh-nien-2022"),
    ("thanhnien.vn post1527960", "thanh-nien-2022"),
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
    (
        "haiquanonline.com.vn 28217",
        "english-haiquanonline-com-vn-28217",
    ),
    ("VNA post301108", "vna-301108"),
    ("gjuc copy of the NSO 2023 table", "nso-2023-table"),
    (
        "text of Cục Thương mại điện tử và Kinh tế số",
        "idea-lang-son-2024",
    ),
    (
        "thongtin.vietnam.vn (5M 2025 exports)",
        "thongtin-vietnam-vn-exports-5m-2025",
    ),
    ("vietnam.vn (Lào Cai, 2025)", "lao-cai-10m-2025"),
    (
        "report of the 2022 northern industry-and-trade conference",
        "conference-report-2022",
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
        Style::Semicolons => split_outside_brackets(text, ';'),
        Style::Place => vec![text],
        Style::Documents => return documents(text),
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

pub(super) fn known(part: &str) -> Option<&'static str> {
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

/// Splits at a mark, but not inside brackets or quotation marks.
pub(crate) fn split_outside_brackets(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0u32, false);
    for (index, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            _ if letter == mark && depth == 0 && !quoted => {
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
    let title = if title.is_empty() { host } else { &title };
    let mut citation = press(host, title, Some(address));
    if let Citation::Page(page) = &mut citation
        && page.title == title
    {
        page.title = readable(title);
    }
    citation
}

/// Words of an address as a title: a capital letter first, no number of the page last.
fn readable(title: &str) -> String {
    let mut words: Vec<&str> = title.split(' ').collect();
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(|first: char| first.is_ascii_lowercase());
        digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if words.len() > 3 && words.last().is_some_and(|last| is_number(last)) {
        words.pop();
    }
    let text = words.join(" ");
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The part of a path that speaks most, without its ending, as words; with the number of the page
/// when that stands in the query.
fn title_of_path(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path
        .split('/')
        .filter(|part| part.len() > 2 && *part != ".html");
    let speaking = parts
        .max_by_key(|part| part.matches('-').count())
        .unwrap_or("");
    let stem = match speaking.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => speaking,
    };
    let mut words = percent_decoded(stem).replace(['-', '_', '+'], " ");
    let number = query.rsplit('=').next().unwrap_or("");
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
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
    let bare = without_remarks(part);
    let (site, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    if !is_site(site) {
        return vec![press(publisher_of(bare), bare, None)];
    }
    if rest.is_empty() {
        return vec![press(site, site, None)];
    }
    if rest.starts_with(['"', '«']) {
        let inside = rest.trim_start_matches(['"', '«']);
        let end = inside.find(['"', '»']).unwrap_or(inside.len());
        let title = &inside[..end];
        return vec![press(site, title, None)];
    }
    let numbers = rest.split(',').map(str::trim);
    numbers
        .filter(|number| !number.is_empty())
        .map(|number| press(site, &format!("{site} {number}"), None))
        .collect()
}

/// Takes away remarks in brackets at the end.
fn without_remarks(part: &str) -> &str {
    let mut bare = part.trim();
    while bare.ends_with(')') {
        match bare.rfind(" (") {
            Some(start) if start > 0 => bare = bare[..start].trim(),
            _ => break,
        }
    }
    bare
}

pub(super) fn is_site(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or(word);
    let letters =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    let (name, end) = host.rsplit_once('.').unwrap_or(("", host));
    !name.is_empty()
        && host.bytes().all(letters)
        && end.len() >= 2
        && !end.starts_with(|c: char| c.is_ascii_digit())
}

/// The words before the first date, number or comma: "Dân trí 18/09/2025" → "Dân trí".
pub(super) fn publisher_of(title: &str) -> &str {
    let words = title.split_inclusive(' ');
    let mut end = 0;
    for word in words {
        if word.starts_with(|first: char| first.is_ascii_digit() || first == '"' || first == '(') {
            break;
        }
        end += word.len();
        if word.trim_end().ends_with(',') {
            break;
        }
    }
    match title[..end].trim_end_matches([' ', ',']) {
        "" => title,
        publisher => publisher,
    }
}

/// The day at the end of a text: "18/09/2025".
fn date_at_end(text: &str) -> Option<PartialDate> {
    let mut parts = text.rsplit(' ').next()?.splitn(3, '/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    format!("{year}-{month}-{day}").parse().ok()
}

/// The longest title in an id; a longer one is cut and told apart by a short hash.
const LONGEST: usize = 60;

fn id_of(publisher: &str, title: &str) -> String {
    let (site, whole) = (slug(publisher, 40), slug(title, usize::MAX));
    let words = whole
        .strip_prefix(&site)
        .unwrap_or(&whole)
        .trim_matches('-');
    let cut = match words.len() {
        0 => return site,
        1..=LONGEST => words.to_owned(),
        _ => format!(
            "{}-{:04x}",
            slug(words, LONGEST),
            xxh3_64(words.as_bytes()) & 0xffff
        ),
    };
    format!("{site}-{cut}")
}

/// The number of a page: digits, perhaps behind `post`, `d` or `n`.
fn page_number(text: &str) -> Option<&str> {
    let number = text.strip_prefix("post").unwrap_or(text);
    let digits = number.trim_start_matches(['d', 'n']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && number.len() <= digits.len() + 1).then_some(number)
}

/// A page, article or document of which single facts are cited. A page named by the number under
/// which its site keeps it is one document whether or not the number begins with `post`.
pub(super) fn press(publisher: &str, title: &str, url: Option<&str>) -> Citation {
    let bare = title.strip_prefix(publisher).unwrap_or(title);
    let number = page_number(bare.trim());
    let (key, shown) = match &number {
        Some(number) => (
            format!("{publisher} {number}"),
            format!("{publisher}, bài số {number}"),
        ),
        None => (title.to_owned(), title.to_owned()),
    };
    let (licence, use_class) = if publisher.contains("wikipedia") {
        ("CC BY-SA 4.0", UseClass::ShareAlike)
    } else {
        ("facts cited; the text is not copied", UseClass::Open)
    };
    Citation::Page(Source {
        id: id_of(publisher, &key),
        title: shown,
        publisher: name_of(publisher).to_owned(),
        date: date_at_end(title),
        licence: licence.to_owned(),
        use_class,
        url: url.map(str::to_owned),
        note: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str, style: Style) -> Vec<String> {
        citations(text, style)
            .into_iter()
            .map(Citation::into_id)
            .collect()
    }

    #[test]
    fn objects_of_one_data_set_are_one_source() {
        assert_eq!(
            ids(
                "https://www.openstreetmap.org/way/1 | area = OSM polygon",
                Style::Bars
            ),
            ["osm"]
        );
        assert_eq!(
            ids(
                "https://iipmap.com/a | https://iipvietnam.com/b.html",
                Style::Bars
            ),
            ["iip-directory", "iip-directory"]
        );
    }

    #[test]
    fn remarks_name_no_source() {
        let text = "established_year = start of operation term in directory | row added in second pass 2026-11-22";
        assert!(ids(text, Style::Bars).is_empty());
    }

    #[test]
    fn a_later_pass_names_its_page_after_from() {
        let text = "second pass 2026-11-22: status unknown -> operating, old_district from https://a.vn/x-y-z-12.html (\"approved; working\")";
        assert_eq!(ids(text, Style::Bars), ["a-vn-x-y-z-12"]);
    }

    #[test]
    fn numbers_of_one_site_are_a_source_each() {
        let text = "zone: english.haiquanonline.com.vn 32421, 32500; vi.wikipedia \"Cửa khẩu Tà Lùng\" (table; copy)";
        assert_eq!(
            ids(text, Style::Semicolons),
            [
                "english-haiquanonline-com-vn-32421",
                "english-haiquanonline-com-vn-32500",
                "vi-wikipedia-cua-khau-ta-lung"
            ]
        );
    }

    #[test]
    fn a_paper_with_a_day_keeps_its_name_and_day() {
        let found = citations("Dân trí 18/09/2025", Style::Semicolons);
        let [Citation::Page(source)] = &found[..] else {
            panic!("one page expected, found {found:?}");
        };
        assert_eq!(source.publisher, "Dân trí");
        assert_eq!(
            source.date.map(|date| date.to_string()).as_deref(),
            Some("2025-09-18")
        );
    }

    #[test]
    fn titles_that_differ_only_late_stay_apart() {
        let long = "a".repeat(50);
        let one = format!("https://b.vn/{long}-{long}-1");
        let two = format!("https://b.vn/{long}-{long}-2");
        assert_ne!(ids(&one, Style::Place), ids(&two, Style::Place));
    }

    #[test]
    fn an_address_gives_a_title_that_can_be_read() {
        let title = |text: &str| match &citations(text, Style::Bars)[..] {
            [Citation::Page(page)] => (page.id.clone(), page.title.clone()),
            other => panic!("one page expected, found {other:?}"),
        };
        let (id, shown) = title("https://a.vn/cum-cong-nghiep-moi-post94080.html");
        assert_eq!(
            (id.as_str(), shown.as_str()),
            ("a-vn-cum-cong-nghiep-moi-post94080", "Cum cong nghiep moi")
        );
        let (id, shown) = title("https://a.vn/news/23632/.html");
        assert_eq!(
            (id.as_str(), shown.as_str()),
            ("a-vn-23632", "a.vn, bài số 23632")
        );
        assert_eq!(title("https://a.vn/nam-2030").1, "Nam 2030");
    }

    #[test]
    fn the_number_of_a_page_may_begin_with_post() {
        assert_eq!(
            ids("a.vn post12", Style::Semicolons),
            ids("a.vn 12", Style::Semicolons)
        );
        assert_eq!(page_number("d1337514"), Some("d1337514"));
        assert_eq!(page_number("id-7185"), None);
        assert_eq!(page_number(""), None);
    }

    #[test]
    fn wikipedia_is_share_alike() {
        let found = citations("vi.wikipedia \"Cửa khẩu Tà Lùng\"", Style::Semicolons);
        assert!(
            matches!(&found[..], [Citation::Page(page)] if page.use_class == UseClass::ShareAlike)
        );
    }
}
