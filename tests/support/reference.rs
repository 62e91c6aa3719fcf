//! What the boundary files say, read and reckoned without the product's code: `TopoJSON` from its
//! specification, Web Mercator from its formula, everything by full scan over the finest lines.

#![allow(dead_code, reason = "every test binary uses its own part")]

use std::collections::{BTreeMap, HashMap};
use std::f64::consts::PI;
use std::path::Path;

use serde::Deserialize;

/// A place on the Web Mercator square: 0 to 1 eastward and southward.
pub type World = [f64; 2];

/// A closed line; the last place is joined to the first.
type Loop = Vec<World>;

/// A unit as its finest rings.
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its properties in the file.
    pub properties: serde_json::Map<String, serde_json::Value>,
    /// Each with 1 for an outer ring, −1 for a hole.
    rings: Vec<(f64, Loop)>,
    bounds: [f64; 4],
}

/// All units of one boundary file, and the coverage's outside.
pub struct Reference {
    /// The units in the order of the file.
    pub units: Vec<Unit>,
    by_code: HashMap<String, usize>,
    outer: OuterLines,
}

#[derive(Deserialize)]
struct TopoJson {
    transform: Transform,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Object {
    geometries: Vec<FileGeometry>,
}

#[derive(Deserialize)]
struct FileGeometry {
    #[serde(flatten)]
    shape: Shape,
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    properties: serde_json::Map<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

impl Shape {
    /// All rings, each with 1 for an outer ring, −1 for a hole.
    fn rings(&self) -> Vec<(f64, &Vec<i64>)> {
        let polygons = match self {
            Self::Polygon(rings) => vec![rings],
            Self::MultiPolygon(polygons) => polygons.iter().collect(),
        };
        let sign = |n: usize| if n == 0 { 1.0 } else { -1.0 };
        polygons
            .into_iter()
            .flat_map(|rings| {
                rings
                    .iter()
                    .enumerate()
                    .map(move |(n, ring)| (sign(n), ring))
            })
            .collect()
    }
}

impl Reference {
    /// Reads the object of that name from a `TopoJSON` file.
    pub fn read(path: &Path, object: &str) -> Self {
        let name = path.display();
        let text = std::fs::read(path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut file: TopoJson =
            serde_json::from_slice(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let object = file.objects.remove(object).expect("the coverage");
        let object: Object =
            serde_json::from_value(object).unwrap_or_else(|e| panic!("{name}: {e}"));
        let lines: Vec<Loop> = file
            .arcs
            .iter()
            .map(|a| unfold(a, &file.transform))
            .collect();
        let mut uses = vec![0u8; lines.len()];
        let mut units = Vec::new();
        for geometry in &object.geometries {
            let rings = geometry.shape.rings();
            for &arc in rings.iter().flat_map(|(_, ring)| *ring) {
                uses[index_of(arc)] += 1;
            }
            units.push(Unit::new(geometry, &rings, &lines));
        }
        assert!(
            uses.iter().all(|&n| n == 1 || n == 2),
            "{name}: users of arcs"
        );
        let outer = lines.iter().zip(&uses).filter(|(_, uses)| **uses == 1);
        let codes = units.iter().enumerate();
        Self {
            by_code: codes.map(|(n, unit)| (unit.code.clone(), n)).collect(),
            units,
            outer: OuterLines::new(outer.map(|(line, _)| line)),
        }
    }

    /// Units that cover ground in the tile (without its buffer), and how much: square tile units.
    pub fn units_in(&self, z: u8, x: u32, y: u32) -> Vec<(&Unit, f64)> {
        let side = 1.0 / f64::from(1u32 << z);
        let (west, north) = (f64::from(x) * side, f64::from(y) * side);
        let frame = [west, north, west + side, north + side];
        let per_unit = (4096.0 / side).powi(2);
        self.units
            .iter()
            .map(|unit| (unit, unit.area_in(frame) * per_unit))
            .filter(|(_, area)| *area > 0.0)
            .collect()
    }

    /// The unit of that code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.by_code.get(code).map(|&index| &self.units[index])
    }

    /// Whether a unit may have something to show in a tile (zoom, column, row) with its buffer.
    pub fn may_reach(&self, code: &str, [z, x, y]: [u32; 3], buffer: f64) -> bool {
        let side = 1.0 / f64::from(1u32 << z);
        let reach = side * (buffer + TOLERANCE) / 4096.0;
        self.unit(code).is_some_and(|unit| {
            [x, y].iter().enumerate().all(|(axis, &n)| {
                let start = f64::from(n) * side;
                unit.bounds[axis] <= start + side + reach && unit.bounds[axis + 2] >= start - reach
            })
        })
    }

    /// The code of the unit that holds a place: the first, by full scan.
    pub fn unit_at(&self, place: World) -> Option<&str> {
        let holds = |unit: &&Unit| unit.holds(place);
        self.units.iter().find(holds).map(|unit| unit.code.as_str())
    }

    /// The codes of the units whose boxes meet a box (west, north, east, south).
    pub fn boxes_meeting(&self, frame: [f64; 4]) -> Vec<&str> {
        let meets = |unit: &&Unit| {
            (0..2).all(|a| unit.bounds[a] <= frame[a + 2] && unit.bounds[a + 2] >= frame[a])
        };
        let found = self.units.iter().filter(meets);
        found.map(|unit| unit.code.as_str()).collect()
    }

    /// A vertex of a random unit: small units are as likely as large ones.
    pub fn some_place(&self, random: &mut impl FnMut(usize) -> usize) -> World {
        let unit = &self.units[random(self.units.len())];
        let ring = &unit.rings[random(unit.rings.len())].1;
        ring[random(ring.len())]
    }

    /// West, north, east, south of the coverage on the world square.
    pub fn bounds(&self) -> [f64; 4] {
        self.outer.bounds
    }

    /// Whether a place lies in any unit.
    pub fn covers(&self, place: World) -> bool {
        self.outer.encloses(place)
    }

    /// Whether a place lies within reach of the outside.
    pub fn is_near_outside(&self, place: World, reach: f64) -> bool {
        self.outer.is_near(place, reach)
    }
}

/// How far a simplified and snapped boundary may lie from the finest one, in tile units.
pub const TOLERANCE: f64 = 6.0;

impl Unit {
    fn new(geometry: &FileGeometry, rings: &[(f64, &Vec<i64>)], lines: &[Loop]) -> Self {
        let joined = rings.iter().map(|(sign, ring)| (*sign, join(ring, lines)));
        let rings: Vec<(f64, Loop)> = joined.collect();
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for place in rings.iter().flat_map(|(_, ring)| ring) {
            for axis in 0..2 {
                bounds[axis] = bounds[axis].min(place[axis]);
                bounds[axis + 2] = bounds[axis + 2].max(place[axis]);
            }
        }
        let code = geometry.properties.get("code").unwrap_or(&geometry.id);
        let code = code
            .as_str()
            .map_or_else(|| code.to_string(), str::to_owned);
        Self {
            code,
            properties: geometry.properties.clone(),
            rings,
            bounds,
        }
    }

