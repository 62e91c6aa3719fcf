//! Rivers, the coast of the neighbours, lakes.

use geo_types::{Coord, Geometry, LineString, MultiLineString};

use super::Surroundings;
use super::features::read;
use crate::dataset::Shape;
use crate::domain::{Water, WaterKind};
use crate::import::ImportError;
use crate::import::report::RowProblem;

/// West of this meridian the coast is ours and drawn as the edge of our provinces, more exactly.
const EAST_OF_OUR_COAST: f64 = 108.03;

/// Numbers of the kinds begin here.
const FIRST_COAST: u64 = 1000;
const FIRST_LAKE: u64 = 10_000;

pub(super) fn import(around: &mut Surroundings<'_>) -> Result<(), ImportError> {
    let mut open = Vec::new();
    if let Some(sources) = around.cite("gshhg-wdb2") {
        open.extend(read(
            around.reports,
            around.raw,
            "rivers_wdb2_gshhg.geojson",
            |position, raw, _| {
                let mut river = water(position, WaterKind::River, &sources);
                river.length_km = raw.number("len_km");
                Ok(Shape {
                    record: river,
                    geometry: raw.geometry,
                })
            },
        )?);
    }
    if let Some(sources) = around.cite("natural-earth") {
        open.extend(read(
            around.reports,
            around.raw,
            "coastline_ne10m.geojson",
            |position, raw, _| {
                Ok(Shape {
                    record: water(FIRST_COAST + position, WaterKind::Coastline, &sources),
                    geometry: coast_of_neighbours(&raw.geometry)?,
                })
            },
        )?);
    }
    around.write("context/water.geojson", &open);
    let mut lakes = Vec::new();
    if let Some(sources) = around.cite("osm-waterbodies-2017") {
        lakes = read(
            around.reports,
            around.raw,
            "odbl/lakes.geojson",
            |position, raw, _| {
                let mut lake = water(FIRST_LAKE + position, WaterKind::Lake, &sources);
                lake.area_km2 = raw.number("area_km2");
                Ok(Shape {
                    record: lake,
                    geometry: raw.geometry,
                })
            },
        )?;
    }
    around.write("context/odbl/lakes.geojson", &lakes);
    Ok(())
}

fn water(id: u64, kind: WaterKind, sources: &[String]) -> Water {
    Water {
        id,
        kind,
        name_vi: None,
        length_km: None,
        area_km2: None,
        sources: sources.to_vec(),
    }
}

/// The stretches of a coast that are not ours.
fn coast_of_neighbours(geometry: &Geometry<f64>) -> Result<Geometry<f64>, RowProblem> {
    let lines = match geometry {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => {
            return Err(RowProblem::new(
                "the coast is no line",
                "Draw the feature again",
            ));
        }
    };
    let mut kept: Vec<LineString<f64>> = Vec::new();
    for line in lines {
        let stretches = line.0.split(|at: &Coord<f64>| at.x < EAST_OF_OUR_COAST);
        kept.extend(
            stretches
                .filter(|stretch| stretch.len() > 1)
                .map(|stretch| LineString::new(stretch.to_vec())),
        );
    }
    match kept.len() {
        0 => Err(RowProblem::new(
            "this coast is ours",
            "Nothing to do: our coast is drawn as the edge of our provinces",
        )),
        1 => Ok(Geometry::LineString(kept.remove(0))),
        _ => Ok(Geometry::MultiLineString(MultiLineString::new(kept))),
    }
}
