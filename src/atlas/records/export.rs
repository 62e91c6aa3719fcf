//! Records to take away: features one by one, or rows of a table with words for codes.

use geojson::Feature;

use crate::atlas::records::query::RecordQuery;
use crate::atlas::records::{NAMED_BY, Row};
use crate::atlas::{Atlas, SourceDocument, Tongue};
use crate::domain::{FieldSpec, FieldType, LayerId, LayerSpec, UnitCode, Value};
use crate::store::Time;

/// The records that a query wants, in its order.
#[derive(Clone, Debug)]
pub struct WantedRecords {
    layer: LayerId,
    /// Their order among the records of the layer.
    rows: Vec<u32>,
}

/// A cell of a table. What is not known is empty.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Empty,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct TableColumn<'a> {
    /// Its title with its unit.
    pub title: String,
    what: Content<'a>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
enum Content<'a> {
    Id,
    Lon,
    Lat,
    /// The value as it stands in data and filters.
    Plain(&'a FieldSpec),
    /// The words for a value of a closed list.
    Words(&'a FieldSpec),
    /// The name of the unit whose code the field holds.
    UnitName(&'a FieldSpec),
    /// The licences of the sources.
    Licences,
}

impl WantedRecords {
    /// How many there are.
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
    /// The records that a query wants, to be taken one by one.
    #[must_use]
    pub fn wanted_records(&self, query: &RecordQuery) -> WantedRecords {
        let rows = self.wanted(query);
        WantedRecords {
            layer: query.layer,
            rows: rows.iter().map(|row| row.order).collect(),
        }
    }

    /// The sources that records rest on.
    #[must_use]
    pub fn sources_of(&self, wanted: &WantedRecords) -> Vec<SourceDocument<'_>> {
        let rows = wanted
            .rows
            .iter()
            .filter_map(|&at| self.row(wanted.layer, at));
        self.sources_named(self.source_ids(&rows.collect::<Vec<_>>()))
    }

    /// One of the records as a feature whose `sources` are ids.
    #[must_use]
    pub fn exported_feature(&self, wanted: &WantedRecords, index: usize) -> Option<Feature> {
        let row = self.row(wanted.layer, *wanted.rows.get(index)?)?;
        let mut feature = self.feature_at(wanted.layer, row)?;
        let ids = row.value("sources").map(Value::to_string);
        let ids: Vec<&str> = ids.iter().flat_map(|joined| joined.split(';')).collect();
        let properties = feature.properties.get_or_insert_default();
        properties.insert("sources".into(), ids.into());
        Some(feature)
    }

    /// The columns of a table of records of a layer.
    #[must_use]
    pub fn table_columns(&self, layer: LayerId, tongue: Tongue) -> Vec<TableColumn<'_>> {
        let spec = self.catalog.layer(layer);
        let known = &self.rows(layer).queryables;
        let fields = spec.fields.iter();
        let fields = fields.filter(|field| known.kind(&field.id).is_some());
        let [id, lon, lat, licences] = match tongue {
            Tongue::Vi => ["Mã số", "Kinh độ", "Vĩ độ", "Giấy phép của nguồn"],
            Tongue::En => ["Number", "Longitude", "Latitude", "Licences of the sources"],
        };
        let first = column(id, Content::Id);
        let place_and_licences = [
            column(lon, Content::Lon),
            column(lat, Content::Lat),
            column(licences, Content::Licences),
        ];
        let of_fields = fields.flat_map(|field| field_columns(spec, field, tongue));
        [first]
            .into_iter()
            .chain(of_fields)
            .chain(place_and_licences)
            .collect()
    }

    /// The row of one of the records, a cell for each column.
    #[must_use]
    pub fn table_row(
        &self,
        wanted: &WantedRecords,
        index: usize,
        columns: &[TableColumn<'_>],
        tongue: Tongue,
    ) -> Vec<Cell> {
        let at = wanted.rows.get(index).copied();
        let Some(row) = at.and_then(|at| self.row(wanted.layer, at)) else {
            return Vec::new();
        };
        let cells = columns.iter();
        cells
            .map(|column| self.cell(wanted.layer, row, column.what, tongue))
            .collect()
    }

    fn row(&self, layer: LayerId, order: u32) -> Option<&Row> {
        self.rows(layer).list.get(order as usize)
    }

    fn cell(&self, layer: LayerId, row: &Row, what: Content, tongue: Tongue) -> Cell {
        match what {
            Content::Id => Cell::Number(row.id as f64),
            Content::Lon => row
                .place
                .map_or(Cell::Empty, |place| Cell::Number(place.lon)),
            Content::Lat => row
                .place
                .map_or(Cell::Empty, |place| Cell::Number(place.lat)),
            Content::Plain(field) => plain(row.value(&field.id), tongue),
            Content::Words(field) => words(field, row.value(&field.id), tongue),
            Content::UnitName(field) => self.unit_cell(layer, row.value(&field.id), tongue),
            Content::Licences => self.licences(row),
        }
    }

    fn unit_cell(&self, layer: LayerId, code: Option<&Value>, tongue: Tongue) -> Cell {
        let time = match layer {
            LayerId::FormerCommunes => Time::Former,
            _ => Time::Present,
        };
        let code = code.and_then(|code| code.to_string().parse().ok());
        let unit = code.and_then(|code: UnitCode| self.unit(code, time));
        unit.map_or(Cell::Empty, |unit| {
            Cell::Text(match tongue {
                Tongue::Vi => unit.full_name_vi.clone(),
                Tongue::En => unit.full_name_en.clone(),
            })
        })
    }

    /// The licences of the sources of a record, each once, in the order of its sources.
    fn licences(&self, row: &Row) -> Cell {
        let ids = row.value("sources").map(Value::to_string);
        let mut licences: Vec<&str> = Vec::new();
        for id in ids.iter().flat_map(|joined| joined.split(';')) {
            let mut sources = self.tables.sources.iter();
            if let Some(source) = sources.find(|source| source.id == id)
                && !licences.contains(&source.licence.as_str())
            {
                licences.push(&source.licence);
            }
        }
        if licences.is_empty() {
            return Cell::Empty;
        }
        Cell::Text(licences.join("; "))
    }
}

/// The title of a field whose values are codes, for what has the words.
pub(super) fn without_code(title: &str) -> &str {
    let bare = title.strip_suffix(" (mã)");
    bare.or_else(|| title.strip_suffix(" (code)"))
        .unwrap_or(title)
}

fn column<'a>(title: &str, what: Content<'a>) -> TableColumn<'a> {
    TableColumn {
        title: title.to_owned(),
        what,
    }
}

