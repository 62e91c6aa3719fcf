//! From what the parser found to conditions that fit the fields of a layer.

use cql2::Expr;
use unicode_normalization::UnicodeNormalization;

use super::operand::{Kind, Likeness, Operand, Scalar, first_day};
use super::predicate::{Comparison, Predicate, Wanted};
use super::read_relations::{place, when};
use super::relation::Relation;
use super::temporal::TimeRelation;
use super::{FilterError, Queryables};
use crate::geometry::Crs;

/// What a filter is read with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The fields that it may name.
    pub fields: &'a Queryables,
    /// The system of its coordinates.
    pub crs: Crs,
}

/// The condition that an expression states.
pub(super) fn predicate(expr: &Expr, reading: Reading) -> Result<Predicate, FilterError> {
    let fields = reading.fields;
    match expr {
        Expr::Bool(yes) => Ok(Predicate::Always(*yes)),
        Expr::Property { property } => match field(property, fields)? {
            Kind::Boolean => Ok(Predicate::True(property.clone())),
            kind => Err(FilterError::NoCondition(format!(
                "the {} {property}",
                kind.as_str()
            ))),
        },
        Expr::Operation { op, args } => operation(op, args, reading),
        other => Err(FilterError::NoCondition(words(other))),
    }
}

fn operation(op: &str, args: &[Box<Expr>], reading: Reading) -> Result<Predicate, FilterError> {
    let fields = reading.fields;
    let lower = op.to_ascii_lowercase();
    if let Some(relation) = Relation::of(&lower) {
        return place(op, relation, args, reading);
    }
    if let Some(relation) = TimeRelation::of(&lower) {
        return when(op, relation, args, fields);
    }
    if let Some(by) = comparison(&lower) {
        return compare(op, by, args, fields);
    }
    let each = || args.iter().map(|arg| predicate(arg, reading));
    match (lower.as_str(), args) {
        ("and", _) => Ok(Predicate::All(each().collect::<Result<_, _>>()?)),
        ("or", _) => Ok(Predicate::Any(each().collect::<Result<_, _>>()?)),
        ("not", [own]) => Ok(Predicate::Not(Box::new(predicate(own, reading)?))),
        ("isnull", [own]) => match &**own {
            Expr::Property { property } => {
                field(property, fields)?;
                Ok(Predicate::Unknown(property.clone()))
            }
            other => Err(FilterError::NoCondition(words(other))),
        },
        ("between", [value, low, high]) => between(value, low, high, fields),
        ("in", [value, list]) => one_of(value, list, fields),
        ("like", [value, pattern]) => like(value, pattern, fields),
        _ => Err(FilterError::Unsupported(op.to_owned())),
    }
}

fn comparison(op: &str) -> Option<Comparison> {
    Some(match op {
        "=" => Comparison::Equal,
        "<>" | "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn compare(
    op: &str,
    by: Comparison,
    args: &[Box<Expr>],
    fields: &Queryables,
) -> Result<Predicate, FilterError> {
    let [left, right] = args else {
        return Err(FilterError::Unsupported(op.to_owned()));
    };
    let (left, right) = alike(operand(left, fields)?, operand(right, fields)?)?;
    Ok(Predicate::Compare { left, by, right })
}

fn between(
    value: &Expr,
    low: &Expr,
    high: &Expr,
    fields: &Queryables,
) -> Result<Predicate, FilterError> {
    let (value, low) = alike(operand(value, fields)?, operand(low, fields)?)?;
    let (value, high) = alike(value, operand(high, fields)?)?;
    Ok(Predicate::Between { value, low, high })
}

fn one_of(value: &Expr, list: &Expr, fields: &Queryables) -> Result<Predicate, FilterError> {
    let value = operand(value, fields)?;
    let items: Vec<&Expr> = match list {
        Expr::Array(items) => items.iter().map(|item| &**item).collect(),
        // A list of one is read as its only item.
        other => vec![other],
    };
    let beside = |item| Ok(alike(value.clone(), operand(item, fields)?)?.1);
    let list = items.into_iter().map(beside).collect::<Result<_, _>>()?;
    Ok(Predicate::OneOf { value, list })
}

fn like(value: &Expr, pattern: &Expr, fields: &Queryables) -> Result<Predicate, FilterError> {
    let value = operand(value, fields)?;
    match (value.kind(), operand(pattern, fields)?) {
        (Kind::Text, Operand::Constant(Scalar::Text(text))) => Ok(Predicate::Like {
            value,
            pattern: wanted(&text),
        }),
        _ => Err(FilterError::Mismatch {
            left: named(&value),
            right: "a pattern".to_owned(),
        }),
    }
}

/// A pattern: `%` stands for any letters, `_` for one, `\` before either for itself.
fn wanted(text: &str) -> Vec<Wanted> {
    let mut pattern = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => pattern.push(Wanted::AnyMany),
            '_' => pattern.push(Wanted::AnyOne),
            '\\' => pattern.extend(letters.next().map(Wanted::This)),
            _ => pattern.push(Wanted::This(letter)),
        }
    }
    pattern
}

