//! Conditions in space and in time, as the parser found them.

use std::sync::Arc;

use cql2::Expr;
use geo_types::{Geometry, Rect};

use super::operand::{Kind, Operand, Scalar};
use super::placed::placed;
use super::predicate::Predicate;
use super::read::{Reading, date, named, operand, unknown, words};
use super::relation::Relation;
use super::temporal::{Span, TimeRelation};
use super::{FilterError, Queryables};

/// A spatial condition: the shape of the record on one side, a given one on the other.
pub(super) fn place(
    op: &str,
    relation: Relation,
    args: &[Box<Expr>],
    Reading { fields, crs }: Reading,
) -> Result<Predicate, FilterError> {
    let [left, right] = args else {
        return Err(FilterError::Unsupported(op.to_owned()));
    };
    let own = |expr: &Expr| match expr {
        Expr::Property { property } if Queryables::is_shape(property) => Ok(true),
        Expr::Property { property } => match fields.kind(property) {
            Some(_) => Err(FilterError::Mismatch {
                left: op.to_uppercase(),
                right: property.clone(),
            }),
            None => Err(unknown(property, fields)),
        },
        _ => Ok(false),
    };
    let (relation, given) = match (own(left)?, own(right)?) {
        (true, false) => (relation, right),
        (false, true) => (relation.exchanged(), left),
        _ => {
            return Err(FilterError::Unsupported(format!(
                "{op} without one geometry of the record"
            )));
        }
    };
    let shape = Arc::new(placed(geometry(given)?, crs)?);
    Ok(Predicate::Place { relation, shape })
}

/// The geometry that an expression is, its coordinates as they stand.
pub(super) fn geometry(expr: &Expr) -> Result<Geometry<f64>, FilterError> {
    let wrong = |text: String| FilterError::Geometry(text);
    match expr {
        Expr::Geometry(own) => {
            // The crate writes both encodings as GeoJSON.
            let json = serde_json::to_string(own).map_err(|error| wrong(error.to_string()))?;
            let own: geojson::Geometry = json
                .parse()
                .map_err(|error: geojson::Error| wrong(error.to_string()))?;
            Geometry::try_from(own).map_err(|error| wrong(error.to_string()))
        }
        Expr::BBox { bbox } => rectangle(bbox),
        Expr::Operation { op, args } if op.eq_ignore_ascii_case("bbox") => rectangle(args),
        other => Err(wrong(words(other))),
    }
}

fn rectangle(corners: &[Box<Expr>]) -> Result<Geometry<f64>, FilterError> {
    let numbers: Vec<f64> = corners
        .iter()
        .filter_map(|corner| match &**corner {
            Expr::Float(number) => Some(*number),
            _ => None,
        })
        .collect();
    match numbers[..] {
        [west, south, east, north] if west < east && south < north => {
            Ok(Rect::new((west, south), (east, north)).to_polygon().into())
        }
        _ => Err(FilterError::Geometry(
            "BBOX has four numbers: west, south, east, north, with west < east, south < north; in another system the lower corner, then the upper one"
                .to_owned(),
        )),
    }
}

/// A temporal condition.
pub(super) fn when(
    op: &str,
    relation: TimeRelation,
    args: &[Box<Expr>],
    fields: &Queryables,
) -> Result<Predicate, FilterError> {
    let [left, right] = args else {
        return Err(FilterError::Unsupported(op.to_owned()));
    };
    Ok(Predicate::When {
        relation,
        left: span(left, fields)?,
        right: span(right, fields)?,
    })
}

/// An instant or an interval of fields and constants.
fn span(expr: &Expr, fields: &Queryables) -> Result<Span, FilterError> {
    let Expr::Interval { interval } = expr else {
        return instant(expr, fields).map(Span::Instant);
    };
    let end = |end: &Expr| match end {
        Expr::Literal(open) if open == ".." => Ok(None),
        other => instant(other, fields).map(Some),
    };
    let [from, to] = interval.as_slice() else {
        return Err(FilterError::Date(words(expr)));
    };
    let span = Span::Interval(end(from)?, end(to)?);
    if span.is_reversed() {
        return Err(FilterError::Date(words(expr)));
    }
    Ok(span)
}

/// A field with dates, or a date.
fn instant(expr: &Expr, fields: &Queryables) -> Result<Operand, FilterError> {
    match operand(expr, fields)? {
        Operand::Constant(Scalar::Text(text)) => {
            date(&text).map(|day| Operand::Constant(Scalar::Date(day)))
        }
        own if own.kind() == Kind::Date => Ok(own),
        other => Err(FilterError::Mismatch {
            left: "date".to_owned(),
            right: named(&other),
        }),
    }
}
