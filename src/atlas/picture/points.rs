//! Zones, gates and plants of a picture: the signs of the page, grouped where its tiles group them.

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::Atlas;
use crate::atlas::picture::drawing::{Drawing, Lettering};
use crate::atlas::picture::frame::{Frame, Rect, between};
use crate::atlas::picture::page_files::{Palette, icon};
use crate::atlas::picture::wish::{PictureWish, Toggle};
use crate::atlas::picture::words::ZONE_KINDS;
use crate::atlas::records::filtered::Filtered;
use crate::domain::LayerId;
use crate::tile::{Attributes, TileLayer};

/// Zoom from which a gate shows its mode.
const MODES_FROM: f64 = 7.5;

/// What stands on the map, for the legend and for names that must not cover it.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The room that signs take.
    pub boxes: Vec<Rect>,
    /// Signs that may get a name, the most important first.
    pub named: Vec<Named>,
    /// Values that are drawn: kinds of zone, classes of gate, fuels.
    pub zones: BTreeSet<String>,
    pub gates: BTreeSet<String>,
    pub fuels: BTreeSet<String>,
    /// Whether some place is not the real one.
    pub rough: bool,
    /// Whether some plant does not operate yet.
    pub pending: bool,
    /// Whether some sign stands for several places.
    pub groups: bool,
    /// Icons by their name in the drawing.
    pub icons: BTreeMap<String, String>,
}

/// A sign that may get a name.
#[derive(Debug)]
pub(super) struct Named {
    pub vi: String,
    pub en: String,
    pub at: [f64; 2],
    /// How far from its place the name stands.
    pub away: f64,
    pub colour: &'static str,
}

/// What draws the points of one picture.
pub(super) struct Points<'a> {
    pub out: &'a mut Drawing,
    pub frame: &'a Frame,
    pub palette: &'static Palette,
    pub drawn: Drawn,
}

impl Atlas {
    /// Draws all points asked for.
    pub(super) fn draw_points(&self, points: &mut Points<'_>, wish: &PictureWish) {
        let kinds: Vec<&str> = ZONE_KINDS
            .iter()
            .map(|(kind, ..)| *kind)
            .filter(|kind| {
                kind.parse::<Toggle>()
                    .is_ok_and(|toggle| wish.shown.has(toggle))
            })
            .collect();
        let layers = [
            (LayerId::IndustrialZones, !kinds.is_empty()),
            (LayerId::PowerPlants, wish.shown.has(Toggle::Plants)),
            (LayerId::BorderGates, wish.shown.has(Toggle::Gates)),
        ];
        for (layer, _) in layers.into_iter().filter(|(_, on)| *on) {
            let filter = wish
                .filters
                .iter()
                .find(|filter| filter.records == layer.into());
            let filtered = filter.map(|filter| self.filtered(filter));
            let tiles = match &filtered {
                Some(filtered) => match filtered.get() {
                    Some(Filtered::Prepared(tiles)) => Some(tiles),
                    _ => None,
                },
                None => self.layers.get(&layer).map(|layer| &layer.tiles),
            };
            let seen = seen_in(tiles, points.frame);
            match layer {
                LayerId::PowerPlants => points.plants(seen),
                LayerId::BorderGates => points.gates(seen),
                _ => {
                    let wanted = |kind: &str| kinds.contains(&kind);
                    let own = seen.into_iter();
                    let own = own.filter(|(zone, _)| zone.text("kind").is_some_and(wanted));
                    points.zones(own.collect());
                }
            }
        }
    }

    /// The points of a layer near a frame, at their places in the drawing.
    pub(super) fn points_seen(&self, layer: LayerId, frame: &Frame) -> Vec<Seen<'_>> {
        seen_in(self.layers.get(&layer).map(|layer| &layer.tiles), frame)
    }
}

fn seen_in<'a>(tiles: Option<&'a TileLayer>, frame: &Frame) -> Vec<Seen<'a>> {
    let Some(TileLayer::Points(points)) = tiles else {
        return Vec::new();
    };
    let between = points.points_between(frame.tile_zoom(), frame.corners(24.0));
    between
        .into_iter()
        .map(|(attributes, at)| (attributes, frame.at(at)))
        .collect()
}

/// A point with what is known of it, at its place in the drawing.
pub(super) type Seen<'a> = (&'a Attributes, [f64; 2]);

fn count(attributes: &Attributes) -> f64 {
    attributes.number("point_count")
}

fn is_group(attributes: &Attributes) -> bool {
    count(attributes) > 0.0
}

fn precision(attributes: &Attributes) -> &str {
    attributes.text("precision").unwrap_or_default()
}

