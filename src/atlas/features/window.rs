//! Which records reach into a box, by their shapes at full detail.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::records::set::RecordSet;
use crate::filter::{Reach, Shape};
use crate::geometry::{Crs, LonLatBox};

/// A box that records are looked for in, prepared so that many can be asked.
#[derive(Clone, Debug)]
pub struct Window {
    /// One shape, or two where the box lies across the 180th meridian.
    parts: Arc<[Shape]>,
}

impl From<LonLatBox> for Window {
    /// A box in degrees. Where its west is greater than its east, it lies across the 180th
    /// meridian.
    fn from(bbox: LonLatBox) -> Self {
        let boxes = if bbox.west <= bbox.east {
            vec![bbox]
        } else {
            let (east, west) = (180.0, -180.0);
            vec![LonLatBox { east, ..bbox }, LonLatBox { west, ..bbox }]
        };
        Self {
            parts: boxes.into_iter().map(Shape::of_box).collect(),
        }
    }
}

impl Window {
    /// A box of some system: lower corner, then upper corner, each in the order of its axes. Its
    /// edges are straight in that system. Nothing where a corner names no place or the corners are
    /// in the wrong order.
    #[must_use]
    pub fn of_system(crs: Crs, corners: [f64; 4]) -> Option<Self> {
        let shape = Shape::of_box_in(crs, corners)?;
        Some(Self {
            parts: Arc::new([shape]),
        })
    }

    /// The box in degrees around it.
    #[must_use]
    pub fn bounds(&self) -> Option<LonLatBox> {
        let each = self.parts.iter().map(Shape::bounds);
        each.reduce(LonLatBox::union)
    }

    /// Where to look for records in it.
    pub(in crate::atlas) fn reach(&self) -> Reach {
        match &*self.parts {
            [one] => Reach::Near(one.bounds()),
            _ => Reach::Anywhere,
        }
    }
}

impl Atlas {
    /// Whether the shape of a record has a point in a box or on its edge.
    pub(in crate::atlas) fn reaches_into(
        &self,
        records: RecordSet,
        row: &Row,
        window: &Window,
    ) -> bool {
        let mut parts = window.parts.iter();
        parts.any(|part| part.meets(&self.shaped(records, row)) == Some(true))
    }
}
