//! One name of an address, as it may be read.

use unicode_normalization::UnicodeNormalization;

use super::book::Tier;
use crate::search::compare::compared;
use crate::search::fold::{Word, words};
use crate::search::phrases::{Meaning, SortWord, phrases_at};

/// The most words of a type word or of "trước sáp nhập".
const MOST_PHRASE_WORDS: usize = 3;

/// A text with its words.
#[derive(Debug)]
pub(super) struct Text {
    chars: Vec<char>,
    pub words: Vec<Word>,
    /// The words as they are compared.
    pub compared: Vec<String>,
}

impl Text {
    pub fn of(text: &str) -> Self {
        let text: String = text.nfc().collect();
        let words = words(&text);
        Self {
            compared: words.iter().map(|word| key_of(&word.folded)).collect(),
            chars: text.chars().collect(),
            words,
        }
    }

    pub fn has_marks(&self) -> bool {
        self.words.iter().any(Word::has_marks)
    }

    /// Whether a comma or the like stands between words of the range.
    pub fn is_broken(&self, from: usize, to: usize) -> bool {
        let behind_first = self.words[from..to].iter().skip(1);
        behind_first.into_iter().any(|word| word.after_break)
    }

    /// These words as a name of that tier; nothing when no name can be read from them.
    pub fn part(&self, from: usize, to: usize, tier: Tier) -> Option<Part> {
        let words = &self.words[from..to];
        let readings = self.readings(from, to, tier);
        let (first, last) = (words.first()?, words.last()?);
        let written = &self.chars[first.chars.start..last.chars.end];
        (!readings.is_empty()).then(|| Part {
            spelled: spelled(&written.iter().collect::<String>()),
            readings,
        })
    }

    fn readings(&self, from: usize, to: usize, tier: Tier) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (end, behind) in self.ends(from, to) {
            for (start, before) in self.starts(from, end) {
                let said = before.or(behind);
                let fits = said.is_none_or(|said| tier.may_be_called(said));
                if start < end && fits {
                    readings.push(self.reading(start, end, said));
                }
            }
        }
        readings
    }

    fn reading(&self, from: usize, to: usize, said: Option<SortWord>) -> Reading {
        let marked = self.words[from..to].iter().map(|word| &word.marked[..]);
        Reading {
            key: self.compared[from..to].concat(),
            marked: with_one_i(&marked.collect::<Vec<_>>().join(" ")),
            said,
        }
    }

    /// Where a name may begin: at the start, or behind a type word that stands there.
    fn starts(&self, from: usize, to: usize) -> Vec<(usize, Option<SortWord>)> {
        let phrases = phrases_at(&self.words[from..to]).filter_map(|found| {
            let word = unit_word(found.meaning)?;
            (!word.behind).then_some((from + found.length, Some(word)))
        });
        std::iter::once((from, None)).chain(phrases).collect()
    }

    /// Where a name may end: at the end, or before "cũ" or an English type word.
    pub fn ends(&self, from: usize, to: usize) -> Vec<(usize, Option<SortWord>)> {
        let mut ends = vec![(to, None)];
        if let Some(end) = self.before_former(from, to) {
            ends.push((end, None));
        }
        for at in 0..ends.len() {
            let end = ends[at].0;
            let behind = self
                .phrases_before(from, end)
                .filter_map(|(start, meaning)| {
                    let word = unit_word(meaning)?;
                    word.behind.then_some((start, Some(word)))
                });
            ends.extend(behind.collect::<Vec<_>>());
        }
        ends
    }

    fn before_former(&self, from: usize, to: usize) -> Option<usize> {
        let mut phrases = self.phrases_before(from, to);
        let former = phrases.find(|(_, meaning)| *meaning == Meaning::Former);
        former.map(|(start, _)| start)
    }

    /// Phrases that end at a place, behind `from`, the longest first.
    pub fn phrases_before(
        &self,
        from: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, Meaning)> + '_ {
        let lengths = (1..=MOST_PHRASE_WORDS.min(end.saturating_sub(from))).rev();
        lengths.flat_map(move |length| {
            let start = end - length;
            phrases_at(&self.words[start..end])
                .filter(move |found| found.length == length)
                .map(move |found| (start, found.meaning))
        })
    }
}

