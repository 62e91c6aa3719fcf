//! What all kinds of record share: typed columns, and how a record becomes named values and back.
//!
//! A kind is declared once with [`record!`]; the names of its Rust fields are the names of the
//! columns in the files, of the properties in tiles and of the members in the API.

use unicode_normalization::is_nfc;

use super::{FieldError, Fields, UnitCode, Value};
use crate::geometry::LonLat;

/// What a column holds when it is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// One line of text in normal form C, not empty, no space at either end.
    Text,
    /// A whole number.
    Integer,
    /// A finite number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// A column of a kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ValueKind,
}

/// A struct whose fields are the columns of a table.
pub trait Record: Sized {
    /// The columns, in the order in which they are written.
    fn columns() -> Vec<Column>;

    /// The known values, in the order of the columns.
    fn to_fields(&self) -> Fields;

    /// The record of these values.
    ///
    /// # Errors
    /// When a value is missing, of the wrong type or contradicts another.
    fn from_fields(fields: &Fields) -> Result<Self, FieldError>;
}

/// What must hold between the columns of one record.
pub trait Coherent {
    /// Checks what no single column can tell.
    ///
    /// # Errors
    /// Names the column that contradicts the others.
    fn coherent(&self) -> Result<(), FieldError> {
        Ok(())
    }
}

/// A record that stands on the map: a unit, a zone, a gate, a plant.
pub trait MapRecord: Record {
    /// The catalogued number, never reused within its layer.
    fn id(&self) -> u64;

    /// The code of a unit, the slug of anything else.
    fn code(&self) -> String;

    /// The name in Vietnamese, where one is known.
    fn name_vi(&self) -> Option<&str>;

    /// The name in English or without marks, where one is known.
    fn name_en(&self) -> Option<&str>;

    /// Where the record stands on the map; absent when no source says.
    fn place(&self) -> Option<LonLat>;

    /// Ids of the sources that the record rests on.
    fn sources(&self) -> &[String];

    /// Every name the record is known by, the Vietnamese one first.
    fn names(&self) -> Vec<&str> {
        self.name_vi().into_iter().chain(self.name_en()).collect()
    }
}

