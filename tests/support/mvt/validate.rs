//! Which rules are asked for, and the checks that need whole geometries.

use super::decode::{self, Reading};
use super::model::{Feature, Geometry, Layer, Point, Polygon, Rule, Tile, Violation};
use super::topology;

/// Coordinates up to here are reckoned with exactly in 64 bits.
const MAGNITUDE: i64 = 1 << 28;

/// The rules to check.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Also our own rules, beyond what the specification demands.
    pub ours: bool,
    /// How far vertices may lie beyond the tile, in tile units; unchecked when absent.
    pub buffer: Option<i64>,
    /// Rules left out on purpose.
    pub waived: Vec<Rule>,
}

impl Rules {
    /// What version 2.1 of the specification says with MUST and SHALL, no more.
    pub fn specification() -> Self {
        Self::default()
    }

    /// The specification and all of ours.
    pub fn strict(buffer: i64) -> Self {
        Self {
            ours: true,
            buffer: Some(buffer),
            waived: Vec::new(),
        }
    }

    /// The same without one rule.
    #[must_use]
    pub fn without(mut self, rule: Rule) -> Self {
        self.waived.push(rule);
        self
    }

    fn ask_for(&self, rule: Rule) -> bool {
        (self.ours || rule.is_of_the_specification()) && !self.waived.contains(&rule)
    }
}

/// The tile in these bytes.
///
/// # Errors
/// All breaches of the specification that were found while reading; areas are not looked into.
pub fn decode(bytes: &[u8]) -> Result<Tile, Vec<Violation>> {
    let Reading {
        tile,
        mut violations,
    } = decode::read(bytes);
    violations.retain(|v| v.rule.is_of_the_specification());
    if violations.is_empty() {
        Ok(tile)
    } else {
        Err(violations)
    }
}

/// All breaches of the rules in a tile.
pub fn validate(bytes: &[u8], rules: &Rules) -> Vec<Violation> {
    let Reading {
        tile,
        mut violations,
    } = decode::read(bytes);
    for layer in &tile.layers {
        for (index, feature) in layer.features.iter().enumerate() {
            let mut breaches = Vec::new();
            check_feature(feature, layer, rules, &mut breaches);
            violations.extend(breaches.into_iter().map(|(rule, place, detail)| Violation {
                rule,
                layer: layer.name.clone(),
                feature: Some((index, feature.id)),
                place,
                detail,
            }));
        }
    }
    violations.retain(|v| rules.ask_for(v.rule));
    violations
}

fn check_feature(
    feature: &Feature,
    layer: &Layer,
    rules: &Rules,
    breaches: &mut Vec<(Rule, Option<Point>, String)>,
) {
    let far = vertices(feature).find(|p| p.iter().any(|c| c.abs() >= MAGNITUDE));
    if far.is_some() {
        breaches.push((Rule::Magnitude, far, String::new()));
    } else if let Geometry::Polygons(polygons) = &feature.geometry {
        topology::check(polygons, breaches);
    }
    let Some(buffer) = rules.buffer else { return };
    let allowed = -buffer..=i64::from(layer.extent) + buffer;
    if let Some(place) = vertices(feature).find(|p| p.iter().any(|c| !allowed.contains(c))) {
        let detail = format!("allowed {allowed:?}");
        breaches.push((Rule::OutOfBuffer, Some(place), detail));
    }
}

fn vertices(feature: &Feature) -> Box<dyn Iterator<Item = Point> + '_> {
    match &feature.geometry {
        Geometry::Unknown => Box::new(std::iter::empty()),
        Geometry::Points(points) => Box::new(points.iter().copied()),
        Geometry::Lines(lines) => Box::new(lines.iter().flatten().copied()),
        Geometry::Polygons(polygons) => {
            let rings = polygons.iter().flat_map(Polygon::rings);
            Box::new(rings.flatten().copied())
        }
    }
}
