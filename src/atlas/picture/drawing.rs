//! SVG in the making: paths cut to what is seen, texts, signs.

use std::fmt::Write as _;

use crate::atlas::picture::frame::Rect;
use crate::atlas::reports::map::Path;
use crate::overlay::xml::escaped;

/// The font of all texts; the second one is for viewers that do not have the first.
pub(super) const FONT: &str = "'Be Vietnam Pro','Noto Sans','Segoe UI',sans-serif";

/// How far beyond its rectangle a shape may reach, in pixels.
const BEYOND: f64 = 16.0;

/// SVG elements one after another.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub body: String,
}

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lettering<'a> {
    pub size: f64,
    pub weight: u16,
    pub colour: &'a str,
    /// Colour of the seam around letters; none when absent.
    pub halo: Option<&'a str>,
    pub italic: bool,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl<'a> Lettering<'a> {
    /// Plain text that begins at its place.
    pub fn plain(size: f64, weight: u16, colour: &'a str) -> Self {
        Self {
            size,
            weight,
            colour,
            halo: None,
            italic: false,
            anchor: "start",
        }
    }

    /// A name on the map: around its place, with a seam.
    pub fn name(size: f64, weight: u16, colour: &'a str, halo: &'a str) -> Self {
        Self {
            halo: Some(halo),
            anchor: "middle",
            ..Self::plain(size, weight, colour)
        }
    }
}

impl Drawing {
    /// An element that is written already.
    pub fn add(&mut self, element: &str) {
        self.body.push_str(element);
    }

    /// A path with the attributes that say how it looks; nothing for an empty one.
    pub fn path(&mut self, d: &str, look: &str) {
        if !d.is_empty() {
            let _ = write!(self.body, r#"<path d="{d}" {look}/>"#);
        }
    }

    /// A box with round corners.
    pub fn panel(&mut self, rect: Rect, radius: f64, look: &str) {
        let _ = write!(
            self.body,
            r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="{radius}" {look}/>"#,
            rect.left,
            rect.top,
            rect.width(),
            rect.height(),
        );
    }

    /// A circle.
    pub fn disc(&mut self, [x, y]: [f64; 2], radius: f64, look: &str) {
        let _ = write!(
            self.body,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" {look}/>"#,
        );
    }

    /// A line of text whose base line is at the place.
    pub fn text(&mut self, [x, y]: [f64; 2], letters: Lettering<'_>, words: &str) {
        let _ = write!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{:.1}" fill="{}""#,
            letters.size, letters.colour,
        );
        if letters.weight != 400 {
            let _ = write!(self.body, r#" font-weight="{}""#, letters.weight);
        }
        if letters.italic {
            self.body.push_str(r#" font-style="italic""#);
        }
        if letters.anchor != "start" {
            let _ = write!(self.body, r#" text-anchor="{}""#, letters.anchor);
        }
        if let Some(halo) = letters.halo {
            let _ = write!(
                self.body,
                r#" stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke""#,
            );
        }
        let _ = write!(self.body, ">{}</text>", escaped(words));
    }
}

/// Rings as one path, cut to a rectangle with a little beyond it.
pub(super) fn ring_path(rings: impl IntoIterator<Item = Vec<[f64; 2]>>, rect: &Rect) -> String {
    let mut path = Path::default();
    for ring in rings {
        let cut = cut_ring(ring, &rect.grown(BEYOND));
        if let Some(&first) = cut.first() {
            path.add(cut.iter().copied().chain([first]), true);
        }
    }
    path.written
}

/// Lines as one path: the stretches that come near a rectangle.
pub(super) fn line_path(lines: impl IntoIterator<Item = Vec<[f64; 2]>>, rect: &Rect) -> String {
    let near = rect.grown(BEYOND);
    let mut path = Path::default();
    for line in lines {
        let mut run: Vec<[f64; 2]> = Vec::new();
        for pair in line.windows(2) {
            if reaches(pair, &near) {
                if run.is_empty() {
                    run.push(pair[0]);
                }
                run.push(pair[1]);
            } else if !run.is_empty() {
                path.add(std::mem::take(&mut run).into_iter(), false);
            }
        }
        path.add(run.into_iter(), false);
    }
    path.written
}

/// Whether the box around a stretch meets a rectangle.
fn reaches(pair: &[[f64; 2]], rect: &Rect) -> bool {
    let (a, b) = (pair[0], pair[1]);
    a[0].min(b[0]) <= rect.right
        && a[0].max(b[0]) >= rect.left
        && a[1].min(b[1]) <= rect.bottom
        && a[1].max(b[1]) >= rect.top
}

/// A ring without its last point, cut side by side (Sutherland and Hodgman).
pub(in crate::atlas) fn cut_ring(mut ring: Vec<[f64; 2]>, rect: &Rect) -> Vec<[f64; 2]> {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let sides = [
        (0, rect.left, 1.0),
        (0, rect.right, -1.0),
        (1, rect.top, 1.0),
        (1, rect.bottom, -1.0),
    ];
    for (axis, limit, sign) in sides {
        let inside = |p: &[f64; 2]| (p[axis] - limit) * sign >= 0.0;
        if ring.iter().all(inside) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        for (at, point) in ring.iter().enumerate() {
            let before = ring[(at + ring.len() - 1) % ring.len()];
            if inside(point) != inside(&before) {
                let share = (limit - before[axis]) / (point[axis] - before[axis]);
                kept.push([0, 1].map(|i| before[i] + share * (point[i] - before[i])));
            }
            if inside(point) {
                kept.push(*point);
            }
        }
        ring = kept;
    }
    ring
}

/// About how wide a text is in Be Vietnam Pro, in pixels.
pub(super) fn width_of(words: &str, size: f64) -> f64 {
    words
        .chars()
        .map(|letter| letter_width(letter) * size)
        .sum()
}

fn letter_width(letter: char) -> f64 {
    match letter {
        ' ' => 0.26,
        'i' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | 'l' | 'j' | 'I' | 'Í' | 'Ì' | '.' | ',' | ':' | ';'
        | '|' | '\'' | '·' => 0.29,
        't' | 'f' | 'r' | '(' | ')' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.88,
        letter if letter.is_uppercase() => 0.7,
        letter if letter.is_ascii_digit() => 0.6,
        _ => 0.58,
    }
}

/// Lines of whole words that are at most so wide.
pub(super) fn wrapped(words: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line, size) + width_of(word, size) + 0.26 * size <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect {
        left: 0.0,
        top: 0.0,
        right: 100.0,
        bottom: 100.0,
    };

    #[test]
    fn rings_are_cut_and_lines_left_out() {
        let ring = vec![[-500.0, 20.0], [50.0, 20.0], [50.0, 80.0], [-500.0, 80.0]];
        assert_eq!(ring_path([ring], &RECT), "M-16 20l66 0 0 60-66 0z");
        assert_eq!(
            ring_path([vec![[-90.0, 0.0], [-80.0, 0.0], [-80.0, 9.0]]], &RECT),
            ""
        );
        let line = vec![[-90.0, 0.0], [-80.0, 0.0], [10.0, 10.0], [20.0, 10.0]];
        assert_eq!(line_path([line], &RECT), "M-80 0l90 10 10 0");
    }

    #[test]
    fn long_texts_break_between_words() {
        let lines = wrapped("Khu kinh tế cửa khẩu Đồng Đăng", 12.0, 110.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width_of(line, 12.0) <= 110.0));
        assert_eq!(lines.join(" "), "Khu kinh tế cửa khẩu Đồng Đăng");
    }
}
