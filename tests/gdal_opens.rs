//! GDAL, and with it QGIS, opens what we write: the boundary files and the tiles.

use std::path::{Path, PathBuf};

use gdal::vector::LayerAccess;
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use phiabac::atlas::Atlas;
use phiabac::domain::LayerId;
use phiabac::geometry::TileCoord;

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn count(dataset: &Dataset, layer: &str) -> u64 {
    let layer = dataset.layer_by_name(layer);
    layer.expect("GDAL names the layer").feature_count()
}

#[test]
fn the_boundary_files_are_topojson_for_gdal() {
    let open = |name: &str| Dataset::open(geodata().join("boundaries").join(name)).unwrap();
    assert_eq!(count(&open("communes.topojson"), "communes"), 1733);
    let former = open("former_communes.topojson");
    assert_eq!(count(&former, "former_communes"), 5524);
}

#[test]
fn a_tile_is_a_vector_tile_for_gdal() {
    let atlas = Atlas::load(&geodata()).unwrap();
    let coord = TileCoord::new(8, 203, 112).unwrap();
    let layers = [LayerId::Provinces, LayerId::Communes, LayerId::Borders];
    let bytes = atlas.tile(&layers, coord).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tile.mvt");
    std::fs::write(&file, bytes).unwrap();
    let address = ["X=203", "Y=112", "Z=8"];
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR,
        allowed_drivers: Some(&["MVT"]),
        open_options: Some(&address),
        ..DatasetOptions::default()
    };
    let name = format!("MVT:{}", file.display());
    let dataset = Dataset::open_ex(name, options).unwrap();
    assert!(count(&dataset, "provinces") >= 8);
    assert!(count(&dataset, "communes") > 500);
    let mut communes = dataset.layer_by_name("communes").unwrap();
    let ha_noi = communes.features().find(|feature| {
        let code = feature.field_index("code").unwrap();
        feature.field_as_string(code).unwrap().as_deref() == Some("00004")
    });
    let area = ha_noi.unwrap().geometry().unwrap().area();
    // Ba Đình, 2.95 km²; Web Mercator stretches by 1/cos² of the latitude.
    assert!((3.0e6..3.8e6).contains(&area), "{area} square metres");
}
