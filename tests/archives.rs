//! Archives hold the very tiles that the server answers with, and all of them.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

#[path = "support/pmtiles.rs"]
mod pmtiles;

use std::collections::BTreeSet;
use std::path::PathBuf;

use ::gdal::vector::LayerAccess;
use phiabac::archive::{self, ArchiveError, ArchiveFormat, ArchiveWish, Written};
use phiabac::atlas::{OverlayRequest, TileWish, Tongue};
use phiabac::domain::LayerId;
use phiabac::geometry::{LonLat, LonLatBox, TileCoord, lonlat_to_grid};

#[path = "support/committed.rs"]
#[allow(dead_code, reason = "shared with tests that use all of it")]
mod committed;

use committed::ATLAS;

fn wish(layers: &[LayerId], zooms: std::ops::RangeInclusive<u8>) -> ArchiveWish<'_> {
    ArchiveWish {
        tiles: TileWish {
            layers,
            ..TileWish::default()
        },
        zooms,
        bbox: None,
        tongue: Tongue::Vi,
    }
}

struct Made {
    folder: tempfile::TempDir,
    written: Written,
}

impl Made {
    fn new(wish: &ArchiveWish, format: ArchiveFormat) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name(format));
        let mut last = 0;
        let mut progress = |progress: archive::Progress| {
            assert!(progress.done > last && progress.done <= progress.of);
            last = progress.done;
        };
        let written = archive::write(&ATLAS, wish, format, &path, &mut progress).unwrap();
        Self { folder, written }
    }

    fn path(&self, format: ArchiveFormat) -> PathBuf {
        self.folder.path().join(name(format))
    }

    fn bytes(&self, format: ArchiveFormat) -> Vec<u8> {
        std::fs::read(self.path(format)).unwrap()
    }
}

fn name(format: ArchiveFormat) -> &'static str {
    match format {
        ArchiveFormat::Pmtiles => "a.pmtiles",
        ArchiveFormat::Mbtiles => "a.mbtiles",
    }
}

/// All tiles of a zoom between two corners.
fn between(zoom: u8, bbox: LonLatBox) -> impl Iterator<Item = TileCoord> {
    let at = |lon: f64, lat: f64| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom);
    let (first, last) = (at(bbox.west, bbox.north), at(bbox.east, bbox.south));
    (first.y()..=last.y())
        .flat_map(move |y| (first.x()..=last.x()).map(move |x| TileCoord::new(zoom, x, y).unwrap()))
}

/// More than the map holds, both archipelagos included.
const ALL_AROUND: LonLatBox = LonLatBox {
    west: 97.0,
    south: 4.0,
    east: 121.0,
    north: 28.0,
};

/// Every tile is in the archive if it holds something, with the same bytes, and no other is.
fn assert_same(
    archive: &pmtiles::Archive,
    wish: &TileWish,
    tiles: impl Iterator<Item = TileCoord>,
) {
    let mut met = 0;
    for coord in tiles {
        let kept = archive.tiles.get(&(coord.z(), coord.x(), coord.y()));
        let live = ATLAS.wished_tile(wish, coord);
        met += usize::from(live.is_some());
        assert!(kept == live.as_ref(), "{coord:?} differs");
    }
    assert_eq!(met, archive.tiles.len(), "tiles elsewhere");
}

#[test]
fn every_tile_is_the_one_that_the_server_answers_with() {
    let wish = wish(LayerId::ALL, 0..=10);
    let made = Made::new(&wish, ArchiveFormat::Pmtiles);
    let archive = pmtiles::Archive::read(&made.bytes(ArchiveFormat::Pmtiles));
    let tiles = (0..=10).flat_map(|zoom| between(zoom, ALL_AROUND));
    assert_same(&archive, &wish.tiles, tiles);

    let head = &archive.head;
    assert_eq!(head.addressed, archive.tiles.len() as u64);
    assert_eq!(head.addressed, made.written.tiles);
    assert_eq!(head.entries, archive.entries as u64);
    assert_eq!(head.contents, archive.contents as u64);
    assert_eq!(head.contents, made.written.contents as u64);
    assert!(head.clustered);
    assert_eq!([head.internal_compression, head.tile_compression], [2, 2]);
    assert_eq!(head.tile_type, 1);
    assert_eq!(head.zooms, [0, 10]);
    let parts = ATLAS.tilejson(&wish.tiles);
    let degrees = parts.bounds.map(|degrees| (degrees * 1e7).round() as i32);
    assert_eq!(head.bounds, degrees);
    assert!((0..=10).contains(&head.center_zoom));
    assert!(head.center[0] > head.bounds[0] && head.center[0] < head.bounds[2]);
    assert!(head.center[1] > head.bounds[1] && head.center[1] < head.bounds[3]);

    let layers = archive.metadata["vector_layers"].as_array().unwrap();
    let ids: Vec<&str> = layers
        .iter()
        .map(|own| own["id"].as_str().unwrap())
        .collect();
    let all: Vec<&str> = LayerId::ALL.iter().map(|own| own.as_str()).collect();
    assert_eq!(ids, all);
    assert!(layers.iter().all(|own| own["maxzoom"] == 10));
    assert_eq!(archive.metadata["version"], ATLAS.version());
    let credits = archive.metadata["attribution"].as_str().unwrap();
    assert!(credits.contains("OpenStreetMap"), "{credits}");
    assert!(!archive.metadata["licences"].as_array().unwrap().is_empty());
    assert!(archive.metadata["sources"].as_array().unwrap().len() > 5);
}

