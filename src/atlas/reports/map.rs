//! The small map of a report: shapes, names and dots in units of the drawing (y southward), from
//! the same borders as the tiles. How it looks is not said here.

use crate::atlas::Atlas;
use crate::atlas::reports::ReportSubject;
use crate::atlas::reports::map_land::{self, Archipelago};
use crate::atlas::reports::rings::{Sides, borders, outline};
use crate::atlas::units::records::{Land, Sited};
use crate::coverage::{Coverage, NO_FACE};
use crate::domain::{LayerId, MapRecord, Precision, ZoneKind};
use crate::geometry::{
    GRID_BITS, GridPoint, LonLat, LonLatBox, MAX_ZOOM, grid_to_lonlat, lonlat_to_grid,
};

/// Width of every drawing.
const WIDTH: f64 = 600.0;

/// Least and greatest height of a drawing.
const HEIGHTS: [f64; 2] = [360.0, 620.0];

/// Room around the unit, as a share of its longer side.
const MARGIN: f64 = 0.08;

/// Length of the equator, kilometres.
const EQUATOR_KM: f64 = 40_075.016_686;

/// Lengths of scale bars, kilometres.
const BARS_KM: [f64; 11] = [
    0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0,
];

/// The map of a report. Paths are written as SVG writes them, to a tenth of a unit.
#[derive(Clone, Debug, Default)]
pub struct ReportMap {
    /// Width of the drawing.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Land outside the region.
    pub abroad: String,
    /// Borders of the region against land: what lies beyond them is no sea, however coarse the
    /// outline of that land is.
    pub beyond: String,
    /// Land of the region around the unit.
    pub around: String,
    /// The unit.
    pub unit: String,
    /// Borders of units of the same level around it.
    pub borders: String,
    /// Borders within it.
    pub inner: String,
    /// Names of units.
    pub names: Vec<MapName>,
    /// Zones, gates and plants of the unit.
    pub dots: Vec<MapDot>,
    /// How long a distance is.
    pub scale: ScaleBar,
    /// Both archipelagos of Viet Nam, for the region.
    pub archipelagos: Vec<Archipelago>,
}

/// A name on the map.
#[derive(Clone, Debug)]
pub struct MapName {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Where its middle stands.
    pub x: f64,
    /// Where its line stands.
    pub y: f64,
}

/// A record on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapDot {
    /// `cluster`, `park`, `zone`, `gate` or `plant`.
    pub kind: &'static str,
    /// Whether the place is known to the site at least.
    pub exact: bool,
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
}

/// A length on the ground and on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScaleBar {
    /// Kilometres.
    pub km: f64,
    /// Units of the drawing.
    pub length: f64,
}

/// What part of the world is drawn, and how large.
#[derive(Clone, Copy, Debug)]
pub(in crate::atlas) struct View {
    west: f64,
    north: f64,
    /// Units of the drawing for each cell of the grid.
    per_cell: f64,
    pub height: f64,
    pub bounds: LonLatBox,
    /// The zoom whose detail fits the drawing.
    pub zoom: u8,
}

