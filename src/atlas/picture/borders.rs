//! Areas and borders of a picture: the region, the classes of an overlay, units of today and of
//! before, the national border above them all. The same arcs as in tiles.

use crate::atlas::Atlas;
use crate::atlas::picture::drawing::{Drawing, line_path, ring_path};
use crate::atlas::picture::frame::Frame;
use crate::atlas::picture::ground::dashed;
use crate::atlas::picture::page_files::Palette;
use crate::atlas::picture::wish::{MapTime, PictureWish, Toggle};
use crate::atlas::reports::rings::{Sides, borders, outline};
use crate::coverage::{Coverage, NO_FACE};
use crate::domain::LayerId;
use crate::geometry::GridPoint;
use crate::overlay::legend::Theme;
use crate::overlay::palette::MISSING;
use crate::tile::Joined;

/// Zoom from which borders of communes are drawn.
const COMMUNE_ZOOM: f64 = 8.0;

/// How far the coarser shapes of the land around may stay behind our borders, in kilometres.
const GAP_KM: f64 = 1.6;

/// Kinds of outside beyond the faces of the present boundaries, in the order of their numbers.
const ABROAD: u32 = 0;
const OTHER_PROVINCE: u32 = 1;

/// Which units a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four levels of units, each on or off by itself"
)]
pub(super) struct Units {
    pub provinces: bool,
    pub communes: bool,
    pub former_provinces: bool,
    pub former_communes: bool,
}

impl Units {
    /// What the toggles, the time and the zoom say together.
    pub fn of(wish: &PictureWish, zoom: f64) -> Self {
        let on = |toggle| wish.shown.has(toggle);
        let near = zoom >= COMMUNE_ZOOM;
        let before = wish.time == MapTime::Before;
        let both = wish.time != MapTime::Now;
        Self {
            provinces: on(Toggle::Provinces) && !before,
            communes: on(Toggle::Communes) && near && !before,
            former_provinces: on(Toggle::FormerProvinces) || (both && on(Toggle::Provinces)),
            former_communes: near
                && (on(Toggle::FormerCommunes) || (before && on(Toggle::Communes))),
        }
    }
}

/// A coverage as a frame sees it.
struct Seen<'a> {
    coverage: &'a Coverage,
    frame: &'a Frame,
    /// Which arcs come near the frame.
    arcs: Vec<bool>,
}

impl<'a> Seen<'a> {
    fn of(coverage: &'a Coverage, frame: &'a Frame) -> Self {
        let [first, last] = frame.corners(24.0);
        let near = |points: &[GridPoint]| {
            let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
            for point in points {
                low = [low[0].min(point.x), low[1].min(point.y)];
                high = [high[0].max(point.x), high[1].max(point.y)];
            }
            low[0] <= last.x && low[1] <= last.y && high[0] >= first.x && high[1] >= first.y
        };
        let arcs = coverage.arcs().map(|(points, _)| near(points)).collect();
        Self {
            coverage,
            frame,
            arcs,
        }
    }

    fn placed(&self, points: Vec<GridPoint>) -> Vec<[f64; 2]> {
        points
            .into_iter()
            .map(|point| self.frame.at(point))
            .collect()
    }

    /// The area of the faces that lie inside.
    fn area(&self, inside: impl Fn(u32) -> bool) -> String {
        let detail = self.frame.detail();
        let zoom_of = |arc: u32| if self.arcs[arc as usize] { detail } else { 0 };
        let rings = outline(self.coverage, inside, zoom_of);
        ring_path(
            rings.into_iter().map(|ring| self.placed(ring)),
            &self.frame.rect,
        )
    }

    /// The borders that a rule chooses by the faces on their sides.
    fn lines(&self, chosen: impl Fn(Sides) -> bool) -> String {
        let near = |arc: u32, sides| self.arcs[arc as usize] && chosen(sides);
        let lines = borders(self.coverage, near, self.frame.detail());
        line_path(
            lines.into_iter().map(|line| self.placed(line)),
            &self.frame.rect,
        )
    }
}

