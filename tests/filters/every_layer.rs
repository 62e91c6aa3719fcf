//! Every layer can be filtered, in tiles as in lists, of every day.

use std::collections::BTreeMap;

use geo::{Distance, Euclidean, Geometry};
use phiabac::atlas::{Days, FilterLanguage, Item, LayerFilter, RecordQuery, TileWish};
use phiabac::domain::LayerId;
use phiabac::geometry::Crs;

use crate::{ATLAS, Features, drawn_everywhere, listed, of_text};

/// Zoom of the tiles: large enough for all levels of borders.
const ZOOM: u8 = 8;

fn drawn(layer: LayerId, filter: Option<&LayerFilter>, days: Option<Days>) -> Features {
    let wish = TileWish {
        layers: &[layer],
        filters: filter.map_or(&[][..], std::slice::from_ref),
        days,
        ..TileWish::default()
    };
    drawn_everywhere(&wish, ZOOM)
}

/// A filter of each layer that has no table, which accepts some of its records and not others.
const FILTERS: [(LayerId, &str); 7] = [
    (LayerId::Borders, "level = 'commune' AND \"left\" < '10000'"),
    (LayerId::UnitLabels, "name_vi LIKE 'Đ%'"),
    (LayerId::Land, "kind = 'vietnam'"),
    (LayerId::Water, "kind = 'river' OR area_km2 > 20"),
    (LayerId::Transport, "kind <> 'railway'"),
    (LayerId::Places, "kind = 'city'"),
    (LayerId::SeaLabels, "kind = 'sea'"),
];

#[test]
fn tiles_of_every_layer_hold_what_its_list_holds() {
    for (layer, text) in FILTERS {
        let filter = of_text(layer, text, Crs::CRS84);
        let wanted = listed(&filter);
        let count = ATLAS.layer(layer).count;
        assert!(!wanted.is_empty() && wanted.len() < count, "{layer} {text}");
        let mut expected = drawn(layer, None, None);
        expected.retain(|id, _| wanted.contains(id));
        assert!(!expected.is_empty(), "{layer} {text}");
        assert_eq!(
            drawn(layer, Some(&filter), None),
            expected,
            "{layer} {text}"
        );
    }
}

fn items(query: &RecordQuery) -> BTreeMap<u64, Item<'static>> {
    let orders = ATLAS.wanted_orders(query).into_iter();
    let items = orders.map(|order| ATLAS.item(query.records, order, true, None).unwrap());
    items.map(|item| (item.id, item)).collect()
}

/// How near two units come that meet in a tile although they share no border, in units of its grid.
///
/// Where a third one between them is narrower than the grid, its two sides fall onto one line, and
/// those beyond them meet there and nowhere else. Each side moves by half a diagonal of the grid
/// when it is rounded, and by a unit when it is generalised for the zoom.
const REACH: f64 = 2.0 * (std::f64::consts::SQRT_2 / 2.0 + 1.0);

/// How far the two sides of a border of a tile lie apart at full detail, in units of its grid.
fn apart(told: &BTreeMap<String, String>, days: Days, listed: &BTreeMap<u64, Item>) -> f64 {
    let sides = ["left", "right"].map(|side| told.get(side).map_or("", |code| code_in(code)));
    let [one, other] = sides.map(|code| match code {
        "" => outside(listed),
        code => shape_of_unit(code, days),
    });
    let degrees = Euclidean.distance(&one, &other);
    degrees / 360.0 * f64::from(4096 << ZOOM)
}

/// The code in the text of a value of a tile, such as `String("24")`.
fn code_in(told: &str) -> &str {
    told.split('"').nth(1).unwrap_or_default()
}

/// All borders that have nobody on one side.
fn outside(listed: &BTreeMap<u64, Item>) -> Geometry {
    let is_empty = |item: &Item, side: &str| {
        let code = item.properties.get(side);
        code.is_none_or(|code| code.to_string().trim_matches('"').is_empty())
    };
    let outer = listed
        .values()
        .filter(|item| is_empty(item, "left") || is_empty(item, "right"));
    let shapes = outer.filter_map(|item| item.geometry.clone());
    Geometry::GeometryCollection(shapes.map(std::borrow::Cow::into_owned).collect())
}

