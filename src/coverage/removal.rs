//! One order of removal for all inner vertices of a coverage, such that every prefix of it leaves
//! a planar coverage.
//!
//! Visvalingam's rule: the vertex whose triangle with its two neighbours weighs least goes first.
//! Two conditions keep the drawing planar whatever was removed before:
//! - a vertex B between A and C waits while the closed triangle A, B, C holds another standing
//!   vertex. Then no edge can reach into the triangle, and moving the border from A–B–C to A–C
//!   crosses nothing;
//! - A–C must not be a border that exists already, for two borders between the same two junctions
//!   would swallow what lies between them.
//!
//! Triangles are tested both on the 1e-6° grid (what the file says) and on the Web Mercator grid
//! (what tiles are cut from): an edge that is straight on one is not quite so on the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Topology;
use super::meeting_edges::turn;
use super::occupancy::Occupancy;
use crate::geometry::{GridPoint, MicroDegrees, microdegrees_to_grid};

/// A vertex: junctions first, then the inner vertices of each arc in order.
type Vertex = u32;

/// Says how much a vertex matters from its triangle (before, itself, after).
pub type Weigh<'a> = dyn Fn([GridPoint; 3]) -> f64 + 'a;

/// For every arc and point the weight at which the point was removed: rising along the order of
/// removal, infinite for points that stay (ends, the last three points of a ring, points whose
/// triangle is never free, and all that weigh more than `limit`).
pub fn removal_weights(topology: &Topology, weigh: &Weigh<'_>, limit: f64) -> Vec<Vec<f64>> {
    let mut removal = Removal::of(topology, weigh);
    removal.run(limit);
    removal.weights_by_arc(topology)
}

struct Removal<'a> {
    weigh: &'a Weigh<'a>,
    places: Vec<MicroDegrees>,
    cells: Vec<[i32; 2]>,
    /// Vertices below this number are junctions: they stay, and have no single neighbours.
    junctions: Vertex,
    neighbours: Vec<[Vertex; 2]>,
    arc_of: Vec<u32>,
    /// By arc: inner vertices that still stand.
    left_in_arc: Vec<u32>,
    /// By arc: inner vertices that must stay, 2 for a closed arc.
    least_in_arc: Vec<u32>,
    /// Pairs of junctions with a direct border between them.
    direct: FxHashSet<[Vertex; 2]>,
    standing: Occupancy,
    standing_count: usize,
    /// With so few vertices left the grid is made anew with wider cells, for triangles grow.
    regrid_at: usize,
    /// Vertices that wait until the key has gone.
    waiting: FxHashMap<Vertex, Vec<Vertex>>,
    queue: BinaryHeap<Reverse<Candidate>>,
    /// How often the neighbours of a vertex have changed.
    version: Vec<u32>,
    weights: Vec<f64>,
}

/// In the queue: least weight first, then the lower vertex.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// The bits of a non-negative weight sort as the weight does.
    weight: u64,
    vertex: Vertex,
    version: u32,
}

impl<'a> Removal<'a> {
    fn of(topology: &Topology, weigh: &'a Weigh<'a>) -> Self {
        let mut junction_at: FxHashMap<MicroDegrees, Vertex> = FxHashMap::default();
        let mut places: Vec<MicroDegrees> = Vec::new();
        for arc in &topology.arcs {
            for end in [arc.points[0], arc.points[arc.points.len() - 1]] {
                junction_at.entry(end).or_insert_with(|| {
                    places.push(end);
                    places.len() as Vertex - 1
                });
            }
        }
        let junctions = places.len() as Vertex;
        let mut neighbours = vec![[0; 2]; places.len()];
        let mut arc_of = vec![0; places.len()];
        let mut direct = FxHashSet::default();
        for (index, arc) in topology.arcs.iter().enumerate() {
            let inner = &arc.points[1..arc.points.len() - 1];
            let ends = [arc.points[0], arc.points[arc.points.len() - 1]].map(|p| junction_at[&p]);
            if inner.is_empty() {
                direct.insert(in_order(ends));
            }
            let first = places.len() as Vertex;
            let last = first + inner.len() as Vertex;
            for vertex in first..last {
                neighbours.push([
                    if vertex == first { ends[0] } else { vertex - 1 },
                    if vertex + 1 == last {
                        ends[1]
                    } else {
                        vertex + 1
                    },
                ]);
                arc_of.push(index as u32);
            }
            places.extend_from_slice(inner);
        }
        let cells: Vec<[i32; 2]> = places
            .iter()
            .map(|&place| microdegrees_to_grid(place))
            .map(|GridPoint { x, y }| [x, y])
            .collect();
        let inner_count = |arc: &super::Arc| arc.points.len() as u32 - 2;
        Self {
            weigh,
            standing: Occupancy::of(&cells, &(0..cells.len() as Vertex).collect::<Vec<_>>()),
            standing_count: cells.len(),
            regrid_at: cells.len() / 4,
            version: vec![0; places.len()],
            weights: vec![f64::INFINITY; places.len()],
            places,
            cells,
            junctions,
            neighbours,
            arc_of,
            left_in_arc: topology.arcs.iter().map(inner_count).collect(),
            least_in_arc: topology
                .arcs
                .iter()
                .map(|arc| if arc.is_closed() { 2 } else { 0 })
                .collect(),
            direct,
            waiting: FxHashMap::default(),
            queue: BinaryHeap::new(),
        }
    }

