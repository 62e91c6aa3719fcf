//! Asking conditions of records. What rests on an unknown value is neither true nor false.

use std::cmp::Ordering;

use super::Candidate;
use super::operand::{Operand, Scalar};
use super::predicate::{Comparison, Predicate, Wanted};
use crate::domain::Value;

/// Whether a condition is true of a record; nothing when that cannot be known.
pub(super) fn truth(predicate: &Predicate, candidate: &impl Candidate) -> Option<bool> {
    match predicate {
        Predicate::All(all) => settle(all, candidate, false),
        Predicate::Any(any) => settle(any, candidate, true),
        Predicate::Not(own) => truth(own, candidate).map(|yes| !yes),
        Predicate::Always(yes) => Some(*yes),
        Predicate::Compare { left, by, right } => {
            let left = left.value(candidate)?;
            let order = order(&left, &right.value(candidate)?)?;
            Some(holds(order, *by))
        }
        Predicate::Between { value, low, high } => between(value, low, high, candidate),
        Predicate::OneOf { value, list } => one_of(value, list, candidate),
        Predicate::Like { value, pattern } => match value.value(candidate)? {
            Scalar::Text(text) => Some(is_like(&text.chars().collect::<Vec<_>>(), pattern)),
            _ => None,
        },
        Predicate::Unknown(field) => Some(candidate.value(field).is_none()),
        Predicate::True(field) => match candidate.value(field)? {
            Value::Boolean(yes) => Some(*yes),
            _ => None,
        },
        Predicate::Place { relation, shape } => shape.relates(*relation, candidate),
        Predicate::When {
            relation,
            left,
            right,
        } => Some(relation.holds(left.days(candidate)?, right.days(candidate)?)),
    }
}