/// A type that fills one or two columns of a record.
pub(crate) trait ColumnType: Sized {
    /// The columns it fills when the field has this name.
    fn columns(name: &'static str) -> Vec<Column>;

    /// Writes the value under this name.
    fn put(&self, name: &'static str, fields: &mut Fields);

    /// Reads the value of this name.
    fn take(name: &'static str, fields: &Fields) -> Result<Self, FieldError>;

    /// Some value, drawn from a stream of numbers, for the round-trip tests.
    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self;
}

/// A type that fills exactly one column.
pub(crate) trait Scalar: Sized {
    /// What the column holds.
    const KIND: ValueKind;

    /// The value to write.
    fn to_value(&self) -> Value;

    /// The value read; what stands there must be as expected.
    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError>;

    /// Some value, drawn from a stream of numbers.
    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self;
}

/// The error of a column that holds something else than expected.
pub(crate) fn invalid(
    field: &'static str,
    value: impl std::fmt::Display,
    expected: impl Into<String>,
) -> FieldError {
    FieldError::Invalid {
        field,
        value: value.to_string(),
        expected: expected.into(),
    }
}

impl<T: Scalar> ColumnType for T {
    fn columns(name: &'static str) -> Vec<Column> {
        vec![Column {
            name,
            kind: T::KIND,
        }]
    }

    fn put(&self, name: &'static str, fields: &mut Fields) {
        fields.push(name, Some(self.to_value()));
    }

    fn take(name: &'static str, fields: &Fields) -> Result<Self, FieldError> {
        let value = fields
            .get(name)
            .ok_or(FieldError::Missing { field: name })?;
        T::from_value(name, value)
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        <T as Scalar>::sample(next)
    }
}

impl<T: Scalar> ColumnType for Option<T> {
    fn columns(name: &'static str) -> Vec<Column> {
        <T as ColumnType>::columns(name)
    }

    fn put(&self, name: &'static str, fields: &mut Fields) {
        fields.push(name, self.as_ref().map(Scalar::to_value));
    }

    fn take(name: &'static str, fields: &Fields) -> Result<Self, FieldError> {
        fields
            .get(name)
            .map(|value| T::from_value(name, value))
            .transpose()
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        next().is_multiple_of(2).then(|| T::sample(next))
    }
}

/// Several words in one column, joined by `;` (none of them holds one).
impl ColumnType for Vec<String> {
    fn columns(name: &'static str) -> Vec<Column> {
        <String as ColumnType>::columns(name)
    }

    fn put(&self, name: &'static str, fields: &mut Fields) {
        fields.push(name, (!self.is_empty()).then(|| self.join(";")));
    }

    fn take(name: &'static str, fields: &Fields) -> Result<Self, FieldError> {
        let joined = <Option<String> as ColumnType>::take(name, fields)?;
        Ok(joined.map_or_else(Self::new, |text| {
            text.split(';').map(str::to_owned).collect()
        }))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        (0..next() % 4)
            .map(|_| <String as Scalar>::sample(next).replace(';', ","))
            .collect()
    }
}

/// A place fills two columns: `place` → `lon`, `lat`; `seat_place` → `seat_lon`, `seat_lat`;
/// `label_place` → `label_lon`, `label_lat`.
impl ColumnType for Option<LonLat> {
    fn columns(name: &'static str) -> Vec<Column> {
        let (lon, lat) = lonlat_columns(name);
        [lon, lat]
            .map(|name| Column {
                name,
                kind: ValueKind::Number,
            })
            .to_vec()
    }

    fn put(&self, name: &'static str, fields: &mut Fields) {
        let (lon, lat) = lonlat_columns(name);
        fields.push(lon, self.map(|place| place.lon));
        fields.push(lat, self.map(|place| place.lat));
    }

    fn take(name: &'static str, fields: &Fields) -> Result<Self, FieldError> {
        let (lon_name, lat_name) = lonlat_columns(name);
        let lon = <Option<f64> as ColumnType>::take(lon_name, fields)?;
        let lat = <Option<f64> as ColumnType>::take(lat_name, fields)?;
        match (lon, lat) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(FieldError::Missing { field: lon_name }),
            (Some(_), None) => Err(FieldError::Missing { field: lat_name }),
            (Some(lon), Some(lat)) => LonLat::new(lon, lat).map(Some).ok_or_else(|| {
                invalid(
                    lat_name,
                    format!("{lon}, {lat}"),
                    "degrees east (-180 to 180) and north (-90 to 90)",
                )
            }),
        }
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        let mut part = |span: f64| (next() % 1_000_000) as f64 / 1_000_000.0 * span;
        LonLat::new(100.0 + part(10.0), 17.0 + part(7.0)).filter(|_| next().is_multiple_of(2))
    }
}

fn lonlat_columns(name: &str) -> (&'static str, &'static str) {
    match name {
        "seat_place" => ("seat_lon", "seat_lat"),
        "label_place" => ("label_lon", "label_lat"),
        _ => ("lon", "lat"),
    }
}

impl Scalar for String {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Text(text) if is_clean(text) => Ok(text.clone()),
            other => Err(invalid(
                name,
                other,
                "one line of text in Unicode normal form C without space at either end",
            )),
        }
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        const WORDS: [&str; 6] = ["Bắc Luân", "a;b", "\"x\", y", "Đường sắt", "7", "Hòa Lạc"];
        WORDS[(next() % 6) as usize].to_owned()
    }
}

fn is_clean(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(char::is_control) && is_nfc(text)
}

impl Scalar for f64 {
    const KIND: ValueKind = ValueKind::Number;

    fn to_value(&self) -> Value {
        Value::Number(*self)
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Number(number) if number.is_finite() => Ok(*number),
            Value::Integer(number) => Ok(*number as f64),
            other => Err(invalid(name, other, "a finite number")),
        }
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        (next() % 10_000_000) as f64 / 1000.0
    }
}

impl Scalar for bool {
    const KIND: ValueKind = ValueKind::Boolean;

    fn to_value(&self) -> Value {
        Value::Boolean(*self)
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Boolean(yes) => Ok(*yes),
            other => Err(invalid(name, other, "true or false")),
        }
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        next().is_multiple_of(2)
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl Scalar for $type {
            const KIND: ValueKind = ValueKind::Integer;

            fn to_value(&self) -> Value {
                Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
            }

            fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
                match value {
                    Value::Integer(number) => <$type>::try_from(*number).ok(),
                    _ => None,
                }
                .ok_or_else(|| invalid(name, value, "a whole number, not negative"))
            }

