//! Numbers as people in Vietnam write them: 1.234,5 and 1,234.5, with or without a unit.

/// How a column of texts marks decimals and thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// 1.234,5
    Vietnamese,
    /// 1,234.5
    English,
}

/// A number read from a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Read {
    /// The number itself.
    pub number: f64,
    /// What stood behind it: a unit, perhaps.
    pub unit: Option<String>,
    /// Whether the text could be read in another way too, as "1.234" can.
    pub ambiguous: bool,
}

/// Which marks the texts of a column prove: `None` for a column that proves nothing, both for one
/// that mixes them.
pub(crate) fn marks_of<'a>(texts: impl Iterator<Item = &'a str>) -> (bool, bool) {
    let mut proved = (false, false);
    for text in texts {
        match split(text).and_then(|(digits, _)| proof(&digits)) {
            Some(Marks::Vietnamese) => proved.0 = true,
            Some(Marks::English) => proved.1 = true,
            None => {}
        }
    }
    proved
}

/// Reads a number. A text that proves its own marks is read by them; another one by those of its
/// column, which are the Vietnamese ones unless the column proves otherwise.
pub(crate) fn read(text: &str, column: Marks) -> Option<Read> {
    let (digits, unit) = split(text)?;
    let marks = proof(&digits);
    let (decimal, thousands) = match marks.unwrap_or(column) {
        Marks::Vietnamese => (',', '.'),
        Marks::English => ('.', ','),
    };
    let number = value(&digits, decimal, thousands)?;
    let has_mark = digits.contains(['.', ',']);
    Some(Read {
        number,
        unit,
        ambiguous: marks.is_none() && has_mark,
    })
}

/// The digits with their marks and sign, and what stands behind them.
fn split(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim().trim_start_matches(['~', '≈']).trim_start();
    let (sign, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = rest
        .char_indices()
        .find(|(at, c)| !is_part(*c, &rest[at + c.len_utf8()..]))
        .map_or(rest.len(), |(at, _)| at);
    let (digits, unit) = rest.split_at(end);
    let digits: String = digits
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .collect();
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_end_matches(['.', ',']).to_owned();
    let unit = unit.trim();
    let unit = (!unit.is_empty()).then(|| unit.to_owned());
    Some((format!("{sign}{digits}"), unit))
}

/// Digits and marks; a space or apostrophe only between digits.
fn is_part(c: char, rest: &str) -> bool {
    let before_digits = || rest.bytes().take(3).filter(u8::is_ascii_digit).count() == 3;
    c.is_ascii_digit()
        || matches!(c, '.' | ',')
        || ((c.is_whitespace() || c == '\'') && before_digits())
}

/// The marks that the number itself proves.
fn proof(digits: &str) -> Option<Marks> {
    let dots = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let after = |mark: char| digits.rsplit(mark).next().map_or(0, str::len);
    let whole = digits.trim_start_matches('-');
    let before = |mark: char| whole.split(mark).next().unwrap_or_default().to_owned();
    match (dots, commas) {
        (0, 0) => None,
        (1.., 1..) => {
            let last_comma = digits.rfind(',') > digits.rfind('.');
            Some(if last_comma {
                Marks::Vietnamese
            } else {
                Marks::English
            })
        }
        // One mark with exactly three digits behind it and one to three before may be either.
        (1, 0) if may_be_thousands(&before('.'), after('.')) => None,
        (0, 1) if may_be_thousands(&before(','), after(',')) => None,
        (1, 0) | (0, 2..) => Some(Marks::English),
        (2.., 0) | (0, _) => Some(Marks::Vietnamese),
    }
}

fn may_be_thousands(before: &str, after: usize) -> bool {
    after == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
}

fn value(digits: &str, decimal: char, thousands: char) -> Option<f64> {
    let (whole, part) = match digits.split_once(decimal) {
        Some((whole, part)) => (whole, part),
        None => (digits, ""),
    };
    if part.contains([decimal, thousands]) || !well_grouped(whole, thousands) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| *c != thousands).collect();
    let number: f64 = format!("{whole}.{part}0").parse().ok()?;
    number.is_finite().then_some(number)
}

/// Whether the groups of thousands have three digits each.
fn well_grouped(whole: &str, thousands: char) -> bool {
    let groups: Vec<&str> = whole.trim_start_matches('-').split(thousands).collect();
    match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, column: Marks, number: f64, unit: Option<&str>) {
        let found = read(text, column).unwrap_or_else(|| panic!("{text} was not read"));
        assert_eq!(
            (found.number, found.unit.as_deref()),
            (number, unit),
            "{text}"
        );
    }

    #[test]
    fn both_ways_of_writing_are_read() {
        use Marks::{English, Vietnamese};
        check("1.234,5", English, 1234.5, None);
        check("1,234.5", Vietnamese, 1234.5, None);
        check("12,5", English, 12.5, None);
        check("12.5", Vietnamese, 12.5, None);
        check("1.234", Vietnamese, 1234.0, None);
        check("1.234", English, 1.234, None);
        check("1.234.567", English, 1_234_567.0, None);
        check("0.123", Vietnamese, 0.123, None);
        check("0,123", English, 0.123, None);
        check("1234,567", English, 1234.567, None);
        check("-3,5", Vietnamese, -3.5, None);
        check("1 234,5", Vietnamese, 1234.5, None);
        check("57", English, 57.0, None);
    }

    #[test]
    fn units_stand_apart() {
        check("12 ha", Marks::Vietnamese, 12.0, Some("ha"));
        check("120.000 m²", Marks::Vietnamese, 120_000.0, Some("m²"));
        check("85%", Marks::Vietnamese, 85.0, Some("%"));
        check("49,9ha", Marks::Vietnamese, 49.9, Some("ha"));
        check("≈ 30 ha", Marks::Vietnamese, 30.0, Some("ha"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "ha",
            "1.23.4",
            "1,2,3",
            "12.34.567",
            ",5",
            "abc 12",
            "1.234,5,6",
        ] {
            assert_eq!(read(text, Marks::Vietnamese), None, "{text}");
        }
    }

    #[test]
    fn only_a_single_group_of_three_is_ambiguous() {
        assert!(read("1.234", Marks::Vietnamese).unwrap().ambiguous);
        for text in ["1234", "1.234,5", "12.5", "0.123", "1.234.567"] {
            assert!(!read(text, Marks::Vietnamese).unwrap().ambiguous, "{text}");
        }
    }

    #[test]
    fn a_column_proves_its_marks() {
        assert_eq!(marks_of(["1.234", "5"].into_iter()), (false, false));
        assert_eq!(marks_of(["1.234", "2,5"].into_iter()), (true, false));
        assert_eq!(marks_of(["1.5", "2,5"].into_iter()), (true, true));
    }
}
