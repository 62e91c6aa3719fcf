//! The validator of vector tiles, put to the test itself: against the fixtures of others, and
//! against a made-up tile that is damaged in many ways.
//!
//! The fixtures are those of the npm package `@mapbox/mvt-fixtures` 4.0.0 (its `package.json` says
//! ISC; its readme puts code and fixtures under CC0 1.0, and the real-world tiles, which are not
//! used here, under the `ODbL` 1.0). None of its files is kept in this repository: `make test`
//! installs the package into `tests/mvt_fixtures/node_modules`, and `list.mjs` there lets it write
//! its tiles.
//!
//! How a verdict is judged: a fixture carries `validity.v2`, whether the tile is valid under
//! version 2 of the specification. It agrees with ours when [`validate`] with
//! [`Rules::specification`] (the MUSTs, none of our own rules) finds nothing for a valid one and at
//! least one breach for an invalid one. Whether a decoder may recover (`validity.error`) is no part
//! of the verdict: an error is an error.
//!
//! 73 verdicts are shared. One cannot be: see [`CONTRADICTED`]. And 016 (a type UNKNOWN that is
//! stated) can be told from 003 (no type) only because `list.mjs` has the stated type written: the
//! package's own bytes of the two are equal, its verdicts opposite.

#[path = "support/coverage_audit.rs"]
mod coverage_audit;
#[path = "support/mvt/mod.rs"]
mod mvt;
#[path = "support/random.rs"]
mod random;
#[path = "support/synthetic.rs"]
mod synthetic;

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use coverage_audit::{EdgeTable, Findings, Outside, audit};
use mvt::write::{RawLayer, raw_layer, tile_to_bytes, to_bytes};
use mvt::{Feature, Geometry, Point, Rule, Rules, Tile, Value, Violation, decode, validate};

const SEED: u64 = 2026;
const BUFFER: i64 = 64;

/// Fixtures whose verdict cannot be shared: 057 is called valid, although it announces 536,870,911
/// points and brings one, exactly like 051, which is called invalid. The specification is with
/// 051: a `MoveTo` is followed by two integers for each of its count. No rule can tell the two apart,
/// and a list of exceptions in the validator would only look like agreement.
const CONTRADICTED: [&str; 1] = ["057"];

struct Fixture {
    id: String,
    valid: bool,
    description: String,
    tile: Vec<u8>,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mvt_fixtures");
    assert!(
        folder.join("node_modules/@mapbox/mvt-fixtures").is_dir(),
        "the fixtures are not installed: run `npm ci --prefix tests/mvt_fixtures` (`make test` does)"
    );
    let output = Command::new("node")
        .arg("list.mjs")
        .current_dir(&folder)
        .output()
        .expect("node runs: it is needed for the fixtures");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "list.mjs failed: {complaint}");
    let lines = String::from_utf8(output.stdout).expect("list.mjs writes UTF-8");
    lines.lines().map(fixture).collect()
}

fn fixture(line: &str) -> Fixture {
    let json: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
    let text = |key: &str| json[key].as_str().expect(key).to_owned();
    let digits = text("tile");
    let bytes = (0..digits.len()).step_by(2);
    Fixture {
        id: text("id"),
        valid: json["valid"].as_bool().expect("a verdict"),
        description: text("description"),
        tile: bytes
            .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits"))
            .collect(),
    }
}

