//! Legends as pictures: self-contained SVG, for reports and for maps of other people.

use std::fmt::Write as _;

use super::numbers::{Tongue, formatted};
use super::xml::escaped;

/// What a legend says; texts are in one language already.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// Title of the overlay.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Scope and period, where it has them.
    pub lines: Vec<String>,
    /// The classes, rising.
    pub classes: Vec<LegendClass>,
    /// Areas without a value: their number and colour; absent when there are none.
    pub missing: Option<LegendClass>,
    /// Publishers.
    pub sources: String,
}

/// One line of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendClass {
    /// What it stands for.
    pub label: String,
    /// Its colour.
    pub colour: String,
    /// How many areas.
    pub n: usize,
}

/// The ground that a legend is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark text on paper.
    Light,
    /// Light text on slate.
    Dark,
}

/// How the limits of classes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Whether all values are whole numbers, so that "below 5" is "up to 4".
    pub whole: bool,
    /// Digits after the decimal mark at most.
    pub decimals: u8,
    /// The language.
    pub tongue: Tongue,
}

impl Wording {
    /// What a class holds: "3", "1 – 4" of whole numbers, "1,5 – < 3", and "3 – 8,2" for the last.
    #[must_use]
    pub fn range(self, from: f64, to: f64, is_last: bool) -> String {
        let number = |value| formatted(value, self.decimals, self.tongue);
        if from >= to {
            return number(from);
        }
        if is_last {
            return format!("{} – {}", number(from), number(to));
        }
        if !(self.whole && to.fract() == 0.0) {
            return format!("{} – < {}", number(from), number(to));
        }
        let top = to - 1.0;
        if top <= from {
            number(from)
        } else {
            format!("{} – {}", number(from), number(top))
        }
    }
}

const WIDTH: usize = 300;
const MARGIN: usize = 14;
const SWATCH: usize = 26;
const ROW: usize = 24;
/// Letters that fit in a line of the title and in one of the small lines.
const TITLE_LETTERS: usize = 34;
const SMALL_LETTERS: usize = 46;
/// Lines of sources at most: the answer lists them all.
const SOURCE_LINES: usize = 4;

/// Draws a legend.
#[must_use]
pub fn svg(legend: &Legend, theme: Theme) -> String {
    let (paper, ink, faint) = match theme {
        Theme::Light => ("#ffffff", "#1d2530", "#596070"),
        Theme::Dark => ("#141c21", "#eef1f3", "#a9b2b9"),
    };
    let mut body = String::new();
    let mut y = MARGIN;
    for line in wrapped(&legend.title, TITLE_LETTERS) {
        y += 19;
        text(&mut body, MARGIN, y, 15, ink, "600", &line);
    }
    for line in [&legend.unit].into_iter().chain(&legend.lines) {
        for line in wrapped(line, SMALL_LETTERS) {
            y += 16;
            text(&mut body, MARGIN, y, 12, faint, "400", &line);
        }
    }
    y += 10;
    let rows = legend.classes.iter().map(|class| (class, false));
    for (class, hatched) in rows.chain(legend.missing.iter().map(|class| (class, true))) {
        let _ = write!(
            body,
            r#"<rect x="{MARGIN}" y="{y}" width="{SWATCH}" height="16" fill="{}" stroke="{faint}" stroke-width="0.5"/>"#,
            escaped(&class.colour),
        );
        if hatched {
            let _ = write!(
                body,
                r#"<rect x="{MARGIN}" y="{y}" width="{SWATCH}" height="16" fill="url(#hatch)"/>"#,
            );
        }
        text(
            &mut body,
            MARGIN + SWATCH + 10,
            y + 13,
            13,
            ink,
            "400",
            &class.label,
        );
        let _ = write!(
            body,
            r#"<text x="{}" y="{}" font-size="12" fill="{faint}" text-anchor="end">{}</text>"#,
            WIDTH - MARGIN,
            y + 13,
            class.n,
        );
        y += ROW;
    }
    let mut sources = wrapped(&legend.sources, SMALL_LETTERS);
    if sources.len() > SOURCE_LINES {
        sources.truncate(SOURCE_LINES);
        if let Some(last) = sources.last_mut() {
            last.push('…');
        }
    }
    for line in sources {
        y += 15;
        text(&mut body, MARGIN, y, 11, faint, "400", &line);
    }
    let height = y + MARGIN;
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="t" font-family="'Be Vietnam Pro', 'Noto Sans', sans-serif">"#,
            r#"<title id="t">{title}</title><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" stroke="{faint}" stroke-width="2"/></pattern></defs>"#,
            r#"<rect width="{w}" height="{h}" rx="8" fill="{paper}"/>{body}</svg>"#,
        ),
        w = WIDTH,
        h = height,
        title = escaped(&legend.title),
        faint = faint,
        paper = paper,
        body = body,
    )
}

fn text(body: &mut String, x: usize, y: usize, size: u8, fill: &str, weight: &str, words: &str) {
    let _ = write!(
        body,
        r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{}</text>"#,
        escaped(words),
    );
}

/// Lines of whole words.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
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

    #[test]
    fn ranges_read_as_people_write_them() {
        for (from, to, is_last, whole, decimals, expected) in [
            (0.0, 0.0, false, true, 0, "0"),
            (1.0, 5.0, false, true, 0, "1 – 4"),
            (1.0, 2.0, false, true, 0, "1"),
            (5.0, 12.0, true, true, 0, "5 – 12"),
            (100.0, 220.0, false, false, 0, "100 – < 220"),
            (1.5, 3.0, false, false, 1, "1,5 – < 3"),
            (3.0, 8.25, true, false, 2, "3 – 8,25"),
            (12.4, 1500.0, false, false, 0, "12 – < 1.500"),
        ] {
            let wording = Wording {
                whole,
                decimals,
                tongue: Tongue::Vi,
            };
            assert_eq!(wording.range(from, to, is_last), expected);
        }
    }

    #[test]
    fn a_legend_says_what_it_was_given_and_no_markup() {
        let class = |label: &str, n| LegendClass {
            label: label.to_owned(),
            colour: "#123456".to_owned(),
            n,
        };
        let legend = Legend {
            title: "A <b> & \"c\"".to_owned(),
            unit: "km²".to_owned(),
            lines: vec![],
            classes: vec![class("1 – 4", 3), class("5 – 9", 2)],
            missing: Some(class("Chưa có số liệu", 1)),
            sources: "Nguồn: Cục Thống kê".to_owned(),
        };
        let drawn = svg(&legend, Theme::Light);
        assert!(drawn.contains("A &lt;b&gt; &amp; &quot;c&quot;"), "{drawn}");
        assert!(drawn.contains("5 – 9") && drawn.contains("Chưa có số liệu"));
        assert_eq!(drawn.matches("#123456").count(), 3);
        assert_eq!(drawn.matches("url(#hatch)").count(), 1);
        assert!(
            !svg(
                &Legend {
                    missing: None,
                    ..legend
                },
                Theme::Dark
            )
            .contains("url(#hatch)")
        );
    }
}
