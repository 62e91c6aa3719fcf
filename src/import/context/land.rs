//! Neighbouring countries, the other provinces of Vietnam, both archipelagos; names on the sea.

use geo::BoundingRect;
use geo_types::{Geometry, MultiPolygon, Rect};

use super::Surroundings;
use super::features::{RawFeature, read};
use super::simplify::simplify_together;
use crate::dataset::Shape;
use crate::domain::{Land, LandKind, SeaLabel, SeaLabelKind};
use crate::import::ImportError;
use crate::import::report::RowProblem;

/// How far a vertex of the other provinces may move: 0.0007° is about 75 m.
const TOLERANCE: f64 = 0.0007;

/// Archipelagos: code of the special zone, name as we write it on maps, name in English.
const ARCHIPELAGOS: &[(&str, &str, &str)] = &[
    (
        "20333",
        "Quần đảo Hoàng Sa (Việt Nam)",
        "Hoang Sa archipelago (Viet Nam)",
    ),
    (
        "22736",
        "Quần đảo Trường Sa (Việt Nam)",
        "Truong Sa archipelago (Viet Nam)",
    ),
];

/// Seas: name in the raw file, name in English, rank.
const SEAS: &[(&str, &str, u32)] = &[
    ("Biển Đông", "East Sea", 1),
    ("Vịnh Bắc Bộ", "Gulf of Tonkin", 2),
];

pub(super) fn import(around: &mut Surroundings<'_>) -> Result<(), ImportError> {
    let mut countries = Vec::new();
    if let Some(sources) = around.cite("natural-earth") {
        countries = read(
            around.reports,
            around.raw,
            "land_neighbours_ne10m.geojson",
            |at, raw, _| country(at, &raw, &sources),
        )?;
    }
    around.write("context/land.geojson", &countries);
    let mut shapes = Vec::new();
    if let Some(sources) = around.cite("provinces-other-2026") {
        let islands = read(
            around.reports,
            around.raw,
            "hoang_sa_truong_sa_polygons.geojson",
            |_, raw, _| archipelago(&raw, &sources),
        )?;
        shapes = other_provinces(around, &sources, &islands)?;
        shapes.extend(islands);
    }
    around.write("context/vietnam.geojson", &shapes);
    let mut labels = Vec::new();
    if let Some(sources) = around.cite("phia-bac-atlas") {
        labels = sea_labels(around, &sources)?;
    }
    around.write("context/sea_labels.geojson", &labels);
    Ok(())
}

fn country(position: u64, raw: &RawFeature, sources: &[String]) -> Result<Shape<Land>, RowProblem> {
    let code = match raw.required("iso")?.as_str() {
        "CHN" => "CN",
        "LAO" => "LA",
        "THA" => "TH",
        other => {
            let reason = format!("{other} is no neighbouring country");
            return Err(RowProblem::new(reason, "Nothing to do"));
        }
    };
    Ok(Shape {
        record: Land {
            id: position,
            kind: LandKind::Neighbour,
            code: code.to_owned(),
            name_vi: raw.required("name_vi")?,
            name_en: raw.required("name_en")?,
            sources: sources.to_vec(),
        },
        geometry: raw.geometry.clone(),
    })
}

fn archipelago(raw: &RawFeature, sources: &[String]) -> Result<Shape<Land>, RowProblem> {
    let code = raw.required("commune_code")?;
    let known = ARCHIPELAGOS.iter().find(|(own, _, _)| *own == code);
    let (_, name_vi, name_en) = known.ok_or_else(|| {
        RowProblem::new(
            format!("{code} is no archipelago"),
            "Correct `commune_code`",
        )
    })?;
    Ok(Shape {
        record: Land {
            id: number_of(&code)?,
            kind: LandKind::Archipelago,
            code,
            name_vi: (*name_vi).to_owned(),
            name_en: (*name_en).to_owned(),
            sources: sources.to_vec(),
        },
        geometry: raw.geometry.clone(),
    })
}

