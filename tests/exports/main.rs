//! Files of every layer in every format, read back by GDAL: nothing is lost but what the format
//! cannot hold.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

mod again;
#[path = "../support/committed.rs"]
#[allow(dead_code, reason = "shared with tests that use all of it")]
mod committed;
mod companions;
mod layers;
mod shapes;

use std::fs::File;
use std::path::{Path, PathBuf};

use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use phiabac::atlas::{ExportWish, FilterLanguage, Format, RecordQuery, Tongue};
use phiabac::domain::LayerId;
use phiabac::geometry::Crs;

use committed::ATLAS;

/// Formats of shapes, which keep the names of fields; shapefiles shorten them.
const SHAPES: [Format; 5] = [
    Format::GeoJson,
    Format::Gpkg,
    Format::Fgb,
    Format::Shp,
    Format::Kml,
];

/// A part of each layer that is large, to keep the tests quick: one province.
fn filter_of(layer: LayerId) -> Option<&'static str> {
    match layer {
        LayerId::Communes => Some("province = '24'"),
        LayerId::FormerCommunes => Some("province IN ('27', '04')"),
        LayerId::Borders => Some("\"left\" LIKE '24%' OR \"left\" = '07' OR level = 'national'"),
        _ => None,
    }
}

fn wish(layer: LayerId, format: Format) -> ExportWish {
    let filter = filter_of(layer).map(|text| {
        let read = ATLAS.read_filter(layer, text, FilterLanguage::Text, Crs::CRS84);
        read.unwrap().filter
    });
    ExportWish {
        query: RecordQuery {
            records: layer.into(),
            filter,
            bbox: None,
            order: Vec::new(),
        },
        format,
        crs: Crs::CRS84,
        tongue: Tongue::Vi,
        properties: None,
    }
}

/// Writes a file; gives the place of it, unpacked where it is an archive of shapefiles.
fn written(folder: &Path, wish: ExportWish) -> (PathBuf, usize) {
    let format = wish.format;
    let file = folder.join(format!("{}.{}", wish.query.records.layer, format.ending()));
    let export = ATLAS.export(wish);
    let mut told = Vec::new();
    ATLAS
        .write_export(&export, &file, &mut |before| told.push(before))
        .unwrap();
    let expected: Vec<usize> = (0..export.len()).collect();
    assert_eq!(told, expected, "progress is told before each record");
    if format != Format::Shp {
        return (file, export.len());
    }
    let folder = folder.join("unpacked");
    let mut archive = zip::ZipArchive::new(File::open(&file).unwrap()).unwrap();
    archive.extract(&folder).unwrap();
    (folder, export.len())
}

fn open(path: &Path) -> Dataset {
    // GDAL would make dates of some texts.
    let is_geojson = path.extension().is_some_and(|ending| ending == "geojson");
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR,
        open_options: is_geojson.then_some(&["DATE_AS_STRING=YES"][..]),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(path, options).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
