//! What others need for the same: Martin 1.14 with `PostGIS` 3.3 on the same communes and provinces
//! at full detail, and the tiles that tippecanoe 2.72 makes of them beforehand. Measured for this
//! data on a 2-core machine, November 2026; not repeated here.

/// Milliseconds of one cold tile of Martin with `PostGIS`: at zooms 5 to 8 of one tile, 5/25/14,
/// 6/50/28, 7/101/56, 8/203/112; at 9 to 14 the median.
pub const MARTIN_MS: [(u8, f64); 10] = [
    (5, 310.9),
    (6, 347.8),
    (7, 357.9),
    (8, 200.8),
    (9, 27.64),
    (10, 10.41),
    (11, 4.35),
    (12, 2.30),
    (13, 1.32),
    (14, 0.95),
];

/// Mean kilobytes, packed by gzip, of all its tiles of a zoom. Ours from zoom 9 on are drawn by lot
/// among the vertices of units, so that the dense delta weighs more than in a mean over all tiles.
pub const TIPPECANOE_KB: [(u8, f64); 10] = [
    (5, 105.0),
    (6, 72.0),
    (7, 52.0),
    (8, 32.0),
    (9, 20.0),
    (10, 9.8),
    (11, 5.3),
    (12, 2.7),
    (13, 1.4),
    (14, 0.8),
];

/// The figure of a zoom.
pub fn at(figures: &[(u8, f64)], zoom: u8) -> String {
    let found = figures.iter().find(|(z, _)| *z == zoom);
    found.map_or_else(|| "–".to_owned(), |(_, figure)| figure.to_string())
}
