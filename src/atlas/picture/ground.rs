//! The quiet ground of a picture: sea, land, neighbours, archipelagos, water, roads and railways,
//! in the order and the colours of the page.

use geo_types::{Geometry, LineString, Polygon};

use crate::atlas::Atlas;
use crate::atlas::picture::drawing::{Drawing, line_path, ring_path};
use crate::atlas::picture::frame::Frame;
use crate::atlas::picture::page_files::{Palette, surroundings};
use crate::dataset::context::Shape;
use crate::domain::{LandKind, Transport, TransportKind, TransportStatus, Water, WaterKind};

/// Zoom at which lakes are gone: their outlines are coarse.
const LAKES_TO: f64 = 9.5;

impl Atlas {
    /// Sea and all land outside the region.
    pub(super) fn draw_land(&self, out: &mut Drawing, frame: &Frame, palette: &Palette) {
        out.panel(
            frame.rect,
            0.0,
            &format!(r#"fill="{}""#, palette.get("sea")),
        );
        let neighbour = palette.get("neighbour");
        let around = surroundings().iter().flatten();
        let around = around.map(|ring| ring.iter().map(|&[lon, lat]| frame.at_place(lon, lat)));
        let width = frame.by_zoom(&[[4.0, 3.0], [6.0, 8.0], [8.0, 24.0]]);
        out.path(
            &ring_path(around.map(Iterator::collect), &frame.rect),
            &format!(r#"fill="{neighbour}" stroke="{neighbour}" stroke-width="{width:.1}" fill-rule="evenodd""#),
        );
        let width = frame.by_zoom(&[[4.0, 1.5], [8.0, 3.0], [12.0, 10.0]]);
        let looks = [
            (
                LandKind::Neighbour,
                format!(r#"fill="{neighbour}" stroke="{neighbour}" stroke-width="{width:.1}""#),
            ),
            (
                LandKind::Vietnam,
                format!(r#"fill="{}""#, palette.get("land")),
            ),
            (
                LandKind::Archipelago,
                format!(
                    r#"fill="{}" stroke="{}" stroke-width="0.6""#,
                    palette.get("archipelago"),
                    palette.get("coast")
                ),
            ),
        ];
        for (kind, look) in looks {
            let shapes = self.context.land.iter();
            let own = shapes.filter(|shape| shape.record.kind == kind);
            let rings = own.flat_map(|shape| rings(&shape.geometry, frame));
            out.path(
                &ring_path(rings, &frame.rect),
                &format!(r#"{look} fill-rule="evenodd""#),
            );
        }
    }

    /// Rivers, lakes, the coast.
    pub(super) fn draw_water(&self, out: &mut Drawing, frame: &Frame, palette: &Palette) {
        let seen = |water: &Water| from_zoom(water) <= frame.zoom;
        let of_kind = |kind: WaterKind| {
            let shapes = self.context.water.iter();
            shapes.filter(move |shape| shape.record.kind == kind && seen(&shape.record))
        };
        let rivers = of_kind(WaterKind::River).flat_map(|shape| lines(&shape.geometry, frame));
        let width = frame.by_zoom(&[[5.0, 0.4], [8.0, 1.0], [12.0, 2.4]]);
        out.path(
            &line_path(rivers, &frame.rect),
            &format!(
                r#"fill="none" stroke="{}" stroke-width="{width:.2}" stroke-linecap="round" stroke-linejoin="round""#,
                palette.get("river")
            ),
        );
        if frame.zoom < LAKES_TO {
            let lakes = of_kind(WaterKind::Lake).flat_map(|shape| rings(&shape.geometry, frame));
            let opacity = frame.by_zoom(&[[LAKES_TO - 2.0, 1.0], [LAKES_TO, 0.0]]);
            out.path(
                &ring_path(lakes, &frame.rect),
                &format!(
                    r#"fill="{}" fill-opacity="{opacity:.2}" fill-rule="evenodd""#,
                    palette.get("lake")
                ),
            );
        }
        let coast = of_kind(WaterKind::Coastline).flat_map(|shape| lines(&shape.geometry, frame));
        let width = frame.by_zoom(&[[5.0, 0.5], [10.0, 1.0]]);
        out.path(
            &line_path(coast, &frame.rect),
            &format!(
                r#"fill="none" stroke="{}" stroke-width="{width:.2}""#,
                palette.get("coast")
            ),
        );
    }

    /// Railways, national roads, expressways; what is not built yet is dashed.
    pub(super) fn draw_transport(&self, out: &mut Drawing, frame: &Frame, palette: &Palette) {
        let express = [[5.0, 0.7], [8.0, 1.5], [12.0, 3.2]];
        let lines_of = |kind: TransportKind, future: bool| {
            let wanted = move |line: &Transport| {
                line.kind == kind && (line.status != TransportStatus::Existing) == future
            };
            let own = self.context.transport.iter();
            let own = own.filter(move |shape: &&Shape<Transport>| wanted(&shape.record));
            line_path(
                own.flat_map(|shape| lines(&shape.geometry, frame)),
                &frame.rect,
            )
        };
        let looks: [(TransportKind, bool, f64, &str, f64, &str); 5] = [
            (
                TransportKind::Railway,
                false,
                6.0,
                palette.get("railway"),
                frame.by_zoom(&[[6.0, 0.7], [12.0, 1.8]]),
                "5 2.5",
            ),
            (
                TransportKind::Railway,
                true,
                8.0,
                palette.get("railway"),
                frame.by_zoom(&[[8.0, 0.7], [12.0, 1.4]]),
                "1 3",
            ),
            (
                TransportKind::NationalRoad,
                false,
                6.5,
                palette.get("road"),
                frame.by_zoom(&[[6.5, 0.6], [9.0, 1.2], [12.0, 2.6]]),
                "",
            ),
            (
                TransportKind::Expressway,
                true,
                7.0,
                palette.get("expressway"),
                frame.by_zoom(&express),
                "2 1.6",
            ),
            (
                TransportKind::Expressway,
                false,
                5.0,
                palette.get("expressway"),
                frame.by_zoom(&express),
                "",
            ),
        ];
        for (kind, future, from, colour, width, dashes) in looks {
            if frame.zoom < from {
                continue;
            }
            let dash = dashed(dashes, width);
            out.path(
                &lines_of(kind, future),
                &format!(
                    r#"fill="none" stroke="{colour}" stroke-width="{width:.2}" stroke-linejoin="round"{dash}"#
                ),
            );
        }
    }
}

/// Dashes counted in widths of the line, as map styles count them.
pub(super) fn dashed(dashes: &str, width: f64) -> String {
    let lengths: Vec<String> = dashes
        .split_whitespace()
        .filter_map(|length| length.parse::<f64>().ok())
        .map(|length| format!("{:.1}", length * width))
        .collect();
    if lengths.is_empty() {
        return String::new();
    }
    format!(r#" stroke-dasharray="{}""#, lengths.join(" "))
}

/// The smallest zoom of a river by its length, of a lake by its area; the same as in tiles.
fn from_zoom(water: &Water) -> f64 {
    let least = |size: Option<f64>, steps: [f64; 3]| {
        let size = size.unwrap_or(0.0);
        5.0 + steps.iter().position(|&step| size >= step).unwrap_or(3) as f64
    };
    match water.kind {
        WaterKind::River => least(water.length_km, [300.0, 150.0, 60.0]),
        WaterKind::Lake => least(water.area_km2, [50.0, 15.0, 3.0]),
        WaterKind::Coastline => 4.0,
    }
}

/// The rings of an area in the drawing.
fn rings(geometry: &Geometry<f64>, frame: &Frame) -> Vec<Vec<[f64; 2]>> {
    let of = |polygon: &Polygon<f64>| -> Vec<Vec<[f64; 2]>> {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(|ring| placed(ring, frame))
            .collect()
    };
    match geometry {
        Geometry::Polygon(one) => of(one),
        Geometry::MultiPolygon(many) => many.0.iter().flat_map(of).collect(),
        _ => Vec::new(),
    }
}

/// The lines of a shape in the drawing.
fn lines(geometry: &Geometry<f64>, frame: &Frame) -> Vec<Vec<[f64; 2]>> {
    match geometry {
        Geometry::LineString(one) => vec![placed(one, frame)],
        Geometry::MultiLineString(many) => many.0.iter().map(|line| placed(line, frame)).collect(),
        _ => Vec::new(),
    }
}

fn placed(line: &LineString<f64>, frame: &Frame) -> Vec<[f64; 2]> {
    line.0.iter().map(|c| frame.at_place(c.x, c.y)).collect()
}
