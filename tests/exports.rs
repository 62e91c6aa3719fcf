//! Files of every layer in every format, read back by GDAL: nothing is lost but what the format
//! cannot hold.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use gdal::vector::{Feature, LayerAccess};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use phiabac::atlas::{Atlas, ExportWish, FilterLanguage, Format, RecordQuery, Tongue};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat};
use phiabac::import::intake::{self, Change, Delivery, DeliveryOptions, Verdict};
use serde_json::Value;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Atlas::load(&geodata).expect("the committed geodata can be loaded")
});

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
            layer,
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
    let file = folder.join(format!("{}.{}", wish.query.layer, format.ending()));
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

/// The number of a record, and what stands in its columns as text.
type Found = BTreeMap<u64, BTreeMap<String, String>>;

/// Everything that GDAL reads, by number. Tables of sources are no records.
fn read(path: &Path, number: &str) -> Found {
    let dataset = open(path);
    let mut found = Found::new();
    for mut layer in dataset.layers() {
        if ["sources", "Nguồn và giấy phép"].contains(&&*layer.name()) {
            continue;
        }
        let names: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
        for feature in layer.features() {
            let cells = cells(&feature, &names);
            let id = cells.get(number).and_then(|text| text.parse().ok());
            let id: u64 = id.or_else(|| feature.fid()).unwrap();
            assert!(found.insert(id, cells).is_none(), "{id} twice");
        }
    }
    found
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

fn cells(feature: &Feature, names: &[String]) -> BTreeMap<String, String> {
    let each = names.iter().enumerate().filter_map(|(at, name)| {
        let text = feature.field_as_string(at).unwrap()?;
        Some((name.clone(), text))
    });
    each.filter(|(_, text)| !text.is_empty()).collect()
}

/// Short names of columns in an archive of shapefiles, by field.
fn key(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join("FIELDS.csv")).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[1].to_owned(), row[0].to_owned()))
        .collect()
}

/// Whether a text that was read is a value, as far as a format keeps it.
fn same(value: &Value, text: Option<&str>, most_bytes: usize) -> bool {
    match value {
        Value::String(own) if own.len() > most_bytes => {
            text.is_some_and(|text| own.starts_with(text) && text.len() > most_bytes - 4)
        }
        Value::String(own) => text == Some(own),
        Value::Number(own) => {
            let own = own.as_f64().unwrap();
            let read = text.and_then(|text| text.parse::<f64>().ok());
            read.is_some_and(|read| (read - own).abs() <= own.abs() * 1e-12)
        }
        Value::Bool(own) => {
            let words = if *own { ["1", "true"] } else { ["0", "false"] };
            text.is_some_and(|text| words.contains(&text))
        }
        _ => true,
    }
}

/// Compares what was read with the records themselves; gives how many values were compared.
fn compare(
    layer: LayerId,
    format: Format,
    read: &Found,
    names: &BTreeMap<String, String>,
) -> usize {
    let most = if format == Format::Shp {
        254
    } else {
        usize::MAX
    };
    let mut compared = 0;
    for (&id, cells) in read {
        let order = ATLAS.item_order(layer, id);
        let order = order.unwrap_or_else(|| panic!("{layer} has no {id}"));
        let item = ATLAS.item(layer, order, false, None).unwrap();
        for (field, value) in &item.properties {
            let Some(name) = names.get(field) else {
                continue;
            };
            let text = cells.get(name).map(String::as_str);
            assert!(
                same(value, text, most),
                "{layer}.{format} {id}: {field} is {value}, read {text:?}"
            );
            compared += usize::from(!value.is_null());
        }
    }
    compared
}

/// The columns of files of shapes: the fields of the layer.
fn field_names(layer: LayerId) -> BTreeMap<String, String> {
    let names = ATLAS.field_names(layer).into_iter();
    let names = names.filter(|name| !["id", "sources"].contains(name));
    names
        .map(|name| (name.to_owned(), name.to_owned()))
        .collect()
}

