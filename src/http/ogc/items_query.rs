//! What items are asked for, read from an address.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::atlas::{Atlas, RecordQuery, Window};
use crate::domain::LayerId;
use crate::geometry::{Crs, LonLat, LonLatBox};
use crate::http::datetime::days;
use crate::http::filter_query::RawFilter;
use crate::http::parameters::{Paging, decimal, shown, whole_number};
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::record_query::RawRecordQuery;

/// The parameters of lists of items.
pub(in crate::http) const ITEMS: &[&str] = &[
    "filter",
    "filter-lang",
    "filter-crs",
    "bbox",
    "bbox-crs",
    "crs",
    "datetime",
    "sortby",
    "properties",
    "skipGeometry",
    "limit",
    "offset",
    "f",
];

/// The parameters of one item.
pub(in crate::http) const ITEM: &[&str] = &["crs", "skipGeometry", "f"];

/// The items of one page unless the request says otherwise.
pub(super) const USUAL_ITEMS: usize = 100;

/// The most items of one page; who asks for more gets so many.
pub(super) const MOST_ITEMS: usize = 10_000;

/// The parameters as text.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::http) struct RawItems {
    pub(super) bbox: Option<String>,
    #[serde(rename = "bbox-crs")]
    bbox_crs: Option<String>,
    crs: Option<String>,
    datetime: Option<String>,
    #[serde(rename = "skipGeometry")]
    skip_geometry: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    sortby: Option<String>,
    properties: Option<String>,
    lang: Option<String>,
}

/// How items are written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The system of their coordinates.
    pub(super) crs: Crs,
    /// Whether they have their shapes.
    pub(super) shaped: bool,
    /// Only these properties; all where absent.
    pub(super) properties: Option<BTreeSet<String>>,
}

impl RawItems {
    /// Which part of the list is wanted: more than the most is the most.
    ///
    /// # Errors
    /// When a number cannot be read.
    pub(super) fn paging(&self) -> Result<Paging, Problem> {
        let limit = self.limit.as_deref();
        let limit = limit.map(|text| whole_number("limit", text, 1, usize::MAX));
        let limit = limit.transpose()?.unwrap_or(USUAL_ITEMS).min(MOST_ITEMS);
        let offset = self.offset.as_deref();
        let mut paging = Paging::read(None, offset, USUAL_ITEMS, MOST_ITEMS)?;
        paging.limit = limit;
        Ok(paging)
    }

    /// How the items of a layer are to be written.
    ///
    /// # Errors
    /// When the system is none of ours, or the layer has no such property.
    pub(super) fn written(&self, atlas: &Atlas, layer: LayerId) -> Result<Written, Problem> {
        let raw = RawRecordQuery {
            properties: self.properties.clone(),
            ..RawRecordQuery::default()
        };
        Ok(Written {
            crs: system("crs", self.crs.as_deref())?,
            shaped: !self.skips_geometry()?,
            properties: raw.properties(atlas, layer)?,
        })
    }

    /// The question for the records, and whether there can be any: no layer answers for former
    /// units after the merger.
    ///
    /// # Errors
    /// When a value cannot be read or does not fit the layer.
    pub(super) fn question(
        &self,
        atlas: &Atlas,
        layer: LayerId,
        filter: &RawFilter,
    ) -> Result<Option<RecordQuery>, Problem> {
        let answering = match self.datetime.as_deref() {
            None => Some(layer.into()),
            Some(text) => atlas.units_at_time(layer, days(text)?),
        };
        let raw = RawRecordQuery {
            sortby: self.sortby.clone(),
            ..RawRecordQuery::default()
        };
        let mut query = raw.read(atlas, answering.unwrap_or(layer.into()), filter)?;
        query.bbox = self.window()?;
        Ok(answering.map(|_| query))
    }

    /// The parameters that ask for the same again, each with its value.
    pub(super) fn given(&self) -> [(&'static str, Option<&str>); 9] {
        [
            ("bbox", self.bbox.as_deref()),
            ("bbox-crs", self.bbox_crs.as_deref()),
            ("crs", self.crs.as_deref()),
            ("datetime", self.datetime.as_deref()),
            ("sortby", self.sortby.as_deref()),
            ("properties", self.properties.as_deref()),
            ("skipGeometry", self.skip_geometry.as_deref()),
            ("lang", self.lang.as_deref()),
            ("limit", self.limit.as_deref()),
        ]
    }

    fn skips_geometry(&self) -> Result<bool, Problem> {
        match self.skip_geometry.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(wrong(
                "Tham số skipGeometry là true hoặc false.",
                "The parameter skipGeometry is true or false.",
            )),
        }
    }

