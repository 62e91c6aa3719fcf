//! Every layer in every format has every record with every value, as far as the format keeps it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gdal::vector::{Feature, LayerAccess};
use phiabac::atlas::Format;
use phiabac::domain::LayerId;
use serde_json::Value;

use crate::{ATLAS, SHAPES, open, wish, written};

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
