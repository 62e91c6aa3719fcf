//! The units of one time by name, each with what it lies in.

use fst::{IntoStreamer, Set, Streamer};
use rustc_hash::FxHashMap;

use super::Address;
use super::agreement::{Agreement, OTHER_DISTRICT, OTHER_PROVINCE, OTHER_TIME, Remarks, agreement};
use super::part::{Part, Text, key_and_marks, spelled};
use super::text::{Spans, by_order, interpretations};
use super::wanted::{Fields, MOST_WORDS, Matched, Wanted, one_of};
use crate::search::compare::{Typed, slips_allowed};
use crate::search::phrases::SortWord;
use crate::search::sort::{Sort, Sorts};

/// The three steps of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Huyện, quận, thị xã, city of a province.
    District,
    /// Province or centrally run city.
    Province,
}

impl Tier {
    /// The tier of a sort of unit; nothing for other things.
    #[must_use]
    pub fn of(sort: Sort) -> Option<Self> {
        let tiers = [Self::Commune, Self::District, Self::Province];
        tiers.into_iter().find(|tier| tier.sorts().contains(sort))
    }

    /// Whether a type word is said of units of this tier, if only loosely.
    pub(super) fn may_be_called(self, word: SortWord) -> bool {
        !word.exact.and(word.loose).is_apart_from(self.sorts())
    }

    fn sorts(self) -> Sorts {
        match self {
            Self::Commune => {
                Sorts::of(&[Sort::Commune, Sort::Ward, Sort::Township, Sort::SpecialZone])
            }
            Self::District => Sorts::of(&[
                Sort::RuralDistrict,
                Sort::UrbanDistrict,
                Sort::Town,
                Sort::ProvincialCity,
            ]),
            Self::Province => Sorts::of(&[Sort::Province, Sort::Municipality]),
        }
    }
}

/// A unit as it is put into the book.
#[derive(Clone, Debug)]
pub struct BookEntry {
    /// Its sort: of province, district or commune.
    pub sort: Sort,
    /// Name without its kind.
    pub name: String,
    /// Name with its kind.
    pub full_name: String,
    /// The district it lies in, by its order among the entries.
    pub district: Option<u32>,
    /// The province it lies in, by its order among the entries.
    pub province: Option<u32>,
    /// Names of the provinces it lies in at the other time, without their kinds.
    pub other_provinces: Vec<String>,
}

/// A unit of the book.
#[derive(Debug)]
pub(super) struct Entry {
    pub sort: Sort,
    /// Its name as it is compared, without spaces.
    pub key: Box<str>,
    /// Its name with its marks.
    pub marked: Box<str>,
    /// Its name with its kind, in small letters.
    pub full_name: Box<str>,
    district: Option<u32>,
    province: Option<u32>,
    other_provinces: Box<[Box<str>]>,
}

/// The units of one time by name.
#[derive(Debug)]
pub struct AddressBook {
    entries: Vec<Entry>,
    /// By tier and key.
    by_name: [FxHashMap<Box<str>, Vec<u32>>; 3],
    /// The keys of each tier, to be walked with slips.
    keys: [Set<Vec<u8>>; 3],
}

/// Where slips are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slips {
    Nowhere,
    /// In the names of the district and the province.
    Around,
    Anywhere,
}

/// The units that an address names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// By their order among the entries; several when the address does not tell them apart.
    pub entries: Vec<u32>,
    /// Whether every name is written just so, kind and marks included.
    pub exact: bool,
    /// Whether nothing is odd, and no mark is missing where others are written.
    pub sure: bool,
    /// What is odd about the address.
    pub remarks: Remarks,
}

