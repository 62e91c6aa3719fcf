//! `GET /api/reports/{code}`: a report on the region or a unit, as JSON or as a page for people.

pub(in crate::http) mod footnotes;
pub(in crate::http) mod page;
pub(in crate::http) mod page_figures;
pub(in crate::http) mod page_map;
pub(in crate::http) mod page_places;
pub(in crate::http) mod page_units;
pub(in crate::http) mod style;
pub(in crate::http) mod words;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::atlas::{Atlas, ReportDocument, ReportSubject};
use crate::http::documents::json_bytes;
use crate::http::language::Language;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::reports::page::page;
use crate::http::reports::style::ReportStyle;
use crate::http::service::{ASK_AGAIN, Document, Service};
use crate::http::snapshot::Snapshot;
use crate::http::unit_code::{AskedUnit, time_of};

/// The parameters of the route.
pub(in crate::http) const PARAMETERS: &[&str] = &["datetime"];

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http) struct Asked {
    datetime: Option<String>,
    lang: Option<String>,
}

/// What the address names.
struct Wanted {
    subject: ReportSubject,
    unit: Option<AskedUnit>,
}

pub(in crate::http) async fn report(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (code, is_page) = match name.strip_suffix(".html") {
        Some(code) => (code, true),
        None => (&name[..], false),
    };
    let wanted = Wanted::read(code, asked.datetime.as_deref())?;
    if is_page {
        // Offices read Vietnamese whatever language their browser was installed in.
        let language = asked.lang.as_deref().and_then(Language::of_code);
        return for_people(
            &service,
            atlas,
            wanted,
            language.unwrap_or_default(),
            &headers,
        )
        .await;
    }
    let work = move || json_bytes(&wanted.report(&atlas)?);
    let document = Document {
        body: service.workers.run(work).await??,
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(&headers, document).await
}

async fn for_people(
    service: &Service,
    atlas: Arc<Atlas>,
    wanted: Wanted,
    language: Language,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let style = ReportStyle::load()?;
    let policy = style.policy(&service.settings);
    let work = move || {
        let report = wanted.report(&atlas)?;
        let map = atlas.report_map(wanted.subject);
        Ok::<_, Problem>(page(&report, map.as_ref(), language, &style.css))
    };
    let document = Document {
        body: service.workers.run(work).await??.into(),
        media: "text/html; charset=utf-8",
        caching: ASK_AGAIN,
    };
    let mut response = service.send(headers, document).await?;
    let own = response.headers_mut();
    own.insert(header::CONTENT_SECURITY_POLICY, policy);
    own.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.code()),
    );
    Ok(response)
}

impl Wanted {
    fn read(code: &str, datetime: Option<&str>) -> Result<Self, Problem> {
        if code == "region" {
            datetime.map(time_of).transpose()?;
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

    fn report<'a>(&self, atlas: &'a Atlas) -> Result<ReportDocument<'a>, Problem> {
        let report = atlas.report(self.subject, today());
        report.ok_or_else(|| self.unknown())
    }

    fn unknown(&self) -> Problem {
        let internal = || Problem::of_kind(ProblemKind::Internal);
        self.unit.map_or_else(internal, AskedUnit::unknown)
    }
}

/// The day in Vietnam.
fn today() -> Date {
    let vietnam = TimeZone::fixed(jiff::tz::offset(7));
    Timestamp::now().to_zoned(vietnam).date()
}
