//! Why a filter cannot be used.

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// The text is no CQL2.
    #[error("not CQL2: {0}")]
    Syntax(String),
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
    /// What the parser says, on one line and not too long.
    pub(super) fn syntax(error: &cql2::Error) -> Self {
        let text = error.to_string();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self::Syntax(text.chars().take(300).collect())
    }
}
