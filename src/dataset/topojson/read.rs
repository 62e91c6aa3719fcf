//! Reading: quick, and strict enough that what is read can be trusted.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{BoundaryFile, BoundarySet, OutlineKind, UnitProperties};
use crate::coverage::{Arc, ArcRef, Face, Topology};
use crate::geometry::{MAX_ZOOM, MicroDegrees};

/// Why a boundary file cannot be used: which file, where in it, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum TopoJsonError {
    /// The file is missing or cannot be read.
    #[error("{}: {cause}; restore the file or run `phiabac import`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// Not JSON, or not of the shape of a boundary file.
    #[error("{}, line {}, column {}: {cause}; the file is cut off or was edited: restore it or run `phiabac import`", file.display(), cause.line(), cause.column())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// What is wrong, with line and column.
        cause: serde_json::Error,
    },
    /// The content contradicts itself.
    #[error("{}, {place}: {fault}; restore the file or run `phiabac import`", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// Object and unit, or arc.
        place: String,
        /// What is wrong.
        fault: String,
    },
}

/// Reads a boundary file.
///
/// # Errors
/// When the file cannot be read, is no `TopoJSON` on the 1e-6° grid, or names arcs that do not
/// exist, do not close, or have two users on one side.
pub fn read_boundaries(file: &Path, set: BoundarySet) -> Result<BoundaryFile, TopoJsonError> {
    let bytes = std::fs::read(file).map_err(|cause| TopoJsonError::Unreadable {
        file: file.into(),
        cause,
    })?;
    parse_boundaries(file, &bytes, set)
}

/// Reads a boundary file from its bytes; the path is for messages only.
///
/// # Errors
/// As [`read_boundaries`].
pub fn parse_boundaries(
    file: &Path,
    bytes: &[u8],
    set: BoundarySet,
) -> Result<BoundaryFile, TopoJsonError> {
    let raw: RawTopology<'_> =
        serde_json::from_slice(bytes).map_err(|cause| TopoJsonError::Syntax {
            file: file.into(),
            cause,
        })?;
    assemble(raw, set).map_err(|Fault { place, fault }| TopoJsonError::Content {
        file: file.into(),
        place,
        fault,
    })
}

struct Fault {
    place: String,
    fault: String,
}

fn fault<T>(place: impl Into<String>, fault: impl Into<String>) -> Result<T, Fault> {
    Err(Fault {
        place: place.into(),
        fault: fault.into(),
    })
}

#[derive(Deserialize)]
struct RawTopology<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    transform: RawTransform,
    objects: RawObjects,
    arcs: Vec<Deltas>,
    #[serde(borrow)]
    min_zooms: Option<Vec<Cow<'a, str>>>,
}

#[derive(Deserialize)]
struct RawTransform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct RawObjects {
    communes: Option<RawCollection<RawUnit>>,
    former_communes: Option<RawCollection<RawUnit>>,
    outline: Option<RawCollection<RawLines>>,
}

#[derive(Deserialize)]
struct RawCollection<T> {
    geometries: Vec<T>,
}

#[derive(Deserialize)]
struct RawUnit {
    #[serde(rename = "type")]
    kind: String,
    id: String,
    properties: RawProperties,
    arcs: RawRings,
}

