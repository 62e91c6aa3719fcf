//! What cells of Excel show: the same number is a number, a day or a share, by the format of its
//! cell.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Formats of numbers that every workbook has: those that show days, and those that show shares.
const DAY_FORMATS: [usize; 12] = [14, 15, 16, 17, 22, 27, 30, 31, 36, 50, 57, 58];
const SHARE_FORMATS: [usize; 2] = [9, 10];

/// What a style of cells makes of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number.
    Number,
    /// A day.
    Day,
    /// 0.8 is shown as 80 %.
    Share,
}

/// What a format that every workbook has shows.
pub(super) fn shown_by_number(id: usize) -> Shown {
    match id {
        id if DAY_FORMATS.contains(&id) => Shown::Day,
        id if SHARE_FORMATS.contains(&id) => Shown::Share,
        _ => Shown::Number,
    }
}

/// What a format shows, by its first letter of a day or year or its per cent sign, outside of
/// quotes and brackets.
pub(super) fn shown_by(code: &str) -> Shown {
    let mut quoted = false;
    let mut bracketed = false;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if quoted || bracketed => {}
            'd' | 'D' | 'y' | 'Y' => return Shown::Day,
            '%' => return Shown::Share,
            _ => {}
        }
    }
    Shown::Number
}

/// The day that a number means; Excel counts 29 February 1900, which never was.
pub(super) fn day_of(number: f64, from_1904: bool) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    let days = number.floor() as i64;
    let first = match (from_1904, days < 60) {
        (true, _) => date(1904, 1, 1),
        (false, true) => date(1899, 12, 31),
        (false, false) => date(1899, 12, 30),
    };
    first.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_as_excel_counts() {
        assert_eq!(day_of(45_839.0, false), Some(date(2025, 7, 1)));
        assert_eq!(day_of(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(day_of(44_377.25, true), Some(date(2025, 7, 1)));
        assert_eq!(day_of(0.5, false), None);
    }

    #[test]
    fn formats_show_days_shares_and_numbers() {
        let check = |code: &str, expected| assert!(shown_by(code) == expected, "{code}");
        check("dd/mm/yyyy", Shown::Day);
        check("[$-42A]d mmmm yyyy;@", Shown::Day);
        check("yyyy\\-mm", Shown::Day);
        check("0.0%", Shown::Share);
        check("#,##0 \"ngày\"", Shown::Number);
        check("[Red]0", Shown::Number);
        check("0 \"%\"", Shown::Number);
        check("h:mm", Shown::Number);
    }
}
