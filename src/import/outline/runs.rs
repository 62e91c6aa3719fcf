//! Stretches of the outline of one class: those too short to be real, and where the border ends.

use super::neighbours::{Class, metres_between};
use crate::dataset::topojson::OutlineKind;
use crate::geometry::MicroDegrees;

/// The mouth of the Bắc Luân at Móng Cái, where the land border with China ends. Natural Earth has
/// the land on its southern side wrong, so the change from border to coast is moved here.
const BORDER_RIVER_MOUTH: MicroDegrees = [108_047_000, 21_538_000];

/// How far along the edge that change may be moved.
const MOUTH_REACH_METRES: f64 = 200_000.0;

/// Runs of one class that are shorter take the class of the longer run beside them.
const SHORTEST_RUN_METRES: f64 = 3_000.0;

/// Moves the change between border and coast to the point of the ring nearest the river's mouth.
pub(super) fn end_border_at_mouth(points: &[MicroDegrees], classes: &mut [Class]) {
    let edges = points.len() - 1;
    let from_mouth = |&i: &usize| metres_between(points[i], BORDER_RIVER_MOUTH);
    let Some(mouth) = (0..edges).min_by(|a, b| from_mouth(a).total_cmp(&from_mouth(b))) else {
        return;
    };
    // Walk from the mouth both ways to the first change; the edge before it or after it wins.
    for forwards in [true, false] {
        let step = |i: usize| {
            if forwards {
                (i + 1) % edges
            } else {
                (i + edges - 1) % edges
            }
        };
        let start = if forwards { mouth } else { step(mouth) };
        let here = classes[start].kind;
        let (mut at, mut metres, mut passed) = (start, 0.0, Vec::new());
        while classes[at].kind == here && metres < MOUTH_REACH_METRES {
            passed.push(at);
            metres += metres_between(points[at], points[at + 1]);
            at = step(at);
        }
        let kinds = [here, classes[at].kind];
        if metres < MOUTH_REACH_METRES && !kinds.contains(&OutlineKind::Province) {
            let beyond = classes[at];
            for edge in passed {
                classes[edge] = beyond;
            }
            return;
        }
    }
}

/// Gives runs that are too short the class of the longer of the two beside them, the shortest run
/// first. Points are closed: the first is repeated at the end.
pub(super) fn smooth(points: &[MicroDegrees], classes: &mut [Class]) {
    loop {
        let runs = runs_of(points, classes);
        let Some(shortest) =
            (0..runs.len()).min_by(|&a, &b| runs[a].metres.total_cmp(&runs[b].metres))
        else {
            return;
        };
        if runs.len() < 2 || runs[shortest].metres >= SHORTEST_RUN_METRES {
            return;
        }
        let before = &runs[(shortest + runs.len() - 1) % runs.len()];
        let after = &runs[(shortest + 1) % runs.len()];
        let longer = if before.metres >= after.metres {
            before
        } else {
            after
        };
        let class = longer.class;
        for index in runs[shortest].points.clone() {
            classes[index % (points.len() - 1)] = class;
        }
    }
}

/// Consecutive edges of one class. An edge has the class of its first point.
struct Run {
    class: Class,
    /// First points of its edges; may count on beyond the end of the ring.
    points: std::ops::Range<usize>,
    metres: f64,
}

fn runs_of(points: &[MicroDegrees], classes: &[Class]) -> Vec<Run> {
    let edges = points.len() - 1;
    let changes: Vec<usize> = (0..edges)
        .filter(|&i| classes[i] != classes[(i + edges - 1) % edges])
        .collect();
    let metres = |i: usize| metres_between(points[i % edges], points[i % edges + 1]);
    let run = |from: usize, to: usize| Run {
        class: classes[from],
        points: from..to,
        metres: (from..to).map(metres).sum(),
    };
    match changes.as_slice() {
        [] => vec![run(0, edges)],
        [first, ..] => (changes
            .iter()
            .zip(changes.iter().skip(1).chain([&(first + edges)])))
        .map(|(&from, &to)| run(from, to))
        .collect(),
    }
}
