//! What stands around and upon the map of a picture: title, scale bar, sources, and both
//! archipelagos of Viet Nam in a corner while the map does not reach them.

use crate::atlas::Atlas;
use crate::atlas::picture::drawing::{Drawing, Lettering, width_of, wrapped};
use crate::atlas::picture::frame::{Frame, Rect};
use crate::atlas::picture::page_files::{Palette, Place, islands, mainland};
use crate::atlas::picture::wish::PictureWish;
use crate::atlas::picture::words::{NAME, say};
use crate::atlas::reports::map::Path;
use crate::domain::PartialDate;
use crate::overlay::numbers::{Tongue, formatted};

const TITLE_SIZE: f64 = 17.0;
const CREDIT_SIZE: f64 = 9.5;
const CREDIT_LINE: f64 = 12.5;
const MARGIN: f64 = 12.0;
/// Room for the scale bar at the left of the foot.
const BAR_ROOM: f64 = 128.0;

/// The inset in its own units: tenths of a degree, y stretched as on a map at 15° north.
const INSET_WEST: f64 = 101.6;
const INSET_NORTH: f64 = 23.8;
const INSET: [f64; 2] = [182.0, 201.0];

/// Label points of the archipelagos: the inset is needed while one of them is out of view.
const HOANG_SA: Place = [112.08, 16.37];
const TRUONG_SA: Place = [113.98, 9.29];

/// Where the scale bar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BarPlace {
    /// Left of the sources.
    Foot,
    /// In the upper left corner of the map.
    Map,
    /// There is no room for one.
    Nowhere,
}

/// The parts of a picture around its map.
pub(super) struct Edge {
    title: Vec<String>,
    credits: Vec<String>,
    bar: BarPlace,
    /// Where the map is.
    pub map: Rect,
    width: f64,
    height: f64,
}

impl Atlas {
    /// Settles how much room the title and the foot take.
    pub(super) fn picture_edge(&self, wish: &PictureWish) -> Edge {
        let (width, height) = (f64::from(wish.width), f64::from(wish.height));
        let most = width - 2.0 * MARGIN;
        let mut title = wish
            .title
            .as_deref()
            .map_or_else(Vec::new, |title| wrapped(title, TITLE_SIZE * 1.05, most));
        if title.len() > 2 {
            title.truncate(2);
            if let Some(last) = title.last_mut() {
                last.push('…');
            }
        }
        let bar = match width {
            wide if wide >= 600.0 => BarPlace::Foot,
            narrow if narrow >= 240.0 => BarPlace::Map,
            _ => BarPlace::Nowhere,
        };
        let bar_room = if bar == BarPlace::Foot { BAR_ROOM } else { 0.0 };
        let small = width < 260.0 || height < 200.0;
        let credits = if small {
            vec![NAME.to_owned()]
        } else {
            wrapped(
                &self.credits(wish.tongue),
                CREDIT_SIZE * 1.03,
                most - bar_room,
            )
        };
        let head = match title.len() {
            0 => 0.0,
            lines => lines as f64 * TITLE_SIZE * 1.25 + 18.0,
        };
        let foot = (credits.len() as f64 * CREDIT_LINE + 9.0).max(if bar == BarPlace::Foot {
            30.0
        } else {
            0.0
        });
        Edge {
            map: Rect {
                left: 0.0,
                top: head,
                right: width,
                bottom: (height - foot).max(head + 20.0),
            },
            title,
            credits,
            bar,
            width,
            height,
        }
    }

    /// Name, sources and the date of the newest of them.
    fn credits(&self, tongue: Tongue) -> String {
        let dates = self.tables.sources.iter().filter_map(|source| source.date);
        let newest = dates.max_by_key(PartialDate::to_string);
        let date = newest.map(|date| match tongue {
            Tongue::Vi => {
                let text = date.to_string();
                let parts: Vec<&str> = text.rsplit('-').collect();
                format!("Dữ liệu đến {}", parts.join("/"))
            }
            Tongue::En => format!("Data up to {date}"),
        });
        let own = std::iter::once(NAME.to_owned()).chain(date);
        let all: Vec<String> = own
            .chain(self.catalog.attribution.iter().cloned())
            .collect();
        all.join(" · ")
    }
}

