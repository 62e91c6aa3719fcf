//! Values of closed lists: each must have a title in the catalogue, or a card would show a bare
//! word.

use super::{CheckReport, row_of};
use crate::dataset::context::Shape;
use crate::dataset::{
    BORDER_GATES_FILE, Context, INDUSTRIAL_ZONES_FILE, LAND_FILES, PLACE_FILES, POWER_PLANTS_FILE,
    SEA_LABEL_FILES, TRANSPORT_FILES, Tables, UNITS_FILE, WATER_FILES,
};
use crate::domain::{CatalogSpec, Fields, LayerId, LayerSpec, Record, Value};

/// What joins several words in one text.
const BETWEEN_WORDS: char = ';';

/// Checks the records of the tables.
pub(super) fn check_tables(catalog: &CatalogSpec, tables: &Tables, report: &mut CheckReport) {
    for (index, unit) in tables.units.iter().enumerate() {
        let layer = catalog.layer(unit.layer());
        check(layer, UNITS_FILE, Some(index), &unit.to_fields(), report);
    }
    let zones = catalog.layer(LayerId::IndustrialZones);
    let gates = catalog.layer(LayerId::BorderGates);
    let plants = catalog.layer(LayerId::PowerPlants);
    let (zone, gate, plant) = (INDUSTRIAL_ZONES_FILE, BORDER_GATES_FILE, POWER_PLANTS_FILE);
    check_records(zones, zone, &tables.industrial_zones, report);
    check_records(gates, gate, &tables.border_gates, report);
    check_records(plants, plant, &tables.power_plants, report);
}

/// Checks the surroundings.
pub(super) fn check_context(catalog: &CatalogSpec, around: &Context, report: &mut CheckReport) {
    let layer = |id| catalog.layer(id);
    check_shapes(layer(LayerId::Land), LAND_FILES, &around.land, report);
    check_shapes(layer(LayerId::Water), WATER_FILES, &around.water, report);
    let roads = layer(LayerId::Transport);
    check_shapes(roads, TRANSPORT_FILES, &around.transport, report);
    check_shapes(layer(LayerId::Places), PLACE_FILES, &around.places, report);
    let seas = layer(LayerId::SeaLabels);
    check_shapes(seas, SEA_LABEL_FILES, &around.sea_labels, report);
}

fn check_records<R: Record>(
    layer: &LayerSpec,
    file: &str,
    records: &[R],
    report: &mut CheckReport,
) {
    for (index, record) in records.iter().enumerate() {
        check(layer, file, Some(index), &record.to_fields(), report);
    }
}

/// A layer of the surroundings is read from several files, so that its records have no row.
fn check_shapes<R: Record>(
    layer: &LayerSpec,
    files: &[&str],
    shapes: &[Shape<R>],
    report: &mut CheckReport,
) {
    for shape in shapes {
        let fields = shape.record.to_fields();
        check(layer, &files.join(", "), None, &fields, report);
    }
}

fn check(
    layer: &LayerSpec,
    file: &str,
    index: Option<usize>,
    fields: &Fields,
    report: &mut CheckReport,
) {
    for field in layer.fields.iter().filter(|field| !field.values.is_empty()) {
        let Some(Value::Text(text)) = fields.get(&field.id) else {
            continue;
        };
        for word in text.split(BETWEEN_WORDS) {
            if field.values.iter().all(|known| known.value != word) {
                let record = fields.get("code").or_else(|| fields.get("id"));
                let record = record.map(Value::to_string).unwrap_or_default();
                let what = format!(
                    "{record}: \"{word}\" is not in the catalogue's list for {}.{}",
                    layer.id, field.id
                );
                report.fault(file, index.map(row_of), what);
            }
        }
    }
}
