//! Why an import stopped.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::dataset::DatasetError;

/// An import stopped; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A raw file cannot be read as what it should be.
    #[error("{file}: {problem}. Nothing was changed.", file = .file.display())]
    Raw {
        /// The raw file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The compiled files of an earlier import, whose numbers must be kept, are damaged.
    #[error("{0} Nothing was changed.")]
    Earlier(#[from] DatasetError),
    /// The compiled files cannot be written.
    #[error("{file}: cannot be written: {source}. Nothing was changed.", file = .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl ImportError {
    /// A fault of a raw file.
    pub(crate) fn raw(file: &Path, problem: impl Display) -> Self {
        Self::Raw {
            file: file.to_owned(),
            problem: problem.to_string(),
        }
    }
}
