//! The proof that a topology is a planar coverage.
//!
//! Four things together say that every place belongs to one polygon at most and that every ring
//! bounds what its polygon says:
//! 1. an arc has at most one polygon on each side;
//! 2. edges meet in common vertices only, and arcs at their ends only;
//! 3. around every junction, neighbouring arcs agree about the polygon in the wedge between them;
//! 4. every connected piece of the drawing lies in the polygon that its outermost arcs name as
//!    their outer side.

use rustc_hash::{FxHashMap, FxHashSet};

use super::meeting_edges::{Edge, meeting_edges, turn};
use super::problems::Problem;
use super::{Arc, Topology};
use crate::geometry::MicroDegrees;

/// Everything that keeps the topology from being a planar coverage, in a stable order.
///
/// Costs about a second for two million vertices.
#[must_use]
pub fn planar_problems(topology: &Topology) -> Vec<Problem> {
    let mut problems = Vec::new();
    let sides = Sides::of(topology, &mut problems);
    unmarked_junctions(topology, &mut problems);
    edges_that_meet(topology, &sides, &mut problems);
    // The remaining checks trust that the drawing is noded.
    if problems.is_empty() {
        wedges(topology, &sides, &mut problems);
    }
    if problems.is_empty() {
        nesting(topology, &sides, &mut problems);
    }
    problems.sort();
    problems.dedup();
    problems
}

/// A polygon of the topology, counted over all faces; what lies on a side of an arc.
type PolygonId = u32;

/// Which polygon lies to the left and to the right of each arc.
struct Sides {
    /// By arc: `[left, right]` when walked forwards.
    of_arc: Vec<[Option<PolygonId>; 2]>,
    /// The face of each polygon.
    faces: Vec<u32>,
}

impl Sides {
    fn of(topology: &Topology, problems: &mut Vec<Problem>) -> Self {
        let mut sides = Self {
            of_arc: vec![[None; 2]; topology.arcs.len()],
            faces: Vec::new(),
        };
        for (face, area) in topology.faces.iter().enumerate() {
            for polygon in &area.polygons {
                let id = sides.faces.len() as PolygonId;
                sides.faces.push(face as u32);
                for used in polygon.iter().flatten() {
                    let of_arc = &mut sides.of_arc[used.arc as usize];
                    let (side, other) = (usize::from(used.reversed), usize::from(!used.reversed));
                    let rival = of_arc[side]
                        .or(of_arc[other].filter(|&p| sides.faces[p as usize] == face as u32));
                    if let Some(rival) = rival {
                        problems.push(Problem::SharedSide {
                            faces: [sides.faces[rival as usize], face as u32],
                            at: topology.arcs[used.arc as usize].points[1],
                        });
                    }
                    of_arc[side] = Some(id);
                }
            }
        }
        sides
    }

    /// What lies to the left of an arc walked forwards or backwards.
    fn left(&self, arc: usize, reversed: bool) -> Option<PolygonId> {
        self.of_arc[arc][usize::from(reversed)]
    }

    fn face(&self, polygon: Option<PolygonId>) -> Option<u32> {
        polygon.map(|id| self.faces[id as usize])
    }

    fn a_face_of(&self, arc: usize) -> u32 {
        let [left, right] = self.of_arc[arc];
        self.face(left.or(right)).unwrap_or_default()
    }
}

fn unmarked_junctions(topology: &Topology, problems: &mut Vec<Problem>) {
    let ends: FxHashSet<MicroDegrees> = topology.arcs.iter().flat_map(ends_of).collect();
    let mut inside = FxHashSet::default();
    for arc in &topology.arcs {
        for &point in &arc.points[1..arc.points.len() - 1] {
            if ends.contains(&point) || !inside.insert(point) {
                problems.push(Problem::UnmarkedJunction { at: point });
            }
        }
    }
}

fn ends_of(arc: &Arc) -> [MicroDegrees; 2] {
    [arc.points[0], arc.points[arc.points.len() - 1]]
}

fn edges_that_meet(topology: &Topology, sides: &Sides, problems: &mut Vec<Problem>) {
    let (edges, arc_of_edge) = edges_of(topology);
    for [e, f] in meeting_edges(&edges) {
        let face = |edge: u32| sides.a_face_of(arc_of_edge[edge as usize] as usize);
        problems.push(Problem::EdgesMeet {
            edges: [edges[e as usize], edges[f as usize]],
            faces: [face(e), face(f)],
        });
    }
}

/// Every edge, and the arc that it belongs to.
fn edges_of(topology: &Topology) -> (Vec<Edge>, Vec<u32>) {
    let mut edges = Vec::new();
    let mut arc_of_edge = Vec::new();
    for (index, arc) in topology.arcs.iter().enumerate() {
        for pair in arc.points.windows(2) {
            edges.push([pair[0], pair[1]]);
            arc_of_edge.push(index as u32);
        }
    }
    (edges, arc_of_edge)
}

/// An arc that leaves a vertex.
#[derive(Clone, Copy)]
struct Spoke {
    from: MicroDegrees,
    to: MicroDegrees,
    left: Option<PolygonId>,
    right: Option<PolygonId>,
}

