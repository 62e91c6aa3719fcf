//! Colours of classes, in a light and a dark variant.
//!
//! One hue from pale to deep, and for growth two hues that people with any common form of colour
//! blindness tell apart (red and blue), each of them deeper with its distance from 0. On the dark
//! ground deep and pale change places: the more, the brighter.

use colorous::Gradient;

use super::ClassLimits;

/// A colour for the light map and one for the dark map, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colours {
    /// On the light ground.
    pub light: String,
    /// On the dark ground.
    pub dark: String,
}

/// The names of palettes that the catalogue may use.
pub const NAMES: [&str; 5] = ["greens", "blues", "oranges", "purples", "growth"];

/// Areas of which nothing is known: hatched over this ground.
pub const MISSING: (&str, &str) = ("#d8d4cc", "#4a545c");

/// Areas with a known nothing: between the ground of the map and the first colour.
const ZERO: (&str, &str) = ("#eeebe4", "#303c45");

/// The stretch of a gradient that is used on each ground, from least to most. What is left out is
/// too near to the ground, or too dark to read names on.
const ON_LIGHT: (f64, f64) = (0.26, 0.96);
const ON_DARK: (f64, f64) = (0.88, 0.22);

/// The colour of each class. `zero_apart` says that the first class holds just 0.
#[must_use]
pub fn colours(palette: &str, classes: &[ClassLimits], zero_apart: bool) -> Vec<Colours> {
    let zeros = usize::from(zero_apart && classes.first().is_some_and(|class| class.to == 0.0));
    let zero = std::iter::repeat_n(colour_pair(ZERO), zeros);
    let rest = &classes[zeros..];
    let below = rest
        .iter()
        .filter(|class| class.to <= 0.0 && class.from < 0.0)
        .count();
    let above = rest.len() - below;
    let graded: Vec<Colours> = if palette == "growth" {
        let decline = (0..below)
            .rev()
            .map(|step| graded(&colorous::REDS, step, below));
        let growth = (0..above).map(|step| graded(&colorous::BLUES, step, above));
        decline.chain(growth).collect()
    } else {
        let gradient = gradient(palette);
        let steps = 0..rest.len();
        steps
            .map(|step| graded(gradient, step, rest.len()))
            .collect()
    };
    zero.chain(graded).collect()
}

fn gradient(palette: &str) -> &'static Gradient {
    match palette {
        "greens" => &colorous::GREENS,
        "oranges" => &colorous::ORANGES,
        "purples" => &colorous::PURPLES,
        _ => &colorous::BLUES,
    }
}

fn graded(gradient: &Gradient, step: usize, steps: usize) -> Colours {
    let share = if steps <= 1 {
        0.5
    } else {
        step as f64 / (steps - 1) as f64
    };
    let at = |(least, most): (f64, f64)| {
        let colour = gradient.eval_continuous(least + (most - least) * share);
        format!("#{colour:x}")
    };
    Colours {
        light: at(ON_LIGHT),
        dark: at(ON_DARK),
    }
}

fn colour_pair((light, dark): (&str, &str)) -> Colours {
    Colours {
        light: light.to_owned(),
        dark: dark.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grounds of the two styles.
    const LAND: (&str, &str) = ("#fbfaf7", "#232e36");

    /// Relative luminance as the Web Content Accessibility Guidelines define it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        (a / b).max(b / a)
    }

    fn classes(from: i32, to: i32) -> Vec<ClassLimits> {
        let class = |at: i32| ClassLimits {
            from: f64::from(at),
            to: f64::from(at + 1),
        };
        (from..to).map(class).collect()
    }

    #[test]
    fn more_is_darker_on_light_and_brighter_on_dark() {
        for palette in NAMES {
            for count in 2..=9 {
                let colours = colours(palette, &classes(0, count), false);
                for pair in colours.windows(2) {
                    let light = contrast(&pair[0].light, &pair[1].light);
                    let dark = contrast(&pair[0].dark, &pair[1].dark);
                    assert!(luminance(&pair[0].light) > luminance(&pair[1].light));
                    assert!(luminance(&pair[0].dark) < luminance(&pair[1].dark));
                    let least = if count <= 6 { 1.15 } else { 1.08 };
                    assert!(
                        light > least && dark > least,
                        "{palette} {count}: {light} {dark}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_class_stands_out_from_the_ground() {
        for palette in NAMES {
            for count in 1..=9 {
                for colours in colours(palette, &classes(-count, count), false) {
                    let light = contrast(&colours.light, LAND.0);
                    let dark = contrast(&colours.dark, LAND.1);
                    assert!(light > 1.25 && dark > 1.25, "{palette}: {light} {dark}");
                }
            }
        }
    }

    #[test]
    fn decline_and_growth_have_hues_of_their_own() {
        let both = colours("growth", &classes(-3, 3), false);
        let is_red = |colour: &str| colour[1..3] > colour[5..7];
        for (index, colours) in both.iter().enumerate() {
            assert_eq!(is_red(&colours.light), index < 3, "{colours:?}");
            assert_eq!(is_red(&colours.dark), index < 3, "{colours:?}");
        }
        assert!(luminance(&both[0].light) < luminance(&both[2].light));
        assert!(luminance(&both[5].light) < luminance(&both[3].light));
    }

    #[test]
    fn nothing_is_paler_than_little() {
        let mut some = classes(1, 5);
        some.insert(0, ClassLimits { from: 0.0, to: 0.0 });
        let colours = colours("greens", &some, true);
        assert_eq!(colours[0].light, ZERO.0);
        assert_eq!(colours.len(), 5);
        assert_ne!(colours[1].light, ZERO.0);
    }
}
