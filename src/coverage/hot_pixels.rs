//! The set of grid units that hold a vertex, and which of them a border passes through.
//!
//! This is snap rounding: when all borders are rounded to a tile's grid, a border that passes
//! through the unit of somebody else's vertex is led through that vertex. Borders that did not
//! cross before then do not cross afterwards; they can only meet (Hobby 1999, "Practical segment
//! intersection with finite precision output").

use rustc_hash::FxHashMap;

use crate::geometry::GridPoint;

/// Units are kept in blocks of 8 × 8, one bit each.
const BLOCK_SHIFT: i32 = 3;
const BLOCK_MASK: i32 = 7;

#[derive(Clone, Copy, Default)]
struct Block {
    hot: u64,
    visited: u64,
    shared: u64,
}

/// The hot pixels of one zoom: units of the tile grid that hold at least one vertex.
pub(super) struct HotPixels {
    blocks: FxHashMap<(i32, i32), Block>,
    /// log2 of grid cells per unit.
    shift: u32,
}

impl HotPixels {
    /// An empty set for a zoom whose unit is `2^shift` grid cells.
    pub fn new(shift: u32, expected_vertices: usize) -> Self {
        let mut blocks = FxHashMap::default();
        blocks.reserve(expected_vertices / 2);
        Self { blocks, shift }
    }

    /// The unit nearest to a grid point.
    pub fn round(&self, point: GridPoint) -> [i32; 2] {
        let half = 1i64 << self.shift >> 1;
        let round = |v: i32| ((i64::from(v) + half) >> self.shift) as i32;
        [round(point.x), round(point.y)]
    }

    /// Grid cells per unit.
    pub fn cells_per_unit(&self) -> i64 {
        1 << self.shift
    }

    /// Marks a unit as holding a vertex.
    pub fn heat(&mut self, unit: [i32; 2]) {
        let (block, bit) = place(unit);
        self.blocks.entry(block).or_default().hot |= bit;
    }

    /// Notes that a border visits a unit; from the second visit on the unit is shared.
    pub fn visit(&mut self, unit: [i32; 2]) {
        let (key, bit) = place(unit);
        let block = self.blocks.entry(key).or_default();
        block.shared |= block.visited & bit;
        block.visited |= bit;
    }

    /// Whether several visits led to this unit.
    pub fn is_shared(&self, unit: [i32; 2]) -> bool {
        let (block, bit) = place(unit);
        self.blocks.get(&block).is_some_and(|b| b.shared & bit != 0)
    }

    /// The hot pixels between the units of `a` and `b` that the straight line from `a` to `b`
    /// passes through, in the order of the walk; `a` and `b`'s own units are left out.
    pub fn passed_between(&self, a: GridPoint, b: GridPoint, found: &mut Vec<[i32; 2]>) {
        found.clear();
        let (from, to) = (self.round(a), self.round(b));
        let reach = |i: usize| (from[i].min(to[i]), from[i].max(to[i]));
        let ((x0, x1), (y0, y1)) = (reach(0), reach(1));
        if x1 - x0 + y1 - y0 < 2 {
            return;
        }
        let line = Line::new(a, b, self.shift);
        for block_x in (x0 >> BLOCK_SHIFT)..=(x1 >> BLOCK_SHIFT) {
            let (low, high) = line.rows_over(block_x, (x0, x1), (y0, y1));
            for block_y in (low >> BLOCK_SHIFT)..=(high >> BLOCK_SHIFT) {
                let Some(block) = self.blocks.get(&(block_x, block_y)) else {
                    continue;
                };
                let mut bits = block.hot & window((block_x, block_y), (x0, x1), (y0, y1));
                while bits != 0 {
                    let index = bits.trailing_zeros() as i32;
                    bits &= bits - 1;
                    let unit = [
                        (block_x << BLOCK_SHIFT) + (index & BLOCK_MASK),
                        (block_y << BLOCK_SHIFT) + (index >> BLOCK_SHIFT),
                    ];
                    if unit != from && unit != to && line.passes(unit) {
                        found.push(unit);
                    }
                }
            }
        }
        // The units that a straight line visits follow one another monotonically in x and in y.
        let forward = |i: usize| if to[i] >= from[i] { 1i64 } else { -1 };
        let (sx, sy) = (forward(0), forward(1));
        found.sort_unstable_by_key(|unit| sx * i64::from(unit[0]) + sy * i64::from(unit[1]));
    }
}

fn place([x, y]: [i32; 2]) -> ((i32, i32), u64) {
    let index = ((y & BLOCK_MASK) << BLOCK_SHIFT) | (x & BLOCK_MASK);
    ((x >> BLOCK_SHIFT, y >> BLOCK_SHIFT), 1 << index)
}

