//! Names on a picture, by importance, none upon another.

use crate::atlas::Atlas;
use crate::atlas::picture::borders::Units;
use crate::atlas::picture::drawing::{Drawing, Lettering, width_of, wrapped};
use crate::atlas::picture::frame::{Frame, Rect};
use crate::atlas::picture::page_files::Palette;
use crate::atlas::picture::points::{Drawn, Named, Seen};
use crate::atlas::picture::wish::{PictureWish, Toggle};
use crate::atlas::picture::words::say;
use crate::domain::LayerId;
use crate::overlay::numbers::Tongue;
use crate::tile::Attributes;

/// Height of a line, in sizes of its letters.
const LINE: f64 = 1.18;

/// Where names go, and what room is taken.
pub(super) struct Names<'a> {
    pub frame: &'a Frame,
    pub palette: &'static Palette,
    pub tongue: Tongue,
    /// The room that is taken.
    pub taken: Vec<Rect>,
    placed: Drawing,
}

/// How names of one level are written.
struct Level {
    name: &'static str,
    size: f64,
    weight: u16,
    colour: &'static str,
    italic: bool,
}

impl<'a> Names<'a> {
    /// No names yet; `taken` is what they must not cover.
    pub fn new(
        frame: &'a Frame,
        palette: &'static Palette,
        tongue: Tongue,
        taken: Vec<Rect>,
    ) -> Self {
        Self {
            frame,
            palette,
            tongue,
            taken,
            placed: Drawing::default(),
        }
    }

    /// All names as SVG.
    pub fn written(self) -> String {
        self.placed.body
    }

    /// Puts lines around a place, or a little above or below it, where they cover no sign; at the
    /// place itself if every sign must be covered. Not at all where other names stand.
    fn put_clear(
        &mut self,
        lines: &[String],
        [x, y]: [f64; 2],
        letters: Lettering<'_>,
        signs: &[Rect],
    ) {
        let step = letters.size;
        let shifts = [0.0, -1.0, 1.0, -1.7, 1.7].map(|steps| steps * step);
        let clear = shifts.into_iter().find(|shift| {
            let room = room_of(lines, [x, y + shift], letters);
            !signs.iter().any(|sign| sign.meets(&room)) && self.is_free(&room)
        });
        self.put(lines, [x, y + clear.unwrap_or(0.0)], letters);
    }

    fn is_free(&self, room: &Rect) -> bool {
        self.frame.rect.holds(room) && !self.taken.iter().any(|other| other.meets(room))
    }

    /// Puts lines around a place if there is room.
    fn put(&mut self, lines: &[String], middle: [f64; 2], letters: Lettering<'_>) {
        let room = room_of(lines, middle, letters);
        if !self.is_free(&room) {
            return;
        }
        for (index, line) in lines.iter().enumerate() {
            let y = room.top + (index as f64 + 0.5) * letters.size * LINE + letters.size * 0.35;
            self.placed.text([middle[0], y], letters, line);
        }
        self.taken.push(room);
    }

    fn name_of(&self, of: &Attributes) -> String {
        let (first, second) = match self.tongue {
            Tongue::Vi => ("name_vi", "name_en"),
            Tongue::En => ("name_en", "name_vi"),
        };
        let name = of.text(first).or_else(|| of.text(second));
        name.unwrap_or_default().to_owned()
    }

