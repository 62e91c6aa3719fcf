//! Finding and ordering: exact names first, then beginnings, then single words, then slips.

use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::compare::{Typed, slips_allowed};
use super::explain::{Fit, Scene, SortFit};
use super::highlight::highlight;
use super::index::{NameAt, NameIndex, key_of};
use super::phrases::Meaning;
use super::question::{Asked, Question};
use crate::geometry::LonLat;

/// How the name of a hit matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letter by letter, marks included.
    Exact,
    /// Letter by letter, marks aside.
    ExactFolded,
    /// The name begins with what was typed.
    Prefix,
    /// All words were found in the name, its sort and the names of units around.
    Words,
    /// With slips, or with words that nothing explains.
    Fuzzy,
}

impl How {
    /// The name in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ExactFolded => "exact_folded",
            Self::Prefix => "prefix",
            Self::Words => "words",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The thing, by its order among the entries.
    pub thing: usize,
    /// The name that matched.
    pub name: String,
    /// How it matched.
    pub how: How,
    /// The characters of the name that were asked for: from, to.
    pub ranges: Vec<[usize; 2]>,
}

/// The hits of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The best ones, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub matched: usize,
}

/// Steps between the ways to match are wider than all that is added and taken within one, but for
/// what makes a hit a worse one than any of the next way.
mod points {
    pub const EXACT: f32 = 100.0;
    pub const EXACT_FOLDED: f32 = 90.0;
    pub const PREFIX: f32 = 70.0;
    pub const WORDS: f32 = 50.0;
    pub const OF_SORT: f32 = 50.0;
    pub const FUZZY: f32 = 30.0;
    /// The thing is of another sort than asked for.
    pub const WRONG_SORT: f32 = 62.0;
    /// The sort is meant loosely: xã for a phường.
    pub const LOOSE_SORT: f32 = 5.0;
    /// A former thing was asked for and this one exists, or the other way round.
    pub const WRONG_TIME: f32 = 25.0;
    /// Some words are not explained at all; each makes it worse.
    pub const UNEXPLAINED: f32 = 100.0;
    pub const UNEXPLAINED_WORD: f32 = 10.0;
    /// A slip, in a name or in the name of a unit around.
    pub const SLIP: f32 = 3.0;
    /// A mark that disagrees with the name.
    pub const WRONG_MARK: f32 = 1.0;
    /// Spaces stand elsewhere.
    pub const OTHER_SPACES: f32 = 3.0;
    /// A unit named before the thing that lies in it.
    pub const BACKWARDS: f32 = 2.0;
    /// The whole of the name as it is shown was typed.
    pub const WHOLE: f32 = 2.0;
    /// For words: the share of the name that was typed.
    pub const COVERAGE: f32 = 8.0;
    /// Each word that was typed of the name or rightly of its sort, so that the longer name wins.
    pub const WORD: f32 = 0.1;
    /// Not the first name of the thing.
    pub const SECOND_NAME: f32 = 0.5;
}

/// The most kilometres of an equator's degree: nearness is compared on a plane.
const KM_PER_DEGREE: f64 = 111.32;

/// With so many hits nobody looks for slips.
const ENOUGH: usize = 10;

/// A beginning of so few letters is not searched for slips: it would begin too many names.
const LETTERS_BEFORE_SLIP: usize = 4;

impl NameIndex {
    /// The best hits of a question.
    #[must_use]
    pub fn search(&self, question: &Question) -> Hits {
        let asked = Asked::of(&question.text);
        if asked.len() == 0 {
            return Hits::default();
        }
        let mut search = Search {
            index: self,
            asked: &asked,
            question,
            best: FxHashMap::default(),
            slips: false,
        };
        search.run();
        search.finish()
    }
}

/// A thing that may be shown, with what speaks for it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    thing: u32,
    name: u32,
    score: f32,
    how: How,
    /// Whether all words are explained.
    complete: bool,
    /// Whether it is of another sort than asked for, and not even exactly of that name.
    stray: bool,
}

struct Search<'a> {
    index: &'a NameIndex,
    asked: &'a Asked,
    question: &'a Question,
    /// The best candidate of each thing.
    best: FxHashMap<u32, Candidate>,
    /// Whether names of units may hold slips.
    slips: bool,
}

