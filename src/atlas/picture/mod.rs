//! Still pictures of the map, drawn from the same geometry, colours and signs as the page: for
//! links, for documents, and for readers whose browser draws no map.

mod borders;
pub(in crate::atlas) mod drawing;
mod edge;
pub(in crate::atlas) mod frame;
mod ground;
mod legend;
mod names;
mod page_files;
mod points;
pub(in crate::atlas) mod raster;
pub(in crate::atlas) mod wish;
mod words;

use crate::atlas::Atlas;
use crate::atlas::picture::borders::Units;
use crate::atlas::picture::drawing::{Drawing, FONT};
use crate::atlas::picture::edge::{draw_inset, inset_room};
use crate::atlas::picture::frame::{Frame, Rect};
use crate::atlas::picture::legend::Told;
use crate::atlas::picture::names::Names;
use crate::atlas::picture::page_files::{Palette, icon};
use crate::atlas::picture::points::{Drawn, Points};
use crate::atlas::picture::wish::{PictureWish, Toggle};
use crate::atlas::picture::words::{NAME, say};
use crate::overlay::xml::escaped;

impl Atlas {
    /// The picture as SVG, complete in itself but for the font.
    #[must_use]
    pub fn picture(&self, wish: &PictureWish) -> String {
        let palette = Palette::of(wish.theme);
        let edge = self.picture_edge(wish);
        let frame = Frame::new(edge.map, wish.view);
        let units = Units::of(wish, frame.zoom);

        // 1. The map, from the ground up.
        let mut map = Drawing::default();
        self.draw_land(&mut map, &frame, palette);
        self.draw_region(&mut map, &frame, palette);
        self.draw_water(&mut map, &frame, palette);
        self.draw_overlay(&mut map, &frame, wish);
        if wish.shown.has(Toggle::Transport) {
            self.draw_transport(&mut map, &frame, palette);
        }
        self.draw_former(&mut map, &frame, palette, units);
        self.draw_borders(&mut map, &frame, palette, units);
        let mut points = Points {
            out: &mut map,
            frame: &frame,
            palette,
            drawn: Drawn::default(),
        };
        self.draw_points(&mut points, wish);
        let mut drawn = points.drawn;
        icons_of_legend(&mut drawn, palette);

        // 2. What stands upon it; names go around that.
        let inset = inset_room(&frame, wish.legend);
        let told = Told {
            drawn: &drawn,
            units,
            palette,
            filtered: wish
                .filters
                .iter()
                .map(|filter| filter.records.layer)
                .collect(),
        };
        let legend = wish.legend.then(|| {
            let room = legend_room(&frame, inset.as_ref());
            self.picture_legend(wish, &told, room)
        });
        let legend = legend.flatten();
        let taken = inset
            .iter()
            .chain(legend.as_ref().map(|legend| &legend.rect));
        let taken = taken.map(|rect| rect.grown(4.0)).collect();
        let mut names = Names::new(&frame, palette, wish.tongue, taken);
        self.draw_names(&mut names, wish, units, &drawn);
        map.add(&names.written());
        let mut over = Drawing::default();
        if let Some(rect) = inset {
            draw_inset(&mut over, rect, palette, wish.tongue);
        }
        if let Some(legend) = legend {
            legend.draw(&mut over, palette);
        }
        edge.draw(&mut over, &frame, palette, wish.tongue);

        // 3. All of it in one document.
        document(wish, &frame, &drawn, palette, &map.body, &over.body)
    }
}

/// The legend shows each kind by its plain sign, whatever forms the map has.
fn icons_of_legend(drawn: &mut Drawn, palette: &Palette) {
    let paper = palette.get("paper");
    let gate = palette.get("gate");
    let zones = drawn.zones.iter().map(|kind| {
        let name = format!("zone-{kind}");
        let drawn = icon(&name, palette.zone(kind), paper, paper, "none");
        (name, drawn)
    });
    let gates = drawn.gates.iter().map(|class| {
        let name = format!("gate-{class}");
        let drawn = icon(&name, gate, paper, paper, "none");
        (name, drawn)
    });
    let colour = palette.zone("cluster");
    let rough = match (drawn.zones.is_empty(), drawn.gates.is_empty()) {
        (false, _) => icon("zone-cluster", paper, colour, "none", "2.4 2.2"),
        (true, false) => icon("gate-main", paper, gate, gate, "3 2"),
        (true, true) => icon(
            "plant-imprecise",
            paper,
            palette.fuel("hydro"),
            paper,
            "none",
        ),
    };
    let all: Vec<(String, String)> = zones
        .chain(gates)
        .chain([("rough".to_owned(), rough)])
        .collect();
    for (name, icon) in all {
        drawn.icons.entry(name).or_insert(icon);
    }
}

/// The room of a legend: left of the inset.
fn legend_room(frame: &Frame, inset: Option<&Rect>) -> Rect {
    let map = frame.rect;
    Rect {
        left: map.left + 10.0,
        top: map.top + 10.0,
        right: inset.map_or(map.right, |inset| inset.left) - 10.0,
        bottom: map.bottom - 10.0,
    }
}

fn document(
    wish: &PictureWish,
    frame: &Frame,
    drawn: &Drawn,
    palette: &Palette,
    map: &str,
    over: &str,
) -> String {
    let (width, height) = (wish.width, wish.height);
    let title = wish.title.as_deref().unwrap_or(NAME);
    let text = say(
        wish.tongue,
        "Bản đồ công thương 18 tỉnh, thành phố miền Bắc Việt Nam; hướng bắc ở trên.",
        "Map of industry and trade of the 18 northern provinces of Viet Nam; north is up.",
    );
    let icons = drawn
        .icons
        .iter()
        .map(|(name, icon)| format!(r#"<g id="{name}">{icon}</g>"#));
    let icons: String = icons.collect();
    let hatch = palette.get("communeText");
    let rect = frame.rect;
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d" font-family="{font}">"#,
            r#"<title id="t">{title}</title><desc id="d">{text}</desc><defs>"#,
            r#"<clipPath id="map"><rect x="{x}" y="{y:.1}" width="{w}" height="{h:.1}"/></clipPath>"#,
            r#"<pattern id="hatch-missing" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M-1 1l2-2M-1 9L9-1M7 9l2-2" stroke="{hatch}" stroke-width="1.2" stroke-opacity=".5" fill="none"/></pattern>"#,
            r#"{icons}</defs><g clip-path="url(#map)">{map}</g>{over}</svg>"#,
        ),
        width = width,
        height = height,
        font = FONT,
        title = escaped(title),
        text = escaped(text),
        x = rect.left,
        y = rect.top,
        w = rect.width(),
        h = rect.height(),
        hatch = hatch,
        icons = icons,
        map = map,
        over = over,
    )
}