    /// Even-odd rule over all its rings.
    fn holds(&self, place: World) -> bool {
        let within = (0..2).all(|a| (self.bounds[a]..=self.bounds[a + 2]).contains(&place[a]));
        let crossed = |ring: &Loop| {
            let next = ring.iter().cycle().skip(1);
            let edges = ring.iter().zip(next);
            edges.filter(|(a, b)| crosses_ray(place, a, b)).count()
        };
        within
            && self
                .rings
                .iter()
                .map(|(_, ring)| crossed(ring))
                .sum::<usize>()
                % 2
                == 1
    }

    /// Area within a frame (west, north, east, south), on the world square.
    fn area_in(&self, frame: [f64; 4]) -> f64 {
        let apart =
            (0..2).any(|a| self.bounds[a] >= frame[a + 2] || self.bounds[a + 2] <= frame[a]);
        if apart {
            return 0.0;
        }
        let areas = self.rings.iter();
        areas
            .map(|(sign, ring)| sign * area(&clip(ring, frame)).abs())
            .sum()
    }
}

fn index_of(arc: i64) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

fn unfold(arc: &[[i64; 2]], transform: &Transform) -> Loop {
    let mut place = [0i64; 2];
    let mut line = Vec::with_capacity(arc.len());
    for delta in arc {
        place = [place[0] + delta[0], place[1] + delta[1]];
        let degrees = [0, 1].map(|a| place[a] as f64 * transform.scale[a] + transform.translate[a]);
        line.push(to_world(degrees));
    }
    line
}

/// Web Mercator on the unit square, of degrees east and north.
pub fn to_world([lon, lat]: [f64; 2]) -> World {
    let y = (PI / 4.0 + lat.to_radians() / 2.0).tan().ln();
    [lon / 360.0 + 0.5, 0.5 - y / (2.0 * PI)]
}

fn join(ring: &[i64], lines: &[Loop]) -> Loop {
    let mut joined = Vec::new();
    for &arc in ring {
        let line = &lines[index_of(arc)];
        if arc < 0 {
            joined.extend(line[1..].iter().rev());
        } else {
            joined.extend(&line[..line.len() - 1]);
        }
    }
    joined
}

/// Clips a ring side by side (Sutherland and Hodgman); pieces stay joined along the frame, which
/// adds no area.
fn clip(ring: &[World], frame: [f64; 4]) -> Loop {
    let mut clipped = ring.to_vec();
    for (side, &limit) in frame.iter().enumerate() {
        let axis = side % 2;
        let within = |p: &World| {
            if side < 2 {
                p[axis] >= limit
            } else {
                p[axis] <= limit
            }
        };
        let Some(&last) = clipped.last() else { break };
        let mut before = last;
        let mut kept = Vec::with_capacity(clipped.len());
        for &place in &clipped {
            if within(&before) != within(&place) {
                let share = (limit - before[axis]) / (place[axis] - before[axis]);
                let other = 1 - axis;
                let mut meeting = [limit; 2];
                meeting[other] = before[other] + (place[other] - before[other]) * share;
                kept.push(meeting);
            }
            if within(&place) {
                kept.push(place);
            }
            before = place;
        }
        clipped = kept;
    }
    clipped
}

fn area(ring: &[World]) -> f64 {
    let Some(&origin) = ring.first() else {
        return 0.0;
    };
    let from = |p: &World| [p[0] - origin[0], p[1] - origin[1]];
    let mut sum = 0.0;
    for (index, place) in ring.iter().enumerate() {
        let (a, b) = (from(place), from(&ring[(index + 1) % ring.len()]));
        sum += a[0] * b[1] - b[0] * a[1];
    }
    sum / 2.0
}

/// The lines that only one unit has, sorted into rows of the region and cells within them.
struct OuterLines {
    bounds: [f64; 4],
    cells: Vec<Vec<[World; 2]>>,
    rows: Vec<Vec<[World; 2]>>,
}

const COLUMNS: usize = 1024;

impl OuterLines {
    fn new<'a>(lines: impl Iterator<Item = &'a Loop> + Clone) -> Self {
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for place in lines.clone().flatten() {
            for axis in 0..2 {
                bounds[axis] = bounds[axis].min(place[axis]);
                bounds[axis + 2] = bounds[axis + 2].max(place[axis]);
            }
        }
        let mut outer = Self {
            bounds,
            cells: vec![Vec::new(); COLUMNS * COLUMNS],
            rows: vec![Vec::new(); COLUMNS],
        };
        for pair in lines.flat_map(|line| line.windows(2)) {
            let piece = [pair[0], pair[1]];
            let [from, to] = piece.map(|p| outer.cell(p));
            for row in from[1].min(to[1])..=from[1].max(to[1]) {
                outer.rows[row].push(piece);
                for column in from[0].min(to[0])..=from[0].max(to[0]) {
                    outer.cells[row * COLUMNS + column].push(piece);
                }
            }
        }
        outer
    }

