//! `GET /api/nearby`: what lies around a place.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;

use super::documents::json;
use super::parameters::{Paging, at_offset, decimal, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::reverse::place_of;
use super::service::Service;
use super::snapshot::Snapshot;
use crate::atlas::{NearbyQuestion, NoStart, SiteKind, Start, ThingDocument, Time};
use crate::domain::LayerId;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["from", "kinds", "km", "limit", "offset"];

/// The kinds unless the request says otherwise.
pub(super) const USUAL_KINDS: &str = "zone,gate,plant";

/// The farthest that is looked, in kilometres.
const MOST_KM: f64 = 500.0;

/// How far is looked unless the request says otherwise.
const USUAL_KM: f64 = 30.0;

/// The most items of one page.
const MOST_ITEMS: usize = 200;

/// The items of one page unless the request says otherwise.
const USUAL_ITEMS: usize = 20;

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    from: Option<String>,
    kinds: Option<String>,
    km: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    lang: Option<String>,
}

pub(super) async fn nearby(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (words, kinds) = kinds(asked.kinds.as_deref(), |_| true)?;
    let paging = paging(&asked)?;
    let question = NearbyQuestion {
        from: start(asked.from.as_deref())?,
        kinds,
        km: asked.km.as_deref().map_or(Ok(USUAL_KM), km)?,
        offset: paging.offset,
        limit: paging.limit,
    };
    let answer = service.workers.run(move || atlas.nearby(&question)).await?;
    let mut answer = answer.map_err(|why| no_start(why, asked.from.as_deref()))?;
    answer.kinds = words;
    let next = paging.next(answer.items.len(), answer.number_matched);
    answer.next = next.map(|offset| asked.at_offset(offset));
    let mut response = json(&service, &headers, &answer).await?;
    link_next(&mut response, answer.next.as_deref());
    Ok(response)
}

impl Asked {
    /// The same address with another offset.
    fn at_offset(&self, offset: usize) -> String {
        let given = [
            ("from", self.from.as_deref()),
            ("kinds", self.kinds.as_deref()),
            ("km", self.km.as_deref()),
            ("limit", self.limit.as_deref()),
            ("lang", self.lang.as_deref()),
        ];
        at_offset("/api/nearby", &given, offset)
    }
}

/// Names the next page in a header, too (RFC 8288).
pub(super) fn link_next(response: &mut Response, next: Option<&str>) {
    let next = next.and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok());
    if let Some(next) = next {
        response.headers_mut().insert(header::LINK, next);
    }
}

fn paging(asked: &Asked) -> Result<Paging, Problem> {
    let [limit, offset] = [&asked.limit, &asked.offset].map(Option::as_deref);
    Paging::read(limit, offset, USUAL_ITEMS, MOST_ITEMS)
}

/// The words that were asked for and the kinds that they mean, each once; only kinds that `fit`.
pub(super) fn kinds(
    text: Option<&str>,
    fit: impl Fn(&SiteKind) -> bool,
) -> Result<(Vec<String>, Vec<SiteKind>), Problem> {
    let words: Vec<&str> = text.unwrap_or(USUAL_KINDS).split(',').collect();
    let mut kinds = Vec::new();
    for word in &words {
        let mut meant = SiteKind::meant_by(word);
        meant.retain(&fit);
        if meant.is_empty() {
            return Err(unknown_kind(word, fit));
        }
        kinds.extend(meant);
    }
    kinds.sort_unstable();
    kinds.dedup();
    Ok((words.into_iter().map(str::to_owned).collect(), kinds))
}

fn unknown_kind(word: &str, fit: impl Fn(&SiteKind) -> bool) -> Problem {
    let fits = |word: &&str| SiteKind::meant_by(word).iter().any(&fit);
    let all: Vec<&str> = SiteKind::words().filter(fits).collect();
    let (word, all) = (shown(word), all.join(", "));
    Problem::new(
        ProblemKind::InvalidValue,
        format!(
            "Tham số kinds gồm các loại cách nhau bằng dấu phẩy: {all}; ở đây không có loại \"{word}\"."
        ),
        format!(
            "The parameter kinds lists kinds, separated by commas: {all}; there is no kind \"{word}\" here."
        ),
    )
}

fn km(text: &str) -> Result<f64, Problem> {
    let km = decimal(text).filter(|&km| km > 0.0 && km <= MOST_KM);
    km.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số km là một số lớn hơn 0, tối đa {MOST_KM}, ví dụ km=30."),
            format!("The parameter km is a number above 0, at most {MOST_KM}, such as km=30."),
        )
    })
}

