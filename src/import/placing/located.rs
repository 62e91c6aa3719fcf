//! The numbers of a row as a place: from its shape or from its columns.

use super::super::intake::{Draft, Finding, FindingKind, RawValue};
use super::angles::{self, Reading, Side};
use super::coordinates::{Pair, Taken, rounded, take};
use super::shapes::reduce;
use crate::geometry::{Crs, LonLat, geodesic_km};

/// How far coordinates in columns may lie from the shape of the same row without a word, metres.
const SAME_PLACE_METRES: f64 = 1.0;

/// What the coordinates of a row are taken for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Located {
    /// Where the row says it is; nothing where it has no coordinates or they cannot be read.
    pub taken: Option<Taken>,
    /// The area of the polygon that stands for the place, hectares.
    pub area_ha: Option<f64>,
    /// Whether the row has anything that is meant as coordinates.
    pub has_coordinates: bool,
}

/// The systems that coordinates are said to be in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Systems {
    /// By the clerk, of all of them.
    pub asked: Option<Crs>,
    /// By the file, of its shapes.
    pub of_shapes: Option<Crs>,
    /// By the headings of the columns.
    pub of_columns: Option<Crs>,
}

/// Reads the coordinates of a row; what is wrong with them is added to its findings.
pub(super) fn locate(draft: &mut Draft, systems: Systems) -> Located {
    let columns = in_columns(draft);
    let system = systems.asked.or(systems.of_columns);
    let of_columns = columns.map(|columns| columns.map(|pair| take(pair, system)));
    let Some(shape) = draft.raw.geometry.clone() else {
        return match of_columns {
            None => Located::default(),
            Some(read) => Located {
                taken: told(draft, read),
                area_ha: None,
                has_coordinates: true,
            },
        };
    };
    match reduce(&shape) {
        Err(finding) => {
            draft.find(*finding);
            Located {
                has_coordinates: true,
                ..Located::default()
            }
        }
        Ok(reduced) => {
            draft.findings.extend(reduced.findings);
            let taken = take(reduced.pair, systems.asked.or(systems.of_shapes));
            if let Some(Ok(columns)) = of_columns {
                tell_disagreement(draft, taken, columns);
            }
            Located {
                taken: told(draft, Ok(taken)),
                area_ha: reduced.area_ha,
                has_coordinates: true,
            }
        }
    }
}

/// The numbers in the columns, eastward first: `lon` and `lat`, `x` and `y`, or both in one.
fn in_columns(draft: &Draft) -> Option<Result<Pair, Box<Finding>>> {
    let named = |east: &str, north: &str| {
        let values = (draft.raw.value(east), draft.raw.value(north));
        match values {
            (None, None) => None,
            (Some(one), Some(other)) => Some(both(one, other)),
            (one, other) => {
                let (said, missing) = match (one, other) {
                    (Some(one), _) => (one, north),
                    (_, other) => (other?, east),
                };
                Some(Err(half(&said.text(), missing)))
            }
        }
    };
    let in_one = || {
        let text = draft.raw.text("coordinates")?;
        let pair = angles::pair(&text).map(in_order);
        Some(pair.ok_or_else(|| unreadable(&text)))
    };
    named("lon", "lat")
        .or_else(|| named("x", "y"))
        .or_else(in_one)
}

fn both(east: &RawValue, north: &RawValue) -> Result<Pair, Box<Finding>> {
    match (angles::coordinate(east), angles::coordinate(north)) {
        (Some(east), Some(north)) => {
            // Letters say more than headings, when they say that the two are swapped.
            let swapped = east.side == Some(Side::Latitude) || north.side == Some(Side::Longitude);
            let pair = Pair {
                east: east.value,
                north: north.value,
            };
            Ok(if swapped { pair.swapped() } else { pair })
        }
        _ => Err(unreadable(&format!("{}, {}", east.text(), north.text()))),
    }
}

/// Latitude stands first in most texts; letters and sizes decide.
fn in_order([first, second]: [Reading; 2]) -> Pair {
    let north_first = first.side == Some(Side::Latitude)
        || second.side == Some(Side::Longitude)
        || (first.side.is_none() && second.side.is_none() && first.value < second.value);
    let (east, north) = if north_first {
        (second.value, first.value)
    } else {
        (first.value, second.value)
    };
    Pair { east, north }
}

fn half(said: &str, missing: &str) -> Box<Finding> {
    let finding = Finding::rejected(
        FindingKind::NotAPlace,
        format!("Chỉ có một nửa tọa độ ({said}); thiếu {missing}."),
        format!("Only half of the coordinates is there ({said}); {missing} is missing."),
    )
    .in_field(missing)
    .said(said)
    .cure(
        "Hãy điền đủ cả hai, hoặc để trống cả hai.",
        "Fill in both, or leave both empty.",
    );
    Box::new(finding)
}

fn unreadable(said: &str) -> Box<Finding> {
    let finding = Finding::rejected(
        FindingKind::NotAPlace,
        format!("“{said}” không phải là tọa độ."),
        format!("“{said}” is no pair of coordinates."),
    )
    .said(said)
    .cure(
        "Hãy ghi độ thập phân (21,0285 và 105,8542), độ phút giây (21°01'43\"B), hoặc mét VN-2000.",
        "Write decimal degrees (21.0285 and 105.8542), degrees, minutes and seconds (21°01'43\"N), or VN-2000 metres.",
    );
    Box::new(finding)
}