impl AddressBook {
    /// A book of these units.
    ///
    /// # Panics
    /// Never in fact: the names that are indexed are in order, each once.
    #[must_use]
    pub fn new(units: &[BookEntry]) -> Self {
        let mut by_name: [FxHashMap<Box<str>, Vec<u32>>; 3] = Default::default();
        let entries: Vec<Entry> = units.iter().map(Entry::of).collect();
        for (at, entry) in (0..).zip(&entries) {
            if let Some(tier) = Tier::of(entry.sort) {
                let names = &mut by_name[tier as usize];
                names.entry(entry.key.clone()).or_default().push(at);
            }
        }
        let keys = [0, 1, 2].map(|tier| {
            let mut keys: Vec<&str> = by_name[tier as usize].keys().map(AsRef::as_ref).collect();
            keys.sort_unstable();
            Set::from_iter(keys).expect("keys are in order, each once")
        });
        Self {
            entries,
            by_name,
            keys,
        }
    }

    /// The units that an address names: those that agree best with all that it says.
    #[must_use]
    pub fn find(&self, address: &Address) -> Found {
        let fields = Fields::of(address);
        let in_text = |spans: &[Spans], text: &Text, slips: Slips| {
            let wanted = spans
                .iter()
                .filter_map(|spans| Wanted::of_spans(text, spans));
            let each =
                wanted.filter_map(|wanted| Some((wanted.covered, self.best(&wanted, slips)?)));
            one_of(each.collect())
        };
        let in_fields = fields
            .wanted()
            .and_then(|wanted| self.best(&wanted, Slips::Nowhere));
        if let Some(found) = in_fields.filter(|found| !found.remarks.elsewhere()) {
            return found.told();
        }
        let whole = Text::of(&address.joined());
        if whole.words.is_empty() || whole.words.len() > MOST_WORDS {
            return Found::default();
        }
        // What stands in fields has its order already.
        let in_order = |slips| match fields.wanted() {
            Some(wanted) => self.best(&wanted, slips),
            None => in_text(&by_order(&whole), &whole, slips),
        };
        let found = in_text(&interpretations(self, &whole), &whole, Slips::Nowhere)
            .or_else(|| in_order(Slips::Around))
            .or_else(|| in_order(Slips::Anywhere));
        found.map(Matched::told).unwrap_or_default()
    }

    /// Units whose names are nearest to what an address says, with so many slips at most, the
    /// likeliest first.
    #[must_use]
    pub fn nearest(&self, address: &Address, most_slips: u8, most: usize) -> Vec<u32> {
        let whole = Text::of(&address.joined());
        if whole.words.is_empty() || whole.words.len() > MOST_WORDS {
            return Vec::new();
        }
        let fields = Fields::of(address);
        let from_text = || Wanted::of_spans(&whole, by_order(&whole).first()?);
        let Some(wanted) = fields.wanted().or_else(from_text) else {
            return Vec::new();
        };
        let Some((tier, part)) = wanted.smallest() else {
            return Vec::new();
        };
        let mut near = Vec::new();
        for slips in 1..=most_slips {
            near = self.within_slips(tier, part, slips);
            if near.len() >= most {
                break;
            }
        }
        let mut ranked: Vec<_> = near
            .into_iter()
            .map(|(slips, at)| {
                let around = self.around(&wanted, tier, at, true);
                (
                    slips * 4 + around.cost / OTHER_DISTRICT * 6,
                    around.cost,
                    at,
                )
            })
            .collect();
        ranked.sort_unstable();
        ranked.dedup_by_key(|(_, _, at)| *at);
        ranked.into_iter().map(|(_, _, at)| at).take(most).collect()
    }

    /// Whether a unit of that tier has that name.
    pub(super) fn holds(&self, tier: Tier, key: &str) -> bool {
        self.by_name[tier as usize].contains_key(key)
    }

