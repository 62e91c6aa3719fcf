//! Which records are meant: those of a layer, and of borders and names of units perhaps those of
//! one time alone.

use crate::domain::LayerId;
use crate::store::Time;

/// The records of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordSet {
    /// The layer.
    pub layer: LayerId,
    /// Of borders and names of units: between and of the units of this time alone.
    pub time: Option<Time>,
}

impl From<LayerId> for RecordSet {
    fn from(layer: LayerId) -> Self {
        Self { layer, time: None }
    }
}

impl RecordSet {
    /// How many there are.
    pub(super) const COUNT: usize = LayerId::ALL.len() + 4;

    /// Its number among all.
    pub(super) fn index(self) -> usize {
        match (self.layer, self.time) {
            (LayerId::Borders, Some(time)) => LayerId::ALL.len() + time as usize,
            (LayerId::UnitLabels, Some(time)) => LayerId::ALL.len() + 2 + time as usize,
            (layer, _) => layer as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_set_has_a_number_of_its_own() {
        let whole = LayerId::ALL.iter().map(|&layer| RecordSet::from(layer));
        let dated = [LayerId::Borders, LayerId::UnitLabels].into_iter();
        let dated = dated.flat_map(|layer| {
            [Time::Former, Time::Present].map(|time| RecordSet {
                layer,
                time: Some(time),
            })
        });
        let numbers: BTreeSet<usize> = whole.chain(dated).map(RecordSet::index).collect();
        assert_eq!(numbers, (0..RecordSet::COUNT).collect());
    }
}
