//! Which zone of VN-2000 metres are in, found by trying: the right one puts the rows into the
//! communes that they name.
//!
//! Neighbouring meridians lie 26 km apart here, so a commune tells them apart and a province does
//! not. The 3° and the 6° zone of one meridian differ by 0.7 km, which a commune may not tell.

use super::communes::Communes;
use super::coordinates::{Pair, is_near, place_in};
use super::declared::Declared;
use crate::geometry::{Crs, LonLat};

/// Metres of a row and the units that it names.
#[derive(Clone, Copy, Debug)]
pub struct Clue<'a> {
    /// Eastward first.
    pub pair: Pair,
    /// What the row says of where it is.
    pub declared: &'a Declared,
}

/// What trying all zones gave.
#[derive(Clone, Debug, PartialEq)]
pub enum ZoneFound {
    /// One fits best.
    Found {
        /// The zone.
        crs: Crs,
        /// How many rows it puts where they say they are.
        agreeing: usize,
        /// Another zone on the same meridian that fits as well.
        rival: Option<Crs>,
    },
    /// What the rows say does not tell the zones apart; those that may be meant.
    Unclear(Vec<Crs>),
    /// None fits.
    NoneFits,
}

/// The share of rows that the zone of a file must put into the right unit.
const LEAST_SHARE: f64 = 0.5;

/// The zones of VN-2000.
fn zones() -> impl Iterator<Item = Crs> {
    let all = Crs::ALL.into_iter();
    all.filter(|crs| crs.central_meridian().is_some())
}

/// Whether a zone puts metres into a unit that the row names.
#[must_use]
pub fn agrees(clue: Clue<'_>, crs: Crs, communes: &Communes) -> bool {
    let Some(home) = placed(clue.pair, crs).and_then(|place| communes.at(place)) else {
        return false;
    };
    if clue.declared.communes.is_empty() {
        clue.declared.province == Some(home.province)
    } else {
        clue.declared.communes.contains(&home.code)
    }
}

/// The place of metres in a zone, where that is anywhere near.
#[must_use]
pub fn placed(pair: Pair, crs: Crs) -> Option<LonLat> {
    place_in(pair, crs).filter(|&place| is_near(place))
}

/// The zone of all the rows together.
#[must_use]
pub fn find(clues: &[Clue<'_>], communes: &Communes) -> ZoneFound {
    let says_commune = |clue: &Clue<'_>| !clue.declared.communes.is_empty();
    let by_commune = clues.iter().any(says_commune);
    let told: Vec<Clue<'_>> = (clues.iter().copied())
        .filter(|clue| clue.declared.says_anything() && (!by_commune || says_commune(clue)))
        .collect();
    let counted = zones().map(|crs| {
        let agreeing = told.iter().filter(|&&clue| agrees(clue, crs, communes));
        (crs, agreeing.count())
    });
    let counted: Vec<(Crs, usize)> = counted.collect();
    let most = counted.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 || (most as f64) < LEAST_SHARE * told.len() as f64 {
        return ZoneFound::NoneFits;
    }
    if !by_commune {
        // A province is wider than the way from meridian to meridian: what fits best may be wrong.
        let likely = counted.into_iter().filter(|(_, count)| 2 * count >= most);
        return ZoneFound::Unclear(likely.map(|(crs, _)| crs).collect());
    }
    let best = counted.into_iter().filter(|(_, count)| *count == most);
    let best: Vec<Crs> = best.map(|(crs, _)| crs).collect();
    let meridian = best[0].central_meridian();
    if best.iter().any(|crs| crs.central_meridian() != meridian) {
        return ZoneFound::Unclear(best);
    }
    // Local maps are drawn in the 3° zones, the 6° zones are for small scales.
    let (three, six): (Vec<Crs>, Vec<Crs>) = best.into_iter().partition(|crs| !is_wide(*crs));
    let mut in_order = three.into_iter().chain(six);
    match in_order.next() {
        Some(crs) => ZoneFound::Found {
            crs,
            agreeing: most,
            rival: in_order.next(),
        },
        None => ZoneFound::NoneFits,
    }
}

/// The only zone that puts one row into the commune that it names, where that of the file does not:
/// merged provinces straddle old zones.
#[must_use]
pub fn find_for_row(clue: Clue<'_>, communes: &Communes) -> Option<Crs> {
    if clue.declared.communes.is_empty() {
        return None;
    }
    match find(&[clue], communes) {
        ZoneFound::Found { crs, .. } => Some(crs),
        _ => None,
    }
}

/// Whether a zone is one of the 6° zones of the UTM kind.
fn is_wide(crs: Crs) -> bool {
    matches!(crs.epsg(), Some(3405 | 3406))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::placing::communes::tests::two_squares;

    fn declared(commune: &str) -> Declared {
        Declared {
            communes: vec![commune.parse().unwrap()],
            ..Declared::default()
        }
    }

    fn metres(place: LonLat, epsg: u16) -> Pair {
        let crs = Crs::of_epsg(epsg).unwrap();
        let [east, north] = crs.from_lonlat(place);
        Pair { east, north }
    }

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn the_zone_is_found_by_the_commune() {
        let communes = two_squares();
        let said = [declared("00004"), declared("00007")];
        for epsg in [9209, 9211, 5898] {
            let clues = [
                Clue {
                    pair: metres(at(105.05, 21.05), epsg),
                    declared: &said[0],
                },
                Clue {
                    pair: metres(at(105.15, 21.05), epsg),
                    declared: &said[1],
                },
            ];
            let crs = Crs::of_epsg(epsg).unwrap();
            assert_eq!(
                find(&clues, &communes),
                ZoneFound::Found {
                    crs,
                    agreeing: 2,
                    rival: None
                }
            );
        }
    }

    #[test]
    fn of_two_zones_on_one_meridian_the_narrow_one_is_taken_and_the_other_told() {
        let communes = two_squares();
        let said = declared("00004");
        let clues = [Clue {
            pair: metres(at(105.05, 21.05), 5897),
            declared: &said,
        }];
        assert_eq!(
            find(&clues, &communes),
            ZoneFound::Found {
                crs: Crs::of_epsg(5897).unwrap(),
                agreeing: 1,
                rival: Crs::of_epsg(3405)
            }
        );
    }

    #[test]
    fn a_row_without_units_tells_nothing() {
        let communes = two_squares();
        let nothing = Declared::default();
        let clues = [Clue {
            pair: metres(at(105.05, 21.05), 9211),
            declared: &nothing,
        }];
        assert_eq!(find(&clues, &communes), ZoneFound::NoneFits);
    }

    #[test]
    fn a_row_of_another_zone_is_found_by_itself() {
        let communes = two_squares();
        let said = declared("00007");
        let clue = Clue {
            pair: metres(at(105.15, 21.05), 9211),
            declared: &said,
        };
        assert!(!agrees(clue, Crs::of_epsg(9209).unwrap(), &communes));
        assert_eq!(find_for_row(clue, &communes), Crs::of_epsg(9211));
    }
}
