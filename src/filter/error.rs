//! Why a filter cannot be used.

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// The text is no CQL2.
    #[error("not CQL2: {0}")]
    Syntax(String),
    /// The text stops being CQL2 somewhere.
    #[error("not CQL2 from character {at} on: \"{rest}\"")]
    SyntaxAt {
        /// The first character that does not fit, counted from 1.
        at: usize,
        /// What stands there, as far as an error shows it.
        rest: String,
    },
    /// The filter is longer than allowed, in bytes.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// The filter nests deeper than allowed.
    #[error("nested deeper than {0} levels")]
    TooDeep(usize),
    /// The filter has more parts than allowed.
    #[error("more than {0} parts")]
    TooMany(usize),
    /// A property that the layer does not have.
    #[error("no property \"{name}\"; there are {known}")]
    UnknownProperty {
        /// The name in the filter.
        name: String,
        /// The names that the layer has.
        known: String,
    },
    /// An operator or a function that is not understood here.
    #[error("\"{0}\" is not understood here")]
    Unsupported(String),
    /// Two sides of different types.
    #[error("{left} cannot be compared with {right}")]
    Mismatch {
        /// What stands on the left.
        left: String,
        /// What stands on the right.
        right: String,
    },
    /// A shape that is none.
    #[error("not a usable geometry: {0}")]
    Geometry(String),
    /// A date that is none.
    #[error("\"{0}\" is no date such as 2025-07-01")]
    Date(String),
    /// Something else stands where a condition must.
    #[error("{0} is no condition")]
    NoCondition(String),
}

impl FilterError {
    /// What the parser says about a text: where it stopped, or all of it on one line.
    pub(super) fn syntax(error: &cql2::Error, text: &str) -> Self {
        let told = error.to_string();
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        // The parser begins with "--> line:character".
        let place = told.strip_prefix("--> 1:");
        let place: Option<usize> = place.and_then(|rest| rest.split(' ').next()?.parse().ok());
        if let (true, Some(at)) = (matches!(error, cql2::Error::Pest(_)), place) {
            let rest = text.chars().skip(at.saturating_sub(1)).take(40).collect();
            return Self::SyntaxAt { at, rest };
        }
        Self::Syntax(told.chars().take(300).collect())
    }
}