/// One side of a comparison, its texts made as alike as was asked.
pub(super) fn operand(expr: &Expr, fields: &Queryables) -> Result<Operand, FilterError> {
    let constant = |scalar| Ok(Operand::Constant(scalar));
    match expr {
        Expr::Property { property } => Ok(Operand::Field {
            kind: field(property, fields)?,
            name: property.clone(),
            likeness: Likeness::default(),
        }),
        Expr::Float(number) => constant(Scalar::Number(*number)),
        // Our texts are in normal form C, so what they are compared with is, too.
        Expr::Literal(text) => {
            let composed: String = text.nfc().collect();
            constant(Scalar::Text(composed.into()))
        }
        Expr::Bool(yes) => constant(Scalar::Boolean(*yes)),
        Expr::Date { date: own } | Expr::Timestamp { timestamp: own } => match &**own {
            Expr::Literal(text) => constant(Scalar::Date(date(text)?)),
            other => Err(FilterError::Date(words(other))),
        },
        Expr::Operation { op, args } => made_alike(op, args, fields),
        other => Err(FilterError::Unsupported(words(other))),
    }
}

/// `CASEI` or `ACCENTI` of a text.
fn made_alike(op: &str, args: &[Box<Expr>], fields: &Queryables) -> Result<Operand, FilterError> {
    let likeness = match op.to_ascii_lowercase().as_str() {
        "casei" => Likeness {
            case: true,
            accents: false,
        },
        "accenti" => Likeness {
            case: false,
            accents: true,
        },
        _ => return Err(FilterError::Unsupported(op.to_owned())),
    };
    let [arg] = args else {
        return Err(FilterError::Unsupported(op.to_owned()));
    };
    let operand = operand(arg, fields)?;
    if operand.kind() != Kind::Text {
        return Err(FilterError::Mismatch {
            left: op.to_uppercase(),
            right: named(&operand),
        });
    }
    Ok(operand.made(likeness))
}

/// Two sides of one type; a text beside a date is read as a date.
fn alike(left: Operand, right: Operand) -> Result<(Operand, Operand), FilterError> {
    let dated = |operand: Operand| match operand {
        Operand::Constant(Scalar::Text(text)) => {
            date(&text).map(|date| Operand::Constant(Scalar::Date(date)))
        }
        other => Ok(other),
    };
    let (left, right) = match (left.kind(), right.kind()) {
        (Kind::Date, Kind::Text) => (left, dated(right)?),
        (Kind::Text, Kind::Date) => (dated(left)?, right),
        _ => (left, right),
    };
    if left.kind() == right.kind() {
        return Ok((left, right));
    }
    Err(FilterError::Mismatch {
        left: named(&left),
        right: named(&right),
    })
}

pub(super) fn named(operand: &Operand) -> String {
    match operand {
        Operand::Field { name, kind, .. } => format!("{name} ({})", kind.as_str()),
        Operand::Constant(_) => operand.kind().as_str().to_owned(),
    }
}

fn field(name: &str, fields: &Queryables) -> Result<Kind, FilterError> {
    let kind = fields.kind(name).map(Kind::of);
    kind.ok_or_else(|| unknown(name, fields))
}

pub(super) fn unknown(name: &str, fields: &Queryables) -> FilterError {
    FilterError::UnknownProperty {
        name: name.chars().take(64).collect(),
        known: fields.known(),
    }
}

pub(super) fn date(text: &str) -> Result<jiff::civil::Date, FilterError> {
    first_day(text).ok_or_else(|| FilterError::Date(text.chars().take(64).collect()))
}

/// As much of an expression as an error shows.
pub(super) fn words(expr: &Expr) -> String {
    let text = expr.to_json().unwrap_or_default();
    text.chars().take(80).collect()
}
