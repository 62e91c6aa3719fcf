//! All names in two finite-state transducers: whole names without spaces, and single words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fst::{Automaton, IntoStreamer, Map, Streamer};

use super::compare::{Typed, compared};
use super::entry::{Entry, words_and_core};
use super::fold::{Word, words};
use super::sort::{Kind, Sort};
use crate::geometry::LonLat;

/// The names of all things, ready to be searched.
#[derive(Debug)]
pub struct NameIndex {
    pub(super) things: Vec<Thing>,
    pub(super) names: Vec<Name>,
    /// Names of units that lie around things, in words as they are compared.
    surroundings: Postings,
    whole: Postings,
    words: Postings,
    /// Things of each sort.
    of_sort: BTreeMap<Sort, Vec<u32>>,
}

/// What ranking needs to know of an entry.
#[derive(Debug)]
pub(super) struct Thing {
    pub sort: Sort,
    pub kind: Kind,
    pub former: bool,
    pub place: Option<LonLat>,
    pub weight: f32,
    pub size: f32,
    /// The number of its first name; the others follow.
    pub first_name: u32,
    /// Units around it by number, in order.
    pub around: Box<[u32]>,
}

/// A name, word by word.
#[derive(Debug)]
pub(super) struct Name {
    pub thing: u32,
    pub text: Box<str>,
    /// Words as they are compared, with spaces.
    compared: Box<str>,
    /// Words with their marks, with spaces.
    marked: Box<str>,
    /// The words that remain without those that say the sort.
    core: (u8, u8),
    /// Whether it is not the first name of its thing.
    pub second: bool,
}

impl Name {
    /// All its words, as they are compared.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.compared.split(' ')
    }

    /// The words of the name proper.
    pub fn core(&self) -> impl Iterator<Item = &str> {
        let (from, to) = self.core;
        let count = usize::from(to - from);
        self.words().skip(usize::from(from)).take(count)
    }

    /// The words by which it was found: as they are compared, and with their marks.
    pub fn words_found(&self, found: NameAt) -> impl Iterator<Item = (&str, &str)> {
        let (from, to) = self.core;
        let pairs = self.words().zip(self.marked.split(' ')).enumerate();
        pairs
            .filter(move |(at, _)| {
                found.by_all_words || (usize::from(from)..usize::from(to)).contains(at)
            })
            .map(|(_, pair)| pair)
    }

    /// Whether a word stands in it outside the name proper.
    pub fn says_beside(&self, compared: &str) -> bool {
        let (from, to) = self.core;
        let beside = |at: usize| at < usize::from(from) || usize::from(to) <= at;
        let mut words = self.words().enumerate();
        words.any(|(at, word)| beside(at) && word == compared)
    }
}

/// A name found, and whether by all its words rather than by those of the name proper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameAt {
    pub name: u32,
    pub by_all_words: bool,
}

impl NameIndex {
    /// Indexes the names of these things; hits tell them apart by their order.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        Builder::default().build(entries)
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The number of a unit around things of this name, in words as they are compared.
    pub(super) fn unit(&self, words: &str) -> Option<u32> {
        self.surroundings.get(words).next()
    }

    /// Units whose names begin so.
    pub(super) fn units_beginning_with(&self, words: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let all = fst::automaton::Str::new(words).starts_with();
        self.surroundings
            .walk(all, |units| found.extend_from_slice(units));
        found
    }

    /// Units within reach of a text with slips, each with how many.
    pub(super) fn units_near(&self, typed: Typed) -> Vec<(u32, u8)> {
        self.surroundings.near(typed)
    }

