//! Coordinate reference systems that coordinates may be asked for or delivered in.
//!
//! Everything inside is degrees of WGS 84 ([`LonLat`]); this module takes coordinates in at the
//! edge and gives them out, in the axis order of the authority of each system. The list is closed:
//! WGS 84, Web Mercator and VN-2000 with its zones.

mod datum;
mod read;
mod systems;
mod transverse_mercator;

use std::fmt;

use systems::{Projection, SYSTEMS, System};
use transverse_mercator::TransverseMercator;

use super::{LonLat, LonLatBox};

/// A coordinate reference system of the closed list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Crs(u8);

/// One axis of a system, in the words of its authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Metres to the east.
    Easting,
    /// Metres to the north.
    Northing,
}

/// The latitude at which the square of Web Mercator ends.
const MAX_MERCATOR_LATITUDE: f64 = 85.051_128_779_806_59;

/// The radius of the sphere of Web Mercator, in metres.
const MERCATOR_RADIUS: f64 = 6_378_137.0;

impl Crs {
    /// WGS 84 with longitude first: the system of `GeoJSON`, and of everything that names none.
    pub const CRS84: Self = Self(0);
    /// WGS 84 as EPSG has it: latitude first.
    pub const WGS_84: Self = Self(1);
    /// Web Mercator.
    pub const WEB_MERCATOR: Self = Self(2);
    /// VN-2000 in degrees, latitude first.
    pub const VN_2000: Self = Self(3);

    /// All systems: WGS 84 and Web Mercator, then VN-2000 in degrees and its zones by code.
    pub const ALL: [Self; SYSTEMS.len()] = {
        let mut all = [Self(0); SYSTEMS.len()];
        let mut at = 0;
        while at < SYSTEMS.len() {
            all[at] = Self(at as u8);
            at += 1;
        }
        all
    };

    /// The code of EPSG; nothing for [`Crs::CRS84`], which is of OGC.
    #[must_use]
    pub fn epsg(self) -> Option<u16> {
        self.system().epsg
    }

    /// The system of an EPSG code, if it is in the list.
    #[must_use]
    pub fn of_epsg(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|crs| crs.epsg() == Some(code))
    }

    /// The address that names the system in OGC standards.
    #[must_use]
    pub fn uri(self) -> String {
        match self.epsg() {
            Some(code) => format!("http://www.opengis.net/def/crs/EPSG/0/{code}"),
            None => "http://www.opengis.net/def/crs/OGC/1.3/CRS84".to_owned(),
        }
    }

    /// What Vietnamese surveyors call it.
    #[must_use]
    pub fn name_vi(self) -> &'static str {
        self.system().name_vi
    }

    /// The name of its authority.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        self.system().name_en
    }

    /// Its axes, in the order of its authority.
    #[must_use]
    pub fn axes(self) -> [Axis; 2] {
        match self.system().projection {
            Projection::LonLat => [Axis::Longitude, Axis::Latitude],
            Projection::LatLon | Projection::Vn2000 => [Axis::Latitude, Axis::Longitude],
            Projection::WebMercator | Projection::Vn2000Metres { .. } => {
                [Axis::Easting, Axis::Northing]
            }
        }
    }

    /// Whether its coordinates are degrees; otherwise they are metres.
    #[must_use]
    pub fn is_geographic(self) -> bool {
        !self.axes().contains(&Axis::Easting)
    }

    /// The meridian in the middle of a zone of VN-2000, in degrees east.
    #[must_use]
    pub fn central_meridian(self) -> Option<f64> {
        match self.system().projection {
            Projection::Vn2000Metres { meridian, .. } => Some(meridian),
            _ => None,
        }
    }

    /// Where its authority says that it is used.
    #[must_use]
    pub fn area_of_use(self) -> LonLatBox {
        let [west, south, east, north] = self.system().area;
        LonLatBox {
            west,
            south,
            east,
            north,
        }
    }

    /// The place of two coordinates in the axis order of the system; nothing where they name no
    /// place on Earth, or lie so far beyond the zone that its formulae do not hold.
    #[must_use]
    pub fn to_lonlat(self, [first, second]: [f64; 2]) -> Option<LonLat> {
        if !(first.is_finite() && second.is_finite()) {
            return None;
        }
        match self.system().projection {
            Projection::LonLat => LonLat::new(first, second),
            Projection::LatLon => LonLat::new(second, first),
            Projection::WebMercator => {
                let lon = (first / MERCATOR_RADIUS).to_degrees();
                LonLat::new(lon, (second / MERCATOR_RADIUS).sinh().atan().to_degrees())
            }
            Projection::Vn2000 => LonLat::new(second, first).map(datum::to_wgs_84),
            Projection::Vn2000Metres { meridian, scale } => {
                let place = TransverseMercator::new(meridian, scale).place([first, second])?;
                Some(datum::to_wgs_84(place))
            }
        }
    }

    /// The coordinates of a place, in the axis order of the system. Web Mercator ends at 85.05°
    /// north and south; a zone of VN-2000 has no finite coordinates a quarter of the Earth away
    /// from its meridian.
    #[must_use]
    pub fn from_lonlat(self, place: LonLat) -> [f64; 2] {
        match self.system().projection {
            Projection::LonLat => [place.lon, place.lat],
            Projection::LatLon => [place.lat, place.lon],
            Projection::WebMercator => {
                let lat = place
                    .lat
                    .clamp(-MAX_MERCATOR_LATITUDE, MAX_MERCATOR_LATITUDE);
                let north = lat.to_radians().sin().atanh();
                [place.lon.to_radians(), north].map(|angle| angle * MERCATOR_RADIUS)
            }
            Projection::Vn2000 => {
                let place = datum::to_vn_2000(place);
                [place.lat, place.lon]
            }
            Projection::Vn2000Metres { meridian, scale } => {
                let place = datum::to_vn_2000(place);
                TransverseMercator::new(meridian, scale).metres(place)
            }
        }
    }

    fn system(self) -> &'static System {
        &SYSTEMS[usize::from(self.0)]
    }
}

