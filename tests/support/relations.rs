//! What the spatial operators of CQL2 mean, by the matrix of two shapes.

use geo::relate::IntersectionMatrix;

/// Whether a relation holds.
pub type Holds = fn(&IntersectionMatrix) -> bool;

/// Every operator with its meaning.
pub const RELATIONS: [(&str, Holds); 8] = [
    ("S_INTERSECTS", IntersectionMatrix::is_intersects),
    ("S_DISJOINT", IntersectionMatrix::is_disjoint),
    ("S_WITHIN", IntersectionMatrix::is_within),
    ("S_CONTAINS", IntersectionMatrix::is_contains),
    ("S_EQUALS", IntersectionMatrix::is_equal_topo),
    ("S_TOUCHES", IntersectionMatrix::is_touches),
    ("S_CROSSES", IntersectionMatrix::is_crosses),
    ("S_OVERLAPS", IntersectionMatrix::is_overlaps),
];
