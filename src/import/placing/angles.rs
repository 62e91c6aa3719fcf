//! Coordinates as people write them: degrees with a decimal point or comma, degrees, minutes and
//! seconds, metres, both in one cell.

use super::super::intake::RawValue;

/// One coordinate as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// Degrees, or metres of a grid.
    pub value: f64,
    /// The side that a letter names: `N`, `S`, `E`, `W`; nothing without a letter.
    pub side: Option<Side>,
}

/// Which way a coordinate counts, as a letter beside it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// North or south: a latitude.
    Latitude,
    /// East or west: a longitude.
    Longitude,
}

/// Reads one coordinate; nothing when it is none.
pub(super) fn coordinate(value: &RawValue) -> Option<Reading> {
    match value {
        RawValue::Number(value) => value.is_finite().then_some(Reading {
            value: *value,
            side: None,
        }),
        RawValue::Text(text) => of_text(text),
        RawValue::Date(_) | RawValue::Boolean(_) => None,
    }
}

/// Reads two coordinates from one text: "21.03, 105.85", "21,03; 105,85", "21°30'15\"B
/// 105°51'0\"Đ", "POINT (105.85 21.03)".
pub(super) fn pair(text: &str) -> Option<[Reading; 2]> {
    let text = text.trim();
    let inner = well_known(text).unwrap_or(text);
    let splits: [&[char]; 5] = [&[';', '|', '/', '\n'], &['\t'], &[','], &[' '], &['-', '–']];
    for separators in splits {
        let parts = inner.split(separators).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if let [one, other] = parts[..]
            && let (Some(one), Some(other)) = (of_text(one), of_text(other))
        {
            return Some([one, other]);
        }
    }
    pair_behind_a_side(inner)
}

/// The inside of `POINT (x y)`.
fn well_known(text: &str) -> Option<&str> {
    let kind = text.get(..5)?;
    let rest = kind.eq_ignore_ascii_case("point").then(|| &text[5..])?;
    rest.trim().strip_prefix('(')?.strip_suffix(')')
}

/// Two coordinates of which the first ends with its letter: the spaces within them do not part
/// them.
fn pair_behind_a_side(text: &str) -> Option<[Reading; 2]> {
    let ends = text
        .char_indices()
        .filter(|(_, letter)| letter.is_alphabetic())
        .map(|(at, letter)| at + letter.len_utf8());
    ends.filter(|&end| end < text.len()).find_map(|end| {
        let (one, other) = text.split_at(end);
        let is_gap = |c: char| c.is_whitespace() || ",;-–".contains(c);
        let other = other.trim_start_matches(is_gap);
        Some([of_text(one)?, of_text(other)?])
    })
}

fn of_text(text: &str) -> Option<Reading> {
    let text = text.trim();
    let (side, is_negative, rest) = side_of(text);
    let parts = parts_of(rest)?;
    let value = match parts[..] {
        [value] => value,
        [degrees, minutes] => sixtieths(degrees, minutes, 0.0)?,
        [degrees, minutes, seconds] => sixtieths(degrees, minutes, seconds)?,
        _ => return None,
    };
    Some(Reading {
        value: if is_negative { -value } else { value },
        side,
    })
}

/// The letter or word that names the side, whether it counts backwards, and the rest.
fn side_of(text: &str) -> (Option<Side>, bool, &str) {
    // "N" is north in English and south in Vietnamese (Nam): all our places are north of the
    // equator, so it is north. Longer words stand first.
    const SIDES: [(&str, Side, bool); 17] = [
        ("vĩ độ bắc", Side::Latitude, false),
        ("kinh độ đông", Side::Longitude, false),
        ("vĩ độ", Side::Latitude, false),
        ("kinh độ", Side::Longitude, false),
        ("bắc", Side::Latitude, false),
        ("đông", Side::Longitude, false),
        ("lat", Side::Latitude, false),
        ("lon", Side::Longitude, false),
        ("vđb", Side::Latitude, false),
        ("kđđ", Side::Longitude, false),
        ("n", Side::Latitude, false),
        ("b", Side::Latitude, false),
        ("e", Side::Longitude, false),
        ("đ", Side::Longitude, false),
        ("d", Side::Longitude, false),
        ("s", Side::Latitude, true),
        ("w", Side::Longitude, true),
    ];
    let gap = |c: char| c.is_whitespace() || ":=.".contains(c);
    for (word, side, is_negative) in SIDES {
        let letters = word.chars().count();
        if let Some((at, _)) = text.char_indices().rev().nth(letters - 1)
            && text[at..].to_lowercase() == word
        {
            return (Some(side), is_negative, text[..at].trim_end());
        }
        let end = text
            .char_indices()
            .nth(letters)
            .map_or(text.len(), |(at, _)| at);
        if text[..end].to_lowercase() == word {
            return (Some(side), is_negative, text[end..].trim_start_matches(gap));
        }
    }
    (None, false, text)
}

