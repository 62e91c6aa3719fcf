//! Places and boxes in degrees.

use geo::{Distance, Geodesic};

/// A place in WGS 84: degrees east and north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// Degrees north, −90 to 90.
    pub lat: f64,
}

impl LonLat {
    /// A place, or nothing when the numbers are not finite or out of range.
    #[must_use]
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat))
            .then_some(Self { lon, lat })
    }
}

/// A place on the 1e-6° grid on which boundaries are stored: `[longitude, latitude]` × 1,000,000.
pub type MicroDegrees = [i32; 2];

/// A box in degrees (WGS 84); both edges belong to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLatBox {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl LonLatBox {
    /// The smallest box around the places; nothing when there are none.
    pub fn around(places: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        places.into_iter().fold(None, |found: Option<Self>, p| {
            let one = Self {
                west: p.lon,
                south: p.lat,
                east: p.lon,
                north: p.lat,
            };
            Some(found.map_or(one, |b| b.union(one)))
        })
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether the boxes have a point in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// The box with so many degrees more on each side.
    #[must_use]
    pub fn widened(self, degrees: f64) -> Self {
        Self {
            west: self.west - degrees,
            south: self.south - degrees,
            east: self.east + degrees,
            north: self.north + degrees,
        }
    }

    /// The one of the lesser size in square degrees; this one where they are equal.
    #[must_use]
    pub fn smaller_of(self, other: Self) -> Self {
        let size = |own: Self| (own.east - own.west) * (own.north - own.south);
        if size(other) < size(self) {
            other
        } else {
            self
        }
    }

    /// Whether the place lies in the box or on its edge.
    #[must_use]
    pub fn contains(&self, place: LonLat) -> bool {
        (self.west..=self.east).contains(&place.lon)
            && (self.south..=self.north).contains(&place.lat)
    }

    /// `[west, south, east, north]`, the order of `GeoJSON` and `TileJSON`.
    #[must_use]
    pub fn to_array(self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north]
    }
}

/// Geodesic distance on the WGS 84 ellipsoid, in kilometres.
#[must_use]
pub fn geodesic_km(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(geo::Point::new(a.lon, a.lat), geo::Point::new(b.lon, b.lat)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_out_of_range_is_none() {
        assert!(LonLat::new(181.0, 0.0).is_none());
        assert!(LonLat::new(0.0, f64::NAN).is_none());
        assert!(LonLat::new(105.8, 21.0).is_some());
    }

    #[test]
    fn one_degree_of_the_meridian_at_21_north_is_110_72_km() {
        let a = LonLat {
            lon: 105.0,
            lat: 21.0,
        };
        let b = LonLat {
            lon: 105.0,
            lat: 22.0,
        };
        assert!((geodesic_km(a, b) - 110.72).abs() < 0.02);
    }
}
