//! The set of grid units that hold a vertex, and which of them a border passes through.
//!
//! This is snap rounding: when all borders are rounded to a tile's grid, a border that passes
//! through the unit of somebody else's vertex is led through that vertex. Borders that did not
//! cross before then do not cross afterwards; they can only meet (Hobby 1999, "Practical segment
//! intersection with finite precision output").

use rustc_hash::FxHashMap;

use crate::geometry::GridPoint;

/// Number of a hot pixel.
pub(super) type Pixel = u32;

/// Bins are kept in blocks of 4 × 4: one look-up finds a whole neighbourhood.
const BLOCK_SHIFT: i32 = 2;
const BINS: usize = 1 << (2 * BLOCK_SHIFT);

/// Ends the list of a bin.
const NONE: Pixel = Pixel::MAX;

/// The hot pixels of one zoom: units of the tile grid that hold at least one vertex.
#[derive(Debug)]
pub(super) struct HotPixels {
    /// log2 of grid cells per unit.
    shift: u32,
    /// log2 of units per side of a bin.
    bin_shift: u32,
    /// Blocks of bins that have a pixel, by place.
    blocks: FxHashMap<(i32, i32), u32>,
    /// For each block the last pixel of each of its bins.
    heads: Vec<[Pixel; BINS]>,
    /// The block asked for last: the next question is usually about the same one.
    recent: ((i32, i32), Option<u32>),
    pixels: Vec<HotPixel>,
}

#[derive(Debug)]
struct HotPixel {
    unit: [i32; 2],
    /// The next pixel of the same bin.
    next: Pixel,
    visits: u8,
}

/// The block asked for last, before any was.
const NO_BLOCK: ((i32, i32), Option<u32>) = ((i32::MIN, i32::MIN), None);

impl Default for HotPixels {
    fn default() -> Self {
        Self {
            shift: 0,
            bin_shift: 0,
            blocks: FxHashMap::default(),
            heads: Vec::new(),
            recent: NO_BLOCK,
            pixels: Vec::new(),
        }
    }
}

