//! One table in every format: the records are the same.

use std::path::{Path, PathBuf};

use gdal::DriverManager;
use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use gdal::vector::{
    Feature, FieldValue, Geometry, Layer, LayerAccess, LayerOptions, OGRFieldType,
    OGRwkbGeometryType,
};
use phiabac::domain::{IndustrialZone, Record};
use phiabac::import::intake::Change;

use super::desk::Desk;
use super::workbook::archive;

/// Name, place, area of the zones of these tests.
const ZONES: [(&str, f64, f64, f64); 3] = [
    ("CCN Thử Định dạng Một", 106.19, 21.27, 75.5),
    ("CCN Thử Định dạng Hai", 106.2, 21.28, 12.0),
    ("CCN Thử Định dạng Ba", 106.21, 21.29, 1234.5),
];

/// Adds a feature whose last fields have these values; a driver may have fields of its own before.
fn add(layer: &Layer, shape: Geometry, values: &[FieldValue]) {
    let mut feature = Feature::new(layer.defn()).unwrap();
    feature.set_geometry(shape).unwrap();
    let own = layer.defn().fields().count() - values.len();
    for (index, value) in values.iter().enumerate() {
        feature.set_field(own + index, value).unwrap();
    }
    feature.create(layer).unwrap();
}

/// Writes the zones by a driver of GDAL.
pub fn write(desk: &Desk, driver: &str, name: &str, fields: [&str; 3]) -> PathBuf {
    let file = desk.path(name);
    let driver = DriverManager::get_driver_by_name(driver).unwrap();
    let mut dataset = driver.create_vector_only(&file).unwrap();
    let mut wgs84 = SpatialRef::from_epsg(4326).unwrap();
    wgs84.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    let in_utf_8: &[&str] = &["ENCODING=UTF-8"];
    let shapefile = driver.short_name() == "ESRI Shapefile";
    let layer = dataset
        .create_layer(LayerOptions {
            name: "zones",
            srs: Some(&wgs84),
            ty: OGRwkbGeometryType::wkbPoint,
            options: shapefile.then_some(in_utf_8),
        })
        .unwrap();
    let [title, province, area] = fields;
    layer
        .create_defn_fields(&[
            (title, OGRFieldType::OFTString),
            (province, OGRFieldType::OFTString),
            (area, OGRFieldType::OFTReal),
        ])
        .unwrap();
    for (own, lon, lat, hectares) in ZONES {
        let mut point = Geometry::empty(OGRwkbGeometryType::wkbPoint).unwrap();
        point.add_point_2d((lon, lat));
        let values = [
            FieldValue::StringValue(own.to_owned()),
            FieldValue::StringValue("24".to_owned()),
            FieldValue::RealValue(hectares),
        ];
        add(&layer, point, &values);
    }
    dataset.close().unwrap();
    file
}

/// A `GeoPackage` with so many zones.
pub fn geopackage(desk: &Desk, count: usize) -> PathBuf {
    let file = desk.path("many.gpkg");
    let driver = DriverManager::get_driver_by_name("GPKG").unwrap();
    let mut dataset = driver.create_vector_only(&file).unwrap();
    let layer = dataset
        .create_layer(LayerOptions {
            name: "zones",
            ..LayerOptions::default()
        })
        .unwrap();
    layer
        .create_defn_fields(&[("name_vi", OGRFieldType::OFTString)])
        .unwrap();
    for number in 0..count {
        let mut point = Geometry::empty(OGRwkbGeometryType::wkbPoint).unwrap();
        point.add_point_2d((106.0, 21.0));
        let name = FieldValue::StringValue(format!(
            "Cụm công nghiệp thử số {number} {}",
            "x".repeat(200)
        ));
        add(&layer, point, &[name]);
    }
    dataset.close().unwrap();
    file
}

/// The zones as they stand after a file was taken in.
fn taken(desk: &Desk, file: &Path) -> Vec<IndustrialZone> {
    let report = desk.zones(file);
    assert!(report.written, "{report:#?}");
    assert!(
        report
            .rows
            .iter()
            .all(|row| row.change == Some(Change::Added)),
        "{report:#?}"
    );
    let zones = desk.tables().industrial_zones.into_iter();
    zones
        .filter(|zone| zone.name_vi.starts_with("CCN Thử Định dạng"))
        .collect()
}

