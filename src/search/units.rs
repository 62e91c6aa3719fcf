//! Which units a question may name, and where in it.

use std::cmp::Reverse;

use super::compare::{Typed, slips_allowed};
use super::index::{NameIndex, Thing};
use super::question::Asked;

/// The most words of a unit's name that are read.
const MOST_WORDS: usize = 5;

/// The most words of a unit's name that slips are looked for in.
const MOST_WORDS_WITH_SLIPS: usize = 3;

/// For each word of a question the units whose names begin there.
#[derive(Debug)]
pub(super) struct NamedUnits(Vec<Vec<NamedUnit>>);

/// A unit named in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedUnit {
    unit: u32,
    /// How many words name it.
    pub length: usize,
    /// Slips in those words.
    pub slips: usize,
}

impl NamedUnits {
    /// The units named in a question. The last word may be unfinished.
    pub fn of(index: &NameIndex, asked: &Asked) -> Self {
        let named = (0..asked.len()).map(|at| {
            let mut units = Vec::new();
            for length in lengths(asked, at, MOST_WORDS) {
                let words = asked.compared[at..at + length].join(" ");
                let named = |unit| NamedUnit {
                    unit,
                    length,
                    slips: 0,
                };
                units.extend(index.unit(&words).map(named));
                if at + length == asked.len() {
                    units.extend(unfinished(index, asked, at).into_iter().map(named));
                }
            }
            ordered(units)
        });
        Self(named.collect())
    }

    /// Adds units whose names were typed with slips where none is named without.
    pub fn add_slips(&mut self, index: &NameIndex, asked: &Asked) {
        for at in 0..asked.len() {
            if !self.0[at].is_empty() {
                continue;
            }
            let mut units = Vec::new();
            for length in lengths(asked, at, MOST_WORDS_WITH_SLIPS) {
                let words = asked.compared[at..at + length].join(" ");
                let most = slips_allowed(words.len() + 1 - length);
                let Some(typed) = (most > 0).then(|| Typed::new(&words, most)).flatten() else {
                    continue;
                };
                let near = index.units_near(typed).into_iter();
                units.extend(near.map(|(unit, slips)| NamedUnit {
                    unit,
                    length,
                    slips: usize::from(slips),
                }));
            }
            self.0[at] = ordered(units);
        }
    }

    /// The longest name of a unit around a thing that begins at a word, and ends before another.
    pub fn around(&self, thing: &Thing, at: usize, end: usize) -> Option<NamedUnit> {
        let named = self.0.get(at).filter(|named| !named.is_empty())?;
        let of_unit = |unit: &u32| {
            let from = named.partition_point(|named| named.unit < *unit);
            named[from..]
                .iter()
                .take_while(|named| named.unit == *unit)
                .find(|named| at + named.length <= end)
        };
        let around = thing.around.iter().filter_map(of_unit);
        around
            .max_by_key(|named| (named.length, Reverse(named.slips)))
            .copied()
    }
}

/// How many words a name that begins at a word may have: it ends at a comma.
fn lengths(asked: &Asked, at: usize, most: usize) -> impl Iterator<Item = usize> + '_ {
    let longest = (asked.len() - at).min(most);
    (1..=longest).take_while(move |&length| asked.is_unbroken(&(at..at + length)))
}

/// The units whose names begin with all that is left of a question.
fn unfinished(index: &NameIndex, asked: &Asked, at: usize) -> Vec<u32> {
    let last = asked.len() - 1;
    let mut words = asked.compared[at..last].join(" ");
    if at < last {
        words.push(' ');
    }
    index.units_beginning_with(&(words + &asked.words[last].folded))
}

/// By unit, the longest and surest first.
fn ordered(mut units: Vec<NamedUnit>) -> Vec<NamedUnit> {
    units.sort_by_key(|named| (named.unit, Reverse(named.length), named.slips));
    units.dedup();
    units
}
