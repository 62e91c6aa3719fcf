//! Which former provinces the present communes came from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{LayerId, Level, Predecessor, Unit, UnitCode};

/// For each present commune the former provinces of its predecessors, the one that most of them lay
/// in first. A commune without predecessors came from the former province whose code its province
/// carries on.
///
/// More than one former province means that a former province drawn from present communes is
/// approximate there.
#[must_use]
pub fn former_homes(
    units: &[Unit],
    predecessors: &[Predecessor],
) -> BTreeMap<UnitCode, Vec<UnitCode>> {
    let of_layer = |layer| units.iter().filter(move |unit| unit.layer() == layer);
    let province_of: BTreeMap<UnitCode, UnitCode> = of_layer(LayerId::FormerCommunes)
        .filter_map(|unit| Some((unit.code, unit.province?)))
        .collect();
    let mut counts: BTreeMap<UnitCode, BTreeMap<UnitCode, usize>> = BTreeMap::new();
    for edge in predecessors
        .iter()
        .filter(|edge| edge.level == Level::Commune)
    {
        if let Some(&province) = province_of.get(&edge.former) {
            let own = counts.entry(edge.successor).or_default();
            *own.entry(province).or_default() += 1;
        }
    }
    of_layer(LayerId::Communes)
        .map(|unit| {
            let mut homes: Vec<(UnitCode, usize)> =
                counts.remove(&unit.code).into_iter().flatten().collect();
            homes.sort_by_key(|&(code, count)| (Reverse(count), code));
            let mut homes: Vec<UnitCode> = homes.into_iter().map(|(code, _)| code).collect();
            if homes.is_empty() {
                let same = |code: &UnitCode| {
                    of_layer(LayerId::FormerProvinces).any(|former| former.code == *code)
                };
                homes.extend(unit.province.filter(same));
            }
            (unit.code, homes)
        })
        .collect()
}
