//! KML: placemarks with typed values, for Google Earth and phones.

use std::io::Write;

use geo_types::{Geometry as Shape, LineString, Polygon};

use super::xml::escaped;
use super::{Cell, Column, ExportError, Extract, ExtractRow, in_words};
use crate::domain::FieldType;

/// Fields that a placemark is called by, the first that it has.
const NAMES: [&str; 6] = ["name_vi", "name_en", "ref", "code", "left", "kind"];

/// Writes one document with a schema, and a placemark for each row.
pub(super) fn write(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    mut out: impl Write,
) -> Result<(), ExportError> {
    head(extract, &mut out)?;
    for row in rows {
        placemark(extract, &row, &mut out)?;
    }
    writeln!(out, "</Document>\n</kml>")?;
    Ok(out.flush()?)
}

fn head(extract: &Extract, out: &mut impl Write) -> Result<(), ExportError> {
    let id = escaped(&extract.name);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<kml xmlns="http://www.opengis.net/kml/2.2">"#)?;
    writeln!(out, "<Document id=\"{id}_file\">")?;
    writeln!(out, "<name>{}</name>", escaped(&extract.title))?;
    writeln!(
        out,
        "<description>{}</description>",
        escaped(&about(extract))
    )?;
    writeln!(out, r#"<Schema name="{id}" id="{id}">"#)?;
    // Numbers of borders are longer than the 32 bits of an int.
    writeln!(out, r#"<SimpleField type="string" name="id"/>"#)?;
    for column in &extract.columns {
        field(&column.name, kind(column.kind), &column.title, out)?;
        if !column.words.is_empty() {
            field(&words_name(column), "string", &column.title, out)?;
        }
    }
    writeln!(out, "</Schema>")?;
    Ok(())
}

fn field(name: &str, kind: &str, title: &str, out: &mut impl Write) -> Result<(), ExportError> {
    let (name, title) = (escaped(name), escaped(title));
    writeln!(
        out,
        r#"<SimpleField type="{kind}" name="{name}"><displayName>{title}</displayName></SimpleField>"#
    )?;
    Ok(())
}

/// The words for a code stand beside it.
fn words_name(column: &Column) -> String {
    format!("{}_text", column.name)
}

fn kind(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::Date => "string",
        FieldType::Integer => "int",
        FieldType::Number => "double",
        FieldType::Boolean => "bool",
    }
}

/// What one must know, then every source with its licence.
fn about(extract: &Extract) -> String {
    let mut text = extract.notice.join("\n\n");
    text.push_str("\n\n");
    text.push_str(&extract.sources_title);
    for source in &extract.sources {
        let [id, title, publisher, date, licence, _, url, _] = Extract::source_cells(source);
        let known = [id, title, publisher, date, licence, url];
        let known: Vec<String> = known.into_iter().filter(|own| !own.is_empty()).collect();
        text.push_str("\n- ");
        text.push_str(&known.join("; "));
    }
    text
}

fn placemark(extract: &Extract, row: &ExtractRow, out: &mut impl Write) -> Result<(), ExportError> {
    let layer = escaped(&extract.name);
    writeln!(out, r#"<Placemark id="{layer}.{}">"#, row.id)?;
    if let Some(name) = called(extract, row) {
        writeln!(out, "<name>{}</name>", escaped(name))?;
    }
    write!(out, r##"<ExtendedData><SchemaData schemaUrl="#{layer}">"##)?;
    value("id", &row.id.to_string(), out)?;
    for (column, cell) in extract.columns.iter().zip(&row.cells) {
        let Some(text) = written(cell) else { continue };
        value(&column.name, &text, out)?;
        if !column.words.is_empty() {
            value(&words_name(column), &in_words(&column.words, &text), out)?;
        }
    }
    writeln!(out, "</SchemaData></ExtendedData>")?;
    if let Some(shape) = &row.shape {
        geometry(shape, out)?;
        writeln!(out)?;
    }
    writeln!(out, "</Placemark>")?;
    Ok(())
}

fn value(name: &str, text: &str, out: &mut impl Write) -> Result<(), ExportError> {
    let (name, text) = (escaped(name), escaped(text));
    write!(out, r#"<SimpleData name="{name}">{text}</SimpleData>"#)?;
    Ok(())
}

fn called<'a>(extract: &Extract, row: &'a ExtractRow) -> Option<&'a str> {
    NAMES.iter().find_map(|wanted| {
        let at = extract.columns.iter().position(|own| own.name == *wanted)?;
        match row.cells.get(at)? {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        }
    })
}

fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Integer(number) => Some(number.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Boolean(yes) => Some(u8::from(*yes).to_string()),
        Cell::Empty => None,
    }
}

fn geometry(shape: &Shape<f64>, out: &mut impl Write) -> Result<(), ExportError> {
    match shape {
        Shape::Point(point) => write!(
            out,
            "<Point><coordinates>{},{}</coordinates></Point>",
            point.x(),
            point.y()
        )?,
        Shape::LineString(one) => line(one, out)?,
        Shape::Polygon(one) => polygon(one, out)?,
        Shape::MultiLineString(many) => {
            write!(out, "<MultiGeometry>")?;
            many.iter().try_for_each(|one| line(one, out))?;
            write!(out, "</MultiGeometry>")?;
        }
        Shape::MultiPolygon(many) => {
            write!(out, "<MultiGeometry>")?;
            many.iter().try_for_each(|one| polygon(one, out))?;
            write!(out, "</MultiGeometry>")?;
        }
        other => {
            tracing::warn!(shape = ?std::mem::discriminant(other), "KML is not written for this kind of shape");
        }
    }
    Ok(())
}

fn line(line: &LineString<f64>, out: &mut impl Write) -> Result<(), ExportError> {
    write!(out, "<LineString>")?;
    coordinates(line, out)?;
    write!(out, "</LineString>")?;
    Ok(())
}

fn polygon(polygon: &Polygon<f64>, out: &mut impl Write) -> Result<(), ExportError> {
    write!(out, "<Polygon><outerBoundaryIs><LinearRing>")?;
    coordinates(polygon.exterior(), out)?;
    write!(out, "</LinearRing></outerBoundaryIs>")?;
    for hole in polygon.interiors() {
        write!(out, "<innerBoundaryIs><LinearRing>")?;
        coordinates(hole, out)?;
        write!(out, "</LinearRing></innerBoundaryIs>")?;
    }
    write!(out, "</Polygon>")?;
    Ok(())
}

fn coordinates(line: &LineString<f64>, out: &mut impl Write) -> Result<(), ExportError> {
    write!(out, "<coordinates>")?;
    for (index, place) in line.coords().enumerate() {
        let gap = if index == 0 { "" } else { " " };
        write!(out, "{gap}{},{}", place.x, place.y)?;
    }
    write!(out, "</coordinates>")?;
    Ok(())
}
