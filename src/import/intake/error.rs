//! Why a delivery was not even read row by row.

use crate::dataset::DatasetError;
use crate::domain::record::closed_list;
use crate::domain::{Tongue, Wording};
use crate::import::ImportError;
use crate::import::release::ReleaseError;

closed_list! {
    /// Why a file is refused as a whole, by a stable word.
    pub enum Refusal {
        /// The layer takes no deliveries.
        Layer = "layer",
        /// Not an ordinary file of this machine, or a name that leads elsewhere.
        NotAFile = "not-a-file",
        /// A format that is not taken.
        Format = "format",
        /// Too many bytes, rows, columns or entries, or too much for its packed size.
        TooLarge = "too-large",
        /// It cannot be read to its end.
        Damaged = "damaged",
        /// Nothing stands in it.
        Empty = "empty",
        /// No heading or a column that every row needs is missing.
        Columns = "columns",
        /// The sheet that was named is not there.
        Sheet = "sheet",
        /// A wish cannot be read, such as an unknown coordinate system.
        Wish = "wish",
        /// No source is named.
        NoSource = "no-source",
        /// What would be written does not pass the checks.
        Check = "check",
    }
}

/// A delivery was not taken; the data are as they were.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file or the wishes are at fault; the text says what to change.
    #[error("{}", .told.en)]
    Refused {
        /// Why.
        why: Refusal,
        /// What is wrong and what to do, whole sentences.
        told: Wording,
    },
    /// The data that are there cannot be read.
    #[error(transparent)]
    Data(#[from] DatasetError),
    /// Reading or writing failed half-way; nothing was changed.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The new release was not made, or the previous one not brought back.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The system did not do what was asked of it.
    #[error("{doing}: {source}")]
    System {
        /// What was tried.
        doing: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl IntakeError {
    /// The file or the wishes are at fault.
    pub fn refused(why: Refusal, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Refused {
            why,
            told: Wording::new(vi, en),
        }
    }

    /// Why the file is refused; nothing when the fault is ours.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused { why, .. } => Some(*why),
            _ => None,
        }
    }

    /// What went wrong and what to do, in one language.
    #[must_use]
    pub fn text(&self, tongue: Tongue) -> String {
        match (self, tongue) {
            (Self::Refused { told, .. }, tongue) => told.in_tongue(tongue).to_owned(),
            (Self::Release(error), tongue) => error.text(tongue),
            (other, Tongue::En) => format!("{other}"),
            (other, Tongue::Vi) => {
                format!("Không nhập được, dữ liệu vẫn như cũ. Chi tiết kỹ thuật: {other}")
            }
        }
    }
}
