//! Which records reach into a box, by their shapes at full detail.

use geo::Intersects;
use geo_types::{Coord, Geometry, Rect};

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::domain::LayerId;
use crate::geometry::LonLatBox;

impl Atlas {
    /// Whether the shape of a record has a point in a box or on its edge. A box whose west is
    /// greater than its east lies across the 180th meridian.
    pub(in crate::atlas) fn reaches_into(
        &self,
        layer: LayerId,
        row: &Row,
        bbox: &LonLatBox,
    ) -> bool {
        if bbox.west <= bbox.east {
            return self.reaches_into_part(layer, row, bbox);
        }
        let parts = [
            LonLatBox {
                east: 180.0,
                ..*bbox
            },
            LonLatBox {
                west: -180.0,
                ..*bbox
            },
        ];
        parts
            .iter()
            .any(|part| self.reaches_into_part(layer, row, part))
    }

    fn reaches_into_part(&self, layer: LayerId, row: &Row, bbox: &LonLatBox) -> bool {
        let Some(own) = self.bounds_at(layer, row) else {
            return false;
        };
        if own.west > bbox.east
            || own.east < bbox.west
            || own.south > bbox.north
            || own.north < bbox.south
        {
            return false;
        }
        let inside = own.west >= bbox.west
            && own.east <= bbox.east
            && own.south >= bbox.south
            && own.north <= bbox.north;
        inside
            || self
                .geometry_at(layer, row.at)
                .is_some_and(|shape| meets(&shape, bbox))
    }
}

fn meets(shape: &Geometry<f64>, bbox: &LonLatBox) -> bool {
    let [west, south, east, north] = bbox.to_array();
    let window = Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
    shape.intersects(&window)
}