fn check(layer: LayerId) {
    for format in SHAPES {
        let folder = tempfile::tempdir().unwrap();
        let (path, count) = written(folder.path(), wish(layer, format));
        assert!(count > 0, "{layer}");
        let read = read(&path, "id");
        assert_eq!(read.len(), count, "{layer}.{format}");
        let names = match format {
            Format::Shp => key(&path),
            _ => field_names(layer),
        };
        let names = names.into_iter().filter(|(field, _)| field != "sources");
        let compared = compare(layer, format, &read, &names.collect());
        assert!(compared >= count, "{layer}.{format}: {compared} values");
    }
    for format in [Format::Csv, Format::Xlsx] {
        let folder = tempfile::tempdir().unwrap();
        let (path, count) = written(folder.path(), wish(layer, format));
        let read = read(&path, "ID");
        assert_eq!(read.len(), count, "{layer}.{format}");
        let compared = compare(layer, format, &read, &titles(layer));
        assert!(compared >= count, "{layer}.{format}: {compared} values");
    }
}

/// Titles of the columns of tables by field: those that stand alone, without words.
fn titles(layer: LayerId) -> BTreeMap<String, String> {
    let catalog = ATLAS.catalog();
    let own = catalog.layers.iter().find(|own| own.id == layer.as_str());
    let fields = own.unwrap().fields.iter();
    let known = ATLAS.field_names(layer);
    let plain = fields.filter(|field| known.contains(&&*field.id) && field.id != "sources");
    let plain = plain.filter(|field| field.kind != "boolean");
    let titles = plain.map(|field| {
        let coded = !field.values.is_empty() || ["province", "commune"].contains(&&*field.id);
        let title = match &field.unit {
            _ if coded => format!("{} (mã)", field.title_vi.trim_end_matches(" (mã)")),
            Some(unit) if field.kind != "text" => format!("{} ({unit})", field.title_vi),
            _ => field.title_vi.clone(),
        };
        (field.id.clone(), title)
    });
    titles.collect()
}

macro_rules! layers {
    ($($name:ident: $layer:ident,)*) => {$(
        #[test]
        fn $name() {
            check(LayerId::$layer);
        }
    )*

        #[test]
        fn every_layer_has_its_test() {
            let tested = [$(LayerId::$layer),*];
            assert!(LayerId::ALL.iter().all(|layer| tested.contains(layer)));
        }
    };
}

layers! {
    land_in_all_formats: Land,
    water_in_all_formats: Water,
    provinces_in_all_formats: Provinces,
    communes_in_all_formats: Communes,
    former_provinces_in_all_formats: FormerProvinces,
    former_communes_in_all_formats: FormerCommunes,
    transport_in_all_formats: Transport,
    borders_in_all_formats: Borders,
    zones_in_all_formats: IndustrialZones,
    plants_in_all_formats: PowerPlants,
    gates_in_all_formats: BorderGates,
    places_in_all_formats: Places,
    names_of_units_in_all_formats: UnitLabels,
    names_of_seas_in_all_formats: SeaLabels,
}

/// Shapes come back whole, and in the system that was asked for.
#[test]
fn coordinates_are_those_of_the_system_asked_for() {
    let zone = Crs::of_epsg(9210).unwrap();
    let expected: BTreeMap<u64, [f64; 2]> = (0..)
        .map_while(|order| ATLAS.item(LayerId::BorderGates, order, false, None))
        .filter_map(|item| {
            let degrees = |name: &str| item.properties.get(name)?.as_f64();
            let place = LonLat::new(degrees("lon")?, degrees("lat")?)?;
            Some((item.id, zone.from_lonlat(place)))
        })
        .collect();
    assert!(expected.len() > 20);
    for format in [Format::GeoJson, Format::Gpkg, Format::Fgb, Format::Shp] {
        let folder = tempfile::tempdir().unwrap();
        let mut wish = wish(LayerId::BorderGates, format);
        wish.crs = zone;
        let (path, _) = written(folder.path(), wish);
        let dataset = Dataset::open(&path).unwrap();
        let mut layer = dataset.layer(0).unwrap();
        let system = layer.spatial_ref().unwrap();
        let name = system.name().unwrap().replace(['_', '-', '/'], " ");
        assert!(
            name.contains("VN 2000") || name.contains("VN2000"),
            "{format}: {name}"
        );
        let mut found = 0;
        for feature in layer.features() {
            let id = feature.field_index("id");
            let id = match id {
                Ok(at) => feature.field_as_integer64(at).unwrap().unwrap() as u64,
                Err(_) => feature.fid().unwrap(),
            };
            let Some(geometry) = feature.geometry() else {
                continue;
            };
            if geometry.is_empty() {
                continue;
            }
            let (x, y, _) = geometry.get_point(0);
            let [east, north] = expected[&id];
            assert!(
                (x - east).abs() < 1e-3 && (y - north).abs() < 1e-3,
                "{format} {id}"
            );
            found += 1;
        }
        assert_eq!(found, expected.len(), "{format}");
    }
}

