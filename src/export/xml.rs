//! Texts as XML holds them.

use std::borrow::Cow;

/// A text between tags or in quotes. What XML cannot hold at all is left out.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let odd = |letter: char| matches!(letter, '&' | '<' | '>' | '"' | '\'') || !is_held(letter);
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&apos;"),
            held if is_held(held) => written.push(held),
            _ => {}
        }
    }
    Cow::Owned(written)
}

fn is_held(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_xml_loses_it() {
        assert_eq!(escaped("Cửa khẩu"), "Cửa khẩu");
        assert_eq!(escaped("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
        assert_eq!(escaped("a\u{0}b\u{1f}c\u{fffe}"), "abc");
    }
}
