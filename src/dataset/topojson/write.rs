//! Writing: the same boundaries always give the same bytes, one unit and one arc a line.

use std::fmt::Write as _;

use serde_json::json;

use super::{BoundaryFile, BoundarySet, OutlineKind};
use crate::coverage::{Arc, ArcRef};

const MICRODEGREES: i32 = 1_000_000;

/// The file as text. Coordinates are deltas on the 1e-6° grid, counted from a whole degree.
#[must_use]
pub fn boundaries_to_topojson(file: &BoundaryFile, set: BoundarySet) -> String {
    let origin = whole_degrees_south_west(&file.topology.arcs);
    let mut text = format!(
        "{{\"type\":\"Topology\",\"transform\":{{\"scale\":[0.000001,0.000001],\"translate\":[{},{}]}},\n\"objects\":{{",
        origin[0], origin[1]
    );
    write_collection(&mut text, set.object_name(), &unit_geometries(file));
    if !file.outline.is_empty() {
        text.push_str(",\n");
        write_collection(&mut text, "outline", &outline_geometries(file));
    }
    text.push_str("},\n\"arcs\":[\n");
    write_lines(&mut text, &file.topology.arcs, |text, arc| {
        write_arc(text, arc, origin);
    });
    text.push(']');
    if file
        .topology
        .arcs
        .iter()
        .all(|arc| !arc.min_zooms.is_empty())
    {
        text.push_str(",\n\"min_zooms\":[\n");
        write_lines(&mut text, &file.topology.arcs, write_min_zooms);
        text.push(']');
    }
    text.push_str("}\n");
    text
}

fn write_collection(text: &mut String, name: &str, geometries: &[serde_json::Value]) {
    text.push('"');
    text.push_str(name);
    text.push_str("\":{\"type\":\"GeometryCollection\",\"geometries\":[\n");
    write_lines(text, geometries, |text, geometry| {
        text.push_str(&geometry.to_string());
    });
    text.push_str("]}");
}

fn write_lines<T>(text: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(",\n");
        }
        write(text, item);
    }
    text.push('\n');
}

fn unit_geometries(file: &BoundaryFile) -> Vec<serde_json::Value> {
    let units = file.codes.iter().zip(&file.properties);
    (file.topology.faces.iter().zip(units))
        .map(|(face, (code, unit))| {
            let rings = |polygon: &Vec<Vec<ArcRef>>| -> Vec<Vec<i32>> {
                polygon.iter().map(|ring| signed(ring)).collect()
            };
            let polygons: Vec<_> = face.polygons.iter().map(rings).collect();
            let (kind, arcs) = match polygons.as_slice() {
                [only] => ("Polygon", json!(only)),
                all => ("MultiPolygon", json!(all)),
            };
            let mut properties = json!({ "name_vi": unit.name_vi, "province": unit.province });
            if let Some(quality) = unit.quality {
                properties["quality"] = json!(quality);
                properties["successors"] = json!(unit.successors.join(","));
            }
            json!({ "type": kind, "id": code, "properties": properties, "arcs": arcs })
        })
        .collect()
}

fn outline_geometries(file: &BoundaryFile) -> Vec<serde_json::Value> {
    OutlineKind::ALL
        .iter()
        .map(|kind| {
            let lines: Vec<Vec<i32>> = (file.outline.iter())
                .filter(|(of_line, _)| of_line == kind)
                .map(|(_, line)| signed(line))
                .collect();
            json!({
                "type": "MultiLineString",
                "properties": { "kind": kind.as_str() },
                "arcs": lines,
            })
        })
        .collect()
}

fn signed(refs: &[ArcRef]) -> Vec<i32> {
    refs.iter().map(|used| used.to_signed()).collect()
}

fn write_arc(text: &mut String, arc: &Arc, origin: [i32; 2]) {
    let mut before = origin.map(|degrees| degrees * MICRODEGREES);
    text.push('[');
    for (index, &[x, y]) in arc.points.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma}[{},{}]", x - before[0], y - before[1]);
        before = [x, y];
    }
    text.push(']');
}

fn write_min_zooms(text: &mut String, arc: &Arc) {
    text.push('"');
    for &zoom in &arc.min_zooms {
        text.push(char::from_digit(u32::from(zoom), 36).unwrap_or('z'));
    }
    text.push('"');
}

fn whole_degrees_south_west(arcs: &[Arc]) -> [i32; 2] {
    [0, 1].map(|axis| {
        let coordinates = arcs.iter().flat_map(|arc| &arc.points).map(|p| p[axis]);
        coordinates.min().unwrap_or(0).div_euclid(MICRODEGREES)
    })
}
