//! Which records of a layer a filter accepts: asked once, of the records near enough, and kept for
//! tiles, lists, sums and files alike.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use geo_types::Geometry;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::recent::Recent;
use super::set::RecordSet;
use super::{Row, Rows};
use crate::atlas::Atlas;
use crate::atlas::features::window::Window;
use crate::domain::Value;
use crate::filter::{Candidate, Filter, Reach};
use crate::geometry::LonLatBox;

/// How many answers are kept: one takes a byte a record.
const MOST_KEPT: usize = 64;

/// Boxes of units come from the grid of tiles; the shapes themselves are exact. In degrees.
const GRID_SLACK: f64 = 1e-6;

/// What filters have accepted: for each record of their layer whether it is wanted.
#[derive(Debug)]
pub(in crate::atlas) struct Accepted(Recent<Box<[bool]>>);

impl Default for Accepted {
    fn default() -> Self {
        Self(Recent::new(MOST_KEPT))
    }
}

/// The boxes of records by place, each with the order of its record.
#[derive(Debug)]
pub(super) struct BoxTree(RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>);

impl BoxTree {
    pub fn of(rows: &[Row]) -> Self {
        let boxed = rows.iter().filter_map(|row| {
            let bounds = row.bounds?;
            let [low, high] = corners(bounds);
            Some(GeomWithData::new(
                Rectangle::from_corners(low, high),
                row.order,
            ))
        });
        Self(RTree::bulk_load(boxed.collect()))
    }
}

fn corners(bounds: LonLatBox) -> [[f64; 2]; 2] {
    [[bounds.west, bounds.south], [bounds.east, bounds.north]]
}

impl Rows {
    /// The records that may be found there, in the order of the layer.
    fn within_reach(&self, reach: Reach) -> Vec<&Row> {
        match reach {
            Reach::Anywhere => self.list.iter().collect(),
            Reach::Nowhere => Vec::new(),
            Reach::Near(around) => {
                let [low, high] = corners(around);
                let window = AABB::from_corners(low, high);
                let found = self.boxes.0.locate_in_envelope_intersecting(&window);
                let mut orders: Vec<u32> = found.map(|own| own.data).collect();
                orders.sort_unstable();
                let rows = orders.into_iter();
                rows.filter_map(|order| self.list.get(order as usize))
                    .collect()
            }
        }
    }
}

/// A record of a layer with its shape at hand.
pub(in crate::atlas) struct Shaped<'a> {
    atlas: &'a Atlas,
    records: RecordSet,
    row: &'a Row,
}

impl Candidate for Shaped<'_> {
    fn value(&self, field: &str) -> Option<&Value> {
        self.row.value(field)
    }

    fn bounds(&self) -> Option<LonLatBox> {
        self.row.bounds
    }

    fn shape(&self) -> Option<Cow<'_, Geometry<f64>>> {
        self.atlas.geometry_at(self.records, self.row.at)
    }
}

impl Atlas {
    /// For each record of a layer whether a filter accepts it.
    pub(in crate::atlas) fn accepted(
        &self,
        records: RecordSet,
        filter: &Filter,
    ) -> Arc<OnceLock<Box<[bool]>>> {
        let accepted = self.accepted.0.of(records, filter.normal_form());
        accepted.get_or_init(|| {
            let rows = self.rows(records);
            let mut wanted = vec![false; rows.list.len()];
            for row in rows.within_reach(filter.reach()) {
                wanted[row.order as usize] = filter.accepts(&self.shaped(records, row));
            }
            wanted.into()
        });
        accepted
    }

    /// The records of a layer that a filter accepts and that have a point in a box, in its order.
    pub(super) fn accepted_rows(
        &self,
        records: RecordSet,
        filter: Option<&Filter>,
        bbox: Option<&Window>,
    ) -> Vec<&Row> {
        let accepted = filter.map(|filter| self.accepted(records, filter));
        let mask = accepted.as_ref().and_then(|accepted| accepted.get());
        let reach = bbox.map_or(Reach::Anywhere, Window::reach);
        let mut rows = self.rows(records).within_reach(reach);
        rows.retain(|row| mask.is_none_or(|mask| mask[row.order as usize]));
        rows.retain(|row| bbox.is_none_or(|bbox| self.reaches_into(records, row, bbox)));
        rows
    }

    /// A record with its shape at hand.
    pub(in crate::atlas) fn shaped<'a>(&'a self, records: RecordSet, row: &'a Row) -> Shaped<'a> {
        Shaped {
            atlas: self,
            records,
            row,
        }
    }

    /// Boxes that hold the shapes of records.
    pub(super) fn boxes_of(&self, records: RecordSet, rows: &[Row]) -> Vec<Option<LonLatBox>> {
        let boxes = rows.iter().map(|row| self.bounds_at(records, row));
        boxes
            .map(|own| own.map(|own| own.widened(GRID_SLACK)))
            .collect()
    }
}