/// Adds what is worth telling about a reading; gives what can be used of it.
fn told(draft: &mut Draft, read: Result<Taken, Box<Finding>>) -> Option<Taken> {
    let taken = match read {
        Ok(taken) => taken,
        Err(finding) => {
            draft.find(*finding);
            return None;
        }
    };
    if let Taken::Place { from, mended, .. } = taken {
        if let Some(crs) = from {
            draft.find(converted(crs));
        }
        if mended {
            draft.find(Finding::repaired(
                FindingKind::NotAPlace,
                "Tọa độ mất dấu thập phân; đã đặt lại.",
                "The coordinates had lost their decimal mark; it was put back.",
            ));
        }
    }
    if swapped_degrees(&taken) && !stands_in_x_and_y(draft) {
        draft.find(Finding::repaired(
            FindingKind::SwappedAxes,
            "Kinh độ và vĩ độ đổi chỗ cho nhau; đã đổi lại.",
            "Longitude and latitude stood in each other's place; they were swapped back.",
        ));
    }
    Some(taken)
}

fn swapped_degrees(taken: &Taken) -> bool {
    matches!(taken, Taken::Place { swapped: true, .. })
}

/// X is north in Vietnamese surveying and east elsewhere: neither order is wrong.
fn stands_in_x_and_y(draft: &Draft) -> bool {
    draft.raw.geometry.is_none() && draft.raw.value("lon").is_none()
}

/// Tells that coordinates were converted.
pub(super) fn converted(crs: Crs) -> Finding {
    Finding::repaired(
        FindingKind::Converted,
        format!(
            "Tọa độ được chuyển từ {} ({crs}) sang WGS 84.",
            crs.name_vi()
        ),
        format!(
            "The coordinates were converted from {} ({crs}) to WGS 84.",
            crs.name_en()
        ),
    )
}

fn tell_disagreement(draft: &mut Draft, shape: Taken, columns: Taken) {
    let (Some(one), Some(other)) = (place_of(&shape), place_of(&columns)) else {
        return;
    };
    let metres = 1000.0 * geodesic_km(one, other);
    if metres > SAME_PLACE_METRES {
        let metres = metres.round();
        draft.find(Finding::noted(
            FindingKind::Contradiction,
            format!("Cột tọa độ lệch hình {metres} m; đã lấy theo hình."),
            format!("The columns of coordinates lie {metres} m from the shape; the shape counts."),
        ));
    }
}

/// The place that something is taken for, to the sixth decimal.
pub(super) fn place_of(taken: &Taken) -> Option<LonLat> {
    match taken {
        Taken::Place { place, .. } => Some(rounded(*place)),
        Taken::Metres { .. } | Taken::Elsewhere => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::intake::{Gravity, RawRow};
    use super::*;

    fn row(values: &[(&'static str, &str)]) -> Draft {
        let values = values.iter();
        Draft {
            raw: RawRow {
                values: values
                    .map(|(field, text)| (*field, RawValue::Text((*text).to_owned())))
                    .collect(),
                ..RawRow::default()
            },
            ..Draft::default()
        }
    }

    fn check(values: &[(&'static str, &str)], kinds: &[FindingKind]) {
        let mut draft = row(values);
        let located = locate(&mut draft, Systems::default());
        let place = located.taken.as_ref().and_then(place_of);
        assert_eq!(place, LonLat::new(105.85, 21.5), "{values:?}");
        let found: Vec<FindingKind> = draft.findings.iter().map(|one| one.kind).collect();
        assert_eq!(found, kinds, "{values:?}");
    }

    #[test]
    fn columns_in_many_forms_give_one_place() {
        check(&[("lon", "105,85"), ("lat", "21,5")], &[]);
        check(
            &[("lon", "21.5"), ("lat", "105.85")],
            &[FindingKind::SwappedAxes],
        );
        check(&[("lon", "105°51'Đ"), ("lat", "21°30'B")], &[]);
        check(&[("x", "21.5"), ("y", "105.85")], &[]);
        check(&[("x", "105.85"), ("y", "21.5")], &[]);
        check(&[("coordinates", "21.5, 105.85")], &[]);
        check(&[("coordinates", "105°51'0\"E 21°30'0\"N")], &[]);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let rejected = |values: &[(&'static str, &str)]| {
            let mut draft = row(values);
            let located = locate(&mut draft, Systems::default());
            assert_eq!(located.taken, None);
            assert!(located.has_coordinates);
            draft
                .findings
                .iter()
                .any(|one| one.gravity == Gravity::Rejected)
        };
        assert!(rejected(&[("lon", "105.85")]));
        assert!(rejected(&[("lon", "ngã ba"), ("lat", "21.5")]));
        assert!(rejected(&[("coordinates", "gần cầu")]));
    }

    #[test]
    fn a_shape_counts_before_columns_that_lie_elsewhere() {
        let mut draft = row(&[("lon", "105.85"), ("lat", "21.6")]);
        draft.raw.geometry = Some(geo_types::Point::new(105.85, 21.5).into());
        let systems = Systems {
            of_shapes: Some(Crs::WGS_84),
            ..Systems::default()
        };
        let located = locate(&mut draft, systems);
        assert_eq!(
            located.taken.as_ref().and_then(place_of),
            LonLat::new(105.85, 21.5)
        );
        assert_eq!(draft.findings[0].kind, FindingKind::Contradiction);
    }
}
