//! Which hits are better: what is given and taken, and the order of equals.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::explain::{Fit, SortFit};
use super::highlight::highlight;
use super::hit::{Hit, Hits, How};
use super::index::NameIndex;
use super::marks::Marks;
use super::question::{Asked, Question};
use crate::geometry::LonLat;

/// Steps between the ways to match are wider than all that is added and taken within one, but for
/// what makes a hit a worse one than any of the next way.
pub(super) mod points {
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

/// Kilometres of a degree along the equator: nearness is compared on a plane.
const KM_PER_DEGREE: f64 = 111.32;

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

/// The best candidate of each thing.
pub(super) struct Ranking<'a> {
    index: &'a NameIndex,
    question: &'a Question,
    best: FxHashMap<u32, Candidate>,
}

impl<'a> Ranking<'a> {
    /// Nothing yet.
    pub fn new(index: &'a NameIndex, question: &'a Question) -> Self {
        Self {
            index,
            question,
            best: FxHashMap::default(),
        }
    }

    /// How many things there are of which all words are true.
    pub fn complete(&self) -> usize {
        let all = self.best.values();
        all.filter(|candidate| candidate.complete).count()
    }

    /// Whether any of them is found by a name that begins so, or better.
    pub fn has_good_name(&self) -> bool {
        let mut all = self.best.values();
        all.any(|candidate| candidate.complete && candidate.score >= points::PREFIX)
    }

    /// Takes a name that matched with so many words, unless the thing is excluded or known better.
    pub fn offer(&mut self, name: u32, words: usize, how: How, base: f32, fit: &Fit) {
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
            - taken_by_fit(fit, thing.former)
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

    /// The best of all, in order.
    pub fn finish(self, asked: &Asked) -> Hits {
        let any_complete = self.complete() > 0;
        let eligible = |candidate: &&Candidate| candidate.complete || !any_complete;
        let mut others = self.best.values().filter(eligible);
        let any_right = others.any(|candidate| !candidate.stray);
        let mut ranked: Vec<(Candidate, f32)> = self
            .best
            .values()
            .filter(eligible)
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
                    ranges: highlight(&name.text, asked, candidate.how == How::Fuzzy),
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

/// What marks and spaces take from a name.
pub(super) fn taken_by_marks(marks: Marks) -> f32 {
    let spaces = if marks.other_spaces {
        points::OTHER_SPACES
    } else {
        0.0
    };
    spaces + points::WRONG_MARK * (marks.wrong.min(3) as f32)
}

/// What the words around a name take from it.
fn taken_by_fit(fit: &Fit, former: bool) -> f32 {
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
