//! The data several times over, for measuring how cost grows: generated, nothing of it is real but
//! the first copy.
//!
//! Copies stand side by side, a tile of zoom 5 apart, so that every tile from there on is the tile
//! of another copy with another column. Communes, former communes, zones, gates and plants are
//! repeated with codes of their own; provinces keep their codes and get more parts. Figures and
//! what lies around the subject stay as they are.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use phiabac::coverage::{ArcRef, Face};
use phiabac::dataset::Tables;
use phiabac::dataset::topojson::{
    BoundaryFile, BoundarySet, boundaries_to_topojson, read_boundaries,
};
use phiabac::domain::{Level, Unit, UnitCode};
use phiabac::geometry::LonLat;

use crate::tile_sample::TileId;

/// Width of a tile of this zoom lies between two copies.
const APART_ZOOM: u8 = 5;
const APART_MICRODEGREES: i32 = 360_000_000 >> APART_ZOOM;

/// The first copy stands where the data are; so many fit east of it, the others stand west.
const EAST: i32 = 6;

/// As many copies as go round without touching the end of the world.
pub const MOST: usize = 16;

/// The tile of a copy that shows what this one shows of the first.
pub fn moved(id: TileId, copy: usize) -> TileId {
    let columns = i64::from(step(copy)) << (id.z - APART_ZOOM);
    TileId {
        x: (i64::from(id.x) + columns) as u32,
        ..id
    }
}

/// Writes a folder of data with so many copies.
pub fn write(geodata: &Path, copies: usize, folder: &Path) {
    assert!(copies <= MOST, "{copies} copies do not fit");
    let mut tables = Tables::read(geodata).unwrap_or_else(|cause| panic!("{cause}"));
    let codes = Codes::for_copies(&tables.units, copies);
    repeat_records(&mut tables, &codes, copies);
    copy_folder(geodata, folder);
    for (name, bytes) in tables.files() {
        fs::write(folder.join(name), bytes).expect("a table is written");
    }
    for (set, time) in [
        (BoundarySet::Communes, Time::Present),
        (BoundarySet::FormerCommunes, Time::Former),
    ] {
        let name = format!("boundaries/{}.topojson", set.object_name());
        let mut file =
            read_boundaries(&geodata.join(&name), set).unwrap_or_else(|cause| panic!("{cause}"));
        repeat_boundaries(&mut file, &codes, time, copies);
        let text = boundaries_to_topojson(&file, set);
        fs::write(folder.join(&name), text).expect("boundaries are written");
    }
}

