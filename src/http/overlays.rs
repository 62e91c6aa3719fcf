//! `GET /api/overlays`, `/api/overlays/{id}` and its legend: values over areas.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::documents::json_bytes;
use super::language::Language;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;
use crate::atlas::{Atlas, OverlayChoice, OverlayError, OverlayRequest, Theme, Tongue};
use crate::domain::{AreaLevel, BreakMethod, Period};

/// Classes an overlay can be cut into.
const CLASSES: std::ops::RangeInclusive<usize> = 2..=9;

/// How an overlay is wanted, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct RawRequest {
    level: Option<String>,
    period: Option<String>,
    classes: Option<String>,
    method: Option<String>,
    breaks: Option<String>,
    theme: Option<String>,
}

/// `GET /api/overlays`
pub(super) async fn list(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let work = move || json_bytes(&atlas.overlay_page());
    let body = service.workers.run(work).await??;
    send(&service, &asked, body, "application/json").await
}

/// `GET /api/overlays/{id}`
pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(id): Path<String>,
    Query(raw): Query<RawRequest>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let request = raw.read()?;
    let work = move || {
        let choice = choose(&atlas, &id, &request)?;
        let overlay = atlas.overlay(&choice);
        json_bytes(&atlas.overlay_document(&overlay))
    };
    let body = service.workers.run(work).await??;
    send(&service, &asked, body, "application/json").await
}

/// `GET /api/overlays/{id}/legend.svg`
pub(super) async fn legend(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(id): Path<String>,
    Query(raw): Query<RawRequest>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let request = raw.read()?;
    let theme = raw.theme()?;
    // A picture has one address for each language, so that copies of it are never mixed up.
    let tongue = match Language::wanted(&uri, &HeaderMap::new()) {
        Language::Vi => Tongue::Vi,
        Language::En => Tongue::En,
    };
    let work = move || {
        let choice = choose(&atlas, &id, &request)?;
        let overlay = atlas.overlay(&choice);
        let drawn = atlas.overlay_legend(&overlay, theme, tongue);
        Ok::<_, Problem>(Bytes::from(drawn))
    };
    let body = service.workers.run(work).await??;
    send(&service, &asked, body, "image/svg+xml").await
}

/// The overlay wanted, with everything settled that the request leaves open.
pub(super) fn choose(
    atlas: &Atlas,
    id: &str,
    request: &OverlayRequest,
) -> Result<OverlayChoice, Problem> {
    let chosen = atlas.choose_overlay(id, request);
    chosen.map_err(|error| refused(id, &error))
}

impl RawRequest {
    /// The request without a level.
    pub(super) fn of(
        period: Option<String>,
        classes: Option<String>,
        method: Option<String>,
        breaks: Option<String>,
    ) -> Self {
        Self {
            period,
            classes,
            method,
            breaks,
            ..Self::default()
        }
    }

    /// The request of a map: level and period.
    pub(super) fn at(level: Option<String>, period: Option<String>) -> Self {
        Self {
            level,
            period,
            ..Self::default()
        }
    }

    fn theme(&self) -> Result<Theme, Problem> {
        match self.theme.as_deref() {
            None | Some("light") => Ok(Theme::Light),
            Some("dark") => Ok(Theme::Dark),
            Some(_) => Err(invalid(
                "Tham số theme là light hoặc dark.",
                "The parameter theme is light or dark.",
            )),
        }
    }

    /// The request in values.
    pub(super) fn read(&self) -> Result<OverlayRequest, Problem> {
        Ok(OverlayRequest {
            level: word::<AreaLevel>("level", self.level.as_deref(), AreaLevel::ALL)?,
            period: self.period.as_deref().map(period).transpose()?,
            classes: self.classes.as_deref().map(classes).transpose()?,
            method: word::<BreakMethod>("method", self.method.as_deref(), BreakMethod::ALL)?,
            breaks: self.breaks.as_deref().map(breaks).transpose()?,
        })
    }
}

fn word<T: std::str::FromStr + std::fmt::Display>(
    name: &str,
    text: Option<&str>,
    all: &[T],
) -> Result<Option<T>, Problem> {
    let parsed = text.map(str::parse::<T>).transpose();
    parsed.map_err(|_| {
        let all = listed(all);
        invalid(
            format!("Tham số {name} nhận một trong các giá trị: {all}."),
            format!("The parameter {name} is one of: {all}."),
        )
    })
}

fn period(text: &str) -> Result<Period, Problem> {
    text.parse().map_err(|_| {
        invalid(
            "Kỳ số liệu viết như 2025-01-01/2025-09-30, 2024 (cả năm) hoặc ../2025-10-17 (tính đến ngày).",
            "A period is written like 2025-01-01/2025-09-30, 2024 (a whole year) or ../2025-10-17 (a state on a date).",
        )
    })
}