    /// Column and row, the nearest ones for a place beyond the bounds.
    fn cell(&self, place: World) -> [usize; 2] {
        [0, 1].map(|axis| {
            let size = self.bounds[axis + 2] - self.bounds[axis];
            let share = (place[axis] - self.bounds[axis]) / size;
            ((share * COLUMNS as f64).max(0.0) as usize).min(COLUMNS - 1)
        })
    }

    fn is_near(&self, place: World, reach: f64) -> bool {
        let low = self.cell(place.map(|c| c - reach));
        let high = self.cell(place.map(|c| c + reach));
        (low[1]..=high[1]).any(|row| {
            (low[0]..=high[0]).any(|column| {
                let pieces = &self.cells[row * COLUMNS + column];
                pieces
                    .iter()
                    .any(|p| distance_squared(place, p) <= reach * reach)
            })
        })
    }

    /// Even-odd rule along the row of the place.
    fn encloses(&self, place: World) -> bool {
        let within = (0..2).all(|a| place[a] >= self.bounds[a] && place[a] <= self.bounds[a + 2]);
        let row = self.rows[self.cell(place)[1]].iter();
        let crossings = row.filter(|[a, b]| crosses_ray(place, a, b));
        within && crossings.count() % 2 == 1
    }
}

/// Whether an edge crosses the ray from a place to the east.
fn crosses_ray(place: World, a: &World, b: &World) -> bool {
    (a[1] > place[1]) != (b[1] > place[1])
        && place[0] < a[0] + (place[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
}

fn distance_squared(place: World, [a, b]: &[World; 2]) -> f64 {
    let step = [b[0] - a[0], b[1] - a[1]];
    let length = step[0] * step[0] + step[1] * step[1];
    let along = (place[0] - a[0]) * step[0] + (place[1] - a[1]) * step[1];
    let share = if length > 0.0 {
        (along / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let off = [0, 1].map(|axis| a[axis] + step[axis] * share - place[axis]);
    off[0] * off[0] + off[1] * off[1]
}
