//! Filters drawn by lot over the compiled tables, and what they mean: written from the standard,
//! with nothing of the product's code.

use std::collections::HashMap;
use std::path::Path;

use geo::{Geometry, Intersects, Point, Polygon, Rect, polygon};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::random::Random;

/// A table of records as text.
pub struct Table {
    pub rows: Vec<Row>,
    /// Columns of text and of numbers that are asked for.
    texts: Vec<&'static str>,
    numbers: Vec<&'static str>,
}

/// A record.
pub struct Row {
    pub id: u64,
    pub place: Option<[f64; 2]>,
    /// Where it is more than a point.
    pub shape: Option<Geometry>,
    values: HashMap<String, String>,
}

/// Columns that filters name, of any of the tables.
const TEXTS: &[&str] = &[
    "name_vi",
    "kind",
    "status",
    "fuel",
    "class",
    "mode",
    "neighbour",
    "province",
    "commune",
    "precision",
    "investor",
    "river",
    "owner",
    "former_district",
    "parent",
    "code",
];

const NUMBERS: &[&str] = &[
    "id",
    "area_ha",
    "occupancy_pct",
    "projects",
    "established_year",
    "capacity_mw",
    "year",
    "generation_gwh",
    "error_km",
    "opened_year",
    "area_km2",
    "population",
];

impl Table {
    /// The rows of a file that are `wanted`.
    pub fn read(file: &Path, wanted: impl Fn(&HashMap<String, String>) -> bool) -> Self {
        let mut reader = csv::Reader::from_path(file).unwrap();
        let all = reader.deserialize().map(Result::unwrap);
        let rows: Vec<Row> = all.filter(|row| wanted(row)).map(Row::of).collect();
        let has = |name: &&&str| rows.iter().any(|row| row.get(name).is_some());
        let [texts, numbers] =
            [TEXTS, NUMBERS].map(|names| names.iter().filter(has).copied().collect());
        Self {
            rows,
            texts,
            numbers,
        }
    }

    /// The rows of which a condition is true.
    pub fn accepted<'a>(&'a self, condition: &'a Condition) -> impl Iterator<Item = &'a Row> {
        let rows = self.rows.iter();
        rows.filter(|row| condition.holds(row) == Some(true))
    }

    fn any_row(&self, random: &mut Random) -> &Row {
        &self.rows[random.below(self.rows.len())]
    }
}

impl Row {
    fn of(values: HashMap<String, String>) -> Self {
        let number = |name: &str| values.get(name)?.parse().ok();
        let place = |lon, lat| Some([number(lon)?, number(lat)?]);
        Self {
            id: values["id"].parse().unwrap(),
            place: place("lon", "lat").or_else(|| place("label_lon", "label_lat")),
            shape: None,
            values,
        }
    }

    /// Whether an area and the record have a point in common; nothing where no source says the
    /// place.
    fn meets(&self, area: &Polygon) -> Option<bool> {
        if let Some(shape) = &self.shape {
            return Some(shape.intersects(area));
        }
        self.place
            .map(|[lon, lat]| area.intersects(&Point::new(lon, lat)))
    }

    /// The text of a column; nothing when it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        (!value.is_empty()).then_some(value)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse().ok()
    }
}