#[test]
fn the_largest_zooms_of_a_box_are_the_same_too() {
    let bbox = LonLatBox {
        west: 106.6,
        south: 20.6,
        east: 107.2,
        north: 21.1,
    };
    let wish = ArchiveWish {
        bbox: Some(bbox),
        ..wish(LayerId::ALL, 11..=14)
    };
    let made = Made::new(&wish, ArchiveFormat::Pmtiles);
    let archive = pmtiles::Archive::read(&made.bytes(ArchiveFormat::Pmtiles));
    let tiles = (11..=14).flat_map(|zoom| between(zoom, bbox));
    assert_same(&archive, &wish.tiles, tiles);
    // What is the same in many tiles, such as the interior of one commune, stands once.
    let different: BTreeSet<&Vec<u8>> = archive.tiles.values().collect();
    assert_eq!(archive.contents, different.len());
    assert!(archive.contents < archive.tiles.len());
}

#[test]
fn an_overlay_comes_along() {
    let layers = [LayerId::Provinces];
    let (id, choice) = ["clusters_operating", "grdp", "population"]
        .into_iter()
        .find_map(|id| {
            let choice = ATLAS.choose_overlay(id, &OverlayRequest::default()).ok()?;
            (choice.layer() == LayerId::Provinces).then_some((id, choice))
        })
        .expect("an overlay over provinces");
    let overlays = [choice];
    let wish = ArchiveWish {
        tiles: TileWish {
            layers: &layers,
            overlays: &overlays,
            ..TileWish::default()
        },
        zooms: 0..=6,
        bbox: None,
        tongue: Tongue::En,
    };
    let made = Made::new(&wish, ArchiveFormat::Pmtiles);
    let archive = pmtiles::Archive::read(&made.bytes(ArchiveFormat::Pmtiles));
    let tiles = (0..=6).flat_map(|zoom| between(zoom, ALL_AROUND));
    assert_same(&archive, &wish.tiles, tiles);
    let fields = &archive.metadata["vector_layers"][0]["fields"];
    assert!(
        fields["value"].is_string() && fields["class"].is_string(),
        "{id}: {fields}"
    );
}

#[test]
fn two_runs_give_the_same_bytes() {
    let layers = [LayerId::Communes, LayerId::Borders, LayerId::PowerPlants];
    for format in [ArchiveFormat::Pmtiles, ArchiveFormat::Mbtiles] {
        let wish = wish(&layers, 4..=9);
        let [one, other] = [0, 1].map(|_| Made::new(&wish, format));
        assert_eq!(one.written, other.written);
        assert!(
            one.bytes(format) == other.bytes(format),
            "{format:?} differs"
        );
    }
}

#[test]
fn a_database_holds_the_same_tiles_and_is_opened_by_gdal() {
    let layers = [LayerId::Provinces, LayerId::IndustrialZones];
    let wish = wish(&layers, 0..=8);
    let format = ArchiveFormat::Mbtiles;
    let made = Made::new(&wish, format);
    let database = rusqlite::Connection::open(made.path(format)).unwrap();
    let mut select = database
        .prepare("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
        .unwrap();
    let rows = select.query_map([], |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get::<_, Vec<u8>>(3)?,
        ))
    });
    let mut count = 0;
    for row in rows.unwrap() {
        let (zoom, column, row, packed): (u8, u32, u32, Vec<u8>) = row.unwrap();
        let coord = TileCoord::new(zoom, column, (1 << zoom) - 1 - row).unwrap();
        let mut plain = Vec::new();
        let mut reader = flate2::read::GzDecoder::new(packed.as_slice());
        std::io::Read::read_to_end(&mut reader, &mut plain).unwrap();
        assert_eq!(
            Some(plain),
            ATLAS.wished_tile(&wish.tiles, coord),
            "{coord:?}"
        );
        count += 1;
    }
    assert_eq!(count, made.written.tiles);
    let value = |name: &str| -> String {
        let select = "SELECT value FROM metadata WHERE name = ?1";
        database
            .query_row(select, [name], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(value("format"), "pbf");
    assert_eq!([value("minzoom"), value("maxzoom")], ["0", "8"]);
    assert_eq!(value("bounds").split(',').count(), 4);

    let opened = ::gdal::Dataset::open(made.path(format)).unwrap();
    assert_eq!(opened.driver().short_name(), "MBTiles");
    let names: Vec<String> = opened.layers().map(|layer| layer.name()).collect();
    assert_eq!(names, ["provinces", "industrial_zones"]);
}

#[test]
fn a_wish_for_nothing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pmtiles");
    let none = |wish: &ArchiveWish| {
        archive::write(&ATLAS, wish, ArchiveFormat::Pmtiles, &file, &mut |_| ()).unwrap_err()
    };
    let early = none(&wish(&[LayerId::Communes], 0..=3));
    assert!(matches!(early, ArchiveError::NoZoom { from: 5 }), "{early}");
    let elsewhere = LonLatBox {
        west: 0.0,
        south: 40.0,
        east: 10.0,
        north: 50.0,
    };
    let outside = none(&ArchiveWish {
        bbox: Some(elsewhere),
        ..wish(&[LayerId::Communes], 0..=8)
    });
    assert!(matches!(outside, ArchiveError::Outside { .. }), "{outside}");
    assert!(!file.exists());
}
