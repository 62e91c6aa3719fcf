//! Laws of shared borders, on generated coverages and on the committed boundary files.

use std::path::PathBuf;

use phiabac::coverage::{
    MultiPolygon, Problem, Ring, Topology, areas_km2, at_zoom, build, doubled_area, inspect,
    label_points, planar_problems, rank, ring_points, thin, thin_but,
};
use phiabac::dataset::topojson::{BoundaryFile, BoundarySet, OutlineKind, read_boundaries};
use phiabac::geometry::{GridPoint, MicroDegrees, microdegrees_to_grid};
use proptest::prelude::*;

/// South-western corner of the generated coverages.
const CORNER: MicroDegrees = [105_000_000, 20_900_000];

/// A generated coverage: a square lattice of crooked cells, each given to one of some units or to
/// nobody. It has enclaves, islands, holes, and units that touch in single points.
#[derive(Clone, Debug)]
struct Patchwork {
    side: usize,
    /// By cell: its unit, or none.
    owner: Vec<Option<usize>>,
    /// By lattice point: where it is.
    places: Vec<MicroDegrees>,
}

impl Patchwork {
    fn units(&self) -> usize {
        self.owner.iter().flatten().max().map_or(0, |unit| unit + 1)
    }

    fn owner_at(&self, column: i64, row: i64) -> Option<usize> {
        let side = self.side as i64;
        let inside = (0..side).contains(&column) && (0..side).contains(&row);
        inside.then(|| self.owner[(row * side + column) as usize])?
    }

    fn place(&self, [column, row]: [i64; 2]) -> MicroDegrees {
        self.places[(row * (self.side as i64 + 1) + column) as usize]
    }

    /// The polygons of every unit that has a cell.
    fn areas(&self) -> Vec<MultiPolygon> {
        (0..self.units())
            .map(|unit| self.area_of(unit))
            .filter(|area| !area.is_empty())
            .collect()
    }

    fn area_of(&self, unit: usize) -> MultiPolygon {
        let (outers, holes): (Vec<Ring>, Vec<Ring>) = self
            .rings_of(unit)
            .into_iter()
            .partition(|ring| doubled_area(ring) > 0);
        let mut polygons: MultiPolygon = outers.into_iter().map(|ring| vec![ring]).collect();
        polygons.sort_by_key(|polygon| doubled_area(&polygon[0]));
        for hole in holes {
            let home = polygons
                .iter_mut()
                .find(|polygon| holds(&polygon[0], middle(&hole)))
                .expect("a hole lies in a polygon");
            home.push(hole);
        }
        polygons
    }

    /// Follows the edges of the unit's cells with the cells on the left.
    fn rings_of(&self, unit: usize) -> Vec<Ring> {
        let mut steps: Vec<([i64; 2], [i64; 2])> = Vec::new();
        for row in 0..self.side as i64 {
            for column in 0..self.side as i64 {
                if self.owner_at(column, row) != Some(unit) {
                    continue;
                }
                let corner = |dx, dy| [column + dx, row + dy];
                let sides = [
                    (self.owner_at(column, row - 1), corner(0, 0), corner(1, 0)),
                    (self.owner_at(column + 1, row), corner(1, 0), corner(1, 1)),
                    (self.owner_at(column, row + 1), corner(1, 1), corner(0, 1)),
                    (self.owner_at(column - 1, row), corner(0, 1), corner(0, 0)),
                ];
                let foreign = sides.into_iter().filter(|side| side.0 != Some(unit));
                steps.extend(foreign.map(|(_, from, to)| (from, to)));
            }
        }
        let mut rings = Vec::new();
        while let Some((start, mut at)) = steps.pop() {
            let mut ring = vec![self.place(start)];
            let mut came = [at[0] - start[0], at[1] - start[1]];
            while at != start {
                ring.push(self.place(at));
                // Where two cells touch in this point only, keep to the one on the left.
                let left = [at[0] - came[1], at[1] + came[0]];
                let next = steps
                    .iter()
                    .position(|&(from, to)| from == at && to == left)
                    .or_else(|| steps.iter().position(|&(from, _)| from == at))
                    .expect("edges of cells close");
                let (from, to) = steps.swap_remove(next);
                came = [to[0] - from[0], to[1] - from[1]];
                at = to;
            }
            rings.push(ring);
        }
        rings
    }
}

/// The middle of the first edge, times two.
fn middle(ring: &[MicroDegrees]) -> [i64; 2] {
    [0, 1].map(|axis| i64::from(ring[0][axis]) + i64::from(ring[1][axis]))
}

