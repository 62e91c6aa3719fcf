//! Which records are wanted: CQL2 (OGC 21-065r2), read once, checked against the fields of a
//! layer, and asked of every record in the same way by tiles, items and exports.
//!
//! The text is parsed by the `cql2` crate; what a filter may say here, what it costs and what it
//! means for unknown values is decided in this module. Comparisons with an unknown value are
//! neither true nor false, as the standard wants; a record is taken only where the whole filter
//! is true.

mod candidate;
mod error;
mod evaluate;
mod guard;
mod operand;
mod parts;
mod placed;
mod predicate;
mod reach;
mod read;
mod read_relations;
mod relation;
mod shape;
mod temporal;

pub use candidate::{Candidate, Queryables};
pub use error::FilterError;
pub use reach::Reach;
pub use shape::Shape;

use cql2::Expr;

use crate::geometry::Crs;
use predicate::Predicate;
use read::Reading;

/// A filter that fits a layer.
#[derive(Clone, Debug)]
pub struct Filter {
    predicate: Predicate,
    normal: String,
}

impl Filter {
    /// Reads CQL2 text whose geometries stand in a system.
    ///
    /// # Errors
    /// When the text is no CQL2, asks for more than is allowed, or does not fit the fields.
    pub fn from_text(text: &str, fields: &Queryables, crs: Crs) -> Result<Self, FilterError> {
        guard::text(text)?;
        let expr = cql2::parse_text(text).map_err(|error| FilterError::syntax(&error, text))?;
        Self::of(&expr, fields, crs)
    }

    /// Reads CQL2 JSON.
    ///
    /// # Errors
    /// As for text.
    pub fn from_json(text: &str, fields: &Queryables, crs: Crs) -> Result<Self, FilterError> {
        guard::length(text)?;
        let expr: Expr =
            serde_json::from_str(text).map_err(|error| FilterError::Syntax(error.to_string()))?;
        Self::of(&expr, fields, crs)
    }

    fn of(expr: &Expr, fields: &Queryables, crs: Crs) -> Result<Self, FilterError> {
        guard::expression(expr)?;
        let predicate = read::predicate(expr, Reading { fields, crs })?;
        let mut normal = expr
            .to_json()
            .map_err(|error| FilterError::Syntax(error.to_string()))?;
        if crs != Crs::CRS84 {
            normal.push_str(&crs.to_string());
        }
        Ok(Self { predicate, normal })
    }

    /// The same text for filters that were written differently but read alike.
    #[must_use]
    pub fn normal_form(&self) -> &str {
        &self.normal
    }

    /// Where to look for the records that it accepts.
    #[must_use]
    pub fn reach(&self) -> Reach {
        Reach::of(&self.predicate)
    }

    /// Whether the filter is true of a record.
    pub fn accepts(&self, candidate: &impl Candidate) -> bool {
        evaluate::truth(&self.predicate, candidate) == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FieldType;

    fn fields() -> Queryables {
        Queryables::new([
            ("name", FieldType::Text),
            ("area", FieldType::Number),
            ("since", FieldType::Date),
        ])
    }

    fn read(text: &str) -> Result<Filter, FilterError> {
        Filter::from_text(text, &fields(), Crs::CRS84)
    }

    #[test]
    fn both_encodings_have_one_normal_form() {
        let text = read("NOT (name='a'   or area BETWEEN 1 AND 2)").unwrap();
        let json = r#"{"op":"not","args":[{"op":"or","args":[
            {"op":"=","args":[{"property":"name"},"a"]},
            {"op":"between","args":[{"property":"area"},1,2]}]}]}"#;
        let json = Filter::from_json(json, &fields(), Crs::CRS84).unwrap();
        assert_eq!(text.normal_form(), json.normal_form());
        assert_ne!(
            text.normal_form(),
            read("name = 'a'").unwrap().normal_form()
        );
    }

    #[test]
    fn what_does_not_fit_the_fields_is_refused() {
        let unknown = read("colour = 'red'").unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "no property \"colour\"; there are geometry, name, area, since"
        );
        for text in [
            "name = 1",
            "area = 'a'",
            "area LIKE '1%'",
            "name LIKE area",
            "since > 'yesterday'",
            "CASEI(area) = 'a'",
            "area IN (1, 'a')",
            "area BETWEEN 1 AND 'a'",
        ] {
            let refused = read(text);
            assert!(refused.is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_says_where_it_is() {
        let check = |text: &str, at, rest: &str| {
            let rest = rest.to_owned();
            let expected = FilterError::SyntaxAt { at, rest };
            assert_eq!(read(text).unwrap_err(), expected, "{text}");
        };
        check("area >", 7, "");
        check("name = 'đ' colour", 12, "colour");
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in [
            "",
            "   ",
            "name",
            "1",
            "'a'",
            "area +",
            "area + 1",
            "area + 1 = 2",
            "area = ",
            "= 1",
            "name = 'a",
            "(name = 'a'",
            "name = 'a' name = 'b'",
            "sleep(10)",
            "T_AFTER(name, DATE('2025-01-01'))",
            "T_AFTER(since, 1)",
            "T_AFTER(since)",
            "T_AFTER(since, INTERVAL('2025-01-01'))",
            "T_AFTER(since, INTERVAL('2025-02-01', '2025-01-01'))",
            "T_AFTER(since, INTERVAL('a', '..'))",
            "T_AFTER(since, INTERVAL(name, '..'))",
            "since = INTERVAL('2025-01-01', '..')",
            "since > TIMESTAMP('2025-01-01T99:00:00Z')",
            "A_CONTAINS(name, ('a'))",
            "geometry = 1",
            "geometry IS NULL",
            "S_INTERSECTS(name, POINT(1 2))",
            "S_INTERSECTS(geometry, geometry)",
            "S_INTERSECTS(geometry, POINT(200 2))",
            "S_INTERSECTS(geometry, POINT EMPTY)",
            "S_INTERSECTS(geometry, POLYGON((1 1, 2 2, 1 2, 2 1, 1 1)))",
            "S_INTERSECTS(geometry, BBOX(2, 1, 1, 2))",
            "S_INTERSECTS(geometry, 'POINT(1 2)')",
            "S_INTERSECTS(geometry)",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for json in [
            "",
            "null",
            "{}",
            "[]",
            "1",
            "{\"op\":\"and\"}",
            "{\"op\":\"x\",\"args\":[]}",
        ] {
            assert!(
                Filter::from_json(json, &fields(), Crs::CRS84).is_err(),
                "{json}"
            );
        }
    }

    #[test]
    fn what_costs_too_much_is_refused() {
        let many = vec!["name = 'a'"; 101].join(" OR ");
        assert_eq!(read(&many).unwrap_err(), FilterError::TooMany(200));
        let points = |count| vec!["1 1"; count].join(",");
        let many = |count| format!("S_INTERSECTS(geometry,MULTIPOINT({}))", points(count));
        assert_eq!(read(&many(1001)).unwrap_err(), FilterError::TooMany(1000));
        assert!(read(&many(1000)).is_ok());
        let deep = format!(
            "{}true{}",
            r#"{"op":"not","args":["#.repeat(200),
            "]}".repeat(200)
        );
        assert!(Filter::from_json(&deep, &fields(), Crs::CRS84).is_err());
    }
}
