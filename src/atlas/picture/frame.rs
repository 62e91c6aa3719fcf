//! What part of the world a picture shows, and where a place stands in it.

use crate::atlas::picture::wish::MapView;
use crate::geometry::{
    GRID_BITS, GridPoint, LonLat, LonLatBox, MAX_ZOOM, grid_to_lonlat, lonlat_to_grid,
};

/// The northern provinces: what is shown when nothing else is asked for.
const REGION: LonLatBox = LonLatBox {
    west: 102.14,
    south: 17.91,
    east: 108.09,
    north: 23.39,
};

/// Room around the region, in pixels.
const ROOM: f64 = 14.0;

/// Cells of the grid a side.
const CELLS: f64 = (1u64 << GRID_BITS) as f64;

/// Width of the world at zoom 0, in pixels: what map clients count zooms from.
const WORLD_PX: f64 = 512.0;

/// Length of the equator, kilometres.
const EQUATOR_KM: f64 = 40_075.016_686;

/// Lengths of scale bars, kilometres.
const BARS_KM: [f64; 20] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0,
    200.0, 500.0, 1000.0, 2000.0,
];

/// A rectangle of the drawing, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::atlas) struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// The map within a drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Where the map is drawn.
    pub rect: Rect,
    /// The zoom as map clients count it.
    pub zoom: f64,
    west: f64,
    north: f64,
    per_cell: f64,
}

/// A length on the ground and in the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub km: f64,
    pub pixels: f64,
}

impl Frame {
    /// The view asked for, or the region, in a rectangle of the drawing.
    pub fn new(rect: Rect, view: Option<MapView>) -> Self {
        let (middle, per_cell) = match view {
            Some(view) => {
                let at = lonlat_to_grid(view.middle);
                let per_cell = WORLD_PX * view.zoom.exp2() / CELLS;
                ([f64::from(at.x), f64::from(at.y)], per_cell)
            }
            None => around(REGION, rect),
        };
        Self {
            rect,
            zoom: (per_cell * CELLS / WORLD_PX).log2(),
            west: middle[0] - rect.width() / 2.0 / per_cell,
            north: middle[1] - rect.height() / 2.0 / per_cell,
            per_cell,
        }
    }

    /// Where a point of the grid stands in the drawing.
    pub fn at(&self, point: GridPoint) -> [f64; 2] {
        [
            (f64::from(point.x) - self.west) * self.per_cell + self.rect.left,
            (f64::from(point.y) - self.north) * self.per_cell + self.rect.top,
        ]
    }

    /// Where a place stands in the drawing.
    pub fn at_place(&self, lon: f64, lat: f64) -> [f64; 2] {
        self.at(lonlat_to_grid(LonLat { lon, lat }))
    }

    /// The zoom of tiles whose detail fits the drawing.
    pub fn detail(&self) -> u8 {
        self.zoom.ceil().clamp(0.0, f64::from(MAX_ZOOM)) as u8
    }

    /// The zoom of the tiles that a map client would draw here.
    pub fn tile_zoom(&self) -> u8 {
        self.zoom.floor().clamp(0.0, f64::from(MAX_ZOOM)) as u8
    }

    /// The corners of what is seen, with so many pixels around, on the grid.
    pub fn corners(&self, around_px: f64) -> [GridPoint; 2] {
        let cell = |value: f64| value.clamp(0.0, f64::from(i32::MAX)) as i32;
        let around = around_px / self.per_cell;
        [
            GridPoint {
                x: cell(self.west - around),
                y: cell(self.north - around),
            },
            GridPoint {
                x: cell(self.west + self.rect.width() / self.per_cell + around),
                y: cell(self.north + self.rect.height() / self.per_cell + around),
            },
        ]
    }

    /// The box of what is seen.
    pub fn bounds(&self) -> LonLatBox {
        let [first, last] = self.corners(0.0).map(grid_to_lonlat);
        LonLatBox {
            west: first.lon,
            south: last.lat,
            east: last.lon,
            north: first.lat,
        }
    }

    /// A value that grows with the zoom between stops, as in the styles of the page.
    pub fn by_zoom(&self, stops: &[[f64; 2]]) -> f64 {
        between(stops, self.zoom)
    }

