//! Hits of a search with all that an answer says of them.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod gazetteer;

use std::collections::BTreeMap;
use std::time::Instant;

use crate::atlas::Atlas;
use crate::atlas::search::documents::{Matched, SearchAnswer, SearchItem};
use crate::atlas::search::gazetteer::{Gazetteer, Listed};
use crate::atlas::things::{Successor, Thing, successor};
use crate::domain::{Extent, UnitCode};
use crate::geometry::LonLatBox;
use crate::search::{District, Hit, How, Question};
use crate::store::Time;

impl Atlas {
    /// Finds present and former units, former districts, zones, gates, plants and places by name.
    #[must_use]
    pub fn search(&self, question: &Question) -> SearchAnswer {
        let found = self.gazetteer().index.search(question);
        SearchAnswer {
            q: question.text.clone(),
            items: found
                .hits
                .into_iter()
                .map(|hit| self.item_of(hit))
                .collect(),
            number_matched: found.matched,
            next: None,
        }
    }

    /// Everything that can be found by name, in the order of the index: each as a search for its own
    /// name has it.
    #[must_use]
    pub fn names(&self) -> Vec<SearchItem> {
        let listed = 0..self.gazetteer().listed.len();
        let own = |thing| {
            let hit = Hit {
                thing,
                name: String::new(),
                how: How::Exact,
                ranges: Vec::new(),
            };
            let mut item = self.item_of(hit);
            item.matched.name.clone_from(&item.thing.name_vi);
            item
        };
        listed.map(own).collect()
    }

    /// Everything by name.
    pub(in crate::atlas) fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| {
            let begun = Instant::now();
            let [present, former] = &self.boxes;
            let commune_at = |place| self.commune_at(place)?.parse().ok();
            let boxes = [present, former];
            let gazetteer =
                Gazetteer::new(&self.tables, &self.context, &self.units, boxes, commune_at);
            tracing::debug!(
                entries = gazetteer.index.len(),
                kilobytes = gazetteer.index.heap_bytes() / 1024,
                duration_ms = begun.elapsed().as_secs_f64() * 1000.0,
                "names indexed"
            );
            gazetteer
        })
    }

    fn item_of(&self, hit: Hit) -> SearchItem {
        let gazetteer = self.gazetteer();
        let thing = self.thing_listed(gazetteer.listed[hit.thing]);
        let (bounds, successors) = match thing {
            Thing::Unit(unit) => (
                gazetteer.boxes.get(&(unit.layer(), unit.id)).copied(),
                self.successors_of(unit),
            ),
            Thing::District(district) => (district.bounds, self.district_successors(district)),
            _ => (None, Vec::new()),
        };
        SearchItem {
            thing: self.thing(thing),
            bbox: bounds.map(LonLatBox::to_array),
            successors,
            matched: Matched {
                name: hit.name,
                how: hit.how.as_str(),
                ranges: hit.ranges,
            },
        }
    }

    fn thing_listed(&self, listed: Listed) -> Thing<'_> {
        let (tables, at) = (&self.tables, |index: u32| index as usize);
        match listed {
            Listed::Unit(index) => Thing::Unit(&tables.units[at(index)]),
            Listed::District(index) => Thing::District(&self.gazetteer().districts[at(index)]),
            Listed::Zone(index) => Thing::Zone(&tables.industrial_zones[at(index)]),
            Listed::Gate(index) => Thing::Gate(&tables.border_gates[at(index)]),
            Listed::Plant(index) => Thing::Plant(&tables.power_plants[at(index)]),
            Listed::Place(index) => Thing::Place(at(index)),
        }
    }

    /// The present communes that a district became: the one that took most of its communes first.
    pub(in crate::atlas) fn district_successors(&self, district: &District) -> Vec<Successor> {
        let mut counts: BTreeMap<UnitCode, usize> = BTreeMap::new();
        for &at in &district.communes {
            let code = self.tables.units[at as usize].code;
            for edge in self.units.successors(code) {
                *counts.entry(edge.successor).or_default() += if edge.default { 2 } else { 1 };
            }
        }
        let extent = if counts.len() == 1 {
            Extent::Whole
        } else {
            Extent::Part
        };
        let mut counts: Vec<(UnitCode, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        let units = counts.into_iter().enumerate();
        units
            .filter_map(|(order, (code, _))| {
                let unit = self.unit(code, Time::Present)?;
                Some(successor(unit, extent, order == 0))
            })
            .collect()
    }
}
