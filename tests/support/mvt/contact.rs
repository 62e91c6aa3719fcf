//! How two segments meet, and which pairs are worth asking.

use super::model::Point;

/// A straight piece of a ring or line.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// Where it begins.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
    /// Number of the ring that it belongs to.
    pub ring: usize,
    /// Its number in that ring.
    pub index: usize,
}

/// What two segments share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Nothing.
    None,
    /// One place, that is an end of at least one of them.
    Touch(Point),
    /// One place within both.
    Cross,
    /// A stretch.
    Overlap(Point),
}

/// What the segments share; exact for coordinates below 2^28.
pub fn contact(s: &Segment, t: &Segment) -> Contact {
    let sides_of_t = [t.start, t.end].map(|p| turn(s.start, s.end, p).signum());
    let sides_of_s = [s.start, s.end].map(|p| turn(t.start, t.end, p).signum());
    if sides_of_t == [0, 0] {
        return collinear(s, t);
    }
    if sides_of_t[0] * sides_of_t[1] > 0 || sides_of_s[0] * sides_of_s[1] > 0 {
        return Contact::None;
    }
    let ends = [
        (sides_of_t[0], t.start),
        (sides_of_t[1], t.end),
        (sides_of_s[0], s.start),
        (sides_of_s[1], s.end),
    ];
    ends.iter()
        .find(|(side, _)| *side == 0)
        .map_or(Contact::Cross, |&(_, place)| Contact::Touch(place))
}

/// Twice the area of the triangle; its sign tells on which side of `a`→`b` the place `p` lies.
pub fn turn(a: Point, b: Point, p: Point) -> i64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (p[0] - a[0]) * (b[1] - a[1])
}

fn collinear(s: &Segment, t: &Segment) -> Contact {
    let sorted = |g: &Segment| (g.start.min(g.end), g.start.max(g.end));
    let ((s_low, s_high), (t_low, t_high)) = (sorted(s), sorted(t));
    let (low, high) = (s_low.max(t_low), s_high.min(t_high));
    match low.cmp(&high) {
        std::cmp::Ordering::Less => Contact::Overlap(low),
        std::cmp::Ordering::Equal => Contact::Touch(low),
        std::cmp::Ordering::Greater => Contact::None,
    }
}

/// Calls `visit` once for every pair of segments whose boxes meet. Segments are sorted into the
/// cells of a grid, about as many as there are segments.
pub fn for_each_close_pair(segments: &[Segment], mut visit: impl FnMut(usize, usize)) {
    let boxes: Vec<[i64; 4]> = segments.iter().map(box_of).collect();
    let Some(whole) = boxes.iter().copied().reduce(|a, b| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    }) else {
        return;
    };
    let longest = (whole[2] - whole[0]).max(whole[3] - whole[1]) + 1;
    let cell = (longest / ((segments.len() as f64).sqrt() as i64 + 1)).max(4);
    let cell_of = |x: i64, y: i64| [(x - whole[0]) / cell, (y - whole[1]) / cell];

    let mut entries: Vec<([i64; 2], u32)> = Vec::with_capacity(segments.len() * 2);
    for (number, b) in boxes.iter().enumerate() {
        let ([left, top], [right, bottom]) = (cell_of(b[0], b[1]), cell_of(b[2], b[3]));
        for column in left..=right {
            for row in top..=bottom {
                entries.push(([column, row], number as u32));
            }
        }
    }
    entries.sort_unstable();
    for run in entries.chunk_by(|a, b| a.0 == b.0) {
        for (position, &(place, i)) in run.iter().enumerate() {
            let a = boxes[i as usize];
            for &(_, j) in &run[position + 1..] {
                let b = boxes[j as usize];
                let (left, top) = (a[0].max(b[0]), a[1].max(b[1]));
                let meet = left <= a[2].min(b[2]) && top <= a[3].min(b[3]);
                // A pair may share several cells: it is visited where their common box begins.
                if meet && cell_of(left, top) == place {
                    visit(i as usize, j as usize);
                }
            }
        }
    }
}

fn box_of(s: &Segment) -> [i64; 4] {
    [
        s.start[0].min(s.end[0]),
        s.start[1].min(s.end[1]),
        s.start[0].max(s.end[0]),
        s.start[1].max(s.end[1]),
    ]
}
