//! Features as one `GeoJSON` collection, written one after the other.

use std::io::Write;

use geojson::Feature;
use serde_json::{Value, json};

use super::{ExportError, Extract, ExtractRow};

/// The EPSG number of degrees of WGS 84, which `GeoJSON` means when nothing else is said.
const DEGREES: u16 = 4326;

/// Writes a collection. Its sources stand before its features.
pub(super) fn write(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    mut out: impl Write,
) -> Result<(), ExportError> {
    write!(
        out,
        "{{\"type\":\"FeatureCollection\",\"name\":{}",
        json!(extract.name)
    )?;
    if extract.epsg() != DEGREES {
        let name = format!("urn:ogc:def:crs:EPSG::{}", extract.epsg());
        let system = json!({ "type": "name", "properties": { "name": name } });
        write!(out, ",\"crs\":{system}")?;
    }
    let sources: Vec<Value> = extract.sources.iter().map(source).collect();
    writeln!(
        out,
        ",\"timeStamp\":{},\"numberReturned\":{},\"notice\":{},\"sources\":{},\"features\":[",
        json!(extract.as_of),
        extract.count,
        json!(extract.notice),
        Value::Array(sources),
    )?;
    for (index, row) in rows.enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut out, &feature(row)).map_err(std::io::Error::from)?;
    }
    out.write_all(b"]}\n")?;
    Ok(out.flush()?)
}

fn feature(row: ExtractRow) -> Feature {
    Feature {
        bbox: None,
        geometry: row.shape.as_ref().map(geojson::Geometry::from),
        id: Some(geojson::feature::Id::Number(row.id.into())),
        properties: Some(row.properties),
        foreign_members: None,
    }
}

fn source(source: &crate::domain::Source) -> Value {
    json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date.map(|date| date.to_string()),
        "licence": source.licence,
        "use_class": source.use_class.as_str(),
        "url": source.url,
        "note": source.note,
    })
}
