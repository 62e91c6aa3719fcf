//! Places: single ones, and groups of them where they would lie upon each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use rstar::{AABB, RTree, RTreeObject};

use super::encode::{Attributes, Tag};
use super::trace::TilePoint;
use crate::domain::Value;
use crate::geometry::{BUFFER, EXTENT, GRID_BITS, GridPoint, MAX_ZOOM, TileCoord};

/// A place with what tiles say of it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where it is.
    pub at: GridPoint,
    /// The smallest zoom that shows it.
    pub min_zoom: u8,
    /// What tiles say of it.
    pub attributes: Attributes,
}

/// How a layer groups its places at small zooms.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    /// The largest zoom that groups.
    pub max_zoom: u8,
    /// Places nearer than this many tile units join.
    pub reach_in_units: i32,
    /// Only places that agree in this field join; groups carry it.
    pub by: String,
    /// A number that groups carry as the sum of their places' own.
    pub sum: Option<String>,
}

/// Places prepared for every zoom.
#[derive(Debug)]
pub struct PointLayer {
    levels: Vec<RTree<Drawn>>,
}

/// What stands at one place at one zoom.
#[derive(Clone, Debug)]
struct Drawn {
    /// In tile units of the zoom.
    at: TilePoint,
    /// One copy for all zooms.
    attributes: Arc<Attributes>,
}

impl RTreeObject for Drawn {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.at)
    }
}

/// Numbers of groups begin here; records stay far below.
const FIRST_GROUP_ID: u64 = 1 << 40;

impl PointLayer {
    /// Groups and indexes the places for every zoom.
    #[must_use]
    pub fn prepare(marks: &[Mark], grouping: Option<&Grouping>) -> Self {
        let shared: Vec<Arc<Attributes>> = marks
            .iter()
            .map(|mark| Arc::new(mark.attributes.clone()))
            .collect();
        let levels = (0..=MAX_ZOOM)
            .map(|zoom| {
                let shift = GRID_BITS - 12 - u32::from(zoom);
                let shown: Vec<Drawn> = marks
                    .iter()
                    .zip(&shared)
                    .filter(|(mark, _)| mark.min_zoom <= zoom)
                    .map(|(mark, attributes)| Drawn {
                        at: [mark.at.x >> shift, mark.at.y >> shift],
                        attributes: attributes.clone(),
                    })
                    .collect();
                RTree::bulk_load(match grouping {
                    Some(grouping) if zoom <= grouping.max_zoom => group(shown, grouping, zoom),
                    _ => shown,
                })
            })
            .collect();
        Self { levels }
    }

    /// The places in a tile with its buffer, by number.
    #[must_use]
    pub fn points_in(&self, coord: TileCoord) -> Vec<(&Attributes, TilePoint)> {
        let [x, y] = coord.origin_in_units();
        let window = AABB::from_corners(
            [x - BUFFER, y - BUFFER],
            [x + EXTENT + BUFFER, y + EXTENT + BUFFER],
        );
        let mut points: Vec<_> = self.levels[usize::from(coord.z())]
            .locate_in_envelope(&window)
            .map(|drawn| (&*drawn.attributes, [drawn.at[0] - x, drawn.at[1] - y]))
            .collect();
        points.sort_unstable_by_key(|(attributes, _)| attributes.id);
        points
    }

    /// Where something stands at a zoom, in its units.
    pub(super) fn places_at(&self, zoom: u8) -> impl Iterator<Item = TilePoint> {
        self.levels[usize::from(zoom)].iter().map(|drawn| drawn.at)
    }

    /// The places between two corners at a zoom, by number, each on the grid.
    #[must_use]
    pub fn points_between(
        &self,
        zoom: u8,
        [first, last]: [GridPoint; 2],
    ) -> Vec<(&Attributes, GridPoint)> {
        let shift = GRID_BITS - 12 - u32::from(zoom);
        let unit = |point: GridPoint| [point.x >> shift, point.y >> shift];
        let window = AABB::from_corners(unit(first), unit(last));
        let half = 1 << shift >> 1;
        let mut points: Vec<_> = self.levels[usize::from(zoom.min(MAX_ZOOM))]
            .locate_in_envelope(&window)
            .map(|drawn| {
                let [x, y] = drawn.at.map(|unit| (unit << shift) + half);
                (&*drawn.attributes, GridPoint { x, y })
            })
            .collect();
        points.sort_unstable_by_key(|(attributes, _)| attributes.id);
        points
    }
}