#[derive(Deserialize)]
struct RawProperties {
    name_vi: String,
    province: String,
    quality: Option<char>,
    successors: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawRings {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
}

#[derive(Deserialize)]
struct RawLines {
    properties: RawLineProperties,
    arcs: Vec<Vec<i32>>,
}

#[derive(Deserialize)]
struct RawLineProperties {
    kind: RawKind,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawKind {
    National,
    Province,
    Coast,
}

/// The points of an arc, summed up from their deltas while they are read; still relative to the
/// transform's origin.
struct Deltas(Vec<MicroDegrees>);

impl<'de> Deserialize<'de> for Deltas {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(DeltaVisitor)
    }
}

struct DeltaVisitor;

impl<'de> Visitor<'de> for DeltaVisitor {
    type Value = Deltas;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an arc: a list of pairs of whole numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<Deltas, A::Error> {
        let mut points = Vec::with_capacity(64);
        let mut at: MicroDegrees = [0, 0];
        while let Some([dx, dy]) = pairs.next_element::<[i32; 2]>()? {
            let sum = |a: i32, b: i32| {
                a.checked_add(b)
                    .filter(|v| v.unsigned_abs() <= 360_000_000)
                    .ok_or_else(|| serde::de::Error::custom("a coordinate leaves the globe"))
            };
            at = [sum(at[0], dx)?, sum(at[1], dy)?];
            points.push(at);
        }
        points.shrink_to_fit();
        Ok(Deltas(points))
    }
}

fn assemble(raw: RawTopology<'_>, set: BoundarySet) -> Result<BoundaryFile, Fault> {
    if raw.kind != "Topology" {
        return fault(
            "member type",
            format!("`{}` instead of `Topology`", raw.kind),
        );
    }
    let origin = origin_of(&raw.transform)?;
    let arcs = arcs_of(raw.arcs, origin, raw.min_zooms)?;
    let object = set.object_name();
    let units = match set {
        BoundarySet::Communes => raw.objects.communes,
        BoundarySet::FormerCommunes => raw.objects.former_communes,
    };
    let Some(units) = units else {
        return fault("objects", format!("no object `{object}`"));
    };
    let mut file = BoundaryFile {
        topology: Topology {
            arcs,
            faces: Vec::with_capacity(units.geometries.len()),
        },
        ..BoundaryFile::default()
    };
    let mut sides = Sides(vec![[false; 2]; file.topology.arcs.len()]);
    let mut codes = FxHashSet::default();
    for unit in units.geometries {
        let place = format!("{object}, unit {}", unit.id);
        if !is_code(&unit.id, 5) || !codes.insert(unit.id.clone()) {
            return fault(
                place,
                "the id is not a code of five digits that occurs once",
            );
        }
        let face = face_of(unit.arcs, &unit.kind, &file.topology.arcs, &place)?;
        sides.take(&face, &place)?;
        file.topology.faces.push(face);
        file.properties
            .push(properties_of(unit.properties, &place)?);
        file.codes.push(unit.id);
    }
    for lines in raw
        .objects
        .outline
        .map(|o| o.geometries)
        .unwrap_or_default()
    {
        let kind = match lines.properties.kind {
            RawKind::National => OutlineKind::National,
            RawKind::Province => OutlineKind::Province,
            RawKind::Coast => OutlineKind::Coast,
        };
        for line in lines.arcs {
            let place = format!("outline, {}", kind.as_str());
            let line = chain_of(&line, &file.topology.arcs, &place)?;
            file.outline.push((kind, line));
        }
    }
    Ok(file)
}

fn origin_of(transform: &RawTransform) -> Result<MicroDegrees, Fault> {
    let is_grid = transform.scale.iter().all(|&s| (s - 1e-6).abs() < 1e-15);
    let origin = transform.translate.map(|degrees| degrees * 1e6);
    let is_whole = origin
        .iter()
        .all(|v| (v - v.round()).abs() < 1e-3 && v.abs() <= 180e6);
    if is_grid && is_whole {
        Ok(origin.map(|v| v.round() as i32))
    } else {
        fault(
            "transform",
            "the scale must be 0.000001 and the translation a multiple of it",
        )
    }
}

fn arcs_of(
    raw: Vec<Deltas>,
    origin: MicroDegrees,
    min_zooms: Option<Vec<Cow<'_, str>>>,
) -> Result<Vec<Arc>, Fault> {
    if let Some(found) = min_zooms.as_ref().map(Vec::len).filter(|&n| n != raw.len()) {
        return fault("min_zooms", format!("{found} texts for {} arcs", raw.len()));
    }
    let mut min_zooms = min_zooms.map(Vec::into_iter);
    let mut arcs = Vec::with_capacity(raw.len());
    for (index, Deltas(mut points)) in raw.into_iter().enumerate() {
        let place = || format!("arc {index}");
        for point in &mut points {
            *point = [point[0] + origin[0], point[1] + origin[1]];
        }
        let outside = |p: &MicroDegrees| p[0].abs() > 180_000_000 || p[1].abs() > 90_000_000;
        if points.iter().any(outside) {
            return fault(
                place(),
                "a point beyond 180° of longitude or 90° of latitude",
            );
        }
        if points.len() < 2 || points.windows(2).any(|pair| pair[0] == pair[1]) {
            return fault(place(), "fewer than two points, or one twice in a row");
        }
        let zooms = match min_zooms.as_mut().and_then(Iterator::next) {
            Some(text) => zooms_of(&text, points.len(), &place)?,
            None => Vec::new(),
        };
        arcs.push(Arc {
            points,
            min_zooms: zooms,
        });
    }
    Ok(arcs)
}

fn zooms_of(text: &str, points: usize, place: &dyn Fn() -> String) -> Result<Vec<u8>, Fault> {
    let zooms: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(36).map(|digit| digit as u8))
        .map(|zoom| zoom.filter(|&z| z <= MAX_ZOOM))
        .collect();
    match zooms {
        Some(zooms) if zooms.len() == points => Ok(zooms),
        _ => fault(
            format!("min_zooms of {}", place()),
            format!("not {points} digits from 0 to e, one for each point"),
        ),
    }
}

