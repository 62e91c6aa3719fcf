//! Catalogued numbers: assigned once to a slug, kept at every later import, never reused.

use std::collections::BTreeMap;

use crate::domain::LayerId;

/// The numbers of one layer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    known: BTreeMap<String, u64>,
    next: u64,
}

impl Numbers {
    /// Carries on from the records of an earlier import and from the first number that it left
    /// free.
    pub fn from_known(known: BTreeMap<String, u64>, next: u64) -> Self {
        let beyond = known.values().max().map_or(1, |last| last + 1);
        Self {
            next: beyond.max(next),
            known,
        }
    }

    /// The number of a slug: the one it has, or the next free one.
    pub fn number_of(&mut self, slug: &str) -> u64 {
        if let Some(&number) = self.known.get(slug) {
            return number;
        }
        let number = self.next.max(1);
        self.next = number + 1;
        self.known.insert(slug.to_owned(), number);
        number
    }

    /// The first number that no record ever had.
    pub fn next(&self) -> u64 {
        self.next.max(1)
    }
}

/// The numbers of all layers that have catalogued ones.
pub(crate) type Catalogue = BTreeMap<LayerId, Numbers>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_its_number_and_a_lost_number_is_not_reused() {
        let known = BTreeMap::from([("a".to_owned(), 4)]);
        let mut numbers = Numbers::from_known(known, 9);
        assert_eq!(numbers.number_of("a"), 4);
        assert_eq!(numbers.number_of("b"), 9);
        assert_eq!(numbers.number_of("b"), 9);
        assert_eq!(numbers.next(), 10);
    }

    #[test]
    fn the_first_number_is_one() {
        assert_eq!(Numbers::default().number_of("a"), 1);
    }
}
