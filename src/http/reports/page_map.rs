//! The map of a report, drawn as SVG.

use maud::{Markup, html};

use crate::atlas::{Archipelago, INSET_HEIGHT, ReportMap};
use crate::http::reports::words::Words;

/// The kinds of dot: class, title in Vietnamese, in English.
const KINDS: [(&str, &str, &str); 5] = [
    ("cluster", "Cụm công nghiệp", "Industrial cluster"),
    ("park", "Khu công nghiệp", "Industrial park"),
    ("zone", "Khu kinh tế, khu khác", "Economic or other zone"),
    ("gate", "Cửa khẩu", "Border gate"),
    ("plant", "Nhà máy điện", "Power plant"),
];

/// From how many dots on they are drawn small.
const CROWD: usize = 250;

/// The map with its legend.
pub(in crate::http) fn figure(map: &ReportMap, title: &str, words: Words) -> Markup {
    let crowded = map.dots.len() > CROWD;
    let used = KINDS
        .iter()
        .filter(|(kind, ..)| map.dots.iter().any(|dot| dot.kind == *kind));
    let rough = map.dots.iter().any(|dot| !dot.exact);
    html! {
        figure {
            svg.close[map.archipelagos.is_empty()] xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {} {:.0}", map.width, map.height)) role="img" aria-labelledby="map-title map-text" {
                title id="map-title" { (title) }
                desc id="map-text" { (description(map, words)) }
                path.abroad d=(map.abroad) {}
                path.beyond d=(map.beyond) {}
                path.around d=(map.around) {}
                path.borders d=(map.borders) {}
                path.unit d=(map.unit) {}
                path.inner d=(map.inner) {}
                @if !map.archipelagos.is_empty() {
                    path.borders d=(map.borders) {}
                }
                @for dot in &map.dots {
                    @let radius = match (dot.kind, crowded) {
                        ("gate", true) => "3.2",
                        ("gate", false) => "6",
                        (_, true) => "1.9",
                        (_, false) => "4.2",
                    };
                    circle class=(format!("dot {}{}", dot.kind, if dot.exact { "" } else { " rough" })) cx=(dot.x) cy=(dot.y) r=(radius) {}
                }
                @for name in &map.names {
                    text.name x=(format!("{:.0}", name.x)) y=(format!("{:.0}", name.y)) { (words.say(&name.vi, &name.en)) }
                }
                (scale_bar(map, words))
                (north(words))
                @if !map.archipelagos.is_empty() { (inset(map, words)) }
            }
            figcaption {
                ul.legend {
                    @for (kind, vi, en) in used {
                        li { (key(kind)) (words.say(vi, en)) }
                    }
                    @if rough {
                        li { (key("key-dot rough")) (words.say("viền rỗng: vị trí gần đúng", "hollow: approximate place")) }
                    }
                }
            }
        }
    }
}

fn key(kind: &str) -> Markup {
    html! {
        svg viewBox="0 0 12 12" aria-hidden="true" { circle class=(format!("dot {kind}")) cx="6" cy="6" r="4.6" {} }
    }
}

fn description(map: &ReportMap, words: Words) -> String {
    let counts = KINDS.iter().filter_map(|(kind, vi, en)| {
        let count = map.dots.iter().filter(|dot| dot.kind == *kind).count();
        (count > 0).then(|| format!("{}: {count}", words.say(vi, en)))
    });
    let counts: Vec<String> = counts.collect();
    let start = words.say(
        "Bản đồ có hướng bắc ở trên. Số điểm vẽ trên bản đồ:",
        "North is up. Dots on the map:",
    );
    if counts.is_empty() {
        words
            .say("Bản đồ có hướng bắc ở trên.", "North is up.")
            .to_owned()
    } else {
        format!("{start} {}.", counts.join("; "))
    }
}

fn scale_bar(map: &ReportMap, words: Words) -> Markup {
    let (left, base) = (18.0, map.height - 14.0);
    let right = left + map.scale.length;
    html! {
        path.bar d=(format!("M{left} {:.1}v6H{right}v-6", base - 6.0)) {}
        text.bar-text x=(format!("{:.1}", left + map.scale.length / 2.0)) y=(format!("{:.1}", base - 6.0)) {
            (words.number(map.scale.km, 1)) " km"
        }
    }
}

fn north(words: Words) -> Markup {
    html! {
        g.north transform="translate(572 14)" {
            path d="M0 0l6 18-6-4-6 4z" {}
            text.bar-text x="0" y="35" { (words.say("B", "N")) }
        }
    }
}

/// Both archipelagos, in a box in the south-east.
fn inset(map: &ReportMap, words: Words) -> Markup {
    const SCALE: f64 = 1.5;
    let (width, height) = (100.0 * SCALE, INSET_HEIGHT * SCALE);
    let corner = format!(
        "translate({:.1} {:.1})",
        map.width - width - 10.0,
        map.height - height - 10.0
    );
    html! {
        g transform=(corner) {
            rect.inset width=(width) height=(height) {}
            @for archipelago in &map.archipelagos { (islands(archipelago, SCALE, words)) }
        }
    }
}

fn islands(archipelago: &Archipelago, scale: f64, words: Words) -> Markup {
    let name = words.say(&archipelago.vi, &archipelago.en);
    let (name, country) = name.split_once(" (").unwrap_or((name, ""));
    let at = |value: f64| format!("{:.1}", value * scale);
    // The name stands above the northernmost island.
    let tops = archipelago.islands.iter().map(|[_, y]| *y);
    let top = tops.fold(archipelago.y, f64::min) * scale;
    html! {
        g {
            @for [x, y] in &archipelago.islands {
                circle.island cx=(at(*x)) cy=(at(*y)) r="1.1" {}
            }
            text.isle-name x="75" y=(format!("{:.1}", top - 18.0)) { (name) }
            @if !country.is_empty() {
                text.isle-name x="75" y=(format!("{:.1}", top - 6.0)) { "(" (country) }
            }
        }
    }
}
