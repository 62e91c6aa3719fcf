//! Vertices in half the memory.
//!
//! A vertex belongs to pieces of border, each within one cell of the lattice, and no cell is wider
//! than a tile: the low 16 bits of a coordinate and the cell say which one it is.

use super::cells::{Cell, line_at};
use crate::geometry::EXTENT;

/// A place from which every vertex of a cell is less than 2^16 units away in both directions of
/// increase, with a tile to spare before it.
pub(super) fn base_of_cell(cell: Cell) -> [i32; 2] {
    // The line itself, or the one before an open stretch.
    let line = |index: i32| line_at(index - index.rem_euclid(2));
    [line(cell.column) - EXTENT, line(cell.row) - EXTENT]
}

/// The low half of both coordinates.
pub(super) fn pack(vertex: [i32; 2]) -> [u16; 2] {
    vertex.map(|v| v as u16)
}

/// The vertex, given the base of one of its cells.
pub(super) fn unpack(base: [i32; 2], packed: [u16; 2]) -> [i32; 2] {
    [0, 1].map(|axis| {
        let base = base[axis];
        base + i32::from(packed[axis].wrapping_sub(base as u16))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::cells::cell_of_edge;

    proptest! {
        #[test]
        fn unpacking_gives_what_was_packed(
            corner in (-8000..60_000_000i32, -8000..60_000_000i32),
            way in (-3968..=3968i32, -3968..=3968i32),
        ) {
            let a = [corner.0, corner.1];
            let b = [a[0] + way.0, a[1] + way.1];
            let base = base_of_cell(cell_of_edge(a, b));
            // Any edge no longer than a cell, though it may cross a line.
            prop_assert_eq!([a, b].map(|v| unpack(base, pack(v))), [a, b]);
        }
    }
}
