//! Folding: how spellings of one name meet. The one place that knows Vietnamese marks.
//!
//! A text becomes words. Each word is kept twice: *folded* to plain lower-case letters, in which
//! all spellings meet, and *marked*, in which letters keep their hats and horns and the tone is
//! told apart from the letter that bears it, so that "hoà" and "hòa" are the same marked word
//! while "hoa" and "hóa" are not.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The five tone marks: grave, acute, tilde, hook, dot below.
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The marks that make another letter: circumflex, breve, horn.
const LETTER_MARKS: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// A word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Plain lower-case letters and digits.
    pub folded: String,
    /// Lower-case letters with the marks that make them other letters, then the tone.
    pub marked: String,
    /// Which characters of the text it was written with.
    pub chars: Range<usize>,
    /// Whether a comma, bracket, slash or the like stands between it and the word before.
    pub after_break: bool,
}

impl Word {
    /// Whether it was written with any mark.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        self.marked != self.folded
    }
}

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader::default();
    for (index, c) in text.chars().enumerate() {
        decompose_compatible(c, |part| {
            for lower in part.to_lowercase() {
                decompose_compatible(lower, |plain| reader.read(plain, index));
            }
        });
    }
    reader.finish_word();
    reader.words
}

/// The folded words with one space between them: what two spellings of a name have in common.
#[must_use]
pub fn fold(text: &str) -> String {
    let words = words(text);
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    folded.join(" ")
}

/// A text in its own case with all marks taken off: how a Vietnamese name is written in English.
#[must_use]
pub fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        decompose_compatible(c, |part| {
            if !is_combining_mark(part) {
                plain.push(match part {
                    'đ' | 'ð' => 'd',
                    'Đ' | 'Ð' => 'D',
                    other => other,
                });
            }
        });
    }
    plain
}

/// Reads characters one by one, each lower-case and decomposed.
#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    word: Word,
    tone: Option<char>,
    after_break: bool,
}

impl Reader {
    fn read(&mut self, c: char, index: usize) {
        if is_combining_mark(c) {
            self.read_mark(c, index);
        } else if c.is_alphanumeric() {
            if self.word.folded.is_empty() {
                self.word.chars.start = index;
            }
            self.word.chars.end = index + 1;
            let (plain, marked) = match c {
                'đ' | 'ð' => ('d', 'đ'),
                other => (other, other),
            };
            self.word.folded.push(plain);
            self.word.marked.push(marked);
        } else {
            self.finish_word();
            let parts = c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-' | '_' | '+');
            self.after_break |= !parts;
        }
    }

    fn read_mark(&mut self, mark: char, index: usize) {
        if self.word.folded.is_empty() {
            return;
        }
        self.word.chars.end = index + 1;
        if TONES.contains(&mark) {
            self.tone = Some(mark);
        } else if LETTER_MARKS.contains(&mark) {
            self.word.marked.push(mark);
        }
    }

    fn finish_word(&mut self) {
        if self.word.folded.is_empty() {
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        word.marked.extend(self.tone.take());
        word.after_break = std::mem::take(&mut self.after_break);
        self.words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn marked(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.marked).collect()
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text:?}");
    }

    #[test]
    fn spellings_of_a_name_meet() {
        check("Bắc Ninh", "bac ninh");
        check("BẮC NINH", "bac ninh");
        check("  bac   ninh ", "bac ninh");
        check("Đắk Đoa / đường", "dak doa duong");
        check("Ð", "d");
        check("Hoà Bình", "hoa binh");
        check("P.Bắc Giang", "p bac giang");
        check("Suối Sập 2A", "suoi sap 2a");
        check("ＣＣＮ", "ccn");
    }

    #[test]
    fn nothing_remains_of_marks_and_punctuation_alone() {
        for text in [
            "",
            " ",
            "\u{301}",
            "\u{323}\u{302}",
            "...",
            "—(,)/",
            "\u{200d}",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn tone_placement_does_not_matter_but_the_tone_does() {
        assert_eq!(marked("Thanh Hoá"), marked("thanh hóa"));
        assert_eq!(marked("thuỷ"), marked("thủy"));
        assert_ne!(marked("hoa"), marked("hòa"));
        assert_ne!(marked("Hưng"), marked("Hùng"));
        assert_ne!(marked("đa"), marked("da"));
    }

    #[test]
    fn words_know_their_characters() {
        let text = "Xã Đồng-Văn";
        let found = words(text);
        let letters: Vec<char> = text.chars().collect();
        let parts: Vec<String> = found
            .iter()
            .map(|word| letters[word.chars.clone()].iter().collect())
            .collect();
        assert_eq!(parts, ["Xã", "Đồng", "Văn"]);
    }

    #[test]
    fn english_names_keep_their_case() {
        assert_eq!(without_marks("Đồng Hỷ - Võ Nhai"), "Dong Hy - Vo Nhai");
    }

    /// Syllables with every tone on every vowel, and whatever else Unicode has.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ĐđA-Za-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ ]{0,24}",
            "\\PC{0,24}",
        ]
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in texts()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_and_composition_do_not_matter(text in texts()) {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&composed), fold(&decomposed));
            prop_assert_eq!(marked(&composed), marked(&decomposed));
        }

        #[test]
        fn upper_case_vietnamese_meets_lower_case(text in "[đa-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ ]{0,24}") {
            prop_assert_eq!(marked(&text.to_uppercase()), marked(&text));
        }

        #[test]
        fn a_word_without_marks_is_its_own_folding(text in texts()) {
            for word in words(&text) {
                let again = words(&word.folded);
                prop_assert_eq!(again.len(), 1);
                prop_assert_eq!(&again[0].folded, &word.folded);
                prop_assert!(!again[0].has_marks());
            }
        }

        #[test]
        fn characters_of_words_follow_each_other(text in texts()) {
            let count = text.chars().count();
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.chars.start < word.chars.end && word.chars.end <= count);
                prop_assert!(last <= word.chars.end);
                last = word.chars.end;
            }
        }
    }
}
