//! From geometry integers to points, lines and rings.

use super::model::{Geometry, Point, Polygon, Ring, Rule};
use super::protobuf::unzigzag;
use super::ring::doubled_area;

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

/// A breach found in one geometry.
pub type Breach = (Rule, Option<Point>, String);

/// Decodes the geometry integers of a feature of type 1, 2 or 3. A broken command ends the
/// reading; what was read before it is kept.
pub fn read(kind: u32, integers: &[u32], breaches: &mut Vec<Breach>) -> Geometry {
    let mut reader = Reader {
        integers,
        at: 0,
        cursor: [0, 0],
        breaches,
    };
    match kind {
        1 => Geometry::Points(reader.points()),
        2 => Geometry::Lines(reader.lines()),
        _ => Geometry::Polygons(reader.polygons()),
    }
}

struct Reader<'a> {
    integers: &'a [u32],
    at: usize,
    cursor: Point,
    breaches: &'a mut Vec<Breach>,
}

impl Reader<'_> {
    fn points(&mut self) -> Vec<Point> {
        let mut points = Vec::new();
        if let Some(count) = self.command(MOVE_TO) {
            if count == 0 {
                self.note(Rule::CommandCount, "MoveTo 0 times");
            }
            self.vertices(count, &mut points);
        }
        if self.at < self.integers.len() && self.breaches.is_empty() {
            self.note(Rule::Command, "integers after the MoveTo of a point");
        }
        let mut sorted = points.clone();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            self.breaches
                .push((Rule::RepeatedPoint, Some(pair[0]), String::new()));
        }
        points
    }

    fn lines(&mut self) -> Vec<Vec<Point>> {
        let mut lines = Vec::new();
        while self.at < self.integers.len() {
            let Some(line) = self.path(1) else { break };
            lines.push(line);
        }
        lines
    }

    fn polygons(&mut self) -> Vec<Polygon> {
        let mut polygons: Vec<Polygon> = Vec::new();
        while self.at < self.integers.len() {
            let Some(ring) = self.path(2) else { break };
            match self.command(CLOSE_PATH) {
                Some(1) => {}
                Some(count) => {
                    self.note(Rule::CommandCount, &format!("ClosePath {count} times"));
                    break;
                }
                None => break,
            }
            self.add_ring(ring, &mut polygons);
        }
        polygons
    }

    fn add_ring(&mut self, ring: Ring, polygons: &mut Vec<Polygon>) {
        let first = ring[0];
        if ring.len() > 1 && ring.last() == Some(&first) {
            let detail = "the last vertex repeats the first".to_owned();
            self.breaches
                .push((Rule::RepeatedVertex, Some(first), detail));
        }
        match doubled_area(&ring).signum() {
            0 => {
                let detail = format!("ring of {} vertices", ring.len());
                self.breaches.push((Rule::RingArea, Some(first), detail));
            }
            1 => polygons.push(Polygon {
                exterior: ring,
                interiors: Vec::new(),
            }),
            _ => {
                if let Some(polygon) = polygons.last_mut() {
                    polygon.interiors.push(ring);
                } else {
                    self.breaches
                        .push((Rule::Winding, Some(first), String::new()));
                }
            }
        }
    }

    /// A `MoveTo` of one place and a `LineTo` of at least `least` more.
    fn path(&mut self, least: u32) -> Option<Vec<Point>> {
        let mut path = Vec::new();
        match self.command(MOVE_TO)? {
            1 => self.vertices(1, &mut path)?,
            count => {
                self.note(Rule::CommandCount, &format!("MoveTo {count} times"));
                return None;
            }
        }
        let count = self.command(LINE_TO)?;
        if count < least {
            self.note(Rule::CommandCount, &format!("LineTo {count} times"));
            return None;
        }
        self.vertices(count, &mut path)?;
        for pair in path.windows(2) {
            if pair[0] == pair[1] {
                self.breaches
                    .push((Rule::RepeatedVertex, Some(pair[0]), String::new()));
            }
        }
        Some(path)
    }

    /// Reads a command of that kind and gives its count.
    fn command(&mut self, expected: u32) -> Option<u32> {
        let Some(&integer) = self.integers.get(self.at) else {
            self.note(Rule::Command, &format!("ends before {}", name(expected)));
            return None;
        };
        self.at += 1;
        let found = integer & 7;
        if found != expected {
            let detail = format!("{} where {} belongs", name(found), name(expected));
            self.note(Rule::Command, &detail);
            return None;
        }
        Some(integer >> 3)
    }

    fn vertices(&mut self, count: u32, path: &mut Vec<Point>) -> Option<()> {
        let left = self.integers.len() - self.at;
        if count as usize > left / 2 {
            let detail = format!("{count} vertices announced, {left} integers left");
            self.note(Rule::Truncated, &detail);
            self.at = self.integers.len();
            return None;
        }
        path.reserve(count as usize);
        for pair in self.integers[self.at..][..2 * count as usize].chunks_exact(2) {
            self.cursor[0] += unzigzag(u64::from(pair[0]));
            self.cursor[1] += unzigzag(u64::from(pair[1]));
            path.push(self.cursor);
        }
        self.at += 2 * count as usize;
        Some(())
    }

    fn note(&mut self, rule: Rule, detail: &str) {
        self.breaches
            .push((rule, Some(self.cursor), detail.to_owned()));
    }
}

fn name(command: u32) -> String {
    match command {
        MOVE_TO => "MoveTo".to_owned(),
        LINE_TO => "LineTo".to_owned(),
        CLOSE_PATH => "ClosePath".to_owned(),
        other => format!("command {other}"),
    }
}