impl Search<'_> {
    fn run(&mut self) {
        // 1. What was typed is a name, with or without words around it.
        self.exact();
        // 2. It is the beginning of one.
        self.beginnings();
        // 3. Its words stand in one, or it names a sort and where.
        self.single_words(&|word| self.index.holding(word).collect(), How::Words);
        self.all_of_a_sort();
        // 4. It has slips.
        if self.complete() < ENOUGH {
            self.names_with_slips();
        }
        if self.complete() == 0 {
            self.slips = true;
            self.exact();
            self.beginnings_with_slips();
            self.words_with_slips();
        }
    }

    fn complete(&self) -> usize {
        let all = self.best.values();
        all.filter(|candidate| candidate.complete).count()
    }

    fn exact(&mut self) {
        for from in 0..self.asked.len() {
            for to in from + 1..=self.asked.len() {
                let span = from..to;
                if !self.asked.is_unbroken(&span) {
                    break;
                }
                let key = key_of(self.asked.compared[span.clone()].iter().map(String::as_str));
                for found in self.index.named(&key) {
                    self.offer_exact(found, &span);
                }
            }
        }
    }

    fn offer_exact(&mut self, found: NameAt, span: &Range<usize>) {
        let fit = self.fit(found.name, span, 0);
        let marks = self.marks(found, span);
        let (how, base) = match (marks.agree, marks.typed) {
            (true, true) => (How::Exact, points::EXACT),
            (true, false) => (How::Exact, points::EXACT_FOLDED),
            _ => (How::ExactFolded, points::EXACT_FOLDED),
        };
        let whole = found.by_all_words && span.len() == self.asked.len();
        let score = base - marks.taken() + if whole { points::WHOLE } else { 0.0 };
        self.offer(found.name, span.len(), how, score, &fit);
    }

    fn beginnings(&mut self) {
        let to = self.asked.len();
        for from in self.asked.name_starts() {
            let span = from..to;
            if !self.asked.is_unbroken(&span) {
                continue;
            }
            // The last word may be unfinished: it is looked for as it is typed and as it is
            // compared.
            let finished = &self.asked.compared[from..to - 1];
            let last = &self.asked.words[to - 1].folded;
            for last in [last, &self.asked.compared[to - 1]] {
                let key = finished.concat() + last;
                for found in self.index.beginning_with(&key) {
                    let fit = self.fit(found.name, &span, 0);
                    let marks = self.marks(found, &span);
                    self.offer(
                        found.name,
                        span.len(),
                        How::Prefix,
                        points::PREFIX - marks.taken(),
                        &fit,
                    );
                }
            }
        }
    }

    /// Names that hold some of the words, when the rest is explained.
    fn single_words(&mut self, holding: &dyn Fn(&str) -> Vec<u32>, how: How) {
        let mut found: FxHashMap<u32, u32> = FxHashMap::default();
        for (at, word) in self.asked.compared.iter().enumerate() {
            for name in holding(word) {
                *found.entry(name).or_default() |= 1 << at;
            }
        }
        if let Some(last) = self.asked.words.last() {
            let bit = 1 << (self.asked.len() - 1);
            if last.folded.len() >= 2 {
                let beginning = fst::Automaton::starts_with(fst::automaton::Str::new(&last.folded));
                for name in self.index.holding_any(beginning) {
                    // A beginning alone finds nothing that step 2 has not found.
                    if self.asked.len() > 1 {
                        *found.entry(name).or_default() |= bit;
                    }
                }
            }
        }
        let base = if how == How::Words {
            points::WORDS
        } else {
            points::FUZZY
        };
        for (name, bits) in found {
            let fit = self.fit(name, &(0..0), bits);
            if fit.unexplained > 0 || fit.name_words == 0 {
                continue;
            }
            let length = self.index.names[name as usize].core().count().max(1);
            let coverage = (fit.name_words as f32 / length as f32).min(1.0);
            self.offer(name, 0, how, base + points::COVERAGE * coverage, &fit);
        }
    }

    /// "KCN Bắc Giang": the things of a sort that lie somewhere.
    fn all_of_a_sort(&mut self) {
        if !self.asked.names_a_sort() {
            return;
        }
        let mut sorts = super::sort::Sorts::NONE;
        for found in self.asked.phrases.iter().flatten() {
            if let Meaning::Sort(word) = found.meaning {
                // Units of a sort are too many to be an answer to more than their sort alone.
                let alone = found.length == self.asked.len();
                if !word.is_of_units() || alone {
                    sorts = sorts.and(word.exact);
                }
            }
        }
        let span = 0..0;
        for &sort in super::sort::Sort::ALL {
            if !sorts.contains(sort) {
                continue;
            }
            for &thing in self.index.of_sort(sort) {
                let name = self.index.things[thing as usize].first_name;
                let fit = self.fit(name, &span, 0);
                if fit.unexplained == 0 {
                    self.offer(name, 0, How::Words, points::OF_SORT, &fit);
                }
            }
        }
    }

    fn names_with_slips(&mut self) {
        let has_exact = self
            .best
            .values()
            .any(|c| c.complete && c.score >= points::PREFIX);
        let ends = self.name_ends();
        for from in self.asked.name_starts() {
            for &to in ends.iter().filter(|&&to| to > from) {
                let span = from..to;
                if !self.asked.is_unbroken(&span) {
                    continue;
                }
                let key = self.asked.compared[span.clone()].concat();
                let allowed = slips_allowed(key.len());
                let most = if has_exact { allowed.min(1) } else { allowed };
                let Some(typed) = (most > 0).then(|| Typed::new(&key, most)).flatten() else {
                    continue;
                };
                for (found, slips) in self.index.near(typed) {
                    let fit = self.fit(found.name, &span, 0);
                    let score = points::FUZZY - points::SLIP * f32::from(slips);
                    self.offer(found.name, span.len(), How::Fuzzy, score, &fit);
                }
            }
        }
    }

    /// A slip in a name that is still being typed.
    fn beginnings_with_slips(&mut self) {
        let to = self.asked.len();
        for from in self.asked.name_starts() {
            let span = from..to;
            let key = self.asked.compared[span.clone()].concat();
            let long_enough = key.len() > LETTERS_BEFORE_SLIP && self.asked.is_unbroken(&span);
            let Some(typed) = long_enough.then(|| Typed::new(&key, 1)).flatten() else {
                continue;
            };
            for found in self.index.beginning_near(typed) {
                let fit = self.fit(found.name, &span, 0);
                let score = points::FUZZY - 2.0 * points::SLIP;
                self.offer(found.name, span.len(), How::Fuzzy, score, &fit);
            }
        }
    }

    /// Where a name may end: what follows are phrases and names to the end of the question.
    fn name_ends(&self) -> Vec<usize> {
        let count = self.asked.len();
        let mut ends = vec![false; count + 1];
        ends[count] = true;
        for at in (1..count).rev() {
            let phrase = self.asked.phrases[at].is_some_and(|found| {
                let end = at + found.length;
                end <= count && ends[end]
            });
            ends[at] = phrase
                || (at + 1..=count).any(|end| {
                    ends[end] && self.index.is_name(&self.asked.compared[at..end].concat())
                });
        }
        (1..=count).filter(|&at| ends[at]).collect()
    }

    fn words_with_slips(&mut self) {
        let with_slips = |word: &str| {
            let exact: Vec<u32> = self.index.holding(word).collect();
            let most = slips_allowed(word.len());
            match Typed::new(word, most) {
                Some(typed) if exact.is_empty() && most > 0 => self.index.holding_any(typed),
                _ => exact,
            }
        };
        self.single_words(&with_slips, How::Fuzzy);
    }

    fn fit(&self, name: u32, span: &Range<usize>, found: u32) -> Fit {
        let name = &self.index.names[name as usize];
        let scene = Scene {
            index: self.index,
            asked: self.asked,
            thing: &self.index.things[name.thing as usize],
            name,
            slips: self.slips,
            found,
        };
        scene.fit(span)
    }

    /// How the marks that were typed agree with a name.
    fn marks(&self, found: NameAt, span: &Range<usize>) -> Marks {
        let name = &self.index.names[found.name as usize];
        let typed = &self.asked.words[span.clone()];
        let (words, marked): (Vec<&str>, Vec<&str>) = if found.by_all_words {
            (name.words().collect(), name.marked_words().collect())
        } else {
            (name.core().collect(), name.marked_core().collect())
        };
        let mut marks = Marks {
            agree: words.len() == typed.len(),
            typed: typed.iter().any(super::fold::Word::has_marks),
            wrong: 0,
            other_spaces: false,
        };
        for (at, word) in typed.iter().enumerate() {
            let same_word = words.get(at) == Some(&self.asked.compared[span.start + at].as_str());
            let is_last = at + 1 == typed.len();
            let begins = words
                .get(at)
                .is_some_and(|own| own.starts_with(&word.folded));
            if !same_word && !(is_last && begins) {
                marks.other_spaces = true;
                marks.agree = false;
                break;
            }
            let own = marked[at];
            let equal = own == word.marked;
            marks.agree &= equal;
            let unfinished = !same_word && agrees_so_far(&word.marked, own);
            marks.wrong += usize::from(word.has_marks() && !equal && !unfinished);
        }
        marks
    }

    fn offer(&mut self, name: u32, words: usize, how: How, base: f32, fit: &Fit) {
        let thing_number = self.index.names[name as usize].thing;
        let thing = &self.index.things[thing_number as usize];
        let kinds = &self.question.kinds;
        if !kinds.is_empty() && !kinds.contains(&thing.kind) {
            return;
        }
        if let Some(within) = self.question.within
            && !thing.place.is_some_and(|place| within.contains(place))
        {
            return;
        }
        let complete = fit.unexplained == 0;
        let is_second = self.index.names[name as usize].second;
        let score = base + points::WORD * (words + fit.sort_words) as f32
            - taken(fit, thing.former)
            - if is_second { points::SECOND_NAME } else { 0.0 };
        let candidate = Candidate {
            thing: thing_number,
            name,
            score,
            how: if complete && fit.slips == 0 {
                how
            } else {
                How::Fuzzy
            },
            complete,
            stray: fit.sort == SortFit::Wrong && !matches!(how, How::Exact | How::ExactFolded),
        };
        let held = self.best.entry(thing_number).or_insert(candidate);
        if held.score < score {
            *held = candidate;
        }
    }

    fn finish(self) -> Hits {
        let any_complete = self.complete() > 0;
        let any_right = self.best.values().any(|candidate| !candidate.stray);
        let mut ranked: Vec<(Candidate, f32)> = self
            .best
            .values()
            .filter(|candidate| candidate.complete || !any_complete)
            .filter(|candidate| !candidate.stray || !any_right)
            .map(|&candidate| (candidate, self.distance(candidate.thing)))
            .collect();
        let matched = ranked.len();
        let order = |a: &(Candidate, f32), b: &(Candidate, f32)| self.order(a, b);
        let limit = self.question.limit;
        if limit < matched {
            ranked.select_nth_unstable_by(limit, order);
            ranked.truncate(limit);
        }
        ranked.sort_unstable_by(order);
        let hits = ranked
            .into_iter()
            .map(|(candidate, _)| {
                let name = &self.index.names[candidate.name as usize];
                Hit {
                    thing: candidate.thing as usize,
                    name: name.text.to_string(),
                    how: candidate.how,
                    ranges: highlight(&name.text, self.asked, candidate.how == How::Fuzzy),
                }
            })
            .collect();
        Hits { hits, matched }
    }

    /// Kilometres from the place asked for, as far as it matters for the order.
    fn distance(&self, thing: u32) -> f32 {
        let Some(near) = self.question.near else {
            return 0.0;
        };
        let place = self.index.things[thing as usize].place;
        place.map_or(f32::INFINITY, |place| plane_km(near, place) as f32)
    }

    fn order(&self, a: &(Candidate, f32), b: &(Candidate, f32)) -> Ordering {
        let thing = |candidate: &Candidate| &self.index.things[candidate.thing as usize];
        let (one, other) = (thing(&a.0), thing(&b.0));
        b.0.score
            .total_cmp(&a.0.score)
            .then(other.weight.total_cmp(&one.weight))
            .then(a.1.total_cmp(&b.1))
            .then(other.size.total_cmp(&one.size))
            .then(a.0.thing.cmp(&b.0.thing))
    }
}

