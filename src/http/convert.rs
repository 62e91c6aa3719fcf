//! `GET /api/units/convert`: old units to new ones and back, one at a time.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::documents::json;
use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::reverse::place;
use super::service::Service;
use super::snapshot::Snapshot;
use crate::atlas::{Address, CodeAsked, ConvertAnswer, ConvertQuery, Time, has_words};

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &[
    "code", "commune", "district", "province", "address", "lon", "lat", "to",
];

/// The most characters of a name.
const MOST_CHARACTERS: usize = 200;

/// The most characters of a whole address.
const MOST_ADDRESS_CHARACTERS: usize = 500;

/// The parameters as text.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    code: Option<String>,
    commune: Option<String>,
    district: Option<String>,
    province: Option<String>,
    address: Option<String>,
    lon: Option<String>,
    lat: Option<String>,
    #[serde(skip_serializing)]
    to: Option<String>,
}

/// The answer with what was asked.
#[derive(Serialize)]
struct Answer<'a> {
    asked: &'a Asked,
    to: &'static str,
    #[serde(flatten)]
    became: ConvertAnswer,
}

pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query(&asked)?;
    let became = atlas.convert(&query);
    let became = became.map_err(|candidates| not_found(&asked, candidates))?;
    let document = Answer {
        asked: &asked,
        to: name_of(query.to),
        became,
    };
    json(&service, &headers, &document).await
}

/// The time that `to=` names; the present unless it says otherwise.
pub(super) fn time(to: Option<&str>) -> Result<Time, Problem> {
    match to {
        None | Some("present") => Ok(Time::Present),
        Some("former") => Ok(Time::Former),
        Some(_) => Err(Problem::new(
            ProblemKind::InvalidValue,
            "Tham số to là present (sang đơn vị hiện nay) hoặc former (về đơn vị trước 01/7/2025).",
            "The parameter to is present (to the units of today) or former (to those until 30 June 2025).",
        )),
    }
}

fn name_of(time: Time) -> &'static str {
    match time {
        Time::Present => "present",
        Time::Former => "former",
    }
}

fn query(asked: &Asked) -> Result<ConvertQuery, Problem> {
    let to = time(asked.to.as_deref())?;
    let place = match (asked.lon.as_deref(), asked.lat.as_deref()) {
        (None, None) => None,
        (lon, lat) => Some(place(lon, lat)?),
    };
    let mut code = given(asked.code.as_deref()).map(code_of).transpose()?;
    let mut address = Address {
        commune: name("commune", asked.commune.as_deref(), MOST_ADDRESS_CHARACTERS)?,
        district: name("district", asked.district.as_deref(), MOST_CHARACTERS)?,
        province: name("province", asked.province.as_deref(), MOST_CHARACTERS)?,
        text: name("address", asked.address.as_deref(), MOST_ADDRESS_CHARACTERS)?,
    };
    // A code may stand where a commune is asked for.
    let in_commune = address
        .commune
        .as_deref()
        .and_then(|text| text.parse().ok());
    if code.is_none() && in_commune.is_some() {
        code = in_commune;
        address.commune = None;
    }
    if code.is_none() && address == Address::default() {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            "Hãy cho một mã (code=07381), một tên (commune=, district=, province=) hoặc cả địa chỉ (address=xã A, huyện B, tỉnh C).",
            "Give a code (code=07381), names (commune=, district=, province=) or a whole address (address=xã A, huyện B, tỉnh C).",
        ));
    }
    Ok(ConvertQuery {
        code,
        address,
        place,
        to,
    })
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn code_of(text: &str) -> Result<CodeAsked, Problem> {
    text.parse().map_err(|_| {
        let text = shown(text);
        Problem::new(
            ProblemKind::InvalidValue,
            format!("\"{text}\" không phải mã: mã tỉnh có hai chữ số (27), huyện cũ ba (213), xã năm (07381); viết former:27 để chỉ đơn vị cũ."),
            format!("\"{text}\" is no code: provinces have two digits (27), former districts three (213), communes five (07381); former:27 means the former unit."),
        )
    })
}

/// A name, if there is one.
fn name(parameter: &str, text: Option<&str>, most: usize) -> Result<Option<String>, Problem> {
    let Some(text) = given(text) else {
        return Ok(None);
    };
    let count = text.chars().count();
    if count > most {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số {parameter} dài {count} ký tự; hãy rút xuống tối đa {most} ký tự."),
            format!(
                "The parameter {parameter} has {count} characters; shorten it to at most {most}."
            ),
        ));
    }
    if !has_words(text) {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số {parameter} không có chữ nào."),
            format!("The parameter {parameter} holds no letters."),
        ));
    }
    Ok(Some(text.to_owned()))
}

fn not_found(asked: &Asked, candidates: impl Serialize) -> Problem {
    let fields = [
        &asked.code,
        &asked.commune,
        &asked.district,
        &asked.province,
        &asked.address,
    ];
    let fields = fields
        .into_iter()
        .filter_map(|field| given(field.as_deref()));
    let text = shown(&fields.collect::<Vec<_>>().join(", "));
    let problem = Problem::new(
        ProblemKind::UnitNotFound,
        format!(
            "Không có đơn vị nào khớp với \"{text}\". Hãy kiểm tra tên xã, huyện, tỉnh; thành phần candidates liệt kê những tên gần giống."
        ),
        format!(
            "No unit fits \"{text}\". Check the names of commune, district and province; the member candidates lists similar names."
        ),
    );
    let candidates = serde_json::to_value(candidates).unwrap_or_default();
    problem.with_member("candidates", candidates)
}
