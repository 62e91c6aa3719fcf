//! Phrases that are no names: what sort of thing is meant, whether it is former.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{Word, words};
use super::lexicon::{GATES, THINGS, listed};
use super::sort::Sorts;

/// What a phrase says about the thing that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is of one of these sorts, or at least of one near them.
    Sort(SortWord),
    /// It is no more.
    Former,
    /// It exists today.
    Present,
    /// Nothing: "in", "thuộc".
    Filler,
}

/// A word for sorts of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SortWord {
    /// What it says.
    pub exact: Sorts,
    /// What it is loosely said of.
    pub loose: Sorts,
    /// Whether it stands behind the name, as in English.
    pub behind: bool,
}

impl SortWord {
    /// Whether it is said of units only: before or behind the name of a unit it belongs to that.
    pub fn is_of_units(self) -> bool {
        self.exact.is_apart_from(THINGS)
    }

    /// Whether it is said of gates, ports and airports.
    pub fn is_of_gates(self) -> bool {
        !self.exact.is_apart_from(GATES)
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// How many words it has.
    pub length: usize,
    /// What it says.
    pub meaning: Meaning,
}

/// The phrases that begin with the first of these words, longest first.
///
/// A word that is written with marks must have the right ones: "phương" is no "phường".
pub(super) fn phrases_at(text: &[Word]) -> impl Iterator<Item = Found> + '_ {
    let starting = text.first().and_then(|word| PHRASES.get(&word.folded));
    starting
        .into_iter()
        .flatten()
        .filter(|phrase| phrase.begins(text))
        .map(|phrase| Found {
            length: phrase.words.len(),
            meaning: phrase.meaning,
        })
}

#[derive(Debug)]
struct Phrase {
    words: Vec<Word>,
    meaning: Meaning,
}

impl Phrase {
    fn begins(&self, text: &[Word]) -> bool {
        let unbroken = text.iter().take(self.words.len()).skip(1);
        self.words.len() <= text.len()
            && unbroken.clone().all(|word| !word.after_break)
            && self.words.iter().zip(text).all(|(own, typed)| {
                own.folded == typed.folded && (!typed.has_marks() || own.marked == typed.marked)
            })
    }
}

/// All phrases by their first word, longest first.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (texts, meaning) in listed() {
        for text in texts.split('|') {
            let words = words(text);
            let first = words[0].folded.clone();
            let phrase = Phrase { words, meaning };
            all.entry(first).or_default().push(phrase);
        }
    }
    for phrases in all.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Sort;

    fn longest(text: &str) -> Option<(usize, Meaning)> {
        let words = words(text);
        let found = phrases_at(&words).next();
        found.map(|found| (found.length, found.meaning))
    }

    fn check(text: &str, length: usize, sort: Sort) {
        let Some((found, Meaning::Sort(word))) = longest(text) else {
            panic!("{text} says no sort");
        };
        assert_eq!(found, length, "{text}");
        assert!(word.exact.contains(sort), "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("khu kinh tế cửa khẩu Móng Cái", 5, Sort::BorderEconomicZone);
        check("KKTCK Móng Cái", 1, Sort::BorderEconomicZone);
        check("thuy dien tich nang Bac Ai", 4, Sort::PumpedStorage);
        check("Thuỷ điện Sơn La", 2, Sort::HydroPlant);
        check("TP. Hải Dương", 1, Sort::ProvincialCity);
        check("T.P. Vinh", 2, Sort::ProvincialCity);
        check("NMNĐ Phả Lại", 1, Sort::CoalPlant);
        check("cảng hàng không quốc tế Vinh", 5, Sort::AirGate);
    }

    #[test]
    fn marks_tell_type_words_from_names() {
        assert!(longest("phường").is_some() && longest("phuong").is_some());
        assert!(longest("Phương Thiện").is_none());
        assert!(longest("Huyền").is_none());
        assert_eq!(longest("cũ"), Some((1, Meaning::Former)));
        assert!(longest("cù").is_none());
    }

    #[test]
    fn a_comma_ends_a_phrase() {
        assert!(longest("thị, trấn").is_none());
    }
}
