//! What is wished of an import, as its address says it.

use serde::Deserialize;

use crate::domain::LayerId;
use crate::http::overlays::invalid;
use crate::http::problem::Problem;
use crate::import::intake::{DeliveryOptions, SourceWish};

/// The parameters of the route.
pub(in crate::http) const PARAMETERS: &[&str] = &[
    "filename",
    "dry_run",
    "ticket",
    "sheet",
    "crs",
    "map",
    "source",
    "source_publisher",
    "source_date",
    "source_licence",
    "source_use",
    "source_url",
    "replace",
    "keep_going",
    "tolerance",
];

/// The longest value, in bytes.
const MOST_BYTES: usize = 2000;

/// Columns that can be named by hand.
const MOST_COLUMNS: usize = 300;

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http) struct RawWishes {
    pub(super) filename: Option<String>,
    dry_run: Option<String>,
    pub(super) ticket: Option<String>,
    sheet: Option<String>,
    crs: Option<String>,
    map: Option<String>,
    source: Option<String>,
    source_publisher: Option<String>,
    source_date: Option<String>,
    source_licence: Option<String>,
    source_use: Option<String>,
    source_url: Option<String>,
    replace: Option<String>,
    keep_going: Option<String>,
    tolerance: Option<String>,
}

impl RawWishes {
    /// What is wished, typed. An empty value wishes nothing.
    ///
    /// # Errors
    /// Names the first value that cannot be read.
    pub(super) fn options(&self, named: &str) -> Result<DeliveryOptions, Problem> {
        Ok(DeliveryOptions {
            named: Some(named.to_owned()),
            sheet: text("sheet", self.sheet.as_deref())?,
            crs: text("crs", self.crs.as_deref())?,
            columns: columns(self.map.as_deref())?,
            source: self.source()?,
            replace: flag("replace", self.replace.as_deref(), false)?,
            dry_run: flag("dry_run", self.dry_run.as_deref(), true)?,
            keep_going: flag("keep_going", self.keep_going.as_deref(), false)?,
            tolerance_metres: metres(self.tolerance.as_deref())?,
        })
    }

    fn source(&self) -> Result<Option<SourceWish>, Problem> {
        let Some(title) = text("source", self.source.as_deref())? else {
            return Ok(None);
        };
        let date = text("source_date", self.source_date.as_deref())?;
        let date = date.map(|text| {
            text.parse().map_err(|_| {
                invalid(
                    "Tham số source_date là ngày, tháng hoặc năm, ví dụ 2025-07-01, 2025-07 hoặc 2025.",
                    "The parameter source_date is a day, a month or a year, such as 2025-07-01, 2025-07 or 2025.",
                )
            })
        });
        let use_class = text("source_use", self.source_use.as_deref())?;
        let use_class = use_class.map(|text| {
            text.parse().map_err(|_| {
                invalid(
                    "Tham số source_use không có trong danh sách; bỏ trống nếu chưa rõ.",
                    "The parameter source_use is not in its list; leave it out if it is unclear.",
                )
            })
        });
        Ok(Some(SourceWish {
            title,
            publisher: text("source_publisher", self.source_publisher.as_deref())?,
            date: date.transpose()?,
            licence: text("source_licence", self.source_licence.as_deref())?,
            use_class: use_class.transpose()?,
            url: text("source_url", self.source_url.as_deref())?,
        }))
    }
}

/// What a ticket is for, besides the bytes and the data: layer and wishes, in one spelling.
pub(super) fn spelled(layer: LayerId, options: &DeliveryOptions) -> String {
    let wished = DeliveryOptions {
        dry_run: false,
        ..options.clone()
    };
    format!("{layer} {wished:?}")
}

fn text(name: &str, given: Option<&str>) -> Result<Option<String>, Problem> {
    let given = given.map(str::trim).filter(|text| !text.is_empty());
    match given {
        Some(text) if text.len() > MOST_BYTES || text.contains('\0') => Err(invalid(
            format!("Tham số {name} dài quá {MOST_BYTES} byte hoặc có ký tự không đọc được."),
            format!("The parameter {name} is longer than {MOST_BYTES} bytes or cannot be read."),
        )),
        given => Ok(given.map(str::to_owned)),
    }
}