fn start(text: Option<&str>) -> Result<Start, Problem> {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Err(odd_start());
    }
    if text.contains(',') {
        return place(text).map(Start::Place);
    }
    if let Ok(code) = text.parse() {
        return Ok(Start::Unit(code, None));
    }
    let record = |layer, slug: &str| Ok(Start::Record(layer, slug.to_owned()));
    match text.split_once(':') {
        None => record(None, text),
        Some(("former", code)) => {
            let code = code.parse().map_err(|_| odd_start())?;
            Ok(Start::Unit(code, Some(Time::Former)))
        }
        Some(("gate", slug)) => record(Some(LayerId::BorderGates), slug),
        Some(("zone", slug)) => record(Some(LayerId::IndustrialZones), slug),
        Some(("plant", slug)) => record(Some(LayerId::PowerPlants), slug),
        Some(_) => Err(odd_start()),
    }
}

fn place(text: &str) -> Result<crate::geometry::LonLat, Problem> {
    let numbers: Vec<Option<f64>> = text.split(',').take(3).map(decimal).collect();
    match numbers[..] {
        [Some(lon), Some(lat)] => place_of(lon, lat),
        _ => Err(odd_start()),
    }
}

fn odd_start() -> Problem {
    Problem::new(
        ProblemKind::InvalidValue,
        "Tham số from là kinh độ,vĩ độ (from=106.2,21.3), mã đơn vị hành chính (from=20, from=00004, from=former:27) hoặc tên viết liền của cửa khẩu, khu công nghiệp, nhà máy điện (from=gate:huu-nghi, from=zone:…, from=plant:…).",
        "The parameter from is longitude,latitude (from=106.2,21.3), the code of a unit (from=20, from=00004, from=former:27), or the slug of a gate, zone or plant (from=gate:huu-nghi, from=zone:…, from=plant:…).",
    )
}

fn no_start(why: NoStart, from: Option<&str>) -> Problem {
    let from = shown(from.unwrap_or_default());
    match why {
        NoStart::Unknown => Problem::new(
            ProblemKind::UnknownStart,
            format!(
                "Không có đối tượng \"{from}\". Hãy dùng mã đơn vị, hoặc tên viết liền của cửa khẩu, khu công nghiệp, nhà máy điện lấy từ /api/search."
            ),
            format!(
                "There is nothing called \"{from}\". Use the code of a unit, or the slug of a gate, zone or plant as /api/search gives it."
            ),
        ),
        NoStart::Nowhere(thing) => nowhere(&thing),
    }
}

fn nowhere(thing: &ThingDocument) -> Problem {
    let vi = &thing.full_name_vi;
    let en = thing.full_name_en.as_ref().unwrap_or(vi);
    Problem::new(
        ProblemKind::PlaceNotKnown,
        format!(
            "Chưa nguồn nào cho biết vị trí của {vi}, nên không tính được khoảng cách. Hãy chọn một đối tượng có vị trí hoặc ghi toạ độ: from=106.2,21.3."
        ),
        format!(
            "No source tells the place of {en}, so no distance can be measured. Choose something with a place, or give coordinates: from=106.2,21.3."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_told_apart() {
        let lon_lat = crate::geometry::LonLat {
            lon: 106.2,
            lat: 21.3,
        };
        for (text, expected) in [
            ("106.2,21.3", Start::Place(lon_lat)),
            (" 106.2, 21.3 ", Start::Place(lon_lat)),
            ("20", Start::Unit("20".parse().unwrap(), None)),
            ("00004", Start::Unit("00004".parse().unwrap(), None)),
            (
                "former:27",
                Start::Unit("27".parse().unwrap(), Some(Time::Former)),
            ),
            (
                "gate:huu-nghi",
                Start::Record(Some(LayerId::BorderGates), "huu-nghi".into()),
            ),
            ("huu-nghi", Start::Record(None, "huu-nghi".into())),
        ] {
            assert_eq!(start(Some(text)).ok(), Some(expected), "{text}");
        }
        for bad in [
            "",
            " ",
            ",",
            "106.2,",
            "106.2,21.3,5",
            "21.3,106.2",
            "NaN,21.3",
            "106.2;21.3,1",
            "former:",
            "former:huu-nghi",
            "former:2",
            "unit:20",
            ":",
        ] {
            assert!(start(Some(bad)).is_err(), "{bad}");
        }
        assert!(start(None).is_err());
    }

    #[test]
    fn kinds_and_kilometres_are_closed() {
        let (words, meant) = kinds(Some("zone,park,gate"), |_| true).ok().unwrap();
        assert_eq!((words.len(), meant.len()), (3, 6));
        assert_eq!(kinds(None, |_| true).ok().unwrap().1.len(), 7);
        for bad in ["", "zone,", "Zone", "zones", "province", "zone gate"] {
            assert!(kinds(Some(bad), |_| true).is_err(), "{bad}");
        }
        assert!(kinds(Some("railway"), |kind| !kind.is_line()).is_err());
        assert_eq!(km("500").ok(), Some(500.0));
        for bad in ["", "0", "-1", "500.1", "NaN", "inf", "1e2", "30km"] {
            assert!(km(bad).is_err(), "{bad}");
        }
    }
}
