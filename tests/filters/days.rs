//! Filters by days, and tiles of a day.

use std::collections::{BTreeMap, BTreeSet};

use phiabac::atlas::{Days, TileWish};
use phiabac::domain::LayerId;
use phiabac::geometry::Crs;

use crate::asked_filters::{Row, Table};
use crate::{Features, drawn_everywhere, geodata, listed, of_text};

#[test]
fn dates_lie_in_time_as_their_first_days_do() {
    let table = Table::read(&geodata().join("industrial_zones.csv"), |_| true);
    let day = |row: &Row| {
        let text = row.get("source_date")?;
        Some(format!("{text}-01-01")[..10].to_owned())
    };
    let check = |text: &str, holds: &dyn Fn(&str) -> bool| {
        let rows = table.rows.iter();
        let expected = rows.filter(|row| day(row).is_some_and(|day| holds(&day)));
        let expected: BTreeSet<u64> = expected.map(|row| row.id).collect();
        let found = listed(&of_text(LayerId::IndustrialZones, text, Crs::CRS84));
        assert!(!expected.is_empty(), "{text}");
        assert_eq!(found, expected, "{text}");
    };
    check("T_AFTER(source_date, DATE('2025-01-01'))", &|day| {
        day > "2025-01-01"
    });
    check("T_BEFORE(source_date, '2025-01-01')", &|day| {
        day < "2025-01-01"
    });
    check("NOT T_BEFORE(source_date, DATE('2025-01-01'))", &|day| {
        day >= "2025-01-01"
    });
    check(
        "T_DURING(source_date, INTERVAL('2024-06-01', '..'))",
        &|day| day > "2024-06-01",
    );
    check(
        "T_INTERSECTS(INTERVAL('2020-01-01', '2025-06-30'), source_date)",
        &|day| ("2020-01-01"..="2025-06-30").contains(&day),
    );
    check(
        "T_DISJOINT(source_date, INTERVAL('..', '2025-06-30'))",
        &|day| day > "2025-06-30",
    );
}

/// The features of a layer on a day, with the attributes that are kept.
fn drawn_on(
    layer: LayerId,
    zoom: u8,
    day: Option<&str>,
    properties: Option<&BTreeSet<String>>,
) -> Features {
    let wish = TileWish {
        layers: &[layer],
        properties,
        days: day.map(|day| Days::one(day.parse().unwrap())),
        ..TileWish::default()
    };
    drawn_everywhere(&wish, zoom)
}

#[test]
fn tiles_of_a_day_hold_the_units_of_that_day() {
    let (before, after) = (Some("2025-06-30"), Some("2025-07-01"));
    for (present, former) in [
        (LayerId::Provinces, LayerId::FormerProvinces),
        (LayerId::Communes, LayerId::FormerCommunes),
    ] {
        let [now, then] = [present, former].map(|layer| drawn_on(layer, 8, None, None));
        assert_eq!(drawn_on(present, 8, after, None), now);
        assert_eq!(drawn_on(present, 8, before, None), then);
        assert_eq!(drawn_on(former, 8, before, None), then);
        assert!(drawn_on(former, 8, after, None).is_empty());
    }
    let zones = LayerId::IndustrialZones;
    assert_eq!(
        drawn_on(zones, 8, before, None),
        drawn_on(zones, 8, None, None)
    );
}

#[test]
fn borders_and_names_of_a_day_are_those_of_its_units() {
    let codes = |layer| -> BTreeSet<String> {
        let drawn = drawn_on(layer, 8, None, None).into_values();
        drawn.map(|own| own["code"].clone()).collect()
    };
    for (day, provinces, communes) in [
        (
            "2025-06-30",
            LayerId::FormerProvinces,
            LayerId::FormerCommunes,
        ),
        ("2025-07-01", LayerId::Provinces, LayerId::Communes),
    ] {
        let [provinces, communes] = [provinces, communes].map(codes);
        let borders = drawn_on(LayerId::Borders, 8, Some(day), None);
        let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
        for border in borders.values() {
            let level = border["level"].as_str();
            *levels.entry(level).or_default() += 1;
            let known = if level.contains("commune") {
                &communes
            } else {
                &provinces
            };
            assert!(known.contains(&border["left"]), "{day}: {border:?}");
            let outside = !border["right"].contains(char::is_numeric);
            assert!(
                outside || known.contains(&border["right"]),
                "{day}: {border:?}"
            );
        }
        assert_eq!(levels.len(), 3, "{day}: {levels:?}");
        assert!(
            levels.values().sum::<usize>() > communes.len(),
            "{day}: {levels:?}"
        );

        let labels = drawn_on(LayerId::UnitLabels, 12, Some(day), None);
        let named: BTreeSet<String> = labels
            .into_values()
            .map(|own| own["code"].clone())
            .collect();
        assert!(
            named.is_superset(&provinces) && named.len() > communes.len() / 2,
            "{day}"
        );
        assert!(
            named
                .iter()
                .all(|code| provinces.contains(code) || communes.contains(code))
        );
    }
}

#[test]
fn features_carry_the_attributes_that_are_kept() {
    let kept: BTreeSet<String> = ["code", "kind"].map(str::to_owned).into();
    for layer in [
        LayerId::Communes,
        LayerId::IndustrialZones,
        LayerId::Borders,
    ] {
        let [all, few] = [None, Some(&kept)].map(|kept| drawn_on(layer, 8, None, kept));
        assert!(!all.is_empty() && all.keys().eq(few.keys()), "{layer}");
        for (id, mut own) in all {
            own.retain(|key, _| kept.contains(key));
            assert_eq!(few[&id], own, "{layer} {id}");
        }
    }
}
