//! Where a row stands before and after: its place and how well that is known.

use super::super::intake::Draft;
use crate::domain::{Precision, UnitCode, Value};
use crate::geometry::LonLat;

/// Whether the file or the record says that the place is known roughly only.
pub(super) fn is_rough(draft: &Draft) -> bool {
    let precision = draft.text("precision");
    matches!(
        precision.as_deref(),
        Some("approximate" | "commune_centroid")
    )
}

/// Where a record stands before the delivery.
pub(super) fn place_before(draft: &Draft) -> Option<LonLat> {
    let before = draft.before.as_ref()?;
    let degrees = |field: &str| before.get(field)?.to_string().parse().ok();
    LonLat::new(degrees("lon")?, degrees("lat")?)
}

/// Whether place and unit of a record stay as they are: what was taken over once is not judged
/// again.
pub(super) fn stands_as_before(draft: &Draft, place: LonLat, unit: UnitCode) -> bool {
    let Some(before) = &draft.before else {
        return false;
    };
    let same = |own: LonLat| (own.lon - place.lon).hypot(own.lat - place.lat) < 2e-6;
    let code = |field: &str| before.get(field).map(Value::to_string);
    place_before(draft).is_some_and(same)
        && [code("commune"), code("province")].contains(&Some(unit.to_string()))
}

/// Writes a place that the row gives, and how well it is known.
pub(super) fn write_place(draft: &mut Draft, place: LonLat) {
    let stays = place_before(draft) == Some(place);
    put_degrees(draft, place);
    let is_none = Precision::None.as_str();
    let said = draft.values.get("precision").map(Value::to_string);
    let known = draft.text("precision");
    match said {
        Some(said) if said != is_none => {}
        _ if stays && known.as_deref().is_some_and(|known| known != is_none) => {
            draft.values.remove("precision");
        }
        _ => {
            let precision = match draft.raw.geometry {
                Some(geo_types::Geometry::Polygon(_) | geo_types::Geometry::MultiPolygon(_)) => {
                    Precision::Exact
                }
                _ => Precision::Site,
            };
            put_precision(draft, precision);
        }
    }
}

/// Writes longitude and latitude.
pub(super) fn put_degrees(draft: &mut Draft, place: LonLat) {
    draft.values.insert("lon", Value::Number(place.lon));
    draft.values.insert("lat", Value::Number(place.lat));
}

/// Writes how well the place is known.
pub(super) fn put_precision(draft: &mut Draft, precision: Precision) {
    let word = Value::from(precision.as_str());
    draft.values.insert("precision", word);
}