fn other_provinces(
    around: &mut Surroundings<'_>,
    sources: &[String],
    islands: &[Shape<Land>],
) -> Result<Vec<Shape<Land>>, ImportError> {
    let boxes: Vec<Rect<f64>> = islands
        .iter()
        .filter_map(|shape| shape.geometry.bounding_rect())
        .collect();
    let provinces = read(
        around.reports,
        around.raw,
        "provinces_other.geojson",
        |_, raw, report| {
            let code = raw.required("code")?;
            let area = areas(&raw.geometry)?;
            let all = area.0.len();
            let mainland = outside(area, &boxes);
            if mainland.0.len() < all {
                report.change(
                    "parts of archipelagos taken out of a province: they are areas of their own",
                );
            }
            let record = Land {
                id: number_of(&code)?,
                kind: LandKind::Vietnam,
                code,
                name_vi: raw.required("name_vi")?,
                name_en: raw.required("name_en")?,
                sources: sources.to_vec(),
            };
            Ok((record, mainland))
        },
    )?;
    let (records, shapes): (Vec<Land>, Vec<MultiPolygon<f64>>) = provinces.into_iter().unzip();
    let simple = simplify_together(&shapes, TOLERANCE);
    let joined = records.into_iter().zip(simple);
    Ok(joined
        .map(|(record, area)| Shape {
            record,
            geometry: Geometry::MultiPolygon(area),
        })
        .collect())
}

fn areas(geometry: &Geometry<f64>) -> Result<MultiPolygon<f64>, RowProblem> {
    match geometry {
        Geometry::MultiPolygon(area) => Ok(area.clone()),
        Geometry::Polygon(part) => Ok(part.clone().into()),
        _ => Err(RowProblem::new(
            "the shape is no area",
            "Draw the feature again",
        )),
    }
}

/// The parts that do not lie wholly in one of the boxes.
fn outside(area: MultiPolygon<f64>, boxes: &[Rect<f64>]) -> MultiPolygon<f64> {
    let within = |part: &Rect<f64>, whole: &Rect<f64>| {
        part.min().x >= whole.min().x
            && part.max().x <= whole.max().x
            && part.min().y >= whole.min().y
            && part.max().y <= whole.max().y
    };
    let parts = area.into_iter().filter(|part| {
        let own = part.bounding_rect();
        own.is_some_and(|own| !boxes.iter().any(|whole| within(&own, whole)))
    });
    MultiPolygon::new(parts.collect())
}

fn number_of(code: &str) -> Result<u64, RowProblem> {
    code.parse()
        .map_err(|_| RowProblem::new(format!("\"{code}\" is no code"), "Correct the code"))
}

fn sea_labels(
    around: &mut Surroundings<'_>,
    sources: &[String],
) -> Result<Vec<Shape<SeaLabel>>, ImportError> {
    let mut labels = read(
        around.reports,
        around.raw,
        "sea_labels.geojson",
        |position, raw, _| {
            let name = raw.required("name_vi")?;
            let known = SEAS.iter().find(|(own, _, _)| *own == name);
            let (name_vi, name_en, rank) = known.ok_or_else(|| {
                RowProblem::new(format!("\"{name}\" is no sea of ours"), "Nothing to do")
            })?;
            let record = SeaLabel {
                id: position,
                kind: SeaLabelKind::Sea,
                name_vi: (*name_vi).to_owned(),
                name_en: (*name_en).to_owned(),
                rank: *rank,
                sources: sources.to_vec(),
            };
            Ok(Shape {
                record,
                geometry: raw.geometry,
            })
        },
    )?;
    labels.extend(read(
        around.reports,
        around.raw,
        "hoang_sa_truong_sa_labels.geojson",
        |_, raw, _| {
            let shape = archipelago(&raw, sources)?;
            let record = SeaLabel {
                id: shape.record.id,
                kind: SeaLabelKind::Archipelago,
                name_vi: shape.record.name_vi,
                name_en: shape.record.name_en,
                rank: 1,
                sources: sources.to_vec(),
            };
            Ok(Shape {
                record,
                geometry: raw.geometry,
            })
        },
    )?);
    Ok(labels)
}
