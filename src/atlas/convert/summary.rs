//! How many rows of a table were answered in which way.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::query::Status;

/// How a row was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowStatus {
    /// A unit was found.
    Found(Status),
    /// No unit was found.
    NotFound,
    /// The row cannot be read.
    Malformed,
}

impl RowStatus {
    /// Every status, in the order of a summary.
    pub const ALL: [Self; 8] = [
        Self::Found(Status::Exact),
        Self::Found(Status::ByName),
        Self::Found(Status::ByPlace),
        Self::Found(Status::Unchanged),
        Self::Found(Status::Split),
        Self::Found(Status::Ambiguous),
        Self::NotFound,
        Self::Malformed,
    ];

    /// The name in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found(status) => status.as_str(),
            Self::NotFound => "not_found",
            Self::Malformed => "malformed",
        }
    }
}

/// How many rows were answered in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All rows.
    pub rows: u64,
    counts: [u64; 8],
}

impl Summary {
    /// Counts a row.
    pub(super) fn count(&mut self, status: RowStatus) {
        self.rows += 1;
        for (known, count) in RowStatus::ALL.iter().zip(&mut self.counts) {
            *count += u64::from(*known == status);
        }
    }

    /// The number of rows of each status.
    pub fn counts(&self) -> impl Iterator<Item = (RowStatus, u64)> {
        RowStatus::ALL.into_iter().zip(self.counts)
    }
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + self.counts.len()))?;
        map.serialize_entry("rows", &self.rows)?;
        for (status, count) in self.counts() {
            map.serialize_entry(status.as_str(), &count)?;
        }
        map.end()
    }
}