/// Whether a ring holds a point given times two.
fn holds(ring: &[MicroDegrees], [x, y]: [i64; 2]) -> bool {
    let doubled = |p: MicroDegrees| p.map(|v| i128::from(v) * 2);
    let (x, y) = (i128::from(x), i128::from(y));
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    edges.fold(false, |inside, (&a, &b)| {
        let ([ax, ay], [bx, by]) = (doubled(a), doubled(b));
        let crosses = (ay > y) != (by > y);
        let west = (x - ax) * (by - ay) < (y - ay) * (bx - ax);
        inside ^ (crosses && west == (by > ay))
    })
}

/// Units of a few large pieces, with some cells thrown in at random.
fn patchworks() -> impl Strategy<Value = Patchwork> {
    (4usize..14, 2usize..7, 2_000..60_000i32).prop_flat_map(|(side, units, size)| {
        let seeds = prop::collection::vec((0..side, 0..side), units);
        let noise = prop::collection::vec((0u8..100, 0..=units), side * side);
        let reach = size / 5;
        let points = (side + 1) * (side + 1);
        let jitter = prop::collection::vec((-reach..=reach, -reach..=reach), points);
        (seeds, noise, jitter).prop_map(move |(seeds, noise, jitter)| {
            let nearest = |cell: usize| {
                let (column, row) = (cell % side, cell / side);
                let far =
                    |s: &(usize, usize)| s.0.abs_diff(column).pow(2) + s.1.abs_diff(row).pow(2);
                (0..seeds.len()).min_by_key(|&i| far(&seeds[i]))
            };
            let owner = (0..side * side).map(|cell| match noise[cell] {
                (0..15, unit) => (unit < seeds.len()).then_some(unit),
                _ => nearest(cell),
            });
            let places = jitter.iter().enumerate().map(|(index, &(dx, dy))| {
                let (column, row) = ((index % (side + 1)) as i32, (index / (side + 1)) as i32);
                [CORNER[0] + column * size + dx, CORNER[1] + row * size + dy]
            });
            Patchwork {
                side,
                owner: owner.collect(),
                places: places.collect(),
            }
        })
    })
}

fn polygons_of(topology: &Topology) -> Vec<MultiPolygon> {
    let polygon = |rings: &Vec<Vec<_>>| {
        rings
            .iter()
            .map(|ring| ring_points(topology, ring))
            .collect()
    };
    (topology.faces.iter())
        .map(|face| face.polygons.iter().map(polygon).collect())
        .collect()
}

