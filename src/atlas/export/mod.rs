//! Records to take away: which ones, with which columns, in which format.

pub(in crate::atlas) mod columns;
mod notice;
mod shapes;

use std::collections::BTreeSet;
use std::path::Path;

use geojson::JsonObject;

use self::columns::Content;
pub(in crate::atlas) use self::notice::uses;
use super::records::Row;
use super::records::query::RecordQuery;
use super::records::set::RecordSet;
use super::{Atlas, Tongue};
use crate::domain::{LayerId, Source, Value};
use crate::export::{self, Cell, ExportError, Extract, ExtractRow, Format};
use crate::geometry::Crs;

/// A wish for a file.
#[derive(Clone, Debug)]
pub struct ExportWish {
    /// Which records, in which order.
    pub query: RecordQuery,
    /// In which format.
    pub format: Format,
    /// In which coordinates: a system that the format can hold.
    pub crs: Crs,
    /// In which language titles and words stand.
    pub tongue: Tongue,
    /// Only these fields; all where none are named.
    pub properties: Option<BTreeSet<String>>,
}

/// The records that a file is to hold.
#[derive(Clone, Debug)]
pub struct Export {
    records: RecordSet,
    layer: LayerId,
    format: Format,
    crs: Crs,
    tongue: Tongue,
    properties: Option<BTreeSet<String>>,
    /// Their order among the records of the layer.
    rows: Vec<u32>,
    left_out: usize,
}

impl Export {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many records without a place were left out, because the format holds none such.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Atlas {
    /// The title of a layer.
    #[must_use]
    pub fn layer_title(&self, layer: LayerId, tongue: Tongue) -> &str {
        let spec = self.catalog.layer(layer);
        match tongue {
            Tongue::Vi => &spec.title_vi,
            Tongue::En => &spec.title_en,
        }
    }

    /// Finds the records that a file is to hold.
    #[must_use]
    pub fn export(&self, wish: ExportWish) -> Export {
        let records = wish.query.records;
        let layer = records.layer;
        let mut rows = self.wanted(&wish.query);
        let wanted = rows.len();
        if wish.format.holds_places_only() {
            rows.retain(|row| self.is_placed(layer, row));
        }
        Export {
            records,
            layer,
            left_out: wanted - rows.len(),
            rows: rows.iter().map(|row| row.order).collect(),
            format: wish.format,
            crs: wish.crs,
            tongue: wish.tongue,
            properties: wish.properties,
        }
    }

    /// Writes the records into a new file, one after the other; tells before each how many went
    /// before it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_export(
        &self,
        export: &Export,
        file: &Path,
        written: &mut dyn FnMut(usize),
    ) -> Result<(), ExportError> {
        let contents = self.contents(export);
        let extract = self.extract(export, &contents);
        let rows = self.rows_of(export).enumerate();
        let mut rows = rows.map(|(before, row)| {
            written(before);
            self.extract_row(export, row, &contents)
        });
        export::write(&extract, &mut rows, export.format, file)
    }

    fn rows_of<'a>(&'a self, export: &'a Export) -> impl Iterator<Item = &'a Row> {
        let list = &self.rows(export.records).list;
        let orders = export.rows.iter();
        orders.filter_map(|&order| list.get(order as usize))
    }

    fn extract(&self, export: &Export, contents: &[Content]) -> Extract {
        let columns = contents.iter();
        let columns = columns.map(|content| content.column(export.tongue, export.crs));
        let sources = self.sources_under(export);
        Extract {
            name: export.layer.to_string(),
            title: self.layer_title(export.layer, export.tongue).to_owned(),
            geometry: export.layer.geometry(),
            crs: export.crs,
            count: export.len(),
            columns: columns.collect(),
            notice: self.notice(export, &sources),
            sources,
            source_headings: notice::source_headings(export.tongue),
            sources_title: notice::sources_title(export.tongue).to_owned(),
            as_of: self.loaded.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
        }
    }

    fn extract_row(&self, export: &Export, row: &Row, contents: &[Content]) -> ExtractRow {
        let is_geojson = export.format == Format::GeoJson;
        let cells = contents.iter().filter(|_| !is_geojson);
        let cells = cells.map(|content| self.cell(export, row, *content));
        let properties = is_geojson.then(|| self.extract_properties(export, row));
        ExtractRow {
            id: row.id,
            cells: cells.collect::<Vec<Cell>>(),
            properties: properties.unwrap_or_default(),
            shape: if export.format.is_table() {
                None
            } else {
                self.shape_in(export.crs, export.records, row)
            },
        }
    }

    /// All that is known of a record, its `sources` as ids.
    fn extract_properties(&self, export: &Export, row: &Row) -> JsonObject {
        let wanted = export.properties.as_ref();
        let item = self.item(export.records, row.order, false, wanted);
        let mut properties = item.map(|item| item.properties).unwrap_or_default();
        if wanted.is_none_or(|names| names.contains("sources")) {
            let ids = self.source_ids_of(export.layer, row);
            properties.insert("sources".into(), ids.into());
        }
        properties
    }

    /// Ids of the sources of a record; those of its layer where it names none.
    fn source_ids_of(&self, layer: LayerId, row: &Row) -> Vec<String> {
        let own = row.value("sources").map(Value::to_string);
        match own {
            Some(joined) => joined.split(';').map(str::to_owned).collect(),
            None => self.catalog.layer(layer).sources.clone(),
        }
    }

    /// The sources that the records and the shapes of the layer rest on.
    pub(in crate::atlas) fn sources_under(&self, export: &Export) -> Vec<Source> {
        let of_layer = self.catalog.layer(export.layer).sources.iter().cloned();
        let of_rows = self.rows_of(export);
        let of_rows = of_rows.flat_map(|row| self.source_ids_of(export.layer, row));
        let ids: BTreeSet<String> = of_layer.chain(of_rows).collect();
        let sources = self.tables.sources.iter();
        let named = sources.filter(|source| ids.contains(&source.id));
        named.cloned().collect()
    }
}
