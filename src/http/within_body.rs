//! A shape as `GeoJSON`, read strictly: what cannot be meant is a problem that says where it is.

use serde_json::{Map, Value, json};

use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{RingFault, Shape, ShapeFault};
use crate::geometry::LonLat;

/// The most vertices of all rings together, closing positions not counted.
const MOST_VERTICES: usize = 10_000;

/// The rings of a polygon.
type Rings = Vec<Vec<LonLat>>;

/// The shape in a body: a Polygon or `MultiPolygon`, a Feature or a `FeatureCollection` of them.
///
/// # Errors
/// When the body is no such thing; the problem says what is wrong and where.
pub(super) fn shape(body: &[u8]) -> Result<Shape, Problem> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::new(
            ProblemKind::InvalidShape,
            "Chưa có nội dung. Hãy gửi một GeoJSON kiểu Polygon, MultiPolygon, Feature hoặc FeatureCollection.",
            "There is no body. Send GeoJSON: a Polygon, a MultiPolygon, a Feature or a FeatureCollection.",
        ));
    }
    let document: Value = serde_json::from_slice(body).map_err(|error| no_json(&error))?;
    let mut reader = Reader::default();
    reader.object(&document)?;
    let polygons = reader.polygons;
    Shape::new(&polygons).map_err(|fault| faulty(&fault))
}

#[derive(Default)]
struct Reader {
    polygons: Vec<Rings>,
    vertices: usize,
}

impl Reader {
    fn object(&mut self, value: &Value) -> Result<(), Problem> {
        let Some(object) = value.as_object() else {
            return Err(not_a_shape(
                "không phải là một đối tượng JSON",
                "no JSON object",
            ));
        };
        match kind(object) {
            "Feature" => self.feature(object),
            "FeatureCollection" => {
                let Some(features) = object.get("features").and_then(Value::as_array) else {
                    return Err(not_a_shape(
                        "không có danh sách features",
                        "without a list of features",
                    ));
                };
                if features.is_empty() {
                    return Err(not_a_shape(
                        "không có vùng nào (features rỗng)",
                        "without any polygon (features is empty)",
                    ));
                }
                features.iter().try_for_each(|feature| {
                    let object = feature
                        .as_object()
                        .filter(|object| kind(object) == "Feature");
                    let object = object.ok_or_else(|| {
                        not_a_shape(
                            "có phần tử không phải là Feature",
                            "with an element that is no Feature",
                        )
                    })?;
                    self.feature(object)
                })
            }
            _ => self.geometry(object),
        }
    }

    fn feature(&mut self, feature: &Map<String, Value>) -> Result<(), Problem> {
        let geometry = feature.get("geometry").and_then(Value::as_object);
        let geometry = geometry.ok_or_else(|| {
            not_a_shape(
                "có Feature không có hình (geometry)",
                "with a Feature that has no geometry",
            )
        })?;
        self.geometry(geometry)
    }

    fn geometry(&mut self, geometry: &Map<String, Value>) -> Result<(), Problem> {
        let kind = kind(geometry);
        let parts = geometry.get("coordinates").and_then(Value::as_array);
        match (kind, parts) {
            ("Polygon", Some(rings)) => self.polygon(rings),
            ("MultiPolygon", Some(polygons)) => polygons.iter().try_for_each(|polygon| {
                let rings = polygon.as_array().ok_or_else(nested_wrongly)?;
                self.polygon(rings)
            }),
            ("Polygon" | "MultiPolygon", None) => Err(nested_wrongly()),
            (other, _) => Err(wrong_type(other)),
        }
    }

    fn polygon(&mut self, rings: &[Value]) -> Result<(), Problem> {
        let order = self.polygons.len();
        let mut read = Rings::with_capacity(rings.len().min(MOST_VERTICES));
        for (ring, positions) in rings.iter().enumerate() {
            let positions = positions.as_array().ok_or_else(nested_wrongly)?;
            self.vertices += positions.len().saturating_sub(1);
            if self.vertices > MOST_VERTICES || read.len() > MOST_VERTICES {
                return Err(too_many());
            }
            let numbered = positions.iter().enumerate();
            let ring = numbered.map(|(at, value)| position(value, [order, ring, at]));
            read.push(ring.collect::<Result<_, _>>()?);
        }
        self.polygons.push(read);
        if self.polygons.len() > MOST_VERTICES {
            return Err(too_many());
        }
        Ok(())
    }
}