fn wedges(topology: &Topology, sides: &Sides, problems: &mut Vec<Problem>) {
    let mut by_vertex: FxHashMap<MicroDegrees, Vec<Spoke>> = FxHashMap::default();
    for (index, arc) in topology.arcs.iter().enumerate() {
        let last = arc.points.len() - 1;
        for (reversed, from, to) in [(false, 0, 1), (true, last, last - 1)] {
            by_vertex.entry(arc.points[from]).or_default().push(Spoke {
                from: arc.points[from],
                to: arc.points[to],
                left: sides.left(index, reversed),
                right: sides.left(index, !reversed),
            });
        }
    }
    for (at, mut spokes) in by_vertex {
        spokes.sort_by(by_angle);
        for (index, spoke) in spokes.iter().enumerate() {
            let next = spokes[(index + 1) % spokes.len()];
            if spoke.left != next.right {
                problems.push(Problem::Overlap {
                    faces: [sides.face(spoke.left), sides.face(next.right)],
                    at,
                });
            }
        }
    }
}

/// Counter-clockwise from due west (excluded) round to due west (included).
fn by_angle(a: &Spoke, b: &Spoke) -> std::cmp::Ordering {
    let upper = |s: &Spoke| s.to[1] > s.from[1] || (s.to[1] == s.from[1] && s.to[0] < s.from[0]);
    upper(a)
        .cmp(&upper(b))
        .then_with(|| 0.cmp(&turn(a.from, a.to, b.to)))
}

/// A connected piece of the drawing, seen from its least vertex.
struct Piece {
    at: MicroDegrees,
    /// What its arcs say lies west of that vertex.
    outer: Option<PolygonId>,
    /// The nearest edge west of it, upwards, and what lies east of that edge.
    nearest: Option<(Edge, Option<PolygonId>)>,
}

fn nesting(topology: &Topology, sides: &Sides, problems: &mut Vec<Problem>) {
    let mut pieces = pieces_of(topology, sides);
    pieces.sort_by_key(|piece| [piece.at[1], piece.at[0]]);
    for (index, arc) in topology.arcs.iter().enumerate() {
        for pair in arc.points.windows(2) {
            let downwards = pair[0][1] > pair[1][1];
            let edge = if downwards {
                [pair[1], pair[0]]
            } else {
                [pair[0], pair[1]]
            };
            let east = sides.left(index, !downwards);
            // An edge owns its lower end: the ray runs a hair above the vertex.
            let first = pieces.partition_point(|piece| piece.at[1] < edge[0][1]);
            for piece in &mut pieces[first..] {
                if piece.at[1] >= edge[1][1] {
                    break;
                }
                if turn(edge[0], edge[1], piece.at) < 0
                    && piece
                        .nearest
                        .is_none_or(|(known, _)| lies_east(edge, known))
                {
                    piece.nearest = Some((edge, east));
                }
            }
        }
    }
    for piece in &pieces {
        let found = piece.nearest.and_then(|(_, east)| east);
        if found != piece.outer {
            problems.push(Problem::Overlap {
                faces: [sides.face(found), sides.face(piece.outer)],
                at: piece.at,
            });
        }
    }
}

/// Whether one upward edge lies east of another where both pass the same height. They may have a
/// common end but do not cross.
fn lies_east(edge: Edge, known: Edge) -> bool {
    // Compare at the higher of the lower ends; when they are one point, at the lower upper end.
    let side = if edge[0][1] >= known[0][1] {
        -turn(known[0], known[1], edge[0]).signum()
    } else {
        turn(edge[0], edge[1], known[0]).signum()
    };
    match side {
        0 if edge[1][1] <= known[1][1] => turn(known[0], known[1], edge[1]) < 0,
        0 => turn(edge[0], edge[1], known[1]) > 0,
        side => side > 0,
    }
}

fn pieces_of(topology: &Topology, sides: &Sides) -> Vec<Piece> {
    let piece_of_arc = connected(topology);
    let mut least: FxHashMap<usize, MicroDegrees> = FxHashMap::default();
    for (arc, &piece) in topology.arcs.iter().zip(&piece_of_arc) {
        for &point in &arc.points {
            let known = least.entry(piece).or_insert(point);
            *known = point.min(*known);
        }
    }
    let mut spokes: FxHashMap<MicroDegrees, Vec<Spoke>> =
        least.values().map(|&at| (at, Vec::new())).collect();
    for (index, arc) in topology.arcs.iter().enumerate() {
        for pair in arc.points.windows(2) {
            for (reversed, from, to) in [(false, pair[0], pair[1]), (true, pair[1], pair[0])] {
                if let Some(at_vertex) = spokes.get_mut(&from) {
                    at_vertex.push(Spoke {
                        from,
                        to,
                        left: sides.left(index, reversed),
                        right: sides.left(index, !reversed),
                    });
                }
            }
        }
    }
    spokes
        .into_iter()
        .filter_map(|(at, spokes)| {
            // All spokes of a least vertex point eastward (or due north), so the west lies left
            // of the northernmost one.
            let northmost = spokes.iter().max_by(|a, b| by_angle(a, b))?;
            Some(Piece {
                at,
                outer: northmost.left,
                nearest: None,
            })
        })
        .collect()
}

/// For each arc the least arc that it is joined to through common ends.
fn connected(topology: &Topology) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..topology.arcs.len()).collect();
    let mut first_at: FxHashMap<MicroDegrees, usize> = FxHashMap::default();
    for (index, arc) in topology.arcs.iter().enumerate() {
        for end in ends_of(arc) {
            let other = *first_at.entry(end).or_insert(index);
            let (a, b) = (root(&mut parent, index), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    (0..parent.len())
        .map(|arc| root(&mut parent, arc))
        .collect()
}

fn root(parent: &mut [usize], mut arc: usize) -> usize {
    while parent[arc] != arc {
        parent[arc] = parent[parent[arc]];
        arc = parent[arc];
    }
    arc
}