/// The polygons that a unit has on those days.
fn shape_of_unit(code: &str, days: Days) -> Geometry {
    let layer = match code.len() {
        2 => LayerId::Provinces,
        _ => LayerId::Communes,
    };
    let records = ATLAS.units_at_time(layer, days).unwrap();
    let item = |order, shape| ATLAS.item(records, order, shape, None);
    let own = (0..u32::MAX).find(|&order| item(order, false).unwrap().properties["code"] == code);
    item(own.unwrap(), true)
        .unwrap()
        .geometry
        .unwrap()
        .into_owned()
}

/// Borders and names of units: of a day those of its units, in lists as in tiles, with a filter as
/// without.
#[test]
fn lists_of_a_day_hold_what_its_tiles_hold() {
    for day in ["2025-06-30", "2025-07-01"] {
        let days = Days::one(day.parse().unwrap());
        for (layer, text) in &FILTERS[..2] {
            let records = ATLAS.units_at_time(*layer, days).unwrap();
            let whole = RecordQuery {
                records,
                filter: None,
                bbox: None,
                order: Vec::new(),
            };
            let all = items(&whole);
            let tiles = drawn(*layer, None, Some(days));
            // What is too short or too faint for this zoom is in the list alone.
            assert!(
                !tiles.is_empty() && tiles.len() <= all.len(),
                "{layer} {day}"
            );
            let met_here = tiles.iter().filter(|(id, _)| !all.contains_key(id));
            for (id, told) in met_here {
                let units = apart(told, days, &all);
                assert!(units < REACH, "{layer} {day} {id}: {units} units apart");
            }
            for (id, told) in &tiles {
                let Some(item) = all.get(id) else { continue };
                assert!(item.geometry.is_some(), "{layer} {day} {id}");
                for (name, value) in told {
                    let own = &item.properties.get(name).map(ToString::to_string);
                    let own = own.as_deref().unwrap_or("\"\"").trim_matches('"');
                    assert!(
                        value.contains(own),
                        "{layer} {day} {id}: {name} {value} {own}"
                    );
                }
            }
            let read = ATLAS.read_filter(records, text, FilterLanguage::Text, Crs::CRS84);
            let filter = read.unwrap();
            let wanted = items(&RecordQuery {
                filter: Some(filter.filter.clone()),
                ..whole
            });
            assert!(!wanted.is_empty() && wanted.len() < all.len());
            let mut expected = tiles;
            expected.retain(|id, _| wanted.contains_key(id));
            assert_eq!(
                drawn(*layer, Some(&filter), Some(days)),
                expected,
                "{layer} {day}"
            );
        }
    }
}

/// A border that is listed can be asked for by its number, whichever days it was listed of; no
/// number means two borders.
#[test]
fn borders_of_all_days_have_numbers_of_their_own() {
    let mut told: BTreeMap<u64, String> = BTreeMap::new();
    let whole = [None, Some("2025-06-30"), Some("2025-07-01")];
    for day in whole {
        let records = match day {
            Some(day) => ATLAS
                .units_at_time(LayerId::Borders, Days::one(day.parse().unwrap()))
                .unwrap(),
            None => LayerId::Borders.into(),
        };
        let query = RecordQuery {
            records,
            filter: None,
            bbox: None,
            order: Vec::new(),
        };
        for (id, item) in items(&query) {
            let properties = format!("{:?}", item.properties);
            let (found, order) = ATLAS.find_item(LayerId::Borders, id).unwrap();
            let alone = ATLAS.item(found, order, true, None).unwrap();
            assert_eq!(alone.properties, item.properties, "{id}");
            assert_eq!(alone.geometry, item.geometry, "{id}");
            let before = told.insert(id, properties.clone());
            assert!(before.is_none_or(|before| before == properties), "{id}");
        }
    }
    assert!(told.len() > ATLAS.layer(LayerId::Borders).count);
}