/// The bits of a block that lie in a range of units.
fn window(block: (i32, i32), (x0, x1): (i32, i32), (y0, y1): (i32, i32)) -> u64 {
    let clamp = |low: i32, high: i32, block: i32| {
        let start = block << BLOCK_SHIFT;
        ((low - start).max(0), (high - start).min(BLOCK_MASK))
    };
    let ((c0, c1), (r0, r1)) = (clamp(x0, x1, block.0), clamp(y0, y1, block.1));
    let columns = (0xFFu64 >> (7 - (c1 - c0))) << c0;
    let rows = if r1 - r0 == 7 {
        u64::MAX
    } else {
        (1u64 << (8 * (r1 - r0 + 1))) - 1
    } << (8 * r0);
    columns.wrapping_mul(0x0101_0101_0101_0101) & rows
}

/// A straight line in grid cells, asked about units.
struct Line {
    a: GridPoint,
    dx: i64,
    dy: i64,
    shift: u32,
}

impl Line {
    fn new(a: GridPoint, b: GridPoint, shift: u32) -> Self {
        Self {
            a,
            dx: i64::from(b.x) - i64::from(a.x),
            dy: i64::from(b.y) - i64::from(a.y),
            shift,
        }
    }

    /// A range of rows (units) that certainly holds the line over a column of blocks.
    fn rows_over(&self, block_x: i32, (x0, x1): (i32, i32), (y0, y1): (i32, i32)) -> (i32, i32) {
        if self.dx == 0 || (y1 - y0) <= 2 * (BLOCK_MASK + 1) {
            return (y0, y1);
        }
        let unit = (1i64 << self.shift) as f64;
        let row_at = |column: i32| {
            let x = f64::from(column) * unit - f64::from(self.a.x);
            (f64::from(self.a.y) + x * self.dy as f64 / self.dx as f64) / unit
        };
        let first = (block_x << BLOCK_SHIFT).max(x0) - 1;
        let last = ((block_x << BLOCK_SHIFT) + BLOCK_MASK).min(x1) + 1;
        let (p, q) = (row_at(first), row_at(last));
        let low = (p.min(q) - 2.0).max(f64::from(y0)) as i32;
        let high = (p.max(q) + 2.0).min(f64::from(y1)) as i32;
        (low, high)
    }

    /// Whether the line passes through a unit that lies between the units of its ends.
    ///
    /// A unit's square holds its western and northern edge but not the others, so that every
    /// place belongs to one unit: the one it is rounded to.
    fn passes(&self, unit: [i32; 2]) -> bool {
        if self.dx == 0 || self.dy == 0 {
            return true;
        }
        let center = |v: i32, from: i32| (i64::from(v) << self.shift) - i64::from(from);
        let (cx, cy) = (center(unit[0], self.a.x), center(unit[1], self.a.y));
        let half = 1i64 << self.shift >> 1;
        let offset = cx * self.dy - cy * self.dx;
        let reach = half * (self.dx.abs() + self.dy.abs());
        match offset.abs().cmp(&reach) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            // The line touches one corner: only the north-western one belongs to the square.
            std::cmp::Ordering::Equal => {
                (self.dx > 0) != (self.dy > 0) && (cx - half) * self.dy - (cy - half) * self.dx == 0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(x: i32, y: i32) -> GridPoint {
        GridPoint { x, y }
    }

    #[test]
    fn a_vertex_on_the_way_is_found() {
        let mut hot = HotPixels::new(5, 4);
        for unit in [[0, 0], [3, 3], [5, 6], [10, 10]] {
            hot.heat(unit);
        }
        let mut found = Vec::new();
        hot.passed_between(at(0, 0), at(320, 320), &mut found);
        assert_eq!(found, [[3, 3]]);
    }

    proptest! {
        /// The exact test agrees with walking along the line in tiny steps.
        #[test]
        fn passing_agrees_with_walking(
            ax in 0..640i32, ay in 0..640i32, bx in 0..640i32, by in 0..640i32,
            hot_units in prop::collection::vec((0..20i32, 0..20i32), 1..60),
        ) {
            let mut hot = HotPixels::new(5, 100);
            let (a, b) = (at(ax, ay), at(bx, by));
            for (x, y) in &hot_units { hot.heat([*x, *y]); }
            let (from, to) = (hot.round(a), hot.round(b));
            let mut walked = Vec::new();
            let steps = 20_000i64;
            for step in 0..=steps {
                let along = |p: i32, q: i32| {
                    // floor((p + (q - p) * step / steps + 16) / 32), exactly
                    (i64::from(p) * steps + i64::from(q - p) * step + 16 * steps).div_euclid(32 * steps) as i32
                };
                let unit = [along(ax, bx), along(ay, by)];
                if unit != from && unit != to && walked.last() != Some(&unit)
                    && hot_units.contains(&(unit[0], unit[1])) {
                    walked.push(unit);
                }
            }
            let mut found = Vec::new();
            hot.passed_between(a, b, &mut found);
            // Walking in steps may miss a grazed corner, never find one that is not there.
            prop_assert!(walked.iter().all(|unit| found.contains(unit)), "{walked:?} {found:?}");
            prop_assert!(found.len() <= walked.len() + 1, "{walked:?} {found:?}");
            let in_order: Vec<_> = found.iter().filter(|u| walked.contains(u)).copied().collect();
            prop_assert_eq!(in_order, walked);
        }
    }
}