/// One that is `decisive` settles all; else an unknown one leaves them open.
fn settle(all: &[Predicate], candidate: &impl Candidate, decisive: bool) -> Option<bool> {
    let mut open = false;
    for one in all {
        match truth(one, candidate) {
            Some(yes) if yes == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decisive)
}

fn between(
    value: &Operand,
    low: &Operand,
    high: &Operand,
    candidate: &impl Candidate,
) -> Option<bool> {
    let value = value.value(candidate)?;
    let above = |low: Scalar| Some(order(&value, &low)? != Ordering::Less);
    let below = |high: Scalar| Some(order(&value, &high)? != Ordering::Greater);
    // As `value >= low AND value <= high`: one bound that fails settles it.
    match (
        low.value(candidate).and_then(above),
        high.value(candidate).and_then(below),
    ) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn one_of(value: &Operand, list: &[Operand], candidate: &impl Candidate) -> Option<bool> {
    let value = value.value(candidate)?;
    let mut open = false;
    for one in list {
        match one.value(candidate) {
            Some(one) if one == value => return Some(true),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(false)
}

fn order(left: &Scalar, right: &Scalar) -> Option<Ordering> {
    match (left, right) {
        (Scalar::Text(left), Scalar::Text(right)) => Some(left.cmp(right)),
        (Scalar::Number(left), Scalar::Number(right)) => left.partial_cmp(right),
        (Scalar::Boolean(left), Scalar::Boolean(right)) => Some(left.cmp(right)),
        (Scalar::Date(left), Scalar::Date(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn holds(order: Ordering, by: Comparison) -> bool {
    match by {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::NotEqual => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
    }
}

/// Whether a text has the form of a pattern. Goes back to the latest `%` only, so the time grows
/// with the product of both lengths at most.
fn is_like(text: &[char], pattern: &[Wanted]) -> bool {
    let (mut at, mut wanted) = (0, 0);
    let mut resume: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(wanted) {
            Some(Wanted::AnyMany) => {
                resume = Some((at, wanted));
                wanted += 1;
                continue;
            }
            Some(Wanted::AnyOne) => {}
            Some(Wanted::This(letter)) if *letter == text[at] => {}
            _ => {
                let Some((from, many)) = resume else {
                    return false;
                };
                resume = Some((from + 1, many));
                (at, wanted) = (from + 1, many + 1);
                continue;
            }
        }
        at += 1;
        wanted += 1;
    }
    pattern[wanted..]
        .iter()
        .all(|rest| *rest == Wanted::AnyMany)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use geo::BoundingRect;
    use geo_types::{Geometry, Point};

    use super::*;
    use crate::domain::FieldType;
    use crate::filter::{Filter, Queryables};
    use crate::geometry::{Crs, LonLatBox};

    /// A zone of 10 hectares at 106° E, 21° N whose status is not known, nor its number of workers.
    struct Zone {
        fields: Vec<(&'static str, Value)>,
        shape: Option<Geometry<f64>>,
    }

    impl Candidate for Zone {
        fn value(&self, field: &str) -> Option<&Value> {
            let mut fields = self.fields.iter();
            fields.find_map(|(own, value)| (*own == field).then_some(value))
        }

        fn bounds(&self) -> Option<LonLatBox> {
            let rect = self.shape.as_ref()?.bounding_rect()?;
            Some(LonLatBox {
                west: rect.min().x,
                south: rect.min().y,
                east: rect.max().x,
                north: rect.max().y,
            })
        }

        fn shape(&self) -> Option<Cow<'_, Geometry<f64>>> {
            self.shape.as_ref().map(Cow::Borrowed)
        }
    }

    fn zone() -> Zone {
        Zone {
            fields: vec![
                ("id", Value::Integer(7)),
                ("name", "Cụm công nghiệp Đồng Văn 50%".into()),
                ("area", Value::Number(10.0)),
                ("open", Value::Boolean(true)),
                ("since", "2025-07".into()),
            ],
            shape: Some(Point::new(106.0, 21.0).into()),
        }
    }

    fn fields() -> Queryables {
        Queryables::new([
            ("id", FieldType::Integer),
            ("name", FieldType::Text),
            ("status", FieldType::Text),
            ("area", FieldType::Number),
            ("workers", FieldType::Integer),
            ("open", FieldType::Boolean),
            ("closed", FieldType::Boolean),
            ("since", FieldType::Date),
        ])
    }

    fn check(text: &str, expected: Option<bool>) {
        let filter = Filter::from_text(text, &fields(), Crs::CRS84)
            .unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(truth(&filter.predicate, &zone()), expected, "{text}");
    }

    const TRUE: Option<bool> = Some(true);
    const FALSE: Option<bool> = Some(false);
    const OPEN: Option<bool> = None;

    #[test]
    fn what_is_not_known_is_neither_true_nor_false() {
        for (condition, expected) in [
            ("workers = 5", OPEN),
            ("workers <> 5", OPEN),
            ("NOT workers = 5", OPEN),
            ("workers BETWEEN 1 AND 9", OPEN),
            ("area BETWEEN workers AND 20", OPEN),
            ("area BETWEEN 11 AND workers", FALSE),
            ("area BETWEEN workers AND 9", FALSE),
            ("workers IN (1, 2)", OPEN),
            ("area IN (1, workers)", OPEN),
            ("area IN (10, workers)", TRUE),
            ("area NOT IN (1, workers)", OPEN),
            ("status LIKE '%'", OPEN),
            ("status NOT LIKE 'x'", OPEN),
            ("closed", OPEN),
            ("workers IS NULL", TRUE),
            ("workers IS NOT NULL", FALSE),
            ("area IS NULL", FALSE),
        ] {
            check(condition, expected);
        }
    }

    #[test]
    fn the_tables_of_and_or_not_are_kleenes() {
        for (left, right, all, any) in [
            ("id = 7", "id = 7", TRUE, TRUE),
            ("id = 7", "id = 8", FALSE, TRUE),
            ("id = 7", "workers = 1", OPEN, TRUE),
            ("id = 8", "id = 8", FALSE, FALSE),
            ("id = 8", "workers = 1", FALSE, OPEN),
            ("workers = 1", "workers = 1", OPEN, OPEN),
        ] {
            for (left, right) in [(left, right), (right, left)] {
                check(&format!("{left} AND {right}"), all);
                check(&format!("{left} OR {right}"), any);
                check(&format!("NOT ({left} AND {right})"), all.map(|yes| !yes));
                check(&format!("NOT ({left} OR {right})"), any.map(|yes| !yes));
            }
        }
    }

    #[test]
    fn values_are_compared_by_their_type() {
        for (condition, expected) in [
            ("area = 10", TRUE),
            ("area != 10", FALSE),
            ("10 >= area", TRUE),
            ("area > 9.5 AND area < 1e2", TRUE),
            ("id BETWEEN 7 AND 7", TRUE),
            ("open", TRUE),
            ("open = FALSE", FALSE),
            ("since >= DATE('2025-07-01')", TRUE),
            ("since > '2025-07-01'", FALSE),
            ("since < TIMESTAMP('2025-07-02T10:00:00Z')", TRUE),
            ("true", TRUE),
            ("id IN (8)", FALSE),
            ("id IN (8, 7)", TRUE),
        ] {
            check(condition, expected);
        }
    }

    #[test]
    fn texts_are_alike_as_far_as_both_sides_say() {
        for (condition, expected) in [
            ("name = 'cụm công nghiệp đồng văn 50%'", FALSE),
            ("CASEI(name) = CASEI('CỤM CÔNG NGHIỆP ĐỒNG VĂN 50%')", TRUE),
            ("CASEI(name) = 'Cụm công nghiệp Đồng Văn 50%'", FALSE),
            (
                "CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI('%ĐỒNG VĂN%'))",
                TRUE,
            ),
            (
                "CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI('%dong van%'))",
                TRUE,
            ),
            ("ACCENTI(CASEI(name)) LIKE '%dong van%'", TRUE),
            ("name LIKE '%Đồng Văn%'", TRUE),
            ("name LIKE '%Đồng Vă'", FALSE),
            ("name LIKE '%50\\%'", TRUE),
            ("name LIKE '%5_\\%'", TRUE),
            ("name LIKE '%5\\_%'", FALSE),
            ("name NOT LIKE 'Khu%'", TRUE),
            (
                "CASEI(name) IN (CASEI('X'), casei('cụm CÔNG nghiệp Đồng Văn 50%'))",
                TRUE,
            ),
        ] {
            check(condition, expected);
        }
        let decomposed: String =
            unicode_normalization::UnicodeNormalization::nfd("name LIKE '%Đồng Văn%'").collect();
        check(&decomposed, TRUE);
    }

    #[test]
    fn places_relate_to_shapes() {
        for (condition, expected) in [
            ("S_INTERSECTS(geometry, BBOX(105, 20, 107, 22))", TRUE),
            ("S_INTERSECTS(BBOX(105, 20, 107, 22), geom)", TRUE),
            (
                "S_WITHIN(geometry, POLYGON((105 20, 107 20, 107 22, 105 22, 105 20)))",
                TRUE,
            ),
            (
                "S_CONTAINS(POLYGON((105 20, 107 20, 107 22, 105 22, 105 20)), geometry)",
                TRUE,
            ),
            (
                "S_CONTAINS(geometry, POLYGON((105 20, 107 20, 107 22, 105 22, 105 20)))",
                FALSE,
            ),
            ("S_DISJOINT(geometry, BBOX(105, 20, 105.5, 22))", TRUE),
            ("S_DISJOINT(geometry, BBOX(105, 20, 107, 22))", FALSE),
            ("S_EQUALS(geometry, POINT(106 21))", TRUE),
            ("S_TOUCHES(geometry, LINESTRING(106 21, 107 22))", TRUE),
            (
                "S_INTERSECTS(geometry, MULTIPOLYGON(((1 1, 2 1, 2 2, 1 1)), ((105 20, 107 20, 106 22, 105 20))))",
                TRUE,
            ),
        ] {
            check(condition, expected);
        }
        let nowhere = Zone {
            shape: None,
            ..zone()
        };
        for relation in ["S_INTERSECTS", "S_DISJOINT"] {
            let text = format!("{relation}(geometry, BBOX(1, 1, 2, 2))");
            let filter = Filter::from_text(&text, &fields(), Crs::CRS84).unwrap();
            assert_eq!(truth(&filter.predicate, &nowhere), None, "{text}");
        }
    }

    #[test]
    fn patterns_with_many_stars_are_quick() {
        let text: Vec<char> = "a".repeat(2000).chars().collect();
        let mut pattern = vec![Wanted::AnyMany];
        for _ in 0..500 {
            pattern.extend([Wanted::This('a'), Wanted::AnyMany]);
        }
        pattern.push(Wanted::This('b'));
        assert!(!is_like(&text, &pattern));
    }
}