impl Atlas {
    /// The map of a report; nothing when there is no such unit, or no shape of it.
    #[must_use]
    pub fn report_map(&self, subject: ReportSubject) -> Option<ReportMap> {
        let land = self.land(subject)?;
        let bounds = match land {
            Land::Region => {
                let provinces = self.units_of_layer(LayerId::Provinces);
                let boxes = provinces.filter_map(|unit| self.unit_bounds(unit));
                boxes.reduce(LonLatBox::union)?
            }
            Land::Unit(unit) => self.unit_bounds(unit)?,
        };
        let view = View::around(bounds);
        let layer = match land {
            Land::Region => LayerId::Provinces,
            Land::Unit(unit) => unit.layer(),
        };
        let coverage = self.coverage_of(layer)?;
        let faces = Faces {
            owners: self.unit_faces().owners(layer),
            own: match land {
                Land::Region => None,
                Land::Unit(unit) => Some(self.index_of(unit)? as u32),
            },
        };
        let seen = seen_arcs(coverage, &view);
        let zoom_of = |arc: u32| if seen[arc as usize] { view.zoom } else { 0 };
        let is_seen = |arc: u32| seen[arc as usize];
        let mut map = ReportMap {
            width: WIDTH,
            height: view.height,
            around: view.rings(&outline(coverage, |face| faces.is_land(face), zoom_of)),
            unit: view.rings(&outline(coverage, |face| faces.is_own(face), zoom_of)),
            borders: view.lines(&borders(
                coverage,
                |arc, sides| is_seen(arc) && faces.differ(sides),
                view.zoom,
            )),
            beyond: view.lines(&borders(
                coverage,
                |arc, sides| is_seen(arc) && faces.meets_land(sides),
                view.zoom,
            )),
            abroad: map_land::abroad(&self.context.land, &view),
            inner: String::new(),
            names: self.map_names(land, layer, &view),
            dots: self.map_dots(land, &view),
            scale: view.scale_bar(),
            ..ReportMap::default()
        };
        if layer == LayerId::Provinces && faces.own.is_some() || layer == LayerId::FormerProvinces {
            map.inner = view.lines(&borders(
                coverage,
                |arc, sides| is_seen(arc) && sides.iter().all(|&face| faces.is_own(face)),
                view.zoom,
            ));
        }
        if matches!(land, Land::Region) {
            map.archipelagos = map_land::archipelagos(&self.context);
        }
        Some(map)
    }

    /// Names: of the provinces in the map of the region, else of the units around.
    fn map_names(&self, land: Land, layer: LayerId, view: &View) -> Vec<MapName> {
        let others = self.units_of_layer(layer).filter(|unit| match land {
            Land::Region => true,
            Land::Unit(own) => own.id != unit.id,
        });
        // Half the width of a letter: the map of the region is shown larger than those of units.
        let letter = match land {
            Land::Region => 3.2,
            Land::Unit(_) => 4.6,
        };
        let mut names: Vec<MapName> = Vec::new();
        for unit in others {
            let Some([x, y]) = unit.label_place.map(|place| view.at(lonlat_to_grid(place))) else {
                continue;
            };
            let half = unit.name_vi.chars().count() as f64 * letter;
            let fits = x > half && x < WIDTH - half && y > 20.0 && y < view.height - 34.0;
            let clear = names.iter().all(|other| {
                let reach = half + other.vi.chars().count() as f64 * letter;
                (other.x - x).abs() > reach || (other.y - y).abs() > letter * 4.5
            });
            if fits && clear {
                names.push(MapName {
                    vi: unit.name_vi.clone(),
                    en: unit.name_en.clone(),
                    x,
                    y,
                });
            }
        }
        names
    }

    fn map_dots(&self, land: Land, view: &View) -> Vec<MapDot> {
        let tables = &self.tables;
        let mut dots = Vec::new();
        for plant in self.held(land, &tables.power_plants).records {
            dots.extend(view.dot(plant, "plant"));
        }
        for zone in self.held(land, &tables.industrial_zones).records {
            let kind = match zone.kind {
                ZoneKind::Cluster => "cluster",
                ZoneKind::Park => "park",
                _ => "zone",
            };
            dots.extend(view.dot(zone, kind));
        }
        for gate in self.held(land, &tables.border_gates).records {
            dots.extend(view.dot(gate, "gate"));
        }
        dots
    }
}

/// Whose the faces are.
struct Faces<'a> {
    owners: &'a [u32],
    /// The unit; nothing for the whole region.
    own: Option<u32>,
}