#[test]
fn verdicts_of_the_74_fixtures() {
    let fixtures = fixtures();
    assert_eq!(fixtures.len(), 74, "the package holds 74 fixtures");
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        let found = validate(&fixture.tile, &Rules::specification());
        let agrees = found.is_empty() == fixture.valid;
        if agrees == CONTRADICTED.contains(&fixture.id.as_str()) {
            let found: Vec<String> = found.iter().map(Violation::to_string).collect();
            wrong.push(format!(
                "{}: the package says valid = {}, found {found:?}: {}",
                fixture.id, fixture.valid, fixture.description
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixture_057_differs_from_051_in_nothing_that_bears_on_its_verdict() {
    let fixtures = fixtures();
    let judged = |id: &str| {
        let fixture = fixtures.iter().find(|f| f.id == id).expect("a fixture");
        let found = validate(&fixture.tile, &Rules::specification());
        let rules: Vec<Rule> = found.iter().map(|v| v.rule).collect();
        (fixture.valid, rules, found[0].detail.clone())
    };
    let (valid_057, rules_057, detail_057) = judged("057");
    let (valid_051, rules_051, detail_051) = judged("051");
    assert!(valid_057 && !valid_051, "the package contradicts itself");
    assert_eq!(rules_057, [Rule::Truncated]);
    assert_eq!((rules_051, detail_051), (rules_057, detail_057));
}

/// The outside of the undamaged tile: its edges that only one unit has.
struct Coast {
    outer: HashSet<[Point; 2]>,
}

impl Coast {
    fn of(tile: &Tile) -> Self {
        let table = EdgeTable::new(&tile.layers[0]);
        let once = |e: &coverage_audit::Edge| table.walkers([e.ends[1], e.ends[0]]).is_empty();
        let outer = table.boundary().into_iter().filter(once);
        Self {
            outer: outer
                .flat_map(|e| [e.ends, [e.ends[1], e.ends[0]]])
                .collect(),
        }
    }
}

impl Outside for Coast {
    fn is_outer(&self, edge: [Point; 2]) -> bool {
        self.outer.contains(&edge)
    }

    fn is_covered(&self, place: [f64; 2]) -> bool {
        place[0] < synthetic::coast() as f64 - 100.0
    }
}

fn audited(tile: &Tile) -> Findings {
    let coast = Coast::of(&synthetic::tile(SEED));
    audit(&tile.layers[0], &coast, true)
}

#[test]
fn the_undamaged_tile_is_flawless() {
    for seed in 0..20 {
        let tile = synthetic::tile(seed);
        let bytes = tile_to_bytes(&tile);
        assert_eq!(validate(&bytes, &Rules::strict(BUFFER)), []);
        assert_eq!(decode(&bytes).as_ref(), Ok(&tile));
        let findings = audit(&tile.layers[0], &Coast::of(&tile), true);
        assert!(findings.is_flawless(), "seed {seed}: {findings:?}");
        assert!(findings.edges > 500 && findings.inner_length > 40_000.0);
    }
}

fn feature(tile: &mut Tile, id: u64) -> &mut Feature {
    let features = &mut tile.layers[0].features;
    let found = features.iter_mut().find(|f| f.id == Some(id));
    found.expect("the unit is there")
}

/// The outer ring of a unit in the middle.
fn ring(tile: &mut Tile) -> &mut Vec<Point> {
    &mut polygon(tile, synthetic::id_of(2, 2)).exterior
}

fn polygon(tile: &mut Tile, id: u64) -> &mut mvt::Polygon {
    match &mut feature(tile, id).geometry {
        Geometry::Polygons(polygons) => &mut polygons[0],
        _ => panic!("an area"),
    }
}

/// Damages the decoded tile and expects the breach of a rule.
fn breaks(rule: Rule, damage: impl FnOnce(&mut Tile)) {
    let mut tile = synthetic::tile(SEED);
    damage(&mut tile);
    expect_breach(rule, &tile_to_bytes(&tile));
}

/// Damages the layer's fields and expects the breach of a rule.
fn breaks_raw(rule: Rule, damage: impl FnOnce(&mut RawLayer)) {
    let mut layer = raw_layer(&synthetic::tile(SEED).layers[0]);
    damage(&mut layer);
    expect_breach(rule, &to_bytes(&[layer]));
}

fn expect_breach(rule: Rule, bytes: &[u8]) {
    let found = validate(bytes, &Rules::strict(BUFFER));
    assert!(
        found.iter().any(|v| v.rule == rule),
        "{rule:?} was not found, only {found:?}"
    );
    let alone = validate(bytes, &Rules::strict(BUFFER).without(rule));
    assert!(
        alone.iter().all(|v| v.rule != rule),
        "a waived rule is silent"
    );
}

#[test]
fn a_flipped_ring_is_caught() {
    breaks(Rule::Winding, |tile| ring(tile).reverse());
}

#[test]
fn a_bow_tie_is_caught() {
    // The corners of the ring change places: its sides cross.
    breaks(Rule::SelfCrossing, |tile| ring(tile).swap(9, 18));
}

#[test]
fn a_spike_is_caught() {
    breaks(Rule::SelfTouching, |tile| {
        let ring = ring(tile);
        let [x, y] = ring[9];
        ring.splice(10..10, [[x + 30, y - 30], [x, y]]);
    });
}

#[test]
fn a_ring_pinched_in_a_vertex_is_caught() {
    breaks(Rule::SelfTouching, |tile| {
        let ring = ring(tile);
        let opposite = ring[22];
        ring.insert(5, opposite);
    });
}

#[test]
fn a_repeated_vertex_is_caught() {
    breaks(Rule::RepeatedVertex, |tile| {
        let ring = ring(tile);
        ring.insert(4, ring[3]);
    });
}

#[test]
fn a_ring_that_repeats_its_first_vertex_is_caught() {
    breaks(Rule::RepeatedVertex, |tile| {
        let ring = ring(tile);
        ring.push(ring[0]);
    });
}

#[test]
fn a_ring_without_area_is_caught() {
    breaks(Rule::RingArea, |tile| {
        *ring(tile) = vec![[10, 10], [50, 50], [90, 90]];
    });
}

#[test]
fn a_hole_outside_its_area_is_caught() {
    breaks(Rule::InteriorOutside, |tile| {
        let hole = &mut polygon(tile, synthetic::id_of(3, 3)).interiors[0];
        for vertex in hole {
            vertex[1] += 1500;
        }
    });
}

#[test]
fn a_hole_across_its_area_s_border_is_caught() {
    breaks(Rule::RingsCross, |tile| {
        let hole = &mut polygon(tile, synthetic::id_of(3, 3)).interiors[0];
        hole[1][0] += 600;
    });
}

#[test]
fn a_hole_that_leaves_through_a_vertex_of_its_area_is_caught() {
    let square = vec![[0, 0], [100, 0], [100, 100], [0, 100]];
    let through_corner = vec![[50, 50], [0, 0], [-50, 20]];
    assert!(
        mvt::doubled_area(&through_corner) < 0,
        "a hole turns the other way"
    );
    breaks(Rule::RingsCross, |tile| {
        let polygon = polygon(tile, 900);
        polygon.exterior = square;
        polygon.interiors = vec![through_corner];
    });
}

#[test]
fn a_hole_in_a_hole_is_caught() {
    breaks(Rule::InteriorNested, |tile| {
        let holes = &mut polygon(tile, synthetic::id_of(3, 3)).interiors;
        let [x, y] = [0, 1].map(|axis| holes[0].iter().map(|p| p[axis]).sum::<i64>() / 3);
        holes.push(vec![[x, y - 5], [x - 5, y + 5], [x + 5, y + 5]]);
    });
}

#[test]
fn an_area_on_an_area_of_the_same_unit_is_caught() {
    breaks(Rule::ExteriorsOverlap, |tile| {
        let [x, y] = polygon(tile, 900).exterior[0];
        let id = synthetic::id_of(3, 4);
        let inside = polygon(tile, id).exterior.iter().map(|p| p[1]).sum::<i64>() / 36;
        let shift = inside - y;
        let small = vec![
            [x, y + shift],
            [x + 9, y + 9 + shift],
            [x - 9, y + 9 + shift],
        ];
        if let Geometry::Polygons(polygons) = &mut feature(tile, id).geometry {
            polygons.push(mvt::Polygon {
                exterior: small,
                interiors: Vec::new(),
            });
        }
    });
}

#[test]
fn a_vertex_beyond_the_buffer_is_caught() {
    breaks(Rule::OutOfBuffer, |tile| {
        let ring = &mut polygon(tile, synthetic::id_of(0, 0)).exterior;
        ring[0] = [-65, -64];
    });
}

#[test]
fn an_id_used_twice_is_caught() {
    breaks(Rule::IdUnique, |tile| feature(tile, 900).id = Some(1));
}

#[test]
fn a_feature_without_id_is_caught() {
    breaks(Rule::Id, |tile| feature(tile, 900).id = None);
}

#[test]
fn an_unused_key_or_value_is_caught() {
    breaks_raw(Rule::KeyUnused, |layer| layer.keys.push("area".to_owned()));
    breaks_raw(Rule::ValueUnused, |layer| layer.values.push(Value::UInt(7)));
}

#[test]
fn a_key_or_value_listed_twice_is_caught() {
    breaks_raw(Rule::KeyUnique, |layer| layer.keys.push("code".to_owned()));
    breaks_raw(Rule::ValueUnique, |layer| {
        layer.values.push(layer.values[0].clone());
    });
}

#[test]
fn broken_tags_are_caught() {
    breaks_raw(Rule::TagPairs, |layer| layer.features[3].tags.push(0));
    breaks_raw(Rule::TagRange, |layer| layer.features[3].tags[0] = 99);
    breaks_raw(Rule::TagUnique, |layer| layer.features[3].tags[2] = 0);
}

#[test]
fn an_unclosed_ring_is_caught() {
    breaks_raw(Rule::Command, |layer| {
        layer.features[3].geometry.pop();
    });
}

#[test]
fn broken_commands_are_caught() {
    breaks_raw(Rule::Truncated, |layer| layer.features[3].geometry[3] += 8);
    breaks_raw(Rule::CommandCount, |layer| {
        let last = layer.features[3].geometry.last_mut();
        *last.expect("a ClosePath") = 7;
    });
    breaks_raw(Rule::Command, |layer| layer.features[3].geometry[0] = 10);
}

#[test]
fn a_broken_head_is_caught() {
    breaks_raw(Rule::Version, |layer| layer.version = Some(3));
    breaks_raw(Rule::VersionTwo, |layer| layer.version = Some(1));
    breaks_raw(Rule::Name, |layer| layer.name = None);
    breaks_raw(Rule::Extent, |layer| layer.extent = Some(0));
    breaks_raw(Rule::ExtentStated, |layer| layer.extent = None);
    breaks_raw(Rule::NoFeatures, |layer| layer.features.clear());
    breaks_raw(Rule::GeometryType, |layer| layer.features[3].kind = None);
    breaks_raw(Rule::GeometryKnown, |layer| {
        layer.features[3].kind = Some(0);
    });
    breaks_raw(Rule::Geometry, |layer| layer.features[3].geometry.clear());
}

#[test]
fn two_layers_of_one_name_are_caught() {
    let layer = raw_layer(&synthetic::tile(SEED).layers[0]);
    expect_breach(Rule::NameUnique, &to_bytes(&[layer.clone(), layer]));
}

#[test]
fn every_truncation_is_caught_or_leaves_a_whole_number_of_layers() {
    let bytes = tile_to_bytes(&synthetic::tile(SEED));
    for length in (1..bytes.len()).step_by(97) {
        let found = validate(&bytes[..length], &Rules::specification());
        assert!(!found.is_empty(), "cut to {length} bytes");
    }
}

/// Damages the tile in a way that only the neighbours can tell.
fn tears(damage: impl FnOnce(&mut Tile)) -> Findings {
    let mut tile = synthetic::tile(SEED);
    damage(&mut tile);
    let found = validate(&tile_to_bytes(&tile), &Rules::strict(BUFFER));
    assert_eq!(found, [], "each unit alone is still valid");
    audited(&tile)
}

#[test]
fn a_vertex_moved_on_one_side_leaves_a_gap_or_an_overlap() {
    for vertex in 1..9 {
        for shift in [-1, 1, 7] {
            let found = tears(|tile| ring(tile)[vertex][1] += shift);
            assert_eq!(found.unmatched.len(), 4, "two edges of each neighbour");
            let slivers = [found.gaps.len(), found.overlaps.len()];
            assert_eq!(slivers, if shift > 0 { [1, 0] } else { [0, 1] });
            let width = found.widest();
            assert!(width > 0.2 && width < 7.1, "{width}");
        }
    }
}

#[test]
fn a_vertex_left_out_on_one_side_is_caught() {
    let found = tears(|tile| {
        ring(tile).remove(4);
    });
    assert_eq!(found.unmatched.len(), 3);
    assert_eq!(found.gaps.len() + found.overlaps.len(), 1);
}

#[test]
fn a_straight_vertex_added_on_one_side_is_caught_though_nothing_opens() {
    let found = tears(|tile| {
        let ring = ring(tile);
        ring[4] = [ring[3][0] + 40, ring[3][1] + 20];
        let middle = [ring[3][0] + 20, ring[3][1] + 10];
        ring.insert(4, middle);
        let neighbour = &mut polygon(tile, synthetic::id_of(2, 1)).exterior;
        let at = neighbour
            .iter()
            .position(|p| *p == [middle[0] - 20, middle[1] - 10]);
        let at = at.expect("the neighbour has that vertex");
        neighbour[at - 1] = [middle[0] + 20, middle[1] + 10];
    });
    assert_eq!(found.unmatched.len(), 3);
    assert_eq!(found.crossings.len(), 2, "two edges on one");
    assert_eq!((found.gaps.len(), found.overlaps.len()), (0, 0));
}

/// Leaves two units in the tile, of which the second touches the right edge of the first.
fn two_units(tile: &mut Tile, right_edge: [Point; 2]) {
    let [top, bottom] = right_edge;
    let rings = [
        vec![[0, 0], top, bottom, [0, 100]],
        vec![[100, 50], [200, 0], [200, 100]],
    ];
    let features = &mut tile.layers[0].features;
    features.truncate(2);
    for (feature, exterior) in features.iter_mut().zip(rings) {
        feature.geometry = Geometry::Polygons(vec![mvt::Polygon {
            exterior,
            interiors: Vec::new(),
        }]);
    }
}

#[test]
fn a_vertex_within_the_edge_of_another_unit_is_caught() {
    let found = tears(|tile| two_units(tile, [[90, 0], [110, 100]]));
    let place = [100, 50];
    assert_eq!(found.loose_vertices, [place, place], "by both its edges");
}

#[test]
fn a_vertex_left_out_of_a_straight_run_is_counted() {
    let found = tears(|tile| two_units(tile, [[100, 0], [100, 100]]));
    assert_eq!(found.straight_vertices, 1);
    assert!(found.loose_vertices.is_empty() && found.crossings.is_empty());
}

#[test]
fn a_unit_left_out_is_caught() {
    let found = tears(|tile| {
        let gone = Some(synthetic::id_of(2, 2));
        tile.layers[0].features.retain(|f| f.id != gone);
    });
    assert_eq!(found.unmatched.len(), 36, "all its neighbours' edges");
    assert_eq!(found.gaps.len(), 1);
    assert!(found.widest() > 100.0);
}

#[test]
fn a_unit_drawn_twice_is_caught() {
    let found = tears(|tile| {
        let mut twin = feature(tile, synthetic::id_of(2, 2)).clone();
        twin.id = Some(901);
        tile.layers[0].features.push(twin);
    });
    assert_eq!(found.doubled.len(), 36);
    assert_eq!(found.overlaps.len(), 1);
}

#[test]
fn an_unfilled_enclave_is_caught() {
    let found = tears(|tile| tile.layers[0].features.retain(|f| f.id != Some(900)));
    assert_eq!((found.unmatched.len(), found.gaps.len()), (3, 1));
}

#[test]
fn a_unit_moved_as_a_whole_is_caught() {
    let found = tears(|tile| ring(tile).iter_mut().for_each(|p| p[0] += 2));
    assert!(!found.crossings.is_empty());
    assert!(found.unmatched.len() > 60 && !found.gaps.is_empty() && !found.overlaps.is_empty());
    assert!(found.widest() <= 2.0, "{}", found.widest());
}
