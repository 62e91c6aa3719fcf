//! What a picture of the map is wanted to show: the state of the map as its address has it, and
//! the measures of the drawing.

use std::fmt;
use std::str::FromStr;

use crate::atlas::{LayerFilter, OverlayChoice};
use crate::geometry::LonLat;
use crate::overlay::legend::Theme;
use crate::overlay::numbers::Tongue;

/// What a reader can switch on and off; the names are those of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Toggle {
    /// Industrial clusters.
    Cluster,
    /// Industrial parks.
    Park,
    /// Border-gate economic zones.
    BorderEconomicZone,
    /// Other economic zones.
    EconomicZone,
    /// Zones of other kinds.
    Other,
    /// Border gates.
    Gates,
    /// Power plants.
    Plants,
    /// Provinces.
    Provinces,
    /// Communes.
    Communes,
    /// Provinces up to 30 June 2025.
    FormerProvinces,
    /// Communes up to 30 June 2025.
    FormerCommunes,
    /// Roads and railways.
    Transport,
    /// Names.
    Labels,
}

/// Every toggle with its name, in the order of the panel.
const NAMES: [(Toggle, &str); 13] = [
    (Toggle::Cluster, "cluster"),
    (Toggle::Park, "park"),
    (Toggle::BorderEconomicZone, "border_economic_zone"),
    (Toggle::EconomicZone, "economic_zone"),
    (Toggle::Other, "other"),
    (Toggle::Gates, "gates"),
    (Toggle::Plants, "plants"),
    (Toggle::Provinces, "provinces"),
    (Toggle::Communes, "communes"),
    (Toggle::FormerProvinces, "former_provinces"),
    (Toggle::FormerCommunes, "former_communes"),
    (Toggle::Transport, "transport"),
    (Toggle::Labels, "labels"),
];

/// The text is the name of no toggle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such layer of the map")]
pub struct NoToggle;

impl Toggle {
    /// Every toggle, in the order of the panel.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(toggle, _)| *toggle)
    }

    /// Whether it is on when nothing is said: the present map comes first.
    #[must_use]
    pub fn is_on_at_first(self) -> bool {
        !matches!(self, Self::FormerProvinces | Self::FormerCommunes)
    }
}

impl fmt::Display for Toggle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(toggle, _)| toggle == self);
        f.write_str(name.map_or("", |(_, name)| name))
    }
}

impl FromStr for Toggle {
    type Err = NoToggle;

    fn from_str(text: &str) -> Result<Self, NoToggle> {
        let found = NAMES.iter().find(|(_, name)| *name == text);
        found.map(|(toggle, _)| *toggle).ok_or(NoToggle)
    }
}

/// The toggles that are on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shown(Vec<Toggle>);

impl Shown {
    /// These toggles, each once.
    pub fn of(toggles: impl IntoIterator<Item = Toggle>) -> Self {
        let mut all: Vec<Toggle> = toggles.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Whether a toggle is on.
    #[must_use]
    pub fn has(&self, toggle: Toggle) -> bool {
        self.0.contains(&toggle)
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::of(Toggle::all().filter(|toggle| toggle.is_on_at_first()))
    }
}

/// Which units are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MapTime {
    /// Those of today.
    #[default]
    Now,
    /// Those until 30 June 2025.
    Before,
    /// Both.
    Compare,
}

/// The middle of the map and how near it is: the zoom of map clients, whose world is 512 pixels wide at 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    /// Zoom.
    pub zoom: f64,
    /// What is in the middle.
    pub middle: LonLat,
}

/// Everything about a picture.
#[derive(Clone, Debug)]
pub struct PictureWish {
    /// Middle and zoom; the whole region when there is none.
    pub view: Option<MapView>,
    /// What is on.
    pub shown: Shown,
    /// Values over areas.
    pub overlay: Option<OverlayChoice>,
    /// Which records of layers are drawn; all of a layer that has no filter.
    pub filters: Vec<LayerFilter>,
    /// Which units.
    pub time: MapTime,
    /// A title above the map.
    pub title: Option<String>,
    /// Whether a legend stands on the map.
    pub legend: bool,
    /// Language of all words.
    pub tongue: Tongue,
    /// Light or dark.
    pub theme: Theme,
    /// Width of the drawing, in CSS pixels.
    pub width: u16,
    /// Height of the drawing, in CSS pixels.
    pub height: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_there_and_back() {
        for toggle in Toggle::all() {
            assert_eq!(toggle.to_string().parse(), Ok(toggle));
        }
        assert_eq!("clusters".parse::<Toggle>(), Err(NoToggle));
    }

    #[test]
    fn former_units_are_off_at_first() {
        let first = Shown::default();
        assert!(first.has(Toggle::Labels) && first.has(Toggle::Plants));
        assert!(!first.has(Toggle::FormerProvinces));
        assert_eq!(
            Shown::of([Toggle::Gates, Toggle::Gates]),
            Shown::of([Toggle::Gates])
        );
    }
}
