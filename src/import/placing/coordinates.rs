//! From two numbers to a place: which of them is which, in which system they are.

use crate::geometry::{Axis, Crs, LonLat};

/// Where coordinates of the region can lie, with a wide margin: longitudes and latitudes cannot be
/// mistaken for one another here.
const LONGITUDES: std::ops::RangeInclusive<f64> = 100.0..=112.0;
const LATITUDES: std::ops::RangeInclusive<f64> = 15.0..=26.0;

/// Metres east and north as the zones of VN-2000 count them here.
const EASTINGS: std::ops::RangeInclusive<f64> = 100_000.0..=900_000.0;
const NORTHINGS: std::ops::RangeInclusive<f64> = 1_700_000.0..=2_800_000.0;

/// Metres of Web Mercator here.
const MERCATOR_X: std::ops::RangeInclusive<f64> = 11_100_000.0..=12_500_000.0;
const MERCATOR_Y: std::ops::RangeInclusive<f64> = 1_650_000.0..=3_000_000.0;

/// Two numbers, the one that should count eastward first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Longitude, or metres to the east.
    pub east: f64,
    /// Latitude, or metres to the north.
    pub north: f64,
}

impl Pair {
    /// The same, the other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            east: self.north,
            north: self.east,
        }
    }

    fn in_ranges(
        self,
        east: &std::ops::RangeInclusive<f64>,
        north: &std::ops::RangeInclusive<f64>,
    ) -> bool {
        east.contains(&self.east) && north.contains(&self.north)
    }
}

/// What two numbers are taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Taken {
    /// A place.
    Place {
        /// In WGS 84.
        place: LonLat,
        /// The system that the numbers were in, where it is not WGS 84.
        from: Option<Crs>,
        /// Whether the numbers stood in each other's place.
        swapped: bool,
        /// Whether a decimal mark that was lost was put back.
        mended: bool,
    },
    /// Metres of some zone of VN-2000, eastward first.
    Metres {
        /// The metres.
        pair: Pair,
        /// Whether they stood in each other's place.
        swapped: bool,
    },
    /// Numbers that name no place near here.
    Elsewhere,
}

/// Takes two numbers for a place. A system that was named is believed; without one the size of the
/// numbers tells.
#[must_use]
pub fn take(pair: Pair, named: Option<Crs>) -> Taken {
    match named {
        Some(crs) => in_system(pair, crs),
        None => by_size(pair),
    }
}

/// The place of two numbers in a system, in whichever order puts it here.
fn in_system(pair: Pair, crs: Crs) -> Taken {
    [(pair, false), (pair.swapped(), true)]
        .into_iter()
        .find_map(|(pair, swapped)| {
            let place = place_in(pair, crs).filter(|&place| is_near(place))?;
            let is_wgs_84 = crs == Crs::CRS84 || crs == Crs::WGS_84;
            Some(Taken::Place {
                place,
                from: (!is_wgs_84).then_some(crs),
                swapped,
                mended: false,
            })
        })
        .unwrap_or(Taken::Elsewhere)
}

/// The place of metres (or degrees), eastward first, in a system.
#[must_use]
pub fn place_in(pair: Pair, crs: Crs) -> Option<LonLat> {
    let is_east_first = matches!(crs.axes()[0], Axis::Longitude | Axis::Easting);
    crs.to_lonlat(if is_east_first {
        [pair.east, pair.north]
    } else {
        [pair.north, pair.east]
    })
}

/// Whether a place lies in or around the region.
#[must_use]
pub fn is_near(place: LonLat) -> bool {
    LONGITUDES.contains(&place.lon) && LATITUDES.contains(&place.lat)
}