/// As `EPSG:4756` or `OGC:CRS84`.
impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.epsg() {
            Some(code) => write!(f, "EPSG:{code}"),
            None => f.write_str("OGC:CRS84"),
        }
    }
}

impl fmt::Debug for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::geodesic_km;

    #[test]
    fn the_named_ones_are_those() {
        assert_eq!(Crs::CRS84.to_string(), "OGC:CRS84");
        assert_eq!(Crs::WGS_84.epsg(), Some(4326));
        assert_eq!(Crs::WEB_MERCATOR.epsg(), Some(3857));
        assert_eq!(Crs::VN_2000.epsg(), Some(4756));
        assert_eq!(Crs::of_epsg(5899).unwrap().central_meridian(), Some(107.75));
        assert_eq!(Crs::of_epsg(32648), None);
    }

    #[test]
    fn axes_stand_as_the_authority_has_them() {
        let ha_noi = LonLat::new(105.84, 21.03).unwrap();
        let [east, north] = Crs::CRS84.from_lonlat(ha_noi);
        assert!((east - 105.84).abs() < 1e-12 && (north - 21.03).abs() < 1e-12);
        let [north, east] = Crs::WGS_84.from_lonlat(ha_noi);
        assert!((east - 105.84).abs() < 1e-12 && (north - 21.03).abs() < 1e-12);
        assert_eq!(Crs::VN_2000.axes()[0], Axis::Latitude);
        let [east, north] = Crs::of_epsg(5897).unwrap().from_lonlat(ha_noi);
        assert!((580_000.0..590_000.0).contains(&east), "{east}");
        assert!((2_320_000.0..2_330_000.0).contains(&north), "{north}");
    }

    #[test]
    fn what_names_no_place_is_none() {
        for crs in Crs::ALL {
            assert_eq!(crs.to_lonlat([f64::NAN, 1.0]), None, "{crs}");
            assert_eq!(crs.to_lonlat([1.0, f64::INFINITY]), None, "{crs}");
            assert_eq!(crs.to_lonlat([1e9, 1e9]), None, "{crs}");
        }
        assert_eq!(Crs::WGS_84.to_lonlat([105.0, 21.0]), None);
        assert_eq!(Crs::WEB_MERCATOR.to_lonlat([2.1e7, 0.0]), None);
    }

    #[test]
    fn the_square_of_web_mercator_has_edges() {
        let pole = LonLat::new(180.0, 90.0).unwrap();
        let [east, north] = Crs::WEB_MERCATOR.from_lonlat(pole);
        assert!((east - north).abs() < 1e-6);
        assert!((east - 20_037_508.342_789_244).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(
            which in 0..Crs::ALL.len(), lon in 100.0..112.0f64, lat in 8.0..24.0f64,
        ) {
            let (crs, place) = (Crs::ALL[which], LonLat { lon, lat });
            let back = crs.to_lonlat(crs.from_lonlat(place)).unwrap();
            // Heights are left out on both ways between the datums: 2 mm, see `datum`.
            prop_assert!(geodesic_km(place, back) < 2e-6, "{crs}: {place:?} {back:?}");
        }
    }
}