#[test]
fn polygons_keep_every_vertex_and_their_area() {
    let order = ATLAS.item_order(LayerId::Provinces, 24).unwrap();
    let item = ATLAS.item(LayerId::Provinces, order, true, None).unwrap();
    let own: geo_types::MultiPolygon<f64> = item.geometry.unwrap().into_owned().try_into().unwrap();
    for format in SHAPES {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = written(folder.path(), wish(LayerId::Provinces, format));
        let dataset = Dataset::open(&path).unwrap();
        let mut layer = dataset.layer(0).unwrap();
        let feature = layer.features().find(|feature| {
            let code = feature.field_index("code").unwrap();
            feature.field_as_string(code).unwrap().as_deref() == Some("24")
        });
        let shape = feature.unwrap().geometry().unwrap().to_geo().unwrap();
        let parts: Vec<geo_types::Polygon<f64>> = match shape {
            geo_types::Geometry::MultiPolygon(many) => many.0,
            geo_types::Geometry::Polygon(one) => vec![one],
            geo_types::Geometry::GeometryCollection(many) => many
                .into_iter()
                .map(|part| part.try_into().unwrap())
                .collect(),
            other => panic!("{format}: {other:?}"),
        };
        let points = |polygons: &[geo_types::Polygon<f64>]| -> BTreeSet<[i64; 2]> {
            let rings = polygons
                .iter()
                .flat_map(|polygon| [polygon.exterior()].into_iter().chain(polygon.interiors()));
            let points = rings.flat_map(geo_types::LineString::coords);
            points
                .map(|p| [p.x, p.y].map(|n| (n * 1e6).round() as i64))
                .collect()
        };
        assert_eq!(points(&parts), points(&own.0), "{format}");
    }
}

#[test]
fn a_geopackage_tells_titles_words_sources_and_licences() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), wish(LayerId::IndustrialZones, Format::Gpkg));
    let dataset = Dataset::open(&path).unwrap();
    let rows = |sql: &str| -> Vec<Vec<String>> {
        let set = dataset.execute_sql(sql, None, gdal::vector::sql::Dialect::DEFAULT);
        // No rows may be no table at all.
        let Some(mut set) = set.unwrap() else {
            return Vec::new();
        };
        let width = set.defn().fields().count();
        let features = set.features();
        let row = |feature: Feature| {
            (0..width)
                .map(|at| feature.field_as_string(at).unwrap().unwrap_or_default())
                .collect()
        };
        features.map(row).collect()
    };
    let sources = rows("SELECT id, licence FROM sources");
    assert!(sources.len() > 10);
    assert!(
        sources
            .iter()
            .all(|row| !row[0].is_empty() && !row[1].is_empty())
    );
    let titles =
        rows("SELECT title, constraint_name FROM gpkg_data_columns WHERE column_name = 'kind'");
    assert_eq!(titles, [["Loại", "kind"]]);
    let words = rows(
        "SELECT description FROM gpkg_data_column_constraints WHERE constraint_name = 'kind' AND value = 'cluster'",
    );
    assert_eq!(words, [["Cụm công nghiệp"]]);
    let notice = rows("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/plain'");
    assert!(notice[0][0].contains("Ghi công"), "{notice:?}");
    let linked = rows("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/ld+json'");
    let linked: Value = serde_json::from_str(&linked[0][0]).unwrap();
    assert_eq!(linked["isBasedOn"].as_array().unwrap().len(), sources.len());
    let broken = rows("PRAGMA foreign_key_check");
    assert!(broken.is_empty(), "{broken:?}");
    assert_eq!(rows("PRAGMA integrity_check"), [["ok"]]);
}