fn by_size(pair: Pair) -> Taken {
    for (pair, swapped) in [(pair, false), (pair.swapped(), true)] {
        if pair.in_ranges(&LONGITUDES, &LATITUDES) {
            return Taken::Place {
                place: LonLat {
                    lon: pair.east,
                    lat: pair.north,
                },
                from: None,
                swapped,
                mended: false,
            };
        }
        if pair.in_ranges(&EASTINGS, &NORTHINGS) {
            return Taken::Metres { pair, swapped };
        }
        if pair.in_ranges(&MERCATOR_X, &MERCATOR_Y)
            && let Some(place) = place_in(pair, Crs::WEB_MERCATOR)
        {
            return Taken::Place {
                place,
                from: Some(Crs::WEB_MERCATOR),
                swapped,
                mended: false,
            };
        }
    }
    without_decimal_mark(pair)
}

/// Degrees whose decimal mark was taken for one between thousands: 21123456 for 21.123456.
fn without_decimal_mark(pair: Pair) -> Taken {
    let degrees = |value: f64, range: &std::ops::RangeInclusive<f64>| {
        let is_whole = value.fract() == 0.0 && value > 1000.0;
        let scaled = (2..=15).map(|places| value / 10f64.powi(places));
        is_whole
            .then(|| scaled.into_iter().find(|value| range.contains(value)))
            .flatten()
    };
    for (pair, swapped) in [(pair, false), (pair.swapped(), true)] {
        if let (Some(lon), Some(lat)) = (
            degrees(pair.east, &LONGITUDES),
            degrees(pair.north, &LATITUDES),
        ) {
            return Taken::Place {
                place: LonLat { lon, lat },
                from: None,
                swapped,
                mended: true,
            };
        }
    }
    Taken::Elsewhere
}

/// To the sixth decimal: a tenth of a metre.
#[must_use]
pub fn rounded(place: LonLat) -> LonLat {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    LonLat {
        lon: round(place.lon),
        lat: round(place.lat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(east: f64, north: f64) -> Pair {
        Pair { east, north }
    }

    #[test]
    fn axes_that_are_swapped_are_found() {
        let straight = take(pair(105.85, 21.03), None);
        let turned = take(pair(21.03, 105.85), None);
        let place = |taken| match taken {
            Taken::Place { place, swapped, .. } => (place, swapped),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(straight).0, place(turned).0);
        assert!(!place(straight).1);
        assert!(place(turned).1);
    }

    #[test]
    fn metres_wait_for_their_zone() {
        let metres = pair(585_000.0, 2_325_000.0);
        let taken = Taken::Metres {
            pair: metres,
            swapped: false,
        };
        assert_eq!(take(metres, None), taken);
        assert!(matches!(
            take(metres.swapped(), None),
            Taken::Metres { pair, swapped: true } if pair == metres
        ));
    }

    #[test]
    fn numbers_from_elsewhere_are_no_place() {
        assert_eq!(take(pair(10.58, 21.03), None), Taken::Elsewhere);
        assert_eq!(take(pair(0.0, 0.0), None), Taken::Elsewhere);
        assert_eq!(take(pair(2.35, 48.85), Some(Crs::WGS_84)), Taken::Elsewhere);
    }

    #[test]
    fn a_lost_decimal_mark_is_put_back() {
        let Taken::Place { place, mended, .. } = take(pair(105_852_345.0, 21_031_234.0), None)
        else {
            panic!("a place");
        };
        assert!(mended);
        assert_eq!(
            place,
            LonLat {
                lon: 105.852_345,
                lat: 21.031_234
            }
        );
    }

    proptest! {
        /// Whatever system of the list the numbers are in, and in whichever order they stand: the
        /// place is the same once the system is named.
        #[test]
        fn a_named_system_is_believed(
            which in 0..Crs::ALL.len(), lon in 102.5..108.0f64, lat in 20.0..23.0f64, turned: bool,
        ) {
            let crs = Crs::ALL[which];
            let [first, second] = crs.from_lonlat(LonLat { lon, lat });
            let given = if turned { pair(second, first) } else { pair(first, second) };
            let Taken::Place { place, .. } = take(given, Some(crs)) else {
                panic!("{crs:?} {given:?}");
            };
            prop_assert!((place.lon - lon).abs() < 1e-7 && (place.lat - lat).abs() < 1e-7);
        }
    }
}
