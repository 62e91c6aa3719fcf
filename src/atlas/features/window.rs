//! Which records reach into a box, by their shapes at full detail.

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::domain::LayerId;
use crate::filter::Shape;
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
        Shape::of_box(*bbox).meets(&self.shaped(layer, row)) == Some(true)
    }
}
