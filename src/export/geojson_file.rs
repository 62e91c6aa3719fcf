//! Features as one `GeoJSON` collection, written one after the other.

use std::io::Write;

use geojson::Feature;
use serde_json::{Value, json};

use super::{ExportError, Extract};

/// The EPSG number of degrees of WGS 84, which `GeoJSON` means when nothing else is said.
const DEGREES: u32 = 4326;

/// Writes a collection of `count` features. Its sources stand before its features.
///
/// # Errors
/// When the writer does not take it.
pub fn write_features(
    extract: &Extract,
    count: usize,
    features: &mut dyn Iterator<Item = Feature>,
    mut out: impl Write,
) -> Result<(), ExportError> {
    write!(
        out,
        "{{\"type\":\"FeatureCollection\",\"name\":{}",
        json!(extract.name)
    )?;
    if extract.epsg != DEGREES {
        let name = format!("urn:ogc:def:crs:EPSG::{}", extract.epsg);
        let system = json!({ "type": "name", "properties": { "name": name } });
        write!(out, ",\"crs\":{system}")?;
    }
    let sources: Vec<Value> = extract.sources.iter().map(source).collect();
    writeln!(
        out,
        ",\"timeStamp\":{},\"numberReturned\":{count},\"notice\":{},\"sources\":{},\"features\":[",
        json!(extract.as_of),
        json!(extract.notice),
        Value::Array(sources),
    )?;
    for (index, feature) in features.enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut out, &feature).map_err(std::io::Error::from)?;
    }
    out.write_all(b"]}\n")?;
    Ok(out.flush()?)
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
