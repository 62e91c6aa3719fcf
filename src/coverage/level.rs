//! A coverage prepared for one zoom: rounded, cut along the lattice, sorted by cell.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::bends::bend_runs;
use super::cells::{Cell, cell_of_edge, cells_inside, is_on_line, line_at, tiles_around};
use super::packed::{base_of_cell, pack, unpack};
use super::projected::{Coverage, NO_FACE};
use super::snap::{Workspace, snap};
use crate::geometry::TileCoord;

/// A stretch of border within one cell of the lattice, between the same two faces all along.
///
/// Its inner vertices belong to it alone; only its two ends can be shared with other pieces.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    start: u32,
    end: u32,
    /// The face that walks the piece as stored (area positive, y downward);
    /// [`NO_FACE`] outside.
    pub forward: u32,
    /// The face that walks it backwards.
    pub backward: u32,
    cell: Cell,
}

impl Piece {
    /// Sorts pieces so that those cut from one arc follow one another as they do along it.
    #[must_use]
    pub fn order(&self) -> u32 {
        self.start
    }

    /// The cell of the lattice that it lies in.
    pub(super) fn cell(&self) -> Cell {
        self.cell
    }

    /// Where its vertices stand.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where its first two and its last two vertices stand, each from the end inward.
    pub(super) fn end_edges(&self) -> [[usize; 2]; 2] {
        let Range { start, end } = self.range();
        [[start, start + 1], [end - 1, end - 2]]
    }
}

/// All borders of a coverage in tile units of one zoom (x eastward, y southward). The default is
/// one without borders.
#[derive(Debug, Default)]
pub struct Level {
    /// Packed (see `packed`): what is left out follows from the cell of a piece.
    vertices: Vec<[u16; 2]>,
    pieces: Vec<Piece>,
    vanished: usize,
}

impl Level {
    /// Prepares a zoom.
    #[must_use]
    pub fn prepare(coverage: &Coverage, zoom: u8) -> Self {
        Self::prepare_in(&mut Workspace::default(), coverage, zoom)
    }

    /// Prepares a zoom in a workspace that was used before, which saves asking the system for
    /// memory again.
    #[must_use]
    pub fn prepare_in(workspace: &mut Workspace, coverage: &Coverage, zoom: u8) -> Self {
        snap(workspace, coverage, zoom);
        let pieces = cut(coverage, workspace);
        let mut pieces = merge_doubled(pieces, workspace);
        pieces.sort_unstable_by_key(|piece| (piece.cell, piece.start));
        pieces.shrink_to_fit();
        bend_runs(&pieces, workspace, coverage.face_count());
        let vanished = count_vanished(coverage.face_count(), &pieces);
        let vertices = workspace.vertices.iter();
        Self {
            vertices: vertices
                .map(|&pixel| pack(workspace.pixels.unit(pixel)))
                .collect(),
            pieces,
            vanished,
        }
    }

    /// How many faces have become smaller than the grid can show at this zoom.
    #[must_use]
    pub fn vanished(&self) -> usize {
        self.vanished
    }

    /// Bytes held in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.vertices.as_slice()) + size_of_val(self.pieces.as_slice())
    }

    /// The vertices of a piece, at least two.
    #[must_use]
    pub fn vertices_of(
        &self,
        piece: &Piece,
    ) -> impl DoubleEndedIterator<Item = [i32; 2]> + ExactSizeIterator + use<'_> {
        let base = base_of_cell(piece.cell);
        let packed = &self.vertices[piece.range()];
        packed.iter().map(move |&vertex| unpack(base, vertex))
    }

    /// The first and the last vertex of a piece.
    #[must_use]
    pub fn ends_of(&self, piece: &Piece) -> [[i32; 2]; 2] {
        self.end_edges(piece).map(|[end, _]| end)
    }

    /// The first two and the last two vertices of a piece, each from the end inward.
    fn end_edges(&self, piece: &Piece) -> [[[i32; 2]; 2]; 2] {
        let base = base_of_cell(piece.cell);
        piece
            .end_edges()
            .map(|end| end.map(|at| unpack(base, self.vertices[at])))
    }

    /// The tiles of the zoom that it was prepared for in which [`Level::pieces_in`] finds something;
    /// most of them more than once.
    pub fn tiles_with_borders(&self, zoom: u8) -> impl Iterator<Item = TileCoord> {
        let cells = self.pieces.chunk_by(|a, b| a.cell == b.cell);
        let squares = cells.flat_map(|pieces| {
            let (columns, rows) = tiles_around(pieces[0].cell);
            rows.flat_map(move |row| columns.clone().map(move |column| [column, row]))
        });
        squares.filter_map(move |[x, y]| {
            TileCoord::new(zoom, u32::try_from(x).ok()?, u32::try_from(y).ok()?).ok()
        })
    }

    /// The pieces inside a tile with its buffer, without those that run along its very edge.
    pub fn pieces_in(&self, coord: TileCoord) -> impl Iterator<Item = &Piece> {
        let (rows, columns) = cells_inside(coord);
        rows.flat_map(move |row| {
            self.pieces[self.range(row, *columns.start(), *columns.end())].iter()
        })
    }

    /// The face just inside the north-western corner of a tile with its buffer; nothing when no
    /// face is known there.
    ///
    /// Looks west along the tile's northern edge, where every border has a vertex, and counts the
    /// faces that are entered and left at the borders that go on to the south. Not the nearest
    /// border alone: shapes of other sources overlap here and there, and then the nearest may be
    /// where one ends within another.
    #[must_use]
    pub fn face_in_corner(&self, coord: TileCoord) -> Option<u32> {
        let (rows, columns) = cells_inside(coord);
        let (row, column) = (*rows.start(), *columns.start());
        let edge = line_at(row - 1);
        let mut entered: Vec<(u32, i32)> = Vec::new();
        let mut count =
            |face: u32, by: i32| match entered.iter_mut().find(|(known, _)| *known == face) {
                Some((_, times)) => *times += by,
                None => entered.push((face, by)),
            };
        for piece in &self.pieces[self.range(row, i32::MIN, column - 1)] {
            let sides = [
                [piece.backward, piece.forward],
                [piece.forward, piece.backward],
            ];
            for ([at, next], [eastern, western]) in self.end_edges(piece).into_iter().zip(sides) {
                if at[1] == edge && next[1] > edge {
                    count(eastern, 1);
                    count(western, -1);
                }
            }
        }
        let faces = entered.into_iter().filter(|&(_, times)| times > 0);
        faces
            .map(|(face, _)| face)
            .filter(|&face| face != NO_FACE)
            .min()
    }

    fn range(&self, row: i32, first_column: i32, last_column: i32) -> Range<usize> {
        let from = Cell {
            row,
            column: first_column,
        };
        let to = Cell {
            row,
            column: last_column,
        };
        let start = self.pieces.partition_point(|piece| piece.cell < from);
        let end = start + self.pieces[start..].partition_point(|piece| piece.cell <= to);
        start..end
    }
}

