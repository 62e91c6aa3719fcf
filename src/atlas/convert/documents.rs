//! What an answer about old and new units is made of.

use serde::Serialize;

use super::super::Atlas;
use super::super::things::{Successor, Thing, ThingDocument, district_en, successor};
use super::decide::{Named, Other};
use super::notes::note;
use super::query::ConvertQuery;
use crate::domain::Unit;
use crate::overlay::numbers::Tongue;
use crate::search::without_marks;
use crate::store::Time;

/// The most names that are shown when nothing is found.
const MOST_CANDIDATES: usize = 5;

/// The most slips between a name that is not known and one that is shown in its place.
const MOST_SLIPS: u8 = 4;

/// What became of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct ConvertAnswer {
    /// `exact`, `by_name`, `by_place`, `split`, `ambiguous` or `unchanged`.
    pub status: &'static str,
    /// The units that the question names.
    pub matched: Vec<MatchedUnit>,
    /// The units they became or were made of, the default first.
    pub items: Vec<Became>,
    /// The one to name when only one can be named.
    pub default: Option<Became>,
    /// How many items there are.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// Nothing: all are shown.
    pub next: Option<String>,
    /// What to know about the answer, in Vietnamese.
    pub note_vi: String,
    /// What to know about the answer, in English.
    pub note_en: String,
}

/// A unit that a question names.
#[derive(Clone, Debug, Serialize)]
pub struct MatchedUnit {
    /// The unit.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// The district of a former commune.
    pub district: Option<FullUnitName>,
    /// The province at the time of the unit; nothing for a province.
    pub province: Option<FullUnitName>,
}

/// A unit that another became or was made of.
#[derive(Clone, Debug, Serialize)]
pub struct Became {
    /// The unit.
    #[serde(flatten)]
    pub unit: Successor,
    /// The district of a former commune.
    pub district: Option<FullUnitName>,
    /// Its province; nothing for a province.
    pub province: Option<FullUnitName>,
    /// Code of the unit that was asked for.
    pub from: String,
}

/// A unit by name and full name.
#[derive(Clone, Debug, Serialize)]
pub struct FullUnitName {
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
}

impl Atlas {
    /// What became of a unit, or what it was made of.
    ///
    /// # Errors
    /// When no unit of either time is found: the nearest names, at most five.
    pub fn convert(&self, query: &ConvertQuery) -> Result<ConvertAnswer, Vec<MatchedUnit>> {
        let candidates = || {
            let near = self.candidates(query, MOST_SLIPS, MOST_CANDIDATES);
            near.iter()
                .map(|named| self.matched_unit(named))
                .collect::<Vec<_>>()
        };
        let decision = self.decide(query).ok_or_else(candidates)?;
        let became = |item: &Other<'_>| self.became(item);
        Ok(ConvertAnswer {
            status: decision.status.as_str(),
            matched: decision
                .matched
                .iter()
                .map(|named| self.matched_unit(named))
                .collect(),
            default: decision.default().map(became),
            number_matched: decision.items.len(),
            next: None,
            note_vi: note(&decision, query.to, Tongue::Vi),
            note_en: note(&decision, query.to, Tongue::En),
            items: decision.items.iter().map(became).collect(),
        })
    }

    /// Units with names near to those that were not found.
    pub(super) fn candidates(
        &self,
        query: &ConvertQuery,
        most_slips: u8,
        most: usize,
    ) -> Vec<Named<'_>> {
        let time = match query.to {
            Time::Former => Time::Present,
            Time::Present => Time::Former,
        };
        let names = self.names_of(time);
        let near = names.book.nearest(&query.address, most_slips, most);
        let listed = near.into_iter().map(|at| names.listed[at as usize]);
        listed.map(|listed| self.named(listed)).collect()
    }

    fn matched_unit(&self, named: &Named<'_>) -> MatchedUnit {
        match named {
            Named::Unit(unit) => MatchedUnit {
                thing: self.thing(Thing::Unit(unit)),
                district: district_of(unit),
                province: self.province_of(unit).map(full_name),
            },
            Named::District(district) => MatchedUnit {
                thing: self.thing(Thing::District(district)),
                district: None,
                province: self.unit(district.province, Time::Former).map(full_name),
            },
        }
    }

    fn became(&self, item: &Other<'_>) -> Became {
        Became {
            unit: successor(item.unit, item.extent, item.default),
            district: district_of(item.unit),
            province: self.province_of(item.unit).map(full_name),
            from: item.from.clone(),
        }
    }

    /// The province of a commune, at the commune's own time.
    pub(super) fn province_of(&self, unit: &Unit) -> Option<&Unit> {
        self.unit(unit.province?, Time::of(unit))
    }
}

fn full_name(unit: &Unit) -> FullUnitName {
    FullUnitName {
        code: unit.code.to_string(),
        name_vi: unit.name_vi.clone(),
        name_en: unit.name_en.clone(),
        full_name_vi: unit.full_name_vi.clone(),
        full_name_en: unit.full_name_en.clone(),
    }
}

fn district_of(unit: &Unit) -> Option<FullUnitName> {
    let (code, full) = (unit.district_code.as_ref()?, unit.district.as_ref()?);
    let (_, name) = crate::search::district_name(full);
    Some(FullUnitName {
        code: code.clone(),
        name_vi: name.to_owned(),
        name_en: without_marks(name),
        full_name_vi: full.clone(),
        full_name_en: district_en(full),
    })
}
