//! `GET /api/reverse`: what lies at a place.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::documents::json;
use super::parameters::{decimal, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use super::snapshot::Snapshot;
use crate::atlas::{Near, Time};
use crate::geometry::LonLat;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["lon", "lat", "datetime", "outside"];

/// Hours ahead of UTC in Viet Nam.
const HOURS_AHEAD: i8 = 7;

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lon: Option<String>,
    lat: Option<String>,
    datetime: Option<String>,
    outside: Option<String>,
}

/// The answer about a place outside the region, where that is no mistake of the caller.
#[derive(Debug, Serialize)]
struct OutsideAnswer {
    lon: f64,
    lat: f64,
    outside: bool,
    nearest: Option<Box<Near>>,
}

pub(super) async fn reverse(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let place = place(asked.lon.as_deref(), asked.lat.as_deref())?;
    let day = asked.datetime.as_deref().map(day_of).transpose()?;
    let time = day.map_or(Time::Present, Time::on);
    let tells_nearest = tells_nearest(asked.outside.as_deref())?;
    let work = move || atlas.reverse(place, time, asked.datetime);
    match service.workers.run(work).await? {
        Ok(answer) => json(&service, &headers, &answer).await,
        Err(nearest) if tells_nearest => {
            let answer = OutsideAnswer {
                lon: place.lon,
                lat: place.lat,
                outside: true,
                nearest,
            };
            json(&service, &headers, &answer).await
        }
        Err(nearest) => Err(outside(time, nearest.as_deref())),
    }
}

/// Whether a place outside the region is answered with what is nearest instead of a problem.
fn tells_nearest(outside: Option<&str>) -> Result<bool, Problem> {
    match outside {
        None => Ok(false),
        Some("nearest") => Ok(true),
        Some(_) => Err(Problem::new(
            ProblemKind::InvalidValue,
            "Tham số outside chỉ nhận nearest: ngoài khu vực thì trả lời đơn vị gần nhất thay vì lỗi 404.",
            "The parameter outside is nearest: outside the region the answer is the nearest unit instead of a 404.",
        )),
    }
}

/// The place that two parameters name.
pub(super) fn place(lon: Option<&str>, lat: Option<&str>) -> Result<LonLat, Problem> {
    let (Some(lon), Some(lat)) = (lon, lat) else {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            "Cần cả hai tham số lon (kinh độ) và lat (vĩ độ), tính bằng độ, ví dụ lon=106.2&lat=21.3.",
            "Both parameters are needed: lon (longitude) and lat (latitude), in degrees, such as lon=106.2&lat=21.3.",
        ));
    };
    place_of(
        coordinate("lon", "106.2", lon)?,
        coordinate("lat", "21.3", lat)?,
    )
}

fn coordinate(name: &str, example: &str, text: &str) -> Result<f64, Problem> {
    decimal(text).ok_or_else(|| {
        let given = shown(text);
        Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số {name} là một số thập phân tính bằng độ, ví dụ {name}={example}; \"{given}\" không phải là một số như thế."),
            format!("The parameter {name} is one decimal number in degrees, such as {name}={example}; \"{given}\" is none."),
        )
    })
}

/// The place of two numbers; a problem that guesses at a swap when they are out of range.
pub(super) fn place_of(lon: f64, lat: f64) -> Result<LonLat, Problem> {
    LonLat::new(lon, lat).ok_or_else(|| out_of_range(lon, lat))
}

fn out_of_range(lon: f64, lat: f64) -> Problem {
    let swapped = (8.0..=24.0).contains(&lon) && (102.0..=118.0).contains(&lat);
    if swapped {
        return Problem::new(
            ProblemKind::InvalidValue,
            format!(
                "Có phải kinh độ và vĩ độ bị đổi chỗ cho nhau? Ở Việt Nam kinh độ (lon) từ 102 đến 118, vĩ độ (lat) từ 8 đến 24: hãy thử kinh độ {lat}, vĩ độ {lon}."
            ),
            format!(
                "Did you swap them? In Viet Nam the longitude (lon) is between 102 and 118, the latitude (lat) between 8 and 24: try longitude {lat}, latitude {lon}."
            ),
        );
    }
    Problem::new(
        ProblemKind::InvalidValue,
        "Kinh độ (lon) từ -180 đến 180, vĩ độ (lat) từ -90 đến 90, tính bằng độ.",
        "The longitude (lon) is between -180 and 180, the latitude (lat) between -90 and 90, in degrees.",
    )
}

/// The day in Viet Nam that a date or an instant of RFC 3339 means.
pub(super) fn day_of(text: &str) -> Result<Date, Problem> {
    known_day(text).ok_or_else(|| {
        let given = shown(text);
        Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số datetime là một ngày hoặc một thời điểm theo RFC 3339, ví dụ datetime=2025-06-30 hoặc datetime=2025-06-30T08:00:00Z; \"{given}\" không phải."),
            format!("The parameter datetime is a date or an instant of RFC 3339, such as datetime=2025-06-30 or datetime=2025-06-30T08:00:00Z; \"{given}\" is neither."),
        )
    })
}

/// The same; nothing for any other text.
pub(super) fn known_day(text: &str) -> Option<Date> {
    date_of(text).or_else(|| day_of_instant(text))
}

