//! Units by code and time, and who became whom.

use std::collections::HashMap;

use super::Time;
use crate::domain::{Level, Predecessor, Unit, UnitCode};

/// Units by code and time. Holds numbers into the table it was made from.
///
/// A code that survived the merger names two units, one before and one after; every question
/// therefore says which time it means.
#[derive(Debug, Default)]
pub struct UnitIndex {
    by_code: HashMap<(UnitCode, Time), u32>,
    /// For each former unit its successors, the default one first.
    successors: HashMap<UnitCode, Vec<Predecessor>>,
    /// For each present unit its predecessors, by code.
    predecessors: HashMap<UnitCode, Vec<Predecessor>>,
    /// For each province its communes, in the order of the table.
    communes: HashMap<(UnitCode, Time), Vec<u32>>,
}

impl UnitIndex {
    /// Indexes a table of units and the edges between them.
    #[must_use]
    pub fn new(units: &[Unit], edges: &[Predecessor]) -> Self {
        let mut index = Self::default();
        for (at, unit) in (0..).zip(units) {
            let time = Time::of(unit);
            index.by_code.insert((unit.code, time), at);
            if let Some(province) = unit.province {
                let own = index.communes.entry((province, time)).or_default();
                own.push(at);
            }
        }
        for edge in edges {
            let successors = index.successors.entry(edge.former).or_default();
            successors.push(edge.clone());
            let predecessors = index.predecessors.entry(edge.successor).or_default();
            predecessors.push(edge.clone());
        }
        for edges in index.successors.values_mut() {
            edges.sort_by_key(|edge| (!edge.default, edge.successor));
        }
        for edges in index.predecessors.values_mut() {
            edges.sort_by_key(|edge| edge.former);
        }
        index
    }

    /// The unit of that code at that time, by its order in the table.
    #[must_use]
    pub fn at(&self, code: UnitCode, time: Time) -> Option<usize> {
        self.by_code.get(&(code, time)).map(|&at| at as usize)
    }

    /// The present units that took a former one or parts of it, the default one first.
    #[must_use]
    pub fn successors(&self, former: UnitCode) -> &[Predecessor] {
        self.successors.get(&former).map_or(&[], Vec::as_slice)
    }

    /// The former units that a present one was made of, by code; none for a unit made from no
    /// other, such as a commune on an island that had none.
    #[must_use]
    pub fn predecessors(&self, present: UnitCode) -> &[Predecessor] {
        self.predecessors.get(&present).map_or(&[], Vec::as_slice)
    }

    /// The communes of a province, by their order in the table.
    pub fn communes(&self, province: UnitCode, time: Time) -> impl Iterator<Item = usize> + '_ {
        debug_assert_eq!(province.level(), Level::Province);
        let own = self.communes.get(&(province, time));
        own.into_iter().flatten().map(|&at| at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Extent, UnitKind};

    fn unit(code: &str, province: Option<&str>, former: bool) -> Unit {
        let mut unit = Unit::sample(1);
        unit.code = code.parse().unwrap();
        unit.level = unit.code.level();
        unit.kind = UnitKind::Commune;
        unit.province = province.map(|code| code.parse().unwrap());
        unit.valid_to = former.then(|| jiff::civil::date(2025, 6, 30));
        unit
    }

    fn edge(former: &str, successor: &str, extent: Extent, default: bool) -> Predecessor {
        Predecessor {
            level: Level::Commune,
            former: former.parse().unwrap(),
            successor: successor.parse().unwrap(),
            extent,
            default,
        }
    }

    #[test]
    fn one_code_names_a_unit_of_each_time() {
        let units = [
            unit("20", None, true),
            unit("20", None, false),
            unit("00004", Some("20"), false),
            unit("00004", Some("20"), true),
            unit("00007", Some("20"), true),
        ];
        let index = UnitIndex::new(&units, &[]);
        let code: UnitCode = "00004".parse().unwrap();
        assert_eq!(index.at(code, Time::Present), Some(2));
        assert_eq!(index.at(code, Time::Former), Some(3));
        assert_eq!(index.at("00007".parse().unwrap(), Time::Present), None);
        let province = "20".parse().unwrap();
        let former: Vec<usize> = index.communes(province, Time::Former).collect();
        assert_eq!(former, [3, 4]);
        let present: Vec<usize> = index.communes(province, Time::Present).collect();
        assert_eq!(present, [2]);
    }

    #[test]
    fn the_default_successor_comes_first_and_edges_lead_back() {
        let edges = [
            edge("00010", "00004", Extent::Part, false),
            edge("00010", "00007", Extent::Part, true),
            edge("00009", "00007", Extent::Whole, true),
        ];
        let index = UnitIndex::new(&[], &edges);
        let successors: Vec<String> = index
            .successors("00010".parse().unwrap())
            .iter()
            .map(|edge| edge.successor.to_string())
            .collect();
        assert_eq!(successors, ["00007", "00004"]);
        let predecessors: Vec<String> = index
            .predecessors("00007".parse().unwrap())
            .iter()
            .map(|edge| edge.former.to_string())
            .collect();
        assert_eq!(predecessors, ["00009", "00010"]);
        assert!(index.predecessors("00010".parse().unwrap()).is_empty());
    }
}
