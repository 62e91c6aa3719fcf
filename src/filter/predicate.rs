//! Conditions, typed and ready to be asked.

use std::sync::Arc;

use super::operand::Operand;
use super::relation::Relation;
use super::shape::Shape;
use super::temporal::{Span, TimeRelation};

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A condition.
#[derive(Clone, Debug)]
pub(super) enum Predicate {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Always(bool),
    Compare {
        left: Operand,
        by: Comparison,
        right: Operand,
    },
    Between {
        value: Operand,
        low: Operand,
        high: Operand,
    },
    OneOf {
        value: Operand,
        list: Vec<Operand>,
    },
    Like {
        value: Operand,
        pattern: Vec<Wanted>,
    },
    /// A field whose value is not known.
    Unknown(String),
    /// A field that is true.
    True(String),
    /// A shape that relates to a given one.
    Place {
        relation: Relation,
        shape: Arc<Shape>,
    },
    /// Two instants or intervals that relate in time.
    When {
        relation: TimeRelation,
        left: Span,
        right: Span,
    },
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    This(char),
    AnyOne,
    AnyMany,
}
