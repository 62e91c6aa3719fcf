//! What an answer to a search is made of.

use serde::Serialize;

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
    /// Its layer; nothing for a former district.
    pub layer: Option<&'static str>,
    /// Its number in the layer.
    pub id: Option<u64>,
    /// Code of a unit or district, slug of a zone, gate or plant; nothing for a place.
    pub code: Option<String>,
    /// Its kind, as `kinds=` chooses it.
    pub kind: &'static str,
    /// What such a thing is called in Vietnamese.
    pub kind_vi: String,
    /// What such a thing is called in English.
    pub kind_en: String,
    /// Name in Vietnamese; the English one where no other is known.
    pub name_vi: String,
    /// Name in English or without marks, where one is known.
    pub name_en: Option<String>,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: String,
    /// Name with its kind in English.
    pub full_name_en: Option<String>,
    /// Degrees east; nothing when no source says the place.
    pub lon: Option<f64>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// West, south, east, north of a unit, in degrees.
    pub bbox: Option<[f64; 4]>,
    /// Whether it is no more.
    pub former: bool,
    /// The present units that a former one became, the default first.
    pub successors: Vec<Successor>,
    /// Where it lies today.
    #[serde(rename = "where")]
    pub place: Whereabouts,
    /// Why it was found.
    pub matched: Matched,
}

/// A present unit that took a former one or a part of it.
#[derive(Clone, Debug, Serialize)]
pub struct Successor {
    /// Its layer.
    pub layer: &'static str,
    /// Its number.
    pub id: u64,
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: String,
    /// Name with its kind in English.
    pub full_name_en: String,
    /// `whole` or `part` of the former unit.
    pub extent: &'static str,
    /// Whether it is the one to name when only one can be named.
    pub default: bool,
}

/// Where something lies.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Whereabouts {
    /// The present province.
    pub province: Option<UnitName>,
    /// The present commune.
    pub commune: Option<UnitName>,
    /// In words, in Vietnamese; of a former commune or district where it lay.
    pub text_vi: String,
    /// In words, in English.
    pub text_en: String,
}

/// A unit by name.
#[derive(Clone, Debug, Serialize)]
pub struct UnitName {
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
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
