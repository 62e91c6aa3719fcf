//! How the marks that were typed agree with a name.

use std::ops::Range;

use super::index::{Name, NameAt};
use super::question::Asked;

/// How marks agree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// Every word has the marks of the name, no more and no fewer.
    pub agree: bool,
    /// Any mark was typed.
    pub typed: bool,
    /// Words whose typed marks are not those of the name.
    pub wrong: usize,
    /// Spaces stand elsewhere than in the name.
    pub other_spaces: bool,
}

impl Marks {
    /// How the words of a range agree with a name; the last of them may be unfinished.
    pub fn of(asked: &Asked, span: &Range<usize>, found: NameAt, name: &Name) -> Self {
        let typed = &asked.words[span.clone()];
        let mut marks = Self {
            agree: true,
            typed: typed.iter().any(super::fold::Word::has_marks),
            wrong: 0,
            other_spaces: false,
        };
        let mut own = name.words_found(found);
        for (at, word) in typed.iter().enumerate() {
            let is_last = at + 1 == typed.len();
            let Some((compared, marked)) = own.next() else {
                marks.other_spaces = true;
                break;
            };
            let same_word = compared == asked.compared[span.start + at];
            let begun = is_last && compared.starts_with(&word.folded);
            if !(same_word || begun) {
                marks.other_spaces = true;
                break;
            }
            let equal = marked == word.marked;
            marks.agree &= equal;
            let unfinished = !same_word && agrees_so_far(&word.marked, marked);
            marks.wrong += usize::from(word.has_marks() && !equal && !unfinished);
        }
        marks.agree &= !marks.other_spaces && own.next().is_none();
        marks
    }
}

/// Whether a word may become another when typing goes on: "Dũ" may become "Dũng".
fn agrees_so_far(typed: &str, whole: &str) -> bool {
    let is_tone = |c: char| super::fold::TONES.contains(&c);
    let tone_of = |text: &str| text.chars().last().filter(|&c| is_tone(c));
    let tone = tone_of(typed);
    whole.starts_with(typed.trim_end_matches(is_tone)) && (tone.is_none() || tone == tone_of(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words;

    fn check(typed: &str, whole: &str, expected: bool) {
        let marked = |text| words(text)[0].marked.clone();
        assert_eq!(
            agrees_so_far(&marked(typed), &marked(whole)),
            expected,
            "{typed} {whole}"
        );
    }

    #[test]
    fn typing_may_go_on() {
        check("Dũ", "Dũng", true);
        check("Du", "Dũng", true);
        check("Dù", "Dũng", false);
        check("Đ", "Dũng", false);
        check("Hư", "Hưng", true);
        check("Hu", "Hưng", true);
        check("Hư", "Hùng", false);
    }
}