/// A condition.
pub enum Condition {
    Text(&'static str, &'static str, String),
    Number(&'static str, &'static str, f64),
    Between(&'static str, f64, f64),
    In(&'static str, Vec<String>),
    /// Whether a text holds another; folded or not.
    Holds(&'static str, String, bool),
    Unknown(&'static str),
    /// West, south, east, north.
    Box(&'static str, [f64; 4]),
    Triangle([[f64; 2]; 3]),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

const COMPARED: [&str; 6] = ["=", "<>", "<", "<=", ">", ">="];

fn one_of<T: Copy>(list: &[T], random: &mut Random) -> T {
    list[random.below(list.len())]
}

impl Condition {
    /// A condition drawn by lot, with so many levels of AND, OR and NOT at most.
    pub fn drawn(table: &Table, random: &mut Random, levels: usize) -> Self {
        let deeper = |random: &mut Random| Self::drawn(table, random, levels - 1);
        match random.below(if levels > 0 { 8 } else { 5 }) {
            0 => Self::of_text(table, random),
            1 | 2 => Self::of_number(table, random),
            3 => Self::of_place(random),
            4 => {
                let names = [&table.texts[..], &table.numbers].concat();
                Self::Unknown(one_of(&names, random))
            }
            5 => Self::All(vec![deeper(random), deeper(random)]),
            6 => Self::Any((0..2 + random.below(2)).map(|_| deeper(random)).collect()),
            _ => Self::Not(Box::new(deeper(random))),
        }
    }

    fn of_text(table: &Table, random: &mut Random) -> Self {
        let field = one_of(&table.texts, random);
        let told: Vec<&Row> = table
            .rows
            .iter()
            .filter(|row| row.get(field).is_some())
            .collect();
        let value = |random: &mut Random| {
            let row = one_of(&told, random);
            row.get(field).unwrap().to_owned()
        };
        match random.below(4) {
            0 => Self::Text(field, one_of(&COMPARED, random), value(random)),
            1 => Self::In(
                field,
                (0..=random.below(3)).map(|_| value(random)).collect(),
            ),
            _ => {
                let letters: Vec<char> = value(random).chars().collect();
                let start = random.below(letters.len());
                let part = letters.iter().skip(start).take(1 + random.below(4));
                let part: String = part.collect();
                Self::Holds(field, part, random.below(2) == 0)
            }
        }
    }

    fn of_number(table: &Table, random: &mut Random) -> Self {
        let field = one_of(&table.numbers, random);
        let mut value = || {
            let told = (0..50).find_map(|_| table.any_row(random).number(field));
            (told.unwrap_or(10.0), random.below(3))
        };
        let ((one, shift), (other, _)) = (value(), value());
        if shift == 0 {
            return Self::Between(field, one.min(other), one.max(other));
        }
        Self::Number(field, one_of(&COMPARED, random), one)
    }

    fn of_place(random: &mut Random) -> Self {
        let mut corner = || {
            [
                103.0 + 5.0 * random.fraction(),
                19.0 + 4.0 * random.fraction(),
            ]
        };
        let (one, other, third) = (corner(), corner(), corner());
        let low = [one[0].min(other[0]), one[1].min(other[1])];
        let high = [one[0].max(other[0]), one[1].max(other[1])];
        match random.below(3) {
            0 => Self::Triangle([one, other, third]),
            1 => Self::Box("S_INTERSECTS", [low[0], low[1], high[0], high[1]]),
            _ => Self::Box("S_DISJOINT", [low[0], low[1], high[0], high[1]]),
        }
    }

    /// Whether it is true of a row; nothing where that cannot be known.
    pub fn holds(&self, row: &Row) -> Option<bool> {
        match self {
            Self::Text(field, by, value) => Some(compared(row.get(field)?.cmp(value), by)),
            Self::Number(field, by, value) => {
                Some(compared(row.number(field)?.partial_cmp(value).unwrap(), by))
            }
            Self::Between(field, low, high) => {
                row.number(field).map(|own| *low <= own && own <= *high)
            }
            Self::In(field, list) => row.get(field).map(|own| list.iter().any(|v| v == own)),
            Self::Holds(field, part, false) => row.get(field).map(|own| own.contains(part)),
            Self::Holds(field, part, true) => row
                .get(field)
                .map(|own| folded(own).contains(&folded(part))),
            Self::Unknown(field) => Some(row.get(field).is_none()),
            Self::Box(relation, [west, south, east, north]) => {
                let area = Rect::new((*west, *south), (*east, *north)).to_polygon();
                let meets = row.meets(&area)?;
                Some(meets == (*relation == "S_INTERSECTS"))
            }
            Self::Triangle([a, b, c]) => {
                let [a, b, c] = [a, b, c].map(|at| (at[0], at[1]));
                row.meets(&polygon![a.into(), b.into(), c.into(), a.into()])
            }
            Self::All(all) => {
                let each: Vec<Option<bool>> = all.iter().map(|own| own.holds(row)).collect();
                match each {
                    each if each.contains(&Some(false)) => Some(false),
                    each if each.contains(&None) => None,
                    _ => Some(true),
                }
            }
            Self::Any(any) => {
                let each: Vec<Option<bool>> = any.iter().map(|own| own.holds(row)).collect();
                match each {
                    each if each.contains(&Some(true)) => Some(true),
                    each if each.contains(&None) => None,
                    _ => Some(false),
                }
            }
            Self::Not(own) => own.holds(row).map(|yes| !yes),
        }
    }

    /// As CQL2 text.
    pub fn text(&self) -> String {
        let joined = |all: &[Self], word: &str| {
            let each: Vec<String> = all.iter().map(|own| format!("({})", own.text())).collect();
            each.join(word)
        };
        match self {
            Self::Text(field, by, value) => format!("{field} {by} {}", quoted(value)),
            Self::Number(field, by, value) => format!("{field} {by} {value}"),
            Self::Between(field, low, high) => format!("{field} BETWEEN {low} AND {high}"),
            Self::In(field, list) => {
                let list: Vec<String> = list.iter().map(|own| quoted(own)).collect();
                format!("{field} IN ({})", list.join(", "))
            }
            Self::Holds(field, part, false) => format!("{field} LIKE {}", quoted(&pattern(part))),
            Self::Holds(field, part, true) => format!(
                "CASEI(ACCENTI({field})) LIKE CASEI(ACCENTI({}))",
                quoted(&pattern(part))
            ),
            Self::Unknown(field) => format!("{field} IS NULL"),
            Self::Box(relation, [w, s, e, n]) => {
                format!("{relation}(geometry, BBOX({w}, {s}, {e}, {n}))")
            }
            Self::Triangle([first, second, third]) => {
                let corners =
                    [first, second, third, first].map(|[lon, lat]| format!("{lon} {lat}"));
                format!("S_INTERSECTS(geometry, POLYGON(({})))", corners.join(", "))
            }
            Self::All(all) => joined(all, " AND "),
            Self::Any(any) => joined(any, " OR "),
            Self::Not(own) => format!("NOT ({})", own.text()),
        }
    }

    /// As CQL2 JSON.
    pub fn json(&self) -> Value {
        let of = |field: &str| json!({ "property": field });
        let op = |op: &str, args: Value| json!({ "op": op, "args": args });
        let each = |all: &[Self]| Value::from(all.iter().map(Self::json).collect::<Vec<_>>());
        match self {
            Self::Text(field, by, value) => op(by, json!([of(field), value])),
            Self::Number(field, by, value) => op(by, json!([of(field), value])),
            Self::Between(field, low, high) => op("between", json!([of(field), low, high])),
            Self::In(field, list) => op("in", json!([of(field), list])),
            Self::Holds(field, part, false) => op("like", json!([of(field), pattern(part)])),
            Self::Holds(field, part, true) => {
                let alike = |own: Value| op("casei", json!([op("accenti", json!([own]))]));
                op(
                    "like",
                    json!([alike(of(field)), alike(pattern(part).into())]),
                )
            }
            Self::Unknown(field) => op("isNull", json!([of(field)])),
            Self::Box(relation, bbox) => op(
                &relation.to_lowercase(),
                json!([of("geometry"), { "bbox": bbox }]),
            ),
            Self::Triangle([a, b, c]) => op(
                "s_intersects",
                json!([of("geometry"), { "type": "Polygon", "coordinates": [[a, b, c, a]] }]),
            ),
            Self::All(all) => op("and", each(all)),
            Self::Any(any) => op("or", each(any)),
            Self::Not(own) => op("not", json!([own.json()])),
        }
    }
}

fn compared(order: std::cmp::Ordering, by: &str) -> bool {
    match by {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A pattern for any text that holds this one.
fn pattern(part: &str) -> String {
    let mut pattern = String::from("%");
    for letter in part.chars() {
        if "%_\\".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + "%"
}

/// A text in small letters without marks.
fn folded(text: &str) -> String {
    let bare = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    let bare: String = bare.collect();
    bare.replace('đ', "d").replace('Đ', "D").to_lowercase()
}
