//! Every layer can be filtered, in tiles as in lists, of every day.

use std::collections::BTreeMap;

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
            for (id, told) in &tiles {
                let item = &all[id];
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