/// Cuts the arcs wherever several meet and wherever the lattice is met.
fn cut(coverage: &Coverage, snapped: &Workspace) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(snapped.arcs.len() * 2);
    for (index, range) in &snapped.arcs {
        let arc = coverage.arcs[*index as usize];
        let mut start = range.start;
        for at in range.start + 1..range.end {
            let vertex = snapped.vertices[at];
            let is_end = at + 1 == range.end;
            if is_end || snapped.pixels.is_shared(vertex) || is_on_line(snapped.pixels.unit(vertex))
            {
                let [a, b] = [start, start + 1].map(|at| snapped.pixels.unit(snapped.vertices[at]));
                pieces.push(Piece {
                    start: start as u32,
                    end: at as u32 + 1,
                    forward: arc.forward,
                    backward: arc.backward,
                    cell: cell_of_edge(a, b),
                });
                start = at;
            }
        }
    }
    pieces
}

/// Where rounding has laid borders upon each other, one piece stays for each pair of faces that it
/// still separates; a face that lies on both sides has been squeezed flat there and is dropped.
///
/// Borders that lie upon each other share every vertex and are cut at each, so only pieces of one
/// edge can be doubled.
fn merge_doubled(pieces: Vec<Piece>, snapped: &Workspace) -> Vec<Piece> {
    let ends_of = |piece: &Piece| {
        let a = snapped.vertices[piece.start as usize];
        let b = snapped.vertices[piece.end as usize - 1];
        (a, b)
    };
    let mut by_edge: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
    for (index, piece) in pieces.iter().enumerate() {
        let (a, b) = ends_of(piece);
        if piece.end - piece.start == 2
            && snapped.pixels.is_shared(a)
            && snapped.pixels.is_shared(b)
        {
            let key = if a <= b { (a, b) } else { (b, a) };
            by_edge.entry(key).or_default().push(index as u32);
        }
    }
    let mut pieces = pieces;
    for ((a, _), group) in by_edge.into_iter().filter(|(_, group)| group.len() > 1) {
        let mut along = Vec::new();
        let mut against = Vec::new();
        for &index in &group {
            let piece = &pieces[index as usize];
            let (forward, backward) = if ends_of(piece).0 == a {
                (piece.forward, piece.backward)
            } else {
                (piece.backward, piece.forward)
            };
            along.push(forward);
            against.push(backward);
        }
        cancel(&mut along, &mut against);
        let mut along = along.into_iter().filter(|&face| face != NO_FACE);
        let mut against = against.into_iter().filter(|&face| face != NO_FACE);
        for &index in &group {
            let starts_at_a = ends_of(&pieces[index as usize]).0 == a;
            let (first, second) = (
                along.next().unwrap_or(NO_FACE),
                against.next().unwrap_or(NO_FACE),
            );
            let piece = &mut pieces[index as usize];
            (piece.forward, piece.backward) = if starts_at_a {
                (first, second)
            } else {
                (second, first)
            };
        }
    }
    pieces.retain(|piece| piece.forward != piece.backward);
    pieces
}

/// Removes from both lists what stands in both, as often as it does.
fn cancel(along: &mut Vec<u32>, against: &mut Vec<u32>) {
    along.retain(
        |face| match against.iter().position(|other| other == face) {
            Some(at) => {
                against.swap_remove(at);
                false
            }
            None => true,
        },
    );
}

fn count_vanished(face_count: usize, pieces: &[Piece]) -> usize {
    let mut seen = vec![false; face_count];
    for face in pieces.iter().flat_map(|p| [p.forward, p.backward]) {
        if let Some(seen) = seen.get_mut(face as usize) {
            *seen = true;
        }
    }
    seen.iter().filter(|&&seen| !seen).count()
}