fn date_of(text: &str) -> Option<Date> {
    let shaped = is_shaped(text, "0000-00-00");
    shaped.then(|| text.parse().ok()).flatten()
}

fn day_of_instant(text: &str) -> Option<Date> {
    // A plus sign that was not encoded arrives as a space.
    let text = text.replace(' ', "+").to_ascii_uppercase();
    let (clock, rest) = text.split_at_checked("0000-00-00T00:00:00".len())?;
    let digits = |c: char| c.is_ascii_digit();
    let offset = rest
        .strip_prefix('.')
        .filter(|rest| rest.starts_with(digits))
        .map_or(rest, |rest| rest.trim_start_matches(digits));
    let shaped = is_shaped(clock, "0000-00-00T00:00:00")
        && (offset == "Z" || is_shaped(offset, "+00:00") || is_shaped(offset, "-00:00"));
    let instant: jiff::Timestamp = shaped.then(|| text.parse().ok()).flatten()?;
    Some(Offset::constant(HOURS_AHEAD).to_datetime(instant).date())
}

/// Whether a text has digits where the pattern has zeros, and the same signs elsewhere.
fn is_shaped(text: &str, pattern: &str) -> bool {
    let fits = |(c, wanted): (u8, u8)| match wanted {
        b'0' => c.is_ascii_digit(),
        sign => c == sign,
    };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}

fn outside(time: Time, nearest: Option<&Near>) -> Problem {
    let kind = ProblemKind::OutsideRegion;
    let Some(near) = nearest else {
        return Problem::of_kind(kind);
    };
    let (vi, en) = named(near);
    let km = near.km;
    let vi_km = decimals(km).replace('.', ",");
    let (then_vi, then_en) = match time {
        Time::Present => ("", ""),
        Time::Former => (" đến ngày 30/6/2025", " until 30 June 2025"),
    };
    Problem::new(
        kind,
        format!("Điểm này nằm ngoài các tỉnh, thành phố của khu vực phía Bắc{then_vi}. Đơn vị gần nhất là {vi}, cách {vi_km} km. Hãy chọn một điểm trên đất liền hoặc đảo của khu vực này."),
        format!("This point lies outside the provinces of northern Viet Nam{then_en}. The nearest unit is {en}, {} km away. Choose a point on the land or islands of the region.", decimals(km)),
    )
    .with_member("nearest", json!(near))
}

/// A commune with where it lies, in both languages.
fn named(near: &Near) -> (String, String) {
    let thing = &near.thing;
    let english = thing.full_name_en.as_ref().unwrap_or(&thing.full_name_vi);
    let with = |name: &str, place: &str| {
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{name}, {place}")
        }
    };
    (
        with(&thing.full_name_vi, &thing.lies_in.text_vi),
        with(english, &thing.lies_in.text_en),
    )
}

/// Kilometres as a text shows them: metres below ten kilometres.
fn decimals(km: f64) -> String {
    if km < 10.0 {
        format!("{km:.3}")
    } else {
        format!("{km:.1}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_place_is_two_numbers_in_their_ranges() {
        assert!(place(Some("106.2"), Some("21.3")).is_ok());
        assert!(place(Some("-180"), Some("90")).is_ok());
        for (lon, lat) in [
            (None, Some("21.3")),
            (Some("106.2"), None),
            (Some(""), Some("21.3")),
            (Some("106.2,21.3"), Some("21.3")),
            (Some("106,2"), Some("21.3")),
            (Some("NaN"), Some("21.3")),
            (Some("106.2"), Some("inf")),
            (Some("106.2"), Some("1e1")),
            (Some("21.3"), Some("106.2")),
            (Some("180.1"), Some("0")),
        ] {
            assert!(place(lon, lat).is_err(), "{lon:?} {lat:?}");
        }
    }

    #[test]
    fn a_day_begins_in_viet_nam() {
        for (text, expected) in [
            ("2025-06-30", date(2025, 6, 30)),
            ("2025-06-30T16:59:59Z", date(2025, 6, 30)),
            ("2025-06-30T17:00:00Z", date(2025, 7, 1)),
            ("2025-06-30t17:00:00.5z", date(2025, 7, 1)),
            ("2025-07-01T00:00:00+07:00", date(2025, 7, 1)),
            ("2025-07-01T00:00:00 07:00", date(2025, 7, 1)),
            ("2025-07-01T00:00:00-07:00", date(2025, 7, 1)),
            ("2025-06-30T23:59:59.999+07:00", date(2025, 6, 30)),
        ] {
            assert_eq!(day_of(text).ok(), Some(expected), "{text}");
        }
        for bad in [
            "",
            "2025",
            "2025-06",
            "2025-13-01",
            "2025-02-30",
            "30/06/2025",
            "20250630",
            "2025-06-30T12:00:00",
            "2025-06-30T25:00:00Z",
            "2025-06-30T12:00Z",
            "2025-06-30T12:00:00.Z",
            "2025-06-30T12:00:00+0700",
            "2025-06-30T12:00:00Z[Asia/Bangkok]",
            "2025-01-01/2025-06-30",
            "../..",
            "now",
            "-2025-06-30",
            "２０２５-06-30",
            "9999-99-99",
        ] {
            assert!(day_of(bad).is_err(), "{bad}");
        }
    }
}
