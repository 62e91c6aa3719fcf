//! Finding: exact names first, then beginnings, then single words, then slips.

use std::ops::Range;

use fst::Automaton;
use rustc_hash::FxHashMap;

use super::compare::{Typed, slips_allowed};
use super::explain::{Fit, Scene};
use super::hit::{Hits, How};
use super::index::{NameAt, NameIndex, key_of};
use super::marks::Marks;
use super::phrases::Meaning;
use super::question::{Asked, Question};
use super::rank::{Ranking, points, taken_by_marks};
use super::sort::{Sort, Sorts};
use super::units::NamedUnits;

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
            units: NamedUnits::of(self, &asked),
            ranking: Ranking::new(self, question),
        };
        search.run();
        search.ranking.finish(&asked)
    }
}

struct Search<'a> {
    index: &'a NameIndex,
    asked: &'a Asked,
    units: NamedUnits,
    ranking: Ranking<'a>,
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
        if self.ranking.complete() < ENOUGH {
            self.names_with_slips();
        }
        if self.ranking.complete() == 0 {
            self.units.add_slips(self.index, self.asked);
            self.exact();
            self.beginnings_with_slips();
            self.words_with_slips();
        }
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
        let score = base - taken_by_marks(marks) + if whole { points::WHOLE } else { 0.0 };
        self.ranking.offer(found.name, span.len(), how, score, &fit);
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
            let compared = &self.asked.compared[to - 1];
            let other = (compared != last).then_some(compared);
            for last in std::iter::once(last).chain(other) {
                let key = finished.concat() + last;
                for found in self.index.beginning_with(&key) {
                    let fit = self.fit(found.name, &span, 0);
                    let marks = self.marks(found, &span);
                    self.ranking.offer(
                        found.name,
                        span.len(),
                        How::Prefix,
                        points::PREFIX - taken_by_marks(marks),
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
        // A beginning alone finds nothing that step 2 has not found.
        if let Some(last) = self.asked.words.last().filter(|_| self.asked.len() > 1)
            && last.folded.len() >= 2
        {
            let bit = 1 << (self.asked.len() - 1);
            let beginning = fst::automaton::Str::new(&last.folded).starts_with();
            for name in self.index.holding_any(beginning) {
                *found.entry(name).or_default() |= bit;
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
            self.ranking
                .offer(name, 0, how, base + points::COVERAGE * coverage, &fit);
        }
    }

    /// "KCN Bắc Giang": the things of a sort that lie somewhere.
    fn all_of_a_sort(&mut self) {
        if !self.asked.names_a_sort() {
            return;
        }
        let mut sorts = Sorts::NONE;
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
        for &sort in Sort::ALL {
            if !sorts.contains(sort) {
                continue;
            }
            for &thing in self.index.of_sort(sort) {
                let name = self.index.things[thing as usize].first_name;
                let fit = self.fit(name, &span, 0);
                if fit.unexplained == 0 {
                    self.ranking
                        .offer(name, 0, How::Words, points::OF_SORT, &fit);
                }
            }
        }
    }

    fn names_with_slips(&mut self) {
        // When good names are found already, only the question as a whole may be another name with
        // one slip: "Yên Ban" for Yên Bái.
        let has_good_name = self.ranking.has_good_name();
        let (mut starts, mut ends) = (self.asked.name_starts(), self.name_ends());
        if has_good_name {
            starts.drain(..starts.len() - 1);
            ends.drain(..ends.len() - 1);
        }
        for from in starts {
            for &to in ends.iter().filter(|&&to| to > from) {
                let span = from..to;
                if !self.asked.is_unbroken(&span) {
                    continue;
                }
                let key = self.asked.compared[span.clone()].concat();
                let allowed = slips_allowed(key.len());
                let most = if has_good_name {
                    allowed.min(1)
                } else {
                    allowed
                };
                let Some(typed) = (most > 0).then(|| Typed::new(&key, most)).flatten() else {
                    continue;
                };
                for (found, slips) in self.index.near(typed) {
                    let fit = self.fit(found.name, &span, 0);
                    let score = points::FUZZY - points::SLIP * f32::from(slips);
                    self.ranking
                        .offer(found.name, span.len(), How::Fuzzy, score, &fit);
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
                self.ranking
                    .offer(found.name, span.len(), How::Fuzzy, score, &fit);
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
            asked: self.asked,
            thing: &self.index.things[name.thing as usize],
            name,
            units: &self.units,
            // Without a name that was typed as a whole, every word must be explained.
            strict: span.is_empty(),
            found,
        };
        scene.fit(span)
    }

    fn marks(&self, found: NameAt, span: &Range<usize>) -> Marks {
        let name = &self.index.names[found.name as usize];
        Marks::of(self.asked, span, found, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{LonLat, LonLatBox};
    use crate::search::{Entry, EntryName, Kind};

    fn entry(sort: Sort, former: bool, name: &str, around: &[&str], weight: f32) -> Entry {
        let says_sort = matches!(
            sort,
            Sort::Cluster | Sort::Park | Sort::MainGate | Sort::HydroPlant
        );
        Entry {
            sort,
            former,
            names: vec![EntryName {
                text: name.to_owned(),
                says_sort,
            }],
            around: around.iter().map(|unit| (*unit).to_owned()).collect(),
            place: LonLat::new(106.0, 21.0 + f64::from(weight) / 100.0),
            weight,
            size: 0.0,
        }
    }

    fn index() -> NameIndex {
        let entries = vec![
            entry(Sort::Province, false, "Bắc Ninh", &[], 10.0),
            entry(Sort::Province, true, "Bắc Giang", &["Bắc Ninh"], 9.0),
            entry(Sort::Province, true, "Bắc Ninh", &["Bắc Ninh"], 9.0),
            entry(Sort::RuralDistrict, true, "Lạng Giang", &["Bắc Giang"], 7.0),
            entry(
                Sort::Ward,
                false,
                "Bắc Giang",
                &["Bắc Ninh", "Bắc Giang"],
                6.0,
            ),
            entry(
                Sort::Commune,
                true,
                "Tân Hưng",
                &["Lạng Giang", "Bắc Giang", "Bắc Ninh"],
                4.0,
            ),
            entry(Sort::Commune, true, "Tân Hùng", &["Trà Cú"], 4.5),
            entry(Sort::Commune, true, "Tân Hưng", &["Sóc Sơn", "Hà Nội"], 4.2),
            entry(
                Sort::Cluster,
                false,
                "Cụm công nghiệp Tân Hưng",
                &["Bắc Giang"],
                3.0,
            ),
            entry(
                Sort::Cluster,
                false,
                "Cụm công nghiệp Đồi Ngô",
                &["Lục Nam", "Bắc Giang"],
                3.0,
            ),
            entry(
                Sort::MainGate,
                false,
                "Cửa khẩu Chi Ma",
                &["Lộc Bình", "Lạng Sơn"],
                5.0,
            ),
            entry(
                Sort::HydroPlant,
                false,
                "Thủy điện Nậm Củm 2, 3, 6",
                &["Lai Châu"],
                2.9,
            ),
        ];
        NameIndex::new(entries)
    }

    fn first(question: &Question) -> Option<(usize, How)> {
        let hits = index().search(question).hits;
        hits.first().map(|hit| (hit.thing, hit.how))
    }

    fn check(text: &str, thing: usize, how: How) {
        let question = Question {
            text: text.to_owned(),
            limit: 10,
            ..Question::default()
        };
        assert_eq!(first(&question), Some((thing, how)), "{text}");
    }

    #[test]
    fn better_ways_to_match_come_first() {
        check("Bắc Ninh", 0, How::Exact);
        check("bac ninh", 0, How::ExactFolded);
        check("bac nin", 0, How::Prefix);
        check("bac nihn", 0, How::Fuzzy);
        check("bacninh", 0, How::ExactFolded);
        check("nam cum 6", 11, How::Words);
    }

    #[test]
    fn marks_decide_among_namesakes_only_when_typed() {
        check("Tân Hưng", 7, How::Exact);
        check("tân hùng", 6, How::Exact);
        check("tan hung", 6, How::ExactFolded);
    }

    #[test]
    fn type_words_choose_the_sort() {
        check("bac giang", 1, How::ExactFolded);
        check("phường Bắc Giang", 4, How::Exact);
        check("xa bac giang", 4, How::ExactFolded);
        check("CCN Tân Hưng", 8, How::Exact);
        check("Tan Hung industrial cluster", 8, How::ExactFolded);
        check("ck chi ma", 10, How::Exact);
        check("cua khau", 10, How::Prefix);
        check("CCN Bắc Giang", 8, How::Words);
    }

    #[test]
    fn former_and_present_are_told_apart() {
        check("Bắc Ninh cũ", 2, How::Exact);
        check("tinh bac ninh moi", 0, How::ExactFolded);
    }

    #[test]
    fn names_of_units_around_narrow_down() {
        check("Tân Hưng Lạng Giang", 5, How::Exact);
        check(
            "xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Giang",
            5,
            How::Exact,
        );
        check("tan hung soc s", 7, How::ExactFolded);
        check("tan hung, lang gianh", 5, How::Fuzzy);
        check("Lạng Giang Bắc Giang", 3, How::Exact);
        check("số 5 Tân Hưng Lạng Giang", 5, How::Fuzzy);
    }

    #[test]
    fn kinds_and_box_leave_out_the_rest() {
        let text = "bac giang".to_owned();
        let communes = Question {
            text: text.clone(),
            limit: 10,
            kinds: vec![Kind::Commune],
            ..Question::default()
        };
        assert_eq!(first(&communes), Some((4, How::ExactFolded)));
        let south = Question {
            text,
            limit: 10,
            within: Some(LonLatBox {
                west: 105.0,
                south: 20.0,
                east: 107.0,
                north: 21.065,
            }),
            ..Question::default()
        };
        assert_eq!(first(&south), Some((4, How::ExactFolded)));
    }

    #[test]
    fn an_empty_index_finds_nothing() {
        let question = Question {
            text: "bac".to_owned(),
            limit: 10,
            ..Question::default()
        };
        assert_eq!(
            NameIndex::new(Vec::new()).search(&question),
            Hits::default()
        );
    }
}
