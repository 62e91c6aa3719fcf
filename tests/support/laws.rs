//! The laws of the map that one tile can keep or break.

use std::collections::{HashMap, HashSet};

use crate::coverage_audit::{Edge, EdgeTable, Outside, StraightRuns, audit, visible_length};
use crate::law_report::{Report, Sums};
use crate::layer_contract;
use crate::mvt::{
    Feature, Geometry, Layer, Point, Polygon, RingIndex, Rules, Side, Tile, Value, decode, validate,
};
use crate::records::{LayerZooms, POINT_TABLES, Records};
use crate::reference::{Reference, World};
use crate::tile_outside::TileOutside;
use crate::tile_sample::TileId;

const BUFFER: i64 = 64;

/// A unit whose source covers less of a tile than this many square units need not be drawn there:
/// a grid cell, which the snap may take away.
const LEAST_AREA: f64 = 1.0;

/// What is known of the map from its files, without the product's code.
pub struct Knowledge {
    /// The communes of today.
    pub communes: Reference,
    /// The communes of before the merger.
    pub former_communes: Reference,
    /// The tables.
    pub records: Records,
    /// The zooms of each layer.
    pub zooms: HashMap<String, LayerZooms>,
}

/// Checks one tile; `with_areas` also measures gaps and overlaps.
pub fn check(known: &Knowledge, id: TileId, bytes: &[u8], with_areas: bool) -> Report {
    let mut report = Report {
        tiles: 1,
        measured: usize::from(with_areas),
        bytes: bytes.len(),
        largest: (bytes.len(), Some(id)),
        ..Report::default()
    };
    let mut breaches: Vec<String> = validate(bytes, &Rules::strict(BUFFER))
        .iter()
        .map(ToString::to_string)
        .collect();
    if let Ok(tile) = decode(bytes) {
        for layer in &tile.layers {
            report
                .features
                .insert(layer.name.clone(), layer.features.len());
            breaches.extend(layer_contract::breaches(layer));
            breaches.extend(ids(known, layer));
            count_points(layer, id, &mut report);
        }
        breaches.extend(presence(known, id, &tile));
        breaches.extend(places(known, id, &tile));
        breaches.extend(labels(&tile));
        breaches.extend(coverages(known, id, &tile, with_areas, &mut report));
        breaches.extend(unions(&tile));
        breaches.extend(borders(&tile));
    }
    let place = format!("{}/{}/{}", id.z, id.x, id.y);
    report.breaches = breaches.iter().map(|b| format!("{place} {b}")).collect();
    report
}

/// The id of a feature is the number of its record, and that of a present unit its code.
fn ids(known: &Knowledge, layer: &Layer) -> Vec<String> {
    let Some(records) = known.records.get(&layer.name) else {
        return Vec::new();
    };
    let by_code = ["provinces", "communes"].contains(&layer.name.as_str());
    let wrong = |f: &&Feature| {
        let code = f.text("code");
        let record = records.get(code).map(|record| record.id);
        let number = code.parse().ok();
        f.property("point_count").is_none()
            && (f.id != record || f.id.is_none() || (by_code && f.id != number))
    };
    let wrong = layer.features.iter().filter(wrong);
    wrong
        .map(|f| format!("{}: code {} has id {:?}", layer.name, f.text("code"), f.id))
        .collect()
}

/// Every record with a place in the tile stands there, beyond the zooms that group.
fn places(known: &Knowledge, id: TileId, tile: &Tile) -> Vec<String> {
    let mut breaches = Vec::new();
    for name in POINT_TABLES {
        let zooms = known.zooms[name];
        if id.z < zooms.min_zoom || id.z <= zooms.grouped_to {
            continue;
        }
        let features = tile.layer(name).map_or(&[][..], |l| &l.features[..]);
        let mut drawn: HashMap<u64, Point> = HashMap::new();
        for feature in features {
            if let (Some(number), Geometry::Points(points)) = (feature.id, &feature.geometry) {
                drawn.insert(number, points[0]);
            }
        }
        for (code, record) in &known.records[name] {
            let at = record.place.map(|place| in_tile(place, id));
            // One unit more or less is a question of rounding.
            let is_near = |p: &Point| {
                at.is_some_and(|at| (0..2).all(|a| (p[a] as f64 + 0.5 - at[a]).abs() <= 1.5))
            };
            let within = at.is_some_and(|at| at.iter().all(|c| (1.0..4095.0).contains(c)));
            match drawn.remove(&record.id) {
                Some(place) if is_near(&place) => {}
                Some(place) => breaches.push(format!("{name}: {code} at {place:?}, not {at:?}")),
                None if within => breaches.push(format!("{name}: {code} is missing")),
                None => {}
            }
        }
        breaches.extend(drawn.keys().map(|id| format!("{name}: no record {id}")));
    }
    breaches
}