    /// Pixels for a kilometre, in the middle of the map.
    pub fn px_per_km(&self) -> f64 {
        let bounds = self.bounds();
        let latitude = f64::midpoint(bounds.south, bounds.north).to_radians();
        self.per_cell * CELLS / EQUATOR_KM / latitude.cos()
    }

    /// The longest bar that takes at most so many pixels, true in the middle of the map.
    pub fn bar(&self, most_px: f64) -> Bar {
        let px_per_km = self.px_per_km();
        let fitting = BARS_KM
            .iter()
            .copied()
            .filter(|km| km * px_per_km <= most_px);
        let km = fitting.fold(BARS_KM[0], f64::max);
        Bar {
            km,
            pixels: km * px_per_km,
        }
    }
}

/// Middle and scale that show a box in a rectangle.
fn around(bounds: LonLatBox, rect: Rect) -> ([f64; 2], f64) {
    let corner = |lon, lat| {
        let point = lonlat_to_grid(LonLat { lon, lat });
        [f64::from(point.x), f64::from(point.y)]
    };
    let [west, north] = corner(bounds.west, bounds.north);
    let [east, south] = corner(bounds.east, bounds.south);
    let room = |side: f64| (side - 2.0 * ROOM).max(side / 2.0);
    let per_cell = (room(rect.width()) / (east - west)).min(room(rect.height()) / (south - north));
    let middle = [f64::midpoint(west, east), f64::midpoint(north, south)];
    (middle, per_cell)
}

/// A value on the line through stops, which rise in their first number.
pub(super) fn between(stops: &[[f64; 2]], at: f64) -> f64 {
    let Some(after) = stops.iter().position(|stop| stop[0] >= at) else {
        return stops.last().map_or(0.0, |stop| stop[1]);
    };
    if after == 0 {
        return stops[0][1];
    }
    let ([x0, y0], [x1, y1]) = (stops[after - 1], stops[after]);
    y0 + (y1 - y0) * (at - x0) / (x1 - x0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic_km;

    fn frame(view: Option<MapView>) -> Frame {
        let rect = Rect {
            left: 0.0,
            top: 40.0,
            right: 600.0,
            bottom: 440.0,
        };
        Frame::new(rect, view)
    }

    #[test]
    fn the_middle_stands_in_the_middle() {
        let middle = LonLat {
            lon: 106.2,
            lat: 21.3,
        };
        let frame = frame(Some(MapView { zoom: 9.5, middle }));
        let [x, y] = frame.at_place(middle.lon, middle.lat);
        assert!((x - 300.0).abs() < 0.01 && (y - 240.0).abs() < 0.01);
        assert!((frame.zoom - 9.5).abs() < 1e-9);
        assert_eq!((frame.tile_zoom(), frame.detail()), (9, 10));
    }

    #[test]
    fn the_region_fits() {
        let frame = frame(None);
        for (lon, lat) in [(102.14, 17.91), (108.09, 23.39)] {
            let [x, y] = frame.at_place(lon, lat);
            assert!((0.0..=600.0).contains(&x) && (40.0..=440.0).contains(&y));
        }
    }

    #[test]
    fn bars_are_true_in_the_middle() {
        let frame = frame(None);
        let bar = frame.bar(150.0);
        let bounds = frame.bounds();
        let lat = f64::midpoint(bounds.south, bounds.north);
        let per_px = (bounds.east - bounds.west) / 600.0;
        let [a, b] = [105.0, 105.0 + bar.pixels * per_px].map(|lon| LonLat { lon, lat });
        assert!((geodesic_km(a, b) / bar.km - 1.0).abs() < 0.01, "{bar:?}");
    }

    #[test]
    fn bars_fit_at_every_zoom() {
        for zoom in 0..=22 {
            let middle = LonLat {
                lon: 106.2,
                lat: 21.3,
            };
            let view = MapView {
                zoom: f64::from(zoom),
                middle,
            };
            let bar = frame(Some(view)).bar(74.0);
            assert!((5.0..=74.0).contains(&bar.pixels), "{zoom}: {bar:?}");
        }
    }

    #[test]
    fn values_grow_between_stops() {
        let stops = [[4.0, 1.0], [8.0, 3.0]];
        assert!((between(&stops, 2.0) - 1.0).abs() < 1e-9);
        assert!((between(&stops, 6.0) - 2.0).abs() < 1e-9);
        assert!((between(&stops, 9.0) - 3.0).abs() < 1e-9);
    }
}
