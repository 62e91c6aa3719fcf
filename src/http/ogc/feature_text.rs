//! Features written as `GeoJSON`, piece by piece: a commune may have thousands of vertices.

use std::fmt::Write as _;

use geo_types::{Coord, Geometry, LineString, Polygon};
use serde_json::Value;

use crate::atlas::Item;
use crate::geometry::{Crs, LonLat};

/// Decimals of coordinates in metres: millimetres.
const METRES: f64 = 1e3;

/// Decimals of coordinates in degrees of another datum: a tenth of a millimetre.
const DEGREES: f64 = 1e9;

/// Writes a feature at the end of a text; `links` only where there are some.
pub(in crate::http) fn write_feature(text: &mut String, item: &Item, crs: Crs, links: &[Value]) {
    let _ = write!(
        text,
        "{{\"type\":\"Feature\",\"id\":{},\"geometry\":",
        item.id
    );
    match &item.geometry {
        Some(shape) => Writer { text, crs }.geometry(shape),
        None => text.push_str("null"),
    }
    text.push_str(",\"properties\":");
    let properties = serde_json::to_string(&item.properties);
    text.push_str(properties.as_deref().unwrap_or("{}"));
    if !links.is_empty() {
        let _ = write!(text, ",\"links\":{}", Value::from(links));
    }
    text.push('}');
}

struct Writer<'a> {
    text: &'a mut String,
    crs: Crs,
}

impl Writer<'_> {
    fn geometry(&mut self, shape: &Geometry<f64>) {
        match shape {
            Geometry::Point(point) => self.named("Point", |own| own.place(point.0)),
            Geometry::MultiPoint(points) => self.named("MultiPoint", |own| {
                own.list(&points.0, |own, point| own.place(point.0));
            }),
            Geometry::Line(line) => self.named("LineString", |own| {
                own.list(&[line.start, line.end], |own, &place| own.place(place));
            }),
            Geometry::LineString(line) => self.named("LineString", |own| own.line(line)),
            Geometry::MultiLineString(lines) => self.named("MultiLineString", |own| {
                own.list(&lines.0, Self::line);
            }),
            Geometry::Polygon(polygon) => self.named("Polygon", |own| own.polygon(polygon)),
            Geometry::MultiPolygon(polygons) => self.named("MultiPolygon", |own| {
                own.list(&polygons.0, Self::polygon);
            }),
            Geometry::Rect(rect) => self.geometry(&rect.to_polygon().into()),
            Geometry::Triangle(triangle) => self.geometry(&triangle.to_polygon().into()),
            Geometry::GeometryCollection(parts) => {
                self.text
                    .push_str("{\"type\":\"GeometryCollection\",\"geometries\":");
                self.list(&parts.0, Self::geometry);
                self.text.push('}');
            }
        }
    }

    fn named(&mut self, name: &str, coordinates: impl FnOnce(&mut Self)) {
        let _ = write!(self.text, "{{\"type\":\"{name}\",\"coordinates\":");
        coordinates(self);
        self.text.push('}');
    }

    fn list<T>(&mut self, parts: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.text.push('[');
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            each(self, part);
        }
        self.text.push(']');
    }

    fn line(&mut self, line: &LineString<f64>) {
        self.list(&line.0, |own, &place| own.place(place));
    }

    fn polygon(&mut self, polygon: &Polygon<f64>) {
        self.text.push('[');
        self.line(polygon.exterior());
        for hole in polygon.interiors() {
            self.text.push(',');
            self.line(hole);
        }
        self.text.push(']');
    }

    fn place(&mut self, Coord { x, y }: Coord<f64>) {
        let [first, second] = if self.crs == Crs::CRS84 {
            [x, y]
        } else {
            let place = LonLat { lon: x, lat: y };
            self.crs.from_lonlat(place).map(|value| self.rounded(value))
        };
        let _ = write!(self.text, "[{first},{second}]");
    }

    fn rounded(&self, value: f64) -> f64 {
        match self.crs {
            Crs::WGS_84 => value,
            crs if crs.is_geographic() => (value * DEGREES).round() / DEGREES,
            _ => (value * METRES).round() / METRES,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use geo_types::{MultiPolygon, point, polygon};

    use super::*;

    fn written(shape: Option<Geometry<f64>>, crs: Crs) -> geojson::Feature {
        let item = Item {
            id: 7,
            properties: serde_json::Map::from_iter([("a \"b\"".to_owned(), Value::from("ế"))]),
            geometry: shape.map(Cow::Owned),
        };
        let mut text = String::new();
        write_feature(&mut text, &item, crs, &[]);
        text.parse()
            .unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let square = polygon!(exterior: [(x: 105.5, y: 20.25), (x: 106.0, y: 20.25), (x: 106.0, y: 21.0), (x: 105.5, y: 20.25)], interiors: []);
        let shapes: [Geometry<f64>; 3] = [
            point!(x: 105.123_456, y: 21.0).into(),
            square.clone().into(),
            MultiPolygon(vec![square]).into(),
        ];
        for shape in shapes {
            let feature = written(Some(shape.clone()), Crs::CRS84);
            let read: Geometry<f64> = feature.geometry.unwrap().try_into().unwrap();
            assert_eq!(read, shape);
            assert_eq!(feature.properties.unwrap()["a \"b\""], "ế");
        }
        assert!(written(None, Crs::CRS84).geometry.is_none());
    }

    #[test]
    fn axes_and_decimals_are_those_of_the_system() {
        let check = |crs: Crs, expected: &str| {
            let shape: Geometry<f64> = point!(x: 105.75, y: 21.5).into();
            let mut text = String::new();
            Writer {
                text: &mut text,
                crs,
            }
            .geometry(&shape);
            assert!(text.contains(expected), "{crs}: {text}");
        };
        check(Crs::CRS84, "[105.75,21.5]");
        check(Crs::WGS_84, "[21.5,105.75]");
        check(Crs::WEB_MERCATOR, "[11772036.151,");
    }
}
