//! `filter=…`: which records are wanted, as addresses say it.

use std::sync::Arc;

use serde::Deserialize;

use super::language::Text;
use super::layer_list::LayerList;
use super::parameters::{percent_encoded, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::workers::Workers;
use crate::atlas::{
    Atlas, Days, Filter, FilterError, FilterLanguage, LayerFilter, NoFilter, RecordSet,
};
use crate::domain::LayerId;
use crate::geometry::Crs;

/// A filter as it stands in an address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct RawFilter {
    filter: Option<String>,
    #[serde(rename = "filter-lang")]
    language: Option<String>,
    #[serde(rename = "filter-crs")]
    crs: Option<String>,
}

/// A filter that fits all layers of a tile.
#[derive(Clone, Debug, Default)]
pub(super) struct TileFilter {
    /// One for each layer; none where no filter was asked for.
    pub(super) filters: Vec<LayerFilter>,
    /// Their normal form: equal for filters that read alike.
    pub(super) normal: Option<Arc<str>>,
}

impl RawFilter {
    /// The filter of the records of a layer; nothing when none was asked for.
    ///
    /// # Errors
    /// When the filter is wrong or does not fit the layer.
    pub(super) fn of_layer(
        &self,
        atlas: &Atlas,
        records: RecordSet,
    ) -> Result<Option<Filter>, Problem> {
        let Some((text, language, crs)) = self.read()? else {
            return Ok(None);
        };
        let read = atlas.read_filter(records, text, language, crs);
        read.map(|own| Some(own.filter))
            .map_err(|why| refused(&why))
    }

    /// The filter for each layer of a tile, or for the layer that answers for it in those days.
    ///
    /// # Errors
    /// When the filter is wrong or does not fit one of the layers.
    pub(super) fn of_tile(
        &self,
        atlas: &Atlas,
        layers: LayerList,
        days: Option<Days>,
    ) -> Result<TileFilter, Problem> {
        let Some((text, language, crs)) = self.read()? else {
            return Ok(TileFilter::default());
        };
        let layers = layers.to_vec().into_iter();
        let answering = |layer| {
            let answering = days.and_then(|days| atlas.units_at_time(layer, days));
            answering.unwrap_or(layer.into())
        };
        let read = layers
            .map(answering)
            .map(|records| atlas.read_filter(records, text, language, crs));
        let filters: Result<Vec<LayerFilter>, NoFilter> = read.collect();
        let filters = filters.map_err(|why| refused(&why))?;
        let normal = filters.first().map(|own| own.filter.normal_form().into());
        Ok(TileFilter { filters, normal })
    }

    /// The parameters that ask for the filter again, each with its value.
    pub(super) fn given(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("filter", self.filter.as_deref()),
            ("filter-lang", self.language.as_deref()),
            ("filter-crs", self.crs.as_deref()),
        ]
    }

    /// The same as the part of a query that follows others, or begins it.
    pub(super) fn query_after(&self, before: &str) -> String {
        let mut query = before.to_owned();
        for (name, value) in self.given() {
            if let Some(value) = value {
                let joint = if query.is_empty() { '?' } else { '&' };
                query.push(joint);
                query.extend([name, "=", &percent_encoded(value)]);
            }
        }
        query
    }

    /// Reading a filter takes time: done by a worker, unless there is none.
    ///
    /// # Errors
    /// As for [`RawFilter::of_tile`], and when too much is waiting already.
    pub(super) async fn of_tile_by_worker(
        self,
        workers: &Workers,
        atlas: &Arc<Atlas>,
        layers: LayerList,
        days: Option<Days>,
    ) -> Result<TileFilter, Problem> {
        if self.given().iter().all(|(_, value)| value.is_none()) {
            return Ok(TileFilter::default());
        }
        let atlas = atlas.clone();
        let work = move || self.of_tile(&atlas, layers, days);
        workers.run(work).await?
    }

    fn read(&self) -> Result<Option<(&str, FilterLanguage, Crs)>, Problem> {
        let language = match self.language.as_deref() {
            None | Some("cql2-text") => FilterLanguage::Text,
            Some("cql2-json") => FilterLanguage::Json,
            Some(_) => {
                return Err(wrong(
                    "Tham số filter-lang là cql2-text hoặc cql2-json.",
                    "The parameter filter-lang is cql2-text or cql2-json.",
                ));
            }
        };
        let crs = self.crs.as_deref().map_or(Ok(Crs::CRS84), filter_crs)?;
        match &self.filter {
            Some(text) => Ok(Some((text, language, crs))),
            None if self.language.is_some() || self.crs.is_some() => Err(wrong(
                "Tham số filter-lang và filter-crs chỉ đi cùng tham số filter.",
                "The parameters filter-lang and filter-crs go with the parameter filter only.",
            )),
            None => Ok(None),
        }
    }
}