/// How marks agree.
#[derive(Clone, Copy, Debug)]
struct Marks {
    /// Every word has the marks of the name, no more and no fewer.
    agree: bool,
    /// Any mark was typed.
    typed: bool,
    /// Words whose typed marks are not those of the name.
    wrong: usize,
    other_spaces: bool,
}

impl Marks {
    fn taken(self) -> f32 {
        let spaces = if self.other_spaces {
            points::OTHER_SPACES
        } else {
            0.0
        };
        spaces + points::WRONG_MARK * (self.wrong.min(3) as f32)
    }
}

/// Whether a word may become another when typing goes on: "Dũ" may become "Dũng".
fn agrees_so_far(typed: &str, whole: &str) -> bool {
    let is_tone = |c: char| ('\u{300}'..='\u{323}').contains(&c);
    let tone_of = |text: &str| text.chars().last().filter(|&c| is_tone(c));
    let letters = typed.trim_end_matches(is_tone);
    let tone = tone_of(typed);
    whole.starts_with(letters) && (tone.is_none() || tone == tone_of(whole))
}

/// What the words around a name take from it.
fn taken(fit: &Fit, former: bool) -> f32 {
    let sort = match fit.sort {
        SortFit::Right => 0.0,
        SortFit::Loose => points::LOOSE_SORT,
        SortFit::Wrong => points::WRONG_SORT,
    };
    let wrong_time = fit.wants_former.is_some_and(|wanted| wanted != former);
    let unexplained = if fit.unexplained > 0 {
        points::UNEXPLAINED + points::UNEXPLAINED_WORD * fit.unexplained as f32
    } else {
        0.0
    };
    sort + unexplained
        + if wrong_time { points::WRONG_TIME } else { 0.0 }
        + if fit.backwards {
            points::BACKWARDS
        } else {
            0.0
        }
        + points::SLIP * fit.slips as f32
}

fn plane_km(a: LonLat, b: LonLat) -> f64 {
    let north = b.lat - a.lat;
    let east = (b.lon - a.lon) * f64::midpoint(a.lat, b.lat).to_radians().cos();
    north.hypot(east) * KM_PER_DEGREE
}
