//! What became of a unit: who is meant, who took it over, which of several when only one may be
//! named.

use super::super::Atlas;
use super::query::{CodeAsked, ConvertQuery, Status};
use crate::domain::{Extent, Level, Unit, UnitCode};
use crate::geometry::LonLat;
use crate::search::{Address, District, NamedUnit, Names, Remarks, UnitNames, has_words};
use crate::store::Time;

/// A unit of either time, or a former district.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'a> {
    Unit(&'a Unit),
    District(&'a District),
}

impl Named<'_> {
    pub fn code(&self) -> String {
        match self {
            Self::Unit(unit) => unit.code.to_string(),
            Self::District(district) => district.code.clone(),
        }
    }
}

/// A unit that another became or was made of.
#[derive(Clone, Debug)]
pub(super) struct Other<'a> {
    pub unit: &'a Unit,
    pub extent: Extent,
    pub default: bool,
    /// Code of the unit it is the other of.
    pub from: String,
}

/// What is odd about the question beside its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Oddities {
    /// How the names differ.
    pub names: Remarks,
    /// The code is not known; the names decided.
    pub unknown_code: bool,
    /// The code decided; the names are of another unit.
    pub other_names: bool,
    /// The place lies in none of the units found.
    pub place_elsewhere: bool,
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) struct Decision<'a> {
    pub status: Status,
    pub matched: Vec<Named<'a>>,
    /// The default one first.
    pub items: Vec<Other<'a>>,
    pub oddities: Oddities,
}

impl Decision<'_> {
    /// The one to name when only one can be named; nothing when that would be a guess.
    pub fn default(&self) -> Option<&Other<'_>> {
        let first = self.items.first()?;
        let agreed = || self.items.iter().all(|item| item.unit.id == first.unit.id);
        match self.status {
            Status::Ambiguous => {
                (self.items.len() >= self.matched.len() && agreed()).then_some(first)
            }
            _ => Some(first).filter(|first| first.default),
        }
    }
}

/// Who is meant.
struct Meant<'a> {
    units: Vec<Named<'a>>,
    /// By code, or written just so.
    exact: bool,
    /// Nothing speaks against it.
    sure: bool,
    /// Units of the time asked for already.
    unchanged: bool,
    oddities: Oddities,
}

/// The most units that are told apart when names are ambiguous.
const MOST_MATCHED: usize = 50;

