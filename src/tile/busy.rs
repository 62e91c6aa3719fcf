//! Which tiles hold anything but one even area.

use rustc_hash::FxHashSet;

use super::layer::TileLayer;
use super::lines::LineLayer;
use super::points::PointLayer;
use super::trace::TilePoint;
use crate::geometry::{BUFFER, EXTENT, TileCoord};

/// The tiles up to a zoom in which a border, a line or a point is drawn, there or in a tile below.
///
/// A tile that is not among them is empty or lies within one area of each layer, and so do all tiles
/// below it: at each zoom those hold the same.
#[derive(Debug)]
pub struct BusyTiles {
    /// By zoom.
    tiles: Vec<FxHashSet<TileCoord>>,
}

impl BusyTiles {
    /// The busy tiles of some layers together.
    #[must_use]
    pub fn of(layers: &[&TileLayer], max_zoom: u8) -> Self {
        let mut tiles: Vec<FxHashSet<TileCoord>> = Vec::new();
        for zoom in (0..=max_zoom).rev() {
            let below = tiles.last().into_iter().flatten();
            let mut own: FxHashSet<TileCoord> = below.filter_map(|tile| tile.parent()).collect();
            for layer in layers {
                layer.add_busy(zoom, &mut own);
            }
            tiles.push(own);
        }
        tiles.reverse();
        Self { tiles }
    }

    /// Whether a tile, or one below it, holds more than one even area.
    #[must_use]
    pub fn contains(&self, tile: TileCoord) -> bool {
        self.tiles
            .get(usize::from(tile.z()))
            .is_none_or(|of_zoom| of_zoom.contains(&tile))
    }
}

impl TileLayer {
    fn add_busy(&self, zoom: u8, busy: &mut FxHashSet<TileCoord>) {
        for levels in self.coverages() {
            if zoom >= levels.min_zoom() {
                busy.extend(levels.at(zoom).tiles_with_borders(zoom));
            }
        }
        match self {
            Self::Points(points) => add_points(points, zoom, busy),
            Self::Mixed(_, lines) => add_lines(lines, zoom, busy),
            Self::Areas(_) | Self::Borders(_) => {}
        }
    }
}

fn add_points(points: &PointLayer, zoom: u8, busy: &mut FxHashSet<TileCoord>) {
    for at in points.places_at(zoom) {
        busy.extend(tiles_between(zoom, at, at));
    }
}

fn add_lines(lines: &LineLayer, zoom: u8, busy: &mut FxHashSet<TileCoord>) {
    for [low, high] in lines.boxes_at(zoom) {
        busy.extend(tiles_between(zoom, low, high));
    }
}

/// The tiles that with their buffers meet a box given in units of the zoom.
fn tiles_between(zoom: u8, low: TilePoint, high: TilePoint) -> impl Iterator<Item = TileCoord> {
    let span = |axis: usize| {
        let first = (low[axis] - EXTENT - BUFFER + EXTENT - 1).div_euclid(EXTENT);
        first..=(high[axis] + BUFFER).div_euclid(EXTENT)
    };
    let columns = span(0);
    let squares = span(1).flat_map(move |y| columns.clone().map(move |x| [x, y]));
    squares.filter_map(move |[x, y]| {
        TileCoord::new(zoom, u32::try_from(x).ok()?, u32::try_from(y).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(low: TilePoint, high: TilePoint) -> Vec<[u32; 2]> {
        let tiles = tiles_between(4, low, high);
        tiles.map(|tile| [tile.x(), tile.y()]).collect()
    }

    #[test]
    fn a_point_in_a_buffer_lies_in_both_tiles() {
        let at = |x: i32, y: i32| numbers([x, y], [x, y]);
        assert_eq!(at(4096 + 2000, 2000), [[1, 0]]);
        assert_eq!(at(4096 + 64, 2000), [[0, 0], [1, 0]]);
        assert_eq!(at(4096 + 65, 2000), [[1, 0]]);
        assert_eq!(at(4096 - 64, 2000), [[0, 0], [1, 0]]);
        assert_eq!(at(4096 - 65, 2000), [[0, 0]]);
        assert_eq!(at(10, 10), [[0, 0]]);
    }

    #[test]
    fn a_box_lies_in_all_tiles_that_it_meets() {
        let met = numbers([2000, 2000], [4096 + 2000, 4096 + 2000]);
        assert_eq!(met, [[0, 0], [1, 0], [0, 1], [1, 1]]);
    }
}
