//! Dates as offices write them: 31/12/2025, 12/2025, 2025, quý IV/2025, and as ISO has them.

use std::fmt::Write;

use crate::domain::PartialDate;

/// Reads a date as precisely as it is stated; a quarter by its last month.
pub(crate) fn read(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_start_matches("ngày").trim();
    let text = text.strip_prefix("năm").unwrap_or(text).trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if let Some(date) = quarter(text) {
        return Some(date);
    }
    let text = text.strip_prefix("tháng").unwrap_or(text).trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    match parts.as_slice() {
        [day, month, year] => iso(year, Some(month), Some(day)),
        [month, year] if year.len() == 4 => iso(year, Some(month), None),
        // With the time that databases add.
        [year] if year.len() == 4 => iso(year, None, None),
        _ => None,
    }
}

/// The year alone, of whatever date is stated.
pub(crate) fn year(text: &str) -> Option<i16> {
    read(text).map(PartialDate::year)
}

fn iso(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    if year.len() != 4 {
        return None;
    }
    let mut text = year.to_owned();
    for part in [month, day].into_iter().flatten() {
        let number: u8 = part.parse().ok()?;
        write!(text, "-{number:02}").ok()?;
    }
    text.parse().ok()
}

/// "quý 4/2025", "Q4 2025", "quý IV năm 2025".
fn quarter(text: &str) -> Option<PartialDate> {
    let lower = text.to_lowercase();
    let rest = lower
        .strip_prefix("quý")
        .or_else(|| lower.strip_prefix('q'))?;
    let rest = rest.replace("năm", " ");
    let mut words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let month = match words.next()? {
        "1" | "i" => "03",
        "2" | "ii" => "06",
        "3" | "iii" => "09",
        "4" | "iv" => "12",
        _ => return None,
    };
    let year = words.next()?;
    iso(year, Some(month), None).filter(|_| words.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = read(text).map(|date| date.to_string());
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn dates_of_offices() {
        check("31/12/2025", "2025-12-31");
        check("1/7/2025", "2025-07-01");
        check("ngày 01-07-2025", "2025-07-01");
        check("12/2025", "2025-12");
        check("tháng 9/2025", "2025-09");
        check("2025", "2025");
        check("năm 2025", "2025");
        check("2025-07", "2025-07");
        check("quý IV/2025", "2025-12");
        check("Q1 2024", "2024-03");
        check("quý 2 năm 2024", "2024-06");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "32/12/2025",
            "31/11/2025",
            "12/31/2025",
            "1/7/25",
            "mới",
            "quý 5/2025",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
