//! The columns of a file: for tables words beside codes and places in degrees, for shapes the
//! values as filters know them.

use super::Export;
use crate::atlas::records::{NAMED_BY, Row};
use crate::atlas::{Atlas, Tongue};
use crate::domain::{FieldSpec, FieldType, LayerId, LayerSpec, UnitCode, Value};
use crate::export::{Cell, Column, east_north, in_words};
use crate::geometry::Crs;
use crate::store::Time;

/// The heading of the number in both languages: what `phiabac import` takes for it as well.
const NUMBER: &str = "ID";

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'a> {
    /// The number, in tables; files of shapes have it in a column of their own.
    Id,
    East,
    North,
    /// The value as it stands in data and filters.
    Plain(&'a FieldSpec),
    /// The same beside a column of words.
    Code(&'a FieldSpec),
    /// Yes or no in words.
    YesNo(&'a FieldSpec),
    /// The words for a value of a closed list.
    Words(&'a FieldSpec),
    /// The name of the unit whose code the field holds.
    UnitName(&'a FieldSpec, &'static str),
    /// The licences of the sources.
    Licences,
}

impl Atlas {
    /// The columns of a file, in order.
    pub(super) fn contents(&self, export: &Export) -> Vec<Content<'_>> {
        let spec = self.catalog.layer(export.layer);
        let known = &self.rows(export.layer).queryables;
        let wanted = |field: &&FieldSpec| {
            known.kind(&field.id).is_some()
                && export
                    .properties
                    .as_ref()
                    .is_none_or(|names| names.contains(&field.id))
        };
        let fields = spec.fields.iter().filter(wanted);
        if export.format.is_table() {
            let of_fields = fields.flat_map(|field| table_contents(spec, field));
            let last = [Content::East, Content::North, Content::Licences];
            return [Content::Id]
                .into_iter()
                .chain(of_fields)
                .chain(last)
                .collect();
        }
        let of_fields = fields.flat_map(|field| {
            let named = unit_name(spec, field);
            [Content::Plain(field)].into_iter().chain(named)
        });
        of_fields.chain([Content::Licences]).collect()
    }

    /// What a column holds of a record.
    pub(super) fn cell(&self, export: &Export, row: &Row, what: Content) -> Cell {
        let tongue = export.tongue;
        let coordinate = |axis: usize| {
            let place = row.place.map(|place| east_north(export.crs, place));
            place.map_or(Cell::Empty, |place| Cell::Number(place[axis]))
        };
        match what {
            Content::Id => Cell::Integer(row.id as i64),
            Content::East => coordinate(0),
            Content::North => coordinate(1),
            Content::Plain(field) | Content::Code(field) => row.value(&field.id).into(),
            Content::YesNo(field) => yes_or_no(row.value(&field.id), tongue),
            Content::Words(field) => words(field, row.value(&field.id), tongue),
            Content::UnitName(field, _) => {
                self.unit_cell(export.layer, row.value(&field.id), tongue)
            }
            Content::Licences => self.licences(export.layer, row),
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
    fn licences(&self, layer: LayerId, row: &Row) -> Cell {
        let mut licences: Vec<&str> = Vec::new();
        for id in self.source_ids_of(layer, row) {
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

impl Content<'_> {
    /// The head of the column.
    pub(super) fn column(self, tongue: Tongue, crs: Crs) -> Column {
        let (name, title, kind) = match self {
            Self::Id => ("id", NUMBER.to_owned(), FieldType::Integer),
            Self::East => ("lon", east_title(tongue, crs), FieldType::Number),
            Self::North => ("lat", north_title(tongue, crs), FieldType::Number),
            Self::Licences => (
                "licences",
                licences_title(tongue).to_owned(),
                FieldType::Text,
            ),
            Self::Plain(field) => (&*field.id, with_unit(field, tongue), field.kind),
            Self::Code(field) => (&*field.id, code_title(field, tongue), field.kind),
            Self::YesNo(field) => {
                let title = own_title(field, tongue).to_owned();
                (&*field.id, title, FieldType::Text)
            }
            Self::Words(field) => {
                let title = without_code(own_title(field, tongue)).to_owned();
                (&*field.id, title, FieldType::Text)
            }
            Self::UnitName(field, name) => {
                let title = without_code(own_title(field, tongue)).to_owned();
                (name, title, FieldType::Text)
            }
        };
        Column {
            name: name.to_owned(),
            title,
            kind,
            words: match self {
                Self::Plain(field) => field_words(field, tongue),
                _ => Vec::new(),
            },
        }
    }
}

/// The columns of a field in a table: words and code where its values have words, else its value.
fn table_contents<'a>(spec: &LayerSpec, field: &'a FieldSpec) -> Vec<Content<'a>> {
    if let Some(named) = unit_name(spec, field) {
        return vec![named, Content::Code(field)];
    }
    if !field.values.is_empty() {
        return vec![Content::Words(field), Content::Code(field)];
    }
    match field.kind {
        FieldType::Boolean => vec![Content::YesNo(field)],
        _ => vec![Content::Plain(field)],
    }
}

/// The name of the unit whose code a field holds.
fn unit_name<'a>(spec: &LayerSpec, field: &'a FieldSpec) -> Option<Content<'a>> {
    let mut named = NAMED_BY.into_iter();
    let (name, _) = named.find(|(_, by)| *by == field.id)?;
    (spec.id != LayerId::Provinces).then_some(Content::UnitName(field, name))
}

/// The title of a field whose values are codes, for what has the words.
pub(in crate::atlas) fn without_code(title: &str) -> &str {
    let bare = title.strip_suffix(" (mã)");
    bare.or_else(|| title.strip_suffix(" (code)"))
        .unwrap_or(title)
}

fn own_title(field: &FieldSpec, tongue: Tongue) -> &str {
    match tongue {
        Tongue::Vi => &field.title_vi,
        Tongue::En => &field.title_en,
    }
}

fn code_title(field: &FieldSpec, tongue: Tongue) -> String {
    let bare = without_code(own_title(field, tongue));
    match tongue {
        Tongue::Vi => format!("{bare} (mã)"),
        Tongue::En => format!("{bare} (code)"),
    }
}

fn with_unit(field: &FieldSpec, tongue: Tongue) -> String {
    let title = own_title(field, tongue);
    match &field.unit {
        Some(unit) if field.kind != FieldType::Text => format!("{title} ({unit})"),
        _ => title.to_owned(),
    }
}

fn east_title(tongue: Tongue, crs: Crs) -> String {
    axis_title(
        crs,
        match tongue {
            Tongue::Vi => ["Kinh độ", "Tọa độ Đông"],
            Tongue::En => ["Longitude", "Easting"],
        },
    )
}

fn north_title(tongue: Tongue, crs: Crs) -> String {
    axis_title(
        crs,
        match tongue {
            Tongue::Vi => ["Vĩ độ", "Tọa độ Bắc"],
            Tongue::En => ["Latitude", "Northing"],
        },
    )
}

/// Degrees of WGS 84 go without a word; other systems are named.
fn axis_title(crs: Crs, [degrees, metres]: [&str; 2]) -> String {
    if [Crs::CRS84, Crs::WGS_84].contains(&crs) {
        degrees.to_owned()
    } else if crs.is_geographic() {
        format!("{degrees} ({crs})")
    } else {
        format!("{metres} (m, {crs})")
    }
}

fn licences_title(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Vi => "Giấy phép của nguồn",
        Tongue::En => "Licences of the sources",
    }
}

/// The closed list of the values of a field with their titles.
fn field_words(field: &FieldSpec, tongue: Tongue) -> Vec<(String, String)> {
    let values = field.values.iter();
    let each = values.map(|own| {
        let title = match tongue {
            Tongue::Vi => &own.title_vi,
            Tongue::En => &own.title_en,
        };
        (own.value.clone(), title.clone())
    });
    each.collect()
}

fn yes_or_no(value: Option<&Value>, tongue: Tongue) -> Cell {
    let word = match (value, tongue) {
        (Some(Value::Boolean(true)), Tongue::Vi) => "có",
        (Some(Value::Boolean(false)), Tongue::Vi) => "không",
        (Some(Value::Boolean(true)), Tongue::En) => "yes",
        (Some(Value::Boolean(false)), Tongue::En) => "no",
        _ => return Cell::Empty,
    };
    Cell::Text(word.to_owned())
}

/// The words for a value of a closed list.
fn words(field: &FieldSpec, value: Option<&Value>, tongue: Tongue) -> Cell {
    value.map_or(Cell::Empty, |value| {
        Cell::Text(in_words(&field_words(field, tongue), &value.to_string()))
    })
}