    /// The box that items are looked for in.
    fn window(&self) -> Result<Option<Window>, Problem> {
        let crs = system("bbox-crs", self.bbox_crs.as_deref())?;
        let Some(text) = &self.bbox else {
            if self.bbox_crs.is_some() {
                return Err(wrong(
                    "Tham số bbox-crs chỉ đi cùng tham số bbox.",
                    "The parameter bbox-crs goes with the parameter bbox only.",
                ));
            }
            return Ok(None);
        };
        let numbers = text.split(',').take(7).map(decimal);
        let numbers: Option<Vec<f64>> = numbers.collect();
        let corners = match numbers.as_deref() {
            Some(&[a, b, c, d]) => Some([a, b, c, d]),
            // Heights stand between and are passed over: the map has none.
            Some(&[a, b, low, c, d, high]) if low <= high => Some([a, b, c, d]),
            _ => None,
        };
        let window = corners.and_then(|corners| window_of(crs, corners));
        window.map(Some).ok_or_else(|| wrong_box(crs))
    }
}

/// The box of these corners; in WGS 84 it may lie across the 180th meridian.
fn window_of(crs: Crs, corners: [f64; 4]) -> Option<Window> {
    let [a, b, c, d] = corners;
    let [west, south, east, north] = match crs {
        Crs::CRS84 => corners,
        Crs::WGS_84 => [b, a, d, c],
        _ => return Window::of_system(crs, corners),
    };
    let (low, high) = LonLat::new(west, south).zip(LonLat::new(east, north))?;
    let bbox = LonLatBox {
        west,
        south,
        east,
        north,
    };
    (low.lat <= high.lat).then(|| bbox.into())
}

/// The system of a parameter; WGS 84 with longitude first where it is not given.
///
/// # Errors
/// When it is none that the collections list.
pub(super) fn system(parameter: &str, given: Option<&str>) -> Result<Crs, Problem> {
    let Some(text) = given else {
        return Ok(Crs::CRS84);
    };
    Crs::read(text).ok_or_else(|| {
        let known: Vec<String> = Crs::ALL.iter().map(ToString::to_string).collect();
        let (text, known) = (shown(text), known.join(", "));
        wrong(
            format!("Tham số {parameter}: không có hệ toạ độ \"{text}\". Dùng địa chỉ như http://www.opengis.net/def/crs/EPSG/0/3405; các hệ có sẵn: {known}."),
            format!("The parameter {parameter}: there is no reference system \"{text}\". Use an address such as http://www.opengis.net/def/crs/EPSG/0/3405; the systems are: {known}."),
        )
    })
}

fn wrong_box(crs: Crs) -> Problem {
    wrong(
        format!(
            "Tham số bbox gồm bốn số (hoặc sáu, có độ cao): góc dưới rồi góc trên theo thứ tự trục của {crs}, ví dụ bbox=105,20,107,22 theo độ với kinh độ trước."
        ),
        format!(
            "The parameter bbox has four numbers (or six, with heights): the lower corner, then the upper one, in the order of the axes of {crs}, such as bbox=105,20,107,22 in degrees with longitude first."
        ),
    )
}

fn wrong(vi: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::InvalidValue, vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(bbox: &str, crs: Option<&str>) -> Option<[f64; 4]> {
        let raw = RawItems {
            bbox: Some(bbox.into()),
            bbox_crs: crs.map(Into::into),
            ..RawItems::default()
        };
        let window = raw.window().ok().flatten()?;
        window.bounds().map(LonLatBox::to_array)
    }

    #[test]
    fn boxes_are_read_in_the_order_of_the_axes() {
        let own = Some([105.0, 20.0, 107.0, 22.0]);
        assert_eq!(window("105,20,107,22", None), own);
        assert_eq!(window("105,20,-5,107,22,300", None), own);
        assert_eq!(
            window(
                "20,105,22,107",
                Some("http://www.opengis.net/def/crs/EPSG/0/4326")
            ),
            own
        );
        assert_eq!(
            window("177,65,-177,70", None),
            Some([-180.0, 65.0, 180.0, 70.0])
        );
        for bad in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "1,2,9,3,4,5",
            "105,22,107,20",
            "a,b,c,d",
            "20,105,22,107",
            "1,2,3,4,5,6,7",
        ] {
            assert_eq!(window(bad, None), None, "{bad}");
        }
        assert_eq!(window("1,2,3,4", Some("EPSG:1")), None);
    }

    #[test]
    fn too_many_items_are_the_most() {
        let limit = |text: &str| {
            let raw = RawItems {
                limit: Some(text.into()),
                ..RawItems::default()
            };
            raw.paging().ok().map(|paging| paging.limit)
        };
        assert_eq!(limit("7"), Some(7));
        assert_eq!(limit("99999999"), Some(MOST_ITEMS));
        for bad in ["0", "-1", "x", "", "1.5"] {
            assert_eq!(limit(bad), None, "{bad}");
        }
    }
}