/// A type word of units.
pub(super) fn unit_word(meaning: Meaning) -> Option<SortWord> {
    match meaning {
        Meaning::Sort(word) if word.is_of_units() => Some(word),
        _ => None,
    }
}

/// A name of an address.
#[derive(Debug)]
pub(super) struct Part {
    /// All of it in small letters, marks and type word included.
    pub spelled: String,
    pub readings: Vec<Reading>,
}

/// A way to read a name.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its words as they are compared, without spaces.
    pub key: String,
    /// Its words with their marks.
    pub marked: String,
    /// The type word.
    pub said: Option<SortWord>,
}

/// Small letters with their marks where they stand; one space for whatever is none.
pub(super) fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        let is_mark = unicode_normalization::char::is_combining_mark(c);
        if c.is_alphanumeric() || is_mark {
            spelled.push(c);
        } else if !spelled.is_empty() && !spelled.ends_with(' ') {
            spelled.push(' ');
        }
    }
    spelled.truncate(spelled.trim_end().len());
    spelled
}

/// "ki" for "ky", "2" for "II", "1" for "01".
pub(super) fn key_of(folded: &str) -> String {
    let is_number = folded.bytes().all(|byte| byte.is_ascii_digit());
    let without_zeros = folded.trim_start_matches('0');
    if is_number && !without_zeros.is_empty() {
        return without_zeros.to_owned();
    }
    compared(folded)
}

/// The name of a unit as it is compared: key, and words with their marks.
pub(super) fn key_and_marks(name: &str) -> (String, String) {
    let text = Text::of(name);
    let reading = text.reading(0, text.words.len(), None);
    (reading.key, reading.marked)
}

/// i and y at the end of open syllables are compared alike; their marks are compared apart.
fn with_one_i(marked: &str) -> String {
    marked.replace('y', "i")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, tier: Tier) -> Vec<String> {
        let text = Text::of(text);
        let part = text.part(0, text.words.len(), tier);
        let readings = part.map(|part| part.readings).unwrap_or_default();
        readings.into_iter().map(|reading| reading.key).collect()
    }

    fn check(text: &str, tier: Tier, expected: &str) {
        let keys = keys(text, tier);
        assert!(keys.contains(&expected.to_owned()), "{text}: {keys:?}");
    }

    #[test]
    fn type_words_are_taken_off() {
        for text in [
            "Xã Tân Hưng",
            "X. tan hung",
            "Tân Hưng",
            "xã Tân Hưng (cũ)",
            "Tan Hung commune",
        ] {
            check(text, Tier::Commune, "tanhung");
        }
        for text in [
            "TP. Bắc Giang",
            "TP.Bắc Giang",
            "T.P Bắc Giang",
            "Bac Giang city",
        ] {
            check(text, Tier::District, "bacgiang");
        }
        for text in ["T. Bắc Giang", "tỉnh Bắc Giang cũ", "Bac Giang province"] {
            check(text, Tier::Province, "bacgiang");
        }
        check("TT Yên Viên", Tier::Commune, "yenvien");
    }

    #[test]
    fn a_type_word_of_another_tier_makes_no_name() {
        assert!(
            keys("huyện Lạng Giang", Tier::Commune)
                .iter()
                .all(|key| key != "langgiang")
        );
        assert!(
            keys("xã Tân Hưng", Tier::Province)
                .iter()
                .all(|key| key != "tanhung")
        );
    }

    #[test]
    fn numbers_meet() {
        for text in ["Phường 1", "phường 01", "P.1", "P. I"] {
            check(text, Tier::Commune, "1");
        }
        check("Phường Mỹ Đình 02", Tier::Commune, "midinh2");
    }

    #[test]
    fn a_name_that_begins_like_a_type_word_keeps_its_beginning() {
        let keys = keys("xa dung", Tier::Commune);
        assert_eq!(keys, ["xadung", "dung"]);
    }

    #[test]
    fn spelling_is_kept_but_for_case_composition_and_punctuation() {
        let decomposed: String = "XÃ  Tân Hoà.".nfd().collect();
        assert_eq!(spelled(&decomposed), "xã tân hoà");
        assert_ne!(spelled("hoà"), spelled("hòa"));
    }
}
