//! `GET /api/reports/{code}`: a report on the region or a unit, as JSON or as a page for people.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::documents::json_bytes;
use super::problem::Problem;
use super::service::{ASK_AGAIN, Document, Service};
use super::unit_code::AskedUnit;
use crate::atlas::ReportSubject;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["datetime"];

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    datetime: Option<String>,
    lang: Option<String>,
}

/// What the address names.
struct Wanted {
    subject: ReportSubject,
    unit: Option<AskedUnit>,
}

pub(super) async fn report(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let wanted = Wanted::read(&name, asked.datetime.as_deref())?;
    let atlas = service.atlas.clone();
    let work = move || {
        let report = atlas.report(wanted.subject, today());
        let report = report.ok_or_else(|| wanted.unknown())?;
        json_bytes(&report)
    };
    let body = service.workers.run(work).await??;
    let document = Document {
        body,
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(&headers, document).await
}

impl Wanted {
    fn read(code: &str, datetime: Option<&str>) -> Result<Self, Problem> {
        if code == "region" {
            datetime.map(super::unit_code::time_of).transpose()?;
            return Ok(Self {
                subject: ReportSubject::Region,
                unit: None,
            });
        }
        let unit = AskedUnit::read(code, datetime)?;
        Ok(Self {
            subject: ReportSubject::Unit(unit.code, unit.time),
            unit: Some(unit),
        })
    }

    fn unknown(&self) -> Problem {
        let internal = || Problem::of_kind(super::problem_kind::ProblemKind::Internal);
        self.unit.map_or_else(internal, AskedUnit::unknown)
    }
}

/// The day in Vietnam.
fn today() -> Date {
    let vietnam = TimeZone::fixed(jiff::tz::offset(7));
    Timestamp::now().to_zoned(vietnam).date()
}
