//! The legend of a picture: what is drawn, and nothing else.

use crate::atlas::Atlas;
use crate::atlas::picture::borders::Units;
use crate::atlas::picture::drawing::{Drawing, Lettering, width_of, wrapped};
use crate::atlas::picture::frame::Rect;
use crate::atlas::picture::page_files::Palette;
use crate::atlas::picture::points::{Drawn, use_of};
use crate::atlas::picture::wish::PictureWish;
use crate::atlas::picture::words::{FUELS, GATE_CLASSES, ZONE_KINDS, name_of, say};
use crate::domain::LayerId;
use crate::overlay::numbers::Tongue;

const SIZE: f64 = 11.0;
const ROW: f64 = 17.5;
const HEAD: f64 = 19.0;
const PADDING: f64 = 10.0;
const MARK: f64 = 26.0;
/// The widest column.
const MOST_WIDTH: f64 = 218.0;

/// How an entry is drawn.
enum Mark {
    /// An icon of the drawing.
    Sign(String),
    /// A disc: fill, ring, number in it.
    Disc(String, String, &'static str),
    /// A line: colour, width, band, dashes.
    Line(&'static str, f64, Option<&'static str>, &'static str),
    /// A class of an overlay, hatched or not.
    Class(String, bool),
}

/// A line of the legend.
enum Row {
    Head(String),
    Small(String),
    Entry(Mark, String),
}

impl Row {
    fn height(&self) -> f64 {
        match self {
            Self::Head(_) => HEAD,
            Self::Small(_) => 14.0,
            Self::Entry(..) => ROW,
        }
    }

    fn width(&self) -> f64 {
        match self {
            Self::Head(words) => width_of(words, SIZE + 0.5) * 1.04,
            Self::Small(words) => width_of(words, SIZE - 0.5),
            Self::Entry(_, words) => MARK + width_of(words, SIZE),
        }
    }
}

/// A legend that is laid out.
pub(super) struct Legend {
    columns: Vec<Vec<Row>>,
    /// Where it stands.
    pub rect: Rect,
    column_width: f64,
}

/// What a legend tells of.
pub(super) struct Told<'a> {
    pub drawn: &'a Drawn,
    pub units: Units,
    pub palette: &'static Palette,
    /// Layers of which some records are left out.
    pub filtered: Vec<LayerId>,
}

impl Atlas {
    /// The legend in the lower left corner of the room; nothing when there is too little room.
    pub(super) fn picture_legend(
        &self,
        wish: &PictureWish,
        told: &Told<'_>,
        room: Rect,
    ) -> Option<Legend> {
        let mut rows = self.overlay_rows(wish);
        rows.extend(point_rows(told, wish.tongue));
        rows.extend(border_rows(told, wish.tongue));
        Legend::laid_out(rows, room)
    }

