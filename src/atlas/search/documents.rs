//! What an answer to a search is made of.

use serde::Serialize;

use crate::atlas::things::{Successor, ThingDocument};

/// The answer to a search.
#[derive(Clone, Debug, Serialize)]
pub struct SearchAnswer {
    /// What was asked.
    pub q: String,
    /// The best hits first.
    pub items: Vec<SearchItem>,
    /// How many hits there are in all.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// Nothing: the hits that are not shown are worse than those that are.
    pub next: Option<String>,
}

/// A hit.
#[derive(Clone, Debug, Serialize)]
pub struct SearchItem {
    /// What was found.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// West, south, east, north of a unit, in degrees.
    pub bbox: Option<[f64; 4]>,
    /// The present units that a former one became, the default first.
    pub successors: Vec<Successor>,
    /// Why it was found.
    pub matched: Matched,
}

/// Why something was found.
#[derive(Clone, Debug, Serialize)]
pub struct Matched {
    /// The name that matched.
    pub name: String,
    /// `exact`, `exact_folded`, `prefix`, `words` or `fuzzy`.
    pub how: &'static str,
    /// The characters of the name that were asked for: from, to.
    pub ranges: Vec<[usize; 2]>,
}
