//! Area and inside of a ring, in whole numbers.

use super::model::{Point, Ring};

/// Twice the area by the surveyor's formula; positive for an exterior ring (clockwise, y down).
pub fn doubled_area(ring: &[Point]) -> i128 {
    let Some(&last) = ring.last() else { return 0 };
    let mut before = last;
    let mut sum = 0i128;
    for &point in ring {
        sum += i128::from(before[0]) * i128::from(point[1])
            - i128::from(point[0]) * i128::from(before[1]);
        before = point;
    }
    sum
}

/// Where a place lies with regard to a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the ring.
    Inside,
    /// On its line.
    On,
    /// Elsewhere.
    Outside,
}

/// A ring whose edges are sorted into bands of rows, so that asking for a place is quick.
/// Coordinates are doubled inside, so that the middle of an edge is a whole number too.
pub struct RingIndex {
    lower: Point,
    upper: Point,
    band_height: i64,
    bands: Vec<Vec<[Point; 2]>>,
}

impl RingIndex {
    /// Prepares a ring.
    pub fn new(ring: &Ring) -> Self {
        let (mut lower, mut upper) = ([i64::MAX; 2], [i64::MIN; 2]);
        for point in ring {
            for axis in 0..2 {
                lower[axis] = lower[axis].min(2 * point[axis]);
                upper[axis] = upper[axis].max(2 * point[axis]);
            }
        }
        let count = (ring.len() as i64 / 4).clamp(1, 1024);
        let band_height = ((upper[1] - lower[1]) / count + 1).max(1);
        let mut bands = vec![Vec::new(); ((upper[1] - lower[1]) / band_height + 1) as usize];
        for (index, end) in ring.iter().enumerate() {
            let start = ring[(index + ring.len() - 1) % ring.len()];
            let edge = [start.map(|c| 2 * c), end.map(|c| 2 * c)];
            let rows = [edge[0][1], edge[1][1]].map(|y| ((y - lower[1]) / band_height) as usize);
            for band in &mut bands[rows[0].min(rows[1])..=rows[0].max(rows[1])] {
                band.push(edge);
            }
        }
        Self {
            lower,
            upper,
            band_height,
            bands,
        }
    }

    /// Where a place in tile units lies.
    pub fn side(&self, place: Point) -> Side {
        self.side_of_doubled(place.map(|c| 2 * c))
    }

    /// Where a place in half tile units lies.
    pub fn side_of_doubled(&self, place: Point) -> Side {
        let outside = (0..2).any(|a| place[a] < self.lower[a] || place[a] > self.upper[a]);
        if outside {
            return Side::Outside;
        }
        let band = ((place[1] - self.lower[1]) / self.band_height) as usize;
        let mut inside = false;
        for &[a, b] in &self.bands[band] {
            if a[1].min(b[1]) > place[1] || a[1].max(b[1]) < place[1] {
                continue;
            }
            let turn = (b[0] - a[0]) * (place[1] - a[1]) - (place[0] - a[0]) * (b[1] - a[1]);
            if turn == 0 && place[0] >= a[0].min(b[0]) && place[0] <= a[0].max(b[0]) {
                return Side::On;
            }
            let crosses_row = (a[1] > place[1]) != (b[1] > place[1]);
            if crosses_row && (turn > 0) == (b[1] > a[1]) {
                inside = !inside;
            }
        }
        if inside { Side::Inside } else { Side::Outside }
    }

    /// Where another ring lies that does not cross this one: told by its first vertex, or else
    /// middle of an edge, that is not on this ring.
    pub fn side_of_ring(&self, ring: &Ring) -> Side {
        let vertices = ring.iter().map(|&point| self.side(point));
        let middles = ring.iter().enumerate().map(|(index, end)| {
            let start = ring[(index + ring.len() - 1) % ring.len()];
            self.side_of_doubled([start[0] + end[0], start[1] + end[1]])
        });
        vertices
            .chain(middles)
            .find(|&side| side != Side::On)
            .unwrap_or(Side::On)
    }

    /// Whether the boxes of the two rings meet.
    pub fn box_meets(&self, other: &Self) -> bool {
        (0..2).all(|a| self.lower[a] <= other.upper[a] && other.lower[a] <= self.upper[a])
    }
}
