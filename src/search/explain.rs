//! Whether what stands around a name in a question is true of a thing: its sort, the units it lies
//! in, whether it is former.

use std::ops::Range;

use super::index::{Name, Thing};
use super::phrases::{Found, Meaning, SortWord};
use super::question::Asked;
use super::units::NamedUnits;

/// How the words around a name fit a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// Words that nothing explains.
    pub unexplained: usize,
    /// How badly the sort agrees.
    pub sort: SortFit,
    /// Words that say the sort, and say it rightly.
    pub sort_words: usize,
    /// Whether a former thing was asked for, or a present one.
    pub wants_former: Option<bool>,
    /// Units around the thing that were named.
    pub units: usize,
    /// Words found in the name that are not words of those units.
    pub name_words: usize,
    /// Words that stand in the thing's own name, beside the name proper.
    pub own_words: usize,
    /// Whether a unit was named before the thing.
    pub backwards: bool,
    /// Slips in the names of units.
    pub slips: usize,
}

/// How a word for a sort agrees with a thing; the worst word counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortFit {
    /// No word says otherwise.
    #[default]
    Right,
    /// It is said of such things loosely.
    Loose,
    /// The thing is something else.
    Wrong,
}

/// A thing to which the words of a question are held.
pub(super) struct Scene<'a> {
    pub asked: &'a Asked,
    pub thing: &'a Thing,
    pub name: &'a Name,
    /// The units that the question may name.
    pub units: &'a NamedUnits,
    /// Whether a word that nothing explains makes the rest needless to read.
    pub strict: bool,
    /// Words, by bit, that were found in the name already.
    pub found: u32,
}

impl Scene<'_> {
    /// How the words outside `span` fit.
    pub fn fit(&self, span: &Range<usize>) -> Fit {
        let mut fit = Fit::default();
        self.read(0..span.start, span.start < span.end, &mut fit);
        self.read(span.end..self.asked.len(), false, &mut fit);
        fit
    }

    fn read(&self, region: Range<usize>, is_before_name: bool, fit: &mut Fit) {
        let mut at = region.start;
        let mut after_unit = false;
        while at < region.end {
            if self.found >> at & 1 == 1 {
                fit.name_words += 1;
                after_unit = false;
                at += 1;
                continue;
            }
            let phrase = self.asked.phrases[at].filter(|found| at + found.length <= region.end);
            let phrase_length = phrase.map_or(0, |found| found.length);
            let unit = self.units.around(self.thing, at, region.end);
            let unit = unit.filter(|unit| unit.length >= phrase_length);
            let unit = unit.map(|unit| (unit.length, unit.slips));
            // "huyện Lạng Giang" is the unit with the word for its sort.
            let behind_sort = || {
                let found = phrase.filter(|found| names_units_before(found.meaning))?;
                let after = at + found.length;
                let unit = self.units.around(self.thing, after, region.end)?;
                Some((found.length + unit.length, unit.slips))
            };
            if let Some((length, slips)) = unit.or_else(behind_sort) {
                fit.units += 1;
                fit.slips += slips;
                fit.backwards |= is_before_name;
                after_unit = true;
                at += length;
                continue;
            }
            if let Some(found) = phrase {
                self.read_phrase(at, found, after_unit, fit);
            } else if self.name.says_beside(&self.asked.compared[at]) {
                fit.own_words += 1;
            } else {
                fit.unexplained += 1;
                if self.strict {
                    return;
                }
            }
            at += phrase_length.max(1);
            after_unit = false;
        }
    }

    fn read_phrase(&self, at: usize, found: Found, after_unit: bool, fit: &mut Fit) {
        let words = &self.asked.compared[at..at + found.length];
        let says_so_itself = words.iter().all(|word| self.name.says_beside(word));
        match found.meaning {
            Meaning::Sort(word) if word.behind && word.is_of_units() && after_unit => {}
            Meaning::Sort(word) => {
                let own = self.sort_fit(word);
                if own == SortFit::Right {
                    fit.sort_words += found.length;
                }
                // "Cụm công nghiệp Thị trấn Yên Lạc" is no thị trấn, and says the word all the same.
                let own = if says_so_itself {
                    own.min(SortFit::Loose)
                } else {
                    own
                };
                fit.sort = fit.sort.max(own);
            }
            _ if says_so_itself => fit.own_words += found.length,
            // "Tân Hưng, Bắc Giang cũ": the province is former, the thing need not be.
            Meaning::Former | Meaning::Present if after_unit => {}
            Meaning::Former => fit.wants_former = Some(true),
            Meaning::Present => fit.wants_former = Some(false),
            Meaning::Filler => {}
        }
    }

    fn sort_fit(&self, word: SortWord) -> SortFit {
        if word.exact.contains(self.thing.sort) {
            SortFit::Right
        } else if word.loose.contains(self.thing.sort) {
            SortFit::Loose
        } else {
            SortFit::Wrong
        }
    }
}

/// Whether a phrase may be the word for the sort of the unit that follows it.
fn names_units_before(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Sort(word) if !word.behind && word.is_of_units())
}