    fn overlay_rows(&self, wish: &PictureWish) -> Vec<Row> {
        let Some(choice) = &wish.overlay else {
            return Vec::new();
        };
        let overlay = self.overlay(choice);
        let legend = self.legend(&overlay, wish.theme, wish.tongue);
        let most = MOST_WIDTH - 2.0 * PADDING;
        let title = wrapped(&legend.title, (SIZE + 0.5) * 1.04, most);
        let small = std::iter::once(&legend.unit).chain(&legend.lines);
        let small = small.flat_map(|line| wrapped(line, SIZE - 0.5, most));
        title
            .into_iter()
            .map(Row::Head)
            .chain(small.map(Row::Small))
            .chain(legend.classes.iter().map(|class| {
                Row::Entry(
                    Mark::Class(class.colour.clone(), false),
                    class.label.clone(),
                )
            }))
            .chain(legend.missing.iter().map(|class| {
                Row::Entry(Mark::Class(class.colour.clone(), true), class.label.clone())
            }))
            .collect()
    }
}

fn point_rows(told: &Told<'_>, tongue: Tongue) -> Vec<Row> {
    let (drawn, palette) = (told.drawn, told.palette);
    let mut rows = Vec::new();
    let head = |rows: &mut Vec<Row>, layer: LayerId, vi: &str, en: &str| {
        let filtered = if told.filtered.contains(&layer) {
            say(tongue, " (đã lọc)", " (filtered)")
        } else {
            ""
        };
        rows.push(Row::Head(format!("{}{filtered}", say(tongue, vi, en))));
    };
    if !drawn.zones.is_empty() {
        head(
            &mut rows,
            LayerId::IndustrialZones,
            "Khu, cụm công nghiệp",
            "Industrial zones",
        );
        for (kind, ..) in ZONE_KINDS
            .iter()
            .filter(|(kind, ..)| drawn.zones.contains(*kind))
        {
            let mark = Mark::Sign(format!("zone-{kind}"));
            rows.push(Row::Entry(mark, name_of(&ZONE_KINDS, kind, tongue)));
        }
    }
    if !drawn.gates.is_empty() {
        head(&mut rows, LayerId::BorderGates, "Cửa khẩu", "Border gates");
        for (class, ..) in GATE_CLASSES
            .iter()
            .filter(|(class, ..)| drawn.gates.contains(*class))
        {
            let mark = Mark::Sign(format!("gate-{class}"));
            rows.push(Row::Entry(mark, name_of(&GATE_CLASSES, class, tongue)));
        }
    }
    if !drawn.fuels.is_empty() {
        head(
            &mut rows,
            LayerId::PowerPlants,
            "Nguồn điện",
            "Power plants",
        );
        let paper = palette.get("paper");
        for (fuel, ..) in FUELS
            .iter()
            .filter(|(fuel, ..)| drawn.fuels.contains(*fuel))
        {
            let mark = Mark::Disc(palette.fuel(fuel).to_owned(), paper.to_owned(), "");
            rows.push(Row::Entry(mark, name_of(&FUELS, fuel, tongue)));
        }
        if drawn.pending {
            let mark = Mark::Disc(paper.to_owned(), palette.fuel("hydro").to_owned(), "");
            let words = say(tongue, "Chưa vận hành", "Not operating yet");
            rows.push(Row::Entry(mark, words.to_owned()));
        }
    }
    if drawn.groups {
        let ring = palette.zone("cluster").to_owned();
        let mark = Mark::Disc(palette.get("paper").to_owned(), ring, "12");
        let words = say(
            tongue,
            "Nhiều điểm gần nhau, số lượng",
            "Several places, their number",
        );
        rows.push(Row::Entry(mark, words.to_owned()));
    }
    if drawn.rough {
        let mark = Mark::Sign("rough".to_owned());
        let words = say(
            tongue,
            "Nét đứt: vị trí gần đúng",
            "Dashed: approximate place",
        );
        rows.push(Row::Entry(mark, words.to_owned()));
    }
    rows
}

fn border_rows(told: &Told<'_>, tongue: Tongue) -> Vec<Row> {
    let palette = told.palette;
    let mut rows = vec![Row::Head(say(tongue, "Địa giới", "Boundaries").to_owned())];
    let mut line = |mark: Mark, vi: &str, en: &str| {
        rows.push(Row::Entry(mark, say(tongue, vi, en).to_owned()));
    };
    let national = palette.get("nationalBorder");
    let band = Some(palette.get("nationalBand"));
    line(
        Mark::Line(national, 1.8, band, ""),
        "Biên giới quốc gia",
        "National border",
    );
    let units = told.units;
    if units.provinces {
        let mark = Mark::Line(palette.get("provinceBorder"), 1.8, None, "");
        line(mark, "Ranh giới tỉnh", "Province border");
    }
    if units.communes {
        let mark = Mark::Line(palette.get("communeBorder"), 1.4, None, "");
        line(mark, "Ranh giới xã", "Commune border");
    }
    let former = palette.get("formerBorder");
    if units.former_provinces {
        let mark = Mark::Line(former, 1.8, None, "7 3.5");
        line(mark, "Ranh giới tỉnh cũ", "Former province border");
        let mark = Mark::Line(former, 1.8, None, "2 3.5");
        line(
            mark,
            "Ranh giới tỉnh cũ, gần đúng",
            "Former province border, approximate",
        );
    }
    if units.former_communes {
        let mark = Mark::Line(former, 1.2, None, "1.5 2.5");
        line(
            mark,
            "Ranh giới xã cũ, gần đúng",
            "Former commune border, approximate",
        );
    }
    rows
}

impl Legend {
    /// One or two columns at the lower left; what does not fit is left out from the end.
    fn laid_out(rows: Vec<Row>, room: Rect) -> Option<Self> {
        let widest = rows.iter().map(Row::width).fold(0.0, f64::max);
        let column_width = widest.min(MOST_WIDTH) + 2.0;
        let most_columns = if room.width() >= 2.0 * column_width + 320.0 {
            2
        } else {
            1
        };
        let high = room.height() - 2.0 * PADDING;
        if room.width() < column_width + 2.0 * PADDING + 120.0 || high < 3.0 * ROW {
            return None;
        }
        let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
        let mut filled = 0.0;
        for row in rows {
            let is_head = matches!(row, Row::Head(_));
            // A heading alone at the end of a column says nothing.
            let needed = row.height() + if is_head { ROW } else { 0.0 };
            if filled + needed > high {
                if columns.len() == most_columns {
                    break;
                }
                columns.push(Vec::new());
                filled = 0.0;
            }
            filled += row.height();
            if let Some(column) = columns.last_mut() {
                column.push(row);
            }
        }
        let heights = columns
            .iter()
            .map(|rows| rows.iter().map(Row::height).sum::<f64>());
        let height = heights.fold(0.0, f64::max) + 2.0 * PADDING - 4.0;
        let count = columns.len() as f64;
        let width = count * column_width + (count - 1.0) * 14.0 + 2.0 * PADDING;
        let rect = Rect {
            left: room.left,
            top: room.bottom - height,
            right: room.left + width,
            bottom: room.bottom,
        };
        Some(Self {
            columns,
            rect,
            column_width,
        })
    }

