//! Which face of a coverage a place lies in.

use std::sync::Arc;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::coverage::Coverage;
use crate::geometry::{GridPoint, LonLat, LonLatBox, grid_to_lonlat, lonlat_to_grid};

/// The faces of a coverage by place. Points are the coverage's own, at full detail.
#[derive(Debug)]
pub struct AreaIndex {
    coverage: Arc<Coverage>,
    tree: RTree<GeomWithData<Rectangle<[i32; 2]>, u32>>,
    boxes: Vec<Option<LonLatBox>>,
    /// For each face the arcs around it.
    arcs_of_face: Vec<Box<[u32]>>,
    /// For each arc the box around it.
    arc_boxes: Vec<ArcBox>,
}

/// The box around an arc.
#[derive(Debug)]
struct ArcBox {
    low: [i32; 2],
    high: [i32; 2],
}

impl AreaIndex {
    /// Indexes the faces of a coverage.
    #[must_use]
    pub fn new(coverage: Arc<Coverage>) -> Self {
        let count = coverage.face_count();
        let mut arcs_of_face: Vec<Vec<u32>> = vec![Vec::new(); count];
        let mut arc_boxes = Vec::with_capacity(coverage.arc_count());
        for (index, (points, sides)) in coverage.arcs().enumerate() {
            for face in sides {
                if let Some(own) = arcs_of_face.get_mut(face as usize) {
                    own.push(index as u32);
                }
            }
            arc_boxes.push(ArcBox::around(points));
        }
        let envelopes: Vec<Option<AABB<[i32; 2]>>> = arcs_of_face
            .iter()
            .map(|own| envelope(own.iter().map(|&arc| &arc_boxes[arc as usize])))
            .collect();
        let tree = RTree::bulk_load(
            envelopes
                .iter()
                .enumerate()
                .filter_map(|(face, envelope)| {
                    envelope.map(|envelope| {
                        let rectangle = Rectangle::from_aabb(envelope);
                        GeomWithData::new(rectangle, face as u32)
                    })
                })
                .collect(),
        );
        let boxes = envelopes
            .iter()
            .map(|envelope| envelope.as_ref().map(degrees))
            .collect();
        Self {
            coverage,
            tree,
            boxes,
            arcs_of_face: arcs_of_face
                .into_iter()
                .map(Vec::into_boxed_slice)
                .collect(),
            arc_boxes,
        }
    }

    /// The face that holds a place. On a border it is the one to the south-east, so that every
    /// place has at most one.
    #[must_use]
    pub fn face_at(&self, place: LonLat) -> Option<u32> {
        let point = lonlat_to_grid(place);
        self.tree
            .locate_all_at_point(&[point.x, point.y])
            .map(|entry| entry.data)
            .find(|&face| self.holds(face, point))
    }

    /// The faces whose boxes meet a box (WGS 84), in order.
    #[must_use]
    pub fn faces_near(&self, around: LonLatBox) -> Vec<u32> {
        let corner = |lon, lat| {
            let point = lonlat_to_grid(LonLat { lon, lat });
            [point.x, point.y]
        };
        let window = AABB::from_corners(
            corner(around.west, around.north),
            corner(around.east, around.south),
        );
        let mut faces: Vec<u32> = self
            .tree
            .locate_in_envelope_intersecting(&window)
            .map(|entry| entry.data)
            .collect();
        faces.sort_unstable();
        faces
    }

    /// The box around a face; nothing for a face without borders.
    #[must_use]
    pub fn bounds(&self, face: u32) -> Option<LonLatBox> {
        self.boxes.get(face as usize).copied().flatten()
    }

    /// The borders with the outside: a face and the points along one of its outer arcs.
    pub fn outer_borders(&self) -> impl Iterator<Item = (u32, &[GridPoint])> + '_ {
        let count = self.coverage.face_count() as u32;
        self.coverage.arcs().filter_map(move |(points, sides)| {
            let [one, other] = sides.map(|face| (face < count).then_some(face));
            match (one, other) {
                (Some(face), None) | (None, Some(face)) => Some((face, points)),
                _ => None,
            }
        })
    }

    /// Even-odd rule: a ray to the west crosses the borders of the face an odd number of times.
    fn holds(&self, face: u32, point: GridPoint) -> bool {
        self.arcs_of_face[face as usize]
            .iter()
            .map(|&arc| {
                let points = self.coverage.points_of_arc(arc);
                self.arc_boxes[arc as usize].crossings_west_of(points, point)
            })
            .sum::<usize>()
            % 2
            == 1
    }
}