    fn run(&mut self, limit: f64) {
        for vertex in self.junctions..self.places.len() as Vertex {
            self.enqueue(vertex, limit);
        }
        let mut highest = 0.0f64;
        while let Some(Reverse(next)) = self.queue.pop() {
            let vertex = next.vertex as usize;
            if self.weights[vertex].is_finite() || self.version[vertex] != next.version {
                continue;
            }
            let arc = self.arc_of[vertex] as usize;
            if self.left_in_arc[arc] <= self.least_in_arc[arc] || self.would_double(next.vertex) {
                continue;
            }
            if let Some(obstacle) = self.obstacle(next.vertex) {
                if obstacle >= self.junctions {
                    self.waiting.entry(obstacle).or_default().push(next.vertex);
                }
                continue;
            }
            highest = highest.max(f64::from_bits(next.weight));
            self.remove(next.vertex, highest, limit);
        }
    }

    fn enqueue(&mut self, vertex: Vertex, limit: f64) {
        let [before, after] = self.neighbours[vertex as usize];
        let weight = (self.weigh)([before, vertex, after].map(|v| self.cell(v)));
        if weight <= limit {
            self.queue.push(Reverse(Candidate {
                weight: weight.to_bits(),
                vertex,
                version: self.version[vertex as usize],
            }));
        }
    }

    fn cell(&self, vertex: Vertex) -> GridPoint {
        let [x, y] = self.cells[vertex as usize];
        GridPoint { x, y }
    }

    /// Whether the border that would remain exists already.
    fn would_double(&self, vertex: Vertex) -> bool {
        self.direct
            .contains(&in_order(self.neighbours[vertex as usize]))
    }

    /// A standing vertex in the closed triangle, if there is one.
    fn obstacle(&self, vertex: Vertex) -> Option<Vertex> {
        let [before, after] = self.neighbours[vertex as usize];
        let corners = [before, vertex, after];
        let on_grid = corners.map(|v| self.cells[v as usize]);
        let on_file = corners.map(|v| self.places[v as usize]);
        let least = [0, 1].map(|axis| on_grid.map(|p| p[axis]).into_iter().min().unwrap_or(0));
        let most = [0, 1].map(|axis| on_grid.map(|p| p[axis]).into_iter().max().unwrap_or(0));
        // A hair wider, for what lies in the triangle on the other grid only.
        let (least, most) = (least.map(|v| v - 16), most.map(|v| v + 16));
        self.standing.find(least, most, |v| {
            !corners.contains(&v)
                && (in_closed_triangle(on_grid, self.cells[v as usize])
                    || in_closed_triangle(on_file, self.places[v as usize]))
        })
    }

    fn remove(&mut self, vertex: Vertex, weight: f64, limit: f64) {
        self.weights[vertex as usize] = weight;
        self.left_in_arc[self.arc_of[vertex as usize] as usize] -= 1;
        self.standing.remove(vertex, self.cells[vertex as usize]);
        self.standing_count -= 1;
        if self.standing_count <= self.regrid_at {
            self.regrid();
        }
        let ends = self.neighbours[vertex as usize];
        let [before, after] = ends;
        if before < self.junctions && after < self.junctions {
            self.direct.insert(in_order(ends));
        }
        for (neighbour, side, other) in [(before, 1, after), (after, 0, before)] {
            if neighbour >= self.junctions {
                self.neighbours[neighbour as usize][side] = other;
                self.version[neighbour as usize] += 1;
                self.enqueue(neighbour, limit);
            }
        }
        for waiter in self.waiting.remove(&vertex).unwrap_or_default() {
            if self.weights[waiter as usize].is_infinite() {
                self.enqueue(waiter, limit);
            }
        }
    }

    fn regrid(&mut self) {
        let still_stands = |&v: &Vertex| self.weights[v as usize].is_infinite();
        let left: Vec<Vertex> = (0..self.cells.len() as Vertex)
            .filter(still_stands)
            .collect();
        self.standing = Occupancy::of(&self.cells, &left);
        self.regrid_at = self.standing_count / 4;
    }

    fn weights_by_arc(&self, topology: &Topology) -> Vec<Vec<f64>> {
        let mut next = self.junctions as usize;
        topology
            .arcs
            .iter()
            .map(|arc| {
                let inner = next..next + arc.points.len() - 2;
                next = inner.end;
                let mut weights = Vec::with_capacity(arc.points.len());
                weights.push(f64::INFINITY);
                weights.extend_from_slice(&self.weights[inner]);
                weights.push(f64::INFINITY);
                weights
            })
            .collect()
    }
}

fn in_order([a, b]: [Vertex; 2]) -> [Vertex; 2] {
    [a.min(b), a.max(b)]
}

fn in_closed_triangle([a, b, c]: [[i32; 2]; 3], p: [i32; 2]) -> bool {
    let turns = [turn(a, b, p), turn(b, c, p), turn(c, a, p)];
    let inside = turns.iter().all(|&t| t >= 0) || turns.iter().all(|&t| t <= 0);
    // For three corners on one line the turns hold for the whole line.
    inside && (turn(a, b, c) != 0 || in_box([a, b, c], p))
}

fn in_box(corners: [[i32; 2]; 3], p: [i32; 2]) -> bool {
    (0..2).all(|axis| {
        corners.iter().any(|c| c[axis] <= p[axis]) && corners.iter().any(|c| c[axis] >= p[axis])
    })
}
