//! What a figure is about.

use std::fmt;
use std::str::FromStr;

use super::record::{Scalar, ValueKind, invalid};
use super::{FieldError, UnitCode, Value};

/// What a figure is about.
///
/// Written as one word: `region`, `vietnam`, the code of a present unit (`20`, `00004`), or a kind
/// and a name: `former:27`, `gate:mong-cai`, `zone:…`, `plant:…`, `customs:region-6`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The whole region: the 28 provinces before, the 18 after the merger.
    Region,
    /// The whole country, for comparison.
    Vietnam,
    /// A present province, by its code of two digits.
    Province(UnitCode),
    /// A present commune, by its code of five digits.
    Commune(UnitCode),
    /// A province up to 30 June 2025, by its code of that time.
    FormerProvince(UnitCode),
    /// A border gate, by its slug.
    Gate(String),
    /// An industrial zone, by its slug.
    Zone(String),
    /// A power plant, by its slug.
    Plant(String),
    /// An area of the customs, by a word of our own.
    Customs(String),
}

/// The text names no subject.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is no subject such as region, vietnam, 20, 00004, former:27, gate:mong-cai, zone:…, plant:… or customs:region-6"
)]
pub struct NotASubject(pub String);

impl Subject {
    /// The kind of subject, as measures name it in the catalogue.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Vietnam => "vietnam",
            Self::Province(_) => "province",
            Self::Commune(_) => "commune",
            Self::FormerProvince(_) => "former_province",
            Self::Gate(_) => "gate",
            Self::Zone(_) => "zone",
            Self::Plant(_) => "plant",
            Self::Customs(_) => "customs",
        }
    }

    /// Every kind of subject.
    pub const KINDS: &'static [&'static str] = &[
        "region",
        "vietnam",
        "province",
        "commune",
        "former_province",
        "gate",
        "zone",
        "plant",
        "customs",
    ];
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region => f.write_str("region"),
            Self::Vietnam => f.write_str("vietnam"),
            Self::Province(code) | Self::Commune(code) => code.fmt(f),
            Self::FormerProvince(code) => write!(f, "former:{code}"),
            Self::Gate(slug) => write!(f, "gate:{slug}"),
            Self::Zone(slug) => write!(f, "zone:{slug}"),
            Self::Plant(slug) => write!(f, "plant:{slug}"),
            Self::Customs(word) => write!(f, "customs:{word}"),
        }
    }
}

impl FromStr for Subject {
    type Err = NotASubject;

    fn from_str(text: &str) -> Result<Self, NotASubject> {
        let wrong = || NotASubject(text.chars().take(64).collect());
        let code = |text: &str| text.parse::<UnitCode>().map_err(|_| wrong());
        let Some((kind, name)) = text.split_once(':') else {
            return match text {
                "region" => Ok(Self::Region),
                "vietnam" => Ok(Self::Vietnam),
                _ if text.len() == 2 => code(text).map(Self::Province),
                _ => code(text).map(Self::Commune),
            };
        };
        let slug_like = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(slug_like) {
            return Err(wrong());
        }
        let name = name.to_owned();
        match kind {
            "former" if name.len() == 2 => code(&name).map(Self::FormerProvince),
            "gate" => Ok(Self::Gate(name)),
            "zone" => Ok(Self::Zone(name)),
            "plant" => Ok(Self::Plant(name)),
            "customs" => Ok(Self::Customs(name)),
            _ => Err(wrong()),
        }
    }
}

impl Scalar for Subject {
    const KIND: ValueKind = ValueKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(name: &'static str, value: &Value) -> Result<Self, FieldError> {
        let text = value.to_string();
        text.parse()
            .map_err(|error: NotASubject| invalid(name, value, error.to_string()))
    }

    #[cfg(test)]
    fn sample(next: &mut dyn FnMut() -> u64) -> Self {
        let words = [
            "region",
            "vietnam",
            "20",
            "00004",
            "former:27",
            "gate:mong-cai",
            "zone:ha-noi-ccn-bich-hoa",
            "plant:hoa-binh",
            "customs:region-6",
        ];
        words[(next() % 9) as usize].parse().expect("a subject")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn subjects_are_read_back_as_written(seed: u64) {
            let mut stream = super::super::record::number_stream(seed);
            let subject = <Subject as Scalar>::sample(&mut stream);
            prop_assert_eq!(subject.to_string().parse(), Ok(subject.clone()));
            prop_assert!(Subject::KINDS.contains(&subject.kind()));
        }
    }

    #[test]
    fn what_names_no_subject_is_refused() {
        for text in [
            "",
            "Region",
            "2",
            "200",
            "gate:",
            "gate:Móng Cái",
            "old:27",
            "former:00004",
        ] {
            assert!(text.parse::<Subject>().is_err(), "{text}");
        }
    }
}