/// The columns of a field: words and code where its values have words, else its value.
fn field_columns<'a>(
    spec: &LayerSpec,
    field: &'a FieldSpec,
    tongue: Tongue,
) -> Vec<TableColumn<'a>> {
    let (title, code) = match tongue {
        Tongue::Vi => (&field.title_vi, "mã"),
        Tongue::En => (&field.title_en, "code"),
    };
    let bare = without_code(title);
    let names_unit = NAMED_BY.iter().any(|(_, by)| *by == field.id);
    if names_unit && spec.id != LayerId::Provinces {
        return vec![
            column(bare, Content::UnitName(field)),
            column(&format!("{bare} ({code})"), Content::Plain(field)),
        ];
    }
    if !field.values.is_empty() {
        return vec![
            column(bare, Content::Words(field)),
            column(&format!("{bare} ({code})"), Content::Plain(field)),
        ];
    }
    let unit = field
        .unit
        .as_ref()
        .filter(|_| field.kind != FieldType::Text);
    let title = match unit {
        Some(unit) => format!("{title} ({unit})"),
        None => title.clone(),
    };
    vec![column(&title, Content::Plain(field))]
}

fn plain(value: Option<&Value>, tongue: Tongue) -> Cell {
    match value {
        None => Cell::Empty,
        Some(Value::Text(text)) => Cell::Text(text.clone()),
        Some(Value::Integer(number)) => Cell::Number(*number as f64),
        Some(Value::Number(number)) => Cell::Number(*number),
        Some(Value::Boolean(yes)) => {
            let word = match (tongue, yes) {
                (Tongue::Vi, true) => "có",
                (Tongue::Vi, false) => "không",
                (Tongue::En, true) => "yes",
                (Tongue::En, false) => "no",
            };
            Cell::Text(word.to_owned())
        }
    }
}

/// The words for a value of a closed list; for each where a text holds several.
fn words(field: &FieldSpec, value: Option<&Value>, tongue: Tongue) -> Cell {
    let Some(value) = value else {
        return Cell::Empty;
    };
    let text = value.to_string();
    let each = text.split(';').map(|part| {
        let own = field.values.iter().find(|own| own.value == part);
        own.map_or(part, |own| match tongue {
            Tongue::Vi => own.title_vi.as_str(),
            Tongue::En => own.title_en.as_str(),
        })
    });
    Cell::Text(each.collect::<Vec<_>>().join("; "))
}