    /// The names that are this key.
    pub(super) fn named(&self, key: &str) -> impl Iterator<Item = NameAt> + '_ {
        self.whole.get(key).map(NameAt::of)
    }

    /// Whether any name is this key.
    pub(super) fn is_name(&self, key: &str) -> bool {
        self.whole.map.contains_key(key)
    }

    /// The names that begin with this key.
    pub(super) fn beginning_with(&self, key: &str) -> Vec<NameAt> {
        let mut found = Vec::new();
        let all = fst::automaton::Str::new(key).starts_with();
        self.whole.walk(all, |numbers| {
            found.extend(numbers.iter().copied().map(NameAt::of));
        });
        found
    }

    /// The names within reach of a text with slips, each with their number.
    pub(super) fn near(&self, typed: Typed) -> Vec<(NameAt, u8)> {
        let near = self.whole.near(typed).into_iter();
        near.map(|(number, slips)| (NameAt::of(number), slips))
            .collect()
    }

    /// The names that begin with what is within reach of a text with slips.
    pub(super) fn beginning_near(&self, typed: Typed) -> Vec<NameAt> {
        let mut found = Vec::new();
        self.whole.walk(typed.starts_with(), |numbers| {
            found.extend(numbers.iter().copied().map(NameAt::of));
        });
        found
    }

    /// The names that hold this word.
    pub(super) fn holding(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        self.words.get(word)
    }

    /// The names that hold a word within reach of these.
    pub(super) fn holding_any(&self, words: impl Automaton) -> Vec<u32> {
        let mut found = Vec::new();
        self.words
            .walk(words, |names| found.extend_from_slice(names));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The things of a sort.
    pub(super) fn of_sort(&self, sort: Sort) -> &[u32] {
        self.of_sort.get(&sort).map_or(&[], Vec::as_slice)
    }

    /// Bytes that the index keeps on the heap, roughly.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        let names: usize = self
            .names
            .iter()
            .map(|name| name.text.len() + name.compared.len() + name.marked.len())
            .sum();
        let around: usize = self.things.iter().map(|thing| thing.around.len() * 4).sum();
        names
            + around
            + self.names.len() * size_of::<Name>()
            + self.things.len() * (size_of::<Thing>() + 4)
            + self.surroundings.heap_bytes()
            + self.whole.heap_bytes()
            + self.words.heap_bytes()
    }
}

impl NameAt {
    fn of(number: u32) -> Self {
        Self {
            name: number >> 1,
            by_all_words: number & 1 == 1,
        }
    }
}

/// Words as they are compared, without spaces: the key of a name.
pub(super) fn key_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect()
}

/// From texts to lists of numbers.
#[derive(Debug)]
struct Postings {
    map: Map<Vec<u8>>,
    /// Where the list of each text begins in `numbers`; one more at the end.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Postings {
    /// Gathers the numbers of equal texts.
    fn new(mut pairs: Vec<(String, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0];
        let mut numbers = Vec::with_capacity(pairs.len());
        let mut builder = fst::MapBuilder::memory();
        for (group, list) in pairs.chunk_by(|one, other| one.0 == other.0).enumerate() {
            builder
                .insert(&list[0].0, group as u64)
                .expect("sorted texts come in order");
            numbers.extend(list.iter().map(|(_, number)| *number));
            starts.push(numbers.len() as u32);
        }
        Self {
            map: builder.into_map(),
            starts,
            numbers,
        }
    }

    fn group(&self, group: u64) -> &[u32] {
        let at = group as usize;
        &self.numbers[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn get(&self, text: &str) -> impl Iterator<Item = u32> + '_ {
        let group = self.map.get(text);
        group
            .into_iter()
            .flat_map(|group| self.group(group))
            .copied()
    }

    fn walk(&self, along: impl Automaton, mut each: impl FnMut(&[u32])) {
        let mut stream = self.map.search(along).into_stream();
        while let Some((_, group)) = stream.next() {
            each(self.group(group));
        }
    }

    /// The numbers within reach of a text with slips, each with how many.
    fn near(&self, typed: Typed) -> Vec<(u32, u8)> {
        let mut found = Vec::new();
        let mut stream = self.map.search(typed).into_stream();
        while let Some((text, group)) = stream.next() {
            let text = std::str::from_utf8(text).ok();
            let slips = text.and_then(|text| typed.slips_to(text)).unwrap_or(0);
            found.extend(self.group(group).iter().map(|&number| (number, slips)));
        }
        found
    }

    fn heap_bytes(&self) -> usize {
        self.map.as_fst().size() + 4 * (self.starts.len() + self.numbers.len())
    }
}

#[derive(Default)]
struct Builder {
    names: Vec<Name>,
    /// Names of units by their text, numbered as they come.
    units: HashMap<String, u32>,
    /// The same by their names as they are written: most are written one way.
    written: HashMap<String, u32>,
    whole: Vec<(String, u32)>,
    words: Vec<(String, u32)>,
}

impl Builder {
    fn build(mut self, entries: Vec<Entry>) -> NameIndex {
        let mut of_sort: BTreeMap<Sort, Vec<u32>> = BTreeMap::new();
        let mut things = Vec::with_capacity(entries.len());
        for (number, entry) in (0..).zip(entries) {
            of_sort.entry(entry.sort).or_default().push(number);
            let first_name = self.names.len() as u32;
            for name in &entry.names {
                let second = self.names.len() as u32 > first_name;
                let (words, core) = words_and_core(name);
                self.add(number, &name.text, &words, core, second);
            }
            let around = entry.around.iter().map(|name| self.surrounding(name));
            things.push(Thing {
                sort: entry.sort,
                kind: Kind::of(entry.sort, entry.former),
                former: entry.former,
                place: entry.place,
                weight: entry.weight,
                size: entry.size,
                first_name,
                around: around.collect::<BTreeSet<u32>>().into_iter().collect(),
            });
        }
        NameIndex {
            things,
            names: self.names,
            surroundings: Postings::new(self.units.into_iter().collect()),
            whole: Postings::new(self.whole),
            words: Postings::new(self.words),
            of_sort,
        }
    }

