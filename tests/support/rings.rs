//! The compiled boundaries as plain polygons, read without the product's code.

#![allow(dead_code, reason = "every test binary uses its own part")]

use std::path::Path;

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};
use serde_json::Value;

/// A unit and its shape in degrees.
pub struct Outlined {
    /// Its code.
    pub code: String,
    /// Its shape.
    pub shape: MultiPolygon,
    /// The box around it.
    pub bounds: Rect,
}

/// Reads a file of boundaries (`TopoJSON`, quantized).
pub fn read(file: &Path, object: &str) -> Vec<Outlined> {
    let name = file.display();
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{name}: {e}"));
    let topology: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    let arcs = arcs(&topology);
    let units = topology["objects"][object]["geometries"].as_array();
    let units = units.expect("a collection of geometries").iter();
    let outlined = |unit: &Value| {
        let polygons = match unit["type"].as_str() {
            Some("Polygon") => vec![polygon(&unit["arcs"], &arcs)],
            Some("MultiPolygon") => {
                let parts = unit["arcs"].as_array().expect("polygons").iter();
                parts.map(|part| polygon(part, &arcs)).collect()
            }
            other => panic!("{name}: {other:?}"),
        };
        let shape = MultiPolygon(polygons);
        Outlined {
            code: unit["id"].as_str().expect("a code").to_owned(),
            bounds: shape.bounding_rect().expect("a shape has points"),
            shape,
        }
    };
    units.map(outlined).collect()
}

fn arcs(topology: &Value) -> Vec<Vec<Coord>> {
    let pair = |value: &Value| [0, 1].map(|i| value[i].as_f64().expect("a number"));
    let scale = pair(&topology["transform"]["scale"]);
    let moved = pair(&topology["transform"]["translate"]);
    let arcs = topology["arcs"].as_array().expect("arcs").iter();
    arcs.map(|arc| {
        let mut at = [0.0, 0.0];
        let steps = arc.as_array().expect("an arc is a list").iter();
        let places = steps.map(|step| {
            let step = pair(step);
            at = [at[0] + step[0], at[1] + step[1]];
            Coord {
                x: at[0] * scale[0] + moved[0],
                y: at[1] * scale[1] + moved[1],
            }
        });
        places.collect()
    })
    .collect()
}

fn polygon(rings: &Value, arcs: &[Vec<Coord>]) -> Polygon {
    let rings = rings.as_array().expect("rings").iter();
    let mut rings = rings.map(|ring| {
        let mut places: Vec<Coord> = Vec::new();
        for arc in ring.as_array().expect("a ring is a list of arcs") {
            let number = arc.as_i64().expect("an arc's number");
            let reversed = number < 0;
            let arc = &arcs[if reversed { !number } else { number } as usize];
            places.pop();
            if reversed {
                places.extend(arc.iter().rev());
            } else {
                places.extend(arc);
            }
        }
        LineString(places)
    });
    let outer = rings.next().expect("an outer ring");
    Polygon::new(outer, rings.collect())
}