/// The numbers of degrees, minutes and seconds.
fn parts_of(text: &str) -> Option<Vec<f64>> {
    let is_mark = |c: char| "°º˚'′’‘\"″”“".contains(c);
    if !text.contains(is_mark) {
        return Some(vec![number(text)?]);
    }
    text.split(is_mark)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(number)
        .collect()
}

fn sixtieths(degrees: f64, minutes: f64, seconds: f64) -> Option<f64> {
    let in_range = |part: f64| (0.0..60.0).contains(&part);
    if !in_range(minutes) || !in_range(seconds) || degrees.fract() != 0.0 {
        return None;
    }
    let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
    Some(size.copysign(degrees))
}

/// A number with a decimal point or comma; metres may have points, commas or spaces between
/// thousands.
fn number(text: &str) -> Option<f64> {
    let text: String = text
        .trim()
        .trim_end_matches(['m', '°'])
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let is_plain = digits
        .chars()
        .all(|c| c.is_ascii_digit() || ".,".contains(c));
    if !is_plain || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let marks: Vec<char> = digits.chars().filter(|c| ".,".contains(*c)).collect();
    let decimal = match marks[..] {
        [] => None,
        [only] => Some(only),
        // The last mark counts decimals when it is another than those before it.
        [first, .., last] => (first != last).then_some(last),
    };
    let cleaned: String = match decimal.and_then(|mark| text.rsplit_once(mark)) {
        Some((whole, fraction)) => format!("{}.{fraction}", whole.replace(['.', ','], "")),
        None => text.replace(['.', ','], ""),
    };
    cleaned
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: f64, side: Option<Side>) {
        let found = coordinate(&RawValue::Text(text.to_owned()));
        let found = found.unwrap_or_else(|| panic!("{text} is a coordinate"));
        assert!((found.value - value).abs() < 1e-9, "{text}: {found:?}");
        assert_eq!(found.side, side, "{text}");
    }

    #[test]
    fn degrees_come_in_many_spellings() {
        use Side::{Latitude, Longitude};
        check("21.504167", 21.504_167, None);
        check("21,504167", 21.504_167, None);
        check("21°30'15\"B", 21.504_166_666_666_667, Some(Latitude));
        check("21° 30′ 15″ N", 21.504_166_666_666_667, Some(Latitude));
        check("105°51'00,5\" Đ", 105.850_138_888_888_89, Some(Longitude));
        check("105º51’E", 105.85, Some(Longitude));
        check("Kinh độ: 105,85", 105.85, Some(Longitude));
        check("105.85°", 105.85, None);
        check("-5.25", -5.25, None);
        check("5.25 W", -5.25, Some(Longitude));
    }

    #[test]
    fn metres_may_have_thousands() {
        check("2.345.678,12", 2_345_678.12, None);
        check("2,345,678.12", 2_345_678.12, None);
        check("2 345 678,12 m", 2_345_678.12, None);
        check("2.345.678", 2_345_678.0, None);
        check("585123.4", 585_123.4, None);
    }

    #[test]
    fn what_is_no_coordinate_is_none() {
        for text in [
            "",
            "xã Tân Hưng",
            "21°75'00\"",
            "21.5°30'",
            "1e5",
            "--",
            "N",
            "21°a",
        ] {
            assert_eq!(coordinate(&RawValue::Text(text.to_owned())), None, "{text}");
        }
    }

    #[test]
    fn two_in_one_cell() {
        let both = |text: &str| {
            let [one, other] = pair(text).unwrap_or_else(|| panic!("{text} is a pair"));
            [one.value, other.value]
        };
        for text in [
            "21.5, 105.85",
            "21,5; 105,85",
            "21.5 105.85",
            "21,5 105,85",
            "21°30'B, 105°51'Đ",
            "21°30'0\"N 105°51'0\"E",
            "21° 30' 0\" B 105° 51' 0\" Đ",
            "point(21.5 105.85)",
        ] {
            let [one, other] = both(text);
            assert!(
                (one - 21.5).abs() < 1e-9 && (other - 105.85).abs() < 1e-9,
                "{text}"
            );
        }
        assert_eq!(pair("21.5"), None);
        assert_eq!(pair("ngã ba"), None);
    }
}
