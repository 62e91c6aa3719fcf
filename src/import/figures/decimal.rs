//! Numbers as sources print them: decimal digits, changed without ever being rounded.

use std::fmt;
use std::str::FromStr;

/// The most digits that a number of ours has, before and behind the decimal mark together.
const MOST_DIGITS: usize = 30;

/// A decimal number, exactly as printed: `digits` divided by ten to the power of `places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    places: u32,
}

/// The text is no decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number is written with digits and at most one decimal point, such as -4.4")]
pub(super) struct NotADecimal;

impl Decimal {
    /// The number times ten to the power of `power`.
    pub fn times_ten_to(self, power: u32) -> Self {
        let taken = power.min(self.places);
        Self {
            digits: self.digits * 10i128.pow(power - taken),
            places: self.places - taken,
        }
    }

    /// The nearest number that the compiled files can hold.
    pub fn nearest(self) -> f64 {
        let text = self.to_string();
        text.parse()
            .expect("digits with a decimal point are a number")
    }
}

/// Without zeros that say nothing.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", self.digits.unsigned_abs(), places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, bare) = match text.strip_prefix('-') {
            Some(bare) => (true, bare),
            None => (false, text),
        };
        let (whole, part) = match bare.split_once('.') {
            Some((_, "")) => return Err(NotADecimal),
            Some(split) => split,
            None => (bare, ""),
        };
        let all = format!("{whole}{part}");
        let digits_only = all.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only || all.len() > MOST_DIGITS {
            return Err(NotADecimal);
        }
        let digits: i128 = all.parse().map_err(|_| NotADecimal)?;
        Ok(Self {
            digits: if negative { -digits } else { digits },
            places: u32::try_from(part.len()).map_err(|_| NotADecimal)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal number")
    }

    #[test]
    fn thousands_become_ones_without_a_trace_of_binary_fractions() {
        assert_eq!(decimal("8587.1").times_ten_to(3).to_string(), "8587100");
        assert_eq!(decimal("44.93").times_ten_to(6).to_string(), "44930000");
        assert_eq!(decimal("1.23456").times_ten_to(3).to_string(), "1234.56");
        assert_eq!(decimal("-4.40").to_string(), "-4.4");
        assert_eq!(decimal("0.05").times_ten_to(1).to_string(), "0.5");
    }

    #[test]
    fn what_is_no_decimal_number_is_refused() {
        for text in [
            "", "-", ".5", "5.", "1,000", "1e3", "+1", "1.2.3", "NaN", "--1",
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(NotADecimal), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_power_of_ten_moves_the_decimal_mark(
            number in "-?[1-9][0-9]{0,8}(\\.[0-9]{1,6})?",
            power in 0u32..9,
        ) {
            let moved = decimal(&number).times_ten_to(power);
            let (whole, part) = number.split_once('.').unwrap_or((number.as_str(), ""));
            let padded = format!("{part:0<width$}", width = power as usize);
            let (front, back) = padded.split_at(power as usize);
            let back = back.trim_end_matches('0');
            let expected = if back.is_empty() {
                format!("{whole}{front}")
            } else {
                format!("{whole}{front}.{back}")
            };
            prop_assert_eq!(moved.to_string(), expected);
        }

        #[test]
        fn up_to_fifteen_digits_survive_the_way_into_a_file(
            number in "[1-9][0-9]{0,8}(\\.[0-9]{0,5}[1-9])?",
        ) {
            prop_assert_eq!(decimal(&number).nearest().to_string(), number);
        }
    }
}
