//! Words for addresses.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower-case ASCII letters and digits, joined by single hyphens, at most `limit`
/// characters and cut between words where possible.
pub(crate) fn slug(text: &str, limit: usize) -> String {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter));
    let mut slug = String::new();
    for letter in plain.flat_map(char::to_lowercase) {
        match letter {
            'đ' => slug.push('d'),
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    if slug.len() > limit {
        // A hyphen right behind the limit is the end of a word too.
        let cut = slug[..=limit].rfind('-').filter(|cut| *cut > limit / 2);
        slug.truncate(cut.unwrap_or(limit));
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_signs_fall_away() {
        assert_eq!(
            slug("Cửa khẩu «Đồng Đăng» (QL1)", 60),
            "cua-khau-dong-dang-ql1"
        );
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(slug("mot hai ba bon", 10), "mot-hai-ba");
        assert_eq!(slug("motmotmotmot", 5), "motmo");
    }
}