impl Atlas {
    /// What an address became; nothing when no unit is found.
    pub(super) fn decide(&self, query: &ConvertQuery) -> Option<Decision<'_>> {
        let mut meant = self.meant(query)?;
        let at_place = query.place.and_then(|place| self.code_at(place, query.to));
        let mut others: Vec<Vec<Other>> = meant
            .units
            .iter()
            .map(|unit| self.others(unit, query.to, meant.unchanged))
            .collect();
        let mut by_place = false;
        if let (Some(code), true) = (at_place, meant.units.len() > 1) {
            let holding: Vec<usize> = (0..others.len())
                .filter(|&at| self.position(&others[at], code).is_some())
                .collect();
            if let [only] = holding[..] {
                meant.units = vec![meant.units[only]];
                others = vec![others.swap_remove(only)];
                by_place = true;
            }
        }
        let ambiguous = meant.units.len() > 1;
        let mut items: Vec<Other> = others.into_iter().flatten().collect();
        if let (Some(code), false) = (at_place, ambiguous) {
            match self.position(&items, code) {
                Some(at) => {
                    by_place |= items.len() > 1;
                    put_first(&mut items, at);
                }
                None => meant.oddities.place_elsewhere = !items.is_empty(),
            }
        }
        let sole = if meant.exact {
            Status::Exact
        } else {
            Status::ByName
        };
        let status = match items.len() {
            _ if ambiguous => Status::Ambiguous,
            _ if by_place => Status::ByPlace,
            _ if meant.unchanged => Status::Unchanged,
            2.. => Status::Split,
            _ => sole,
        };
        if query.to == Time::Former && status == Status::Split {
            // Nothing says which of its predecessors a place in a present unit lay in.
            for item in &mut items {
                item.default = false;
            }
        }
        Some(Decision {
            status,
            matched: meant.units,
            items,
            oddities: meant.oddities,
        })
    }

    fn meant(&self, query: &ConvertQuery) -> Option<Meant<'_>> {
        let named = is_named(&query.address);
        let of_code = query
            .code
            .as_ref()
            .and_then(|code| self.by_code(code, query.to));
        if let Some((unit, unchanged)) = of_code {
            let other_names = named && !self.agrees(&query.address, unit);
            return Some(Meant {
                units: vec![unit],
                exact: true,
                sure: true,
                unchanged,
                oddities: Oddities {
                    other_names,
                    ..Oddities::default()
                },
            });
        }
        let mut meant = named
            .then(|| self.by_names(&query.address, query.to))
            .flatten()?;
        meant.oddities.unknown_code = query.code.is_some();
        meant.exact &= query.code.is_none();
        Some(meant)
    }

    /// The unit of a code, and whether it is of the time asked for already.
    fn by_code(&self, code: &CodeAsked, to: Time) -> Option<(Named<'_>, bool)> {
        match code {
            CodeAsked::District(code) => {
                let mut all = self.unit_names().districts.iter();
                let district = all.find(|district| district.code == *code)?;
                (to == Time::Present).then_some((Named::District(district), false))
            }
            CodeAsked::Unit { code, former } => {
                let times = match (former, to) {
                    (true, _) => &[Time::Former][..],
                    (false, Time::Present) => &[Time::Former, Time::Present],
                    (false, Time::Former) => &[Time::Present, Time::Former],
                };
                let found = times
                    .iter()
                    .find_map(|&time| Some((self.unit(*code, time)?, time)));
                found.map(|(unit, time)| (Named::Unit(unit), time == to))
            }
        }
    }

    /// Whether names are those of a unit, in any spelling.
    fn agrees(&self, address: &Address, unit: Named<'_>) -> bool {
        [Time::Former, Time::Present].into_iter().any(|time| {
            let names = self.names_of(time);
            let found = names.book.find(address).entries;
            let mut units = found
                .iter()
                .map(|&at| self.named(names.listed[at as usize]));
            units.any(|other| other.code() == unit.code())
        })
    }

    /// The units of the time before; those of the time asked for when they fit better.
    fn by_names(&self, address: &Address, to: Time) -> Option<Meant<'_>> {
        let from = match to {
            Time::Former => Time::Present,
            Time::Present => Time::Former,
        };
        let found = |time: Time| {
            let names = self.names_of(time);
            let found = names.book.find(address);
            let units = found.entries.iter().take(MOST_MATCHED);
            Meant {
                units: units
                    .map(|&at| self.named(names.listed[at as usize]))
                    .collect(),
                exact: found.exact,
                sure: found.sure,
                unchanged: time == to,
                oddities: Oddities {
                    names: found.remarks,
                    ..Oddities::default()
                },
            }
        };
        let is_sure = |meant: &Meant| !meant.units.is_empty() && meant.sure;
        let before = found(from);
        if is_sure(&before) {
            return Some(before);
        }
        let after = found(to);
        // A district is of no present time: it cannot be what it was.
        let converts = |meant: &Meant| !meant.units.is_empty();
        if is_sure(&after) || !converts(&before) {
            let is_unit = |unit: &Named| matches!(unit, Named::Unit(_));
            return Some(after).filter(|after| converts(after) && after.units.iter().all(is_unit));
        }
        Some(before)
    }

    pub(super) fn named(&self, listed: NamedUnit) -> Named<'_> {
        match listed {
            NamedUnit::Unit(at) => Named::Unit(&self.tables.units[at as usize]),
            NamedUnit::District(at) => Named::District(&self.unit_names().districts[at as usize]),
        }
    }

    /// The units of both times by name.
    pub(in crate::atlas) fn unit_names(&self) -> &UnitNames {
        let names = || UnitNames::new(&self.tables.units, &self.tables.predecessors);
        self.unit_names.get_or_init(names)
    }

    /// The units of a time by name.
    pub(super) fn names_of(&self, time: Time) -> &Names {
        match time {
            Time::Former => self.unit_names().former(),
            Time::Present => self.unit_names().present(),
        }
    }

    /// What a unit became or was made of, the default first.
    fn others(&self, named: &Named<'_>, to: Time, unchanged: bool) -> Vec<Other<'_>> {
        let unit = match named {
            Named::District(district) => return self.district_others(district),
            Named::Unit(unit) => unit,
        };
        let from = unit.code.to_string();
        if unchanged {
            let same = self.unit(unit.code, to).map(|unit| Other {
                unit,
                extent: Extent::Whole,
                default: true,
                from,
            });
            return same.into_iter().collect();
        }
        let (edges, sole) = match to {
            Time::Present => (self.units.successors(unit.code), false),
            Time::Former => {
                let edges = self.units.predecessors(unit.code);
                (edges, edges.len() == 1)
            }
        };
        let others = edges.iter().filter_map(|edge| {
            let (code, default) = match to {
                Time::Present => (edge.successor, edge.default),
                Time::Former => (edge.former, sole),
            };
            Some(Other {
                unit: self.unit(code, to)?,
                extent: edge.extent,
                default,
                from: from.clone(),
            })
        });
        others.collect()
    }

    fn district_others(&self, district: &District) -> Vec<Other<'_>> {
        let successors = self.district_successors(district);
        let count = successors.len();
        let others = successors.into_iter().filter_map(|successor| {
            Some(Other {
                unit: self.unit(successor.code.parse().ok()?, Time::Present)?,
                extent: if count == 1 {
                    Extent::Whole
                } else {
                    Extent::Part
                },
                default: successor.default,
                from: district.code.clone(),
            })
        });
        others.collect()
    }

    /// The commune of that time at a place.
    fn code_at(&self, place: LonLat, time: Time) -> Option<UnitCode> {
        match time {
            Time::Present => self.commune_at(place)?.parse().ok(),
            Time::Former => {
                let face = self.former_communes.face_at(place)?;
                self.former_codes.get(face as usize)?.parse().ok()
            }
        }
    }

    /// Which of the units is a commune, or the province that the commune lies in.
    fn position(&self, items: &[Other<'_>], commune: UnitCode) -> Option<usize> {
        items.iter().position(|item| match item.unit.level {
            Level::Commune => item.unit.code == commune,
            Level::Province => {
                let time = Time::of(item.unit);
                let province = self.unit(commune, time).and_then(|unit| unit.province);
                province == Some(item.unit.code)
            }
        })
    }
}

fn is_named(address: &Address) -> bool {
    let fields = [
        &address.commune,
        &address.district,
        &address.province,
        &address.text,
    ];
    fields.into_iter().flatten().any(|text| has_words(text))
}

/// Makes one of the items the default and the first.
fn put_first(items: &mut [Other<'_>], at: usize) {
    for item in items.iter_mut() {
        item.default = false;
    }
    items[at].default = true;
    items[..=at].rotate_right(1);
}
