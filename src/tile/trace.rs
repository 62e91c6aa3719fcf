//! Tying pieces of border into closed rings inside a tile.
//!
//! Inside a tile with its buffer an area is bounded by pieces of its borders and by stretches of
//! the tile's own edge. Rings are walked with the area on the left hand, x to the right and y
//! upward as in mathematics; drawn with y downward, as tiles are, outer rings then have the
//! positive area that MVT asks for.

use crate::geometry::{BUFFER, EXTENT};

/// A vertex in units of the tile: 0 to 4096 inside, the buffer beyond.
pub type TilePoint = [i32; 2];

/// A closed line; its first vertex is not repeated at the end.
pub type Ring = Vec<TilePoint>;

const LOW: i32 = -BUFFER;
const HIGH: i32 = EXTENT + BUFFER;
const SIDE: i32 = HIGH - LOW;

/// One piece of border, walked so that the area lies on its left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain<'a> {
    /// At least two vertices; only the ends can lie on the edge of the tile or on other chains.
    vertices: &'a [TilePoint],
}

impl<'a> Chain<'a> {
    /// A chain of at least two vertices.
    pub fn new(vertices: &'a [TilePoint]) -> Self {
        Self { vertices }
    }

    fn first(&self) -> TilePoint {
        self.vertices[0]
    }

    fn last(&self) -> TilePoint {
        self.vertices[self.vertices.len() - 1]
    }

    /// Whether one of the ends lies on the edge of the tile with its buffer.
    pub fn touches_edge(&self) -> bool {
        is_on_edge(self.first()) || is_on_edge(self.last())
    }
}

/// The edge of the tile with its buffer, as a ring of positive area.
pub(super) fn whole_tile() -> Ring {
    vec![[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]]
}

/// Ties all chains of one area into simple rings: outer ones with positive area, holes with
/// negative area.
pub(super) fn rings(chains: &[Chain<'_>]) -> Vec<Ring> {
    let mut tracer = Tracer::new(chains);
    let mut rings = Vec::new();
    for start in 0..chains.len() {
        if !tracer.used[start]
            && let Some((ring, joints)) = tracer.trace(start)
        {
            split_where_touching(ring, joints, &mut rings);
        }
    }
    rings
}

struct Tracer<'a> {
    chains: &'a [Chain<'a>],
    used: Vec<bool>,
    /// Chains by their first vertex.
    by_first: Vec<(TilePoint, u32)>,
    /// Places on the edge at which chains begin, along the edge.
    entries: Vec<(i32, TilePoint)>,
}

impl<'a> Tracer<'a> {
    fn new(chains: &'a [Chain<'a>]) -> Self {
        let mut by_first: Vec<_> = chains
            .iter()
            .enumerate()
            .map(|(index, chain)| (chain.first(), index as u32))
            .collect();
        by_first.sort_unstable();
        let mut entries: Vec<_> = chains
            .iter()
            .map(Chain::first)
            .filter(|&first| is_on_edge(first))
            .map(|first| (way_along_edge(first), first))
            .collect();
        entries.sort_unstable();
        Self {
            chains,
            used: vec![false; chains.len()],
            by_first,
            entries,
        }
    }

    /// Walks from a chain until it is reached again. Also returns where in the ring chains and
    /// stretches of the edge are joined: only there can the ring touch itself.
    fn trace(&mut self, start: usize) -> Option<(Ring, Vec<usize>)> {
        let mut ring = Vec::new();
        let mut joints = Vec::new();
        let mut current = start;
        loop {
            self.used[current] = true;
            joints.push(ring.len());
            let vertices = self.chains[current].vertices;
            let (at, before) = (vertices[vertices.len() - 1], vertices[vertices.len() - 2]);
            ring.extend_from_slice(&vertices[..vertices.len() - 1]);
            let edge = is_on_edge(at).then(|| direction_along_edge(at));
            let next = match self.next_chain(at, minus(before, at), edge, start) {
                Turn::Chain(next) => next,
                Turn::Edge => {
                    joints.push(ring.len());
                    ring.push(at);
                    let entry = self.walk_edge(at, &mut ring, &mut joints);
                    let back = minus(ring[ring.len() - 1], entry);
                    match self.next_chain(entry, back, None, start) {
                        Turn::Chain(next) => next,
                        Turn::Edge => return None,
                    }
                }
            };
            if next == start {
                return Some((ring, joints));
            }
            if self.used[next] {
                // Only borders that are no coverage could lead here.
                return None;
            }
            current = next;
        }
    }

    /// What bounds the area next at a vertex, seen clockwise from the way back.
    fn next_chain(
        &self,
        at: TilePoint,
        back: TilePoint,
        edge: Option<TilePoint>,
        start: usize,
    ) -> Turn {
        let mut best = edge.map(|direction| (direction, Turn::Edge));
        let from = self.by_first.partition_point(|(first, _)| *first < at);
        for &(first, index) in &self.by_first[from..] {
            if first != at {
                break;
            }
            let index = index as usize;
            if self.used[index] && index != start {
                continue;
            }
            let direction = minus(self.chains[index].vertices[1], at);
            if best.is_none_or(|(other, _)| is_clockwise_before(back, direction, other)) {
                best = Some((direction, Turn::Chain(index)));
            }
        }
        best.map_or(Turn::Edge, |(_, turn)| turn)
    }

    /// Walks along the tile's edge to the next place at which a chain of this area begins.
    fn walk_edge(&self, from: TilePoint, ring: &mut Ring, joints: &mut Vec<usize>) -> TilePoint {
        let way = way_along_edge(from);
        let next = self.entries.partition_point(|(entry, _)| *entry <= way);
        let (mut to, entry) = *self.entries.get(next).unwrap_or_else(|| &self.entries[0]);
        if to <= way {
            to += 4 * SIDE;
        }
        let mut corner = (way / SIDE + 1) * SIDE;
        while corner < to {
            joints.push(ring.len());
            ring.push(whole_tile()[(corner / SIDE % 4) as usize]);
            corner += SIDE;
        }
        entry
    }
}

