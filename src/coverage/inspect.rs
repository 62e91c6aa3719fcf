//! What is wrong with polygons that ought to be a coverage, counted and placed: for reports on raw
//! material, where [`build`](super::build) would only refuse.

use std::collections::BTreeSet;

use geo::{BooleanOps, Centroid, Distance, GeodesicArea, MapCoords, unary_union};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::build::{MultiPolygon, arcs_and_faces};
use super::meeting_edges::{Edge, meeting_edges};
use super::{ArcRef, Face, Topology, ring_points};
use crate::geometry::{LonLat, MicroDegrees, geodesic_km};

/// How near the widest place of a gap or overlap is found.
const WIDTH_PRECISION_METRES: f64 = 0.05;

/// Everything found in a set of polygons. Faces are indices into the polygons given.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// Rings without area on the 1e-6° grid; left out of all that follows.
    pub degenerate_rings: usize,
    /// Faces with edges that cross, overlap or enter a neighbour, or match it only in part.
    pub faces_with_bad_edges: BTreeSet<u32>,
    /// How many such edges, counted for each face that has them.
    pub bad_edges: usize,
    /// Their length in kilometres.
    pub bad_edges_km: f64,
    /// Pairs of faces that cover the same ground, the largest first.
    pub overlaps: Vec<Overlap>,
    /// Ground that is counted more than once: all areas less the area of their union.
    pub counted_twice_km2: f64,
    /// Holes in the union, the largest first.
    pub gaps: Vec<Gap>,
}

/// Ground that two faces claim.
#[derive(Clone, Debug)]
pub struct Overlap {
    /// The two.
    pub faces: [u32; 2],
    /// All their common ground.
    pub area_m2: f64,
    /// Diameter of the largest circle within the largest piece of it, metres.
    pub widest_m: f64,
    /// The middle of the widest place of the largest piece of it.
    pub at: LonLat,
}

/// Ground inside the union that no face claims.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its size.
    pub area_m2: f64,
    /// Diameter of the largest circle within it, metres.
    pub widest_m: f64,
    /// The middle of its widest place.
    pub at: LonLat,
}

/// Inspects polygons on the 1e-6° grid. Takes some seconds for three million vertices.
#[must_use]
pub fn inspect(areas: &[MultiPolygon]) -> Inspection {
    let (topology, degenerate) = arcs_and_faces(areas);
    let shapes: Vec<geo::MultiPolygon<f64>> = (topology.faces.iter())
        .map(|face| shape_of(&topology, face))
        .collect();
    let mut inspection = Inspection {
        degenerate_rings: degenerate.len(),
        ..Inspection::default()
    };
    let rivals = find_bad_edges(&topology, &shapes, &mut inspection);
    inspection.overlaps = overlaps(&shapes, &rivals);
    let union = unary_union(shapes.iter());
    let sum: f64 = shapes.iter().map(square_metres).sum();
    inspection.counted_twice_km2 = (sum - square_metres(&union)) / 1e6;
    inspection.gaps = gaps(&union);
    inspection
}

type Rivals = BTreeSet<[u32; 2]>;