impl Faces<'_> {
    fn owner(&self, face: u32) -> u32 {
        self.owners.get(face as usize).copied().unwrap_or(NO_FACE)
    }

    fn is_land(&self, face: u32) -> bool {
        (face as usize) < self.owners.len()
    }

    fn is_own(&self, face: u32) -> bool {
        match self.own {
            Some(own) => self.owner(face) == own,
            None => self.is_land(face),
        }
    }

    /// Whether other land than ours lies beyond a border, as the boundaries say.
    fn meets_land(&self, sides: Sides) -> bool {
        sides
            .iter()
            .any(|&face| face != NO_FACE && !self.is_land(face))
    }

    fn differ(&self, sides: Sides) -> bool {
        let [a, b] = sides.map(|face| self.owner(face));
        a != b && a != NO_FACE && b != NO_FACE
    }
}

/// Which arcs reach into the view.
fn seen_arcs(coverage: &Coverage, view: &View) -> Vec<bool> {
    let inside = |points: &[GridPoint]| {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for at in points.iter().map(|&point| view.at(point)) {
            for axis in 0..2 {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        low[0] <= WIDTH && low[1] <= view.height && high[0] >= 0.0 && high[1] >= 0.0
    };
    coverage.arcs().map(|(points, _)| inside(points)).collect()
}

impl View {
    /// The view around a box, with room on all sides.
    pub fn around(bounds: LonLatBox) -> Self {
        let corner = |lon, lat| {
            let point = lonlat_to_grid(LonLat { lon, lat });
            [f64::from(point.x), f64::from(point.y)]
        };
        let [west, north] = corner(bounds.west, bounds.north);
        let [east, south] = corner(bounds.east, bounds.south);
        let room = (east - west).max(south - north).max(1.0) * MARGIN;
        let (width, height) = (east - west + 2.0 * room, south - north + 2.0 * room);
        let drawn = (WIDTH * height / width).clamp(HEIGHTS[0], HEIGHTS[1]);
        let per_cell = (WIDTH / width).min(drawn / height);
        let middle = [f64::midpoint(west, east), f64::midpoint(north, south)];
        let west = middle[0] - WIDTH / per_cell / 2.0;
        let north = middle[1] - drawn / per_cell / 2.0;
        // A unit of the drawing is to hold at least one vertex of a tile of 512 pixels.
        let pixels = f64::from(1u32 << GRID_BITS) * per_cell / 512.0;
        let zoom = pixels.log2().ceil().clamp(0.0, f64::from(MAX_ZOOM)) as u8;
        let mut view = Self {
            west,
            north,
            per_cell,
            height: drawn,
            bounds,
            zoom,
        };
        view.bounds = view.seen();
        view
    }

    /// The box of what is drawn.
    fn seen(&self) -> LonLatBox {
        let place = |x: f64, y: f64| {
            let cell = |value: f64| value.clamp(0.0, f64::from(i32::MAX)) as i32;
            grid_to_lonlat(GridPoint {
                x: cell(self.west + x / self.per_cell),
                y: cell(self.north + y / self.per_cell),
            })
        };
        let (first, last) = (place(0.0, 0.0), place(WIDTH, self.height));
        LonLatBox {
            west: first.lon,
            south: last.lat,
            east: last.lon,
            north: first.lat,
        }
    }

    /// Where a point of the grid stands in the drawing.
    pub fn at(&self, point: GridPoint) -> [f64; 2] {
        [
            (f64::from(point.x) - self.west) * self.per_cell,
            (f64::from(point.y) - self.north) * self.per_cell,
        ]
    }

    fn dot<R: MapRecord + Sited>(&self, record: &R, kind: &'static str) -> Option<MapDot> {
        let [x, y] = self.at(lonlat_to_grid(record.place()?));
        let inside = (0.0..=WIDTH).contains(&x) && (0.0..=self.height).contains(&y);
        inside.then(|| MapDot {
            kind,
            exact: matches!(record.precision(), Precision::Exact | Precision::Site),
            x: tenth(x),
            y: tenth(y),
        })
    }

    /// Rings as one path.
    pub fn rings(&self, rings: &[Vec<GridPoint>]) -> String {
        let mut path = Path::default();
        for ring in rings {
            path.add(ring.iter().map(|&point| self.at(point)), true);
        }
        path.written
    }

    fn lines(&self, lines: &[Vec<GridPoint>]) -> String {
        let mut path = Path::default();
        for line in lines {
            path.add(line.iter().map(|&point| self.at(point)), false);
        }
        path.written
    }

    /// The longest bar that takes at most a quarter of the width, true in the middle of the map.
    fn scale_bar(&self) -> ScaleBar {
        let latitude = f64::midpoint(self.bounds.south, self.bounds.north).to_radians();
        let km_per_cell = EQUATOR_KM / f64::from(1u32 << GRID_BITS) * latitude.cos();
        let length = |km: f64| km / km_per_cell * self.per_cell;
        let mut fitting = BARS_KM
            .iter()
            .copied()
            .filter(|&km| length(km) <= WIDTH / 4.0);
        let km = fitting.next_back().unwrap_or(BARS_KM[0]);
        ScaleBar {
            km,
            length: tenth(length(km)),
        }
    }
}

/// A path in the making.
#[derive(Default)]
pub(in crate::atlas) struct Path {
    pub written: String,
}

impl Path {
    /// Adds a line or, closed, a ring: to a tenth of a unit, without steps that vanish at that.
    pub fn add(&mut self, points: impl Iterator<Item = [f64; 2]>, closed: bool) {
        let mut steps: Vec<[i64; 2]> = points
            .map(|at| at.map(|v| (v * 10.0).round() as i64))
            .collect();
        steps.dedup();
        if steps.len() < if closed { 4 } else { 2 } {
            return;
        }
        let mut before: Option<[i64; 2]> = None;
        if closed {
            steps.pop();
        }
        for step in steps {
            match before {
                None => {
                    self.written.push('M');
                    self.number(step[0], true);
                    self.number(step[1], false);
                    self.written.push('l');
                }
                Some(before) => {
                    let bare = self.written.ends_with('l');
                    self.number(step[0] - before[0], bare);
                    self.number(step[1] - before[1], false);
                }
            }
            before = Some(step);
        }
        if closed {
            self.written.push('z');
        }
    }

    /// Writes tenths as a number, with a space before it where one is needed.
    fn number(&mut self, tenths: i64, first: bool) {
        if !first && tenths >= 0 {
            self.written.push(' ');
        }
        if tenths < 0 {
            self.written.push('-');
        }
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        self.written.push_str(&whole.to_string());
        if tenth > 0 {
            self.written.push('.');
            self.written.push(char::from(b'0' + tenth as u8));
        }
    }
}

pub(in crate::atlas) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_and_drop_what_cannot_be_seen() {
        let mut path = Path::default();
        path.add(
            [[0.0, 0.0], [10.0, 0.04], [10.0, 5.55], [0.0, 0.0]].into_iter(),
            true,
        );
        assert_eq!(path.written, "M0 0l10 0 0 5.6z");
        let mut path = Path::default();
        path.add([[0.0, 0.0], [0.01, 0.0]].into_iter(), false);
        assert_eq!(path.written, "");
    }

    #[test]
    fn scale_bars_are_true_in_the_middle() {
        let view = View::around(LonLatBox {
            west: 106.0,
            south: 21.0,
            east: 107.0,
            north: 22.0,
        });
        let bar = view.scale_bar();
        let place = |x: f64| {
            let per = (view.bounds.east - view.bounds.west) / WIDTH;
            let lat = f64::midpoint(view.bounds.south, view.bounds.north);
            LonLat {
                lon: view.bounds.west + x * per,
                lat,
            }
        };
        let km = crate::geometry::geodesic_km(place(0.0), place(bar.length));
        assert!((km / bar.km - 1.0).abs() < 0.01, "{km} {bar:?}");
    }
}
