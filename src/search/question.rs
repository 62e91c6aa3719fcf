//! What was typed, word by word, with what each place in it may mean.

use super::compare::compared;
use super::fold::{Word, words};
use super::phrases::{Found, Meaning, phrases_at};
use super::sort::Kind;
use crate::geometry::{LonLat, LonLatBox};

/// The most words of a question that are looked at.
const MOST_WORDS: usize = 24;

/// What is looked for, and where.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What was typed.
    pub text: String,
    /// The most hits to show.
    pub limit: usize,
    /// Only these kinds; all when there are none.
    pub kinds: Vec<Kind>,
    /// Among equals the nearest to this place come first.
    pub near: Option<LonLat>,
    /// Only hits whose place lies in this box.
    pub within: Option<LonLatBox>,
}

/// A question taken apart.
#[derive(Debug)]
pub(super) struct Asked {
    pub words: Vec<Word>,
    /// The words as they are compared.
    pub compared: Vec<String>,
    /// The longest phrase that begins at each word.
    pub phrases: Vec<Option<Found>>,
}

impl Asked {
    /// Takes a text apart.
    pub fn of(text: &str) -> Self {
        let mut words = words(text);
        words.truncate(MOST_WORDS);
        let compared = words.iter().map(|word| compared(&word.folded)).collect();
        let phrases = (0..words.len()).map(|at| phrases_at(&words[at..]).next());
        let phrases = phrases.collect();
        Self {
            words,
            compared,
            phrases,
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The places where a name may begin: at the start, and behind phrases that stand there.
    pub fn name_starts(&self) -> Vec<usize> {
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(phrase) = self.phrases.get(at).copied().flatten() {
            at += phrase.length;
            if at < self.len() {
                starts.push(at);
            }
        }
        starts
    }

    /// Whether any phrase names a sort of things.
    pub fn names_a_sort(&self) -> bool {
        let found = self.phrases.iter().flatten();
        found
            .into_iter()
            .any(|found| matches!(found.meaning, Meaning::Sort(_)))
    }

    /// Whether no comma or the like stands between words of a range.
    pub fn is_unbroken(&self, range: &std::ops::Range<usize>) -> bool {
        let inner = self.words[range.clone()].iter().skip(1);
        inner.into_iter().all(|word| !word.after_break)
    }
}

/// Whether a text has anything to look for once it is folded.
#[must_use]
pub fn has_words(text: &str) -> bool {
    !words(text).is_empty()
}
