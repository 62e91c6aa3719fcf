//! What is asked about old and new units, and how sure an answer is.

use std::str::FromStr;

use crate::domain::UnitCode;
use crate::geometry::LonLat;
use crate::search::Address;
use crate::store::Time;

/// What is to be converted.
#[derive(Clone, Debug)]
pub struct ConvertQuery {
    /// A code, which goes before names.
    pub code: Option<CodeAsked>,
    /// Names.
    pub address: Address,
    /// Where it is, to choose among several.
    pub place: Option<LonLat>,
    /// To the units of which time.
    pub to: Time,
}

impl Default for ConvertQuery {
    fn default() -> Self {
        Self {
            code: None,
            address: Address::default(),
            place: None,
            to: Time::Present,
        }
    }
}

/// The code of a unit or former district, as callers write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeAsked {
    /// A province or commune; `former` when only the former one is meant.
    Unit {
        /// The code.
        code: UnitCode,
        /// Whether `former:` stands before it.
        former: bool,
    },
    /// A former district: three digits.
    District(String),
}

/// The text is no code of a unit or former district.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no code of a province, former district or commune")]
pub struct NotACodeAsked(pub String);

impl FromStr for CodeAsked {
    type Err = NotACodeAsked;

    fn from_str(text: &str) -> Result<Self, NotACodeAsked> {
        let wrong = || NotACodeAsked(text.to_owned());
        let (former, digits) = match text.strip_prefix("former:") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::District(digits.to_owned()));
        }
        let code = digits.parse().map_err(|_| wrong())?;
        Ok(Self::Unit { code, former })
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// By code, or every name written just so.
    Exact,
    /// By names in another spelling.
    ByName,
    /// Several were possible; the place decided.
    ByPlace,
    /// One unit became several.
    Split,
    /// Several units bear the names.
    Ambiguous,
    /// The unit is one of the time asked for already.
    Unchanged,
}

impl Status {
    /// The name in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ByName => "by_name",
            Self::ByPlace => "by_place",
            Self::Split => "split",
            Self::Ambiguous => "ambiguous",
            Self::Unchanged => "unchanged",
        }
    }
}
