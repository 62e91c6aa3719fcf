//! Letters of older encodings: what is no UTF-8 is read as the one under which it is Vietnamese,
//! and letters that were lost on the way to the file are found.
//!
//! Two encodings are known: Windows-1258, and TCVN3 (ABC), whose bytes were written with fonts of
//! their own and stand in many a file as if they were Western letters.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

use super::syllables::is_vietnamese;

/// An older encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OldEncoding {
    /// That of Windows: letters, and marks of tone behind them.
    Windows1258,
    /// That of the fonts `.VnTime` and others.
    Tcvn3,
}

impl OldEncoding {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3 (ABC)",
        }
    }

    /// The text of bytes in this encoding, in normal form C.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Windows1258 => {
                let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
                text.nfc().collect()
            }
            Self::Tcvn3 => bytes.iter().map(|&byte| letter_of_tcvn3(byte)).collect(),
        }
    }
}

/// The words with more than plain letters that a text must have before it is judged by them.
const FEWEST_WORDS: usize = 2;

/// How many of them must be Vietnamese, of a hundred.
const MOST_MUST_BE: usize = 85;

/// The encoding under which bytes are Vietnamese; nothing when they are under none, or as
/// much under both.
pub(crate) fn encoding_of(bytes: &[u8]) -> Option<OldEncoding> {
    let share =
        |encoding: OldEncoding| Some((vietnamese_words(&encoding.decode(bytes))?, encoding));
    let both = [OldEncoding::Windows1258, OldEncoding::Tcvn3].map(share);
    match both {
        // What is as good under both is the same text, or nobody knows.
        [Some(one), Some(other)] if one.0 == other.0 => {
            (one.1.decode(bytes) == other.1.decode(bytes)).then_some(one.1)
        }
        [one, other] => one
            .into_iter()
            .chain(other)
            .max_by_key(|(good, _)| *good)
            .map(|(_, encoding)| encoding),
    }
}

/// How many words with more than plain letters are Vietnamese, if most of them are.
pub(crate) fn vietnamese_words(text: &str) -> Option<usize> {
    let marked = text
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit())
        .filter(|word| !word.is_ascii());
    let (mut words, mut good) = (0, 0);
    for word in marked {
        words += 1;
        good += usize::from(is_vietnamese(word));
    }
    (words >= FEWEST_WORDS && good * 100 >= words * MOST_MUST_BE).then_some(good)
}

/// The bytes of a text that holds nothing beyond the Western letters, each of which stands for one
/// byte.
pub(crate) fn as_bytes(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect()
}

/// Whether letters of a text were replaced by question marks, as programs do that write into an
/// encoding without them.
pub(crate) fn lost_letters(text: &str) -> bool {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return true;
    }
    text.split_whitespace()
        .filter(|word| !is_address(word))
        .any(|word| {
            let letters: Vec<char> = word.chars().collect();
            letters.windows(3).any(|three| {
                three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic()
            })
        })
}

/// An address of the web may hold a question mark.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('=')
}

