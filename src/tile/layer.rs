//! Layers prepared for every zoom, and their rendering.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::areas::areas_in;
use super::borders::{Walk, borders_in};
use super::encode::{Attributes, LayerEncoder, Tag};
use super::levels::Levels;
use super::lines::LineLayer;
use super::points::PointLayer;
use crate::coverage::NO_FACE;
use crate::domain::{LayerId, Value};
use crate::geometry::{MAX_ZOOM, TileCoord};

/// Areas: faces of a coverage, joined by owner.
#[derive(Debug)]
pub struct AreaLayer {
    /// The coverage.
    pub levels: Arc<Levels>,
    /// For each face its owner: an index into `attributes`, or [`NO_FACE`].
    pub owners: Vec<u32>,
    /// What tiles say of each owner.
    pub attributes: Arc<[Attributes]>,
}

/// One unit's name on a border, and its number for feature ids.
#[derive(Clone, Debug)]
pub struct BorderUnit {
    /// The unit's code.
    pub code: String,
    /// The code as a number.
    pub number: u64,
}

/// A level of borders: which unit each face belongs to.
#[derive(Debug)]
pub struct BorderLevel {
    /// `national`, `province`, `former_province`, `commune`.
    pub name: &'static str,
    /// What the numbers of its borders begin with.
    pub number: u64,
    /// For each face its unit: an index into `units`.
    pub owners: Vec<u32>,
    /// The units.
    pub units: Vec<BorderUnit>,
    /// The smallest zoom that draws borders of this level.
    pub min_zoom: u8,
}

/// Borders of several levels over one coverage.
#[derive(Debug)]
pub struct BorderLayer {
    /// The coverage.
    pub levels: Arc<Levels>,
    /// Levels of borders, the highest first. A stretch is drawn at the first whose units differ.
    pub border_levels: Vec<BorderLevel>,
    /// What lies beyond the coverage: for kind `k` of the outside (face `face_count + k`) the
    /// level at which its border is drawn, as an index into `border_levels`.
    pub outside: Vec<usize>,
    /// Number of faces of the coverage.
    pub face_count: u32,
}

/// A border between two units, or of a unit with the outside, at full detail.
#[derive(Clone, Debug)]
pub struct WholeBorder<'a> {
    /// Its number: the id of its feature in tiles.
    pub id: u64,
    /// Name of its level.
    pub level: &'static str,
    /// Codes of the units on its left and on its right; nothing stands for the outside.
    pub sides: [Option<&'a str>; 2],
    /// Its arcs, each with whether it is walked backwards.
    pub arcs: Vec<(u32, bool)>,
}

/// Values that are joined onto the areas of a layer, as the tags `value` and `class`.
pub trait Joined {
    /// The value of the area with this number, and its class; nothing when it has no value.
    fn value_and_class(&self, id: u64) -> Option<(f64, usize)>;
}

/// A layer that can be asked for tiles.
#[derive(Debug)]
pub enum TileLayer {
    /// Areas.
    Areas(AreaLayer),
    /// Borders over one coverage or more.
    Borders(Vec<BorderLayer>),
    /// Places.
    Points(PointLayer),
    /// Areas of several coverages, lines, or both.
    Mixed(Vec<AreaLayer>, LineLayer),
}

impl TileLayer {
    /// The coverages that the layer is drawn from.
    pub fn coverages(&self) -> impl Iterator<Item = &Arc<Levels>> {
        let (areas, borders) = match self {
            Self::Areas(areas) => (std::slice::from_ref(areas), &[][..]),
            Self::Mixed(areas, _) => (areas.as_slice(), &[][..]),
            Self::Borders(borders) => (&[][..], borders.as_slice()),
            Self::Points(_) => (&[][..], &[][..]),
        };
        areas
            .iter()
            .map(|areas| &areas.levels)
            .chain(borders.iter().map(|borders| &borders.levels))
    }

    /// The layer's bytes in a tile; nothing when no feature reaches into it. `joined` gives areas
    /// more values, by their numbers; `kept` names the attributes that features carry, where it is
    /// not all.
    #[must_use]
    pub fn render(
        &self,
        id: LayerId,
        coord: TileCoord,
        joined: Option<&dyn Joined>,
        kept: Option<&BTreeSet<String>>,
    ) -> Option<Vec<u8>> {
        let mut encoder = LayerEncoder::new(id.as_str(), coord.z(), kept);
        self.fill(coord, joined, &mut encoder);
        encoder.into_bytes()
    }

    /// The same with these features only, by their numbers.
    #[must_use]
    pub fn render_only(
        &self,
        wanted: &HashSet<u64>,
        id: LayerId,
        coord: TileCoord,
        kept: Option<&BTreeSet<String>>,
    ) -> Option<Vec<u8>> {
        let mut encoder = LayerEncoder::new(id.as_str(), coord.z(), kept).only(wanted);
        self.fill(coord, None, &mut encoder);
        encoder.into_bytes()
    }