            #[cfg(test)]
            fn sample(next: &mut dyn FnMut() -> u64) -> Self {
                (next() % 2500) as $type
            }
        }
    )*};
}

whole_numbers!(u16, u32, u64);

impl Scalar for UnitCode {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| invalid(name, value, "a code of two or five digits"))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        let number = next() % 99 + 1;
        let text = match next() % 2 {
            0 => format!("{number:02}"),
            _ => format!("{number:05}"),
        };
        text.parse().expect("a code of two or five digits")
    }
}

/// Declares a closed list of words: the tokens of files, tiles and addresses.
macro_rules! closed_list {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $token:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The whole list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in files, tiles and addresses.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $token,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::NotInList;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|entry| entry.as_str() == word)
                    .ok_or_else(|| crate::domain::NotInList {
                        word: word.to_owned(),
                        list: [$($token,)*].join(", "),
                    })
            }
        }

        impl crate::domain::record::Scalar for $name {
            const KIND: crate::domain::ValueKind = crate::domain::ValueKind::Text;

            fn to_value(&self) -> crate::domain::Value {
                crate::domain::Value::from(self.as_str())
            }

            fn from_value(
                name: &'static str,
                value: &crate::domain::Value,
            ) -> Result<Self, crate::domain::FieldError> {
                value.to_string().parse().map_err(|error: crate::domain::NotInList| {
                    crate::domain::record::invalid(name, value, format!("one of {}", error.list))
                })
            }

            #[cfg(test)]
            fn sample(next: &mut dyn FnMut() -> u64) -> Self {
                Self::ALL[(next() % Self::ALL.len() as u64) as usize]
            }
        }
    };
}
pub(crate) use closed_list;

/// A word is not in its closed list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is none of {list}")]
pub struct NotInList {
    /// The word.
    pub word: String,
    /// The list, joined by commas.
    pub list: String,
}

/// Declares a kind of record: the struct, and its way to named values and back.
macro_rules! record {
    (
        $(#[$doc:meta])*
        pub struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident: $type:ty,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }

        impl crate::domain::Record for $name {
            fn columns() -> Vec<crate::domain::Column> {
                use crate::domain::record::ColumnType;
                [$(<$type as ColumnType>::columns(crate::domain::record::column_name(stringify!($field))),)*].concat()
            }

            fn to_fields(&self) -> crate::domain::Fields {
                use crate::domain::record::ColumnType;
                let mut fields = crate::domain::Fields::new();
                $(ColumnType::put(&self.$field, crate::domain::record::column_name(stringify!($field)), &mut fields);)*
                fields
            }

            fn from_fields(
                fields: &crate::domain::Fields,
            ) -> Result<Self, crate::domain::FieldError> {
                use crate::domain::record::{Coherent, ColumnType};
                let record = Self {
                    $($field: <$type as ColumnType>::take(crate::domain::record::column_name(stringify!($field)), fields)?,)*
                };
                record.coherent()?;
                Ok(record)
            }
        }

        #[cfg(test)]
        impl $name {
            /// Some record, drawn from a seed; its columns need not be coherent.
            pub(crate) fn sample(seed: u64) -> Self {
                use crate::domain::record::ColumnType;
                let mut stream = crate::domain::record::number_stream(seed);
                let next: &mut dyn FnMut() -> u64 = &mut stream;
                Self { $($field: <$type as ColumnType>::sample(next),)* }
            }
        }
    };
}
pub(crate) use record;

/// The name of the column that a Rust field fills: a field named by a keyword has none of its `r#`.
pub(crate) fn column_name(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// A stream of numbers that looks random and is the same for the same seed (splitmix64).
#[cfg(test)]
pub(crate) fn number_stream(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 3
    }
}

/// Law 7 for one kind: what was written is read back the same, and only known columns are used.
#[cfg(test)]
pub(crate) fn assert_round_trip<R: Record + PartialEq + std::fmt::Debug>(record: &R) {
    let fields = record.to_fields();
    assert_eq!(R::from_fields(&fields).as_ref(), Ok(record));
    let columns = R::columns();
    for (name, _) in fields.iter() {
        assert!(columns.iter().any(|column| column.name == name), "{name}");
    }
}
