//! The lattice of lines along which borders are cut before any tile is asked for.
//!
//! A tile with its buffer reaches from 64 units before its own first unit to 64 units beyond its
//! last. The edges of all these squares form a lattice of lines at `4096 k ± 64`. Every border gets
//! a vertex where it crosses a line, so that cutting a tile out later is choosing, not computing.
//!
//! Along one axis lines and the open stretches between them are numbered alternately: `4k` is the
//! line `4096 k − 64`, `4k + 1` the stretch after it, `4k + 2` the line `4096 k + 64`, `4k + 3` the
//! stretch after that.

use crate::geometry::{BUFFER, EXTENT, TileCoord};

/// A cell of the lattice: numbers along x and y as described for the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// Row first, so that cells of one row are neighbours in order.
    pub row: i32,
    /// Column.
    pub column: i32,
}

/// Where a coordinate (in tile units of the level) lies: even on a line, odd between lines.
pub(super) fn axis_index(unit: i32) -> i32 {
    let shifted = unit + BUFFER;
    let tile = shifted.div_euclid(EXTENT);
    let offset = shifted.rem_euclid(EXTENT);
    let within = match offset.cmp(&(2 * BUFFER)) {
        std::cmp::Ordering::Less if offset == 0 => 0,
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => 2,
        std::cmp::Ordering::Greater => 3,
    };
    4 * tile + within
}

/// The unit at which line number `index` (even) runs.
pub(super) fn line_at(index: i32) -> i32 {
    let tile = index.div_euclid(4) * EXTENT;
    if index.rem_euclid(4) == 0 {
        tile - BUFFER
    } else {
        tile + BUFFER
    }
}

/// Whether a vertex lies on a line of the lattice.
pub(super) fn is_on_line([x, y]: [i32; 2]) -> bool {
    axis_index(x) & 1 == 0 || axis_index(y) & 1 == 0
}

/// The cell of an edge that crosses no line.
pub(super) fn cell_of_edge(a: [i32; 2], b: [i32; 2]) -> Cell {
    // Between a line and the stretch beside it, or between two lines, the stretch is meant.
    let along = |from: i32, to: i32| {
        let (i, j) = (axis_index(from), axis_index(to));
        if i == j || i & 1 == 1 {
            i
        } else if j & 1 == 1 {
            j
        } else {
            i32::midpoint(i, j)
        }
    };
    Cell {
        row: along(a[1], b[1]),
        column: along(a[0], b[0]),
    }
}

/// The cells strictly inside a tile with its buffer: rows and columns, both ends included.
pub(super) fn cells_inside(
    coord: TileCoord,
) -> (std::ops::RangeInclusive<i32>, std::ops::RangeInclusive<i32>) {
    let span = |tile: u32| (4 * tile as i32 + 1)..=(4 * tile as i32 + 5);
    (span(coord.y()), span(coord.x()))
}

/// The tiles that have a cell strictly inside them with their buffer: columns and rows, both ends
/// included.
pub(super) fn tiles_around(
    cell: Cell,
) -> (std::ops::RangeInclusive<i32>, std::ops::RangeInclusive<i32>) {
    let span = |index: i32| (index - 2).div_euclid(4)..=(index - 1).div_euclid(4);
    (span(cell.column), span(cell.row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_stretches_alternate() {
        assert_eq!(axis_index(-64), 0);
        assert_eq!(axis_index(0), 1);
        assert_eq!(axis_index(64), 2);
        assert_eq!(axis_index(2000), 3);
        assert_eq!(axis_index(4032), 4);
        assert_eq!(axis_index(4096), 5);
        assert_eq!(axis_index(4160), 6);
    }

    proptest! {
        #[test]
        fn a_line_lies_where_its_number_says(index in 0..100_000i32) {
            prop_assert_eq!(axis_index(line_at(2 * index)), 2 * index);
        }

        #[test]
        fn a_tile_is_around_the_cells_inside_it(row in 8..4000i32, column in 8..4000i32, tile in 0..1000u32) {
            let coord = TileCoord::new(10, tile, 5).unwrap();
            let (_, columns) = cells_inside(coord);
            let (around, rows) = tiles_around(Cell { row, column });
            prop_assert_eq!(columns.contains(&column), around.contains(&(tile as i32)));
            prop_assert!(rows.clone().count() <= 2 && !rows.is_empty());
        }

        #[test]
        fn numbers_never_fall(unit in -64..1_000_000i32) {
            prop_assert!(axis_index(unit) <= axis_index(unit + 1));
        }
    }
}
