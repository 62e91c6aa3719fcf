//! Which tile: zoom, column, row (XYZ scheme, row 0 in the north).

use super::{GRID_BITS, GridPoint, LonLatBox, grid_to_lonlat};

/// Units a side of a tile, as written into every MVT layer.
pub const EXTENT: i32 = 4096;

/// Units by which geometry reaches beyond the tile on each side, so that strokes join.
pub const BUFFER: i32 = 64;

/// The largest zoom that has tiles; clients draw larger scales from these.
pub const MAX_ZOOM: u8 = 14;

/// A tile that exists: `z` up to [`MAX_ZOOM`], `x` and `y` below 2^z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileCoord {
    z: u8,
    x: u32,
    y: u32,
}

/// Why three numbers name no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileCoordError {
    /// The zoom is beyond the pyramid.
    #[error("zoom {0} is not between 0 and {MAX_ZOOM}")]
    Zoom(u8),
    /// Column or row lies outside the square of that zoom.
    #[error("column and row of zoom {z} go from 0 to {max}")]
    OutOfSquare {
        /// The zoom asked for.
        z: u8,
        /// The greatest column and row of that zoom.
        max: u32,
    },
}

impl TileCoord {
    /// The tile of zoom, column and row.
    ///
    /// # Errors
    /// When no such tile exists.
    pub fn new(z: u8, x: u32, y: u32) -> Result<Self, TileCoordError> {
        if z > MAX_ZOOM {
            return Err(TileCoordError::Zoom(z));
        }
        let max = (1u32 << z) - 1;
        if x > max || y > max {
            return Err(TileCoordError::OutOfSquare { z, max });
        }
        Ok(Self { z, x, y })
    }

    /// The tile of a zoom that holds a grid point.
    ///
    /// # Panics
    /// When `z` is beyond [`MAX_ZOOM`].
    #[must_use]
    pub fn holding(point: GridPoint, z: u8) -> Self {
        assert!(z <= MAX_ZOOM, "zoom {z} has no tiles");
        let shift = GRID_BITS - u32::from(z);
        let column = |v: i32| (i64::from(v) >> shift) as u32;
        Self {
            z,
            x: column(point.x),
            y: column(point.y),
        }
    }

    /// Zoom.
    #[must_use]
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, from the 180th meridian eastward.
    #[must_use]
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, from the north southward.
    #[must_use]
    pub fn y(self) -> u32 {
        self.y
    }

    /// The tile one zoom up that covers this one; nothing at zoom 0.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        (self.z > 0).then(|| Self {
            z: self.z - 1,
            x: self.x / 2,
            y: self.y / 2,
        })
    }

    /// North-west corner in tile units of this zoom (each 2^(19 − z) grid cells).
    #[must_use]
    pub fn origin_in_units(self) -> [i32; 2] {
        [self.x as i32 * EXTENT, self.y as i32 * EXTENT]
    }

    /// The tile without its buffer, in degrees.
    #[must_use]
    pub fn bounds(self) -> LonLatBox {
        let shift = GRID_BITS - u32::from(self.z);
        let corner = |x: u32, y: u32| {
            let at = |v: u32| (u64::from(v) << shift).min(i32::MAX as u64) as i32;
            grid_to_lonlat(GridPoint { x: at(x), y: at(y) })
        };
        let (north_west, south_east) = (corner(self.x, self.y), corner(self.x + 1, self.y + 1));
        LonLatBox {
            west: north_west.lon,
            south: south_east.lat,
            east: south_east.lon,
            north: north_west.lat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tiles_that_cannot_exist_are_refused() {
        assert_eq!(TileCoord::new(15, 0, 0), Err(TileCoordError::Zoom(15)));
        assert_eq!(
            TileCoord::new(3, 8, 0),
            Err(TileCoordError::OutOfSquare { z: 3, max: 7 })
        );
        assert!(TileCoord::new(0, 0, 0).is_ok());
    }

    #[test]
    fn ha_noi_lies_in_8_203_112() {
        let place = super::super::LonLat {
            lon: 105.84,
            lat: 21.03,
        };
        let tile = TileCoord::holding(super::super::lonlat_to_grid(place), 8);
        assert_eq!((tile.z(), tile.x(), tile.y()), (8, 203, 112));
        assert!(tile.bounds().contains(place));
    }

    proptest! {
        #[test]
        fn a_tile_lies_in_its_parent(z in 1u8..=MAX_ZOOM, fx in 0.0..1.0f64, fy in 0.0..1.0f64) {
            let side = f64::from(1u32 << z);
            let tile = TileCoord::new(z, (fx * side) as u32, (fy * side) as u32).unwrap();
            let parent = tile.parent().unwrap().bounds();
            let own = tile.bounds();
            prop_assert!(parent.west <= own.west + 1e-9 && own.east <= parent.east + 1e-9);
            prop_assert!(parent.south <= own.south + 1e-9 && own.north <= parent.north + 1e-9);
        }

        #[test]
        fn a_point_lies_in_the_tile_that_holds_it(x in 0..i32::MAX, y in 0..i32::MAX, z in 0u8..=MAX_ZOOM) {
            let tile = TileCoord::holding(GridPoint { x, y }, z);
            let shift = GRID_BITS - u32::from(z);
            prop_assert_eq!((i64::from(x) >> shift) as u32, tile.x());
            prop_assert_eq!((i64::from(y) >> shift) as u32, tile.y());
        }
    }
}
