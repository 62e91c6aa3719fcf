//! The state of the map as addresses write it: in the query of `/embed` and of the pictures, after
//! the `#` of the atlas. One notation everywhere; what cannot be meant is told.

use axum::extract::Query;
use axum::http::Uri;

use super::filter_query::refused;
use super::language::Language;
use super::overlays::{RawRequest, choose};
use super::parameters::{decimal, percent_encoded, shown, whole_number};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{
    Atlas, FilterLanguage, LayerFilter, MapTime, MapView, OverlayChoice, Shown, Theme, Toggle,
    Tongue,
};
use crate::domain::LayerId;
use crate::geometry::{Crs, LonLat};

/// What the map shows.
pub(super) const STATE: &[&str] = &[
    "map", "layers", "overlay", "level", "period", "zones", "gates", "plants", "time",
];

/// How a map on another page looks and what it lets its reader do.
pub(super) const LOOK: &[&str] = &["title", "legend", "search", "theme", "interaction"];

/// The longest title, in letters.
const TITLE_LETTERS: usize = 200;

/// The greatest zoom of the map.
const MOST_ZOOM: f64 = 22.0;

/// The names of filters and their layers.
const FILTERS: [(&str, LayerId); 3] = [
    ("zones", LayerId::IndustrialZones),
    ("gates", LayerId::BorderGates),
    ("plants", LayerId::PowerPlants),
];

/// Light, dark, or as the reader's device has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ThemeWish {
    /// As the device has it; a picture is light then.
    #[default]
    Auto,
    Light,
    Dark,
}

impl ThemeWish {
    /// The colours of a picture.
    pub(super) fn theme(self) -> Theme {
        match self {
            Self::Auto | Self::Light => Theme::Light,
            Self::Dark => Theme::Dark,
        }
    }
}

/// A state that can be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct MapState {
    pub(super) view: Option<MapView>,
    pub(super) shown: Shown,
    pub(super) overlay: Option<OverlayChoice>,
    pub(super) filters: Vec<LayerFilter>,
    pub(super) time: MapTime,
    pub(super) title: Option<String>,
    pub(super) legend: Option<bool>,
    pub(super) language: Option<Language>,
    pub(super) theme: ThemeWish,
    /// The parameters it was read from, in the order given.
    pub(super) given: Vec<(String, String)>,
}

impl MapState {
    /// Reads a state from pairs whose names are all known.
    ///
    /// # Errors
    /// The first value that cannot be meant.
    pub(super) fn read(atlas: &Atlas, given: &[(String, String)]) -> Result<Self, Problem> {
        let value = |name: &str| {
            let pair = given.iter().find(|(given, _)| given == name);
            pair.map(|(_, value)| value.trim())
                .filter(|v| !v.is_empty())
        };
        let layers = given.iter().find(|(name, _)| name == "layers");
        Ok(Self {
            view: value("map").map(view).transpose()?,
            shown: layers
                .map(|(_, list)| toggles(list))
                .transpose()?
                .unwrap_or_default(),
            overlay: overlay(atlas, &value)?,
            filters: filters(atlas, &value)?,
            time: value("time").map(time).transpose()?.unwrap_or_default(),
            title: value("title").map(title).transpose()?,
            legend: flag("legend", value("legend"))?,
            language: value("lang").map(language).transpose()?,
            theme: value("theme").map(theme).transpose()?.unwrap_or_default(),
            given: {
                flag("search", value("search"))?;
                value("interaction").map(interaction).transpose()?;
                given.to_vec()
            },
        })
    }

    /// The language of words that are drawn.
    pub(super) fn tongue(&self) -> Tongue {
        match self.language.unwrap_or_default() {
            Language::Vi => Tongue::Vi,
            Language::En => Tongue::En,
        }
    }

