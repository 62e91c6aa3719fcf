//! Numbers as people read them: "1.234,5" in Vietnamese, "1,234.5" in English.

pub use crate::domain::Tongue;

/// The number with so many digits after the decimal mark at most, without zeros at its end.
#[must_use]
pub fn formatted(number: f64, decimals: u8, tongue: Tongue) -> String {
    let (thousands, mark) = match tongue {
        Tongue::Vi => ('.', ','),
        Tongue::En => (',', '.'),
    };
    let written = format!("{:.*}", usize::from(decimals), number.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_zero = fraction.is_empty() && whole == "0";
    let mut text = String::new();
    if number < 0.0 && !is_zero {
        text.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(mark);
        text.push_str(fraction);
    }
    text
}

/// The number with all the digits that it has, up to six after the decimal mark.
#[must_use]
pub fn plain(number: f64, tongue: Tongue) -> String {
    formatted(number, 6, tongue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_decimals_are_marked() {
        for (number, decimals, vi, en) in [
            (1234.5, 1, "1.234,5", "1,234.5"),
            (1234.5, 0, "1.234", "1,234"),
            (0.0, 2, "0", "0"),
            (-0.001, 2, "0", "0"),
            (-12.5, 2, "\u{2212}12,5", "\u{2212}12.5"),
            (999.999, 2, "1.000", "1,000"),
            (49_864_915.0, 0, "49.864.915", "49,864,915"),
        ] {
            assert_eq!(formatted(number, decimals, Tongue::Vi), vi);
            assert_eq!(formatted(number, decimals, Tongue::En), en);
        }
    }
}