/// The letter that TCVN3 has for a byte; plain letters are themselves.
fn letter_of_tcvn3(byte: u8) -> char {
    const LETTERS: [(u8, char); 74] = [
        (0xa1, 'Ă'),
        (0xa2, 'Â'),
        (0xa3, 'Ê'),
        (0xa4, 'Ô'),
        (0xa5, 'Ơ'),
        (0xa6, 'Ư'),
        (0xa7, 'Đ'),
        (0xa8, 'ă'),
        (0xa9, 'â'),
        (0xaa, 'ê'),
        (0xab, 'ô'),
        (0xac, 'ơ'),
        (0xad, 'ư'),
        (0xae, 'đ'),
        (0xb5, 'à'),
        (0xb6, 'ả'),
        (0xb7, 'ã'),
        (0xb8, 'á'),
        (0xb9, 'ạ'),
        (0xbb, 'ằ'),
        (0xbc, 'ẳ'),
        (0xbd, 'ẵ'),
        (0xbe, 'ắ'),
        (0xc6, 'ặ'),
        (0xc7, 'ầ'),
        (0xc8, 'ẩ'),
        (0xc9, 'ẫ'),
        (0xca, 'ấ'),
        (0xcb, 'ậ'),
        (0xcc, 'è'),
        (0xce, 'ẻ'),
        (0xcf, 'ẽ'),
        (0xd0, 'é'),
        (0xd1, 'ẹ'),
        (0xd2, 'ề'),
        (0xd3, 'ể'),
        (0xd4, 'ễ'),
        (0xd5, 'ế'),
        (0xd6, 'ệ'),
        (0xd7, 'ì'),
        (0xd8, 'ỉ'),
        (0xdc, 'ĩ'),
        (0xdd, 'í'),
        (0xde, 'ị'),
        (0xdf, 'ò'),
        (0xe1, 'ỏ'),
        (0xe2, 'õ'),
        (0xe3, 'ó'),
        (0xe4, 'ọ'),
        (0xe5, 'ồ'),
        (0xe6, 'ổ'),
        (0xe7, 'ỗ'),
        (0xe8, 'ố'),
        (0xe9, 'ộ'),
        (0xea, 'ờ'),
        (0xeb, 'ở'),
        (0xec, 'ỡ'),
        (0xed, 'ớ'),
        (0xee, 'ợ'),
        (0xef, 'ù'),
        (0xf1, 'ủ'),
        (0xf2, 'ũ'),
        (0xf3, 'ú'),
        (0xf4, 'ụ'),
        (0xf5, 'ừ'),
        (0xf6, 'ử'),
        (0xf7, 'ữ'),
        (0xf8, 'ứ'),
        (0xf9, 'ự'),
        (0xfa, 'ỳ'),
        (0xfb, 'ỷ'),
        (0xfc, 'ỹ'),
        (0xfd, 'ý'),
        (0xfe, 'ỵ'),
    ];
    let found = LETTERS.binary_search_by_key(&byte, |(own, _)| *own);
    found.map_or(char::from(byte), |at| LETTERS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Cụm công nghiệp Tân Mỹ" and "huyện Yên Dũng" in both encodings.
    const IN_1258: &[u8] =
        b"Cu\xf2m c\xf4ng nghi\xea\xf2p T\xe2n My\xde, huy\xea\xf2n Y\xean Du\xdeng";
    const IN_TCVN3: &[u8] = b"C\xf4m c\xabng nghi\xd6p T\xa9n M\xfc, huy\xd6n Y\xaan D\xf2ng";
    const MEANT: &str = "Cụm công nghiệp Tân Mỹ, huyện Yên Dũng";

    #[test]
    fn both_encodings_are_told_apart_and_read() {
        for (bytes, encoding) in [
            (IN_1258, OldEncoding::Windows1258),
            (IN_TCVN3, OldEncoding::Tcvn3),
        ] {
            assert_eq!(encoding_of(bytes), Some(encoding));
            assert_eq!(encoding.decode(bytes), MEANT);
        }
    }

    #[test]
    fn what_is_vietnamese_in_neither_is_left_alone() {
        for other in [
            &b"Soci\xe9t\xe9 g\xe9n\xe9rale \xe0 Gen\xe8ve, Z\xfcrich"[..],
            b"plain letters only",
            b"\x81\x82\x83 \x84\x85",
            b"one m\xf4t",
        ] {
            assert_eq!(encoding_of(other), None, "{}", other.escape_ascii());
        }
    }

    #[test]
    fn western_letters_are_bytes() {
        assert_eq!(as_bytes("C\u{f4}m").as_deref(), Some(&b"C\xf4m"[..]));
        assert_eq!(as_bytes("Cụm"), None);
    }

    #[test]
    fn question_marks_in_words_are_lost_letters() {
        for lost in ["C?m công nghi?p", "Cụm c\u{fffd}ng"] {
            assert!(lost_letters(lost), "{lost}");
        }
        for whole in [
            "Cụm công nghiệp?",
            "Có không? Có",
            "https://a.vn/x?y=1",
            "www.a.vn/x?y",
            "?",
        ] {
            assert!(!lost_letters(whole), "{whole}");
        }
    }
}
