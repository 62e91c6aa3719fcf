//! What an address says, name by name, and the units that agree with it.

use super::Address;
use super::agreement::{Agreement, Remarks};
use super::book::{Found, Tier};
use super::part::{Part, Text};
use super::text::Spans;

/// The most words of an address that are read.
pub(super) const MOST_WORDS: usize = 64;

/// The fields of an address, each with its words.
pub(super) struct Fields {
    texts: [Option<Text>; 3],
    /// Whether everything stands in one text.
    is_text: bool,
}

impl Fields {
    pub fn of(address: &Address) -> Self {
        let text = |field: &Option<String>| {
            let text = Text::of(field.as_deref()?);
            (!text.words.is_empty() && text.words.len() <= MOST_WORDS).then_some(text)
        };
        Self {
            texts: [&address.commune, &address.district, &address.province].map(text),
            is_text: address.text.is_some(),
        }
    }

    /// The fields as names; nothing when a field holds more than its name.
    pub fn wanted(&self) -> Option<Wanted> {
        if self.is_text {
            return None;
        }
        let tiers = [Tier::Commune, Tier::District, Tier::Province];
        let mut wanted = Wanted::default();
        for (text, tier) in self.texts.iter().zip(tiers) {
            if let Some(text) = text {
                let end = text.words.len();
                wanted.parts[tier as usize] = Some(text.part(0, end, tier)?);
                wanted.marks |= text.has_marks();
            }
        }
        Some(wanted)
    }
}

/// The names of an address, as parts.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    parts: [Option<Part>; 3],
    /// Whether anything was written with marks.
    pub marks: bool,
    /// How many words of a text are read.
    pub covered: usize,
}

impl Wanted {
    pub fn of_spans(text: &Text, spans: &Spans) -> Option<Self> {
        let mut wanted = Self {
            marks: text.has_marks(),
            covered: spans.covered,
            ..Self::default()
        };
        let tiers = [Tier::Commune, Tier::District, Tier::Province];
        for (span, tier) in spans.of.iter().zip(tiers) {
            if let Some((from, to)) = *span {
                wanted.parts[tier as usize] = Some(text.part(from, to, tier)?);
            }
        }
        Some(wanted)
    }

    pub fn part(&self, tier: Tier) -> Option<&Part> {
        self.parts[tier as usize].as_ref()
    }

    /// The smallest unit that is named.
    pub fn smallest(&self) -> Option<(Tier, &Part)> {
        let tiers = [Tier::Commune, Tier::District, Tier::Province];
        tiers
            .into_iter()
            .find_map(|tier| Some((tier, self.part(tier)?)))
    }

    /// Whether a larger unit stands beside the smallest one.
    fn says_where(&self) -> bool {
        self.parts.iter().flatten().count() > 1
    }

    /// Whether a unit may be meant. A name with slips is believed only where it is of the kind that
    /// is said, if one is, and lies where the address says. A unit may lie elsewhere than the address
    /// says in one point only, when the other is right and its name is sure.
    pub fn accepts(&self, own: Remarks, whole: Remarks) -> bool {
        if own.slips && (own.other_kind || !self.says_where()) {
            return false;
        }
        if !whole.elsewhere() {
            return true;
        }
        let sure = !own.slips && !own.other_marks;
        let other_right = (whole.other_district && self.part(Tier::Province).is_some())
            || (whole.other_province && self.part(Tier::District).is_some());
        sure && other_right && whole.other_district != whole.other_province
    }
}

/// Units that agree equally well.
#[derive(Debug)]
pub(super) struct Matched {
    pub entries: Vec<u32>,
    pub cost: u32,
    exact: bool,
    pub remarks: Remarks,
}

impl Matched {
    pub fn one(at: u32, whole: Agreement) -> Self {
        Self {
            entries: vec![at],
            cost: whole.cost,
            exact: whole.exact,
            remarks: whole.remarks,
        }
    }

    pub fn add(&mut self, at: u32, whole: Agreement) {
        // Among equals the one that is written just so is meant.
        if whole.exact != self.exact {
            if whole.exact {
                *self = Self::one(at, whole);
            }
            return;
        }
        self.entries.push(at);
        self.remarks = self.remarks.and(whole.remarks);
    }

    pub fn told(self) -> Found {
        Found {
            entries: self.entries,
            exact: self.exact,
            sure: self.cost == 0,
            remarks: self.remarks,
        }
    }
}

/// Of several ways to read a text the one that reads most of it and agrees best; units of ways
/// that are equally good stand side by side.
pub(super) fn one_of(ways: Vec<(usize, Matched)>) -> Option<Matched> {
    let order = |(covered, found): &(usize, Matched)| {
        (
            found.remarks.elsewhere(),
            std::cmp::Reverse(*covered),
            found.cost,
        )
    };
    let least = ways.iter().map(order).min()?;
    let mut best = ways
        .into_iter()
        .filter(|way| order(way) == least)
        .map(|(_, found)| found);
    let mut first = best.next()?;
    for other in best {
        first.exact |= other.exact;
        first.remarks = first.remarks.and(other.remarks);
        first.entries.extend(other.entries);
    }
    first.entries.sort_unstable();
    first.entries.dedup();
    Some(first)
}