impl Atlas {
    /// The region, over the land around it.
    pub(super) fn draw_region(&self, out: &mut Drawing, frame: &Frame, palette: &Palette) {
        let Some(coverage) = self.coverage_of(LayerId::Provinces) else {
            return;
        };
        let seen = Seen::of(coverage, frame);
        let faces = coverage.face_count() as u32;
        // What lies beyond is drawn from coarser shapes: a line in its colour closes the gap.
        let width = (2.0 * GAP_KM * frame.px_per_km()).max(2.0);
        for (kind, colour) in [(ABROAD, "neighbour"), (OTHER_PROVINCE, "land")] {
            out.path(
                &seen.lines(|sides| sides.contains(&(faces + kind))),
                &format!(
                    r#"fill="none" stroke="{}" stroke-width="{width:.1}" stroke-linejoin="round""#,
                    palette.get(colour)
                ),
            );
        }
        let land = palette.get("land");
        out.path(
            &seen.area(|face| face < faces),
            &format!(r#"fill="{land}" fill-rule="evenodd""#),
        );
    }

    /// The classes of the overlay asked for.
    pub(super) fn draw_overlay(&self, out: &mut Drawing, frame: &Frame, wish: &PictureWish) {
        let Some(choice) = &wish.overlay else { return };
        let layer = choice.layer();
        let Some(coverage) = self.coverage_of(layer) else {
            return;
        };
        let joined = self.joined(choice);
        let overlay = self.overlay(choice);
        let classes = self.classes_of_faces(layer, &joined);
        let seen = Seen::of(coverage, frame);
        let of = |light: &str, dark: &str| match wish.theme {
            Theme::Light => light.to_owned(),
            Theme::Dark => dark.to_owned(),
        };
        let opacity = frame.by_zoom(&[[5.0, 0.92], [9.0, 0.8], [13.0, 0.55]]);
        out.add(&format!(r#"<g opacity="{opacity:.2}">"#));
        let fill = |colour: &str| {
            format!(r#"fill="{colour}" stroke="{colour}" stroke-width="0.5" fill-rule="evenodd""#)
        };
        for (class, colours) in overlay.colours.iter().enumerate() {
            let area = seen.area(|face| class_at(&classes, face) == Class::Of(class));
            out.path(&area, &fill(&of(&colours.light, &colours.dark)));
        }
        let missing = seen.area(|face| class_at(&classes, face) == Class::Missing);
        out.path(&missing, &fill(&of(MISSING.0, MISSING.1)));
        out.path(
            &missing,
            r#"fill="url(#hatch-missing)" fill-rule="evenodd""#,
        );
        out.add("</g>");
    }

    fn classes_of_faces(&self, layer: LayerId, joined: &dyn Joined) -> Vec<Class> {
        let of_unit = |owner: &u32| {
            let unit = self.tables.units.get(*owner as usize);
            unit.map_or(Class::Outside, |unit| {
                let class = joined.value_and_class(unit.id);
                class.map_or(Class::Missing, |(_, class)| Class::Of(class))
            })
        };
        self.unit_faces()
            .owners(layer)
            .iter()
            .map(of_unit)
            .collect()
    }

    /// Units of before: brown, dashed, dotted where they are approximate.
    pub(super) fn draw_former(
        &self,
        out: &mut Drawing,
        frame: &Frame,
        palette: &Palette,
        units: Units,
    ) {
        let colour = palette.get("formerBorder");
        if units.former_communes
            && let Some(coverage) = self.coverage_of(LayerId::FormerCommunes)
        {
            let seen = Seen::of(coverage, frame);
            let width = frame.by_zoom(&[[COMMUNE_ZOOM, 0.6], [12.0, 1.4]]);
            let dash = dashed("1 2", width);
            out.path(
                &seen.lines(|[a, b]| a != NO_FACE || b != NO_FACE),
                &format!(r#"fill="none" stroke="{colour}" stroke-opacity="0.7" stroke-width="{width:.2}"{dash}"#),
            );
        }
        if units.former_provinces
            && let Some(coverage) = self.coverage_of(LayerId::FormerProvinces)
        {
            let seen = Seen::of(coverage, frame);
            let owners = self.unit_faces().owners(LayerId::FormerProvinces);
            let approximate = |owner: u32| {
                let unit = self.tables.units.get(owner as usize);
                unit.is_some_and(|unit| self.unit_faces().approximate.contains(&unit.code))
            };
            let width = frame.by_zoom(&[[5.0, 1.0], [8.0, 1.6], [12.0, 2.4]]);
            for (rough, dashes) in [(false, "4 2"), (true, "1 2")] {
                let dash = dashed(dashes, width);
                let lines = seen.lines(|sides| {
                    differing(owners, sides)
                        .is_some_and(|pair| pair.iter().any(|&owner| approximate(owner)) == rough)
                });
                out.path(
                    &lines,
                    &format!(r#"fill="none" stroke="{colour}" stroke-width="{width:.2}"{dash}"#),
                );
            }
        }
    }

    /// Borders of communes and provinces, and the national border.
    pub(super) fn draw_borders(
        &self,
        out: &mut Drawing,
        frame: &Frame,
        palette: &Palette,
        units: Units,
    ) {
        let Some(coverage) = self.coverage_of(LayerId::Communes) else {
            return;
        };
        let seen = Seen::of(coverage, frame);
        let faces = coverage.face_count() as u32;
        let provinces = self.unit_faces().owners(LayerId::Provinces);
        let rounded = r#"stroke-linecap="round" stroke-linejoin="round""#;
        let mut draw = |lines: String, colour: &str, opacity: f64, width: f64| {
            out.path(
                &lines,
                &format!(
                    r#"fill="none" stroke="{}" stroke-opacity="{opacity}" stroke-width="{width:.2}" {rounded}"#,
                    palette.get(colour)
                ),
            );
        };
        if units.communes {
            let width = frame.by_zoom(&[[COMMUNE_ZOOM, 0.4], [11.0, 1.0], [14.0, 1.6]]);
            let within = |sides: Sides| {
                sides.iter().all(|&face| face < faces) && differing(provinces, sides).is_none()
            };
            draw(seen.lines(within), "communeBorder", 1.0, width);
        }
        if units.provinces {
            let width = frame.by_zoom(&[[4.0, 0.5], [7.0, 1.1], [10.0, 1.8], [14.0, 2.6]]);
            let between = |sides: Sides| {
                sides.contains(&(faces + OTHER_PROVINCE)) || differing(provinces, sides).is_some()
            };
            draw(seen.lines(between), "provinceBorder", 1.0, width);
        }
        let national = |sides: Sides| sides.contains(&(faces + ABROAD));
        let band = frame.by_zoom(&[[4.0, 3.0], [7.0, 6.0], [12.0, 12.0]]);
        draw(seen.lines(national), "nationalBand", 0.45, band);
        let line = frame.by_zoom(&[[4.0, 0.9], [7.0, 1.6], [12.0, 2.6]]);
        draw(seen.lines(national), "nationalBorder", 1.0, line);
    }
}

/// The class of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Of(usize),
    Missing,
    Outside,
}

fn class_at(classes: &[Class], face: u32) -> Class {
    let class = classes.get(face as usize);
    class.copied().unwrap_or(Class::Outside)
}

/// The owners on both sides, where both are known and differ.
fn differing(owners: &[u32], sides: Sides) -> Option<[u32; 2]> {
    let pair = sides.map(|face| owners.get(face as usize).copied().unwrap_or(NO_FACE));
    (pair[0] != pair[1] && !pair.contains(&NO_FACE)).then_some(pair)
}