    fn add(
        &mut self,
        thing: u32,
        text: &str,
        words: &[Word],
        core: std::ops::Range<usize>,
        second: bool,
    ) {
        let number = self.names.len() as u32;
        let plain: Vec<String> = words.iter().map(|word| compared(&word.folded)).collect();
        let marked: Vec<&str> = words.iter().map(|word| word.marked.as_str()).collect();
        let all = plain.iter().map(String::as_str);
        let proper = &plain[core.clone()];
        let mut keep = |key: String, number| {
            if !key.is_empty() {
                self.whole.push((key, number));
            }
        };
        keep(key_of(proper.iter().map(String::as_str)), number << 1);
        if proper.len() < plain.len() {
            keep(key_of(all.clone()), number << 1 | 1);
        }
        let sort_words = 0..core.start;
        for (at, word) in plain.iter().enumerate() {
            if !sort_words.contains(&at) {
                self.words.push((word.clone(), number));
            }
        }
        self.names.push(Name {
            thing,
            text: text.into(),
            compared: all.collect::<Vec<_>>().join(" ").into(),
            marked: marked.join(" ").into(),
            core: (core.start.min(255) as u8, core.end.min(255) as u8),
            second,
        });
    }

    fn surrounding(&mut self, name: &str) -> u32 {
        if let Some(&known) = self.written.get(name) {
            return known;
        }
        let plain: Vec<String> = words(name).iter().map(|w| compared(&w.folded)).collect();
        let next = self.units.len() as u32;
        let number = *self.units.entry(plain.join(" ")).or_insert(next);
        self.written.insert(name.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::{EntryName, fold};

    fn index_of(names: &[String]) -> NameIndex {
        let entry = |text: &String| Entry {
            sort: Sort::Commune,
            former: false,
            names: vec![EntryName {
                text: text.clone(),
                says_sort: false,
            }],
            around: Vec::new(),
            place: None,
            weight: 0.0,
            size: 0.0,
        };
        NameIndex::new(names.iter().map(entry).collect())
    }

    fn things(index: &NameIndex, found: impl IntoIterator<Item = NameAt>) -> Vec<u32> {
        let things = found
            .into_iter()
            .map(|at| index.names[at.name as usize].thing);
        things.collect::<BTreeSet<u32>>().into_iter().collect()
    }

    /// The order of the names that hold to a rule, one after the other.
    fn scan(names: &[String], holds: impl Fn(&str) -> bool) -> Vec<u32> {
        let numbered = (0..).zip(names);
        let found = numbered.filter(|(_, name)| holds(&fold(name)));
        found.map(|(at, _)| at).collect()
    }

    /// Names of two letters' syllables, so that many meet, few of them with marks.
    fn names() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[BbÀa][aáo]( [bđd][aáo]){0,2}", 0..40)
    }

    proptest! {
        #[test]
        fn the_index_equals_a_full_scan(names in names(), typed in "[ba][ao]( [bd][ao]?){0,2}") {
            let index = index_of(&names);
            let together = typed.replace(' ', "");
            let exact = scan(&names, |name| name.replace(' ', "") == together);
            prop_assert_eq!(things(&index, index.named(&together)), exact);
            let beginning = scan(&names, |name| name.replace(' ', "").starts_with(&together));
            prop_assert_eq!(things(&index, index.beginning_with(&together)), beginning);
            for word in typed.split(' ') {
                let holding = scan(&names, |name| name.split(' ').any(|own| own == word));
                let found = index.holding(word).map(|name| NameAt { name, by_all_words: false });
                prop_assert_eq!(things(&index, found), holding);
            }
        }

        #[test]
        fn slips_found_equal_a_full_scan(names in names(), typed in "[bad][aod]{3,8}", most in 1u8..3) {
            let index = index_of(&names);
            let reach = Typed::new(&typed, most).unwrap();
            let near = scan(&names, |name| reach.slips_to(&name.replace(' ', "")).is_some());
            let found: Vec<(NameAt, u8)> = index.near(reach);
            prop_assert_eq!(things(&index, found.into_iter().map(|(at, _)| at)), near);
        }
    }
}