impl HotPixels {
    /// Empties the set and makes it one for a zoom whose unit is `2^shift` grid cells.
    /// `usual_step` is the usual distance between vertices in units; it only makes finding quick.
    pub fn reset(&mut self, shift: u32, expected_vertices: usize, usual_step: u32) {
        self.shift = shift;
        self.bin_shift = usual_step.max(4).ilog2() + 1;
        let expected_blocks = expected_vertices / 4;
        if self.blocks.capacity() > 16 * expected_blocks {
            // Emptying a map takes as long as it is large.
            self.blocks = FxHashMap::default();
        }
        self.blocks.clear();
        self.blocks.reserve(expected_blocks);
        self.heads.clear();
        self.recent = NO_BLOCK;
        self.pixels.clear();
        self.pixels.reserve(expected_vertices);
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

    /// Marks a unit as holding a vertex and returns its number.
    pub fn heat(&mut self, unit: [i32; 2]) -> Pixel {
        let bin = self.bin_of(unit);
        let (block, place) = place_of(bin);
        let index = self.find(block).unwrap_or_else(|| {
            let index = self.heads.len() as u32;
            self.heads.push([NONE; BINS]);
            self.blocks.insert(block, index);
            self.recent = (block, Some(index));
            index
        });
        let head = &mut self.heads[index as usize][place];
        let mut at = *head;
        while let Some(pixel) = self.pixels.get(at as usize) {
            if pixel.unit == unit {
                return at;
            }
            at = pixel.next;
        }
        let number = self.pixels.len() as Pixel;
        self.pixels.push(HotPixel {
            unit,
            next: *head,
            visits: 0,
        });
        *head = number;
        number
    }

    /// The unit of a pixel.
    pub fn unit(&self, pixel: Pixel) -> [i32; 2] {
        self.pixels[pixel as usize].unit
    }

    /// Moves a pixel to another unit, once borders have been led through all of them: pixels are
    /// not found by place afterwards.
    pub fn move_to(&mut self, pixel: Pixel, unit: [i32; 2]) {
        self.pixels[pixel as usize].unit = unit;
    }

    /// Notes that a border visits a pixel; from the second visit on it is shared.
    pub fn visit(&mut self, pixel: Pixel) {
        let visits = &mut self.pixels[pixel as usize].visits;
        *visits = visits.saturating_add(1);
    }

    /// Whether several visits led to this pixel.
    pub fn is_shared(&self, pixel: Pixel) -> bool {
        self.pixels[pixel as usize].visits > 1
    }

    /// The hot pixels that the straight line from `a` to `b` passes through between the units of
    /// `a` and `b`, in the order of the walk.
    pub fn passed_between(&mut self, a: GridPoint, b: GridPoint, found: &mut Vec<Pixel>) {
        found.clear();
        let (from, to) = (self.round(a), self.round(b));
        let reach = |i: usize| (from[i].min(to[i]), from[i].max(to[i]));
        let ((x0, x1), (y0, y1)) = (reach(0), reach(1));
        if x1 - x0 + y1 - y0 < 2 {
            return;
        }
        let line = Line::new(a, b, self.shift);
        for bin_x in (x0 >> self.bin_shift)..=(x1 >> self.bin_shift) {
            let columns = (
                (bin_x << self.bin_shift).max(x0),
                (((bin_x + 1) << self.bin_shift) - 1).min(x1),
            );
            let (low, high) = line.rows_over(columns, (y0, y1), 2 << self.bin_shift);
            for bin_y in (low >> self.bin_shift)..=(high >> self.bin_shift) {
                let (block, place) = place_of((bin_x, bin_y));
                let Some(block) = self.find(block) else {
                    continue;
                };
                let mut at = self.heads[block as usize][place];
                while let Some(pixel) = self.pixels.get(at as usize) {
                    let [x, y] = pixel.unit;
                    let between = (x0..=x1).contains(&x) && (y0..=y1).contains(&y);
                    if between && pixel.unit != from && pixel.unit != to && line.passes(pixel.unit)
                    {
                        found.push(at);
                    }
                    at = pixel.next;
                }
            }
        }
        // The units that a straight line visits follow one another monotonically in x and in y.
        let forward = |i: usize| if to[i] >= from[i] { 1i64 } else { -1 };
        let (sx, sy) = (forward(0), forward(1));
        found.sort_unstable_by_key(|&pixel| {
            let [x, y] = self.unit(pixel);
            sx * i64::from(x) + sy * i64::from(y)
        });
    }

    /// The number of a block that has a pixel.
    fn find(&mut self, block: (i32, i32)) -> Option<u32> {
        if self.recent.0 != block {
            self.recent = (block, self.blocks.get(&block).copied());
        }
        self.recent.1
    }

    fn bin_of(&self, [x, y]: [i32; 2]) -> (i32, i32) {
        (x >> self.bin_shift, y >> self.bin_shift)
    }
}

/// The block of a bin, and which of its bins it is.
fn place_of((x, y): (i32, i32)) -> ((i32, i32), usize) {
    let mask = (1 << BLOCK_SHIFT) - 1;
    let place = ((y & mask) << BLOCK_SHIFT) | (x & mask);
    ((x >> BLOCK_SHIFT, y >> BLOCK_SHIFT), place as usize)
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

    /// A range of rows (units) that certainly holds the line over a range of columns; all rows
    /// when they are no more than `few`.
    fn rows_over(&self, (x0, x1): (i32, i32), (y0, y1): (i32, i32), few: i32) -> (i32, i32) {
        if self.dx == 0 || y1 - y0 <= few {
            return (y0, y1);
        }
        let unit = (1i64 << self.shift) as f64;
        let row_at = |column: i32| {
            let x = f64::from(column) * unit - f64::from(self.a.x);
            (f64::from(self.a.y) + x * self.dy as f64 / self.dx as f64) / unit
        };
        let (p, q) = (row_at(x0 - 1), row_at(x1 + 1));
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
        let mut hot = HotPixels::default();
        hot.reset(5, 4, 4);
        for unit in [[0, 0], [3, 3], [5, 6], [10, 10]] {
            hot.heat(unit);
        }
        let mut found = Vec::new();
        hot.passed_between(at(0, 0), at(320, 320), &mut found);
        assert_eq!(
            found.iter().map(|&p| hot.unit(p)).collect::<Vec<_>>(),
            [[3, 3]]
        );
    }

    proptest! {
        /// The exact test agrees with walking along the line in tiny steps.
        #[test]
        fn passing_agrees_with_walking(
            ax in 0..640i32, ay in 0..640i32, bx in 0..640i32, by in 0..640i32,
            hot_units in prop::collection::vec((0..20i32, 0..20i32), 1..60),
            step in 1..40u32,
        ) {
            let mut hot = HotPixels::default();
            hot.reset(5, 100, step);
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
            let found: Vec<_> = found.into_iter().map(|pixel| hot.unit(pixel)).collect();
            // Walking in steps may miss a grazed corner, never find one that is not there.
            prop_assert!(walked.iter().all(|unit| found.contains(unit)), "{walked:?} {found:?}");
            prop_assert!(found.len() <= walked.len() + 1, "{walked:?} {found:?}");
            let in_order: Vec<_> = found.iter().filter(|u| walked.contains(u)).copied().collect();
            prop_assert_eq!(in_order, walked);
        }
    }
}
