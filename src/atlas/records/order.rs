//! In which order records are listed.

use std::cmp::Ordering;

use super::Row;
use super::collation::SortKey;
use crate::domain::Value;

/// A field to order by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderBy {
    /// Its name.
    pub field: String,
    /// Whether the greatest comes first. What is not known comes last either way.
    pub descending: bool,
}

/// A value, ready to be compared.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Boolean(bool),
    Number(f64),
    Text(SortKey),
}

/// Puts records in order; equal ones, and all where nothing is said, by their numbers.
pub(super) fn in_order(rows: &mut Vec<&Row>, order: &[OrderBy]) {
    let keys = |row: &&Row| -> Vec<Option<Key>> {
        let by = order.iter();
        by.map(|by| row.value(&by.field).map(|value| Key::of(&by.field, value)))
            .collect()
    };
    let mut keyed: Vec<(Vec<Option<Key>>, &Row)> =
        rows.iter().map(|row| (keys(row), *row)).collect();
    keyed.sort_by(|(left, one), (right, other)| {
        let each = order.iter().zip(left.iter().zip(right));
        let mut each = each.map(|(by, (left, right))| compare(left.as_ref(), right.as_ref(), by));
        let first = each.find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
        first.then(one.id.cmp(&other.id))
    });
    *rows = keyed.into_iter().map(|(_, row)| row).collect();
}

fn compare(left: Option<&Key>, right: Option<&Key>, by: &OrderBy) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if by.descending => right.compare(left),
        (Some(left), Some(right)) => left.compare(right),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    }
}

impl Key {
    fn of(field: &str, value: &Value) -> Self {
        match value {
            Value::Boolean(yes) => Self::Boolean(*yes),
            Value::Integer(number) => Self::Number(*number as f64),
            Value::Number(number) => Self::Number(*number),
            // Units are looked for by their names, not by what kind they are.
            Value::Text(text) if field.ends_with("_name") => {
                Self::Text(SortKey::of(without_kind(text)))
            }
            Value::Text(text) => Self::Text(SortKey::of(text)),
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Boolean(one), Self::Boolean(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            // A field has one type; should it ever have two, the order is still one.
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Boolean(_) => 0,
            Self::Number(_) => 1,
            Self::Text(_) => 2,
        }
    }
}

/// What stands before the names of units.
const KINDS: [&str; 6] = [
    "Thành phố ",
    "Tỉnh ",
    "Xã ",
    "Phường ",
    "Thị trấn ",
    "Đặc khu ",
];

fn without_kind(name: &str) -> &str {
    let mut kinds = KINDS.iter();
    kinds
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fields;

    fn row(id: u64, area: Option<f64>, name: &str) -> Row {
        let mut fields = Fields::new();
        fields.push("area", area);
        fields.push("province_name", Some(name));
        Row {
            id,
            order: 0,
            at: 0,
            place: None,
            fields,
            bounds: None,
        }
    }

    fn check(by: &[(&str, bool)], expected: &[u64]) {
        let rows = [
            row(4, Some(2.0), "Tỉnh Bắc Ninh"),
            row(3, None, "Thành phố Hà Nội"),
            row(2, Some(10.0), "Tỉnh Cao Bằng"),
            row(1, Some(2.0), "Tỉnh Điện Biên"),
        ];
        let mut rows: Vec<&Row> = rows.iter().collect();
        let order: Vec<OrderBy> = by
            .iter()
            .map(|&(field, descending)| OrderBy {
                field: field.into(),
                descending,
            })
            .collect();
        in_order(&mut rows, &order);
        let found: Vec<u64> = rows.iter().map(|row| row.id).collect();
        assert_eq!(found, expected, "{by:?}");
    }

    #[test]
    fn what_is_not_known_comes_last_and_equals_come_by_number() {
        check(&[], &[1, 2, 3, 4]);
        check(&[("area", false)], &[1, 4, 2, 3]);
        check(&[("area", true)], &[2, 1, 4, 3]);
        check(&[("area", true), ("province_name", false)], &[2, 4, 1, 3]);
        check(&[("province_name", false)], &[4, 2, 1, 3]);
    }
}
