//! Which records are wanted, in which order.

use crate::atlas::Atlas;
use crate::atlas::features::window::Window;
use crate::atlas::records::order::{OrderBy, in_order};
use crate::atlas::records::set::RecordSet;
use crate::atlas::records::{RECORD_LAYERS, Row};
use crate::domain::LayerId;
use crate::filter::{Filter, FilterError};
use crate::geometry::Crs;

/// How a filter is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FilterLanguage {
    /// CQL2 text.
    #[default]
    Text,
    /// CQL2 JSON.
    Json,
}

/// A filter with the records that it fits.
#[derive(Clone, Debug)]
pub struct LayerFilter {
    /// The records of a layer.
    pub records: RecordSet,
    /// Which of its records are wanted.
    pub filter: Filter,
}

/// Why a layer cannot be filtered so: the filter is wrong, or does not fit its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFilter {
    /// The layer.
    pub layer: LayerId,
    /// What is wrong.
    pub error: FilterError,
}

/// A question for the records of a layer.
#[derive(Clone, Debug)]
pub struct RecordQuery {
    /// The records of which layer.
    pub records: RecordSet,
    /// Which of them; all where absent.
    pub filter: Option<Filter>,
    /// Only records whose shape reaches into this box.
    pub bbox: Option<Window>,
    /// In which order; records that are equal, and all where it is empty, by their numbers.
    pub order: Vec<OrderBy>,
}

impl Atlas {
    /// The layers whose records can be summed up.
    #[must_use]
    pub fn record_layers(&self) -> &'static [LayerId] {
        &RECORD_LAYERS
    }

    /// The names by which filters and orders may call the fields of a layer.
    #[must_use]
    pub fn field_names(&self, layer: LayerId) -> Vec<&str> {
        self.rows(layer).queryables.names().collect()
    }

    /// Reads a filter for a layer; the coordinates of its geometries stand in `crs`.
    ///
    /// # Errors
    /// When the filter is wrong or does not fit the fields of the layer.
    pub fn read_filter(
        &self,
        records: impl Into<RecordSet>,
        text: &str,
        language: FilterLanguage,
        crs: Crs,
    ) -> Result<LayerFilter, NoFilter> {
        let records = records.into();
        let rows = self.rows(records);
        let read = match language {
            FilterLanguage::Text => Filter::from_text(text, &rows.queryables, crs),
            FilterLanguage::Json => Filter::from_json(text, &rows.queryables, crs),
        };
        let layer = records.layer;
        let filter = read.map_err(|error| NoFilter { layer, error })?;
        Ok(LayerFilter { records, filter })
    }

    /// The records that a query wants, in its order: their orders among those of their layer.
    #[must_use]
    pub fn wanted_orders(&self, query: &RecordQuery) -> Vec<u32> {
        self.wanted(query).iter().map(|row| row.order).collect()
    }

    /// The records that a query wants, in its order.
    pub(in crate::atlas) fn wanted(&self, query: &RecordQuery) -> Vec<&Row> {
        let mut wanted =
            self.accepted_rows(query.records, query.filter.as_ref(), query.bbox.as_ref());
        in_order(&mut wanted, &query.order);
        wanted
    }
}
