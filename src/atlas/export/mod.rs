//! Records to take away: which ones, with which columns, in which format.

pub(in crate::atlas) mod columns;
mod notice;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use geo_types::Point;
use geojson::Feature;

use self::columns::Content;
use super::records::Row;
use super::records::page::ALWAYS;
use super::records::query::RecordQuery;
use super::{Atlas, Tongue};
use crate::domain::{LayerId, Source, Value};
use crate::export::{self, Cell, ExportError, Extract, ExtractRow, Format};
use crate::filter::Candidate;

/// A wish for a file.
#[derive(Clone, Debug)]
pub struct ExportWish {
    /// Which records, in which order.
    pub query: RecordQuery,
    /// In which format.
    pub format: Format,
    /// In which language titles and words stand.
    pub tongue: Tongue,
    /// Only these fields; all where none are named.
    pub properties: Option<BTreeSet<String>>,
}

/// The records that a file is to hold.
#[derive(Clone, Debug)]
pub struct Export {
    layer: LayerId,
    format: Format,
    tongue: Tongue,
    properties: Option<BTreeSet<String>>,
    /// Their order among the records of the layer.
    rows: Vec<u32>,
}

impl Export {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Atlas {
    /// Finds the records that a file is to hold.
    #[must_use]
    pub fn export(&self, wish: ExportWish) -> Export {
        let rows = self.wanted(&wish.query);
        Export {
            layer: wish.query.layer,
            rows: rows.iter().map(|row| row.order).collect(),
            format: wish.format,
            tongue: wish.tongue,
            properties: wish.properties,
        }
    }

    /// Writes the records into a new file, one after the other; tells after each how many are
    /// written.
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
        let mut number = 0;
        let mut rows = export.rows.iter().filter_map(|&order| {
            number += 1;
            written(number);
            self.row(export.layer, order)
        });
        if export.format == Format::GeoJson {
            let out = BufWriter::new(File::create_new(file)?);
            let mut features = rows.filter_map(|row| self.extract_feature(export, row));
            return export::write_features(&extract, export.len(), &mut features, out);
        }
        let mut rows = rows
            .by_ref()
            .map(|row| self.extract_row(export, row, &contents));
        export::write(&extract, &mut rows, export.format, file)
    }

    fn extract(&self, export: &Export, contents: &[Content]) -> Extract {
        let spec = self.catalog.layer(export.layer);
        let columns = contents.iter();
        let columns = columns.map(|content| content.column(export.tongue));
        let sources = self.sources_under(export);
        Extract {
            name: export.layer.to_string(),
            title: match export.tongue {
                Tongue::Vi => spec.title_vi.clone(),
                Tongue::En => spec.title_en.clone(),
            },
            geometry: export.layer.geometry(),
            epsg: 4326,
            columns: columns.collect(),
            notice: self.notice(export, &sources),
            sources,
            source_headings: notice::source_headings(export.tongue),
            sources_title: notice::sources_title(export.tongue).to_owned(),
            as_of: self.loaded.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
        }
    }

    fn extract_row(&self, export: &Export, row: &Row, contents: &[Content]) -> ExtractRow {
        let cells = contents.iter();
        let cells = cells.map(|content| self.cell(export.layer, row, *content, export.tongue));
        ExtractRow {
            id: row.id,
            cells: cells.collect::<Vec<Cell>>(),
            shape: row
                .place
                .map(|place| Point::new(place.lon, place.lat).into()),
        }
    }

    /// A record as a feature whose `sources` are ids.
    fn extract_feature(&self, export: &Export, row: &Row) -> Option<Feature> {
        let mut feature = self.feature_at(export.layer, row.at)?;
        let ids = row.value("sources").map(Value::to_string);
        let ids: Vec<&str> = ids.iter().flat_map(|joined| joined.split(';')).collect();
        let properties = feature.properties.get_or_insert_default();
        properties.insert("sources".into(), ids.into());
        if let Some(wanted) = &export.properties {
            properties.retain(|name, _| wanted.contains(name) || ALWAYS.contains(&name.as_str()));
        }
        Some(feature)
    }

    /// The sources that the records rest on, and the layer as a whole.
    fn sources_under(&self, export: &Export) -> Vec<Source> {
        let rows = export.rows.iter();
        let rows = rows.filter_map(|&order| self.row(export.layer, order));
        let ids = self.source_ids(&rows.collect::<Vec<_>>());
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let sources = self.tables.sources.iter();
        let named = sources.filter(|source| ids.contains(source.id.as_str()));
        named.cloned().collect()
    }

    pub(super) fn row(&self, layer: LayerId, order: u32) -> Option<&Row> {
        self.rows(layer)?.list.get(order as usize)
    }
}
