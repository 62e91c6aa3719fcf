//! Questions by place: what lies here, what is near, what is inside.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use phiabac::atlas::{Atlas, NearbyQuestion, Shape, SiteKind, Start, Time, WithinQuestion};
use phiabac::geometry::LonLat;

use crate::in_process::milliseconds;
use crate::random::Random;
use crate::summary::{Spread, table};

/// How often each is asked.
const TIMES: usize = 5000;

/// The kinds that answers have unless others are asked for.
const USUAL: &[&str] = &["zone", "gate", "plant"];

/// Asks at seeded places: in the box of the region, where many lie at sea or abroad.
pub fn asking(atlas: &Atlas) -> BTreeMap<&'static str, Spread> {
    let mut random = Random::new(20_261_122);
    let places: Vec<LonLat> = (0..TIMES)
        .map(|_| LonLat {
            lon: 102.1 + 6.4 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        })
        .collect();
    let in_region = |place: &LonLat| atlas.commune_at(*place).is_some();
    let (inside, outside): (Vec<LonLat>, Vec<LonLat>) = places.iter().partition(|p| in_region(p));
    let reverse = |time| {
        move |place| {
            black_box(atlas.reverse(place, time, None).is_ok());
        }
    };
    let nearby = |kinds: &'static [&'static str], km| {
        let kinds: Vec<SiteKind> = kinds.iter().flat_map(|w| SiteKind::meant_by(w)).collect();
        move |place| {
            let question = NearbyQuestion {
                from: Start::Place(place),
                kinds: kinds.clone(),
                km,
                offset: 0,
                limit: 20,
            };
            black_box(atlas.nearby(&question).is_ok());
        }
    };
    let all: Vec<&'static str> = SiteKind::words().collect();
    let all: &'static [&'static str] = all.leak();
    BTreeMap::from([
        (
            "reverse, in the region",
            timed(&inside, reverse(Time::Present)),
        ),
        (
            "reverse, in the region, before the merger",
            timed(&inside, reverse(Time::Former)),
        ),
        (
            "reverse, at sea or abroad",
            timed(&outside, reverse(Time::Present)),
        ),
        (
            "reverse, at sea or abroad, before the merger",
            timed(&outside, reverse(Time::Former)),
        ),
        ("nearby, 30 km", timed(&places, nearby(USUAL, 30.0))),
        ("nearby, 500 km", timed(&places, nearby(USUAL, 500.0))),
        (
            "nearby, all kinds with lines, 500 km",
            timed(&places, nearby(all, 500.0)),
        ),
        (
            "within, 100 vertices",
            timed(&inside[..200], within(atlas, 100)),
        ),
        (
            "within, 10,000 vertices",
            timed(&inside[..50], within(atlas, 10_000)),
        ),
    ])
}

/// Checks a star around a place and asks what is in it.
fn within(atlas: &Atlas, corners: usize) -> impl Fn(LonLat) {
    move |middle| {
        let corner = |at: usize| {
            let turn = (at % corners) as f64 / corners as f64 * std::f64::consts::TAU;
            let reach = if at.is_multiple_of(2) { 0.5 } else { 0.4 };
            LonLat {
                lon: middle.lon + reach * turn.cos(),
                lat: middle.lat + reach * turn.sin(),
            }
        };
        let ring: Vec<LonLat> = (0..=corners).map(corner).collect();
        let shape = Shape::new(&[vec![ring]]).expect("a star is sound");
        let question = WithinQuestion {
            shape,
            kinds: USUAL.iter().flat_map(|w| SiteKind::meant_by(w)).collect(),
            offset: 0,
            limit: 200,
        };
        black_box(atlas.within(&question).number_matched);
    }
}

/// As a table.
pub fn asking_table(asking: &BTreeMap<&'static str, Spread>) -> String {
    let rows: Vec<Vec<String>> = asking
        .iter()
        .map(|(what, us)| {
            let figures = [us.p50, us.p99, us.max].map(|us| format!("{us:.0}"));
            let count = us.count.to_string();
            [vec![(*what).to_owned(), count], figures.to_vec()].concat()
        })
        .collect();
    let heads = ["question", "asked", "µs p50", "µs p99", "µs max"];
    table("Questions by place, in process", &heads, &rows)
}

fn timed(places: &[LonLat], ask: impl Fn(LonLat)) -> Spread {
    let microseconds = places.iter().map(|&place| {
        let begun = Instant::now();
        ask(place);
        milliseconds(begun) * 1000.0
    });
    Spread::of(microseconds.collect())
}
