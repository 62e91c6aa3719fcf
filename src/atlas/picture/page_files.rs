//! What pictures take from the files of the page, so that both look alike: its colours, its icons
//! and the coarse shapes around the region. They are compiled in.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::overlay::legend::Theme;

/// The colours of the map, light and dark.
const PALETTES: &str = include_str!("../../../static/src/style/palette.ts");

/// The land around the box that our own context covers.
const SURROUNDINGS: &str = include_str!("../../../static/src/style/surroundings.ts");

/// Viet Nam and both archipelagos for the inset.
const ARCHIPELAGOS: &str = include_str!("../../../static/src/map/archipelagos.ts");

/// A place: degrees east, degrees north.
pub(super) type Place = [f64; 2];

/// The colours of one theme, by name; those of kinds of zone and of fuels by their own names.
#[derive(Debug)]
pub(super) struct Palette {
    colours: HashMap<String, &'static str>,
}

/// What is drawn where a colour has no name: nothing is hidden, and a test finds it.
const NO_COLOUR: &str = "#ff00ff";

impl Palette {
    /// The colours of a theme.
    pub fn of(theme: Theme) -> &'static Self {
        static BOTH: LazyLock<[Palette; 2]> =
            LazyLock::new(|| ["LIGHT", "DARK"].map(|name| Palette::read(PALETTES, name)));
        match theme {
            Theme::Light => &BOTH[0],
            Theme::Dark => &BOTH[1],
        }
    }

    /// The colour of that name.
    pub fn get(&self, name: &str) -> &'static str {
        self.colours.get(name).copied().unwrap_or(NO_COLOUR)
    }

    /// The colour of a kind of zone.
    pub fn zone(&self, kind: &str) -> &'static str {
        let name = format!("zones.{kind}");
        self.colours
            .get(&name[..])
            .copied()
            .unwrap_or_else(|| self.get("ink"))
    }

    /// The colour of a fuel.
    pub fn fuel(&self, fuel: &str) -> &'static str {
        let name = format!("fuels.{fuel}");
        let known = self.colours.get(&name[..]).copied();
        known.unwrap_or_else(|| self.get("fuels.unknown"))
    }

    /// Reads `export const NAME: Palette = { … };`: a colour a line, groups in braces.
    fn read(text: &'static str, name: &str) -> Self {
        let start = text
            .find(&format!("export const {name}:"))
            .unwrap_or(text.len());
        let body = &text[start..];
        let body = &body[..body.find("\n};").unwrap_or(body.len())];
        let mut group = "";
        let mut colours = HashMap::new();
        for line in body.lines().skip(1).map(str::trim) {
            let Some((key, rest)) = line.split_once(": ") else {
                group = "";
                continue;
            };
            if rest == "{" {
                group = key;
            } else if let Some(colour) = rest.strip_prefix('\'').and_then(|r| r.split('\'').next())
            {
                let name = match group {
                    "" => key.to_owned(),
                    group => format!("{group}.{key}"),
                };
                colours.insert(name, colour);
            }
        }
        Self { colours }
    }
}

/// The icon of that file, without its outer element, in these colours.
pub(super) fn icon(name: &str, fill: &str, line: &str, glyph: &str, dash: &str) -> String {
    let Some((_, drawn)) = ICONS.iter().find(|(known, _)| *known == name) else {
        return String::new();
    };
    let start = drawn.find('>').map_or(0, |end| end + 1);
    let end = drawn.rfind("</svg>").unwrap_or(drawn.len());
    drawn[start..end]
        .trim()
        .replace("var(--fill)", fill)
        .replace("var(--line)", line)
        .replace("var(--glyph)", glyph)
        .replace("var(--dash)", dash)
        .replace("\n  ", "")
}

macro_rules! icons {
    ($($name:literal),* $(,)?) => {
        /// The icon files of the page by name.
        const ICONS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../static/icons/", $name, ".svg"))),)*
        ];
    };
}

icons![
    "gate-clearance_point",
    "gate-international",
    "gate-main",
    "gate-secondary",
    "gate-unknown",
    "group",
    "mode-air",
    "mode-rail",
    "mode-river",
    "mode-road",
    "mode-sea",
    "plant-imprecise",
    "zone-border_economic_zone",
    "zone-cluster",
    "zone-economic_zone",
    "zone-other",
    "zone-park",
];

/// Polygons around our own context: rings of places, the outer one first.
pub(super) fn surroundings() -> &'static [Vec<Vec<Place>>] {
    static READ: LazyLock<Vec<Vec<Vec<Place>>>> =
        LazyLock::new(|| literal(SURROUNDINGS, "SURROUNDINGS"));
    &READ
}

/// Rings of the mainland.
pub(super) fn mainland() -> &'static [Vec<Place>] {
    static READ: LazyLock<Vec<Vec<Place>>> = LazyLock::new(|| literal(ARCHIPELAGOS, "MAINLAND"));
    &READ
}

/// The islands of both archipelagos.
pub(super) fn islands() -> &'static [Vec<Place>; 2] {
    static READ: LazyLock<[Vec<Place>; 2]> =
        LazyLock::new(|| ["HOANG_SA", "TRUONG_SA"].map(|name| literal(ARCHIPELAGOS, name)));
    &READ
}

/// The list written in `export const NAME… = […];`, which is JSON; empty when there is none.
fn literal<T: serde::de::DeserializeOwned + Default>(text: &str, name: &str) -> T {
    let written = || {
        let start = text.find(&format!("export const {name}:"))?;
        let body = &text[start..];
        let body = &body[body.find(" = ")? + 3..];
        let body = &body[..body.find(';')?];
        serde_json::from_str(body).ok()
    };
    written().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_that_pictures_use_is_there() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            for name in [
                "sea",
                "land",
                "neighbour",
                "archipelago",
                "coast",
                "river",
                "lake",
                "seaText",
                "provinceText",
                "communeText",
                "formerText",
                "halo",
                "nationalBorder",
                "nationalBand",
                "provinceBorder",
                "communeBorder",
                "formerBorder",
                "expressway",
                "road",
                "railway",
                "gate",
                "paper",
                "ink",
                "zones.cluster",
                "fuels.hydro",
                "fuels.unknown",
            ] {
                assert_ne!(palette.get(name), NO_COLOUR, "{name}");
            }
        }
        assert_ne!(
            Palette::of(Theme::Light).get("sea"),
            Palette::of(Theme::Dark).get("sea")
        );
    }

    #[test]
    fn shapes_of_the_page_can_be_read() {
        assert!(!surroundings().is_empty() && !mainland().is_empty());
        assert!(islands().iter().all(|islands| islands.len() > 10));
    }

    #[test]
    fn icons_take_their_colours() {
        for (name, _) in ICONS {
            let drawn = icon(name, "#111111", "#222222", "#333333", "none");
            assert!(
                drawn.contains("#222222") || drawn.contains("#333333"),
                "{name}"
            );
            assert!(
                !drawn.contains("var(") && !drawn.contains("<svg"),
                "{name}: {drawn}"
            );
        }
    }
}