    /// Units of a tier whose names are so near, with the number of slips.
    fn within_slips(&self, tier: Tier, part: &Part, most: u8) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for reading in &part.readings {
            let Some(typed) = Typed::new(&reading.key, most) else {
                continue;
            };
            let mut near = self.keys[tier as usize].search(&typed).into_stream();
            while let Some(key) = near.next() {
                let Ok(key) = std::str::from_utf8(key) else {
                    continue;
                };
                let slips = typed.slips_to(key).unwrap_or(most);
                let named = self.by_name[tier as usize].get(key);
                found.extend(
                    named
                        .into_iter()
                        .flatten()
                        .map(|&at| (u32::from(slips), at)),
                );
            }
        }
        found.sort_unstable();
        found
    }

    /// The units that agree best; none when no agreement is good enough.
    fn best(&self, wanted: &Wanted, slips: Slips) -> Option<Matched> {
        let (tier, part) = wanted.smallest()?;
        let mut best: Option<Matched> = None;
        let in_name = slips == Slips::Anywhere;
        for at in self.candidates(tier, part, in_name) {
            let entry = &self.entries[at as usize];
            let Some(own) = agreement(part, entry, wanted.marks, in_name) else {
                continue;
            };
            let whole = own.with(self.around(wanted, tier, at, slips != Slips::Nowhere));
            if !wanted.accepts(own.remarks, whole.remarks) {
                continue;
            }
            match &mut best {
                Some(held) if held.cost < whole.cost => {}
                Some(held) if held.cost == whole.cost => held.add(at, whole),
                _ => best = Some(Matched::one(at, whole)),
            }
        }
        // A guess is only worth telling when it is the only one.
        best.filter(|found| !found.remarks.slips || found.entries.len() == 1)
    }

    fn candidates(&self, tier: Tier, part: &Part, slips: bool) -> Vec<u32> {
        let names = &self.by_name[tier as usize];
        let exact = part
            .readings
            .iter()
            .filter_map(|reading| names.get(&*reading.key));
        let mut found: Vec<u32> = exact.flatten().copied().collect();
        if slips {
            let most = part
                .readings
                .iter()
                .map(|reading| slips_allowed(reading.key.len()));
            let near = self.within_slips(tier, part, most.max().unwrap_or(0));
            found.extend(near.into_iter().map(|(_, at)| at));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How what an address says of district and province agrees with where a unit lies.
    fn around(&self, wanted: &Wanted, tier: Tier, at: u32, slips: bool) -> Agreement {
        let entry = &self.entries[at as usize];
        let mut all = Agreement {
            exact: true,
            ..Agreement::default()
        };
        let agree = |part: &Part, around: Option<u32>| {
            let around = &self.entries[around? as usize];
            agreement(part, around, wanted.marks, slips)
        };
        if let Some(part) = wanted
            .part(Tier::District)
            .filter(|_| tier < Tier::District)
        {
            all = all.with(agree(part, entry.district).unwrap_or(Agreement::odd(
                OTHER_DISTRICT,
                Remarks {
                    other_district: true,
                    ..Remarks::default()
                },
            )));
        }
        if let Some(part) = wanted
            .part(Tier::Province)
            .filter(|_| tier < Tier::Province)
        {
            let own = agree(part, entry.province).or_else(|| entry.of_other_time(part));
            all = all.with(own.unwrap_or(Agreement::odd(
                OTHER_PROVINCE,
                Remarks {
                    other_province: true,
                    ..Remarks::default()
                },
            )));
        }
        all
    }
}

impl Entry {
    fn of(unit: &BookEntry) -> Self {
        let (key, marked) = key_and_marks(&unit.name);
        let others = unit.other_provinces.iter();
        Self {
            sort: unit.sort,
            key: key.into(),
            marked: marked.into(),
            full_name: spelled(&unit.full_name).into(),
            district: unit.district,
            province: unit.province,
            other_provinces: others.map(|name| key_and_marks(name).0.into()).collect(),
        }
    }

    /// Whether a part names the province in which the unit lies at the other time.
    fn of_other_time(&self, part: &Part) -> Option<Agreement> {
        let is_named = |name: &str| part.readings.iter().any(|reading| reading.key == name);
        let found = self.other_provinces.iter().any(|name| is_named(name));
        let remarks = Remarks {
            province_of_other_time: true,
            ..Remarks::default()
        };
        found.then(|| Agreement::odd(OTHER_TIME, remarks))
    }
}
