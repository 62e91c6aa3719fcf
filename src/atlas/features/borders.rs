//! Borders as features: one for each pair of neighbours at their highest level, as in tiles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use geo_types::MultiLineString;

use super::shapes::{bounds_of, line, points_of};
use crate::atlas::Atlas;
use crate::domain::{Fields, LayerId};
use crate::geometry::{LonLatBox, MicroDegrees};
use crate::store::Time;
use crate::tile::{Levels, TileLayer};

/// A border between two units, or of a unit with the outside.
#[derive(Debug)]
pub(in crate::atlas) struct Border {
    /// Its number: the same as in tiles.
    pub id: u64,
    /// Its level and the codes of the units on both sides.
    pub fields: Fields,
    /// The coverage that it lies in.
    levels: Arc<Levels>,
    /// Its arcs, each with whether it is walked backwards.
    arcs: Vec<(u32, bool)>,
    /// The box around it.
    pub bounds: LonLatBox,
}

impl Atlas {
    /// All borders in the order of their numbers, or those between the units of one time.
    pub(in crate::atlas) fn borders(&self, time: Option<Time>) -> &[Border] {
        let at = time.map_or(0, |time| 1 + time as usize);
        self.features.borders[at].get_or_init(|| {
            let layer = match time {
                Some(time) => Some(self.borders_at(time)),
                None => self.layers.get(&LayerId::Borders).map(|layer| &layer.tiles),
            };
            let Some(TileLayer::Borders(layers)) = layer else {
                return Vec::new();
            };
            let whole = layers.iter().flat_map(|layer| {
                let borders = layer.whole_borders().into_iter();
                borders.map(|border| (&layer.levels, border))
            });
            let mut borders: Vec<Border> = whole
                .filter_map(|(levels, border)| {
                    let [left, right] = border.sides;
                    let mut fields = Fields::new();
                    fields.push("level", Some(border.level));
                    fields.push("left", left);
                    fields.push("right", right);
                    Some(Border {
                        id: border.id,
                        fields,
                        bounds: bounds_of(levels.coverage(), &border.arcs)?,
                        levels: levels.clone(),
                        arcs: border.arcs,
                    })
                })
                .collect();
            borders.sort_by_key(|border| border.id);
            borders
        })
    }

    /// The lines of a border: the unit `left` lies on the left hand.
    pub(super) fn border_lines(
        &self,
        time: Option<Time>,
        at: usize,
    ) -> Option<MultiLineString<f64>> {
        let border = self.borders(time).get(at)?;
        let coverage = border.levels.coverage();
        let arcs = border.arcs.iter();
        let arcs = arcs.map(|&(arc, against)| points_of(coverage, arc, against));
        let lines = joined(arcs.collect());
        Some(lines.iter().map(|points| line(points)).collect())
    }
}

/// Lines joined head to tail where just two of them meet.
fn joined(lines: Vec<Vec<MicroDegrees>>) -> Vec<Vec<MicroDegrees>> {
    let ends = |line: &Vec<MicroDegrees>| (line[0], line[line.len() - 1]);
    let mut leaving: HashMap<MicroDegrees, Vec<usize>> = HashMap::new();
    let mut arriving: HashMap<MicroDegrees, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let (start, end) = ends(line);
        leaving.entry(start).or_default().push(at);
        *arriving.entry(end).or_default() += 1;
    }
    let follower = |end: MicroDegrees| match leaving.get(&end).map(Vec::as_slice) {
        Some(&[only]) if arriving.get(&end) == Some(&1) => Some(only),
        _ => None,
    };
    let followers: HashSet<usize> = lines
        .iter()
        .filter_map(|line| follower(ends(line).1))
        .collect();
    // First the lines that follow no other, then what is left: closed ways.
    let heads = (0..lines.len()).filter(|at| !followers.contains(at));
    let rest = (0..lines.len()).filter(|at| followers.contains(at));
    let order: Vec<usize> = heads.chain(rest).collect();
    let mut lines: Vec<Option<Vec<MicroDegrees>>> = lines.into_iter().map(Some).collect();
    let mut whole = Vec::new();
    for head in order {
        let Some(mut way) = lines[head].take() else {
            continue;
        };
        while let Some(next) = follower(way[way.len() - 1]).and_then(|next| lines[next].take()) {
            way.extend(next.into_iter().skip(1));
        }
        whole.push(way);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_where_two_meet_and_nowhere_else() {
        let lines = vec![
            vec![[1, 0], [2, 0]],
            vec![[0, 0], [1, 0]],
            vec![[2, 0], [3, 0]],
            vec![[2, 0], [2, 1]],
        ];
        let whole = joined(lines);
        assert_eq!(
            whole,
            [
                vec![[0, 0], [1, 0], [2, 0]],
                vec![[2, 0], [3, 0]],
                vec![[2, 0], [2, 1]],
            ]
        );
        let closed = joined(vec![vec![[0, 0], [1, 0]], vec![[1, 0], [0, 1], [0, 0]]]);
        assert_eq!(closed, [vec![[0, 0], [1, 0], [0, 1], [0, 0]]]);
    }
}
