//! What is found.

/// How the name of a hit matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letter by letter, marks included.
    Exact,
    /// Letter by letter, marks aside.
    ExactFolded,
    /// The name begins with what was typed.
    Prefix,
    /// All words were found in the name, its sort and the names of units around.
    Words,
    /// With slips, or with words that nothing explains.
    Fuzzy,
}

impl How {
    /// The name in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ExactFolded => "exact_folded",
            Self::Prefix => "prefix",
            Self::Words => "words",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The thing, by its order among the entries.
    pub thing: usize,
    /// The name that matched.
    pub name: String,
    /// How it matched.
    pub how: How,
    /// The characters of the name that were asked for: from, to.
    pub ranges: Vec<[usize; 2]>,
}

/// The hits of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The best ones, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub matched: usize,
}