fn classes(text: &str) -> Result<usize, Problem> {
    let digit = text.parse().ok().filter(|count| CLASSES.contains(count));
    digit.filter(|_| text.len() == 1).ok_or_else(|| {
        invalid(
            "Số lớp (classes) là số nguyên từ 2 đến 9.",
            "The number of classes is a whole number from 2 to 9.",
        )
    })
}

fn breaks(text: &str) -> Result<Vec<f64>, Problem> {
    let ends: Result<Vec<f64>, _> = text.split(',').map(str::parse::<f64>).collect();
    let rising = |ends: &Vec<f64>| {
        let rise = ends.windows(2).all(|pair| pair[0] < pair[1]);
        let ends_of = CLASSES.start() + 1..=CLASSES.end() + 1;
        rise && ends.iter().all(|end| end.is_finite()) && ends_of.contains(&ends.len())
    };
    // 0 has one spelling, so that equal wishes are equal.
    let plain = |ends: Vec<f64>| ends.into_iter().map(|end| end + 0.0).collect();
    ends.ok().filter(rising).map(plain).ok_or_else(|| {
        invalid(
            "Các ngưỡng (breaks) là 3 đến 10 số tăng dần, cách nhau bằng dấu phẩy, ví dụ breaks=0,5,10,50.",
            "The breaks are 3 to 10 rising numbers separated by commas, such as breaks=0,5,10,50.",
        )
    })
}

fn refused(id: &str, error: &OverlayError) -> Problem {
    match error {
        OverlayError::Unknown => {
            let id: String = id.chars().take(64).collect();
            Problem::new(
                ProblemKind::UnknownOverlay,
                format!("Không có bản đồ chuyên đề \"{id}\"; xem danh sách ở /api/overlays."),
                format!("There is no overlay \"{id}\"; /api/overlays lists them."),
            )
        }
        OverlayError::Level { levels } => {
            let levels = listed(levels);
            invalid(
                format!("Bản đồ chuyên đề {id} có số liệu ở cấp: {levels}."),
                format!("The overlay {id} has values at: {levels}."),
            )
        }
        OverlayError::Period { periods } if periods.is_empty() => invalid(
            format!("Bản đồ chuyên đề {id} không chia theo kỳ; hãy bỏ tham số period."),
            format!("The overlay {id} has no periods; leave the parameter period out."),
        ),
        OverlayError::Period { periods } => {
            let periods = listed(periods);
            invalid(
                format!("Bản đồ chuyên đề {id} ở cấp này có số liệu của các kỳ: {periods}."),
                format!("The overlay {id} has values at this level for: {periods}."),
            )
        }
        OverlayError::Breaks => invalid(
            "Các ngưỡng (breaks) đi cùng method=given, và method=given cần breaks.",
            "Breaks go with method=given, and method=given needs breaks.",
        ),
        OverlayError::Classes => invalid(
            "Đã cho ngưỡng (breaks) thì bỏ tham số classes: số lớp theo các ngưỡng.",
            "With breaks leave the parameter classes out: the breaks say how many there are.",
        ),
    }
}

fn listed<T: std::fmt::Display>(all: &[T]) -> String {
    let all: Vec<String> = all.iter().map(ToString::to_string).collect();
    all.join(", ")
}

pub(super) fn invalid(vi: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::InvalidValue, vi, en)
}

async fn send(
    service: &Service,
    asked: &HeaderMap,
    body: Bytes,
    media: &'static str,
) -> Result<Response, Problem> {
    let document = Document {
        body,
        media,
        caching: ASK_AGAIN,
    };
    service.send(asked, document).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_rising_numbers() {
        assert_eq!(breaks("0,5,10.5").unwrap(), [0.0, 5.0, 10.5]);
        assert_eq!(breaks("-0,5,10").unwrap()[0].to_bits(), 0.0f64.to_bits());
        for bad in [
            "",
            "1",
            "1,2",
            "1,1,2",
            "3,2,1",
            "a,b,c",
            "1,2,inf",
            "1,2,NaN",
            "1,,2",
            "1,2,3,",
            "1,2,3,4,5,6,7,8,9,10,11",
        ] {
            assert!(breaks(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn classes_are_two_to_nine() {
        assert_eq!(classes("9").unwrap(), 9);
        for bad in ["", "1", "10", "05", "+5", "5.0", "five", "-3"] {
            assert!(classes(bad).is_err(), "{bad}");
        }
    }
}