fn flag(name: &str, given: Option<&str>, usual: bool) -> Result<bool, Problem> {
    match given {
        None | Some("") => Ok(usual),
        Some("true") => Ok(true),
        Some("false") => Ok(false),
        Some(_) => Err(invalid(
            format!("Tham số {name} là true hoặc false."),
            format!("The parameter {name} is true or false."),
        )),
    }
}

fn metres(given: Option<&str>) -> Result<Option<f64>, Problem> {
    let Some(given) = given.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let metres = given.parse().ok();
    let metres = metres.filter(|metres: &f64| (0.0..=10.0).contains(metres));
    metres.map(Some).ok_or_else(|| {
        invalid(
            "Tham số tolerance là số mét từ 0 đến 10, ví dụ 1.",
            "The parameter tolerance is a number of metres from 0 to 10, such as 1.",
        )
    })
}

/// `heading=field`, one in each line or separated by semicolons.
fn columns(given: Option<&str>) -> Result<Vec<(String, String)>, Problem> {
    let unreadable = || {
        invalid(
            "Tham số map gồm các cặp \"tên cột trong tệp=tên trường\", cách nhau bằng dấu chấm phẩy, ví dụ map=Dien tich=area_ha;Ten=name_vi.",
            "The parameter map has pairs \"heading in the file=field\" separated by semicolons, such as map=Dien tich=area_ha;Ten=name_vi.",
        )
    };
    let pairs = given.unwrap_or_default().split([';', '\n']);
    let pairs = pairs.map(str::trim).filter(|pair| !pair.is_empty());
    let columns = pairs.map(|pair| {
        // A heading may hold the sign, a field never does.
        let (heading, field) = pair.rsplit_once('=')?;
        let (heading, field) = (heading.trim(), field.trim());
        (!heading.is_empty() && !field.is_empty()).then(|| (heading.to_owned(), field.to_owned()))
    });
    let columns: Option<Vec<_>> = columns.collect();
    columns
        .filter(|columns| columns.len() <= MOST_COLUMNS)
        .ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wished(set: impl FnOnce(&mut RawWishes)) -> Result<DeliveryOptions, Problem> {
        let mut raw = RawWishes::default();
        set(&mut raw);
        raw.options("a.csv")
    }

    #[test]
    fn nothing_wished_is_a_dry_run() {
        let options = wished(|_| ()).unwrap();
        assert!(options.dry_run && !options.replace && !options.keep_going);
        assert_eq!((options.source, options.crs), (None, None));
    }

    #[test]
    fn columns_are_pairs() {
        let read = |text| columns(Some(text)).unwrap();
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(
            read("Tên = name_vi; a=b=area_ha\n"),
            [pair("Tên", "name_vi"), pair("a=b", "area_ha")]
        );
        assert!(read("").is_empty());
        for bad in ["x", "=x", "x=", "a=b;c"] {
            assert!(columns(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert!(wished(|raw| raw.dry_run = Some("yes".into())).is_err());
        assert!(wished(|raw| raw.tolerance = Some("-1".into())).is_err());
        assert!(wished(|raw| raw.tolerance = Some("NaN".into())).is_err());
        assert!(wished(|raw| raw.sheet = Some("x".repeat(2001))).is_err());
        let dated = |date: &str| {
            wished(|raw| {
                raw.source = Some("Sở Công Thương".into());
                raw.source_date = Some(date.into());
            })
        };
        assert!(dated("2025-07").unwrap().source.unwrap().date.is_some());
        assert!(dated("07/2025x").is_err());
    }

    #[test]
    fn a_ticket_is_for_the_wishes_but_not_for_the_dry_run() {
        let tried = wished(|_| ()).unwrap();
        let real = wished(|raw| raw.dry_run = Some("false".into())).unwrap();
        let other = wished(|raw| raw.replace = Some("true".into())).unwrap();
        let spelled = |options| spelled(LayerId::BorderGates, options);
        assert_eq!(spelled(&tried), spelled(&real));
        assert_ne!(spelled(&tried), spelled(&other));
    }
}