#[derive(Clone, Copy)]
enum Turn {
    Chain(usize),
    Edge,
}

fn is_on_edge([x, y]: TilePoint) -> bool {
    x == LOW || x == HIGH || y == LOW || y == HIGH
}

/// How far along the edge a place on it lies, from the corner of least x and y, in the direction
/// that keeps the tile on the left.
fn way_along_edge([x, y]: TilePoint) -> i32 {
    if y == LOW {
        x - LOW
    } else if x == HIGH {
        SIDE + y - LOW
    } else if y == HIGH {
        2 * SIDE + HIGH - x
    } else {
        3 * SIDE + HIGH - y
    }
}

/// The direction in which the edge goes on from a place on it.
fn direction_along_edge([x, y]: TilePoint) -> TilePoint {
    if y == LOW && x < HIGH {
        [1, 0]
    } else if x == HIGH && y < HIGH {
        [0, 1]
    } else if y == HIGH && x > LOW {
        [-1, 0]
    } else {
        [0, -1]
    }
}

fn minus(a: TilePoint, b: TilePoint) -> TilePoint {
    [a[0] - b[0], a[1] - b[1]]
}

fn cross(a: TilePoint, b: TilePoint) -> i64 {
    i64::from(a[0]) * i64::from(b[1]) - i64::from(a[1]) * i64::from(b[0])
}

/// Whether, turning clockwise from `back`, `a` comes before `b`.
fn is_clockwise_before(back: TilePoint, a: TilePoint, b: TilePoint) -> bool {
    let half_turn = |d: TilePoint| match cross(back, d) {
        negative if negative < 0 => 0,
        0 if i64::from(back[0]) * i64::from(d[0]) + i64::from(back[1]) * i64::from(d[1]) < 0 => 1,
        positive if positive > 0 => 2,
        _ => 3,
    };
    match half_turn(a).cmp(&half_turn(b)) {
        std::cmp::Ordering::Equal => cross(a, b) < 0,
        order => order.is_lt(),
    }
}

/// Cuts a ring into simple ones wherever it visits a vertex twice.
fn split_where_touching(ring: Ring, mut joints: Vec<usize>, rings: &mut Vec<Ring>) {
    joints.sort_unstable_by_key(|&at| ring[at]);
    let touches = joints.windows(2).any(|pair| ring[pair[0]] == ring[pair[1]]);
    if !touches {
        if ring.len() >= 3 {
            rings.push(ring);
        }
        return;
    }
    let mut path: Ring = Vec::with_capacity(ring.len());
    let mut place_of: rustc_hash::FxHashMap<TilePoint, usize> = rustc_hash::FxHashMap::default();
    for vertex in ring {
        if let Some(&first) = place_of.get(&vertex) {
            let around: Ring = path.drain(first..).collect();
            for passed in &around {
                place_of.remove(passed);
            }
            if around.len() >= 3 {
                rings.push(around);
            }
        }
        place_of.insert(vertex, path.len());
        path.push(vertex);
    }
    if path.len() >= 3 {
        rings.push(path);
    }
}