impl Edge {
    /// Draws title and foot.
    pub fn draw(&self, out: &mut Drawing, frame: &Frame, palette: &Palette, tongue: Tongue) {
        let paper = palette.get("paper");
        let ink = palette.get("ink");
        let strip = |top, bottom| Rect {
            left: 0.0,
            top,
            right: self.width,
            bottom,
        };
        let fill = format!(r#"fill="{paper}""#);
        if !self.title.is_empty() {
            out.panel(strip(0.0, self.map.top), 0.0, &fill);
            for (index, line) in self.title.iter().enumerate() {
                let y = 9.0 + TITLE_SIZE + index as f64 * TITLE_SIZE * 1.25;
                out.text([MARGIN, y], Lettering::plain(TITLE_SIZE, 600, ink), line);
            }
        }
        out.panel(strip(self.map.bottom, self.height), 0.0, &fill);
        let edge = palette.get("communeBorder");
        let line = format!("M0 {:.1}h{}", self.map.bottom, self.width);
        out.path(&line, &format!(r#"stroke="{edge}" stroke-width="1""#));
        let foot = f64::midpoint(self.map.bottom, self.height);
        let left = match self.bar {
            BarPlace::Foot => {
                draw_bar(out, frame, palette, tongue, foot + 2.0);
                MARGIN + BAR_ROOM
            }
            BarPlace::Map => {
                draw_bar(out, frame, palette, tongue, self.map.top + 16.0);
                MARGIN
            }
            BarPlace::Nowhere => MARGIN,
        };
        let faint = palette.get("communeText");
        let high = self.credits.len() as f64 * CREDIT_LINE;
        let top = foot - high / 2.0;
        for (index, line) in self.credits.iter().enumerate() {
            let y = top + (index as f64 + 0.5) * CREDIT_LINE + CREDIT_SIZE * 0.35;
            out.text([left, y], Lettering::plain(CREDIT_SIZE, 400, faint), line);
        }
    }
}

fn draw_bar(out: &mut Drawing, frame: &Frame, palette: &Palette, tongue: Tongue, y: f64) {
    let bar = frame.bar(BAR_ROOM - 54.0);
    let ink = palette.get("ink");
    let halo = palette.get("halo");
    let d = format!("M{MARGIN} {:.1}v5h{:.1}v-5", y - 4.0, bar.pixels);
    for (colour, width) in [(halo, 4.0), (ink, 1.4)] {
        out.path(
            &d,
            &format!(r#"fill="none" stroke="{colour}" stroke-width="{width}""#),
        );
    }
    let words = if bar.km < 1.0 {
        format!("{} m", formatted(bar.km * 1000.0, 0, tongue))
    } else {
        format!("{} km", formatted(bar.km, 0, tongue))
    };
    let at = [MARGIN + bar.pixels + 6.0, y + 2.5];
    let letters = Lettering {
        halo: Some(halo),
        ..Lettering::plain(10.5, 500, ink)
    };
    out.text(at, letters, &words);
}

/// Half of the room that the name of an archipelago takes, in pixels.
const NAME_ROOM: [f64; 2] = [90.0, 24.0];

/// Room that a legend may take at the left, in pixels.
const LEGEND_ROOM: f64 = 245.0;

/// Where the inset stands; nothing while the map itself shows and names both archipelagos.
pub(super) fn inset_room(frame: &Frame, with_legend: bool) -> Option<Rect> {
    let map = frame.rect;
    let legend = if with_legend { LEGEND_ROOM } else { 0.0 };
    let named = |[lon, lat]: Place| {
        let [x, y] = frame.at_place(lon, lat);
        let across = map.left + legend + NAME_ROOM[0]..=map.right - NAME_ROOM[0];
        let down = map.top + NAME_ROOM[1]..=map.bottom - NAME_ROOM[1];
        across.contains(&x) && down.contains(&y)
    };
    if named(HOANG_SA) && named(TRUONG_SA) {
        return None;
    }
    let room = frame.rect;
    let side = (room.width().min(room.height()) * 0.3).clamp(40.0, 150.0);
    let margin = if side < 80.0 { 4.0 } else { 10.0 };
    Some(Rect {
        left: room.right - margin - side,
        top: room.bottom - margin - side * INSET[1] / INSET[0],
        right: room.right - margin,
        bottom: room.bottom - margin,
    })
}

/// Draws Viet Nam with both archipelagos at their real places.
pub(super) fn draw_inset(out: &mut Drawing, rect: Rect, palette: &Palette, tongue: Tongue) {
    let scale = rect.width() / INSET[0];
    let at = |[lon, lat]: Place| {
        [
            rect.left + (lon - INSET_WEST) * 10.0 * scale,
            rect.top + (INSET_NORTH - lat) * 10.2 * scale,
        ]
    };
    let edge = palette.get("provinceBorder");
    let sea = palette.get("sea");
    out.panel(
        rect,
        6.0,
        &format!(r#"fill="{sea}" stroke="{edge}" stroke-width="0.8""#),
    );
    let mut outline = Path::default();
    for ring in mainland() {
        let closed = ring.iter().chain(ring.first());
        outline.add(closed.map(|&place| at(place)), true);
    }
    let look = format!(
        r#"fill="{}" stroke="{}" stroke-width="0.6""#,
        palette.get("land"),
        palette.get("coast")
    );
    out.path(&outline.written, &look);
    for islands in islands() {
        for &island in islands {
            let look = format!(r#"fill="{}""#, palette.get("nationalBorder"));
            out.disc(at(island), (1.1 * scale).max(0.5), &look);
        }
    }
    // The names with their base lines, below the islands.
    let named = [
        (
            say(tongue, "Quần đảo Hoàng Sa", "Hoang Sa archipelago"),
            "Hoàng Sa",
            93.0,
        ),
        (
            say(tongue, "Quần đảo Trường Sa", "Truong Sa archipelago"),
            "Trường Sa",
            181.0,
        ),
    ];
    let country = say(tongue, "(Việt Nam)", "(Viet Nam)");
    let ink = palette.get("provinceText");
    let size = (10.4 * scale).clamp(5.5, 9.0);
    let right = rect.right - 5.0 * scale;
    for (full, short, down) in named {
        let y = rect.top + down * scale;
        let letters = Lettering {
            halo: Some(sea),
            anchor: "end",
            ..Lettering::plain(size, 600, ink)
        };
        if width_of(full, size) < rect.width() * 0.74 {
            out.text([right, y], letters, full);
            let letters = Lettering {
                weight: 400,
                ..letters
            };
            out.text([right, y + size * 1.2], letters, country);
        } else {
            out.text([right, y], letters, short);
        }
    }
}