/// A place in the units of a tile.
pub fn in_tile(place: World, id: TileId) -> [f64; 2] {
    let side = f64::from(1u32 << id.z);
    let at = |axis: usize, n: u32| (place[axis] * side - f64::from(n)) * 4096.0;
    [at(0, id.x), at(1, id.y)]
}

/// The name of a unit stands in the unit.
fn labels(tile: &Tile) -> Vec<String> {
    let Some(labels) = tile.layer("unit_labels") else {
        return Vec::new();
    };
    let mut breaches = Vec::new();
    for label in &labels.features {
        let layer = format!("{}s", label.text("level"));
        let Some(layer) = tile.layer(&layer) else {
            continue;
        };
        let Geometry::Points(points) = &label.geometry else {
            continue;
        };
        let place = points[0];
        let unit = layer
            .features
            .iter()
            .find(|f| f.text("code") == label.text("code"));
        let inside = |p: &Polygon| {
            let side = |ring| RingIndex::new(ring).side(place);
            side(&p.exterior) != Side::Outside
                && p.interiors.iter().all(|hole| side(hole) != Side::Inside)
        };
        let visible = place.iter().all(|c| (0..4096).contains(c));
        if visible && !unit.is_some_and(|unit| unit.polygons().iter().any(inside)) {
            let code = label.text("code");
            breaches.push(format!("{}: label of {code} outside it", layer.name));
        }
    }
    breaches
}

fn count_points(layer: &Layer, id: TileId, report: &mut Report) {
    let visible = |p: &&Point| p.iter().all(|c| (0..i64::from(layer.extent)).contains(c));
    for feature in &layer.features {
        if let Geometry::Points(points) = &feature.geometry {
            let each = feature.property("point_count").and_then(Value::as_f64);
            let count = points.iter().filter(visible).count() * each.unwrap_or(1.0) as usize;
            let key = (id.z, layer.name.clone());
            *report.points.entry(key).or_default() += count;
        }
    }
}

/// Every unit that covers ground in the tile is there, and none from elsewhere.
fn presence(known: &Knowledge, id: TileId, tile: &Tile) -> Vec<String> {
    let mut breaches = Vec::new();
    for (name, reference) in [
        ("communes", &known.communes),
        ("former_communes", &known.former_communes),
    ] {
        if id.z < known.zooms[name].min_zoom {
            continue;
        }
        let features = tile.layer(name).map_or(&[][..], |l| &l.features[..]);
        let there: HashSet<&str> = features.iter().map(|f| f.text("code")).collect();
        for (unit, area) in reference.units_in(id.z, id.x, id.y) {
            if area > LEAST_AREA && !there.contains(unit.code.as_str()) {
                breaches.push(format!(
                    "{name}: {} is missing, {area:.1} units²",
                    unit.code
                ));
            }
        }
        for code in there {
            if !reference.may_reach(code, [id.z.into(), id.x, id.y], BUFFER as f64) {
                breaches.push(format!("{name}: {code} does not belong here"));
            }
        }
        for feature in features {
            let said = feature.text("province");
            let unit = reference.unit(feature.text("code"));
            let true_one = unit.and_then(|u| u.properties.get("province")?.as_str());
            if !said.is_empty() && true_one.is_some_and(|p| p != said) {
                breaches.push(format!("{name} {:?}: province {said}", feature.id));
            }
        }
    }
    breaches
}

/// Units of one layer share their borders vertex by vertex.
fn coverages(
    known: &Knowledge,
    id: TileId,
    tile: &Tile,
    with_areas: bool,
    report: &mut Report,
) -> Vec<String> {
    let present = TileOutside::new(&known.communes, id);
    let former = TileOutside::new(&known.former_communes, id);
    let layers: [(&str, &dyn Outside); 4] = [
        ("communes", &present),
        ("provinces", &present),
        ("former_provinces", &present),
        ("former_communes", &former),
    ];
    let mut breaches = Vec::new();
    for (name, outside) in layers {
        let Some(layer) = tile.layer(name) else {
            continue;
        };
        let found = audit(layer, outside, with_areas);
        if !found.is_flawless() {
            let example = found.unmatched.first();
            breaches.push(format!(
                "{name}: {} edges unmatched ({:.1} units, e.g. {example:?}), {} doubled, {} \
                 crossings {:?}, {} loose vertices, {} left out of straight runs, {} gaps, {} overlaps, widest {:.2}",
                found.unmatched.len(),
                found.unmatched_length,
                found.doubled.len(),
                found.crossings.len(),
                found.crossings.first(),
                found.loose_vertices.len(),
                found.straight_vertices,
                found.gaps.len(),
                found.overlaps.len(),
                found.widest(),
            ));
        }
        report.coverages.insert(name.to_owned(), Sums::of(&found));
    }
    breaches
}