/// Marks bad edges; gives the pairs of faces that may overlap.
fn find_bad_edges(
    topology: &Topology,
    shapes: &[geo::MultiPolygon<f64>],
    inspection: &mut Inspection,
) -> Rivals {
    let mut rivals = Rivals::new();
    let users = users_of_arcs(topology);
    // Edges of arcs that are not simply a border between two faces.
    let mut edges: Vec<Edge> = Vec::new();
    let mut arc_of_edge = Vec::new();
    for (index, arc) in topology.arcs.iter().enumerate() {
        for pair in arc.points.windows(2) {
            edges.push([pair[0], pair[1]]);
            arc_of_edge.push(index);
        }
    }
    let is_border = |arc: usize| matches!(users[arc].as_slice(), [(a, one), (b, other)] if a != b && one.reversed != other.reversed);
    let mut bad: BTreeSet<usize> = BTreeSet::new();
    for [e, f] in meeting_edges(&edges) {
        let (e, f) = (e as usize, f as usize);
        add_rivals(&mut rivals, &users[arc_of_edge[e]], &users[arc_of_edge[f]]);
        bad.extend([e, f].iter().filter(|&&edge| !is_border(arc_of_edge[edge])));
    }
    let faces = face_boxes(shapes);
    for (arc, edges_of_arc) in edge_ranges(topology).into_iter().enumerate() {
        if is_border(arc) {
            continue;
        }
        if users[arc].len() > 1 {
            add_rivals(&mut rivals, &users[arc], &users[arc]);
            bad.extend(edges_of_arc);
            continue;
        }
        let owner = users[arc].first().map_or(0, |user| user.0);
        // Without a meeting the whole arc lies on one side of every other face.
        let crossed = edges_of_arc.clone().any(|edge| bad.contains(&edge));
        let tested = if crossed {
            edges_of_arc.clone()
        } else {
            edges_of_arc.start..edges_of_arc.start + 1
        };
        for edge in tested
            .filter(|edge| !bad.contains(edge))
            .collect::<Vec<_>>()
        {
            let host = face_around(middle(edges[edge]), owner, shapes, &faces);
            if let Some(host) = host {
                rivals.insert([owner.min(host), owner.max(host)]);
                bad.extend(if crossed {
                    edge..edge + 1
                } else {
                    edges_of_arc.clone()
                });
            }
        }
    }
    for edge in bad {
        for &(face, _) in &users[arc_of_edge[edge]] {
            inspection.faces_with_bad_edges.insert(face);
            inspection.bad_edges += 1;
            inspection.bad_edges_km += geodesic_km(place(edges[edge][0]), place(edges[edge][1]));
        }
    }
    rivals
}

type User = (u32, ArcRef);

fn users_of_arcs(topology: &Topology) -> Vec<Vec<User>> {
    let mut users = vec![Vec::new(); topology.arcs.len()];
    for (face, area) in topology.faces.iter().enumerate() {
        for used in area.arcs() {
            users[used.arc as usize].push((face as u32, used));
        }
    }
    users
}

fn edge_ranges(topology: &Topology) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    (topology.arcs.iter())
        .map(|arc| {
            let range = start..start + arc.points.len() - 1;
            start = range.end;
            range
        })
        .collect()
}

fn add_rivals(rivals: &mut Rivals, some: &[User], others: &[User]) {
    for &(a, _) in some {
        for &(b, _) in others {
            if a != b {
                rivals.insert([a.min(b), a.max(b)]);
            }
        }
    }
}

type FaceBoxes = RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>;

fn face_boxes(shapes: &[geo::MultiPolygon<f64>]) -> FaceBoxes {
    let boxes = shapes.iter().enumerate().flat_map(|(face, shape)| {
        shape.iter().filter_map(move |polygon| {
            let around = geo::BoundingRect::bounding_rect(polygon)?;
            let corners = [around.min(), around.max()].map(|c| [c.x, c.y]);
            let rectangle = Rectangle::from_corners(corners[0], corners[1]);
            Some(GeomWithData::new(rectangle, face as u32))
        })
    });
    RTree::bulk_load(boxes.collect())
}

/// A face other than `owner` that holds the point in its interior.
fn face_around(
    point: geo::Point<f64>,
    owner: u32,
    shapes: &[geo::MultiPolygon<f64>],
    faces: &FaceBoxes,
) -> Option<u32> {
    let envelope = AABB::from_point([point.x(), point.y()]);
    (faces.locate_in_envelope_intersecting(&envelope))
        .map(|found| found.data)
        .find(|&face| face != owner && geo::Contains::contains(&shapes[face as usize], &point))
}

fn overlaps(shapes: &[geo::MultiPolygon<f64>], rivals: &Rivals) -> Vec<Overlap> {
    let mut found: Vec<Overlap> = rivals
        .iter()
        .filter_map(|&[a, b]| {
            let common = shapes[a as usize].intersection(&shapes[b as usize]);
            let found = Found::of(&common)?;
            Some(Overlap {
                faces: [a, b],
                area_m2: found.area_m2,
                widest_m: found.widest_m,
                at: found.at,
            })
        })
        .collect();
    found.sort_by(|a, b| b.area_m2.total_cmp(&a.area_m2));
    found
}