/// The system of the coordinates in a filter.
fn filter_crs(name: &str) -> Result<Crs, Problem> {
    Crs::read(name).ok_or_else(|| {
        let (name, known) = (shown(name), Crs::ALL.map(|crs| crs.to_string()).join(", "));
        wrong(
            format!(
                "Tham số filter-crs: không có hệ tọa độ \"{name}\". Viết như http://www.opengis.net/def/crs/EPSG/0/4756 hoặc EPSG:4756; các hệ dùng được: {known}."
            ),
            format!(
                "The parameter filter-crs: \"{name}\" is no system known here. Write http://www.opengis.net/def/crs/EPSG/0/4756 or EPSG:4756; the systems are: {known}."
            ),
        )
    })
}

fn wrong(vi: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::InvalidFilter, vi, en)
}

/// The problem of a filter that cannot be used: says what to change.
pub(super) fn refused(why: &NoFilter) -> Problem {
    let told = told(why.layer, &why.error);
    wrong(told.vi, told.en)
}

/// The problem of a layer that is drawn only.
pub(super) fn no_records(atlas: &Atlas, layer: LayerId) -> Problem {
    let known = atlas.record_layers().iter().map(|layer| layer.as_str());
    let known = known.collect::<Vec<_>>().join(", ");
    wrong(
        format!("Lớp {layer} chỉ để vẽ nền, không tổng hợp được. Các lớp tổng hợp được: {known}."),
        format!(
            "The layer {layer} is drawn only: it cannot be summed up. Layers that can: {known}."
        ),
    )
}

fn told(layer: LayerId, error: &FilterError) -> Text {
    let (vi, en) = match error {
        FilterError::Syntax(what) => (
            format!("Bộ lọc không đúng cú pháp CQL2: {what}"),
            format!("The filter is not CQL2: {what}"),
        ),
        FilterError::SyntaxAt { at, rest } if rest.is_empty() => (
            format!(
                "Bộ lọc dừng giữa chừng sau {} ký tự; hãy viết tiếp cho đủ điều kiện.",
                at - 1
            ),
            format!(
                "The filter breaks off after {} characters: complete the condition.",
                at - 1
            ),
        ),
        FilterError::SyntaxAt { at, rest } => (
            format!("Bộ lọc không đúng cú pháp CQL2 từ ký tự thứ {at}: \"{rest}\"."),
            format!("The filter is not CQL2 from character {at} on: \"{rest}\"."),
        ),
        FilterError::TooLong(most) => (
            format!("Bộ lọc dài quá {most} byte."),
            format!("The filter is longer than {most} bytes."),
        ),
        FilterError::TooDeep(most) => (
            format!("Bộ lọc lồng nhau quá sâu; tối đa {most} lớp ngoặc, ít hơn nếu bộ lọc dài."),
            format!(
                "The filter nests too deep: at most {most} levels of parentheses, fewer where it is long."
            ),
        ),
        FilterError::TooMany(most) => (
            format!("Bộ lọc có quá nhiều thành phần; tối đa {most}."),
            format!("The filter has too many parts: at most {most}."),
        ),
        FilterError::UnknownProperty { name, known } => (
            format!("Lớp {layer} không có trường \"{name}\". Các trường: {known}."),
            format!("The layer {layer} has no field \"{name}\". Its fields: {known}."),
        ),
        FilterError::Unsupported(what) => (
            format!("Bộ lọc ở đây không hiểu \"{what}\"."),
            format!("Filters here do not understand \"{what}\"."),
        ),
        FilterError::Mismatch { left, right } => (
            format!("Không so sánh được {left} với {right}."),
            format!("{left} cannot be compared with {right}."),
        ),
        FilterError::Geometry(what) => (
            format!("Hình trong bộ lọc không dùng được: {what}"),
            format!("The geometry in the filter cannot be used: {what}"),
        ),
        FilterError::Date(text) => (
            format!("\"{}\" không phải ngày như 2025-07-01.", shown(text)),
            format!("\"{}\" is no date such as 2025-07-01.", shown(text)),
        ),
        FilterError::NoCondition(what) => (
            format!("Ở chỗ này phải là một điều kiện, không phải {what}."),
            format!("A condition belongs here, not {what}."),
        ),
    };
    Text { vi, en }
}
