//! Whether a word can be Vietnamese: the language has few ways to build a syllable.

use unicode_normalization::UnicodeNormalization;

/// What a syllable can begin with.
const BEGINNINGS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// What it can end in.
const ENDINGS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// The vowels, without marks of tone.
const VOWELS: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];

/// The vowels that may stand at the heart of a syllable, one to three.
const MOST_VOWELS: usize = 3;

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether a word is built as Vietnamese syllables are: a beginning, vowels with one tone at most,
/// an ending.
pub(super) fn is_vietnamese(word: &str) -> bool {
    let mut tones = 0;
    // Marks of tone are taken away, those that make other letters stay.
    let bare: String = word
        .to_lowercase()
        .nfd()
        .filter(|mark| {
            let tone = TONES.contains(mark);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    tones <= 1
        && BEGINNINGS.iter().any(|beginning| {
            bare.strip_prefix(beginning).is_some_and(|rest| {
                let ending = rest.trim_start_matches(VOWELS);
                let vowels = rest[..rest.len() - ending.len()].chars().count();
                (1..=MOST_VOWELS).contains(&vowels) && ENDINGS.contains(&ending)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for good in [
            "Cụm", "nghiệp", "Đồng", "Quảng", "giếng", "gì", "Yên", "ưỡn", "khuỷu", "ỷ", "XÃ",
        ] {
            assert!(is_vietnamese(good), "{good}");
        }
        for bad in [
            "c«ng", "Zürich", "été", "cụmm", "nghiÖp", "Cụ̀m", "strạ", "", "µ",
        ] {
            assert!(!is_vietnamese(bad), "{bad}");
        }
    }
}