fn face_of(rings: RawRings, kind: &str, arcs: &[Arc], place: &str) -> Result<Face, Fault> {
    let polygons = match (kind, rings) {
        ("Polygon", RawRings::Polygon(polygon)) => vec![polygon],
        ("MultiPolygon", RawRings::MultiPolygon(polygons)) => polygons,
        _ => return fault(place, format!("`{kind}` is not a polygon of rings of arcs")),
    };
    let ring = |ring: &Vec<i32>| {
        let chain = chain_of(ring, arcs, place)?;
        let closed = chain
            .first()
            .zip(chain.last())
            .is_some_and(|(&first, &last)| ends(arcs, first)[0] == ends(arcs, last)[1]);
        if closed {
            Ok(chain)
        } else {
            fault(place, "a ring does not end where it begins")
        }
    };
    let polygon = |rings: &Vec<Vec<i32>>| rings.iter().map(ring).collect::<Result<Vec<_>, _>>();
    let polygons = polygons
        .iter()
        .map(polygon)
        .collect::<Result<Vec<_>, _>>()?;
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return fault(place, "a polygon without rings");
    }
    Ok(Face { polygons })
}

/// Arcs that exist and lie head to tail.
fn chain_of(signed: &[i32], arcs: &[Arc], place: &str) -> Result<Vec<ArcRef>, Fault> {
    let chain: Vec<ArcRef> = signed.iter().map(|&n| ArcRef::from_signed(n)).collect();
    if let Some(missing) = chain.iter().find(|used| used.arc as usize >= arcs.len()) {
        return fault(
            place,
            format!("arc {} of {} does not exist", missing.arc, arcs.len()),
        );
    }
    let joined = |pair: &[ArcRef]| ends(arcs, pair[0])[1] == ends(arcs, pair[1])[0];
    if let Some(pair) = chain.windows(2).find(|pair| !joined(pair)) {
        return fault(
            place,
            format!(
                "arc {} does not begin where arc {} ends",
                pair[1].arc, pair[0].arc
            ),
        );
    }
    Ok(chain)
}

fn ends(arcs: &[Arc], used: ArcRef) -> [MicroDegrees; 2] {
    let points = &arcs[used.arc as usize].points;
    let [first, last] = [points[0], points[points.len() - 1]];
    if used.reversed {
        [last, first]
    } else {
        [first, last]
    }
}

/// Which sides of each arc have a user.
struct Sides(Vec<[bool; 2]>);

impl Sides {
    fn take(&mut self, face: &Face, place: &str) -> Result<(), Fault> {
        for used in face.arcs() {
            let taken = &mut self.0[used.arc as usize][usize::from(used.reversed)];
            if std::mem::replace(taken, true) {
                return fault(
                    place,
                    format!("arc {} has another user on the same side", used.arc),
                );
            }
        }
        Ok(())
    }
}

fn properties_of(raw: RawProperties, place: &str) -> Result<UnitProperties, Fault> {
    let successors: Vec<String> = (raw.successors.iter())
        .flat_map(|codes| codes.split(','))
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    if !is_code(&raw.province, 2) {
        return fault(
            place,
            format!("`{}` is no code of a province", raw.province),
        );
    }
    if raw
        .quality
        .is_some_and(|quality| !('A'..='D').contains(&quality))
    {
        return fault(place, "the quality is not A, B, C or D");
    }
    if let Some(bad) = successors.iter().find(|code| !is_code(code, 5)) {
        return fault(
            place,
            format!("the successor `{bad}` is no code of a commune"),
        );
    }
    Ok(UnitProperties {
        name_vi: raw.name_vi,
        province: raw.province,
        quality: raw.quality,
        successors,
    })
}

fn is_code(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}
