//! The order of Vietnamese dictionaries: a ă â b c d đ e ê …, then by tone, numbers by their size.

use unicode_normalization::UnicodeNormalization;

/// What texts are compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey {
    /// Letters with the marks that make them other letters, numbers, gaps.
    letters: Vec<u64>,
    /// The tone of each letter.
    tones: Vec<u8>,
    /// The text as it is written, where all else is equal.
    text: String,
}

/// A space, or any run of signs.
const GAP: u64 = 0;

/// Numbers come before letters: this and the number itself.
const NUMBER: u64 = 1;

/// Letters begin here; each has room for the marks that make it another one.
const LETTERS: u64 = 1 << 8;

/// Marks that make another letter: breve, circumflex, horn.
const MARKS: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// Tones as dictionaries order them: level, grave, hook, tilde, acute, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The longest number that is compared by its size, in digits; longer ones are cut.
const MOST_DIGITS: usize = 18;

impl SortKey {
    /// The key of a text.
    pub fn of(text: &str) -> Self {
        let mut key = Self {
            letters: Vec::new(),
            tones: Vec::new(),
            text: text.to_owned(),
        };
        let mut digits = String::new();
        for c in text.to_lowercase().nfd() {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            key.add_number(&mut digits);
            key.add(c);
        }
        key.add_number(&mut digits);
        key
    }

    fn add_number(&mut self, digits: &mut String) {
        if !digits.is_empty() {
            digits.truncate(MOST_DIGITS);
            let number = digits.parse().unwrap_or(u64::MAX);
            self.letters.extend([NUMBER, number]);
            self.tones.extend([0, 0]);
            digits.clear();
        }
    }

    fn add(&mut self, c: char) {
        let mark = MARKS.iter().position(|own| *own == c);
        let tone = TONES.iter().position(|own| *own == c);
        if let Some(tone) = tone {
            if let Some(last) = self.tones.last_mut() {
                *last = tone as u8 + 1;
            }
        } else if let Some(mark) = mark {
            if let Some(last) = self.letters.last_mut().filter(|last| **last >= LETTERS) {
                *last += mark as u64 + 1;
            }
        } else if c == 'đ' {
            self.push(letter('d') + 1);
        } else if c.is_alphabetic() {
            self.push(letter(c));
        } else if self.letters.last().is_some_and(|last| *last != GAP) {
            self.push(GAP);
        }
    }

    fn push(&mut self, letter: u64) {
        self.letters.push(letter);
        self.tones.push(0);
    }
}

fn letter(c: char) -> u64 {
    LETTERS + u64::from(u32::from(c)) * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_dictionary() {
        let sorted = [
            "An Dương",
            "Ăn",
            "Ân Thi",
            "Bắc Giang",
            "Bắc Ninh",
            "Cao Bằng",
            "Cụm 2",
            "Cụm 10",
            "Cụm 10 mở rộng",
            "Cụm An",
            "Du",
            "Đa",
            "Hoa",
            "Hòa",
            "Hỏa",
            "Hõa",
            "Hóa",
            "Họa",
            "Hoan",
            "Lang",
            "Lăng",
            "Lâng",
            "Ơn",
            "Yên Bái",
        ];
        let mut shuffled: Vec<&str> = sorted.iter().rev().copied().collect();
        shuffled.sort_by_key(|name| SortKey::of(name));
        assert_eq!(shuffled, sorted);
    }

    #[test]
    fn both_forms_of_unicode_and_capitals_differ_last() {
        let composed = SortKey::of("Hà Nội");
        let decomposed = SortKey::of(&"Hà Nội".nfd().collect::<String>());
        assert_eq!(
            (&composed.letters, &composed.tones),
            (&decomposed.letters, &decomposed.tones)
        );
        assert!(SortKey::of("HÀ NỘI A") > composed);
        assert!(SortKey::of("99999999999999999999999") > SortKey::of("2"));
    }
}
