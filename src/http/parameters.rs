//! Values of query parameters that several addresses share, read strictly: what cannot be meant
//! is a problem that says which form is right.

use std::fmt::Write as _;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::geometry::{LonLat, LonLatBox};

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paging {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl Paging {
    /// Reads `limit` (1 to `most`, `usual` unless given) and `offset`.
    ///
    /// # Errors
    /// When either is no whole number in its range.
    pub(super) fn read(
        limit: Option<&str>,
        offset: Option<&str>,
        usual: usize,
        most: usize,
    ) -> Result<Self, Problem> {
        let limit = limit.map(|text| whole_number("limit", text, 1, most));
        let offset = offset.map(|text| whole_number("offset", text, 0, usize::MAX));
        Ok(Self {
            limit: limit.transpose()?.unwrap_or(usual),
            offset: offset.transpose()?.unwrap_or(0),
        })
    }

    /// Where the next page begins; nothing when this one is the last.
    pub(super) fn next(self, returned: usize, matched: usize) -> Option<usize> {
        let shown = self.offset.saturating_add(returned);
        (returned > 0 && shown < matched).then_some(shown)
    }
}

/// A whole number in a range, written in digits.
pub(super) fn whole_number(
    name: &str,
    text: &str,
    least: usize,
    most: usize,
) -> Result<usize, Problem> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| {
            Problem::new(
                ProblemKind::InvalidValue,
                format!("Tham số {name} là số nguyên từ {least} đến {most}."),
                format!("The parameter {name} is a whole number from {least} to {most}."),
            )
        })
}

/// A finite decimal number; nothing for anything else, exponents and words included.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let shaped = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    shaped.then(|| text.parse().ok()).flatten()
}

/// Longitude and latitude with a comma between them.
pub(super) fn lon_lat(name: &str, text: &str) -> Result<LonLat, Problem> {
    let place = match numbers(text)[..] {
        [Some(lon), Some(lat)] => LonLat::new(lon, lat),
        _ => None,
    };
    place.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số {name} gồm kinh độ rồi đến vĩ độ, tính bằng độ, ví dụ {name}=106.2,21.3."),
            format!("The parameter {name} is longitude, then latitude, in degrees, such as {name}=106.2,21.3."),
        )
    })
}

/// West, south, east, north with commas between them.
pub(super) fn bbox(text: &str) -> Result<LonLatBox, Problem> {
    let corners = match numbers(text)[..] {
        [Some(west), Some(south), Some(east), Some(north)] => {
            LonLat::new(west, south).zip(LonLat::new(east, north))
        }
        _ => None,
    };
    let ordered = corners.filter(|(low, high)| low.lon <= high.lon && low.lat <= high.lat);
    let found = ordered.map(|(low, high)| LonLatBox {
        west: low.lon,
        south: low.lat,
        east: high.lon,
        north: high.lat,
    });
    found.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Tham số bbox gồm bốn số tính bằng độ: tây, nam, đông, bắc, ví dụ bbox=105,20,107,22; tây không lớn hơn đông, nam không lớn hơn bắc.",
            "The parameter bbox has four numbers in degrees: west, south, east, north, such as bbox=105,20,107,22; west is not above east, south not above north.",
        )
    })
}

/// The numbers between commas; nothing for what is no finite decimal number.
fn numbers(text: &str) -> Vec<Option<f64>> {
    text.split(',').take(5).map(decimal).collect()
}

/// The same address with another offset. Values are encoded as a query needs them.
pub(super) fn at_offset(path: &str, given: &[(&str, Option<&str>)], offset: usize) -> String {
    let known = given.iter().filter_map(|(name, value)| {
        let value = percent_encoded((*value)?);
        Some(format!("{name}={value}&"))
    });
    format!("{path}?{}offset={offset}", known.collect::<String>())
}

/// A value as it stands in a query: commas and colons stay, they separate nothing there.
pub(super) fn percent_encoded(value: &str) -> String {
    let mut encoded = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// As much of a word as a text shows.
pub(super) fn shown(word: &str) -> String {
    word.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_two_finite_numbers_in_range() {
        assert!(lon_lat("near", "106.2,21.3").is_ok());
        assert!(lon_lat("near", "106.2, 21.3").is_ok());
        for bad in [
            "",
            "106.2",
            "21.3,106.2",
            "NaN,21",
            "inf,1",
            "1e2,3",
            "106.2;21.3",
            "1,2,3",
            "181,0",
        ] {
            assert!(lon_lat("near", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn boxes_are_ordered() {
        assert!(bbox("105,20,107,22").is_ok());
        for bad in [
            "",
            "105,20,107",
            "107,20,105,22",
            "105,22,107,20",
            "105,20,107,22,1",
            "a,b,c,d",
            "20,105,22,107",
        ] {
            assert!(bbox(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn whole_numbers_are_closed() {
        assert_eq!(whole_number("limit", "50", 1, 50).ok(), Some(50));
        for bad in ["", "0", "51", "-1", "+5", "1.0", "99999999999999999999"] {
            assert!(whole_number("limit", bad, 1, 50).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_next_page_follows_the_last_item() {
        let paging = Paging {
            limit: 10,
            offset: 20,
        };
        assert_eq!(paging.next(10, 31), Some(30));
        assert_eq!(paging.next(10, 30), None);
        assert_eq!(paging.next(0, 31), None);
    }

    #[test]
    fn addresses_carry_what_was_given() {
        let given = [("from", Some("gate:hữu nghị")), ("km", None)];
        assert_eq!(
            at_offset("/api/nearby", &given, 20),
            "/api/nearby?from=gate:h%E1%BB%AFu%20ngh%E1%BB%8B&offset=20"
        );
    }
}