fn check_planar(topology: &Topology, faces: usize) {
    let problems = planar_problems(topology);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(topology.faces.len(), faces);
    assert!(topology.faces.iter().all(|face| !face.polygons.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn polygons_become_borders_and_polygons_again(patchwork in patchworks()) {
        let areas = patchwork.areas();
        let topology = build(&areas).expect("a patchwork is a coverage");
        prop_assert_eq!(build(&polygons_of(&topology)).expect("still a coverage"), topology.clone());
        for (area, built) in areas.iter().zip(polygons_of(&topology)) {
            let sum = |area: &MultiPolygon| area.iter().flatten().map(|r| doubled_area(r)).sum::<i128>();
            prop_assert_eq!(sum(area), sum(&built));
        }
    }

    #[test]
    fn a_border_has_at_most_one_user_on_each_side(patchwork in patchworks()) {
        let topology = build(&patchwork.areas()).expect("a patchwork is a coverage");
        let mut users: Vec<_> = topology.faces.iter().flat_map(phiabac::coverage::Face::arcs).collect();
        users.sort_unstable();
        prop_assert!(users.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn every_zoom_is_a_planar_coverage_with_every_unit(patchwork in patchworks()) {
        let areas = patchwork.areas();
        let mut topology = build(&areas).expect("a patchwork is a coverage");
        rank(&mut topology);
        let points = |t: &Topology| t.arcs.iter().map(|arc| arc.points.len()).sum::<usize>();
        let mut before = 0;
        for zoom in 0..=14 {
            let seen = at_zoom(&topology, zoom);
            check_planar(&seen, areas.len());
            prop_assert!(points(&seen) >= before);
            before = points(&seen);
        }
        prop_assert_eq!(before, points(&topology));
    }

    #[test]
    fn thinning_keeps_a_planar_coverage_and_its_sum(patchwork in patchworks(), metres in 1.0..5_000.0f64) {
        let areas = patchwork.areas();
        let source = build(&areas).expect("a patchwork is a coverage");
        let mut thinned = source.clone();
        thin(&mut thinned, metres);
        check_planar(&thinned, areas.len());
        prop_assert_eq!(thinned.arcs.len(), source.arcs.len());
    }

    #[test]
    fn thinning_leaves_known_vertices_and_a_planar_coverage(patchwork in patchworks(), metres in 1.0..5_000.0f64) {
        let areas = patchwork.areas();
        let source = build(&areas).expect("a patchwork is a coverage");
        let is_known = |point: GridPoint| point.x % 3 == 0;
        let known = |topology: &Topology| -> Vec<MicroDegrees> {
            let points = topology.arcs.iter().flat_map(|arc| arc.points.iter().copied());
            points.filter(|&point| is_known(microdegrees_to_grid(point))).collect()
        };
        let mut thinned = source.clone();
        thin_but(&mut thinned, metres, &is_known);
        check_planar(&thinned, areas.len());
        prop_assert_eq!(known(&thinned), known(&source));
        let mut again = thinned.clone();
        thin_but(&mut again, metres, &|_| true);
        prop_assert_eq!(again.arcs, thinned.arcs);
    }

    #[test]
    fn label_points_lie_inside(patchwork in patchworks()) {
        let topology = build(&patchwork.areas()).expect("a patchwork is a coverage");
        for (polygons, label) in polygons_of(&topology).iter().zip(label_points(&topology)) {
            let place = [label.lon, label.lat].map(|degrees| (degrees * 2e6).round() as i64);
            let rings = polygons.iter().flatten().filter(|ring| holds(ring, place));
            prop_assert!(rings.count() % 2 == 1);
        }
    }

    #[test]
    fn a_vertex_moved_in_one_unit_only_is_found(
        patchwork in patchworks(),
        pick in any::<prop::sample::Index>(),
        shift in [-300..300i32, -300..300i32],
    ) {
        let mut areas = patchwork.areas();
        let shared: Vec<(usize, MicroDegrees)> = shared_vertices(&areas);
        prop_assume!(!shared.is_empty() && shift != [0, 0]);
        let (unit, vertex) = shared[pick.index(shared.len())];
        let moved = [vertex[0] + shift[0], vertex[1] + shift[1]];
        for point in areas[unit].iter_mut().flatten().flatten().filter(|p| **p == vertex) {
            *point = moved;
        }
        let found = inspect(&areas);
        let refused = build(&areas).is_err();
        // A vertex moved outward opens a gap with the neighbour only; else edges meet.
        prop_assert!(refused || found.faces_with_bad_edges.is_empty());
        prop_assert_eq!(refused, !found.faces_with_bad_edges.is_empty() || found.overlaps.iter().any(|o| o.area_m2 > 0.0));
    }
}

/// Vertices that lie inside a border between two units, with one of the two.
fn shared_vertices(areas: &[MultiPolygon]) -> Vec<(usize, MicroDegrees)> {
    let topology = build(areas).expect("a patchwork is a coverage");
    let mut users = vec![Vec::new(); topology.arcs.len()];
    for (unit, face) in topology.faces.iter().enumerate() {
        face.arcs()
            .for_each(|used| users[used.arc as usize].push(unit));
    }
    (topology.arcs.iter().zip(&users))
        .filter(|(_, users)| users.len() == 2)
        .flat_map(|(arc, users)| {
            arc.points[1..arc.points.len() - 1]
                .iter()
                .map(|&p| (users[0], p))
        })
        .collect()
}

fn square(west: i32, south: i32, side: i32) -> Ring {
    let at = |dx, dy| [CORNER[0] + west + dx * side, CORNER[1] + south + dy * side];
    vec![at(0, 0), at(1, 0), at(1, 1), at(0, 1)]
}

fn refusal(areas: &[MultiPolygon]) -> Problem {
    build(areas).expect_err("not a coverage").remove(0)
}

#[test]
fn the_same_square_twice_is_refused() {
    let area = vec![vec![square(0, 0, 1000)]];
    assert!(matches!(
        refusal(&[area.clone(), area]),
        Problem::SharedSide { faces: [0, 1], .. }
    ));
}

#[test]
fn three_units_on_one_border_are_refused() {
    let triangle = [[1000, 0], [2000, 500], [1000, 1000]]
        .map(|[x, y]| [CORNER[0] + x, CORNER[1] + y])
        .to_vec();
    let areas = [
        vec![vec![square(0, 0, 1000)]],
        vec![vec![square(1000, 0, 1000)]],
        vec![vec![triangle]],
    ];
    let problems = build(&areas).expect_err("not a coverage");
    assert!(
        problems.iter().any(|p| p.faces().any(|face| face == 2)),
        "{problems:?}"
    );
}

#[test]
fn a_square_inside_another_is_refused() {
    let areas = [
        vec![vec![square(0, 0, 1000)]],
        vec![vec![square(200, 200, 100)]],
    ];
    assert!(matches!(
        refusal(&areas),
        Problem::Overlap {
            faces: [Some(0), None],
            ..
        }
    ));
    assert_eq!(inspect(&areas).overlaps.len(), 1);
}

#[test]
fn an_enclave_in_its_hole_is_a_coverage() {
    let areas = [
        vec![vec![square(0, 0, 1000), square(200, 200, 100)]],
        vec![vec![square(200, 200, 100)]],
    ];
    let topology = build(&areas).expect("a coverage");
    assert_eq!(topology.arcs.len(), 2);
}

#[test]
fn crossing_squares_are_refused_and_measured() {
    let areas = [
        vec![vec![square(0, 0, 1000)]],
        vec![vec![square(900, 500, 1000)]],
    ];
    assert!(matches!(refusal(&areas), Problem::EdgesMeet { .. }));
    let found = inspect(&areas);
    assert_eq!(found.overlaps.len(), 1);
    // 100 × 500 microdegrees at 20.9° north: 10.4 m × 55.4 m.
    assert!((found.overlaps[0].area_m2 - 576.0).abs() < 2.0, "{found:?}");
    assert_eq!(found.faces_with_bad_edges.len(), 2);
}

#[test]
fn a_vertex_that_the_neighbour_lacks_is_a_bad_edge() {
    let mut west = square(0, 0, 1000);
    west.insert(2, [CORNER[0] + 1000, CORNER[1] + 400]);
    let areas = [vec![vec![west]], vec![vec![square(1000, 0, 1000)]]];
    assert!(matches!(refusal(&areas), Problem::EdgesMeet { .. }));
    let found = inspect(&areas);
    assert_eq!(found.bad_edges, 3);
    assert!(found.overlaps.is_empty() && found.gaps.is_empty());
}

#[test]
fn a_gap_between_three_units_is_found() {
    let ring = square(0, 0, 3000);
    let areas = [vec![vec![ring, square(1000, 1000, 500)]]];
    let found = inspect(&areas);
    assert_eq!(found.gaps.len(), 1);
    assert!((found.gaps[0].area_m2 - 2880.0).abs() < 10.0, "{found:?}");
}

fn committed(set: BoundarySet) -> BoundaryFile {
    let name = format!("geodata/boundaries/{}.topojson", set.object_name());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    read_boundaries(&path, set).expect("the committed file is good")
}

#[test]
fn the_communes_are_a_planar_coverage_of_18_provinces() {
    let file = committed(BoundarySet::Communes);
    check_planar(&file.topology, 1733);
    for zoom in [5, 8, 11] {
        check_planar(&at_zoom(&file.topology, zoom), 1733);
    }
    let mut provinces: Vec<&str> = file
        .properties
        .iter()
        .map(|p| p.province.as_str())
        .collect();
    provinces.sort_unstable();
    provinces.dedup();
    assert_eq!(provinces.len(), 18);
    let area: f64 = areas_km2(&file.topology).iter().sum();
    assert!((area - 149_486.5).abs() < 0.5, "{area}");
}

#[test]
fn the_former_communes_are_a_planar_coverage_with_qualities() {
    let file = committed(BoundarySet::FormerCommunes);
    check_planar(&file.topology, 5524);
    let count = |quality| {
        file.properties
            .iter()
            .filter(|p| p.quality == Some(quality))
            .count()
    };
    assert_eq!(['A', 'B', 'C', 'D'].map(count), [69, 4885, 412, 158]);
    assert!(file.properties.iter().all(|p| !p.successors.is_empty()));
}

#[test]
fn the_outline_goes_once_round_the_communes() {
    let file = committed(BoundarySet::Communes);
    let mut users = vec![0; file.topology.arcs.len()];
    for used in file
        .topology
        .faces
        .iter()
        .flat_map(phiabac::coverage::Face::arcs)
    {
        users[used.arc as usize] += 1;
    }
    let mut seen = vec![0; users.len()];
    for used in file.outline.iter().flat_map(|(_, line)| line) {
        seen[used.arc as usize] += 1;
        assert_eq!(users[used.arc as usize], 1);
    }
    assert!(seen.iter().all(|&times| times <= 1));
    // What is left are the two gaps inside.
    let left = (0..users.len())
        .filter(|&arc| users[arc] == 1 && seen[arc] == 0)
        .count();
    assert!((1..=6).contains(&left), "{left}");
    for kind in OutlineKind::ALL {
        assert!(file.outline.iter().any(|(of_line, _)| *of_line == kind));
    }
}
