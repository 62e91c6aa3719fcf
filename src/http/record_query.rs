//! What lists, sums and files of records are asked with.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::filter_query::{RawFilter, no_records};
use super::layer_list::layer;
use super::parameters::{bbox, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{Atlas, OrderBy, RecordQuery, RecordSet};
use crate::domain::LayerId;

/// The most fields that a list is ordered by.
const MOST_ORDERS: usize = 8;

/// The parameters as text.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct RawRecordQuery {
    pub(super) bbox: Option<String>,
    pub(super) sortby: Option<String>,
    pub(super) properties: Option<String>,
}

/// The layer of that name, if it has records.
pub(super) fn record_layer(atlas: &Atlas, name: &str) -> Result<LayerId, Problem> {
    let layer = layer(name)?;
    if atlas.record_layers().contains(&layer) {
        return Ok(layer);
    }
    Err(no_records(atlas, layer))
}

impl RawRecordQuery {
    /// The question for the records of a layer.
    ///
    /// # Errors
    /// When the filter, the box or the order cannot be read or does not fit the layer.
    pub(super) fn read(
        &self,
        atlas: &Atlas,
        records: impl Into<RecordSet>,
        filter: &RawFilter,
    ) -> Result<RecordQuery, Problem> {
        let records = records.into();
        let layer = records.layer;
        let order = self.sortby.as_deref();
        Ok(RecordQuery {
            records,
            filter: filter.of_layer(atlas, records)?,
            bbox: self.bbox.as_deref().map(bbox).transpose()?.map(Into::into),
            order: order.map_or(Ok(Vec::new()), |text| order_by(atlas, layer, text))?,
        })
    }

    /// The properties that are wanted; all where none are named.
    ///
    /// # Errors
    /// When the layer has no such property.
    pub(super) fn properties(
        &self,
        atlas: &Atlas,
        layer: LayerId,
    ) -> Result<Option<BTreeSet<String>>, Problem> {
        let Some(text) = &self.properties else {
            return Ok(None);
        };
        let known = atlas.property_names(layer);
        let names = text.split(',').map(|name| {
            if known.contains(name) {
                return Ok(name.to_owned());
            }
            let known: Vec<&str> = known.iter().copied().collect();
            Err(unknown_field("properties", layer, name, &known))
        });
        names.collect::<Result<_, _>>().map(Some)
    }
}

/// Fields with commas between them, each with `-` before it where the greatest comes first.
fn order_by(atlas: &Atlas, layer: LayerId, text: &str) -> Result<Vec<OrderBy>, Problem> {
    let known = atlas.field_names(layer);
    if text.split(',').count() > MOST_ORDERS {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            format!("Tham số sortby có tối đa {MOST_ORDERS} trường."),
            format!("The parameter sortby has at most {MOST_ORDERS} fields."),
        ));
    }
    let fields = text.split(',').map(|word| {
        // A plus sign in a query is a space.
        let (descending, field) = match word.strip_prefix('-') {
            Some(field) => (true, field),
            None => (false, word.strip_prefix(['+', ' ']).unwrap_or(word)),
        };
        if !known.contains(&field) {
            return Err(unknown_field("sortby", layer, field, &known));
        }
        let field = field.to_owned();
        Ok(OrderBy { field, descending })
    });
    fields.collect()
}

fn unknown_field(parameter: &str, layer: LayerId, name: &str, known: &[&str]) -> Problem {
    let (name, known) = (shown(name), known.join(", "));
    Problem::new(
        ProblemKind::InvalidValue,
        format!(
            "Tham số {parameter}: lớp {layer} không có trường \"{name}\". Các trường: {known}."
        ),
        format!(
            "The parameter {parameter}: the layer {layer} has no field \"{name}\". Its fields: {known}."
        ),
    )
}