    /// Draws it.
    pub fn draw(&self, out: &mut Drawing, palette: &Palette) {
        let paper = palette.get("paper");
        let edge = palette.get("communeBorder");
        out.panel(
            self.rect,
            8.0,
            &format!(r#"fill="{paper}" fill-opacity="0.93" stroke="{edge}" stroke-width="0.8""#),
        );
        let ink = palette.get("ink");
        let faint = palette.get("communeText");
        for (index, rows) in self.columns.iter().enumerate() {
            let left = self.rect.left + PADDING + index as f64 * (self.column_width + 14.0);
            let mut top = self.rect.top + PADDING - 3.0;
            for row in rows {
                let base = top + row.height() / 2.0 + 4.0;
                match row {
                    Row::Head(words) => {
                        out.text([left, base], Lettering::plain(SIZE + 0.5, 600, ink), words);
                    }
                    Row::Small(words) => {
                        out.text(
                            [left, base],
                            Lettering::plain(SIZE - 0.5, 400, faint),
                            words,
                        );
                    }
                    Row::Entry(mark, words) => {
                        mark.draw(out, palette, [left + 9.0, base - 4.0]);
                        let at = [left + MARK, base];
                        out.text(at, Lettering::plain(SIZE, 400, ink), words);
                    }
                }
                top += row.height();
            }
        }
    }
}

impl Mark {
    fn draw(&self, out: &mut Drawing, palette: &Palette, [x, y]: [f64; 2]) {
        match self {
            Self::Sign(name) => out.add(&use_of(name, [x - 8.4, y - 8.4], 0.7)),
            Self::Disc(fill, ring, words) => {
                let radius = if words.is_empty() { 5.5 } else { 7.5 };
                let look = format!(r#"fill="{fill}" stroke="{ring}" stroke-width="1.6""#);
                out.disc([x, y], radius, &look);
                let letters = Lettering {
                    anchor: "middle",
                    ..Lettering::plain(8.5, 600, palette.get("ink"))
                };
                if !words.is_empty() {
                    out.text([x, y + 3.1], letters, words);
                }
            }
            Self::Line(colour, width, band, dashes) => {
                let d = format!("M{:.1} {y:.1}h18", x - 9.0);
                if let Some(band) = band {
                    let look = format!(r#"stroke="{band}" stroke-opacity="0.45" stroke-width="6""#);
                    out.path(&d, &look);
                }
                let dash = if dashes.is_empty() {
                    String::new()
                } else {
                    format!(r#" stroke-dasharray="{dashes}""#)
                };
                out.path(
                    &d,
                    &format!(r#"stroke="{colour}" stroke-width="{width}"{dash}"#),
                );
            }
            Self::Class(colour, hatched) => {
                let rect = Rect {
                    left: x - 9.0,
                    top: y - 6.0,
                    right: x + 10.0,
                    bottom: y + 6.0,
                };
                let edge = palette.get("provinceBorder");
                out.panel(
                    rect,
                    1.5,
                    &format!(r#"fill="{colour}" stroke="{edge}" stroke-width="0.5""#),
                );
                if *hatched {
                    out.panel(rect, 1.5, r#"fill="url(#hatch-missing)""#);
                }
            }
        }
    }
}
