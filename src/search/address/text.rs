//! One text taken apart into the names of commune, district and province.

use super::book::{AddressBook, Tier};
use super::part::{Text, unit_word};
use crate::search::phrases::Meaning;

/// The most words of a name.
const MOST_NAME_WORDS: usize = 6;

/// Which words name what: from, to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    /// By tier.
    pub of: [Option<(usize, usize)>; 3],
    /// How many words are read.
    pub covered: usize,
}

/// Every way to read the end of a text as names that the book holds. What stands before the
/// commune, as a street, is passed over where a comma or a type word parts it from the name.
pub(super) fn interpretations(book: &AddressBook, text: &Text) -> Vec<Spans> {
    let end = address_end(text);
    let reader = Reader { book, text };
    let mut all = Vec::new();
    for province in reader.names_before(end, Tier::Province) {
        let before = province.map_or(end, |named| named.from);
        for district in reader.names_before(before, Tier::District) {
            let before = district.map_or(before, |named| named.from);
            for commune in reader.names_before(before, Tier::Commune) {
                let named = [commune, district, province];
                all.extend(reader.spans(named, end));
            }
        }
    }
    all
}

/// Ways to read the parts between commas by their order alone, whether or not the book holds such
/// names: for names with slips.
pub(super) fn by_order(text: &Text) -> Vec<Spans> {
    let end = address_end(text);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for at in 0..end {
        match parts.last_mut() {
            Some(last) if !text.words[at].after_break => last.1 = at + 1,
            _ => parts.push((at, at + 1)),
        }
    }
    let from_end = |back: usize| parts.len().checked_sub(back).map(|at| parts[at]);
    let covered = |of: &[Option<(usize, usize)>; 3]| {
        of.iter()
            .flatten()
            .map(|(from, to)| to - from)
            .sum::<usize>()
    };
    let ways = [
        [from_end(3), from_end(2), from_end(1)],
        [from_end(2), None, from_end(1)],
        [from_end(2), from_end(1), None],
        [from_end(1), None, None],
    ];
    let complete = ways.into_iter().filter(|of| of[0].is_some());
    // A text with commas that ends with its commune says no more than a name alone.
    let told = complete.filter(|of| parts.len() == 1 || of[1].is_some() || of[2].is_some());
    told.map(|of| Spans {
        of,
        covered: covered(&of),
    })
    .collect()
}

/// Where the names end: before the country and a postal number.
fn address_end(text: &Text) -> usize {
    let mut end = text.words.len();
    loop {
        let filler = text
            .phrases_before(0, end)
            .find(|(_, meaning)| *meaning == Meaning::Filler);
        let is_postal = |word: &str| word.len() >= 5 && word.bytes().all(|c| c.is_ascii_digit());
        if let Some((start, _)) = filler.filter(|(start, _)| *start > 0) {
            end = start;
        } else if end > 1 && is_postal(&text.words[end - 1].folded) {
            end -= 1;
        } else {
            return end;
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Named {
    from: usize,
    to: usize,
    /// Whether a type word stands before the name.
    has_kind: bool,
}

struct Reader<'a> {
    book: &'a AddressBook,
    text: &'a Text,
}

impl Reader<'_> {
    /// Names of that tier that end at a place, and that there is none.
    fn names_before(&self, end: usize, tier: Tier) -> Vec<Option<Named>> {
        let mut named = vec![None];
        for (core_end, _) in self.text.ends(0, end) {
            for length in 1..=MOST_NAME_WORDS.min(core_end) {
                let from = core_end - length;
                if self.text.is_broken(from, core_end) {
                    break;
                }
                let key = self.text.compared[from..core_end].concat();
                if self.book.holds(tier, &key) {
                    let to = end;
                    named.push(Some(Named {
                        from,
                        to,
                        has_kind: false,
                    }));
                    named.extend(self.kinds_before(from, tier).map(|from| {
                        Some(Named {
                            from,
                            to,
                            has_kind: true,
                        })
                    }));
                }
            }
        }
        named
    }

    /// Where type words begin that stand right before a name.
    fn kinds_before(&self, name: usize, tier: Tier) -> impl Iterator<Item = usize> + '_ {
        let parted = self.text.words[name].after_break;
        let phrases = self.text.phrases_before(0, name).filter(move |_| !parted);
        phrases.filter_map(move |(start, meaning)| {
            let word = unit_word(meaning)?;
            (!word.behind && tier.may_be_called(word)).then_some(start)
        })
    }

    fn spans(&self, named: [Option<Named>; 3], end: usize) -> Option<Spans> {
        let first = named.iter().flatten().next()?;
        let begins = first.from == 0 || self.text.words[first.from].after_break || first.has_kind;
        // Words before a district or province would be a commune that the book does not hold.
        let complete = named[0].is_some() || first.from == 0;
        (begins && complete).then(|| Spans {
            of: named.map(|named| named.map(|named| (named.from, named.to))),
            covered: end - first.from,
        })
    }
}