#[test]
fn an_archive_of_shapefiles_tells_what_they_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let (unpacked, _) = written(folder.path(), wish(LayerId::Water, Format::Shp));
    let names: BTreeSet<String> = fs::read_dir(&unpacked)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in [
        "water_areas.shp",
        "water_areas.cpg",
        "water_areas.prj",
        "water_lines.shp",
        "FIELDS.csv",
        "LICENCE.txt",
        "SOURCES.csv",
    ] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    let licence = fs::read_to_string(unpacked.join("LICENCE.txt")).unwrap();
    assert!(licence.contains("Ghi công"), "{licence}");
    let sources = fs::read_to_string(unpacked.join("SOURCES.csv")).unwrap();
    assert!(sources.contains("gshhg-wdb2"), "{sources}");
}

#[test]
fn long_texts_are_cut_in_shapefiles_only_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (unpacked, _) = written(folder.path(), wish(LayerId::IndustrialZones, Format::Shp));
    let key = fs::read_to_string(unpacked.join("FIELDS.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(key.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let cut = |field: &str| -> usize {
        let row = rows.iter().find(|row| &row[1] == field).unwrap();
        row[4].parse().unwrap()
    };
    let longer = (0..)
        .map_while(|order| ATLAS.item(LayerId::IndustrialZones, order, false, None))
        .filter(|item| {
            item.properties
                .get("source_note")
                .is_some_and(|note| note.as_str().is_some_and(|note| note.len() > 254))
        })
        .count();
    assert!(longer > 0);
    assert_eq!(cut("source_note"), longer);
    assert_eq!(cut("code"), 0);
    assert!(rows.iter().all(|row| row[0].len() <= 10), "{key}");
}

#[test]
fn a_workbook_has_its_sources_on_a_second_sheet_and_codes_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), wish(LayerId::Communes, Format::Xlsx));
    let mut archive = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let workbook = part("xl/workbook.xml");
    assert!(
        workbook.contains("Xã, phường, đặc khu") && workbook.contains("Nguồn và giấy phép"),
        "{workbook}"
    );
    assert!(part("xl/worksheets/sheet2.xml").contains("boundaries-2026"));
    assert!(part("xl/worksheets/sheet1.xml").contains("<t xml:space=\"preserve\">24</t>"));
}

#[test]
fn the_same_wish_gives_the_same_bytes() {
    for format in Format::ALL {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [first, second] = folders.each_ref().map(|folder| {
            let path = folder.path().join(format!("file.{}", format.ending()));
            let export = ATLAS.export(wish(LayerId::BorderGates, format));
            ATLAS.write_export(&export, &path, &mut |_| {}).unwrap();
            fs::read(path).unwrap()
        });
        assert!(first == second, "{format}");
    }
}

/// Formats that keep every value of a record with a place.
const WHOLE: [Format; 5] = [
    Format::GeoJson,
    Format::Csv,
    Format::Xlsx,
    Format::Gpkg,
    Format::Fgb,
];

/// A file that was taken away and is brought in again changes nothing.
fn brought_in_again(layer: LayerId, format: Format) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("file.{}", format.ending()));
    let export = ATLAS.export(wish(layer, format));
    ATLAS.write_export(&export, &file, &mut |_| {}).unwrap();
    let delivery = Delivery {
        layer,
        file,
        options: DeliveryOptions {
            dry_run: true,
            ..DeliveryOptions::default()
        },
    };
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let report = intake::run(&delivery, &geodata, &|_| Ok(())).unwrap();
    assert_eq!(report.rows.len(), export.len(), "{layer}.{format}");
    for row in &report.rows {
        let what = format!("{layer}.{format} {:?}: {:?}", row.code, row.findings);
        assert_ne!(row.verdict, Verdict::Rejected, "{what}");
        let lost = &row.differences;
        assert!(lost.is_empty(), "{what}: {lost:?}");
        assert_ne!(row.change, Some(Change::Added), "{what}");
    }
}

#[test]
fn gates_brought_in_again_change_nothing() {
    for format in WHOLE {
        brought_in_again(LayerId::BorderGates, format);
    }
}

#[test]
fn plants_brought_in_again_change_nothing() {
    for format in WHOLE {
        brought_in_again(LayerId::PowerPlants, format);
    }
}

#[test]
fn zones_brought_in_again_change_nothing() {
    for format in WHOLE {
        brought_in_again(LayerId::IndustrialZones, format);
    }
}