fn step(copy: usize) -> i32 {
    let copy = copy as i32;
    if copy <= EAST { copy } else { EAST - copy }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Time {
    Present,
    Former,
}

/// Codes of communes in the copies.
struct Codes(HashMap<(Time, UnitCode, usize), UnitCode>);

impl Codes {
    /// Each copy takes codes that no commune of that time has.
    fn for_copies(units: &[Unit], copies: usize) -> Self {
        let mut codes = HashMap::new();
        for time in [Time::Present, Time::Former] {
            let own = || units.iter().filter(|unit| is_commune_of(unit, time));
            let taken: HashSet<u64> = own().map(|unit| unit.code.number()).collect();
            let mut free = (1..100_000).filter(|number| !taken.contains(number));
            for copy in 1..copies {
                for unit in own() {
                    let number = free.next().expect("five digits are enough");
                    codes.insert((time, unit.code, copy), code(number));
                }
            }
        }
        Self(codes)
    }

    /// The code in a copy; provinces, and the first copy, keep theirs.
    fn of(&self, time: Time, code: UnitCode, copy: usize) -> UnitCode {
        self.0.get(&(time, code, copy)).copied().unwrap_or(code)
    }
}

fn is_commune_of(unit: &Unit, time: Time) -> bool {
    let own = if unit.is_present() {
        Time::Present
    } else {
        Time::Former
    };
    unit.level == Level::Commune && own == time
}

fn code(number: u64) -> UnitCode {
    let text = format!("{number:05}");
    text.parse().expect("five digits are a code")
}

fn repeat_records(tables: &mut Tables, codes: &Codes, copies: usize) {
    let first = tables.clone();
    let present = |of: Option<UnitCode>, copy| of.map(|of| codes.of(Time::Present, of, copy));
    for copy in 1..copies {
        for time in [Time::Present, Time::Former] {
            for unit in first.units.iter().filter(|unit| is_commune_of(unit, time)) {
                let mut unit = unit.clone();
                unit.code = codes.of(time, unit.code, copy);
                unit.id = match time {
                    Time::Present => unit.code.number(),
                    Time::Former => number_in(copy, unit.id),
                };
                unit.seat_place = unit.seat_place.map(|place| place_in(copy, place));
                unit.label_place = unit.label_place.map(|place| place_in(copy, place));
                tables.units.push(unit);
            }
        }
        for edge in first
            .predecessors
            .iter()
            .filter(|e| e.level == Level::Commune)
        {
            let mut edge = edge.clone();
            edge.former = codes.of(Time::Former, edge.former, copy);
            edge.successor = codes.of(Time::Present, edge.successor, copy);
            tables.predecessors.push(edge);
        }
        for zone in &first.industrial_zones {
            let mut zone = zone.clone();
            zone.id = number_in(copy, zone.id);
            zone.code = format!("{}-{copy}", zone.code);
            zone.place = zone.place.map(|place| place_in(copy, place));
            zone.commune = present(zone.commune, copy);
            tables.industrial_zones.push(zone);
        }
        for gate in &first.border_gates {
            let mut gate = gate.clone();
            gate.id = number_in(copy, gate.id);
            gate.code = format!("{}-{copy}", gate.code);
            gate.parent = gate.parent.map(|parent| format!("{parent}-{copy}"));
            gate.place = gate.place.map(|place| place_in(copy, place));
            gate.commune = present(gate.commune, copy);
            tables.border_gates.push(gate);
        }
        for plant in &first.power_plants {
            let mut plant = plant.clone();
            plant.id = number_in(copy, plant.id);
            plant.code = format!("{}-{copy}", plant.code);
            plant.place = plant.place.map(|place| place_in(copy, place));
            plant.commune = present(plant.commune, copy);
            tables.power_plants.push(plant);
        }
    }
}

/// Catalogued numbers of the first copy are smaller than this.
const NUMBERS_A_COPY: u64 = 100_000;

fn number_in(copy: usize, number: u64) -> u64 {
    assert!(number < NUMBERS_A_COPY);
    number + copy as u64 * NUMBERS_A_COPY
}

fn place_in(copy: usize, place: LonLat) -> LonLat {
    LonLat {
        lon: place.lon + f64::from(step(copy) * APART_MICRODEGREES) / 1e6,
        ..place
    }
}

fn repeat_boundaries(file: &mut BoundaryFile, codes: &Codes, time: Time, copies: usize) {
    let first = file.clone();
    let arc_count = first.topology.arcs.len();
    for copy in 1..copies {
        let of_copy = |own: ArcRef| ArcRef {
            arc: own.arc + (copy * arc_count) as u32,
            ..own
        };
        for arc in &first.topology.arcs {
            let mut arc = arc.clone();
            for point in &mut arc.points {
                point[0] += step(copy) * APART_MICRODEGREES;
            }
            file.topology.arcs.push(arc);
        }
        for (face, own) in first.topology.faces.iter().zip(&first.codes) {
            let own: UnitCode = own.parse().expect("the file was read");
            file.codes.push(codes.of(time, own, copy).to_string());
            let ring = |ring: &Vec<ArcRef>| ring.iter().copied().map(of_copy).collect();
            let polygon = |rings: &Vec<Vec<ArcRef>>| rings.iter().map(ring).collect();
            file.topology.faces.push(Face {
                polygons: face.polygons.iter().map(polygon).collect(),
            });
        }
        for properties in &first.properties {
            let mut properties = properties.clone();
            for successor in &mut properties.successors {
                let own = successor.parse().expect("the file was read");
                *successor = codes.of(Time::Present, own, copy).to_string();
            }
            file.properties.push(properties);
        }
        for (kind, line) in &first.outline {
            let line = line.iter().copied().map(of_copy).collect();
            file.outline.push((*kind, line));
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("the data are there") {
        let entry = entry.expect("the data can be listed");
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &copy);
        } else {
            fs::copy(entry.path(), copy).expect("a file is copied");
        }
    }
}