    /// Names of the sea and of the archipelagos: never switched off.
    fn seas(&mut self, seen: &[Seen<'_>]) {
        let palette = self.palette;
        for kind in ["archipelago", "sea"] {
            for (label, at) in seen.iter().filter(|(l, _)| l.text("kind") == Some(kind)) {
                let name = self.name_of(label);
                let (lines, letters) = if kind == "sea" {
                    let size = self.frame.by_zoom(&[[4.0, 12.0], [8.0, 17.0]]);
                    let letters = Lettering {
                        italic: true,
                        ..Lettering::name(size, 400, palette.get("seaText"), palette.get("sea"))
                    };
                    (wrapped(&name, size, size * 6.0), letters)
                } else {
                    let size = self.frame.by_zoom(&[[4.0, 11.0], [8.0, 15.0]]);
                    let ink = palette.get("provinceText");
                    let lines = name.replace(" (", "\n(");
                    let lines = lines.lines().map(str::to_owned).collect();
                    (lines, Lettering::name(size, 600, ink, palette.get("sea")))
                };
                self.put(&lines, *at, letters);
            }
        }
    }

    /// Names of the units of one level, the most important first.
    fn units(&mut self, seen: &[Seen<'_>], level: &Level, signs: &[Rect]) {
        let mut own: Vec<&Seen<'_>> = seen
            .iter()
            .filter(|(label, _)| label.text("level") == Some(level.name))
            .collect();
        own.sort_by(|a, b| a.0.number("rank").total_cmp(&b.0.number("rank")));
        let letters = Lettering {
            italic: level.italic,
            ..Lettering::name(
                level.size,
                level.weight,
                level.colour,
                self.palette.get("halo"),
            )
        };
        for (label, at) in own {
            let lines = wrapped(&self.name_of(label), level.size, level.size * 8.0);
            self.put_clear(&lines, *at, letters, signs);
        }
    }

    /// Names below signs.
    fn signs(&mut self, named: &[Named]) {
        for sign in named {
            let name = say(self.tongue, &sign.vi, &sign.en);
            let lines = wrapped(name, 11.5, 11.5 * 10.0);
            let high = lines.len() as f64 * 11.5 * LINE / 2.0;
            let middle = [sign.at[0], sign.at[1] + sign.away - 8.0 + high];
            let letters = Lettering::name(11.5, 600, sign.colour, self.palette.get("halo"));
            self.put(&lines, middle, letters);
        }
    }
}

/// The room that lines take around their middle.
fn room_of(lines: &[String], [x, y]: [f64; 2], letters: Lettering<'_>) -> Rect {
    let wide = lines.iter().map(|line| width_of(line, letters.size));
    let half = wide.fold(0.0, f64::max) / 2.0 + 2.0;
    let high = lines.len() as f64 * letters.size * LINE / 2.0;
    Rect {
        left: x - half,
        top: y - high,
        right: x + half,
        bottom: y + high,
    }
}

impl Atlas {
    /// Puts all names: sea and provinces first, then those of signs, then communes.
    pub(super) fn draw_names(
        &self,
        names: &mut Names<'_>,
        wish: &PictureWish,
        units: Units,
        drawn: &Drawn,
    ) {
        names.seas(&self.points_seen(LayerId::SeaLabels, names.frame));
        let labels = self.points_seen(LayerId::UnitLabels, names.frame);
        let with_labels = wish.shown.has(Toggle::Labels);
        let zoom = names.frame.zoom;
        let palette = names.palette;
        let commune_size = names.frame.by_zoom(&[[9.0, 10.5], [14.0, 14.0]]);
        if with_labels && (4.5..11.5).contains(&zoom) {
            let former = Level {
                name: "former_province",
                size: names
                    .frame
                    .by_zoom(&[[5.0, 10.0], [6.0, 11.0], [9.0, 14.0]]),
                weight: 400,
                colour: palette.get("formerText"),
                italic: true,
            };
            let present = Level {
                name: "province",
                size: names
                    .frame
                    .by_zoom(&[[5.0, 10.5], [7.0, 12.5], [10.0, 17.0]]),
                weight: 600,
                colour: palette.get("provinceText"),
                italic: false,
            };
            if units.provinces {
                names.units(&labels, &present, &drawn.boxes);
            }
            if units.former_provinces {
                names.units(&labels, &former, &drawn.boxes);
            }
        }
        names.taken.extend(&drawn.boxes);
        if with_labels {
            names.signs(&drawn.named);
        }
        if with_labels && units.communes && zoom >= 9.0 {
            let communes = Level {
                name: "commune",
                size: commune_size,
                weight: 400,
                colour: palette.get("communeText"),
                italic: false,
            };
            names.units(&labels, &communes, &[]);
        }
        if with_labels && units.former_communes && zoom >= 10.5 {
            let communes = Level {
                name: "former_commune",
                size: commune_size,
                weight: 400,
                colour: palette.get("formerText"),
                italic: true,
            };
            names.units(&labels, &communes, &[]);
        }
    }
}
