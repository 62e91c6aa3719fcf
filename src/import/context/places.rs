//! Towns, airports and ports, under the names that we give them.
//!
//! The raw files carry outdated and foreign names; `places.csv` beside this file says how each
//! place is called here, or why it is left out. A place that it does not list is left out too.

use std::path::Path;

use super::Surroundings;
use super::features::{RawFeature, read};
use crate::dataset::{Shape, parse_table};
use crate::domain::{Place, PlaceKind};
use crate::import::ImportError;
use crate::import::report::RowProblem;
use named::NamedPlace;

/// Raw file, the property that identifies a place, source, kind, first number.
const FILES: &[(&str, &str, &str, PlaceKind, u64)] = &[
    (
        "cities_ne10m.geojson",
        "name",
        "natural-earth",
        PlaceKind::City,
        0,
    ),
    (
        "airports_airportsdata.geojson",
        "icao",
        "airportsdata",
        PlaceKind::Airport,
        1000,
    ),
    (
        "ports_ne10m.geojson",
        "name",
        "natural-earth",
        PlaceKind::Port,
        2000,
    ),
    (
        "ports_searoute.geojson",
        "port",
        "searoute",
        PlaceKind::Port,
        2100,
    ),
];
const SHARED_PORTS: (&str, &str, &str, PlaceKind, u64) = (
    "odbl/ports.geojson",
    "osm",
    "osm-ports-2026",
    PlaceKind::Port,
    3000,
);

const NAMES: &str = include_str!("places.csv");

mod named {
    use crate::domain::record::{Coherent, record};

    record! {
        /// How a place of the raw files is called here.
        pub struct NamedPlace {
            /// The raw file.
            pub file: String,
            /// What identifies the place in it.
            pub key: String,
            /// Name in Vietnamese.
            pub name_vi: Option<String>,
            /// Name in English or without marks.
            pub name_en: Option<String>,
            /// 1 for the most important, 10 for the least.
            pub rank: Option<u32>,
            /// Why the place is left out.
            pub left_out: Option<String>,
        }
    }

    impl Coherent for NamedPlace {}
}

pub(super) fn import(around: &mut Surroundings<'_>) -> Result<(), ImportError> {
    let names: Vec<NamedPlace> = parse_table(Path::new("places.csv"), NAMES.as_bytes())
        .expect("the list of names is part of the program and tested");
    let mut open = Vec::new();
    for file in FILES {
        open.extend(places(around, &names, file)?);
    }
    around.write("context/places.geojson", &open);
    let shared = places(around, &names, &SHARED_PORTS)?;
    around.write("context/odbl/ports.geojson", &shared);
    Ok(())
}

fn places(
    around: &mut Surroundings<'_>,
    names: &[NamedPlace],
    (file, key, source, kind, first): &(&str, &str, &str, PlaceKind, u64),
) -> Result<Vec<Shape<Place>>, ImportError> {
    let Some(sources) = around.cite(source) else {
        return Ok(Vec::new());
    };
    read(around.reports, around.raw, file, |position, raw, _| {
        let ours = name_of(names, file, &raw, key)?;
        Ok(Shape {
            record: Place {
                id: first + position,
                kind: *kind,
                name_vi: ours.name_vi.clone(),
                name_en: ours.name_en.clone().unwrap_or_default(),
                rank: ours.rank.unwrap_or(10),
                sources: sources.clone(),
            },
            geometry: raw.geometry,
        })
    })
}

fn name_of<'a>(
    names: &'a [NamedPlace],
    file: &str,
    raw: &RawFeature,
    key: &str,
) -> Result<&'a NamedPlace, RowProblem> {
    let key = raw.required(key)?;
    let found = names
        .iter()
        .find(|name| name.file == file && name.key == key);
    let ours = found.ok_or_else(|| {
        RowProblem::new(
            format!("{key} is not in the list of names"),
            "Add it to the list with its Vietnamese name, or with the reason to leave it out",
        )
    })?;
    match &ours.left_out {
        Some(reason) => Err(RowProblem::new(format!("{key}: {reason}"), "Nothing to do")),
        None => Ok(ours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_place_has_a_name_and_a_rank_or_a_reason() {
        let names: Vec<NamedPlace> =
            parse_table(Path::new("places.csv"), NAMES.as_bytes()).unwrap();
        assert!(names.len() > 100);
        for name in names {
            let complete = name.name_en.is_some() && name.rank.is_some();
            assert_ne!(complete, name.left_out.is_some(), "{}", name.key);
        }
    }

    #[test]
    fn names_are_read_back_as_written() {
        for seed in 0..50 {
            crate::domain::record::assert_round_trip(&NamedPlace::sample(seed));
        }
    }
}