/// Provinces, and former provinces, are made of the very edges of communes.
fn unions(tile: &Tile) -> Vec<String> {
    let (Some(communes), Some(provinces)) = (tile.layer("communes"), tile.layer("provinces"))
    else {
        return Vec::new();
    };
    let extent = i64::from(communes.extent);
    let runs = straight_runs(tile);
    let edges_of = |layer: &Layer| {
        let mut edges = EdgeTable::new(layer);
        edges.split_at(&runs);
        edges
    };
    let commune_edges = edges_of(communes);
    let mut breaches = Vec::new();
    for name in ["provinces", "former_provinces"] {
        let Some(layer) = tile.layer(name) else {
            continue;
        };
        let of_its_own = |e: &Edge| {
            visible_length(e.ends, extent) > 0.0 && commune_edges.walkers(e.ends).is_empty()
        };
        let own: Vec<Edge> = edges_of(layer)
            .boundary()
            .into_iter()
            .filter(of_its_own)
            .collect();
        if let Some(example) = own.first() {
            let count = own.len();
            breaches.push(format!(
                "{name}: {count} edges are no commune's, e.g. {example:?}"
            ));
        }
    }
    let by_province = communes.features.iter().filter_map(|f| {
        let province = f.text("province").parse().ok()?;
        Some((province, f.polygons()))
    });
    let mut dissolved = EdgeTable::of(by_province);
    dissolved.split_at(&runs);
    breaches.extend(compare_union(&dissolved, &edges_of(provinces), extent));
    breaches
}

/// All vertices of the present units and their borders.
fn straight_runs(tile: &Tile) -> StraightRuns {
    let mut runs = StraightRuns::default();
    for name in ["communes", "provinces", "former_provinces", "borders"] {
        if let Some(layer) = tile.layer(name) {
            runs.add(layer);
        }
    }
    runs
}

/// The communes of a province, dissolved, have its edges and no others.
fn compare_union(dissolved: &EdgeTable, drawn: &EdgeTable, extent: i64) -> Option<String> {
    let visible = |table: &EdgeTable| -> HashSet<(u64, [Point; 2])> {
        let boundary = table.boundary().into_iter();
        let seen = boundary.filter(|e| visible_length(e.ends, extent) > 0.0);
        seen.map(|e| (e.unit, e.ends)).collect()
    };
    let (dissolved, drawn) = (visible(dissolved), visible(drawn));
    let missing: Vec<_> = dissolved.difference(&drawn).collect();
    missing
        .first()
        .filter(|_| !dissolved.is_empty())
        .map(|example| {
            format!(
                "provinces: {} edges of dissolved communes are not theirs, e.g. {example:?}",
                missing.len()
            )
        })
}

/// Borders run along the edges of communes, each stretch once, with the right unit on each hand.
fn borders(tile: &Tile) -> Vec<String> {
    let (Some(borders), Some(communes)) = (tile.layer("borders"), tile.layer("communes")) else {
        return Vec::new();
    };
    let extent = i64::from(borders.extent);
    let mut edges = EdgeTable::new(communes);
    edges.split_at(&straight_runs(tile));
    let provinces: HashMap<u64, &str> = communes
        .features
        .iter()
        .filter_map(|f| Some((f.id?, f.text("province"))))
        .collect();
    let mut breaches = Vec::new();
    let mut seen = HashSet::new();
    for feature in &borders.features {
        let Geometry::Lines(lines) = &feature.geometry else {
            continue;
        };
        let level = feature.text("level");
        for pair in lines.iter().flat_map(|line| line.windows(2)) {
            let (from, to) = (pair[0], pair[1]);
            if visible_length([from, to], extent) <= 0.0 {
                continue;
            }
            if !seen.insert([from.min(to), from.max(to)]) {
                breaches.push(format!("borders: {from:?}-{to:?} is drawn twice"));
            }
            // A ring walks with its area on the right hand: the tile's y points downward.
            let hands = [[to, from], [from, to]].map(|e| edges.walkers(e).first());
            if hands == [None, None] {
                breaches.push(format!("borders: {from:?}-{to:?} is no commune's edge"));
            }
            for (key, unit) in ["left", "right"].into_iter().zip(hands) {
                let owner = match (level, unit) {
                    (_, None) => String::new(),
                    ("commune", Some(unit)) => format!("{unit:05}"),
                    ("province", Some(unit)) => provinces.get(unit).copied().unwrap_or("").into(),
                    _ => continue,
                };
                if feature.text(key) != owner {
                    let said = feature.text(key);
                    breaches.push(format!(
                        "borders {level}: {from:?}-{to:?} has {said} on the {key}, not {owner}"
                    ));
                }
            }
        }
    }
    breaches.truncate(5);
    breaches
}
