//! Borders as lines: each once, at its highest level.

use std::collections::BTreeMap;

use super::trace::TilePoint;
use crate::coverage::{Level, Piece};
use crate::geometry::TileCoord;

/// The parts of a tile's borders that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct BorderLine<K> {
    /// What kind of border it is and between whom.
    pub kind: K,
    /// Parts of at least two vertices, in units of the tile.
    pub lines: Vec<Vec<TilePoint>>,
}

/// What a stretch of border is, and which way it is to be walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk<K> {
    /// What kind of border it is and between whom.
    pub kind: K,
    /// Whether it is walked against the direction in which the first face has its area on the
    /// left hand, with y upward.
    pub against: bool,
}

/// The borders in a tile with its buffer, grouped by what `walk` says of the two faces of a piece
/// (nothing: not drawn). Groups come in the order of their kinds.
pub fn borders_in<K: Ord>(
    level: &Level,
    coord: TileCoord,
    walk: impl Fn(u32, u32) -> Option<Walk<K>>,
) -> Vec<BorderLine<K>> {
    let mut groups: BTreeMap<K, Vec<(&Piece, bool)>> = BTreeMap::new();
    for piece in level.pieces_in(coord) {
        if let Some(Walk { kind, against }) = walk(piece.forward, piece.backward) {
            groups.entry(kind).or_default().push((piece, against));
        }
    }
    let origin = coord.origin_in_units();
    groups
        .into_iter()
        .map(|(kind, mut pieces)| {
            pieces.sort_unstable_by_key(|(piece, _)| piece.order());
            BorderLine {
                kind,
                lines: join(level, &pieces, origin),
            }
        })
        .collect()
}

/// Joins pieces, given in the order of the arcs they were cut from, wherever one goes on from
/// another.
fn join(level: &Level, pieces: &[(&Piece, bool)], origin: [i32; 2]) -> Vec<Vec<TilePoint>> {
    let mut lines: Vec<(Vec<TilePoint>, bool)> = Vec::new();
    for &(piece, against) in pieces {
        let mut vertices = level
            .vertices_of(piece)
            .map(|[x, y]| [x - origin[0], y - origin[1]]);
        let first = vertices.next();
        match lines.last_mut() {
            Some((line, same)) if line.last().copied() == first && *same == against => {
                line.extend(vertices);
            }
            _ => lines.push((first.into_iter().chain(vertices).collect(), against)),
        }
    }
    let mut joined: Vec<Vec<TilePoint>> = Vec::new();
    for (mut line, against) in lines {
        if against {
            line.reverse();
        }
        match joined.last_mut() {
            Some(before) if before.last() == line.first() => before.extend(line.drain(1..)),
            _ => joined.push(line),
        }
    }
    joined
}
