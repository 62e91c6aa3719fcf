//! `provinces,borders`: the layers that a tile is asked for.

use std::str::FromStr;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::domain::LayerId;

/// How many layers one tile may hold.
const MOST_LAYERS: usize = 16;

/// Layers, each once, in drawing order: the order in which they were asked for does not matter,
/// so that equal wishes are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct LayerList(u32);

impl LayerList {
    /// The layers, from the bottom of the map to its top.
    pub(super) fn to_vec(self) -> Vec<LayerId> {
        LayerId::ALL
            .iter()
            .copied()
            .filter(|&layer| self.0 & bit(layer) != 0)
            .collect()
    }
}

fn bit(layer: LayerId) -> u32 {
    1 << layer as u32
}

impl FromStr for LayerList {
    type Err = Problem;

    fn from_str(list: &str) -> Result<Self, Problem> {
        if list.split(',').count() > MOST_LAYERS {
            return Err(Problem::of_kind(ProblemKind::InvalidLayers));
        }
        list.split(',').try_fold(Self(0), |found, name| {
            let bit = bit(layer(name)?);
            if found.0 & bit != 0 {
                return Err(Problem::new(
                    ProblemKind::InvalidLayers,
                    format!("Lớp {name} xuất hiện hai lần; mỗi lớp chỉ ghi một lần."),
                    format!("The layer {name} is named twice; name each layer once."),
                ));
            }
            Ok(Self(found.0 | bit))
        })
    }
}

/// The layer of that name.
pub(super) fn layer(name: &str) -> Result<LayerId, Problem> {
    if name.is_empty() {
        return Err(Problem::of_kind(ProblemKind::InvalidLayers));
    }
    name.parse().map_err(|_| {
        let shown: String = name.chars().take(64).collect();
        let known: Vec<_> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
        let known = known.join(", ");
        Problem::new(
            ProblemKind::UnknownLayer,
            format!("Không có lớp \"{shown}\". Các lớp hiện có: {known}."),
            format!("There is no layer \"{shown}\". The layers are: {known}."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_asked_for_does_not_matter() {
        let one: LayerList = "borders,provinces".parse().unwrap();
        let other: LayerList = "provinces,borders".parse().unwrap();
        assert_eq!(one, other);
        assert_eq!(one.to_vec(), [LayerId::Provinces, LayerId::Borders]);
    }

    #[test]
    fn all_layers_fit() {
        let all: Vec<_> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
        let list: LayerList = all.join(",").parse().unwrap();
        assert_eq!(list.to_vec(), LayerId::ALL);
    }

    #[test]
    fn odd_lists_are_refused() {
        let long = ["land"; 17].join(",");
        for bad in [
            "",
            ",",
            "land,",
            "land,land",
            "nowhere",
            "Land",
            " land",
            &long,
        ] {
            assert!(bad.parse::<LayerList>().is_err(), "{bad}");
        }
    }
}