    /// The same state as a query, without the names left out; empty when nothing is said.
    pub(super) fn query(&self, without: &[&str]) -> String {
        let kept = self.given.iter().filter(|(name, value)| {
            !without.contains(&&name[..]) && (!value.is_empty() || name == "layers")
        });
        let pairs = kept.map(|(name, value)| format!("{name}={}", percent_encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// The pairs of a query, decoded.
///
/// # Errors
/// When it is no query at all.
pub(super) fn pairs(query: &str) -> Result<Vec<(String, String)>, Problem> {
    let malformed = || Problem::of_kind(ProblemKind::MalformedRequest);
    let uri: Uri = format!("/?{query}").parse().map_err(|_| malformed())?;
    let pairs = Query::try_from_uri(&uri).map_err(|_| malformed())?;
    Ok(pairs.0)
}

fn view(text: &str) -> Result<MapView, Problem> {
    let numbers: Vec<Option<f64>> = text.split('/').take(4).map(decimal).collect();
    let found = match numbers[..] {
        [Some(zoom), Some(lat), Some(lon)] if (0.0..=MOST_ZOOM).contains(&zoom) => {
            let middle = LonLat::new(lon, lat).filter(|place| place.lat.abs() <= 85.0);
            middle.map(|middle| MapView { zoom, middle })
        }
        _ => None,
    };
    found.ok_or_else(|| {
        invalid(
            "Tham số map gồm mức thu phóng, vĩ độ và kinh độ, cách nhau bằng dấu /, ví dụ map=8/21.3/106.2.",
            "The parameter map is zoom, latitude and longitude with slashes between them, such as map=8/21.3/106.2.",
        )
    })
}

fn toggles(list: &str) -> Result<Shown, Problem> {
    let words = list
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let read = words.map(|word| {
        word.parse::<Toggle>().map_err(|_| {
            let all: Vec<String> = Toggle::all().map(|toggle| toggle.to_string()).collect();
            let (word, all) = (shown(word), all.join(", "));
            invalid(
                format!("Tham số layers: không có lớp \"{word}\". Các lớp dùng được: {all}."),
                format!("The parameter layers: there is no \"{word}\". It knows: {all}."),
            )
        })
    });
    Ok(Shown::of(read.collect::<Result<Vec<_>, _>>()?))
}

fn overlay<'a>(
    atlas: &Atlas,
    value: &impl Fn(&str) -> Option<&'a str>,
) -> Result<Option<OverlayChoice>, Problem> {
    let Some(id) = value("overlay") else {
        // Without an overlay level and period mean nothing, and harm nothing.
        return Ok(None);
    };
    let own = |name| value(name).map(str::to_owned);
    let request = RawRequest::at(own("level"), own("period")).read()?;
    choose(atlas, id, &request).map(Some)
}

fn filters<'a>(
    atlas: &Atlas,
    value: &impl Fn(&str) -> Option<&'a str>,
) -> Result<Vec<LayerFilter>, Problem> {
    let given = FILTERS.iter();
    let given = given.filter_map(|(name, layer)| Some((*layer, value(name)?)));
    given
        .map(|(layer, text)| {
            let read = atlas.read_filter(layer, text, FilterLanguage::Text, Crs::CRS84);
            read.map_err(|why| refused(&why))
        })
        .collect()
}

fn time(text: &str) -> Result<MapTime, Problem> {
    match text {
        "now" => Ok(MapTime::Now),
        "before" => Ok(MapTime::Before),
        "compare" => Ok(MapTime::Compare),
        _ => Err(one_of("time", "now, before, compare")),
    }
}

fn title(text: &str) -> Result<String, Problem> {
    if text.chars().count() > TITLE_LETTERS {
        return Err(invalid(
            format!("Tham số title dài tối đa {TITLE_LETTERS} ký tự."),
            format!("The parameter title has at most {TITLE_LETTERS} letters."),
        ));
    }
    Ok(text.to_owned())
}

fn flag(name: &str, text: Option<&str>) -> Result<Option<bool>, Problem> {
    match text {
        None => Ok(None),
        Some("1") => Ok(Some(true)),
        Some("0") => Ok(Some(false)),
        Some(_) => Err(one_of(name, "1, 0")),
    }
}

fn language(text: &str) -> Result<Language, Problem> {
    Language::of_code(text).ok_or_else(|| one_of("lang", "vi, en"))
}

fn theme(text: &str) -> Result<ThemeWish, Problem> {
    match text {
        "auto" => Ok(ThemeWish::Auto),
        "light" => Ok(ThemeWish::Light),
        "dark" => Ok(ThemeWish::Dark),
        _ => Err(one_of("theme", "light, dark, auto")),
    }
}

fn interaction(text: &str) -> Result<(), Problem> {
    match text {
        "full" | "gentle" | "none" => Ok(()),
        _ => Err(one_of("interaction", "full, gentle, none")),
    }
}

/// A side of a picture in pixels.
pub(super) fn side(name: &str, text: Option<&str>, usual: u16) -> Result<u16, Problem> {
    let read = text.map(|text| whole_number(name, text, 100, 2000));
    Ok(read.transpose()?.map_or(usual, |pixels| pixels as u16))
}

fn one_of(name: &str, all: &str) -> Problem {
    invalid(
        format!("Tham số {name} nhận một trong các giá trị: {all}."),
        format!("The parameter {name} is one of: {all}."),
    )
}

fn invalid(vi: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::InvalidValue, vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_zoom_latitude_longitude() {
        let read = view("8.5/21.3/106.2").unwrap();
        assert!((read.middle.lat - 21.3).abs() < 1e-9 && (read.zoom - 8.5).abs() < 1e-9);
        for bad in [
            "",
            "8/21",
            "8/21/106/1",
            "23/21/106",
            "-1/21/106",
            "8/86/106",
            "a/b/c",
        ] {
            assert!(view(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_empty_list_of_layers_shows_none() {
        assert!(!toggles("").unwrap().has(Toggle::Cluster));
        assert!(toggles("cluster, gates").unwrap().has(Toggle::Gates));
        assert!(toggles("cluster,roads").is_err());
    }

    #[test]
    fn pairs_are_decoded() {
        let read = pairs("zones=kind%20%3D%20%27park%27&title=a+b").unwrap();
        assert_eq!(read[0].1, "kind = 'park'");
        assert_eq!(read[1].1, "a b");
    }
}