fn kind(object: &Map<String, Value>) -> &str {
    object
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// A position; what follows longitude and latitude is a height and passed over.
fn position(value: &Value, at: [usize; 3]) -> Result<LonLat, Problem> {
    let numbers = value.as_array().filter(|numbers| numbers.len() >= 2);
    let pair = numbers.and_then(|numbers| Some((numbers[0].as_f64()?, numbers[1].as_f64()?)));
    let (lon, lat) = pair.ok_or_else(|| {
        let (vi, en) = place_of(at);
        Problem::new(
            ProblemKind::InvalidShape,
            format!("{vi}: mỗi vị trí là hai số [kinh độ, vĩ độ]."),
            format!("{en}: a position is two numbers, [longitude, latitude]."),
        )
    })?;
    LonLat::new(lon, lat).ok_or_else(|| out_of_range(lon, lat, at))
}

fn out_of_range(lon: f64, lat: f64, at: [usize; 3]) -> Problem {
    let (vi, en) = place_of(at);
    let swapped = (8.0..=24.0).contains(&lon) && (102.0..=118.0).contains(&lat);
    let (hint_vi, hint_en) = if swapped {
        (
            " Có phải kinh độ và vĩ độ bị đổi chỗ cho nhau?",
            " Did you swap them?",
        )
    } else {
        ("", "")
    };
    Problem::new(
        ProblemKind::InvalidShape,
        format!(
            "{vi}: GeoJSON ghi kinh độ trước (-180 đến 180), vĩ độ sau (-90 đến 90), tính bằng độ (WGS 84); ở đây là [{lon}, {lat}].{hint_vi}"
        ),
        format!(
            "{en}: GeoJSON has the longitude first (-180 to 180), then the latitude (-90 to 90), in degrees (WGS 84); this is [{lon}, {lat}].{hint_en}"
        ),
    )
}

/// "polygon 1, ring 2, position 3": counted from 1, as people count.
fn place_of([polygon, ring, position]: [usize; 3]) -> (String, String) {
    let (polygon, ring, position) = (polygon + 1, ring + 1, position + 1);
    (
        format!("Vùng {polygon}, vòng {ring}, vị trí {position}"),
        format!("Polygon {polygon}, ring {ring}, position {position}"),
    )
}

fn no_json(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    if error.to_string().starts_with("recursion limit") {
        return Problem::new(
            ProblemKind::InvalidShape,
            "Nội dung lồng nhau quá sâu để là một GeoJSON.",
            "The body is nested too deeply to be GeoJSON.",
        );
    }
    Problem::new(
        ProblemKind::InvalidShape,
        format!(
            "Nội dung không phải là JSON hợp lệ (dòng {line}, cột {column}). JSON không có NaN và Infinity, không có dấu phẩy thừa."
        ),
        format!(
            "The body is no valid JSON (line {line}, column {column}). JSON knows no NaN or Infinity and no trailing commas."
        ),
    )
}

fn not_a_shape(vi: &str, en: &str) -> Problem {
    Problem::new(
        ProblemKind::InvalidShape,
        format!(
            "Nội dung {vi}. Hãy gửi một GeoJSON kiểu Polygon, MultiPolygon, Feature hoặc FeatureCollection."
        ),
        format!(
            "The body is JSON {en}. Send GeoJSON: a Polygon, a MultiPolygon, a Feature or a FeatureCollection."
        ),
    )
}

fn wrong_type(given: &str) -> Problem {
    let given = shown(given);
    Problem::new(
        ProblemKind::InvalidShape,
        format!(
            "Kiểu \"{given}\" không dùng được ở đây. Hãy gửi Polygon hoặc MultiPolygon, đứng riêng hoặc trong Feature, FeatureCollection."
        ),
        format!(
            "The type \"{given}\" cannot be used here. Send a Polygon or MultiPolygon, alone or in a Feature or FeatureCollection."
        ),
    )
}

fn nested_wrongly() -> Problem {
    Problem::new(
        ProblemKind::InvalidShape,
        "Toạ độ (coordinates) lồng sai: Polygon là danh sách các vòng, mỗi vòng là danh sách vị trí [kinh độ, vĩ độ]; MultiPolygon là danh sách của những Polygon như thế.",
        "The coordinates are nested wrongly: a Polygon is a list of rings, a ring a list of positions [longitude, latitude]; a MultiPolygon is a list of such Polygons.",
    )
}

fn too_many() -> Problem {
    Problem::new(
        ProblemKind::BodyTooLarge,
        format!("Hình có hơn {MOST_VERTICES} đỉnh. Hãy đơn giản hoá ranh giới rồi gửi lại."),
        format!("The shape has more than {MOST_VERTICES} vertices. Simplify it and send it again."),
    )
}

fn faulty(fault: &ShapeFault) -> Problem {
    let ShapeFault::Ring {
        polygon,
        ring,
        fault,
    } = *fault
    else {
        return not_a_shape("không có vùng nào", "without any polygon");
    };
    let (vi, en, place) = told(fault);
    let (polygon, ring) = (polygon + 1, ring + 1);
    let problem = Problem::new(
        ProblemKind::InvalidShape,
        format!("Vùng {polygon}, vòng {ring}: {vi}"),
        format!("Polygon {polygon}, ring {ring}: {en}"),
    );
    match place {
        Some(place) => problem.with_member("at", json!([place.lon, place.lat])),
        None => problem,
    }
}

/// What is wrong with a ring, in both languages, and where.
fn told(fault: RingFault) -> (String, String, Option<LonLat>) {
    let plain = |vi: &str, en: &str| (vi.to_owned(), en.to_owned(), None);
    let at = |vi: &str, en: &str, place: LonLat| {
        let LonLat { lon, lat } = place;
        let at = format!("{lon:.6}, {lat:.6}");
        (
            vi.replace("{at}", &at),
            en.replace("{at}", &at),
            Some(place),
        )
    };
    match fault {
        RingFault::Missing => plain("vùng này không có vòng nào.", "this polygon has no ring."),
        RingFault::Open => plain(
            "vòng chưa khép kín; vị trí cuối phải trùng vị trí đầu.",
            "the ring is open; its last position must be its first.",
        ),
        RingFault::TooShort => plain(
            "một vòng cần ít nhất bốn vị trí, vị trí cuối trùng vị trí đầu.",
            "a ring needs at least four positions, the last equal to the first.",
        ),
        RingFault::NoArea => plain(
            "vòng không có diện tích: mọi vị trí nằm trên một đường thẳng.",
            "the ring has no area: all its positions lie on one line.",
        ),
        RingFault::SpansDateLine(place) => at(
            "cạnh bắt đầu ở ({at}) dài hơn nửa vòng Trái Đất. Một vùng đi qua kinh tuyến 180 phải được cắt thành hai (RFC 7946, mục 3.1.9).",
            "the edge that begins at ({at}) spans more than half the earth. A shape across the 180th meridian must be cut in two (RFC 7946, section 3.1.9).",
            place,
        ),
        RingFault::Spike(place) => at(
            "vòng có một gai: tại ({at}) nó quay ngược lại trên chính nó. Hãy bỏ vị trí này.",
            "the ring has a spike: at ({at}) it turns back on itself. Leave that position out.",
            place,
        ),
        RingFault::CrossesItself(place) => at(
            "vòng tự cắt tại ({at}). Hãy vẽ lại để các cạnh không cắt nhau.",
            "the ring crosses itself at ({at}). Draw it so that no edges cross.",
            place,
        ),
        RingFault::TouchesItself(place) => at(
            "vòng tự chạm tại ({at}). Hãy tách thành hai vùng hoặc dời vị trí này.",
            "the ring touches itself at ({at}). Make two polygons of it, or move that position.",
            place,
        ),
        RingFault::CrossesRing(place) => at(
            "vòng cắt hoặc đi chung với một vòng khác của vùng tại ({at}). Các vòng của một vùng chỉ được chạm nhau ở từng điểm.",
            "the ring crosses another ring of the polygon, or runs along it, at ({at}). Rings of a polygon may only touch in single points.",
            place,
        ),
        RingFault::OutsideOuterRing(place) => at(
            "lỗ thủng có vị trí ({at}) nằm ngoài vòng ngoài. Vòng đầu tiên là vòng ngoài, các vòng sau là lỗ thủng bên trong nó.",
            "the hole has a position ({at}) outside the outer ring. The first ring is the outer one, the others are holes inside it.",
            place,
        ),
    }
}
