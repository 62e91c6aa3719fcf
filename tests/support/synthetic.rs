//! A made-up tile: a valid coverage of units with wiggly borders, the same every time.

#![allow(dead_code, reason = "every test binary uses its own part")]

use crate::mvt::{Feature, Geometry, Layer, Point, Polygon, Ring, Tile, Value, doubled_area};
use crate::random::Random;

/// Tile units that the coverage fills on each axis: tile and buffer.
const FIRST: i64 = -64;
const SIDE: i64 = 4224;

/// Cells a side; the last column is sea, so that the coverage has an outside within the tile.
pub const CELLS: usize = 8;

/// Vertices from one junction to the next.
const STEPS: i64 = 9;

/// A tile with one layer `communes` of 55 units: 8 × 8 cells without the last column, two of them
/// one unit in two parts, and one enclave.
pub fn tile(seed: u64) -> Tile {
    let grid = Grid::new(seed);
    let mut features: Vec<Feature> = Vec::new();
    for row in 0..CELLS {
        for column in 0..CELLS - 1 {
            let mut polygon = Polygon {
                exterior: grid.cell(column, row),
                interiors: Vec::new(),
            };
            if (column, row) == (3, 3) {
                let enclave = Grid::enclave(&polygon.exterior);
                let mut hole = enclave.clone();
                hole.reverse();
                polygon.interiors.push(hole);
                features.push(unit(900, vec![enclave]));
            }
            if (column, row) == (1, 6) {
                // The unit of cell (4, 1) has a second part here.
                let first = features
                    .iter_mut()
                    .find(|f| f.id == Some(id_of(4, 1)))
                    .expect("cell (4, 1) comes earlier");
                if let Geometry::Polygons(polygons) = &mut first.geometry {
                    polygons.push(polygon);
                }
                continue;
            }
            let mut feature = unit(id_of(column, row), vec![polygon.exterior.clone()]);
            feature.geometry = Geometry::Polygons(vec![polygon]);
            features.push(feature);
        }
    }
    let layer = Layer {
        version: 2,
        name: "communes".to_owned(),
        extent: 4096,
        features,
    };
    Tile {
        layers: vec![layer],
    }
}

/// The id of the unit of a cell.
pub fn id_of(column: usize, row: usize) -> u64 {
    (1 + column + row * CELLS) as u64
}

/// Abscissa of the coast before it was made wiggly.
pub fn coast() -> i64 {
    FIRST + SIDE * (CELLS as i64 - 1) / CELLS as i64
}

fn unit(id: u64, exteriors: Vec<Ring>) -> Feature {
    let polygons = exteriors.into_iter().map(|exterior| Polygon {
        exterior,
        interiors: Vec::new(),
    });
    Feature {
        id: Some(id),
        properties: vec![
            ("code".to_owned(), Value::String(format!("{id:05}"))),
            ("kind".to_owned(), Value::String("commune".to_owned())),
        ],
        geometry: Geometry::Polygons(polygons.collect()),
    }
}

struct Grid {
    /// Lines from junction (c, r) to (c + 1, r), then from (c, r) to (c, r + 1).
    across: Vec<Vec<Point>>,
    down: Vec<Vec<Point>>,
}

impl Grid {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let cell = SIDE / CELLS as i64;
        let junctions: Vec<Point> = (0..=CELLS)
            .flat_map(|row| (0..=CELLS).map(move |column| [column, row]))
            .map(|place| {
                place.map(|n| {
                    let inner = n > 0 && n < CELLS;
                    let shift = if inner { random.around(cell / 7) } else { 0 };
                    FIRST + n as i64 * cell + shift
                })
            })
            .collect();
        let junction = |column: usize, row: usize| junctions[row * (CELLS + 1) + column];
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for row in 0..=CELLS {
            for column in 0..=CELLS {
                let from = junction(column, row);
                let to_right = junction((column + 1).min(CELLS), row);
                let to_below = junction(column, (row + 1).min(CELLS));
                let straight = row == 0 || row == CELLS;
                across.push(wiggle(from, to_right, straight, &mut random));
                let straight = column == 0 || column == CELLS;
                down.push(wiggle(from, to_below, straight, &mut random));
            }
        }
        Self { across, down }
    }

    fn cell(&self, column: usize, row: usize) -> Ring {
        let at = |c: usize, r: usize| r * (CELLS + 1) + c;
        let backwards = |line: &Vec<Point>| line.iter().rev().copied().collect::<Vec<_>>();
        let sides = [
            self.across[at(column, row)].clone(),
            self.down[at(column + 1, row)].clone(),
            backwards(&self.across[at(column, row + 1)]),
            backwards(&self.down[at(column, row)]),
        ];
        let mut ring: Ring = Vec::new();
        for side in sides {
            ring.extend(&side[..side.len() - 1]);
        }
        ring
    }

    /// A triangle about the middle of a cell.
    fn enclave(cell: &Ring) -> Ring {
        let n = cell.len() as i64;
        let [x, y] = [0, 1].map(|axis| cell.iter().map(|p| p[axis]).sum::<i64>() / n);
        let ring = vec![[x, y - 60], [x + 70, y + 50], [x - 65, y + 45]];
        assert!(doubled_area(&ring) > 0, "an exterior ring turns clockwise");
        ring
    }
}

fn wiggle(from: Point, to: Point, straight: bool, random: &mut Random) -> Vec<Point> {
    let mut line = vec![from];
    if !straight {
        for step in 1..STEPS {
            let along = |axis: usize| from[axis] + (to[axis] - from[axis]) * step / STEPS;
            let across = random.around(20);
            // Sideways only: the line cannot meet itself.
            let point = if (to[0] - from[0]).abs() > (to[1] - from[1]).abs() {
                [along(0), along(1) + across]
            } else {
                [along(0) + across, along(1)]
            };
            line.push(point);
        }
    }
    line.push(to);
    line
}