/// Joins what lies near each other, the heaviest first.
fn group(shown: Vec<Drawn>, grouping: &Grouping, zoom: u8) -> Vec<Drawn> {
    let mut kinds: BTreeMap<String, Vec<Drawn>> = BTreeMap::new();
    for drawn in shown {
        let kind = drawn
            .attributes
            .value(&grouping.by)
            .map_or_else(String::new, Value::to_string);
        kinds.entry(kind).or_default().push(drawn);
    }
    let mut result = Vec::new();
    let mut next_id = FIRST_GROUP_ID + (u64::from(zoom) << 32);
    for (_, mut members) in kinds {
        members.sort_by(|a, b| {
            let weight = |d: &Drawn| {
                grouping
                    .sum
                    .as_ref()
                    .map_or(0.0, |sum| d.attributes.number(sum))
            };
            weight(b)
                .total_cmp(&weight(a))
                .then(a.attributes.id.cmp(&b.attributes.id))
        });
        let near = Nearness::new(&members, grouping.reach_in_units);
        let mut taken = vec![false; members.len()];
        for first in 0..members.len() {
            if taken[first] {
                continue;
            }
            let joined: Vec<usize> = near
                .around(members[first].at)
                .filter(|&index| !taken[index])
                .collect();
            for &index in &joined {
                taken[index] = true;
            }
            if joined.len() == 1 {
                result.push(members[first].clone());
            } else {
                let joined: Vec<&Drawn> = joined.iter().map(|&index| &members[index]).collect();
                result.push(join(&joined, grouping, next_id));
                next_id += 1;
            }
        }
    }
    result
}

/// Finds members of one kind by place.
struct Nearness {
    tree: RTree<rstar::primitives::GeomWithData<[i32; 2], usize>>,
    reach: i32,
}

impl Nearness {
    fn new(members: &[Drawn], reach: i32) -> Self {
        let places = members
            .iter()
            .enumerate()
            .map(|(index, drawn)| rstar::primitives::GeomWithData::new(drawn.at, index));
        Self {
            tree: RTree::bulk_load(places.collect()),
            reach,
        }
    }

    fn around(&self, [x, y]: TilePoint) -> impl Iterator<Item = usize> {
        let reach = self.reach;
        let window = AABB::from_corners([x - reach, y - reach], [x + reach, y + reach]);
        let mut found: Vec<usize> = self
            .tree
            .locate_in_envelope(&window)
            .filter(|place| {
                let [dx, dy] = [place.geom()[0] - x, place.geom()[1] - y].map(i64::from);
                dx * dx + dy * dy <= i64::from(reach) * i64::from(reach)
            })
            .map(|place| place.data)
            .collect();
        found.sort_unstable();
        found.into_iter()
    }
}

/// One mark for several places: in their middle, with their number and their sum.
fn join(members: &[&Drawn], grouping: &Grouping, id: u64) -> Drawn {
    let count = members.len() as i64;
    let middle = |axis: usize| {
        let sum: i64 = members.iter().map(|m| i64::from(m.at[axis])).sum();
        sum.div_euclid(count) as i32
    };
    let mut tags = vec![Tag::always("point_count", count)];
    if let Some(value) = members[0].attributes.value(&grouping.by) {
        tags.push(Tag::always(&grouping.by, value.clone()));
    }
    if let Some(sum) = &grouping.sum
        && members.iter().any(|m| m.attributes.value(sum).is_some())
    {
        let total: f64 = members.iter().map(|m| m.attributes.number(sum)).sum();
        // Sums of decimal hundredths, not of binary fractions.
        tags.push(Tag::always(sum, (total * 100.0).round() / 100.0));
    }
    Drawn {
        at: [middle(0), middle(1)],
        attributes: Arc::new(Attributes { id, tags }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{LonLat, lonlat_to_grid};

    fn mark(id: u64, lon: f64, lat: f64, kind: &str, area: f64) -> Mark {
        Mark {
            at: lonlat_to_grid(LonLat { lon, lat }),
            min_zoom: 0,
            attributes: Attributes {
                id,
                tags: vec![Tag::always("kind", kind), Tag::always("area_ha", area)],
            },
        }
    }

    fn grouping() -> Grouping {
        Grouping {
            max_zoom: 8,
            reach_in_units: 300,
            by: "kind".into(),
            sum: Some("area_ha".into()),
        }
    }

    fn at_zoom(layer: &PointLayer, zoom: u8) -> Vec<(&Attributes, TilePoint)> {
        let place = lonlat_to_grid(LonLat {
            lon: 105.8,
            lat: 21.0,
        });
        layer.points_in(TileCoord::holding(place, zoom))
    }

    #[test]
    fn neighbours_of_one_kind_join_and_nothing_is_lost() {
        let marks = [
            mark(1, 105.80, 21.00, "cluster", 10.1),
            mark(2, 105.81, 21.01, "cluster", 20.2),
            mark(3, 105.80, 21.00, "park", 300.0),
        ];
        let layer = PointLayer::prepare(&marks, Some(&grouping()));
        let groups = at_zoom(&layer, 6);
        assert_eq!(groups.len(), 2);
        let (group, _) = groups[1];
        assert_eq!(group.value("point_count"), Some(&Value::Integer(2)));
        assert_eq!(group.value("area_ha"), Some(&Value::Number(30.3)));
        assert_eq!(group.value("kind"), Some(&Value::from("cluster")));
    }

    #[test]
    fn beyond_the_largest_grouping_zoom_each_stands_alone() {
        let marks = [
            mark(1, 105.80, 21.00, "cluster", 10.0),
            mark(2, 105.80, 21.00, "cluster", 20.0),
        ];
        let layer = PointLayer::prepare(&marks, Some(&grouping()));
        assert_eq!(at_zoom(&layer, 8).len(), 1);
        assert_eq!(at_zoom(&layer, 9).len(), 2);
    }
}