fn check(file: impl Fn(&Desk) -> PathBuf) {
    let desk = Desk::new();
    let zones = taken(&desk, &file(&desk));
    assert_eq!(zones.len(), ZONES.len());
    // Some formats keep their records in an order of their own.
    for (name, lon, lat, hectares) in ZONES {
        let zone = zones.iter().find(|zone| zone.name_vi == name);
        let zone = zone.unwrap_or_else(|| panic!("{name} is not in {zones:#?}"));
        assert_eq!(zone.area_ha, Some(hectares));
        let place = zone.place.unwrap();
        assert!((place.lon - lon).abs() < 1e-6 && (place.lat - lat).abs() < 1e-6);
        assert_eq!(zone.province.to_string(), "24");
        let sources = zone.to_fields().get("sources").map(ToString::to_string);
        assert_eq!(sources.as_deref(), Some("bao-cao-thu-so-1-bc"));
    }
}

const NAMES: [&str; 3] = ["name_vi", "province", "area_ha"];

#[test]
fn geopackage_is_read() {
    check(|desk| write(desk, "GPKG", "a.gpkg", NAMES));
}

#[test]
fn flatgeobuf_is_read() {
    check(|desk| write(desk, "FlatGeobuf", "a.fgb", NAMES));
}

#[test]
fn geojson_is_read() {
    check(|desk| write(desk, "GeoJSON", "a.geojson", NAMES));
}

#[test]
fn kml_is_read() {
    check(|desk| write(desk, "KML", "a.kml", NAMES));
}

#[test]
fn shapefile_is_read() {
    check(|desk| {
        write(
            desk,
            "ESRI Shapefile",
            "a.shp",
            ["TEN", "MA_TINH", "DIEN_TICH"],
        )
    });
}

#[test]
fn a_packed_shapefile_is_read() {
    check(|desk| {
        let file = write(
            desk,
            "ESRI Shapefile",
            "a.shp",
            ["TEN", "MA_TINH", "DIEN_TICH"],
        );
        let mut writer = zip::ZipWriter::new(std::fs::File::create(desk.path("a.zip")).unwrap());
        for ending in ["shp", "shx", "dbf", "prj", "cpg"] {
            let part = file.with_extension(ending);
            if let Ok(bytes) = std::fs::read(&part) {
                let name = format!("folder/a.{ending}");
                writer
                    .start_file(name, zip::write::SimpleFileOptions::default())
                    .unwrap();
                std::io::Write::write_all(&mut writer, &bytes).unwrap();
            }
        }
        writer.finish().unwrap();
        desk.path("a.zip")
    });
}

/// The zones without shapes: their places stand in columns.
fn rows(separator: char) -> String {
    let mut text = ["Tên", "Mã tỉnh", "Diện tích", "Kinh độ", "Vĩ độ"].join(&separator.to_string());
    for (name, lon, lat, hectares) in ZONES {
        let cells = [
            name.to_owned(),
            "24".to_owned(),
            hectares.to_string(),
            lon.to_string(),
            lat.to_string(),
        ];
        text.push('\n');
        text.push_str(&cells.join(&separator.to_string()));
    }
    text
}

#[test]
fn csv_and_packed_csv_are_read() {
    check(|desk| desk.put("a.csv", rows(',')));
    check(|desk| desk.put("a.zip", archive(&[("a.csv".to_owned(), rows('\t'))])));
}

/// A workbook as GDAL writes it: without shapes, values in shared texts.
fn workbook_of_gdal(desk: &Desk, driver: &str, name: &str) -> PathBuf {
    let file = desk.path(name);
    let driver = DriverManager::get_driver_by_name(driver).unwrap();
    let mut dataset = driver.create_vector_only(&file).unwrap();
    let layer = dataset
        .create_layer(LayerOptions {
            name: "zones",
            ty: OGRwkbGeometryType::wkbNone,
            ..LayerOptions::default()
        })
        .unwrap();
    layer
        .create_defn_fields(&[
            ("Tên", OGRFieldType::OFTString),
            ("Mã tỉnh", OGRFieldType::OFTString),
            ("Diện tích (ha)", OGRFieldType::OFTReal),
            ("Kinh độ", OGRFieldType::OFTReal),
            ("Vĩ độ", OGRFieldType::OFTReal),
        ])
        .unwrap();
    for (own, lon, lat, hectares) in ZONES {
        let mut feature = gdal::vector::Feature::new(layer.defn()).unwrap();
        feature.set_field_string(0, own).unwrap();
        feature.set_field_string(1, "24").unwrap();
        for (at, number) in [(2, hectares), (3, lon), (4, lat)] {
            feature.set_field_double(at, number).unwrap();
        }
        feature.create(&layer).unwrap();
    }
    dataset.close().unwrap();
    file
}

#[test]
fn workbooks_of_excel_and_libreoffice_are_read() {
    check(|desk| workbook_of_gdal(desk, "XLSX", "a.xlsx"));
    check(|desk| workbook_of_gdal(desk, "ODS", "a.ods"));
}
