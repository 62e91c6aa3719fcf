//! Shapes as the command integers of MVT 2.1, section 4.3, already packed.

use super::protobuf::put_varint;
use super::trace::TilePoint;
use crate::coverage::is_within_run;

/// Commands with the number of times that they are repeated.
const MOVE_TO_ONE: u64 = 1 | 1 << 3;
const LINE_TO: u64 = 2;
const CLOSE_PATH: u64 = 7 | 1 << 3;

/// What kind of shape a feature has, by its number in the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A place.
    Point = 1,
    /// One line or several.
    Line = 2,
    /// Rings.
    Area = 3,
}

/// The commands of one feature at a time; the memory stays from feature to feature.
#[derive(Debug, Default)]
pub(super) struct Commands {
    packed: Vec<u8>,
    /// Where the last command ended: coordinates are told from there.
    pen: TilePoint,
    /// The vertices of a ring that are not left out.
    kept: Vec<TilePoint>,
}

impl Commands {
    /// Begins the next feature.
    pub fn clear(&mut self) {
        self.packed.clear();
        self.pen = [0, 0];
    }

    /// The commands so far.
    pub fn packed(&self) -> &[u8] {
        &self.packed
    }

    /// Adds a place; the only one of its feature.
    pub fn point(&mut self, point: TilePoint) {
        put_varint(&mut self.packed, MOVE_TO_ONE);
        self.step(point);
    }

    /// Adds a line of at least two vertices.
    pub fn line(&mut self, vertices: &[TilePoint]) {
        self.kept.clear();
        for &vertex in vertices {
            if self.kept.last() != Some(&vertex) {
                self.kept.push(vertex);
            }
        }
        self.draw();
    }

    /// Adds a ring of at least three vertices.
    ///
    /// Vertices within horizontal and vertical runs are left out, but for the first and the last.
    pub fn ring(&mut self, ring: &[TilePoint]) {
        // A ring does not begin where the one before it ended: some readers join the two.
        let start = usize::from(!self.packed.is_empty() && ring.first() == Some(&self.pen));
        self.kept.clear();
        for &vertex in ring[start..].iter().chain(&ring[..start]) {
            match self.kept[..] {
                [.., last] if last == vertex => {}
                [.., before, ref mut last] if is_within_run(before, *last, vertex) => {
                    *last = vertex;
                }
                _ => self.kept.push(vertex),
            }
        }
        self.draw();
        put_varint(&mut self.packed, CLOSE_PATH);
    }

    /// Moves to the first kept vertex and draws through the others.
    fn draw(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        if let Some((&first, rest)) = kept.split_first() {
            put_varint(&mut self.packed, MOVE_TO_ONE);
            self.step(first);
            put_varint(&mut self.packed, LINE_TO | (rest.len() as u64) << 3);
            for &vertex in rest {
                self.step(vertex);
            }
        }
        self.kept = kept;
    }

    fn step(&mut self, to: TilePoint) {
        for axis in 0..2 {
            let way = to[axis] - self.pen[axis];
            let zigzag = (way << 1 ^ way >> 31) as u32;
            put_varint(&mut self.packed, u64::from(zigzag));
        }
        self.pen = to;
    }
}