impl Points<'_> {
    fn zones(&mut self, mut seen: Vec<Seen<'_>>) {
        seen.sort_by(|a, b| a.0.number("area_ha").total_cmp(&b.0.number("area_ha")));
        self.groups(&seen, |attributes| {
            attributes.text("kind").unwrap_or("other").to_owned()
        });
        let scale = self
            .frame
            .by_zoom(&[[5.0, 0.5], [8.0, 0.72], [11.0, 1.0], [14.0, 1.25]]);
        for (zone, at) in seen.iter().filter(|(zone, _)| !is_group(zone)) {
            let kind = zone.text("kind").unwrap_or("other");
            let precision = precision(zone);
            let form = match precision {
                "commune_centroid" => "-centroid",
                "approximate" => "-approximate",
                _ => "",
            };
            self.drawn.zones.insert(kind.to_owned());
            self.drawn.rough |= !form.is_empty();
            let icon = self.zone_icon(kind, form);
            self.sign(&icon, *at, scale, 24.0);
        }
        if self.frame.zoom >= 11.0 {
            for (zone, at) in seen.iter().rev().filter(|(zone, _)| !is_group(zone)) {
                let colour = self.palette.zone(zone.text("kind").unwrap_or("other"));
                self.name(zone, *at, 12.0 * scale + 10.0, colour);
            }
        }
    }

    fn gates(&mut self, mut seen: Vec<Seen<'_>>) {
        let importance = |gate: &Attributes| match gate.text("class") {
            Some("international") => 4,
            Some("main") => 3,
            Some("secondary") => 2,
            Some("clearance_point") => 1,
            _ => 0,
        };
        seen.sort_by_key(|(gate, _)| importance(gate));
        self.groups(&seen, |_| "gates".to_owned());
        let scale = self
            .frame
            .by_zoom(&[[5.0, 0.62], [8.0, 0.85], [11.0, 1.1], [14.0, 1.3]]);
        for (gate, at) in seen.iter().filter(|(gate, _)| !is_group(gate)) {
            let class = gate.text("class").unwrap_or("unknown");
            let rough = matches!(precision(gate), "approximate" | "commune_centroid");
            self.drawn.gates.insert(class.to_owned());
            self.drawn.rough |= rough;
            let mode = gate.text("mode").filter(|_| self.frame.zoom >= MODES_FROM);
            let icon = self.gate_icon(class, mode, rough);
            self.sign(&icon, *at, scale, 24.0);
        }
        let red = self.palette.get("gate");
        for (gate, at) in seen.iter().rev().filter(|(gate, _)| !is_group(gate)) {
            let from = if importance(gate) >= 3 { 8.0 } else { 10.0 };
            if self.frame.zoom >= from {
                self.name(gate, *at, 12.0 * scale + 10.0, red);
            }
        }
    }

    fn plants(&mut self, mut seen: Vec<Seen<'_>>) {
        let capacity = |plant: &Attributes| plant.number("capacity_mw");
        seen.sort_by(|a, b| capacity(b.0).total_cmp(&capacity(a.0)));
        self.groups(&seen, |_| "plants".to_owned());
        let paper = self.palette.get("paper");
        for (plant, at) in seen.iter().filter(|(plant, _)| !is_group(plant)) {
            let fuel = plant.text("fuel").unwrap_or("unknown");
            let colour = self.palette.fuel(fuel);
            let radius = self.plant_radius(capacity(plant));
            let operating = plant.text("status") == Some("operating");
            let rough = matches!(precision(plant), "approximate" | "commune_centroid");
            self.drawn.fuels.insert(fuel.to_owned());
            self.drawn.rough |= rough;
            self.drawn.pending |= !operating;
            self.drawn.boxes.push(around(*at, radius));
            let look = match (operating, rough) {
                (_, true) => format!(r#"fill="{paper}" fill-opacity="0.55""#),
                (true, false) => {
                    format!(
                        r#"fill="{colour}" fill-opacity="0.95" stroke="{paper}" stroke-width="1.2""#
                    )
                }
                (false, false) => {
                    format!(
                        r#"fill="{paper}" fill-opacity="0.95" stroke="{colour}" stroke-width="2.2""#
                    )
                }
            };
            self.out.disc(*at, radius, &look);
            if rough {
                let name = format!("plant-{fuel}-approximate");
                let drawn = icon("plant-imprecise", paper, colour, colour, "none");
                self.drawn.icons.entry(name.clone()).or_insert(drawn);
                let scale = self.frame.by_zoom(&[[5.0, 0.6], [8.0, 0.8], [12.0, 1.1]]);
                self.sign(&name, *at, scale, 24.0);
            }
        }
        let least = match self.frame.zoom {
            zoom if zoom < 9.0 => return,
            zoom if zoom < 10.0 => 400.0,
            zoom if zoom < 11.0 => 100.0,
            _ => 0.0,
        };
        let ink = self.palette.get("provinceText");
        for (plant, at) in seen.iter().filter(|(plant, _)| !is_group(plant)) {
            if capacity(plant) >= least {
                let away = self.plant_radius(capacity(plant)) + 12.0;
                self.name(plant, *at, away, ink);
            }
        }
    }

    /// Radius of a plant in pixels: the area of its disc follows its capacity.
    fn plant_radius(&self, capacity_mw: f64) -> f64 {
        plant_radius(capacity_mw) * self.frame.by_zoom(&[[5.0, 0.75], [8.0, 1.0], [12.0, 1.45]])
    }

    /// Discs with counts; small groups last, above the large ones.
    fn groups(&mut self, seen: &[Seen<'_>], kind_of: impl Fn(&Attributes) -> String) {
        let mut groups: Vec<&Seen<'_>> = seen.iter().filter(|(one, _)| is_group(one)).collect();
        groups.sort_by(|a, b| count(b.0).total_cmp(&count(a.0)));
        for (group, at) in groups {
            let kind = kind_of(group);
            let colour = match &kind[..] {
                "gates" => self.palette.get("gate"),
                "plants" => self.palette.fuel("gas"),
                zone => {
                    self.drawn.zones.insert(zone.to_owned());
                    self.palette.zone(zone)
                }
            };
            self.drawn.groups = true;
            let name = format!("group-{kind}");
            let drawn = icon("group", self.palette.get("paper"), colour, colour, "none");
            self.drawn.icons.entry(name.clone()).or_insert(drawn);
            let radius = between(&[[1.4, 9.5], [11.0, 22.0]], count(group).sqrt());
            self.sign(&name, *at, radius / 22.0, 48.0);
            let letters = Lettering {
                anchor: "middle",
                ..Lettering::plain(11.5, 600, self.palette.get("ink"))
            };
            let words = format!("{:.0}", count(group));
            self.out.text([at[0], at[1] + 4.1], letters, &words);
        }
    }

    fn name(&mut self, of: &Attributes, at: [f64; 2], away: f64, colour: &'static str) {
        let vi = of.text("name_vi").unwrap_or_default().to_owned();
        let en = of.text("name_en").unwrap_or(&vi).to_owned();
        self.drawn.named.push(Named {
            vi,
            en,
            at,
            away,
            colour,
        });
    }

    fn zone_icon(&mut self, kind: &str, form: &str) -> String {
        let name = format!("zone-{kind}{form}");
        let colour = self.palette.zone(kind);
        let paper = self.palette.get("paper");
        self.drawn.icons.entry(name.clone()).or_insert_with(|| {
            let file = format!("zone-{kind}");
            match form {
                "" => icon(&file, colour, paper, paper, "none"),
                "-approximate" => icon(&file, paper, colour, colour, "4 2"),
                _ => icon(&file, paper, colour, "none", "2.4 2.2"),
            }
        });
        name
    }

    fn gate_icon(&mut self, class: &str, mode: Option<&str>, rough: bool) -> String {
        let form = if rough { "-approximate" } else { "" };
        let mode = mode.map_or(String::new(), |mode| format!("mode-{mode}"));
        let name = format!("gate-{class}{mode}{form}");
        let colour = self.palette.get("gate");
        let paper = self.palette.get("paper");
        self.drawn.icons.entry(name.clone()).or_insert_with(|| {
            let (fill, line, dash) = if rough {
                (paper, colour, "3 2")
            } else {
                (colour, paper, "none")
            };
            let files = [format!("gate-{class}"), mode];
            files
                .map(|file| icon(&file, fill, line, line, dash))
                .concat()
        });
        name
    }

    /// Puts an icon of that side length at a place.
    fn sign(&mut self, name: &str, at: [f64; 2], scale: f64, side: f64) {
        let half = side / 2.0 * scale;
        self.drawn.boxes.push(around(at, half * 0.8));
        self.out
            .add(&use_of(name, [at[0] - half, at[1] - half], scale));
    }
}

/// An icon of the drawing put at a place.
pub(super) fn use_of(name: &str, [x, y]: [f64; 2], scale: f64) -> String {
    format!(r##"<use href="#{name}" transform="translate({x:.1} {y:.1}) scale({scale:.3})"/>"##)
}

/// Radius of a plant at a scale of 1, as on the page.
pub(super) fn plant_radius(capacity_mw: f64) -> f64 {
    3.5 + (capacity_mw / 2400.0).sqrt().min(1.0) * 13.5
}

fn around([x, y]: [f64; 2], reach: f64) -> Rect {
    Rect {
        left: x - reach,
        top: y - reach,
        right: x + reach,
        bottom: y + reach,
    }
}
