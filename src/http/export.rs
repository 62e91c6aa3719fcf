//! `GET /api/export/{layer}`: records as a file, made on a worker and sent from the disk.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;

use super::conditional::EntityTag;
use super::encoding::{Coding, accepted};
use super::export_file::ExportFile;
use super::filter_query::RawFilter;
use super::language::Language;
use super::layer_list::layer;
use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::record_query::RawRecordQuery;
use super::service::{ASK_AGAIN, PREFERRED, Service, not_modified};
use super::snapshot::Snapshot;
use super::spreadsheet::as_titled_file;
use crate::atlas::{Atlas, ExportWish, Format, Tongue};
use crate::geometry::Crs;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &[
    "format",
    "filter",
    "filter-lang",
    "filter-crs",
    "bbox",
    "sortby",
    "properties",
    "crs",
];

/// Hours by which Vietnam is ahead of UTC.
const VIETNAM: i8 = 7;

/// In which form the file is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawForm {
    format: Option<String>,
    crs: Option<String>,
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
pub(super) async fn export(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(filter): Query<RawFilter>,
    Query(raw): Query<RawRecordQuery>,
    Query(form): Query<RawForm>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let (format, crs) = (form.format()?, form.crs()?);
    let layer = layer(&name)?;
    let tongue = match Language::wanted(&uri, &asked) {
        Language::Vi => Tongue::Vi,
        Language::En => Tongue::En,
    };
    // The time of loading stands in the file.
    let loaded = atlas.loaded().as_nanosecond();
    let coding = if format.is_text() {
        accepted(&asked, PREFERRED).coding
    } else {
        Coding::Identity
    };
    let tag = EntityTag::of((atlas.version(), loaded, uri.to_string(), tongue, coding));
    if tag.is_held_by(&asked) {
        return Ok(not_modified(&tag, HeaderValue::from_static(ASK_AGAIN)));
    }
    let day = day(&atlas);
    let ending = format.ending();
    let name = format!("phiabac-{layer}-{day}.{ending}");
    let title = format!("{} {day}.{ending}", atlas.layer_title(layer, tongue));
    let work = move || {
        let wish = ExportWish {
            query: raw.read(&atlas, layer, &filter)?,
            properties: raw.properties(&atlas, layer)?,
            format,
            crs,
            tongue,
        };
        ExportFile::make(&atlas, wish, coding)
    };
    let mut response = service.exports.file(work).await?;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.media()),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
    headers.insert(header::ETAG, tag.header());
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-language"),
    );
    Ok(as_titled_file(response, &name, &title))
}

/// The day of the data in Vietnam.
fn day(atlas: &Atlas) -> Date {
    let vietnam = TimeZone::fixed(Offset::constant(VIETNAM));
    atlas.loaded().to_zoned(vietnam).date()
}

impl RawForm {
    fn format(&self) -> Result<Format, Problem> {
        let Some(name) = self.format.as_deref() else {
            return Ok(Format::default());
        };
        let known = Format::ALL.map(Format::as_str).join(", ");
        name.parse().map_err(|_| {
            Problem::new(
                ProblemKind::InvalidValue,
                format!("Tham số format là một trong các giá trị: {known}."),
                format!("The parameter format is one of: {known}."),
            )
        })
    }

    /// The system of the coordinates, one that the format can hold.
    fn crs(&self) -> Result<Crs, Problem> {
        let Some(name) = self.crs.as_deref() else {
            return Ok(Crs::CRS84);
        };
        let crs = Crs::read(name).ok_or_else(|| {
            let known = Crs::ALL.map(|crs| crs.to_string()).join(", ");
            Problem::new(
                ProblemKind::InvalidValue,
                format!(
                    "Tham số crs: không có hệ tọa độ \"{}\". Các hệ: {known}.",
                    shown(name)
                ),
                format!(
                    "The parameter crs: there is no system \"{}\". The systems: {known}.",
                    shown(name)
                ),
            )
        })?;
        let format = self.format()?;
        if format.holds(crs) {
            return Ok(crs);
        }
        Err(Problem::new(
            ProblemKind::InvalidValue,
            format!(
                "Tệp {format} chỉ ghi kinh độ, vĩ độ WGS 84: bỏ tham số crs hoặc chọn format khác."
            ),
            format!(
                "A {format} file holds degrees of WGS 84 only: leave out the parameter crs or choose another format."
            ),
        ))
    }
}