    fn fill(&self, coord: TileCoord, joined: Option<&dyn Joined>, encoder: &mut LayerEncoder) {
        match self {
            Self::Areas(areas) => areas.render(coord, joined, encoder),
            Self::Borders(borders) => {
                for borders in borders {
                    borders.render(coord, encoder);
                }
            }
            Self::Points(points) => {
                for (attributes, at) in points.points_in(coord) {
                    encoder.add_point(attributes, at);
                }
            }
            Self::Mixed(areas, lines) => {
                for areas in areas {
                    areas.render(coord, None, encoder);
                }
                render_lines(lines, coord, encoder);
            }
        }
    }
}

impl AreaLayer {
    fn render(&self, coord: TileCoord, joined: Option<&dyn Joined>, encoder: &mut LayerEncoder) {
        if coord.z() < self.levels.min_zoom() {
            return;
        }
        let level = self.levels.at(coord.z());
        for area in areas_in(level, coord, &self.owners) {
            let attributes = &self.attributes[area.owner as usize];
            let joined = joined.and_then(|joined| joined.value_and_class(attributes.id));
            let tags = joined.map(|(value, class)| {
                [
                    ("value", Value::Number(value)),
                    ("class", Value::Integer(class as i64)),
                ]
            });
            let tags = tags.as_ref().map_or(&[][..], |tags| tags);
            encoder.add_area(attributes, tags, &area.polygons);
        }
    }
}

/// A border: its level, the unit on its left and the one on its right (greater, or outside).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct BorderKind {
    level: usize,
    left: u32,
    right: u32,
}

impl BorderLayer {
    fn render(&self, coord: TileCoord, encoder: &mut LayerEncoder) {
        if coord.z() < self.levels.min_zoom() {
            return;
        }
        let level = self.levels.at(coord.z());
        for border in borders_in(level, coord, |a, b| self.walk(a, b, coord.z())) {
            encoder.add_lines(&self.attributes(border.kind), &border.lines);
        }
    }

    /// Every border that the largest zoom draws, each with all its arcs.
    #[must_use]
    pub fn whole_borders(&self) -> Vec<WholeBorder<'_>> {
        let mut borders: BTreeMap<BorderKind, Vec<(u32, bool)>> = BTreeMap::new();
        for (arc, (_, [forward, backward])) in (0..).zip(self.levels.coverage().arcs()) {
            if let Some(Walk { kind, against }) = self.walk(forward, backward, MAX_ZOOM) {
                borders.entry(kind).or_default().push((arc, against));
            }
        }
        let whole = borders.into_iter().map(|(kind, arcs)| {
            let level = &self.border_levels[kind.level];
            let unit = |index: u32| level.units.get(index as usize);
            WholeBorder {
                id: self.number(kind),
                level: level.name,
                sides: [kind.left, kind.right].map(|index| unit(index).map(|own| &*own.code)),
                arcs,
            }
        });
        whole.collect()
    }

    /// The border between two faces; nothing where none is drawn.
    fn walk(&self, forward: u32, backward: u32, zoom: u8) -> Option<Walk<BorderKind>> {
        let outside = |face: u32| face >= self.face_count;
        let (level, a, b) = match (outside(forward), outside(backward)) {
            (true, true) => return None,
            (false, false) => self
                .border_levels
                .iter()
                .enumerate()
                .map(|(index, level)| {
                    let owner = |face: u32| level.owners[face as usize];
                    (index, owner(forward), owner(backward))
                })
                .find(|(_, a, b)| a != b)?,
            (forward_is_outside, _) => {
                let (face, beyond) = if forward_is_outside {
                    (backward, forward)
                } else {
                    (forward, backward)
                };
                let level = *self.outside.get((beyond - self.face_count) as usize)?;
                let owner = self.border_levels[level].owners[face as usize];
                if forward_is_outside {
                    (level, NO_FACE, owner)
                } else {
                    (level, owner, NO_FACE)
                }
            }
        };
        if self.border_levels[level].min_zoom > zoom {
            return None;
        }
        // With y downward the forward face lies on the right hand of the stored direction.
        Some(Walk {
            kind: BorderKind {
                level,
                left: a.min(b),
                right: a.max(b),
            },
            against: a < b,
        })
    }

    /// Level, left and right in decimal places of their own.
    fn number(&self, kind: BorderKind) -> u64 {
        let level = &self.border_levels[kind.level];
        let number = |index: u32| {
            level
                .units
                .get(index as usize)
                .map_or(0, |unit| unit.number)
        };
        (level.number * 100_000 + number(kind.left)) * 100_000 + number(kind.right)
    }

    fn attributes(&self, kind: BorderKind) -> Attributes {
        let level = &self.border_levels[kind.level];
        let unit = |index: u32| level.units.get(index as usize);
        let code = |index: u32| unit(index).map_or(String::new(), |unit| unit.code.clone());
        Attributes {
            id: self.number(kind),
            tags: vec![
                Tag::always("level", level.name),
                Tag::always("left", code(kind.left)),
                Tag::always("right", code(kind.right)),
            ],
        }
    }
}

fn render_lines(lines: &LineLayer, coord: TileCoord, encoder: &mut LayerEncoder) {
    for (attributes, parts) in lines.lines_in(coord) {
        encoder.add_lines(attributes, &parts);
    }
}