impl ArcBox {
    fn around(points: &[GridPoint]) -> Self {
        let along = |pick: fn(&GridPoint) -> i32| points.iter().map(pick);
        Self {
            low: [
                along(|p| p.x).min().unwrap_or(0),
                along(|p| p.y).min().unwrap_or(0),
            ],
            high: [
                along(|p| p.x).max().unwrap_or(0),
                along(|p| p.y).max().unwrap_or(0),
            ],
        }
    }

    /// How often the arc crosses a ray from a point to the west.
    fn crossings_west_of(&self, points: &[GridPoint], point: GridPoint) -> usize {
        if point.y < self.low[1] || point.y >= self.high[1] || point.x < self.low[0] {
            return 0;
        }
        if point.x > self.high[0] {
            // The whole arc lies to the west: only whether its ends lie on different sides counts.
            let ends = [points[0], points[points.len() - 1]];
            return usize::from((ends[0].y <= point.y) != (ends[1].y <= point.y));
        }
        points
            .windows(2)
            .filter(|pair| {
                let (a, b) = (pair[0], pair[1]);
                (a.y <= point.y) != (b.y <= point.y) && {
                    let (dx, dy) = (
                        i64::from(b.x) - i64::from(a.x),
                        i64::from(b.y) - i64::from(a.y),
                    );
                    let (px, py) = (
                        i64::from(point.x) - i64::from(a.x),
                        i64::from(point.y) - i64::from(a.y),
                    );
                    let turn = dx * py - dy * px;
                    // The crossing lies west of the point or in it.
                    if dy > 0 { turn <= 0 } else { turn >= 0 }
                }
            })
            .count()
    }
}

fn envelope<'a>(arcs: impl Iterator<Item = &'a ArcBox>) -> Option<AABB<[i32; 2]>> {
    arcs.map(|arc| AABB::from_corners(arc.low, arc.high))
        .reduce(|a, b| rstar::Envelope::merged(&a, &b))
}

fn degrees(envelope: &AABB<[i32; 2]>) -> LonLatBox {
    let [low, high] =
        [envelope.lower(), envelope.upper()].map(|[x, y]| grid_to_lonlat(GridPoint { x, y }));
    LonLatBox {
        west: low.lon,
        south: high.lat,
        east: high.lon,
        north: low.lat,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::samples::wiggly_wall;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// The tree gives what looking at every face gives, and a place has at most one face.
        #[test]
        fn the_index_equals_a_full_scan(
            seed in any::<u64>(),
            places in prop::collection::vec((104.9..106.1f64, 19.9..21.1f64), 50),
        ) {
            let topology = wiggly_wall(8, 125_000, [105_000_000, 20_000_000], seed);
            let index = AreaIndex::new(Arc::new(Coverage::new(&topology)));
            for (lon, lat) in places {
                let place = LonLat { lon, lat };
                let point = lonlat_to_grid(place);
                let scanned: Vec<u32> = (0..64).filter(|&face| index.holds(face, point)).collect();
                prop_assert!(scanned.len() <= 1);
                prop_assert_eq!(index.face_at(place), scanned.first().copied());
                let around = LonLatBox { west: lon - 0.1, south: lat - 0.1, east: lon + 0.1, north: lat + 0.1 };
                let near: Vec<u32> = (0..64)
                    .filter(|&face| index.bounds(face).is_some_and(|b| {
                        b.west <= around.east && around.west <= b.east && b.south <= around.north && around.south <= b.north
                    }))
                    .collect();
                prop_assert_eq!(index.faces_near(around), near);
            }
        }
    }

    #[test]
    fn a_place_well_inside_a_cell_lies_in_it() {
        let topology = wiggly_wall(4, 1_000_000, [104_000_000, 18_000_000], 3);
        let index = AreaIndex::new(Arc::new(Coverage::new(&topology)));
        let place = LonLat {
            lon: 106.5,
            lat: 19.5,
        };
        assert_eq!(index.face_at(place), Some(6));
    }
}
