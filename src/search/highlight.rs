//! Which characters of a name were asked for.

use super::compare::{Typed, compared, slips_allowed};
use super::fold::{Word, words};
use super::question::Asked;

/// The ranges of characters of a name that the words of a question stand for; neighbours with
/// nothing but a space or hyphen between them are one range. With slips, words that are near to
/// what was typed count as well.
pub(super) fn highlight(name: &str, asked: &Asked, slips: bool) -> Vec<[usize; 2]> {
    let own = words(name);
    let typed = runs(&asked.compared);
    let plain: Vec<String> = own.iter().map(|word| compared(&word.folded)).collect();
    let mut ranges: Vec<[usize; 2]> = Vec::new();
    let mut at = 0;
    while at < own.len() {
        let word = marked_to(&own[at], &plain[at], asked).map(|to| (1, to));
        let found = word.or_else(|| {
            let length = typed_as_run(&plain[at..], &typed, slips)?;
            Some((length, own[at + length - 1].chars.end))
        });
        let Some((length, to)) = found else {
            at += 1;
            continue;
        };
        let from = own[at].chars.start;
        at += length;
        match ranges.last_mut() {
            Some(last) if only_space(name, last[1], from) => last[1] = to,
            _ => ranges.push([from, to]),
        }
    }
    ranges
}

/// Up to which character a word was asked for.
fn marked_to(word: &Word, plain: &String, asked: &Asked) -> Option<usize> {
    if asked.compared.contains(plain) {
        return Some(word.chars.end);
    }
    let last = asked.words.last()?;
    let letters = last.folded.chars().count();
    word.folded
        .starts_with(&last.folded)
        .then(|| (word.chars.start + letters).min(word.chars.end))
}

/// The most neighbouring words that are taken for one another when spaces stand elsewhere.
const LONGEST_RUN: usize = 4;

/// Neighbouring words without the spaces between them.
fn runs(words: &[String]) -> Vec<String> {
    let starts = 0..words.len();
    let from = |start: usize| {
        let ends = start + 1..=words.len().min(start + LONGEST_RUN);
        ends.map(move |end| words[start..end].concat())
    };
    starts.flat_map(from).collect()
}

/// How many words from here on were typed with spaces elsewhere, or with slips.
fn typed_as_run(plain: &[String], typed: &[String], slips: bool) -> Option<usize> {
    let near = |typed: &String, text: &String| {
        let most = slips_allowed(text.len().min(typed.len()));
        slips && most > 0 && Typed::new(typed, most).is_some_and(|t| t.slips_to(text).is_some())
    };
    let longest = plain.len().min(LONGEST_RUN);
    (1..=longest).find(|&length| {
        let text = plain[..length].concat();
        typed
            .iter()
            .any(|typed| *typed == text || near(typed, &text))
    })
}

fn only_space(name: &str, from: usize, to: usize) -> bool {
    let between = name.chars().skip(from).take(to - from);
    between.into_iter().all(|c| c.is_whitespace() || c == '-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fold;

    fn check(name: &str, question: &str, expected: &[&str]) {
        let letters: Vec<char> = name.chars().collect();
        let parts: Vec<String> = highlight(name, &Asked::of(question), true)
            .into_iter()
            .map(|[from, to]| letters[from..to].iter().collect())
            .collect();
        assert_eq!(parts, expected, "{question} in {name}");
    }

    #[test]
    fn what_was_asked_for_is_marked() {
        check("Bắc Giang", "bac giang", &["Bắc Giang"]);
        check("Bắc Giang", "bac gi", &["Bắc Gi"]);
        check("Cụm công nghiệp Đồi Ngô", "Đồi Ngô, Lục Nam", &["Đồi Ngô"]);
        check(
            "Lối thông quan Nà Đoỏng - Nà Ráy",
            "na ray",
            &["Nà", "Nà Ráy"],
        );
        check("Hà Nội", "hanoi", &["Hà Nội"]);
        check("Lạng Sơn", "Lag Son", &["Lạng Sơn"]);
        check("Bắc Giang", "Bắc Gaing", &["Bắc Giang"]);
        check(
            "Khu công nghiệp Sông Công II",
            "song cong 2",
            &["công", "Sông Công II"],
        );
        check("Ma Lù Thàng", "Ma Lu\u{300} Tha\u{300}ng", &["Ma Lù Thàng"]);
    }

    proptest! {
        #[test]
        fn ranges_are_ordered_apart_and_inside(name in "[A-Za-zÀ-ỹ (),-]{0,30}", question in "[a-zà-ỹ ]{0,20}") {
            let count = name.chars().count();
            let mut last = None;
            for [from, to] in highlight(&name, &Asked::of(&question), true) {
                prop_assert!(from < to && to <= count);
                prop_assert!(last.is_none_or(|end| end < from));
                last = Some(to);
            }
        }

        #[test]
        fn a_whole_name_is_marked_whole(name in "[A-Za-zÀ-ỹ]{1,8}( [A-Za-zÀ-ỹ]{1,8}){0,3}") {
            prop_assume!(!fold(&name).is_empty());
            let ranges = highlight(&name, &Asked::of(&fold(&name)), false);
            let own = words(&name);
            for word in own {
                prop_assert!(ranges.iter().any(|[from, to]| *from <= word.chars.start && word.chars.end <= *to));
            }
        }
    }
}
