//! A coverage on the Web Mercator grid, with both sides of every arc known.

use super::Topology;
use super::ring_area::doubled_area_along;
use crate::geometry::{GridPoint, microdegrees_to_grid};

/// Stands for "no face": the outside of the coverage.
pub const NO_FACE: u32 = u32::MAX;

/// A coverage projected to the Web Mercator grid: what levels are prepared from.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Points of all arcs, one arc after the other.
    pub(super) points: Vec<GridPoint>,
    /// For each point the smallest zoom that keeps it.
    pub(super) min_zooms: Vec<u8>,
    /// Every border once.
    pub(super) arcs: Vec<SidedArc>,
    face_count: usize,
}

/// An arc and the faces on its two sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct SidedArc {
    /// Index of the first point in [`Coverage::points`].
    pub start: u32,
    /// Index after the last point.
    pub end: u32,
    /// The face whose outer ring, walked so that its area is positive in tile space
    /// (y downward), walks the arc as stored; [`NO_FACE`] outside.
    pub forward: u32,
    /// The face that walks it backwards.
    pub backward: u32,
}

impl Coverage {
    /// Projects a topology. Faces keep their numbers. The way in which the file winds its rings
    /// does not matter: the sides follow from the areas of the rings.
    ///
    /// A topology without ranks (`min_zooms` empty) keeps every point at every zoom.
    #[must_use]
    pub fn new(topology: &Topology) -> Self {
        Self::with_outside(topology, [])
    }

    /// Like [`Coverage::new`], and says what lies beyond some of the outer arcs: each pair is an
    /// arc and a kind of outside. Kind `k` then stands on the outer side of the arc as face number
    /// `face_count + k`.
    #[must_use]
    pub fn with_outside(
        topology: &Topology,
        outside: impl IntoIterator<Item = (u32, u32)>,
    ) -> Self {
        let point_count = topology.arcs.iter().map(|arc| arc.points.len()).sum();
        let mut coverage = Self {
            points: Vec::with_capacity(point_count),
            min_zooms: Vec::with_capacity(point_count),
            arcs: Vec::with_capacity(topology.arcs.len()),
            face_count: topology.faces.len(),
        };
        for arc in &topology.arcs {
            let start = coverage.points.len() as u32;
            coverage
                .points
                .extend(arc.points.iter().map(|&p| microdegrees_to_grid(p)));
            coverage.min_zooms.extend_from_slice(&arc.min_zooms);
            coverage.min_zooms.resize(coverage.points.len(), 0);
            coverage.arcs.push(SidedArc {
                start,
                end: coverage.points.len() as u32,
                forward: NO_FACE,
                backward: NO_FACE,
            });
        }
        coverage.find_sides(topology);
        for (arc, kind) in outside {
            let face = coverage.face_count as u32 + kind;
            let arc = &mut coverage.arcs[arc as usize];
            match (arc.forward, arc.backward) {
                (NO_FACE, _) => arc.forward = face,
                (_, NO_FACE) => arc.backward = face,
                _ => {}
            }
        }
        coverage
    }

    /// How many faces there are.
    #[must_use]
    pub fn face_count(&self) -> usize {
        self.face_count
    }

    /// The points of an arc.
    pub(super) fn points_of(&self, arc: &SidedArc) -> &[GridPoint] {
        &self.points[arc.start as usize..arc.end as usize]
    }

    /// How many arcs there are.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.arcs.len()
    }

    /// The points of the arc of that number.
    ///
    /// # Panics
    /// When there is no such arc.
    #[must_use]
    pub fn points_of_arc(&self, arc: u32) -> &[GridPoint] {
        self.points_of(&self.arcs[arc as usize])
    }

    /// The points of the arc of that number that a zoom keeps, its two ends always.
    ///
    /// # Panics
    /// When there is no such arc.
    pub fn points_of_arc_at(&self, arc: u32, zoom: u8) -> impl Iterator<Item = GridPoint> + '_ {
        let arc = &self.arcs[arc as usize];
        let (first, last) = (arc.start as usize, arc.end as usize - 1);
        (first..=last)
            .filter(move |&at| at == first || at == last || self.min_zooms[at] <= zoom)
            .map(|at| self.points[at])
    }

    /// Every arc: its points and the faces on its two sides ([`NO_FACE`] outside).
    pub fn arcs(&self) -> impl Iterator<Item = (&[GridPoint], [u32; 2])> + '_ {
        self.arcs
            .iter()
            .map(|arc| (self.points_of(arc), [arc.forward, arc.backward]))
    }

    fn find_sides(&mut self, topology: &Topology) {
        for (face, shape) in topology.faces.iter().enumerate() {
            for polygon in &shape.polygons {
                for (ring_index, ring) in polygon.iter().enumerate() {
                    let area: i128 = ring
                        .iter()
                        .map(|at| {
                            let arc = self.arcs[at.arc as usize];
                            let points = self.points_of(&arc).iter();
                            let share = doubled_area_along(points.map(|p| [p.x, p.y]));
                            if at.reversed { -share } else { share }
                        })
                        .sum();
                    let is_outer = ring_index == 0;
                    // Positive outer rings and negative holes walk as tiles want them.
                    let as_tiles_walk = (area > 0) == is_outer;
                    for at in ring {
                        let arc = &mut self.arcs[at.arc as usize];
                        let side = if at.reversed == as_tiles_walk {
                            &mut arc.backward
                        } else {
                            &mut arc.forward
                        };
                        *side = face as u32;
                    }
                }
            }
        }
    }
}
