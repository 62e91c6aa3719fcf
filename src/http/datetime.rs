//! `datetime=`: a day, an instant, or an interval of them, as OGC API writes it.

use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::reverse::known_day;
use crate::atlas::Days;

/// The days in Viet Nam that a date, an instant of RFC 3339 or an interval means; `..` or nothing
/// leaves an interval open.
///
/// # Errors
/// When it is neither, or ends before it begins.
pub(super) fn days(text: &str) -> Result<Days, Problem> {
    let wrong = || {
        let given = shown(text);
        Problem::new(
            ProblemKind::InvalidValue,
            format!(
                "Tham số datetime là một ngày, một thời điểm theo RFC 3339 hoặc một khoảng, ví dụ datetime=2025-06-30, datetime=2025-06-30T08:00:00Z hay datetime=2024-01-01/..; \"{given}\" không phải."
            ),
            format!(
                "The parameter datetime is a date, an instant of RFC 3339 or an interval, such as datetime=2025-06-30, datetime=2025-06-30T08:00:00Z or datetime=2024-01-01/..; \"{given}\" is none."
            ),
        )
    };
    let Some((from, to)) = text.split_once('/') else {
        return known_day(text).map(Days::one).ok_or_else(wrong);
    };
    let end = |end: &str| match end {
        "" | ".." => Ok(None),
        day => known_day(day).map(Some).ok_or_else(wrong),
    };
    let days = Days {
        from: end(from)?,
        to: end(to)?,
    };
    match (days.from, days.to) {
        (Some(from), Some(to)) if to < from => Err(wrong()),
        _ if text == "/" => Err(wrong()),
        _ => Ok(days),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_instants_and_intervals_are_read() {
        let check = |text: &str, from, to| {
            assert_eq!(days(text).ok(), Some(Days { from, to }), "{text}");
        };
        let (june, july) = (Some(date(2025, 6, 30)), Some(date(2025, 7, 1)));
        check("2025-06-30", june, june);
        check("2025-06-30T17:00:00Z", july, july);
        check("2025-06-30/2025-07-01", june, july);
        check("2025-06-30T00:00:00+07:00/..", june, None);
        check("../2025-07-01", None, july);
        check("2025-06-30/", june, None);
        check("/2025-07-01", None, july);
        check("../..", None, None);
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            "",
            "/",
            "..",
            "2025",
            "2025-13-01",
            "2025-07-01/2025-06-30",
            "2025-06-30/2025-07-01/..",
            "yesterday/..",
            ".../2025-06-30",
        ] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }
}