fn gaps(union: &geo::MultiPolygon<f64>) -> Vec<Gap> {
    let mut found: Vec<Gap> = (union.iter())
        .flat_map(geo::Polygon::interiors)
        .filter_map(|ring| {
            let hole = geo::Polygon::new(ring.clone(), Vec::new());
            let found = Found::of(&hole.into())?;
            Some(Gap {
                area_m2: found.area_m2,
                widest_m: found.widest_m,
                at: found.at,
            })
        })
        .collect();
    found.sort_by(|a, b| b.area_m2.total_cmp(&a.area_m2));
    found
}

/// The gap that a ring runs around, in whichever direction; nothing for one without area.
#[must_use]
pub fn gap_in(ring: &[MicroDegrees]) -> Option<Gap> {
    let line: geo::LineString<f64> = ring
        .iter()
        .map(|&[x, y]| (f64::from(x), f64::from(y)))
        .collect();
    let found = Found::of(&geo::Polygon::new(line, Vec::new()).into())?;
    Some(Gap {
        area_m2: found.area_m2,
        widest_m: found.widest_m,
        at: found.at,
    })
}

/// How large a shape is and where.
struct Found {
    area_m2: f64,
    widest_m: f64,
    at: LonLat,
}

impl Found {
    /// Nothing for a shape without area.
    fn of(shape: &geo::MultiPolygon<f64>) -> Option<Self> {
        let area_of = |polygon: &geo::Polygon<f64>| square_metres(&polygon.clone().into());
        let largest = (shape.iter()).max_by(|a, b| area_of(a).total_cmp(&area_of(b)))?;
        let (middle, widest_m) = widest_place(largest)?;
        let found = Self {
            area_m2: square_metres(shape),
            widest_m,
            at: LonLat {
                lon: middle.x() / 1e6,
                lat: middle.y() / 1e6,
            },
        };
        (found.area_m2 > 0.0).then_some(found)
    }
}

/// The middle of the largest circle within a polygon in microdegrees, and its diameter in metres,
/// to about a decimetre. The middle lies inside, however the polygon winds.
fn widest_place(polygon: &geo::Polygon<f64>) -> Option<(geo::Point<f64>, f64)> {
    if polygon.exterior().0.len() < 4 {
        return None;
    }
    let lat = polygon.exterior()[0].y / 1e6;
    let [per_x, per_y] = [0.111_32 * lat.to_radians().cos(), 0.110_7];
    let metres = polygon.map_coords(|c| geo::Coord {
        x: c.x * per_x,
        y: c.y * per_y,
    });
    let Ok(centre) = polylabel::polylabel(&metres, &WIDTH_PRECISION_METRES) else {
        return polygon.centroid().map(|middle| (middle, 0.0));
    };
    let rings = std::iter::once(metres.exterior()).chain(metres.interiors());
    let distances = rings.map(|ring| geo::Euclidean.distance(&centre, ring));
    let widest = 2.0 * distances.fold(f64::INFINITY, f64::min);
    Some((
        geo::Point::new(centre.x() / per_x, centre.y() / per_y),
        widest,
    ))
}

/// Rings may run either way; holes run against their outer ring.
fn square_metres(shape: &geo::MultiPolygon<f64>) -> f64 {
    let degrees = shape.map_coords(|c| c / 1e6);
    degrees.iter().map(|p| p.geodesic_area_signed().abs()).sum()
}

/// In microdegrees, outer rings counter-clockwise and holes clockwise: the union goes by it.
fn shape_of(topology: &Topology, face: &Face) -> geo::MultiPolygon<f64> {
    let line = |ring: &Vec<ArcRef>| -> geo::LineString<f64> {
        let points = ring_points(topology, ring).into_iter();
        points
            .map(|[x, y]| geo::Coord {
                x: f64::from(x),
                y: f64::from(y),
            })
            .collect()
    };
    (face.polygons.iter())
        .filter_map(|rings| rings.split_first())
        .map(|(outer, holes)| geo::Polygon::new(line(outer), holes.iter().map(line).collect()))
        .collect()
}

fn middle([a, b]: Edge) -> geo::Point<f64> {
    let half = |axis: usize| f64::from(a[axis]).midpoint(f64::from(b[axis]));
    geo::Point::new(half(0), half(1))
}

fn place([lon, lat]: MicroDegrees) -> LonLat {
    LonLat {
        lon: f64::from(lon) / 1e6,
        lat: f64::from(lat) / 1e6,
    }
}
